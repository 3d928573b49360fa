"""Recognises a question to the bot: the whole message brought to the tables of `rows`."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.asking.asked import Asked, Topic
from bot.conversation.asking.at_hand import at_hand
from bot.conversation.asking.needs import needed
from bot.conversation.asking.periods import find_period
from bot.conversation.asking.phrases import compiled, in_its_place
from bot.conversation.asking.question_rows import NOUNS, PLACES, WORDS
from bot.conversation.asking.words import CLASSES, MEANING, is_known, word_set, words_of
from bot.conversation.durations import find_minutes
from bot.conversation.text import clean, folded

_LONGEST: Final = 160
_MOST_WORDS: Final = 22
_SHORT: Final = 3
_TO_BE_DONE: Final = frozenset(("undo", "remove", "save", "export", "pause", "correct", "attach"))
"""Topics of what the bot may be told to do ("can you undo that?"): that is no question."""

_TELLS_TO: Final = re.compile(r"(?:can|could|will|would) you ")
_NOUN_OF_LENGTH: Final = re.compile(r"[ -](?:webinar|session|talk|meeting|workshop|seminar|call)\b")
_LOGS: Final = re.compile(r"(?:can|could|will|would) you (?:log|add|record|put|enter|note|book) ")
"""An entry that the bot is told to make is no question either."""

_MENTION: Final = re.compile(r"<@([A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>")
_MENTIONED: Final = re.compile(r"\bmention\d+\b")
_MAY_BE_LENGTH: Final = re.compile(r"\d|\b(?:hour|hr|half|min|one|two|three|four|five|six)")

_ASKS: Final = word_set(
    "what which when where who why how howmany howmuch howlong howfar howoften howcome"
)
_VERBS: Final = word_set(
    "is 's are am was were do does did can could will would should shall may must has"
    " have had happens"
)
_VERBS_OF_ANYBODY: Final = word_set("is does has do did would will")
_ASKS_ALWAYS: Final = word_set("which who howmany howmuch howlong howfar howoften howcome")
_SUBJECTS: Final = word_set("i we the it he she they")
_ASKED_ABOUT: Final = word_set(
    "i we my our you it this that the there he she they anyone anybody everyone imi cmi"
    " cpd techsafe not these those a an any all extra spare reports reflections points"
    " credits"
)
_BY_ITSELF: Final = word_set(
    "counts goes happens if sees qualifies about needs kind kinds sort sorts type types else makes"
    " activities things evidence triggered commands courses training credits cpd points"
)
_REQUESTS: Final = word_set("explain show list any know recommend suggest")
_OF_THE_BOT: Final = word_set(
    "credits credit cpd imi cmi techsafe entry entries draft drafts nudge nudges nudging reminders"
    " reflections"
)
_NUMBER: Final = re.compile(r"\d{1,3}", re.ASCII)
_LABEL: Final = re.compile(r"[a-z0-9]|[ivx]{1,4}|and|or")
"""What a group or a class is told from others by: "a", "4", "IV"."""

_MAY_ASK: Final = re.compile(r"[^a-z]*[a-z]")

_NO_NAME: Final = (frozenset(MEANING) - word_set("mark may grant drew miles hope")) | word_set(
    "a an the my our your his her its their this that these those i it me us we you they"
    " he she him them period length and or to of in on at for from with by as not no 's"
    " yesterday today there what which who going next customer one other things tricks life work"
)
_MORE_OF: Final = re.compile(
    r"\b([\w.]+) (?:more|extra|additional) (?=(?:hour|hr|h|minute|min)s?\b)"
)
"""An amount around which "more" stands: brought before it, it is a length as any other."""

_OWNED: Final = re.compile(
    r"\b([a-z]{2,})s (?=(?:reflections?|entries|answers|words|notes|drafts|evidence|certificates"
    r"|record|progress|standing) )"
)
"""Somebody's name in the genitive, without its mark: "owens reflections"."""

_MAY_SEE: Final = re.compile(r"(?:can|could|may) i (?:see|read|view) |how 's ")

