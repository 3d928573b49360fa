"""Actions on a nudge: a time to write something up, and why it came."""

from dataclasses import dataclass, replace
from datetime import date

from bot.policy.access import Permission, Subject
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken, Told
from bot.services.members.settings import MINUTES_IN_A_DAY
from bot.services.nudges import write_ups
from bot.services.nudges.questions import why_this
from bot.services.record.actions.capturing import LogForm
from bot.services.record.follow_ups import next_working_day


@dataclass(frozen=True)
class WriteUpForm(Form):
    """When the member wants to be told, as asked by a nudge, or by the message that came at such a
    time. `day` stands in it at first; `passed` is the day of the button that asked for it too late.
    """

    nudge: int | None
    write_up: int | None
    day: date
    passed: date | None = None


@action("plan_write_up")
class PlanWriteUp(Action):
    """Write something up at a time that a nudge offers: a day in ISO form, and minutes after its
    midnight on the member's clock. Once it has passed, another is asked for.
    """

    nudge: int
    on: str
    minutes: int

    def do(self, ctx: MemberContext) -> WriteUpForm | None:
        try:
            day = date.fromisoformat(self.on)
        except ValueError:
            raise Refused("old_button") from None
        if not 0 <= self.minutes < MINUTES_IN_A_DAY:
            raise Refused("old_button")
        try:
            write_ups.plan(ctx, day, self.minutes, nudge=self.nudge)
        except Refused as refused:
            if refused.sentence != "time_has_passed":
                raise
            return replace(AskWhenToWriteUp(self.nudge).do(ctx), passed=day)
        return None


@action("write_up_time")
class AskWhenToWriteUp(Action):
    """Open another time."""

    nudge: int | None = None
    write_up: int | None = None

    def do(self, ctx: MemberContext) -> WriteUpForm:
        return WriteUpForm(self.nudge, self.write_up, next_working_day(ctx))


@action()
class SetWriteUp(Action):
    """When, submitted: a day, minutes after its midnight, and what it is about."""

    nudge: int | None
    write_up: int | None
    on: date | None
    minutes: int | None
    words: str

    def do(self, ctx: MemberContext) -> None:
        if self.on is None:
            raise Mistaken({"from_date": Refused("choose_day")})
        if self.minutes is None:
            raise Mistaken({"at_time": Refused("choose_a_time")})
        try:
            write_ups.plan(
                ctx,
                self.on,
                self.minutes,
                nudge=self.nudge,
                instead=self.write_up,
                words=self.words,
            )
        except Refused as refused:
            if refused.sentence == "not_your_nudge":
                raise
            raise Mistaken({"from_date": refused}) from None


@action("drop_write_up")
class DropWriteUp(Action):
    """Not to be told after all, at the time that was chosen where a nudge asked, or of this one."""

    nudge: int | None = None
    write_up: int | None = None

    def do(self, ctx: MemberContext) -> None:
        write_ups.drop(ctx, nudge=self.nudge, write_up=self.write_up)


@action("write_up")
class AskToWriteUp(Action):
    """Open the form for one sentence, with what was typed when it was planned."""

    number: int

    def do(self, ctx: MemberContext) -> LogForm:
        return LogForm(write_ups.words_of(ctx, self.number))


@action("why_nudge")
class WhyNudge(Action):
    """What a nudge was decided by."""

    nudge: int

    def do(self, ctx: MemberContext) -> Told:
        found = ctx.work.nudges.get(self.nudge)
        if found is None:
            raise Refused("not_your_nudge")
        ctx.must(Permission.SEE_RECORD, Subject(found.member_id), otherwise="not_your_nudge")
        return Told(why_this(ctx, found))
