"""How the room's messages and pages look."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.ui.kit.blocks import Content, View, asked, modal, section, text_field
from bot.ui.kit.form_values import Carried, Values, text_in
from bot.ui.kit.message_renderers import MessageRenderer, Rendered, words_gone
from bot.ui.kit.page_looks import FormLook, MessageLook
from storage.queues.outbox import OutboxItem
from tests.greetings.services import GREETING, Greet, Greeted, GreetForm


def _said(words: str) -> Content:
    return Content(words, [section(words, "greeting")])


def _greeting(_context: MemberContext, item: OutboxItem) -> Rendered:
    if item.ts is not None:
        return words_gone()
    return _said(f"Good morning, {item.values['name']}. {item.values.get('words', '')}")


def _form(_form: GreetForm) -> View:
    fields = [asked("whom", "Whom?", text_field("whom"))]
    return modal("greet_form", "Greet somebody", fields, submit="Greet")


def _read(_given: Carried, values: Values) -> Greet:
    return Greet(text_in(values, "whom"))


MESSAGES: Final = (MessageRenderer(GREETING, _greeting),)

PAGES: Final = (MessageLook(Greeted, lambda page, _: _said(f"Greeted {page.name}."), "Morning"),)

FORMS: Final = (FormLook(GreetForm, _form, "greet_form", _read),)
