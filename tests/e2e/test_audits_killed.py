"""A process is killed (SIGKILL) while an audit round is drawn, and while those drawn are told:
the same people are drawn, and each is told once.
"""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.policy.audits.draw import commitment
from bot.policy.schemes.cycles import add_years
from bot.services.audits import drawing, rounds
from bot.services.audits.drawing import TOLD_AT_ONCE, Task
from bot.services.audits.rounds import Asked
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named, Profile
from bot.services.members import settings
from bot.services.record.revisions import chain_revision
from bot.services.schemes.assessment import assess_again
from sandbox import Person, User
from tests.e2e.harness import ProcessHarness, asked_for, first_lines, process_harness
from tests.e2e.killing import call, counted, killed_in_turn

SCHEME = "generic-30-90"
DRAWN = TOLD_AT_ONCE + 2
"""They are told in two units of work."""
MORE = 2
SEEDS = ("a first seed that is long", "a second seed that is long")
PEOPLE = [User(f"U0MEMBER{one:02}", f"member{one}", f"Member {one}") for one in range(DRAWN + MORE)]
LEAD = User("U0LEAD0000", "lena", "Lena Lead")
AUDITORS = [User(f"U0AUDITOR{one}", f"auditor{one}", f"Auditor {one}") for one in range(3)]
SELECTIONS = "SELECT count(*) FROM audit_selection WHERE "


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Many have complete cycles, one leads and three audit; nothing runs yet."""
    everybody = [*PEOPLE, LEAD, *AUDITORS]
    async with process_harness(database_url, mode="http", people=everybody) as one:
        for person in one.people[: len(PEOPLE)]:
            _has_a_cycle(one, person)
        for person in one.people[len(PEOPLE) :]:
            with one.open(person) as ctx:
                settings.set_working_hours(ctx, 0, 24 * 60, range(7))
                ctx.change_member(onboarding="done")
                if person.user_id == LEAD.id:
                    ctx.work.members.give_role(ctx.member.id, "cpd_lead", None, ctx.now)
        yield one


def _has_a_cycle(harness: ProcessHarness, person: Person) -> None:
    """That ended a month ago, and in which there is enough."""
    with harness.open(person) as ctx:
        first = add_years(ctx.today, -3) - timedelta(days=30)
        settings.enrol(ctx, SCHEME)
        settings.set_cycle_start(ctx, SCHEME, first)
        settings.set_opening(ctx, SCHEME, cycle=0, year=0)
        settings.set_working_hours(ctx, 0, 24 * 60, range(7))
        ctx.change_member(onboarding="done")
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=first)
        for months in (2, 4, 6):
            _log(ctx, ctx.today - timedelta(days=30 * months))


def _log(ctx: MemberContext, day: date) -> None:
    """Something of 40 hours that ended on a day."""
    entry = ctx.work.entries.add(
        ctx.member.id,
        "logged",
        ctx.now,
        source_key=None,
        title="Brake overhaul",
        start_date=day - timedelta(days=5),
        end_date=day,
        minutes=2400,
        evaluate="I bleed the brakes in another order now",
        logged_at=ctx.now,
    )
    assert entry is not None
    chain_revision(ctx, entry, "saved")
    assess_again(ctx, [entry])


def _named(user: User) -> Named:
    return Named(user.id, Profile(user.name, user.tz, "person", deactivated=False, is_admin=False))


async def _committed(harness: ProcessHarness) -> int:
    """A round whose population has ids; its number as a row."""
    lead, auditor, *_ = harness.people[len(PEOPLE) :]
    async with harness.bot():
        with harness.open(lead) as ctx:
            asked = Asked(
                SCHEME,
                ctx.today - timedelta(days=200),
                ctx.today + timedelta(days=100),
                count=DRAWN,
            )
            number = rounds.draft(ctx, asked)
        await harness.quiet()
        with harness.open(lead) as ctx:
            rounds.name_people(ctx, number, [_named(one) for one in AUDITORS], "auditor")
            rounds.ask_freeze(ctx, number)
        await harness.quiet()
        for person, seed in zip((lead, auditor), SEEDS, strict=True):
            with harness.open(person) as ctx:
                rounds.commit(ctx, number, commitment(seed))
        await harness.quiet()
    return number


async def test_the_same_are_drawn_and_each_is_told_once_wherever_it_was_killed(
    harness: ProcessHarness,
) -> None:
    people, others = harness.people[: len(PEOPLE)], harness.people[len(PEOPLE) :]
    lead, auditor, *_ = others
    number = await _committed(harness)
    for person, seed in zip((lead, auditor), SEEDS, strict=True):
        with harness.open(person) as ctx:
            rounds.reveal(ctx, number, seed)
            me = ctx.member.id
    found = drawing.drawn(harness.contexts, Task(harness.sandbox.workspace.team.id, me, number, ""))
    assert found is not None
    expected = [(one.member_id, one.audit_id) for one in found[2]]
    [(job,)] = await harness.query("SELECT max(id) FROM job")
    begun = f"SELECT count(*) FROM audit_round WHERE counted_by LIKE '{job}:%'"
    await killed_in_turn(harness, [counted(begun), counted(SELECTIONS + "1 = 1")])
    drawn = "SELECT member_id, audit_id FROM audit_selection ORDER BY member_id"
    assert await harness.query(drawn) == expected
    assert len(expected) == DRAWN
    assert await harness.query("SELECT state FROM audit_round") == [("drawn",)]

    before = {one.user_id: len(asked_for(harness.heard(one))) for one in harness.people}

    async def open_it() -> None:
        with harness.open(lead) as ctx:
            rounds.open_round(ctx, number)

    told = {"text": "audit"}
    steps = [
        counted(SELECTIONS + "state = 'told'"),
        call("chat.postMessage", told, after=True),
    ]
    await killed_in_turn(harness, steps, open_it)
    assert await harness.count("audit_selection", "state <> 'told'") == 0
    whom = await harness.query(
        "SELECT slack_id FROM member JOIN audit_selection ON member.id = member_id"
    )
    drawees = {slack_id for (slack_id,) in whom}
    for one in people:
        new = asked_for(harness.heard(one))[before[one.user_id] :]
        assert len(new) == (one.user_id in drawees), first_lines(new)
    read = [len(asked_for(harness.heard(one))) - before[one.user_id] for one in others[1:]]
    assert read == [DRAWN // len(AUDITORS)] * len(AUDITORS)
    assert await harness.count("audit_step", "kind = 'told'") == DRAWN
    harness.check()
