"""Actions on the member's own settings: schemes, cycle, job, hours, nudges, privacy, onboarding."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final, Literal

from bot.conversation.problems import Problem
from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.commands import AnyOtherWord, Other, Word
from bot.services.dispatch.pages import Form, Help, Message, Mistaken, Say, say
from bot.services.members import calling_for_help, onboarding, settings
from bot.services.members.home import ManagerView
from bot.services.members.settings import SchemeChoice, SchemeSettings, SettingsView
from bot.services.nudges import pausing
from bot.services.record.incoming import effects
from bot.services.schemes import cycle_outcomes
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.records import JobRoleRecord, MemberRecord

LAST_MINUTE: Final = 24 * 60 - 1
"""The latest time that a time picker knows; as an end it means midnight."""


# --- What is shown ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Settings(Message):
    """Everything that can be set."""

    view: SettingsView


@dataclass(frozen=True)
class Snoozed(Message):
    """A nudge was put off until this day."""

    day: date


@dataclass(frozen=True)
class CycleNews(Message):
    """A cycle that ended short, and what the member says followed.

    `named`: the member has several schemes; `asks`: they want to say what followed, also where
    there was no news before.
    """

    scheme: SchemeStanding
    named: bool = False
    asks: bool = False


@dataclass(frozen=True)
class SchemeForm(Form):
    """Which schemes to add."""

    offered: tuple[SchemeChoice, ...]


@dataclass(frozen=True)
class CycleForm(Form):
    """When a scheme's cycle began."""

    scheme: SchemeSettings


@dataclass(frozen=True)
class JoinedForm(Form):
    """When the member joined a scheme."""

    scheme: SchemeSettings


@dataclass(frozen=True)
class OpeningForm(Form):
    """What a scheme's own account shows."""

    scheme: SchemeSettings


@dataclass(frozen=True)
class CycleShowedForm(Form):
    """What a scheme's own account shows for a cycle that ended short."""

    scheme: SchemeStanding


@dataclass(frozen=True)
class JobForm(Form):
    """What the member is employed as; `told` is what they have said of it in a message, held under
    its `key`.
    """

    job: JobRoleRecord | None
    today: date
    told: tuple[str, date] | None = None
    key: str | None = None


@dataclass(frozen=True)
class ManagerForm(Form):
    """Who the member's manager is."""

    manager: ManagerView | None


@dataclass(frozen=True)
class WorkingTimeForm(Form):
    """When the bot may speak; `country` is the name of whose holidays are kept."""

    member: MemberRecord
    country: str | None


@dataclass(frozen=True)
class NudgesForm(Form):
    """How often the bot may speak by itself."""

    member: MemberRecord


@dataclass(frozen=True)
class PrivacyForm(Form):
    """Where the member's own words are typed."""

    member: MemberRecord


@dataclass(frozen=True)
class HelpForm(Form):
    """What the administrators should know of somebody who is stuck."""


# --- Pages and forms that are asked for -------------------------------------------------------


@action("help")
class ShowHelp(Action):
    """What can be said; `more`: the commands, and who sees what."""

    more: bool = False

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> Help:
        return Help(None, ctx.may(Permission.SEE_ADMINISTRATION), self.more)


@action()
class ShowOverview(Action):
    """`/cpd` by itself: where the member stands, and what can be said."""

    def do(self, ctx: MemberContext) -> Help:
        return Help(standings_of(ctx), ctx.may(Permission.SEE_ADMINISTRATION))


