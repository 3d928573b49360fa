"""Plans that are asked about on their day, and what else a member wants to be asked about."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.world import World
from storage.database import Database

WEDNESDAY = "2026-11-18T09:30:00+00:00"
COURSE = "2h EV course yesterday"
PLAN = "I will check the orange bracket first, on Friday"
ANSWER = f"proving dead, I use it on every EV, {PLAN}"
PRIVATE = {"submit": {"answer": ANSWER}, "of": "Answer privately"}

Say = Callable[..., dict[str, list[dict[str, object]]]]


@pytest.fixture
def say(database: Database) -> Say:
    """What a conversation that begins on a Wednesday is answered."""
    world = World(database)

    def said(*steps: object, **who: object) -> dict[str, list[dict[str, object]]]:
        line = {"now": WEDNESDAY, "job": "technician", "say": list(steps), **who}
        return dict(Conversation(world, read_line(line, world.office.packs)).answer())

    return said


def _posts(turn: dict[str, object]) -> list[str]:
    posts = turn["posts"]
    assert isinstance(posts, list)
    return [str(post["text"]) for post in posts if post["new"]]


def _asked(turn: dict[str, object]) -> list[str]:
    return [post for post in _posts(turn) if "I ask because you wanted me to" in post]


def test_a_plan_for_friday_is_asked_about_on_friday_and_its_answer_closes_the_circle(
    say: Say, database: Database
) -> None:
    found = say(
        COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P1D"}, {"wait": "P1D"}, "no sparks since"
    )
    turns = found["turns"]
    assert "Shall I ask you on Fri 20 Nov how it went?" in _posts(turns[1])
    assert _posts(turns[2]) == ["I will ask you on Fri 20 Nov."]
    assert _asked(turns[4]) == []
    [asked] = _asked(turns[5])
    assert PLAN in asked
    assert turns[6]["taken_as"] == ["answer"]
    assert str(found["entries"][0]["evaluate"]).endswith("\nno sparks since")
    with database.snapshot() as session:
        rows = session.connection().exec_driver_sql("SELECT state, answered_on FROM follow_up")
        [(state, day)] = rows
    assert (state, str(day)) == ("answered", "2026-11-20")


def test_a_plan_without_a_day_is_asked_about_after_four_weeks_and_that_is_said(say: Say) -> None:
    later = ANSWER.replace(", on Friday", " next time")
    turns = say(COURSE, later, "yes", {"wait": "P27D"}, {"wait": "P1D"})["turns"]
    assert "Shall I ask you in four weeks, on Wed 16 Dec, how it went?" in _posts(turns[1])
    assert _asked(turns[3]) == []
    assert len(_asked(turns[4])) == 1


@pytest.mark.parametrize("no", ["no", {"tap": "No"}])
def test_who_declines_is_not_asked(say: Say, no: object) -> None:
    turns = say(COURSE, ANSWER, no, {"wait": "P5D"})["turns"]
    assert _asked(turns[3]) == []


@pytest.mark.parametrize("closes", [{"tap": "Nothing changed"}, "nothing changed"])
def test_nothing_changed_closes_it_and_fills_no_stage(say: Say, closes: object) -> None:
    found = say(COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"}, closes, {"wait": "P9D"})
    assert len(_asked(found["turns"][4])) == 1
    assert _asked(found["turns"][6]) == []
    assert found["entries"][0]["evaluate"] == ANSWER


def test_later_asks_once_more_on_the_next_working_day(say: Say) -> None:
    turns = say(COURSE, ANSWER, "yes", {"wait": "P2D"}, {"tap": "Later"}, {"wait": "P4D"})["turns"]
    assert _posts(turns[4]) == ["I will ask you on Mon 23 Nov."]
    assert len(_asked(turns[5])) == 1


def test_what_was_typed_in_a_form_is_not_quoted(say: Say) -> None:
    turns = say(COURSE, PRIVATE, {"tap": "Yes"}, {"wait": "P2D"})["turns"]
    [asked] = _asked(turns[3])
    assert "You asked me to come back to this today." in asked
    assert "bracket" not in "".join(_posts(turns[3]))


def test_a_reminder_comes_on_the_day_that_was_named_or_the_next_working_one(say: Say) -> None:
    turns = say(COURSE, "remind me on Friday", {"wait": "P1D"}, {"wait": "P1D"})["turns"]
    assert _posts(turns[1]) == ["I will come back to this on Fri 20 Nov."]
    assert _asked(turns[2]) == []
    assert len(_asked(turns[3])) == 1
    turns = say(COURSE, "can you remind me tomorrow")["turns"]
    assert _posts(turns[1]) == ["I will come back to this on Thu 19 Nov."]


def test_a_reminder_can_be_taken_back(say: Say) -> None:
    turns = say(COURSE, "remind me tomorrow", {"tap": "Undo"}, {"wait": "P3D"})["turns"]
    assert _posts(turns[2]) == ["I will not ask."]
    assert _asked(turns[3]) == []


def test_everything_that_is_due_on_one_day_comes_in_one_message(say: Say) -> None:
    turns = say(
        COURSE,
        ANSWER,
        "yes",
        "first aid refresher on Friday 20 November, 2h",
        "remind me on Friday",
        {"wait": "P2D"},
    )["turns"]
    [asked] = _asked(turns[5])
    assert "You planned this. Did it happen?" in asked
    assert PLAN in asked
    assert "First aid refresher\nYou asked me to come back to this today." in asked


def test_who_has_paused_is_asked_afterwards(say: Say) -> None:
    turns = say(COURSE, ANSWER, "yes", "pause for two weeks", {"wait": "P8D"}, {"wait": "P9D"})[
        "turns"
    ]
    assert _asked(turns[4]) == []
    assert len(_asked(turns[5])) == 1


def test_nothing_is_asked_about_an_entry_that_was_withdrawn(say: Say) -> None:
    turns = say(COURSE, ANSWER, "yes", {"tap": "Save"}, {"tap": "Withdraw"}, {"wait": "P5D"})[
        "turns"
    ]
    assert _asked(turns[5]) == []


def test_a_plan_for_a_holiday_is_asked_about_once_people_are_at_work(say: Say) -> None:
    christmas = ANSWER.replace("on Friday", "on 25 December")
    turns = say(COURSE, christmas, "yes", {"wait": "P39D"}, {"wait": "P2D"})["turns"]
    monday = datetime(2026, 12, 28, tzinfo=UTC)
    assert (monday - datetime(2026, 11, 18, tzinfo=UTC)) == timedelta(days=40)
    assert len(_asked(turns[3])) + len(_asked(turns[4])) == 1


def test_the_chartered_manager_is_guided_and_asked_on_friday_what_came_of_it(say: Say) -> None:
    found = say(
        "half day coaching skills workshop yesterday",
        "saying less, so I will leave ten seconds after each question, on Friday",
        "yes",
        "that silence does most of the work",
        {"tap": "Save"},
        {"wait": "P2D"},
        "nobody filled the silence and the answers were better",
        schemes=["cmi"],
    )
    assert len(_asked(found["turns"][5])) == 1
    assert str(found["entries"][0]["evaluate"]).endswith("the answers were better")
