"""What Slack tells of people: who looks at their Home, who they are, what could not be done."""

from collections.abc import Mapping
from typing import Any, ClassVar

from bot.services.context.member_context import MemberContext
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.dispatch.action import Action, action


@action()
class OpenHome(Action):
    """The member looks at their Home."""

    answers: ClassVar[bool] = False

    def do(self, ctx: MemberContext) -> None:
        ctx.work.messages.open_home(ctx.member.id, ctx.real)


@action()
class Introduce(Action):
    """Whoever acted before is known by now."""

    def do(self, ctx: MemberContext) -> None:
        """Nothing more: being introduced is all."""


@action()
class Hear(Action):
    """Be told in the conversation what could not be done."""

    sentence: str
    values: Mapping[str, Any]

    def do(self, ctx: MemberContext) -> None:
        ctx.reply("say", {"sentence": self.sentence, **self.values})


@action()
class ProfileChanged(Action):
    """Somebody was renamed, moved, made a guest, or is gone."""

    by_member: ClassVar[bool] = False
    members_only: ClassVar[bool] = True
    profile: Profile

    def do(self, ctx: MemberContext) -> None:
        know(ctx, self.profile)
