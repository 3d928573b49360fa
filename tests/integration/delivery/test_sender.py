"""What the sender brings to Slack when Slack answers as it should."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bot.delivery.slack_posts import message_id
from sandbox.server import Sandbox
from storage.queues.outbox import OutboxItem
from tests.integration.delivery.harness import DeliveryHarness
from tests.running import BEN


async def test_a_message_goes_into_the_dm(harness: DeliveryHarness) -> None:
    async with harness.sending():
        row = await harness.write("Saved.")
        sent = await harness.until_state(row, "sent")
    [letter] = harness.messages()
    assert letter.text == "Saved."
    assert letter.blocks
    assert (sent.channel, sent.ts) == (harness.ana.dm.id, letter.ts)


async def test_a_message_bears_its_id_and_nothing_else_about_it(harness: DeliveryHarness) -> None:
    async with harness.sending():
        await harness.write("Saved.", key="reply:7:1")
        await harness.sandbox.until(harness.said)
    [call] = harness.sandbox.calls_of("chat.postMessage")
    known_as = str(UUID(str(call.arguments["client_msg_id"])))
    assert call.arguments["metadata"] == {
        "event_type": "cpdbot_message",
        "event_payload": {"id": known_as},
    }
    assert not call.arguments["unfurl_links"]
    assert not call.arguments["unfurl_media"]


def test_a_message_keeps_its_id_and_another_of_the_same_key_has_its_own() -> None:
    # A database made anew counts from 1 again: Slack must not take its first message for the old.
    first = queued("reply:7:1", datetime(2026, 11, 21, 10, tzinfo=UTC))
    again = replace(first, attempts=5, fence=5, uncertain=True)
    anew = replace(first, created_at=first.created_at + timedelta(microseconds=1))
    assert message_id(first) == message_id(again)
    assert len({message_id(first), message_id(anew)}) == 2


def queued(key: str, at: datetime) -> OutboxItem:
    return OutboxItem(
        id=1,
        workspace_id="T1",
        member_id=1,
        lane="member:1",
        dedupe_key=key,
        kind="say",
        values={},
        entry_id=None,
        channel=None,
        thread_ts=None,
        ts=None,
        uncertain=False,
        begun=True,
        attempts=1,
        fence=1,
        created_at=at,
    )


async def test_a_dm_is_opened_once(harness: DeliveryHarness) -> None:
    async with harness.sending():
        for text in ("one", "two"):
            await harness.until_state(await harness.write(text), "sent")
    assert harness.said() == ["one", "two"]
    assert len(harness.sandbox.calls_of("conversations.open")) == 1


async def test_one_members_messages_keep_their_order(harness: DeliveryHarness) -> None:
    rows = [await harness.write(text) for text in ("one", "two", "three")]
    async with harness.sending():
        await harness.until_state(rows[-1], "sent")
    assert harness.said() == ["one", "two", "three"]


async def test_a_sent_row_keeps_only_what_a_later_update_needs(harness: DeliveryHarness) -> None:
    async with harness.sending():
        row = await harness.write("Saved.", also={"sentence": "I prove it dead first"})
        assert (await harness.until_state(row, "sent")).values == {"text": "Saved."}
        home = await harness.write("Your standing", key="home:1", kind="home")
        assert (await harness.until_state(home, "sent")).values == {}


async def test_a_message_that_shows_something_else_by_now_is_changed_where_it_stands(
    harness: DeliveryHarness,
) -> None:
    async with harness.sending():
        row = await harness.write("Draft.")
        await harness.until_state(row, "sent")
        await harness.touch(row)
        await harness.until_state(row, "sent")
    assert len(harness.sandbox.calls_of("chat.update")) == 1
    assert harness.said() == ["Draft."]


async def test_changes_that_come_while_it_is_being_sent_become_one_update(
    harness: DeliveryHarness,
) -> None:
    held = harness.sandbox.faults.hold("chat.postMessage", after=True)
    async with harness.sending():
        row = await harness.write("Draft.")
        await held.reached()
        for _ in range(3):
            await harness.touch(row)
        held.release()
        await harness.sandbox.until(lambda: harness.sandbox.calls_of("chat.update"))
        await harness.until_state(row, "sent")
    assert len(harness.sandbox.calls_of("chat.update")) == 1


async def test_what_came_of_a_message_is_noted_though_the_next_was_taken_away(
    harness: DeliveryHarness,
) -> None:
    held = harness.sandbox.faults.hold("chat.postMessage", after=True)
    one, two, three = [await harness.write(text) for text in ("one", "two", "three")]
    async with harness.sending():
        await held.reached()
        await harness.remove(two)
        held.release()
        await harness.until_state(one, "sent")
    assert harness.said() == ["one"]
    harness.later(minutes=1)  # the third was claimed with the others: its lease has to end
    async with harness.sending():
        await harness.until_state(three, "sent")
    assert harness.said() == ["one", "three"]
    assert not harness.calls("conversations.history")


async def test_what_came_of_an_update_is_noted_though_another_was_taken_away(
    harness: DeliveryHarness,
) -> None:
    one, two = [await harness.write(text) for text in ("one", "two")]
    async with harness.sending():
        await harness.until_state(two, "sent")
        held = harness.sandbox.faults.hold("chat.update", after=True)
        await harness.touch(one, two)
        await held.reached()
        await harness.remove(two)
        held.release()
        await harness.until_state(one, "sent")
    assert len(harness.calls("chat.update")) == 2


async def test_home_is_published(harness: DeliveryHarness) -> None:
    async with harness.sending():
        row = await harness.write("Your standing", key="home:1", kind="home")
        await harness.until_state(row, "sent")
        await harness.touch(row)
        await harness.until_state(row, "sent")
    assert harness.ana.home is not None
    assert len(harness.sandbox.calls_of("views.publish")) == 2
    assert harness.said() == []


async def test_a_message_that_has_lost_its_reason_is_dropped(harness: DeliveryHarness) -> None:
    async with harness.sending():
        row = await harness.write("Behind", kind="never")
        await harness.until_state(row, "cancelled")
    assert harness.said() == []
    assert harness.renderer.dropped == ["test:Behind"]


async def test_what_follows_from_sending_is_told_once(harness: DeliveryHarness) -> None:
    async with harness.sending():
        row = await harness.write("Saved.", key="reply:1:1")
        await harness.until_state(row, "sent")
    assert harness.renderer.told == ["reply:1:1"]
    assert harness.renderer.dropped == []
    assert harness.renderer.lost == []


async def test_an_answer_goes_into_its_thread(harness: DeliveryHarness) -> None:
    root = await harness.ana.say("2h on brakes")
    async with harness.sending():
        row = await harness.write("Noted.", thread_ts=root.ts)
        await harness.until_state(row, "sent")
    assert harness.messages()[0].thread_ts == root.ts


async def test_an_answer_whose_thread_is_gone_goes_beside_it(harness: DeliveryHarness) -> None:
    root = await harness.ana.say("2h on brakes")
    await harness.ana.delete(root)
    async with harness.sending():
        row = await harness.write("Noted.", thread_ts=root.ts)
        await harness.until_state(row, "sent")
    assert harness.messages()[0].thread_ts is None


async def test_two_senders_send_each_message_once(harness: DeliveryHarness) -> None:
    async with harness.sending(), harness.sending():
        rows = [await harness.write(f"{n}", to=to) for n in range(3) for to in (BEN.id,)]
        rows += [await harness.write(f"for Ana {n}") for n in range(3)]
        for row in rows:
            await harness.until_state(row, "sent")
    assert harness.said() == [f"for Ana {n}" for n in range(3)]
    assert len(harness.sandbox.calls_of("chat.postMessage")) == 6


async def test_messages_to_one_person_are_paced(harness: DeliveryHarness) -> None:
    """The sandbox answers 429 to more than a short burst, when told to be as strict as Slack."""
    async with harness.sending():
        rows = [await harness.write(f"{n}") for n in range(4)]
        await harness.until_state(rows[2], "sent")
        assert (await harness.row(rows[3])).state != "sent"
        await harness.until_state(rows[3], "sent")
    first, *_, last = (call.at for call in harness.sandbox.calls_of("chat.postMessage"))
    assert last - first > 0.8


@pytest.mark.parametrize("kind", ["echo", "home"])
async def test_somebody_without_a_dm_yet_is_reached(
    harness: DeliveryHarness, sandbox: Sandbox, kind: str
) -> None:
    async with harness.sending():
        row = await harness.write("Hello.", to=BEN.id, kind=kind)
        await harness.until_state(row, "sent")
    ben = sandbox.person(BEN.id)
    assert ben.messages() if kind == "echo" else ben.home
