"""Sharing an entry, or the record, with one named person until a day, and taking that back.

What the other reads is `viewing`'s. Nobody is shown anything before the member has said so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.policy.access import Permission, Subject
from bot.policy.sharing import LONGEST, covers, is_open
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.record.entry_changes import find
from bot.services.record.shared_with import facts_of, open_shares
from storage.row_types import EntryRecord, MemberRecord
from storage.sharing.shares import ShareRecord

UNDO_KEPT = timedelta(days=30)
"""For so long an undo brings back what was taken back, and ends what was begun."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown to whom: `entry_id` None for the record."""

    entry_id: int | None
    last_day: date
    private_too: bool = False


def check(ctx: MemberContext, named: Named, wanted: Wanted) -> None:
    """Raises Refused where that cannot be shared: share_with_oneself, share_with_a_bot,
    share_with_who_left, share_day_over, share_day_too_far, only_saved_ones, not_your_entry.
    """
    ctx.must(Permission.SHARE_RECORD, Subject(ctx.member.id), otherwise="not_your_entry")
    if named.slack_id == ctx.member.slack_id:
        raise Refused("share_with_oneself")
    if named.profile.kind == "bot":
        raise Refused("share_with_a_bot")
    if named.profile.deactivated:
        raise Refused("share_with_who_left")
    if wanted.last_day < ctx.today:
        raise Refused("share_day_over")
    if wanted.last_day > ctx.today + LONGEST:
        raise Refused("share_day_too_far")
    if wanted.entry_id is not None and find(ctx, wanted.entry_id).status != "logged":
        raise Refused("only_saved_ones")


def share(ctx: MemberContext, named: Named, wanted: Wanted) -> ShareRecord:
    """Show it to them from now on, and tell both. What was shared with them of the same before is
    taken back: one share says until when. Raises Refused as `check`.
    """
    check(ctx, named, wanted)
    viewer = ctx.work.members.meet(
        named.slack_id,
        ctx.now,
        name=named.profile.name,
        kind=named.profile.kind,
        deactivated=named.profile.deactivated,
    )
    before = [
        one
        for one in ctx.work.shares.between(ctx.member.id, viewer.id)
        if one.entry_id == wanted.entry_id
    ]
    _end(ctx, before)
    made = ctx.work.shares.add(
        ctx.member.id,
        viewer.id,
        entry_id=wanted.entry_id,
        private_too=wanted.private_too,
        last_day=wanted.last_day,
        now=ctx.now,
        turn=ctx.origin.key,
    )
    values = {"share_id": made.id}
    ctx.work.messages.say(viewer.id, "share_told", told_key(made.id), ctx.real, values)
    ctx.work.messages.say(
        ctx.member.id,
        "share_made",
        made_key(made.id),
        ctx.real,
        values,
        entry_id=made.entry_id,
    )
    _show(ctx, [made])
    return made


def stop(ctx: MemberContext, share_ids: Sequence[int]) -> tuple[str, ...]:
    """Take these shares of the member's back, at once; the names of whom they were with, those that
    are over left out. Others' are passed over.
    """
    mine = [one for one in ctx.work.shares.not_ended(ctx.member.id) if one.id in share_ids]
    _end(ctx, mine)
    _drop_what_waits(ctx, mine)
    people = ctx.work.members.many(list({one.viewer_id for one in mine}))
    return tuple(name_of(people[number]) for number in dict.fromkeys(one.viewer_id for one in mine))


def stop_with(ctx: MemberContext, viewer: MemberRecord) -> tuple[str, ...]:
    """The same of everything that is shared with somebody."""
    theirs = ctx.work.shares.between(ctx.member.id, viewer.id)
    return stop(ctx, [one.id for one in theirs])


def stop_everything(ctx: MemberContext) -> tuple[str, ...]:
    """The same of everything that the member shares."""
    return stop(ctx, [one.id for one in ctx.work.shares.not_ended(ctx.member.id)])


