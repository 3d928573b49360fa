"""What a scheme's body does not count: since when, and why, as a choice of its tests."""

from collections.abc import Mapping
from typing import Final

from bot.figures import listed
from bot.policy.vocabulary import DISALLOWED_FOR
from bot.services.record import actions as record
from bot.ui.kit.blocks import View, asked, datepicker, modal, option, radio, section
from bot.ui.kit.escape import escape
from bot.ui.kit.form_values import Carried, Values, choice_in, day_in, whole, word
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook

_REASONS: Final[Mapping[str, str]] = {
    **{one: f"Not {one}" for one in DISALLOWED_FOR},
    "other": "Another reason",
    record.NO_REASON: "It gave none",
}


def disallowed_form(form: record.DisallowedForm) -> View:
    """One question of when, and one of why."""
    body = form.whose.called
    return modal(
        Callback.DISALLOWED,
        "Not accepted",
        [
            section(
                f"From that day on it is in no total of {escape(form.whose.title)}."
                f"{_elsewhere(form)} It stays in your record, and “undo” takes this back.",
                "disallowed:about",
            ),
            asked(
                Field.DISALLOWED_ON,
                f"When did {body} say so?",
                datepicker(Field.DISALLOWED_ON, form.whose.today),
            ),
            asked(
                Field.DISALLOWED_FOR,
                f"What was {body}’s reason?",
                radio(
                    Field.DISALLOWED_FOR, [option(words, one) for one, words in _REASONS.items()]
                ),
            ),
        ],
        carries=kept(entry=form.entry_id, pack=form.whose.pack),
        submit="Keep it",
    )


def _elsewhere(form: record.DisallowedForm) -> str:
    """That the same body's other schemes go on by their own rules; empty where there are none."""
    others = form.whose.others
    if not others:
        return ""
    goes = "goes by its own rules" if len(others) == 1 else "go by their own rules"
    return f" {listed([escape(one) for one in others])} {goes}, and may count it still."


def read_disallowed(given: Carried, values: Values) -> record.SetDisallowed:
    """The day and the reason that were chosen."""
    return record.SetDisallowed(
        whole(given, "entry"),
        word(given, "pack"),
        day_in(values, Field.DISALLOWED_ON),
        choice_in(values, Field.DISALLOWED_FOR) or "",
    )


FORMS: Final = (
    FormLook(record.DisallowedForm, disallowed_form, Callback.DISALLOWED, read_disallowed),
)
