"""A process is killed once Slack has what it posted, and Slack tells the next one little of it.

History does not show it yet, so that it is posted again under the same id, and Slack answers that
in each of the ways that it documents. Nothing is lost and nothing is doubled.
"""

from collections.abc import AsyncIterator

import pytest

from sandbox import Person, Sandbox
from sandbox.faults import DUPLICATE_ANSWERS, DuplicateAnswer, Hold
from tests.e2e.workplace import EXPORTED, NOTED, Workplace, first_lines, kinds, workplace_with
from tests.world import ANSWER, SENTENCE, reads

CARD = "*High voltage isolation course*"
FOR_LONG = 3600.0  # seconds
POST, SHARE, HISTORY = (
    "chat.postMessage",
    "files.completeUploadExternal",
    "conversations.history",
)
REPEATED = tuple((POST, answer) for answer in DUPLICATE_ANSWERS if answer != "ok")


@pytest.fixture
async def workplace(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Workplace]:
    """Six people and a database; nothing runs yet. Parametrized, answers are drawn by that seed."""
    seed = getattr(request, "param", None)
    async with workplace_with(database_url, mode="http", seed=seed) as one:
        yield one


@pytest.fixture
async def lite(sqlite_url: str) -> AsyncIterator[Workplace]:
    """The same on SQLite, for what does not depend on the database."""
    async with workplace_with(sqlite_url, mode="http") as one:
        yield one


@pytest.mark.parametrize("answer", DUPLICATE_ANSWERS)
async def test_what_history_does_not_show_yet_is_posted_once(
    workplace: Workplace, answer: DuplicateAnswer
) -> None:
    workplace.sandbox.faults.duplicate_answer = answer
    await _all_are_posted_twice(workplace)
    workplace.check((POST, answer))


@pytest.mark.parametrize("workplace", [1, 2], indirect=True)
async def test_the_same_however_slack_answers_each(workplace: Workplace) -> None:
    await _all_are_posted_twice(workplace)
    workplace.check(*REPEATED)


@pytest.mark.parametrize("answer", DUPLICATE_ANSWERS)
async def test_what_was_deleted_in_slack_meanwhile_stays_so(
    lite: Workplace, answer: DuplicateAnswer
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


async def test_where_slack_caps_history_one_look_is_enough(lite: Workplace) -> None:
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


async def test_a_file_that_history_does_not_show_yet_is_shared_once(lite: Workplace) -> None:
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
    assert kinds(lite.files(ana)) == ["csv", "json"]
    assert first_lines(lite.said(ana)) == [EXPORTED]
    lite.check()


async def _all_are_posted_twice(workplace: Workplace) -> None:
    """Two looks show nothing, so everybody's card is posted again; then history catches up."""
    sandbox = workplace.sandbox
    await _killed_once_posted(workplace, workplace.people)
    sandbox.faults.history_lag = FOR_LONG
    repeats = [_held(sandbox, one, after=False) for one in workplace.people]
    async with workplace.bot():
        for repeat in repeats:
            await repeat.reached()
        sandbox.faults.history_lag = 0.0
        for repeat in repeats:
            repeat.release()
        await workplace.quiet()
        for one in workplace.people:
            assert first_lines(workplace.heard(one)) == [CARD]
            await one.say(ANSWER)
        await workplace.quiet()
    for one in workplace.people:
        assert first_lines(workplace.heard(one)) == [CARD, NOTED]
        assert "Ready to save." in reads(workplace.heard(one)[0])  # it is known where it stands


async def _killed_once_posted(workplace: Workplace, people: list[Person]) -> None:
    async with workplace.bot() as process:
        calls = [_held(workplace.sandbox, one, after=True) for one in people]
        for one in people:
            await one.say(SENTENCE)
        for call in calls:
            await call.reached()
        await process.kill()
    for call in calls:
        call.drop()
    await workplace.leases_run_out()


def _held(sandbox: Sandbox, person: Person, *, after: bool) -> Hold:
    room = person.dm.id
    return sandbox.faults.hold(POST, after=after, matching=lambda given: given["channel"] == room)
