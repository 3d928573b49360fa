"""Words that are held until the member has said what they are: asked about, settled, let go.

What can be said of them, each room declares in a tuple `CHOICES` of one of its modules.
"""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import PACKAGE
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from bot.services.record.incoming.heard import Heard
from storage.record.held_messages import Held
from storage.row_types import CoachSuggestionRecord, EntryRecord

_BY_LABEL: Final[Mapping[str, str]] = {
    "My answer": "answer",
    "New entry": "new",
    "Forget it": "forget",
    "Again": "again",
    "The same": "same",
}
"""The choices of buttons in messages that name no choices of their own, by their words."""

LABEL_MOST: Final = 40
"""So many characters of an entry's title stand in a button."""


@dataclass(frozen=True, slots=True)
class HeldChoice:
    """What a member can say of words that are held, by its name, as it stands in messages.

    `settle` does it, once the words are let go of; where there is none, the words are left at that.
    `by_word`: where this can be chosen, other words that choose, with the names of their choices.
    `opens_a_form`: that takes a click.
    """

    name: str
    settle: Callable[[MemberContext, Held], None] | None = None
    by_word: Mapping[str, str] = field(default_factory=dict)
    opens_a_form: bool = False


@cache
def held_choices(*packages: str) -> Mapping[str, HeldChoice]:
    """Those of these packages' rooms by their names, or of ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared("CHOICES", HeldChoice, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.name)


def choices_of(values: Mapping[str, Any]) -> Mapping[str, str]:
    """What can be chosen about held words, by the label that says it or is typed."""
    labels: Sequence[str] = values.get("labels") or values.get("buttons", ())
    named: Sequence[str] = values.get("choices", ())
    if named:
        return dict(zip(labels, named, strict=True))
    return {label: _BY_LABEL[label] for label in labels if label in _BY_LABEL}


SEVERAL: Final = "several"
"""In the values of words that are held: each of the messages that were joined in them."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is asked about words, with a button for each choice, by its label.

    `shown` is what the question is rendered from, `values` what settling it goes by, `entry` the
    one that it stands beside. `yes` and `no` are the choices that these words mean, as long as
    nothing else was said since.
    """

    choices: Mapping[str, str]
    shown: Mapping[str, Any]
    values: Mapping[str, Any]
    entry: EntryRecord | None
    yes: str = ""
    no: str = ""


def is_answer_or_entry(held: Held) -> bool:
    """Whether it is asked of held words if they answer a question or tell of another activity."""
    return {"answer", "new"} <= set(choices_of(held.values).values())


def read_by_coach(
    ctx: MemberContext, held: Held, entry_id: int | None
) -> CoachSuggestionRecord | None:
    """What the coach takes held words for. In a message nothing of it is shown to whoever keeps
    their reflections out of the conversation.
    """
    if not ctx.coach_on or ctx.member.private_reflections or entry_id is None:
        return None
    if not is_answer_or_entry(held):
        return None
    offered = ctx.work.coach.offered([entry_id], ctx.member.id).get(entry_id, ())
    return next((one for one in offered if one.kind == "sense" and one.about == held.key), None)


def ask_by_choice(ctx: MemberContext, heard: Heard, text: str, asked: Choices) -> Held:
    """Hold words and ask; each choice can be typed as well. The words as they are held."""
    named = list(asked.choices.values())
    values = {**asked.values, "labels": list(asked.choices), "choices": named}
    if asked.yes:
        values |= {"yes": asked.yes, "no": asked.no}
    held = to_hold(ctx, heard, "held", text, values)
    shown = {**asked.shown, "buttons": list(asked.choices), "choices": named}
    ask_about(ctx, held, shown, asked.entry, heard.message.thread_ts)
    return held


def was_asked_last(ctx: MemberContext, held: Held) -> bool:
    """Whether the question about held words is what the member was told last."""
    return ctx.work.messages.said_last(ctx.member.id) == held.values.get("message")


def ask_about(
    ctx: MemberContext,
    held: Held,
    shown: Mapping[str, Any],
    entry: EntryRecord | None,
    thread_ts: str | None,
) -> None:
    """Hold words, and ask about them; `shown` is what the question is rendered from."""
    number = ctx.reply(
        "ask",
        {**shown, "key": held.key},
        entry_id=entry.id if entry else None,
        thread_ts=thread_ts,
    )
    ctx.work.held.hold(
        ctx.member.id,
        held.key,
        held.text,
        held.held_at,
        ts=held.ts,
        values={**held.values, "message": number},
    )


def to_hold(
    ctx: MemberContext, heard: Heard, key: str, text: str, values: Mapping[str, Any]
) -> Held:
    """Words of a message as they are held, under a key of its own."""
    return Held(f"{key}:{heard.message.key}", text, heard.message.ts, values, ctx.now)


def settle(ctx: MemberContext, key: str, choice: str) -> None:
    """The member has said what held words are. Raises Refused where it was said before, or the
    choice is none.
    """
    chosen = held_choices(*ctx.rooms).get(choice)
    if chosen is None:
        raise Refused("old_button")
    held = ctx.work.held.get(ctx.member.id, key)
    if held is None:
        raise Refused("settled_already")
    close(ctx, key, held.values)
    ctx.held_settled.append((held, choice))
    (chosen.settle or remember_declined)(ctx, held)


def let_go(ctx: MemberContext, key: str) -> None:
    """What held words asked for has been settled elsewhere. Harmless where it was before."""
    held = ctx.work.held.get(ctx.member.id, key)
    if held is not None:
        close(ctx, key, held.values)


def close(ctx: MemberContext, key: str, values: Mapping[str, Any]) -> None:
    """Let go of held words, and take the buttons off the message that asks about them."""
    ctx.work.held.let_go(ctx.member.id, key)
    number = values.get("message")
    if number is not None:
        ctx.work.messages.show_message(int(number), ctx.real)


def remember_declined(ctx: MemberContext, held: Held) -> None:
    """An undo right after it does not take back the turn before."""
    number = held.values.get("entry") or next(iter(held.values.get("entries", ())), None)
    entry = ctx.work.entries.get(int(number), ctx.member.id) if number is not None else None
    if entry is not None:
        ctx.work.entries.remember(entry, ctx.now)


def source_of(ctx: MemberContext, held: Held) -> Source:
    """Held words as the source of an entry."""
    return Source(key=held.key, text=held.text, channel=ctx.member.im_channel, ts=held.ts)


def entry_of(ctx: MemberContext, held: Held) -> EntryRecord:
    """The entry that held words may belong to. Raises Refused where there is none."""
    number = held.values.get("entry")
    if number is None:
        raise Refused("no_question")
    return find(ctx, int(number))


def short_title(entry: EntryRecord) -> str:
    """Its title as a button bears it."""
    return textwrap.shorten(entry.title or "", LABEL_MOST, placeholder="…")


CHOICES: Final = (HeldChoice("forget"), HeldChoice("same"))
