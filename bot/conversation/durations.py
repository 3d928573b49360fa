"""Reads how long something took; which words are a length, and which only look like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from bot.conversation.field import Confidence, Field, Span
from bot.conversation.numbers import NUMBER, value
from bot.conversation.problems import Problem, ProblemKind
from bot.conversation.text import READ_LIMIT, clean, folded

MINUTES_IN_A_DAY: Final = 24 * 60

_MOST_DAYS: Final = 3660
"""Ten years, the longest an activity without dates may have taken."""

_H = r"h(?:ours?|rs?|orus?|uors?|ors)?\b\.?"
_M = r"min(?:u?tes?|uets?|tues?|uts?|s)?\b\.?"
_SESSIONS = (
    r"(?:sessions?|modules?|webinars?|meetings?|classes|lessons?|workshops?|talks?|parts?|blocks?"
    r"|evenings?|mornings?|afternoons?|episodes?|videos?|calls?|visits?|lectures?|seminars?|lots?)"
)

# Every shape is tried at each place in this order; the first that fits wins. A number's pattern is
# large, so each shape holds as few of them as it can: start-up pays for every one.
_SHAPES = re.compile(
    rf"(?<![\w.,/:£$€#½¼¾])(?<!level )(?<!module )(?<!part )(?:"
    # half an hour, three quarters of an hour, hour and a half
    rf"(?P<three_quarters>three[ -]quarters of an hour)"
    rf"|(?P<half_hour>(?:(?:a )?half[ -](?:an?[ -])?|1/2 an )(?:hour|hr)\b)"
    rf"|(?P<quarter_hour>(?:a )?quarter (?:of )?an hour)"
    rf"|(?P<hour_and>(?:an? |one |1 ?)?(?:hour|hr)s? and (?:a )?(?P<hour_part>half|quarter)\b)"
    # days, half days: no number of minutes
    rf"|(?P<day>(?:half(?: of)?(?: an?)?|all|(?:the )?(?:full|whole)|{NUMBER})[ -](?:days?|morning"
    rf"|afternoon|evening)\b(?! (?:ago|in the life|release|later|before|after))"
    rf"|(?:all|the whole|whole)[ -]week(?:end)?\b"
    rf"|(?<=spent )(?:the|a) (?:day|morning|afternoon|evening|weekend|week)\b)"
    rf"|(?P<vague>(?:a |the last )?(?:few|several|some|many) (?:{_H}|{_M}))"
    # 2 x 45 min, 2 sessions of 45 minutes, three 45 minute sessions
    rf"|(?P<times>{NUMBER}) ?(?P<by>(?:[x×*]|{_SESSIONS}(?: of| at| x| @|,)?) ?)?"
    rf"(?P<each>{NUMBER})[ -]?(?:(?P<each_h>{_H})|{_M})(?(by)(?: each\b)?| {_SESSIONS}\b)"
    rf"|(?P<sign>(?:(?<![^\s(])-|minus ))?(?:"
    # 1h30, 2 hours and 15 minutes, 1:30h
    rf"(?P<ch>\d{{1,4}}) ?(?:hours?|hrs?|h)(?:\b|(?=\d)),? ?(?:and |& ?)?(?P<cm>[0-5]?\d)"
    rf"(?: ?(?:{_M}|m\b)|(?<=[hs ]\d\d)(?![\w.,:/%])(?! [a-z]))"
    rf"|(?P<hh>\d{{1,2}}):(?P<mm>[0-5]\d) ?{_H}"
    # 2h, 90 min, two hours, 2-3 hours, 90m
    rf"|(?:(?P<least>{NUMBER}) ?(?:-|to|or) ?)?(?P<n>{NUMBER})[ -]?(?:(?P<n_h>{_H})|{_M})"
    rf"|(?P<short_m>\d{{1,3}})m\b"
    rf"))(?!\w)"
)

_CLOCK_RANGE = re.compile(
    r"(?<![\w.,:/-])(?P<h1>\d{1,2})(?:[:.](?P<m1>[0-5]\d))? ?(?P<p1>[ap]\.?m\b\.?)? ?"
    r"(?:-|to|until|till|til) ?(?P<h2>\d{1,2})(?:[:.](?P<m2>[0-5]\d))? ?(?P<p2>[ap]\.?m\b\.?)?"
    r"(?![\w:/])"
)
_CLOCK = re.compile(
    r"(?<![\w.,:/£-])(?:(?:at|from|@) ?)?"
    r"(?:[01]?\d(?:[:.][0-5]\d)? ?[ap]m\b|(?:[01]?\d|2[0-3]):[0-5]\d(?![\w:.]))"
)
_STRETCH = re.compile(
    rf"\b(?:over|across|during|for|lasting) (?:the )?{NUMBER} (?:weeks?|months?|terms?|years?)\b"
)
_RECURRING = re.compile(
    r" ?(?:a|per|every|each|/) ?(?:day|week|month|year|evening|night|session|time)s?\b"
    r"|(?: each| weekly| monthly| daily| every (?:mon|tue|wed|thu|fri|sat|sun)\w*)\b"
)
_OFTEN = re.compile(
    r"(?<= )(?:(?:a|per|every|each) (?:day|week|month|year|evening|night|morning|weekend)s?)\b"
)
_REGULARLY = re.compile(
    r"[^.;\n]{0,60}? (?:every|each) (?:day|week|month|morning|evening|night|weekend)\b"
)
_NOT_A_LENGTH_AFTER = re.compile(r" (?:ago|later|late|early|notice|from now|away|old|clock)\b")
_NOT_A_LENGTH_BEFORE = re.compile(
    r"\b(?:every|within|per|last|saves?|saved|saving)(?: (?:me|us|him|her|them))? $"
)
_HOW_OFTEN = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|ten|dozen|once|twice|times|several|many|few|couple|half"
    r" the time) $"
)
"""Before "a day": two of something each day, and no length."""
_BOUND = re.compile(r"\b(?:less than|under|up to|at least|more than) $")
_ABOUT = re.compile(r"\b(?:about|around|approx|approx\.|approximately|roughly|nearly|almost|~) ?$")
_AGAIN = re.compile(r"(?:\(|= ?|i\.e\.?,? |or )$")
_JOINED = re.compile(r" ?(?:and|&|\+|plus|,)? ?")
_SUMMED = re.compile(r" ?(?:\+|plus) ?")


@dataclass(frozen=True, slots=True)
class Length:
    """One length found: its minutes, or why it has none."""

    span: Span
    minutes: int | None
    confidence: Confidence = Confidence.STATED
    problem: ProblemKind | None = None


@dataclass(frozen=True, slots=True)
class LengthsRead:
    """The minutes of a text, the problem in their way, and every span that spoke of time."""

    minutes: Field[int]
    problem: Problem | None
    spans: tuple[Span, ...]


def find_minutes(masked: str, text: str, *, working_day: int | None = None) -> LengthsRead:
    """The one length that `masked` (folded, dates blanked) states in all.

    `text` is the cleaned text of the same length, for the words of a problem. `working_day` are
    the minutes of the member's working day: then "half a day" and "all day" have a length.
    """
    found = list(_lengths(masked, working_day))
    clocks = _clock_ranges(masked, [length.span for length in found])
    spans = [length.span for length in found + clocks]
    spans += [m.span() for m in _STRETCH.finditer(masked) if not _overlaps(m.span(), spans)]
    spans += [m.span() for m in _OFTEN.finditer(masked)]
    spans += [m.span() for m in _CLOCK.finditer(masked) if not _overlaps(m.span(), spans)]
    found = _joined(found, masked) or clocks
    sure = [length for length in found if length.problem is None or not _is_vague(length.problem)]
    return LengthsRead(*_settle(sure or found, text), tuple(sorted(spans)))


def find_lengths(masked: str, working_day: int | None = None) -> list[Length]:
    """Every length that `masked` (folded, dates blanked) states, in order; sums are one."""
    return _joined(list(_lengths(masked, working_day)), masked)


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
    if first.problem is not None:
        return first.problem == other.problem
    again = _AGAIN.search(text, 0, other.span[0]) is not None
    return first.minutes == other.minutes and again


def _is_vague(problem: ProblemKind) -> bool:
    return problem in ("vague_duration", "day_length")


def _lengths(masked: str, working_day: int | None) -> Iterator[Length]:
    for match in _SHAPES.finditer(masked):
        before, after = masked[max(0, match.start() - 16) : match.start()], masked[match.end() :]
        if _NOT_A_LENGTH_AFTER.match(after) or _NOT_A_LENGTH_BEFORE.search(before):
            continue
        if match["day"] is not None:
            if not _HOW_OFTEN.search(before):
                yield _day(match, working_day)
            continue
        recurring = _RECURRING.match(after) or _REGULARLY.match(after)
        if match["vague"] or match["least"] or recurring or _BOUND.search(before):
            yield Length(match.span(), None, Confidence.LOW, "vague_duration")
            continue
        yield _exact(match, likely=_ABOUT.search(before) is not None)


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
        return Fraction(90 if match["hour_part"] == "half" else 75)
    if match["times"]:
        return value(match["times"]) * value(match["each"]) * (60 if match["each_h"] else 1)
    if match["ch"]:
        return Fraction(int(match["ch"]) * 60 + int(match["cm"]))
    if match["hh"]:
        return Fraction(int(match["hh"]) * 60 + int(match["mm"]))
    if match["short_m"]:
        return Fraction(match["short_m"])
    return value(match["n"]) * (60 if match["n_h"] else 1)


def _day(match: re.Match[str], working_day: int | None) -> Length:
    words = match["day"]
    if working_day is not None and words.endswith("day"):
        share = Fraction(1, 2) if words.startswith(("half", "1/2", "½")) else None
        share = Fraction(1) if words.startswith(("all", "full", "the", "whole", "a ")) else share
        if share is not None:
            return Length(match.span(), round(working_day * share), Confidence.LOW)
    return Length(match.span(), None, Confidence.LOW, "day_length")


def _clock_ranges(masked: str, taken: list[Span]) -> list[Length]:
    """Lengths from "9:00-12:30"; a bare "9-5" is none, and a long one may hold a lunch."""
    lengths = []
    for match in _CLOCK_RANGE.finditer(masked):
        bare = not (match["p1"] or match["p2"] or (match["m1"] and match["m2"]))
        if bare and not masked.endswith("from ", 0, match.start()):
            continue
        start = _clock_minutes(match["h1"], match["m1"], match["p1"])
        end = _clock_minutes(match["h2"], match["m2"], match["p2"])
        if start is None or end is None or _overlaps(match.span(), taken):
            continue
        if match["p2"] and not match["p1"] and match["p2"][0] == "p" and start + 720 < end:
            start += 720  # "2-4pm"
        if not bare and 0 < end - start <= 300:
            lengths.append(Length(match.span(), end - start, Confidence.LIKELY))
        else:
            lengths.append(Length(match.span(), None, Confidence.LOW, "day_length"))
    return lengths


def _clock_minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours = int(hour)
    if hours > (12 if half else 24):
        return None
    if half:
        hours = hours % 12 + (12 if half[0] == "p" else 0)
    return hours * 60 + int(minute or 0)


def _joined(found: list[Length], masked: str) -> list[Length]:
    """Adds up "2 hours and 30 minutes" and "2h + 1h", and keeps everything else apart."""
    joined: list[Length] = []
    for length in found:
        last = joined[-1] if joined else None
        if last is not None and last.minutes is not None and length.minutes is not None:
            gap = masked[last.span[1] : length.span[0]]
            whole_hours = last.minutes % 60 == 0 and length.minutes < 60
            if _SUMMED.fullmatch(gap) or (whole_hours and _JOINED.fullmatch(gap)):
                span = (last.span[0], length.span[1])
                joined[-1] = Length(span, last.minutes + length.minutes, length.confidence)
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
