"""What is done about the parts of a message: kept, corrected, begun, or asked about.

Steering, requests and questions are actions of the dispatcher's; nothing typed is ever lost.
"""

from dataclasses import replace

from bot.conversation.parts import (
    Account,
    Activity,
    Aside,
    Correction,
    Part,
    Placed,
    Referred,
    Unclear,
)
from bot.services.context.member_context import MemberContext
from bot.services.record.entry_changes import find
from bot.services.record.incoming.answers import keep_answer
from bot.services.record.incoming.asides import say_aside
from bot.services.record.incoming.corrections import correct_facts
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.new_entries import begin
from bot.services.record.incoming.noted import Noted
from bot.services.record.incoming.placing import place
from bot.services.record.incoming.references import refer
from bot.services.record.incoming.unclear import ask


def act(ctx: MemberContext, heard: Heard, part: Part, noted: Noted) -> None:
    """Do what a part says; what is to be told of it goes into `noted`."""
    content = part.content
    match content:
        case Correction():
            correct_facts(ctx, heard, part, content, noted)
        case Activity():
            begin(ctx, heard, part, content, noted)
        case Referred():
            refer(ctx, heard, part, content, noted)
        case Account():
            keep_answer(ctx, heard, part, content, noted)
        case Placed() if part.entry is not None:
            place(ctx, heard, part.entry, noted)
        case Aside(what):
            say_aside(ctx, heard, what)
        case Unclear(why) if part.entry is not None:
            about = replace(heard, about=find(ctx, part.entry))
            ask(ctx, about, heard.understanding.words(part.span), why)
        case Unclear(why):
            ask(ctx, heard, heard.understanding.words(part.span), why)
        case _:
            raise TypeError(f"A {part.kind} is an action of the dispatcher's.")
