"""Evaluation: pages of facts handed to policy, what is due queued, and checked before sending.

When somebody is due, and for what, stands in `bot.policy`; the words in
`bot.ui.nudges.nudge_texts`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from bot.policy.evidence_dates import RunningOut, not_replaced
from bot.policy.nudges.decision import (
    Decision,
    Recheck,
    decide,
    due_together,
    goes_quiet,
    prompts,
    still_due,
)
from bot.policy.nudges.nudge_facts import (
    FollowUp,
    ManagerReminder,
    Nudge,
    NudgeFacts,
    SchemeFacts,
    SentNudge,
)
from bot.policy.nudges.suppression import Held
from bot.policy.nudges.usual_hour import usual_time
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.registration import nudges_stop
from bot.policy.schemes.terms import terms
from bot.policy.working_time import local
from bot.services.context.leaves import leaves_of, quiet
from bot.services.context.member_context import ContextFactory
from bot.services.context.rules_in_force import workplace_settings
from bot.services.context.working_time import working_time
from bot.services.nudges.candidates import REMEMBERED, WorkspaceRules, candidates
from bot.services.nudges.open_entries import not_asked_yet, open_entries
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.registration_facts import events_of
from bot.services.schemes.standings import RHYTHM_DAYS, standing_from
from storage.nudges import queueing, sweeps
from storage.nudges.queueing import QueuedNudge
from storage.nudges.sweeps import (
    Facts,
    SweptMember,
    candidates_between,
    everybody_between,
    facts_of,
    members_of,
    waiting_besides,
)
from storage.row_types import NudgeRecord
from storage.unit_of_work import UnitOfWork

PAGE = 5000
"""Members, by number, that are read together."""


def last_member(contexts: ContextFactory) -> int:
    """The highest number that a member has: a sweep walks through all of them, page by page."""
    with contexts.database.snapshot() as session:
        return sweeps.last_member(session)


def due_on_page(
    contexts: ContextFactory, first: int, workspaces: dict[str, WorkspaceRules], now: datetime
) -> list[QueuedNudge]:
    """What is due at a moment to the page's members, who are numbered from `first` on.

    Nothing is queued. `workspaces` holds the rules of those that were met already, and is filled
    in.
    """
    with contexts.database.snapshot() as session:
        page = candidates_between(session, first, first + PAGE - 1)
        for workspace_id in {one.workspace_id for one in page} - workspaces.keys():
            workspaces[workspace_id] = workspace_rules(contexts, session, workspace_id)
        few = candidates(session, page, workspaces, now, contexts.triggers)
        if not few:
            return []
        members, found = all_about(session, few, packs_of(workspaces.values()), now)
    nudges: list[QueuedNudge] = []
    for one in members:
        rules = workspaces[one.workspace_id]
        facts = nudge_facts(one, found, rules, now)
        found_due = due_together(facts, now, rules.workplace, contexts.triggers)
        asked_for = prompts(facts, now, contexts.triggers)
        nudges += [_queued(one.workspace_id, each, now) for each in (*found_due, *asked_for)]
    return nudges


@dataclass(frozen=True, slots=True)
class Decided:
    """What one member would be sent at a moment, and why; or why nothing. `prompts` are the
    messages that they asked for.
    """

    workspace_id: str
    member_id: int
    decision: Decision
    prompts: tuple[Nudge, ...] = ()

    @property
    def nudges(self) -> tuple[Nudge, ...]:
        """All that they would be sent."""
        first = () if self.decision.nudge is None else (self.decision.nudge,)
        return (*first, *self.decision.beside, *self.prompts)


def decided_on_page(contexts: ContextFactory, first: int, now: datetime) -> list[Decided]:
    """What is decided at a moment about each of the page's members, who are numbered from `first`
    on. Everybody is evaluated, and nothing is queued.
    """
    with contexts.database.snapshot() as session:
        everybody = everybody_between(session, first, first + PAGE - 1)
        numbers = [one.member_id for one in everybody]
        workspaces = {
            one: workspace_rules(contexts, session, one)
            for one in {each.workspace_id for each in everybody}
        }
        members, found = all_about(session, numbers, packs_of(workspaces.values()), now)
    heard = {one.id: one for one in members}
    decided = []
    for one in everybody:
        member = heard.get(one.member_id)
        if member is None:
            nobody = Decision(None, Held("bot" if one.kind == "bot" else "left"), ())
            decided.append(Decided(one.workspace_id, one.member_id, nobody))
            continue
        rules = workspaces[one.workspace_id]
        facts = nudge_facts(member, found, rules, now)
        decision = decide(facts, now, rules.workplace, contexts.triggers)
        asked_for = prompts(facts, now, contexts.triggers)
        decided.append(Decided(one.workspace_id, one.member_id, decision, asked_for))
    return decided


def queue(contexts: ContextFactory, nudges: Sequence[QueuedNudge]) -> int:
    """Queue these nudges with their messages; how many were new."""
    with contexts.database.transaction() as session:
        queued = queueing.queue(session, nudges, contexts.clocks.real())
        session.commit()
    return queued


def recheck(contexts: ContextFactory, session: Session, nudge: NudgeRecord) -> Recheck:
    """Whether a queued nudge is still due: the member may have caught up, paused or left."""
    now = contexts.clocks.calendar()
    some = members_of(session, [nudge.member_id])
    if not some:
        return "cancel"
    rules = workspace_rules(contexts, session, some[0].workspace_id)
    members, found = all_about(session, [nudge.member_id], packs_of([rules]), now)
    facts = nudge_facts(members[0], found, rules, now, without=nudge.id)
    return still_due(_as_policy(nudge), facts, now, rules.workplace, contexts.triggers)


def workspace_rules(
    contexts: ContextFactory, session: Session, workspace_id: str
) -> WorkspaceRules:
    """The workspace's rules and settings."""
    work = UnitOfWork(session, workspace_id)
    workspace = work.workspace.get()
    rules = contexts.rules.of(work, work.enrolments.last_decision())
    return WorkspaceRules(
        rules.packs,
        workplace_settings(workspace_id, workspace.settings if workspace else {}),
        rules.frameworks,
    )


