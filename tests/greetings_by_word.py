"""A room that is spoken to: what is written to it is found without being listed anywhere.

It stands in for the room that brings the record as files, and has a greeting brought instead.
"""

from datetime import datetime
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.dispatch import Action
from bot.services.dispatch.action import action
from bot.services.dispatch.pages import Say, say
from bot.services.record.entry_events import OnEntry
from bot.services.record.incoming.asides import AsideAnswer
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import Choices, HeldChoice, ask_by_choice
from bot.services.record.incoming.requests import Requested, RequestMeaning
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.record.undo_steps import UndoStep
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

_GREETED: Final = "greeted"


@action()
class OfferGreeting(Action):
    """Ask whether to be greeted."""

    asked: Requested

    def do(self, ctx: MemberContext) -> None:
        choices = {"Wave": "wave", "Salute": "salute", "Forget it": "forget"}
        shown = {"sentence": "how_to_greet"}
        asked = Choices(choices, shown, {}, None)
        ask_by_choice(ctx, self.asked.heard, self.asked.said, asked)


@action()
class SayHowMany(Action):
    """How many greetings there are."""

    def do(self, ctx: MemberContext) -> Say:
        del ctx
        return say("one_greeting")


def _wave(ctx: MemberContext, held: Held) -> None:
    ctx.work.held.put_aside(ctx.member.id, _GREETED, ctx.now, {})
    ctx.reply("say", {"sentence": "waved", "at": held.text})


def _greeted_at(ctx: MemberContext) -> datetime | None:
    kept = ctx.work.held.aside(ctx.member.id, _GREETED)
    return None if kept is None else kept.held_at


def _take_greeting_back(ctx: MemberContext) -> Say:
    ctx.work.held.drop_aside(ctx.member.id, _GREETED)
    return say("not_greeted")


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Whoever was greeted may say that it was nice."""
    nice = _greeted_at(ctx) is not None and heard.message.text == "how nice"
    if nice:
        ctx.reply("say", {"sentence": "glad"})
    return nice


def _thanked(ctx: MemberContext, heard: Heard) -> bool:
    del heard
    ctx.reply("say", {"sentence": "a_pleasure"})
    return True


def _saved(ctx: MemberContext, entry: EntryRecord) -> None:
    ctx.reply("say", {"sentence": "bravo", "title": entry.title})


REQUESTS: Final = (RequestMeaning("export", OfferGreeting),)
ASKED: Final = (TopicMeaning("courses", lambda _: SayHowMany()),)
TYPED_ANSWERS: Final = (TypedAnswer("greetings", 5, _take, lambda ctx: bool(_greeted_at(ctx))),)
ASIDES: Final = (AsideAnswer("thanks", _thanked),)
CHOICES: Final = (
    HeldChoice("wave", _wave, by_word={"yes": "wave"}),
    HeldChoice("salute", opens_a_form=True),
)
UNDO_STEPS: Final = (UndoStep("greeting", 40, _greeted_at, _take_greeting_back),)
ON_ENTRY_SAVED: Final = (OnEntry("bravo", _saved),)
