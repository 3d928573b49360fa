"""What the room says and does, without its words."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.message_kinds import MessageKind
from bot.services.dispatch import Action, Form, Message
from bot.services.dispatch.action import action
from bot.services.dispatch.after_action import AfterAction
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.labels import Label
from bot.services.dispatch.own_events import OwnEvent
from bot.services.dispatch.questions import Answer, Explained, explained
from storage.queues.outbox import OutboxItem
from storage.unit_of_work import UnitOfWork


def _still_due(_office: ContextFactory, _context: MemberContext, item: OutboxItem) -> str | None:
    return "they have gone home" if item.values.get("gone_home") else None


def _greeted(contexts: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    key, values = f"greeted:{item.id}", {"sentence": "all_right"}
    work.messages.say(item.member_id, "say", key, contexts.clocks.real(), values)


def _not_greeted(contexts: ContextFactory, work: UnitOfWork, item: OutboxItem) -> None:
    key, values = f"not-greeted:{item.id}", {"sentence": "will_not_ask"}
    work.messages.say(item.member_id, "say", key, contexts.clocks.real(), values)


GREETING: Final = MessageKind(
    "greeting",
    keeps=("name",),
    shows_words=True,
    still_due=_still_due,
    on_sent=_greeted,
    on_cancelled=_not_greeted,
)

KINDS: Final = (GREETING,)


@dataclass(frozen=True)
class Greeted(Message):
    """Somebody was greeted."""

    name: str


@dataclass(frozen=True)
class GreetForm(Form):
    """Whom to greet."""


@action("greet_whom")
class AskWhom(Action):
    """Open whom to greet."""

    def do(self, ctx: MemberContext) -> GreetForm:
        del ctx
        return GreetForm()


@action("greet")
class Greet(Action):
    """Greet somebody."""

    whom: str

    def do(self, ctx: MemberContext) -> Greeted:
        ctx.reply(GREETING.name, {"name": self.whom, "words": "I was up at five"})
        return Greeted(self.whom)


@action()
class SunRose(Action):
    """It is morning."""

    by_member: ClassVar[bool] = False

    def do(self, ctx: MemberContext) -> None:
        ctx.reply(GREETING.name, {"name": "everybody"})


WORDS: Final = (
    Word("/cpd", "greet", lambda behind: Greet(behind.text) if behind.text else AskWhom()),
)

LABELS: Final = (
    Label(
        "Greet",
        lambda entry: entry.status == "logged",
        of_saved=lambda number: Greet(f"entry {number}"),
    ),
)

EVENTS: Final = (OwnEvent("cpdbot.sun_rose", lambda _body: SunRose()),)


def _who_was_greeted(ctx: MemberContext, asked: Asked) -> Explained:
    return explained("greeted_by", by=ctx.member.slack_id, whom=asked.words)


ANSWERS: Final = (Answer("greeted", _who_was_greeted),)


IN_SIGHT: Final = "in sight"


def _wave(ctx: MemberContext) -> None:
    if ctx.looked == IN_SIGHT:
        ctx.reply(GREETING.name, {"name": "whoever does something"})


AFTER_ACTION: Final = (AfterAction("wave", _wave, order=5, by_member=True),)
