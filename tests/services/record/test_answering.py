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
from bot.services.record.changes import find
from bot.services.record.entries import Source
from storage.records import EntryRecord
from tests.services.house import TODAY, House

IMI = "imi-register"
ACCOUNT = "proving dead before touching the pack, I do EV battery swaps now"
LEARNT = "contactors weld shut under load more often than I thought"

Step = Callable[[MemberContext, EntryRecord], object]


@pytest.fixture
def house(sqlite_house: House) -> House:
    """Ana is in a scheme that counts credits, with a job and nothing brought in."""
    with sqlite_house.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=0, year=0)
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        ctx.change_member(onboarding="done")
    return sqlite_house


def begun(house: House, text: str = "2h EV course yesterday", **how: Any) -> int:
    with house.open() as ctx:
        told = read(text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)
        return entries.begin(ctx, told, Source(ctx.origin.key, text), **how).id


def answered(house: House, number: int, words: str, **how: Any) -> EntryRecord:
    with house.open() as ctx:
        answering.answer(ctx, find(ctx, number), words, **how)
    return house.entry(number)


def takes(house: House, number: int, step: Step) -> None:
    with house.open() as ctx:
        step(ctx, find(ctx, number))


def pending(house: House, number: int) -> str | None:
    return house.dialogue(number).state.pending


def notes(house: House) -> int:
    return [kind for kind, _ in house.said()].count("note")


# An answer


def test_an_answer_fills_the_stage_of_its_question_word_for_word_and_a_note_is_posted(
    house: House,
) -> None:
    number = begun(house)
    house.everything_is_sent()
    entry = answered(house, number, ACCOUNT)
    assert (entry.evaluate, entry.provenance["evaluate"]) == (ACCOUNT, "typed")
    assert (pending(house, number), notes(house)) == (None, 1)
    assert house.shown_anew() == {"card"}


def test_what_was_asked_for_is_held_by_the_answer_without_a_cue(house: House) -> None:
    number = begun(house)
    assert "helps" not in house.dialogue(number).facts.elements
    answered(house, number, LEARNT)
    assert {"learnt", "helps"} <= house.dialogue(number).facts.elements


def test_the_note_stands_in_the_thread_of_the_answer(house: House) -> None:
    answered(house, begun(house), ACCOUNT, thread_ts="1.1")
    assert house.query("SELECT thread_ts FROM outbox WHERE kind = 'note'") == [("1.1",)]


@pytest.mark.parametrize("words", [ACCOUNT, "dunno"])
def test_where_the_surface_shows_it_no_note_is_posted(house: House, words: str) -> None:
    answered(house, begun(house), words, quietly=True)
    assert notes(house) == 0


def test_an_answer_that_was_typed_in_a_modal_is_private_in_every_stage_that_it_fills(
    house: House,
) -> None:
    entry = answered(house, begun(house), f"{ACCOUNT}, so I will check the bracket", private=True)
    assert entry.plan == "I will check the bracket"
    assert entry.private_stages == ("evaluate", "plan")


def test_who_keeps_reflections_out_of_the_conversation_has_every_answer_private(
    house: House,
) -> None:
    number = begun(house)
    assert answered(house, number, ACCOUNT).private_stages == ()
    with house.open() as ctx:
        settings.set_private_reflections(ctx, private=True)
    other = answered(house, begun(house, "3h welding course yesterday"), ACCOUNT)
    assert other.private_stages == ("evaluate",)


def test_what_an_answer_tells_besides_stands_where_it_belongs_behind_what_stood_there(
    house: House,
) -> None:
    number = begun(house)
    takes(house, number, lambda ctx, one: entries.edit(ctx, one, {"plan": "read the manual"}))
    entry = answered(house, number, f"{ACCOUNT}, so I will check the bracket")
    assert entry.evaluate == f"{ACCOUNT}, so I will check the bracket"
    assert entry.plan == "read the manual\nI will check the bracket"


def test_of_a_plan_all_of_an_answer_stands_in_the_stage_that_was_asked_for(house: House) -> None:
    number = begun(house, "plan: 3h EV course on 30 November")
    words = "I struggled with the bracket, so I will check it"
    entry = answered(house, number, words, about="reflect")
    assert (entry.reflect, entry.plan) == (words, None)


@pytest.mark.parametrize("words", ["dunno", "nothing", "EV course"])
def test_an_empty_answer_fills_no_stage_and_one_more_question_is_asked(
    house: House, words: str
) -> None:
    number = begun(house)
    entry = answered(house, number, words)
    assert entry.evaluate is None
    assert (pending(house, number), notes(house)) == ("colleague", 1)
    [held] = [one for one in house.dialogue(number).held if one["kind"] == "aside"]
    assert (held["question"], held["words"]) == ("evaluate", words)


def test_an_answer_that_denies_is_followed_up_otherwise_and_then_it_is_let_be(
    house: House,
) -> None:
    number = begun(house)
    answered(house, number, "learnt absolutely nothing")
    assert pending(house, number) == "next_person"
    entry = answered(house, number, "no")
    assert (entry.evaluate, pending(house, number)) == (None, None)


