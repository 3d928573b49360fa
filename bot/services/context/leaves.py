"""A member's leaves as the rules see them: read off what is kept. Nothing is kept here."""

from collections.abc import Iterable, Mapping
from datetime import date

from bot.policy.scheme_facts import Leave
from bot.policy.schemes.leave import quiet_until


def leaves_of(kept: Iterable[Mapping[str, str]]) -> tuple[Leave, ...]:
    """Leaves, by their first day."""
    found = (
        Leave(
            kind=one["kind"],  # type: ignore[arg-type]
            start=date.fromisoformat(one["start"]),
            end=date.fromisoformat(one["end"]) if "end" in one else None,
            confirmed_by=one.get("by", "member"),  # type: ignore[arg-type]
        )
        for one in kept
    )
    return tuple(sorted(found, key=lambda one: one.start))


def quiet(paused_until: date | None, kept: Iterable[Mapping[str, str]], today: date) -> date | None:
    """The first day on which the bot may speak again: after a pause, and after a leave."""
    away = quiet_until(leaves_of(kept), today)
    known = [one for one in (paused_until, away) if one is not None]
    return max(known, default=None)
