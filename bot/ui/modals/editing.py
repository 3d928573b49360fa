"""The form of one entry, and the new day of a plan. What is typed here never shows in a message."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from bot.conversation.activities import ACTIVITY_TYPES
from bot.conversation.dates import read_date
from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.policy.own_words import has_words
from bot.policy.vocabulary import FORMALITIES, STAGES, Stage
from bot.ui.blocks import (
    INPUT_MOST,
    Block,
    View,
    asked,
    context,
    datepicker,
    menu,
    modal,
    option,
    radio,
    text_field,
)
from bot.ui.entry_lines import STAGE_NAMES
from bot.ui.ids import Callback, Field, Meta
from bot.ui.modals.values import Mistakes, Values, choice_in, day_in, offered, text_in
from bot.ui.words import capital, day, listed
from storage.records import EntryRecord

NOT_SAID = "not said"
"""The option for a field without a value: a menu cannot be emptied again."""

_STAGE_LABELS: Mapping[Stage, str] = MappingProxyType(
    {
        "reflect": "Reflect: why this",
        "plan": "Plan: what comes of it",
        "act": "Act: what you did",
        "evaluate": "Evaluate: what you learnt, how it helps in your job",
    }
)


def edit_modal(entry: EntryRecord) -> View:
    """The form, filled in. A stage too long for a form's field stays as it is."""
    long_ones = [stage for stage in STAGES if len(_words(entry, stage)) > INPUT_MOST]
    blocks: list[Block] = [
        asked(
            Field.TITLE,
            "What it was",
            text_field(Field.TITLE, _shown_title(entry), most=INPUT_MOST),
        ),
        asked(Field.FROM_DATE, "From", datepicker(Field.FROM_DATE, entry.start_date)),
        asked(
            Field.TO_DATE,
            "To",
            datepicker(Field.TO_DATE, _shown_end(entry)),
            hint="Leave it empty for a single day.",
            optional=True,
        ),
        asked(
            Field.DURATION,
            "How long in all",
            text_field(Field.DURATION, _shown_duration(entry), prompt="2 h", most=100),
            hint="For example 45 min, 1.5 h or 1 h 30.",
            optional=True,
        ),
        asked(
            Field.TYPE,
            "Type",
            menu(
                Field.TYPE,
                "Choose a type",
                [option(capital(name), name) for name in (*ACTIVITY_TYPES, NOT_SAID)],
                entry.type or NOT_SAID,
            ),
        ),
        asked(
            Field.FORMALITY,
            "Formal or informal",
            radio(
                Field.FORMALITY,
                [option(capital(name), name) for name in (*FORMALITIES, NOT_SAID)],
                entry.formality or NOT_SAID,
            ),
        ),
        asked(
            Field.PROVIDER,
            "Who ran it",
            text_field(Field.PROVIDER, (entry.provider or "")[:INPUT_MOST], prompt="Bosch"),
            optional=True,
        ),
    ]
    blocks += [
        asked(
            Field(stage),
            _STAGE_LABELS[stage],
            text_field(Field(stage), _words(entry, stage), lines=True),
            optional=True,
        )
        for stage in STAGES
        if stage not in long_ones
    ]
    if long_ones:
        names = listed([STAGE_NAMES[stage] for stage in long_ones])
        blocks.append(context(f"Too long for a form, and kept as it is: {names}.", "too-long"))
    return modal(
        Callback.EDIT, "Edit entry", blocks, meta=Meta(entry=entry.id), submit="Save changes"
    )


