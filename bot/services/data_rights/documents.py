"""A member's record, or a period of it, as the plain values of a document.

Read page by page with the same few statements for each, as an export is; what is said of it, and
how it looks, is `bot.documents`'s.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.documents.model import (
    Chain,
    Document,
    Entered,
    Entry,
    Evidence,
    Period,
    Person,
    SignOff,
    Test,
    Told,
    Worth,
)
from bot.policy.schemes.assess import state_of
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.disallowed import MONITORING
from bot.policy.vocabulary import STAGES
from bot.services.coaching.suggestions import helped_stages
from bot.services.context.member_context import MemberContext
from bot.services.data_rights.document_request import Wanted
from bot.services.data_rights.document_schemes import schemes_of
from bot.services.importing.archives import ARCHIVE, CHECKED
from bot.services.importing.drafts import FILE, IMPORTED, ROW
from bot.services.record.entered import entered_of
from bot.services.record.evidence import file_name
from bot.services.record.late_words import Late, late_words
from bot.services.record.sign_offs import sign_offs_of
from bot.services.schemes.assessment import in_force
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.record.stored_files import hash_in
from storage.row_types import (
    AssessmentRecord,
    EntryRecord,
    EvidenceRecord,
    JobRoleRecord,
)

PAGE: Final = 200

_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "start_date": "date",
    "minutes": "length",
    "type": "kind",
    "provider": "provider",
    "subjects": "subjects",
    "reflect": "reflection",
    "plan": "plan",
    "act": "action",
    "evaluate": "evaluation",
}
"""Fields whose provenance is told, by their names for people."""

_ENDS: Final[Mapping[str, str]] = {"cycle": "cycle", "year": "year"}
"""What ended, by the kind of the period."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is read for: the schemes chosen, the most urgent first, and the period."""

    schemes: tuple[SchemeStanding, ...]
    period: Period
    jobs: tuple[JobRoleRecord, ...]
    zone: ZoneInfo
    late: Mapping[int, tuple[Late, ...]]
    """What was added to entries after the period's last day."""
    without_private: bool = False
    """Whether what was answered privately is left out."""

    def holds(self, last_day: date | None) -> bool:
        """Whether a part of an entry counts in the period: it goes by its last day."""
        if last_day is None:
            return self.period.kind == "all"
        return _overlaps(last_day, last_day, self.period)

    def day_of(self, moment: datetime) -> date:
        """A moment's date where the member lives."""
        return moment.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Reading:
    """How many of the member's entries have been looked at so far, of so many."""

    done: int
    entries: int


def document_steps(ctx: MemberContext, wanted: Wanted) -> Iterator[Reading | Document]:
    """The document as of now, read step by step: how far that has come, then the document."""
    reading = _Wanted(
        tuple(
            one
            for one in standings_of(ctx)
            if not wanted.schemes or one.enrolment.scheme in wanted.schemes
        ),
        wanted.period,
        tuple(ctx.work.members.job_roles(ctx.member.id)),
        ctx.zone,
        _late(ctx, wanted.period),
        wanted.without_private,
    )
    total = ctx.work.member_data.counts(ctx.member.id, ctx.kinds.showing_words).entries
    found: list[tuple[date, int, Entry]] = []
    undated = after = done = 0
    while page := ctx.work.member_data.entries(ctx.member.id, after, PAGE):
        after, done = page[-1].id, done + len(page)
        saved = [one for one in page if one.status == "logged"]
        undated += sum(_last_day(one) is None for one in saved)
        found += _of_page(ctx, [one for one in saved if _lies_in(one, wanted.period)], reading)
        yield Reading(done, total)
    found.sort(key=lambda one: one[:2])
    entries = _numbered(one for _, _, one in found)
    left_out = 0 if wanted.period.kind == "all" else undated
    yield _document(ctx, wanted.period, reading, entries, left_out)


