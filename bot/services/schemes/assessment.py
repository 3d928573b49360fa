"""What entries are worth under the member's schemes: facts handed to the rules, verdicts kept.

Every rule stands in `bot.policy`; here rows become facts and assessments become rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from bot.conversation.certificates.certificate import is_proof
from bot.policy.frameworks.framework import folded
from bot.policy.scheme_facts import (
    AccountFacts,
    Disallowed,
    EnrolmentFacts,
    EntryFacts,
    Leave,
    NamedSubject,
    OpeningBalance,
    OtherCategory,
    RecordedCycles,
    RecordedStart,
    Spell,
)
from bot.policy.schemes.assess import assess, state_of
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.disallowed import disallowed_on
from bot.policy.schemes.entry_tests import Finding
from bot.policy.schemes.pack import BodyAccount
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import State
from bot.services.context.member_context import MemberContext
from bot.services.schemes import account_facts
from bot.services.schemes.closed_evaluations import says_nothing_changed
from bot.services.schemes.groups import group_keys
from bot.services.schemes.outcome_facts import outcomes_of
from bot.services.schemes.registration_facts import events_of
from storage.member_snapshot import MemberFile
from storage.nudges.sweeps import Candidate, SweptEnrolment
from storage.row_types import (
    AssessmentRecord,
    EnrolmentRecord,
    EntryRecord,
    EvidenceRecord,
    JobRoleRecord,
)

PAGE = 200

_OF_A_FINDING: Final = tuple(field.name for field in fields(Finding))


@dataclass(frozen=True, slots=True)
class Worth:
    """One entry under one of the member's schemes."""

    enrolment_id: int
    pack: str
    title: str
    assessment: Assessment
    account: BodyAccount | None = None
    """Into which the entry is copied; None where the scheme's body keeps none."""


def enrolment_facts(
    enrolment: EnrolmentRecord | SweptEnrolment,
    all_of_them: Sequence[EnrolmentRecord | SweptEnrolment],
    leaves: tuple[Leave, ...] = (),
) -> EnrolmentFacts:
    """An enrolment as the rules see it; `leaves` are its member's, on which its pace rests."""
    opening = opening_of(enrolment)
    return EnrolmentFacts(
        pack=enrolment.pack,
        enrolled_on=enrolment.enrolled_on,
        cycle_start=enrolment.cycle_start,
        opening=opening,
        opening_answer=(
            "given" if opening else "declined" if enrolment.opening_declined else "pending"
        ),
        joined_on=enrolment.joined_on,
        also_enrolled_in=frozenset(other.pack for other in all_of_them if other.id != enrolment.id),
        outcomes=outcomes_of(enrolment),
        leaves=leaves,
        registration=events_of(all_of_them),
        category=enrolment.category,
        other_categories=tuple(
            OtherCategory(other.category, other.enrolled_on, _earlier_spells_of(other))
            for other in all_of_them
            if other.id != enrolment.id and other.pack == enrolment.pack
        ),
        earlier_starts=_earlier_starts_of(enrolment),
        earlier_spells=_earlier_spells_of(enrolment),
    )


def cycles_of(enrolment: EnrolmentRecord | SweptEnrolment | Candidate) -> RecordedCycles:
    """What the enrolment's cycles follow from."""
    return _times_of(enrolment, enrolment.enrolled_on or date.min).cycles


def enrolled_then(candidate: Candidate, enrolled_on: date, day: date) -> bool:
    """Whether somebody whom a sweep looks at was in the scheme on a day."""
    return _times_of(candidate, enrolled_on).enrolled_at(day)


def _times_of(
    enrolment: EnrolmentRecord | SweptEnrolment | Candidate, enrolled_on: date
) -> EnrolmentFacts:
    """The enrolment as far as its days go: nothing else of it is read."""
    return EnrolmentFacts(
        enrolment.pack or "",
        enrolled_on,
        enrolment.cycle_start,
        earlier_starts=_earlier_starts_of(enrolment),
        earlier_spells=_earlier_spells_of(enrolment),
    )


def _earlier_starts_of(
    enrolment: EnrolmentRecord | SweptEnrolment | Candidate,
) -> tuple[RecordedStart, ...]:
    """The starts that were recorded before the one that stands, as far as they hold."""
    return tuple(
        RecordedStart(date.fromisoformat(one["start"]), date.fromisoformat(one["on"]))
        for one in (enrolment.earlier or {}).get("starts", ())
    )


def _earlier_spells_of(
    enrolment: EnrolmentRecord | SweptEnrolment | Candidate,
) -> tuple[Spell, ...]:
    return tuple(
        Spell(date.fromisoformat(one["first"]), date.fromisoformat(one["left"]))
        for one in (enrolment.earlier or {}).get("spells", ())
    )


