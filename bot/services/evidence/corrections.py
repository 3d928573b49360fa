""" "No, for the other one": files that were just kept move to another entry of their member's."""

from typing import Final

from bot.conversation.captions import is_any_other, meant_for, names
from bot.conversation.tables.likeness import near
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.evidence.keeping import LAST, Keeping, keep_for, let_go_of
from bot.services.evidence.placing import ask_for_place
from bot.services.record.evidence import kept_file
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW, recent_of
from bot.services.record.incoming.typed_answers import TypedAnswer
from storage.row_types import EntryRecord

_STANDING: Final = ("draft", "planned", "logged")


def _take(ctx: MemberContext, heard: Heard) -> bool:
    which = "" if heard.message.files else meant_for(heard.message.text)
    if not which:
        return False
    last = ctx.work.held.aside(ctx.member.id, LAST)
    if last is None or ctx.now - last.held_at > JUST_NOW:
        return False
    before = ctx.work.entries.get(int(last.values["entry"]), ctx.member.id)
    others = [
        one
        for one in recent_of(ctx)
        if one.status in _STANDING and one.title and one.id != last.values["entry"]
    ]
    meant = others if is_any_other(which) else [one for one in others if _is(one, which)]
    if before is None or not meant:
        return False
    _move(ctx, heard, before, meant, last.values["hashes"])
    return True


def _is(entry: EntryRecord, which: str) -> bool:
    title = entry.title or ""
    return names(which, title) or near(which, title)


def _move(
    ctx: MemberContext,
    heard: Heard,
    before: EntryRecord,
    meant: list[EntryRecord],
    hashes: list[str],
) -> None:
    try:
        files = [kept_file(ctx, one) for one in hashes]
    except Refused as refused:
        ctx.reply("say", {"sentence": refused.sentence})
        return
    keeping = Keeping(f"moved:{heard.message.key}", heard.message.thread_ts)
    if len(meant) > 1:
        ask_for_place(ctx, files, meant, keeping, moved_from=before.id)
        return
    keep_for(ctx, meant[0], files, keeping, let_go_of(ctx, before, hashes))


TYPED_ANSWERS: Final = (TypedAnswer("files", 18, _take),)
