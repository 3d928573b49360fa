"""Who is nudged: pages of facts handed to policy, what is due queued, and asked about once more.

When somebody is due, and for what, stands in `bot.policy`; the words in `bot.ui.nudges`.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.conversation.dialogue import DialogueState
from bot.policy.causes import at_ease, outside_budget, rhythm_kept
from bot.policy.facts import WorkplaceSettings
from bot.policy.nudge_facts import (
    ManagerReminder,
    Nudge,
    NudgeFacts,
    OpenEntry,
    PlannedActivity,
    SchemeFacts,
    SentNudge,
)
from bot.policy.nudges import Recheck, budget_left, can_be_told, due, planned_prompt, still_due
from bot.policy.pack import Pack, terms
from bot.policy.working_time import WorkingTime, local
from bot.services.assessing import enrolment_facts
from bot.services.desk import Office, rules_in_force, workplace_settings
from bot.services.settings import working_time
from bot.services.standings import RHYTHM_DAYS, glance_at, standing_from
from storage.records import NudgeRecord
from storage.sweeps import (
    NudgeRow,
    OpenRow,
    PageFacts,
    QueuedNudge,
    SweptEnrolment,
    SweptMember,
    facts_between,
    members_after,
    queue,
)
from storage.unit_of_work import UnitOfWork

PAGE = 2000
BREATH = 100
"""So many members are thought about in a row: whoever waits for an ack must get in between."""

REMEMBERED = timedelta(days=400)
"""How far back nudges matter: a yearly one must not come twice."""


@dataclass(frozen=True, slots=True)
class House:
    """A workspace's rules and settings, read once for a sweep."""

    rules: Mapping[str, Pack]
    workplace: WorkplaceSettings


async def sweep(office: Office) -> int:
    """Queue whatever is due at this moment to whoever it is due; how many nudges were new."""
    now, real = office.clocks.calendar(), office.clocks.real()
    queued = 0
    async for nudges in due_by_page(office, now):
        if nudges:
            async with office.database.transaction() as session:
                queued += await queue(session, nudges, real)
                await session.commit()
    return queued


async def due_by_page(office: Office, now: datetime) -> AsyncIterator[list[QueuedNudge]]:
    """What is due at a moment, page by page, without queueing it."""
    houses: dict[str, House] = {}
    after = 0
    while True:
        async with office.database.snapshot() as session:
            members = await members_after(session, after, PAGE)
            if not members:
                return
            after = members[-1].id
            for workspace_id in {one.workspace_id for one in members} - houses.keys():
                work = UnitOfWork(session, workspace_id)
                houses[workspace_id] = House(
                    await rules_in_force(work, office.packs), await workplace_settings(work)
                )
            page = await _page(session, members, office.packs, now)
        found: list[QueuedNudge] = []
        for number, one in enumerate(members):
            if number % BREATH == 0:
                await asyncio.sleep(0)
            house = houses[one.workspace_id]
            if not _worth_asking(one, page, house, now):
                continue
            facts = nudge_facts(one, page, house, now)
            found += [
                _queued(one.workspace_id, nudge, now)
                for nudge in (due(facts, now, house.workplace), planned_prompt(facts, now))
                if nudge is not None
            ]
        yield found


async def ask_again(office: Office, nudge: NudgeRecord) -> Recheck:
    """Whether a queued nudge is still due: the member may have caught up, paused or left."""
    now = office.clocks.calendar()
    async with office.database.snapshot() as session:
        members = await members_after(session, nudge.member_id - 1, 1)
        if not members or members[0].id != nudge.member_id:
            return "cancel"
        work = UnitOfWork(session, members[0].workspace_id)
        house = House(await rules_in_force(work, office.packs), await workplace_settings(work))
        page = await _page(session, members, office.packs, now)
    facts = nudge_facts(members[0], page, house, now, without=nudge.id)
    return still_due(_as_policy(nudge), facts, now, house.workplace)


async def _page(
    session: Any, members: Sequence[SweptMember], packs: Mapping[str, Pack], now: datetime
) -> PageFacts:
    return await facts_between(
        session,
        members[0].id,
        members[-1].id,
        without_points=[
            name for name, pack in packs.items() if not terms(pack, now.date()).has_target
        ],
        rhythm_since=now.date() - timedelta(days=RHYTHM_DAYS),
        nudges_since=now - REMEMBERED,
    )


def _worth_asking(member: SweptMember, page: PageFacts, house: House, now: datetime) -> bool:
    """Whether anything could be due: for most members, most of the time, nothing is.

    Leaves out nobody whom `due` or `planned_prompt` would nudge, and costs a fraction of them.
    """
    hours = _hours(member)
    if not can_be_told(hours, member.paused_until, now):
        return False
    today = local(now, hours.tz).date()
    free = budget_left(page.nudges.get(member.id, ()), now)
    if free and member.id in page.reminders:
        return True
    for row in page.open.get(member.id, ()):
        if (row.day is None or row.day <= today) if row.status == "planned" else free:
            return True
    return any(
        _worth_a_look(one, page, house, today, free=free)
        for one in page.enrolments.get(member.id, ())
        if one.pack in house.rules
    )


