"""To which entry words go: named first, waited for since a save, still held, or let go."""

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

COURSE = "2h HV course at Bosch yesterday"
ANSWER = "proving dead before touching the pack, I do EV battery swaps now"
HELD = "the new torque wrench is great"


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    """Somebody who has said hello on a Wednesday."""
    return ChatHarness(database)


def _told(chat: ChatHarness) -> list[str | None]:
    return [one["evaluate"] for one in chat.entries]


# --- Named first ------------------------------------------------------------------------------


@pytest.fixture
def three(chat: ChatHarness) -> ChatHarness:
    """Three drafts of one message; the first is asked about."""
    chat.say(
        "2h ADAS course yesterday, 45 min hydrogen reading on Monday and a 30 min toolbox talk on"
        " brakes today"
    )
    assert [one["status"] for one in chat.entries] == ["draft"] * 3
    return chat


def test_answers_go_to_the_entries_that_are_named_first(three: ChatHarness) -> None:
    said = three.say("the hydrogen one: learnt to purge the line first, helps on fuel cell vans")
    assert "Hydrogen reading" in said
    three.say("talk: learnt to measure the disc before I quote, I do brakes daily")
    assert _told(three) == [
        None,
        "learnt to purge the line first, helps on fuel cell vans",
        "learnt to measure the disc before I quote, I do brakes daily",
    ]


def test_two_are_answered_in_one_message(three: ChatHarness) -> None:
    three.say("the ADAS one: learnt that the target has to be square. brakes: I measure the disc")
    first, second, third = _told(three)
    assert (first, second, third) == (
        "learnt that the target has to be square.",
        None,
        "I measure the disc",
    )


def test_a_day_behind_a_name_is_that_entrys(three: ChatHarness) -> None:
    three.say("hydrogen reading: last Thursday")
    assert [one["start"] for one in three.entries] == ["2026-11-17", "2026-11-12", "2026-11-18"]


def test_a_named_saved_entry_keeps_what_it_tells_already(chat: ChatHarness) -> None:
    chat.say(f"{COURSE}, learnt to prove dead, helps on every EV job I do", "save it")
    chat.say("45 min hydrogen reading today", "the HV one: the plug comes out last")
    assert _told(chat) == [
        "learnt to prove dead, helps on every EV job I do\nthe plug comes out last",
        None,
    ]


# --- What a saved entry waits for -------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        [],
        [{"wait": "PT4H"}],
        [{"wait": "PT6H"}, "where do I stand?"],
        [{"wait": "PT20H"}],
        ["1h EV webinar today, learnt to log the insulation test, helps on every EV job", "save"],
    ],
    ids=["at once", "hours later", "after a question", "the next day", "after another"],
)
def test_a_sentence_after_a_save_is_what_the_entry_waits_for(
    chat: ChatHarness, between: list[object]
) -> None:
    assert "wait for one line" in chat.say(COURSE, "save it")
    said = chat.say(*between, ANSWER)
    assert chat.entries[0]["evaluate"] == ANSWER
    assert "Saved, 2 credits" in said


def test_after_the_next_working_day_it_is_asked_whose_the_sentence_is(chat: ChatHarness) -> None:
    chat.say(COURSE, "save it", {"wait": "P2D"})
    chat.say(ANSWER)
    assert _told(chat) == [None]


def test_a_nudge_about_it_asks_anew(chat: ChatHarness) -> None:
    chat.say(COURSE, "save it")
    for _ in range(12):
        if "counts once you add" in chat.say({"wait": "P1D"}):
            break
    else:
        pytest.fail("It was never nudged about.")
    chat.say({"wait": "PT2H"}, ANSWER)
    assert _told(chat) == [ANSWER]


def test_what_was_done_since_is_another_entry(chat: ChatHarness) -> None:
    chat.say(COURSE, "save it", "1h webinar on tyres today")
    assert [one["title"] for one in chat.entries] == ["HV course", "Webinar on tyres"]
    assert _told(chat) == [None, None]


def test_what_it_waits_for_can_be_let_go(chat: ChatHarness) -> None:
    said = chat.say(COURSE, "save it", "skip")
    assert said == "Skipped. 2 credits wait for one line: how it helps in your job."
    chat.say(ANSWER)
    assert _told(chat) == [None]


def test_beside_an_open_draft_nothing_goes_to_a_saved_entry(chat: ChatHarness) -> None:
    chat.say(COURSE, "save it", "1h webinar on tyres today", ANSWER)
    assert _told(chat) == [None, ANSWER]


# --- Let go -----------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["skip", "later"])
def test_why_a_fact_was_asked_again_is_told_no_more_once_it_is_let_go(
    chat: ChatHarness, word: str
) -> None:
    assert "40 hours" in chat.say("HV course at Bosch yesterday", "40 hours")
    said = chat.say(word)
    assert "40 hours" not in said
    assert "40 hours" not in chat.shown


@pytest.mark.parametrize("word", ["skip", "later"])
def test_the_question_before_stands_on_no_older_note(chat: ChatHarness, word: str) -> None:
    chat.say(COURSE, "dunno")
    assert "One thing from it" in chat.shown
    chat.say(word)
    assert "One thing from it" not in chat.shown


# --- Still held -------------------------------------------------------------------------------


@pytest.fixture
def held(chat: ChatHarness) -> ChatHarness:
    """A draft whose question has lapsed, and words that may be its answer."""
    chat.say(COURSE, {"wait": "P2D"})
    assert "For HV course, or a new entry?" in chat.say(HELD)
    return chat


@pytest.mark.parametrize("save", ["save it", {"tap": "Save"}])
def test_words_that_wait_are_asked_about_again_once_the_entry_is_saved(
    held: ChatHarness, save: object
) -> None:
    said = held.say(save)
    assert "Saved" in held.shown
    assert "Your words before still wait: for HV course, or a new entry?" in said
    assert held.shown.count("or a new entry?") == 1
    held.say({"tap": "HV course"})
    assert _told(held) == [HELD]
    assert "still wait" not in held.shown


def test_their_choice_can_still_be_typed(held: ChatHarness) -> None:
    held.say("save it", "forget it")
    assert _told(held) == [None]
    assert "still wait" not in held.shown
