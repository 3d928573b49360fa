"""The form behind "Log CPD" and a bare `/cpd plan`: one sentence, and details if one likes."""

from typing import Final

from bot.services.record import actions as record
from bot.ui.kit.blocks import Content, View, asked, context, datepicker, modal, section, text_field
from bot.ui.kit.form_values import Carried, Values, day_in, text_in
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook

_DONE: Final = ("What did you do?", "2h high voltage isolation course at Bosch yesterday")
_PLANNED: Final = ("What do you plan?", "First aid refresher at St John, next Tuesday, 3 h")


def log_modal(told: str = "", *, plan: bool = False) -> View:
    """A form about what was done, or about what is planned, with what the member has `told` of it
    in another; empty at first.
    """
    question, prompt = _PLANNED if plan else _DONE
    return modal(
        Callback.LOG,
        "Plan CPD" if plan else "Log CPD",
        [
            asked(
                Field.SENTENCE,
                question,
                text_field(Field.SENTENCE, told, prompt=prompt, lines=True, focus=True),
                hint="One sentence is enough. You see a draft before anything is saved."
                if not plan
                else "One sentence is enough. I ask you on the day how it went.",
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
        carries=kept(plan=True) if plan else "",
        submit="Keep the plan" if plan else "Make a draft",
    )


def read_log(given: Carried, values: Values) -> record.LogSentence:
    """What was written, and what was set beside it."""
    return record.LogSentence(
        text_in(values, Field.SENTENCE),
        day_in(values, Field.FROM_DATE),
        text_in(values, Field.DURATION),
        plan=given.get("plan") is True,
    )


def draft_made(bot_user_id: str | None) -> Content:
    """Said in a channel to the member alone, where a draft was put into the conversation."""
    where = f" with <@{bot_user_id}>" if bot_user_id else ""
    words = f"The draft is in your conversation{where}. Only you see this."
    return Content(words, [section(words, "draft-made")])


FORMS: Final = (
    FormLook(
        record.LogForm,
        lambda form: log_modal(form.told, plan=form.plan),
        Callback.LOG,
        read_log,
    ),
)
