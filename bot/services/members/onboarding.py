"""The first few questions to a member, each of which can be skipped and answered later.

Three come first: the scheme, when its cycle began, the job. What a scheme's own account shows and
who the manager is are asked afterwards. What an answer sets is `settings`'s and `teams.links`'s;
here stands only which question comes when. Where somebody is along the way is one word in their
row: "new", a question ("scheme", "cycle_start:imi-register", "job", "opening:imi-register",
"manager") or "done".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.members import settings
from bot.services.members.settings import SchemeChoice, SchemeSettings, offered, schemes_of
from bot.services.record.entry_events import OnEntry
from bot.services.record.incoming.asides import AsideAnswer
from bot.services.record.incoming.heard import Heard
from bot.services.schemes.assessment import in_force
from bot.services.teams import links as team_links

Step = Literal["scheme", "cycle_start", "job", "opening", "manager", "done"]

NEW: Final = "new"
DONE: Final = "done"

FIRST: Final[tuple[Step, ...]] = ("scheme", "cycle_start", "job")
"""The questions that are counted: always three, even where a scheme has no cycle to ask about."""


@dataclass(frozen=True, slots=True)
class Place:
    """One question: `scheme` names the enrolment that "cycle_start" and "opening" are about."""

    step: Step
    scheme: str = ""

    def __str__(self) -> str:
        return f"{self.step}:{self.scheme}" if self.scheme else self.step


@dataclass(frozen=True, slots=True)
class Known:
    """What decides which questions there are, and which of them need no asking any more."""

    schemes: tuple[SchemeSettings, ...]
    has_job: bool
    has_manager: bool = False

    def answers(self, place: Place) -> bool:
        """Whether the question has its answer already."""
        if place.step == "scheme":
            return bool(self.schemes)
        if place.step == "job":
            return self.has_job
        if place.step == "manager":
            return self.has_manager
        return any(
            one.enrolment.cycle_start is not None
            if place.step == "cycle_start"
            else one.enrolment.opening_on is not None or one.enrolment.opening_declined
            for one in self.schemes
            if one.enrolment.scheme == place.scheme
        )


@dataclass(frozen=True, slots=True)
class OnboardingView:
    """The question that stands open, or `step` "done".

    `about` is the scheme that "cycle_start" and "opening" ask about, None for the others.
    `number` of `count` says how far along it is, from 1; None for what is asked afterwards.
    """

    step: Step
    about: SchemeSettings | None
    number: int | None
    count: int
    offered: tuple[SchemeChoice, ...]
    """Schemes that the member is not enrolled in yet."""
    schemes: tuple[SchemeSettings, ...]
    today: date


@dataclass(frozen=True, slots=True)
class SchemesAre:
    """An answer: the member is under these schemes, by their keys."""

    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CycleBegan:
    """An answer: when the cycle of a scheme began; None is "I don't know yet"."""

    scheme: str
    on: date | None


@dataclass(frozen=True, slots=True)
class AccountShows:
    """An answer: what the scheme's own account shows today, in hundredths of a credit; `year` None
    where the member is not sure of it.
    """

    scheme: str
    cycle: int
    year: int | None


@dataclass(frozen=True, slots=True)
class NothingBroughtIn:
    """An answer: the member would rather not say what their account shows."""

    scheme: str


@dataclass(frozen=True, slots=True)
class JobIs:
    """An answer: what the member is employed as, and since when."""

    title: str
    since: date


@dataclass(frozen=True, slots=True)
class ManagerIs:
    """An answer: who the member's manager is; None for nobody."""

    named: Named | None


Answer = SchemesAre | CycleBegan | AccountShows | NothingBroughtIn | JobIs | ManagerIs


def places(schemes: Sequence[SchemeSettings]) -> tuple[Place, ...]:
    """Every question there is for somebody under these schemes, in their order. What an account
    shows is asked once it is known since when: before, it would be no figure of this cycle's.
    """
    cycles = [Place("cycle_start", one.enrolment.scheme) for one in schemes if one.has_cycle]
    accounts = [
        Place("opening", one.enrolment.scheme) for one in schemes if one.has_balance and one.began
    ]
    return (
        Place("scheme"),
        *cycles,
        Place("job"),
        *accounts,
        Place("manager"),
        Place("done"),
    )


def next_step(after: Place | None, known: Known) -> Place:
    """The question that comes after one (None: before all of them): the first without an answer.

    After one that is none any more, its scheme having been left, it begins from the first.
    """
    way = places(known.schemes)
    begin = way.index(after) + 1 if after in way else 0
    return next((place for place in way[begin:] if not known.answers(place)), way[-1])


def offer(ctx: MemberContext) -> bool:
    """After an entry was saved: ask the first question, once for ever; whether one was asked.

    With the first entry somebody in no scheme is asked for it, even where they had skipped that.
    """
    if ctx.member.onboarding == NEW:
        _go_to(ctx, next_step(None, _known(ctx)))
        return _say(ctx, _KEYS[0])
    if schemes_of(ctx):  # begun in Home: asked in the conversation as well
        return ctx.member.onboarding != DONE and _say(ctx, _KEYS[0])
    counts = ctx.work.entries.counts(ctx.member.id)
    if sum(counts.get(one, 0) for one in ("logged", "withdrawn")) != 1:
        return False
    _go_to(ctx, Place("scheme"))
    return _say(ctx, _KEYS[1])


def welcome(ctx: MemberContext) -> bool:
    """Somebody new says hello: the first question is asked below the welcome. False for others."""
    if ctx.member.onboarding != NEW:
        return False
    ctx.reply("say", {"sentence": "welcome_new"})
    _go_to(ctx, next_step(None, _known(ctx)))
    return _say(ctx, _KEYS[0])


