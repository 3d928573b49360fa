"""The entries that a body audits, each with what an auditor would miss in it.

Of every entry of the audited days the same few statements are read, however many there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.conversation.certificates.certificate import is_proof
from bot.policy.audits.preparing import EntrySeen, EvidenceSeen, Looked, look_over
from bot.policy.schemes.disallowed import disallowed_on
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import STAGES
from bot.services.audits.audited_entries import audited_entries
from bot.services.coaching.suggestions import helped_stages
from bot.services.context.member_context import MemberContext
from bot.services.importing.drafts import IMPORTED
from bot.services.record.checks import doubts_held
from bot.services.record.late_words import Late, late_words
from bot.services.schemes.account_facts import came_from_a_file, facts_of, told_by
from bot.services.schemes.assessment import disallowed_of, in_force, openings_of, states_of
from bot.services.schemes.enrolled import enrolled_in
from storage.audits.body_audits import BodyAuditRecord
from storage.record.stored_files import hash_in
from storage.row_types import (
    AssessmentRecord,
    EnrolmentRecord,
    EntryRecord,
    EvidenceRecord,
    JobRoleRecord,
)
from storage.vocabulary import AssessmentState


@dataclass(frozen=True, slots=True)
class Row:
    """An entry on a page; `entry` 0 is what was brought in. `late` is what was added after the
    audited days, or after the audit was told.
    """

    entry: int
    looked: Looked
    title: str | None = None
    first: date | None = None
    last: date | None = None
    minutes: int | None = None
    state: AssessmentState | None = None
    credits: int | None = None
    evidence: int = 0
    late: tuple[Late, ...] = ()
    why: str = ""
    """What the scheme's rules say is missing, where a test is not met."""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every entry is looked at with."""

    audit: BodyAuditRecord
    enrolment: EnrolmentRecord | None
    pack: Pack | None
    roles: tuple[JobRoleRecord, ...]
    today: date
    lost: frozenset[str]


def enrolment_of(ctx: MemberContext, audit: BodyAuditRecord) -> EnrolmentRecord | None:
    """Under which the member is audited; None where it has ended, or its rules are gone."""
    found = enrolled_in(ctx.work.enrolments.of(ctx.member.id), audit.scheme)
    return None if found is None or found.pack not in ctx.rules else found


def rows_of(ctx: MemberContext, audit: BodyAuditRecord) -> list[Row]:
    """Every entry of the audited days, those in which something is missing first."""
    entries = audited_entries(ctx, audit.first, audit.last)
    ids = [one.id for one in entries]
    evidence = ctx.work.entries.evidence(ids)
    worth = ctx.work.assessments.of_entries(ids)
    held = ctx.work.entries.conversations(ids, ctx.member.id) if ids else {}
    enrolment = enrolment_of(ctx, audit)
    scene = _Scene(
        audit,
        enrolment,
        None if enrolment is None else ctx.rules[enrolment.pack],
        tuple(ctx.work.members.job_roles(ctx.member.id)),
        ctx.today,
        _lost(ctx, evidence),
    )
    parts = {
        one.id: tuple(
            part
            for part in worth.get(one.id, ())
            if enrolment is not None and part.enrolment_id == enrolment.id
        )
        for one in entries
    }
    seen = [
        _seen(
            scene, one, evidence.get(one.id, ()), parts[one.id], doubts_held(one, held[one.id].held)
        )
        for one in entries
    ]
    looked = look_over(seen, (audit.first, audit.last), brought_in=_brought_in(scene, entries))
    by_entry = {one.entry: one for one in looked}
    late = late_words(ctx.work, ctx.member.id, min(audit.last, audit.told_on), ctx.zone)
    rows = {
        one.id: _row(
            scene,
            one,
            by_entry.get(one.id) or Looked(one.id, (), "details"),
            parts[one.id],
            evidence=sum(is_proof(it.facts) for it in evidence.get(one.id, ())),
            late=late.get(one.id, ()),
        )
        for one in entries
    }
    worst = [rows.get(one.entry) or Row(0, one) for one in looked]
    return [*worst, *(row for number, row in rows.items() if number not in by_entry)]


