"""What can be taken back: how entries were before each of their member's latest changes.

Noted by the repository that changes something, written with the unit. What taking back means is
decided in `bot.services`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, select
from sqlmodel import Session

from storage.engine.prepared import prepared
from storage.engine.statements import run
from storage.repository import Repository, Unit, defaults_of, given, table_of
from storage.row_types import ConversationRecord, EntryRecord, EvidenceRecord
from storage.tables import Entry, UndoStep

_step = table_of(UndoStep).c
_ADD: Final = table_of(UndoStep).insert()
_LAST_TURN: Final = prepared(
    select(_step.id, _step.entry_id, _step.before, _step.at, _step.turn)
    .where(
        _step.workspace_id == given("workspace"),
        _step.member_id == given("member", _step.member_id),
        _step.turn
        == select(_step.turn)
        .where(
            _step.workspace_id == given("workspace"),
            _step.member_id == given("member", _step.member_id),
        )
        .order_by(_step.id.desc())
        .limit(1)
        .correlate(None)
        .scalar_subquery(),
    )
    .order_by(_step.id.desc())
)

_BEFORE: Final = {"kept_whole": True, "split_by_day": False}
"""What holds of an entry as a release saw it that did not know the column yet."""

_NOT_KEPT: Final = frozenset({"id", "member_id", "account_hash"})
"""Columns that follow from where the entry stands, or from its words."""

_OF_FILE: Final = ("name", "sha256", "size", "media_type", "runs_out", "facts")
"""What evidence says of a file alone."""

_DATES: Final = ("start_date", "end_date")
_MOMENTS: Final = ("created_at", "changed_at", "logged_at")


@dataclass(frozen=True, slots=True)
class Before:
    """How an entry was, with its dialogue and its evidence; and what of its member's own days of
    quiet the same turn changed, by their column.
    """

    entry: EntryRecord
    dialogue: ConversationRecord
    evidence: tuple[EvidenceRecord, ...]
    quiet: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's part of a turn; `before` is None where the turn made the entry."""

    id: int
    entry_id: int
    before: Before | None
    at: datetime
    turn: str


class UndoSteps(Repository):
    """The undo steps of one workspace's members."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit)
        self._noted: set[int] = set()  # entries
        self._to_write: list[tuple[EntryRecord, Before | None]] = []
        self._turn = ""
        self._at: datetime | None = None
        self._silent = False
        self._quiet: Mapping[str, date | None] = {}
        unit.writes(self._write, last=True)

    def begin(self, turn: str, at: datetime) -> None:
        """What changes from here on is taken back together; `at` (calendar time) is the turn's
        moment, by which it is told which of several things was changed last.
        """
        self._turn = turn
        self._at = at

    def be_silent(self) -> None:
        """Nothing of this unit is noted: it takes something back itself."""
        self._silent = True

    def note(self, entry: EntryRecord, before: Callable[[], Before] | None) -> None:
        """Remember how an entry was, unless this unit has changed it already; `before` is asked
        at once, None where the entry is new.
        """
        if self._turn and not self._silent and entry.id not in self._noted:
            self._noted.add(entry.id)
            self._to_write.append((entry, before() if before else None))

    def note_quiet(self, before: Mapping[str, date | None]) -> None:
        """Remember the member's days of quiet with the first entry that is noted."""
        self._quiet = {**before, **self._quiet}

    def last_turn(self, member_id: int) -> tuple[Step, ...]:
        """What the member's last turn changed, the newest first; nothing where there is none."""
        self._unit.flush()
        return tuple(
            Step(number, entry_id, before and _read(before, entry_id, member_id), at, turn)
            for number, entry_id, before, at, turn in self._rows(_LAST_TURN, member=member_id)
        )

    def drop(self, steps: tuple[Step, ...]) -> None:
        """These have been taken back."""
        ids = [step.id for step in steps]
        self._session.connection().execute(delete(UndoStep).where(_step.id.in_(ids)))

    def _write(self) -> None:
        if not self._to_write:
            return
        befores = [None if before is None else _plain(before) for _, before in self._to_write]
        for first in [one for one in befores if one is not None][:1]:
            if self._quiet:
                first["quiet"] = {name: _json(day) for name, day in self._quiet.items()}
        rows = [
            {
                "workspace_id": self._workspace_id,
                "member_id": entry.member_id,
                "entry_id": entry.id,
                "turn": self._turn,
                "before": before,
                "at": self._at,
            }
            for (entry, _), before in zip(self._to_write, befores, strict=True)
        ]
        self._to_write.clear()
        self._unit.session.connection().execute(_ADD, rows)


def forget_page(session: Session, before: datetime, limit: int) -> int:
    """Remove so many steps taken before a moment; how many there were."""
    old = select(_step.id).where(_step.at < before).order_by(_step.at).limit(limit)
    return run(session, delete(UndoStep).where(_step.id.in_(old.scalar_subquery()))).rowcount


def _plain(before: Before) -> dict[str, Any]:
    """As JSON."""
    entry = {
        one.name: _json(getattr(before.entry, one.name))
        for one in fields(EntryRecord)
        if one.name not in _NOT_KEPT
    }
    since = before.dialogue.pending_since
    files = {
        one.url: {name: _json(getattr(one, name)) for name in _OF_FILE}
        for one in before.evidence
        if one.kind == "file"
    }
    return {
        "entry": entry,
        "state": dict(before.dialogue.state),
        "held": [dict(words) for words in before.dialogue.held],
        "pending_since": _json(since),
        # A release that knows no files reads three values of each, and these alone.
        "evidence": [[one.kind, one.url, _json(one.added_at)] for one in before.evidence],
        **({"files": files} if files else {}),
    }


def _of_file(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a file beside its address, as an undo step keeps it."""
    known = {name: kept.get(name) for name in _OF_FILE}
    runs_out = known["runs_out"]
    return {**known, "runs_out": runs_out and date.fromisoformat(runs_out)}


def _read(plain: Mapping[str, Any], entry_id: int, member_id: int) -> Before:
    """What `_plain` wrote; columns that this release does not know are passed over, and those that
    the one that wrote it did not know are as in an entry that says nothing of them.
    """
    known = {one.name for one in fields(EntryRecord)} - _NOT_KEPT
    columns = {
        name: value
        for name, value in {**defaults_of(Entry), **_BEFORE, **plain["entry"]}.items()
        if name in known
    }
    for name in _DATES:
        columns[name] = columns[name] and date.fromisoformat(columns[name])
    for name in _MOMENTS:
        columns[name] = columns[name] and datetime.fromisoformat(columns[name])
    since = plain["pending_since"]
    return Before(
        EntryRecord(id=entry_id, member_id=member_id, **columns),
        ConversationRecord(
            entry_id,
            member_id,
            plain["state"],
            tuple(plain["held"]),
            since and datetime.fromisoformat(since),
        ),
        tuple(
            EvidenceRecord(
                entry_id,
                kind,
                url,
                datetime.fromisoformat(at),
                **_of_file(plain.get("files", {}).get(url, {})),
            )
            for kind, url, at in plain["evidence"]
        ),
        {name: day and date.fromisoformat(day) for name, day in plain.get("quiet", {}).items()},
    )


def _json(value: Any) -> Any:
    match value:
        case date() | datetime():
            return value.isoformat()
        case tuple():
            return list(value)
        case Mapping():
            return dict(value)
        case _:
            return value
