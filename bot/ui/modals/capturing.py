"""The form behind the shortcut "Log CPD": one sentence, and details for who likes fields."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.dates import read_date
from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.policy.own_words import has_words
from bot.ui.blocks import View, asked, context, datepicker, modal, text_field
from bot.ui.ids import Callback, Field, Meta
from bot.ui.modals.values import Mistakes, Values, day_in, text_in
from bot.ui.words import day


@dataclass(frozen=True, slots=True)
class LogForm:
    """The sentence to read, and the columns that were set beside it (`start_date`, `minutes` …)."""

    sentence: str
    details: dict[str, Any]


def log_modal(meta: Meta | None = None) -> View:
    """An empty form."""
    return modal(
        Callback.LOG,
        "Log CPD",
        [
            asked(
                Field.SENTENCE,
                "What did you do?",
                text_field(
                    Field.SENTENCE,
                    prompt="2h high voltage isolation course at Bosch yesterday",
                    lines=True,
                    focus=True,
                ),
                hint="One sentence is enough. You see a draft before anything is saved.",
            ),
            asked(Field.FROM_DATE, "Which day", datepicker(Field.FROM_DATE), optional=True),
            asked(
                Field.DURATION,
                "How long",
                text_field(Field.DURATION, prompt="2 h", most=100),
                optional=True,
            ),
            context("What you fill in here goes before what the sentence says.", "details"),
        ],
        meta=meta,
        submit="Make a draft",
    )


def read_log(values: Values, now: datetime, tz: ZoneInfo) -> LogForm | Mistakes:
    """What was written. `now` is aware, `tz` the member's."""
    sentence, typed = text_in(values, Field.SENTENCE), text_in(values, Field.DURATION)
    chosen, details = day_in(values, Field.FROM_DATE), dict[str, Any]()
    mistakes: dict[str, str] = {}
    if not has_words(sentence):
        mistakes[Field.SENTENCE] = "Tell me in a few words what it was."
    if chosen is not None:
        problem = _problem_of(chosen, now, tz)
        if problem is not None:
            mistakes[Field.FROM_DATE] = problem.sentence
        details |= {"start_date": chosen, "end_date": chosen}
    if typed:
        minutes = read_duration(typed, start=chosen, end=chosen)
        if isinstance(minutes, Problem):
            mistakes[Field.DURATION] = minutes.sentence
        details["minutes"] = minutes
    return Mistakes(mistakes) if mistakes else LogForm(sentence, details)


def _problem_of(chosen: date, now: datetime, tz: ZoneInfo) -> Problem | None:
    ahead = chosen > now.astimezone(tz).date()
    read = read_date(chosen.isoformat(), now, tz, planned=ahead)
    return Problem(read.kind, read.field, day(chosen)) if isinstance(read, Problem) else None
