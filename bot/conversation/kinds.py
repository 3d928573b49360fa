"""Reads the type of an activity from the noun or verb that names it; types are in `activities`."""

import re
from typing import Final

from bot.conversation.activities import ActivityType
from bot.conversation.field import Confidence, Field, Span
from bot.conversation.text import BLANK

_QUALIFICATION = (
    r"nvqs?|svqs?|hnc|hnd|btec|degree|msc|bsc|mba|ba|diploma|apprenticeship|a-levels?|gcse"
    r"|city (?:&|and) guilds|national qualification|qualification|foundation degree|t-level"
    r"|pgce|pgdip|doctorate|phd|dissertation"
    r"|level \d\b(?: [\w&-]+){0,6} (?:award|certificate|diploma|nvq|svq|qualification)"
)
_NAMES: tuple[tuple[str, ActivityType, str], ...] = (
    (
        "online",
        "e-learning",
        r"(?:online|on-line|virtual|web-based|remote|self-paced) (?:[\w&-]+ ){0,4}?"
        r"(?:course|training|module|class|workshop|lesson|learning|tutorial|session|refresher)s?",
    ),
    ("qualification", "national qualification", _QUALIFICATION),
    (
        "elearning",
        "e-learning",
        r"e-?learning|e learning|webinars?|webnars?|webinairs?|webcasts?|mooc|online tutorials?"
        r"|tutorials?|vids?|videos?"
        r"|youtube|linkedin learning|udemy|coursera|futurelearn|openlearn|masterclass online",
    ),
    ("podcast", "podcast", r"podcasts?|pod cast"),
    (
        "conference",
        "conference",
        r"conferences?|conf|confrence|conferance|summit|symposium|congress|agm",
    ),
    (
        "group",
        "expert group",
        r"expert groups?|working (?:group|party)|work group|committee|steering group|panel meeting"
        r"|special interest group|focus group|advisory (?:board|group|panel)|standards group",
    ),
    (
        "seminar",
        "seminar",
        r"seminars?|lectures?|talks?(?! (?:the|to|through|it))|briefings?|tbts?|toolbox talks?"
        r"|tool box talks?",
    ),
    (
        "shadowing",
        "shadowing",
        r"(?:job )?shadow(?:ing|ed)|work shadowing|sat in with",
    ),
    (
        "coaching",
        "coaching or mentoring",
        r"coach(?:ing|ed)|mentor(?:ing|ed)|1:1|1-1|1-2-1|121|one[- ]to[- ]one|action learning set",
    ),
    (
        "job",
        "on-the-job learning",
        r"on[- ]the[- ]job(?: (?:training|learning))?|hands[- ]on (?:practice|learning)",
    ),
    (
        "course",
        "short course",
        r"courses?|coarse|cousre|corse|crs|training|traning|trainning"
        r"|workshops?(?! (?:controllers?|managers?|foreman|manuals?|floor|team|staff|equipment"
        r"|loading))|class|classes|refreshers?"
        r"|masterclass(?:es)?|bootcamp|boot camp|training day|induction|accreditation"
        r"|certification",
    ),
    (
        "reading",
        "reading",
        r"reading|articles?|books?|journals?|magazines?|bulletins?|tsbs?|manuals?(?! handling)"
        r"|white ?papers?"
        r"|papers?|blogs?|blog posts?|technical (?:note|guide)s?|guidance|newsletters?|chapters?",
    ),
    (
        "event",
        "event",
        r"events?|exhibitions?|expo|trade (?:show|fair)|show(?! (?:me|us|how|him|her|them))"
        r"|open (?:day|evening)|roadshows?"
        r"|networking|meet-?ups?|launch(?! (?:kit|tool|pad|x-?431|scan))|awards? (?:night"
        r"|evening|dinner)",
    ),
    ("project", "project", r"projects?|secondment"),
)
_TYPE_OF: dict[str, ActivityType] = {name: activity for name, activity, _ in _NAMES}
_NOUN = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{n}>{words})" for n, _, words in _NAMES) + r")(?![\w-]|'s)"
)
_VERBS: tuple[tuple[re.Pattern[str], ActivityType], ...] = (
    (re.compile(r"\b(?:listened to|listening to|listen to|listened(?! in\b))\b"), "podcast"),
    (re.compile(r"\b(?:shad+ow(?:ed|ing)?)\b"), "shadowing"),
    (re.compile(r"\b(?:mentored|coached|mentoring (?=an?\b|my\b|the\b))"), "coaching or mentoring"),
    (re.compile(r"(?<!how to )\b(?:read|reading|re-read)\b(?! (?:out|across|codes?))"), "reading"),
    (re.compile(r"\b(?:watched|watching|watch)\b"), "e-learning"),
)
INFORMAL_EXAMPLES: Final = (
    "our apprentice showed ME something for once, 20 mins on live data graphs",
    "2h on the scope yesterday w/ our master tech",
    "Got 1h with the EV lead tech tomorrow so he can show me the service disconnect",
    "tinkered with the lab scope at home, teaching meself relative compression",
    "watched a youtube video on splicing CAN wires, 25 min",
    "40 mins being walked through a leak-off test by Kev",
    "practised setting valve clearances on the old lump, an hour",
    "asked the parts manager how cores work, half an hour at his desk",
)
"""What nobody would call a course; the tests run them."""

