"""What was handed in and written in audits, and their logs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func
from sqlalchemy import select as columns
from sqlmodel import col, select

from bot.policy.audits.vocabulary import AuditTest
from storage.audits.records import (
    FileRecord,
    SelectionRecord,
    SnapshotRecord,
    StepRecord,
    WordsRecord,
)
from storage.engine.statements import run
from storage.repository import Repository
from storage.row_types import record
from storage.tables import (
    AuditFile,
    AuditSelection,
    AuditSnapshot,
    AuditStep,
    AuditWords,
    EntryRevision,
)
from storage.vocabulary import AuditWordsKind

_OVER = ("closed", "cancelled")


class HandedIn(Repository):
    """The words and logs of one workspace."""

    def steps(self, selection_id: int, after: int = 0) -> tuple[StepRecord, ...]:
        """The selection's log from behind a line on, the oldest first."""
        query = (
            select(AuditStep)
            .where(
                AuditStep.workspace_id == self._workspace_id,
                AuditStep.selection_id == selection_id,
                col(AuditStep.id) > after,
            )
            .order_by(col(AuditStep.id))
        )
        return tuple(record(StepRecord, row) for row in self._session.exec(query).all())

    def last_step(self, selection_id: int) -> int:
        """The number of the last line of the selection's log; 0 where there is none."""
        query = select(func.max(AuditStep.id)).where(
            AuditStep.workspace_id == self._workspace_id,
            AuditStep.selection_id == selection_id,
        )
        return self._session.exec(query).one() or 0

    def keep_snapshot(
        self, known: SelectionRecord, content: str, at: datetime, files: Iterable[FileRecord]
    ) -> None:
        """Keep what was handed in, and which files are evidence in it."""
        self._session.add(
            AuditSnapshot(
                selection_id=known.id,
                workspace_id=self._workspace_id,
                member_id=known.member_id,
                content=content,
                made_at=at,
            )
        )
        for one in files:
            self._session.add(
                AuditFile(
                    selection_id=known.id,
                    entry_id=one.entry_id,
                    sha256=one.sha256,
                    workspace_id=self._workspace_id,
                    member_id=known.member_id,
                    name=one.name,
                )
            )
        self._session.flush()

    def snapshot(self, selection_id: int) -> SnapshotRecord | None:
        """What was handed in; None where it is gone, or never was."""
        query = select(AuditSnapshot).where(
            AuditSnapshot.workspace_id == self._workspace_id,
            AuditSnapshot.selection_id == selection_id,
        )
        row = self._session.exec(query).one_or_none()
        if row is None:
            return None
        files = (
            select(AuditFile)
            .where(AuditFile.selection_id == selection_id)
            .order_by(col(AuditFile.entry_id), col(AuditFile.sha256))
        )
        found = tuple(record(FileRecord, one) for one in self._session.exec(files).all())
        return SnapshotRecord(row.content, row.made_at, found)

    def say(
        self,
        known: SelectionRecord,
        kind: AuditWordsKind,
        words: str,
        by: tuple[int, datetime],
        *,
        about: tuple[int, AuditTest | None] = (0, None),
        number: int = 0,
    ) -> None:
        """Keep what somebody wrote, about an entry (0: the whole record) and a test."""
        self._session.add(
            AuditWords(
                workspace_id=self._workspace_id,
                selection_id=known.id,
                kind=kind,
                entry_id=about[0],
                test=about[1],
                number=number,
                by_id=by[0],
                at=by[1],
                words=words,
            )
        )
        self._session.flush()

    def words(self, selection_id: int) -> tuple[WordsRecord, ...]:
        """What was written, the oldest first."""
        query = (
            select(AuditWords)
            .where(
                AuditWords.workspace_id == self._workspace_id,
                AuditWords.selection_id == selection_id,
            )
            .order_by(col(AuditWords.id))
        )
        return tuple(record(WordsRecord, row) for row in self._session.exec(query).all())

    def forget_files(self, selection_id: int) -> None:
        """No file is kept for it any more."""
        run(
            self._session,
            delete(AuditFile).where(
                col(AuditFile.workspace_id) == self._workspace_id,
                col(AuditFile.selection_id) == selection_id,
            ),
        )

    def forget_words(self, selection_id: int) -> None:
        """What was handed in, and all that was written, is gone; its hash and the log stay."""
        for table in (AuditSnapshot, AuditFile, AuditWords):
            run(
                self._session,
                delete(table).where(
                    col(table.workspace_id) == self._workspace_id,
                    col(table.selection_id) == selection_id,
                ),
            )

    def written_since(
        self, selection_ids: Sequence[int]
    ) -> Mapping[int, Mapping[int, tuple[str, str]]]:
        """By selection, of the entries that have a revision after they were handed in: the kind of
        the last one, and what it says, by the entry's number. What is erased is not among it.
        """
        handed_in = (
            columns(
                col(AuditSelection.id), col(AuditSelection.member_id), col(AuditSelection.entries)
            )
            .join(AuditSnapshot, col(AuditSnapshot.selection_id) == col(AuditSelection.id))
            .add_columns(col(AuditSnapshot.made_at))
            .where(
                col(AuditSelection.workspace_id) == self._workspace_id,
                col(AuditSelection.id).in_(selection_ids),
            )
        )
        found: dict[int, dict[int, tuple[str, str]]] = {}
        for number, member_id, entries, made_at in self._all(handed_in):
            later = (
                columns(
                    col(EntryRevision.entry_id),
                    col(EntryRevision.kind),
                    col(EntryRevision.content),
                )
                .where(
                    col(EntryRevision.workspace_id) == self._workspace_id,
                    col(EntryRevision.member_id) == member_id,
                    col(EntryRevision.entry_id).in_(entries),
                    col(EntryRevision.at) > made_at,
                    col(EntryRevision.content).is_not(None),
                )
                .order_by(col(EntryRevision.number))
            )
            for entry_id, kind, content in self._all(later):
                found.setdefault(number, {})[entry_id] = (kind, content)
        return found

    def _all(self, query: Any) -> Sequence[Any]:
        """The rows that a statement finds."""
        return run(self._session, query).all()
