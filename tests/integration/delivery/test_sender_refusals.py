"""What becomes of a message that Slack will not have: it is told, and nobody else waits for it."""

import io

import pytest

from bot.delivery.backoff import MESSAGE_DELAYS
from bot.delivery.message_delivery import ATTEMPTS
from bot.delivery.slack_posts import DELETE, POST, PUBLISH, UPDATE
from tests.integration.delivery.harness import DeliveryHarness
from tests.running import ANA, BEN


async def test_a_change_of_a_message_that_is_gone_is_dropped(harness: DeliveryHarness) -> None:
    harness.sandbox.faults.error("chat.update", "message_not_found")
    async with harness.sending():
        row = await harness.write("Draft.")
        await harness.until_state(row, "sent")
        await harness.touch(row)
        await harness.until_state(row, "cancelled")
    assert harness.renderer.dropped == []  # it had been sent


async def test_a_change_that_slack_refuses_can_be_made_another_time(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.error("chat.update", "invalid_blocks")
    async with harness.sending():
        row = await harness.write("Draft.")
        await harness.until_state(row, "sent")
        await harness.touch(row)
        await harness.sandbox.until(lambda: harness.sandbox.calls_of("chat.update"))
        await harness.until_state(row, "sent")
        await harness.touch(row)
        await harness.sandbox.until(lambda: len(harness.sandbox.calls_of("chat.update")) == 2)


async def test_a_home_that_slack_refuses_is_shown_when_it_changes_next(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.faults.error("views.publish", "invalid_blocks")
    async with harness.sending():
        row = await harness.write("Your standing", key="home:1", kind="home")
        await harness.until_state(row, "sent")
        assert harness.ana.home is None
        await harness.touch(row)
        await harness.sandbox.until(lambda: harness.ana.home is not None)


async def test_somebody_who_cannot_be_written_to_stops_nobody_else(
    harness: DeliveryHarness,
) -> None:
    harness.sandbox.workspace.change_user(ANA.id, deleted=True)
    async with harness.sending():
        lost = await harness.write("Hello.")
        row = await harness.until_state(lost, "aside")
        await harness.until_state(await harness.write("Hello.", "k", to=BEN.id), "sent")
    assert row.error == "user_disabled"
    assert row.values == {"text": "Hello."}
    assert (await harness.counts()).aside == 1


async def test_a_remembered_dm_that_is_gone_is_opened_again_once(harness: DeliveryHarness) -> None:
    await harness.member(im_channel="D0GONE0000")
    async with harness.sending():
        row = await harness.write("Hello.")
        await harness.until_state(row, "sent")
    assert harness.said() == ["Hello."]


async def test_a_dm_that_is_gone_for_good_is_given_up(harness: DeliveryHarness) -> None:
    harness.sandbox.faults.error("chat.postMessage", "channel_not_found", times=2)
    await harness.member(im_channel="D0GONE0000")
    async with harness.sending():
        row = await harness.write("Hello.")
        await harness.until_state(row, "aside")


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_refused_token_keeps_everything_until_it_is_put_right(
    harness: DeliveryHarness, code: str
) -> None:
    harness.sandbox.faults.error("chat.postMessage", code)
    async with harness.sending():
        first = await harness.write("one")
        await harness.sandbox.until(lambda: harness.sandbox.calls_of("chat.postMessage"))
        await harness.until_state(first, "new")
        second = await harness.write("two", to=BEN.id)
        elsewhere = await harness.write("three", to=BEN.id, workspace_id="T0OTHER000")
        await harness.until_state(elsewhere, "sent")  # whose token is in order
        assert len(harness.sandbox.calls_of("chat.postMessage")) == 2
        assert (await harness.row(second)).attempts == 0
        harness.later(seconds=61)
        for row in (first, second):
            await harness.until_state(row, "sent")
    assert harness.said() == ["one"]


@pytest.mark.parametrize("code", ["missing_scope", "no_permission"])
async def test_a_method_that_we_may_not_use_keeps_no_other_and_its_message_is_set_aside(
    harness: DeliveryHarness, code: str
) -> None:
    async with harness.sending():
        card = await harness.write("Draft.")
        await harness.until_state(card, "sent")
        home = await harness.write("Standing", "home:1", kind="home")
        await harness.until_state(home, "sent")
        refusing = harness.sandbox.faults.error(POST, code, times=None)
        row = await harness.write("Noted.")
        await harness.until_back(row, code)
        await harness.touch(card, home)
        for shown in (card, home):
            await harness.until_state(shown, "sent")
        behind = await harness.write("And now?")
        for attempt in range(1, ATTEMPTS):
            assert (await harness.row(row)).attempts == attempt
            harness.later(seconds=61)
            await harness.until_tried_again(row, attempt)
        lost = await harness.until_state(row, "aside")
        refusing.stop()
        harness.later(seconds=61)
        await harness.until_state(behind, "sent")
    assert harness.said() == ["Draft.", "And now?"]
    assert (lost.error, lost.values) == (code, {"text": "Noted."})
    assert harness.renderer.lost == ["test:Noted."]
    assert len(harness.calls(POST)) == 2 + ATTEMPTS


@pytest.mark.parametrize(("method", "shows"), [(UPDATE, "card"), (PUBLISH, "home")])
async def test_a_change_that_we_may_not_make_keeps_no_post_and_is_left(
    harness: DeliveryHarness, method: str, shows: str
) -> None:
    async with harness.sending():
        card = await harness.write("Draft.")
        await harness.until_state(card, "sent")
        home = await harness.write("Standing", "home:1", kind="home")
        await harness.until_state(home, "sent")
        row = {"card": card, "home": home}[shows]
        before = len(harness.calls(method))
        harness.sandbox.faults.error(method, "missing_scope", times=None)
        await harness.touch(row)
        await harness.until_back(row, "missing_scope")
        reply = await harness.write("Noted.")
        await harness.until_state(reply, "sent")
        for attempt in range(1, ATTEMPTS):
            harness.later(seconds=61)
            await harness.until_tried_again(row, attempt)
        left = await harness.until_state(row, "sent")
    assert len(harness.calls(method)) == before + ATTEMPTS
    assert left.attempts == 0
    assert (await harness.counts()).aside == 0
    assert harness.renderer.lost == []


@pytest.mark.parametrize("code", ["missing_scope", "internal_error"])
async def test_what_replaces_a_members_words_is_tried_until_it_stands(
    harness: DeliveryHarness, code: str
) -> None:
    async with harness.sending():
        row = await harness.write("Erased.", kind="gone")
        await harness.until_state(row, "sent")
        harness.sandbox.faults.error(UPDATE, code, times=ATTEMPTS + 2)
        await harness.touch(row)
        for attempt in range(ATTEMPTS + 2):
            await harness.until_tried_again(row, attempt)
            harness.later(seconds=MESSAGE_DELAYS[-1] * 1.3)
        await harness.until_state(row, "sent")
    assert len(harness.calls(UPDATE)) == ATTEMPTS + 3


@pytest.mark.parametrize("code", ["cant_update_message", "edit_window_closed"])
async def test_what_replaces_a_members_words_and_may_not_be_changed_is_deleted(
    harness: DeliveryHarness, code: str
) -> None:
    harness.sandbox.faults.error(UPDATE, code)
    harness.sandbox.faults.server_error(DELETE)
    async with harness.sending():
        row = await harness.write("Course on cranes", kind="gone")
        await harness.until_state(row, "sent")
        await harness.touch(row)
        await harness.until_tried_again(row, 0)
        harness.sandbox.faults.error(UPDATE, code)
        harness.later(seconds=2)
        await harness.until_state(row, "cancelled")
    assert harness.said() == []


async def test_a_home_that_no_longer_holds_a_members_words_is_tried_until_it_is_shown(
    harness: DeliveryHarness,
) -> None:
    also = {"must_come": True}
    async with harness.sending():
        harness.sandbox.faults.error(PUBLISH, "internal_error", times=ATTEMPTS + 2)
        row = await harness.write("Nothing yet", key="home:1", kind="home", also=also)
        for attempt in range(ATTEMPTS + 2):
            await harness.until_tried_again(row, attempt)
            harness.later(seconds=MESSAGE_DELAYS[-1] * 1.3)
        await harness.until_state(row, "sent")
    assert harness.ana.home is not None


async def test_the_log_holds_neither_words_nor_tokens(
    harness: DeliveryHarness, log: io.StringIO
) -> None:
    faults = harness.sandbox.faults
    faults.server_error("chat.postMessage")
    faults.error("chat.postMessage", "invalid_blocks")
    async with harness.sending():
        row = await harness.write("my marker sentence")
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_looked(row, 1)
        harness.later(seconds=31)
        await harness.until_state(row, "aside")
    assert "a message may have been sent or not" in log.getvalue()
    assert "invalid_blocks" in log.getvalue()
    assert "marker" not in log.getvalue()
    assert harness.sandbox.bot_token not in log.getvalue()
