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
from tests.integration.cli.harness import ACCOUNT, COURSE, NOW, PLAN, WEBINAR, ChatHarness

TURN = {"taken_as", "said", "buttons", "asked", "changed", "posts"}
POST = {"entry", "new", "text", "buttons"}


# What is shown


def test_a_turn_holds_what_it_was_taken_as_said_and_changed(chat: ChatHarness) -> None:
    for turn in chat.turns(COURSE, {"tap": "Save"}, {"wait": "P1D"}, {"tap": "Edit"}):
        assert turn.keys() == TURN
        for post in turn["posts"]:
            assert post.keys() == POST


def test_a_new_message_and_what_it_changes_stand_in_the_posts_in_order(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, ACCOUNT)
    assert [(post["entry"], post["new"]) for post in turn["posts"]] == [(1, True), (1, False)]
    note, card = turn["posts"]
    assert "Ready to save." in card["text"]
    assert turn["said"] == note["text"]


def test_the_new_ones_are_said_with_a_blank_line_between_them(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, PLAN, {"wait": "P3D"})
    new = [post["text"] for post in turn["posts"] if post["new"]]
    assert len(new) > 1
    assert turn["said"] == "\n\n".join(new)


def test_what_looks_as_before_is_not_shown_again(chat: ChatHarness) -> None:
    edited = {"submit": {"minutes": 120}, "of": "Edit"}
    assert chat.last(COURSE, edited)["posts"] == []


def test_a_post_is_what_stands_in_the_blocks_without_markup_and_buttons(chat: ChatHarness) -> None:
    [card] = chat.last("2h course on <R&D> for *all* at Bosch yesterday")["posts"]
    first = card["text"].split("\n")[0]
    assert "<R&D>" in first
    assert "*" not in first
    assert "Save" in card["buttons"]
    assert "Answer privately" not in card["text"]


def test_a_post_about_no_entry_names_none(chat: ChatHarness) -> None:
    [post] = chat.last("/cpd status")["posts"]
    assert post["entry"] is None
    assert post["new"]


def test_a_form_is_shown_by_what_it_asks_and_never_by_what_stands_in_it(chat: ChatHarness) -> None:
    [form] = chat.last(COURSE, ACCOUNT, {"tap": "Edit"})["posts"]
    assert (form["entry"], form["new"]) == (1, True)
    assert "How long in all" in form["text"]
    assert "prove dead" not in form["text"]


# Buttons


def test_buttons_are_those_of_the_latest_message_with_the_choices_of_its_menus(
    chat: ChatHarness,
) -> None:
    draft = chat.last(COURSE)
    assert {"Save", "Edit", "Answer privately", "Skip", "Later", "Discard"} <= {*draft["buttons"]}
    nudged = chat.last({"wait": "P2D"})
    menu = {"Snooze for a week", "Snooze for a month", "Another time of day", "Why did I get this?"}
    assert {"Now", "Another time", *menu} <= {*nudged["buttons"]}


def test_buttons_are_still_those_of_the_latest_message_where_an_older_one_has_changed(
    chat: ChatHarness,
) -> None:
    turn = chat.last(COURSE, PLAN, {"tap": "Discard", "entry": 1})
    assert [post["buttons"] for post in turn["posts"]] == [["Undo", "Details"]]
    assert "Did it" in turn["buttons"]


def test_a_tap_goes_to_the_newest_live_message_with_that_label(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, WEBINAR, {"tap": "Save"})
    assert [2, "status", "draft", "logged"] in turn["changed"]


def test_a_tap_with_an_entry_goes_to_that_ones(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, WEBINAR, {"tap": "Save", "entry": 1})
    assert [1, "status", "draft", "logged"] in turn["changed"]


def test_an_option_of_a_menu_is_tapped_like_a_button(chat: ChatHarness) -> None:
    assert chat.last(COURSE, {"tap": "Discard"})["changed"] == [[1, "status", "draft", "discarded"]]
    snoozed = chat.last({"wait": "P2D"}, {"tap": "Snooze for a week"})
    assert "not nudge you before" in snoozed["said"]


