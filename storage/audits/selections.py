"""Those who were drawn: their selections with readers, words, what they handed in, and the log."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlalchemy import select as columns
from sqlmodel import col, select

from bot.policy.audits.selection import Parties, Selection
from bot.policy.audits.vocabulary import AuditTest
from storage.audits.handed_in import HandedIn
from storage.audits.plain import review_from, review_to
from storage.audits.records import (
    Drawee,
    SelectionRecord,
)
from storage.engine.statements import run
from storage.tables import (
    AuditReader,
    AuditRound,
    AuditSelection,
    AuditStep,
    TeamLink,
)
from storage.teams.teams import OPEN as OPEN_LINKS

_OVER = ("closed", "cancelled")


class AuditSelections(HandedIn):
    """The selections of one workspace."""

    def draw(
        self,
        round_id: int,
        drawn: Sequence[Drawee],
        tests: tuple[Sequence[AuditTest], Sequence[AuditTest]],
        at: datetime,
    ) -> None:
        """Those who were drawn, each with the first step of their log; whoever is there stays."""
        known = set(self.members_of(round_id))
        new = [one for one in drawn if one.member_id not in known]
        rows = [
            {
                "workspace_id": self._workspace_id,
                "round_id": round_id,
                "member_id": one.member_id,
                "audit_id": one.audit_id,
                "first": one.first,
                "last": one.last,
                "brought_in": one.brought_in,
                "state": "drawn",
                "entry_tests": list(tests[0]),
                "record_tests": list(tests[1]),
                "entries": [],
                "review": {},
                "followed_to": 0,
            }
            for one in new
        ]
        if not rows:
            return
        adding = insert(AuditSelection).returning(
            col(AuditSelection.id), sort_by_parameter_order=True
        )
        numbers = list(run(self._session, adding, rows).scalars())
        steps = [
            {
                "workspace_id": self._workspace_id,
                "round_id": round_id,
                "selection_id": number,
                "kind": "selected",
                "at": at,
            }
            for number in numbers
        ]
        run(self._session, insert(AuditStep), steps)

    def members_of(self, round_id: int) -> list[int]:
        """The numbers of the members who were drawn."""
        query = columns(col(AuditSelection.member_id)).where(
            col(AuditSelection.workspace_id) == self._workspace_id,
            col(AuditSelection.round_id) == round_id,
        )
        return list(run(self._session, query).scalars())

    def get(self, selection_id: int, *, lock: bool = False) -> SelectionRecord | None:
        """A selection; with `lock`, nobody else changes it until this unit ends."""
        if lock:
            held = (
                select(AuditSelection.id)
                .where(
                    AuditSelection.workspace_id == self._workspace_id,
                    AuditSelection.id == selection_id,
                )
                .with_for_update(key_share=True)
            )
            self._session.exec(held)
            self._session.expire_all()
        found = self._found(col(AuditSelection.id) == selection_id)
        return found[0] if found else None

    def of_round(
        self, round_id: int, after: int = 0, limit: int | None = None
    ) -> tuple[SelectionRecord, ...]:
        """Those who were drawn in a round, by number."""
        return self._found(
            col(AuditSelection.round_id) == round_id, col(AuditSelection.id) > after, limit=limit
        )

    def of_member(self, member_id: int) -> tuple[SelectionRecord, ...]:
        """Every selection of a member's, the oldest first."""
        return self._found(col(AuditSelection.member_id) == member_id)

    def of_reader(self, reader: int) -> tuple[SelectionRecord, ...]:
        """What somebody is to read in rounds that are under way, appeals included."""
        theirs = columns(col(AuditReader.selection_id)).where(
            col(AuditReader.workspace_id) == self._workspace_id,
            col(AuditReader.member_id) == reader,
        )
        return self._found(col(AuditSelection.id).in_(theirs), col(AuditRound.state).not_in(_OVER))

    def loads(self, round_id: int) -> dict[int, int]:
        """How many of those drawn in a round each auditor reads."""
        query = (
            columns(col(AuditReader.member_id), func.count())
            .join(AuditSelection, col(AuditSelection.id) == col(AuditReader.selection_id))
            .where(
                col(AuditSelection.workspace_id) == self._workspace_id,
                col(AuditSelection.round_id) == round_id,
                col(AuditReader.of_appeal).is_(False),
            )
            .group_by(col(AuditReader.member_id))
        )
        return {row[0]: row[1] for row in self._all(query)}

    def erasing(self) -> tuple[SelectionRecord, ...]:
        """Those whose members have erased their record, and whose words wait."""
        return self._found(
            col(AuditSelection.erase_asked_on).is_not(None), col(AuditSelection.state) != "erased"
        )

    def save(self, known: SelectionRecord, selection: Selection, **changed: Any) -> SelectionRecord:
        """Write the selection as it is now, add its new steps to the log, and read it anew."""
        values = {
            "state": selection.state,
            "submit_until": selection.submit_until,
            "snapshot_hash": selection.snapshot,
            "entries": sorted(selection.entries),
            "review": review_to(selection),
            "left_because": selection.left_because,
            **changed,
        }
        self._set(known.id, **values)
        self._readers(known.id, selection)
        rows = [
            {
                "workspace_id": self._workspace_id,
                "round_id": known.round_id,
                "selection_id": known.id,
                "kind": one.kind,
                "at": one.at,
                "by_id": one.by or None,
                "about_id": one.about,
                "entry_id": one.entry,
                "test": one.test,
            }
            for one in selection.log
        ]
        if rows:
            run(self._session, insert(AuditStep), rows)
        again = self.get(known.id)
        assert again is not None  # noqa: S101 - it was written just now
        return again

    def mark(self, selection_id: int, **changed: Any) -> None:
        """Set these columns, which no step is about."""
        self._set(selection_id, **changed)

    # What was handed in

    # Inside

    def _set(self, selection_id: int, **changed: Any) -> None:
        run(
            self._session,
            update(AuditSelection)
            .where(
                col(AuditSelection.workspace_id) == self._workspace_id,
                col(AuditSelection.id) == selection_id,
            )
            .values(**changed),
        )
        self._session.expire_all()

    def _readers(self, selection_id: int, selection: Selection) -> None:
        appeal = selection.appeal
        wanted = {(one, False) for one in selection.auditors}
        if appeal is not None and appeal.auditor is not None:
            wanted.add((appeal.auditor, True))
        query = columns(col(AuditReader.member_id), col(AuditReader.of_appeal)).where(
            col(AuditReader.selection_id) == selection_id
        )
        known = {(row[0], row[1]) for row in self._all(query)}
        for member_id, of_appeal in sorted(known - wanted):
            gone = delete(AuditReader).where(
                col(AuditReader.selection_id) == selection_id,
                col(AuditReader.member_id) == member_id,
                col(AuditReader.of_appeal) == of_appeal,
            )
            run(self._session, gone)
        new = [
            {
                "selection_id": selection_id,
                "member_id": member_id,
                "of_appeal": of_appeal,
                "workspace_id": self._workspace_id,
            }
            for member_id, of_appeal in sorted(wanted - known)
        ]
        if new:
            run(self._session, insert(AuditReader).values(new))

    def _found(self, *where: Any, limit: int | None = None) -> tuple[SelectionRecord, ...]:
        query = (
            select(AuditSelection, AuditRound)
            .join(AuditRound, col(AuditRound.id) == col(AuditSelection.round_id))
            .where(AuditSelection.workspace_id == self._workspace_id, *where)
            .order_by(col(AuditSelection.id))
        )
        rows = self._session.exec(query if limit is None else query.limit(limit)).all()
        if not rows:
            return ()
        members = [one.member_id for one, _ in rows]
        managers = self._managers(members)
        readers = self._readers_of([one.id for one, _ in rows])
        return tuple(
            _record(one, round_, managers.get(one.member_id, ()), readers.get(one.id, ()))
            for one, round_ in rows
        )

    def _managers(self, member_ids: Sequence[int]) -> dict[int, list[int]]:
        query = columns(col(TeamLink.member_id), col(TeamLink.manager_id)).where(
            col(TeamLink.workspace_id) == self._workspace_id,
            col(TeamLink.member_id).in_(member_ids),
            col(TeamLink.state).in_(OPEN_LINKS),
        )
        found: dict[int, list[int]] = {}
        for member_id, manager_id in self._all(query):
            found.setdefault(member_id, []).append(manager_id)
        return found

    def _readers_of(self, selection_ids: Sequence[int]) -> dict[int, list[int]]:
        query = columns(col(AuditReader.selection_id), col(AuditReader.member_id)).where(
            col(AuditReader.selection_id).in_(selection_ids),
            col(AuditReader.of_appeal).is_(False),
        )
        found: dict[int, list[int]] = {}
        for selection_id, member_id in self._all(query):
            found.setdefault(selection_id, []).append(member_id)
        return found


def _record(
    row: AuditSelection, round_: AuditRound, managers: Iterable[int], readers: Iterable[int]
) -> SelectionRecord:
    under_way = round_.state == "open"
    selection = Selection(
        Parties(row.member_id, round_.lead_id, frozenset(managers), open=under_way),
        tuple(row.entry_tests),  # type: ignore[arg-type]
        tuple(row.record_tests),  # type: ignore[arg-type]
        state=row.state,  # type: ignore[arg-type]
        submit_until=row.submit_until,
        snapshot=row.snapshot_hash,
        entries=frozenset(row.entries),
        auditors=frozenset(readers),
        left_because=row.left_because,  # type: ignore[arg-type]
        **review_from(row.review),
    )
    return SelectionRecord(
        id=row.id,
        round_id=row.round_id,
        number=round_.number,
        scheme=round_.scheme,
        audit_id=row.audit_id,
        first=row.first,
        last=row.last,
        brought_in=row.brought_in,
        selection=selection,
        cancelled=round_.state == "cancelled",
        followed_to=row.followed_to,
        reminded_on=row.reminded_on,
        erase_asked_on=row.erase_asked_on,
    )
