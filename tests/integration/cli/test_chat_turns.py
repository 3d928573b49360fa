"""`cpdbot chat --jsonl`: what stands in a turn, rule by rule."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.world import World, world_at
from bot.services.dispatch import Action, Dispatcher, Page
from bot.services.dispatch.pages import Heard
from bot.services.record.incoming.actions import Write
from tests.integration.cli.talking import ACCOUNT, COURSE, NOW, PLAN, WEBINAR, Talking

TURN = {"taken_as", "said", "buttons", "asked", "changed", "posts"}
POST = {"entry", "new", "text", "buttons"}


# What is shown


def test_a_turn_holds_what_it_was_taken_as_said_and_changed(talk: Talking) -> None:
    for turn in talk.turns(COURSE, {"tap": "Save"}, {"wait": "P1D"}, {"tap": "Edit"}):
        assert turn.keys() == TURN
        for post in turn["posts"]:
            assert post.keys() == POST


def test_a_new_message_and_what_it_changes_stand_in_the_posts_in_order(talk: Talking) -> None:
    turn = talk.last(COURSE, ACCOUNT)
    assert [(post["entry"], post["new"]) for post in turn["posts"]] == [(1, True), (1, False)]
    note, card = turn["posts"]
    assert "Ready to save." in card["text"]
    assert turn["said"] == note["text"]


def test_the_new_ones_are_said_with_a_blank_line_between_them(talk: Talking) -> None:
    turn = talk.last(COURSE, PLAN, {"wait": "P3D"})
    new = [post["text"] for post in turn["posts"] if post["new"]]
    assert len(new) > 1
    assert turn["said"] == "\n\n".join(new)


def test_what_looks_as_before_is_not_shown_again(talk: Talking) -> None:
    edited = {"submit": {"minutes": 120}, "of": "Edit"}
    assert talk.last(COURSE, edited)["posts"] == []


def test_a_post_is_what_stands_in_the_blocks_without_markup_and_buttons(talk: Talking) -> None:
    [card] = talk.last("2h course on <R&D> for *all* at Bosch yesterday")["posts"]
    first = card["text"].split("\n")[0]
    assert "<R&D>" in first
    assert "*" not in first
    assert "Save" in card["buttons"]
    assert "Answer privately" not in card["text"]


def test_a_post_about_no_entry_names_none(talk: Talking) -> None:
    [post] = talk.last("/cpd status")["posts"]
    assert post["entry"] is None
    assert post["new"]


def test_a_form_is_shown_by_what_it_asks_and_never_by_what_stands_in_it(talk: Talking) -> None:
    [form] = talk.last(COURSE, ACCOUNT, {"tap": "Edit"})["posts"]
    assert (form["entry"], form["new"]) == (1, True)
    assert "How long in all" in form["text"]
    assert "prove dead" not in form["text"]


# Buttons


def test_buttons_are_those_of_the_latest_message_with_the_choices_of_its_menus(
    talk: Talking,
) -> None:
    draft = talk.last(COURSE)
    assert {"Save", "Edit", "Answer privately", "Skip", "Later", "Discard"} <= {*draft["buttons"]}
    nudged = talk.last({"wait": "P2D"})
    menu = {"Snooze for a week", "Snooze for a month", "Another time of day", "Why did I get this?"}
    assert {"Now", "Another time", *menu} <= {*nudged["buttons"]}


def test_buttons_are_still_those_of_the_latest_message_where_an_older_one_has_changed(
    talk: Talking,
) -> None:
    turn = talk.last(COURSE, PLAN, {"tap": "Discard", "entry": 1})
    assert [post["buttons"] for post in turn["posts"]] == [["Undo", "Details"]]
    assert "Did it" in turn["buttons"]


def test_a_tap_goes_to_the_newest_live_message_with_that_label(talk: Talking) -> None:
    turn = talk.last(COURSE, WEBINAR, {"tap": "Save"})
    assert [2, "status", "draft", "logged"] in turn["changed"]


def test_a_tap_with_an_entry_goes_to_that_ones(talk: Talking) -> None:
    turn = talk.last(COURSE, WEBINAR, {"tap": "Save", "entry": 1})
    assert [1, "status", "draft", "logged"] in turn["changed"]


def test_an_option_of_a_menu_is_tapped_like_a_button(talk: Talking) -> None:
    assert talk.last(COURSE, {"tap": "Discard"})["changed"] == [[1, "status", "draft", "discarded"]]
    snoozed = talk.last({"wait": "P2D"}, {"tap": "Snooze for a week"})
    assert "not nudge you before" in snoozed["said"]


def test_a_dead_label_gives_an_error_alone_and_changes_nothing(talk: Talking) -> None:
    answer = talk(COURSE, {"tap": "Save"}, {"tap": "Save"}, {"tap": "Fly"}, {"tap": "Edit"})
    for dead in answer["turns"][2:4]:
        assert dead.keys() == {"error"}
    assert answer["turns"][4].keys() == TURN
    assert answer["entries"][0]["status"] == "logged"


def test_a_label_that_is_live_on_another_entry_alone_is_dead_for_this_one(talk: Talking) -> None:
    steps = (COURSE, {"tap": "Discard"}, PLAN)
    assert talk.last(*steps, {"tap": "Undo", "entry": 2}).keys() == {"error"}
    assert talk.last(*steps, {"tap": "Undo", "entry": 1})["changed"]
    assert talk.last(*steps, {"tap": "Undo", "entry": 3}).keys() == {"error"}


def test_one_of_several_with_the_same_label_is_tapped_by_what_a_screen_reader_says(
    talk: Talking,
) -> None:
    team = [{"name": "Ben", "standing": "behind"}, {"name": "Max", "standing": "behind"}]
    turn = talk.last("/cpd-team", {"tap": "Remind Max"}, team=team)
    assert "I will remind Max" in turn["said"]


# What has changed


def test_a_new_entry_is_one_change(talk: Talking) -> None:
    assert talk.last(COURSE)["changed"] == [[1, "status", None, "draft"]]
    assert talk.last(COURSE, PLAN)["changed"] == [[2, "status", None, "planned"]]


def test_a_change_is_the_entry_the_field_and_its_value_before_and_after(talk: Talking) -> None:
    edited = {"title": "HV course", "minutes": 180, "date": "2026-11-16", "reflect": "To be safe"}
    turn = talk.last(COURSE, {"submit": edited, "of": "Edit"})
    assert turn["changed"] == [
        [1, "title", "High voltage isolation course", "HV course"],
        [1, "minutes", 120, 180],
        [1, "start", "2026-11-17", "2026-11-16"],
        [1, "end", "2026-11-17", "2026-11-16"],
        [1, "reflect", None, "To be safe"],
    ]


def test_changes_of_several_entries_come_in_their_order(talk: Talking) -> None:
    turn = talk.last(COURSE, {"tap": "Save"}, PLAN, {"tap": "Withdraw", "entry": 1}, "undo")
    assert turn["changed"] == [[1, "status", "withdrawn", "logged"]]


def test_what_an_entry_counts_for_is_no_change(talk: Talking) -> None:
    answered = {"submit": {"answer": ACCOUNT}, "of": "Add it"}
    answer = talk(COURSE, {"tap": "Save"}, answered)
    assert answer["entries"][0]["state"] == {"imi-register": "counted"}
    assert [change[1] for change in answer["turns"][1]["changed"]] == ["status"]
    assert [change[1] for change in answer["turns"][2]["changed"]] == ["evaluate"]


# What it was taken as


class Hearing(Dispatcher):
    """Says of every message that it was a correction and then an answer, and asks."""

    def run(self, *args: Any, **kwargs: Any) -> Page | None:
        super().run(*args, **kwargs)
        written = any(isinstance(one, Write) for one in args)
        return Heard(("correction", "answer"), asked=True) if written else None


def test_what_a_message_was_heard_as_and_whether_it_is_asked_about_is_told() -> None:
    with world_at(None) as world:
        world.dispatcher = Hearing(world.contexts)
        talk = Talking(world)
        turn = talk.last(COURSE)
        assert (turn["taken_as"], turn["asked"]) == (["correction", "answer"], True)
        assert len(turn["posts"]) == 1
        for step in ({"tap": "Save"}, {"submit": {"minutes": 60}, "of": "Edit"}, {"wait": "P1D"}):
            done = talk.last(COURSE, step)
            assert (done["taken_as"], done["asked"]) == ([], False)


def test_a_tap_a_form_and_a_wait_are_taken_as_nothing(talk: Talking) -> None:
    form = {"submit": {"minutes": 60}, "of": "Edit"}
    for turn in talk.turns(COURSE, form, {"tap": "Save"}, {"wait": "P1D"})[1:]:
        assert (turn["taken_as"], turn["asked"]) == ([], False)


# Refusals and trouble


def test_a_refusal_is_said(talk: Talking) -> None:
    turn = talk.last("plan a webinar on 25 November", "save")
    assert "still a plan" in turn["said"]
    assert turn["changed"] == []


class Failing(Action):
    """Goes wrong on our side."""

    def do(self, ctx: object) -> None:
        del ctx
        raise ZeroDivisionError


class Stumbling(Dispatcher):
    def run(self, *args: Any, **kwargs: Any) -> Page | None:
        actor, origin, action = args
        failing = isinstance(action, Write) and action.message.text == "fail"
        return super().run(actor, origin, Failing() if failing else action, **kwargs)


def test_what_goes_wrong_on_our_side_is_told_and_the_conversation_goes_on() -> None:
    with world_at(None) as world:
        world.dispatcher = Stumbling(world.contexts)
        line = read_line({"now": NOW, "say": ["fail", COURSE]}, world.contexts.packs)
        conversation = Conversation(world, line)
        failed, made_one = conversation.answer()["turns"]
        assert not conversation.is_well
    assert "went wrong on my side" in failed["said"]
    assert made_one["changed"] == [[1, "status", None, "draft"]]


@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=3))
def test_any_text_is_answered(world: World, texts: list[str]) -> None:
    answer = Talking(world)(*texts)  # which finds nothing wrong on our side
    assert [turn.keys() for turn in answer["turns"]] == [TURN] * len(texts)


def test_a_command_is_done_as_in_slack(talk: Talking) -> None:
    assert "How long in all" not in talk.last("/cpd")["said"]
    assert talk.last(f"/cpd log {COURSE}")["changed"] == [[1, "status", None, "draft"]]
    assert "Did you mean" in talk.last("/cpd stats")["said"]


def test_somebody_who_is_not_there_cannot_be_named(talk: Talking) -> None:
    assert "did not tell me who" in talk.last("/cpd-team remind <@U0NOBODY>")["said"]
