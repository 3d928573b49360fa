"""What administrators see of the emoji that makes drafts."""

from typing import Final

from bot.services.places import actions as places
from bot.services.places.actions import TYPED, EmojiChosen, EmojiForm
from bot.ui.kit.blocks import (
    Content,
    View,
    actions,
    asked,
    button,
    context,
    modal,
    section,
    text_field,
)
from bot.ui.kit.escape import escape
from bot.ui.kit.form_values import Carried, Values, text_in
from bot.ui.kit.ids import Callback
from bot.ui.kit.page_looks import FormLook, MessageLook

_NAME_MOST: Final = 110  # with colons around it, and a tone of skin behind it

WHO: Final = (
    "It works where I am in the channel. Whoever keeps a record here gets a draft, which only they "
    "see; others hear nothing."
)


def emoji_chosen(page: EmojiChosen) -> Content:
    """Which one it is, and another one."""
    name = escape(page.name)
    now = "From now on" if page.now else "Here"
    words = f"{now} :{name}: (`{name}`) on a message in a channel makes a draft of it."
    return Content(
        "The emoji that makes drafts.",
        [
            section(words, "emoji:name"),
            context(WHO, "emoji:who"),
            *actions("emoji:change", [button("Change", places.AskForEmoji())]),
        ],
    )


def emoji_modal(form: EmojiForm) -> View:
    """Its name, as Slack writes it."""
    field = text_field(TYPED, form.name, most=_NAME_MOST, focus=True)
    hint = "Its name, such as cpd. Drafts that are there already stay."
    return modal(
        Callback.EMOJI,
        "Emoji for drafts",
        [asked(TYPED, "Which emoji", field, hint=hint)],
        submit="Keep it",
    )


def read_emoji(_given: Carried, values: Values) -> places.ChooseEmoji:
    """What was typed; whether it is one is for the service to say."""
    return places.ChooseEmoji(text_in(values, TYPED))


PAGES: Final = (MessageLook(EmojiChosen, lambda page, _: emoji_chosen(page), "Emoji"),)
FORMS: Final = (FormLook(EmojiForm, emoji_modal, Callback.EMOJI, read_emoji),)
