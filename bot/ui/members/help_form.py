"""Telling the administrators that one is stuck."""

from typing import Final

from bot.services.members import actions as members
from bot.services.members.help_requests import WORDS_MOST
from bot.ui.kit.blocks import View, asked, context, modal, text_field
from bot.ui.kit.form_values import Carried, Values, text_in
from bot.ui.kit.ids import Callback, Field
from bot.ui.kit.page_looks import FormLook


def help_modal() -> View:
    """What they should know; left empty, that the member is stuck."""
    return modal(
        Callback.TELL_ADMINISTRATOR,
        "Tell the administrator",
        [
            asked(
                Field.WORDS,
                "What should they know?",
                text_field(Field.WORDS, lines=True, most=WORDS_MOST, focus=True),
                hint="Leave it empty, and they only hear that you are stuck.",
                optional=True,
            ),
            context("They see this and your name, and nothing of your record.", "who-sees"),
        ],
        submit="Tell them",
    )


def read_help(_given: Carried, values: Values) -> members.TellAdministrator:
    """What was typed for them."""
    return members.TellAdministrator(text_in(values, Field.WORDS))


FORMS: Final = (
    FormLook(members.HelpForm, lambda _: help_modal(), Callback.TELL_ADMINISTRATOR, read_help),
)
