"""Entries with their evidence, revisions and the state of the dialogue about them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, delete, select, update

from storage import chain
from storage.records import (
    ConversationRecord,
    EntryRecord,
    EvidenceRecord,
    MemberRecord,
    RevisionRecord,
    record,
)
from storage.repository import Repository
from storage.tables import Conversation, Entry, EntryRevision, Evidence
from storage.vocabulary import EntryStatus, EvidenceKind, RevisionKind


class Entries(Repository):
    """The entries of one workspace. Every call names the member: nobody reaches another's."""

    async def add(
        self,
        member_id: int,
        status: EntryStatus,
        now: datetime,
        *,
        source_key: str | None,
        **content: Any,
    ) -> EntryRecord | None:
        """A new entry; None where `source_key` has made one already."""
        number = await self._insert_once(
            Entry,
            member_id=member_id,
            status=status,
            created_at=now,
            changed_at=now,
            source_key=source_key and f"{self._workspace_id}:{source_key}",
            **content,
        )
        return None if number is None else await self.get(number, member_id)

    async def get(self, entry_id: int, member_id: int) -> EntryRecord | None:
        return self._one(
            (
                await self._session.exec(self._mine(member_id).where(Entry.id == entry_id))
            ).one_or_none()
        )

    async def made_by(self, source_key: str, member_id: int) -> EntryRecord | None:
        """The entry that this click, command or event made, if it did."""
        key = f"{self._workspace_id}:{source_key}"
        query = self._mine(member_id).where(Entry.source_key == key)
        return self._one((await self._session.exec(query)).one_or_none())

    async def from_message(self, channel: str, ts: str, member_id: int) -> EntryRecord | None:
        """The entry that a message in Slack began."""
        query = self._mine(member_id).where(Entry.source_channel == channel, Entry.source_ts == ts)
        return self._one((await self._session.exec(query.limit(1))).one_or_none())

    async def change(
        self,
        entry: EntryRecord,
        now: datetime,
        *,
        status: EntryStatus | None = None,
        **content: Any,
    ) -> EntryRecord | None:
        """Change an entry that is still as it was read; None where somebody was first."""
        done = await self._session.exec(
            update(Entry)
            .where(
                col(Entry.id) == entry.id,
                col(Entry.workspace_id) == self._workspace_id,
                col(Entry.status) == entry.status,
                col(Entry.version) == entry.version,
            )
            .values(
                status=status or entry.status,
                version=entry.version + 1,
                changed_at=now,
                **content,
            )
            .returning(Entry)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        return self._one(done.scalar_one_or_none())

    async def list(
        self,
        member_id: int,
        statuses: Sequence[EntryStatus],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 1000,
        offset: int = 0,
    ) -> tuple[EntryRecord, ...]:
        """The member's entries in these states, the latest activity first."""
        query = _between(self._mine(member_id).where(col(Entry.status).in_(statuses)), since, until)
        query = query.order_by(
            func.coalesce(col(Entry.start_date), date.min).desc(), col(Entry.id).desc()
        )
        return self._all((await self._session.exec(query.offset(offset).limit(limit))).all())

    async def count(
        self,
        member_id: int,
        statuses: Sequence[EntryStatus],
        *,
        since: date | None = None,
        until: date | None = None,
    ) -> int:
        """How many entries `list` would find without a limit."""
        chosen = _between(
            select(func.count())
            .select_from(Entry)
            .where(
                Entry.workspace_id == self._workspace_id,
                Entry.member_id == member_id,
                col(Entry.status).in_(statuses),
            ),
            since,
            until,
        )
        found: int = (await self._session.exec(chosen)).one()
        return found

    async def newest(
        self, member_id: int, statuses: Sequence[EntryStatus], since: datetime | None = None
    ) -> EntryRecord | None:
        """The entry in one of these states that was begun last."""
        query = self._mine(member_id).where(col(Entry.status).in_(statuses))
        if since is not None:
            query = query.where(col(Entry.created_at) >= since)
        return self._one(
            (await self._session.exec(query.order_by(col(Entry.id).desc()).limit(1))).one_or_none()
        )

    async def last_changed(self, member_id: int) -> EntryRecord | None:
        """The entry that the member changed last: what "undo" is about."""
        query = self._mine(member_id).order_by(
            col(Entry.changed_at).desc(), col(Entry.version).desc(), col(Entry.id).desc()
        )
        return self._one((await self._session.exec(query.limit(1))).one_or_none())

    async def add_evidence(
        self, entry_id: int, kind: EvidenceKind, url: str, now: datetime
    ) -> None:
        self._read.pop(("evidence", entry_id), None)
        await self._insert_once(Evidence, entry_id=entry_id, kind=kind, url=url, added_at=now)

    async def evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        """Evidence by entry, in one statement."""
        return await self._once("evidence", entry_ids, self._evidence, ())

    async def conversation(self, entry_id: int, member_id: int) -> ConversationRecord:
        """Where the dialogue about an entry stands; at its beginning where there was none."""
        return (await self.conversations([entry_id], member_id))[entry_id]

    async def conversations(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, ConversationRecord]:
        """The same about several entries, in one statement."""
        rows = await self._conversations(entry_ids)
        return {
            one: ConversationRecord(one, member_id, {}, (), None)
            if row is None or row.member_id != member_id
            else record(ConversationRecord, row)
            for one, row in rows.items()
        }

    async def keep_conversation(self, conversation: ConversationRecord) -> None:
        row = (await self._conversations([conversation.entry_id]))[conversation.entry_id]
        if row is None:
            row = Conversation(
                entry_id=conversation.entry_id,
                workspace_id=self._workspace_id,
                member_id=conversation.member_id,
            )
        row.state = dict(conversation.state)
        row.held = [dict(words) for words in conversation.held]
        row.pending_since = conversation.pending_since
        self._session.add(row)
        await self._session.flush()
        self._read["conversation", row.entry_id] = row

    async def append_revision(
        self,
        member: MemberRecord,
        entry_id: int,
        kind: RevisionKind,
        at: datetime,
        content: Mapping[str, Any],
    ) -> RevisionRecord:
        """A revision chained to the member's last; the caller makes it the member's head.

        The member must be locked by this unit: a number that is taken is refused.
        The content gets a salt, so that its hash tells nothing once the words are erased.
        """
        text = chain.canonical({**content, "salt": chain.new_salt()})
        content_hash = chain.digest(text)
        number = member.chain_length + 1
        row = EntryRevision(
            workspace_id=self._workspace_id,
            member_id=member.id,
            entry_id=entry_id,
            number=number,
            kind=kind,
            at=at,
            content=text,
            content_hash=content_hash,
            previous=member.chain_head,
            hash=chain.link(member.chain_head, number, kind, at, entry_id, content_hash),
        )
        self._session.add(row)
        await self._session.flush()
        return record(RevisionRecord, row)

    async def revisions(self, member_id: int) -> tuple[RevisionRecord, ...]:
        """The member's whole chain, from its first link."""
        query = (
            select(EntryRevision)
            .where(
                EntryRevision.workspace_id == self._workspace_id,
                EntryRevision.member_id == member_id,
            )
            .order_by(col(EntryRevision.number))
        )
        return tuple(record(RevisionRecord, row) for row in (await self._session.exec(query)).all())

    async def erase(self, member_id: int) -> int:
        """Remove every entry and the words of every revision; hashes stay. How many entries."""
        self._read.clear()
        await self._session.exec(
            update(EntryRevision)
            .where(
                col(EntryRevision.workspace_id) == self._workspace_id,
                col(EntryRevision.member_id) == member_id,
            )
            .values(content=None)
        )
        done = await self._session.exec(
            delete(Entry).where(
                col(Entry.workspace_id) == self._workspace_id, col(Entry.member_id) == member_id
            )
        )
        return done.rowcount

    async def _conversations(self, entry_ids: Sequence[int]) -> dict[int, Conversation | None]:
        return await self._once("conversation", entry_ids, self._conversation_rows, None)

    async def _conversation_rows(self, entry_ids: Sequence[int]) -> dict[int, Conversation | None]:
        query = select(Conversation).where(col(Conversation.entry_id).in_(entry_ids))
        return {row.entry_id: row for row in (await self._session.exec(query)).all()}

    async def _evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        query = (
            select(Evidence)
            .where(
                Evidence.workspace_id == self._workspace_id, col(Evidence.entry_id).in_(entry_ids)
            )
            .order_by(col(Evidence.id))
        )
        found: dict[int, tuple[EvidenceRecord, ...]] = {}
        for row in (await self._session.exec(query)).all():
            found[row.entry_id] = (*found.get(row.entry_id, ()), record(EvidenceRecord, row))
        return found

    def _mine(self, member_id: int):  # type: ignore[no-untyped-def]
        return select(Entry).where(
            Entry.workspace_id == self._workspace_id, Entry.member_id == member_id
        )

    def _one(self, row: Entry | None) -> EntryRecord | None:
        return None if row is None else record(EntryRecord, row)

    def _all(self, rows: Sequence[Entry]) -> tuple[EntryRecord, ...]:
        return tuple(record(EntryRecord, row) for row in rows)


def _between(query: Any, since: date | None, until: date | None) -> Any:
    """The query for activities that touch these days, both included."""
    if since is not None:
        query = query.where(col(Entry.end_date) >= since)
    if until is not None:
        query = query.where(col(Entry.start_date) <= until)
    return query
