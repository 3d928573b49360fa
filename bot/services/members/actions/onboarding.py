"""Actions on the first questions, as they are answered at one tap, or skipped."""

from datetime import date
from typing import ClassVar

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.members import onboarding


@action("cycle_unknown")
class CycleUnknown(Action):
    """The member does not know yet when a cycle began."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        onboarding.answer(ctx, onboarding.CycleBegan(self.pack, None))


@action("join_scheme")
class JoinScheme(Action):
    """A scheme of the member's, at one tap."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        onboarding.answer(ctx, onboarding.SchemesAre((self.pack,)))


@action("pick_cycle")
class PickCycleStart(Action):
    """The day on which a cycle began, picked in a calendar (ISO)."""

    pack: str
    picked: str

    def do(self, ctx: MemberContext) -> None:
        try:
            day = date.fromisoformat(self.picked)
        except ValueError:
            raise Refused("old_button") from None
        onboarding.answer(ctx, onboarding.CycleBegan(self.pack, day))


@action("pick_manager")
class PickManager(Action):
    """Who the manager is, by Slack's id."""

    names: ClassVar[tuple[str, ...]] = ("picked",)
    picked: str

    def do(self, ctx: MemberContext) -> None:
        onboarding.answer(ctx, onboarding.ManagerIs(ctx.people[self.picked]))


@action("nothing_in_account")
class NothingInAccount(Action):
    """The scheme's own account shows no credits so far."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        onboarding.answer(ctx, onboarding.AccountShows(self.pack, 0, 0))


@action("decline_opening")
class DeclineOpening(Action):
    """The member cannot say what their account shows, or would rather not."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        onboarding.answer(ctx, onboarding.NothingBroughtIn(self.pack))


@action("onboard_skip")
class SkipQuestion(Action):
    """Leave a question of the first day unanswered; `key` says which."""

    key: str | None = None

    def do(self, ctx: MemberContext) -> None:
        onboarding.skip(ctx, self.key)
