"""What an entry is held against: how long a member's others took, and whose account is the same.

Of others' entries it is only asked whether there is one: no column of theirs is read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Date, Integer, Text, cast, literal, null, text, union_all
from sqlalchemy import select as columns
from sqlmodel import Session

from storage.engine.prepared import prepared
from storage.engine.statements import run
from storage.member_snapshot import MEMBERS
from storage.repository import Repository, given, table_of
from storage.row_types import EntryRecord, columns_of
from storage.tables import (
    ENTRY_IS_COMPARABLE,
    ENTRY_IS_NOT_HASHED,
    Conversation,
    Entry,
    Identity,
)
from storage.vocabulary import EntryStatus

OWN_WORDS: Final = "own_words"
"""What a check of an account against the member's own is called in what is held."""
RIGHT: Final = "right"
"""The state of a check that the member called right."""

READ_MOST: Final = 1000
"""So many lengths are read at once, those of the latest days first."""

ANSWERED_MOST: Final = 20
"""Of so many of a member's entries with the same words it is read what was answered about those,
the newest first."""

_entry = table_of(Entry).c
_conversation = table_of(Conversation).c
_MEMBER = given("member", _entry.member_id)
_LENGTH, _SAME, _ANSWER = range(3)

_LATEST = (
    columns(_entry.id, _entry.status, _entry.minutes, _entry.start_date, _entry.end_date)
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == _MEMBER,
        _entry.status.in_(("draft", "logged")),
        _entry.minutes.is_not(None),
        _entry.start_date.is_not(None),
    )
    .order_by(_entry.end_date.desc(), _entry.id.desc())
    .limit(READ_MOST)
    .subquery("latest")
)
_LENGTHS = columns(
    literal(_LENGTH, Integer),
    cast(_LATEST.c.id, Identity),
    _LATEST.c.status,
    _LATEST.c.minutes,
    _LATEST.c.start_date,
    _LATEST.c.end_date,
    cast(null(), Text),
)


def _saved_with_the_words(*found: Any, kind: int = _SAME) -> Any:
    return columns(literal(kind, Integer).label("kind"), *found).where(
        _entry.account_hash == given("hash", _entry.account_hash),
        text(ENTRY_IS_COMPARABLE),
        _entry.workspace_id == given("workspace"),
        _entry.status == "logged",
        _entry.id != given("entry", _entry.id),
    )


def _none(kind: Any) -> Any:
    return cast(null(), kind)


_OWN = (
    _saved_with_the_words(
        _entry.id,
        _entry.title,
        _none(Integer).label("minutes"),
        _entry.start_date,
        _entry.end_date,
        _none(Text).label("held"),
    )
    .where(_entry.member_id == _MEMBER)
    .order_by(_entry.id.desc())
    .limit(1)
    .subquery("own")
)
_ANOTHER = (
    _saved_with_the_words(
        _none(Identity).label("id"),
        _none(Text).label("title"),
        _none(Integer).label("minutes"),
        _none(Date).label("start_date"),
        _none(Date).label("end_date"),
        _none(Text).label("held"),
    )
    .where(_entry.member_id != _MEMBER)
    .limit(1)
    .subquery("another")
)
_HELD = cast(_conversation.held, Text)
_ANSWERED = (
    _saved_with_the_words(
        _entry.id,
        _entry.title,
        _none(Integer).label("minutes"),
        _none(Date).label("start_date"),
        _none(Date).label("end_date"),
        _HELD.label("held"),
        kind=_ANSWER,
    )
    .where(
        _entry.member_id == _MEMBER,
        _conversation.entry_id == _entry.id,
        _HELD.like(given("answered", _HELD)),
    )
    .order_by(_entry.id.desc())
    .limit(ANSWERED_MOST)
    .subquery("answered")
)
_OF_WORDS = (columns(_OWN), columns(_ANOTHER), columns(_ANSWERED))
_SAME_WORDS = prepared(union_all(*_OF_WORDS))
_BOTH = prepared(union_all(_LENGTHS, *_OF_WORDS))

