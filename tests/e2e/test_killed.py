"""A process is killed (SIGKILL) at each step of what flows in and out, and another takes over.

Whatever the moment: every message is handled once and in its order, every reply and every nudge
is delivered exactly once. On both databases, over both transports.
"""

from collections.abc import AsyncIterator

import pytest

from sandbox import Sandbox
from sandbox.faults import Hold
from tests.e2e.harness import (
    EXPORTED,
    NOTED,
    ProcessHarness,
    first_lines,
    kinds,
    nudges,
    process_harness,
)
from tests.harness import ANSWER, SENTENCE, reads

TICKING = {"CPDBOT_TICK_SECONDS": "0.2"}
CARD = "*High voltage isolation course*"


@pytest.fixture(params=["socket", "http"])
async def harness(
    request: pytest.FixtureRequest, database_url: str
) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet."""
    async with process_harness(database_url, mode=request.param) as one:
        yield one


async def test_what_was_acknowledged_or_being_worked_on_is_handled_once_and_in_order(
    harness: ProcessHarness,
) -> None:
    sandbox = harness.sandbox
    ana, ben, cem, *_ = harness.people
    asked_who = [_held(sandbox, "users.info", user=one.user_id) for one in (ana, ben)]
    async with harness.bot() as process:
        await ana.say(SENTENCE)
        await ben.say(SENTENCE)
        for call in asked_who:
            await call.reached()
        await ana.say("later")  # acknowledged, and waits behind the one that is worked on
        await ana.say("3h hybrid diagnostics course at Hella last Monday")
        acknowledged = sandbox.delivery.unacknowledged
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        await process.kill()
    for call in asked_who:
        call.drop()
    await harness.leases_run_out()
    assert not any(harness.heard(one) for one in harness.people)
    await cem.say(SENTENCE)  # while nobody is there to hear it
    async with harness.bot():
        for body in acknowledged:  # as Slack does, where the acknowledgement was lost
            sandbox.delivery.send_body(body)
        await harness.quiet()
    assert first_lines(harness.heard(ana)) == [
        CARD,
        NOTED,
        "*Hybrid diagnostics course*",
    ]
    assert first_lines(harness.heard(ben)) == [CARD]
    assert first_lines(harness.heard(cem)) == [CARD]
    assert await harness.drafts() == {"Ana": 2, "Ben": 1, "Cem": 1}
    harness.check()


@pytest.mark.parametrize("sent", [False, True], ids=["before it was sent", "before it was marked"])
async def test_what_was_being_sent_arrives_exactly_once(
    harness: ProcessHarness, sent: bool
) -> None:
    sandbox = harness.sandbox
    ana, ben, cem, dan, eve, fay = harness.people
    async with harness.bot(TICKING) as process:
        for one in (ben, cem):
            await one.say(SENTENCE)
        await harness.quiet()
        [card] = harness.heard(cem)
        calls = [
            _held(sandbox, "chat.postMessage", after=sent, channel=ana.dm.id),
            _held(sandbox, "chat.update", after=sent, channel=ben.dm.id),
            _held(sandbox, "chat.postMessage", after=sent, channel=cem.dm.id, thread_ts=card.ts),
            _held(sandbox, "views.publish", after=sent, user_id=dan.user_id),
            _held(sandbox, "files.completeUploadExternal", after=sent, channel_id=eve.dm.id),
            _held(sandbox, "chat.postMessage", after=sent, channel=fay.dm.id),
        ]
        await ana.say(SENTENCE)
        await ben.say(ANSWER)
        await cem.say(ANSWER, thread_ts=card.ts)
        await dan.open_home()
        await eve.command("/cpd", "export")
        await harness.is_short_near_the_end(fay)
        for call in calls:
            await call.reached()
        await sandbox.until(lambda: harness.said(eve))  # that her export is on its way
        await process.kill()
    for call in calls:
        call.drop()
    await harness.leases_run_out()
    assert [len(harness.heard(one)) for one in (ana, fay)] == [sent] * 2
    assert len(harness.files(eve)) == sent
    assert (len(harness.heard(cem)), dan.home is not None) == (1 + sent, sent)
    async with harness.bot(TICKING):
        await harness.quiet()
        await harness.swept()
        await harness.quiet()
    assert first_lines(harness.heard(ana)) == [CARD]
    for one in (ben, cem):
        assert first_lines(harness.heard(one)) == [CARD, NOTED]
        assert "Ready to save." in reads(harness.heard(one)[0])
    assert harness.heard(cem)[1].thread_ts == card.ts
    assert dan.home is not None
    assert kinds(harness.files(eve)) == ["zip"]
    assert first_lines(harness.said(eve)) == [EXPORTED]
    assert len(nudges(harness.heard(fay))) == len(harness.heard(fay)) == 1
    harness.check()


async def test_a_nudge_that_was_sent_is_not_taken_back_for_what_the_member_did_since(
    sqlite_url: str,
) -> None:
    """Once it was, unmarked, and there was another one in the same week."""
    async with process_harness(sqlite_url, mode="http") as harness:
        fay = harness.people[-1]
        async with harness.bot(TICKING) as process:
            call = _held(harness.sandbox, "chat.postMessage", after=True, channel=fay.dm.id)
            await harness.is_short_near_the_end(fay)
            await call.reached()
            await process.kill()
        call.drop()
        async with harness.bot(TICKING):
            await fay.command("/cpd", "pause 1 week")
            await harness.leases_run_out()
            await harness.quiet()
            await fay.command("/cpd", "resume")
            await harness.swept()
            await harness.quiet()
        assert len(nudges(harness.heard(fay))) == 1
        harness.check()


def _held(sandbox: Sandbox, method: str, *, after: bool = False, **arguments: str) -> Hold:
    """The next call with these arguments, held before or after it does its work."""
    return sandbox.faults.hold(
        method, after=after, matching=lambda given: arguments.items() <= given.items()
    )
