"""How fast we speak, and how long we keep still when Slack says so."""

from datetime import timedelta

from bot.delivery.pacing import CHANNEL_BURST, EVERY_METHOD, Pacing
from tests.unit.delivery.letters import MovedClock


async def test_a_short_burst_goes_to_one_channel_and_then_one_has_to_wait() -> None:
    pacing = Pacing(MovedClock())
    assert [await pacing.turn("T1", "D1", 0.01) for _ in range(CHANNEL_BURST + 1)] == [
        *[True] * CHANNEL_BURST,
        False,
    ]
    assert await pacing.turn("T1", "D2", 0.01)


async def test_a_method_that_slack_limited_is_barred_in_that_workspace_for_that_long() -> None:
    clock = MovedClock()
    pacing = Pacing(clock)
    pacing.bar("T1", "chat.update", timedelta(seconds=20))
    assert pacing.barred_until("T1", "chat.update") is not None
    assert pacing.barred_until("T1", "chat.postMessage") is None
    assert pacing.barred_until("T2", "chat.update") is None
    clock.forward(seconds=21)
    assert pacing.barred_until("T1", "chat.update") is None


async def test_everything_can_be_barred_and_the_longer_pause_holds() -> None:
    clock = MovedClock()
    pacing = Pacing(clock)
    pacing.bar("T1", EVERY_METHOD, timedelta(seconds=60))
    pacing.bar("T1", "chat.update", timedelta(seconds=20))
    until = pacing.barred_until("T1", "chat.update")
    assert until is not None
    assert until - clock() > timedelta(seconds=59)
