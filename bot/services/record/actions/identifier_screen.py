"""What an account names, and its author keeps."""

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import action
from bot.services.record import identifier_screen
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.entry_changes import refresh_messages


@action("keep_names")
class KeepNames(OfEntry):
    """The words stay as they are."""

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        identifier_screen.settle(ctx, entry)
        refresh_messages(ctx, entry)
