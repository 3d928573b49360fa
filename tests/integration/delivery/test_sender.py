"""What the sender brings to Slack when Slack answers as it should."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from bot.delivery.slack_posts import message_id
from sandbox.server import Sandbox
from storage.queues.outbox import OutboxItem
from tests.integration.delivery.letters import Letters
from tests.running import BEN


async def test_a_message_goes_into_the_dm(letters: Letters) -> None:
    async with letters.sending():
        row = await letters.write("Saved.")
        sent = await letters.until_state(row, "sent")
    [letter] = letters.letters()
    assert letter.text == "Saved."
    assert letter.blocks
    assert (sent.channel, sent.ts) == (letters.ana.dm.id, letter.ts)


async def test_a_message_bears_its_id_and_nothing_else_about_it(letters: Letters) -> None:
    async with letters.sending():
        await letters.write("Saved.", key="reply:7:1")
        await letters.sandbox.until(letters.said)
    [call] = letters.sandbox.calls_of("chat.postMessage")
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


async def test_a_dm_is_opened_once(letters: Letters) -> None:
    async with letters.sending():
        for text in ("one", "two"):
            await letters.until_state(await letters.write(text), "sent")
    assert letters.said() == ["one", "two"]
    assert len(letters.sandbox.calls_of("conversations.open")) == 1


async def test_one_members_messages_keep_their_order(letters: Letters) -> None:
    rows = [await letters.write(text) for text in ("one", "two", "three")]
    async with letters.sending():
        await letters.until_state(rows[-1], "sent")
    assert letters.said() == ["one", "two", "three"]


async def test_a_sent_row_keeps_only_what_a_later_update_needs(letters: Letters) -> None:
    async with letters.sending():
        row = await letters.write("Saved.", also={"sentence": "I prove it dead first"})
        assert (await letters.until_state(row, "sent")).values == {"text": "Saved."}
        home = await letters.write("Your standing", key="home:1", kind="home")
        assert (await letters.until_state(home, "sent")).values == {}


async def test_a_message_that_shows_something_else_by_now_is_changed_where_it_stands(
    letters: Letters,
) -> None:
    async with letters.sending():
        row = await letters.write("Draft.")
        await letters.until_state(row, "sent")
        await letters.touch(row)
        await letters.until_state(row, "sent")
    assert len(letters.sandbox.calls_of("chat.update")) == 1
    assert letters.said() == ["Draft."]


async def test_changes_that_come_while_it_is_being_sent_become_one_update(
    letters: Letters,
) -> None:
    held = letters.sandbox.faults.hold("chat.postMessage", after=True)
    async with letters.sending():
        row = await letters.write("Draft.")
        await held.reached()
        for _ in range(3):
            await letters.touch(row)
        held.release()
        await letters.sandbox.until(lambda: letters.sandbox.calls_of("chat.update"))
        await letters.until_state(row, "sent")
    assert len(letters.sandbox.calls_of("chat.update")) == 1


async def test_what_came_of_a_message_is_noted_though_the_next_was_taken_away(
    letters: Letters,
) -> None:
    held = letters.sandbox.faults.hold("chat.postMessage", after=True)
    one, two, three = [await letters.write(text) for text in ("one", "two", "three")]
    async with letters.sending():
        await held.reached()
        await letters.remove(two)
        held.release()
        await letters.until_state(one, "sent")
    assert letters.said() == ["one"]
    letters.later(minutes=1)  # the third was claimed with the others: its lease has to end
    async with letters.sending():
        await letters.until_state(three, "sent")
    assert letters.said() == ["one", "three"]
    assert not letters.calls("conversations.history")


async def test_what_came_of_an_update_is_noted_though_another_was_taken_away(
    letters: Letters,
) -> None:
    one, two = [await letters.write(text) for text in ("one", "two")]
    async with letters.sending():
        await letters.until_state(two, "sent")
        held = letters.sandbox.faults.hold("chat.update", after=True)
        await letters.touch(one, two)
        await held.reached()
        await letters.remove(two)
        held.release()
        await letters.until_state(one, "sent")
    assert len(letters.calls("chat.update")) == 2


async def test_home_is_published(letters: Letters) -> None:
    async with letters.sending():
        row = await letters.write("Your standing", key="home:1", kind="home")
        await letters.until_state(row, "sent")
        await letters.touch(row)
        await letters.until_state(row, "sent")
    assert letters.ana.home is not None
    assert len(letters.sandbox.calls_of("views.publish")) == 2
    assert letters.said() == []


async def test_a_message_that_has_lost_its_reason_is_dropped(letters: Letters) -> None:
    async with letters.sending():
        row = await letters.write("Behind", kind="never")
        await letters.until_state(row, "cancelled")
    assert letters.said() == []
    assert letters.renderer.dropped == ["test:Behind"]


async def test_what_follows_from_sending_is_told_once(letters: Letters) -> None:
    async with letters.sending():
        row = await letters.write("Saved.", key="reply:1:1")
        await letters.until_state(row, "sent")
    assert letters.renderer.told == ["reply:1:1"]
    assert letters.renderer.dropped == []
    assert letters.renderer.lost == []


async def test_an_answer_goes_into_its_thread(letters: Letters) -> None:
    root = await letters.ana.say("2h on brakes")
    async with letters.sending():
        row = await letters.write("Noted.", thread_ts=root.ts)
        await letters.until_state(row, "sent")
    assert letters.letters()[0].thread_ts == root.ts


async def test_an_answer_whose_thread_is_gone_goes_beside_it(letters: Letters) -> None:
    root = await letters.ana.say("2h on brakes")
    await letters.ana.delete(root)
    async with letters.sending():
        row = await letters.write("Noted.", thread_ts=root.ts)
        await letters.until_state(row, "sent")
    assert letters.letters()[0].thread_ts is None


async def test_two_senders_send_each_message_once(letters: Letters) -> None:
    async with letters.sending(), letters.sending():
        rows = [await letters.write(f"{n}", to=to) for n in range(3) for to in (BEN.id,)]
        rows += [await letters.write(f"for Ana {n}") for n in range(3)]
        for row in rows:
            await letters.until_state(row, "sent")
    assert letters.said() == [f"for Ana {n}" for n in range(3)]
    assert len(letters.sandbox.calls_of("chat.postMessage")) == 6


async def test_messages_to_one_person_are_paced(letters: Letters) -> None:
    """The sandbox answers 429 to more than a short burst, when told to be as strict as Slack."""
    async with letters.sending():
        rows = [await letters.write(f"{n}") for n in range(4)]
        await letters.until_state(rows[2], "sent")
        assert (await letters.row(rows[3])).state != "sent"
        await letters.until_state(rows[3], "sent")
    first, *_, last = (call.at for call in letters.sandbox.calls_of("chat.postMessage"))
    assert last - first > 0.8


@pytest.mark.parametrize("kind", ["echo", "home"])
async def test_somebody_without_a_dm_yet_is_reached(
    letters: Letters, sandbox: Sandbox, kind: str
) -> None:
    async with letters.sending():
        row = await letters.write("Hello.", to=BEN.id, kind=kind)
        await letters.until_state(row, "sent")
    ben = sandbox.person(BEN.id)
    assert ben.messages() if kind == "echo" else ben.home
