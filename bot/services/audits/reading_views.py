"""What auditors read of those who were drawn, and what members read of their own audits."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.policy.access import Permission
from bot.policy.audits.appeals import may_decide_appeal
from bot.policy.audits.population import PopulationRule, population_rule
from bot.policy.audits.review import second_recommended
from bot.policy.audits.selection import WHOLE_RECORD, Finding, Selection
from bot.policy.audits.tests_of import AuditTests, tests_of
from bot.policy.audits.vocabulary import AuditTest
from bot.services.audits import rounds, selections, snapshots
from bot.services.audits.populations import pack_of
from bot.services.audits.views import names_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.scheme_names import title_of
from storage.audits.records import (
    FileRecord,
    SelectionRecord,
    WordsRecord,
)

ENTRIES: Final = 12


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry among those handed in: its days and how far it is, and no word of it."""

    entry: int
    day: str
    minutes: int | None
    state: str | None
    found: int
    of: int
    not_met: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class AppealRead:
    """An appeal as whoever decides it reads it: its day, the member's words ("" once they are gone)
    and what it is about, each an entry (or `WHOLE_RECORD`) with its place on the page from 1, 0
    where it has none.
    """

    made_on: date
    words: str
    about: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody reads of one member: entry by entry, without words of theirs; `appeal` for
    whoever decides it alone. `still_open` are the entries with tests that are still to be found,
    each by its place on the page (0 is the record as a whole) with how many those are.
    """

    selection_id: int
    number: int
    name: str
    title: str
    first: date
    last: date
    brought_in: bool
    selection: Selection
    tests: AuditTests
    lines: tuple[EntryLine, ...]
    skip: int
    total: int
    me: int
    of_appeal: bool
    second_recommended: bool
    gone: bool = False
    appeal: AppealRead | None = None
    still_open: tuple[tuple[int, int], ...] = ()


def reading(ctx: MemberContext, selection_id: int, skip: int) -> Reading:
    """For whoever may see what was handed in. Raises Refused("no_such_audit")."""
    known = selections.read_by(ctx, selection_id, lock=False)
    selection, me = known.selection, ctx.member.id
    kept = ctx.work.selections.snapshot(known.id)
    rows = [] if kept is None else snapshots.read(kept.content)["entries"]
    appeal = selection.appeal
    of_appeal = (
        appeal is not None
        and appeal.auditor == me
        and may_decide_appeal(selection, me) is None
        and selection.state in ("appealed", "appeal_decided")
    )
    name = names_of(ctx, [known.member_id]).get(known.member_id, "")
    return Reading(
        selection_id=known.id,
        number=known.number,
        name=name,
        title=title_of(ctx, known.scheme),
        first=known.first,
        last=known.last,
        brought_in=known.brought_in,
        selection=selection,
        tests=tests_of(pack_of(ctx.rules, known.scheme), known.last),
        lines=tuple(_entry_line(one, selection) for one in rows[skip : skip + ENTRIES]),
        skip=skip,
        total=len(rows),
        me=me,
        of_appeal=of_appeal,
        second_recommended=second_recommended(selection, me),
        gone=kept is None and selection.snapshot is not None,
        appeal=_appeal_read(ctx, known, [int(one["id"]) for one in rows]) if of_appeal else None,
        still_open=_still_open(selection, [int(one["id"]) for one in rows]),
    )


def _still_open(selection: Selection, order: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """In the order of the page, the record as a whole at the end."""
    places = {entry: place for place, entry in enumerate(order, start=1)}
    count = Counter(places.get(entry, 0) for entry, _ in selection.open_tests)
    return tuple(sorted(count.items(), key=lambda one: (not one[0], one[0])))


def _appeal_read(
    ctx: MemberContext, known: SelectionRecord, order: Sequence[int]
) -> AppealRead | None:
    made = known.selection.appeal
    if made is None:
        return None
    places = {entry: place for place, entry in enumerate(order, start=1)}
    said = [one.words for one in ctx.work.selections.words(known.id) if one.kind == "appeal"]
    about = sorted(made.about, key=lambda one: (places.get(one, 0), one))
    return AppealRead(
        made.on, said[-1] if said else "", tuple((one, places.get(one, 0)) for one in about)
    )


def _entry_line(row: Mapping[str, Any], selection: Selection) -> EntryLine:
    own = [one for one in selection.findings if one.entry == row["id"]]
    said = row["said"]
    return EntryLine(
        entry=row["id"],
        day=said["end_date"] or said["start_date"] or "",
        minutes=said["minutes"],
        state=row["state"],
        found=sum(one.verdict != "ask" for one in own),
        of=len(selection.entry_tests),
        not_met=any(one.verdict == "not_met" for one in own),
        asked=any(one.verdict == "ask" for one in own),
    )


@dataclass(frozen=True, slots=True)
class EntryRead:
    """An entry as it was handed in, with what was found and said about it; or the whole record,
    where `entry` is 0 and there is nothing of an entry.
    """

    selection_id: int
    number: int
    entry: int
    said: Mapping[str, Any]
    tests: tuple[AuditTest, ...]
    findings: tuple[Finding, ...]
    words: tuple[WordsRecord, ...]
    files: tuple[FileRecord, ...]
    names: Mapping[int, str]
    logged_at: str = ""
    may_find: bool = False


def entry_read(ctx: MemberContext, selection_id: int, entry: int) -> EntryRead:
    """An entry's words, as they were handed in; the look stands in the member's log. Raises
    Refused: no_such_audit, audit_no_such_entry.
    """
    known = selections.read_by(ctx, selection_id)
    kept = ctx.work.selections.snapshot(known.id)
    rows = [] if kept is None else snapshots.read(kept.content)["entries"]
    row = next((one for one in rows if one["id"] == entry), None)
    if kept is None or (row is None and entry != WHOLE_RECORD):
        raise Refused("audit_no_such_entry")
    selections.log_look(ctx, known)
    selection = known.selection
    words = tuple(
        one
        for one in ctx.work.selections.words(known.id)
        if one.entry_id == entry and one.kind in ("reason", "question", "answer")
    )
    decides = ctx.may(Permission.DECIDE_SELECTION, selections.subject_of(known))
    return EntryRead(
        selection_id=known.id,
        number=known.number,
        entry=entry,
        said={} if row is None else row["said"],
        tests=selection.record_tests if entry == WHOLE_RECORD else selection.entry_tests,
        findings=tuple(one for one in selection.findings if one.entry == entry),
        words=words,
        files=tuple(one for one in kept.files if one.entry_id == entry),
        names=names_of(ctx, sorted({one.by_id for one in words})),
        logged_at="" if row is None else row["logged_at"] or "",
        may_find=decides and selection.state in ("submitted", "in_review", "questions"),
    )


@dataclass(frozen=True, slots=True)
class AfterEntry:
    """Where an auditor goes on once an entry's findings are kept. Places count from 1, 0 is the
    record as a whole; `left` of `of` entries have tests to be found yet. `next_entry` is the one
    to read next, in the order of the page, None where nothing can be found just now.
    """

    selection_id: int
    number: int
    place: int
    left: int
    of: int
    next_entry: int | None = None
    may_decide: bool = False


def after_entry(ctx: MemberContext, known: SelectionRecord, entry: int) -> AfterEntry:
    """For whoever has just kept what they found of an entry."""
    selection = known.selection
    kept = ctx.work.selections.snapshot(known.id)
    rows = [] if kept is None else snapshots.read(kept.content)["entries"]
    order = [int(one["id"]) for one in rows]
    places = {one: place for place, one in enumerate(order, start=1)}
    place = places.get(entry, 0)
    left = {one for one, _ in selection.open_tests} - {WHOLE_RECORD}
    # Whoever reads from the first on comes to the whole at the end; what was left out comes then.
    ahead = [*order[place:], WHOLE_RECORD, *order[:place]]
    return AfterEntry(
        selection_id=known.id,
        number=known.number,
        place=place,
        left=len(left),
        of=len(order),
        next_entry=next((one for one in ahead if one in selection.to_read and one != entry), None),
        may_decide=selection.state == "in_review" and not selection.open_tests,
    )


@dataclass(frozen=True, slots=True)
class OwnAudit:
    """A member's own audit, with the words that were written in it."""

    selection_id: int
    number: int
    title: str
    rule: PopulationRule
    first: date
    last: date
    selection: Selection
    readers: tuple[str, ...]
    lead: str
    words: tuple[WordsRecord, ...]
    titles: Mapping[int, str]
    owned: bool
    today: date
    zone: str
    cancelled: bool = False


