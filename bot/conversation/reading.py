"""Reads one message into intent and fields; each kind of word has its own room beside this one."""

import math
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.conversation.activities import ActivityType, formality_of
from bot.conversation.date_words import date_words
from bot.conversation.dates import DatesRead, Tense, find_dates
from bot.conversation.durations import LengthsRead, check_minutes, find_minutes
from bot.conversation.field import Confidence, Field
from bot.conversation.intents import Drift, asked_for, drift
from bot.conversation.kinds import find_type, is_informal
from bot.conversation.length_words import SHAPES
from bot.conversation.problems import Problem
from bot.conversation.providers import PLATFORMS, find_provider
from bot.conversation.series import SeriesDays, find_series
from bot.conversation.text import READ_LIMIT, clean, folded, without
from bot.conversation.title_words import KIND
from bot.conversation.titles import find_title
from bot.policy.vocabulary import Formality

Intent = Literal["log", "plan", "status", "team", "help", "undo", "other"]

_MOST_IN_A_ROW = 14
"""Days in a row, each with a length of its own; more is a period."""

_CLAUSES = re.compile(r"\b(?:then|but|instead)\b|[.;!?](?= )|, (?:so|and) (?:i|we)\b")

INTENTS: tuple[Intent, ...] = get_args(Intent)


