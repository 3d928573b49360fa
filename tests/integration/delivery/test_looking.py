"""Posts whose fate is unknown: looked for as often as is needed, and sent once.

Slack answers a client_msg_id that it knows with the first message or with one of three codes, and
its history may lag behind what it has posted.
"""

from datetime import datetime, timedelta

import pytest

from bot.delivery.lookup import HISTORY, REPLIES
from bot.delivery.message_delivery import LOOKS
from bot.delivery.slack_posts import POST
from sandbox.faults import DuplicateAnswer
from tests.integration.delivery.harness import LOOK_UP, DeliveryHarness, MovedClock

CODES: tuple[DuplicateAnswer, ...] = (
    "duplicate_message",
    "duplicate_message_not_found",
    "duplicate_channel_not_found",
)
FOR_EVER = 1e9


async def posted_unseen(harness: DeliveryHarness) -> int:
    """A message that was posted, though we never heard so, and that history does not show; its
    row. It was looked for until that was believed, and posted again with the same id.
    """
    harness.sandbox.faults.drop(POST, after=True)
    harness.sandbox.faults.history_lag = FOR_EVER
    row = await harness.write("Saved.")
    await harness.until_state(row, "unknown")
    for looks in range(1, LOOKS):
        harness.later(seconds=31)
        await harness.until_looked(row, looks)
    return row


@pytest.mark.parametrize("code", CODES)
async def test_slack_knowing_the_id_is_believed_once_the_message_is_found(
    harness: DeliveryHarness, code: DuplicateAnswer
) -> None:
    harness.sandbox.faults.duplicate_answer = code
    async with harness.sending():
        row = await posted_unseen(harness)
        harness.later(seconds=31)
        # Posted again, the id is known; looking at once finds nothing yet.
        await harness.until_looked(row, 1, id_used=True)
        harness.sandbox.faults.history_lag = 0
        harness.later(seconds=31)
        sent = await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    assert sent.ts == harness.messages()[0].ts
    assert harness.renderer.told == ["test:Saved."]
    assert len({call.arguments["client_msg_id"] for call in harness.sandbox.calls_of(POST)}) == 1


@pytest.mark.parametrize("code", CODES)
async def test_a_message_that_was_deleted_in_slack_is_settled_and_not_said_again(
    harness: DeliveryHarness, code: DuplicateAnswer
) -> None:
    """Slack knows its id, and two looks, half a minute apart, do not find it."""
    harness.sandbox.faults.duplicate_answer = code
    async with harness.sending():
        row = await posted_unseen(harness)
        harness.sandbox.postings.remove(harness.messages()[0])
        harness.later(seconds=31)
        looked = await harness.until_looked(row, 1, id_used=True)
        assert timedelta(seconds=25) < looked.due_at - harness.clock() <= LOOK_UP
        harness.later(seconds=31)
        settled = await harness.until_state(row, "cancelled")
    assert harness.said() == []
    assert settled.values == {}
    assert harness.renderer.told == ["test:Saved."]  # it was read, as far as we know
    assert harness.renderer.dropped == []
    assert len(harness.sandbox.calls_of(POST)) == 2


async def test_a_message_that_two_looks_do_not_find_is_posted_with_the_same_id(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.drop(POST)
    async with harness.sending():
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        looked = await harness.until_looked(row, 1)
        assert timedelta(seconds=25) < looked.due_at - harness.clock() <= LOOK_UP
        assert len(harness.sandbox.calls_of(POST)) == 1
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    first, again = harness.sandbox.calls_of(POST)
    assert first.arguments["client_msg_id"] == again.arguments["client_msg_id"]


async def test_slack_answering_a_known_id_with_the_first_message_settles_it(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.duplicate_answer = "ok"
    async with harness.sending():
        row = await posted_unseen(harness)
        harness.later(seconds=31)
        sent = await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    assert sent.ts == harness.messages()[0].ts


@pytest.mark.parametrize("seed", range(4))
async def test_however_slack_answers_a_known_id_nothing_is_lost_or_doubled(
    harness: DeliveryHarness, seed: int
) -> None:
    faults = harness.sandbox.faults
    faults.history_lag = 40
    faults.drop(POST, times=2, after=bool(seed % 2))
    faults.duplicate_answer = (*CODES, "ok")[seed]
    texts = ["one", "two", "three"]
    async with harness.sending():
        rows = [await harness.write(text) for text in texts]
        for row in rows:
            await harness.until_sent(row, every=31)
    assert harness.said() == texts


# What is read


def moment(call_argument: object) -> datetime:
    return datetime.fromtimestamp(float(str(call_argument)), tz=MovedClock()().tzinfo)


async def test_a_look_reads_from_when_it_was_queued_to_now_and_no_more(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.drop(POST, after=True)
    async with harness.sending():
        row = await harness.write("Saved.")
        queued = (await harness.until_state(row, "unknown")).created_at
        harness.later(hours=2)
        await harness.until_state(row, "sent")
    [look] = harness.sandbox.calls_of(HISTORY)
    apart = timedelta(minutes=5, seconds=5)
    assert queued - apart < moment(look.arguments["oldest"]) < queued
    assert harness.clock() < moment(look.arguments["latest"]) < harness.clock() + apart


@pytest.mark.parametrize("posted", [True, False], ids=["posted", "not posted"])
async def test_where_slack_gives_a_page_of_fifteen_a_minute_a_look_goes_on_where_it_stopped(
    harness: DeliveryHarness, *, posted: bool
) -> None:
    harness.sandbox.faults.history_capped = True
    harness.sandbox.faults.drop(POST, after=posted)
    async with harness.sending():
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        for number in range(40):  # newer than ours: they fill more than two pages
            await harness.ana.say(f"{number}")
        harness.later(seconds=31)
        await harness.until_sent(row, every=61)
    assert harness.said() == ["Saved."]
    answered = [call for call in harness.sandbox.calls_of(HISTORY) if call.ok]
    assert {call.arguments["limit"] for call in answered[1:]} == {"15"}
    cursors = [call.arguments.get("cursor") for call in answered]
    pages = 3
    assert len(cursors) == (pages if posted else pages * LOOKS)
    assert len(set(cursors)) == pages  # each page once a look, and none twice


async def test_a_place_in_the_history_that_slack_has_forgotten_is_looked_for_anew(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.history_capped = True
    harness.sandbox.faults.drop(POST, after=True)
    async with harness.sending():
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        for number in range(20):
            await harness.ana.say(f"{number}")
        harness.later(seconds=31)
        await harness.until_back(row, "ratelimited")
        harness.sandbox.faults.error(HISTORY, "invalid_cursor")
        await harness.until_sent(row, every=61)
    assert harness.said() == ["Saved."]
    assert len(harness.sandbox.calls_of(POST)) == 1


async def test_a_reply_whose_thread_is_gone_is_found_beside_it(harness: DeliveryHarness) -> None:
    root = await harness.ana.say("2h on brakes")
    await harness.ana.delete(root)
    # In the thread it is refused at once; beside it, the answer is lost.
    harness.sandbox.faults.drop(POST, after=True, matching=lambda given: "thread_ts" not in given)
    async with harness.sending():
        row = await harness.write("Noted.", thread_ts=root.ts)
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Noted."]
    assert harness.calls(REPLIES, HISTORY) == [REPLIES, HISTORY]
