"""The first few questions to a member, each of which can be skipped and answered later.

What an answer sets is `settings`'s; here stands only which question comes when. Where somebody is
along the way is one word in their row: "new", a question ("scheme", "cycle_start:imi-register",
"opening:imi-register", "job") or "done".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.services import settings
from bot.services.assessing import in_force
from bot.services.desk import Desk
from bot.services.settings import SchemeChoice, SchemeSettings, offered, schemes_of

Step = Literal["scheme", "cycle_start", "opening", "job", "done"]

NEW = "new"
DONE = "done"


@dataclass(frozen=True, slots=True)
class Place:
    """One question: `pack` is the scheme that "cycle_start" and "opening" are about."""

    step: Step
    pack: str = ""

    def __str__(self) -> str:
        return f"{self.step}:{self.pack}" if self.pack else self.step


@dataclass(frozen=True, slots=True)
class Known:
    """What decides which questions there are, and which of them need no asking any more."""

    schemes: tuple[SchemeSettings, ...]
    has_job: bool

    def answers(self, place: Place) -> bool:
        """Whether the question has its answer already."""
        if place.step == "scheme":
            return bool(self.schemes)
        if place.step == "job":
            return self.has_job
        return any(
            one.enrolment.cycle_start is not None
            if place.step == "cycle_start"
            else one.enrolment.opening_on is not None or one.enrolment.opening_declined
            for one in self.schemes
            if one.enrolment.pack == place.pack
        )


@dataclass(frozen=True, slots=True)
class OnboardingView:
    """The question that stands open, or `step` "done".

    `about` is the scheme that "cycle_start" and "opening" ask about, None for the others.
    `number` of `count` says how far along it is, from 1.
    """

    step: Step
    about: SchemeSettings | None
    number: int
    count: int
    offered: tuple[SchemeChoice, ...]
    """Schemes that the member is not enrolled in yet."""
    schemes: tuple[SchemeSettings, ...]
    today: date


@dataclass(frozen=True, slots=True)
class SchemesAre:
    """An answer: the member is under these schemes, by the packs' names."""

    packs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CycleBegan:
    """An answer: when the cycle of a scheme began; None is "I don't know yet"."""

    pack: str
    on: date | None


@dataclass(frozen=True, slots=True)
class AccountShows:
    """An answer: what the scheme's own account shows today, in hundredths of a credit; `year` None
    where the member is not sure of it.
    """

    pack: str
    cycle: int
    year: int | None


@dataclass(frozen=True, slots=True)
class NothingBroughtIn:
    """An answer: the member would rather not say what their account shows."""

    pack: str


@dataclass(frozen=True, slots=True)
class JobIs:
    """An answer: what the member is employed as, and since when."""

    title: str
    since: date


Answer = SchemesAre | CycleBegan | AccountShows | NothingBroughtIn | JobIs


def places(schemes: Sequence[SchemeSettings]) -> tuple[Place, ...]:
    """Every question there is for somebody under these schemes, in their order."""
    found = [Place("scheme")]
    for scheme in schemes:
        if scheme.has_cycle:
            found.append(Place("cycle_start", scheme.enrolment.pack))
        if scheme.has_target:
            found.append(Place("opening", scheme.enrolment.pack))
    return (*found, Place("job"), Place("done"))


def next_step(after: Place | None, known: Known) -> Place:
    """The question that comes after one (None: before all of them): the first without an answer.

    After one that is none any more, its scheme having been left, it begins from the first.
    """
    way = places(known.schemes)
    begin = way.index(after) + 1 if after in way else 0
    return next((place for place in way[begin:] if not known.answers(place)), way[-1])


def offer(desk: Desk) -> bool:
    """After the first saved entry: ask the first question, once for ever. Whether it was asked."""
    if desk.member.onboarding != NEW:
        return False
    _go_to(desk, next_step(None, _known(desk)))
    desk.work.messages.say(desk.member.id, "onboarding", _key(desk), desk.real)
    return True


def begin(desk: Desk) -> OnboardingView:
    """From Home: the question that stands open, or the first that has no answer yet."""
    if desk.member.onboarding in (NEW, DONE):
        _go_to(desk, next_step(None, _known(desk)))
    return onboarding_view(desk)


def answer(desk: Desk, given: Answer) -> OnboardingView:
    """Keep an answer and go on; one to a question that has passed is kept all the same.

    Raises Refused as the setting does, and the question stands.
    """
    match given:
        case SchemesAre(packs):
            for pack in packs:
                settings.enrol(desk, pack)
            place = Place("scheme")
        case CycleBegan(pack, on):
            settings.set_cycle_start(desk, pack, on)
            place = Place("cycle_start", pack)
        case AccountShows(pack, cycle, year):
            settings.set_opening(desk, pack, cycle=cycle, year=year)
            place = Place("opening", pack)
        case NothingBroughtIn(pack):
            settings.decline_opening(desk, pack)
            place = Place("opening", pack)
        case JobIs(title, since):
            settings.set_job(desk, title, since)
            place = Place("job")
    return _pass(desk, str(place))


def skip(desk: Desk, step: str | None = None) -> OnboardingView:
    """Leave a question unanswered: the one that stands open, or this one if it still does.

    `step` is a place in words, such as "opening:imi-register": an old button skips nothing else.
    """
    return _pass(desk, step or desk.member.onboarding)


def onboarding_view(desk: Desk) -> OnboardingView:
    """The question that stands open."""
    known = _known(desk)
    way = places(known.schemes)
    place = _place(desk.member.onboarding, way) or next_step(None, known)
    return OnboardingView(
        step=place.step,
        about=next((one for one in known.schemes if one.enrolment.pack == place.pack), None),
        number=min(way.index(place) + 1, len(way) - 1),
        count=len(way) - 1,
        offered=offered(desk, known.schemes),
        schemes=known.schemes,
        today=desk.today,
    )


def _pass(desk: Desk, step: str) -> OnboardingView:
    """Go on from a question, if it is the one that stands open."""
    if step == desk.member.onboarding and step not in (NEW, DONE):
        known = _known(desk)
        _go_to(desk, next_step(_place(step, places(known.schemes)), known))
    return onboarding_view(desk)


def _known(desk: Desk) -> Known:
    jobs = desk.work.members.job_roles(desk.member.id)
    return Known(schemes_of(desk), any(in_force(job, desk.today) for job in jobs))


def _go_to(desk: Desk, place: Place) -> None:
    desk.change_member(onboarding=str(place))
    desk.work.messages.show_said(_key(desk), desk.real)
    desk.show_home()


def _key(desk: Desk) -> str:
    """What the message that asks is known by: one, showing whichever question stands open."""
    return f"onboarding:{desk.member.id}"


def _place(word: str, way: Sequence[Place]) -> Place | None:
    return next((place for place in way if str(place) == word), None)