def read_edit(
    values: Values, entry: EntryRecord, now: datetime, tz: ZoneInfo
) -> dict[str, Any] | Mistakes:
    """The columns that the form changes, for `entries.edit`; dates as `start_date`, `end_date`.

    `now` is aware, `tz` the member's. What the form showed cut short and was left alone is no
    change.
    """
    mistakes: dict[str, str] = {}
    changes: dict[str, Any] = {}
    title = text_in(values, Field.TITLE)
    if not has_words(title):
        mistakes[Field.TITLE] = "Say in a few words what it was."
    elif title != _shown_title(entry).strip():
        changes["title"] = title
    start, end = day_in(values, Field.FROM_DATE), day_in(values, Field.TO_DATE)
    mistakes |= _wrong_days(start, end, entry, now, tz)
    if not mistakes and start is not None:
        changes |= {"start_date": start, "end_date": end or start}
    minutes = _minutes(values, entry, start, end or start)
    if isinstance(minutes, Problem):
        mistakes[Field.DURATION] = minutes.sentence
    else:
        changes["minutes"] = minutes
    for field, column in ((Field.TYPE, "type"), (Field.FORMALITY, "formality")):
        chosen = choice_in(values, field)
        changes[column] = None if chosen == NOT_SAID else chosen
    provider = text_in(values, Field.PROVIDER)
    if provider != (entry.provider or "")[:INPUT_MOST].strip():
        changes["provider"] = provider or None
    for stage in STAGES:
        if offered(values, Field(stage)) and text_in(values, Field(stage)) != _words(entry, stage):
            changes[stage] = text_in(values, Field(stage)) or None
    if mistakes:
        return Mistakes(mistakes)
    return {name: value for name, value in changes.items() if getattr(entry, name) != value}


def new_date_modal(entry: EntryRecord, today: date) -> View:
    """The new day of a planned activity."""
    near = entry.start_date if entry.start_date and entry.start_date > today else None
    return modal(
        Callback.NEW_DATE,
        "New date",
        [asked(Field.FROM_DATE, "Which day is it now?", datepicker(Field.FROM_DATE, near))],
        meta=Meta(entry=entry.id),
        submit="Move it",
    )


def read_new_date(values: Values, now: datetime, tz: ZoneInfo) -> date | Mistakes:
    """The day it was moved to. `now` is aware, `tz` the member's."""
    chosen = day_in(values, Field.FROM_DATE)
    if chosen is None:
        return Mistakes.of(Field.FROM_DATE, "Choose a day.")
    problem = _problem_of(chosen, now, tz, planned=chosen != now.astimezone(tz).date())
    return chosen if problem is None else Mistakes.of(Field.FROM_DATE, problem.sentence)


def _wrong_days(
    start: date | None, end: date | None, entry: EntryRecord, now: datetime, tz: ZoneInfo
) -> dict[str, str]:
    if start is None:
        return {Field.FROM_DATE: "Choose the day, or the first of several."}
    if end is not None and end < start:
        return {Field.TO_DATE: "That is before the first day."}
    today = now.astimezone(tz).date()
    for field, chosen in ((Field.FROM_DATE, start), (Field.TO_DATE, end)):
        if chosen is None:
            continue
        ahead = entry.status == "planned" and chosen > today
        problem = _problem_of(chosen, now, tz, planned=ahead)
        if problem is not None:
            return {field: problem.sentence}
    return {}


def _problem_of(chosen: date, now: datetime, tz: ZoneInfo, *, planned: bool) -> Problem | None:
    """What the conversation would object to in this day."""
    read = read_date(chosen.isoformat(), now, tz, planned=planned)
    return Problem(read.kind, read.field, day(chosen)) if isinstance(read, Problem) else None


def _minutes(
    values: Values, entry: EntryRecord, start: date | None, end: date | None
) -> int | Problem | None:
    typed = text_in(values, Field.DURATION)
    if not typed:
        return None
    if typed == _shown_duration(entry) and entry.minutes is not None:
        # As it stands; but other days may no longer hold it.
        typed = f"{entry.minutes} min"
    return read_duration(typed, start=start, end=end)


def _shown_title(entry: EntryRecord) -> str:
    return (entry.title or "")[:INPUT_MOST]


def _shown_end(entry: EntryRecord) -> date | None:
    return entry.end_date if entry.end_date != entry.start_date else None


def _shown_duration(entry: EntryRecord) -> str:
    """As somebody would type it."""
    if entry.minutes is None:
        return ""
    hours, rest = divmod(entry.minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))


def _words(entry: EntryRecord, stage: Stage) -> str:
    words: str | None = getattr(entry, stage)
    return (words or "").strip()
