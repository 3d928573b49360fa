"""Reads one message into intent and fields; each kind of word has its own room beside this one."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from bot.conversation.activities import ActivityType, formality_of
from bot.conversation.dates import DatesRead, find_dates
from bot.conversation.durations import check_minutes, find_minutes
from bot.conversation.field import Confidence, Field
from bot.conversation.intents import Drift, asked_for, drift
from bot.conversation.kinds import find_type
from bot.conversation.problems import Problem
from bot.conversation.providers import find_provider
from bot.conversation.text import READ_LIMIT, clean, folded, without
from bot.conversation.titles import find_title
from bot.policy.vocabulary import Formality

Intent = Literal["log", "plan", "status", "team", "help", "undo", "other"]

INTENTS: tuple[Intent, ...] = get_args(Intent)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says, and no more: a field nobody stated is empty.

    `text` is the cleaned message, into which every span points. `minutes` are whole minutes in
    all. `start` and `end` are civil dates in the member's time zone, equal for a single day, and
    either both set or both empty. `links` are the addresses found, as evidence. `problems` say
    what was stated but cannot stand as it is.
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
    problems: tuple[Problem, ...] = ()

    @property
    def is_activity(self) -> bool:
        """Whether it reads as something done or planned, for a draft to be made of it."""
        return self.intent in ("log", "plan")


def read(text: str, *, now: datetime, tz: ZoneInfo, working_day: int | None = None) -> Reading:
    """Reads a message, unescaped as Slack sends it; never fails, whatever the text.

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
    days = find_dates(plain, head, now=now.astimezone(tz), tense=heading.tense)
    masked = without(plain, [(0, heading.prefix_end), *days.spans])
    lengths = find_minutes(masked, head, working_day=working_day)
    masked = without(masked, list(lengths.spans))
    provider, provider_span = find_provider(masked, head)
    provider_spans = [provider_span] if provider_span is not None else []
    activity = find_type(without(masked, provider_spans))
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
        formality=_formality(activity),
        links=cleaned.links,
        problems=tuple(p for p in (lengths.problem, days.problem) if p is not None),
    )
    reading = _without_absurd_minutes(replace(reading, intent=_intent(reading, heading, days)))
    # A title is what an activity is called; small talk has none.
    return reading if reading.is_activity else replace(reading, title=Field())


def _formality(activity: Field[ActivityType]) -> Field[Formality]:
    formality = formality_of(activity.value) if activity.value is not None else None
    if formality is None:
        return Field()
    return Field(formality, activity.span, min(activity.confidence, Confidence.LIKELY))


def _intent(reading: Reading, heading: Drift, days: DatesRead) -> Intent:
    says_when = reading.start.span is not None
    says_how_long = reading.minutes.span is not None
    telling = reading.minutes.value is not None and reading.start.value is not None
    if heading.asks_to is None and (heading.denied or (heading.question and not telling)):
        return "other"
    names_it = reading.title.value is not None
    evidence = (
        says_how_long
        or heading.asks_to is not None
        or (names_it and reading.type.value is not None)
        or (names_it and heading.by_me)
        or (names_it and says_when and len(reading.title.value or "") > 3)
        or (names_it and reading.provider.value is not None)
    )
    if days.ahead and (names_it or heading.asks_to):
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