def test_a_short_answer_fills_the_stage_and_settles_nothing_until_more_is_joined_to_it(
    house: House,
) -> None:
    number = begun(house)
    assert answered(house, number, "proving dead").evaluate == "proving dead"
    assert "helps" not in house.dialogue(number).facts.elements
    assert pending(house, number) == "colleague"
    assert answered(house, number, LEARNT).evaluate == f"proving dead\n{LEARNT}"
    assert "helps" in house.dialogue(number).facts.elements


def test_another_answer_to_the_same_question_takes_its_place_and_the_words_before_are_held(
    house: House,
) -> None:
    number = begun(house)
    answered(house, number, ACCOUNT)
    assert answered(house, number, LEARNT, about="evaluate").evaluate == LEARNT
    [before] = [one for one in house.dialogue(number).held if one["kind"] == "before"]
    assert (before["stage"], before["words"]) == ("evaluate", ACCOUNT)


def test_beside_it_takes_no_place_of_another(house: House) -> None:
    number = begun(house)
    answered(house, number, ACCOUNT)
    entry = answered(house, number, LEARNT, about="evaluate", beside=True)
    assert entry.evaluate == f"{ACCOUNT}\n{LEARNT}"


def test_an_answer_to_another_question_of_the_same_stage_stands_behind_the_first(
    house: House,
) -> None:
    number = begun(house)
    answered(house, number, ACCOUNT)
    assert answered(house, number, LEARNT, about="known").evaluate == f"{ACCOUNT}\n{LEARNT}"


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
    house: House, words: str, question: str, stage: str
) -> None:
    number = begun(house)
    answered(house, number, ACCOUNT)
    assert pending(house, number) is None
    entry = answered(house, number, words, about="more")
    assert words in getattr(entry, stage)
    assert question in house.dialogue(number).state.answered


def test_more_is_the_open_question_s_answer_where_one_is_open(house: House) -> None:
    number = begun(house)
    answered(house, number, "I will check the bracket first", about="more")
    assert "plan" not in house.dialogue(number).state.answered


def test_where_the_draft_was_discarded_meanwhile_the_words_are_kept_with_it(house: House) -> None:
    number = begun(house)
    takes(house, number, entries.discard)
    assert answered(house, number, LEARNT).evaluate == LEARNT
    entry = answered(house, number, ACCOUNT)
    assert (entry.status, entry.evaluate) == ("discarded", f"{LEARNT}\n{ACCOUNT}")


def test_an_answer_to_what_is_saved_is_a_revision_and_is_assessed(house: House) -> None:
    number = begun(house)
    takes(house, number, entries.save)
    answered(house, number, ACCOUNT, about="evaluate")
    assert [kind for kind, _ in house.revisions()] == ["saved", "edited"]
    assert house.revisions()[-1][1]["evaluate"] == ACCOUNT
    assert house.query("SELECT state, credits FROM assessment") == [("counted", 200)]


# Facts that were asked for


def test_a_length_is_set_and_the_next_question_is_asked(house: House) -> None:
    number = begun(house, "EV course yesterday")
    entry = answered(house, number, "an hour and a half")
    assert (entry.minutes, entry.provenance["minutes"]) == (90, "typed")
    assert (pending(house, number), notes(house)) == ("evaluate", 1)


def test_half_a_day_is_half_of_the_member_s_own(house: House) -> None:
    with house.open() as ctx:
        settings.set_working_hours(ctx, 9 * 60, 15 * 60, range(5))
    assert answered(house, begun(house, "EV course yesterday"), "half a day").minutes == 180


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2h EV course", date(2026, 11, 17)),
        ("plan: 2h EV course", date(2026, 11, 24)),
    ],
)
def test_a_day_is_set_looking_back_for_what_was_done_and_ahead_for_a_plan(
    house: House, text: str, day: date
) -> None:
    number = begun(house, text)
    assert pending(house, number) == "date"
    entry = answered(house, number, "Tuesday")
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
    house: House, text: str, asked: str, words: str
) -> None:
    number = begun(house, text)
    before = house.entry(number)
    after = answered(house, number, words)
    assert (after.minutes, after.start_date) == (before.minutes, before.start_date)
    [problem] = [one for one in house.dialogue(number).held if one["kind"] == "problem"]
    assert problem["said"] == words
    assert (pending(house, number), notes(house)) == (asked, 1)


def test_a_fact_that_cannot_be_read_posts_no_note_where_the_surface_shows_it(house: House) -> None:
    answered(house, begun(house, "EV course yesterday"), "ages", quietly=True)
    assert notes(house) == 0


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("EV course yesterday", "ages", "2 h"),
        ("2h EV course", "31 November", "17 November"),
    ],
)
def test_a_fact_that_is_told_takes_away_what_stood_in_its_way(
    house: House, text: str, wrong: str, right: str
) -> None:
    number = begun(house, text)
    answered(house, number, wrong)
    answered(house, number, right)
    assert house.dialogue(number).problems == ()


