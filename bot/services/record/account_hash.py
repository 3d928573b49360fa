"""By what accounts are compared without reading one: a keyed hash of each, kept with its entry.

HMAC-SHA256 of the words in their comparable form, with a key of the workspace's own: the column
alone says nothing of the words, and hashes of two workspaces have nothing in common.
"""

import hmac
from collections.abc import Mapping
from typing import Any, Final

from bot.conversation.consistency import comparable
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from storage.record.comparisons import members_not_hashed
from storage.row_types import EntryRecord

HASHED_AT_ONCE: Final = 200
"""Entries of a member that are hashed in a unit, and members of a page."""


def hash_in(ctx: MemberContext, columns: Mapping[str, Any]) -> str | None:
    """What is to be kept with an entry whose stages are in these columns: empty where they hold too
    few words to be compared; None where its workspace has no key yet.
    """
    if not ctx.account_key:
        return None
    words = comparable(" ".join(columns.get(stage) or "" for stage in STAGES))
    return "" if words is None else keyed(ctx, words)


def keyed(ctx: MemberContext, words: str) -> str:
    """HMAC-SHA256 of words with the workspace's key, in hexadecimal; it has to have one."""
    return hmac.digest(bytes.fromhex(ctx.account_key), words.encode(), "sha256").hex()


def hash_of(
    ctx: MemberContext, entry: EntryRecord, changed: Mapping[str, Any] | None = None
) -> str | None:
    """The same of an entry, with the columns that are `changed` in it."""
    stages: dict[str, Any] = {stage: getattr(entry, stage) for stage in STAGES}
    return hash_in(ctx, {**stages, **(changed or {})})


def without_hash(contexts: ContextFactory, after: int, limit: int) -> list[tuple[str, int]]:
    """A page of members, from behind a number on, with entries that an earlier release wrote: their
    workspaces and numbers.
    """
    with contexts.database.snapshot() as session:
        return members_not_hashed(session, after, limit)


def hash_some(contexts: ContextFactory, workspace_id: str, member_id: int, limit: int) -> int:
    """Give so many of a member's entries their hashes; how many there were, fewer than that once
    all have theirs.
    """
    with contexts.open_by_id(workspace_id, member_id, Origin(f"hash:{member_id}")) as ctx:
        if ctx is None:
            return 0
        ctx.account_key = ctx.work.workspace.account_key()
        found = ctx.work.comparisons.not_hashed(member_id, limit)
        for one in found:
            ctx.work.comparisons.hash(one.id, hash_of(ctx, one) or "")
        ctx.commit()
    return len(found)
