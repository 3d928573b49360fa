"""What goes through everybody in a round, a page in each unit: counting, freezing, ids, the draw,
telling those drawn.

For jobs. Everything is worked out beside everybody else's units, from what was read without a lock,
and kept in short ones on condition that nothing has changed since. A job that begins anew, after
one was killed, does again what was not finished; `counted_by` keeps a late one from writing.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.policy.audits import handing_in, seeds
from bot.policy.audits import rounds as steps
from bot.policy.audits.draw import Drawn, audit_id
from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import Selection, may_audit
from bot.policy.audits.tests_of import tests_of
from bot.services.audits import following, rounds
from bot.services.audits.populations import pack_of, placings_page
from bot.services.audits.workplace import settings_in
from bot.services.context.member_context import ContextFactory, Origin
from storage.audits.records import Drawee, PlacingRow, RoundRecord, SelectionRecord
from storage.unit_of_work import UnitOfWork, look, unit_of_work

PAGE: Final = 500
"""Rows that are written in one unit: an ack must get in between."""

TOLD_AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True)
class Task:
    """A job's own: the round, whose job it is, and what tells its writes from a late one's."""

    workspace_id: str
    member_id: int
    round_id: int
    mark: str


def known(contexts: ContextFactory, task: Task) -> RoundRecord | None:
    """The round as it is now."""
    with look(contexts.database, task.workspace_id) as work:
        return work.audit_rounds.get(task.round_id)


# Counting


def begin(contexts: ContextFactory, task: Task, state: str) -> bool:
    """Whether the round waits for this, in that state; from here on no earlier job writes."""
    with unit_of_work(contexts.database, task.workspace_id) as work:
        found = work.audit_rounds.get(task.round_id, lock=True)
        if found is None or found.round.state != state:
            return False
        counted_on = found.counted_on
        work.audit_rounds.counting(task.round_id, task.mark)
        if state != "drafted" and counted_on is not None:
            work.audit_rounds.dated(task.round_id, counted_on)
        work.commit()
    return True


def drop_page(contexts: ContextFactory, task: Task) -> int:
    """Forget a page of where everybody was placed before; how many."""
    with unit_of_work(contexts.database, task.workspace_id) as work:
        if not _ours(work.audit_rounds.get(task.round_id, lock=True), task, "drafted"):
            return 0
        gone = work.audit_rounds.drop_placings(task.round_id, PAGE)
        work.commit()
    return gone


def day_of(contexts: ContextFactory, task: Task) -> date:
    """The day as of which everybody is placed: that of whoever asked."""
    with contexts.read_by_id(task.workspace_id, task.member_id) as ctx:
        return contexts.clocks.calendar().date() if ctx is None else ctx.today


def placed_page(
    contexts: ContextFactory, task: Task, after: int, on: date
) -> tuple[tuple[PlacingRow, ...], int | None]:
    """Where the next page of members is, and the number to go on from; None at the end."""
    with contexts.read_by_id(task.workspace_id, task.member_id) as ctx:
        found = None if ctx is None else ctx.work.audit_rounds.get(task.round_id)
        if ctx is None or found is None:
            return (), None
        return placings_page(ctx.work, ctx.rules, found, after, on)


def keep_page(contexts: ContextFactory, task: Task, rows: Sequence[PlacingRow]) -> bool:
    """Keep it; False where the round has gone on, or another job has begun."""
    with unit_of_work(contexts.database, task.workspace_id) as work:
        if not _ours(work.audit_rounds.get(task.round_id, lock=True), task, "drafted"):
            return False
        work.audit_rounds.place(task.round_id, rows)
        work.commit()
    return True


def all_placed(contexts: ContextFactory, task: Task, on: date) -> bool:
    """Everybody is placed."""
    with unit_of_work(contexts.database, task.workspace_id) as work:
        if not _ours(work.audit_rounds.get(task.round_id, lock=True), task, "drafted"):
            return False
        work.audit_rounds.counted(task.round_id, on)
        work.commit()
    return True


# Freezing, ids, the draw: worked out from a look, kept if nothing has changed


def frozen(contexts: ContextFactory, task: Task) -> tuple[RoundRecord, Round] | None:
    """The round as it was read, and as it is once its population is frozen; None where it does not
    wait for that. Raises StepRefused.
    """
    with look(contexts.database, task.workspace_id) as work:
        found = work.audit_rounds.get(task.round_id)
        if found is None or found.round.state != "drafted" or found.counted_on is None:
            return None
        lines = work.audit_rounds.lines(task.round_id)
    return found, steps.freeze(found.round, lines, found.round.lead, _now(contexts))


def ids_page(
    contexts: ContextFactory, task: Task, after: int
) -> tuple[list[tuple[int, str]], int | None]:
    """Random ids for the next page of those who are in, and the number to go on from."""
    with look(contexts.database, task.workspace_id) as work:
        members = work.audit_rounds.without_id(task.round_id, after, PAGE)
    made = [(one, audit_id(secrets.token_bytes(16))) for one in members]
    return made, members[-1] if len(members) == PAGE else None


def keep_ids(contexts: ContextFactory, task: Task, made: Sequence[tuple[int, str]]) -> bool:
    """Keep them; False where the round has gone on, or another job has begun."""
    with unit_of_work(contexts.database, task.workspace_id) as work:
        if not _ours(work.audit_rounds.get(task.round_id, lock=True), task, "committed"):
            return False
        work.audit_rounds.give_ids(task.round_id, made)
        work.commit()
    return True


def with_ids(contexts: ContextFactory, task: Task) -> tuple[RoundRecord, Round] | None:
    """As `frozen`, once every id is there. Raises StepRefused."""
    with look(contexts.database, task.workspace_id) as work:
        found = work.audit_rounds.get(task.round_id)
        if not _ours(found, task, "committed") or found is None:
            return None
        pairs = work.audit_rounds.pairs(task.round_id)
    return found, seeds.make_ids(found.round, pairs, 0, _now(contexts))


def drawn(
    contexts: ContextFactory, task: Task
) -> tuple[RoundRecord, Round, tuple[Drawee, ...]] | None:
    """As `frozen`, with those who are drawn. Raises StepRefused."""
    with contexts.read_by_id(task.workspace_id, task.member_id) as ctx:
        found = None if ctx is None else ctx.work.audit_rounds.get(task.round_id)
        if ctx is None or found is None or found.round.state != "revealed":
            return None
        pairs = ctx.work.audit_rounds.pairs(task.round_id)
        round_, sheet = seeds.draw_round(found.round, pairs, 0, _now(contexts))
        chosen = [one.audit_id for one in sheet if one.drawn]
        period = found.round.period
        drawees = []
        for start in range(0, len(chosen), PAGE):
            for one in ctx.work.audit_rounds.by_audit_ids(
                task.round_id, chosen[start : start + PAGE]
            ):
                first = one.cycle_first or period.first
                last = one.cycle_last or period.last
                drawees.append(Drawee(one.member_id, one.audit_id, first, last, one.brought_in))
    return found, round_, tuple(sorted(drawees, key=lambda one: one.member_id))


def keep_drawn(contexts: ContextFactory, task: Task, page: Sequence[Drawee]) -> bool:
    """Keep a page of those who are drawn; they count for nothing before the draw is kept."""
    with contexts.open_by_id(
        task.workspace_id, task.member_id, Origin(f"audit:{task.round_id}")
    ) as ctx:
        found = None if ctx is None else ctx.work.audit_rounds.get(task.round_id, lock=True)
        if ctx is None or not _ours(found, task, "revealed") or found is None:
            return False
        asked = tests_of(pack_of(ctx.rules, found.round.scheme), found.round.period.last)
        tests = (asked.entry, asked.record)
        ctx.work.selections.draw(task.round_id, page, tests, contexts.clocks.calendar())
        ctx.commit()
    return True


def keep(contexts: ContextFactory, task: Task, read: RoundRecord, now: Round) -> bool:
    """Keep a round as it was worked out, if it is still as it was read."""
    with unit_of_work(contexts.database, task.workspace_id) as work:
        found = work.audit_rounds.get(task.round_id, lock=True)
        if found is None or found.round != read.round or found.counted_on != read.counted_on:
            return False
        work.audit_rounds.save(task.round_id, now)
        if found.counted_on is not None:
            work.audit_rounds.counted(task.round_id, found.counted_on)
        if read.round.state == "drafted":  # those who were named in the draft may see it now
            _show_notices(contexts, work, found)
        work.commit()
    return True


def _show_notices(contexts: ContextFactory, work: UnitOfWork, known: RoundRecord) -> None:
    round_ = known.round
    for role, people in (("auditor", round_.auditors), ("witness", round_.witnesses)):
        for one in sorted(people):
            key = rounds.notice_key(f"{known.id}:{role}", one)
            work.messages.show_said(key, contexts.clocks.real())


# Telling


def tell_page(contexts: ContextFactory, task: Task, after: int) -> int | None:
    """Tell a page of those who were drawn, each given an auditor first where there is one for
    them; the number to go on from, None at the end.
    """
    with contexts.open_by_id(
        task.workspace_id, task.member_id, Origin(f"audit-tell:{task.round_id}:{after}")
    ) as ctx:
        found = None if ctx is None else ctx.work.audit_rounds.get(task.round_id, lock=True)
        if ctx is None or found is None or found.round.state != "open":
            return None
        page = ctx.work.selections.of_round(task.round_id, after, TOLD_AT_ONCE)
        settings = settings_in(ctx.work)
        load = dict.fromkeys(sorted(found.round.auditors), 0)
        load |= ctx.work.selections.loads(task.round_id)
        for one in page:
            if one.selection.state != "drawn":
                continue
            selection = _assigned(one, load, found.round, _now(contexts))
            selection = handing_in.tell(selection, _now(contexts), ctx.today, settings)
            saved = ctx.work.selections.save(one, selection)
            following.announce(ctx, saved, "told")
            for auditor in sorted(selection.auditors - one.selection.auditors):
                load[auditor] += 1
                key = f"{one.id}:assigned:{auditor}"
                rounds.tell_person(ctx, auditor, "audit_you_read", key, one)
        ctx.commit()
    return page[-1].id if len(page) == TOLD_AT_ONCE else None


def _assigned(one: SelectionRecord, load: dict[int, int], round_: Round, at: datetime) -> Selection:
    """With the auditor who has the fewest so far; none where nobody may, or the lead may not."""
    selection = one.selection
    if selection.auditors or may_audit(selection, round_.lead) is not None:
        return selection
    able = [each for each in round_.auditors if may_audit(selection, each) is None]
    if not able:
        return selection
    return handing_in.assign(
        selection, min(able, key=lambda each: (load[each], each)), round_.lead, at
    )


def sheet_of(contexts: ContextFactory, task: Task) -> tuple[RoundRecord, tuple[Drawn, ...]] | None:
    """The draw done again from what is kept, for its sheet; None where there was none yet."""
    with look(contexts.database, task.workspace_id) as work:
        found = work.audit_rounds.get(task.round_id)
        if found is None or found.round.attempt.seed is None or found.round.frozen is None:
            return None
        if found.round.state not in ("drawn", "open", "closed", "cancelled"):
            return None
        pairs = work.audit_rounds.pairs(task.round_id)
    again = replace(found.round, state="revealed")
    return found, seeds.draw_round(again, pairs, 0, _now(contexts))[1]


def _ours(found: RoundRecord | None, task: Task, state: str) -> bool:
    return found is not None and found.round.state == state and found.counted_by == task.mark


def _now(contexts: ContextFactory) -> datetime:
    return contexts.clocks.calendar()
