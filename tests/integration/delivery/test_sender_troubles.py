"""What becomes of a message when Slack, the network or we ourselves fail: it is sent once."""

from collections.abc import Callable

import aiohttp
import pytest

from bot.delivery.dm_channels import OPEN
from bot.delivery.lookup import HISTORY
from bot.delivery.postman import ATTEMPTS, LOOKS
from bot.delivery.slack_posts import POST
from sandbox.faults import Faults
from sandbox.server import Sandbox
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from tests.integration.delivery.letters import Letters, MovedClock
from tests.running import BEN, EchoRenderer

Fault = Callable[[Faults], object]


async def test_a_lock_that_is_met_when_a_message_is_settled_is_waited_out(
    letters: Letters,
) -> None:
    """Left to its lease, the next would come half a minute later."""
    letters.renderer.troubles = [StorageUnavailable("locked")]
    async with letters.sending():
        await letters.write("one")
        last = await letters.write("two")
        await letters.until_state(last, "sent")
    assert letters.said() == ["one", "two"]
    assert letters.renderer.troubles == []


@pytest.mark.parametrize("method", [POST, OPEN])
async def test_slack_asking_us_to_wait_is_obeyed(letters: Letters, method: str) -> None:
    letters.sandbox.faults.rate_limited(method, retry_after=20)
    async with letters.sending():
        first = await letters.write("one")
        waits = await letters.until_back(first, "ratelimited")
        other = await letters.write("for Ben", to=BEN.id)
        await letters.until_back(other, "barred")
        letters.later(seconds=19)
        assert letters.calls(method) == [method]
        letters.later(seconds=2)
        await letters.until_state(first, "sent")
        await letters.until_state(other, "sent")
    assert letters.said() == ["one"]
    assert waits.attempts == 0  # being told to wait is no attempt


async def test_slack_asking_us_to_wait_before_we_look_again_is_obeyed(letters: Letters) -> None:
    letters.sandbox.faults.drop(POST, after=True, times=2)
    letters.sandbox.faults.rate_limited(HISTORY, retry_after=20)
    async with letters.sending():
        first = await letters.write("one")
        await letters.until_state(first, "unknown")
        letters.clock.forward(seconds=10)
        other = await letters.write("for Ben", to=BEN.id)
        await letters.until_state(other, "unknown")
        letters.later(seconds=25)
        await letters.until_back(first, "ratelimited")
        letters.later(seconds=10)
        await letters.until_back(other, "barred")
        assert letters.calls(HISTORY) == [HISTORY]
        certain = await letters.write("Noted.", to="U0SOMEBODY", channel=letters.ana.dm.id)
        await letters.until_state(certain, "sent")  # of which no look is needed
        letters.later(seconds=11)
        await letters.until_state(first, "sent")
        await letters.until_state(other, "sent")
    assert letters.said() == ["one", "Noted."]


@pytest.mark.parametrize(
    ("fault", "posted"),
    [
        (lambda faults: faults.server_error("chat.postMessage"), False),
        (lambda faults: faults.server_error("chat.postMessage", status=503, after=True), True),
        (lambda faults: faults.drop("chat.postMessage"), False),
        (lambda faults: faults.drop("chat.postMessage", after=True), True),
        (lambda faults: faults.error("chat.postMessage", "fatal_error"), False),
    ],
    ids=["500", "503 though posted", "dropped", "dropped though posted", "fatal_error"],
)
async def test_a_message_that_may_have_arrived_is_looked_for_and_sent_once(
    letters: Letters, fault: Fault, *, posted: bool
) -> None:
    fault(letters.sandbox.faults)
    async with letters.sending():
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        assert letters.sandbox.calls_of("conversations.history") == []
        letters.later(seconds=31)
        if not posted:  # one look that finds nothing is not believed
            await letters.until_looked(row, 1)
            assert len(letters.sandbox.calls_of("chat.postMessage")) == 1
            letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]
    posts = letters.sandbox.calls_of("chat.postMessage")
    assert len(posts) == (1 if posted else 2)
    assert len({call.arguments["client_msg_id"] for call in posts}) == 1
    looks = letters.sandbox.calls_of("conversations.history")
    assert len(looks) == (1 if posted else LOOKS)
    assert {look.arguments["include_all_metadata"] for look in looks} == {"1"}


