"""What an auditor would miss in a record, entry by entry, worst first: for the member, before it is
sent. It says what was found, never what an auditor will think of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, get_args

Flaw = Literal[
    "not_accepted",
    "test_open",
    "no_evidence",
    "no_subject",
    "not_in_job",
    "job_unknown",
    "dates_doubtful",
    "evidence_over",
    "bytes_lost",
    "same_words",
    "opening_alone",
    "untouched",
    "unsure",
]
FLAWS: Final[tuple[Flaw, ...]] = get_args(Flaw)
"""The worst first. not_accepted: the body has said so, by the member's word. test_open: a test of
the scheme is not met. no_evidence: of a formal activity. no_subject: where a framework asks for
one. not_in_job: the account does not say how it helps. evidence_over: it had run out before the
activity ended. same_words: the account stands in another entry, too. opening_alone: credits that
were brought in, with no entries here. untouched: imported, with no word since. unsure: words taken
from the coach, or told by another system.
"""

STOPS: Final[frozenset[Flaw]] = frozenset(FLAWS[: FLAWS.index("untouched")])
"""What an auditor would stop at; the others are worth a look."""

Mend = Literal["add_it", "edit", "evidence", "job", "log", "details"]
MENDS: Final[Mapping[Flaw, Mend]] = MappingProxyType(
    {
        "not_accepted": "details",
        "test_open": "edit",
        "no_evidence": "evidence",
        "no_subject": "edit",
        "not_in_job": "edit",
        "job_unknown": "job",
        "dates_doubtful": "edit",
        "evidence_over": "evidence",
        "bytes_lost": "evidence",
        "same_words": "edit",
        "opening_alone": "log",
        "untouched": "edit",
        "unsure": "details",
    }
)
"""What opens where it is mended."""


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """A piece of evidence: a file's `runs_out` is the last day on which it holds; `lost`: its bytes
    are not kept.
    """

    runs_out: date | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """A saved entry, as far as an auditor looks for what is not there.

    `tests_open` are the names of the scheme's tests that are not met. `one_question`: one answer
    would settle them. `helps`: the account says how it helps in the job, or answers that question;
    `asks_subject`: a framework asks for one. `account` is by what the account is compared with the
    member's others in the same cycle, None where there is none; `repeats` that the member
    was asked about it and `words_right` that they called it right. `doubtful`: its length or days
    do not fit together, and the member has not called that right.
    """

    entry: int
    first: date | None
    last: date | None
    formal: bool
    evidence: tuple[EvidenceSeen, ...] = ()
    tests_open: tuple[str, ...] = ()
    one_question: bool = False
    not_accepted: bool = False
    asks_subject: bool = False
    subject: bool = False
    helps: bool = True
    job_known: bool = True
    doubtful: bool = False
    account: str | None = None
    repeats: bool = False
    words_right: bool = False
    imported: bool = False
    own_words: bool = True
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """An entry with what an auditor would miss in it, worst first; `entry` 0 is what was brought in
    from the body's own account. `mend` opens where the worst of it is mended.
    """

    entry: int
    flaws: tuple[Flaw, ...]
    mend: Mend

    @property
    def stops(self) -> bool:
        """Whether an auditor would stop at it."""
        return any(one in STOPS for one in self.flaws)


def look_over(
    entries: Sequence[EntrySeen], cycle: tuple[date, date], *, brought_in: bool
) -> tuple[Looked, ...]:
    """The entries in which something is missing, the worst first, then the earliest; `cycle` is its
    first and last day. `brought_in`: credits rest on an opening balance within it, which counts
    where there is no entry at all on or before its day.
    """
    times = Counter(one.account for one in entries if one.account and not one.words_right)
    again = frozenset(account for account, count in times.items() if count > 1)
    days = {one.entry: one.last or date.min for one in entries}
    found = [
        Looked(one.entry, flaws, _mend(flaws[0], one))
        for one in entries
        if (flaws := tuple(_flaws(one, cycle, again)))
    ]
    if brought_in:
        found.append(Looked(0, ("opening_alone",), MENDS["opening_alone"]))
    return tuple(
        sorted(
            found,
            key=lambda one: (
                [FLAWS.index(each) for each in one.flaws],
                days.get(one.entry, date.min),
                one.entry,
            ),
        )
    )


def stops_at(looked: Iterable[Looked]) -> int:
    """At how many of the entries an auditor would stop; what was brought in is none of them."""
    return sum(one.stops for one in looked if one.entry)


def rests_on_balance(looked: Iterable[Looked]) -> bool:
    """Whether an auditor would stop at credits that were brought in with no entries."""
    return any(one.stops and not one.entry for one in looked)


def _flaws(one: EntrySeen, cycle: tuple[date, date], again: frozenset[str]) -> list[Flaw]:
    first, last = cycle
    day = one.last
    began = one.first or day
    outside = day is None or began is None or began < first or day > last or began > day
    over = any(each.runs_out is not None and day and each.runs_out < day for each in one.evidence)
    said_again = one.repeats or one.account in again
    found: dict[Flaw, bool] = {
        "not_accepted": one.not_accepted,
        "test_open": bool(one.tests_open),
        "no_evidence": one.formal and not one.evidence,
        "no_subject": one.asks_subject and not one.subject,
        "not_in_job": not one.helps and "relevant" not in one.tests_open,
        "job_unknown": not one.job_known,
        "dates_doubtful": one.doubtful or outside,
        "evidence_over": over,
        "bytes_lost": any(each.lost for each in one.evidence),
        "same_words": said_again and not one.words_right,
        "untouched": one.imported and not one.own_words,
        "unsure": one.unsure,
    }
    return [flaw for flaw in FLAWS if found.get(flaw, False)]


def _mend(flaw: Flaw, one: EntrySeen) -> Mend:
    return "add_it" if flaw == "test_open" and one.one_question else MENDS[flaw]