def lose_what_was_shared(ctx: MemberContext) -> None:
    """Whoever's account is switched off loses what others share with them, for good."""
    if not ctx.member.deactivated:
        return
    theirs = ctx.work.shares.not_ended_to(ctx.member.id)
    ctx.work.shares.end([one.id for one in theirs], ctx.now, None)
    for one in theirs:
        ctx.show_home(one.member_id)
        ctx.work.messages.show_said(made_key(one.id), ctx.real)


def changed_at(ctx: MemberContext) -> datetime | None:
    """When the member shared something last, or took that back, as far as an undo reaches."""
    turn = ctx.work.shares.last_turn(ctx.member.id)
    if not turn or ctx.now - turn[-1].changed_at > UNDO_KEPT:
        return None
    return turn[-1].changed_at


def take_back(ctx: MemberContext) -> tuple[bool, tuple[str, ...]]:
    """Undo that: what was begun ends, what was ended holds again as before, as far as its last day.
    Whether anything is shared again, and the names of whom it was about.
    """
    turn = ctx.work.shares.last_turn(ctx.member.id)
    ended = [one for one in turn if one.ended_at is not None]
    begun = [one for one in turn if one.ended_at is None]
    ctx.work.shares.end([one.id for one in begun], ctx.now, None)
    ctx.work.shares.reopen([one.id for one in ended], ctx.now)
    _drop_what_waits(ctx, begun)
    _show(ctx, turn)
    people = ctx.work.members.many(list({one.viewer_id for one in turn}))
    again = any(is_open(facts_of(_again(one)), ctx.today) for one in ended)
    return again, tuple(name_of(people[one]) for one in dict.fromkeys(t.viewer_id for t in turn))


def with_whom(ctx: MemberContext) -> tuple[MemberRecord, ...]:
    """The people with whom the member shares something today."""
    people = ctx.work.members.many(list({one.viewer_id for one in open_shares(ctx)}))
    return tuple(people.values())


def told_key(share_id: int) -> str:
    """By what the viewer's message about a share is known."""
    return f"share_told:{share_id}"


def made_key(share_id: int) -> str:
    """By what the member's own is known."""
    return f"share_made:{share_id}"


def entry_of(ctx: MemberContext, share: ShareRecord) -> EntryRecord | None:
    """The one entry that a share of the member's shows; None for the record."""
    return None if share.entry_id is None else ctx.work.entries.get(share.entry_id, share.member_id)


def _end(ctx: MemberContext, some: Sequence[ShareRecord]) -> None:
    ctx.work.shares.end([one.id for one in some], ctx.now, ctx.origin.key)
    _show(ctx, some)


def _again(share: ShareRecord) -> ShareRecord:
    return replace(share, ended_at=None)


def _drop_what_waits(ctx: MemberContext, ended: Iterable[ShareRecord]) -> None:
    """Nobody is asked any more to sign off what they are not shown."""
    for viewer_id in dict.fromkeys(one.viewer_id for one in ended):
        left = [facts_of(one) for one in ctx.work.shares.between(ctx.member.id, viewer_id)]
        for asked in ctx.work.sign_offs.asked_of(viewer_id, ctx.member.id):
            if not any(covers(one, asked.entry_id) for one in left if is_open(one, ctx.today)):
                ctx.work.sign_offs.answer(asked.id, "dropped", ctx.now)
                ctx.work.messages.show_said(f"sign_off_ask:{asked.id}", ctx.real)


def _show(ctx: MemberContext, some: Iterable[ShareRecord]) -> None:
    """In both people's Homes, and in the messages whose buttons are no longer for pressing."""
    for one in some:
        ctx.show_home(one.viewer_id)
        ctx.work.messages.show_said(told_key(one.id), ctx.real)
        ctx.work.messages.show_said(made_key(one.id), ctx.real)
    ctx.show_home()
