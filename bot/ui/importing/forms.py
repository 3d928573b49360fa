"""Forms about a file: which column is what, one confirmation with two halves, a calendar's word."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.conversation.tables.column_names import MEANINGS, Meaning
from bot.figures import several
from bot.services.importing import actions as importing
from bot.services.importing import calendar_actions as calendars
from bot.services.importing.calendars import WORD_MOST
from bot.services.importing.previews import ColumnShown
from bot.ui.kit.blocks import (
    OPTIONS_MOST,
    Block,
    View,
    asked,
    checkboxes,
    menu,
    modal,
    option,
    section,
    text_field,
)
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, choice_in, choices_in, text_in, whole
from bot.ui.kit.formatting import bold
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook

_LABELS: Final[Mapping[Meaning, str]] = {
    "title": "What it was",
    "date": "Day, or first day",
    "end": "Last day",
    "from_time": "From (time)",
    "to_time": "To (time)",
    "length": "How long it took",
    "provider": "Provider",
    "type": "Type of activity",
    "subject": "Subject or group",
    "reflect": "Reflect: why, what was hard",
    "plan": "Plan: what you will do",
    "act": "Act: what you did",
    "evaluate": "Evaluate: what you learnt, how it helps",
    "notes": "Notes",
    "link": "Links, as evidence",
    "role": "Your job then",
}
_NEEDED: Final[tuple[Meaning, ...]] = ("title", "date")
_YES: Final = "yes"
_PLACE: Final = re.compile(r"[0-9]{1,3}")
_BYTES_OF_NAMES: Final = 60_000
"""For all names in all menus: Slack takes 250,000 bytes in a view, of which 100 columns need twice
as many for what is around their names, and some for what stands in them.
"""
_SAMPLE_MOST: Final = 24
_NAME_MOST: Final = 40
_LINES_IN_A_BLOCK: Final = 10
"""Characters of a value and of a name in the list of columns."""


def columns_form(form: importing.ColumnsForm) -> View:
    """A menu of the file's columns for each thing that an entry may have."""
    shown = form.shown[:OPTIONS_MOST]
    most = _BYTES_OF_NAMES // (len(MEANINGS) * max(1, len(shown)))
    options = [option(_within(one.name, most), str(at)) for at, one in enumerate(shown)]
    if not options:
        words = "This file has no columns that I could offer you."
        return modal(Callback.ASIDE, "Columns", [section(words, "columns:none")], close="Close")
    blocks: list[Block] = [
        section("Which column of your file is what?", "columns:about"),
        *_what_they_hold(shown),
        *(
            asked(
                meaning,
                _LABELS[meaning],
                menu(meaning, "No column", options, _chosen(form, meaning)),
                optional=meaning not in _NEEDED,
            )
            for meaning in MEANINGS
        ),
    ]
    return modal(
        Callback.IMPORT_COLUMNS,
        "Columns",
        blocks,
        carries=kept(import_id=form.import_id),
        submit="Read it again",
    )


def _what_they_hold(columns: Sequence[ColumnShown]) -> list[Block]:
    """Each column with the first values in it: "*Who ran it*: Bosch · IMI"."""
    lines = [
        f"{bold(brief(one.name, _NAME_MOST))}: "
        + (" · ".join(brief(value, _SAMPLE_MOST) for value in one.samples) or "empty at the top")
        for one in columns
    ]
    return [
        section("\n".join(lines[at : at + _LINES_IN_A_BLOCK]), f"columns:held:{at}")
        for at in range(0, len(lines), _LINES_IN_A_BLOCK)
    ]


def _within(name: str, most: int) -> str:
    """A name cut to so many bytes, as JSON writes them: six for a letter beyond ASCII."""
    if len(json.dumps(name)) <= most:
        return name
    fits = len(name)
    while fits > 1 and len(json.dumps(f"{name[:fits]}…")) > most:
        fits -= 1
    return f"{name[:fits].rstrip()}…"


def _chosen(form: importing.ColumnsForm, meaning: Meaning) -> str | None:
    at = form.columns.get(meaning)
    return None if at is None else str(at)


def read_columns(given: Carried, values: Values) -> importing.SetColumns:
    """The places that were chosen, by meaning; what is no place is no choice."""
    columns: dict[Meaning, int] = {}
    for meaning in MEANINGS:
        chosen = choice_in(values, meaning) or ""
        if _PLACE.fullmatch(chosen):
            columns[meaning] = int(chosen)
    return importing.SetColumns(whole(given, "import_id"), columns)


def take_form(form: importing.TakeForm) -> View:
    """Without the first half nothing is taken; without the second no word fills a stage."""
    return modal(
        Callback.IMPORT_TAKE,
        "Take them",
        [
            section(_what_they_become(form), "take:about"),
            asked(
                Field.IMPORT_OWN,
                "Whose learning is it?",
                checkboxes(Field.IMPORT_OWN, [option("I did these myself", _YES)]),
            ),
            asked(
                Field.IMPORT_WORDS,
                "Whose words are they?",
                checkboxes(Field.IMPORT_WORDS, [option("The words are mine", _YES)]),
                hint="Otherwise I keep them as notes, and an entry may wait for your own.",
                optional=True,
            ),
        ],
        carries=kept(import_id=form.import_id),
        submit="Take them",
    )


def _what_they_become(form: importing.TakeForm) -> str:
    if form.archive:
        entries = several(form.rows, "entry", "entries")
        return f"{entries} of the archive will be saved here, marked as taken from it."
    return f"{several(form.rows, 'row')} of your file will become saved entries."


def read_take(given: Carried, values: Values) -> importing.Take:
    """Which halves were ticked."""
    return importing.Take(
        whole(given, "import_id"),
        own=_YES in choices_in(values, Field.IMPORT_OWN),
        words=_YES in choices_in(values, Field.IMPORT_WORDS),
    )


def word_form(form: calendars.WordForm) -> View:
    """A field for the word that marks what was learnt in a calendar."""
    return modal(
        Callback.CALENDAR_WORD,
        "Your calendar",
        [
            asked(
                Field.CALENDAR_WORD,
                "Which word marks CPD in your calendar?",
                text_field(Field.CALENDAR_WORD, prompt="Toolbox talk", most=WORD_MOST),
                hint="Past events with this word in their title are offered one by one.",
            )
        ],
        carries=kept(import_id=form.import_id),
        submit="Look",
    )


def read_word(given: Carried, values: Values) -> calendars.SetWord:
    """The word that was typed."""
    return calendars.SetWord(whole(given, "import_id"), text_in(values, Field.CALENDAR_WORD))


FORMS: Final = (
    FormLook(importing.ColumnsForm, columns_form, Callback.IMPORT_COLUMNS, read_columns),
    FormLook(importing.TakeForm, take_form, Callback.IMPORT_TAKE, read_take),
    FormLook(calendars.WordForm, word_form, Callback.CALENDAR_WORD, read_word),
)
