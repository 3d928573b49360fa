"""Which column of a table is what, by the names in its heading and by what its cells hold."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal, get_args

from bot.conversation.elements.cues import ElementId
from bot.conversation.tables.cells import Cell, Minutes, text_of
from bot.conversation.tables.days import Days, Order, order_of, read_days
from bot.conversation.tables.lengths import Unit, read_clock, read_minutes

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

COLUMNS_MOST: Final = 100
"""Columns that are looked at: as many as a form can offer."""

NAME_MOST: Final = 100
"""Characters of a heading that are looked at."""

SAMPLE: Final = 200
"""Rows below the heading by which columns are judged."""

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
_TYPED_WORDS: Final = re.compile(r"https?://\S+", re.I)
_LEFT_OUT: Final = re.compile(
    r"(?:row|line|entry|ref(?:erence)?|cert(?:ificate)?|member(?:ship)?|staff|employee)? ?"
    r"(?:no|number|id|ref|#)|#|n|year|month|status|approved.*|verified.*|signed.*|cost|price|fee"
    r"|manager|first name|surname|last name|full name|name of (?:member|person|employee)|e mail"
    r"|(?:date|day)s? (?:added|created|modified|submitted|approved|logged|entered|of birth)"
    r"|(?:created|submitted|modified|updated|approved|expiry|expires|renewal|review|due)"
    r"(?: \w+)*(?: date| on| at)?|next (?:date|due|review|renewal)(?: \w+)*|timestamp"
)
"""Headings of what is no part of an entry, though a word in them might say so."""

_MINUTES_SAID = re.compile(r"\b(?:mins?|minutes?)\b")
_HOURS_SAID = re.compile(r"\b(?:hours?|hrs?|h)\b")
_DAYS_SAID = re.compile(r"\bdays?\b")
_CREDITS_SAID = re.compile(r"\b(?:credits?|points?|units?)\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """What each column is: places of columns by their meaning, and how values in them are read.

    `by_credits`: the length is that of a column of credits or points, each taken for an hour.
    `order_told`: the values say whether the day or the month comes first.
    """

    columns: Mapping[Meaning, int] = field(default_factory=dict)
    order: Order = "day"
    order_told: bool = True
    unit: Unit = "hours"
    by_credits: bool = False

    @property
    def can_be_read(self) -> bool:
        """Whether rows can become entries: an activity needs its name and its day."""
        return "title" in self.columns and "date" in self.columns

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "columns": dict(self.columns),
            "order": self.order,
            "order_told": self.order_told,
            "unit": self.unit,
            "by_credits": self.by_credits,
        }

    @staticmethod
    def from_dict(kept: Mapping[str, Any]) -> "Layout":
        """What `to_dict` kept."""
        return Layout(
            {one: kept["columns"][one] for one in MEANINGS if one in kept.get("columns", {})},
            kept.get("order", "day"),
            kept.get("order_told", True),
            kept.get("unit", "hours"),
            kept.get("by_credits", False),
        )


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
    if not name or _LEFT_OUT.fullmatch(name):
        return {}
    return _weighed(
        (meaning, weight) for meaning, pattern, weight in _PATTERNS if pattern.fullmatch(name)
    )


def _hinted_at(name: str) -> dict[Meaning, int]:
    if not name or _LEFT_OUT.fullmatch(name) or _NO_HINT.search(name):
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


def recognised(heading: Sequence[Cell], rows: Sequence[Sequence[Cell]], today: date) -> Layout:
    """What the columns are: names say so, and what the cells hold confirms or belies it; without
    names (an empty heading) the cells alone. Each meaning has one column, each column one meaning.
    """
    width = min(max((len(row) for row in (heading, *rows)), default=0), COLUMNS_MOST)
    sample = rows[:SAMPLE]
    cells = [[row[at] if at < len(row) else None for row in sample] for at in range(width)]
    names = [heading_name(heading[at]) if at < len(heading) else "" for at in range(width)]
    held = [_held(one, today) for one in cells]
    claims = [
        (weight * 10 + _fits(meaning, held[at]), -at, meaning, at)
        for at in range(width)
        for meaning, weight in meanings_of(names[at]).items()
        if _fits(meaning, held[at]) > 0
    ]
    columns = _given_out(claims)
    if not any(names):
        columns = _by_content(held)
    columns = _completed(columns, names, held)
    return _read_by(columns, names, cells)


def rearranged(
    columns: Mapping[Meaning, int], heading: Sequence[Cell], rows: Sequence[Sequence[Cell]]
) -> Layout:
    """The layout with columns that somebody chose; how values are read follows from them."""
    width = min(max((len(row) for row in (heading, *rows)), default=0), COLUMNS_MOST)
    taken: dict[Meaning, int] = {}
    for meaning in MEANINGS:
        at = columns.get(meaning)
        if at is not None and 0 <= at < width and at not in taken.values():
            taken[meaning] = at
    cells = [[row[at] if at < len(row) else None for row in rows[:SAMPLE]] for at in range(width)]
    names = [heading_name(heading[at]) if at < len(heading) else "" for at in range(width)]
    return _read_by(taken, names, cells)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the cells of a column hold: how many, and the share of them that are of each kind."""

    count: int = 0
    days: float = 0
    clocks: float = 0
    lengths: float = 0
    numbers: float = 0
    links: float = 0
    words: float = 0
    """Words in a cell, on the average."""
    different: float = 0


