"""What becomes of a message when Slack, the network or we ourselves fail: it is sent once."""

from collections.abc import Callable

import aiohttp
import pytest

from bot.delivery.dm_channels import OPEN
from bot.delivery.lookup import HISTORY
from bot.delivery.message_delivery import ATTEMPTS, LOOKS
from bot.delivery.slack_posts import POST
from sandbox.faults import Faults
from sandbox.server import Sandbox
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from tests.integration.delivery.harness import DeliveryHarness, MovedClock
from tests.running import BEN, EchoRenderer

Fault = Callable[[Faults], object]


async def test_a_lock_that_is_met_when_a_message_is_settled_is_waited_out(
    harness: DeliveryHarness,
) -> None:
    """Left to its lease, the next would come half a minute later."""
    harness.renderer.troubles = [StorageUnavailable("locked")]
    async with harness.sending():
        await harness.write("one")
        last = await harness.write("two")
        await harness.until_state(last, "sent")
    assert harness.said() == ["one", "two"]
    assert harness.renderer.troubles == []


@pytest.mark.parametrize("method", [POST, OPEN])
async def test_slack_asking_us_to_wait_is_obeyed(harness: DeliveryHarness, method: str) -> None:
    harness.sandbox.faults.rate_limited(method, retry_after=20)
    async with harness.sending():
        first = await harness.write("one")
        waits = await harness.until_back(first, "ratelimited")
        other = await harness.write("for Ben", to=BEN.id)
        await harness.until_back(other, "barred")
        harness.later(seconds=19)
        assert harness.calls(method) == [method]
        harness.later(seconds=2)
        await harness.until_state(first, "sent")
        await harness.until_state(other, "sent")
    assert harness.said() == ["one"]
    assert waits.attempts == 0  # being told to wait is no attempt


async def test_slack_asking_us_to_wait_before_we_look_again_is_obeyed(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.drop(POST, after=True, times=2)
    harness.sandbox.faults.rate_limited(HISTORY, retry_after=20)
    async with harness.sending():
        first = await harness.write("one")
        await harness.until_state(first, "unknown")
        harness.clock.forward(seconds=10)
        other = await harness.write("for Ben", to=BEN.id)
        await harness.until_state(other, "unknown")
        harness.later(seconds=25)
        await harness.until_back(first, "ratelimited")
        harness.later(seconds=10)
        await harness.until_back(other, "barred")
        assert harness.calls(HISTORY) == [HISTORY]
        certain = await harness.write("Noted.", to="U0SOMEBODY", channel=harness.ana.dm.id)
        await harness.until_state(certain, "sent")  # of which no look is needed
        harness.later(seconds=11)
        await harness.until_state(first, "sent")
        await harness.until_state(other, "sent")
    assert harness.said() == ["one", "Noted."]


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
    harness: DeliveryHarness, fault: Fault, *, posted: bool
) -> None:
    fault(harness.sandbox.faults)
    async with harness.sending():
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        assert harness.sandbox.calls_of("conversations.history") == []
        harness.later(seconds=31)
        if not posted:  # one look that finds nothing is not believed
            await harness.until_looked(row, 1)
            assert len(harness.sandbox.calls_of("chat.postMessage")) == 1
            harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    posts = harness.sandbox.calls_of("chat.postMessage")
    assert len(posts) == (1 if posted else 2)
    assert len({call.arguments["client_msg_id"] for call in posts}) == 1
    looks = harness.sandbox.calls_of("conversations.history")
    assert len(looks) == (1 if posted else LOOKS)
    assert {look.arguments["include_all_metadata"] for look in looks} == {"1"}


async def test_a_reply_in_a_thread_is_looked_for_in_the_thread(harness: DeliveryHarness) -> None:
    root = await harness.ana.say("2h on brakes")
    harness.sandbox.faults.drop("chat.postMessage", after=True)
    async with harness.sending():
        row = await harness.write("Noted.", thread_ts=root.ts)
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Noted."]
    assert harness.sandbox.calls_of("conversations.history") == []


async def test_a_message_is_found_behind_pages_of_others(harness: DeliveryHarness) -> None:
    harness.sandbox.faults.drop("chat.postMessage", after=True)
    async with harness.sending():
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        for number in range(250):
            await harness.ana.say(f"{number}")
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    assert len(harness.sandbox.calls_of("conversations.history")) == 2


async def test_a_message_that_loses_its_reason_while_its_fate_is_unknown_counts_as_sent(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.drop("chat.postMessage", after=True)
    caught_up = EchoRenderer()
    async with harness.sending():
        row = await harness.write("Behind.")
        await harness.until_state(row, "unknown")
    caught_up.reasonless = True
    async with harness.sending(caught_up):
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
        kept = (await harness.row(row)).values
    assert harness.said() == ["Behind."]
    assert len(caught_up.told) == 1
    assert caught_up.dropped == []
    assert kept == {"text": "Behind."}  # it can still be shown anew


async def test_an_answer_that_does_not_come_is_not_waited_for(
    sandbox: Sandbox, sqlite: Database, http: aiohttp.ClientSession, clock: MovedClock
) -> None:
    """And the request that was given up does no harm when it arrives in the end."""
    harness = DeliveryHarness(sandbox, sqlite, http, clock, lease=0.8)
    held = sandbox.faults.hold("chat.postMessage")
    async with harness.sending():
        row = await harness.write("Saved.")
        await held.reached()
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_looked(row, 1)
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
        held.release()
        await sandbox.until(lambda: len(sandbox.calls_of("chat.postMessage")) == 2)
    assert harness.said() == ["Saved."]


async def test_a_look_that_fails_is_taken_again(harness: DeliveryHarness) -> None:
    harness.sandbox.faults.drop("chat.postMessage", after=True)
    harness.sandbox.faults.error("conversations.history", "internal_error")
    async with harness.sending():
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_back(row, "internal_error")
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    assert len(harness.sandbox.calls_of("chat.postMessage")) == 1


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
    harness = DeliveryHarness(sandbox, database, http, clock)
    held = sandbox.faults.hold("chat.postMessage", after=posted)
    async with harness.killed():
        row = await harness.write("Saved.")
        await held.reached()
    held.drop()
    assert (await harness.row(row)).state == "sending"
    async with harness.sending():
        harness.later(seconds=31)
        if not posted:
            await harness.until_looked(row, 1)
            harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]


async def test_an_unclear_change_is_made_again(harness: DeliveryHarness) -> None:
    async with harness.sending():
        row = await harness.write("Draft.")
        await harness.until_state(row, "sent")
        harness.sandbox.faults.drop("chat.update", after=True)
        await harness.touch(row)
        await harness.sandbox.until(lambda: harness.sandbox.calls_of("chat.update"))
        harness.later(seconds=5)
        await harness.until_state(row, "sent")
    assert len(harness.sandbox.calls_of("chat.update")) == 2


async def test_slack_being_out_of_reach_is_waited_out(
    harness: DeliveryHarness, sqlite: Database, http: aiohttp.ClientSession, clock: MovedClock
) -> None:
    await harness.sandbox.stop()
    unreachable = DeliveryHarness(harness.sandbox, sqlite, http, clock)
    async with unreachable.sending():
        row = await unreachable.write("Hello.")
        await unreachable.until_tried_again(row, 0)
        for _ in range(ATTEMPTS + 2):
            attempts = (await unreachable.row(row)).attempts
            unreachable.later(minutes=15)
            await unreachable.until_tried_again(row, attempts)
    assert (await unreachable.row(row)).state == "new"