@dataclass(frozen=True, slots=True)
class Series:
    """What was done several times, as one: `times` occasions of `each` whole minutes."""

    times: int
    each: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, and no more: a field nobody stated is empty.

    `text` is the cleaned message, into which every span points. `minutes` are whole minutes in
    all. `start` and `end` are civil dates in the member's time zone, equal for a single day, and
    either both set or both empty; of a `series` they are its first and last day, `minutes` its
    sum. `days` are the working days that `minutes` were counted from, where they were. `links`
    are the addresses found, as evidence. `problems` say what was stated but cannot stand as it is.
    """

    text: str
    intent: Intent
    minutes: Field[int] = field(default_factory=Field)
    start: Field[date] = field(default_factory=Field)
    end: Field[date] = field(default_factory=Field)
    title: Field[str] = field(default_factory=Field)
    provider: Field[str] = field(default_factory=Field)
    type: Field[ActivityType] = field(default_factory=Field)
    formality: Field[Formality] = field(default_factory=Field)
    links: tuple[str, ...] = ()
    series: Series | None = None
    days: Fraction | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_activity(self) -> bool:
        """Whether it reads as something done or planned, for a draft to be made of it."""
        return self.intent in ("log", "plan")


def read(
    text: str, *, now: datetime, tz: ZoneInfo, working_day: int | None = None, done: bool = False
) -> Reading:
    """Reads a message, unescaped as Slack sends it; never fails, whatever the text. `done`: it is
    known to tell of something that was done, though in no words that we know.

    `now` is aware and `tz` the member's zone: together they are today. `working_day` are the
    minutes of the member's working day, where a rule says so: then "half a day" has a length.
    Only the first `READ_LIMIT` characters are read, but `Reading.text` holds them all.
    """
    cleaned = clean(text)
    head = cleaned.text[:READ_LIMIT]
    plain = folded(head)
    wanted = asked_for(plain)
    if wanted is not None:
        return Reading(cleaned.text, wanted, links=cleaned.links)

    heading = drift(plain)
    days, lengths = _when_and_how_long(plain, head, now.astimezone(tz), heading, working_day)
    masked = without(plain, [(0, heading.prefix_end), *days.spans, *lengths.spans])
    provider, provider_span = find_provider(masked, head)
    provider_spans = [provider_span] if provider_span is not None else []
    activity = find_type(without(masked, provider_spans))
    if activity.value is None and provider.value and folded(provider.value) in PLATFORMS:
        activity = find_type(masked)
    taken = [*days.spans, *lengths.spans, *provider_spans]
    title = find_title(head, heading.prefix_end, taken)

    reading = Reading(
        text=cleaned.text,
        intent="other",
        minutes=lengths.minutes,
        start=days.start,
        end=days.end,
        title=title,
        provider=provider,
        type=activity,
        formality=_formality(activity, masked),
        links=cleaned.links,
        series=_series(lengths),
        days=_working_days(lengths),
        problems=tuple(p for p in (lengths.problem, days.problem) if p is not None),
    )
    reading = _without_absurd_minutes(
        replace(reading, intent=_intent(reading, heading, days, lengths))
    )
    if done and reading.intent == "other":
        return replace(reading, intent="log")
    # A title is what an activity is called; small talk has none.
    return reading if reading.is_activity else replace(reading, title=Field())


def _when_and_how_long(
    plain: str, head: str, now: datetime, heading: Drift, working_day: int | None
) -> tuple[DatesRead, LengthsRead]:
    """The days and the length of a text, as each says something of the other."""
    today, tense = now.date(), heading.tense
    series = find_series(plain, today, tense)
    if series is not None:
        days = _days_of(series, plain, today, tense)
    else:
        days = find_dates(plain, head, now=now, tense=tense)
    if days.problem is not None and days.problem.kind == "several_dates":
        days = _of_one_clause(days, plain, head, now, tense)
    masked = without(plain, [(0, heading.prefix_end), *days.spans])
    occasions = _occasions(days, series)
    lengths = find_minutes(masked, head, working_day=working_day, occasions=occasions)
    if series is not None and series.each_time:
        lengths = _of_each_time(lengths, days)
    return _over_days(days, lengths, today), lengths


def _days_of(series: SeriesDays, plain: str, today: date, tense: Tense | None) -> DatesRead:
    """First and last day of a series as far as it has been; of one to come, its next day."""
    spans = (*series.spans, *(words.span for words in date_words(plain)))
    been = [day for day in series.days if day <= today]
    coming = [day for day in series.days if day > today]
    ahead = not been or (tense == "future" and bool(coming))
    days = coming[:1] if ahead else been
    span = min(series.spans)
    confidence = Confidence.LIKELY
    return DatesRead(
        Field(days[0], span, confidence),
        Field(days[-1], span, confidence),
        None,
        tuple(sorted(set(spans))),
        ahead,
        len(days),
    )


def _of_one_clause(
    days: DatesRead, plain: str, head: str, now: datetime, tense: Tense | None
) -> DatesRead:
    """The date of the one clause that tells of learning: "dentist Monday then 2 h of training on
    Tuesday"; several dates where there is no such clause.
    """
    found = []
    begin = 0
    for end in (*(mark.start() for mark in _CLAUSES.finditer(plain)), len(plain)):
        clause = plain[begin:end]
        if KIND.search(clause) or SHAPES.search(clause):
            found.append((begin, end))
        begin = end
    if len(found) != 1:
        return days
    others = [(0, found[0][0]), (found[0][1], len(plain))]
    of_it = find_dates(without(plain, others), head, now=now, tense=tense)
    if tense is None or of_it.start.value is None:
        return days
    return replace(of_it, spans=days.spans)


def _occasions(days: DatesRead, series: SeriesDays | None) -> int | None:
    """How many days a text names, each of which may have had its length; None for no stretch."""
    if series is not None:
        return days.named
    if days.named > 1:
        return days.named
    first, last = days.start.value, days.end.value
    if first is None or last is None or first == last or (last - first).days > _MOST_IN_A_ROW:
        return None
    return (last - first).days + 1


def _of_each_time(lengths: LengthsRead, days: DatesRead) -> LengthsRead:
    """A length beside a series is that of one occasion, said or not."""
    each, span = lengths.minutes.value, lengths.minutes.span
    if each is None or lengths.times > 1 or days.named == 1:
        return lengths
    minutes = Field(each * days.named, span, Confidence.LIKELY)
    return replace(lengths, minutes=minutes, times=days.named)


def _over_days(days: DatesRead, lengths: LengthsRead, today: date) -> DatesRead:
    """A course of several days of which one day is named begins on it; on a day ago, it ended."""
    first, last = days.start.value, days.end.value
    count = lengths.days
    if first is None or first != last or count is None or not 2 <= count <= _MOST_IN_A_ROW:
        return days
    more = timedelta(days=math.ceil(count) - 1)
    end = Field(first + more, days.end.span, Confidence.LIKELY)
    if first > today or first + more <= today:
        return replace(days, end=end)
    start = Field(first - more, days.start.span, Confidence.LIKELY)
    return replace(days, start=start)


def _series(lengths: LengthsRead) -> Series | None:
    total = lengths.minutes.value
    if total is None or lengths.times < 2:
        return None
    return Series(lengths.times, total // lengths.times)


def _working_days(lengths: LengthsRead) -> Fraction | None:
    """The working days that the minutes were counted from; None where they were said."""
    if lengths.minutes.value is None or lengths.minutes.confidence is not Confidence.LOW:
        return None
    return lengths.days


def _formality(activity: Field[ActivityType], masked: str) -> Field[Formality]:
    formality = formality_of(activity.value) if activity.value is not None else None
    if activity.value in (None, "e-learning") and is_informal(masked):
        span = activity.span or (0, len(masked))
        return Field("informal", span, Confidence.LIKELY)
    if formality is None:
        return Field()
    return Field(formality, activity.span, min(activity.confidence, Confidence.LIKELY))


def _intent(reading: Reading, heading: Drift, days: DatesRead, lengths: LengthsRead) -> Intent:
    says_when = reading.start.span is not None
    says_how_long = reading.minutes.span is not None
    telling = reading.minutes.value is not None and reading.start.value is not None
    if heading.asks_to is None and (heading.denied or (heading.question and not telling)):
        return "other"
    names_it = reading.title.value is not None
    evidence = (
        (says_how_long and not lengths.by_the_clock)
        or (lengths.by_the_clock and names_it and says_when)
        or heading.asks_to is not None
        or (names_it and reading.type.value is not None)
        or (names_it and heading.by_me)
        or (names_it and says_when and len(reading.title.value or "") > 3)
        or (names_it and reading.provider.value is not None)
    )
    if days.ahead and (names_it or heading.asks_to or says_how_long):
        return "plan"
    return "log" if evidence else "other"


def _without_absurd_minutes(reading: Reading) -> Reading:
    span = reading.minutes.span
    if reading.minutes.value is None or span is None:
        return reading
    words = reading.text[slice(*span)]
    problem = check_minutes(reading.minutes.value, reading.start.value, reading.end.value, words)
    if problem is None:
        return reading
    withheld: Field[int] = Field(None, span, Confidence.LOW)
    return replace(reading, minutes=withheld, problems=(problem, *reading.problems))


def as_json(reading: Reading) -> dict[str, str | int | None]:
    """The wire form: intent and fields, null where not stated; dates ISO, minutes an integer."""
    start, end = reading.start.value, reading.end.value
    return {
        "intent": reading.intent,
        "minutes": reading.minutes.value,
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "title": reading.title.value,
        "provider": reading.provider.value,
        "type": reading.type.value,
    }