def _late(ctx: MemberContext, period: Period) -> Mapping[int, tuple[Late, ...]]:
    if period.last is None or period.last >= ctx.today:
        return {}
    return late_words(ctx.work, ctx.member.id, period.last, ctx.zone)


def _of_page(
    ctx: MemberContext,
    page: Sequence[EntryRecord],
    wanted: _Wanted,
) -> Iterator[tuple[date, int, Entry]]:
    """The entries of a page, with what they are sorted by."""
    if not page:
        return
    ids = [entry.id for entry in page]
    evidence = ctx.work.entries.evidence(ids)
    worth = ctx.work.assessments.of_entries(ids)
    signed = sign_offs_of(ctx.work, ctx.member.id, page, evidence)
    at_bodies = entered_of(ctx.work, ctx.member.id, page, evidence)
    for entry in page:
        day = _last_day(entry)
        made = _entry(entry, evidence.get(entry.id, ()), worth.get(entry.id, ()), wanted)
        made = replace(
            made,
            sign_offs=tuple(
                SignOff(
                    one.reviewer,
                    None if one.answered_at is None else wanted.day_of(one.answered_at),
                    one.words,
                    one.changed_since,
                )
                for one in signed[entry.id]
                if one.state == "confirmed"
            ),
            entered=tuple(
                Entered(one.body, one.on, one.changed_since)
                for one in at_bodies[entry.id]
                if one.on is not None
            ),
        )
        yield day or date.max, entry.id, made


def _entry(
    entry: EntryRecord,
    evidence: Sequence[EvidenceRecord],
    parts: Sequence[AssessmentRecord],
    wanted: _Wanted,
) -> Entry:
    day = _last_day(entry)
    helped = helped_stages(entry)
    role = next((one.title for one in wanted.jobs if day and in_force(one, day)), "")
    told = [(stage, words) for stage in STAGES if (words := getattr(entry, stage))]
    private = frozenset(entry.private_stages)
    hidden = private if wanted.without_private else frozenset()
    titles = {one.enrolment.pack: one.title for one in wanted.schemes}
    return Entry(
        number=0,
        id=entry.id,
        title=entry.title or "",
        first_day=entry.start_date,
        last_day=day,
        minutes=entry.minutes,
        type=entry.type or "",
        formality=entry.formality,
        provider=entry.provider or "",
        job=role,
        subjects=tuple((one["name"], one["minutes"]) for one in entry.subjects),
        told=tuple(
            Told(stage, words, stage in helped, stage in private)
            for stage, words in told
            if stage not in hidden
        ),
        left_out=tuple(stage for stage, _ in told if stage in hidden),
        worth=tuple(_worth_of(parts, wanted)),
        evidence=tuple(map(_evidence, evidence)),
        saved_on=None if entry.logged_at is None else wanted.day_of(entry.logged_at),
        provenance=_provenance(entry),
        disallowed=tuple(
            (titles[one["pack"]], date.fromisoformat(one["on"]), one.get("reason") or "")
            for one in entry.disallowed
            if one["pack"] in titles and not one.get("allowed")
        ),
        late=tuple((one.what, one.on) for one in wanted.late.get(entry.id, ())),
        late_after=_ENDS.get(wanted.period.kind, "period"),
    )


def _worth_of(parts: Sequence[AssessmentRecord], wanted: _Wanted) -> Iterator[Worth]:
    """What an entry is worth under each of the schemes, of its parts that lie in the period."""
    for one in wanted.schemes:
        mine = [part for part in parts if part.enrolment_id == one.enrolment.id]
        inside = [part for part in mine if wanted.holds(part.last_day)]
        if not inside:
            continue
        head = min(mine, key=lambda part: part.part)
        known = any(part.credits is not None for part in inside)
        weight = sum(part.weight for part in inside)
        struck_off = any(finding["rule"] == MONITORING for finding in head.findings)
        yield Worth(
            scheme=one.title,
            state=state_of({part.state for part in inside}),
            minutes=sum(part.minutes for part in inside),
            weight=weight,
            credits=credits_hundredths(weight) if known else None,
            tests=tuple(_test(finding, struck_off=struck_off) for finding in head.findings),
            version=head.pack_version,
            assumed=head.assumed,
            whole=len(inside) == len(mine),
            not_loaded=any(
                finding["rule"] == _FRAMEWORK and finding["verdict"] == "not_known"
                for finding in head.findings
            ),
        )


