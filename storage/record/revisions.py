"""Revisions of entries, chained to each other; how a chain is checked is `chain`'s."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as columns

from bot.archive import chain
from storage.engine.statements import insert_many, run
from storage.repository import Repository, given, table_of
from storage.row_types import MemberRecord, RevisionNote, RevisionRecord, columns_of
from storage.tables import EntryRevision
from storage.vocabulary import RevisionKind

_revision = table_of(EntryRevision).c
_ADD_REVISION = table_of(EntryRevision).insert()
_HISTORY = (
    columns(*columns_of(RevisionNote, table_of(EntryRevision)))
    .where(
        _revision.workspace_id == given("workspace"),
        _revision.member_id == given("member", _revision.member_id),
        _revision.entry_id == given("entry", _revision.entry_id),
    )
    .order_by(_revision.number.desc())
    .limit(given("most", _revision.number))
)


_LATER = columns(_revision.entry_id).where(
    _revision.workspace_id == given("workspace"),
    _revision.member_id == given("member", _revision.member_id),
    _revision.at >= given("since", _revision.at),
)
_OF_CHANGED = (
    columns(_revision.entry_id, *columns_of(RevisionNote, table_of(EntryRevision)))
    .where(
        _revision.workspace_id == given("workspace"),
        _revision.member_id == given("member", _revision.member_id),
        _revision.entry_id.in_(_LATER),
    )
    .order_by(_revision.number)
)


def sealed(content: Mapping[str, Any]) -> str:
    """What is hashed of a revision: canonical, with a salt, so that its hash tells nothing once the
    words are erased.
    """
    return chain.canonical({**content, "salt": chain.new_salt()})


class Revisions(Repository):
    """The revisions of one workspace's entries."""

    def append(
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
        revision = RevisionRecord(
            member_id=member.id,
            entry_id=entry_id,
            number=number,
            kind=kind,
            at=at,
            content=text,
            content_hash=content_hash,
            previous=member.chain_head,
            hash=chain.link(member.chain_head, number, kind, at, entry_id, content_hash),
            format=chain.FORMAT,
        )
        self._run(
            _ADD_REVISION,
            workspace_id=self._workspace_id,
            **{name: getattr(revision, name) for name in RevisionRecord.__slots__},
        )
        return revision

    def append_many(
        self,
        member: MemberRecord,
        kind: RevisionKind,
        at: datetime,
        contents: Sequence[tuple[int, str]],
    ) -> tuple[int, str]:
        """Revisions of several entries, each with its content as `sealed` gives it, in one
        statement: the chain's new length and head, which the caller notes with the member.
        """
        number, head = member.chain_length, member.chain_head
        rows = []
        for entry_id, text in contents:
            number, content_hash = number + 1, chain.digest(text)
            own = chain.link(head, number, kind, at, entry_id, content_hash)
            rows.append(
                {
                    "workspace_id": self._workspace_id,
                    "member_id": member.id,
                    "entry_id": entry_id,
                    "number": number,
                    "kind": kind,
                    "at": at,
                    "content": text,
                    "content_hash": content_hash,
                    "previous": head,
                    "hash": own,
                    "format": chain.FORMAT,
                }
            )
            head = own
        insert_many(self._unit.session, table_of(EntryRevision), rows)
        return number, head

    def of(self, entry_id: int, member_id: int, most: int) -> tuple[RevisionNote, ...]:
        """The revisions of one entry, the latest first."""
        rows = self._rows(_HISTORY, member=member_id, entry=entry_id, most=most)
        return tuple(RevisionNote(*row) for row in rows)

    def of_changed(self, member_id: int, since: datetime) -> dict[int, tuple[RevisionNote, ...]]:
        """All revisions of those of a member's entries that have one from a moment on, the earliest
        first; 0 is what is said of the whole record.
        """
        found: dict[int, list[RevisionNote]] = {}
        for entry_id, *row in self._rows(_OF_CHANGED, member=member_id, since=since):
            found.setdefault(entry_id, []).append(RevisionNote(*row))
        return {entry_id: tuple(notes) for entry_id, notes in found.items()}

    def hash_at(self, member_id: int, number: int) -> str | None:
        """The hash of a revision in a member's chain; None where it has none so high."""
        query = columns(_revision.hash).where(
            _revision.workspace_id == self._workspace_id,
            _revision.member_id == member_id,
            _revision.number == number,
        )
        found: str | None = run(self._session, query).scalar_one_or_none()
        return found

    def wordless(self, member_id: int, upto: int) -> int:
        """How many revisions of a member's chain, up to a number, have lost their words."""
        query = columns(func.count()).where(
            _revision.workspace_id == self._workspace_id,
            _revision.member_id == member_id,
            _revision.number <= upto,
            _revision.content.is_(None),
        )
        count: int = run(self._session, query).scalar_one()
        return count
