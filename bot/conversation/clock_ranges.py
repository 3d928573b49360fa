"""Reads lengths from two times of day: "9:00-12:30", "half nine till quarter to eleven"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.conversation.field import Span

EXAMPLES: Final = (
    ("9:00-12:30", 210),
    ("from one till quarter to three", 105),
    ("half nine to half eleven", 120),
    ("half 1 til 4", 150),
    ("ten past two til half three", 80),
    ("8 till 9", 60),
    ("2-4pm", 120),
    ("10am to 1", 180),
    ("12:30 - 13:15", 45),
    ("quarter past 7 until 9 o'clock", 105),
    ("noon till two", 120),
    ("from 9 to 12", 180),
    ("1830 to 2030 hrs", 120),
    ("from 9 to 12 at bosch", 180),
    ("from 9 to 12 isolation course", 180),
    ("from 9 to 12 we did brakes", 180),
    ("between 2 and 4 in the afternoon", 120),
    ("from 2pm to 4pm people from bosch came", 120),
    ("from 2 till 4 customers came", 120),
    ("from 9 to 12 w dave", 180),
)
"""What is read, and its minutes; the tests run them."""

NOT_TIMES: Final = (
    "levels 2 to 3",
    "chapters 1-3",
    "2 to 3 hours",
    "4 to 5 people",
    "page 10 to 14",
    "euro 5 to 6 changes",
    "10 to 4 customers",
    "moved targets from 2 to 4 m",
    "from 2 to 4 bar",
    "from two to four bar",
    "raised from 8 to 10 v",
    "raised the limit from 8 to 10",
    "between 10 and 12 mm",
    "between 1.20 and 1.35 mm",
    "from 10 to 12-mm bolts",
    "from 8 to 10°c",
    "from 8 to 10 %",
    'from 8 to 10"',
    "from 8 to 10 a",
    "from 8 to 10 w.",
    "from 2 to 4 in.",
    "from 4 to 6 people in the session",
    "yesterday\x1f 2-4 cars",
)
"""What only looks like two times."""

_HOURS: Final = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12},
}
_PAST: Final = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "half": 30}

_WORD = "|".join(_HOURS)
_SHIFT = (
    r"(?:(?:a )?(?:quarter|five|ten|twenty(?:[ -]five)?|5|10|20|25) (?:past|to)|half(?: past)?)"
)


def _time(n: int) -> str:
    """A pattern for one time of day, its groups numbered."""
    return (
        rf"(?:(?P<shift{n}>{_SHIFT}) )?(?:(?P<noon{n}>noon|midday)|(?P<word{n}>{_WORD})\b"
        rf"|(?P<hour{n}>\d{{1,2}})(?:[:.h](?P<minute{n}>[0-5]\d))?|(?P<army{n}>[0-2]\d[0-5]\d))"
        rf" ?(?P<half{n}>[ap]\.?m\b\.?)?(?P<clock{n}> ?o'?clock)?"
    )


_RANGE = re.compile(
    rf"(?<![\w.,:/£$-])(?P<lead>(?:from|between) )?{_time(1)}"
    rf" ?(?P<to>-|to|until|till|til|through|and) ?{_time(2)}(?![\w:/%]|\.\d)(?: ?(?P<hrs>hrs"
    rf"|hours)\b)?"
)
_LED = re.compile(r"(?:^|[,;:(\n\x1f] ?|\b(?:today|yesterday|on|was|ran|at) )$")
_ENDED = re.compile(r" ?(?:$|[,;.)\n\x1f-]| (?:on|at|with|w|in|i|we|it|for|about|then|and|the)\b)")
_NUMBERED = re.compile(
    r"\b(?:levels?|chapters?|pages?|pp|parts?|modules?|units?|groups?|steps?|sections?|stages?"
    r"|euro|versions?|years?|weeks?|classes|grades?|episodes?|ages?|lines?|bays?|slides?) $"
)
_AN_UNIT = re.compile(r" ?-?(?:h|hrs?|hours?|mins?|minutes?|days?|weeks?|months?|years?|x)\b")
_MEASURED = re.compile(
    r" ?-?(?:[%°º\"'€£$]|(?:[mcdk]?m|[ckm]?l|[km]?g|k?v|k?wh|kw|ma|ah|k?n|nm|n·m|[kmg]?hz|[µμ]m"
    r"|k?pa|mpa"
    r"|m?bar|psi|lbs?|ft|inch(?:es)?|mph|kph|rpm|bhp|hp|lux|db|[km]?ω|[km]?ohms?|volts?|amps?|watts?"
    r"|litres?|tonnes?|tons?|metres?|miles?|degrees?|percent|per cent|[a-z]+/[a-z]+"
    r"|people|persons?|customers?|cars?|vehicles?|vans?|techs?|technicians|apprentices|lads|staff"
    r"|jobs|faults|points|bays|stars|items|cylinders|phases|wheels|tyres|c|f|k|t)\b(?!')|(?:a|w|in)(?=$|[,;.)\n\x1f-]))"
)
"""A figure with one of these behind it is no time of day. "a", "w" and "in" are words besides: they
measure only where the phrase ends with them."""

_CHANGED = re.compile(
    r"\b(?:(?:raised|increased|decreased|reduced|improved|lowered)(?: [\w-]+){0,3}"
    r"|rose|rises|grew|fell|dropped) $"
)
"""Before "from 2 to 4", says of what it is that it went from one to the other."""


@dataclass(frozen=True, slots=True)
class ClockRange:
    """Two times of day, and the minutes between them."""

    span: Span
    minutes: int


def clock_ranges(masked: str, *, of_a_day: bool = False) -> Iterator[ClockRange]:
    """Each pair of times in folded text whose dates are blanked, in order. `of_a_day`: a break in
    between is said as well, so that hours of a working day are times wherever they stand.
    """
    for match in _RANGE.finditer(masked):
        told = of_a_day and _is_of_a_day(match, masked)
        if not (told or _is_range(match, masked)) or _counts(match, masked):
            continue
        start, end = _minutes_of_day(match, 1), _minutes_of_day(match, 2)
        if start is None or end is None or start == end:
            continue
        yield ClockRange(match.span(), (end - start) % _turn(match, start, end))


def _turn(match: re.Match[str], start: int, end: int) -> int:
    """How far the hands go round: 12 hours, or 24 where both times say which half of the day."""
    sure = [
        match[f"half{n}"] is not None or match[f"army{n}"] is not None or minutes >= 13 * 60
        for n, minutes in ((1, start), (2, end))
    ]
    return 24 * 60 if all(sure) or (sure[1] and start >= 12 * 60) else 12 * 60


def _is_of_a_day(match: re.Match[str], masked: str) -> bool:
    """Whether figures are hours of a working day, and number nothing."""
    before = masked[max(0, match.start() - 14) : match.start()]
    return match["to"] != "and" and _of_a_working_day(match) and not _NUMBERED.search(before)


def _is_range(match: re.Match[str], masked: str) -> bool:
    """Whether it can be nothing but two times: something says so, or it stands apart."""
    before = masked[max(0, match.start() - 14) : match.start()]
    if _NUMBERED.search(before) or (match["to"] == "and" and match["lead"] != "between "):
        return False
    if _AN_UNIT.match(masked, match.end()) and match["half2"] is None:
        return False
    armed = match["army1"] is not None and match["army2"] is not None
    if armed:
        return match["hrs"] is not None or match["lead"] is not None
    if match["hrs"] is not None or match["army1"] or match["army2"]:
        return False
    told = [
        match[f"{name}{n}"] is not None
        for n in (1, 2)
        for name in ("shift", "noon", "minute", "half", "clock")
    ]
    if match["half1"] or match["half2"] or all((any(told[:5]), any(told[5:]))):
        return True
    apart = _LED.search(before) is not None and _ENDED.match(masked, match.end()) is not None
    if match["to"] in ("till", "til", "until") or any(told):
        led = match["lead"] is not None or _LED.search(before) is not None
        return apart or led or (any(told) and _of_a_working_day(match))
    if match["word1"] is not None or match["word2"] is not None:
        return match["lead"] is not None or apart
    if match["lead"] is not None:
        return True
    if match["to"] == "-" and before.endswith(("\x1f", "\x1f ")) and _of_a_working_day(match):
        return True
    return apart and _of_a_working_day(match) and _ends_phrase(masked, match.end())


def _counts(match: re.Match[str], masked: str) -> bool:
    """Whether it is an amount of something that goes from one figure to another: nothing but the
    figures says that they are times, and a unit, or what is counted, stands behind them.
    """
    if _says_time(match, masked):
        return False
    if _MEASURED.match(masked, match.end()):
        return True
    if match["minute1"] is not None or match["minute2"] is not None:
        return False
    before = masked[max(0, match.start() - 48) : match.start()]
    return match["lead"] == "from " and _CHANGED.search(before) is not None


def _says_time(match: re.Match[str], masked: str) -> bool:
    """Whether a word or sign says so that is said of no amount; a full stop is."""
    signs = ("shift", "noon", "half", "clock")
    if match["hrs"] is not None or match["to"] in ("till", "til", "until"):
        return True
    return any(
        any(match[f"{sign}{n}"] is not None for sign in signs)
        or (match[f"minute{n}"] is not None and masked[match.start(f"minute{n}") - 1] != ".")
        for n in (1, 2)
    )


def _of_a_working_day(match: re.Match[str]) -> bool:
    """Whether bare figures are hours at which something may begin and end: "9-4", "10 to 12"."""
    begin, end = int(match["hour1"] or 0), int(match["hour2"] or 0)
    if 1 <= begin <= 6:
        return begin < end <= 8
    return begin <= 19 and (begin < end <= 22 or 1 <= end <= 6)


def _ends_phrase(masked: str, place: int) -> bool:
    return re.match(r" ?(?:$|[,;.)\n\x1f]|at\b|with\b|on\b)", masked[place : place + 6]) is not None


def _minutes_of_day(match: re.Match[str], n: int) -> int | None:
    if match[f"army{n}"] is not None:
        hour, minute = int(match[f"army{n}"][:2]), int(match[f"army{n}"][2:])
    elif match[f"noon{n}"] is not None:
        hour, minute = 12, 0
    elif match[f"word{n}"] is not None:
        hour, minute = _HOURS[match[f"word{n}"]], 0
    else:
        hour, minute = int(match[f"hour{n}"]), int(match[f"minute{n}"] or 0)
    half = match[f"half{n}"]
    if hour > (12 if half else 24):
        return None
    if half is not None:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return hour * 60 + minute + _shifted(match[f"shift{n}"])


def _shifted(words: str | None) -> int:
    """Minutes after the hour that "quarter to" or "half" say, below zero before it."""
    if words is None:
        return 0
    words = words.removeprefix("a ")
    if words.startswith("half"):
        return 30
    number = re.match(r"\d+", words)
    minutes = int(number[0]) if number else _PAST[re.split("[ -]", words)[0]]
    if "five" in words and words.startswith("twenty"):
        minutes += 5
    return -minutes if words.endswith("to") else minutes
