"""Audit rounds, their people, their populations and their log.

A round is loaded without its log, changed by the rules in `bot.policy.audits`, and saved: the
steps that were taken since are added to the log, and nothing there is ever changed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlalchemy import select as columns
from sqlmodel import col, select

from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.round_facts import Frozen, Round
from storage.audits.placings import AuditPlacings
from storage.audits.plain import attempts_from, attempts_to
from storage.audits.records import (
    RoundRecord,
    StepRecord,
)
from storage.engine.statements import run
from storage.repository import table_of
from storage.row_types import record
from storage.tables import (
    AuditPerson,
    AuditPlacing,
    AuditRound,
    AuditStep,
)

_placing = table_of(AuditPlacing).c
_IN = _placing.out.is_(None)
_OVER = ("closed", "cancelled")


class AuditRounds(AuditPlacings):
    """The rounds of one workspace."""

    def add(self, round_: Round, at: Any) -> int:
        """A new round, with the steps in its log; its number as a row."""
        row = AuditRound(
            workspace_id=self._workspace_id,
            number=round_.number,
            scheme=round_.scheme,
            first=round_.period.first,
            last=round_.period.last,
            wanted_count=round_.wanted.count,
            wanted_share=round_.wanted.share,
            lead_id=round_.lead,
            state=round_.state,
            created_at=at,
        )
        self._session.add(row)
        self._session.flush()
        self._log(row.id, round_)
        return row.id

    def next_number(self) -> int:
        """The number of the next round; nobody else in the workspace may add one meanwhile."""
        query = select(func.max(AuditRound.number)).where(
            AuditRound.workspace_id == self._workspace_id
        )
        return (self._session.exec(query).one() or 0) + 1

    def get(self, round_id: int, *, lock: bool = False) -> RoundRecord | None:
        """A round; with `lock`, nobody else changes it until this unit ends."""
        query = self._rounds().where(AuditRound.id == round_id)
        if lock:
            query = query.with_for_update(key_share=True)
        row = self._session.exec(query).one_or_none()
        if row is None:
            return None
        if lock:
            self._session.refresh(row)
        return self._records([row])[0]

    def all(self, limit: int = 50) -> tuple[RoundRecord, ...]:
        """Rounds, the latest first."""
        rows = self._session.exec(self._rounds().order_by(col(AuditRound.id).desc()).limit(limit))
        return self._records(rows.all())

    def under_way(self) -> tuple[RoundRecord, ...]:
        """Rounds that are neither closed nor cancelled."""
        query = self._rounds().where(col(AuditRound.state).not_in(_OVER))
        return self._records(self._session.exec(query.order_by(col(AuditRound.id))).all())

    def commitments(self, but: int) -> frozenset[str]:
        """The commitments of every round but one."""
        query = select(AuditRound.attempts).where(
            AuditRound.workspace_id == self._workspace_id, col(AuditRound.id) != but
        )
        return frozenset(
            one.hash
            for kept in self._session.exec(query).all()
            for attempt in attempts_from(kept)
            for one in attempt.commitments
        )

    def save(self, round_id: int, round_: Round, ended_on: date | None = None) -> None:
        """Write the round as it is now, and add its new steps to the log."""
        frozen = round_.frozen
        changed: dict[str, Any] = {
            "lead_id": round_.lead,
            "state": round_.state,
            "wanted_count": round_.wanted.count,
            "wanted_share": round_.wanted.share,
            "in_it": None if frozen is None else frozen.count,
            "size": None if frozen is None else frozen.size,
            "population_hash": None if frozen is None else frozen.hash,
            "frozen_at": None if frozen is None else frozen.at,
            "attempts": attempts_to(round_.attempts),
        }
        if ended_on is not None:
            changed["ended_on"] = ended_on
        self._set(round_id, **changed)
        self._people(round_id, round_)
        self._log(round_id, round_)

    def counting(self, round_id: int, by: str) -> None:
        """A job begins to place everybody anew."""
        self._set(round_id, counted_by=by, counted_on=None)

    def dated(self, round_id: int, on: date) -> None:
        """Everybody was placed as of a day, whatever a job does with it just now."""
        self._set(round_id, counted_on=on)

    def counted(self, round_id: int, on: date) -> None:
        """Everybody is placed, as of a day."""
        self._set(round_id, counted_by="", counted_on=on)

    # The population

    # The log

    def steps(self, round_id: int, limit: int = 200) -> tuple[StepRecord, ...]:
        """The round's own log, the oldest first; without what became of those drawn."""
        query = (
            select(AuditStep)
            .where(
                AuditStep.workspace_id == self._workspace_id,
                AuditStep.round_id == round_id,
                col(AuditStep.selection_id).is_(None),
            )
            .order_by(col(AuditStep.id).desc())
            .limit(limit)
        )
        rows = self._session.exec(query).all()
        return tuple(record(StepRecord, row) for row in reversed(rows))

    def _rounds(self) -> Any:
        return select(AuditRound).where(AuditRound.workspace_id == self._workspace_id)

    def _set(self, round_id: int, **changed: Any) -> None:
        run(
            self._session,
            update(AuditRound)
            .where(
                col(AuditRound.workspace_id) == self._workspace_id, col(AuditRound.id) == round_id
            )
            .values(**changed),
        )
        self._session.expire_all()

    def _people(self, round_id: int, round_: Round) -> None:
        wanted = {
            *((one, "auditor") for one in round_.auditors),
            *((one, "witness") for one in round_.witnesses),
        }
        query = columns(col(AuditPerson.member_id), col(AuditPerson.role)).where(
            col(AuditPerson.round_id) == round_id
        )
        known = {(row[0], row[1]) for row in self._all(query)}
        for member_id, role in sorted(known - wanted):
            gone = delete(AuditPerson).where(
                col(AuditPerson.round_id) == round_id,
                col(AuditPerson.member_id) == member_id,
                col(AuditPerson.role) == role,
            )
            run(self._session, gone)
        new = [
            {
                "round_id": round_id,
                "member_id": member_id,
                "role": role,
                "workspace_id": self._workspace_id,
            }
            for member_id, role in sorted(wanted - known)
        ]
        if new:
            run(self._session, insert(AuditPerson).values(new))

    def _log(self, round_id: int, round_: Round) -> None:
        rows = [
            {
                "workspace_id": self._workspace_id,
                "round_id": round_id,
                "kind": one.kind,
                "at": one.at,
                "by_id": one.by or None,
                "about_id": one.about,
                "why": one.why,
            }
            for one in round_.log
        ]
        if rows:
            run(self._session, insert(AuditStep), rows)

    def _records(self, rows: Sequence[AuditRound]) -> tuple[RoundRecord, ...]:
        people: dict[int, list[tuple[int, str]]] = {}
        if rows:
            query = columns(
                col(AuditPerson.round_id), col(AuditPerson.member_id), col(AuditPerson.role)
            ).where(col(AuditPerson.round_id).in_([row.id for row in rows]))
            for round_id, member_id, role in self._all(query):
                people.setdefault(round_id, []).append((member_id, role))
        return tuple(_record(row, people.get(row.id, ())) for row in rows)


def _record(row: AuditRound, people: Iterable[tuple[int, str]]) -> RoundRecord:
    frozen = None
    if row.population_hash is not None and row.frozen_at is not None:
        frozen = Frozen(row.in_it or 0, row.size or 0, row.population_hash, row.frozen_at)
    named = list(people)
    round_ = Round(
        row.number,
        row.scheme,
        Period(row.first, row.last),
        SampleSize(row.wanted_count, row.wanted_share),
        row.lead_id,
        state=row.state,  # type: ignore[arg-type]
        auditors=frozenset(one for one, role in named if role == "auditor"),
        witnesses=frozenset(one for one, role in named if role == "witness"),
        frozen=frozen,
        attempts=attempts_from(row.attempts),
    )
    return RoundRecord(row.id, round_, row.counted_by, row.counted_on, row.ended_on)
