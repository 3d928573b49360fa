"""Who is in a benchmark's database: kinds of members, in the shares in which they occur.

What their records are worth is not said here: the services work it out when they are written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from typing import Final

from bot.conversation.activities import ActivityType

ENTRIES: Final = 30  # logged, for each enrolment

_CREDITS_A_DAY: Final = 30 / 365


@dataclass(frozen=True, slots=True)
class Told:
    """A nudge of the past. `about`: its period, in which `{enrolment}` and `{entry}` (the newest)
    stand for their numbers.
    """

    kind: str
    days_ago: int
    about: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of member. `enrolments`: how many of a hundred are held by such members.

    `into_cycle`: between how many days their cycles are old; none where the start is not known.
    `pace`: their credits as a share of the recommended pace. `quiet`: days since the last entry.
    `packs` may name a category each, after a slash. `subjects`: what each entry is of is named.
    """

    name: str
    enrolments: int
    into_cycle: tuple[int, int] | None = (100, 1000)
    pace: tuple[float, float] = (1.0, 1.35)
    packs: tuple[str, ...] = ("imi-register",)
    waiting: int = 0
    quiet: int = 5
    open: str | None = None
    told: Told | None = None
    subjects: bool = False


KINDS: Final = (
    Kind("on pace", 46),
    Kind("on pace, something planned", 6, open="planned"),
    Kind("minimum met", 6, (900, 1000), (1.3, 1.8)),
    Kind("behind, told", 10, pace=(0.4, 0.75), told=Told("behind", 16, "{enrolment}@first+1")),
    Kind("behind, to be told again", 2, pace=(0.4, 0.75)),
    Kind(
        "near the end and short, told",
        3,
        (1020, 1060),
        (0.7, 0.95),
        told=Told("cycle_end", 3, "{enrolment}:{cycle_end}:90"),
    ),
    Kind("waiting, told", 8, waiting=2, told=Told("waiting_entry", 4, "{entry}")),
    Kind("waiting", 1, waiting=1),
    Kind("an old draft, told", 3, open="draft", told=Told("old_draft", 2, "{entry}")),
    Kind("an old draft", 1, open="draft"),
    Kind("start not known", 5, None, told=Told("cycle_start_unknown", 20, "{enrolment}@first+1")),
    Kind("CMI", 6, None, packs=("cmi",)),
    Kind("CMI, quiet", 1, None, packs=("cmi",), quiet=110, told=Told("rhythm", 15, "{enrolment}@")),
    Kind("two schemes", 2, packs=("imi-register", "cmi")),
)


def members_of(kinds: Sequence[Kind]) -> int:
    """How many people there are of these kinds."""
    return sum(kind.enrolments // len(kind.packs) for kind in kinds)


MEMBERS: Final = members_of(KINDS)
"""How many people hold a hundred enrolments."""

SCHEMES: Final = ("imi-register", "imi-techsafe/ADAS", "dvsa-mot/group B")
"""What somebody may be under at the same time: each goes by a method of its own."""
UNDER_THE_REGISTER: Final = tuple(one for one in KINDS if one.packs == SCHEMES[:1])


def under_schemes(number: int) -> tuple[Kind, ...]:
    """Those who are under the register alone, under so many of `SCHEMES`: as many people, with as
    much in their records, whatever the number.
    """
    return tuple(
        replace(one, packs=SCHEMES[:number], enrolments=one.enrolments * number, subjects=True)
        for one in UNDER_THE_REGISTER
    )


_ZONES: Final = (
    *("Europe/London",) * 17,
    "Europe/Dublin",
    "Asia/Kolkata",
    "America/New_York",
)
_TITLES: Final[tuple[tuple[str, ActivityType, str | None], ...]] = (
    ("High voltage isolation course", "short course", "Bosch"),
    ("ADAS calibration after windscreen replacement", "e-learning", "Thatcham Research"),
    ("Toolbox talk: battery storage and quarantine bay", "seminar", None),
    ("Article on torque wrenches", "reading", "IMI magazine"),
    ("Diagnosed a CAN fault with a colleague", "shadowing", None),
    ("MOT annual training: brakes and exemptions", "e-learning", "DVSA"),
)
SUBJECTS: Final = (
    "Radar calibration",
    "Camera calibration",
    "Lidar and ultrasonic sensors",
    "Fault codes and diagnosis",
    "Software updates",
    "Wheel alignment and ride height",
    "Windscreens and bumpers",
    "Test drives and handover",
)
"""Those of the framework that is loaded where somebody's category goes by subjects."""
_LINES: Final = (
    "I prove dead before I touch the pack, on every battery swap since.",
    "We changed our checklist, and comebacks after windscreens have stopped.",
    "I explain dangerous defects in plain words and keep the car here.",
)


@dataclass(frozen=True, slots=True)
class Learning:
    """One entry. `line` is its evaluation: without one it waits."""

    day: date
    minutes: int
    title: str
    type: ActivityType
    provider: str | None
    line: str | None
    status: str = "logged"
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One member of a kind, with a record."""

    kind: Kind
    zone: str
    cycle_start: date | None
    learning: tuple[Learning, ...]


def everybody(today: date, kinds: Sequence[Kind] = KINDS) -> Iterator[Figure]:
    """The members of these kinds; those of all hold a hundred enrolments. The same at every run."""
    random = Random(2026)  # noqa: S311 - nothing is kept secret by it
    zones = cycle(_ZONES)
    for kind in kinds:
        for zone in islice(zones, kind.enrolments // len(kind.packs)):
            yield _figure(kind, zone, today, random)


def _figure(kind: Kind, zone: str, today: date, random: Random) -> Figure:
    days, start = 700, None
    if kind.into_cycle is not None:
        days = _far_from_the_year_end(random.randint(*kind.into_cycle))
        start = today - timedelta(days=days)
    minutes = round(60 * random.uniform(*kind.pace) * _CREDITS_A_DAY * days / ENTRIES)
    learning = [
        Learning(
            day=today - timedelta(days=kind.quiet + number * (days - kind.quiet - 1) // ENTRIES),
            minutes=max(5, minutes),
            title=f"{title}, part {ENTRIES - number}",
            type=type_,
            provider=provider,
            line=None if number < kind.waiting else random.choice(_LINES),
            subject=SUBJECTS[number % len(SUBJECTS)] if kind.subjects else None,
        )
        for number, (title, type_, provider) in enumerate(islice(cycle(_TITLES), ENTRIES))
    ]
    if kind.open == "draft":
        learning.append(Learning(today - timedelta(3), 60, *_TITLES[0], None, "draft"))
    if kind.open == "planned":
        learning.append(Learning(today + timedelta(20), 60, *_TITLES[0], None, "planned"))
    return Figure(kind, zone, start, tuple(sorted(learning, key=lambda one: one.day)))


def _far_from_the_year_end(days: int) -> int:
    """So that nobody is told of a CPD year's end but those whom the kind says so of."""
    in_year = days % 365
    return days - in_year + min(max(in_year, 20), 330) if days < 1000 else days
