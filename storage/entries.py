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
from storage.tables import Conversation, Entry, EntryRevision, Evidence, Member
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
            .execution_options(synchronize_session=False)
        )
        if done.rowcount != 1:
            return None
        self._session.expire_all()
        return await self.get(entry.id, entry.member_id)

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
        await self._insert_once(Evidence, entry_id=entry_id, kind=kind, url=url, added_at=now)

    async def evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        """Evidence by entry, in one statement."""
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

    async def conversation(self, entry_id: int, member_id: int) -> ConversationRecord:
        """Where the dialogue about an entry stands; at its beginning where there was none."""
        row = await self._session.get(Conversation, entry_id)
        if row is None or row.member_id != member_id:
            return ConversationRecord(entry_id, member_id, {}, (), None)
        return record(ConversationRecord, row)

    async def keep_conversation(self, conversation: ConversationRecord) -> None:
        row = await self._session.get(Conversation, conversation.entry_id)
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

    async def append_revision(
        self,
        member: MemberRecord,
        entry_id: int,
        kind: RevisionKind,
        at: datetime,
        content: Mapping[str, Any],
    ) -> RevisionRecord:
        """Chain a revision to the member's last. The member must be locked by this unit.

        The content gets a salt, so that its hash tells nothing once the words are erased.
        """
        head = await self._session.get_one(Member, member.id)
        text = chain.canonical({**content, "salt": chain.new_salt()})
        content_hash = chain.digest(text)
        number = head.chain_length + 1
        row = EntryRevision(
            workspace_id=self._workspace_id,
            member_id=member.id,
            entry_id=entry_id,
            number=number,
            kind=kind,
            at=at,
            content=text,
            content_hash=content_hash,
            previous=head.chain_head,
            hash=chain.link(head.chain_head, number, kind, at, entry_id, content_hash),
        )
        head.chain_length = number
        head.chain_head = row.hash
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
