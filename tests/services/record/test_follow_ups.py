"""Plans that are asked about on their day, and what else a member wants to be asked about."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.world import World
from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness

WEDNESDAY = "2026-11-18T16:30:00+00:00"
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
        return dict(Conversation(world, read_line(line, world.contexts.packs)).answer())

    return said


def _posts(turn: dict[str, object]) -> list[str]:
    posts = turn["posts"]
    assert isinstance(posts, list)
    return [str(post["text"]) for post in posts if post["new"]]


def _asked(turn: dict[str, object]) -> list[str]:
    return [post for post in _posts(turn) if any(words in post for words in ASKED)]


ASKED = ("How did it go?", "You asked me to come back to this today.")


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


@pytest.mark.parametrize("before", [(), (ANSWER,)])
@pytest.mark.parametrize("after", [(), ("I will log it as well",)])
def test_what_was_typed_into_the_entrys_form_is_not_quoted(
    say: Say, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    edited = {"submit": {"plan": "I will do the SECRETPLAN on Friday"}, "of": "Edit"}
    found = say(COURSE, *before, edited, "one more", *after, "remind me on Friday", {"wait": "P2D"})
    assert "SECRETPLAN" in str(found["entries"][0]["plan"])
    assert len(_asked(found["turns"][-1])) == 1
    assert not any("SECRETPLAN" in post for turn in found["turns"] for post in _posts(turn))


def test_a_form_that_releases_before_did_not_mark_is_not_quoted_either(database: Database) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.say(COURSE, ANSWER, {"tap": "Yes"})
    chat.execute("UPDATE entry SET provenance = :how", how=json.dumps({"plan": "edited"}))
    assert "bracket" not in chat.say({"wait": "P2D"})


def test_what_is_answered_in_the_conversation_though_it_is_kept_out_is_quoted_nowhere(
    database: Database,
) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.execute("UPDATE member SET private_reflections = true")
    told = chat.say(COURSE, ANSWER)
    assert "Kept. It stands in Slack until you delete your message." in told
    chat.say("yes")
    chat.execute("UPDATE member SET private_reflections = false")
    assert "bracket" not in chat.say({"wait": "P2D"})


def test_a_reminder_comes_on_the_day_that_was_named_or_the_next_working_one(say: Say) -> None:
    turns = say(COURSE, "remind me on Friday", {"wait": "P1D"}, {"wait": "P1D"})["turns"]
    assert _posts(turns[1]) == ["I will come back to this on Fri 20 Nov."]
    assert _asked(turns[2]) == []
    assert len(_asked(turns[3])) == 1
    turns = say(COURSE, "can you remind me tomorrow")["turns"]
    assert _posts(turns[1]) == ["I will come back to this on Thu 19 Nov."]


EDITED = {"submit": {"plan": PLAN}, "of": "Edit"}


def test_a_plan_that_is_typed_in_edit_is_offered_to_be_asked_about_and_never_quoted(
    say: Say,
) -> None:
    turns = say(COURSE, EDITED, "yes", {"tap": "Save"}, {"wait": "P2D"})["turns"]
    assert "Shall I ask you on Fri 20 Nov how it went?" in _posts(turns[1])
    assert _posts(turns[2]) == ["I will ask you on Fri 20 Nov."]
    [asked] = _asked(turns[4])
    assert "You asked me to come back to this today." in asked
    assert "bracket" not in "".join(post for turn in turns for post in _posts(turn))


def test_a_plan_of_a_saved_entry_is_offered_too_and_once_alone(say: Say) -> None:
    again = {"submit": {"plan": "I will check both brackets first, on Friday"}, "of": "Edit"}
    turns = say(COURSE, ANSWER.partition(", I will")[0], {"tap": "Save"}, EDITED, again)["turns"]
    assert _offered(turns[3])
    assert not _offered(turns[4])


def test_an_edit_that_leaves_the_plan_alone_offers_nothing(say: Say) -> None:
    fields = {"submit": {"title": "EV isolation"}, "of": "Edit"}
    assert not _offered(say(COURSE, fields)["turns"][1])
    emptied = {"submit": {"plan": ""}, "of": "Edit"}
    assert not _offered(say(COURSE, ANSWER, "no", emptied)["turns"][3])


def test_undo_takes_the_plan_and_the_offer_back(say: Say) -> None:
    turns = say(COURSE, EDITED, "undo", "yes")["turns"]
    assert turns[2]["changed"] == [[1, "plan", PLAN, None]]
    assert "I will ask you" not in "".join(_posts(turns[3]))


def test_right_after_save_it_is_the_saved_entry_that_is_come_back_to(say: Say) -> None:
    found = say(COURSE, ANSWER, "no", {"tap": "Save"}, "remind me tomorrow", {"wait": "P1D"})
    turns = found["turns"]
    assert _posts(turns[4]) == ["I will come back to EV course on Thu 19 Nov."]
    assert turns[4]["buttons"] == ["Undo"]
    [asked] = _asked(turns[5])
    assert asked.startswith("EV course\nYou asked me to come back to this today.")


def test_what_was_saved_last_goes_before_a_draft_that_has_lain_since(say: Say) -> None:
    others = ["1h first aid refresher yesterday", {"tap": "Skip"}, {"wait": "P1D"}]
    turns = say(*others, COURSE, ANSWER, "no", {"tap": "Save"}, "remind me tomorrow")["turns"]
    assert _posts(turns[-1]) == ["I will come back to EV course on Fri 20 Nov."]
    begun_since = ["1h first aid refresher yesterday", {"tap": "Skip"}, "remind me tomorrow"]
    steps = (COURSE, ANSWER, "no", {"tap": "Save"}, {"wait": "PT1H"}, *begun_since)
    turns = say(*steps, now="2026-11-18T09:30:00+00:00")["turns"]
    assert _posts(turns[-1]) == ["I will come back to First aid refresher on Thu 19 Nov."]


def test_what_was_saved_long_ago_is_nothing_to_be_reminded_of(say: Say) -> None:
    turns = say(COURSE, ANSWER, "no", {"tap": "Save"}, {"wait": "P7D"}, "remind me tomorrow")
    assert "I can remind you of a plan or an open entry" in _posts(turns["turns"][-1])[0]


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
    assert "You planned this for today, Fri 20 Nov. Did it happen?" in asked
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


def _rows(database: Database, columns: str) -> list[tuple[object, ...]]:
    with database.snapshot() as session:
        asked = f"SELECT {columns} FROM follow_up ORDER BY id"
        return [tuple(row) for row in session.connection().exec_driver_sql(asked)]


def _offered(turn: dict[str, object]) -> bool:
    return any("Shall I ask you" in post for post in _posts(turn))


@pytest.mark.parametrize("word", ["later", "remind me later"])
def test_later_can_be_typed(say: Say, word: str) -> None:
    asked = [COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"}]
    turns = say(*asked, word, {"wait": "P3D"})["turns"]
    assert any("Mon 23 Nov" in post for post in _posts(turns[5]))
    assert len(_asked(turns[6])) == 1


def test_of_two_that_are_asked_together_the_next_is_open_once_one_is_put_off(say: Say) -> None:
    other = ["1h torque webinar yesterday", "bolts stretch once, I will mark them on Friday", "yes"]
    turns = say(COURSE, ANSWER, "yes", *other, {"wait": "P2D"}, "later", "later", {"wait": "P3D"})[
        "turns"
    ]
    assert [_posts(turn) for turn in turns[7:9]] == [["I will ask you on Mon 23 Nov."]] * 2
    [monday] = _asked(turns[9])
    assert "EV course" in monday
    assert "Torque webinar" in monday


@pytest.mark.parametrize("word", ["skip", "never mind"])
def test_who_skips_the_question_is_not_asked_it_again(say: Say, word: str) -> None:
    asked = [COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"}]
    turns = say(*asked, word, {"wait": "P5D"})["turns"]
    assert _posts(turns[5]) == ["I will not ask."]
    assert _asked(turns[6]) == []


def test_an_undo_takes_an_offer_back_and_the_same_plan_is_offered_again(
    say: Say, database: Database
) -> None:
    turns = say(COURSE, ANSWER, "undo", ANSWER)["turns"]
    assert _offered(turns[1])
    assert _offered(turns[3])
    assert _rows(database, "state") == [("dropped",), ("offered",)]


def test_an_undo_takes_back_yes_alone_and_nothing_is_asked(say: Say) -> None:
    found = say(COURSE, ANSWER, "yes", "undo", {"wait": "P3D"})
    assert _asked(found["turns"][4]) == []
    assert found["entries"][0]["plan"] == PLAN


def test_an_undo_takes_a_reminder_back_and_not_what_came_before(say: Say) -> None:
    found = say(COURSE, ANSWER, "no", "remind me tomorrow", "undo", {"wait": "P3D"})
    assert _asked(found["turns"][5]) == []
    assert found["entries"][0]["plan"] == PLAN


@pytest.mark.parametrize("said", ["no sparks since", {"tap": "Nothing changed"}, "nothing changed"])
def test_an_undo_opens_the_circle_again_and_leaves_the_entry_saved(say: Say, said: object) -> None:
    asked = [COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"}]
    found = say(*asked, said, "undo", "a dead battery less each week")
    assert found["turns"][7]["taken_as"] == ["answer"]
    [entry] = found["entries"]
    assert (entry["status"], entry["evaluate"]) == (
        "logged",
        f"{ANSWER}\na dead battery less each week",
    )


def test_an_undo_of_later_asks_on_the_day_before(say: Say, database: Database) -> None:
    asked = [COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"}]
    turns = say(*asked, "later", "undo", {"wait": "P5D"})["turns"]
    assert _asked(turns[7]) == []
    assert [str(day) for (day,) in _rows(database, "day")] == ["2026-11-20"]


def test_an_answer_that_tells_nothing_is_asked_for_once_more_and_closes_nothing(
    say: Say, database: Database
) -> None:
    asked = [COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"}]
    found = say(*asked, "dunno", "dunno", "it went fine, no sparks since")
    turns = found["turns"]
    assert _posts(turns[5]) == [
        "Anything at all, however small? “Nothing changed” is an answer, too."
    ]
    assert _posts(turns[6]) == ["All right."]
    assert turns[7]["taken_as"] == ["answer"]
    assert found["entries"][0]["evaluate"] == f"{ANSWER}\nit went fine, no sparks since"
    assert _rows(database, "state") == [("answered",)]


def test_a_reminder_does_not_keep_a_plan_from_being_offered(say: Say) -> None:
    assert _offered(say(COURSE, "remind me tomorrow", ANSWER)["turns"][2])


def test_who_says_yes_after_the_day_is_told_a_day_to_come(say: Say) -> None:
    turns = say(COURSE, ANSWER, {"wait": "P6D"}, {"tap": "Yes"}, {"wait": "P1D"})["turns"]
    assert _posts(turns[3]) == ["I will ask you on Wed 25 Nov."]
    assert len(_asked(turns[4])) == 1


def test_what_was_not_answered_does_not_hold_back_what_is_due_on_a_later_day(say: Say) -> None:
    second = ["1h first aid refresher yesterday", "remind me on Monday"]
    turns = say(COURSE, ANSWER, "yes", *second, {"wait": "P2D"}, {"wait": "P3D"})["turns"]
    assert len(_asked(turns[5])) == 1
    [monday] = _asked(turns[6])
    assert "First aid refresher" in monday


def test_what_was_asked_once_is_never_asked_again_by_itself(say: Say, database: Database) -> None:
    waits = [{"wait": "P1D"}, {"wait": "P200D"}, {"wait": "P250D"}]
    turns = say(COURSE, "remind me tomorrow", *waits)["turns"]
    assert [len(_asked(turn)) for turn in turns[2:]] == [1, 0, 0]
    assert _rows(database, "state") == [("asked",)]


def test_of_what_is_due_together_that_of_a_withdrawn_entry_is_left_out(say: Say) -> None:
    turns = say(
        COURSE,
        ANSWER,
        "yes",
        {"tap": "Save"},
        "1h first aid refresher yesterday",
        "remind me on Friday",
        {"tap": "Withdraw", "entry": 1},
        {"wait": "P2D"},
    )["turns"]
    [asked] = _asked(turns[7])
    assert "First aid refresher" in asked
    assert "EV course" not in asked


@pytest.mark.parametrize(
    ("asked_for", "day"),
    [
        ("remind me on Friday to finish this", "Fri 20 Nov"),
        ("remind me next week", "Fri 27 Nov"),
        ("remind me after two days", "Fri 20 Nov"),
        ("remind me tomorrow at lunch", "Thu 19 Nov"),
        ("remind me on Saturday", "Mon 23 Nov"),
        ("remind me", "Thu 19 Nov"),
    ],
)
def test_the_day_of_a_reminder_is_read_wherever_it_stands(
    say: Say, asked_for: str, day: str
) -> None:
    turns = say(COURSE, asked_for)["turns"]
    assert _posts(turns[1]) == [f"I will come back to this on {day}."]


def test_nothing_changed_closes_a_missing_evaluation_for_good(say: Say) -> None:
    found = say(
        "half day coaching skills workshop yesterday",
        "I struggled to stay quiet, so I will leave ten seconds after each question, on Friday",
        "yes",
        {"tap": "Save"},
        "where do I stand?",
        {"wait": "P2D"},
        {"tap": "Nothing changed"},
        "where do I stand?",
        schemes=["cmi"],
    )
    assert found["entries"][0]["evaluate"] is None
    before, after = (" ".join(_posts(found["turns"][n])) for n in (4, 7))
    assert "does not say yet what changed" in before
    assert "does not say yet what changed" not in after


def _follow_ups(chat: ChatHarness) -> list[tuple[str, str]]:
    rows = chat.query("SELECT state, day FROM follow_up ORDER BY id")
    return [(state, str(day)) for state, day in rows]


@pytest.mark.parametrize("settles", ["no", {"tap": "No"}, "yes", {"tap": "Yes"}])
def test_an_undo_after_an_offer_was_settled_takes_back_that_alone(
    database: Database, settles: object
) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.say(COURSE, ANSWER)
    before = chat.entries
    chat.say(settles, "undo")
    assert chat.entries == before
    assert _follow_ups(chat) == [("offered", "2026-11-20")]
    chat.say({"tap": "Yes"})
    assert _follow_ups(chat) == [("agreed", "2026-11-20")]
    assert PLAN in chat.say({"wait": "P2D"})


def test_an_undo_after_what_was_agreed_on_was_dropped_agrees_on_it_again(
    database: Database,
) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.say(COURSE, ANSWER, "yes", {"tap": "Save"})
    before = chat.entries
    chat.say({"tap": "Undo"})
    assert _follow_ups(chat) == [("dropped", "2026-11-20")]
    chat.say("undo")
    assert chat.entries == before
    assert _follow_ups(chat) == [("agreed", "2026-11-20")]
    assert PLAN in chat.say({"wait": "P2D"})


@pytest.mark.parametrize("settles", ["never mind", "later", {"tap": "Later"}])
def test_an_undo_after_a_follow_up_was_put_aside_asks_it_again(
    database: Database, settles: object
) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.say(COURSE, ANSWER, "yes", {"tap": "Save"}, {"wait": "P2D"})
    before = chat.entries
    chat.say(settles, "undo")
    assert chat.entries == before
    assert _follow_ups(chat) == [("asked", "2026-11-20")]
    chat.say("no sparks since")
    assert str(chat.entries[0]["evaluate"]).endswith("no sparks since")
    assert _follow_ups(chat) == [("answered", "2026-11-20")]


def test_what_slack_did_not_take_is_asked_on_the_next_working_day(database: Database) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.say(COURSE, ANSWER, "yes", {"tap": "Save"})
    chat.queue(days=2)
    chat.refuse()
    assert _follow_ups(chat) == [("agreed", "2026-11-23")]
    assert PLAN in chat.say({"wait": "P4D"})
    assert _follow_ups(chat) == [("asked", "2026-11-23")]


def test_an_entry_that_was_withdrawn_before_the_question_went_is_asked_about_once_restored(
    database: Database,
) -> None:
    chat = ChatHarness(database, now=WEDNESDAY)
    chat.say(COURSE, ANSWER, "yes", {"tap": "Save"})
    other = ANSWER.replace("bracket", "lid")
    chat.say("3h hybrid course yesterday", other, "yes", {"tap": "Save"})
    chat.queue(days=2)
    chat.say({"tap": "Withdraw", "entry": 1})
    assert [state for state, _ in _follow_ups(chat)] == ["agreed", "asked"]
    chat.say({"tap": "Restore", "entry": 1})
    assert PLAN in chat.say({"wait": "P4D"})
