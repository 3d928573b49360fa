"""What comes of a balance that was brought in: entries that may be in it are asked about together,
and "undo" puts back what stood there before.
"""

from datetime import date, datetime
from typing import Any, Final

from bot.services.context.member_context import MemberContext
from bot.services.record import entered
from bot.services.record.entries import UNDO_KEPT
from bot.services.record.entry_changes import refresh_messages, update_fields
from bot.services.schemes.assessment import assess_again, assess_all
from bot.services.schemes.enrolled import enrolled_in
from storage.row_types import EnrolmentRecord

WHICH: Final = "which_in_balance"
"""What is said where several entries may be in it."""

_BEFORE: Final = "balance"
"""Under which name it is kept what stood there before."""

_SEVERAL: Final = 2
_COLUMNS: Final = ("opening_cycle", "opening_year", "opening_declined", "outcomes")


def remember(ctx: MemberContext, scheme: str) -> None:
    """Keep what stands there, for an undo."""
    enrolment = _enrolment(ctx, scheme)
    if enrolment is None:
        return
    on = enrolment.opening_on
    before: dict[str, Any] = {name: getattr(enrolment, name) for name in _COLUMNS}
    before["outcomes"] = {name: dict(one) for name, one in enrolment.outcomes.items()}
    kept: dict[str, Any] = {
        "scheme": enrolment.scheme,
        "before": before,
        "on": None if on is None else on.isoformat(),
    }
    ctx.work.held.put_aside(ctx.member.id, _BEFORE, ctx.now, kept)


def ask_about_entries(ctx: MemberContext, scheme: str) -> None:
    """Whether the balance holds what is logged here already: asked once, of all together."""
    enrolment = _enrolment(ctx, scheme)
    if enrolment is None:
        return
    count = len(entered.in_doubt(ctx, enrolment))
    if count >= _SEVERAL:
        values = {"count": count, "cycle": enrolment.opening_cycle, "pack": scheme}
        ctx.reply("offer", {"sentence": "which_in_balance"} | values)


def settle(ctx: MemberContext, scheme: str, *, inside: bool) -> int:
    """Every entry that may be in it is, or none of them. How many those were."""
    enrolment = _enrolment(ctx, scheme)
    found = () if enrolment is None else entered.in_doubt(ctx, enrolment)
    changed = [
        update_fields(ctx, one, "", in_opening={**one.in_opening, scheme: inside}) for one in found
    ]
    if changed:
        assess_again(ctx, changed)
    for entry in changed:
        refresh_messages(ctx, entry)
    return len(found)


def last_changed_at(ctx: MemberContext) -> datetime | None:
    """When a balance was told last, of late."""
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    return None if kept is None or ctx.now - kept.held_at > UNDO_KEPT else kept.held_at


def take_back(ctx: MemberContext) -> bool:
    """The balance is as it was before; whether there was something to put back. What was said of
    entries since stands: that is undone by itself.
    """
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    if kept is None:
        return False
    ctx.work.held.drop_aside(ctx.member.id, _BEFORE)
    enrolment = _enrolment(ctx, kept.values["scheme"])
    if enrolment is None:
        return False
    on = kept.values["on"]
    day = None if on is None else date.fromisoformat(on)
    ctx.work.enrolments.change(enrolment, opening_on=day, **kept.values["before"])
    assess_all(ctx)
    ctx.show_home()
    return True


def _enrolment(ctx: MemberContext, scheme: str) -> EnrolmentRecord | None:
    return enrolled_in(ctx.work.enrolments.of(ctx.member.id), scheme)
