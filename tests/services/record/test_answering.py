"""Answers and steps of the dialogue: one test for each rule of `bot.services.record.answering`."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.conversation.reading import read
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.record import answering, entries
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from storage.row_types import EntryRecord
from tests.services.harness import TODAY, ServiceHarness

IMI = "imi-register"
ACCOUNT = "proving dead before touching the pack, I do EV battery swaps now"
LEARNT = "contactors weld shut under load more often than I thought"

Step = Callable[[MemberContext, EntryRecord], object]


@pytest.fixture
def harness(sqlite_harness: ServiceHarness) -> ServiceHarness:
    """Ana is in a scheme that counts credits, with a job and nothing brought in."""
    with sqlite_harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=0, year=0)
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        ctx.change_member(onboarding="done")
    return sqlite_harness


def begun(harness: ServiceHarness, text: str = "2h EV course yesterday", **how: Any) -> int:
    with harness.open() as ctx:
        told = read(text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)
        return entries.begin(ctx, told, Source(ctx.origin.key, text), **how).id


def answered(harness: ServiceHarness, number: int, words: str, **how: Any) -> EntryRecord:
    with harness.open() as ctx:
        answering.answer(ctx, find(ctx, number), words, **how)
    return harness.entry(number)


def takes(harness: ServiceHarness, number: int, step: Step) -> None:
    with harness.open() as ctx:
        step(ctx, find(ctx, number))


def pending(harness: ServiceHarness, number: int) -> str | None:
    return harness.dialogue(number).state.pending


def notes(harness: ServiceHarness) -> int:
    return [kind for kind, _ in harness.said()].count("note")


# An answer


def test_an_answer_fills_the_stage_of_its_question_word_for_word_and_a_note_is_posted(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    harness.everything_is_sent()
    entry = answered(harness, number, ACCOUNT)
    assert (entry.evaluate, entry.provenance["evaluate"]) == (ACCOUNT, "typed")
    assert (pending(harness, number), notes(harness)) == (None, 1)
    assert harness.shown_anew() == {"card"}


def test_what_was_asked_for_is_held_by_the_answer_without_a_cue(harness: ServiceHarness) -> None:
    number = begun(harness)
    assert "helps" not in harness.dialogue(number).facts.elements
    answered(harness, number, LEARNT)
    assert {"learnt", "helps"} <= harness.dialogue(number).facts.elements


def test_the_note_stands_in_the_thread_of_the_answer(harness: ServiceHarness) -> None:
    answered(harness, begun(harness), ACCOUNT, thread_ts="1.1")
    assert harness.query("SELECT thread_ts FROM outbox WHERE kind = 'note'") == [("1.1",)]


@pytest.mark.parametrize("words", [ACCOUNT, "dunno"])
def test_where_the_surface_shows_it_no_note_is_posted(harness: ServiceHarness, words: str) -> None:
    answered(harness, begun(harness), words, quietly=True)
    assert notes(harness) == 0


def test_an_answer_that_was_typed_in_a_modal_is_private_in_every_stage_that_it_fills(
    harness: ServiceHarness,
) -> None:
    entry = answered(
        harness, begun(harness), f"{ACCOUNT}, so I will check the bracket", private=True
    )
    assert entry.plan == "I will check the bracket"
    assert entry.private_stages == ("evaluate", "plan")


def test_who_keeps_reflections_out_of_the_conversation_has_every_answer_private(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    assert answered(harness, number, ACCOUNT).private_stages == ()
    with harness.open() as ctx:
        settings.set_private_reflections(ctx, private=True)
    other = answered(harness, begun(harness, "3h welding course yesterday"), ACCOUNT)
    assert other.private_stages == ("evaluate",)


def test_what_an_answer_tells_besides_stands_where_it_belongs_behind_what_stood_there(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    takes(harness, number, lambda ctx, one: entries.edit(ctx, one, {"plan": "read the manual"}))
    entry = answered(harness, number, f"{ACCOUNT}, so I will check the bracket")
    assert entry.evaluate == f"{ACCOUNT}, so I will check the bracket"
    assert entry.plan == "read the manual\nI will check the bracket"


def test_of_a_plan_all_of_an_answer_stands_in_the_stage_that_was_asked_for(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, "plan: 3h EV course on 30 November")
    words = "I struggled with the bracket, so I will check it"
    entry = answered(harness, number, words, about="reflect")
    assert (entry.reflect, entry.plan) == (words, None)


@pytest.mark.parametrize("words", ["dunno", "nothing", "EV course"])
def test_an_empty_answer_fills_no_stage_and_one_more_question_is_asked(
    harness: ServiceHarness, words: str
) -> None:
    number = begun(harness)
    entry = answered(harness, number, words)
    assert entry.evaluate is None
    assert (pending(harness, number), notes(harness)) == ("colleague", 1)
    [held] = [one for one in harness.dialogue(number).held if one["kind"] == "aside"]
    assert (held["question"], held["words"]) == ("evaluate", words)


def test_an_answer_that_denies_is_followed_up_otherwise_and_then_it_is_let_be(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    answered(harness, number, "learnt absolutely nothing")
    assert pending(harness, number) == "next_person"
    entry = answered(harness, number, "no")
    assert (entry.evaluate, pending(harness, number)) == (None, None)


def test_a_short_answer_fills_the_stage_and_settles_nothing_until_more_is_joined_to_it(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    assert answered(harness, number, "proving dead").evaluate == "proving dead"
    assert "helps" not in harness.dialogue(number).facts.elements
    assert pending(harness, number) == "colleague"
    assert answered(harness, number, LEARNT).evaluate == f"proving dead\n{LEARNT}"
    assert "helps" in harness.dialogue(number).facts.elements


def test_another_answer_to_the_same_question_takes_its_place_and_the_words_before_are_held(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    answered(harness, number, ACCOUNT)
    assert answered(harness, number, LEARNT, about="evaluate").evaluate == LEARNT
    [before] = [one for one in harness.dialogue(number).held if one["kind"] == "before"]
    assert (before["stage"], before["words"]) == ("evaluate", ACCOUNT)


def test_beside_it_takes_no_place_of_another(harness: ServiceHarness) -> None:
    number = begun(harness)
    answered(harness, number, ACCOUNT)
    entry = answered(harness, number, LEARNT, about="evaluate", beside=True)
    assert entry.evaluate == f"{ACCOUNT}\n{LEARNT}"


def test_an_answer_to_another_question_of_the_same_stage_stands_behind_the_first(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    answered(harness, number, ACCOUNT)
    assert answered(harness, number, LEARNT, about="known").evaluate == f"{ACCOUNT}\n{LEARNT}"


@pytest.mark.parametrize(
    ("words", "question", "stage"),
    [
        ("I struggled with the bracket at first", "hard", "reflect"),
        ("since then not one comeback", "changed", "evaluate"),
        ("I will check the bracket first", "plan", "plan"),
        ("contactors are big and orange things", "more", "evaluate"),
    ],
)
def test_what_is_told_though_nothing_was_asked_answers_the_question_that_asks_for_it(
    harness: ServiceHarness, words: str, question: str, stage: str
) -> None:
    number = begun(harness)
    answered(harness, number, ACCOUNT)
    assert pending(harness, number) is None
    entry = answered(harness, number, words, about="more")
    assert words in getattr(entry, stage)
    assert question in harness.dialogue(number).state.answered


def test_more_is_the_open_question_s_answer_where_one_is_open(harness: ServiceHarness) -> None:
    number = begun(harness)
    answered(harness, number, "I will check the bracket first", about="more")
    assert "plan" not in harness.dialogue(number).state.answered


def test_where_the_draft_was_discarded_meanwhile_the_words_are_kept_with_it(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    takes(harness, number, entries.discard)
    assert answered(harness, number, LEARNT).evaluate == LEARNT
    entry = answered(harness, number, ACCOUNT)
    assert (entry.status, entry.evaluate) == ("discarded", f"{LEARNT}\n{ACCOUNT}")


def test_an_answer_to_what_is_saved_is_a_revision_and_is_assessed(harness: ServiceHarness) -> None:
    number = begun(harness)
    takes(harness, number, entries.save)
    answered(harness, number, ACCOUNT, about="evaluate")
    assert [kind for kind, _ in harness.revisions()] == ["saved", "edited"]
    assert harness.revisions()[-1][1]["evaluate"] == ACCOUNT
    assert harness.query("SELECT state, credits FROM assessment") == [("counted", 200)]


# Facts that were asked for


def test_a_length_is_set_and_the_next_question_is_asked(harness: ServiceHarness) -> None:
    number = begun(harness, "EV course yesterday")
    entry = answered(harness, number, "an hour and a half")
    assert (entry.minutes, entry.provenance["minutes"]) == (90, "typed")
    assert (pending(harness, number), notes(harness)) == ("evaluate", 1)


def test_half_a_day_is_half_of_the_member_s_own(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.set_working_hours(ctx, 9 * 60, 15 * 60, range(5))
    assert answered(harness, begun(harness, "EV course yesterday"), "half a day").minutes == 180


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2h EV course", date(2026, 11, 17)),
        ("plan: 2h EV course", date(2026, 11, 24)),
    ],
)
def test_a_day_is_set_looking_back_for_what_was_done_and_ahead_for_a_plan(
    harness: ServiceHarness, text: str, day: date
) -> None:
    number = begun(harness, text)
    assert pending(harness, number) == "date"
    entry = answered(harness, number, "Tuesday")
    assert (entry.start_date, entry.end_date) == (day, day)
    assert entry.provenance["start_date"] == entry.provenance["end_date"] == "typed"


@pytest.mark.parametrize(
    ("text", "asked", "words"),
    [
        ("EV course yesterday", "minutes", "30 hours a day"),
        ("EV course yesterday", "minutes", "ages"),
        ("2h EV course", "date", "31 November"),
        ("2h EV course", "date", "when it rained"),
    ],
)
def test_a_fact_that_cannot_be_read_is_held_with_all_that_was_said_and_asked_on(
    harness: ServiceHarness, text: str, asked: str, words: str
) -> None:
    number = begun(harness, text)
    before = harness.entry(number)
    after = answered(harness, number, words)
    assert (after.minutes, after.start_date) == (before.minutes, before.start_date)
    [problem] = [one for one in harness.dialogue(number).held if one["kind"] == "problem"]
    assert problem["said"] == words
    assert (pending(harness, number), notes(harness)) == (asked, 1)


def test_a_fact_that_cannot_be_read_posts_no_note_where_the_surface_shows_it(
    harness: ServiceHarness,
) -> None:
    answered(harness, begun(harness, "EV course yesterday"), "ages", quietly=True)
    assert notes(harness) == 0


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("EV course yesterday", "ages", "2 h"),
        ("2h EV course", "31 November", "17 November"),
    ],
)
def test_a_fact_that_is_told_takes_away_what_stood_in_its_way(
    harness: ServiceHarness, text: str, wrong: str, right: str
) -> None:
    number = begun(harness, text)
    answered(harness, number, wrong)
    answered(harness, number, right)
    assert harness.dialogue(number).problems == ()


def test_a_title_that_was_asked_for_names_nobody(harness: ServiceHarness) -> None:
    number = begun(harness, "2h yesterday")
    assert pending(harness, number) == "title"
    entry = answered(harness, number, "fault on WVWZZZ1JZXW000001")
    assert (entry.title, entry.provenance["title"]) == ("fault", "typed")


# What has it changed?


def test_that_nothing_changed_closes_it_and_fills_no_stage(harness: ServiceHarness) -> None:
    number = begun(harness)
    takes(harness, number, entries.save)
    before = notes(harness)
    entry = answered(harness, number, "nothing changed", about="changed")
    assert (entry.evaluate, notes(harness)) == (None, before)
    assert harness.said()[-1] == ("say", {"sentence": "nothing_changed_noted"})


def test_what_tells_nothing_of_a_change_is_asked_for_once_more(harness: ServiceHarness) -> None:
    number = begun(harness)
    takes(harness, number, entries.save)
    answered(harness, number, "dunno", about="changed")
    assert harness.said()[-1] == ("say", {"sentence": "changed_even_little"})
    answered(harness, number, "dunno", about="changed")
    assert harness.said()[-1] == ("say", {"sentence": "all_right"})


def test_what_changed_is_the_answer_to_a_plan_that_was_asked_about(harness: ServiceHarness) -> None:
    number = begun(harness)
    takes(harness, number, entries.save)
    with harness.open() as ctx:
        asked = ctx.work.follow_ups.add(
            ctx.member.id, number, "plan", TODAY, ctx.now, state="asked"
        )
    entry = answered(harness, number, "since then not one comeback", about="changed")
    assert entry.evaluate == "since then not one comeback"
    assert harness.query(f"SELECT state FROM follow_up WHERE id = {asked.id}") == [("answered",)]


# Steps


def test_what_is_skipped_is_not_asked_again_of_this_entry(harness: ServiceHarness) -> None:
    number = begun(harness)
    takes(harness, number, answering.skip)
    assert pending(harness, number) is None
    assert harness.dialogue(number).state.skipped == {"evaluate"}
    with pytest.raises(Refused, match="nothing_left_to_ask"):
        takes(harness, number, answering.resume)


def test_a_fact_that_is_skipped_makes_way_for_the_next_question(harness: ServiceHarness) -> None:
    number = begun(harness, "EV course yesterday")
    takes(harness, number, answering.skip)
    assert pending(harness, number) == "evaluate"


def test_what_is_put_off_is_asked_where_the_entry_is_taken_up_again(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    takes(harness, number, answering.put_off)
    assert pending(harness, number) is None
    assert harness.dialogue(number).state.later == {"evaluate"}
    harness.now += timedelta(days=2)
    takes(harness, number, answering.resume)
    state = harness.dialogue(number).state
    assert (state.pending, state.pending_since) == ("evaluate", harness.now)


def test_going_back_asks_the_question_before_even_where_it_was_skipped(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, "EV course yesterday")
    takes(harness, number, answering.skip)
    takes(harness, number, answering.go_back)
    assert pending(harness, number) == "minutes"
    assert harness.dialogue(number).state.skipped == frozenset()


def test_another_question_is_one_that_the_entry_does_not_answer_yet(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    answered(harness, number, "I learnt to log the value, it helps on every EV job")
    takes(harness, number, answering.ask_another)
    assert pending(harness, number) == "hard"


def test_who_is_guided_is_asked_one_question_after_the_other_until_they_have_enough(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    takes(harness, number, answering.guide)
    assert (pending(harness, number), harness.dialogue(number).state.guide) == ("hard", "chosen")
    answered(harness, number, "I was unsure of the bracket at first")
    assert pending(harness, number) == "known"
    takes(harness, number, answering.stop_guiding)
    assert (pending(harness, number), harness.dialogue(number).state.guide) == (None, "")


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (answering.skip, "no_question"),
        (answering.put_off, "no_question"),
        (answering.resume, "nothing_left_to_ask"),
    ],
)
def test_a_step_that_has_nothing_to_do_is_refused(
    harness: ServiceHarness, step: Step, why: str
) -> None:
    number = begun(harness)
    answered(harness, number, ACCOUNT)
    with pytest.raises(Refused, match=why):
        takes(harness, number, step)


def test_there_is_nothing_before_the_first_question(harness: ServiceHarness) -> None:
    with pytest.raises(Refused, match="nothing_before"):
        takes(harness, begun(harness), answering.go_back)


@pytest.mark.parametrize(
    "step",
    [
        answering.skip,
        answering.put_off,
        answering.go_back,
        answering.ask_another,
        answering.guide,
        answering.resume,
        answering.stop_guiding,
    ],
)
def test_a_discarded_draft_is_asked_nothing(harness: ServiceHarness, step: Step) -> None:
    number = begun(harness)
    takes(harness, number, entries.discard)
    with pytest.raises(Refused, match="already_discarded"):
        takes(harness, number, step)


@pytest.mark.parametrize(
    "step", [answering.skip, answering.put_off, answering.guide, answering.ask_another]
)
def test_every_step_has_the_card_shown_anew(harness: ServiceHarness, step: Step) -> None:
    number = begun(harness)
    harness.everything_is_sent()
    takes(harness, number, step)
    assert harness.shown_anew() == {"card"}