def test_a_dead_label_gives_an_error_alone_and_changes_nothing(chat: ChatHarness) -> None:
    answer = chat(COURSE, {"tap": "Save"}, {"tap": "Save"}, {"tap": "Fly"}, {"tap": "Edit"})
    for dead in answer["turns"][2:4]:
        assert dead.keys() == {"error"}
    assert answer["turns"][4].keys() == TURN
    assert answer["entries"][0]["status"] == "logged"


def test_a_label_that_is_live_on_another_entry_alone_is_dead_for_this_one(
    chat: ChatHarness,
) -> None:
    steps = (COURSE, {"tap": "Discard"}, PLAN)
    assert chat.last(*steps, {"tap": "Undo", "entry": 2}).keys() == {"error"}
    assert chat.last(*steps, {"tap": "Undo", "entry": 1})["changed"]
    assert chat.last(*steps, {"tap": "Undo", "entry": 3}).keys() == {"error"}


def test_one_of_several_with_the_same_label_is_tapped_by_what_a_screen_reader_says(
    chat: ChatHarness,
) -> None:
    team = [{"name": "Ben", "standing": "behind"}, {"name": "Max", "standing": "behind"}]
    turn = chat.last("/cpd-team", {"tap": "Remind Max"}, team=team)
    assert "I will remind Max" in turn["said"]


# What has changed


def test_a_new_entry_is_one_change(chat: ChatHarness) -> None:
    assert chat.last(COURSE)["changed"] == [[1, "status", None, "draft"]]
    assert chat.last(COURSE, PLAN)["changed"] == [[2, "status", None, "planned"]]


def test_a_change_is_the_entry_the_field_and_its_value_before_and_after(chat: ChatHarness) -> None:
    edited = {"title": "HV course", "minutes": 180, "date": "2026-11-16", "reflect": "To be safe"}
    turn = chat.last(COURSE, {"submit": edited, "of": "Edit"})
    assert turn["changed"] == [
        [1, "title", "High voltage isolation course", "HV course"],
        [1, "minutes", 120, 180],
        [1, "start", "2026-11-17", "2026-11-16"],
        [1, "end", "2026-11-17", "2026-11-16"],
        [1, "reflect", None, "To be safe"],
    ]


def test_changes_of_several_entries_come_in_their_order(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, {"tap": "Save"}, PLAN, {"tap": "Withdraw", "entry": 1}, "undo")
    assert turn["changed"] == [[1, "status", "withdrawn", "logged"]]


def test_what_an_entry_counts_for_is_no_change(chat: ChatHarness) -> None:
    answered = {"submit": {"answer": ACCOUNT}, "of": "Add it"}
    answer = chat(COURSE, {"tap": "Save"}, answered)
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
        chat = ChatHarness(world)
        turn = chat.last(COURSE)
        assert (turn["taken_as"], turn["asked"]) == (["correction", "answer"], True)
        assert len(turn["posts"]) == 1
        for step in ({"tap": "Save"}, {"submit": {"minutes": 60}, "of": "Edit"}, {"wait": "P1D"}):
            done = chat.last(COURSE, step)
            assert (done["taken_as"], done["asked"]) == ([], False)


def test_a_tap_a_form_and_a_wait_are_taken_as_nothing(chat: ChatHarness) -> None:
    form = {"submit": {"minutes": 60}, "of": "Edit"}
    for turn in chat.turns(COURSE, form, {"tap": "Save"}, {"wait": "P1D"})[1:]:
        assert (turn["taken_as"], turn["asked"]) == ([], False)


# Refusals and trouble


def test_a_refusal_is_said(chat: ChatHarness) -> None:
    turn = chat.last("plan a webinar on 25 November", "save")
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
    answer = ChatHarness(world)(*texts)  # which finds nothing wrong on our side
    assert [turn.keys() for turn in answer["turns"]] == [TURN] * len(texts)


def test_a_command_is_done_as_in_slack(chat: ChatHarness) -> None:
    assert "How long in all" not in chat.last("/cpd")["said"]
    assert chat.last(f"/cpd log {COURSE}")["changed"] == [[1, "status", None, "draft"]]
    assert "Did you mean" in chat.last("/cpd stats")["said"]


def test_somebody_who_is_not_there_cannot_be_named(chat: ChatHarness) -> None:
    assert "did not tell me who" in chat.last("/cpd-team remind <@U0NOBODY>")["said"]
