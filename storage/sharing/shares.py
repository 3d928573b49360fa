"""Shares: what a member shows to whom, until when. Whether one holds is `bot.policy.sharing`'s."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.member_snapshot import MemberFiles
from storage.repository import Repository, Unit
from storage.row_types import record
from storage.tables import Share


@dataclass(frozen=True, slots=True)
class ShareRecord:
    """What a member shares with one person; `entry_id` None for the record. Moments are calendar
    time, `last_day` one of the member's own days.
    """

    id: int
    member_id: int
    viewer_id: int
    entry_id: int | None
    private_too: bool
    last_day: date
    created_at: datetime
    ended_at: datetime | None
    changed_at: datetime
    turn: str | None


class Shares(Repository):
    """The shares of one workspace."""

    def __init__(self, unit: Unit, files: MemberFiles) -> None:
        super().__init__(unit)
        self._files = files

    def add(
        self,
        member_id: int,
        viewer_id: int,
        *,
        entry_id: int | None,
        private_too: bool,
        last_day: date,
        now: datetime,
        turn: str,
    ) -> ShareRecord:
        """A new one."""
        row = Share(
            workspace_id=self._workspace_id,
            member_id=member_id,
            viewer_id=viewer_id,
            entry_id=entry_id,
            private_too=private_too,
            last_day=last_day,
            created_at=now,
            changed_at=now,
            turn=turn,
        )
        self._session.add(row)
        self._session.flush()
        for number in (member_id, viewer_id):
            self._files.forget(number)
        return record(ShareRecord, row)

    def get(self, share_id: int) -> ShareRecord | None:
        """A share, whoever's it is: who may do what with it is for the caller to ask."""
        row = self._session.exec(self._shares().where(Share.id == share_id)).one_or_none()
        return None if row is None else record(ShareRecord, row)

    def not_ended(self, member_id: int) -> tuple[ShareRecord, ...]:
        """What a member shares and has not taken back, over or not, the oldest first."""
        return self._found(
            self._shares().where(Share.member_id == member_id, col(Share.ended_at).is_(None))
        )

    def not_ended_to(self, viewer_id: int) -> tuple[ShareRecord, ...]:
        """The same of what is shared with somebody."""
        return self._found(
            self._shares().where(Share.viewer_id == viewer_id, col(Share.ended_at).is_(None))
        )

    def between(self, member_id: int, viewer_id: int) -> tuple[ShareRecord, ...]:
        """What a member shares with somebody and has not taken back, the oldest first."""
        return self._found(
            self._shares().where(
                Share.member_id == member_id,
                Share.viewer_id == viewer_id,
                col(Share.ended_at).is_(None),
            )
        )

    def all_of(self, member_id: int) -> tuple[ShareRecord, ...]:
        """Every share that a member has made and not erased, the oldest first."""
        return self._found(self._shares().where(Share.member_id == member_id))

    def end(self, share_ids: Sequence[int], now: datetime, turn: str | None) -> None:
        """Nothing is shown by these any more; `turn` None: no undo brings them back."""
        self._set(share_ids, ended_at=now, changed_at=now, turn=turn)

    def reopen(self, share_ids: Sequence[int], now: datetime) -> None:
        """They hold again as before; no undo ends them."""
        self._set(share_ids, ended_at=None, changed_at=now, turn=None)
        self._unit.forget()

    def last_turn(self, member_id: int) -> tuple[ShareRecord, ...]:
        """What the member's last turn about shares has made or ended; nothing where there is none
        that an undo could take back.
        """
        latest = (
            self._shares()
            .where(Share.member_id == member_id, col(Share.turn).is_not(None))
            .order_by(col(Share.changed_at).desc(), col(Share.id).desc())
            .limit(1)
        )
        newest = self._session.exec(latest).one_or_none()
        if newest is None:
            return ()
        return self._found(
            self._shares().where(Share.member_id == member_id, Share.turn == newest.turn)
        )

    def _set(self, share_ids: Sequence[int], **columns: datetime | str | None) -> None:
        if share_ids:
            self._session.exec(
                update(Share)
                .where(col(Share.workspace_id) == self._workspace_id, col(Share.id).in_(share_ids))
                .values(**columns)
            )
            self._session.expire_all()

    def _shares(self) -> SelectOfScalar[Share]:
        return select(Share).where(Share.workspace_id == self._workspace_id)

    def _found(self, query: SelectOfScalar[Share]) -> tuple[ShareRecord, ...]:
        rows = self._session.exec(query.order_by(col(Share.id))).all()
        return tuple(record(ShareRecord, row) for row in rows)
