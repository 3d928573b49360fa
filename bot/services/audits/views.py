"""What people see of rounds and audits, as plain values. Who may see what, `access` decides."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.access import Permission
from bot.policy.audits import seeds
from bot.policy.audits.handing_in import needs_auditor, unfinished
from bot.policy.audits.population import PopulationRule, population_rule
from bot.policy.audits.report import Report, report
from bot.policy.audits.round_facts import Attempt, Round
from bot.policy.audits.selection import may_audit
from bot.services.audits import rounds, selections, snapshots
from bot.services.audits.populations import pack_of
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.refused import Refused
from bot.services.schemes.scheme_names import title_of
from storage.audits.records import (
    PlacingRecord,
    PopulationCounts,
    RoundRecord,
    SelectionRecord,
    StepRecord,
)

PEOPLE: Final = 20
"""People on a page."""

"""Entries on a page."""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round among others."""

    id: int
    number: int
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class QueueLine:
    """Somebody whose audit waits for the reader; without one where it is theirs to take on."""

    selection_id: int
    number: int
    name: str
    state: str
    of_appeal: bool
    to_take_on: bool = False


@dataclass(frozen=True, slots=True)
class WaitingErasure:
    """Words that wait for a round although their record is erased: an id, and no name."""

    selection_id: int
    number: int
    audit_id: str


