"""What pages look like in Slack, by what their rooms declare: a message as blocks, a form as a
modal, and what a submitted form means. No page is known here by name.
"""

from collections.abc import Mapping

from bot.conversation.problems import Problem
from bot.services.context.refused import Refused
from bot.services.dispatch import Action, Form, Message, Mistaken
from bot.ui.kit.blocks import Content, View
from bot.ui.kit.form_values import Values, carried
from bot.ui.kit.info_modal import aside, page_over
from bot.ui.kit.page_looks import Read, looks
from bot.ui.kit.sentences import objection, refusal


def message(page: Message, bot_user_id: str) -> Content:
    """What a message says; `bot_user_id` is who the bot is where it is shown."""
    return looks().messages[type(page)].build(page, bot_user_id)


def over(page: Message, bot_user_id: str, shown_by: Action) -> View:
    """A message over Home or another modal, with all its blocks."""
    content, kind = message(page, bot_user_id), type(page).__name__
    title = looks().messages[type(page)].title
    if shown_by.shows_a_page:
        return page_over(content, title, kind, shown_by)
    return aside(content, title, kind)


def form(page: Form) -> View:
    """What a form asks."""
    return looks().forms[type(page)].build(page)


def readers() -> Mapping[str, Read]:
    """By callback_id: what a form means when it is submitted."""
    return looks().readers


def submitted(callback_id: str, metadata: object, values: Values) -> Action:
    """What a form means that is sent: what it is known by, its `private_metadata`, and its
    `state.values`. Raises Refused: form_outdated where nobody reads it, and old_button.
    """
    read = readers().get(callback_id)
    if read is None:
        raise Refused("form_outdated")
    return read(carried(metadata), values)


def mistakes(mistaken: Mistaken) -> dict[str, str]:
    """One sentence of plain text for each field that cannot be taken, by its block_id."""
    return {field: _words(why) for field, why in mistaken.fields.items()}


def _words(why: Problem | Refused) -> str:
    return objection(why) if isinstance(why, Problem) else refusal(why)
