"""Messages whose place is still being asked for, and what an undo needs that nothing else keeps;
what they may be is `bot.services`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, func, not_, select
from sqlmodel import Session

from storage.engine.prepared import prepared
from storage.engine.statements import run
from storage.repository import Repository, given, table_of
from storage.tables import HeldMessage

_TABLE: Final = table_of(HeldMessage)
_held: Final = _TABLE.c
_MINE: Final = (
    _held.workspace_id == given("workspace"),
    _held.member_id == given("member", _held.member_id),
)
_ASIDE: Final = "aside_"
_ASKS: Final = func.substr(_held.key, 1, len(_ASIDE)) != _ASIDE
_GET: Final = prepared(
    select(_held.key, _held.text, _held.ts, _held["values"], _held.held_at).where(
        *_MINE, _held.key == given("key", _held.key)
    )
)
_NEWEST: Final = prepared(
    select(_held.key, _held.text, _held.ts, _held["values"], _held.held_at)
    .where(*_MINE, _ASKS)
    .order_by(_held.id.desc())
    .limit(1)
)
_ALL: Final = prepared(
    select(_held.key, _held.text, _held.ts, _held["values"], _held.held_at)
    .where(*_MINE, _ASKS)
    .order_by(_held.id)
)
_ASIDES: Final = prepared(
    select(_held.key, _held.text, _held.ts, _held["values"], _held.held_at)
    .where(*_MINE, not_(_ASKS))
    .order_by(_held.id)
)
_LET_GO: Final = prepared(_TABLE.delete().where(*_MINE, _held.key == given("key", _held.key)))


@dataclass(frozen=True, slots=True)
class Held:
    """A message that is held: its text as it was typed, and plain values of whoever holds it."""

    key: str
    text: str
    ts: str | None
    values: Mapping[str, Any]
    held_at: datetime


class HeldMessages(Repository):
    """The held messages of one workspace's members; each is known by a key of its own."""

    def hold(
        self,
        member_id: int,
        key: str,
        text: str,
        now: datetime,
        *,
        ts: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> bool:
        """Keep a message; False where one is held under this key already."""
        return (
            self._insert_once(
                HeldMessage,
                member_id=member_id,
                key=key,
                text=text,
                ts=ts,
                values=dict(values or {}),
                held_at=now,
            )
            is not None
        )

    def put_aside(
        self, member_id: int, name: str, now: datetime, values: Mapping[str, Any]
    ) -> None:
        """Keep plain values of a member's under a name, in place of those that were kept: they ask
        nothing, and are forgotten as what is held is.
        """
        key = f"{_ASIDE}{name}:{member_id}"
        self.let_go(member_id, key)
        self.hold(member_id, key, "", now, values=values)

    def aside(self, member_id: int, name: str) -> Held | None:
        """What was put aside under a name."""
        return self.get(member_id, f"{_ASIDE}{name}:{member_id}")

    def asides(self, member_id: int, name: str) -> tuple[Held, ...]:
        """All that was put aside under names that begin with this one, the oldest first."""
        self._unit.flush()
        found = (Held(*row) for row in self._rows(_ASIDES, member=member_id))
        return tuple(one for one in found if one.key.startswith(f"{_ASIDE}{name}"))

    def drop_aside(self, member_id: int, name: str) -> None:
        """It is not kept any more."""
        self.let_go(member_id, f"{_ASIDE}{name}:{member_id}")

    def get(self, member_id: int, key: str) -> Held | None:
        """The message under this key, if it is still held."""
        self._unit.flush()
        found = self._rows(_GET, member=member_id, key=key)
        return Held(*found[0]) if found else None

    def newest(self, member_id: int) -> Held | None:
        """The message that was held last, if it still is."""
        self._unit.flush()
        found = self._rows(_NEWEST, member=member_id)
        return Held(*found[0]) if found else None

    def all_of(self, member_id: int) -> tuple[Held, ...]:
        """Every message of the member's that is held, the oldest first."""
        self._unit.flush()
        return tuple(Held(*row) for row in self._rows(_ALL, member=member_id))

    def let_go(self, member_id: int, key: str) -> None:
        """It has found its place, or is to be forgotten."""
        self._run(_LET_GO, member=member_id, key=key)

    def erase(self, member_id: int) -> None:
        """None of the member's is held any more."""
        run(
            self._session,
            delete(HeldMessage).where(
                _held.workspace_id == self._workspace_id, _held.member_id == member_id
            ),
        )


def forget_asides(session: Session, name: str, before: datetime, limit: int) -> int:
    """Remove so much of what was put aside before a moment under names that begin with this one;
    how much there was.
    """
    begins = f"{_ASIDE}{name}"
    named = func.substr(_held.key, 1, len(begins)) == begins
    old = select(_held.id).where(_held.held_at < before, named).limit(limit)
    return run(session, delete(HeldMessage).where(_held.id.in_(old.scalar_subquery()))).rowcount


def forget_page(session: Session, before: datetime, limit: int) -> int:
    """Remove so many messages that were held before a moment; how many there were."""
    old = select(_held.id).where(_held.held_at < before).order_by(_held.held_at).limit(limit)
    return run(session, delete(HeldMessage).where(_held.id.in_(old.scalar_subquery()))).rowcount
