"""A line of `cpdbot chat --jsonl`: a member, the people they manage, and what they do, as values.

Whatever cannot be read raises `ValueError` with a sentence. Nothing is done here.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, Literal, get_args
from zoneinfo import ZoneInfo

from bot.policy.months import months_on

StandingName = Literal[
    "ended short", "short", "at risk", "behind", "not known", "on pace", "rhythm"
]


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody whom the member manages, and how they stand."""

    name: str
    standing: StandingName


@dataclass(frozen=True)
class Somebody:
    """A member at the beginning of a conversation. Hours are minutes of the day."""

    tz: str = "Europe/London"
    schemes: tuple[str, ...] = ("imi-register",)
    job: str | None = None
    hours: tuple[int, int] = (9 * 60, 17 * 60)
    team: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """An ISO 8601 duration: months and days by the calendar, the rest by the clock."""

    months: int
    days: int
    clock: timedelta

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The moment so much later, in UTC."""
        wall = moment.astimezone(zone)
        day = months_on(wall.date(), self.months) + timedelta(days=self.days)
        return datetime.combine(day, wall.time(), zone).astimezone(UTC) + self.clock


@dataclass(frozen=True, slots=True)
class Said:
    """A message; `thread` is the number of the entry below whose card it is written."""

    text: str
    thread: int | None = None


@dataclass(frozen=True, slots=True)
class Tap:
    """A button, or a choice in a menu, by its label."""

    label: str
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Submit:
    """The form behind a button, sent with these fields changed."""

    of: str
    fields: Mapping[str, Any]
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """The calendar moves on."""

    span: Span


Step = Said | Tap | Submit | Wait


@dataclass(frozen=True, slots=True)
class Line:
    """One conversation."""

    now: datetime
    who: Somebody
    say: tuple[Step, ...]


def read_line(given: object, packs: Collection[str]) -> Line:
    """The conversation that a line asks for; `packs` are the schemes that there are."""
    line = _object(given, "A line")
    _only(line, ("now", "say"), ("tz", "schemes", "job", "team", "hours"))
    zone = read_zone(line.get("tz", Somebody.tz))
    return Line(
        now=read_moment(line["now"], zone),
        who=Somebody(
            tz=zone.key,
            schemes=read_schemes(line.get("schemes", list(Somebody.schemes)), packs),
            job=None if line.get("job") is None else _words(line["job"], "job").strip() or None,
            hours=_hours(line["hours"]) if "hours" in line else Somebody.hours,
            team=tuple(_report(one) for one in _list(line.get("team", []), "team")),
        ),
        say=tuple(_step(one) for one in _list(line["say"], "say")),
    )


def read_zone(given: object) -> ZoneInfo:
    """A time zone by its IANA name."""
    try:
        return ZoneInfo(given)  # type: ignore[arg-type]
    except (KeyError, ValueError, OSError, TypeError):
        raise ValueError(f"{given!r} is no time zone; Europe/London is one.") from None


def read_moment(given: object, zone: ZoneInfo) -> datetime:
    """A moment in ISO 8601; in the zone, where it has no offset."""
    try:
        moment = datetime.fromisoformat(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"{given!r} is no moment; 2026-11-18T09:30:00+00:00 is one.") from None
    if moment.year not in _YEARS:
        raise ValueError(f"{given!r} is too far away; the years are {_YEARS[0]} to {_YEARS[-1]}.")
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


_YEARS: Final = range(2000, 2101)


def read_schemes(given: object, packs: Collection[str]) -> tuple[str, ...]:
    """Schemes as `pack`, or `pack/category`."""
    schemes = tuple(_words(one, "schemes") for one in _list(given, "schemes"))
    for scheme in schemes:
        if scheme.partition("/")[0] not in packs:
            known = ", ".join(sorted(packs))
            raise ValueError(f"There is no scheme {scheme!r}; there are {known}.")
    if len({one.partition("/")[0] for one in schemes}) < len(schemes):
        raise ValueError('Each of the "schemes" is named once.')
    return schemes


_SPAN: Final = re.compile(
    r"P(?=\d|T\d)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=\d)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.ASCII,
)
_LONGEST: Final = 10 * 366
"""Days that one wait may take."""


def read_span(given: object) -> Span:
    """A duration in ISO 8601, of at most ten years."""
    found = _SPAN.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        raise ValueError(f"{given!r} is no duration; P2D and PT3H are.")
    count = {name: int((number or "0")[:9]) for name, number in found.groupdict().items()}
    span = Span(
        months=count["years"] * 12 + count["months"],
        days=count["weeks"] * 7 + count["days"],
        clock=timedelta(hours=count["hours"], minutes=count["minutes"], seconds=count["seconds"]),
    )
    if span.months * 31 + span.days + span.clock.days > _LONGEST:
        raise ValueError(f"{given!r} is longer than ten years.")
    return span


def _step(given: object) -> Step:
    if isinstance(given, str):
        return Said(given)
    step = _object(given, 'What stands in "say"')
    for name, read in _STEPS.items():
        if name in step:
            return read(step)
    raise ValueError(
        'What stands in "say" is a text, or an object with "tap", "thread", "submit" or "wait".'
    )


def _thread(step: Mapping[str, Any]) -> Said:
    _only(step, ("thread", "text"))
    return Said(_words(step["text"], "text"), _number(step["thread"], "thread"))


def _tap(step: Mapping[str, Any]) -> Tap:
    _only(step, ("tap",), ("entry",))
    return Tap(_words(step["tap"], "tap"), _entry(step))


def _submit(step: Mapping[str, Any]) -> Submit:
    _only(step, ("submit", "of"), ("entry",))
    fields = _object(step["submit"], '"submit"')
    return Submit(_words(step["of"], "of"), fields, _entry(step))


def _wait(step: Mapping[str, Any]) -> Wait:
    _only(step, ("wait",))
    return Wait(read_span(step["wait"]))


_STEPS: Final[Mapping[str, Callable[[Mapping[str, Any]], Step]]] = {
    "tap": _tap,
    "thread": _thread,
    "submit": _submit,
    "wait": _wait,
}
"""By the key that only this kind of step has."""


def _report(given: object) -> Report:
    report = _object(given, 'Somebody in the "team"')
    _only(report, ("name", "standing"))
    for standing in get_args(StandingName):
        if report["standing"] == standing:
            return Report(_words(report["name"], "name"), standing)
    known = ", ".join(get_args(StandingName))
    raise ValueError(f"{report['standing']!r} is no standing; there are {known}.")


def _hours(given: object) -> tuple[int, int]:
    hours = [_minute(one) for one in _list(given, "hours")]
    if len(hours) != 2 or hours[0] >= hours[1]:
        raise ValueError('"hours" are when work begins and ends: ["09:00", "17:00"].')
    return hours[0], hours[1]


def _minute(given: object) -> int:
    if given == "24:00":
        return 24 * 60
    try:
        clock = time.fromisoformat(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"{given!r} is no time of day; 09:00 is one.") from None
    return clock.hour * 60 + clock.minute


def _entry(step: Mapping[str, Any]) -> int | None:
    return None if step.get("entry") is None else _number(step["entry"], "entry")


def _only(given: Mapping[str, Any], needed: Sequence[str], other: Sequence[str] = ()) -> None:
    for name in needed:
        if name not in given:
            raise ValueError(f'"{name}" is missing.')
    for name in given:
        if name not in needed and name not in other:
            raise ValueError(f'"{name}" is not known here.')


def _object(given: object, what: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise ValueError(f"{what} must be a JSON object.")  # noqa: TRY004 - as all of these
    return given


def _list(given: object, name: str) -> Sequence[Any]:
    if not isinstance(given, list):
        raise ValueError(f'"{name}" must be a list.')  # noqa: TRY004 - as all of these
    return given


def _words(given: object, name: str) -> str:
    if not isinstance(given, str):
        raise ValueError(f'"{name}" must be text.')  # noqa: TRY004 - as all of these
    return given


def _number(given: object, name: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise ValueError(f'"{name}" must be a whole number.')  # noqa: TRY004 - as all of these
    return given
