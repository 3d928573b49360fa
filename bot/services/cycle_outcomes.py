"""What became of a cycle that ended short: that its member has read it, and what they say followed.

Which cycle ended short is `bot.policy.standing`'s. An answer is kept with its date; a manager
reads of the cycle once its member has.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.policy.vocabulary import OUTCOME_ANSWERS
from bot.services.desk import Desk
from bot.services.refused import Refused
from bot.services.standings import SchemeStanding
from storage.records import EnrolmentRecord
from storage.unit_of_work import UnitOfWork

NUDGE: Final = "cycle_ended"
"""The kind of the nudge that asks."""


def answer(desk: Desk, enrolment_id: int, start: str, given: str) -> EnrolmentRecord:
    """Keep what the member says followed, with today's date; "" takes an answer back.

    `start` is the cycle's first day, ISO. The last of two answers about one cycle stands. Raises
    Refused: not_enrolled, no_such_answer.
    """
    if given and given not in OUTCOME_ANSWERS:
        raise Refused("no_such_answer")
    for enrolment in desk.work.enrolments.of(desk.member.id):
        if enrolment.id == enrolment_id:
            break
    else:
        raise Refused("not_enrolled")
    try:
        first_day = date.fromisoformat(start).isoformat()
    except ValueError:
        raise Refused("no_such_answer") from None
    today = desk.today.isoformat()
    said = {"answer": given, "answered_on": today} if given else {}
    told = enrolment.outcomes.get(first_day, {}).get("told_on", today)
    _keep(desk.work, enrolment, first_day, {"told_on": told, **said})
    for nudge_id in desk.work.nudges.of_kind(desk.member.id, NUDGE):
        desk.work.messages.show_said(f"nudge:{nudge_id}", desk.real)
    desk.show_home()
    return enrolment


def were_told(desk: Desk, standings: Sequence[SchemeStanding]) -> None:
    """Note that the member reads of cycles that ended short, where they do so first."""
    for one in standings:
        ended = one.standing.ended
        if ended is not None and ended.told_on is None:
            told(desk.work, one.enrolment, ended.start, desk.today)


def told(work: UnitOfWork, enrolment: EnrolmentRecord, start: date, on: date) -> None:
    """Note on which day the member read that the cycle ended short; the first time counts."""
    known = enrolment.outcomes.get(start.isoformat(), {})
    if "told_on" not in known:
        _keep(work, enrolment, start.isoformat(), {**known, "told_on": on.isoformat()})


def _keep(
    work: UnitOfWork, enrolment: EnrolmentRecord, start: str, outcome: Mapping[str, str]
) -> None:
    work.enrolments.change(enrolment, outcomes={**enrolment.outcomes, start: dict(outcome)})
