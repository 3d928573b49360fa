"""How fast we speak, and how long we keep still when Slack says so."""

from datetime import timedelta

import aiohttp

from bot.delivery.pacing import CHANNEL_BURST, EVERY_METHOD, Pacing
from sandbox.server import Sandbox
from tests.integration.delivery.harness import DeliveryHarness, MovedClock, clients_for

BRIEFLY = 0.01


async def test_a_short_burst_goes_to_one_channel_and_then_one_has_to_wait() -> None:
    pacing = Pacing(MovedClock())
    assert [await pacing.turn("D1", BRIEFLY) for _ in range(CHANNEL_BURST + 1)] == [
        *[True] * CHANNEL_BURST,
        False,
    ]
    assert await pacing.turn("D2", BRIEFLY)


async def test_a_workspace_has_a_limit_over_all_its_channels() -> None:
    pacing = Pacing(MovedClock(), a_minute=3)
    assert [await pacing.turn(f"D{n}", BRIEFLY) for n in range(4)] == [True, True, True, False]
    assert pacing.is_at_its_limit


async def test_waiting_in_vain_for_the_workspace_spends_nothing_of_the_channels() -> None:
    a_minute = 600  # ten a second: a turn comes soon, and a channel's own not for a second
    pacing = Pacing(MovedClock(), burst=1, a_minute=a_minute)
    for number in range(a_minute):
        assert await pacing.turn(f"D{number}", BRIEFLY)
    assert not await pacing.turn("D", 0)
    assert await pacing.turn("D", 0.7)


async def test_waiting_in_vain_for_a_channel_spends_nothing_of_the_workspaces() -> None:
    pacing = Pacing(MovedClock(), burst=1, a_minute=2)
    assert await pacing.turn("D1", BRIEFLY)
    assert not await pacing.turn("D1", BRIEFLY)
    assert await pacing.turn("D2", BRIEFLY)


async def test_a_method_that_slack_limited_is_barred_for_that_long() -> None:
    clock = MovedClock()
    pacing = Pacing(clock)
    pacing.bar("chat.update", timedelta(seconds=20))
    assert pacing.barred_until("chat.update") is not None
    assert pacing.barred_until("chat.postMessage") is None
    assert not pacing.is_at_its_limit
    clock.forward(seconds=21)
    assert pacing.barred_until("chat.update") is None


async def test_everything_can_be_barred_and_the_longer_pause_holds() -> None:
    clock = MovedClock()
    pacing = Pacing(clock)
    pacing.bar(EVERY_METHOD, timedelta(seconds=60))
    pacing.bar("chat.update", timedelta(seconds=20))
    until = pacing.barred_until("chat.update")
    assert until is not None
    assert until - clock() > timedelta(seconds=59)
    assert pacing.is_at_its_limit
    clock.forward(seconds=61)
    assert not pacing.is_at_its_limit


async def test_each_workspace_has_a_pace_of_its_own(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> None:
    clients = clients_for(sandbox, http, lambda: Pacing(MovedClock(), burst=1, a_minute=1))
    here, there = clients.of("T1").pacing, clients.of("T2").pacing
    assert clients.of("T1").pacing is here
    here.bar("chat.update", timedelta(minutes=1))
    assert there.barred_until("chat.update") is None
    assert clients.at_their_limit() == ()
    assert await here.turn("D1", BRIEFLY)
    assert clients.at_their_limit() == ("T1",)
    assert await there.turn("D1", BRIEFLY)
    assert clients.at_their_limit() == ("T1", "T2")


async def test_a_workspace_at_its_limit_is_passed_over_and_keeps_nobody_elses_place(
    harness: DeliveryHarness,
) -> None:
    harness.clients.of("T0OTHER000").pacing.bar(EVERY_METHOD, timedelta(hours=1))
    theirs = [
        await harness.write(f"{number}", to=f"U0FULL{number:04}", workspace_id="T0OTHER000")
        for number in range(8)  # more than are claimed together, and queued before ours
    ]
    ours = await harness.write("Noted.")
    async with harness.sending():
        await harness.until_state(ours, "sent")
        waiting = [await harness.row(row) for row in theirs]
        assert [(row.state, row.attempts, row.lease_until) for row in waiting] == [
            ("new", 0, None)
        ] * 8