_INFORMAL = re.compile(
    r"\b(?:showed|shown|showing|show|walked|talked|took|taking|ran) (?:me|us)\b|\bwalked through\b"
    r"|\b(?:taught|teaching|teach) (?:my|me|our)sel(?:f|ves)\b|\btinker\w*|\bpractis(?:ed|ing)\b"
    r"|\bpracticed\b|\bhad a (?:go|play|look) |\bpicked (?:his|her|their) brains?\b"
    r"|\basked (?:the|our|my) "
    r"|\b(?:with|w/?|wiv|off) (?:the|our|my|a|an) (?:[\w-]+ ){0,2}(?:tech|technician|foreman"
    r"|mechanic|mate"
    r"|fitter|colleague|mentor|apprentice)\b"
    r"|\b(?:watch(?:ed|ing)?|youtube|videos?|vids?|clips?|forum|tiktok)\b"
)
"""Learning among colleagues, by oneself or from a video that anybody can watch."""
_TAUGHT = re.compile(
    r"\b(?:courses?|webinars?|seminars?|training|workshops?|e-?learning|modules?|conference|class"
    r"|qualification|award|nvq|masterclass|briefing|lecture)\b"
)

_ONLINE = re.compile(r"\bon[- ]?line\b(?! (?:\d|booking|meeting|call|forum|shop|order))")

_HEAD_ENDS = re.compile(
    r"\b(?:on|about|for|with|at|by|from|via|to|into|in|of|covering|re)\b|[,;:(\n\x1f|]| -|- |\. "
)
_QUOTED = re.compile(r"\"[^\"\n]*\"|(?<!\w)'[^'\n]{2,60}'(?!\w)")
_USUAL: frozenset[str] = frozenset({"online", "qualification", "conference", "course", "podcast"})


def find_type(masked: str) -> Field[ActivityType]:
    """The type that folded text names, by its verb, or by the head of its first telling phrase.

    "Project management course" is a course and "workshop on coaching" a workshop: the last noun
    before a preposition tells.
    """
    return (
        _found_in(_QUOTED.sub(lambda quoted: BLANK * len(quoted[0]), masked))
        or _found_in(masked)
        or _online(masked)
        or Field()
    )


def _online(masked: str) -> Field[ActivityType]:
    """ "Did my F-gas online": where it was learnt says how, where nothing else does."""
    found = _ONLINE.search(masked)
    return Field("e-learning", found.span(), Confidence.LIKELY) if found else Field()


def is_informal(masked: str) -> bool:
    """Whether folded text tells of learning without any kind of course."""
    return _INFORMAL.search(masked) is not None and _TAUGHT.search(masked) is None


def _found_in(masked: str) -> Field[ActivityType] | None:
    start = 0
    phrase_ends = [*(end.start() for end in _HEAD_ENDS.finditer(masked)), len(masked)]
    noun: re.Match[str] | None = None
    for found in _NOUN.finditer(masked):
        phrase = next(index for index, end in enumerate(phrase_ends) if end >= found.start())
        if noun is not None and phrase != start:
            break
        noun, start = found, phrase
    verb = _verb(masked)
    if verb is not None and verb.span is not None and not _belies(noun, verb.value, verb.span):
        return verb
    if noun is None or noun.lastgroup is None:
        return None
    if noun.lastgroup == "course" and (online := _online(masked)).value:
        return online
    usual = noun.lastgroup in _USUAL
    confidence = Confidence.STATED if usual else Confidence.LIKELY
    return Field(_TYPE_OF[noun.lastgroup], noun.span(), confidence)


def _verb(masked: str) -> Field[ActivityType] | None:
    for pattern, activity in _VERBS:
        found = pattern.search(masked)
        if found:
            return Field(activity, found.span(), Confidence.LIKELY)
    return None


def _belies(noun: re.Match[str] | None, verb: ActivityType | None, span: Span) -> bool:
    """Whether the noun comes first, or names what was read or watched more closely."""
    if noun is None:
        return False
    if noun.start() < span[0]:
        return True
    if verb in ("shadowing", "coaching or mentoring"):
        return False
    return noun.lastgroup not in ("reading", "course", "event", "project", None)
