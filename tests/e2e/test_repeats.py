"""A process is killed once Slack has what it posted, and Slack tells the next one little of it.

History does not show it yet, so that it is posted again under the same id, and Slack answers that
in each of the ways that it documents. Nothing is lost and nothing is doubled.
"""

from collections.abc import AsyncIterator

import pytest

from sandbox import Person, Sandbox
from sandbox.faults import DUPLICATE_ANSWERS, DuplicateAnswer, Hold
from tests.e2e.harness import EXPORTED, NOTED, ProcessHarness, first_lines, kinds, process_harness
from tests.harness import ANSWER, SENTENCE, reads

CARD = "*High voltage isolation course*"
FOR_LONG = 3600.0  # seconds
POST, SHARE, HISTORY = (
    "chat.postMessage",
    "files.completeUploadExternal",
    "conversations.history",
)
REPEATED = tuple((POST, answer) for answer in DUPLICATE_ANSWERS if answer != "ok")


@pytest.fixture
async def harness(
    request: pytest.FixtureRequest, database_url: str
) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet. Parametrized, answers are drawn by that seed."""
    seed = getattr(request, "param", None)
    async with process_harness(database_url, mode="http", seed=seed) as one:
        yield one


@pytest.fixture
async def lite(sqlite_url: str) -> AsyncIterator[ProcessHarness]:
    """The same on SQLite, for what does not depend on the database."""
    async with process_harness(sqlite_url, mode="http") as one:
        yield one


@pytest.mark.parametrize("answer", DUPLICATE_ANSWERS)
async def test_what_history_does_not_show_yet_is_posted_once(
    harness: ProcessHarness, answer: DuplicateAnswer
) -> None:
    harness.sandbox.faults.duplicate_answer = answer
    await _all_are_posted_twice(harness)
    harness.check((POST, answer))


@pytest.mark.parametrize("harness", [1, 2], indirect=True)
async def test_the_same_however_slack_answers_each(harness: ProcessHarness) -> None:
    await _all_are_posted_twice(harness)
    harness.check(*REPEATED)


@pytest.mark.parametrize("answer", DUPLICATE_ANSWERS)
async def test_what_was_deleted_in_slack_meanwhile_stays_so(
    lite: ProcessHarness, answer: DuplicateAnswer
) -> None:
    """Slack knows its id, and it stands nowhere: it is not posted anew, and not set aside."""
    sandbox = lite.sandbox
    sandbox.faults.duplicate_answer = answer
    [ana, *_] = lite.people
    await _killed_once_posted(lite, [ana])
    [card] = lite.heard(ana)
    sandbox.postings.remove(card)
    async with lite.bot():
        await lite.quiet()
        assert lite.heard(ana) == []
        await ana.say(ANSWER)
        await lite.quiet()
    assert first_lines(lite.heard(ana)) == [NOTED]
    lite.check(*REPEATED)


async def test_where_slack_caps_history_one_look_is_enough(lite: ProcessHarness) -> None:
    """It gives fifteen messages once a minute then."""
    lite.sandbox.faults.history_capped = True
    [ana, *_] = lite.people
    await _killed_once_posted(lite, [ana])
    for _ in range(3):
        await ana.say("later")
    async with lite.bot():
        await lite.quiet()
    assert first_lines(lite.heard(ana))[0] == CARD
    assert first_lines(lite.heard(ana)).count(CARD) == 1
    lite.check()


async def test_a_file_that_history_does_not_show_yet_is_shared_once(lite: ProcessHarness) -> None:
    sandbox = lite.sandbox
    [ana, *_] = lite.people
    async with lite.bot() as process:
        call = sandbox.faults.hold(SHARE, after=True)
        await ana.command("/cpd", "export")
        await call.reached()
        await process.kill()
    call.drop()
    await lite.leases_run_out()
    sandbox.faults.history_lag = FOR_LONG
    first, second = (
        sandbox.faults.hold(HISTORY, matching=lambda given: given["channel"] == ana.dm.id)
        for _ in range(2)
    )
    async with lite.bot():
        await first.reached()
        first.release()
        await second.reached()
        sandbox.faults.history_lag = 0.0
        second.release()
        await lite.quiet()
    assert kinds(lite.files(ana)) == ["zip"]
    assert first_lines(lite.said(ana)) == [EXPORTED]
    lite.check()


async def _all_are_posted_twice(harness: ProcessHarness) -> None:
    """Two looks show nothing, so everybody's card is posted again; then history catches up."""
    sandbox = harness.sandbox
    await _killed_once_posted(harness, harness.people)
    sandbox.faults.history_lag = FOR_LONG
    repeats = [_held(sandbox, one, after=False) for one in harness.people]
    async with harness.bot():
        for repeat in repeats:
            await repeat.reached()
        sandbox.faults.history_lag = 0.0
        for repeat in repeats:
            repeat.release()
        await harness.quiet()
        for one in harness.people:
            assert first_lines(harness.heard(one)) == [CARD]
            await one.say(ANSWER)
        await harness.quiet()
    for one in harness.people:
        assert first_lines(harness.heard(one)) == [CARD, NOTED]
        assert "Ready to save." in reads(harness.heard(one)[0])  # it is known where it stands


async def _killed_once_posted(harness: ProcessHarness, people: list[Person]) -> None:
    async with harness.bot() as process:
        calls = [_held(harness.sandbox, one, after=True) for one in people]
        for one in people:
            await one.say(SENTENCE)
        for call in calls:
            await call.reached()
        await process.kill()
    for call in calls:
        call.drop()
    await harness.leases_run_out()


def _held(sandbox: Sandbox, person: Person, *, after: bool) -> Hold:
    room = person.dm.id
    return sandbox.faults.hold(POST, after=after, matching=lambda given: given["channel"] == room)