def _lost(ctx: MemberContext, evidence: Mapping[int, Sequence[EvidenceRecord]]) -> frozenset[str]:
    """The hashes of files whose bytes are not kept."""
    hashes = sorted(
        {hash_in(one.url) for some in evidence.values() for one in some if one.kind == "file"}
    )
    if not hashes:
        return frozenset()
    return frozenset(hashes) - frozenset(ctx.work.stored_files.of(ctx.member.id, hashes))


def _seen(
    scene: _Scene,
    entry: EntryRecord,
    evidence: Sequence[EvidenceRecord],
    parts: Sequence[AssessmentRecord],
    held: tuple[bool, bool, bool],
) -> EntrySeen:
    day = entry.end_date or entry.start_date
    head = min(parts, key=lambda one: one.part, default=None)
    account = facts_of(entry)
    doubtful, repeats, right = held
    framework = scene.pack is not None and day is not None and terms(scene.pack, day).framework
    return EntrySeen(
        entry=entry.id,
        first=entry.start_date,
        last=day,
        formal=entry.formality == "formal",
        evidence=tuple(
            EvidenceSeen(one.runs_out, one.kind == "file" and hash_in(one.url) in scene.lost)
            for one in evidence
            if is_proof(one.facts)
        ),
        tests_open=_tests_open(head),
        one_question=head is not None and bool(head.missing),
        not_accepted=_refused(scene, entry),
        asks_subject=framework,
        subject=any(one.subject for one in parts),
        helps=bool(entry.evaluate or entry.reflect)
        if account is None
        else account.helps is not None,
        job_known=day is not None and any(in_force(role, day) for role in scene.roles),
        doubtful=doubtful,
        account=entry.account_hash,
        repeats=repeats,
        words_right=right,
        imported=came_from_a_file(entry),
        own_words=any(
            getattr(entry, stage) and entry.provenance.get(stage, "") != IMPORTED
            for stage in STAGES
        ),
        unsure=bool(helped_stages(entry)) or bool(told_by(entry)),
    )


def _tests_open(head: AssessmentRecord | None) -> tuple[str, ...]:
    """The names of the tests that are not met, "sufficient"; what is not known is none of them."""
    if head is None:
        return ()
    found = [
        str(one["rule"]).partition(":") for one in head.findings if one["verdict"] == "missing"
    ]
    return tuple(dict.fromkeys(name or key.rpartition(".")[2] for key, _, name in found))


def _refused(scene: _Scene, entry: EntryRecord) -> bool:
    if scene.enrolment is None:
        return False
    told = disallowed_of(entry)
    return disallowed_on(told, entry.id, scene.enrolment.pack, scene.today) is not None


def _brought_in(scene: _Scene, entries: Sequence[EntryRecord]) -> bool:
    """Whether credits of these days were brought in, and no entry stands behind them."""
    if scene.enrolment is None:
        return False
    audit = scene.audit
    openings = [
        one
        for one in openings_of(scene.enrolment)
        if one.cycle and audit.first <= one.on <= audit.last
    ]
    scheme = scene.enrolment.scheme
    return any(
        not any(
            (entry.end_date or one.on) <= one.on and entry.in_opening.get(scheme)
            for entry in entries
        )
        for one in openings
    )


def _row(
    scene: _Scene,
    entry: EntryRecord,
    looked: Looked,
    parts: Sequence[AssessmentRecord],
    *,
    evidence: int,
    late: tuple[Late, ...],
) -> Row:
    head = min(parts, key=lambda one: one.part, default=None)
    known = [one.credits for one in parts if one.credits is not None]
    state = None if head is None else states_of(parts).get(head.enrolment_id)
    why = next(
        (
            str(one["sentence"])
            for one in (() if head is None else head.findings)
            if one["verdict"] == "missing"
        ),
        "",
    )
    return Row(
        entry.id,
        looked,
        entry.title,
        entry.start_date,
        entry.end_date,
        entry.minutes,
        state,
        sum(known) if known and state == "counted" else None,
        evidence,
        late,
        why,
        _refused(scene, entry),
    )
