"""What in an account tells who somebody is: pointed out to its author once, and never blocks Save.

Held with the dialogue are marks of what was pointed out, no words: keyed hashes, which are looked
up again in the account when a note is shown. Names of the workspace's people are those of the
members whom this process has met: more would cost a statement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.conversation.identifiers import IdentifierKind
from bot.conversation.identifiers.screening import own_words, pointed_out
from bot.conversation.text import folded
from bot.policy.vocabulary import STAGES
from bot.services.context.known_people import region_of
from bot.services.context.member_context import MemberContext
from bot.services.record.account_hash import keyed
from bot.services.record.dialogue import words_in
from bot.services.schemes.account_facts import is_private
from storage.row_types import EntryRecord

HELD: Final = "identifiers"
"""The kind of what is held: `told` are the marks of all that was pointed out, `open` of what waits
to be kept or changed.
"""

_MARK_LENGTH: Final = 16
"""In hexadecimal digits. Marks of twelve had no key: they are let go, and the name is pointed out
once more."""


@dataclass(frozen=True, slots=True)
class Named:
    """What an account names. `words` are the member's own, empty where they stay private."""

    kind: IdentifierKind
    words: str


def look(ctx: MemberContext, entry: EntryRecord) -> None:
    """An account was changed: what it names and was not pointed out yet waits to be settled."""
    if not ctx.account_key:  # a workspace that an earlier release has just made
        ctx.account_key = ctx.work.workspace.account_key()
    found = {mark for mark, _ in _found(ctx, entry)}
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
    told = _told(kept.held)
    waits = sorted(found - told)
    if waits or _open(kept.held):
        _hold(ctx, entry, told | found, waits)


def settle(ctx: MemberContext, entry: EntryRecord) -> None:
    """The author keeps the words as they are, or has saved them: nothing is pointed out again."""
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
    if _open(kept.held):
        _hold(ctx, entry, _told(kept.held), ())


def named_in(
    ctx: MemberContext, entry: EntryRecord, held: Sequence[Mapping[str, Any]]
) -> tuple[Named, ...]:
    """What of an account waits to be kept or changed; what was taken out of it does not."""
    waits = _open(held)
    if not waits or not ctx.account_key:
        return ()
    found = dict(reversed([(mark, one) for mark, one in _found(ctx, entry) if mark in waits]))
    private = ctx.member.private_reflections or any(not one.words for one in found.values())
    named = tuple(reversed(found.values()))
    return tuple(replace(one, words="") for one in named) if private else named


def _found(ctx: MemberContext, entry: EntryRecord) -> list[tuple[str, Named]]:
    """Each with its mark, in the order of the stages."""
    return [
        (_mark(ctx, one.kind, one.words), replace(one, words="") if private else one)
        for one, private in _named(ctx, entry)
    ]


def _named(ctx: MemberContext, entry: EntryRecord) -> list[tuple[Named, bool]]:
    """Each with whether its words are private, in the order of the stages."""
    found = []
    for stage in STAGES:
        if text := words_in(entry, stage):
            private = is_private(entry, stage)
            found += [(one, private) for one in _in_words(ctx, entry, text)]
    return found


def _in_words(ctx: MemberContext, entry: EntryRecord, text: str) -> list[Named]:
    """What words of an entry name: nobody's own name, nor its provider's."""
    found = pointed_out(
        text,
        own=own_words(ctx.member.name or "", entry.provider or ""),
        region=region_of(ctx.member),
        people=ctx.known_people.of(ctx.work.workspace_id),
    )
    return [Named(one.kind, text[one.start : one.end]) for one in found]


def _mark(ctx: MemberContext, kind: IdentifierKind, words: str) -> str:
    """What is known of one, whatever is written around it: keyed as accounts are, so that no word
    of it can be read from that, nor a guess held against it. No comparable account has a colon.
    """
    somebody = "person" if kind == "customer" else kind
    return keyed(ctx, f"named: {somebody} {' '.join(folded(words).split())}")[:_MARK_LENGTH]


def _hold(
    ctx: MemberContext, entry: EntryRecord, told: frozenset[str], waits: Sequence[str]
) -> None:
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
    others = tuple(one for one in kept.held if one["kind"] != HELD)
    mark = {"kind": HELD, "told": sorted(told), "open": list(waits)}
    ctx.work.entries.keep_conversation(entry, replace(kept, held=(*others, mark)))


def _told(held: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return _marks(held, "told")


def _open(held: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    return _marks(held, "open")


def _marks(held: Sequence[Mapping[str, Any]], which: str) -> frozenset[str]:
    marks = (mark for one in held if one["kind"] == HELD for mark in one[which])
    return frozenset(mark for mark in marks if len(mark) == _MARK_LENGTH)
