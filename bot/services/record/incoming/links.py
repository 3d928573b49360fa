"""Links by message: evidence of an entry, or something that was read or watched."""

from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.record import entries, evidence
from bot.services.record.entry_changes import OPEN, find, post_note
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import (
    Choices,
    HeldChoice,
    ask_by_choice,
    entry_of,
    short_title,
    source_of,
)
from bot.services.record.incoming.interpretation import RECENT
from bot.services.record.incoming.noted import Noted
from storage.record.held_messages import Held


def attach(ctx: MemberContext, heard: Heard, noted: Noted, named: int | None) -> None:
    """A link is evidence for the entry that is named, for what it stands under, or what is open.
    That a saved entry waits for a sentence does not make it the one that a link is for.
    """
    about = heard.about
    if about is not None and about.status not in OPEN and heard.message.thread_ts is None:
        about = None
    number = named or (about.id if about else _dealt_with(heard))
    if number is None:
        _ask_about_links(ctx, heard)
        return
    entry = find(ctx, number)
    evidence.attach(ctx, entry, heard.understanding.links)
    noted.about(entry)


def _dealt_with(heard: Heard) -> int | None:
    """The draft that was spoken of just before, where no other entry is open."""
    context = heard.context
    open_ones = [one.id for one in context.entries if one.status in OPEN]
    return context.last if open_ones == [context.last] else None


def _ask_about_links(ctx: MemberContext, heard: Heard) -> None:
    """A link with nothing open: evidence for what was logged last, or something read?"""
    newest = next(
        (
            one
            for one in ctx.work.entries.recent(ctx.member.id, RECENT)
            if one.status in ("draft", "planned", "logged") and one.title
        ),
        None,
    )
    choices: dict[str, str] = {}
    if newest is not None:
        choices[f"Evidence for {short_title(newest)}"] = "evidence"
    choices |= {"Something I read or watched": "read", "Forget it": "forget"}
    values = {
        "entry": newest.id if newest else None,
        "links": list(heard.understanding.links),
    }
    asked = Choices(choices, {"sentence": "ask_link"}, values, newest)
    ask_by_choice(ctx, heard, heard.message.text, asked)


def _attach_held(ctx: MemberContext, held: Held) -> None:
    entry = entry_of(ctx, held)
    evidence.attach(ctx, entry, held.values["links"])
    post_note(ctx, find(ctx, entry.id), None)


def _begin_of_held(ctx: MemberContext, held: Held) -> None:
    entries.begin_from_links(ctx, source_of(ctx, held), held.values["links"])


CHOICES: Final = (HeldChoice("evidence", _attach_held), HeldChoice("read", _begin_of_held))
