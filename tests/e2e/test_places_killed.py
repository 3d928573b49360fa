"""A process is killed (SIGKILL) at each step from an emoji on a message, or from a workflow's step,
to a card, and another takes over: nothing is lost, nothing is there twice, and Slack is told how
the step ended. On both databases, over both transports.
"""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.manifest import STEP_ID, load_manifest, with_workflow
from bot.services.members import settings
from sandbox import Message, Person
from sandbox.faults import Hold
from sandbox.model import Execution
from tests.e2e.harness import ProcessHarness, first_lines, process_harness

WORDS = "2h radar calibration course at Bosch yesterday"
CARD = "*Radar calibration course*"
GIVEN = {"title": "Radar calibration course", "date": "2026-01-20", "minutes": "120"}
KNOWN = ("functions.completeSuccess", "execution_not_in_running_state")
KNOWN_AS_FAILED = ("functions.completeError", "execution_not_in_running_state")
GONE = ("chat.delete", "message_not_found")
BEFORE_OR_AFTER = pytest.mark.parametrize(
    "done", [False, True], ids=["before Slack did it", "before Slack's answer"]
)


@pytest.fixture(params=["socket", "http"])
async def harness(
    request: pytest.FixtureRequest, database_url: str
) -> AsyncIterator[ProcessHarness]:
    """Ana keeps a record and works around the clock; nothing runs yet."""
    manifest = with_workflow(load_manifest().source)
    async with process_harness(database_url, mode=request.param, manifest=manifest) as one:
        with one.open(one.people[0]) as ctx:
            settings.enrol(ctx, "generic-30-90")
            settings.set_working_hours(ctx, 0, 24 * 60, range(7))
            ctx.change_member(onboarding="done")
        yield one


async def announced(harness: ProcessHarness) -> Message:
    """Ben's words in a channel that Ana and the bot are in."""
    ana, ben, *_ = harness.people
    people = [ana.user_id, ben.user_id]
    room = harness.sandbox.workspace.add_channel("workshop", people, with_bot=True)
    return await ben.say(WORDS, room.id)


async def killed_at(
    harness: ProcessHarness, call: Hold, begins: Callable[[], Awaitable[object]]
) -> None:
    """The process is killed while this call waits, once something has begun; another one then
    brings everything to its end."""
    async with harness.bot() as process:
        await begins()
        await call.reached()
        await process.kill()
    call.drop()
    await harness.leases_run_out()
    async with harness.bot():
        await harness.quiet()


def to(harness: ProcessHarness, person: Person, method: str, *, after: bool) -> Hold:
    """The next call that shows somebody something."""
    return harness.sandbox.faults.hold(
        method, after=after, matching=lambda given: given["channel"] == person.dm.id
    )


async def one_draft(harness: ProcessHarness) -> None:
    """There is one entry, and one card about it."""
    assert await harness.query("SELECT title, status FROM entry") == [
        ("Radar calibration course", "draft")
    ]
    assert first_lines(harness.heard(harness.people[0])) == [CARD]


# An emoji


@pytest.mark.parametrize("method", ["chat.getPermalink", "conversations.history"])
async def test_an_emoji_makes_one_draft_though_killed_while_slack_is_asked(
    harness: ProcessHarness, method: str
) -> None:
    ana, message = harness.people[0], await announced(harness)
    await killed_at(harness, harness.sandbox.faults.hold(method), lambda: ana.react(message, "cpd"))
    await one_draft(harness)
    assert await harness.count("evidence", "kind = 'message'") == 1
    harness.check()


@BEFORE_OR_AFTER
async def test_an_emojis_card_is_there_once_though_killed_while_it_is_posted(
    harness: ProcessHarness, done: bool
) -> None:
    ana, message = harness.people[0], await announced(harness)
    call = to(harness, ana, "chat.postMessage", after=done)
    await killed_at(harness, call, lambda: ana.react(message, "cpd"))
    await one_draft(harness)
    harness.check()


@BEFORE_OR_AFTER
async def test_an_emoji_that_is_taken_off_takes_its_draft_though_killed_meanwhile(
    harness: ProcessHarness, done: bool
) -> None:
    ana, message = harness.people[0], await announced(harness)
    async with harness.bot():
        await ana.react(message, "cpd")
        await harness.quiet()
    call = to(harness, ana, "chat.delete", after=done)
    await killed_at(harness, call, lambda: ana.take_reaction_off(message, "cpd"))
    assert await harness.count("entry", "status = 'discarded'") == 1
    assert await harness.count("entry", "1 = 1") == 1
    assert harness.heard(ana) == []
    harness.check(*([GONE] if done else []))


async def test_put_on_and_taken_off_while_nobody_hears_it_leaves_nothing_open(
    harness: ProcessHarness,
) -> None:
    ana, message = harness.people[0], await announced(harness)
    async with harness.bot():
        await harness.quiet()
    await ana.react(message, "cpd")
    await ana.take_reaction_off(message, "cpd")
    async with harness.bot():
        await harness.quiet()
    assert await harness.count("entry", "status <> 'discarded'") == 0
    harness.check()


# A workflow's step


async def run(harness: ProcessHarness, **given: str) -> Execution:
    """Ben runs the workflow for Ana."""
    ana, ben, *_ = harness.people
    return await ben.run_workflow(STEP_ID, {"person": ana.user_id, **GIVEN, **given})


def ended(harness: ProcessHarness) -> list[str]:
    return [one.status for one in harness.sandbox.workspace.executions.values()]


@BEFORE_OR_AFTER
async def test_slack_is_told_that_a_step_is_done_though_killed_while_it_is_told(
    harness: ProcessHarness, done: bool
) -> None:
    call = harness.sandbox.faults.hold("functions.completeSuccess", after=done)
    await killed_at(harness, call, lambda: run(harness))
    assert ended(harness) == ["completed"]
    await one_draft(harness)
    harness.check(*([KNOWN] if done else []))


@BEFORE_OR_AFTER
async def test_slack_is_told_that_a_step_failed_though_killed_while_it_is_told(
    harness: ProcessHarness, done: bool
) -> None:
    call = harness.sandbox.faults.hold("functions.completeError", after=done)
    await killed_at(harness, call, lambda: run(harness, link="javascript:alert(1)"))
    assert ended(harness) == ["failed"]
    assert await harness.count("entry", "1 = 1") == 0
    harness.check(*([KNOWN_AS_FAILED] if done else []))


@BEFORE_OR_AFTER
async def test_a_steps_card_is_there_once_though_killed_while_it_is_posted(
    harness: ProcessHarness, done: bool
) -> None:
    call = to(harness, harness.people[0], "chat.postMessage", after=done)
    await killed_at(harness, call, lambda: run(harness))
    assert ended(harness) == ["completed"]
    await one_draft(harness)
    harness.check(KNOWN)


async def test_a_step_that_runs_while_nobody_hears_it_is_done_once_somebody_does(
    harness: ProcessHarness,
) -> None:
    async with harness.bot():
        await harness.quiet()
    await run(harness)
    async with harness.bot():
        await harness.quiet()
    assert ended(harness) == ["completed"]
    await one_draft(harness)
    harness.check()
