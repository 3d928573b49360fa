"""The entries of an archive are held against the record, page by page, locking nobody out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.conversation.tables.likeness import near
from bot.conversation.tables.rows import RowRead
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.importing.archive_entries import account_of, entry_of, read_of
from bot.services.importing.archives import about_of
from bot.services.importing.drafts import Drafted
from bot.services.importing.kept_worth import WORTH, kept_worth, worth_key
from bot.services.importing.reading import ACCOUNT, PAGE, PageRead, by_day, counted, of_rows
from bot.services.schemes.assessment import worth_of
from storage.importing.records import ImportRecord, KnownActivity, RowReading, RowRecord


def next_page(contexts: ContextFactory, workspace_id: str, known: ImportRecord) -> PageRead | None:
    """What the next entries are; None where all are read. Nothing is kept."""
    return of_rows(
        contexts,
        (workspace_id, known.member_id),
        lambda ctx: ctx.work.imports.rows(known, known.read_to, PAGE),
        lambda ctx, rows: _page(ctx, known, rows),
    )


def _page(ctx: MemberContext, known: ImportRecord, rows: Sequence[RowRecord]) -> PageRead:
    about = about_of(ctx, known)
    told = {row.number: row.cells[0] for row in rows if row.cells}
    read = {number: read_of(entry, ctx.today) for number, entry in told.items()}
    days = sorted({one.start for one in read.values() if one.start})
    in_record = by_day(ctx.work.imports.known_on(ctx.member.id, days))
    own = about is not None and about.relation in ("own", "whole")
    ids = [entry["id"] for entry in told.values()] if own else []
    standing = ctx.work.segments.standing(ctx.member.id, ids)
    drafted: dict[int, Drafted] = {}
    readings: list[RowReading] = []
    accounts = {number: account_of(entry) for number, entry in told.items()}
    for number, entry in told.items():
        one = read[number]
        if one.verdict == "taken" and (entry["id"] in standing or _is_alike(one, in_record)):
            read[number] = replace(one, verdict="there", why="in_record")
        elif one.verdict == "taken" and about is not None:
            drafted[number] = entry_of(
                ctx, known, number, entry, about, words_mine=True, account=accounts[number]
            )
    worth, key = worth_of(ctx, [one.record for one in drafted.values()]), worth_key(ctx)
    for number, one in read.items():
        kept = {**one.to_dict(), ACCOUNT: accounts[number]}
        if number in drafted:
            record = drafted[number].record
            kept[WORTH] = kept_worth(record, worth[record.id], key)
        readings.append(RowReading(number, kept, one.verdict, one.why, None))
    counts = counted(ctx, known, readings, [*drafted.values()])
    return PageRead(known, tuple(readings), rows[-1].number, counts)


def _is_alike(one: RowRead, in_record: Mapping[date, Sequence[KnownActivity]]) -> bool:
    """Whether the record has something of the same day that is named much alike."""
    there = in_record.get(one.start or date.min, ())
    return any(near(known.title, one.title) for known in there)
