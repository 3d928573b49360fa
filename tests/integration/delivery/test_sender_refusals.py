"""What becomes of a message that Slack will not have: it is told, and nobody else waits for it."""

import io

import pytest

from bot.delivery.backoff import MESSAGE_DELAYS
from bot.delivery.postman import ATTEMPTS
from bot.delivery.slack_posts import DELETE, POST, PUBLISH, UPDATE
from tests.integration.delivery.letters import Letters
from tests.running import ANA, BEN


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
        elsewhere = await letters.write("three", to=BEN.id, workspace_id="T0OTHER000")
        await letters.until_state(elsewhere, "sent")  # whose token is in order
        assert len(letters.sandbox.calls_of("chat.postMessage")) == 2
        assert (await letters.row(second)).attempts == 0
        letters.later(seconds=61)
        for row in (first, second):
            await letters.until_state(row, "sent")
    assert letters.said() == ["one"]


@pytest.mark.parametrize("code", ["missing_scope", "no_permission"])
async def test_a_method_that_we_may_not_use_keeps_no_other_and_its_message_is_set_aside(
    letters: Letters, code: str
) -> None:
    async with letters.sending():
        card = await letters.write("Draft.")
        await letters.until_state(card, "sent")
        home = await letters.write("Standing", "home:1", kind="home")
        await letters.until_state(home, "sent")
        refusing = letters.sandbox.faults.error(POST, code, times=None)
        row = await letters.write("Noted.")
        await letters.until_back(row, code)
        await letters.touch(card, home)
        for shown in (card, home):
            await letters.until_state(shown, "sent")
        behind = await letters.write("And now?")
        for attempt in range(1, ATTEMPTS):
            assert (await letters.row(row)).attempts == attempt
            letters.later(seconds=61)
            await letters.until_tried_again(row, attempt)
        lost = await letters.until_state(row, "aside")
        refusing.stop()
        letters.later(seconds=61)
        await letters.until_state(behind, "sent")
    assert letters.said() == ["Draft.", "And now?"]
    assert (lost.error, lost.values) == (code, {"text": "Noted."})
    assert letters.renderer.lost == ["test:Noted."]
    assert len(letters.calls(POST)) == 2 + ATTEMPTS


@pytest.mark.parametrize(("method", "shows"), [(UPDATE, "card"), (PUBLISH, "home")])
async def test_a_change_that_we_may_not_make_keeps_no_post_and_is_left(
    letters: Letters, method: str, shows: str
) -> None:
    async with letters.sending():
        card = await letters.write("Draft.")
        await letters.until_state(card, "sent")
        home = await letters.write("Standing", "home:1", kind="home")
        await letters.until_state(home, "sent")
        row = {"card": card, "home": home}[shows]
        before = len(letters.calls(method))
        letters.sandbox.faults.error(method, "missing_scope", times=None)
        await letters.touch(row)
        await letters.until_back(row, "missing_scope")
        reply = await letters.write("Noted.")
        await letters.until_state(reply, "sent")
        for attempt in range(1, ATTEMPTS):
            letters.later(seconds=61)
            await letters.until_tried_again(row, attempt)
        left = await letters.until_state(row, "sent")
    assert len(letters.calls(method)) == before + ATTEMPTS
    assert left.attempts == 0
    assert (await letters.counts()).aside == 0
    assert letters.renderer.lost == []


@pytest.mark.parametrize("code", ["missing_scope", "internal_error"])
async def test_what_replaces_a_members_words_is_tried_until_it_stands(
    letters: Letters, code: str
) -> None:
    async with letters.sending():
        row = await letters.write("Erased.", kind="gone")
        await letters.until_state(row, "sent")
        letters.sandbox.faults.error(UPDATE, code, times=ATTEMPTS + 2)
        await letters.touch(row)
        for attempt in range(ATTEMPTS + 2):
            await letters.until_tried_again(row, attempt)
            letters.later(seconds=MESSAGE_DELAYS[-1] * 1.3)
        await letters.until_state(row, "sent")
    assert len(letters.calls(UPDATE)) == ATTEMPTS + 3


@pytest.mark.parametrize("code", ["cant_update_message", "edit_window_closed"])
async def test_what_replaces_a_members_words_and_may_not_be_changed_is_deleted(
    letters: Letters, code: str
) -> None:
    letters.sandbox.faults.error(UPDATE, code)
    letters.sandbox.faults.server_error(DELETE)
    async with letters.sending():
        row = await letters.write("Course on cranes", kind="gone")
        await letters.until_state(row, "sent")
        await letters.touch(row)
        await letters.until_tried_again(row, 0)
        letters.sandbox.faults.error(UPDATE, code)
        letters.later(seconds=2)
        await letters.until_state(row, "cancelled")
    assert letters.said() == []


async def test_a_home_that_no_longer_holds_a_members_words_is_tried_until_it_is_shown(
    letters: Letters,
) -> None:
    also = {"must_come": True}
    async with letters.sending():
        letters.sandbox.faults.error(PUBLISH, "internal_error", times=ATTEMPTS + 2)
        row = await letters.write("Nothing yet", key="home:1", kind="home", also=also)
        for attempt in range(ATTEMPTS + 2):
            await letters.until_tried_again(row, attempt)
            letters.later(seconds=MESSAGE_DELAYS[-1] * 1.3)
        await letters.until_state(row, "sent")
    assert letters.ana.home is not None


async def test_the_log_holds_neither_words_nor_tokens(letters: Letters, log: io.StringIO) -> None:
    faults = letters.sandbox.faults
    faults.server_error("chat.postMessage")
    faults.error("chat.postMessage", "invalid_blocks")
    async with letters.sending():
        row = await letters.write("my marker sentence")
        await letters.until_state(row, "unknown")
        letters.later(seconds=31)
        await letters.until_looked(row, 1)
        letters.later(seconds=31)
        await letters.until_state(row, "aside")
    assert "a message may have been sent or not" in log.getvalue()
    assert "invalid_blocks" in log.getvalue()
    assert "marker" not in log.getvalue()
    assert letters.sandbox.bot_token not in log.getvalue()
