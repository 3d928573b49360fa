"""Reads how long something took; which words are a length, and which only look like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from bot.conversation import length_words as said
from bot.conversation.clock_ranges import clock_ranges
from bot.conversation.field import Confidence, Field, Span
from bot.conversation.numbers import NUMBER, value
from bot.conversation.problems import Problem, ProblemKind
from bot.conversation.text import READ_LIMIT, clean, folded

MINUTES_IN_A_DAY: Final = 24 * 60

_MOST_DAYS: Final = 3660
"""Ten years, the longest an activity without dates may have taken."""

_MOST_COUNTED_DAYS: Final = 10
"""Working days that are counted without being asked about."""

_NO_LUNCH: Final = 390
"""Minutes between two times of day; what is longer may hold a lunch, and is asked about."""

_EACH_DAY: Final = ("all", "full", "the full", "the whole", "whole")

_IN_WORDS: Final = {"five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40}


@dataclass(frozen=True, slots=True)
class Length:
    """One length found: its minutes, or why it has none.

    `days` are working days, where it is said in days; `daily` says that it is that of one occasion.
    """

    span: Span
    minutes: int | None
    confidence: Confidence = Confidence.STATED
    problem: ProblemKind | None = None
    days: Fraction | None = None
    daily: bool = False


@dataclass(frozen=True, slots=True)
class LengthsRead:
    """The minutes of a text, the problem in their way, and every span that spoke of time.

    `times` is how often the length `each` was had, where that was counted. `days` are the working
    days that it was said in. `by_the_clock`: from when to when, which is said of other things too.
    """

    minutes: Field[int]
    problem: Problem | None
    spans: tuple[Span, ...]
    times: int = 1
    days: Fraction | None = None
    by_the_clock: bool = False


def find_minutes(
    masked: str, text: str, *, working_day: int | None = None, occasions: int | None = None
) -> LengthsRead:
    """The one length that `masked` (folded, dates blanked) states in all.

    `text` is the cleaned text of the same length, for the words of a problem. `working_day` are
    the minutes of the member's working day: then "half a day" and "all day" have a length.
    `occasions` are the days that the text tells of, where it names them: "7 h a day" is had on
    each.
    """
    found, aside = _told(list(_lengths(masked, working_day)), masked)
    found, idle = _without_breaks(found, masked)
    aside += [length.span for length in idle]
    clocks = _clock_ranges(masked, [length.span for length in found], working_day, idle)
    if idle and not (found or clocks):
        found = idle
    spans = [*aside, *(length.span for length in found + clocks)]
    spans += [m.span() for m in said.STRETCH.finditer(masked) if not _overlaps(m.span(), spans)]
    spans += [m.span() for m in said.OFTEN.finditer(masked)]
    spans += [m.span() for m in said.CLOCK.finditer(masked) if not _overlaps(m.span(), spans)]
    in_days = max((length.days for length in found if length.days is not None), default=None)
    if in_days == 2 and occasions is None and any(length.days == 1 for length in found):
        occasions = 2  # "all day both days"
    by_the_clock = not found and bool(clocks)
    total, each = _summed_up(found, masked, occasions) or _total_and_each(found)
    if total is not None and each is not None and occasions in (None, total // each):
        found = [one for one in found if one.minutes == total and not one.daily]
    if clocks and all(
        one.problem in ("day_length", "vague_duration") or (idle and one.days == 1) for one in found
    ):
        found = []  # "spent the morning, 8.30 to 12": the times say more
    found = _joined(found, masked) or clocks
    sure = [one for one in found if one.problem is None and one.days is None]
    sure = sure or [one for one in found if one.problem is None or not _is_vague(one.problem)]
    found = sure or found
    if occasions is None and in_days is not None and any(one.daily for one in found):
        occasions = round(in_days)
    if occasions is None and any(one.daily for one in found):
        occasions = _times_told(masked)
    minutes, problem = _settle(found, text)
    read = LengthsRead(
        minutes, problem, tuple(sorted(spans)), days=in_days, by_the_clock=by_the_clock
    )
    if minutes.value is not None and minutes.value == total and each is not None:
        return replace(read, times=total // each)
    return _counted(read, found, text, occasions)


def _times_told(masked: str) -> int | None:
    """How many there were: "2 videos", "modules 1 to 4"; None where nobody says."""
    numbered = said.NUMBERED.search(masked)
    if numbered is not None:
        return int(numbered["last"]) - int(numbered["first"]) + 1
    counted = said.OCCASIONS.search(masked)
    return round(value(counted["n"])) if counted else None


def find_lengths(masked: str, working_day: int | None = None) -> list[Length]:
    """Every length that `masked` (folded, dates blanked) states, in order, whatever it is of; sums
    are one.
    """
    return _joined(list(_lengths(masked, working_day)), masked)


def _total_and_each(found: list[Length]) -> tuple[int | None, int | None]:
    """The sum and the length of each, where both are said: "the 12h course, 4h each"."""
    each = [one.minutes for one in found if one.daily and one.minutes]
    total = [one.minutes for one in found if not one.daily and one.minutes and one.days is None]
    if len(each) != 1 or len(total) != 1 or total[0] == each[0] or total[0] % each[0]:
        return None, None
    return total[0], each[0]


_SUM: Final = re.compile(
    r"\b(?:so|total|altogether|in all|all in|all told|makes|makes it|thats)\b|="
)


def _summed_up(found: list[Length], masked: str, occasions: int | None) -> tuple[int, int] | None:
    """The sum and the length of each, where both are said of so many occasions and agree: "every
    Tuesday in October an hour, so 4 hours".
    """
    exact = [one for one in found if one.minutes and one.days is None]
    if occasions is None or len(exact) != 2 or len(found) != 2:
        return None
    each, total = (one.minutes or 0 for one in exact)
    said_so = _SUM.search(masked, exact[0].span[1], exact[1].span[1] + 16) is not None
    return (total, each) if said_so and total == each * occasions else None


def _counted(
    read: LengthsRead, found: list[Length], text: str, occasions: int | None
) -> LengthsRead:
    """The same, with the length of one occasion taken for each of them."""
    each, span = read.minutes.value, read.minutes.span
    if not found or each is None or span is None:
        return read
    first = found[0]
    whole_days = first.days == 1 and folded(text[slice(*first.span)]).startswith(_EACH_DAY)
    if not first.daily and not whole_days:
        return read
    if occasions is None and whole_days:
        return read
    if occasions is None:
        problem = Problem("vague_duration", "minutes", text[slice(*span)])
        return replace(read, minutes=Field(None, span, Confidence.LOW), problem=problem)
    minutes = Field(each * occasions, span, min(first.confidence, Confidence.LIKELY))
    return replace(read, minutes=minutes, times=occasions)


def _told(found: list[Length], masked: str) -> tuple[list[Length], list[Span]]:
    """The lengths that are the activity's, and the spans of those that are not, or were put right.

    "2 hours no wait 3 hours" is 3 hours; "meant to be an hour but went on for two" is two.
    """
    kept: list[Length] = []
    aside: list[Span] = []
    for length in found:
        before = masked[max(0, length.span[0] - 40) : length.span[0]]
        if said.TRAVEL_BEFORE.search(before) or said.TRAVEL_AFTER.match(masked, length.span[1]):
            aside.append(length.span)
            continue
        if said.IDLE_BEFORE.search(before):
            continue
        after = said.IN_THE_END.search(masked, length.span[1]) if length.minutes else None
        if after is not None and length.minutes and said.MEANT.search(before):
            aside.append(length.span)
            unit = 60 if length.minutes >= 60 else 1
            kept.append(Length(after.span(), round(value(after["n"]) * unit)))
            continue
        if kept and said.CORRECTED.fullmatch(masked, kept[-1].span[1], length.span[0]):
            aside.append((kept[-1].span[0], length.span[0]))
            kept[-1] = length
            continue
        in_days = kept and kept[-1].days is not None and length.minutes is not None
        each = in_days and said.OF_EACH_DAY.fullmatch(masked, kept[-1].span[1], length.span[0])
        kept.append(replace(length, daily=True) if each else length)
    return kept, aside


def _without_breaks(found: list[Length], masked: str) -> tuple[list[Length], list[Length]]:
    """The lengths without those of a break in between, and the breaks: "9 to 4, 45 min lunch"."""
    idle = [
        one
        for one in found
        if one.minutes and one.days is None and said.A_BREAK.match(masked, one.span[1])
    ]
    return [one for one in found if one not in idle], idle


def _settle(found: list[Length], text: str) -> tuple[Field[int], Problem | None]:
    if not found:
        return Field(), None
    first, last = found[0], found[-1]
    if any(not _same(first, other, text) for other in found[1:]):
        words = ", ".join(text[slice(*length.span)] for length in found[:5])
        span = (first.span[0], last.span[1])
        return Field(None, span, Confidence.LOW), Problem("several_durations", "minutes", words)
    if first.problem is not None:
        words = text[slice(*first.span)]
        return Field(None, first.span, Confidence.LOW), Problem(first.problem, "minutes", words)
    return Field(first.minutes, first.span, first.confidence), None


def _same(first: Length, other: Length, text: str) -> bool:
    """Whether a length says the first again, "2h (120 min)"; two equal sessions are two."""
    if first.days is not None and other.days is not None:
        return True
    if first.problem is not None:
        return first.problem == other.problem
    again = said.AGAIN.search(text, 0, other.span[0]) is not None
    return first.minutes == other.minutes and again


def _is_vague(problem: ProblemKind) -> bool:
    return problem in ("vague_duration", "day_length")


def _lengths(masked: str, working_day: int | None) -> Iterator[Length]:
    for match in said.SHAPES.finditer(masked):
        if match["short_m"] == "3":
            continue  # the maker of abrasives
        before = masked[max(0, match.start() - 32) : match.start()]
        after = masked[match.end() : match.end() + 100]
        if said.NOT_A_LENGTH_AFTER.match(after) or said.NOT_A_LENGTH_BEFORE.search(before):
            continue
        if match["day"] is not None:
            if not said.HOW_OFTEN.search(before):
                yield _day(match, working_day)
            continue
        daily = said.DAILY.match(after)
        recurring = daily is None and (said.RECURRING.match(after) or said.REGULARLY.match(after))
        vague = match["vague"] or match["bit"] or match["least"]
        if vague or recurring or said.BOUND.search(before):
            yield Length(match.span(), None, Confidence.LOW, "vague_duration")
            continue
        length = _exact(match, likely=said.ABOUT.search(before) is not None)
        if daily is not None and length.minutes is not None and match["times"] is None:
            span = (match.start(), match.end() + daily.end())
            length = replace(length, span=span, daily=True)
        yield length


def _exact(match: re.Match[str], *, likely: bool) -> Length:
    minutes = _minutes(match)
    if match["sign"] and minutes:
        return Length(match.span(), None, Confidence.LOW, "negative_duration")
    if minutes < 1:
        return Length(match.span(), None, Confidence.LOW, "zero_duration")
    likely = likely or match["short_m"] is not None or minutes.denominator > 1
    confidence = Confidence.LIKELY if likely else Confidence.STATED
    return Length(match.span(), round(minutes), confidence)


def _minutes(match: re.Match[str]) -> Fraction:
    if match["three_quarters"]:
        return Fraction(45)
    if match["half_hour"]:
        return Fraction(30)
    if match["quarter_hour"]:
        return Fraction(15)
    if match["hour_and"]:
        more = match["hour_more"]
        if more:
            return Fraction(60 + _in_words(more))
        return Fraction({"half": 90, "quarter": 75}.get(match["hour_part"], 105))
    if match["whole"]:
        return value(match["whole"]) * 60 + 45
    if match["times"]:
        return value(match["times"]) * value(match["each"]) * (60 if match["each_h"] else 1)
    if match["ch"]:
        return Fraction(int(match["ch"]) * 60 + int(match["cm"]))
    if match["hh"]:
        return Fraction(int(match["hh"]) * 60 + int(match["mm"]))
    if match["label_h"]:
        return Fraction(match["label_h"]) * 60
    if match["hour_long"]:
        return Fraction(60)
    if match["short_m"]:
        return Fraction(match["short_m"])
    more = _in_words(match["n_more"]) if match["n_more"] else 0
    return value(match["n"]) * (60 if match["n_h"] else 1) + more


def _in_words(words: str) -> int:
    tens, *five = re.split("[ -]", words)
    return _IN_WORDS.get(tens, 50) + (5 if five else 0)


def _day(match: re.Match[str], working_day: int | None) -> Length:
    days = _days(match)
    if days is None or working_day is None or days > _MOST_COUNTED_DAYS:
        return Length(match.span(), None, Confidence.LOW, "day_length", days)
    return Length(match.span(), round(working_day * days), Confidence.LOW, days=days)


def _days(match: re.Match[str]) -> Fraction | None:
    """How many working days "half a day", "all day", "2 full days" are; None for a morning."""
    words = match["day"]
    if not re.search(r"\bdays?\b", words) or words in ("the day", "a day"):
        return Fraction(1) if words == "a day" and match.start() else None
    if words.startswith(("half", "1/2", "½", "first half", "second half", "other half")):
        return Fraction(1, 2)
    if words.startswith("both"):
        return Fraction(2)
    if words.startswith("day "):
        return Fraction(3, 2)
    if words.startswith(("all", "full", "the", "whole")):
        return Fraction(1)
    number = re.match(NUMBER, words)
    days = value(number[0]) if number else Fraction(1)
    days = days / 2 if match["portion"] == "half" else days
    return days + Fraction(1, 2) if match["day_and"] else days


def _clock_ranges(
    masked: str, taken: list[Span], working_day: int | None, idle: list[Length]
) -> list[Length]:
    """Lengths from "9:00-12:30", without the breaks that are said; a long one may hold a lunch,
    unless it is within the member's working day, which is counted whole.
    """
    lengths = []
    breaks = sum(one.minutes or 0 for one in idle)
    for found in clock_ranges(masked, of_a_day=breaks > 0):
        if _overlaps(found.span, taken):
            continue
        if 0 < breaks < found.minutes:
            lengths.append(Length(found.span, found.minutes - breaks, Confidence.LIKELY))
        elif found.minutes <= max(_NO_LUNCH, working_day or 0):
            lengths.append(Length(found.span, found.minutes, Confidence.LIKELY))
        else:
            lengths.append(Length(found.span, None, Confidence.LOW, "day_length"))
    return lengths


def _joined(found: list[Length], masked: str) -> list[Length]:
    """Adds up "2 hours and 30 minutes" and "2h + 1h", and keeps everything else apart."""
    joined: list[Length] = []
    for length in found:
        last = joined[-1] if joined else None
        if last is not None and last.minutes is not None and length.minutes is not None:
            gap = masked[last.span[1] : length.span[0]]
            in_hours = last.days is None and length.days is None
            whole_hours = last.minutes % 60 == 0 and length.minutes < 60
            if in_hours and (
                said.SUMMED.fullmatch(gap) or (whole_hours and said.JOINED.fullmatch(gap))
            ):
                span = (last.span[0], length.span[1])
                minutes = last.minutes + length.minutes
                joined[-1] = Length(span, minutes, length.confidence, daily=length.daily)
                continue
        joined.append(length)
    return joined


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def check_minutes(minutes: int, start: date | None, end: date | None, words: str) -> Problem | None:
    """The problem of a length that cannot be, or None: not above zero, or over 24 h a day.

    Without dates only what no years of study hold is absurd: 3,600 hours over three are possible.
    """
    if minutes <= 0:
        kind: ProblemKind = "zero_duration" if minutes == 0 else "negative_duration"
        return Problem(kind, "minutes", words)
    days = _MOST_DAYS
    if start is not None and end is not None:
        days = abs((end - start).days) + 1
    if minutes > days * MINUTES_IN_A_DAY:
        return Problem("absurd_duration", "minutes", words)
    return None


_BARE_NUMBER = re.compile(NUMBER)
_BARE_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")


def read_duration(
    text: str,
    *,
    working_day: int | None = None,
    start: date | None = None,
    end: date | None = None,
) -> int | Problem:
    """Minutes from a reply or a form's field that asks for a duration, or the problem with it.

    "1:30" is a length here, and so is a bare number that can be nothing but minutes (15 and
    more); a bare "2" is asked about. `start` and `end` are the entry's dates, where known.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    minutes = _bare_minutes(folded(cleaned).strip(" .!"))
    if minutes is None:
        read = find_minutes(folded(cleaned), cleaned, working_day=working_day)
        if read.problem is not None:
            return read.problem
        minutes = read.minutes.value
    words = cleaned[:40]
    if minutes is None:
        return Problem("unreadable_duration", "minutes", words)
    if isinstance(minutes, int):
        return check_minutes(minutes, start, end, words) or minutes
    return Problem(minutes, "minutes", words)


def _bare_minutes(plain: str) -> int | ProblemKind | None:
    clock = _BARE_CLOCK.fullmatch(plain)
    if clock:
        return int(clock[1]) * 60 + int(clock[2])
    if not _BARE_NUMBER.fullmatch(plain):
        return None
    number = value(plain)
    if number == 0 or (number >= 15 and number.denominator == 1):
        return int(number)
    return "vague_duration"


def as_typed(minutes: int | None) -> str:
    """A length as somebody would type it; empty where there is none."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))