@action("settings")
class ShowSettings(Action):
    """Everything that can be set."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> Settings:
        return Settings(settings.settings_view(ctx))


@action("cycle_news")
class AskCycleNews(Action):
    """What followed from a cycle that ended short, asked about by itself."""

    enrolment: int

    def do(self, ctx: MemberContext) -> CycleNews:
        return _cycle_news(ctx, self.enrolment, asks=True)


@action("tell_cycle_news")
class TellCycleNews(Action):
    """What followed from the cycle that began on a day (ISO); "" takes the answer back."""

    enrolment: int
    start: str
    answer: str = ""

    def do(self, ctx: MemberContext) -> CycleNews:
        cycle_outcomes.answer(ctx, self.enrolment, self.start, self.answer)
        return _cycle_news(ctx, self.enrolment)


@action("cycle_showed")
class AskWhatCycleShowed(Action):
    """Open what the scheme's own account shows for the cycle that began on a day (ISO); where that
    is settled, what is known of it.
    """

    enrolment: int
    start: str

    def do(self, ctx: MemberContext) -> CycleShowedForm | CycleNews:
        try:
            return CycleShowedForm(cycle_outcomes.ended_short(ctx, self.enrolment, self.start))
        except Refused as refused:
            if refused.sentence != "cycle_not_open":
                raise
            return _cycle_news(ctx, self.enrolment)


@action()
class SetCycleShowed(Action):
    """The same, as typed."""

    enrolment: int
    start: str
    opening_cycle: str

    def do(self, ctx: MemberContext) -> None:
        mistakes: dict[str, Problem | Refused] = {}
        amount = _credits("opening_cycle", self.opening_cycle, mistakes)
        if mistakes:
            raise Mistaken(mistakes)
        stood = cycle_outcomes.tell_showed(ctx, self.enrolment, self.start, amount)
        ctx.reply("say", {"sentence": "cycle_showed", "cycle": amount, "stood": stood})


def _cycle_news(ctx: MemberContext, enrolment_id: int, *, asks: bool = False) -> CycleNews:
    standings = standings_of(ctx)
    found = next((one for one in standings if one.enrolment.id == enrolment_id), None)
    if found is None:
        raise Refused("not_enrolled")
    cycle_outcomes.were_told(ctx, [found])
    return CycleNews(found, named=len(standings) > 1, asks=asks)


@action("scheme")
class AskForScheme(Action):
    """Open the schemes that can be added."""

    def do(self, ctx: MemberContext) -> SchemeForm:
        return SchemeForm(settings.settings_view(ctx).offered)


@action("job")
class AskForJob(Action):
    """Open the job; with what was said of it in a message that is held, under its `key`."""

    key: str | None = None

    def do(self, ctx: MemberContext) -> JobForm:
        view = settings.settings_view(ctx)
        held = ctx.work.held.get(ctx.member.id, self.key) if self.key else None
        if held is None:
            return JobForm(view.job, view.today)
        told = (str(held.values["job"]), date.fromisoformat(held.values["since"]))
        return JobForm(view.job, view.today, told, self.key)


@action("manager")
class AskForManager(Action):
    """Open who the manager is."""

    def do(self, ctx: MemberContext) -> ManagerForm:
        return ManagerForm(settings.settings_view(ctx).manager)


@action("working_time")
class AskForWorkingTime(Action):
    """Open when the bot may speak."""

    def do(self, ctx: MemberContext) -> WorkingTimeForm:
        view = settings.settings_view(ctx)
        return WorkingTimeForm(view.member, view.country)


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


@action("privacy")
class AskForPrivacy(Action):
    """Open where the member's words are typed."""

    def do(self, ctx: MemberContext) -> PrivacyForm:
        return PrivacyForm(ctx.member)


@action("set_cycle")
class AskForCycle(Action):
    """Open when a scheme's cycle began."""

    pack: str

    def do(self, ctx: MemberContext) -> CycleForm:
        return CycleForm(_scheme(ctx, self.pack))


@action("set_joined")
class AskForJoined(Action):
    """Open when the member joined."""

    pack: str

    def do(self, ctx: MemberContext) -> JoinedForm:
        return JoinedForm(_scheme(ctx, self.pack))


@action("set_opening")
class AskForOpening(Action):
    """Open what a scheme's own account shows."""

    pack: str

    def do(self, ctx: MemberContext) -> OpeningForm:
        return OpeningForm(_scheme(ctx, self.pack))


@action("tell_administrator")
class AskToTellAdministrator(Action):
    """Open what the administrators should know."""

    def do(self, ctx: MemberContext) -> HelpForm:
        calling_for_help.administrators(ctx)
        return HelpForm()


def _scheme(ctx: MemberContext, pack: str) -> SchemeSettings:
    for scheme in settings.schemes_of(ctx):
        if scheme.enrolment.pack == pack:
            return scheme
    raise Refused("not_enrolled")


# --- What is set ------------------------------------------------------------------------------


@action("leave_scheme")
class LeaveScheme(Action):
    """End an enrolment."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        settings.leave(ctx, self.pack)


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


@action()
class JoinSchemes(Action):
    """Schemes chosen, by the packs' names."""

    packs: tuple[str, ...]

    def do(self, ctx: MemberContext) -> None:
        if not self.packs:
            raise Mistaken({"scheme": Refused("choose_scheme")})
        onboarding.answer(ctx, onboarding.SchemesAre(self.packs))


@action()
class SetCycle(Action):
    """When a cycle began; `unknown`: the member does not know yet."""

    pack: str
    cycle_start: date | None
    unknown: bool

    def do(self, ctx: MemberContext) -> None:
        start = None if self.unknown else self.cycle_start
        if start is None and not self.unknown:
            raise Mistaken({"cycle_start": Refused("choose_cycle_start")})
        onboarding.answer(ctx, onboarding.CycleBegan(self.pack, start))


@action()
class SetJoined(Action):
    """When the member joined; `from_start`: not late, but from a cycle's start on."""

    pack: str
    joined_on: date | None
    from_start: bool

    def do(self, ctx: MemberContext) -> None:
        on = settings.FROM_THE_START if self.from_start else self.joined_on
        if on is None:
            raise Mistaken({"joined_on": Refused("choose_joined")})
        settings.set_joined_on(ctx, self.pack, on)


