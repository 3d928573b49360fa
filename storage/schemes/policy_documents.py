"""Packs and frameworks that were loaded here, whom they concern, and who has been told of them.

What is in them is `bot.policy.documents`'s to read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Text, cast, func, literal, text
from sqlalchemy import select as sql_select
from sqlmodel import Session, col, select

from storage.repository import Repository, table_of
from storage.row_types import DocumentRecord, record
from storage.tables import (
    ENTRY_IS_OPEN,
    Assessment,
    Enrolment,
    Entry,
    Member,
    Outbox,
    RuleDecision,
    Workspace,
)
from storage.vocabulary import DOCUMENT_KINDS, DocumentKind

_document = table_of(RuleDecision).c
_member = table_of(Member).c
_enrolment = table_of(Enrolment).c


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to keep. `value` is the text that it is kept as; `load` names what was loaded
    together; `by` None: the operator.
    """

    pack: str
    load: str
    kind: DocumentKind
    value: str
    valid_from: date
    on: date
    by: int | None


class Enrolled(NamedTuple):
    """One who is enrolled, and in which category ("" where there is none)."""

    member_id: int
    name: str
    category: str


class PolicyDocuments(Repository):
    """The documents of one workspace."""

    def all(self) -> tuple[DocumentRecord, ...]:
        """Every document that was loaded, in the order of their loading."""
        query = (
            select(RuleDecision)
            .where(
                RuleDecision.workspace_id == self._workspace_id,
                col(RuleDecision.kind).in_(DOCUMENT_KINDS),
            )
            .order_by(col(RuleDecision.id))
        )
        return tuple(record(DocumentRecord, row) for row in self._session.exec(query).all())

    def one_at_a_time(self) -> None:
        """Nobody else loads a document in the workspace until this unit ends. What was read of
        them before is read anew.
        """
        query = select(Workspace.id).where(Workspace.id == self._workspace_id)
        self._session.exec(query.with_for_update(key_share=True))

    def add(self, document: NewDocument) -> int:
        """Keep one; its number."""
        row = RuleDecision(
            workspace_id=self._workspace_id,
            pack=document.pack,
            key=document.load,
            kind=document.kind,
            value=document.value,
            valid_from=document.valid_from,
            decided_on=document.on,
            decided_by=document.by,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def enrolled_in(self, pack: str) -> tuple[Enrolled, ...]:
        """Who is in a pack's scheme at present, by name, once for each of their categories;
        accounts that are switched off left out.
        """
        query = (
            sql_select(_member.id, _member.name, func.coalesce(_enrolment.category, ""))
            .join(Enrolment, _enrolment.member_id == _member.id)
            .where(
                _enrolment.workspace_id == self._workspace_id,
                _enrolment.pack == pack,
                _enrolment.ended_on.is_(None),
                _member.deactivated.is_(False),
            )
            .order_by(_member.name, _member.id, _enrolment.id)
        )
        return tuple(Enrolled._make(row) for row in self._session.execute(query).all())

    def entries_from(self, pack: str, since: date) -> Mapping[str, int]:
        """How many saved entries were assessed in a pack's scheme whose last day is in [since, …),
        by category.
        """
        category = func.coalesce(_enrolment.category, "")
        entry = table_of(Entry).c
        assessment = table_of(Assessment).c
        query = (
            sql_select(category, func.count(func.distinct(entry.id)))
            .select_from(Enrolment)
            .join(Assessment, assessment.enrolment_id == _enrolment.id)
            .join(Entry, entry.id == assessment.entry_id)
            .where(
                _enrolment.workspace_id == self._workspace_id,
                _enrolment.pack == pack,
                _enrolment.ended_on.is_(None),
                entry.end_date >= since,
            )
            .group_by(category)
        )
        counts: dict[str, int] = {}
        for name, count in self._session.execute(query):
            counts[name] = count
        return counts

    def open_entries_under(self, pack: str, most: int) -> list[int]:
        """Drafts and plans, by number, of those who are in a pack's scheme at present: so many of
        them that were begun last, the newest first.
        """
        entry = table_of(Entry).c
        query = (
            sql_select(entry.id)
            .join(Enrolment, _enrolment.member_id == entry.member_id)
            .where(
                _enrolment.workspace_id == self._workspace_id,
                _enrolment.pack == pack,
                _enrolment.ended_on.is_(None),
                text(f"entry.{ENTRY_IS_OPEN}"),
            )
            .distinct()
            .order_by(entry.id.desc())
            .limit(most)
        )
        return list(self._session.execute(query).scalars())


class Load(NamedTuple):
    """What was loaded together for a pack, of whatever workspace: its name and its day."""

    workspace_id: str
    pack: str
    load: str
    on: date


class Untold(NamedTuple):
    """Somebody in a scheme who has not been told of a document, and when they can be."""

    member_id: int
    category: str
    zone: str
    work_start: int
    work_end: int
    work_days: str
    country: str | None
    paused_until: date | None


TOLD: Final = "document"
"""What the key of a message about documents begins with."""


def told_of(load: str, member_id: int | str) -> str:
    """What the message is known by that tells a member of what was loaded together."""
    return f"{TOLD}:{load}:{member_id}"


def loaded_since(session: Session, day: date) -> list[Load]:
    """What was loaded on a day or after it, in every workspace, the earliest first."""
    grouped = (_document.workspace_id, _document.pack, _document.key)
    query = (
        sql_select(*grouped, func.min(_document.decided_on))
        .where(_document.kind.in_(DOCUMENT_KINDS), _document.decided_on >= day)
        .group_by(*grouped)
        .order_by(func.min(_document.id))
    )
    return [Load._make(row) for row in session.execute(query).all()]


def untold(session: Session, load: Load, after: int, most: int) -> list[Untold]:
    """So many rows, by the member's number, of those who were in a pack's scheme when it was loaded
    and have not been told: once for each of their categories; accounts that are switched off left
    out.
    """
    message = table_of(Outbox).c
    known = (
        sql_select(message.id)
        .where(
            message.workspace_id == load.workspace_id,
            message.dedupe_key == literal(told_of(load.load, "")).concat(cast(_member.id, Text)),
        )
        .exists()
    )
    query = (
        sql_select(
            _member.id,
            func.coalesce(_enrolment.category, ""),
            func.coalesce(_member.tz, _member.slack_tz),
            _member.work_start,
            _member.work_end,
            _member.work_days,
            _member.country,
            _member.paused_until,
        )
        .join(Enrolment, _enrolment.member_id == _member.id)
        .where(
            _enrolment.workspace_id == load.workspace_id,
            _enrolment.pack == load.pack,
            _enrolment.ended_on.is_(None),
            _enrolment.enrolled_on <= load.on,
            _member.deactivated.is_(False),
            _member.kind != "bot",
            _member.id > after,
            ~known,
        )
        .order_by(_member.id, _enrolment.id)
        .limit(most)
    )
    return [Untold._make(row) for row in session.execute(query).all()]