_THIS_ENTRY: Final = (
    "this|that|it|this one|that one|this entry|my entry|the last one|this draft|my last entry"
    "|my draft|my last one"
)
_AT_HAND: Final = frozenset(_THIS_ENTRY.split("|"))
_NO_ACTIVITY: Final = word_set(
    "i you we they he she me us them who whom what which why when where how not left"
    " needed credits points cmi imi ask need"
)
_CREDITS: Final = word_set("credits credit points point cpd")
_BODIES: Final = word_set(
    "imi cmi techsafe tech safe mot dvsa register registration professional scheme body adas"
)
"""Words by which a body or a scheme is named."""

_NAMED_ALONE: Final = word_set("imi cmi techsafe mot dvsa")
"""Of these, words that each name one."""

_OF_EACH: Final = word_set(
    "counts failure audit appeal carry_over cycle_end cycle_start days_left credits_left"
)
"""Topics of which each scheme has its own."""

_BRINGS: Final = _CREDITS | word_set("get claim worth count counts qualify eligible hours")
_ACTIVITIES: Final = word_set(
    "this that it length day course courses class training webinar webinars qualification"
    " reading read podcast podcasts video videos talk talks toolboxtalk event events"
    " seminar seminars conference workshop meeting mentoring coaching shadowing apprentice"
    " magazine magazines manual manuals bulletin bulletins book books article articles"
    " visit show exhibition degree nvq learning elearning online exam assessment mot"
    " teaching volunteering demonstration demo briefing lecture youtube studying research"
    " college university"
)
_TEST_NAMES: Final = {
    "current": "current",
    "currency": "current",
    "authentic": "authentic",
    "relevan": "relevant",
    "sufficien": "sufficient",
}
_OF_CATEGORIES: Final = word_set("adas ev evs electrified electric vehicles")
"""Words by which a question may name a category of a scheme."""

_EVIDENCE: Final = word_set(CLASSES["evidence"])
_WHEN: Final = re.compile(
    r"(?:soon|next|now|thisyear|(?:in |during )?(?:period|next (?:year|month)))?"
)
"""When evidence runs out, as it may be asked."""

_ENDS_OTHERWISE: Final = word_set(
    "cycle cycles year years thisyear cpd imi cmi techsafe credits credit points hours time pause"
    " snooze quiet leave holiday deadline draft drafts entry entries period membership"
    " registration register account what it that this"
)
"""What ends on a day, or lasts, and is no evidence."""

_STAGE_NAMES: Final = {"reflect": "reflect", "plan": "plan", "act": "act", "evaluat": "evaluate"}


def asked(text: str, *, now: datetime, tz: ZoneInfo) -> Asked | None:
    """What the whole message asks the bot; None where it is anything else, or nothing known.

    `text` is unescaped as Slack sends it, mentions as `<@U…>`. `now` is aware and `tz` the
    member's zone: together they are the day from which periods are seen.
    """
    if not 0 < len(text) <= 2 * _LONGEST:
        return None
    mentions: list[str] = []

    def take(found: re.Match[str]) -> str:
        mentions.append(found[1])
        return f" mention{len(mentions) - 1} "

    cleaned = clean(_MENTION.sub(take, text)).text
    if not 0 < len(cleaned) <= _LONGEST or cleaned.count(" ") > _MOST_WORDS:
        return None
    plain = folded(cleaned)
    if not _MAY_ASK.match(plain) and "?" not in plain:
        return None
    period = None
    if (named := find_period(plain, now.astimezone(tz))) is not None:
        period, span = named
        plain = f"{plain[: span[0]]} period {plain[span[1] :]}"
    row, led = words_of(plain)
    if period is None and not mentions and (found := at_hand(row, led=led)) is not None:
        return found
    row = _OWNED.sub(_with_its_mark, row) if led or _MAY_SEE.match(row) else row
    turned = led or has_its_mark(plain) or is_turned_round(row.split())
    found = _few_words(row)
    if found is None and turned:
        found = _with_a_place(plain, row) or _of_known_words(row, led=led)
    if _LOGS.match(row) and found is not None and found.topic == "logged":
        return None
    if found is None or (found.topic in _TO_BE_DONE and _TELLS_TO.match(row)):
        return None
    bodies = [word for word in row.split() if word in _NAMED_ALONE and found.topic in _OF_EACH]
    return replace(
        found, period=period, mentions=tuple(_named(found, mentions)), bodies=tuple(bodies)
    )