async def test_a_reply_in_a_thread_is_looked_for_in_the_thread(letters: Letters) -> None:
    root = await letters.ana.say("2h on brakes")
    letters.sandbox.faults.drop("chat.postMessage", after=True)
    async with letters.sending():
        row = await letters.write("Noted.", thread_ts=root.ts)
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Noted."]
    assert letters.sandbox.calls_of("conversations.history") == []


async def test_a_message_is_found_behind_pages_of_others(letters: Letters) -> None:
    letters.sandbox.faults.drop("chat.postMessage", after=True)
    async with letters.sending():
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        for number in range(250):
            await letters.ana.say(f"{number}")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]
    assert len(letters.sandbox.calls_of("conversations.history")) == 2


async def test_a_message_that_loses_its_reason_while_its_fate_is_unknown_counts_as_sent(
    letters: Letters,
) -> None:
    letters.sandbox.faults.drop("chat.postMessage", after=True)
    caught_up = EchoRenderer()
    async with letters.sending():
        row = await letters.write("Behind.")
        await letters.until_state(row, "unknown")
    caught_up.reasonless = True
    async with letters.sending(caught_up):
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
        kept = (await letters.row(row)).values
    assert letters.said() == ["Behind."]
    assert len(caught_up.told) == 1
    assert caught_up.dropped == []
    assert kept == {"text": "Behind."}  # it can still be shown anew


async def test_an_answer_that_does_not_come_is_not_waited_for(
    sandbox: Sandbox, sqlite: Database, http: aiohttp.ClientSession, clock: MovedClock
) -> None:
    """And the request that was given up does no harm when it arrives in the end."""
    letters = Letters(sandbox, sqlite, http, clock, lease=0.8)
    held = sandbox.faults.hold("chat.postMessage")
    async with letters.sending():
        row = await letters.write("Saved.")
        await held.reached()
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_looked(row, 1)
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
        held.release()
        await sandbox.until(lambda: len(sandbox.calls_of("chat.postMessage")) == 2)
    assert letters.said() == ["Saved."]


async def test_a_look_that_fails_is_taken_again(letters: Letters) -> None:
    letters.sandbox.faults.drop("chat.postMessage", after=True)
    letters.sandbox.faults.error("conversations.history", "internal_error")
    async with letters.sending():
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_back(row, "internal_error")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]
    assert len(letters.sandbox.calls_of("chat.postMessage")) == 1


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("posted", [True, False])
async def test_a_sender_killed_on_the_way_loses_and_doubles_nothing(
    sandbox: Sandbox,
    database: Database,
    http: aiohttp.ClientSession,
    clock: MovedClock,
    *,
    posted: bool,
) -> None:
    letters = Letters(sandbox, database, http, clock)
    held = sandbox.faults.hold("chat.postMessage", after=posted)
    async with letters.killed():
        row = await letters.write("Saved.")
        await held.reached()
    held.drop()
    assert (await letters.row(row)).state == "sending"
    async with letters.sending():
        letters.later(seconds=31)
        if not posted:
            await letters.until_looked(row, 1)
            letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]


async def test_an_unclear_change_is_made_again(letters: Letters) -> None:
    async with letters.sending():
        row = await letters.write("Draft.")
        await letters.until_state(row, "sent")
        letters.sandbox.faults.drop("chat.update", after=True)
        await letters.touch(row)
        await letters.sandbox.until(lambda: letters.sandbox.calls_of("chat.update"))
        letters.later(seconds=5)
        await letters.until_state(row, "sent")
    assert len(letters.sandbox.calls_of("chat.update")) == 2


async def test_slack_being_out_of_reach_is_waited_out(
    letters: Letters, sqlite: Database, http: aiohttp.ClientSession, clock: MovedClock
) -> None:
    await letters.sandbox.stop()
    unreachable = Letters(letters.sandbox, sqlite, http, clock)
    async with unreachable.sending():
        row = await unreachable.write("Hello.")
        await unreachable.until_tried_again(row, 0)
        for _ in range(ATTEMPTS + 2):
            attempts = (await unreachable.row(row)).attempts
            unreachable.later(minutes=15)
            await unreachable.until_tried_again(row, attempts)
    assert (await unreachable.row(row)).state == "new"