def _held(cells: Sequence[Cell], today: date) -> _Held:
    full = [cell for cell in cells if text_of(cell)]
    if not full:
        return _Held()
    texts = [text_of(cell) for cell in full]

    def share(counted: int) -> float:
        return counted / len(full)

    return _Held(
        count=len(full),
        days=share(
            sum(
                isinstance(read_days(cell, "day", today), Days)
                or isinstance(read_days(cell, "month", today), Days)
                for cell in full
            )
        ),
        clocks=share(sum(read_clock(cell) is not None for cell in full)),
        lengths=share(sum(read_minutes(cell, "hours", 480) is not None for cell in full)),
        numbers=share(sum(isinstance(cell, Decimal) for cell in full)),
        links=share(sum(_TYPED_WORDS.search(text) is not None for text in texts)),
        words=sum(len(text.split()) for text in texts) / len(full),
        different=share(len(set(texts))),
    )


def _fits(meaning: Meaning, held: _Held) -> float:
    """How well the cells fit a meaning: 0 where they belie it, 1 where there are none."""
    if not held.count:
        return 1
    match meaning:
        case "date" | "end":
            return held.days * 9 if held.days >= 0.3 else 0
        case "from_time" | "to_time":
            return held.clocks * 9 if held.clocks >= 0.3 and held.days < 0.9 else 0
        case "length":
            return held.lengths * 9 if held.lengths >= 0.3 and held.days < 0.9 else 0
        case "link":
            return held.links * 9 if held.links >= 0.1 else 0
        case _:
            plain = max(held.days, held.numbers)
            return max(0, 1 - plain) * 9 if plain < 0.9 else 0


def _given_out(claims: Sequence[tuple[float, int, Meaning, int]]) -> dict[Meaning, int]:
    """The best claims first; a meaning and a column that are given are not given again."""
    columns: dict[Meaning, int] = {}
    for _, _, meaning, at in sorted(claims, reverse=True):
        if meaning not in columns and at not in columns.values():
            columns[meaning] = at
    return columns


def _by_content(held: Sequence[_Held]) -> dict[Meaning, int]:
    """Without names: the first days, the first lengths, links, and the first column of words."""
    columns: dict[Meaning, int] = {}

    def first(meaning: Meaning, fits: Sequence[bool]) -> None:
        at = next((i for i, one in enumerate(fits) if one and i not in columns.values()), None)
        if at is not None:
            columns[meaning] = at

    first("date", [one.days >= 0.6 for one in held])
    first("length", [one.lengths >= 0.6 and one.days < 0.6 for one in held])
    first("link", [one.links >= 0.6 for one in held])
    first("title", [one.count > 0 and one.lengths < 0.3 and one.different > 0.3 for one in held])
    first("notes", [one.words >= 4 and one.lengths < 0.3 for one in held])
    return columns


def _completed(
    columns: dict[Meaning, int], names: Sequence[str], held: Sequence[_Held]
) -> dict[Meaning, int]:
    """Where no name says which column holds the day or the name: the one whose cells do."""
    free = [at for at in range(len(names)) if at not in columns.values()]
    if "date" not in columns:
        days = [at for at in free if held[at].days >= 0.8 and not _LEFT_OUT.fullmatch(names[at])]
        if days:
            columns["date"] = days[0]
    if "title" not in columns:
        for meaning in ("notes", "subject", "type"):
            if meaning in columns:
                columns["title"] = columns.pop(meaning)
                break
    if "end" in columns and "date" not in columns:
        columns["date"] = columns.pop("end")
    return columns


def _read_by(
    columns: Mapping[Meaning, int], names: Sequence[str], cells: Sequence[Sequence[Cell]]
) -> Layout:
    days = [cell for one in ("date", "end") if one in columns for cell in cells[columns[one]]]
    order, told = order_of(days)
    unit, by_credits = _unit_of(columns, names, cells)
    return Layout(dict(columns), order, told, unit, by_credits)


def _unit_of(
    columns: Mapping[Meaning, int], names: Sequence[str], cells: Sequence[Sequence[Cell]]
) -> tuple[Unit, bool]:
    """What a number alone counts: the heading says; else numbers that are far too many hours for
    most of a column are minutes.
    """
    at = columns.get("length")
    if at is None:
        return "hours", False
    name = names[at]
    if _MINUTES_SAID.search(name) and not _HOURS_SAID.search(name):
        return "minutes", False
    if _HOURS_SAID.search(name):
        return "hours", False
    if _CREDITS_SAID.search(name):
        return "hours", True
    if _DAYS_SAID.search(name):
        return "days", False
    numbers = sorted(found for cell in cells[at] if (found := _number(cell)) is not None)
    return ("minutes" if numbers and numbers[len(numbers) // 2] > 12 else "hours"), False


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, Decimal):
        return cell
    text = "" if isinstance(cell, Minutes) else text_of(cell)
    return Decimal(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", text) else None