_NOT_HASHED = (
    columns(*columns_of(EntryRecord, table_of(Entry)))
    .where(
        _entry.workspace_id == given("workspace"),
        _entry.member_id == _MEMBER,
        text(ENTRY_IS_NOT_HASHED),
    )
    .limit(given("most", _entry.id))
)
_HASH = (
    table_of(Entry)
    .update()
    .where(_entry.id == given("entry", _entry.id), _entry.workspace_id == given("workspace"))
    .values(account_hash=given("hash", _entry.account_hash))
)


@dataclass(frozen=True, slots=True)
class EntryLength:
    """How long an entry took, in minutes, over civil days; both of them included."""

    entry_id: int
    status: EntryStatus
    minutes: int
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """Another entry of the member's own; its days are civil days."""

    id: int
    title: str | None
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What is held of another entry of the member's own with the same words, called so."""

    title: str | None
    held: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class SameWords:
    """Saved entries with the account of one: the member's own that was begun last, whether anybody
    else has one, and those of the member's own about which something may have been answered.
    """

    own: OwnEntry | None = None
    others: bool = False
    answered: tuple[Answered, ...] = ()


class Comparisons(Repository):
    """What one workspace's entries are compared by."""

    def of(
        self, member_id: int, entry_id: int, account_hash: str | None
    ) -> tuple[tuple[EntryLength, ...], SameWords]:
        """The lengths of the member's drafts and logged entries, that one among them, and the
        saved entries with its account; in one statement.
        """
        rows = self._found(_BOTH, member_id, entry_id, account_hash)
        lengths = tuple(
            EntryLength(number, status, minutes, start, end or start)
            for kind, number, status, minutes, start, end, _ in rows
            if kind == _LENGTH
        )
        return lengths, _same_words(rows)

    def same_words(self, member_id: int, entry_id: int, account_hash: str | None) -> SameWords:
        """The saved entries with the account of one alone; nothing is asked of one too short."""
        if not account_hash:
            return SameWords()
        return _same_words(self._found(_SAME_WORDS, member_id, entry_id, account_hash))

    def not_hashed(self, member_id: int, most: int) -> tuple[EntryRecord, ...]:
        """Entries of the member's that have no hash yet, whatever became of them."""
        self._unit.flush()
        rows = self._rows(_NOT_HASHED, member=member_id, most=most)
        return tuple(EntryRecord(*row) for row in rows)

    def hash(self, entry_id: int, account_hash: str) -> None:
        """Give an entry its hash: no change of it that anybody could take back."""
        self._run(_HASH, entry=entry_id, hash=account_hash)

    def _found(
        self, statement: Any, member_id: int, entry_id: int, account_hash: str | None
    ) -> Sequence[Any]:
        self._unit.flush(but=MEMBERS)
        return self._rows(
            statement,
            member=member_id,
            entry=entry_id,
            hash=account_hash or "",
            answered=f'%"{OWN_WORDS}"%"{RIGHT}"%',
        )


def members_not_hashed(session: Session, after: int, limit: int) -> list[tuple[str, int]]:
    """A page of members of any workspace, from behind a number on, with an entry that has no hash:
    workspace and number.
    """
    query = (
        columns(_entry.workspace_id, _entry.member_id)
        .where(text(ENTRY_IS_NOT_HASHED), _entry.member_id > after)
        .group_by(_entry.member_id, _entry.workspace_id)
        .order_by(_entry.member_id, _entry.workspace_id)
        .limit(limit)
    )
    found: Sequence[Any] = run(session, query).all()
    return [(workspace_id, member_id) for workspace_id, member_id in found]


def _same_words(rows: Sequence[Any]) -> SameWords:
    same = [row for row in rows if row[0] == _SAME]
    own = [OwnEntry(row[1], row[2], row[4], row[5]) for row in same if row[1] is not None]
    answered = (Answered(row[2], tuple(json.loads(row[6]))) for row in rows if row[0] == _ANSWER)
    return SameWords(own[0] if own else None, len(own) < len(same), tuple(answered))
