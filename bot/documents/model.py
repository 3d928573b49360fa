"""A record, or a period of it, as a document: frozen plain values, as whoever reads it is told.

Days are civil dates, moments UTC, durations whole minutes, credits whole hundredths. What is not
known is None and never a number. No sentence is written here: `wording` has them, so that every
format says the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from bot.policy.vocabulary import (
    Formality,
    Grade,
    RegistrationWord,
    Stage,
    State,
    ToldBy,
    Verdict,
)

Format = Literal["pdf", "docx", "xlsx", "html", "xapi"]
FORMATS: tuple[Format, ...] = ("pdf", "docx", "xlsx", "html", "xapi")
ENDINGS: Mapping[Format, str] = {"xapi": "-xapi.json"}
"""By format: what the name of its file ends with, where that is not a dot and the format."""

PeriodKind = Literal["year", "cycle", "months", "days", "all"]
"""A CPD year, a whole cycle, the last twelve months, any days, or everything."""

FigureUnit = Literal["credits", "minutes", "entries", "days"]
Place = Literal["pages", "attached", "missing", "left out"]
"""Where a file of evidence is: as pages of this document, attached to it as it came, not to be had,
or in neither, since it is too large or this format takes no files.
"""

WhyPlace = Literal["", "broken", "encrypted", "too large", "too long", "other kind", "gone"]
"""Why a file has no pages here: it cannot be opened, asks for a password, is more than a document
takes, has more pages than are shown, is of a kind without pages, or the store does not hold it.
"""


@dataclass(frozen=True, slots=True)
class Test:
    """What a scheme's rule says of an entry: "current", met, because …, as this source says."""

    name: str
    verdict: Verdict
    reason: str
    source: str
    assumed: bool = False
    decided: bool = False
    """Not met, and the body has struck the entry off: what the member could do about it is no
    matter any more.
    """


