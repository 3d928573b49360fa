"""A round over everybody in a workplace: counted, frozen, given ids, drawn.

`python -m bench.bench_audits ADDRESS` measures one database in a process of its own, and prints
JSON. Everybody's cycle has ended a month ago, and most have met the minimum.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import date, timedelta
from time import perf_counter
from typing import Any, Final, TypeVar

from sqlalchemy import create_engine, text

from bench.copying import FIRST_WORKSPACE
from bench.data import NOW, office_for
from bench.databases import DIALECTS, Databases
from bench.measuring import child, peak_megabytes
from bot.delivery.audit_jobs import Auditing
from bot.policy.audits.draw import commitment
from bot.services.audits import rounds
from bot.services.audits.rounds import Asked
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.profiles import Named, Profile
from storage.engine.database import Database, complete
from storage.queues.jobs import Job

T = TypeVar("T")

_SCHEME: Final = "imi-register"
_SEEDS: Final = ("the first seed of the benchmark", "the second seed of the benchmark")
_DRAWN: Final = 500
"""Hundredths of a per cent."""
_STEPS: Final = ("count", "freeze", "ids", "draw", "tell")


def measure(databases: Databases, members: int) -> list[dict[str, Any]]:
    """One round on either kind of database: seconds of each step, the longest unit that wrote, and
    the most memory that the process had.
    """
    found = []
    for dialect in DIALECTS:
        url = databases.with_enrolments(dialect, f"audits_{dialect}", -(-members // 100) * 100)
        try:
            found.append({"dialect": dialect, **child("bench.bench_audits", url)})
        finally:
            databases.drop(url)
    return found


class _Held(Database):
    """A database that notes how long its writes take."""

    longest = 0.0

    def write(self, unit: Callable[[], T], **how: Any) -> "Future[T]":
        """The same, timed on the thread that runs it."""

        def timed() -> T:
            began = perf_counter()
            try:
                return unit()
            finally:
                self.longest = max(self.longest, perf_counter() - began)

        return super().write(timed, **how)


def _prepare(url: str) -> None:
    """Everybody's cycle began three years and a month ago, and most have met the minimum. On a
    connection of its own, which may take as long as it likes.
    """
    ended = NOW.date() - timedelta(days=30)
    start = date(ended.year - 3, ended.month, ended.day)
    given = {"start": start.isoformat() if url.startswith("sqlite") else start}
    engine = create_engine(complete(url))
    with engine.begin() as connection:
        run = connection.execute
        run(text("UPDATE enrolment SET cycle_start = :start, enrolled_on = :start"), given)
        run(text("UPDATE assessment SET weight = weight * 5, cycle = 0 WHERE state = 'counted'"))
    engine.dispose()


def _as(contexts: ContextFactory, slack_id: str, do: Callable[[MemberContext], T]) -> T:
    with contexts.open(Actor(FIRST_WORKSPACE, slack_id), Origin(f"audit:{perf_counter()}")) as ctx:
        found = do(ctx)
        ctx.commit()
    return found


async def _figures(url: str) -> dict[str, Any]:
    _prepare(url)
    database = _Held(url)
    contexts = office_for(database)
    gc.freeze()
    seconds: dict[str, float] = {}
    held: dict[str, float] = {}
    try:
        round_id = _as(contexts, "ULEAD", _draft)
        _as(contexts, "ULEAD", lambda ctx: _staff(ctx, round_id))
        for step in _STEPS:
            _between(contexts, round_id, step)
            database.longest = 0.0
            began = perf_counter()
            await _do(contexts, round_id, step)
            seconds[step] = perf_counter() - began
            held[step] = database.longest
        view = _as(contexts, "ULEAD", lambda ctx: rounds.found(ctx, round_id))
    finally:
        database.close()
    frozen = view.round.frozen
    return {
        "members": 0 if frozen is None else frozen.count,
        "drawn": 0 if frozen is None else frozen.size,
        **{f"{step}_seconds": seconds[step] for step in _STEPS},
        "held_milliseconds": max(held.values()) * 1000,
        "peak_megabytes": peak_megabytes(),
    }


def _draft(ctx: MemberContext) -> int:
    ctx.work.members.give_role(ctx.member.id, "cpd_lead", None, ctx.now)
    year = timedelta(days=365)
    return rounds.draft(ctx, Asked(_SCHEME, NOW.date() - year, NOW.date(), share=_DRAWN))


def _staff(ctx: MemberContext, round_id: int) -> None:
    people = [
        Named(slack_id, Profile(slack_id, "Europe/London", "person", False, False))  # noqa: FBT003
        for slack_id in ("UAUD", "UEVA")
    ]
    rounds.name_people(ctx, round_id, people, "auditor")


def _between(contexts: ContextFactory, round_id: int, step: str) -> None:
    """What people do before a step."""
    if step == "ids":
        for who, seed in zip(("ULEAD", "UAUD"), _SEEDS, strict=True):
            _as(
                contexts,
                who,
                lambda ctx, seed=seed: rounds.commit(ctx, round_id, commitment(seed)),  # type: ignore[misc]
            )
    elif step == "draw":
        for who, seed in zip(("ULEAD", "UAUD"), _SEEDS, strict=True):
            _as(contexts, who, lambda ctx, seed=seed: rounds.reveal(ctx, round_id, seed))  # type: ignore[misc]
    elif step == "tell":
        _as(contexts, "ULEAD", lambda ctx: rounds.open_round(ctx, round_id))


async def _do(contexts: ContextFactory, round_id: int, step: str) -> None:
    async def report(_so_far: Mapping[str, Any]) -> None:
        return None

    lead = _as(contexts, "ULEAD", lambda ctx: ctx.member.id)
    job = Job(
        id=1,
        workspace_id=FIRST_WORKSPACE,
        member_id=lead,
        lane="",
        kind=rounds.KIND,
        values={"round": round_id, "do": step},
        attempts=1,
        fence=1,
        created_at=NOW,
        result={},
    )
    await Auditing(contexts)(job, report)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_figures(sys.argv[1]))))
