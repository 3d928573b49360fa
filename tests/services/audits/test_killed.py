"""Jobs of rounds, killed at each of their steps and begun anew: nothing lost, nothing doubled."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from bot.clock import Clocks
from bot.delivery.audit_jobs import Auditing
from bot.policy.audits.draw import commitment
from bot.policy.schemes.pack_file import load_packs
from bot.services.audits import drawing, rounds
from bot.services.audits.drawing import Task
from bot.services.context.member_context import ContextFactory
from storage.engine.database import Database
from storage.queues.jobs import EVERYTHING, Job, Jobs
from tests.services.audits.staging import (
    ANA,
    AUD,
    BEA,
    EVA,
    LEAD,
    SEEDS,
    drafted,
    lead,
    settle,
    with_cycle,
)
from tests.services.harness import TEAM, ServiceHarness, named

T = TypeVar("T")


class Killed(Exception):  # noqa: N818 - it is what happens, and no fault
    """The process ends here."""


class Dying(Database):
    """A database whose process ends instead of beginning one of its writes."""

    writes_left = 10**9

    def write(self, unit: Callable[[], T], **how: Any) -> "Future[T]":
        """The same, as long as the process lives."""
        self.writes_left -= 1
        if self.writes_left < 0:
            raise Killed
        return super().write(unit, **how)


@pytest.fixture
def workplace(sqlite_harness: ServiceHarness) -> ServiceHarness:
    """Two members with complete cycles, a lead and auditors; a round that is counted."""
    lead(sqlite_harness)
    for who in (ANA, BEA):
        with_cycle(sqlite_harness, who)
    for who in (AUD, EVA):
        with sqlite_harness.open(who):
            pass
    return sqlite_harness


def up_to(harness: ServiceHarness, do: str) -> int:
    """A round that waits for one of its jobs, which is asked for and not done."""
    round_id = drafted(harness)
    with harness.open(LEAD) as ctx:
        rounds.name_people(ctx, round_id, [named(AUD), named(EVA)], "auditor")
    if do == "count":
        with harness.open(LEAD) as ctx:
            rounds.count_again(ctx, round_id)
        return round_id
    with harness.open(LEAD) as ctx:
        rounds.ask_freeze(ctx, round_id)
    if do == "freeze":
        return round_id
    settle(harness)
    for who, seed in zip((LEAD, AUD), SEEDS, strict=True):
        with harness.open(who) as ctx:
            rounds.commit(ctx, round_id, commitment(seed))
    if do == "ids":
        return round_id
    settle(harness)
    for who, seed in zip((LEAD, AUD), SEEDS, strict=True):
        with harness.open(who) as ctx:
            rounds.reveal(ctx, round_id, seed)
    if do == "draw":
        return round_id
    settle(harness)
    with harness.open(LEAD) as ctx:
        rounds.open_round(ctx, round_id)
    return round_id


def attempt(harness: ServiceHarness, job: Job, writes: int) -> bool:
    """One attempt at a job by a process that lives for so many writes; whether it got through."""
    database = Dying(str(harness.database.url.render_as_string(hide_password=False)))
    database.writes_left = writes
    clocks = Clocks(calendar=lambda: harness.now, real=lambda: harness.now)
    contexts = ContextFactory(database, clocks, load_packs())

    async def report(_so_far: Mapping[str, Any]) -> None:
        return None

    try:
        asyncio.run(_run(contexts, job, report))
    except Killed:
        return False
    finally:
        database.close()
    return True


async def _run(contexts: ContextFactory, job: Job, report: Any) -> None:
    assert await Auditing(contexts)(job, report) == {}


STATES = {
    "count": "drafted",
    "freeze": "frozen",
    "ids": "ids_made",
    "draw": "drawn",
    "tell": "open",
}


@pytest.mark.parametrize("do", STATES)
def test_killed_at_each_step(workplace: ServiceHarness, do: str) -> None:
    round_id = up_to(workplace, do)
    jobs = Jobs(workplace.database)
    died = 0
    while True:
        [job] = jobs.claim(workplace.now, 1, timedelta(minutes=5), EVERYTHING)
        assert job.values["do"] == do
        if attempt(workplace, job, died):
            break
        died += 1
        workplace.now += timedelta(minutes=6)  # its lease is over
    assert died > 0
    with workplace.database.transaction() as session:
        jobs.end(session, job, {}, workplace.now)
        session.commit()
    settle(workplace)
    with workplace.open(LEAD) as ctx:
        known = ctx.work.audit_rounds.get(round_id)
        assert known is not None
        assert known.round.state == STATES[do]
        assert known.counted_on is not None
        assert ctx.work.audit_rounds.counts(round_id).in_it == 2
        drawn = ctx.work.selections.of_round(round_id)
        kinds = [one.kind for one in ctx.work.audit_rounds.steps(round_id)]
    assert len(kinds) == len(set(kinds) - {"auditor_named"}) + 2
    assert len(drawn) == (2 if do in ("draw", "tell") else 0)
    if do == "tell":
        told = [kind for who in (ANA, BEA) for kind, _ in workplace.said(who)]
        assert told.count("audit_told") == 2
        with workplace.open(LEAD) as ctx:
            logs = [[one.kind for one in ctx.work.selections.steps(each.id)] for each in drawn]
        assert logs == [["selected", "auditor_assigned", "told"]] * 2


@pytest.mark.parametrize(("do", "state"), [("count", "drafted"), ("ids", "committed")])
def test_a_late_holder_writes_nothing(workplace: ServiceHarness, do: str, state: str) -> None:
    """A job whose lease was lost goes on in a process that does not know it yet."""
    round_id = up_to(workplace, do)
    with workplace.open(LEAD) as ctx:
        me = ctx.member.id
    late, now = (Task(TEAM, me, round_id, mark) for mark in ("1:1", "1:2"))
    assert drawing.begin(workplace.contexts, late, state)
    assert drawing.begin(workplace.contexts, now, state)
    if do == "count":
        rows, _ = drawing.placed_page(workplace.contexts, late, 0, workplace.now.date())
        assert not drawing.keep_page(workplace.contexts, late, rows)
        assert drawing.keep_page(workplace.contexts, now, rows)
    else:
        made, _ = drawing.ids_page(workplace.contexts, late, 0)
        assert not drawing.keep_ids(workplace.contexts, late, made)
        assert drawing.keep_ids(workplace.contexts, now, made)
