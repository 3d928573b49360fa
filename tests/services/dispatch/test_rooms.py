"""A room of its own declares a kind of message, actions, words, pages and answers: nothing central
is touched, and all of it is found, done, sent and forgotten as our own is.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.conversation.asking import Asked
from bot.delivery.content import Letter, Nothing, Post, Unknown
from bot.delivery.outcomes import Aside, Cancelled, Outcome, Sent, Settling
from bot.delivery.rendering import Rendering
from bot.discovery import DeclaredTwice
from bot.metrics import Metrics
from bot.services.context.member_context import Actor, Origin
from bot.services.context.message_kinds import MessageKind, MessageKinds, message_kinds
from bot.services.context.refused import Refused
from bot.services.data_rights.erasure import CONFIRMATION, erase
from bot.services.dispatch import Click, Dispatcher, decode
from bot.services.dispatch.action import named
from bot.services.dispatch.after_action import after_action
from bot.services.dispatch.command_parser import Behind, commands
from bot.services.dispatch.labels import typed_labels
from bot.services.dispatch.pages import Told
from bot.services.dispatch.questions import answers, explained
from bot.services.record.actions import AskBot
from bot.ui.kit.message_renderers import message_renderers
from bot.ui.kit.page_looks import looks
from storage.engine.database import Database
from storage.queues.outbox import Outbox, PartName
from tests.greetings.services import IN_SIGHT, AskWhom, Greet, Greeted, GreetForm, SunRose
from tests.services.harness import TEAM, ServiceHarness

OURS, ITS_OWN = "bot.services", "tests.greetings"
WORDS = "I was up at five"


class Greetings:
    """A workplace whose product has the room."""

    def __init__(self, database: Database) -> None:
        self.house = ServiceHarness(database)
        rooms = (OURS, ITS_OWN)
        kinds = message_kinds(*rooms)
        contexts = replace(self.house.contexts, kinds=kinds, rooms=rooms)
        self.house.contexts = contexts
        self.rendering = Rendering(contexts, message_renderers(kinds, "bot.ui", ITS_OWN))
        self.dispatcher = Dispatcher(contexts)
        self._outbox = Outbox(database)

    def claimed(self, part: PartName = "post") -> list[Letter]:
        """What is due, rendered."""
        with self.house.database.transaction() as session:
            items = self._outbox.claim(
                session, part, now=self.house.now, limit=9, lease=timedelta(seconds=30)
            )
            letters = self.rendering.render(session, items)
            session.commit()
        return letters

    def settle(self, letter: Letter, outcome: Outcome) -> None:
        """Writes down what came of it."""
        settling = Settling(self._outbox, self.rendering, lambda: self.house.now, Metrics())
        with self.house.database.transaction() as session:
            settling.settle(session, letter.item, outcome)
            session.commit()

    def send(self) -> list[str]:
        """Has everything that is due posted; what it said."""
        said = []
        for letter in self.claimed():
            assert isinstance(letter.outgoing, Post)
            said.append(letter.outgoing.text)
            ts = f"1.{letter.item.id}"
            self.settle(letter, Sent("D1", ts, "posted", letter.outgoing.keep))
        return said

    def greets(self, **values: object) -> None:
        """Ana is greeted."""
        with self.house.open() as ctx:
            ctx.reply("greeting", {"name": "Ana", "words": WORDS, **values})


@pytest.fixture
def greetings(harness: ServiceHarness) -> Greetings:
    return Greetings(harness.database)


def sentences(said: Sequence[tuple[str, dict[str, object]]]) -> list[object]:
    return [values["sentence"] for kind, values in said if kind == "say"]


def test_its_message_is_rendered_sent_and_followed_and_forgets_what_it_need_not_keep(
    greetings: Greetings,
) -> None:
    greetings.greets()
    assert greetings.send() == [f"Good morning, Ana. {WORDS}"]
    assert greetings.house.said() == [
        ("greeting", {"name": "Ana"}),
        ("say", {"sentence": "all_right"}),
    ]


def test_its_message_is_rendered_anew_without_its_words_once_the_record_is_erased(
    greetings: Greetings,
) -> None:
    greetings.greets()
    greetings.send()
    with greetings.house.open() as ctx:
        erase(ctx, CONFIRMATION)
    greetings.send()  # what was erased is told first
    [letter] = greetings.claimed("update")
    assert letter.item.kind == "greeting"
    assert isinstance(letter.outgoing, Post)
    assert (letter.outgoing.text, letter.outgoing.must_come) == ("Erased.", True)


def test_its_message_is_asked_about_once_more_and_what_follows_is_its_own(
    greetings: Greetings,
) -> None:
    greetings.greets(gone_home=True)
    [letter] = greetings.claimed()
    assert letter.outgoing == Nothing("they have gone home")
    greetings.settle(letter, Cancelled("they have gone home"))
    assert sentences(greetings.house.said()) == ["will_not_ask"]


def test_whoever_waits_for_its_message_is_told_where_it_cannot_be_sent(
    greetings: Greetings,
) -> None:
    greetings.greets()
    [letter] = greetings.claimed()
    greetings.settle(letter, Aside("msg_too_long"))
    assert sentences(greetings.house.said()) == ["message_failed"]


def test_a_release_without_the_room_leaves_its_messages_and_its_buttons(
    greetings: Greetings,
) -> None:
    greetings.greets()
    greetings.rendering = Rendering(ServiceHarness(greetings.house.database).contexts)
    assert [letter.outgoing for letter in greetings.claimed()] == [Unknown()]
    with pytest.raises(Refused, match="old_button"):
        decode(Click("greet", {"whom": "Ben"}))


def test_its_button_and_its_word_are_done_and_shown(greetings: Greetings) -> None:
    dispatcher = greetings.dispatcher
    clicked = decode(Click("greet", {"whom": "Ben"}), dispatcher.actions)
    assert clicked == dispatcher.commands.means("/cpd", Behind("greet Ben")) == Greet("Ben")
    with greetings.house.open():
        pass  # whoever clicks is known
    page = dispatcher.run(Actor(TEAM, "UANA"), Origin("click:1"), clicked)
    assert page == Greeted("Ben")
    assert ("greeting", {"name": "Ben", "words": WORDS}) in greetings.house.said()
    look = looks("bot.ui", ITS_OWN).messages[Greeted]
    assert (look.build(page, "U0BOT").text, look.title) == ("Greeted Ben.", "Morning")


def test_a_slip_of_its_word_is_told_and_the_words_of_others_mean_what_they_meant(
    greetings: Greetings,
) -> None:
    with pytest.raises(Refused) as refused:
        greetings.dispatcher.commands.means("/cpd", Behind("gret"))
    assert refused.value.values == {"word": "gret", "nearest": "greet"}
    for text in ("", "help", "log 1 h talk", "list 2026", "admin roles", "pause 2 weeks"):
        meant = greetings.dispatcher.commands.means("/cpd", Behind(text))
        assert meant == commands().means("/cpd", Behind(text))


def test_its_form_is_opened_and_read_back(greetings: Greetings) -> None:
    found = looks("bot.ui", ITS_OWN)
    meant = greetings.dispatcher.commands.means("/cpd", Behind("greet"))
    assert meant == AskWhom()
    view = found.forms[GreetForm].build(GreetForm())
    values = {"whom": {"whom": {"type": "plain_text_input", "value": " Dana "}}}
    assert found.readers[view["callback_id"]]({}, values) == Greet("Dana")


def test_its_own_event_means_its_action(greetings: Greetings) -> None:
    assert greetings.dispatcher.own_events["cpdbot.sun_rose"].means({}) == SunRose()


def test_its_label_can_be_typed_beside_ours() -> None:
    found = typed_labels(OURS, ITS_OWN)
    of_saved = found["Greet"].of_saved
    assert of_saved is not None
    assert of_saved(12) == Greet("entry 12")
    assert found.keys() - typed_labels().keys() == {"Greet"}


def test_a_question_about_it_is_answered(greetings: Greetings) -> None:
    with greetings.house.open():
        pass  # whoever asks is known
    asks = AskBot(Asked("greeted", words="Ben"))
    page = greetings.dispatcher.run(Actor(TEAM, "UANA"), Origin("asked:1"), asks)
    assert page == Told(explained("greeted_by", by="UANA", whom="Ben"))
    assert answers(OURS, ITS_OWN).keys() - answers().keys() == {"greeted"}


def test_what_it_does_after_every_action_is_done_in_its_place(greetings: Greetings) -> None:
    with greetings.house.open():
        pass
    waved = ("greeting", {"name": "whoever does something"})
    ana = Actor(TEAM, "UANA")
    greetings.dispatcher.run(ana, Origin("event:1"), SunRose(), looked=IN_SIGHT)
    assert waved not in greetings.house.said()  # nobody did that themselves
    greetings.dispatcher.run(ana, Origin("click:1"), AskWhom(), looked=IN_SIGHT)
    assert greetings.house.said()[-1] == waved
    assert [one.name for one in after_action(OURS, ITS_OWN)] == [
        "wave",
        *(one.name for one in after_action()),
    ]


def test_two_of_one_name_are_refused_when_they_are_read() -> None:
    with pytest.raises(DeclaredTwice, match="'greeting'"):
        message_kinds(OURS, ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'/cpd greet'"):
        commands(OURS, ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'Greet'"):
        typed_labels(OURS, ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'greeted'"):
        answers(OURS, ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'wave'"):
        after_action(OURS, ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'greet'"):
        named(OURS, ITS_OWN, "tests.greetings_again")


def test_a_kind_that_nobody_renders_is_refused_when_they_are_read() -> None:
    with pytest.raises(LookupError, match="greeting"):
        message_renderers(message_kinds(OURS, ITS_OWN), "bot.ui")
    with pytest.raises(LookupError, match="greeting"):
        message_renderers(message_kinds(OURS), "bot.ui", ITS_OWN)


def test_nothing_but_home_has_the_lane_of_home() -> None:
    with pytest.raises(ValueError, match="'greeting'"):
        MessageKinds([MessageKind("greeting", lane="home")])


def test_every_word_of_a_command_that_has_words_has_a_meaning() -> None:
    with pytest.raises(LookupError, match="/cpd"):
        commands(ITS_OWN)  # it says what "greet" means, and not what any other word does
