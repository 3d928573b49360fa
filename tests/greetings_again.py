"""Another room, whose action has a name that is taken in `tests.greetings`."""

from bot.services.context.member_context import MemberContext
from bot.services.dispatch import Action
from bot.services.dispatch.action import action


@action("greet")
class GreetAgain(Action):
    """Greet somebody once more."""

    def do(self, ctx: MemberContext) -> None:
        del ctx
