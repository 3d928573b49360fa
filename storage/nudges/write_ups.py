"""The times at which members want to write an activity up, and what became of each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import bindparam, case, func, or_, text
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select, update

from storage.engine.statements import run
from storage.member_snapshot import MemberFiles
from storage.queues.message_requests import show_anew
from storage.queues.outbox import add, lane_of
from storage.repository import Repository, Unit
from storage.row_types import WriteUpRecord, record
from storage.tables import WRITE_UP_IS_AGREED, Member, WriteUp
from storage.vocabulary import WRITE_UP_OPEN, WriteUpState

KIND: Final = "write_up"
"""The kind of the message that comes at such a time; it holds the `write_up_id`."""


class DueWriteUp(NamedTuple):
    """One whose time has come, with what decides whether its member can be spoken to.

    `zone` is the IANA zone that they live by; moments are calendar time.
    """

    id: int
    workspace_id: str
    member_id: int
    nudge_id: int | None
    at: datetime
    zone: str
    work_start: int
    work_end: int
    work_days: str
    country: str | None
    paused_until: date | None
    away: bool
    """Whether they cannot be spoken to at all."""
    leaves: Sequence[Mapping[str, str]] = ()


class WriteUps(Repository):
    """The write-ups of one workspace's members."""

    def __init__(self, unit: Unit, files: MemberFiles) -> None:
        super().__init__(unit)
        self._files = files

    def add(
        self,
        member_id: int,
        at: datetime,
        now: datetime,
        *,
        nudge_id: int | None,
        words: str | None = None,
    ) -> WriteUpRecord:
        """One that is agreed on."""
        self._files.forget(member_id)
        row = WriteUp(
            workspace_id=self._workspace_id,
            member_id=member_id,
            nudge_id=nudge_id,
            state="agreed",
            at=at,
            words=words,
            made_at=now,
        )
        session = self._session
        session.add(row)
        session.flush()
        return record(WriteUpRecord, row)

    def get(self, number: int, member_id: int) -> WriteUpRecord | None:
        """One of the member's."""
        row = self._session.exec(self._of(member_id).where(WriteUp.id == number)).one_or_none()
        return None if row is None else record(WriteUpRecord, row)

    def of_nudge(self, nudge_id: int, member_id: int) -> WriteUpRecord | None:
        """The latest that was chosen where a nudge asked, an open one first."""
        query = self._of(member_id).where(WriteUp.nudge_id == nudge_id)
        open_first = case((col(WriteUp.state).in_(WRITE_UP_OPEN), 0), else_=1)
        query = query.order_by(open_first, col(WriteUp.id).desc()).limit(1)
        row = self._session.exec(query).one_or_none()
        return None if row is None else record(WriteUpRecord, row)

    def all_of(self, member_id: int) -> tuple[WriteUpRecord, ...]:
        """Every one of the member's, in the order of their making."""
        rows = self._session.exec(self._of(member_id).order_by(col(WriteUp.id))).all()
        return tuple(record(WriteUpRecord, row) for row in rows)

    def change(self, one: WriteUpRecord, **columns: Any) -> None:
        """Set columns of one."""
        self._files.forget(one.member_id)
        self._session.exec(
            update(WriteUp)
            .where(col(WriteUp.id) == one.id, col(WriteUp.workspace_id) == self._workspace_id)
            .values(**columns)
        )

    def settle(self, numbers: Sequence[int], member_id: int, state: WriteUpState) -> None:
        """Nothing more is to come of these; their words are not kept."""
        self._files.forget(member_id)
        self._session.exec(
            update(WriteUp)
            .where(
                col(WriteUp.workspace_id) == self._workspace_id,
                col(WriteUp.member_id) == member_id,
                col(WriteUp.id).in_(numbers),
                col(WriteUp.state).in_(WRITE_UP_OPEN),
            )
            .values(state=state, words=None)
        )

    def _of(self, member_id: int):  # type: ignore[no-untyped-def]
        return select(WriteUp).where(
            WriteUp.workspace_id == self._workspace_id, WriteUp.member_id == member_id
        )


_DUE: Final = (
    sql_select(
        col(WriteUp.id),
        col(WriteUp.workspace_id),
        col(WriteUp.member_id),
        col(WriteUp.nudge_id),
        col(WriteUp.at),
        func.coalesce(func.nullif(col(Member.tz), ""), col(Member.slack_tz)),
        col(Member.work_start),
        col(Member.work_end),
        col(Member.work_days),
        col(Member.country),
        col(Member.paused_until),
        or_(col(Member.kind) == "bot", col(Member.deactivated)),
        col(Member.leaves),
    )
    .join(Member, col(Member.id) == col(WriteUp.member_id))
    .where(
        text(f"write_up.{WRITE_UP_IS_AGREED}"),
        col(WriteUp.at) <= bindparam("now"),
    )
    .order_by(col(WriteUp.id))
)
_PAGE: Final = _DUE.where(col(WriteUp.id) > bindparam("after")).limit(bindparam("most"))
_OF_ONE: Final = _DUE.where(col(WriteUp.member_id) == bindparam("member"))
"""A `DueWriteUp` each, of all workspaces."""


def due_page(session: Session, now: datetime, after: int, limit: int) -> list[DueWriteUp]:
    """Those agreed on whose time has come, numbered above `after`; `now` is calendar time."""
    rows = run(session, _PAGE, {"now": now, "after": after, "most": limit}).all()
    return [DueWriteUp._make(row) for row in rows]


def due_to(session: Session, now: datetime, member_id: int) -> list[DueWriteUp]:
    """The same of one member's."""
    rows = run(session, _OF_ONE, {"now": now, "member": member_id}).all()
    return [DueWriteUp._make(row) for row in rows]


def ask(session: Session, due: Sequence[DueWriteUp], real: datetime) -> int:
    """Queue the message of each that is still agreed on; how many that were."""
    asked = 0
    for one in due:
        if _moved(session, one, "asked"):
            add(
                session,
                workspace_id=one.workspace_id,
                member_id=one.member_id,
                lane=lane_of(one.member_id),
                dedupe_key=f"{KIND}:{one.id}",
                kind=KIND,
                values={"write_up_id": one.id},
                now=real,
            )
            asked += 1
    return asked


def lapse(session: Session, due: Sequence[DueWriteUp], real: datetime) -> None:
    """Nobody is asked about these any more, and where they were chosen it says so."""
    for one in due:
        if _moved(session, one, "dropped") and one.nudge_id is not None and not one.away:
            show_anew(session, one.workspace_id, [f"nudge:{one.nudge_id}"], real)


def _moved(session: Session, one: DueWriteUp, state: WriteUpState) -> bool:
    kept = {} if state == "asked" else {"words": None}
    moving = (
        update(WriteUp)
        .where(col(WriteUp.id) == one.id, col(WriteUp.state) == "agreed")
        .values(state=state, **kept)
    )
    return run(session, moving).rowcount == 1
