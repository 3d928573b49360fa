"""The form of one entry, and the new day of a plan. What is typed here never shows in a message."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bot.conversation.activities import ACTIVITY_TYPES
from bot.policy.vocabulary import FORMALITIES, STAGES, Stage
from bot.services.dispatch import record
from bot.ui.blocks import (
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
from bot.ui.ids import Callback, Field, kept
from bot.ui.modals.values import (
    Carried,
    Values,
    choice_in,
    day_in,
    offered,
    text_in,
    whole,
)
from bot.ui.words import capital, credits, listed
from storage.records import EntryRecord

_STAGE_LABELS: Mapping[Stage, str] = MappingProxyType(
    {
        "reflect": "Reflect: why this",
        "plan": "Plan: what comes of it",
        "act": "Act: what you did",
        "evaluate": "Evaluate: what you learnt, how it helps in your job",
    }
)


def edit_modal(entry: EntryRecord, at_stake: int | None = None) -> View:
    """The form, filled in. A stage too long for a form's field stays as it is. `at_stake`: credits
    (hundredths) that may wait once the stages are changed.
    """
    long_ones = [stage for stage in STAGES if len(_words(entry, stage)) > record.FIELD_MOST]
    blocks: list[Block] = [
        asked(
            Field.TITLE,
            "What it was",
            text_field(Field.TITLE, _shown_title(entry), most=record.FIELD_MOST),
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
            text_field(
                Field.DURATION, record.duration_as_typed(entry.minutes), prompt="2 h", most=100
            ),
            hint="For example 45 min, 1.5 h or 1 h 30.",
            optional=True,
        ),
        asked(
            Field.TYPE,
            "Type",
            menu(
                Field.TYPE,
                "Choose a type",
                [option(capital(name), name) for name in (*ACTIVITY_TYPES, record.NOT_SAID)],
                entry.type or record.NOT_SAID,
            ),
        ),
        asked(
            Field.FORMALITY,
            "Formal or informal",
            radio(
                Field.FORMALITY,
                [option(capital(name), name) for name in (*FORMALITIES, record.NOT_SAID)],
                entry.formality or record.NOT_SAID,
            ),
        ),
        asked(
            Field.PROVIDER,
            "Who ran it",
            text_field(Field.PROVIDER, (entry.provider or "")[: record.FIELD_MOST], prompt="Bosch"),
            optional=True,
        ),
    ]
    if at_stake is not None:
        words = (
            f"Its {credits(at_stake)} count as they were saved. Once you change your account below,"
            " they count when it says, in a sentence, how it helps in your job."
        )
        blocks.append(context(words, "at-stake"))
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
        Callback.EDIT, "Edit entry", blocks, carries=kept(entry=entry.id), submit="Save changes"
    )


def new_date_modal(entry: EntryRecord, today: date) -> View:
    """The new day of a planned activity."""
    near = entry.start_date if entry.start_date and entry.start_date > today else None
    return modal(
        Callback.NEW_DATE,
        "New date",
        [asked(Field.FROM_DATE, "Which day is it now?", datepicker(Field.FROM_DATE, near))],
        carries=kept(entry=entry.id),
        submit="Move it",
    )


def _shown_title(entry: EntryRecord) -> str:
    return (entry.title or "")[: record.FIELD_MOST]


def _shown_end(entry: EntryRecord) -> date | None:
    return entry.end_date if entry.end_date != entry.start_date else None


def _words(entry: EntryRecord, stage: Stage) -> str:
    words: str | None = getattr(entry, stage)
    return (words or "").strip()


def read_edit(given: Carried, values: Values) -> record.EditEntry:
    """The form as it was submitted."""
    return record.EditEntry(
        entry=whole(given, "entry"),
        title=text_in(values, Field.TITLE),
        from_date=day_in(values, Field.FROM_DATE),
        to_date=day_in(values, Field.TO_DATE),
        duration=text_in(values, Field.DURATION),
        type=choice_in(values, Field.TYPE),
        formality=choice_in(values, Field.FORMALITY),
        provider=text_in(values, Field.PROVIDER),
        stages={
            stage: text_in(values, Field(stage))
            for stage in STAGES
            if offered(values, Field(stage))
        },
    )


def read_new_date(given: Carried, values: Values) -> record.MoveTo:
    """The day that a plan was moved to."""
    return record.MoveTo(whole(given, "entry"), day_in(values, Field.FROM_DATE))
