"""How much is kept of one member, counted in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlmodel import col

from storage.tables import (
    AccessLog,
    Enrolment,
    Entry,
    EntryRevision,
    Evidence,
    JobRole,
    Outbox,
    StoredFile,
)


@dataclass(frozen=True, slots=True)
class RecordCounts:
    """How much of a member is kept. `evidence` is links, `revisions` are those that still have
    their words, and `files` those whose bytes are kept.
    """

    entries: int
    evidence: int
    revisions: int
    jobs: int
    enrolments: int
    messages: int
    access_lines: int
    files: int


def counting(workspace_id: str, member_id: int, kinds: Sequence[str]) -> Select[Any]:
    """Asks for the counts, in their order; of messages, for those of these `kinds`."""

    def rows(table: Any, *conditions: ColumnElement[bool]) -> Any:
        mine = and_(table.workspace_id == workspace_id, table.member_id == member_id, *conditions)
        return select(func.count()).select_from(table).where(mine).scalar_subquery()

    links = (
        select(func.count())
        .select_from(Evidence)
        .join(Entry, col(Entry.id) == col(Evidence.entry_id))
        .where(
            col(Entry.workspace_id) == workspace_id,
            col(Entry.member_id) == member_id,
            col(Evidence.kind) != "file",
        )
        .scalar_subquery()
    )
    return select(
        rows(Entry),
        links,
        rows(
            EntryRevision,
            col(EntryRevision.content).is_not(None),
            col(EntryRevision.kind) != "erased",
        ),
        rows(JobRole),
        rows(Enrolment),
        rows(Outbox, col(Outbox.kind).in_(kinds), col(Outbox.ts).is_not(None)),
        rows(AccessLog),
        rows(StoredFile),
    )
