"""What becomes of a message when Slack, the network or we ourselves fail: it is sent once."""

import io
from collections.abc import Callable

import aiohttp
import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.delivery.outgoing import Outgoing
from bot.delivery.sender import ATTEMPTS
from sandbox.faults import Faults
from sandbox.server import Sandbox
from storage.database import Database
from storage.outbox import OutboxItem
from tests.running import ANA, BEN, EchoRenderer
from tests.unit.delivery.letters import Letters

Fault = Callable[[Faults], object]


async def test_slack_asking_us_to_wait_is_obeyed(letters: Letters) -> None:
    letters.sandbox.faults.rate_limited("chat.postMessage", retry_after=20)
    async with letters.sending():
        first = await letters.write("one")
        await letters.until_tried_again(first, 0)
        other = await letters.write("for Ben", to=BEN.id)
        await letters.until_tried_again(other, 0)
        letters.later(seconds=19)
        assert len(letters.sandbox.calls_of("chat.postMessage")) == 1
        letters.later(seconds=2)
        await letters.until_state(first, "sent")
        await letters.until_state(other, "sent")
    assert letters.said() == ["one"]


@pytest.mark.parametrize(
    "fault",
    [
        lambda faults: faults.server_error("chat.postMessage"),
        lambda faults: faults.server_error("chat.postMessage", status=503, after=True),
        lambda faults: faults.drop("chat.postMessage"),
        lambda faults: faults.drop("chat.postMessage", after=True),
        lambda faults: faults.error("chat.postMessage", "fatal_error"),
    ],
    ids=["500", "503 though posted", "dropped", "dropped though posted", "fatal_error"],
)
async def test_a_message_that_may_have_arrived_is_looked_for_and_sent_once(
    letters: Letters, fault: Fault
) -> None:
    fault(letters.sandbox.faults)
    async with letters.sending():
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        assert letters.sandbox.calls_of("conversations.history") == []
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]
    ids = {call.arguments["client_msg_id"] for call in letters.sandbox.calls_of("chat.postMessage")}
    assert len(ids) == 1
    [looked] = letters.sandbox.calls_of("conversations.history")
    assert looked.arguments["include_all_metadata"] == "1"


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


async def test_a_file_that_may_have_arrived_is_looked_for_by_its_name(letters: Letters) -> None:
    letters.sandbox.faults.drop("files.completeUploadExternal", after=True)
    async with letters.sending():
        row = await letters.write("{}", kind="file")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Here it is."]


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
    sandbox: Sandbox, sqlite: Database, http: aiohttp.ClientSession
) -> None:
    """And the request that was given up does no harm when it arrives in the end."""
    letters = Letters(sandbox, sqlite, http, lease=0.8)
    held = sandbox.faults.hold("chat.postMessage")
    async with letters.sending():
        row = await letters.write("Saved.")
        await held.reached()
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
        held.release()
        await sandbox.until(lambda: len(sandbox.calls_of("chat.postMessage")) == 2)
    assert letters.said() == ["Saved."]


async def test_a_duplicate_that_reading_does_not_show_yet_is_looked_for_again(
    letters: Letters,
) -> None:
    letters.sandbox.faults.drop("chat.postMessage", after=True)
    letters.sandbox.faults.error("conversations.history", "internal_error")
    async with letters.sending():
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.sandbox.until(lambda: letters.sandbox.calls_of("conversations.history"))
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]


async def test_slack_knowing_the_message_already_is_believed_once_it_is_found(
    letters: Letters,
) -> None:
    letters.sandbox.faults.error("chat.postMessage", "duplicate_message")
    async with letters.sending():
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("posted", [True, False])
async def test_a_sender_killed_on_the_way_loses_and_doubles_nothing(
    sandbox: Sandbox, database: Database, http: aiohttp.ClientSession, *, posted: bool
) -> None:
    letters = Letters(sandbox, database, http)
    held = sandbox.faults.hold("chat.postMessage", after=posted)
    async with letters.killed():
        row = await letters.write("Saved.")
        await held.reached()
    held.drop()
    assert (await letters.row(row)).state == "sending"
    async with letters.sending():
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


async def test_a_change_of_a_message_that_is_gone_is_dropped(letters: Letters) -> None:
    letters.sandbox.faults.error("chat.update", "message_not_found")
    async with letters.sending():
        row = await letters.write("Draft.")
        await letters.until_state(row, "sent")
        await letters.touch(row)
        await letters.until_state(row, "cancelled")
    assert letters.renderer.dropped == []  # it had been sent


async def test_a_change_that_slack_refuses_can_be_made_another_time(letters: Letters) -> None:
    letters.sandbox.faults.error("chat.update", "invalid_blocks")
    async with letters.sending():
        row = await letters.write("Draft.")
        await letters.until_state(row, "sent")
        await letters.touch(row)
        await letters.sandbox.until(lambda: letters.sandbox.calls_of("chat.update"))
        await letters.until_state(row, "sent")
        await letters.touch(row)
        await letters.sandbox.until(lambda: len(letters.sandbox.calls_of("chat.update")) == 2)