@dataclass(frozen=True, slots=True)
class Worth:
    """An entry under one of the document's schemes, as far as it lies in the period: `minutes` and
    `credits` are of those parts, `whole` says whether that is all of it. `weight` is what sums are
    made of: minutes × hundredths of a credit per hour, rounded once per total.
    """

    scheme: str
    state: State
    minutes: int
    weight: int
    credits: int | None
    tests: tuple[Test, ...]
    version: str
    assumed: bool = False
    whole: bool = True
    not_loaded: bool = False
    """What the scheme asks for is not loaded: nothing is known of what it is worth."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A link, or a file with its hash and size. `number` is that of the file in the document, from
    1, the same wherever the same bytes are evidence; 0 for a link.
    """

    kind: Literal["link", "file"]
    name: str
    url: str = ""
    sha256: str = ""
    size: int | None = None
    media_type: str = ""
    runs_out: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the member wrote in one stage. `helped`: it holds a wording taken from the coach."""

    stage: Stage
    words: str
    helped: bool = False
    private: bool = False
    """Answered privately: nobody but the member sees it in the app."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """That a reviewer signed an entry off, and their own line; `changed_since`: it says something
    else now.
    """

    reviewer: str
    on: date | None
    words: str
    changed_since: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """That an entry stands in a body's account, by the member's word on a day; `changed_since`: it
    says something else now.
    """

    body: str
    on: date
    changed_since: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that was saved. `number` is its place in the document, `id` its own for good;
    `disallowed` are (scheme, day, reason) of bodies that do not count it. `provenance` says of
    fields, by their names for people, where they came from.
    """

    number: int
    id: int
    title: str
    first_day: date | None
    last_day: date | None
    minutes: int | None
    type: str
    formality: Formality | None
    provider: str
    job: str
    subjects: tuple[tuple[str, int | None], ...]
    told: tuple[Told, ...]
    worth: tuple[Worth, ...]
    evidence: tuple[Evidence, ...]
    saved_on: date | None
    provenance: Mapping[str, str] = field(default_factory=dict)
    disallowed: tuple[tuple[str, date, str], ...] = ()
    late: tuple[tuple[str, date], ...] = ()
    """What was added after the period's last day, by its names for people, and when; "entry" is all
    of it.
    """
    late_after: str = "period"
    """After what: "cycle", "year", "period"."""
    sign_offs: tuple[SignOff, ...] = ()
    entered: tuple[Entered, ...] = ()
    left_out: tuple[Stage, ...] = ()
    """Stages in which something was answered privately, which the member wanted left out."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its name in `wording.FIGURES`: "8 of 30", with the rule that asks for it."""

    name: str
    amount: int | None
    unit: FigureUnit
    of: int | None = None
    asked: bool = False
    """Whether there is a number that is asked for, though it may not be known."""
    source: str = ""
    version: str = ""
    assumed: bool = False
    group: str = ""
    """The subject, or group, that it is about."""
    number: int | None = None
    """Which year of the cycle it is of."""
    first: date | None = None
    last: date | None = None
    """The days that it is of, where those are not what its name says by itself."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What was brought in from the body's own account: said by the member, checked by nobody."""

    on: date
    cycle: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Registration:
    """How the member is registered with the body, or recognised by it, as far as it was told.

    `state` is None where that is not known; what was told last stands in the other fields even so,
    as an extension that is over does. `grade` is asked for where a body goes by it (`by_grade`).
    """

    state: RegistrationWord | None = None
    told: RegistrationWord | None = None
    since: date | None = None
    until: date | None = None
    told_by: ToldBy | None = None
    told_on: date | None = None
    recognition: bool = False
    kept: bool = True
    """Whether the body keeps a register or a recognition at all."""
    by_grade: bool = False
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme that the document is about. `stages` are the body's own names, in its order;
    `totals` are of the period, `standing` of the day on which the document was made; `years` what
    each CPD year came to, where the period is a cycle.
    """

    key: str
    title: str
    version: str
    stages: tuple[tuple[str, Stage], ...]
    enrolled_on: date
    cycle_first: date | None = None
    cycle_last: date | None = None
    totals: tuple[Figure, ...] = ()
    standing: tuple[Figure, ...] = ()
    opening: Opening | None = None
    opening_declined: bool = False
    by_account: bool = False
    """Whether the body goes by an account of its own."""
    years: tuple[Figure, ...] = ()
    registration: Registration | None = None
    """None where the scheme's body registers nobody and knows no grades."""
    not_loaded: bool = False
    """What it asks for is not loaded, so that nothing is known of what counts."""


@dataclass(frozen=True, slots=True)
class Period:
    """What the document covers, both days included; `number` is k of a CPD year. `first` is None
    where it is everything. `guessed`: no cycle is known, and the calendar year stands in for it.
    """

    kind: PeriodKind
    first: date | None
    last: date | None
    number: int | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    workplace: str
    jobs: tuple[tuple[str, date, date | None], ...] = ()
    """What they were employed as in the period, from when to when (the first day after)."""
    workspace: str = ""
    slack_id: str = ""
    """Their Slack workspace's id, and their own in it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """How many revisions the record has, and the hash of the last: what an export shows too."""

    length: int
    head: str


@dataclass(frozen=True, slots=True)
class Document:
    """A record, or a period of it, as of one moment; `today` is its date where the member lives."""

    person: Person
    period: Period
    schemes: tuple[Scheme, ...]
    entries: tuple[Entry, ...]
    moment: datetime
    zone: str
    today: date
    chain: Chain
    undated: int = 0
    """Saved entries without a day, which no period holds."""

    @property
    def private(self) -> int:
        """How many answers stand here that the member gave privately."""
        return sum(told.private for one in self.entries for told in one.told)

    @property
    def left_out(self) -> int:
        """How many of them were left out."""
        return sum(len(one.left_out) for one in self.entries)


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file of evidence as a document has it. `pages` are how many it has, `shown` how many of
    them stand here.
    """

    number: int
    place: Place
    why: WhyPlace = ""
    pages: int = 0
    shown: int = 0


def files_in(document: Document) -> tuple[Evidence, ...]:
    """Each file once, by number."""
    found = {
        one.number: one
        for entry in document.entries
        for one in entry.evidence
        if one.kind == "file"
    }
    return tuple(found[number] for number in sorted(found))
