"""A workplace with a round in it: jobs are done and events worked off as soon as they are there."""

import asyncio
import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import text

from bot.delivery.audit_jobs import Auditing
from bot.policy.audits.draw import commitment
from bot.services.audits import following, rounds
from bot.services.audits.following import FollowAudit
from bot.services.audits.rounds import Asked
from bot.services.members import settings
from storage.audits.records import SelectionRecord
from storage.queues.jobs import EVERYTHING, Jobs
from storage.row_types import EntryRecord
from tests.services.harness import TODAY, ServiceHarness, named

SCHEME: Final = "generic-30-90"
FIRST: Final = date(2023, 11, 1)
WORDS: Final = "my own words about the brake"
LEAD, ANA, BEA, CLEO = "ULEAD", "UANA", "UBEA", "UCLEO"
AUD, EVA = "UAUD", "UEVA"
MEMBERS: Final = (ANA, BEA, CLEO)
SEEDS: Final = ("a first seed that is long", "a second seed that is long")


def with_cycle(
    harness: ServiceHarness, who: str, scheme: str = SCHEME, *, minutes: int = 1800
) -> list[EntryRecord]:
    """Somebody with a cycle from 1 Nov 2023 to 31 Oct 2026, and four entries in it."""
    with harness.open(who) as ctx:
        settings.enrol(ctx, scheme)
        settings.set_cycle_start(ctx, scheme, FIRST)
        settings.set_opening(ctx, scheme, cycle=0, year=0)
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=FIRST)
    made = []
    for place in range(4):
        with harness.open(who) as ctx:
            on = TODAY - timedelta(days=60 + 30 * place)
            made.append(
                harness.logged(
                    ctx,
                    title=f"Brakes {place}",
                    minutes=minutes,
                    on=on - timedelta(days=3),
                    until=on,
                    evaluate=f"{WORDS} {place} of {who}",
                )
            )
    return made


def lead(harness: ServiceHarness, who: str = LEAD) -> None:
    """Somebody who runs rounds."""
    with harness.open(who) as ctx:
        ctx.work.members.give_role(ctx.member.id, "cpd_lead", None, ctx.now)


def drafted(harness: ServiceHarness, scheme: str = SCHEME, **size: int) -> int:
    """A round over 2026, counted; everybody who is in by default."""
    asked = Asked(scheme, date(2026, 1, 1), date(2026, 12, 31), **(size or {"share": 10_000}))
    with harness.open(LEAD) as ctx:
        round_id = rounds.draft(ctx, asked)
    settle(harness)
    return round_id


def opened(harness: ServiceHarness, scheme: str = SCHEME, **size: int) -> int:
    """A round in which everybody was drawn and told, with two auditors."""
    for who in (AUD, EVA):
        with harness.open(who):
            pass
    round_id = drafted(harness, scheme, **size)
    with harness.open(LEAD) as ctx:
        rounds.name_people(ctx, round_id, [named(AUD), named(EVA)], "auditor")
        rounds.ask_freeze(ctx, round_id)
    settle(harness)
    for who, seed in zip((LEAD, AUD), SEEDS, strict=True):
        with harness.open(who) as ctx:
            rounds.commit(ctx, round_id, commitment(seed))
    settle(harness)
    for who, seed in zip((LEAD, AUD), SEEDS, strict=True):
        with harness.open(who) as ctx:
            rounds.reveal(ctx, round_id, seed)
    settle(harness)
    with harness.open(LEAD) as ctx:
        rounds.open_round(ctx, round_id)
    settle(harness)
    return round_id


def settle(harness: ServiceHarness) -> list[Mapping[str, Any]]:
    """Jobs of rounds are done, and what follows in members' lanes; the jobs' results."""
    results = []
    while (found := _do_jobs(harness)) or _follow(harness):
        results += found
    return results


def _do_jobs(harness: ServiceHarness) -> list[Mapping[str, Any]]:
    jobs = Jobs(harness.database)
    results = []
    for job in jobs.claim(harness.now, 10, timedelta(minutes=5), EVERYTHING):
        result: Mapping[str, Any] = {}
        if job.kind == rounds.KIND:
            result = asyncio.run(_done(harness, job))
            results.append(result)
        with harness.database.transaction() as session:
            jobs.end(session, job, result, harness.now)
            session.commit()
    return results


async def _done(harness: ServiceHarness, job: Any) -> Mapping[str, Any]:
    async def report(_so_far: Mapping[str, Any]) -> None:
        return None

    return await Auditing(harness.contexts)(job, report)


def _follow(harness: ServiceHarness) -> int:
    rows = harness.query("SELECT id, lane, payload FROM inbox WHERE state = 'new' ORDER BY id")
    for number, lane, payload in rows:
        body = json.loads(payload)
        if body["type"] == following.AUDITED:
            with harness.open(lane.partition(":")[2]) as ctx:
                FollowAudit(body["selection"]).do(ctx)
        with harness.database.transaction() as session:
            done = text("UPDATE inbox SET state = 'done', payload = NULL WHERE id = :id")
            session.connection().execute(done, {"id": number})
            session.commit()
    return len(rows)


def of(harness: ServiceHarness, who: str) -> SelectionRecord:
    """Somebody's selection as it stands."""
    with harness.open(who) as ctx:
        return ctx.work.selections.of_member(ctx.member.id)[-1]