_FRAMEWORK: Final = "framework.subjects"
"""The rule of which nothing is known where no framework is loaded."""


def _test(finding: Mapping[str, Any], *, struck_off: bool) -> Test:
    key, _, name = str(finding["rule"]).partition(":")
    return Test(
        name=name or key.rpartition(".")[2],
        verdict=finding["verdict"],
        reason=finding["sentence"],
        source=finding["source"],
        assumed=bool(finding["assumed"]),
        decided=struck_off and finding["verdict"] != "met" and key != MONITORING,
    )


def _evidence(one: EvidenceRecord) -> Evidence:
    if one.kind != "file":
        return Evidence("link", "", one.url)
    return Evidence(
        "file",
        file_name(one.name),
        "",
        one.sha256 or hash_in(one.url),
        one.size,
        one.media_type or "",
        one.runs_out,
    )


def _provenance(entry: EntryRecord) -> Mapping[str, str]:
    """By field: where it came from, where that is known."""
    found = {}
    for column, name in _FIELDS.items():
        came = entry.provenance.get(column, "")
        if came and getattr(entry, column) not in (None, (), ""):
            found[name] = _imported(entry) if came == IMPORTED else came
    return found


def _imported(entry: EntryRecord) -> str:
    """ "imported from my log.xlsx, row 14"."""
    whose = entry.provenance.get(ARCHIVE)
    if whose is not None:
        checked = "your own record" if CHECKED in entry.provenance else "identity not checked"
        return f"from an archive of {whose}, {checked}"
    name = file_name(entry.provenance.get(FILE))
    return f"imported from {name}, row {entry.provenance.get(ROW, '?')}"


def _numbered(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in their order, and each file once, however often it is evidence."""
    files: dict[str, int] = {}
    found = []
    for number, entry in enumerate(entries, start=1):
        evidence = tuple(
            replace(one, number=files.setdefault(one.sha256, len(files) + 1))
            if one.kind == "file"
            else one
            for one in entry.evidence
        )
        found.append(replace(entry, number=number, evidence=evidence))
    return tuple(found)


def _document(
    ctx: MemberContext,
    period: Period,
    wanted: _Wanted,
    entries: tuple[Entry, ...],
    undated: int,
) -> Document:
    workspace = ctx.work.workspace.get()
    member = ctx.member
    return Document(
        person=Person(
            member.name,
            workspace.name if workspace else "",
            tuple(
                (one.title, one.from_date, one.to_date)
                for one in reversed(wanted.jobs)
                if _overlaps(one.from_date, one.to_date or ctx.today, period)
            ),
            workspace.id if workspace else "",
            member.slack_id,
        ),
        period=period,
        schemes=schemes_of(ctx, wanted.schemes, period, entries),
        entries=entries,
        moment=ctx.now,
        zone=member.zone,
        today=ctx.today,
        chain=Chain(member.chain_length, member.chain_head),
        undated=undated,
    )


def _last_day(entry: EntryRecord) -> date | None:
    return entry.end_date or entry.start_date


def _lies_in(entry: EntryRecord, period: Period) -> bool:
    """Whether any day of it lies in the period; of everything, also without a day."""
    last = _last_day(entry)
    if last is None:
        return period.kind == "all"
    first = entry.start_date or last
    return _overlaps(min(first, last), max(first, last), period)


def _overlaps(first: date, last: date, period: Period) -> bool:
    return (period.last is None or first <= period.last) and (
        period.first is None or period.first <= last
    )