def own_audit(ctx: MemberContext, selection_id: int) -> OwnAudit:
    """Raises Refused("no_such_audit")."""
    known = selections.own(ctx, selection_id, lock=False)
    return _own(ctx, known)


def own_audits(ctx: MemberContext) -> tuple[OwnAudit, ...]:
    """Those of rounds that are open."""
    return tuple(
        _own(ctx, one)
        for one in ctx.work.selections.of_member(ctx.member.id)
        if one.parties.open and one.selection.state not in ("drawn", "erased", "left")
    )


def _own(ctx: MemberContext, known: SelectionRecord) -> OwnAudit:
    selection = known.selection
    readers = sorted(selection.auditors)
    names = names_of(ctx, [*readers, known.parties.lead])
    kept = ctx.work.selections.snapshot(known.id)
    rows = [] if kept is None else snapshots.read(kept.content)["entries"]
    round_ = rounds.found(ctx, known.round_id, lock=False).round
    return OwnAudit(
        selection_id=known.id,
        number=known.number,
        title=title_of(ctx, known.scheme),
        rule=population_rule(pack_of(ctx.rules, known.scheme), ctx.today),
        first=known.first,
        last=known.last,
        selection=selection,
        readers=tuple(names.get(one, "") for one in readers),
        lead=names.get(known.parties.lead, ""),
        words=ctx.work.selections.words(known.id),
        titles={one["id"]: one["said"]["title"] or "" for one in rows},
        owned=rounds.owned(ctx, round_),
        today=ctx.today,
        zone=ctx.member.zone,
        cancelled=known.cancelled,
    )