@dataclass(frozen=True, slots=True)
class Rounds:
    """`/cpd-team audit`: every round with what is published; a lead's and an auditor's own."""

    rounds: tuple[RoundLine, ...]
    queue: tuple[QueueLine, ...] = ()
    may_draft: bool = False
    erasures: tuple[WaitingErasure, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round, as its viewer sees it. `names` are those of the people in it, by number."""

    id: int
    round: Round
    title: str
    rule: PopulationRule
    names: Mapping[int, str]
    counted_on: date | None = None
    counting: bool = False
    counts: PopulationCounts | None = None
    is_lead: bool = False
    may_hand_over: bool = False
    may_commit: bool = False
    may_reveal: bool = False
    me: int = 0
    in_it: bool = False
    states: Mapping[str, int] | None = None
    today: date = date.min
    may_close: bool = False

    @property
    def attempt(self) -> Attempt:
        return self.round.attempt

    @property
    def given_up(self) -> int:
        return seeds.times_given_up(self.round)


def rounds_view(ctx: MemberContext) -> Rounds:
    """Everything that the member has to do with rounds."""
    known = ctx.work.audit_rounds.all()
    lines = tuple(
        RoundLine(one.id, one.round.number, title_of(ctx, one.round.scheme), one.round.state)
        for one in known
        if one.round.state != "drafted" or one.round.lead == ctx.member.id
    )
    erasures: tuple[WaitingErasure, ...] = ()
    if ctx.may(Permission.HAND_OVER_ROUND):
        erasures = tuple(
            WaitingErasure(one.id, one.number, one.audit_id)
            for one in ctx.work.selections.erasing()
            if ctx.may(Permission.ERASE_AT_ONCE, selections.subject_of(one))
        )
    return Rounds(lines, _queue(ctx, known), ctx.may(Permission.RUN_ROUND), erasures)


def _queue(ctx: MemberContext, known: Iterable[RoundRecord]) -> tuple[QueueLine, ...]:
    me = ctx.member.id
    mine = [
        one
        for one in ctx.work.selections.of_reader(me)
        if ctx.may(Permission.SEE_SNAPSHOT, selections.subject_of(one))
    ]
    free = [
        one
        for each in known
        if each.round.state == "open" and me in each.round.auditors
        for one in ctx.work.selections.of_round(each.id)
        if needs_auditor(one.selection)
        and one.selection.state != "appealed"
        and may_audit(one.selection, me) is None
    ]
    names = names_of(ctx, [one.member_id for one in (*mine, *free)])
    return (
        *(_line(one, names, me) for one in mine),
        *(_line(one, names, me, to_take_on=True) for one in free),
    )


def _line(
    one: SelectionRecord, names: Mapping[int, str], me: int, *, to_take_on: bool = False
) -> QueueLine:
    appeal = one.selection.appeal
    of_appeal = appeal is not None and appeal.auditor == me
    name = names.get(one.member_id, "")
    state = one.selection.state
    return QueueLine(one.id, one.number, name, state, of_appeal, to_take_on)


def round_view(ctx: MemberContext, round_id: int) -> RoundView:
    """A round. A draft is its lead's alone. Raises Refused("no_such_round")."""
    known = rounds.found(ctx, round_id, lock=False)
    round_, me = known.round, ctx.member.id
    subject = rounds.subject_of(known)
    is_lead = round_.lead == me and ctx.may(Permission.RUN_ROUND, subject)
    may_hand_over = ctx.may(Permission.HAND_OVER_ROUND, subject)
    if round_.state == "drafted" and not (is_lead or may_hand_over):
        raise Refused("no_such_round")
    holders = [one.by for each in round_.attempts for one in each.commitments]
    names = names_of(ctx, [round_.lead, *round_.auditors, *round_.witnesses, *holders])
    attempt = round_.attempt
    holds = not round_.is_over and ctx.may(Permission.COMMIT_SEED, subject)
    own = next((one for one in attempt.commitments if one.by == me), None)
    placing = ctx.work.audit_rounds.placing_of(known.id, me)
    sees = is_lead or ctx.may(Permission.SEE_ROUND, subject)
    drawn = ctx.work.selections.of_round(known.id) if is_lead else ()
    states: Counter[str] = Counter(one.selection.state for one in drawn)
    return RoundView(
        id=known.id,
        round=round_,
        title=title_of(ctx, round_.scheme),
        rule=population_rule(pack_of(ctx.rules, round_.scheme), ctx.today),
        names=names,
        counted_on=known.counted_on,
        counting=bool(known.counted_by),
        counts=ctx.work.audit_rounds.counts(known.id) if sees and known.counted_on else None,
        is_lead=is_lead,
        may_hand_over=may_hand_over and not round_.is_over,
        may_commit=holds and round_.state == "frozen" and own is None,
        may_reveal=round_.state == "ids_made" and own is not None and own.seed is None,
        me=me,
        in_it=placing is not None and placing.out is None and round_.state != "drafted",
        states=dict(states) if is_lead and round_.state in ("open", "closed") else None,
        today=ctx.today,
        may_close=is_lead
        and round_.state == "open"
        and not any(unfinished(one.selection, ctx.today) for one in drawn),
    )


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of who is out for a reason, or in (`reason` ""), by name."""

    round_id: int
    number: int
    reason: str
    names: tuple[str, ...]
    after: int
    next_after: int | None


def people_page(ctx: MemberContext, round_id: int, reason: str, after: int) -> PeoplePage:
    """For the lead. Raises Refused as `rounds.led`."""
    known = rounds.found(ctx, round_id, lock=False)
    _must_lead(ctx, known)
    found = ctx.work.audit_rounds.placings(
        round_id, out=reason or None, after=after, limit=PEOPLE + 1
    )
    shown = found[:PEOPLE]
    names = tuple(name_of(member) for member, _ in shown)
    more = shown[-1][0].id if len(found) > PEOPLE else None
    return PeoplePage(round_id, known.round.number, reason, names, after, more)


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One who was drawn, as the lead sees them: no word of theirs, and no name of whoever has
    erased their record.
    """

    selection_id: int
    name: str
    state: str
    submit_until: date | None
    auditors: tuple[str, ...]
    edited: bool
    needs_auditor: bool
    apart: bool
    """It is the lead's own, or of somebody whom they manage."""
    may_appeal_late: bool = False


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of those who were drawn."""

    round_id: int
    number: int
    lines: tuple[DrawnLine, ...]
    next_after: int | None
    is_open: bool = True


def drawn_page(ctx: MemberContext, round_id: int, after: int) -> DrawnPage:
    """For the lead. Raises Refused as `rounds.led`."""
    known = rounds.found(ctx, round_id, lock=False)
    _must_lead(ctx, known)
    found = ctx.work.selections.of_round(round_id, after, PEOPLE // 2 + 1)
    shown = found[: PEOPLE // 2]
    people = {one.member_id for one in shown} | {
        auditor for one in shown for auditor in one.selection.auditors
    }
    names = names_of(ctx, sorted(people))
    edited = _changed(ctx, [one.id for one in shown])
    lines = tuple(
        DrawnLine(
            selection_id=one.id,
            name="" if one.selection.state == "erased" else names.get(one.member_id, ""),
            state=one.selection.state,
            submit_until=one.selection.submit_until,
            auditors=tuple(names.get(each, "") for each in sorted(one.selection.auditors)),
            edited=one.id in edited,
            needs_auditor=needs_auditor(one.selection),
            apart=may_audit(one.selection, ctx.member.id) is not None,
            may_appeal_late=one.selection.state == "decided" and bool(one.selection.appealable),
        )
        for one in shown
    )
    more = shown[-1].id if len(found) > len(shown) else None
    return DrawnPage(round_id, known.round.number, lines, more, known.round.state == "open")


def _changed(ctx: MemberContext, selection_ids: Sequence[int]) -> frozenset[int]:
    """Those of these whose members have changed what they handed in since."""
    written = ctx.work.selections.written_since(selection_ids)
    kept = {one: ctx.work.selections.snapshot(one) for one in written}
    return frozenset(
        number
        for number, later in written.items()
        if (snapshot := kept[number]) is not None
        and snapshots.changed_since(snapshot.content, later)
    )


@dataclass(frozen=True, slots=True)
class LogView:
    """A round's log, with who is who."""

    number: int
    steps: tuple[StepRecord, ...]
    names: Mapping[int, str]
    zone: str


def log_view(ctx: MemberContext, round_id: int) -> LogView:
    """Anybody may read it: it holds nobody's words, and nothing of those drawn. Raises
    Refused("no_such_round").
    """
    known = rounds.found(ctx, round_id, lock=False)
    if known.round.state == "drafted" and known.round.lead != ctx.member.id:
        raise Refused("no_such_round")
    steps = ctx.work.audit_rounds.steps(round_id)
    people = {one.by_id for one in steps} | {one.about_id for one in steps}
    names = names_of(ctx, sorted(one for one in people if one is not None))
    return LogView(known.round.number, steps, names, ctx.member.zone)


def report_view(ctx: MemberContext, round_id: int) -> tuple[int, Report]:
    """The round's report: figures, no words. Raises Refused as `rounds.led`."""
    known = rounds.found(ctx, round_id, lock=False)
    _must_lead(ctx, known)
    drawn = [one.selection for one in ctx.work.selections.of_round(round_id)]
    return known.round.number, report(drawn)


def my_line(ctx: MemberContext, round_id: int) -> PlacingRecord:
    """The member's own line, with their token. Raises Refused: no_such_round, audit_not_in_it."""
    known = rounds.found(ctx, round_id, lock=False)
    placing = ctx.work.audit_rounds.placing_of(round_id, ctx.member.id)
    if known.round.state == "drafted" or placing is None or placing.out is not None:
        raise Refused("audit_not_in_it")
    return placing


# What an auditor reads


# What the member reads


def _must_lead(ctx: MemberContext, known: RoundRecord) -> None:
    ctx.must(Permission.RUN_ROUND, rounds.subject_of(known), otherwise="cpd_leads_only")
    if known.round.lead != ctx.member.id:
        raise Refused("audit_not_the_lead")


def names_of(ctx: MemberContext, ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted({one for one in ids if one})
    if not wanted:
        return {}
    return {one.id: name_of(one) for one in ctx.work.members.many(wanted).values()}