async def test_a_home_that_slack_refuses_is_shown_when_it_changes_next(letters: Letters) -> None:
    letters.sandbox.faults.error("views.publish", "invalid_blocks")
    async with letters.sending():
        row = await letters.write("Your standing", key="home:1", kind="home")
        await letters.until_state(row, "sent")
        assert letters.ana.home is None
        await letters.touch(row)
        await letters.sandbox.until(lambda: letters.ana.home is not None)


async def test_somebody_who_cannot_be_written_to_stops_nobody_else(letters: Letters) -> None:
    letters.sandbox.workspace.change_user(ANA.id, deleted=True)
    async with letters.sending():
        lost = await letters.write("Hello.")
        row = await letters.until_state(lost, "aside")
        await letters.until_state(await letters.write("Hello.", "k", to=BEN.id), "sent")
    assert row.error == "user_disabled"
    assert row.values == {"text": "Hello."}
    assert (await letters.counts()).aside == 1


async def test_a_remembered_dm_that_is_gone_is_opened_again_once(letters: Letters) -> None:
    await letters.member(im_channel="D0GONE0000")
    async with letters.sending():
        row = await letters.write("Hello.")
        await letters.until_state(row, "sent")
    assert letters.said() == ["Hello."]


async def test_a_dm_that_is_gone_for_good_is_given_up(letters: Letters) -> None:
    letters.sandbox.faults.error("chat.postMessage", "channel_not_found", times=2)
    await letters.member(im_channel="D0GONE0000")
    async with letters.sending():
        row = await letters.write("Hello.")
        await letters.until_state(row, "aside")


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_refused_token_keeps_everything_until_it_is_put_right(
    letters: Letters, code: str
) -> None:
    letters.sandbox.faults.error("chat.postMessage", code)
    async with letters.sending():
        first = await letters.write("one")
        await letters.sandbox.until(lambda: letters.sandbox.calls_of("chat.postMessage"))
        await letters.until_state(first, "new")
        second = await letters.write("two", to=BEN.id)
        await letters.until_tried_again(second, 0)
        assert len(letters.sandbox.calls_of("chat.postMessage")) == 1
        letters.later(seconds=61)
        for row in (first, second):
            await letters.until_state(row, "sent")


async def test_slack_being_out_of_reach_is_waited_out(
    letters: Letters, sqlite: Database, http: aiohttp.ClientSession
) -> None:
    await letters.sandbox.stop()
    unreachable = Letters(letters.sandbox, sqlite, http)
    async with unreachable.sending():
        row = await unreachable.write("Hello.")
        await unreachable.until_tried_again(row, 0)
        for _ in range(ATTEMPTS + 2):
            attempts = (await unreachable.row(row)).attempts
            unreachable.later(minutes=15)
            await unreachable.until_tried_again(row, attempts)
    assert (await unreachable.row(row)).state == "new"


class Clumsy(EchoRenderer):
    """Trips: `mistakes` while rendering, `afterwards` when told that it was sent."""

    def __init__(self, mistakes: int = 0, afterwards: int = 0) -> None:
        super().__init__()
        self.mistakes = mistakes
        self.afterwards = afterwards

    async def render(self, item: OutboxItem) -> Outgoing:
        if self.mistakes and item.values.get("text") == "tricky":
            self.mistakes -= 1
            raise ZeroDivisionError
        return await super().render(item)

    async def sent(self, session: AsyncSession, item: OutboxItem, channel: str, ts: str) -> None:
        if self.afterwards:
            self.afterwards -= 1
            raise ZeroDivisionError
        await super().sent(session, item, channel, ts)


async def test_our_own_mistake_is_tried_again_some_times(letters: Letters) -> None:
    async with letters.sending(Clumsy(mistakes=1)):
        row = await letters.write("tricky")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["tricky"]


async def test_a_mistake_that_stays_is_set_aside_and_stops_nobody_else(letters: Letters) -> None:
    async with letters.sending(Clumsy(mistakes=100)):
        row = await letters.write("tricky")
        await letters.until_tried_again(row, 0)
        for _ in range(ATTEMPTS - 2):
            attempts = (await letters.row(row)).attempts
            letters.later(minutes=15)
            await letters.until_tried_again(row, attempts)
        letters.later(minutes=15)
        await letters.until_state(row, "aside")
        after = await letters.write("plain")
        await letters.until_state(after, "sent")
    assert letters.said() == ["plain"]


async def test_a_mistake_after_it_was_posted_does_not_post_it_again(letters: Letters) -> None:
    clumsy = Clumsy(afterwards=1)
    async with letters.sending(clumsy):
        row = await letters.write("Saved.")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "sent")
    assert letters.said() == ["Saved."]
    assert len(clumsy.told) == 1


async def test_the_log_holds_neither_words_nor_tokens(letters: Letters, log: io.StringIO) -> None:
    faults = letters.sandbox.faults
    faults.server_error("chat.postMessage")
    faults.error("chat.postMessage", "invalid_blocks")
    async with letters.sending():
        row = await letters.write("my marker sentence")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_state(row, "aside")
    assert "a message may have been sent or not" in log.getvalue()
    assert "invalid_blocks" in log.getvalue()
    assert "marker" not in log.getvalue()
    assert letters.sandbox.bot_token not in log.getvalue()
