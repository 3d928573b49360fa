"""The form for a time to write something up."""

from datetime import date
from typing import Final

from bot.services.nudges import actions as planning
from bot.services.nudges.write_ups import WORDS_MOST
from bot.ui.kit.blocks import View, asked, context, datepicker, modal, text_field, timepicker
from bot.ui.kit.form_values import Carried, Values, day_in, minutes_in, offered, text_in, whole
from bot.ui.kit.formatting import long_day
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook

_AT_FIRST: Final = 9 * 60
"""What the clock shows at first: minutes after midnight."""


def write_up_modal(
    day: date, *, nudge: int | None, write_up: int | None, passed: date | None = None
) -> View:
    """A day and a time, and what it is about: asked once, not again when the time is moved. First
    that the time of a button has `passed`, by its day.
    """
    about = {"nudge": nudge} if write_up is None else {"write_up": write_up}
    blocks = [
        asked(Field.FROM_DATE, "Which day?", datepicker(Field.FROM_DATE, day)),
        asked(Field.AT_TIME, "What time?", timepicker(Field.AT_TIME, _AT_FIRST)),
    ]
    if write_up is None:
        blocks.append(
            asked(
                Field.WORDS,
                "What will it be about?",
                text_field(Field.WORDS, prompt="The charging fault last week", most=WORDS_MOST),
                hint="You find it in the form I open for you then. No message repeats it.",
                optional=True,
            )
        )
    if passed is not None:
        over = f"{long_day(passed)[:-5]}: that time has passed. Which suits you now?"
        blocks.insert(0, context(over, "passed"))
    blocks.append(context("I come back to you at that time, with one message.", "then"))
    return modal(
        Callback.WRITE_UP,
        "Write it up later",
        blocks,
        carries=kept(**{name: value for name, value in about.items() if value is not None}),
        submit="Plan it",
    )


def read_write_up(given: Carried, values: Values) -> planning.SetWriteUp:
    """What was chosen."""
    return planning.SetWriteUp(
        nudge=whole(given, "nudge") if "nudge" in given else None,
        write_up=whole(given, "write_up") if "write_up" in given else None,
        on=day_in(values, Field.FROM_DATE),
        minutes=minutes_in(values, Field.AT_TIME),
        words=text_in(values, Field.WORDS) if offered(values, Field.WORDS) else "",
    )


FORMS: Final = (
    FormLook(
        planning.WriteUpForm,
        lambda form: write_up_modal(
            form.day, nudge=form.nudge, write_up=form.write_up, passed=form.passed
        ),
        Callback.WRITE_UP,
        read_write_up,
    ),
)
