"""What a question may call an entry by: what it was about, and what kind of occasion it was."""

import re
from dataclasses import dataclass
from typing import Final

from bot.conversation.provider_names import KNOWN
from bot.conversation.text import folded

EXAMPLES: Final = (
    # title, what the member wrote, what it was about, what it was
    ("Difficult conversations workshop", "2h difficult conversations workshop today",
     "difficult conversations", "workshop"),
    ("Coaching workshop", "Coaching workshop, 1h yesterday", "coaching", "workshop"),
    ("EV diagnostics course", "EV diagnostics course", "EV diagnostics", "course"),
    ("Talk on axle stands", "20 min talk on axle stands", "axle stands", "talk"),
    ("Toolbox talk on lone working", "Ran a toolbox talk on lone working", "lone working",
     "toolbox talk"),
    ("Mental Health First Aid course", "Mental Health First Aid course",
     "Mental Health First Aid", "course"),
    ("Nissan Leaf training", "did the Nissan Leaf training", "Nissan Leaf", "training"),
    ("Bosch course", "2h Bosch course", "", "course"),
    ("EV course", "2h EV course", "", "course"),
    ("Online course", "online course yesterday", "", "course"),
    ("Level 3 course", "level 3 course", "", "course"),
    ("How to delegate webinar", "how to delegate webinar", "", "webinar"),
    ("Women in Automotive conference", "the Women in Automotive conference", "", "conference"),
    ("Brake lathe calibration", "brake lathe calibration 1h", "", ""),
    ("Webinar", "webinar", "", "webinar"),
    ("Toolbox talk", "lads' toolbox talk this morning", "", "toolbox talk"),
    ("", "", "", ""),
)  # fmt: skip
"""The tests run them."""

_LEARNING: Final = (
    "course|workshop|webinar|seminar|toolbox talk|talk|training|masterclass|module|briefing"
    "|refresher|lecture|podcast|video|article|book|class|session"
)
_GATHERING: Final = "conference|open day|update day|strategy day|meeting|assessment|exam"
_AHEAD: Final = re.compile(rf"(?i)(?:(?P<topic>.+?) )??(?P<kind>{_LEARNING})")
_BEHIND: Final = re.compile(rf"(?i)(?P<kind>{_LEARNING}) (?:on|about|in) (?P<topic>.+)")
_KIND_ALONE: Final = re.compile(rf"(?i)(?:.+ )?(?P<kind>{_GATHERING})")
_NO_TOPIC: Final = frozenset({
    "how", "what", "why", "when", "where", "who", "which", "my", "our", "the", "a", "an", "another",
    "this", "that", "last", "next", "new", "online", "internal", "in-house", "company", "team",
    "group", "work", "lunch", "morning", "afternoon", "evening", "day", "half-day", "one-day",
    "two-day", "short", "long", "quick", "full", "part", "weekly", "monthly", "annual", "mandatory",
    "compulsory", "induction", "refresher", "basic", "advanced", "intro", "introductory", "general",
    "technical", "video", "stage", "level", "first", "second", "free",
})  # fmt: skip
"""A topic does not begin with these."""

_ACRONYM: Final = re.compile(r"[A-Z]{1,3}s?")
"""Nobody finds anything hard "about EV"."""

_TOPIC_WORDS: Final = 4
_TOPIC_LETTERS: Final = 40


@dataclass(frozen=True, slots=True)
class Nouns:
    """`topic` is what it was about, as it stands inside a sentence; `kind` what it was
    ("workshop"). Either is empty where the title does not tell.
    """

    topic: str = ""
    kind: str = ""


def nouns_of(title: str, written: str = "") -> Nouns:
    """The nouns of a title; `written` are the words that the entry began with, which tell how the
    member spells them. Never fails.
    """
    found = _BEHIND.fullmatch(title) or _AHEAD.fullmatch(title)
    if found is None:
        alone = _KIND_ALONE.fullmatch(title)
        return Nouns(kind=alone["kind"].lower()) if alone else Nouns()
    topic = found["topic"] or ""
    names = _names(topic)
    spelt = _inside_a_sentence(topic, written) if names and topic.isprintable() else ""
    return Nouns(spelt, found["kind"].lower())


def _names(topic: str) -> bool:
    """Whether a question may say "about" it."""
    words = topic.split()
    if not 0 < len(words) <= _TOPIC_WORDS or len(topic) > _TOPIC_LETTERS:
        return False
    if _ACRONYM.fullmatch(topic) or folded(topic) in KNOWN:
        return False
    return folded(words[0]) not in _NO_TOPIC


def _inside_a_sentence(topic: str, written: str) -> str:
    """As the member spells it; a capital letter that only begins a title or a sentence goes."""
    at = written.casefold().find(topic.casefold())
    if at > 0 and len(written) == len(written.casefold()):
        topic = written[at : at + len(topic)]
        if written[at - 1].isalnum():
            return ""
        return topic
    first, _, rest = topic.partition(" ")
    is_name = not first[1:].islower() or any(word[0].isupper() for word in rest.split())
    return topic if is_name else f"{first.lower()} {rest}".rstrip()
