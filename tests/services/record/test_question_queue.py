"""Of several drafts that one message made, one is asked about at a time."""

from collections.abc import Callable

import pytest

from bot.services.context.member_context import MemberContext
from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.record.dialogue import dialogue_about
from bot.services.record.incoming import actions as messages
from bot.services.record.incoming.dropping import every
from bot.services.record.incoming.heard import Message
from bot.services.record.question_queue import go_on
from bot.services.record.undo import undo
from tests.services.harness import ServiceHarness

THREE = (
    "2h EV course yesterday, 1h toolbox talk on brakes on Tuesday and a 45 min webinar on tyres"
    " today"
)
ANSWER = "proving dead before touching the pack, I do EV battery swaps now"


def _write(harness: ServiceHarness, text: str) -> None:
    with harness.open() as ctx:
        messages.Write(Message(ctx.origin.key, text, "D1", ctx.origin.key)).do(ctx)
        go_on(ctx)


def _asked(harness: ServiceHarness) -> list[str]:
    """The titles of the entries about which something is asked just now."""
    with harness.open() as ctx:
        found = ctx.work.member_data.entries(ctx.member.id, 0, 100)
        return [
            one.title or ""
            for one in found
            if one.status != "discarded" and dialogue_about(ctx, one).state.open
        ]


@pytest.fixture
def three(harness: ServiceHarness) -> tuple[int, int, int]:
    _write(harness, THREE)
    with harness.open() as ctx:
        first, second, third = ctx.work.member_data.entries(ctx.member.id, 0, 100)
        return first.id, second.id, third.id


def test_only_the_first_is_asked_about(
    harness: ServiceHarness, three: tuple[int, int, int]
) -> None:
    assert len(three) == 3
    assert _asked(harness) == ["EV course"]


@pytest.mark.parametrize(
    "step",
    [
        lambda ctx, entry: record.Save(entry).do(ctx),
        lambda ctx, entry: record.Discard(entry).do(ctx),
        lambda ctx, entry: record.Skip(entry).do(ctx),
        lambda ctx, entry: record.PutOff(entry).do(ctx),
        lambda ctx, entry: record.AnswerQuestion(entry, "evaluate", ANSWER).do(ctx),
    ],
    ids=["saved", "discarded", "skipped", "put off", "answered"],
)
def test_the_next_is_asked_about_once_nothing_is_asked_about_the_one_before(
    harness: ServiceHarness,
    three: tuple[int, int, int],
    step: Callable[[MemberContext, int], object],
) -> None:
    with harness.open() as ctx:
        step(ctx, three[0])
        go_on(ctx)
    assert _asked(harness) == ["Toolbox talk on brakes"]


def test_each_comes_to_its_turn(harness: ServiceHarness, three: tuple[int, int, int]) -> None:
    for title in ("Toolbox talk on brakes", "Webinar on tyres"):
        _write(harness, ANSWER)
        assert _asked(harness) == [title]
    _write(harness, ANSWER)
    assert _asked(harness) == []
    assert len(three) == 3


@pytest.fixture
def manager(harness: ServiceHarness) -> ServiceHarness:
    """Somebody whose one scheme asks for no points, and who is guided."""
    with harness.open() as ctx:
        settings.enrol(ctx, "cmi")
    _write(harness, THREE)
    return harness


LED = ("saying nothing while they think", "that silence gets better answers than advice")


def test_enough_or_one_more_is_answered_before_the_next_is_asked_about(
    manager: ServiceHarness,
) -> None:
    for words in LED:
        _write(manager, words)
    assert _asked(manager) == []
    before = len(manager.said())
    _write(manager, "enough")
    assert _asked(manager) == ["Toolbox talk on brakes"]
    # The one is ready to be saved, and only the other is asked about.
    assert [kind for kind, _ in manager.said()[before:]] == ["note", "note"]


def test_one_more_is_asked_about_the_same(manager: ServiceHarness) -> None:
    for words in (*LED, "one more"):
        _write(manager, words)
    assert _asked(manager) == ["EV course"]


def test_saving_asks_about_the_next(manager: ServiceHarness) -> None:
    for words in (*LED, "save it"):
        _write(manager, words)
    assert _asked(manager) == ["Toolbox talk on brakes"]


def test_whether_to_ask_how_a_plan_went_is_answered_before_the_next_is_asked_about(
    harness: ServiceHarness, three: tuple[int, int, int]
) -> None:
    _write(harness, f"{ANSWER}. I will check the orange bracket first, on Friday")
    assert harness.said()[-1][0] == "ask"
    assert _asked(harness) == []
    _write(harness, "yes")
    assert _asked(harness) == ["Toolbox talk on brakes"]
    assert len(three) == 3


def test_one_that_is_gone_is_passed_over(
    harness: ServiceHarness, three: tuple[int, int, int]
) -> None:
    with harness.open() as ctx:
        record.Discard(three[1]).do(ctx)
        go_on(ctx)
    _write(harness, ANSWER)
    assert _asked(harness) == ["Webinar on tyres"]


def test_undo_puts_the_line_back(harness: ServiceHarness, three: tuple[int, int, int]) -> None:
    _write(harness, ANSWER)
    with harness.open() as ctx:
        undo(ctx)
        go_on(ctx)
    assert _asked(harness) == ["EV course"]
    assert len(three) == 3


@pytest.mark.parametrize(
    ("count", "label"), [(2, "Both"), (3, "All three"), (5, "All five"), (12, "All twelve")]
)
def test_all_of_them_are_counted_in_words(count: int, label: str) -> None:
    assert every(count) == label
    assert every(40) == "All 40"
