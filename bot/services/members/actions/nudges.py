"""Actions on how often the bot speaks by itself, at what time, and whether it reviews the week."""

from dataclasses import dataclass
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken, Say, say
from bot.services.members import settings
from bot.services.record.incoming.requests import RequestMeaning
from storage.row_types import MemberRecord


@dataclass(frozen=True)
class NudgesForm(Form):
    """How often the bot may speak by itself."""

    member: MemberRecord


@action("nudges")
class AskForNudges(Action):
    """Open how often the bot may speak by itself."""

    def do(self, ctx: MemberContext) -> NudgesForm:
        return NudgesForm(ctx.member)


@action("time_of_day")
class AskForTimeOfDay(Action):
    """Open at what time of the day the bot may speak by itself."""

    def do(self, ctx: MemberContext) -> NudgesForm:
        return NudgesForm(ctx.member)


@action()
class SetCadence(Action):
    """How often the bot may speak by itself, at which time of the day, as `settings.read_hour`
    reads it, and whether it reviews the week; None where it was not asked.
    """

    cadence: str | None
    usual_hour: str | None = None
    weekly_review: bool | None = None

    def do(self, ctx: MemberContext) -> None:
        if self.cadence is None:
            raise Mistaken({"cadence": Refused("choose_one")})
        settings.set_cadence(ctx, self.cadence)
        if self.usual_hour is not None:
            settings.set_usual_hour(ctx, settings.read_hour(self.usual_hour))
        if self.weekly_review is not None:
            settings.set_weekly_review(ctx, on=self.weekly_review)


@action("weekly_review")
class SetWeeklyReview(Action):
    """Whether a review comes each week."""

    on: bool

    def do(self, ctx: MemberContext) -> Say:
        settings.set_weekly_review(ctx, on=self.on)
        return say("weekly_review_on" if self.on else "weekly_review_off")


REQUESTS: Final = (
    RequestMeaning("review_on", lambda _: SetWeeklyReview(on=True)),
    RequestMeaning("review_off", lambda _: SetWeeklyReview(on=False)),
)
