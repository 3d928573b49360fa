"""People under the register, TechSafe and the MOT, with eight subjects each: what a sweep and a
manager's list ask of the database is the same as for one person under one scheme.

A figure that differs is told with the statements it is made of.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.delivery import sweeps
from bot.services.members import settings
from bot.services.schemes.assessment import assess_again
from sandbox import User
from storage.nudges.queueing import QueuedNudge
from tests.counting import counting
from tests.harness import ANA, IDA, MAX, Harness, harness_at, reads

NOW = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
SUNDAY = NOW - timedelta(days=1)
BEGAN = date(2025, 6, 1)
SCHEMES = ("imi-techsafe/ADAS", "dvsa-mot/group B")
SUBJECTS = tuple(f"Subject {letter}" for letter in "ABCDEFGH")
EVA = User("U0EVA00000", "Eva", "Eva Stone")
CREW = tuple(User(f"U0CREW{number:04}", f"Crew{number}", f"Crew {number}") for number in range(12))
FRAMEWORK = "\n".join(
    [
        "pack: imi-techsafe",
        "category: ADAS",
        "version: made-up",
        "source: made up",
        "checked_on: 2026-11-01",
        "valid_from: 2025-01-01",
        "subjects:",
        *(f"  - {{name: {subject}, minimum: 2, unit: hours}}" for subject in SUBJECTS),
    ]
)
OF_SUBJECTS = (
    "SELECT count(DISTINCT subject), count(DISTINCT enrolment_id) FROM assessment "
    "WHERE state = 'counted' AND subject <> ''"
)


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def garage(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Ana is under the register alone and reports to Max; each of the crew is under three schemes
    and reports to Eva. All are behind, and short of their subjects.
    """
    url = request.getfixturevalue(request.param)
    async with harness_at(url, now=SUNDAY) as harness:
        ida = harness.member(IDA)
        await ida.command("admin load")
        await ida.submit({"part_1": FRAMEWORK})
        await ida.submit()
        assert "Loaded." in reads(ida.modal)
        for user in (EVA, *CREW):
            harness.join(user)
        await at_work(harness, ANA, MAX)
        for user in CREW:
            await at_work(harness, user, EVA, SCHEMES)
        await harness.runtime.tick_now()  # there is one at the start, beside whatever comes
        await harness.quiet()
        yield harness


async def at_work(harness: Harness, user: User, manager: User, schemes: Sequence[str] = ()) -> None:
    """Somebody with an hour of each subject, in so many schemes beside the register."""
    await harness.enrolled(user, cycle_start=BEGAN)
    with harness.open(manager) as ctx:
        manager_id = ctx.member.id
    with harness.open(user) as ctx:
        for scheme in schemes:
            settings.enrol(ctx, scheme)
            if scheme.startswith("imi-techsafe"):
                settings.set_cycle_start(ctx, scheme, BEGAN)
        ctx.work.teams.link(ctx.member.id, manager_id, "active", source="member", now=ctx.now)
        entries = [
            ctx.work.entries.add(
                ctx.member.id,
                "logged",
                ctx.now,
                source_key=None,
                title=f"{subject} course",
                start_date=date(2026, 10, 1 + day),
                end_date=date(2026, 10, 1 + day),
                minutes=60,
                type="short course",
                evaluate="I check the bracket before the radar",
                subjects=[{"name": subject, "minutes": None}],
                logged_at=ctx.now,
            )
            for day, subject in enumerate(SUBJECTS)
        ]
        assess_again(ctx, [one for one in entries if one is not None])


async def due(harness: Harness) -> tuple[list[QueuedNudge], list[str]]:
    """What a sweep would queue on the afternoon, and what it asks for that."""
    with counting(harness.runtime) as asked:
        nudges = [one async for page in sweeps.due_by_page(harness.contexts, NOW) for one in page]
    return nudges, asked.statements


async def listed(harness: Harness, manager: User) -> tuple[str, list[str]]:
    """What a manager is shown, and what it asks for that."""
    member = harness.member(manager)
    await member.command(name="/cpd-team")  # what is read once for a process
    await harness.quiet()
    with counting(harness.runtime) as asked:
        shown = await member.command(name="/cpd-team")
        await harness.quiet()
    return shown, asked.statements


async def test_a_sweeps_page_takes_as_many_statements_for_three_schemes_as_for_one(
    garage: Harness,
) -> None:
    assert await garage.query(OF_SUBJECTS) == [(len(SUBJECTS), len(CREW))]
    nudges, for_all = await due(garage)
    assert len({one.member_id for one in nudges}) == len(CREW) + 1
    for user in CREW:
        with garage.open(user) as ctx:
            ctx.change_member(paused_until=date(2027, 1, 1))
    [nudge], for_one = await due(garage)
    assert nudge.kind == "behind"
    assert len(for_one) > 10
    assert len(for_all) == len(for_one), set(for_all) ^ set(for_one)


async def test_a_managers_list_takes_as_many_statements_for_three_schemes_as_for_one(
    garage: Harness,
) -> None:
    one, for_one = await listed(garage, MAX)
    many, for_many = await listed(garage, EVA)
    assert "IMI TechSafe: ADAS" in many
    assert "IMI TechSafe" not in one
    assert len(for_one) > 5
    assert len(for_many) == len(for_one), set(for_many) ^ set(for_one)