def packs_of(workspaces: Iterable[WorkspaceRules]) -> set[Pack]:
    """The packs of some workspaces, those that were loaded there included."""
    return {pack for one in workspaces for pack in one.packs.values()}


def all_about(
    session: Session, member_ids: Sequence[int], packs: Iterable[Pack], now: datetime
) -> tuple[list[SweptMember], Facts]:
    """Those of them who can be spoken to at all, and what decides about them."""
    found = facts_of(
        session,
        member_ids,
        without_points={one.name for one in packs if terms(one, now.date()).by_rhythm},
        rhythm_since=now.date() - timedelta(days=RHYTHM_DAYS),
        nudges_since=now - REMEMBERED,
        today=now.date() - timedelta(days=1),  # it is not the same day everywhere
    )
    members = members_of(session, member_ids)
    return members, _without_what_waits_where_removed(session, members, found, now)


def _without_what_waits_where_removed(
    session: Session, members: Sequence[SweptMember], found: Facts, now: datetime
) -> Facts:
    """Leaves out entries that wait in such schemes alone from which their member was removed."""
    zones = {one.id: one.zone for one in members}
    left = [
        one.id
        for member_id, enrolments in found.enrolments.items()
        for one in enrolments
        if member_id in zones
        and one.registration
        and nudges_stop(
            events_of([one]), one.pack, local(now, zones[member_id]).date(), one.category or None
        )
    ]
    if not left:
        return found
    waiting = [
        row.entry_id for rows in found.open.values() for row in rows if row.status == "logged"
    ]
    elsewhere = waiting_besides(session, waiting, left)
    kept = {
        member_id: [row for row in rows if row.status != "logged" or row.entry_id in elsewhere]
        for member_id, rows in found.open.items()
    }
    return replace(found, open=kept)


