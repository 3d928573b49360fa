"""A sweep's candidate under one of their schemes, as the rules see them."""

from collections.abc import Sequence
from datetime import date

from bot.policy.scheme_facts import CycleOutcome, OpeningBalance
from bot.services.schemes.assessment import enrolled_then, opening_of, openings_of, outcomes_of
from storage.nudges.sweeps import Candidate


class CandidateEnrolment:
    """A candidate's enrolment as the rules see it, worked out as far as it is asked for."""

    __slots__ = ("_candidate", "_today")

    def __init__(self, candidate: Candidate, today: date) -> None:
        self._candidate = candidate
        self._today = today

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
