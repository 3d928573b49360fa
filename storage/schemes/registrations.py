"""What was told of registrations: every telling a row, and what stands of them with the enrolment.

Which of them holds is `bot.policy.schemes.registration`'s.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from sqlmodel import col, select, update

from storage.member_snapshot import MemberFiles
from storage.repository import Repository, Unit
from storage.row_types import EnrolmentRecord, record
from storage.tables import Assessment, Enrolment, RegistrationEvent
from storage.vocabulary import RegistrationWord, ToldBy

ASSESS_AGAIN: Final = ""
"""The version of rules by which an assessment is always outdated."""


class OfCycle(NamedTuple):
    """What a member says followed from a cycle: the first day on which it holds, the last of an
    extension, and when (UTC) they said so.
    """

    kind: RegistrationWord
    dated: date
    until: date | None
    at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationEventRecord:
    """What was told of a registration, once."""

    id: int
    enrolment_id: int
    kind: RegistrationWord
    dated: date
    until: date | None
    source: ToldBy
    told_by: int | None
    at: datetime
    cycle: date | None
    taken_back: bool


class Registrations(Repository):
    """What was told of the registrations of one workspace's members."""

    def __init__(self, unit: Unit, files: MemberFiles) -> None:
        super().__init__(unit)
        self._files = files

    def tell(
        self,
        enrolment: EnrolmentRecord,
        kind: RegistrationWord,
        dated: date,
        *,
        until: date | None = None,
        source: ToldBy,
        told_by: int,
        at: datetime,
    ) -> None:
        """Keep what somebody told at a moment (UTC)."""
        self._lock(enrolment)
        self._add(
            enrolment,
            kind=kind,
            dated=dated,
            until=until,
            source=source,
            told_by=told_by,
            at=at,
        )
        self._keep_what_stands(enrolment)

    def take_back(self, enrolment: EnrolmentRecord, at: datetime) -> None:
        """What the member told at that moment, and did not tell of a cycle, stands no more."""
        self._lock(enrolment)
        for row in self._rows_of(enrolment):
            if row.source == "member" and row.cycle is None and row.at == at:
                row.taken_back = True
        self._keep_what_stands(enrolment)

    def tell_of_cycle(self, enrolment: EnrolmentRecord, cycle: date, told: OfCycle | None) -> None:
        """What the member says followed from the cycle of that first day, as it stands now: what
        they said of it later is taken back, what they said before stays. None: they say nothing.
        """
        self._lock(enrolment)
        rows = [one for one in self._rows_of(enrolment) if one.cycle == cycle]
        for row in rows:
            row.taken_back = row.taken_back or told is None or row.at > told.at
        if told is not None:
            same = next((one for one in rows if (one.at, one.kind) == (told.at, told.kind)), None)
            if same is not None:
                same.taken_back = False
            else:
                by = {"source": "member", "told_by": enrolment.member_id}
                self._add(enrolment, cycle=cycle, **by, **told._asdict())
        self._keep_what_stands(enrolment)

    def all_of(self, member_id: int) -> tuple[RegistrationEventRecord, ...]:
        """All that was ever told of a member's, the oldest first."""
        query = (
            select(RegistrationEvent)
            .where(
                RegistrationEvent.workspace_id == self._workspace_id,
                RegistrationEvent.member_id == member_id,
            )
            .order_by(col(RegistrationEvent.id))
        )
        rows = self._session.exec(query).all()
        return tuple(record(RegistrationEventRecord, row) for row in rows)

    def assess_later(self, member_id: int) -> None:
        """Have whatever the member has saved assessed anew, by whoever looks for what is outdated:
        it may rest on a registration.
        """
        theirs = select(Enrolment.id).where(
            Enrolment.workspace_id == self._workspace_id, Enrolment.member_id == member_id
        )
        self._session.exec(
            update(Assessment)
            .where(
                col(Assessment.enrolment_id).in_(theirs),
                col(Assessment.workspace_id) == self._workspace_id,
            )
            .values(pack_version=ASSESS_AGAIN)
        )

    def _lock(self, enrolment: EnrolmentRecord) -> None:
        """Nobody else writes of it meanwhile: the member and an administrator may at once."""
        self._unit.flush()
        self._session.exec(
            select(Enrolment.id).where(col(Enrolment.id) == enrolment.id).with_for_update()
        ).all()

    def _add(self, enrolment: EnrolmentRecord, **columns: Any) -> None:
        self._session.add(
            RegistrationEvent(
                workspace_id=self._workspace_id,
                member_id=enrolment.member_id,
                enrolment_id=enrolment.id,
                **columns,
            )
        )

    def _rows_of(self, enrolment: EnrolmentRecord) -> list[RegistrationEvent]:
        query = (
            select(RegistrationEvent)
            .where(
                RegistrationEvent.workspace_id == self._workspace_id,
                RegistrationEvent.enrolment_id == enrolment.id,
            )
            .order_by(col(RegistrationEvent.at), col(RegistrationEvent.id))
        )
        return list(self._session.exec(query).all())

    def _keep_what_stands(self, enrolment: EnrolmentRecord) -> None:
        self._session.flush()
        stands = [_plain(one) for one in self._rows_of(enrolment) if not one.taken_back]
        self._files.forget(enrolment.member_id)
        self._session.exec(
            update(Enrolment)
            .where(
                col(Enrolment.id) == enrolment.id,
                col(Enrolment.workspace_id) == self._workspace_id,
            )
            .values(registration=stands)
        )


def _plain(row: RegistrationEvent) -> dict[str, str]:
    told = {
        "state": row.kind,
        "on": row.dated.isoformat(),
        "told_by": row.source,
        "recorded_at": row.at.astimezone(UTC).isoformat(),
    }
    if row.until is not None:
        told["until"] = row.until.isoformat()
    if row.cycle is not None:
        told["cycle"] = row.cycle.isoformat()
    return told
