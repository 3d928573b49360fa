"""Entries from a command, a form or held words: a test for each rule of `record.capture`."""

from typing import Any

import pytest

from bot.services.context.refused import Refused
from bot.services.record import capture, entries
from bot.services.record.changes import find
from bot.services.record.dialogue import dialogue_about, hold
from bot.services.record.entries import Source
from storage.records import EntryRecord
from tests.services.house import House

ACCOUNT = "learnt to prove dead, helps on every EV job"
SENTENCE = f"2h EV course yesterday, {ACCOUNT}"
TWO = "2h EV course yesterday and 1h hybrid webinar today"


@pytest.fixture
def house(sqlite_house: House) -> House:
    return sqlite_house


def captured(house: House, text: str, **how: Any) -> EntryRecord:
    with house.open() as ctx:
        return capture.capture(ctx, text, Source("m1", text, "D1", "1.1"), **how)


def titles(house: House) -> list[tuple[Any, ...]]:
    return house.query("SELECT status, title FROM entry ORDER BY id")


def kinds(house: House) -> list[str]:
    return [kind for kind, _ in house.said()]


# From a command, a shortcut or a form


def test_of_somebody_s_words_facts_are_taken_and_no_account(house: House) -> None:
    entry = captured(house, SENTENCE)
    assert (entry.status, entry.minutes, entry.evaluate) == ("draft", 120, None)
    assert entry.source_text == SENTENCE


def test_of_one_s_own_words_the_account_stands_in_its_stages(house: House) -> None:
    entry = captured(house, f"{SENTENCE}, I will check the bracket", own=True)
    assert (entry.evaluate, entry.plan) == (ACCOUNT, "I will check the bracket")
    assert entry.private_stages == ()


@pytest.mark.parametrize("own", [False, True])
def test_what_is_called_a_plan_is_one(house: House, own: bool) -> None:
    entry = captured(house, "3h EV course on 30 November", plan=True, own=own)
    assert (entry.status, entry.title) == ("planned", "EV course")
    assert entry.source_text == "3h EV course on 30 November"


def test_what_was_typed_in_a_modal_is_private(house: House) -> None:
    entry = captured(house, SENTENCE, own=True, private=True)
    assert entry.private_stages == ("evaluate",)
    assert entry.provenance["source_text"] == "edited"


@pytest.mark.parametrize("own", [False, True])
def test_words_in_which_nothing_can_be_read_are_kept_all_the_same(house: House, own: bool) -> None:
    entry = captured(house, "good lads", own=own, private=True)
    assert (entry.status, entry.source_text) == ("draft", "good lads")
    assert entry.provenance["source_text"] == "edited"


def test_several_are_begun_each_from_its_own_words_and_the_first_is_returned(house: House) -> None:
    entry = captured(house, TWO, own=True)
    assert entry.title == "EV course"
    assert titles(house) == [("draft", "EV course"), ("draft", "Hybrid webinar")]
    assert house.query("SELECT source_text FROM entry ORDER BY id") == [
        ("2h EV course yesterday",),
        ("1h hybrid webinar today",),
    ]


def test_of_several_only_the_first_is_asked_about_and_the_others_wait_behind_it(
    house: House,
) -> None:
    first = captured(house, TWO, own=True)
    second = first.id + 1
    assert house.dialogue(first.id).state.asked
    assert house.dialogue(second).state.asked == ()
    [line] = [one for one in house.dialogue(first.id).held if one["kind"] == "line"]
    assert line["entries"] == [second]


@pytest.mark.parametrize("text", [SENTENCE, TWO])
def test_what_comes_twice_is_made_once(house: House, text: str) -> None:
    first = captured(house, text, own=True)
    before = (titles(house), kinds(house))
    assert captured(house, text, own=True).id == first.id
    assert (titles(house), kinds(house)) == before


def test_a_plan_in_the_words_is_offered_to_be_asked_about_for_each_that_holds_one(
    house: House,
) -> None:
    captured(house, f"{SENTENCE}, I will check the bracket on Friday", own=True)
    [offered] = [values for kind, values in house.said() if kind == "ask"]
    assert (offered["sentence"], offered["day"]) == ("shall_i_ask", "2026-11-27")


# Held words


HELD = "3h welding course yesterday"


def held(house: House, text: str = HELD) -> int:
    """The number of a draft beside which words are held, under the key "h1"."""
    with house.open() as ctx:
        source = Source("m0", "2h EV course yesterday", "D1", "0.1")
        entry = entries.begin_anyhow(ctx, source)
        hold(ctx, dialogue_about(ctx, entry), "which", key="h1", text=text, ts="2.2")
    return entry.id


def settled(house: House, number: int, choice: capture.Choice) -> EntryRecord:
    with house.open() as ctx:
        capture.settle(ctx, find(ctx, number), "h1", choice)
    return house.entry(number)


@pytest.mark.parametrize("choice", ["new", "again"])
def test_words_that_are_an_entry_of_their_own_begin_one_with_their_message(
    house: House, choice: capture.Choice
) -> None:
    number = held(house)
    before = house.entry(number)
    assert settled(house, number, choice) == before
    made = house.entry(number + 1)
    assert (made.status, made.minutes, made.source_text) == ("draft", 180, HELD)
    assert made.source_ts == "2.2"


def test_words_that_are_the_answer_answer_the_entry_they_were_held_by(house: House) -> None:
    number = held(house, ACCOUNT)
    assert settled(house, number, "answer").evaluate == ACCOUNT
    assert len(titles(house)) == 1


def test_words_that_are_the_new_ones_of_the_entry_are_read_again(house: House) -> None:
    number = held(house)
    entry = settled(house, number, "update")
    assert (entry.minutes, entry.title, entry.source_text) == (180, "Welding course", HELD)
    assert len(titles(house)) == 1


@pytest.mark.parametrize("choice", ["same", "leave"])
def test_words_that_are_nothing_new_change_nothing(house: House, choice: capture.Choice) -> None:
    number = held(house)
    before = house.entry(number)
    assert settled(house, number, choice) == before
    assert len(titles(house)) == 1


@pytest.mark.parametrize("choice", ["new", "answer", "again", "same", "update", "leave"])
def test_words_are_settled_once_whatever_they_were(house: House, choice: capture.Choice) -> None:
    number = held(house)
    settled(house, number, choice)
    before = (house.entry(number), titles(house), kinds(house))
    assert house.dialogue(number).held_words("h1") is None
    with pytest.raises(Refused, match="settled_already"):
        settled(house, number, "new")
    assert (house.entry(number), titles(house), kinds(house)) == before


def test_the_question_what_they_are_is_shown_anew_once_it_is_settled(house: House) -> None:
    number = held(house)
    with house.open() as ctx:
        ctx.reply("which", {"key": "h1"}, entry_id=number)
    house.everything_is_sent()
    settled(house, number, "leave")
    assert house.shown_anew() == {"which"}
