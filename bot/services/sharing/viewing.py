"""What somebody reads of what another shares with them, as it stands when they look; each look is a
line in the other's log.

Nothing is told apart that could say more than the share does: what is over, taken back, withdrawn,
erased or was never theirs is all "no longer shared".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.access import Permission
from bot.policy.sharing import covers, stages_shown
from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.refused import Refused
from bot.services.record.evidence import file_name
from bot.services.record.shared_with import (
    SHARED_ENTRY,
    SHARED_RECORD,
    facts_of,
    owners_today,
    subject,
)
from bot.services.schemes.account_facts import is_private
from storage.row_types import EntryRecord, MemberRecord
from storage.sharing.shares import ShareRecord
from storage.sharing.sign_offs import SignOffRecord

PAGE: Final = 10
"""Entries on a page of a record."""


@dataclass(frozen=True, slots=True)
class SharedEntry:
    """One entry as somebody else reads it. `stages` are those that they are shown and that hold
    words; `some_private`: there are words that they are not shown. `asked` is the number of the
    sign-off that they are asked for, 0 for none, and `version` the entry's as it is read.
    """

    share_id: int
    entry_id: int
    owner: str
    until: date
    title: str | None
    start: date | None
    end: date | None
    minutes: int | None
    type: str | None
    provider: str | None
    subjects: tuple[str, ...]
    stages: tuple[tuple[Stage, str], ...]
    some_private: bool
    links: tuple[str, ...]
    files: tuple[str, ...]
    asked: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class SharedRow:
    """An entry of a record that is shared."""

    entry_id: int
    title: str | None
    start: date | None
    end: date | None
    minutes: int | None
    asked: bool


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """A page of a record that is shared, the latest entries first; `page` counts from 0."""

    share_id: int
    owner: str
    until: date
    rows: tuple[SharedRow, ...]
    page: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class SharedToMe:
    """Something that is shared with the context's member: `entry_id` None for a record."""

    share_id: int
    owner_id: int
    owner: str
    entry_id: int | None
    until: date
    asked: bool


def shared_to(
    ctx: MemberContext, permission: Permission = Permission.SEE_SHARED
) -> tuple[SharedToMe, ...]:
    """What is shared with the member now, by owner, the oldest first. Nobody's record is read."""
    kept = ctx.work.shares.not_ended_to(ctx.member.id)
    if not kept:
        return ()
    owners = ctx.work.members.many(list({one.member_id for one in kept}))
    found = []
    for one in kept:
        owner = owners[one.member_id]
        if not ctx.may(permission, subject(owner, one, owners_today(ctx, owner))):
            continue
        waiting = ctx.work.sign_offs.asked_of(ctx.member.id, owner.id)
        asked = any(covers(facts_of(one), each.entry_id) for each in waiting)
        found.append(
            SharedToMe(one.id, owner.id, name_of(owner), one.entry_id, one.last_day, asked)
        )
    return tuple(sorted(found, key=lambda one: (one.owner.casefold(), one.share_id)))


def look_at_entry(ctx: MemberContext, share_id: int, entry_id: int) -> SharedEntry:
    """An entry by a share with the member, and a line in its owner's log.

    Raises Refused("no_longer_shared").
    """
    found, owner = _open(ctx, share_id)
    entry, shares = entry_by(ctx, owner, entry_id)
    if not covers(facts_of(found), entry_id):
        raise Refused("no_longer_shared")
    private: list[Stage] = [one for one in STAGES if is_private(entry, one)]
    told: dict[Stage, str] = {
        one: words for one in STAGES if (words := getattr(entry, one)) is not None and words
    }
    shown = stages_shown(map(facts_of, shares), private)
    evidence = ctx.work.entries.evidence([entry.id])[entry.id]
    asked = asked_about(ctx, owner, entry_id)
    ctx.work.teams.log_access(ctx.member.id, [owner.id], f"{SHARED_ENTRY}{entry.id}", ctx.now)
    return SharedEntry(
        share_id=found.id,
        entry_id=entry.id,
        owner=name_of(owner),
        until=max(one.last_day for one in shares),
        title=entry.title,
        start=entry.start_date,
        end=entry.end_date,
        minutes=entry.minutes,
        type=entry.type,
        provider=entry.provider,
        subjects=tuple(one["name"] for one in entry.subjects),
        stages=tuple((one, told[one]) for one in shown if one in told),
        some_private=any(one not in shown for one in told),
        links=tuple(one.url for one in evidence if one.kind == "link"),
        files=tuple(file_name(one.name) for one in evidence if one.kind == "file"),
        asked=asked.id if asked else 0,
        version=entry.version,
    )


def look_at_record(ctx: MemberContext, share_id: int, page: int) -> SharedRecord:
    """A page of a record by a share with the member, and a line in its owner's log.

    Raises Refused("no_longer_shared").
    """
    found, owner = _open(ctx, share_id)
    if found.entry_id is not None:
        raise Refused("no_longer_shared")
    count = ctx.work.entries.count(owner.id, ("logged",))
    pages = max(1, -(-count // PAGE))
    page = min(max(0, page), pages - 1)
    entries = ctx.work.entries.list(owner.id, ("logged",), limit=PAGE, offset=page * PAGE)
    asked = {one.entry_id for one in ctx.work.sign_offs.asked_of(ctx.member.id, owner.id)}
    ctx.work.teams.log_access(ctx.member.id, [owner.id], SHARED_RECORD, ctx.now)
    return SharedRecord(
        share_id=found.id,
        owner=name_of(owner),
        until=found.last_day,
        rows=tuple(_row(one, asked=one.id in asked) for one in entries),
        page=page,
        pages=pages,
        count=count,
    )


def entry_by(
    ctx: MemberContext, owner: MemberRecord, entry_id: int
) -> tuple[EntryRecord, Sequence[ShareRecord]]:
    """A saved entry of the owner's, and the open shares with the member that show it.

    Raises Refused("no_longer_shared").
    """
    today = owners_today(ctx, owner)
    shares = [
        one
        for one in ctx.work.shares.between(owner.id, ctx.member.id)
        if covers(facts_of(one), entry_id)
        and ctx.may(Permission.SEE_SHARED, subject(owner, one, today))
    ]
    entry = ctx.work.entries.get(entry_id, owner.id) if shares else None
    if entry is None or entry.status != "logged":
        raise Refused("no_longer_shared")
    return entry, shares


def asked_about(ctx: MemberContext, owner: MemberRecord, entry_id: int) -> SignOffRecord | None:
    """What the member is asked to sign off of an entry; None where they are not asked."""
    waiting = ctx.work.sign_offs.asked_of(ctx.member.id, owner.id)
    return next((one for one in waiting if one.entry_id == entry_id), None)


def _open(ctx: MemberContext, share_id: int) -> tuple[ShareRecord, MemberRecord]:
    found = ctx.work.shares.get(share_id)
    owner = ctx.work.members.get(found.member_id) if found is not None else None
    if found is None or owner is None:
        raise Refused("no_longer_shared")
    whose = subject(owner, found, owners_today(ctx, owner))
    ctx.must(Permission.SEE_SHARED, whose, otherwise="no_longer_shared")
    if ctx.member.deactivated:
        raise Refused("no_longer_shared")
    return found, owner


def _row(entry: EntryRecord, *, asked: bool) -> SharedRow:
    return SharedRow(entry.id, entry.title, entry.start_date, entry.end_date, entry.minutes, asked)