def nudge_facts(
    member: SweptMember,
    found: Facts,
    rules: WorkspaceRules,
    now: datetime,
    without: int | None = None,
) -> NudgeFacts:
    """All that decides whether a member is due. `without` leaves one nudge out of account."""
    today = local(now, member.zone).date()
    sent = [one for one in found.nudges.get(member.id, ()) if one.id != without]
    waiting, drafts, planned = open_entries(found.open.get(member.id, ()), sent)
    working = working_time(
        member.zone, member.work_start, member.work_end, member.work_days, member.country
    )
    return NudgeFacts(
        member_id=member.id,
        working_time=working,
        usual=usual_time(member.usual_hour, member.id, working),
        cadence=member.cadence,
        is_bot=member.kind == "bot",
        is_guest=member.kind == "guest",
        has_entry=bool(member.has_entry),
        paused_until=quiet(member.paused_until, member.leaves, today),
        snoozed_until=member.snoozed_until,
        reviewed_on=member.reviewed_on,
        last_interaction_at=member.last_active_at,
        schemes=_schemes(member, found, rules, today),
        waiting=waiting,
        drafts=drafts,
        planned=planned,
        follow_ups=not_asked_yet(found.follow_ups.get(member.id, ()), sent),
        reminders=tuple(
            [
                ManagerReminder(row.reminder_id, row.manager_id, row.asked_at)
                for row in found.reminders.get(member.id, ())
            ]
        ),
        running_out=not_replaced(
            RunningOut(row.entry_id, row.last_day, row.title)
            for row in found.running_out.get(member.id, ())
        ),
        sent=tuple(
            [
                SentNudge(one.kind, one.period, one.sent_at, one.counted, one.snoozed)  # type: ignore[arg-type]
                for one in sent
            ]
        ),
    )


def _schemes(
    member: SweptMember, found: Facts, rules: WorkspaceRules, today: date
) -> tuple[SchemeFacts, ...]:
    enrolments = found.enrolments.get(member.id, ())
    schemes = []
    for one in enrolments:
        if one.pack in rules.packs:
            facts = enrolment_facts(one, enrolments, leaves_of(member.leaves))
            standing = standing_from(
                facts,
                sums=found.sums.get(one.id, ()),
                rhythm=found.rhythms.get(member.id),
                today=today,
                pack=rules.packs[one.pack],
                workplace=rules.workplace,
            )
            requires = terms(rules.packs[one.pack], today).requires
            told, category = facts.registration, one.category or None
            if not nudges_stop(told, one.pack, today, category, requires):
                schemes.append(SchemeFacts(one.id, facts, standing))
    return tuple(schemes)


def _queued(workspace_id: str, nudge: Nudge, now: datetime) -> QueuedNudge:
    return QueuedNudge(
        workspace_id=workspace_id,
        member_id=nudge.member_id,
        kind=nudge.kind,
        period=nudge.period,
        budget_week=nudge.budget_week,
        enrolment_id=nudge.enrolment_id,
        entry_id=next(iter((*nudge.entry_ids, *(one.entry_id for one in nudge.follow_ups))), None),
        values={
            "entries": list(nudge.entry_ids),
            "follow_ups": [[one.id, one.entry_id] for one in nudge.follow_ups],
            "evaluates": list(nudge.entry_ids) if nudge.kind == "missing_evaluation" else [],
            "deadline": nudge.deadline.isoformat() if nudge.deadline else None,
            "why": dict(nudge.why),
            **({"quiet_after": nudge.kind} if goes_quiet(nudge) else {}),
        },
        at=now.astimezone(UTC),
    )


def _as_policy(nudge: NudgeRecord) -> Nudge:
    deadline = nudge.values.get("deadline")
    return Nudge(
        member_id=nudge.member_id,
        kind=nudge.kind,  # type: ignore[arg-type]
        period=nudge.period,
        counted=nudge.budget_week is not None,
        budget_week=nudge.budget_week,
        enrolment_id=nudge.enrolment_id,
        entry_ids=tuple(nudge.values.get("entries", ())),
        follow_ups=tuple(
            FollowUp(number, entry_id, nudge.at.date())
            for number, entry_id in nudge.values.get("follow_ups", ())
        ),
        deadline=date.fromisoformat(deadline) if deadline else None,
        why=nudge.values.get("why", {}),
    )
