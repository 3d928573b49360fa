"""The form behind the shortcut "Log CPD": one sentence, and details for who likes fields."""

from bot.services.dispatch import record
from bot.ui.blocks import View, asked, context, datepicker, modal, text_field
from bot.ui.ids import Callback, Field
from bot.ui.modals.values import Carried, Values, day_in, text_in


def log_modal() -> View:
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
        submit="Make a draft",
    )


def read_log(_given: Carried, values: Values) -> record.LogSentence:
    """What was written, and what was set beside it."""
    return record.LogSentence(
        text_in(values, Field.SENTENCE),
        day_in(values, Field.FROM_DATE),
        text_in(values, Field.DURATION),
    )
