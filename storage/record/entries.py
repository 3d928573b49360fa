"""Entries with their evidence, revisions and the state of the dialogue about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, delete, select

from storage.record import entry_statements as statements
from storage.record.undo import Before, UndoSteps
from storage.repository import Repository, Unit, defaults_of, new, setting, table_of
from storage.row_types import ConversationRecord, EntryRecord, EvidenceRecord, record
from storage.tables import Entry, Evidence
from storage.vocabulary import EntryStatus, EvidenceKind, Lacking


@dataclass(frozen=True, slots=True)
class Listing:
    """So many entries in these states, the latest activity first, or the `earliest`; of days from
    `since` on.

    `waiting`: only those for which a scheme waits, so that they count for nothing there; or only
    the others; None for both.
    """

    statuses: tuple[EntryStatus, ...]
    limit: int
    since: date | None = None
    waiting: bool | None = None
    earliest: bool = False


class Entries(Repository):
    """The entries of one workspace. Every call names the member: nobody reaches another's."""

    def __init__(self, unit: Unit, undo: UndoSteps) -> None:
        super().__init__(unit)
        self._undo = undo
        self._stored: dict[int, EntryRecord] = {}  # as the database has it, where that differs
        self._kept: dict[int, ConversationRecord] = {}  # to be written
        unit.writes(self._write)

    def add(
        self,
        member_id: int,
        status: EntryStatus,
        now: datetime,
        *,
        source_key: str | None,
        **content: Any,
    ) -> EntryRecord | None:
        """A new entry; None where `source_key` has made one already."""
        said: dict[str, Any] = {
            "member_id": member_id,
            "status": status,
            "created_at": now,
            "changed_at": now,
            **content,
        }
        key = source_key and f"{self._workspace_id}:{source_key}"
        number = self._insert_once(Entry, source_key=key, **said)
        if number is None:
            return None
        row = {**defaults_of(Entry), **said, "id": number}
        entry = EntryRecord(**{field.name: row[field.name] for field in fields(EntryRecord)})
        self._know(entry, ConversationRecord(number, member_id, {}, (), None), ())
        self._undo.note(entry, None)
        return entry

    def get(self, entry_id: int, member_id: int) -> EntryRecord | None:
        """The entry; its dialogue and its evidence are read with it."""
        known = self._known(entry_id)
        if known is not None:
            return known if known.member_id == member_id else None
        return self._read_one(statements.GET, member_id, entry=entry_id)

    def newest_open(self, member_id: int) -> EntryRecord | None:
        """The draft or plan that was begun last, with its dialogue and its evidence."""
        self._unit.flush()
        return self._read_one(statements.NEWEST_OPEN, member_id)

    def recent(self, member_id: int, limit: int) -> tuple[EntryRecord, ...]:
        """The entries that were begun last, whatever became of them, with their dialogues."""
        self._unit.flush()
        found = []
        for row in self._rows(statements.RECENT, member=member_id, most=limit):
            entry = EntryRecord(*row[: statements.WIDTH])
            state, held, pending = row[statements.WIDTH :]
            kept = ConversationRecord(entry.id, member_id, state or {}, held or (), pending)
            self._read.setdefault(("conversation", entry.id), kept)
            found.append(self._learn(entry))
        return tuple(found)

    def logged_since(self, member_id: int, moment: datetime) -> bool:
        """Whether an entry that stands in the record was saved after a moment (calendar time)."""
        query = (
            self._mine(member_id)
            .where(Entry.status == "logged", col(Entry.logged_at) > moment)
            .limit(1)
        )
        return self._session.exec(query).first() is not None

    def made_by(self, source_key: str, member_id: int) -> EntryRecord | None:
        """The entry that this click, command or event made, if it did."""
        key = f"{self._workspace_id}:{source_key}"
        query = self._mine(member_id).where(Entry.source_key == key)
        return self._one(self._session.exec(query).one_or_none())

    def from_message(self, channel: str, ts: str, member_id: int) -> tuple[EntryRecord, ...]:
        """The entries that a message in Slack began, in the order of their making."""
        self._unit.flush()
        query = self._mine(member_id).where(Entry.source_channel == channel, Entry.source_ts == ts)
        rows = self._session.exec(query.order_by(col(Entry.id))).all()
        return tuple(one for row in rows if (one := self._one(row)) is not None)

    def change(
        self,
        entry: EntryRecord,
        now: datetime,
        *,
        status: EntryStatus | None = None,
        **content: Any,
    ) -> EntryRecord | None:
        """The entry, changed; None where it is no longer as it was read.

        It is written with the unit: once, however often it is changed.
        """
        if (self._known(entry.id) or entry) != entry:
            return None
        stored = self._stored.setdefault(entry.id, entry)
        changed = replace(
            entry,
            status=status or entry.status,
            version=stored.version + 1,
            changed_at=now,
            **content,
        )
        self._undo.note(changed, lambda: self._before(stored))
        return self._learn(changed)

    def list(
        self,
        member_id: int,
        statuses: Sequence[EntryStatus],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int = 1000,
        offset: int = 0,
        lacking: Lacking = "",
    ) -> tuple[EntryRecord, ...]:
        """The member's entries in these states, the latest activity first; only those that lack
        something, where it says so.
        """
        self._unit.flush()
        rows = self._rows(
            statements.listing(tuple(statuses), since is not None, until is not None, lacking),
            member=member_id,
            since=since,
            until=until,
            most=limit,
            offset=offset,
        )
        return tuple(self._learn(EntryRecord(*row)) for row in rows)

    def lists(
        self, member_id: int, wanted: Sequence[Listing]
    ) -> tuple[tuple[EntryRecord, ...], ...]:
        """Several lists of the member's entries, with their dialogues, in one statement."""
        self._unit.flush()
        shapes = tuple(
            (one.statuses, one.limit, one.since is not None, one.waiting, one.earliest)
            for one in wanted
        )
        since = {f"since_{n}": one.since for n, one in enumerate(wanted)}
        found: list[list[EntryRecord]] = [[] for _ in wanted]
        for number, *row in self._rows(statements.lists(shapes), member=member_id, **since):
            entry = EntryRecord(*row[: statements.WIDTH])
            state, held, pending = row[statements.WIDTH :]
            kept = ConversationRecord(entry.id, member_id, state or {}, held or (), pending)
            self._read.setdefault(("conversation", entry.id), kept)
            found[number].append(self._learn(entry))
        return tuple(
            tuple(sorted(some, key=_latest, reverse=not one.earliest))
            for one, some in zip(wanted, found, strict=True)
        )

    def logged_between(
        self, member_id: int, since: datetime, until: datetime
    ) -> tuple[EntryRecord, ...]:
        """What the member saved from one moment on and before another, the first one first; but for
        what came from a file, which was told of as a whole.
        """
        self._unit.flush()
        rows = self._rows(statements.LOGGED, member=member_id, since=since, until=until)
        return tuple(self._learn(EntryRecord(*row)) for row in rows)

    def counts(self, member_id: int) -> Mapping[EntryStatus, int]:
        """How many entries the member has in each state; states without any are left out."""
        self._unit.flush()
        return dict(self._rows(statements.COUNTS, member=member_id))

    def count(
        self,
        member_id: int,
        statuses: Sequence[EntryStatus],
        *,
        since: date | None = None,
        until: date | None = None,
        lacking: Lacking = "",
    ) -> int:
        """How many entries `list` would find without a limit."""
        chosen = statements.between(
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
        if lacking:
            chosen = chosen.where(statements.LACKS[lacking])
        found: int = self._session.exec(chosen).one()
        return found

    def newest(
        self, member_id: int, statuses: Sequence[EntryStatus], since: datetime
    ) -> EntryRecord | None:
        """The entry in one of these states that was begun last, if it was since then."""
        self._unit.flush()
        found = self._rows(statements.newest(tuple(statuses)), member=member_id, since=since)
        return self._learn(EntryRecord(*found[0])) if found else None

    def add_evidence(self, entry: EntryRecord, kind: EvidenceKind, url: str, now: datetime) -> None:
        """A link or a message as evidence for an entry; known already, nothing is added."""
        self.bear(entry, EvidenceRecord(entry.id, kind, url, now))

    def bear(self, entry: EntryRecord, one: EvidenceRecord) -> bool:
        """Evidence of any kind for an entry; False, and nothing is added, where it is known."""
        before = self.evidence([entry.id])[entry.id]
        row = statements.bearing(entry.id, entry.member_id, one)
        if self._insert_once(Evidence, **row) is None:
            return False
        self._undo.note(entry, lambda: self._before(entry, before))
        self._read["evidence", entry.id] = (*before, replace(one, entry_id=entry.id))
        return True

    def set_evidence(self, entry: EntryRecord, evidence: Sequence[EvidenceRecord]) -> None:
        """Have an entry bear this evidence and no other."""
        before = self.evidence([entry.id])[entry.id]
        self._undo.note(entry, lambda: self._before(entry, before))
        self._session.exec(
            delete(Evidence).where(
                col(Evidence.workspace_id) == self._workspace_id,
                col(Evidence.entry_id) == entry.id,
            )
        )
        for one in evidence:
            self._insert_once(Evidence, **statements.bearing(entry.id, entry.member_id, one))
        self._read["evidence", entry.id] = tuple(evidence)

    def evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        """Evidence by entry, in one statement."""
        return self._once("evidence", entry_ids, self._evidence, ())

    def conversation(self, entry_id: int, member_id: int) -> ConversationRecord:
        """Where the dialogue about an entry stands; at its beginning where there was none."""
        return self.conversations([entry_id], member_id)[entry_id]

    def conversations(
        self, entry_ids: Sequence[int], member_id: int
    ) -> dict[int, ConversationRecord]:
        """The same about several entries, in one statement."""
        found = self._once("conversation", entry_ids, self._conversations, None)
        return {
            one: ConversationRecord(one, member_id, {}, (), None)
            if kept is None or kept.member_id != member_id
            else kept
            for one, kept in found.items()
        }

    def keep_conversation(self, entry: EntryRecord, conversation: ConversationRecord) -> None:
        """Where the dialogue stands now; it is written with the unit."""
        before = self.conversation(entry.id, entry.member_id)
        if dict(before.state) != dict(conversation.state):
            self._undo.note(entry, lambda: self._before(entry, dialogue=before))
        self._read["conversation", entry.id] = self._kept[entry.id] = conversation

    def remember(self, entry: EntryRecord, now: datetime) -> None:
        """What this turn changes beside an entry can be taken back as part of it."""
        self._undo.note(replace(entry, changed_at=now), lambda: self._before(entry))

    def _before(
        self,
        entry: EntryRecord,
        evidence: Sequence[EvidenceRecord] | None = None,
        dialogue: ConversationRecord | None = None,
    ) -> Before:
        """How an entry stood when the unit first changed something about it."""
        return Before(
            entry,
            dialogue or self.conversation(entry.id, entry.member_id),
            tuple(evidence if evidence is not None else self.evidence([entry.id])[entry.id]),
        )

    def _read_one(self, statement: Any, member_id: int, **values: Any) -> EntryRecord | None:
        rows = self._rows(statement, member=member_id, **values)
        if not rows:
            return None
        first = rows[0]
        entry = EntryRecord(*first[: statements.WIDTH])
        known = self._known(entry.id)
        if known is not None:
            return known
        state, held, since = first[statements.WIDTH : statements.WIDTH + 3]
        dialogue = ConversationRecord(entry.id, member_id, state or {}, held or (), since)
        evidence = tuple(
            EvidenceRecord(entry.id, *row[statements.WIDTH + 3 :])
            for row in rows
            if row[statements.WIDTH + 3] is not None
        )
        return self._know(entry, dialogue, evidence)

    def _know(
        self,
        entry: EntryRecord,
        dialogue: ConversationRecord,
        evidence: tuple[EvidenceRecord, ...],
    ) -> EntryRecord:
        self._read.setdefault(("conversation", entry.id), dialogue)
        self._read.setdefault(("evidence", entry.id), evidence)
        return self._learn(entry)

    def _learn(self, entry: EntryRecord) -> EntryRecord:
        """The entry as this unit knows it from now on."""
        self._read["entry", entry.id] = entry
        return entry

    def _known(self, entry_id: int) -> EntryRecord | None:
        """The entry as this unit knows it, if it has met it."""
        known: EntryRecord | None = self._read.get(("entry", entry_id))
        return known

    def _write(self) -> None:
        while self._stored:
            entry_id, stored = self._stored.popitem()
            changed = self._read["entry", entry_id]
            different = {
                name: getattr(changed, name)
                for name in EntryRecord.__slots__
                if getattr(changed, name) != getattr(stored, name)
            }
            for name in ("private_stages", "subjects"):
                if name in different:
                    different[name] = list(different[name])
            writing = setting(table_of(Entry), frozenset(different), *statements.AS_IT_WAS)
            values = {"entry": entry_id, "before": stored.version, **new(different)}
            done = self._run(writing, **values)
            if done.rowcount != 1:
                raise AssertionError("Somebody wrote about a member whom we had locked.")
        while self._kept:
            entry_id, kept = self._kept.popitem()
            self._run(
                statements.keeping(self._unit.dialect),
                workspace_id=self._workspace_id,
                entry_id=entry_id,
                member_id=kept.member_id,
                state=dict(kept.state),
                held=[dict(words) for words in kept.held],
                pending_since=kept.pending_since,
            )

    def _conversations(self, entry_ids: Sequence[int]) -> dict[int, ConversationRecord | None]:
        rows = self._rows(statements.CONVERSATIONS, entries=entry_ids)
        return {row[0]: ConversationRecord(*row) for row in rows}

    def _evidence(self, entry_ids: Sequence[int]) -> dict[int, tuple[EvidenceRecord, ...]]:
        found: dict[int, tuple[EvidenceRecord, ...]] = {}
        for row in self._rows(statements.EVIDENCE, entries=entry_ids):
            one = EvidenceRecord(*row)
            found[one.entry_id] = (*found.get(one.entry_id, ()), one)
        return found

    def _mine(self, member_id: int):  # type: ignore[no-untyped-def]
        return select(Entry).where(
            Entry.workspace_id == self._workspace_id, Entry.member_id == member_id
        )

    def _one(self, row: Entry | None) -> EntryRecord | None:
        return None if row is None else self._learn(record(EntryRecord, row))


def _latest(entry: EntryRecord) -> tuple[date, int]:
    return entry.start_date or date.min, entry.id
