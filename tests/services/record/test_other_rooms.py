"""A room of its own declares what messages to it mean: nothing central is touched, and they reach
it as they reach our own rooms.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import get_args

import pytest

from bot.conversation.phrases.requests import Request
from bot.discovery import DeclaredTwice
from bot.services.record import actions as record
from bot.services.record.entry_events import on_entry
from bot.services.record.incoming import actions as messages
from bot.services.record.incoming.asides import asides
from bot.services.record.incoming.asked import topics
from bot.services.record.incoming.heard import Message
from bot.services.record.incoming.held_words import held_choices
from bot.services.record.incoming.requests import requests
from bot.services.record.incoming.typed_answers import typed_answers
from bot.services.record.open_lists import read_open_lists
from bot.services.record.undo_steps import undo_steps
from storage.engine.database import Database
from tests.services.harness import ServiceHarness

ITS_OWN = "tests.greetings_by_word"
OURS = tuple(f"bot.services.{room}" for room in ("record", "members", "nudges", "teams"))
REQUESTED = "export my data"
_NUMBERS = count(1)


class Conversation:
    """Ana writes to a bot whose product has the room, and the room that it stands in for not."""

    def __init__(self, database: Database) -> None:
        self.harness = ServiceHarness(database)
        self.harness.contexts = replace(self.harness.contexts, rooms=(*OURS, ITS_OWN))

    def write(self, text: str) -> list[tuple[str, object]]:
        """What she is answered: kind and sentence of each message."""
        before = len(self.harness.said())
        self.harness.now += timedelta(minutes=2)
        with self.harness.open() as ctx:
            number = next(_NUMBERS)
            messages.Write(Message(f"m{number}", text, "D1", f"{number}.0")).do(ctx)
        said = self.harness.said()[before:]
        return [(kind, values.get("sentence")) for kind, values in said]


@pytest.fixture
def conversation(harness: ServiceHarness) -> Conversation:
    return Conversation(harness.database)


def test_its_request_is_done_by_its_action(conversation: Conversation) -> None:
    assert conversation.write(REQUESTED) == [("ask", "how_to_greet")]


@pytest.mark.parametrize("word", ["wave", "yes"])
def test_its_choice_is_settled_by_the_label_or_another_word(
    conversation: Conversation, word: str
) -> None:
    conversation.write(REQUESTED)
    assert conversation.write(word) == [("say", "waved")]


def test_its_choice_that_opens_a_form_takes_a_click(conversation: Conversation) -> None:
    conversation.write(REQUESTED)
    assert conversation.write("salute") == [("say", "use_the_button")]


def test_its_choice_is_settled_by_its_button(conversation: Conversation) -> None:
    conversation.write(REQUESTED)
    [(_, values)] = conversation.harness.said()
    with conversation.harness.open() as ctx:
        record.SettleMessage(values["key"], "wave").do(ctx)
    assert conversation.harness.said()[-1][1]["sentence"] == "waved"


def test_its_typed_answer_is_taken_while_it_has_asked(conversation: Conversation) -> None:
    assert conversation.write("how nice") != [("say", "glad")]
    conversation.write(REQUESTED)
    conversation.write("wave")
    assert conversation.write("how nice") == [("say", "glad")]


def test_what_it_does_not_take_is_about_the_record(conversation: Conversation) -> None:
    conversation.write(REQUESTED)
    conversation.write("wave")
    assert "card" in [kind for kind, _ in conversation.write("2h EV course yesterday")]


def test_its_step_is_taken_back_where_it_was_the_last(conversation: Conversation) -> None:
    conversation.write("2h EV course yesterday")
    conversation.write(REQUESTED)
    conversation.write("wave")
    assert conversation.write("undo") == [("say", "not_greeted")]
    assert conversation.write("undo") == [("taken_back", None)]


def test_its_answer_to_an_aside_goes_before_ours(conversation: Conversation) -> None:
    assert conversation.write("thanks") == [("say", "a_pleasure")]


def test_its_topic_is_answered_by_its_action(conversation: Conversation) -> None:
    assert conversation.write("which course should I do?") == [("say", "one_greeting")]


def test_it_hears_of_a_saved_entry(conversation: Conversation) -> None:
    conversation.write("2h EV course yesterday")
    assert ("say", "bravo") in conversation.write("save")


def test_a_request_of_a_room_that_is_not_there_is_answered(harness: ServiceHarness) -> None:
    without = Conversation(harness.database)
    without.harness.contexts = replace(without.harness.contexts, rooms=OURS)
    assert without.write(REQUESTED) == [("say", "no_such_command")]


def test_every_request_that_is_understood_has_a_meaning() -> None:
    about_entries = {"remind", "evidence"}
    assert requests().keys() == set(get_args(Request)) - about_entries


def test_who_is_asked_first_is_declared() -> None:
    names = [one.name for one in typed_answers(*OURS, ITS_OWN)]
    assert names == [
        *("greetings", "onboarding", "entered", "registration", "leave"),
        *("acceptance", "balance", "nudges", "subjects"),
    ]
    undone = [one.name for one in undo_steps()]
    assert undone == [
        *("turn", "file_being_read", "file_without_entry", "file_not_placed", "file_not_kept"),
        *("cycle_news", "registration"),
        *("cycle_start", "import_under_way", "leave", "import", "balance", "share", "body_audit"),
        *("entered", "quiet", "write_up"),
    ]


def test_two_of_one_name_are_refused_when_they_are_read() -> None:
    for read in (requests, topics, typed_answers, asides, held_choices, undo_steps):
        with pytest.raises(DeclaredTwice):
            read(ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'bravo'"):
        on_entry("ON_ENTRY_SAVED", ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice):
        read_open_lists(ITS_OWN, ITS_OWN)
