"""What repositories add up over many rows: frozen values. A single row's are in `row_types`."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from storage.vocabulary import AssessmentState


class Sums(NamedTuple):
    """What SQL adds up for one enrolment, cycle, year and subject: weights, minutes, and how many
    entries.

    An entry with several parts of a state in one cycle is counted with the first of them.
    """

    enrolment_id: int
    cycle: int | None
    year: int | None
    state: AssessmentState
    subject: str
    weight: int
    entries: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a member's logged entries of the last twelve months lie, for schemes without points.

    `may_be_asked`: of those without an evaluation, the ones that their member may be asked about;
    `unevaluated_since` and `unevaluated_entry`: the oldest of these.
    """

    member_id: int
    entries: int
    last: date | None
    without_evaluation: int
    formal: int
    informal: int
    unevaluated_since: date | None = None
    unevaluated_entry: int | None = None
    may_be_asked: int | None = None
