"""What the headings of a table say: what each column may hold, and what it asks for."""

import re
from collections.abc import Iterable
from typing import Final, Literal, get_args

from bot.conversation.elements.cues import ElementId
from bot.conversation.tables.cells import Cell, text_of

Meaning = Literal[
    "title",
    "date",
    "end",
    "from_time",
    "to_time",
    "length",
    "provider",
    "type",
    "subject",
    "reflect",
    "plan",
    "act",
    "evaluate",
    "notes",
    "link",
    "role",
]
"""What a column may hold: each at most one, and each column at most one of these."""

MEANINGS: Final[tuple[Meaning, ...]] = get_args(Meaning)
STAGE_MEANINGS: Final[tuple[Meaning, ...]] = ("reflect", "plan", "act", "evaluate")

NAME_MOST: Final = 100
"""Characters of a heading that are looked at."""

_NAMES: Final[tuple[tuple[Meaning, str, int], ...]] = (
    # What a heading says, the surest first: the weight decides between two columns of one meaning.
    ("title", r"(?:activity|course|event|training|session)? ?(?:title|name)", 10),
    ("title", r"(?:cpd |learning )?activity", 9),
    ("title", r"(?:name|title|description|details?) of (?:the |your )?(?:cpd |learning |training )*"
     r"(?:activity|course|event|training|session)", 9),
    ("title", r"course|training|event|topic|what (?:did )?(?:you|i) (?:do|did)", 8),
    ("title", r"(?:course|training|event|activity)(?: (?:or|and|course|event|training|activity|"
     r"webinar|workshop|title|name|attended|undertaken|completed|done))+", 8),
    ("title", r"(?:activity )?(?:description|details?)(?: of (?:the )?(?:activity|course))?", 6),
    ("title", r"what", 4),
    ("date", r"(?:start|from|begin(?:ning)?|began)(?: date| on)?", 9),
    ("date", r"date(?:s|\(s\))?(?: \w+){0,3}|day|when(?: did (?:it|you) .*)?|(?:\w+ )?date", 8),
    ("date", r"(?:completed|completion|attended|achieved)(?: on| date)?", 7),
    ("end", r"(?:end|to|until|finish(?:ed)?)(?: date| on)?|date (?:to|until|ended|finished)", 9),
    ("from_time", r"(?:start|from|begin)(?: ?time)?|time (?:from|in|started)", 7),
    ("to_time", r"(?:end|to|finish)(?: ?time)?|time (?:to|out|finished)", 7),
    ("length", r"duration.*|length.*|time (?:spent|taken)|how long.*|(?:no of |number of |total )?"
     r"(?:cpd |learning )?(?:hours?|hrs|mins|minutes)(?: \w+){0,3}", 10),
    ("length", r"(?:no of |number of |total )?(?:cpd )?(?:credits?|points?|units?|value)"
     r"(?: (?:claimed|earned|awarded))?|cpd", 7),
    ("length", r"time", 5),
    ("provider", r"(?:course |training )?(?:provider|organi[sz]er|organi[sz]ation|supplier|trainer|"
     r"tutor|venue|delivered by|run by|provided by|by|company|institution|host)(?: name)?", 8),
    ("type", r"(?:type|kind|category|format|method|mode)(?: of)?(?: (?:cpd|activity|learning|"
     r"training|course|event|delivery))*|(?:cpd|activity|learning|training) "
     r"(?:type|category|method)", 8),
    ("subject", r"subjects?(?: area)?|(?:cpd|learning|development) area|group|area|"
     r"competenc(?:y|e|ies)|skill(?:s| area)?|module|theme|topic area|discipline", 6),
    ("plan", r"what (?:will|are) (?:you|i) (?:going to )?(?:do|change).*|how will (?:you|i) "
     r"(?:apply|use|implement).*|next steps?|plan(?:ned)?(?: actions?)?|further (?:action|learning|"
     r"needs).*|future.*|application|action plan", 9),
    ("evaluate", r"what (?:have|did) (?:you|i|was) ?(?:learn|learnt|learned|gain).*|what (?:was )?"
     r"learn(?:t|ed).*|learning(?: outcomes?| points?| gained)?|outcomes?|results?|impact.*|"
     r"benefits?.*|evaluat(?:ion|e)|how (?:has|did) (?:it|this) (?:help|benefit).*|what (?:has )?"
     r"changed.*|key (?:learning|points).*|value to (?:me|my).*", 9),
    ("reflect", r"reflect(?:ion|ions|ive)?(?: \w+){0,3}|why.*|reason.*|learning (?:need|objective|"
     r"aim)s?.*|objectives?|purpose|what was hard.*|my (?:thoughts|account)", 9),
    ("act", r"act(?:ion)?(?: taken)?|actions? taken|what (?:was )?(?:your|my) (?:part|role).*|"
     r"what (?:did )?(?:you|i) (?:actually )?did.*|tasks?", 7),
    ("notes", r"notes?|comments?|remarks?|other(?: information)?|additional.*|further details?|"
     r"description of (?:learning|content)|content", 8),
    ("link", r"(?:evidence |web ?)?(?:links?|urls?|web ?(?:site|page)?|address)|evidence(?: link)?|"
     r"certificate(?: link| url)?|proof", 8),
    ("role", r"(?:my |your |current )?(?:job )?(?:role|position)(?: (?:at|then|held)(?: \w+)*)?|"
     r"job(?: title)?|post(?: held)?", 8),
)  # fmt: skip
_PATTERNS: Final = tuple(
    (meaning, re.compile(pattern), weight) for meaning, pattern, weight in _NAMES
)
_HINTS: Final[tuple[tuple[Meaning, str, int], ...]] = (
    # Words that hint at a meaning in a heading that is none of the usual ones. Any usual name
    # is surer; what the cells hold has to agree in any case.
    ("link", r"links?|urls?|cert(?:ificate)?s?|evidence|proof", 5),
    ("plan", r"next|plan(?:s|ned)?|follow ?ups?|arising|differently|(?:will|shall) (?:i|you|we)"
     r"|(?:i|you|we) (?:will|shall)|going to|apply|appl(?:ied|ication)|implement\w*", 5),
    ("evaluate", r"learn(?:t|ed|ing)?|take ?aways?|lessons?|knowledge|gain(?:ed|s)?|"
     r"benefit(?:s|ed)?|impact|relevan(?:t|ce)|outcomes?|help(?:s|ed|ful)?|g[eo]t out of|"
     r"improved?", 4),
    ("reflect", r"reflect\w*|thoughts|why|reasons?|needs?|objectives?|aims?|goals?|hard|"
     r"difficult\w*|challeng\w*", 4),
    ("provider", r"who|organi[sz]\w+|provide[drs]*|bod(?:y|ies)|trainers?|tutors?|speakers?|"
     r"presente[dr]s?|instructors?|suppliers?|compan(?:y|ies)|college|source|delivered|host(?:ed)?|"
     r"vendor", 4),
    ("type", r"types?|kind|format|methods?|categor(?:y|ies)|formal|informal|mode", 3),
    ("subject", r"skills?|areas?|competenc\w+|subjects?|themes?|standards?|domains?", 3),
    ("notes", r"notes?|comments?|remarks?|further|other|additional|info(?:rmation)?", 2),
    ("title", r"course|activity|event|training|title|topic|session|webinar|workshop|"
     r"description", 2),
    ("length", r"hours?|hrs|mins?|minutes|duration|length|time|credits?|points?", 2),
    ("date", r"dates?|days?|when|completed|attended", 2),
)  # fmt: skip
_HINTED: Final = tuple(
    (meaning, re.compile(rf"\b(?:{pattern})\b"), weight) for meaning, pattern, weight in _HINTS
)
_NO_HINT: Final = re.compile(
    r"\b(?:no|number|id|ref|reference|cost|price|fee|paid|budget|invoice|approv\w+|verif\w+|signed|"
    r"sign|manager|supervisor|status|expir\w+|renew\w+|review\w*|due|email|mail|phone|surname|"
    r"year|created|submitted|modified|membership|rating|score|grade|pass|result)\b"
)
"""Words of headings of which the others hint at nothing: "course cost" names no course."""

