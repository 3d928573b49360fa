"""What is long and began before the cycle is logged in parts."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import action
from bot.services.dispatch.labels import Label
from bot.services.record import entries
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.entries import Source


@action("log_parts")
class LogParts(OfEntry):
    """Begin a draft of the part that was done in the cycle."""

    def do(self, ctx: MemberContext) -> None:
        whole = self.found(ctx)
        entries.begin_part(ctx, whole, Source(f"parts:{ctx.origin.key}", whole.title or ""))


LABELS: Final = (
    Label(
        "Log its parts",
        lambda entry: entry.status == "logged" and entry.start_date != entry.end_date,
        of_saved=LogParts,
    ),
)
