"""What became of an enrolment's cycles that are over, as the rules see it: read off its row."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.policy.scheme_facts import CycleOutcome, EndedFigures, OpeningBalance
from storage.nudges.sweeps import Candidate, SweptEnrolment
from storage.row_types import EnrolmentRecord


def outcomes_of(
    enrolment: EnrolmentRecord | SweptEnrolment | Candidate,
) -> tuple[CycleOutcome, ...]:
    """What became of the enrolment's cycles that are over."""
    return tuple(
        CycleOutcome(
            start=date.fromisoformat(start),
            told_on=_day(kept.get("told_on")),
            answer=kept.get("answer"),  # type: ignore[arg-type]
            answered_on=_day(kept.get("answered_on")),
            answered_at=_moment(kept.get("answered_at")),
            opening=_earlier_opening(kept),
            declined="declined" in kept,
            figures=_figures(kept),
            showed=int(kept["showed"]) if "showed" in kept else None,
            showed_on=_day(kept.get("showed_on")),
            until=_day(kept.get("until")),
        )
        for start, kept in (enrolment.outcomes or {}).items()
    )


def _earlier_opening(kept: Mapping[str, str]) -> OpeningBalance | None:
    if "opening_on" not in kept:
        return None
    return OpeningBalance(date.fromisoformat(kept["opening_on"]), int(kept["opening"]), None)


def _figures(kept: Mapping[str, str]) -> EndedFigures | None:
    if "last_day" not in kept:
        return None
    last_day = date.fromisoformat(kept["last_day"])
    return EndedFigures(last_day, int(kept["credits"]), int(kept["minimum"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