def openings_of(
    enrolment: EnrolmentRecord | SweptEnrolment | Candidate,
) -> tuple[OpeningBalance, ...]:
    """What was brought in: the balance that stands, then those of cycles that are over."""
    standing = opening_of(enrolment)
    earlier = (one.opening for one in outcomes_of(enrolment))
    return tuple(one for one in (standing, *earlier) if one is not None)


def opening_of(enrolment: EnrolmentRecord | SweptEnrolment | Candidate) -> OpeningBalance | None:
    """What the scheme's own account showed, where the member has said."""
    if enrolment.opening_on is None:
        return None
    return OpeningBalance(
        on=enrolment.opening_on,
        cycle=enrolment.opening_cycle or 0,
        year=enrolment.opening_year,
    )


def entry_facts(
    entry: EntryRecord,
    *,
    scheme: str,
    evidence: int,
    roles: Sequence[JobRoleRecord],
    today: date,
    account: AccountFacts | None = None,
    nothing_changed: bool = False,
    without: frozenset[str] = frozenset(),
) -> EntryFacts:
    """An entry as the rules of one scheme see it; `scheme` names the member's enrolment in it.
    `without` these of its subjects, by folded name: those that are groups of other schemes.
    """
    done_on = entry.end_date or entry.start_date
    return EntryFacts(
        status="draft" if entry.status == "discarded" else entry.status,
        title=entry.title or "",
        start=entry.start_date,
        end=entry.end_date,
        minutes=entry.minutes,
        type=entry.type,  # type: ignore[arg-type]
        formality=entry.formality,
        provider=entry.provider or "",
        reflect=entry.reflect or "",
        plan=entry.plan or "",
        act=entry.act or "",
        evaluate=entry.evaluate or "",
        account=account,
        roles=tuple(role.title for role in roles if done_on and in_force(role, done_on)),
        evidence=evidence,
        future=done_on is not None and done_on > today,
        in_opening=entry.in_opening.get(scheme),
        nothing_changed=nothing_changed,
        kept_whole=entry.kept_whole and entry.status in ("logged", "withdrawn"),
        split_by_day=entry.split_by_day,
        subjects=tuple(one for one in subjects_of(entry) if folded(one.name) not in without),
        from_elsewhere=bool(account_facts.told_by(entry)),
        disallowed=disallowed_on(disallowed_of(entry), entry.id, scheme.partition("/")[0], today),
    )


def disallowed_of(entry: EntryRecord) -> tuple[Disallowed, ...]:
    """What schemes' bodies have said of an entry, in the order in which it was told."""
    return tuple(
        Disallowed(
            entry.id,
            told["pack"],
            date.fromisoformat(told["on"]),
            told.get("reason"),
            bool(told.get("allowed")),
        )
        for told in entry.disallowed
    )


def subjects_of(entry: EntryRecord) -> tuple[NamedSubject, ...]:
    """The subjects that the member named, in their order."""
    return tuple(NamedSubject(one["name"], one["minutes"]) for one in entry.subjects)


def in_force(role: JobRoleRecord, day: date) -> bool:
    """Whether somebody was employed as this on a day."""
    return role.from_date <= day and (role.to_date is None or day < role.to_date)


def worth_of(ctx: MemberContext, entries: Sequence[EntryRecord]) -> dict[int, tuple[Worth, ...]]:
    """What these entries of the context's member are worth now, by entry, scheme by scheme."""
    file = ctx.work.files.of(ctx.member.id)
    if not file.enrolments or not entries:
        return {entry.id: () for entry in entries}
    if open_ones := [one.id for one in entries if _may_be_closed(ctx, one, file)]:
        ctx.work.entries.conversations(open_ones, ctx.member.id)  # at once
    evidence = ctx.work.entries.evidence([entry.id for entry in entries])
    return {entry.id: _worth_of(ctx, entry, file, evidence[entry.id]) for entry in entries}


def _worth_of(
    ctx: MemberContext, entry: EntryRecord, file: MemberFile, evidence: tuple[EvidenceRecord, ...]
) -> tuple[Worth, ...]:
    """Worked out once for an entry as it stands, however often a unit asks."""
    known = ctx.worked_out.get(entry.id)
    if known is not None and known[0] is entry and known[1] is file and known[2] is evidence:
        worth: tuple[Worth, ...] = known[3]
        return worth
    worth = worth_if(ctx, entry)
    ctx.worked_out[entry.id] = (entry, file, evidence, worth)
    return worth


