"""Actions on nudges: a time to write something up, why one came, and quiet for a while."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from bot.policy.access import Permission, Subject
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.context.working_time import MINUTES_IN_A_DAY
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, Told, say
from bot.services.nudges import pausing, write_ups
from bot.services.nudges.answers import why_this
from bot.services.record.actions.capture import LogForm
from bot.services.record.follow_ups import next_working_day
from bot.services.record.incoming.requests import Requested, RequestMeaning


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


# --- Quiet ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Snoozed(Message):
    """A nudge was put off until this day."""

    day: date


@action()
class Pause(Action):
    """Say nothing for as long as the text says: "2 weeks", "until 3 Jan"."""

    text: str

    def do(self, ctx: MemberContext) -> Say:
        return say("paused", day=pausing.pause(ctx, self.text).isoformat())


@action()
class PauseTillThen(Action):
    """Say nothing until the day that was spoken of just before."""

    def do(self, ctx: MemberContext) -> Say:
        return say("paused", day=pausing.pause_till_then(ctx).isoformat())


@action("stop_nudges")
class StopNudges(Action):
    """Say nothing of one's own accord any more, and say that, in the thread where it was asked.
    `it`: it was not said what is to be off, and the coach is on still.
    """

    thread_ts: str | None = None
    it: bool = False

    def do(self, ctx: MemberContext) -> None:
        pausing.stop(ctx)
        said: dict[str, str] = {"sentence": "stopped"}
        if self.it and ctx.coach_on:
            said = {"sentence": "stopped_coach_on"}
        ctx.reply("offer", said, thread_ts=self.thread_ts)


@action("pause_a_week")
class PauseAWeek(Action):
    """Say nothing for a week, or until the day that was offered, in ISO 8601."""

    until: str = ""

    def do(self, ctx: MemberContext) -> Say:
        if self.until:
            day = pausing.pause_until(ctx, date.fromisoformat(self.until))
            return say("paused", day=day.isoformat())
        return say("paused", day=pausing.pause(ctx, "1 week").isoformat())


@action("resume")
class Resume(Action):
    """Speak again; `by_word`: it was typed, and is answered."""

    by_word: bool = False

    def do(self, ctx: MemberContext) -> Say | None:
        pausing.resume(ctx)
        return say("resumed") if self.by_word else None


@action("ask_again")
class AskAgain(Action):
    """Speak again of what was left unanswered too often: doing anything is enough for that."""

    def do(self, ctx: MemberContext) -> Say:
        ctx.show_home()
        return say("asked_again")


@action("snooze")
class Snooze(Action):
    """Put a nudge off for a week or a month."""

    nudge: int
    answer: Literal["week", "month"] = "week"

    def do(self, ctx: MemberContext) -> Snoozed:
        return Snoozed(pausing.snooze(ctx, self.nudge, self.answer))


WORDS: Final = (
    Word("/cpd", "pause", lambda behind: Pause(behind.text)),
    Word("/cpd", "resume", lambda _: Resume(by_word=True)),
)

_IT_OFF: Final = re.compile(r"\b(?:turn|switch|shut) (?:it|this|that) off\b", re.IGNORECASE)


def _turns_it_off(asked: Requested) -> bool:
    return _IT_OFF.search(asked.said) is not None


_TILL_THEN: Final = re.compile(
    r"\b(?:until|untill|till|til|before) (?:then|that day)\b", re.IGNORECASE
)


def _for_so_long(asked: Requested) -> Action:
    return PauseTillThen() if _TILL_THEN.search(asked.said) else Pause(asked.words)


REQUESTS: Final = (
    RequestMeaning("stop", lambda asked: StopNudges(asked.thread_ts, it=_turns_it_off(asked))),
    RequestMeaning("pause", _for_so_long),
    RequestMeaning("quiet_until", _for_so_long),
    RequestMeaning("resume", lambda _: Resume(by_word=True)),
)