@action()
class SetOpening(Action):
    """What a scheme's own account shows today, as typed; `unsure`: how much of it is this year's
    the member cannot say. In a cycle's first year that is not asked: all of it is.
    """

    pack: str
    opening_cycle: str
    opening_year: str
    unsure: bool = False

    def do(self, ctx: MemberContext) -> None:
        mistakes: dict[str, Problem | Refused] = {}
        cycle = _credits("opening_cycle", self.opening_cycle, mistakes)
        year = None
        if not self.opening_year and _scheme(ctx, self.pack).in_first_year:
            year = cycle
        elif self.opening_year or not self.unsure:
            year = _credits("opening_year", self.opening_year, mistakes)
        if mistakes:
            raise Mistaken(mistakes)
        onboarding.answer(ctx, onboarding.AccountShows(self.pack, cycle, year))


def _credits(field: str, typed: str, mistakes: dict[str, Problem | Refused]) -> int:
    """Hundredths of a credit as typed; what stands in their way goes into `mistakes`."""
    try:
        return settings.read_credits(typed)
    except Refused as unreadable:
        left_out = field == "opening_year" and not typed
        mistakes[field] = Refused("year_or_not_sure") if left_out else unreadable
        return 0


@action()
class SetJob(Action):
    """What the member is employed as from a day on; `key` is of the message that told of it."""

    job: str
    job_from: date | None
    key: str | None = None

    def do(self, ctx: MemberContext) -> None:
        if not self.job:
            raise Mistaken({"job": Refused("job_needs_a_title")})
        if self.job_from is None:
            raise Mistaken({"job_from": Refused("choose_day_roughly")})
        onboarding.answer(ctx, onboarding.JobIs(self.job, self.job_from))
        if self.key is not None:
            effects.let_go(ctx, self.key)


@action()
class SetManager(Action):
    """Who the manager is, by Slack's id; nobody where it is left empty."""

    names: ClassVar[tuple[str, ...]] = ("manager",)
    manager: str | None

    def do(self, ctx: MemberContext) -> None:
        named = None if self.manager is None else ctx.people[self.manager]
        onboarding.answer(ctx, onboarding.ManagerIs(named))


@action()
class SetWorkingTime(Action):
    """When the bot may speak: minutes of the day, weekdays with Monday 0; country and zone as
    typed, None where left empty (no holidays; Slack's zone).
    """

    work_start: int | None
    work_end: int | None
    work_days: Collection[int]
    country: str | None
    time_zone: str | None

    def do(self, ctx: MemberContext) -> None:
        if not self.work_days:
            raise Mistaken({"work_days": Refused("choose_a_day")})
        if self.work_start is None:
            raise Mistaken({"work_start": Refused("choose_a_time")})
        if self.work_end is None or self.work_end <= self.work_start:
            raise Mistaken({"work_end": Refused("choose_a_later_time")})
        end = 24 * 60 if self.work_end == LAST_MINUTE else self.work_end
        settings.set_working_hours(ctx, self.work_start, end, self.work_days)
        settings.set_country(ctx, self.country)
        settings.set_time_zone(ctx, self.time_zone)


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


@action()
class SetPrivacy(Action):
    """Whether reflections are kept out of the conversation."""

    private: bool

    def do(self, ctx: MemberContext) -> None:
        settings.set_private_reflections(ctx, private=self.private)


@action()
class TellAdministrator(Action):
    """Have the administrators know that the member is stuck, with what they typed for them."""

    words: str

    def do(self, ctx: MemberContext) -> Say:
        told = calling_for_help.call(ctx, self.words)
        return say("administrators_told", slack_ids=[one.slack_id for one in told])


# --- Quiet ------------------------------------------------------------------------------------


@action()
class Pause(Action):
    """Say nothing for as long as the text says: "2 weeks", "until 3 Jan"."""

    text: str

    def do(self, ctx: MemberContext) -> Say:
        return say("paused", day=pausing.pause(ctx, self.text).isoformat())


@action("stop_nudges")
class StopNudges(Action):
    """Say nothing of one's own accord any more, and say that."""

    def do(self, ctx: MemberContext) -> None:
        pausing.stop(ctx)
        ctx.reply("offer", {"sentence": "stopped"})


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


# --- What Slack tells of people ---------------------------------------------------------------


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


# --- By word ----------------------------------------------------------------------------------


def _unknown(other: Other) -> Action:
    if other.slip_of:
        raise Refused("unknown_command", word=other.word, nearest=other.slip_of)
    raise Refused("unknown_command_at_all", word=other.word)


WORDS: Final = (
    Word("/cpd", "", lambda _: ShowOverview()),
    Word("/cpd", "help", lambda _: ShowHelp()),
    Word("/cpd", "settings", lambda _: ShowSettings()),
    Word("/cpd", "pause", lambda behind: Pause(behind.text)),
    Word("/cpd", "resume", lambda _: Resume(by_word=True)),
)

OTHER_WORDS: Final = (AnyOtherWord("/cpd", _unknown),)
