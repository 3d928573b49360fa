"""What candidates have open: drafts, plans and what waits, and evidence that runs out."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.policy.evidence_dates import RUNS_OUT_DAYS
from bot.policy.nudges.candidate_facts import OpenItem
from bot.policy.nudges.triggers.evidence_runs_out import step_of
from storage.nudges.sweeps import Flags


def days_looked_at(now: datetime) -> tuple[date, date]:
    """The last days of evidence about which somebody may be told, first and last; a day more on
    either side, since it is not the same day everywhere.
    """
    today = now.date()
    return today - timedelta(days=1), today + timedelta(days=RUNS_OUT_DAYS[-1] + 1)


def evidence_dates(flags: Flags) -> dict[int, list[tuple[int, date]]]:
    """The evidence that runs out before long, by member: of which entry, and its last day."""
    found: dict[int, list[tuple[int, date]]] = {}
    for member_id, status, day, entry_id in flags.open_items:
        if status == "evidence" and day is not None and entry_id is not None:
            found.setdefault(member_id, []).append((entry_id, day))
    return found


def open_items(flags: Flags, today: Mapping[int, date]) -> dict[int, frozenset[OpenItem]]:
    """What each member has open: of what is planned, only that whose day has come."""
    found: dict[int, set[OpenItem]] = {}
    for member_id, status, day, _ in flags.open_items:
        if member_id not in today:
            continue
        if status == "evidence":
            if day is not None and step_of(day, today[member_id]) is not None:
                found.setdefault(member_id, set()).add("evidence")
        elif status != "planned":
            found.setdefault(member_id, set()).add("draft" if status == "draft" else "waiting")
        elif day is None or day <= today[member_id]:
            found.setdefault(member_id, set()).add("planned")
    for member_id in flags.reminded:
        found.setdefault(member_id, set()).add("reminder")
    return {member_id: frozenset(items) for member_id, items in found.items()}