def test_a_title_that_was_asked_for_names_nobody(house: House) -> None:
    number = begun(house, "2h yesterday")
    assert pending(house, number) == "title"
    entry = answered(house, number, "fault on WVWZZZ1JZXW000001")
    assert (entry.title, entry.provenance["title"]) == ("fault", "typed")


# What has it changed?


def test_that_nothing_changed_closes_it_and_fills_no_stage(house: House) -> None:
    number = begun(house)
    takes(house, number, entries.save)
    before = notes(house)
    entry = answered(house, number, "nothing changed", about="changed")
    assert (entry.evaluate, notes(house)) == (None, before)
    assert house.said()[-1] == ("say", {"sentence": "nothing_changed_noted"})


def test_what_tells_nothing_of_a_change_is_asked_for_once_more(house: House) -> None:
    number = begun(house)
    takes(house, number, entries.save)
    answered(house, number, "dunno", about="changed")
    assert house.said()[-1] == ("say", {"sentence": "changed_even_little"})
    answered(house, number, "dunno", about="changed")
    assert house.said()[-1] == ("say", {"sentence": "all_right"})


def test_what_changed_is_the_answer_to_a_plan_that_was_asked_about(house: House) -> None:
    number = begun(house)
    takes(house, number, entries.save)
    with house.open() as ctx:
        asked = ctx.work.follow_ups.add(
            ctx.member.id, number, "plan", TODAY, ctx.now, state="asked"
        )
    entry = answered(house, number, "since then not one comeback", about="changed")
    assert entry.evaluate == "since then not one comeback"
    assert house.query(f"SELECT state FROM follow_up WHERE id = {asked.id}") == [("answered",)]


# Steps


def test_what_is_skipped_is_not_asked_again_of_this_entry(house: House) -> None:
    number = begun(house)
    takes(house, number, answering.skip)
    assert pending(house, number) is None
    assert house.dialogue(number).state.skipped == {"evaluate"}
    with pytest.raises(Refused, match="nothing_left_to_ask"):
        takes(house, number, answering.resume)


def test_a_fact_that_is_skipped_makes_way_for_the_next_question(house: House) -> None:
    number = begun(house, "EV course yesterday")
    takes(house, number, answering.skip)
    assert pending(house, number) == "evaluate"


def test_what_is_put_off_is_asked_where_the_entry_is_taken_up_again(house: House) -> None:
    number = begun(house)
    takes(house, number, answering.put_off)
    assert pending(house, number) is None
    assert house.dialogue(number).state.later == {"evaluate"}
    house.now += timedelta(days=2)
    takes(house, number, answering.resume)
    state = house.dialogue(number).state
    assert (state.pending, state.pending_since) == ("evaluate", house.now)


def test_going_back_asks_the_question_before_even_where_it_was_skipped(house: House) -> None:
    number = begun(house, "EV course yesterday")
    takes(house, number, answering.skip)
    takes(house, number, answering.go_back)
    assert pending(house, number) == "minutes"
    assert house.dialogue(number).state.skipped == frozenset()


def test_another_question_is_one_that_the_entry_does_not_answer_yet(house: House) -> None:
    number = begun(house)
    answered(house, number, "I learnt to log the value, it helps on every EV job")
    takes(house, number, answering.ask_another)
    assert pending(house, number) == "hard"


def test_who_is_guided_is_asked_one_question_after_the_other_until_they_have_enough(
    house: House,
) -> None:
    number = begun(house)
    takes(house, number, answering.guide)
    assert (pending(house, number), house.dialogue(number).state.guide) == ("hard", "chosen")
    answered(house, number, "I was unsure of the bracket at first")
    assert pending(house, number) == "known"
    takes(house, number, answering.stop_guiding)
    assert (pending(house, number), house.dialogue(number).state.guide) == (None, "")


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (answering.skip, "no_question"),
        (answering.put_off, "no_question"),
        (answering.resume, "nothing_left_to_ask"),
    ],
)
def test_a_step_that_has_nothing_to_do_is_refused(house: House, step: Step, why: str) -> None:
    number = begun(house)
    answered(house, number, ACCOUNT)
    with pytest.raises(Refused, match=why):
        takes(house, number, step)


def test_there_is_nothing_before_the_first_question(house: House) -> None:
    with pytest.raises(Refused, match="nothing_before"):
        takes(house, begun(house), answering.go_back)


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
def test_a_discarded_draft_is_asked_nothing(house: House, step: Step) -> None:
    number = begun(house)
    takes(house, number, entries.discard)
    with pytest.raises(Refused, match="already_discarded"):
        takes(house, number, step)


@pytest.mark.parametrize(
    "step", [answering.skip, answering.put_off, answering.guide, answering.ask_another]
)
def test_every_step_has_the_card_shown_anew(house: House, step: Step) -> None:
    number = begun(house)
    house.everything_is_sent()
    takes(house, number, step)
    assert house.shown_anew() == {"card"}