def is_under_way(ctx: MemberContext) -> bool:
    """Whether a question was asked, and stands open."""
    return ctx.member.onboarding not in (NEW, DONE)


def ask_below(ctx: MemberContext) -> None:
    """Ask the open question anew, below what the member has just written; or say that all were."""
    below = _below(ctx)
    newest = ctx.work.messages.newest_said(below)
    number = below.index(newest) + 2 if newest is not None else 1
    _say(ctx, _AT.format("{}", number))


def is_asked_last(ctx: MemberContext, dedupe_key: str) -> bool:
    """Whether no other message that asks was posted after this one."""
    return ctx.work.messages.newest_said(_keys(ctx)) in (None, dedupe_key)


def begin(ctx: MemberContext) -> OnboardingView:
    """From Home: the question that stands open, or the first that has no answer yet."""
    if ctx.member.onboarding in (NEW, DONE):
        _go_to(ctx, next_step(None, _known(ctx)))
    return onboarding_view(ctx)


def answer(ctx: MemberContext, given: Answer) -> OnboardingView:
    """Keep an answer and go on; one to a question that has passed is kept all the same.

    Raises Refused as the setting does, and the question stands.
    """
    match given:
        case SchemesAre(schemes):
            for scheme in schemes:
                settings.enrol(ctx, scheme)
            place = Place("scheme")
        case CycleBegan(scheme, on):
            settings.set_cycle_start(ctx, scheme, on)
            place = Place("cycle_start", scheme)
        case AccountShows(scheme, cycle, year):
            settings.set_opening(ctx, scheme, cycle=cycle, year=year)
            place = Place("opening", scheme)
        case NothingBroughtIn(scheme):
            settings.decline_opening(ctx, scheme)
            place = Place("opening", scheme)
        case JobIs(title, since):
            settings.set_job(ctx, title, since)
            place = Place("job")
        case ManagerIs(None):
            team_links.leave_manager(ctx)
            place = Place("manager")
        case ManagerIs(Named() as named):
            team_links.name_manager(ctx, named)
            place = Place("manager")
    return _pass(ctx, str(place))


def skip(ctx: MemberContext, step: str | None = None) -> OnboardingView:
    """Leave a question unanswered: the one that stands open, or this one if it still does.

    `step` is a place in words, such as "opening:imi-register": an old button skips nothing else.
    """
    return _pass(ctx, step or ctx.member.onboarding)


def onboarding_view(ctx: MemberContext) -> OnboardingView:
    """The question that stands open."""
    if ctx.member.onboarding == DONE:
        return OnboardingView("done", None, None, len(FIRST), (), (), ctx.today)
    known = _known(ctx)
    place = _open_place(ctx, known)
    return OnboardingView(
        step=place.step,
        about=next((one for one in known.schemes if one.enrolment.scheme == place.scheme), None),
        number=FIRST.index(place.step) + 1 if place.step in FIRST else None,
        count=len(FIRST),
        offered=offered(ctx, known.schemes),
        schemes=known.schemes,
        today=ctx.today,
    )


def _pass(ctx: MemberContext, step: str) -> OnboardingView:
    """Go on from a question, if it is the one that stands open."""
    if ctx.member.onboarding != DONE:
        known = _known(ctx)
        passed = _place(step, places(known.schemes))
        is_open = ctx.member.onboarding == step
        if ctx.member.onboarding == NEW:  # asked in Home alone, where nothing was answered yet
            is_open = passed is not None
        if is_open:
            _go_to(ctx, next_step(passed, known))
    return onboarding_view(ctx)


def _open_place(ctx: MemberContext, known: Known) -> Place:
    word = ctx.member.onboarding
    return _place(word, places(known.schemes)) or next_step(None, known)


def _known(ctx: MemberContext) -> Known:
    jobs = ctx.work.members.job_roles(ctx.member.id)
    manager = ctx.work.teams.manager_of(ctx.member.id)
    return Known(
        schemes_of(ctx),
        has_job=any(in_force(job, ctx.today) for job in jobs),
        has_manager=manager is not None,
    )


def _go_to(ctx: MemberContext, place: Place) -> None:
    ctx.change_member(onboarding=str(place))
    for key in _keys(ctx):
        ctx.work.messages.show_said(key, ctx.real)
    ctx.show_home()


def _say(ctx: MemberContext, key: str) -> bool:
    """Post the open question, if it was not posted before under this key."""
    known_as = key.format(ctx.member.id)
    return ctx.work.messages.say(ctx.member.id, "onboarding", known_as, ctx.real) is not None


_KEYS: Final = ("onboarding:{}", "onboarding:{}:scheme")
_AT: Final = "onboarding:{}:at:{}"
"""What the messages that ask are known by, the first ones and those below typed answers: the newest
shows whichever question stands open.
"""

_BELOW_MOST: Final = 30
"""Typed answers below which the next question stands; after them it stands where it stood."""


def _keys(ctx: MemberContext) -> tuple[str, ...]:
    """All of them that there may be."""
    return (*(key.format(ctx.member.id) for key in _KEYS), *_below(ctx))


def _below(ctx: MemberContext) -> tuple[str, ...]:
    return tuple(_AT.format(ctx.member.id, number) for number in range(1, _BELOW_MOST + 1))


def _place(word: str, way: Sequence[Place]) -> Place | None:
    return next((place for place in way if str(place) == word), None)


def _welcome(ctx: MemberContext, heard: Heard) -> bool:
    """A greeting that is all of a message."""
    return len(heard.understanding.parts) == 1 and welcome(ctx)


ASIDES: Final = (AsideAnswer("greeting", _welcome),)

ON_ENTRY_SAVED: Final = (OnEntry("ask_the_first_question", lambda ctx, _: offer(ctx)),)
