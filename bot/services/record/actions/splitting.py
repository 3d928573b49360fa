"""An activity over a border of cycles or years: split by day, or counted whole on its last day."""

from typing import ClassVar

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import action
from bot.services.record import entries
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.actions.viewing import DetailsForm
from bot.services.record.details_view import details_of


@action()
class _Split(OfEntry):
    split: ClassVar[bool]

    def do(self, ctx: MemberContext) -> DetailsForm:
        entry = entries.set_split_by_day(ctx, self.found(ctx), self.split)
        return DetailsForm(details_of(ctx, entry))


@action("split_by_day")
class SplitByDay(_Split):
    """Count it in each cycle or year by its days there."""

    split: ClassVar[bool] = True


@action("keep_whole")
class KeepWhole(_Split):
    """Count it whole in the cycle and year of its last day."""

    split: ClassVar[bool] = False