def _worth_a_look(
    one: SweptEnrolment, page: PageFacts, house: House, today: date, *, free: bool
) -> bool:
    """Whether a scheme may give a cause. `free`: the week's budget is not spent."""
    pack, workplace = house.rules[one.pack], house.workplace
    in_force = terms(pack, today)
    if in_force.counts:
        seen = glance_at(one, page.sums.get(one.id, ()), today, pack, workplace)
        if seen is None:
            return free
        return outside_budget(seen) or (free and not at_ease(seen))
    if in_force.framework or not free:
        return False
    rhythm = page.rhythms.get(one.member_id)
    return rhythm is None or not rhythm_kept(
        rhythm.last, rhythm.without_evaluation, today, workplace
    )


def _hours(member: SweptMember) -> WorkingTime:
    return working_time(
        member.zone, member.work_start, member.work_end, member.work_days, member.country
    )


def nudge_facts(
    member: SweptMember, page: PageFacts, house: House, now: datetime, without: int | None = None
) -> NudgeFacts:
    """All that decides whether a member is due. `without` leaves one nudge out of account."""
    today = local(now, member.zone).date()
    sent = [one for one in page.nudges.get(member.id, ()) if one.id != without]
    waiting, drafts, planned = _open_entries(page.open.get(member.id, ()), sent)
    return NudgeFacts(
        member_id=member.id,
        working_time=_hours(member),
        cadence=member.cadence,
        is_bot=member.kind == "bot",
        is_guest=member.kind == "guest",
        has_entry=bool(member.has_entry),
        paused_until=member.paused_until,
        snoozed_until=member.snoozed_until,
        last_interaction_at=member.last_active_at,
        schemes=_schemes(member, page, house, today),
        waiting=waiting,
        drafts=drafts,
        planned=planned,
        reminders=tuple(
            [
                ManagerReminder(row.reminder_id, row.manager_id, row.asked_at)
                for row in page.reminders.get(member.id, ())
            ]
        ),
        sent=tuple(
            [
                SentNudge(one.kind, one.period, one.sent_at, one.counted, one.snoozed)  # type: ignore[arg-type]
                for one in sent
            ]
        ),
    )


def _schemes(
    member: SweptMember, page: PageFacts, house: House, today: date
) -> tuple[SchemeFacts, ...]:
    enrolments = page.enrolments.get(member.id, ())
    found = []
    for one in enrolments:
        if one.pack in house.rules:
            facts = enrolment_facts(one, enrolments)
            standing = standing_from(
                facts,
                sums=page.sums.get(one.id, ()),
                rhythm=page.rhythms.get(member.id),
                today=today,
                pack=house.rules[one.pack],
                workplace=house.workplace,
            )
            found.append(SchemeFacts(one.id, facts, standing))
    return tuple(found)


def _open_entries(
    rows: Sequence[OpenRow], sent: Sequence[NudgeRow]
) -> tuple[tuple[OpenEntry, ...], tuple[OpenEntry, ...], tuple[PlannedActivity, ...]]:
    """Those that wait, drafts, and plans."""
    if not rows:
        return (), (), ()
    asked = {
        (entry_id, date.fromisoformat(one.period.partition("~")[0]))
        for one in sent
        if one.kind == "planned" and one.values is not None
        for entry_id in one.values.get("entries", ())
    }
    return (
        tuple(
            OpenEntry(row.entry_id, row.changed_at)
            for row in rows
            if row.status == "logged" and not _never_again(row.dialogue)
        ),
        tuple(OpenEntry(row.entry_id, row.changed_at) for row in rows if row.status == "draft"),
        tuple(
            PlannedActivity(
                row.entry_id,
                row.day,
                any(entry == row.entry_id and on >= row.day for entry, on in asked),
            )
            for row in rows
            if row.status == "planned" and row.day is not None
        ),
    )


def _never_again(dialogue: Mapping[str, Any] | None) -> bool:
    """Whether the member skipped the very line that the entry waits for."""
    return bool(dialogue) and "evaluate" in DialogueState.from_dict(dialogue or {}).skipped


def _queued(workspace_id: str, nudge: Nudge, now: datetime) -> QueuedNudge:
    return QueuedNudge(
        workspace_id=workspace_id,
        member_id=nudge.member_id,
        kind=nudge.kind,
        period=nudge.period,
        budget_week=nudge.budget_week,
        enrolment_id=nudge.enrolment_id,
        entry_id=nudge.entry_ids[0] if nudge.entry_ids else None,
        values={
            "entries": list(nudge.entry_ids),
            "deadline": nudge.deadline.isoformat() if nudge.deadline else None,
            "why": dict(nudge.why),
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
        deadline=date.fromisoformat(deadline) if deadline else None,
        why=nudge.values.get("why", {}),
    )