def plainly_asked(text: str) -> Asked | None:
    """What the whole message asks of what is at hand, in words that mean nothing else."""
    if not 0 < len(text) <= 2 * _LONGEST or _MENTION.search(text):
        return None
    cleaned = clean(text).text
    if not 0 < len(cleaned) <= _LONGEST or cleaned.count(" ") > _MOST_WORDS:
        return None
    row, led = words_of(folded(cleaned))
    return at_hand(row, led=led)


def seems_asked(text: str) -> bool:
    """Whether the message has the form of a question and names something that only the bot knows
    of (credits, an entry, a nudge), though no row may answer it.
    """
    if not 0 < len(text) <= 2 * _LONGEST:
        return False
    plain = folded(clean(text).text)
    row, led = words_of(plain)
    words = row.split()
    if not 0 < len(words) <= _MOST_WORDS or _OF_THE_BOT.isdisjoint(words):
        return False
    return led or has_its_mark(plain) or is_turned_round(words)


def is_turned_round(words: Sequence[str]) -> bool:
    """Whether words in a row have the form of a question: "when does …", "is my …", "who sees"."""
    first, second, third = [*words, "", "", ""][:3]
    if first in _ASKS:
        if first == "why" and len(words) <= _SHORT:
            return True
        if second in _SUBJECTS or (
            first != "howmany" and second != "happens" and "to" in (second, third)
        ):
            return False
        if second in ("counts", "matters") and third in ("is", "was", "'s"):
            return False
        if second in _VERBS or first in _ASKS_ALWAYS:
            return True
        if second in _BY_ITSELF and first in ("what", "who"):
            return True
        return any(word in _VERBS and after in _ASKED_ABOUT for word, after in pairwise(words[2:7]))
    if first in _VERBS:
        return second in _ASKED_ABOUT or first in _VERBS_OF_ANYBODY
    return first in _REQUESTS or (first == "if" and not _ASKS.isdisjoint(words))


def has_its_mark(plain: str) -> bool:
    """Whether the text ends in a question mark, whatever small sign follows it."""
    return "?" in plain[-4:]


def _with_its_mark(found: re.Match[str]) -> str:
    """The genitive as two words, as `words_of` has it; a known word stays what it is."""
    return found[0] if is_known(f"{found[1]}s") else f"{found[1]} 's "


def _few_words(row: str) -> Asked | None:
    """One of the ways to ask in a few words, which have no form of a question."""
    if len(row) > 70:
        return None
    return next((Asked(one.topic) for one in NOUNS if compiled(one.phrase).fullmatch(row)), None)


def _with_a_place(plain: str, row: str) -> Asked | None:
    """A phrase of which any words, a name or an activity, fill a place."""
    minutes = None
    if (brought := _MORE_OF.sub(r"more \1 ", plain)) != plain:
        plain, row = brought, words_of(brought)[0]
    if _MAY_BE_LENGTH.search(plain):
        read = find_minutes(plain, plain)
        if read.minutes.span is not None and read.minutes.value is not None:
            begin, end = _with_noun(plain, *read.minutes.span)
            minutes = read.minutes.value
            row = words_of(f"{plain[:begin]} length {plain[end:]}")[0]
    for one in PLACES:
        found = compiled(one.phrase).fullmatch(row)
        if found is None:
            continue
        asked = _in_place(one.topic, in_its_place(found), row, minutes)
        if asked is not None:
            return asked
    return None


