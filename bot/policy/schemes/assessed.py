"""What the rules say of an entry under one scheme: the entry as a whole, and its parts.

How it comes about is `assess`'s.
"""

from dataclasses import dataclass
from datetime import date

from bot.policy.schemes.entry_tests import Finding
from bot.policy.vocabulary import Question, State


@dataclass(frozen=True, slots=True)
class AssessedPart:
    """What sums are made of: the part of an entry in one cycle, year and subject ("" without one);
    under a scheme of hours a subject is a group.

    `state`, `minutes`, `weight`, `credits`, `cycle` and `year` are those of `Assessment`, of this
    part alone. The days are included; None where the entry has no day.
    """

    state: State
    minutes: int
    weight: int
    credits: int | None
    cycle: int | None
    year: int | None
    first_day: date | None
    last_day: date | None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One entry under one scheme, by the rules of the entry's own date, or of each part's.

    `weight` = minutes × `rate` (hundredths of a credit per hour) is what SQL sums, by state and for
    logged entries alone: a draft's assessment is a preview, always "waiting" for its saving.
    `credits` (hundredths) is the entry's own figure; None, like `rate`, where the scheme has no
    credits or they are not known. `cycle` is n ≥ 0 from the recorded start and `year` the CPD year
    (1, 2, 3); with an unknown start `provisional` holds, `cycle` is None and `year` the calendar
    year. `missing_questions`, most useful first, would settle it. `assumed`: the credits rest on a
    rule that nobody has confirmed. `ready_for_audit`: saved, every test met, the job of that time
    known and its evidence there; "counted" asks for less. `in_hours`: the scheme counts hours, so
    that `weight` is minutes × 60, and a sum of weights is a sum of minutes. `by_subjects`: the
    scheme's framework is in force on the entry's day, so that it counts by the subjects it names.

    `parts`, in the order of their days, add up to `minutes` and `weight`; of an entry that is whole
    there is one, or one for each of its subjects, or groups, where the scheme goes by these.
    `cycle`, `year` and `rate` are the last one's, and `credits` those of all, rounded once.
    `borders` are the first days at which it is split, or could be; none of what is long.
    """

    state: State
    minutes: int
    rate: int | None
    weight: int
    credits: int | None
    cycle: int | None
    year: int | None
    provisional: bool
    findings: tuple[Finding, ...]
    missing_questions: tuple[Question, ...]
    assumed: bool
    pack_version: str
    ready_for_audit: bool = False
    parts: tuple[AssessedPart, ...] = ()
    borders: tuple[date, ...] = ()
    in_hours: bool = False
    by_subjects: bool = False
