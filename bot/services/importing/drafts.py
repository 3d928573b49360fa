"""What a row becomes: an entry's columns, as far as the row tells them, and where its words go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time
from typing import Any, Final

from bot.conversation.activities import formality_of
from bot.conversation.elements import READER
from bot.conversation.tables.column_names import STAGE_MEANINGS
from bot.conversation.tables.columns import Layout
from bot.conversation.tables.meaning import asked_for, notes_of
from bot.conversation.tables.rows import RowRead
from bot.services.context.member_context import MemberContext
from bot.services.record.account_hash import hash_in
from bot.services.schemes.account_facts import IMPORT, account_in
from bot.services.schemes.subjects import read_subjects
from storage.importing.records import ImportRecord
from storage.row_types import EntryRecord, EvidenceRecord

IMPORTED: Final = "imported"
"""How a column came about that a row of a file told, in its entry's provenance."""
FILE: Final = "file"
"""In the provenance: what the file was called."""
ROW: Final = "row"
"""In the provenance: the row's number in the file."""

_FACTS: Final = ("title", "start_date", "end_date", "minutes", "type", "provider")
_OF_AN_ENTRY: Final = tuple(field.name for field in fields(EntryRecord))


@dataclass(frozen=True, slots=True)
class Drafted:
    """An entry that a row would be: under a number that no entry has, and its columns."""

    record: EntryRecord
    columns: Mapping[str, Any]


def entry_of(
    ctx: MemberContext,
    known: ImportRecord,
    number: int,
    row: RowRead,
    *,
    words_mine: bool,
    account: Mapping[str, Any] | None = None,
) -> Drafted:
    """The entry of a row. Only where the words are the member's own do they fill its stages; else
    they stand with the notes among the words that it came from, and settle nothing.

    `account` is what was found in its stages when it was shown: it serves while its reader is the
    one that reads now.

    It was begun on its own day, not now: what a member says next is about none of a hundred
    imported entries.
    """
    stages: dict[str, Any] = dict(row.stages) if words_mine else {}
    day = row.start or ctx.today
    layout, heading = Layout.from_dict(known.layout), known.heading or ()
    columns: dict[str, Any] = {
        "title": row.title,
        "start_date": row.start,
        "end_date": row.end or row.start,
        "minutes": row.minutes,
        "type": row.type,
        "formality": formality_of(row.type) if row.type else None,
        "provider": row.provider or None,
        **{stage: stages.get(stage) for stage in STAGE_MEANINGS},
        "subjects": read_subjects(ctx, row.subject, row.end, row.minutes) if row.subject else [],
        "source_text": notes_of(row, layout, heading, words_mine=words_mine) or None,
        "account": (
            account
            if _holds(account, stages)
            else account_in({**stages, "title": row.title}, asked_for(layout, heading))
        ),
        "private_stages": sorted(stages) if ctx.member.private_reflections else [],
        "kept_whole": False,
        "split_by_day": True,
        "created_at": min(ctx.now, datetime.combine(day, time(12), UTC)),
        "logged_at": known.confirmed_at or ctx.now,
    }
    columns["account_hash"] = hash_in(ctx, columns)
    columns["provenance"] = provenance_in(known, number, columns)
    record = record_in(ctx, number, columns)
    ctx.work.staging.suppose(record, links_of(record, row.links, ctx.now))
    return Drafted(record, columns)


def links_of(entry: EntryRecord, links: Sequence[str], now: datetime) -> list[EvidenceRecord]:
    """Links as evidence of an entry that is made now."""
    return [EvidenceRecord(entry.id, "link", url, now) for url in links]


def _holds(account: Mapping[str, Any] | None, stages: Mapping[str, Any]) -> bool:
    """Whether these stages would be read as that account again."""
    return bool(account and stages) and account is not None and account.get("reader") == READER


def provenance_in(known: ImportRecord, number: int, columns: Mapping[str, Any]) -> dict[str, str]:
    """Which of an entry's columns a row of a file has told, and which row of which file."""
    told = (*_FACTS, "subjects", *STAGE_MEANINGS)
    provenance = {name: IMPORTED for name in told if columns.get(name)}
    provenance |= {IMPORT: str(known.id), ROW: str(number)}
    if known.name:
        provenance[FILE] = known.name
    return provenance


def record_in(ctx: MemberContext, number: int, columns: Mapping[str, Any]) -> EntryRecord:
    """The entry with these columns, saved, under a number that no entry has."""
    given: dict[str, Any] = {
        "id": -number,
        "member_id": ctx.member.id,
        "status": "logged",
        "version": 1,
        "in_opening": {},
        "source_channel": None,
        "source_ts": None,
        "changed_at": ctx.now,
        **columns,
    }
    return EntryRecord(**{name: given[name] for name in _OF_AN_ENTRY if name in given})
