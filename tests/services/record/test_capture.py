"""Entries from a command, a form or held words: a test for each rule of `record.capture`."""

from typing import Any

import pytest

from bot.services.context.refused import Refused
from bot.services.record import capture, entries
from bot.services.record.dialogue import dialogue_about, hold
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from storage.row_types import EntryRecord
from tests.services.harness import ServiceHarness

ACCOUNT = "learnt to prove dead, helps on every EV job"
SENTENCE = f"2h EV course yesterday, {ACCOUNT}"
TWO = "2h EV course yesterday and 1h hybrid webinar today"


@pytest.fixture
def harness(sqlite_harness: ServiceHarness) -> ServiceHarness:
    return sqlite_harness


def captured(harness: ServiceHarness, text: str, **how: Any) -> EntryRecord:
    with harness.open() as ctx:
        return capture.capture(ctx, text, Source("m1", text, "D1", "1.1"), **how)


def titles(harness: ServiceHarness) -> list[tuple[Any, ...]]:
    return harness.query("SELECT status, title FROM entry ORDER BY id")


def kinds(harness: ServiceHarness) -> list[str]:
    return [kind for kind, _ in harness.said()]


# From a command, a shortcut or a form


def test_of_somebody_s_words_facts_are_taken_and_no_account(harness: ServiceHarness) -> None:
    entry = captured(harness, SENTENCE)
    assert (entry.status, entry.minutes, entry.evaluate) == ("draft", 120, None)
    assert entry.source_text == SENTENCE


def test_of_one_s_own_words_the_account_stands_in_its_stages(harness: ServiceHarness) -> None:
    entry = captured(harness, f"{SENTENCE}, I will check the bracket", own=True)
    assert (entry.evaluate, entry.plan) == (ACCOUNT, "I will check the bracket")
    assert entry.private_stages == ()


@pytest.mark.parametrize("own", [False, True])
def test_what_is_called_a_plan_is_one(harness: ServiceHarness, own: bool) -> None:
    entry = captured(harness, "3h EV course on 30 November", plan=True, own=own)
    assert (entry.status, entry.title) == ("planned", "EV course")
    assert entry.source_text == "3h EV course on 30 November"


def test_what_was_typed_in_a_modal_is_private(harness: ServiceHarness) -> None:
    entry = captured(harness, SENTENCE, own=True, private=True)
    assert entry.private_stages == ("evaluate",)
    assert entry.provenance["source_text"] == "edited"


@pytest.mark.parametrize("own", [False, True])
def test_words_in_which_nothing_can_be_read_are_kept_all_the_same(
    harness: ServiceHarness, own: bool
) -> None:
    entry = captured(harness, "good lads", own=own, private=True)
    assert (entry.status, entry.source_text) == ("draft", "good lads")
    assert entry.provenance["source_text"] == "edited"


def test_several_are_begun_each_from_its_own_words_and_the_first_is_returned(
    harness: ServiceHarness,
) -> None:
    entry = captured(harness, TWO, own=True)
    assert entry.title == "EV course"
    assert titles(harness) == [("draft", "EV course"), ("draft", "Hybrid webinar")]
    assert harness.query("SELECT source_text FROM entry ORDER BY id") == [
        ("2h EV course yesterday",),
        ("1h hybrid webinar today",),
    ]


def test_of_several_only_the_first_is_asked_about_and_the_others_wait_behind_it(
    harness: ServiceHarness,
) -> None:
    first = captured(harness, TWO, own=True)
    second = first.id + 1
    assert harness.dialogue(first.id).state.asked
    assert harness.dialogue(second).state.asked == ()
    [line] = [one for one in harness.dialogue(first.id).held if one["kind"] == "line"]
    assert line["entries"] == [second]


@pytest.mark.parametrize("text", [SENTENCE, TWO])
def test_what_comes_twice_is_made_once(harness: ServiceHarness, text: str) -> None:
    first = captured(harness, text, own=True)
    before = (titles(harness), kinds(harness))
    assert captured(harness, text, own=True).id == first.id
    assert (titles(harness), kinds(harness)) == before


def test_a_plan_in_the_words_is_offered_to_be_asked_about_for_each_that_holds_one(
    harness: ServiceHarness,
) -> None:
    captured(harness, f"{SENTENCE}, I will check the bracket on Friday", own=True)
    [offered] = [values for kind, values in harness.said() if kind == "ask"]
    assert (offered["sentence"], offered["day"]) == ("shall_i_ask", "2026-11-27")


# Held words


HELD = "3h welding course yesterday"


def held(harness: ServiceHarness, text: str = HELD) -> int:
    """The number of a draft beside which words are held, under the key "h1"."""
    with harness.open() as ctx:
        source = Source("m0", "2h EV course yesterday", "D1", "0.1")
        entry = entries.begin_anyhow(ctx, source)
        hold(ctx, dialogue_about(ctx, entry), "which", key="h1", text=text, ts="2.2")
    return entry.id


def settled(harness: ServiceHarness, number: int, choice: capture.Choice) -> EntryRecord:
    with harness.open() as ctx:
        capture.settle(ctx, find(ctx, number), "h1", choice)
    return harness.entry(number)


@pytest.mark.parametrize("choice", ["new", "again"])
def test_words_that_are_an_entry_of_their_own_begin_one_with_their_message(
    harness: ServiceHarness, choice: capture.Choice
) -> None:
    number = held(harness)
    before = harness.entry(number)
    assert settled(harness, number, choice) == before
    made = harness.entry(number + 1)
    assert (made.status, made.minutes, made.source_text) == ("draft", 180, HELD)
    assert made.source_ts == "2.2"


def test_words_that_are_the_answer_answer_the_entry_they_were_held_by(
    harness: ServiceHarness,
) -> None:
    number = held(harness, ACCOUNT)
    assert settled(harness, number, "answer").evaluate == ACCOUNT
    assert len(titles(harness)) == 1


def test_words_that_are_the_new_ones_of_the_entry_are_read_again(harness: ServiceHarness) -> None:
    number = held(harness)
    entry = settled(harness, number, "update")
    assert (entry.minutes, entry.title, entry.source_text) == (180, "Welding course", HELD)
    assert len(titles(harness)) == 1


@pytest.mark.parametrize("choice", ["same", "leave"])
def test_words_that_are_nothing_new_change_nothing(
    harness: ServiceHarness, choice: capture.Choice
) -> None:
    number = held(harness)
    before = harness.entry(number)
    assert settled(harness, number, choice) == before
    assert len(titles(harness)) == 1


@pytest.mark.parametrize("choice", ["new", "answer", "again", "same", "update", "leave"])
def test_words_are_settled_once_whatever_they_were(
    harness: ServiceHarness, choice: capture.Choice
) -> None:
    number = held(harness)
    settled(harness, number, choice)
    before = (harness.entry(number), titles(harness), kinds(harness))
    assert harness.dialogue(number).held_words("h1") is None
    with pytest.raises(Refused, match="settled_already"):
        settled(harness, number, "new")
    assert (harness.entry(number), titles(harness), kinds(harness)) == before


def test_the_question_what_they_are_is_shown_anew_once_it_is_settled(
    harness: ServiceHarness,
) -> None:
    number = held(harness)
    with harness.open() as ctx:
        ctx.reply("which", {"key": "h1"}, entry_id=number)
    harness.everything_is_sent()
    settled(harness, number, "leave")
    assert harness.shown_anew() == {"which"}
