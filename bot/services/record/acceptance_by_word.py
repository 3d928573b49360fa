"""What a body said of an entry, told in words: "IMI did not accept the webinar"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.conversation.acceptance_named import AcceptanceNamed, acceptance_named
from bot.conversation.phrases.language import plain
from bot.conversation.understanding.entries import named, target
from bot.policy.schemes.disallowed import disallowed_on
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.disallowing import who_disallows
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import let_go
from bot.services.record.incoming.interpretation import RECENT
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes.assessment import disallowed_of
from storage.row_types import EntryRecord


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Offer to keep it of the saved entry that is meant; whether the message was one. Its day and
    the body's reason are asked for, so that nothing is kept yet.
    """
    told = acceptance_named(heard.message.text)
    pack = None if told is None else _pack(ctx, told)
    if told is None or pack is None:
        return False
    if heard.held is not None:
        let_go(ctx, heard.held.key)
    thread_ts = heard.message.thread_ts
    entry = _meant(heard, told, _saved(ctx, pack, disallowed=told.accepted))
    if entry is None:
        which = {"sentence": "accepted_again_which" if told.accepted else "not_accepted_which"}
        ctx.reply("say", which, thread_ts=thread_ts)
        return True
    try:
        who_disallows(ctx, entry, pack)
    except Refused as refused:
        ctx.say_refused(refused, thread_ts=thread_ts)
        return True
    values: dict[str, Any] = {"sentence": "accepted_again" if told.accepted else "not_accepted"}
    values |= {"title": entry.title, "entry": entry.id, "pack": pack}
    ctx.reply("offer", values, entry_id=entry.id, thread_ts=thread_ts)
    return True


def _pack(ctx: MemberContext, told: AcceptanceNamed) -> str | None:
    """The member's scheme whose body is named by what it is called; None where it is none of
    theirs.
    """
    word = told.body.rpartition(" ")[2]
    for one in ctx.work.enrolments.of(ctx.member.id):
        pack = ctx.rules.get(one.pack)
        if pack is not None and word in {name.lower() for name in pack.called}:
            return one.pack
    return None


def _saved(ctx: MemberContext, pack: str, *, disallowed: bool) -> Sequence[EntryRecord]:
    """Saved entries, the newest first, that the body counts, or those that it does not."""
    saved = ctx.work.entries.list(ctx.member.id, ["logged"], limit=RECENT)
    return [
        one
        for one in saved
        if (disallowed_on(disallowed_of(one), one.id, pack, ctx.today) is not None) == disallowed
    ]


def _meant(heard: Heard, told: AcceptanceNamed, saved: Sequence[EntryRecord]) -> EntryRecord | None:
    """The entry that words name; where only "it" is said that of the thread, or the last one."""
    by_id = {one.id: one for one in saved}
    known = tuple(one for one in heard.context.entries if one.id in by_id)
    context = replace(heard.context, entries=known)
    found = named(plain(f"the {told.what}"), context) if told.what else target(plain(""), context)
    if found is None and not told.what and saved:
        return saved[0]
    return None if found is None else by_id[found.id]


TYPED_ANSWERS: Final = (TypedAnswer("acceptance", 17, _take),)
