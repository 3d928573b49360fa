"""After a click: committed, then acknowledged, then shown; what cannot be shown is worded.

That the acknowledgement does not wait is shown by the order of events: Slack holds what is shown,
and lets it go only once the acknowledgement is in.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sandbox.faults import ANY_METHOD, RESPONSE_URL, Faults
from tests.harness import ANA, BEN, MAX, SENTENCE, Harness, Member, buttons, harness_at, reads
from tests.patience import PATIENCE

NOT_SHOWN = "Slack did not let me show that just now. Please try again in a moment."
TOO_LATE = "That took too long for Slack. Please click once more."
SHORTCUT_EXPIRED = (
    "The form took too long for Slack to open. Please try again, or write me a sentence here."
)


@pytest.fixture
async def ana(database_url: str) -> AsyncIterator[Member]:
    """Ana with a draft, on either database."""
    async with harness_at(database_url) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        await ana.write(SENTENCE)
        yield ana


async def status(harness: Harness) -> str:
    [(found,)] = await harness.query("SELECT status FROM entry")
    return str(found)


# The acknowledgement does not wait


async def test_a_modal_that_slack_takes_its_time_to_open_holds_up_no_ack(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("views.open")
    outcome = await ana.person.click(ana.card, "edit")
    assert outcome.ok
    await held.reached()
    assert ana.person.modal is None
    held.release()
    await ana.harness.quiet()
    assert "title" in ana.modal.state


async def test_a_change_is_kept_before_its_ack_and_shown_after_it(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("chat.update", times=None)
    outcome = await ana.person.click(ana.card, "save")
    assert outcome.ok
    assert await status(ana.harness) == "logged"
    await held.reached()
    assert "Save" in buttons(ana.card)
    held.release()
    await ana.harness.quiet()
    assert "Save" not in buttons(ana.card)


async def test_words_beside_a_click_come_after_its_ack(ana: Member) -> None:
    stale = ana.card
    await ana.click("Discard")
    held = ana.harness.sandbox.faults.hold(RESPONSE_URL)
    outcome = await ana.person.click(stale, "save")
    assert outcome.ok
    await held.reached()
    assert ana.whispers() == []
    held.release()
    await ana.harness.quiet()
    assert ana.last_whisper.startswith("This draft was discarded.")


async def test_a_form_of_a_command_is_opened_after_its_ack(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("views.open")
    outcome = await ana.person.command("/cpd", "log")
    assert (outcome.error, outcome.message) == (None, None)
    await held.reached()
    held.release()
    await ana.harness.quiet()
    assert "sentence" in ana.modal.state


async def test_whoever_slack_does_not_introduce_in_time_is_answered_all_the_same(
    ana: Member,
) -> None:
    held = ana.harness.sandbox.faults.hold("users.info", times=None)
    async with asyncio.timeout(PATIENCE):
        outcome = await ana.harness.member(BEN).person.command("/cpd", "status")
    assert outcome.message is not None  # Slack gives up after three seconds, and would show none
    assert held.calls != []
    held.release()


async def test_a_shortcuts_form_is_opened_after_its_ack(ana: Member) -> None:
    held = ana.harness.sandbox.faults.hold("views.open")
    outcome = await ana.person.global_shortcut("log_cpd")
    assert outcome.ok
    await held.reached()
    assert ana.person.modal is None
    held.release()
    await ana.harness.quiet()
    assert "sentence" in ana.modal.state


async def test_a_message_becomes_a_draft_before_slack_is_asked_for_its_link(ana: Member) -> None:
    message = await ana.write("thanks")
    held = ana.harness.sandbox.faults.hold(ANY_METHOD, times=None)
    outcome = await ana.person.message_shortcut("log_message", message)
    assert outcome.ok
    assert await ana.harness.query("SELECT count(*) FROM entry") == [(2,)]
    await held.reached()
    held.release()
    await ana.harness.quiet()
    assert await ana.harness.query("SELECT kind FROM evidence") == [("message",)]


async def test_a_form_is_taken_while_slack_answers_nothing_at_all(ana: Member) -> None:
    await ana.click("Edit")
    held = ana.harness.sandbox.faults.hold(ANY_METHOD, times=None)
    outcome = await ana.person.submit({"duration": "a while"})
    assert outcome.error is None
    assert list(outcome.errors) == ["duration"]
    outcome = await ana.person.submit({"title": "Proving dead", "duration": "2 h"})
    assert outcome.ok
    assert ana.person.modal is None
    assert await ana.harness.query("SELECT title FROM entry") == [("Proving dead",)]
    held.release()
    await ana.harness.quiet()
    assert "Proving dead" in reads(ana.card)


async def test_a_form_that_names_somebody_new_is_taken_before_slack_introduces_them(
    ana: Member,
) -> None:
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    held = ana.harness.sandbox.faults.hold("users.info", times=None)
    outcome = await ana.person.submit({"manager": MAX.id})
    assert outcome.ok
    assert ana.person.modal is None
    await held.reached()
    assert await ana.harness.query("SELECT count(*) FROM team_link") == [(0,)]
    held.release()
    await ana.harness.quiet()
    assert await ana.harness.query("SELECT state FROM team_link") == [("asked",)]


# What cannot be shown is worded


def no_modal(faults: Faults, how: str) -> None:
    """How Slack does not open a modal."""
    match how:
        case "429":
            faults.rate_limited("views.open")
        case "500":
            faults.server_error("views.open")
        case "no answer":
            faults.drop("views.open")
        case _:
            faults.error("views.open", how)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("429", NOT_SHOWN),
        ("500", NOT_SHOWN),
        ("no answer", NOT_SHOWN),
        ("fatal_error", NOT_SHOWN),
        ("expired_trigger_id", TOO_LATE),
    ],
)
async def test_a_modal_that_cannot_be_opened_is_spoken_of_and_nothing_else_is_claimed(
    ana: Member, how: str, words: str
) -> None:
    ana.harness.expect_refusal("ratelimited", how)
    no_modal(ana.harness.sandbox.faults, how)
    await ana.click("Edit")
    assert ana.last_whisper == words
    assert "is kept" not in ana.last_whisper  # once it said so of nothing at all
    assert len(ana.heard) == 1
    await ana.click("Edit", ana.card)
    assert "title" in ana.modal.state


async def test_over_home_where_nothing_can_be_whispered_it_is_said_in_the_conversation(
    ana: Member,
) -> None:
    home = await ana.open_home()
    no_modal(ana.harness.sandbox.faults, "500")
    await ana.click("Edit", home)
    assert ana.heard[-1].text == NOT_SHOWN
    no_modal(ana.harness.sandbox.faults, "500")
    await ana.click("Discard", home)
    await ana.click("Discard", home)  # it is not there any more, and says so in a modal
    assert [one.text for one in ana.heard[-2:]] == [NOT_SHOWN, NOT_SHOWN]


async def test_words_that_slack_does_not_take_beside_a_click_are_not_lost_without_a_word(
    ana: Member,
) -> None:
    stale = ana.card
    await ana.click("Discard")
    ana.harness.sandbox.faults.server_error(RESPONSE_URL)
    await ana.click("Save", stale)
    assert ana.whispers() == []
    assert ana.heard[-1].text == NOT_SHOWN


@pytest.mark.parametrize("how", ["expired_trigger_id", "429", "500", "no answer"])
async def test_a_shortcut_whose_form_does_not_open_says_so_in_the_conversation(
    ana: Member, how: str
) -> None:
    ana.harness.expect_refusal("ratelimited", how)
    no_modal(ana.harness.sandbox.faults, how)
    outcome = await ana.person.global_shortcut("log_cpd")
    assert outcome.ok
    await ana.harness.quiet()
    assert ana.heard[-1].text == SHORTCUT_EXPIRED
    assert (await ana.person.global_shortcut("log_cpd")).ok
    await ana.harness.quiet()
    assert "sentence" in ana.modal.state


# Clicks in a row


async def test_five_quick_clicks_on_save_bring_one_answer(ana: Member) -> None:
    card = ana.card
    before = len(ana.heard)
    outcomes = await asyncio.gather(*(ana.person.click(card, "save") for _ in range(5)))
    assert all(outcome.ok for outcome in outcomes)
    await ana.harness.quiet()
    assert await status(ana.harness) == "logged"
    assert [one.text for one in ana.whispers()] in ([], ["Already saved."])
    cards = [one for one in ana.heard if "High voltage isolation course" in reads(one)]
    assert len(cards) == 1
    assert len(ana.heard) <= before + 1
    saved = await ana.harness.query("SELECT count(*) FROM entry_revision")
    assert saved == [(1,)]
