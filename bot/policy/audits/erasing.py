"""Erasing during an open round: what stays, why, and until when. Pure: days and words.

Erasing is the member's right, and a round may not be a way around it: what was handed in waits for
the decision for 14 days at most, and a second administrator's word ends that at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from bot.policy.audits.selection import Selection

LONGEST: Final = timedelta(days=14)
"""The project's own promise, and no policy's."""

Kept = Literal["snapshot", "questions", "reasons"]
"""What of a member's words stays while they wait: what they handed in, what was asked and answered,
and what auditors and they gave as reasons."""

KEPT: Final[tuple[Kept, ...]] = ("snapshot", "questions", "reasons")

Remains = Literal["that_they_were_drawn", "days_of_steps", "outcome", "snapshot_hash"]
"""What stays for good, without anybody's words: the log has to show that the draw was what it was,
and that nobody decided outside it."""

REMAINS: Final[tuple[Remains, ...]] = (
    "that_they_were_drawn",
    "days_of_steps",
    "outcome",
    "snapshot_hash",
)

Why = Literal["audit_open", "appeal_open", "appeal_may_come"]


@dataclass(frozen=True, slots=True)
class SecondWord:
    """An administrator's word that it happens at once, on a day."""

    administrator: int
    on: date


@dataclass(frozen=True, slots=True)
class ErasingPlan:
    """What happens to what a round holds of somebody who erases their record. All else goes at
    once.

    `now`: it goes at once too. Else `kept` stays, for the reason `why`, and goes as soon as the
    reason does and on `on` at the latest. `remains` is without words, and stays for good.
    """

    now: bool
    on: date
    kept: tuple[Kept, ...] = ()
    why: Why | None = None
    remains: tuple[Remains, ...] = REMAINS


def why_kept(selection: Selection, today: date) -> Why | None:
    """Why what was handed in is still needed; None where it is not: nothing was handed in, it is
    decided and no appeal can come, the round is over, or it is erased.
    """
    if not selection.parties.open or selection.snapshot is None:
        return None
    match selection.state:
        case "submitted" | "in_review" | "questions":
            return "audit_open"
        case "appealed":
            return "appeal_open"
        case "decided" if selection.appealable and selection.decision is not None:
            until = selection.decision.appeal_until
            return "appeal_may_come" if until is None or today <= until else None
        case _:
            return None


def may_say_so(selection: Selection, administrator: int) -> bool:
    """Whether an administrator's word counts as the second one: not the member's own, not that of
    whoever runs the round, of a manager of the member's, nor of anybody who audits or has decided.
    `access` says the same of `Role.SECOND_ADMINISTRATOR`.
    """
    appeal = selection.appeal
    named = set() if appeal is None or appeal.auditor is None else {appeal.auditor}
    parties = selection.parties
    involved = {parties.member, parties.lead} | parties.managers | selection.auditors
    return administrator not in involved | selection.took_part | named


def erasing_plan(
    selection: Selection, asked_on: date, today: date, words: Iterable[SecondWord] = ()
) -> ErasingPlan:
    """What is due today for somebody who asked on a day. `words` are those of administrators."""
    latest = asked_on + LONGEST
    said = any(may_say_so(selection, one.administrator) and one.on <= today for one in words)
    why = why_kept(selection, today)
    if why is None or said or today >= latest:
        return ErasingPlan(now=True, on=today)
    return ErasingPlan(now=False, on=latest, kept=KEPT, why=why)
