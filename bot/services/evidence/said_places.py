"""Which entry a file is for, said in words: one of those that were offered, another, a new one, or
none.
"""

from collections.abc import Sequence
from typing import Final

from bot.conversation.file_places import Said, names_of, said_of_place
from bot.conversation.kinds import find_type
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.evidence.placing import (
    ask_for_place,
    is_asked,
    keep_where_said,
    keeping_of,
    still_kept,
)
from bot.services.evidence.reopening import remember
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import close, settle
from bot.services.record.incoming.interpretation import recent_of
from bot.services.record.incoming.typed_answers import TypedAnswer
from storage.record.held_messages import Held
from storage.row_types import EntryRecord

_STANDING: Final = ("draft", "planned", "logged")
_CHOICES: Final = {"new": "file_new", "keep": "file_keep", "forget": "file_forget"}


def _take(ctx: MemberContext, heard: Heard) -> bool:
    held = heard.held
    if heard.message.files or held is None or not is_asked(held):
        return False
    if heard.asked_at is not None and heard.asked_at > held.held_at:
        return False  # something else was asked since
    said = said_of_place(heard.message.text)
    if said is None:
        return False
    if said.place != "entry":
        return _settled(ctx, held, _CHOICES[said.place])
    meant = _meant(ctx, held, said)
    if not meant:
        return False
    if len(meant) > 1:
        _ask_which(ctx, held, meant)
        return True
    close(ctx, held.key, held.values)
    remember(ctx, held)
    try:
        keep_where_said(ctx, held, meant[0])
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _settled(ctx: MemberContext, held: Held, choice: str) -> bool:
    try:
        settle(ctx, held.key, choice)
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _meant(ctx: MemberContext, held: Held, said: Said) -> Sequence[EntryRecord]:
    """Those that were offered come before all others."""
    listed = [ctx.work.entries.get(int(one), ctx.member.id) for one in held.values["entries"]]
    offered = [one for one in listed if one is not None]
    if said.at is not None:
        return offered[said.at :][:1] if said.at >= 0 else offered[-1:]
    known = {one.id for one in offered}
    others = [one for one in recent_of(ctx) if one.status in _STANDING and one.id not in known]
    for some in (offered, others):
        if found := [one for one in some if _is_called(one, said.words)]:
            return found
    return ()


def _is_called(entry: EntryRecord, words: Sequence[str]) -> bool:
    names = names_of(entry.title or "", entry.provider or "")
    more = [one for one in words if one not in names]
    return not more or (entry.type is not None and _is_kind(more, entry.type))


def _is_kind(words: Sequence[str], kind: str) -> bool:
    """Whether words say nothing but of which kind it is: "toolbox talk", and not "brakes talk"."""
    known = [one for one in words if find_type(one).value is not None]
    if not known:
        return find_type(" ".join(words)).value == kind
    return len(known) == len(words) and find_type(" ".join(words)).value == kind


def _ask_which(ctx: MemberContext, held: Held, meant: Sequence[EntryRecord]) -> None:
    """Several are called like that: which of these."""
    ask_for_place(
        ctx,
        still_kept(ctx, held),
        meant,
        keeping_of(ctx, held),
        words=held.text,
        unread=held.values.get("unread", ""),
        moved_from=held.values.get("moved_from"),
    )


TYPED_ANSWERS: Final = (TypedAnswer("file_place", 16, _take),)