_HELPS: Final = re.compile(
    r"\b(?:help(?:s|ed|ful)?|benefit(?:s|ed)?|impact|relevan(?:t|ce)|practice|value to)\b"
    r"|\b(?:how|where)\b.*\b(?:use|used|apply|applied|implement)\b"
)
_LEARNT: Final = re.compile(
    r"\b(?:learn(?:t|ed|ing)?|take ?aways?|lessons?|knowledge|gain(?:ed|s)?|key points)\b"
)
LEFT_OUT: Final = re.compile(
    r"(?:row|line|entry|ref(?:erence)?|cert(?:ificate)?|member(?:ship)?|staff|employee)? ?"
    r"(?:no|number|id|ref|#)|#|n|year|month|status|approved.*|verified.*|signed.*|cost|price|fee"
    r"|manager|first name|surname|last name|full name|name of (?:member|person|employee)|e mail"
    r"|(?:date|day)s? (?:added|created|modified|submitted|approved|logged|entered|of birth)"
    r"|(?:created|submitted|modified|updated|approved|expiry|expires|renewal|review|due)"
    r"(?: \w+)*(?: date| on| at)?|next (?:date|due|review|renewal)(?: \w+)*|timestamp"
)
"""Headings of what is no part of an entry, though a word in them might say so."""


def heading_name(cell: Cell) -> str:
    """A heading in the form in which it is compared: lower case, no marks, single spaces."""
    words = re.sub(
        r"[^\w#]+", " ", text_of(cell)[:NAME_MOST].lower().replace("’", "").replace("'", "")
    )
    return " ".join(words.replace("_", " ").split())


def meanings_of(name: str) -> dict[Meaning, int]:
    """What a heading may stand for, each with how surely it does; nothing for what is left out.

    A usual name says so as a whole; of any other the words are looked at.
    """
    return usual_meanings(name) or _hinted_at(name)


def usual_meanings(name: str) -> dict[Meaning, int]:
    """The same of usual names alone."""
    if not name or LEFT_OUT.fullmatch(name):
        return {}
    return _weighed(
        (meaning, weight) for meaning, pattern, weight in _PATTERNS if pattern.fullmatch(name)
    )


def _hinted_at(name: str) -> dict[Meaning, int]:
    if not name or LEFT_OUT.fullmatch(name) or _NO_HINT.search(name):
        return {}
    return _weighed(
        (meaning, weight) for meaning, pattern, weight in _HINTED if pattern.search(name)
    )


def _weighed(claims: Iterable[tuple[Meaning, int]]) -> dict[Meaning, int]:
    found: dict[Meaning, int] = {}
    for meaning, weight in claims:
        found[meaning] = max(weight, found.get(meaning, 0))
    return found


def asked_for_by(heading: Cell) -> tuple[ElementId, ...]:
    """The elements of an account that a heading asks for, as a question would: what was learnt,
    how it helps in the job.
    """
    name = heading_name(heading)
    asked: list[tuple[ElementId, re.Pattern[str]]] = [("learnt", _LEARNT), ("helps", _HELPS)]
    return tuple(element for element, words in asked if words.search(name))
