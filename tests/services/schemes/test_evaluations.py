"""What an entry changed, under schemes that ask for it: who is asked, and what closes it."""

import pytest

from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

LATER = {"wait": "P14DT6H"}
ASKED = "has it changed anything?"


@pytest.fixture
def manager(database: Database) -> ChatHarness:
    """Somebody under CMI alone, who has kept one webinar without a word on what it changed."""
    chat = ChatHarness(database, schemes=["cmi"])
    chat.say("1h coaching webinar today", {"tap": "Save"})
    return chat


def _missing(chat: ChatHarness) -> bool:
    return "not say yet what" in chat.say("where do I stand?")


def test_somebody_who_logs_every_ten_days_is_asked_about_the_oldest(manager: ChatHarness) -> None:
    manager.say({"wait": "P7D"}, "1h budgeting webinar today", {"tap": "Save"})
    asked = manager.say({"wait": "P7DT6H"})
    assert "Coaching webinar, 18 Nov: has it changed anything?" in asked
    assert "Budgeting" not in asked
    assert "One other entry has no answer yet." in asked


def test_before_its_fourteenth_day_nothing_is_asked(manager: ChatHarness) -> None:
    assert ASKED not in manager.say({"wait": "P13DT6H"})
    assert ASKED in manager.say({"wait": "P1D"})


@pytest.mark.parametrize("answer", ["nothing changed", "no", {"tap": "Nothing changed"}])
def test_nothing_changed_closes_it_for_good(manager: ChatHarness, answer: object) -> None:
    manager.say(LATER, answer)
    assert not _missing(manager)
    assert "what did it change?" not in manager.shown
    assert "Nothing changed" not in manager.buttons
    for _ in range(10):
        assert ASKED not in manager.say({"wait": "P7D"})


def test_an_undo_asks_it_again(manager: ChatHarness) -> None:
    manager.say(LATER, {"tap": "Nothing changed"}, "undo")
    assert _missing(manager)
    assert "Nothing changed" in manager.buttons
    manager.say({"tap": "Nothing changed"})
    assert not _missing(manager)


def test_an_undo_of_something_later_leaves_it_closed(manager: ChatHarness) -> None:
    manager.say(LATER, {"tap": "Nothing changed"}, "call it Coaching skills", "yes", "undo")
    assert not _missing(manager)


def test_an_answer_in_words_is_its_evaluation(manager: ChatHarness) -> None:
    manager.say(LATER, "my one to ones end on time now")
    [entry] = manager.entries
    assert entry["evaluate"] == "my one to ones end on time now"
    assert not _missing(manager)
    assert "Nothing changed" not in manager.buttons


def test_later_asks_once_more_on_the_next_working_day(manager: ChatHarness) -> None:
    manager.say(LATER, "later")
    assert "You asked me to come back to this today." in manager.say({"wait": "P1DT1H"})
    manager.say({"tap": "Nothing changed"})
    assert not _missing(manager)


def test_never_mind_is_never_asked_about_again(manager: ChatHarness) -> None:
    assert "I will not ask." in manager.say(LATER, "never mind")
    for _ in range(10):
        assert ASKED not in manager.say({"wait": "P7D"})
    assert _missing(manager)  # that it was not asked about is no answer


def test_what_tells_nothing_is_asked_for_once_more(manager: ChatHarness) -> None:
    assert "however small" in manager.say(LATER, "dunno")
    assert _missing(manager)
    manager.say("no")
    assert not _missing(manager)


def test_a_new_entry_is_no_answer(manager: ChatHarness) -> None:
    manager.say(LATER, "2h leadership course yesterday, learnt to listen")
    assert [one["title"] for one in manager.entries] == ["Coaching webinar", "Leadership course"]
    assert manager.entries[0]["evaluate"] is None


def test_a_scheme_that_counts_credits_asks_no_such_thing(database: Database) -> None:
    chat = ChatHarness(database)
    chat.say("1h coaching webinar today", {"tap": "Save"})
    assert ASKED not in chat.say(LATER)
