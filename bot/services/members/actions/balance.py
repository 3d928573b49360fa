"""Actions on a balance that was brought in: which entries it holds, and taking it back."""

from typing import ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Say, say
from bot.services.members import balances
from bot.services.record.undo_steps import UndoStep


@action()
class _OfBalance(Action):
    inside: ClassVar[bool]
    pack: str

    def do(self, ctx: MemberContext) -> Say:
        count = balances.settle(ctx, self.pack, inside=self.inside)
        if not count:
            raise Refused("settled_already")
        return say("all_in_balance" if self.inside else "none_in_balance", count=count)


@action("all_in_opening")
class AllInOpening(_OfBalance):
    """The balance holds every entry that it may hold."""

    inside: ClassVar[bool] = True


@action("none_in_opening")
class NoneInOpening(_OfBalance):
    """The balance holds none of the entries that it may hold."""

    inside: ClassVar[bool] = False


def _take_back(ctx: MemberContext) -> Say | None:
    return say("balance_taken_back") if balances.take_back(ctx) else None


UNDO_STEPS: Final = (UndoStep("balance", 18, balances.last_changed_at, _take_back),)