def _in_place(topic: str, words: str, row: str, minutes: int | None) -> Asked | None:
    """What is asked where these words fill the topic's place; None where they cannot."""
    match topic:
        case "worth":
            about = "this" if words in _AT_HAND else words
            rest = row.replace(f"{words} ", "", 1).split()
            activity = _is_an_activity(words.split(), rest)
            return Asked("worth", words=about, minutes=minutes) if activity else None
        case "rules":
            body = _body_of(words.split())
            if body is not None and "safe" in body:
                return Asked("framework")
            return None if body is None else Asked("rules", words=body)
        case "what_if":
            return Asked("what_if", words=words, minutes=minutes)
        case "group_hours":
            labels = all(_LABEL.fullmatch(word) for word in words.split())
            return Asked("group_hours", words=words) if labels else None
        case "runs_out":
            return Asked("runs_out", words=words) if _may_run_out(words.split()) else None
        case "running_out":
            return Asked("running_out", words=words) if _WHEN.fullmatch(words) else None
        case _ if is_a_name(words.split()):
            return Asked(topic, words="" if _MENTIONED.search(words) else words)
        case _:
            return None


def _may_run_out(words: Sequence[str]) -> bool:
    """Whether words may name evidence, and none of the bot's own that ends on a day."""
    return bool(words) and _ENDS_OTHERWISE.isdisjoint(words)


def _body_of(words: Sequence[str]) -> str | None:
    """The body or scheme that is named; None where the words are none of those."""
    named = [word for word in words if word not in ("the", "my", "our", "a", "cpd", "'s")]
    known = bool(named) and _BODIES.issuperset(named)
    return " ".join(named) if known else None


def _with_noun(plain: str, begin: int, end: int) -> tuple[int, int]:
    """The span of "4 hour" in "a 4 hour webinar", with the article and the noun around it."""
    noun = _NOUN_OF_LENGTH.match(plain, end)
    return (begin - 2, noun.end()) if noun and plain.endswith(" a ", 0, begin) else (begin, end)


def is_a_name(words: Sequence[str]) -> bool:
    """Whether folded words may be what somebody is called: three at most, none a known one."""
    return 0 < len(words) <= 3 and not any(word in _NO_NAME or word.isdigit() for word in words)


def _is_an_activity(words: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether the words may be an activity; `rest` is the row without them."""
    if not words or any(word in _NO_ACTIVITY for word in words):
        return False
    known = any(word in _ACTIVITIES for word in words)
    if not known and any(word in ("my", "your") for word in words):
        return False
    if not any(word in _BRINGS for word in rest):
        return False
    return known or any(word in _CREDITS for word in rest)


def _of_known_words(row: str, *, led: bool) -> Asked | None:
    """A question of which each word is known: by what its words stand for."""
    words = row.split()
    if not all(is_known(word) or _NUMBER.fullmatch(word) for word in words):
        return None
    said = frozenset((*words, "show") if led else words)
    classes = frozenset(name for word in said for name in MEANING.get(word, ()))
    for one in WORDS:
        needs = needed(one.needs)
        if all(need.met(said, classes) for need in needs):
            return Asked(one.topic, words=_names(one.topic, words))
    return None


def _names(topic: Topic, words: Sequence[str]) -> str:
    """Which tests or stages were named, in the order of the sentence; whether "this cycle" was."""
    if topic == "logged":
        return "cycle" if "cycle" in words else "year" if "thisyear" in words else ""
    if topic == "subjects_left":
        return " ".join(word for word in words if word in _OF_CATEGORIES)
    if topic == "lacking":
        return "evidence" if not _EVIDENCE.isdisjoint(words) else "evaluation"
    if topic not in ("test", "stage"):
        return ""
    known = _TEST_NAMES if topic == "test" else _STAGE_NAMES
    named = (name for word in words for start, name in known.items() if word.startswith(start))
    return " ".join(dict.fromkeys(named))


def _named(found: Asked, mentions: Sequence[str]) -> Sequence[str]:
    return mentions if found.topic in ("person", "wrote", "who_looked") else ()
