"""Finds the words that name days, and what they name; `dates` makes civil dates of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from bot.conversation.calendar_words import (
    MONTH,
    TODAY,
    TOMORROW,
    WEEKDAY,
    YESTERDAY,
    is_every,
    month_number,
    weekday_number,
)
from bot.conversation.field import Span
from bot.conversation.languages import is_english
from bot.conversation.numbers import NUMBER, value

Which = Literal[
    "last", "this", "next", "coming", "last week", "this week", "next week", "week after"
]
"""Which of them: "last Tuesday", "Tuesday last week", "Tuesday week"."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """One mention of a day.

    "day": `day`, with `month` and `year` where said, `first_day` for "3-5 November", `weekday`
    where named beside it. `month_step` is 1 for the 19th of next
    month, and -1 for last month's. "weekday": `weekday` and `which`, and `offset` on top of that.
    "weekend": `which`. "offset": `offset` from now. "week": the whole of last, this or next week.
    "open": a period or a deadline, with no day to be read off it; "loose": so vague ("recently")
    that any day beside it says more. "part": a part of today ("morning was …"), unless a day is
    said; `offset` is when it begins, from midnight. `ahead` marks words about the future.
    """

    span: Span
    kind: Literal["day", "weekday", "weekend", "offset", "week", "open", "loose", "part"]
    day: int = 0
    month: int | None = None
    year: int | None = None
    first_day: int | None = None
    weekday: int | None = None
    which: Which | None = None
    offset: timedelta = timedelta()
    ahead: bool = False
    month_step: int | None = None


_TH = r"(?:st|nd|rd|th)?"
_TO = r" ?(?:-|to|until|till|through|and|&) ?"
_YEAR = r"(?:,?[ -](?:[12]\d{3}|'\d{2})(?![\w/:])|[ -]\d{2}(?=$|[,;)\x1f]|\. |\.$))"
_TIME_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|m|x|days?|%)"
_OF_DAY = r"(?: (?:morning|afternoon|evening|eve|night|nite|lunchtime|arvo|am|pm)\b)?"
_AFTER_NTH = (
    "at|with|by|from|for|in|on|to|and|about|i|i'm|im|i've|ive|i'll|we|we've|he|she|they|it|my|our"
    "|is|was|did|had|there|got|as|so|cos|because|which|where|till|until|w"
)
"""Behind "on the 30th": with any other word it may be "the 3rd floor"."""
_NOT_A_MONTH = "(?! ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
_PERIOD = r"(?:weeks?|weekends?|months?|years?|quarters?|terms?|spring|summer|autumn|winter)"

# A month's and a weekday's patterns are large: start-up pays for every time they stand here.
_DATE = re.compile(
    r"(?<![\w£$€#])(?:"
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2})(?![\d/-])(?:t\d{2}:\d{2}\S{0,16})?"
    # the days that a weekday may stand beside
    rf"|(?P<beside>(?:on )?{WEEKDAY},? (?:the )?)?(?:"
    r"(?P<dmy>\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}-\d{1,2}-(?:\d{4}|\d{2})"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?![\w/-]|[.:]\d)"
    rf"|(?P<dm>\d{{1,2}}/\d{{1,2}})(?![\w/\"]|[.:]\d| ?-?{_TIME_UNIT}\b| an\b| of\b)"
    rf"|(?P<day_month>(?:\d{{1,2}}{_TH}{_TO})?\d{{1,2}}{_TH}(?: of)?[ -]?{MONTH}(?:{_YEAR})?)"
    rf"|(?P<month_day>{MONTH} (?:the )?\d{{1,2}}{_TH}(?:{_TO}\d{{1,2}}{_TH}{_NOT_A_MONTH})?"
    rf"(?![\d/]|:\d|\.\d| ?-?{_TIME_UNIT}\b)(?:,? [12]\d{{3}}\b)?)"
    rf"|(?P<nth>(?(beside)|(?:(?:on )?the |(?<=, )|(?<=- )|(?<![\s\S])))"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th){_TO}(?:the )?)?"
    r"\d{1,2}(?:st|nd|rd|th"
    r"|(?(beside)(?=$|[,;)\n\x1f]|(?: ?(?:&|-)| (?:and|to)) ?(?:mon|tue|wed|thu|fri|sat|sun))"
    r"|(?!)))"
    rf"(?(beside)|(?=$|[,.;:)!?\x1f\n]| ?-| (?:{_AFTER_NTH})\b| \d)))"
    r")"
    r"|(?P<of_month_beside>(?:on )?(?:the )?(?P<nth_of>\d{1,2})(?:st|nd|rd|th) (?:of )?(?P<that>the"
    r"|this|last|next) month|(?P<that_first>this|last|next) month,? (?:on )?the"
    r" (?P<nth_behind>\d{1,2})(?:st|nd|rd|th))"
    r"|(?P<month_only>(?P<in_month>(?:in|by|before|over|across|during|throughout|last|this|next|early|mid"
    r"|late|end of"
    r"|start of|beginning of|middle of|since|all)[ -](?:early |mid[ -]|late "
    rf"|the (?:end|start) of )?)?{MONTH}(?P<of_year>,? [12]\d{{3}}\b)?)"
    r"|(?P<before_yesterday>(?:the )?day before yesterday)"
    rf"|(?P<after_tomorrow>(?:the )?day after {TOMORROW})"
    rf"|(?P<yesterday>(?:arvo |morning |evening )?{YESTERDAY}s?{_OF_DAY})\b"
    r"|(?P<last_night>last (?:night|nite|nyt))"
    r"|(?P<part>(?:(?<![\s\S])|(?<=, )|(?<=\. )|(?<=then )|(?<=and ))(?:the )?"
    r"(?P<part_name>morning|afternoon) was(?= [a-z]))"
    rf"|(?P<today>(?:(?:earlier|first thing|late) )?(?:{TODAY}|this (?:morn(?:in[g']?)?|arvo|avo"
    rf"|aft|am|pm|eve"
    rf"|lunchtime"
    rf"|afternoon|evening))|tonight|just now)"
    rf"|(?P<tomorrow>{TOMORROW}{_OF_DAY})\b"
    # a week today, a fortnight on Monday
    rf"|(?P<later>(?P<later_n>{NUMBER}) (?P<later_unit>weeks?|fortnights?) (?:from |on )?(?:"
    rf"(?P<later_day>today|now|{TOMORROW})|(?P<later_name>{WEEKDAY})))\b"
    r"|(?P<loose>(?:a |the )?(?:few|couple of) (?:days|weeks|months|years) ago"
    r"|\w{1,7} (?:months?|years?) ago|the other day|recently|lately|a while (?:ago|back)"
    r"|ages ago|some time ago|earlier this (?:week|month|year)|this (?:week|month|year)"
    r"|so far this year)(?!')"
    rf"|(?P<ago>(?P<ago_n>{NUMBER}) (?P<ago_unit>hours?|hrs?|h|minutes?|mins?|days?|weeks?"
    r"|fortnights?) (?:ago|back)(?: today)?)"
    rf"|(?P<ahead>in (?P<ahead_n>{NUMBER}) (?P<ahead_unit>days?|weeks?|fortnights?)"
    r"(?:'?s?'? time)?)"
    r"|(?P<weekend>(?:(?:on|over|at|during) )?(?:(?P<which_weekend>the last|last|this past|past"
    r"|this"
    r"|the coming|this coming|next) weekend|(?<=over )the weekend|(?<=at )the weekend"
    r"|(?<=during )the weekend)(?! (?:rota|warrior|shift|duty|cover)))"
    r"|(?P<period>(?:(?:over|in|during|for) )?(?:the )?(?:last|past|previous|next|coming)"
    rf" (?:few |couple of |\w{{1,7}} )?(?:days|{_PERIOD})"
    r"|(?:over |during )?(?:the )?week before last|(?:over|during) the (?:spring|summer|autumn"
    r"|winter)|in (?:19|20)\d{2})(?![\w'])"
    r"|(?P<weekday>(?:(?:on|from|between|since|until|till|by) )?(?:the |a )?"
    rf"(?:(?P<which>last|this past|past|previous|this coming|this|next|coming|every|each) )?"
    rf"(?:the )?(?P<name>{WEEKDAY})"
    rf"(?:,? (?:(?P<of_week>last|this|next) week|(?P<week_on>week)\b|(?:just )?(?:gone"
    rf"|past)\b|(?P<week_coming>coming)\b))?{_OF_DAY}(?P<of_month> of (?:the|each|every) month)?)"
    r")(?!\w)"
)
_NUMBERED = re.compile(
    r"\b(?:levels?|lvl|parts?|modules?|units?|groups?|grades?|steps?|sessions?|episodes?|ep"
    r"|chapters?|volumes?|scored?|euro|class|stage|phase|page|no\.?) ?$"
)
_COUNTED_UP = re.compile(rf"(?<![\w.,:/£$€#-])(?:\d{{1,2}}{_TH}(?:, ?| |/|, and )){{1,5}}\Z")
_COUNTS = {2: "2|two|both", 3: "3|three", 4: "4|four", 5: "5|five", 6: "6|six"}
_BEFORE_SAT = re.compile(r"(?:\b(?:i|we|just|and|then|he|she|they|all|also|have|i've|had) )$")
_AFTER_SAT = re.compile(r" ?(?:$|[,;.:)\n\x1f-])|(?: for)? \d| (?:morning|night|just gone|gone)\b")
"""Around "sat" and "sun": a day ends a phrase or has its length behind it, and no subject."""
_WEEKDAY_WORD = re.compile(rf"(?<![a-z]){WEEKDAY}")
_MONTH_WORD = re.compile(rf"(?<![a-z]){MONTH}")
_WHICH: dict[str, Which] = {
    "last": "last",
    "this past": "last",
    "past": "last",
    "previous": "last",
    "this": "this",
    "this coming": "coming",
    "coming": "coming",
    "next": "next",
}
_OF_WEEK: dict[str, Which] = {"last": "last week", "this": "this week", "next": "next week"}
_WEEK = re.compile(r"^(?:in |over |during )?(?:the )?(last|this|next) week$")
_UNITS = {
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "f": timedelta(weeks=2),
}
_MOST_COUNTED = 25_000
"""Of any unit, ago or ahead: beyond any record, and within what a calendar can hold."""
_OFFSETS = {
    "before_yesterday": -2,
    "yesterday": -1,
    "last_night": -1,
    "today": 0,
    "tomorrow": 1,
    "after_tomorrow": 2,
}


def date_words(masked: str) -> Iterator[DateWords]:
    """Every mention of a day in folded text, in order."""
    for match in _DATE.finditer(masked):
        name, words, span = match.lastgroup, match[0], match.span()
        if name in _OFFSETS:
            offset = timedelta(days=_OFFSETS[name])
            yield DateWords(span, "offset", offset=offset, ahead=offset > timedelta())
        elif name in ("iso", "dmy"):
            yield _in_figures(words, span)
        elif name == "dm":
            if (found := _day_slash_month(words, span, masked)) is not None:
                yield found
        elif name in ("day_month", "month_day"):
            yield _from_the_first(_with_month(words, span), masked)
        elif name in ("nth", "of_month_beside"):
            yield _nth(words, span) if name == "nth" else _of_month_beside(match)
        elif name == "weekday":
            if not _is_another_word(match, masked):
                yield _weekday(match)
        elif name in ("ago", "ahead", "later", "weekend", "part"):
            yield _from_today(match)
        elif (week := _WEEK.search(words)) is not None:
            yield DateWords(span, "week", which=_OF_WEEK[week[1]], ahead=week[1] == "next")
        elif name != "month_only" or _is_a_month(match, masked):
            ahead = re.search(r"\b(?:next|coming)\b", words) is not None
            yield DateWords(span, "loose" if name == "loose" else "open", ahead=ahead)


def _from_today(match: re.Match[str]) -> DateWords:
    if match.lastgroup == "later":
        return _later(match)
    if match.lastgroup == "part":
        begins = timedelta(hours=12 if match["part_name"] == "afternoon" else 6)
        return DateWords(match.span(), "part", offset=begins)
    return _weekend(match) if match.lastgroup == "weekend" else _counted(match)


def _figures(words: str) -> list[int]:
    return [int(figures) for figures in re.findall(r"\d+", words)]


def _full_year(year: int) -> int:
    """Two figures are of this century: records of work are not older."""
    return year if year > 99 else 2000 + year


def _named_weekday(words: str) -> int | None:
    found = _WEEKDAY_WORD.search(words)
    return weekday_number(found[0]) if found else None


def _in_figures(words: str, span: Span) -> DateWords:
    figures = _figures(words)
    year, month, day = figures[:3] if figures[0] > 99 else reversed(figures[:3])
    weekday = _named_weekday(words)
    return DateWords(span, "day", day=day, month=month, year=_full_year(year), weekday=weekday)


def _day_slash_month(words: str, span: Span, masked: str) -> DateWords | None:
    """A date like 20/11, unless it is a fraction, a score, or "Level 2/3"."""
    day, month = _figures(words)
    weekday = _named_weekday(words)
    before = masked[max(0, span[0] - 12) : span[0]]
    a_part = day < month <= 4 and weekday is None and not before.endswith("on ")
    if day <= 12 < month <= 31 and before.endswith("on "):
        return DateWords(span, "day", day=day, month=month)  # as in America: asked about
    if a_part or day > 31 or not 1 <= month <= 12 or _NUMBERED.search(before):
        return None
    if (day, month) == (24, 7) and not before.endswith("on "):
        return None  # around the clock
    return DateWords(span, "day", day=day, month=month, weekday=weekday)


def _with_month(words: str, span: Span) -> DateWords:
    month_word = _MONTH_WORD.search(words)
    month = month_number(month_word[0]) if month_word else None
    figures = _figures(words)
    year = None
    if figures[-1] > 99 or (month_word and re.search(r"\d", words[month_word.end() :])):
        days_first = month_word is not None and re.search(r"\d", words[: month_word.start()])
        if figures[-1] > 99 or days_first:
            year = _full_year(figures.pop())
    first_day = figures[0] if len(figures) > 1 else None
    weekday = _named_weekday(words) if first_day is None else None
    return DateWords(
        span, "day", day=figures[-1], month=month, year=year, first_day=first_day, weekday=weekday
    )


def _from_the_first(found: DateWords, masked: str) -> DateWords:
    """The same with the days that are counted up to it, where days are spoken of: "2 days 16 17
    Nov"; "module 16 17 Nov" is one day.
    """
    before = _COUNTED_UP.search(masked, max(0, found.span[0] - 32), found.span[0])
    if before is None or found.first_day is not None:
        return found
    days = [*_figures(before[0]), found.day]
    first = days[0]
    if days != list(range(first, first + len(days))) or first < 1:
        return found
    said = _COUNTS.get(len(days), "")
    if not said or re.search(rf"\b(?:{said}|all) ?-?days?\b", masked) is None:
        return found
    if _NUMBERED.search(masked[max(0, before.start() - 12) : before.start()]):
        return found
    return replace(found, span=(before.start(), found.span[1]), first_day=first, weekday=None)


def _nth(words: str, span: Span) -> DateWords:
    """ "The 4th", "the 4th to the 6th": of the month that is nearest."""
    figures = _figures(words)
    first = figures[0] if len(figures) > 1 else None
    weekday = _named_weekday(words) if first is None else None
    return DateWords(span, "day", day=figures[-1], first_day=first, weekday=weekday)


def _of_month_beside(match: re.Match[str]) -> DateWords:
    """ "The 19th of next month", "next month on the 19th"."""
    step = {"last": -1, "next": 1}.get(match["that"] or match["that_first"], 0)
    day = int(match["nth_of"] or match["nth_behind"])
    return DateWords(match.span(), "day", day=day, month_step=step, ahead=step > 0)


def _is_a_month(match: re.Match[str], masked: str) -> bool:
    """Whether "may", "march" or any other is a month here: led by "in", dated, or set apart."""
    if match["in_month"] or match["of_year"]:
        return True
    before, after = masked[: match.start()], masked[match.end() : match.end() + 1]
    return before.endswith((", ", "; ")) and after in ("", ",", ";", ".")


def _is_another_word(match: re.Match[str], masked: str) -> bool:
    """Whether it is as in "sat the exam", "sat nav" or "sun visor"."""
    if match[0] == "mon":
        return not is_english(masked)
    if match[0] not in ("sat", "sun") or masked.endswith(("to ", "-"), 0, match.start()):
        return False
    if _BEFORE_SAT.search(masked, max(0, match.start() - 12), match.start()):
        return True
    return _AFTER_SAT.match(masked, match.end()) is None


def _weekday(match: re.Match[str]) -> DateWords:
    words, span, name = match[0], match.span(), match["name"]
    which = _WHICH.get(match["which"])
    if (
        is_every(name)
        or match["which"] in ("every", "each")
        or words.startswith(("since", "by"))
        or match["of_month"]
    ):
        return DateWords(span, "open")
    if match["week_on"] is not None:
        which = "week after"
    elif match["of_week"] is not None:
        which = _OF_WEEK[match["of_week"]]
    elif match["week_coming"] is not None:
        which = "coming"
    elif words.endswith(("gone", " past", " last")):
        which = "last"
    if match["week_on"] is not None and match["which"] in ("last", "past", "this past"):
        week = -timedelta(weeks=1)
        return DateWords(span, "weekday", weekday=weekday_number(name), which="last", offset=week)
    ahead = which in ("next", "coming", "next week", "week after")
    return DateWords(span, "weekday", weekday=weekday_number(name), which=which, ahead=ahead)


def _later(match: re.Match[str]) -> DateWords:
    """A week today, a fortnight on Monday."""
    weeks = _count(match["later_n"]) * _UNITS[match["later_unit"][0]]
    if match["later_name"] is not None:
        weekday = weekday_number(match["later_name"])
        return DateWords(
            match.span(), "weekday", weekday=weekday, which="coming", offset=weeks, ahead=True
        )
    day = match["later_day"]
    offset = weeks + timedelta(days=0 if day in ("today", "now") else 1)
    return DateWords(match.span(), "offset", offset=offset, ahead=True)


def _weekend(match: re.Match[str]) -> DateWords:
    said = (match["which_weekend"] or "").removeprefix("the ")
    which = _WHICH.get(said)
    return DateWords(match.span(), "weekend", which=which, ahead=which in ("next", "coming"))


def _count(words: str) -> float:
    return min(float(value(words)), _MOST_COUNTED)


def _counted(match: re.Match[str]) -> DateWords:
    ahead = match["ahead"] is not None
    unit, count = (
        match["ahead_unit" if ahead else "ago_unit"],
        match["ahead_n" if ahead else "ago_n"],
    )
    offset = _count(count) * _UNITS[unit[0]]
    return DateWords(match.span(), "offset", offset=offset if ahead else -offset, ahead=ahead)