def _may_be_closed(ctx: MemberContext, entry: EntryRecord, file: MemberFile) -> bool:
    """Whether "nothing changed" matters: nothing is said of it, and a scheme asks what did."""
    return not entry.evaluate and any(
        terms(ctx.rules[one.pack], ctx.today).by_rhythm
        for one in file.enrolments
        if one.pack in ctx.rules
    )


def worth_if(ctx: MemberContext, entry: EntryRecord) -> tuple[Worth, ...]:
    """What one of the member's entries would be worth if it were like this."""
    file = ctx.work.files.of(ctx.member.id)
    borne = ctx.work.entries.evidence([entry.id])[entry.id]
    proofs = sum(is_proof(one.facts) for one in borne)
    return tuple(
        _worth(ctx, entry, enrolment, file, evidence=proofs)
        for enrolment in file.enrolments
        if enrolment.pack in ctx.rules
    )


def assess_again(
    ctx: MemberContext, entries: Sequence[EntryRecord], *, new: bool = False
) -> dict[int, tuple[Worth, ...]]:
    """Work out what entries are worth and keep it: rows for logged ones, none for the others.

    `new`: nothing is kept of them yet.
    """
    worth = worth_of(ctx, entries)
    ctx.work.assessments.write(
        [entry.id for entry in entries],
        [
            record
            for entry in entries
            if entry.status == "logged"
            for one in worth[entry.id]
            for record in _records(entry, one)
        ],
        new=new,
    )
    return worth


def records_of(entry: EntryRecord, worth: Sequence[Worth]) -> tuple[AssessmentRecord, ...]:
    """What is kept of an entry's worth, scheme by scheme."""
    return tuple(record for one in worth for record in _records(entry, one))


def assess_all(ctx: MemberContext) -> None:
    """Assess every logged entry of the member anew, in pages: an enrolment or a rule changed."""
    offset = 0
    while page := ctx.work.entries.list(ctx.member.id, ["logged"], limit=PAGE, offset=offset):
        assess_again(ctx, page)
        offset += len(page)


def _worth(
    ctx: MemberContext,
    entry: EntryRecord,
    enrolment: EnrolmentRecord,
    file: MemberFile,
    *,
    evidence: int,
) -> Worth:
    pack = ctx.rules[enrolment.pack]
    nothing_changed = _may_be_closed(ctx, entry, file) and says_nothing_changed(
        ctx.work.entries.conversation(entry.id, ctx.member.id).held
    )
    day = entry.end_date or entry.start_date or ctx.today
    shares_groups = not entry.subjects or terms(pack, day).by_hours
    facts = entry_facts(
        entry,
        nothing_changed=nothing_changed,
        without=frozenset() if shares_groups else group_keys(ctx.rules, file.enrolments, day),
        scheme=enrolment.scheme,
        account=account_facts.facts_of(entry),
        evidence=evidence,
        roles=file.jobs,
        today=ctx.today,
    )
    return Worth(
        enrolment.id,
        pack.name,
        scheme_title(pack.title, enrolment.category),
        assess(facts, enrolment_facts(enrolment, file.enrolments), pack),
        pack.account,
    )


def states_of(parts: Iterable[AssessmentRecord]) -> dict[int, State]:
    """An entry's state by enrolment, from all that is kept of it."""
    found: dict[int, set[State]] = {}
    for one in parts:
        found.setdefault(one.enrolment_id, set()).add(one.state)
    return {enrolment_id: state_of(states) for enrolment_id, states in found.items()}


def _plain(finding: Finding) -> dict[str, Any]:
    """As plain values; there is nothing in one to be copied."""
    return {name: getattr(finding, name) for name in _OF_A_FINDING}


def _records(entry: EntryRecord, worth: Worth) -> Iterator[AssessmentRecord]:
    """A row for each part; what explains the entry stands in the first alone."""
    found = worth.assessment
    seen: set[tuple[State, int | None, int | None]] = set()
    for number, part in enumerate(found.parts):
        total = (part.state, part.cycle, part.year if part.cycle is None else None)
        yield AssessmentRecord(
            entry_id=entry.id,
            enrolment_id=worth.enrolment_id,
            part=number,
            subject=part.subject,
            state=part.state,
            minutes=part.minutes,
            weight=part.weight,
            credits=part.credits,
            cycle=part.cycle,
            year=part.year,
            last_day=part.last_day,
            entries=int(total not in seen),
            missing=found.missing_questions,
            findings=() if number else tuple(_plain(finding) for finding in found.findings),
            assumed=found.assumed,
            pack_version=found.pack_version,
            entry_version=entry.version,
            reader=str((entry.account or {}).get("reader", "")),
        )
        seen.add(total)
