"""Asking somebody with whom an entry is shared to sign it off, and their answer.

It is kept with its day beside the entry, and changes no credit and no test.
"""

from dataclasses import dataclass
from typing import Final

from bot.policy.access import Permission, Subject
from bot.policy.sharing import covers
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.refused import Refused
from bot.services.record.content_mark import content_mark
from bot.services.record.entry_changes import find
from bot.services.record.shared_with import facts_of, owners_today, shares_of_entry, subject
from bot.services.sharing.viewing import entry_by
from storage.row_types import EntryRecord, MemberRecord
from storage.sharing.sign_offs import SignOffRecord
from storage.unit_of_work import UnitOfWork

WORDS_MOST: Final = 500
"""Characters of a reviewer's line."""


@dataclass(frozen=True, slots=True)
class SignOffView:
    """A sign-off with the names of both and the entry, for the messages about it."""

    sign_off: SignOffRecord
    owner: str
    reviewer: str
    entry: EntryRecord | None


def sign_off_view(work: UnitOfWork, number: int) -> SignOffView | None:
    """None where there is none any more."""
    found = work.sign_offs.get(number)
    if found is None:
        return None
    people = work.members.many([found.member_id, found.reviewer_id])
    return SignOffView(
        found,
        name_of(people[found.member_id]),
        name_of(people[found.reviewer_id]),
        work.entries.get(found.entry_id, found.member_id),
    )


def ask(ctx: MemberContext, entry_id: int, viewer_id: int) -> str:
    """Ask somebody with whom one of the member's entries is shared to sign it off; their name.
    Asked again while they have not answered, nothing more is sent.

    Raises Refused: not_your_entry, only_saved_ones, not_shared_with_them.
    """
    ctx.must(Permission.SHARE_RECORD, Subject(ctx.member.id), otherwise="not_your_entry")
    entry = find(ctx, entry_id)
    if entry.status != "logged":
        raise Refused("only_saved_ones")
    line = next((one for one in shares_of_entry(ctx, entry_id) if one.viewer_id == viewer_id), None)
    if line is None:
        raise Refused("not_shared_with_them")
    waiting = ctx.work.sign_offs.asked_of(viewer_id, ctx.member.id)
    if not any(one.entry_id == entry_id for one in waiting):
        asked = ctx.work.sign_offs.ask(ctx.member.id, viewer_id, entry_id, ctx.now)
        values = {"sign_off_id": asked.id, "share_id": line.share_id}
        key = f"sign_off_ask:{asked.id}"
        ctx.work.messages.say(viewer_id, "sign_off_ask", key, ctx.real, values)
        ctx.show_home(viewer_id)
    return line.viewer


def may_answer(ctx: MemberContext, number: int) -> tuple[SignOffRecord, MemberRecord, EntryRecord]:
    """What the member is asked to sign off, whose it is, and the entry as it stands.

    Raises Refused: no_longer_shared, sign_off_answered.
    """
    asked = ctx.work.sign_offs.get(number)
    owner = ctx.work.members.get(asked.member_id) if asked is not None else None
    if asked is None or owner is None or asked.reviewer_id != ctx.member.id:
        raise Refused("no_longer_shared")
    entry, shares = entry_by(ctx, owner, asked.entry_id)
    if asked.state != "asked":
        raise Refused("sign_off_answered")
    today = owners_today(ctx, owner)
    whose = (
        subject(owner, one, today, asked=True)
        for one in shares
        if covers(facts_of(one), asked.entry_id)
    )
    if not any(ctx.may(Permission.SIGN_OFF, one) for one in whose):
        raise Refused("no_longer_shared")
    return asked, owner, entry


def answer(ctx: MemberContext, number: int, version: int, words: str, *, confirmed: bool) -> str:
    """Sign it off with a line, or decline; the owner is told, and their name is returned. `version`
    is the entry's that the member has read: nobody signs off what they have not seen.

    Raises Refused: no_longer_shared, sign_off_answered, changed_since_opened, sign_off_needs_line,
    sign_off_too_long.
    """
    _, owner, entry = may_answer(ctx, number)
    if confirmed and entry.version != version:
        raise Refused("changed_since_opened")
    said = " ".join(words.split())
    if confirmed and not said:
        raise Refused("sign_off_needs_line")
    if len(said) > WORDS_MOST:
        raise Refused("sign_off_too_long")
    evidence = ctx.work.entries.evidence([entry.id])[entry.id]
    kept = ctx.work.sign_offs.answer(
        number,
        "confirmed" if confirmed else "declined",
        ctx.now,
        words=said or None,
        content_mark=content_mark(entry, evidence) if confirmed else None,
    )
    if not kept:
        raise Refused("sign_off_answered")
    ctx.work.messages.say(
        owner.id,
        "sign_off_told",
        f"sign_off_told:{number}",
        ctx.real,
        {"sign_off_id": number},
        entry_id=entry.id,
    )
    ctx.work.messages.show_said(f"sign_off_ask:{number}", ctx.real)
    ctx.show_home()
    ctx.show_home(owner.id)
    return name_of(owner)
