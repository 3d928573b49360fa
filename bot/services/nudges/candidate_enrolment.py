"""A sweep's candidate under one of their schemes, as the rules see them."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.policy.scheme_facts import CycleOutcome, OpeningBalance
from bot.services.schemes.assessment import enrolled_then, opening_of, openings_of
from bot.services.schemes.outcome_facts import outcomes_of
from storage.nudges.sweeps import Candidate


class CandidateEnrolment:
    """A candidate's enrolment as the rules see it, worked out as far as it is asked for."""

    __slots__ = ("_candidate", "_others", "_today")

    def __init__(self, candidate: Candidate, today: date, others: Sequence[Candidate] = ()) -> None:
        """`others` are the same member's enrolments in other categories of the scheme."""
        self._candidate = candidate
        self._today = today
        self._others = others

    @property
    def category(self) -> str:
        return self._candidate.category or ""

    @property
    def enrolled_on(self) -> date:
        return self._candidate.enrolled_on or self._today

    def enrolled_at(self, day: date) -> bool:
        """Whether the member was in the scheme on a day."""
        return enrolled_then(self._candidate, self.enrolled_on, day)

    @property
    def opening(self) -> OpeningBalance | None:
        return opening_of(self._candidate)

    @property
    def openings(self) -> Sequence[OpeningBalance]:
        return openings_of(self._candidate)

    @property
    def outcomes(self) -> Sequence[CycleOutcome]:
        return outcomes_of(self._candidate)

    def categories_on(self, day: date) -> int:
        return len(self.groups_on(day))

    def groups_on(self, day: date) -> tuple[str, ...]:
        then = [
            one for one in self._others if enrolled_then(one, one.enrolled_on or self._today, day)
        ]
        return (self.category, *(one.category or "" for one in then))


def other_categories(
    some: Sequence[Candidate], all_of_them: Sequence[Candidate]
) -> Mapping[int, Sequence[Candidate]]:
    """The enrolments that their members have in other categories of the same scheme, by enrolment;
    `all_of_them` are all that these members have.
    """
    if not some:
        return {}
    asked = {(one.member_id, one.pack) for one in some}
    together: dict[tuple[int, str | None], list[Candidate]] = {}
    for one in all_of_them:
        if (one.member_id, one.pack) in asked:
            together.setdefault((one.member_id, one.pack), []).append(one)
    return {
        one.enrolment_id or 0: [other for other in each if other is not one]
        for each in together.values()
        if len(each) > 1
        for one in each
    }
