"""What a message has brought about, collected while its parts are done, and told in one reply."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.services.context.member_context import MemberContext
from bot.services.record import follow_ups
from bot.services.record.entry_changes import find, post_note
from bot.services.record.entry_diff import Change
from bot.services.record.question_queue import line_up
from storage.row_types import EntryRecord


class Noted:
    """What a message has brought about, to be told in one reply."""

    def __init__(self) -> None:
        self.changes: dict[int, list[Change]] = {}
        self.lost: dict[int, int] = {}
        self.standing: dict[int, list[Change]] = {}
        self.named: set[int] = set()
        self.entries: list[int] = []
        self.begun: list[int] = []
        self.planned: list[int] = []
        self.kept: set[int] = set()

    def change(
        self,
        entry: EntryRecord,
        changes: Sequence[Change],
        lost: int | None = None,
        *,
        named: bool = False,
    ) -> None:
        """Facts of an entry are different now; `lost` are credits (hundredths) that this ended,
        `named`: it is said of which.
        """
        self.changes.setdefault(entry.id, []).extend(changes)
        if lost is not None:
            self.lost[entry.id] = lost
        if named:
            self.named.add(entry.id)
        self.about(entry)

    def stands(self, entry: EntryRecord, change: Change, *, named: bool = False) -> None:
        """What a correction asks for stands there already."""
        self.standing.setdefault(entry.id, []).append(change)
        if named:
            self.named.add(entry.id)
        self.about(entry)

    def about(self, entry: EntryRecord) -> None:
        """Something came of an entry that its note tells."""
        if entry.id not in self.entries:
            self.entries.append(entry.id)

    def tell(self, ctx: MemberContext, thread_ts: str | None) -> None:
        """Post the note of each entry that something came of, with its changes; of several that
        were begun, the first is asked about first.
        """
        line_up(ctx, self.begun)
        for entry_id in self.entries:
            entry = find(ctx, entry_id)
            post_note(ctx, entry, thread_ts, self._values(ctx, entry_id))
        for entry_id in self.planned:
            follow_ups.offer(ctx, find(ctx, entry_id), thread_ts)

    def _values(self, ctx: MemberContext, entry_id: int) -> Mapping[str, Any] | None:
        """What the note about an entry says first."""
        named = {"named": True} if entry_id in self.named else {}
        changes = [one.to_dict() for one in self.changes.get(entry_id, ())]
        if changes:
            lost = {"lost": self.lost[entry_id]} if entry_id in self.lost else {}
            return {"changes": changes, "turn": ctx.origin.key, **lost, **named}
        standing = [one.to_dict() for one in self.standing.get(entry_id, ())]
        if standing:
            return {"standing": standing, **named}
        kept = {"kept": True} if entry_id in self.kept else {}
        return {**kept, **named} or None
