"""Actions on schemes: joined, left, when a cycle began, what an account shows, what followed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar, Final

from bot.conversation.problems import Problem
from bot.policy.schemes.categories import scheme_key
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, say
from bot.services.members import balances, onboarding, settings
from bot.services.members.settings import SchemeChoice, SchemeSettings
from bot.services.record.entries import UNDO_KEPT
from bot.services.record.incoming.held_words import let_go
from bot.services.record.undo_steps import UndoStep
from bot.services.schemes import cycle_outcomes, cycle_starts
from bot.services.schemes.enrolled import enrolled_in
from bot.services.schemes.history import CycleHistory, history_of
from bot.services.schemes.standings import SchemeStanding, standings_of


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
class EarlierCycles(Message):
    """The cycles of a scheme that are over."""

    history: CycleHistory


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
    """What a scheme's own account shows; `told` is what was said of it in a message, held under its
    `key`: hundredths of the cycle and of the year, None where that is not known.
    """

    scheme: SchemeSettings
    told: tuple[int, int | None] | None = None
    key: str | None = None


@dataclass(frozen=True)
class CycleShowedForm(Form):
    """What a scheme's own account shows for a cycle that ended short."""

    scheme: SchemeStanding


@action("cycle_news")
class AskCycleNews(Action):
    """What followed from a cycle that ended short, asked about by itself."""

    enrolment: int

    def do(self, ctx: MemberContext) -> CycleNews:
        return _cycle_news(ctx, self.enrolment, asks=True)


@action("earlier_cycles")
class ShowEarlierCycles(Action):
    """The cycles of a scheme that are over."""

    shows_a_page: ClassVar[bool] = True
    enrolment: int

    def do(self, ctx: MemberContext) -> EarlierCycles:
        return EarlierCycles(history_of(ctx, self.enrolment))


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
    """Open the schemes that can be added; of `pack`, where one is named, its categories alone."""

    pack: str | None = None

    def do(self, ctx: MemberContext) -> SchemeForm:
        offered = settings.settings_view(ctx).offered
        return SchemeForm(tuple(one for one in offered if self.pack in (None, one.pack)))


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
    """Open what a scheme's own account shows; with what was said of it in a message that is held,
    under its `key`.
    """

    pack: str
    key: str | None = None

    def do(self, ctx: MemberContext) -> OpeningForm:
        scheme = _scheme(ctx, self.pack)
        held = ctx.work.held.get(ctx.member.id, self.key) if self.key else None
        if held is None or held.values.get("scheme") != scheme.enrolment.scheme:
            return OpeningForm(scheme)
        return OpeningForm(scheme, (held.values["cycle"], held.values["year"]), self.key)


def _scheme(ctx: MemberContext, pack: str) -> SchemeSettings:
    schemes = settings.schemes_of(ctx)
    enrolment = enrolled_in([one.enrolment for one in schemes], pack)
    if enrolment is None:
        raise Refused("not_enrolled")
    return next(one for one in schemes if one.enrolment.id == enrolment.id)


@action("leave_scheme")
class LeaveScheme(Action):
    """End an enrolment."""

    pack: str

    def do(self, ctx: MemberContext) -> None:
        settings.leave(ctx, self.pack)


@action()
class JoinSchemes(Action):
    """Schemes chosen, by their keys; `typed`: by pack, a category that was not offered."""

    packs: tuple[str, ...]
    typed: Mapping[str, str] = field(default_factory=dict)

    def do(self, ctx: MemberContext) -> None:
        if not self.packs and not self.typed:
            raise Mistaken({"scheme": Refused("choose_scheme")})
        typed = (scheme_key(pack, category) for pack, category in self.typed.items())
        onboarding.answer(ctx, onboarding.SchemesAre((*self.packs, *typed)))


def category_field(pack: str) -> str:
    """The field of a form in which another category of a pack is typed."""
    return f"category:{pack}"


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
    key: str | None = None

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
        balances.remember(ctx, self.pack)
        onboarding.answer(ctx, onboarding.AccountShows(self.pack, cycle, year))
        balances.ask_about_entries(ctx, self.pack)
        if self.key:
            let_go(ctx, self.key)


def _credits(field: str, typed: str, mistakes: dict[str, Problem | Refused]) -> int:
    """Hundredths of a credit as typed; what stands in their way goes into `mistakes`."""
    try:
        return settings.read_credits(typed)
    except Refused as unreadable:
        left_out = field == "opening_year" and not typed
        mistakes[field] = Refused("year_or_not_sure") if left_out else unreadable
        return 0


def _start_changed_at(ctx: MemberContext) -> datetime | None:
    """When the member recorded another start of a cycle last, of late."""
    at = cycle_starts.last_changed_at(ctx)
    return None if at is None or ctx.now - at > UNDO_KEPT else at


def _take_start_back(ctx: MemberContext) -> Say | None:
    return say("start_taken_back") if settings.take_cycle_start_back(ctx) else None


UNDO_STEPS: Final = (UndoStep("cycle_start", 16, _start_changed_at, _take_start_back),)
