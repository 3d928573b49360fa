"""Nudges by DM: when they come, why they say they came, what their buttons open, Snooze."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox import Message, User
from tests.harness import (
    ANA,
    ANSWER,
    BEN,
    GIL,
    MONDAY,
    SATURDAY,
    SENTENCE,
    Harness,
    Member,
    buttons,
    deactivated,
    harness_at,
    reads,
)

WEEK = timedelta(days=7)
DAY = timedelta(days=1)


NINE_ON_TUESDAY = {"from_date": "2026-11-24", "at_time": "09:00"}


def nudges(member: Member) -> list[Message]:
    """Every nudge that a member has had, planned activities apart."""
    return [
        one
        for one in member.heard
        if any(str(block["block_id"]).startswith("nudge:") for block in one.blocks)
    ]


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def near_the_end(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Somebody 14 days before the end of their cycle and short, at 10:00 on a Monday."""
    url = request.getfixturevalue(request.param)
    async with harness_at(url, now=datetime(2028, 5, 15, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA)
        await harness.logged(ANA, days_ago=40, minutes=6 * 60)
        yield harness


async def test_fourteen_days_before_the_cycle_ends_there_is_exactly_one(
    near_the_end: Harness,
) -> None:
    ana = near_the_end.member(ANA)
    moment = near_the_end.sandbox.calendar.now()
    for hours in (1, 2, 3):
        await near_the_end.move_to(moment + timedelta(hours=hours))
    [nudge] = nudges(ana)
    assert nudge.text == "Your CPD cycle ends soon, and something is still to go."
    assert "Your IMI cycle ends in 16 days, on 31 May 2028. 6 of 90 by my count" in reads(nudge)
    assert "84 credits to go." in reads(nudge)
    assert "Log something" in buttons(nudge)


async def test_a_cycle_end_that_is_caught_up_is_spoken_of_no_more(near_the_end: Harness) -> None:
    ana = near_the_end.member(ANA)
    await near_the_end.logged(ANA, days_ago=20, minutes=84 * 60, over_days=14)
    await near_the_end.move_to(datetime(2028, 5, 25, 9, 0, tzinfo=UTC))
    assert nudges(ana) == []


async def test_behind_says_so_once_in_working_hours(harness: Harness, technician: Member) -> None:
    assert nudges(technician) == []
    await harness.move_to(MONDAY - timedelta(hours=2))
    assert nudges(technician) == []
    await harness.move_to(MONDAY)
    [nudge] = nudges(technician)
    assert nudge.text == "A word about your CPD pace."
    assert "about 8 behind its pace" in reads(nudge)
    assert "When will you write one up?" in reads(nudge)
    await harness.move_to(MONDAY + timedelta(hours=3))
    assert len(nudges(technician)) == 1


async def test_one_in_seven_days_however_many_causes_there_are(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write("1h air con refresher at Hella on Thursday")
    for days in range(5):
        await harness.move_to(MONDAY + days * DAY)
        await technician.person.open_home()
    assert len(nudges(technician)) == 1
    await harness.move_to(MONDAY + WEEK + timedelta(hours=1))
    assert len(nudges(technician)) == 2


async def test_unanswered_it_comes_again_after_four_and_eight_weeks_and_then_there_is_quiet(
    harness: Harness, technician: Member
) -> None:
    heard = []
    for weeks in range(22):
        await harness.move_to(MONDAY + weeks * WEEK + weeks * timedelta(minutes=2))
        heard.append(len(nudges(technician)))
    assert heard == [1] * 4 + [2] * 8 + [3] * 10
    assert {one.text for one in nudges(technician)} == {"A word about your CPD pace."}
    await technician.person.open_home()
    await harness.quiet()
    assert "gone quiet about your pace" in reads(technician.home)
    await technician.click("Ask me again", technician.home)
    assert "gone quiet" not in reads(technician.home)
    await harness.move_to(MONDAY + 22 * WEEK)
    assert len(nudges(technician)) == 4


async def test_nudges_come_at_the_hour_that_the_member_chooses(
    harness: Harness, technician: Member
) -> None:
    await harness.move_to(MONDAY - timedelta(hours=5))
    assert nudges(technician) == []
    await technician.command("settings")
    await technician.press(technician.whispers()[-1], "nudges")
    await technician.submit({"cadence": "light", "usual_hour": "540"})
    assert "Between 9:00 and 10:00" in await technician.command("settings")
    await harness.move_to(MONDAY - timedelta(hours=4, minutes=55))
    assert len(nudges(technician)) == 1


async def test_an_old_draft_is_named_and_can_be_saved_from_the_nudge(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await harness.move_to(MONDAY)
    [nudge] = nudges(technician)
    assert nudge.text == "A draft is still open."
    assert "High voltage isolation course" in reads(nudge)
    await technician.click("Save", nudge)
    assert "Saved · " in reads(technician.card)


async def test_a_waiting_entry_is_named_and_its_button_opens_the_missing_line(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Save")
    await harness.move_to(MONDAY)
    [nudge] = nudges(technician)
    assert nudge.text == "A saved entry waits for one line of yours."
    await technician.click("Add it", nudge)
    assert "What did you learn, and where will you use it" in reads(technician.modal)
    await technician.submit({"words": ANSWER})
    assert "8 of 30 this year" in await technician.command("status")


@pytest.mark.parametrize(
    ("choice", "span"), [("Snooze for a week", WEEK), ("Snooze for a month", timedelta(days=30))]
)
async def test_snooze_delays_once_and_leaves_the_cadence(
    harness: Harness, technician: Member, choice: str, span: timedelta
) -> None:
    await harness.move_to(MONDAY)
    await technician.click(choice, nudges(technician)[0])
    assert "How often I nudge" in technician.last_whisper
    await harness.move_to(MONDAY + span - DAY)
    assert len(nudges(technician)) == 1
    await harness.move_to(MONDAY + span + timedelta(minutes=30))
    assert len(nudges(technician)) == 2
    [(cadence,)] = await harness.query(f"SELECT cadence FROM member WHERE slack_id = '{ANA.id}'")
    assert cadence == "light"


async def test_paused_there_is_silence_and_afterwards_there_is_not(
    harness: Harness, technician: Member
) -> None:
    await technician.command("pause 2 weeks")
    await harness.move_to(MONDAY + WEEK)
    assert nudges(technician) == []
    await harness.move_to(MONDAY + 2 * WEEK)
    assert len(nudges(technician)) == 1


async def test_caught_up_before_it_was_sent_it_is_taken_back(
    harness: Harness, technician: Member
) -> None:
    held = harness.sandbox.faults.hold("conversations.open")
    harness.sandbox.calendar.move_to(MONDAY)
    await harness.runtime.tick_now()
    await held.reached()
    await harness.logged(ANA, days_ago=1, minutes=7 * 60)
    await harness.logged(ANA, days_ago=4, minutes=7 * 60)
    harness.sandbox.faults.rate_limited("conversations.open", retry_after=0)
    held.drop()
    await harness.quiet()
    assert nudges(technician) == []


async def test_a_cmi_member_hears_no_word_of_credits(harness: Harness, ana: Member) -> None:
    await harness.enrolled(ANA, "cmi", cycle_start=None, job="manager")
    await harness.logged(ANA, days_ago=200)
    await harness.move_to(MONDAY)
    await harness.move_to(MONDAY + timedelta(days=91))
    assert nudges(ana) != []
    assert all("credit" not in reads(one).casefold() for one in nudges(ana))
    await ana.click("Why did I get this?", nudges(ana)[0])
    assert "CMI sets no rhythm" in ana.last_whisper


async def test_the_cycle_start_is_asked_for_after_a_week(harness: Harness, ana: Member) -> None:
    await harness.enrolled(ANA, cycle_start=None)
    await harness.move_to(MONDAY)
    assert nudges(ana) == []
    await harness.move_to(MONDAY + WEEK)
    [nudge] = nudges(ana)
    assert nudge.text == "When did your CPD cycle begin?"
    await ana.click("Set date", nudge)
    await ana.submit({"cycle_start": "2025-06-01"})
    assert "of 90 in your cycle" in await ana.command("status")


async def test_no_pace_is_spoken_of_before_the_balance_is_told_or_declined(
    harness: Harness, ana: Member
) -> None:
    await harness.enrolled(ANA)
    with harness.open(ANA) as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        ctx.work.enrolments.change(enrolment, opening_on=None, opening_declined=False)
    await harness.move_to(MONDAY)
    assert nudges(ana) == []


@pytest.mark.parametrize("somebody", [GIL, deactivated(BEN)], ids=["a guest", "deactivated"])
async def test_nobody_is_nudged_who_cannot_be(harness: Harness, somebody: User) -> None:
    member = harness.join(somebody)
    await harness.enrolled(somebody, cycle_start=date(2024, 6, 1))
    await harness.move_to(MONDAY)
    await harness.move_to(MONDAY + WEEK)
    assert member.heard == []


async def test_a_guest_with_an_entry_is_nudged_like_anybody(harness: Harness) -> None:
    gil = harness.member(GIL)
    await harness.enrolled(GIL, cycle_start=date(2024, 6, 1))
    await harness.logged(GIL, days_ago=100)
    await harness.move_to(MONDAY)
    assert len(nudges(gil)) == 1


async def test_whoever_is_deactivated_in_slack_is_left_alone_from_then_on(
    harness: Harness, technician: Member
) -> None:
    harness.sandbox.change_user(ANA.id, deleted=True)
    await harness.quiet()
    await harness.move_to(MONDAY)
    assert nudges(technician) == []


async def test_only_the_cycles_end_where_that_is_wished(
    harness: Harness, technician: Member
) -> None:
    with harness.open(ANA) as ctx:
        ctx.change_member(cadence="cycle_end")
    await harness.move_to(MONDAY)
    assert nudges(technician) == []


async def test_nobody_is_nudged_on_a_public_holiday(harness: Harness, technician: Member) -> None:
    with harness.open(ANA) as ctx:
        ctx.change_member(country="GB-ENG")
    await technician.command("pause until 25 Dec")
    await harness.move_to(datetime(2026, 12, 25, 10, tzinfo=UTC))
    await harness.move_to(datetime(2026, 12, 28, 15, tzinfo=UTC))  # Boxing Day, in lieu
    assert nudges(technician) == []
    await harness.move_to(datetime(2026, 12, 29, 15, tzinfo=UTC))
    assert len(nudges(technician)) == 1


async def test_no_fallback_text_holds_a_title(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await harness.move_to(SATURDAY + timedelta(days=2))
    assert all("isolation" not in one.text for one in nudges(technician))


# --- What becomes of it -----------------------------------------------------------------------

TUESDAY_AT_NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
async def behind(harness: Harness, technician: Member) -> Member:
    """Ana on the Monday on which she was told that she is behind."""
    await harness.move_to(MONDAY)
    assert "When will you write one up?" in reads(nudges(technician)[0])
    return technician


async def test_one_tap_plans_a_time_and_the_nudge_says_so(behind: Member) -> None:
    await behind.click("Tue 9:00")
    [nudge] = nudges(behind)
    assert reads(nudge).startswith("Planned for Tue 24 Nov, 9:00. I will come back to you then.")
    assert buttons(nudge) == ["Another time · Do not come back to it · Why did I get this?"]


async def test_at_that_time_the_plan_is_said_again_beside_everything_else(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Tue 9:00")
    before = len(behind.heard)
    await harness.move_to(TUESDAY_AT_NINE - timedelta(minutes=10))
    assert len(behind.heard) == before
    await harness.move_to(TUESDAY_AT_NINE)
    [again] = behind.heard[before:]
    assert reads(again).startswith("You planned to write one up now: Tue 24 Nov, 9:00.")
    assert again.text == "You asked me to come back to this today."
    await behind.click("Write it up", again)
    await behind.submit({"sentence": "1h charging fault talk with Priya at work yesterday"})
    await behind.click("Save")
    after = next(one for one in behind.heard if one.ts == again.ts)
    assert reads(after) == "You have written something up since. Thank you."


async def test_what_was_typed_with_a_plan_stands_in_the_form_and_in_no_message(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Another time")
    chosen = {"from_date": "2026-11-24", "at_time": "11:30", "words": "Zebra battery fault"}
    assert await behind.submit(chosen) == {}
    before = len(behind.heard)
    await harness.move_to(datetime(2026, 11, 24, 11, 30, tzinfo=UTC))
    [again] = behind.heard[before:]
    assert reads(again).startswith("You asked me to come back to this today.\n[Open]")
    assert all("Zebra" not in reads(one) + one.text for one in behind.heard)
    await behind.click("Open", again)
    assert "Zebra battery fault" in str(behind.modal.blocks)


async def test_what_the_form_is_sent_with_is_quoted_in_no_message(
    harness: Harness, behind: Member
) -> None:
    private = "Zebra misdiagnosed the charging fault, I now check the contactor first"
    await behind.click("Another time")
    assert await behind.submit({**NINE_ON_TUESDAY, "words": private}) == {}
    await harness.move_to(TUESDAY_AT_NINE)
    await behind.click("Open", behind.heard[-1])
    assert await behind.submit() == {}
    assert "I kept that, and am not sure what it is." in reads(behind.card)
    assert all("Zebra" not in reads(one) + one.text for one in behind.heard)


@pytest.mark.parametrize(
    ("day", "why"),
    [("2026-11-23", "That time has passed."), ("2027-12-24", "That is more than a year ahead.")],
)
async def test_a_time_that_cannot_be_stays_in_the_form(behind: Member, day: str, why: str) -> None:
    await behind.click("Another time")
    mistakes = await behind.submit({"from_date": day, "at_time": "09:00"})
    assert mistakes["from_date"].startswith(why)


async def test_a_time_that_has_passed_opens_another(harness: Harness, behind: Member) -> None:
    await harness.move_to(TUESDAY_AT_NINE + timedelta(hours=1))
    await behind.click("Tue 9:00", nudges(behind)[0])
    assert "Tue 24 Nov: that time has passed." in str(behind.modal.blocks)
    assert await behind.submit({"from_date": "2026-11-25", "at_time": "09:00"}) == {}
    assert "Planned for Wed 25 Nov, 9:00." in reads(nudges(behind)[0])


async def test_a_plan_is_moved_from_its_message_and_dropped_from_the_nudge(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Tue 9:00")
    await harness.move_to(TUESDAY_AT_NINE)
    again = behind.heard[-1]
    await behind.click("Another time", again)
    assert await behind.submit({"from_date": "2026-11-26", "at_time": "15:00"}) == {}
    moved = next(one for one in behind.heard if one.ts == again.ts)
    assert reads(moved) == "I will come back to this on Thu 26 Nov, 15:00."
    await behind.click("Do not come back to it", nudges(behind)[0])
    before = len(behind.heard)
    await harness.move_to(datetime(2026, 11, 26, 15, tzinfo=UTC))
    assert len(behind.heard) == before


async def test_undo_takes_a_planned_time_back(harness: Harness, behind: Member) -> None:
    await behind.click("Tue 9:00")
    await behind.write("undo")
    assert behind.last == "All right. I will not come back to it then."
    assert "Tue 9:00" in buttons(nudges(behind)[0])
    before = len(behind.heard)
    await harness.move_to(TUESDAY_AT_NINE)
    assert len(behind.heard) == before


async def test_undo_of_a_moved_time_restores_the_one_before_it_with_its_words(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Another time")
    assert await behind.submit({**NINE_ON_TUESDAY, "words": "Zebra battery fault"}) == {}
    await behind.write("thursday at 3pm")
    assert behind.last.startswith("Planned for Thu 26 Nov, 15:00.")
    await behind.write("undo")
    assert behind.last == "Planned for Tue 24 Nov, 9:00. I will come back to you then."
    assert reads(nudges(behind)[0]).startswith(behind.last)
    await harness.move_to(TUESDAY_AT_NINE)
    await behind.click("Open", behind.heard[-1])
    assert "Zebra battery fault" in str(behind.modal.blocks)


async def test_undo_of_a_stop_leaves_what_was_planned_before_it(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Tue 9:00")
    await behind.write("stop messaging me")
    await behind.write("undo")
    assert behind.last == "Taken back: nudges are as they were."
    await harness.move_to(TUESDAY_AT_NINE)
    assert reads(behind.heard[-1]).startswith("You planned to write one up now: Tue 24 Nov, 9:00.")


async def test_undo_of_a_time_that_was_planned_after_a_stop_takes_that_alone_back(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Tue 9:00")
    await behind.write("stop messaging me")
    await behind.click("Another time", nudges(behind)[0])
    assert await behind.submit({"from_date": "2026-11-26", "at_time": "15:00"}) == {}
    await behind.write("undo")
    assert behind.last.startswith("Planned for Tue 24 Nov, 9:00.")
    await behind.write("undo")
    assert behind.last == "Taken back: nudges are as they were."


async def test_what_was_planned_lapses_with_a_stop_and_the_nudge_says_so(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Tue 9:00")
    await behind.write("stop messaging me")
    await harness.move_to(TUESDAY_AT_NINE + timedelta(days=8))
    assert "Planned for" not in reads(nudges(behind)[0])


async def test_once_all_is_erased_its_message_opens_nothing_any_more(
    harness: Harness, behind: Member
) -> None:
    await behind.click("Another time")
    assert await behind.submit({**NINE_ON_TUESDAY, "words": "Zebra battery fault"}) == {}
    await harness.move_to(TUESDAY_AT_NINE)
    again = behind.heard[-1]
    assert "Open" in buttons(again)
    await behind.command("erase")
    await behind.submit({"confirmation": "erase my record"})
    assert "Open" not in buttons(next(one for one in behind.heard if one.ts == again.ts))


async def test_once_something_is_saved_the_nudge_says_so_and_loses_its_buttons(
    behind: Member,
) -> None:
    await behind.write("1h air con refresher at Hella on Thursday")
    await behind.write(ANSWER)
    await behind.click("Save")
    [nudge] = nudges(behind)
    assert reads(nudge).startswith("You have logged something since.")
    assert buttons(nudge) == ["Why did I get this?"]


async def test_once_it_is_snoozed_the_nudge_says_until_when(behind: Member) -> None:
    await behind.click("Snooze for a week", nudges(behind)[0])
    assert reads(nudges(behind)[0]) == "Snoozed until 30 Nov.\n[Why did I get this?]"


async def test_once_the_date_is_set_the_question_for_it_says_so(
    harness: Harness, ana: Member
) -> None:
    await harness.enrolled(ANA, cycle_start=None)
    await harness.move_to(MONDAY + WEEK)
    await ana.click("Set date", nudges(ana)[0])
    await ana.submit({"cycle_start": "2025-06-01"})
    assert reads(nudges(ana)[0]).startswith("That is settled.")
    assert "Set date" not in buttons(nudges(ana)[0])


async def test_a_draft_that_was_saved_from_the_nudge_is_said_to_be_saved(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await harness.move_to(MONDAY)
    await technician.click("Save", nudges(technician)[0])
    assert reads(nudges(technician)[0]).startswith("*High voltage isolation course* is saved.")
    assert buttons(nudges(technician)[0]) == ["Why did I get this?"]


async def test_why_is_answered_by_button_and_by_word(behind: Member) -> None:
    why = (
        "It came on 23 Nov 2026: you were about 8 behind this year’s pace. From 5 behind, after 90 "
        "days, I say so; that is a workplace setting.\n"
        "If it lasts, the same comes again after 28 days."
    )
    await behind.click("Why did I get this?", nudges(behind)[0])
    assert behind.last_whisper.startswith(why)
    await behind.write("why did I get this reminder?")
    assert behind.last.startswith(why)


async def test_the_last_of_its_kind_says_so(harness: Harness, behind: Member) -> None:
    for weeks in (4, 8, 12):
        await harness.move_to(MONDAY + weeks * WEEK + timedelta(minutes=weeks))
    await behind.click("Why did I get this?", nudges(behind)[-1])
    assert "Unless you answer, it was the last for now." in behind.last_whisper


async def test_the_next_time_it_is_said_in_other_words(harness: Harness, behind: Member) -> None:
    await behind.write("thanks")
    await harness.move_to(MONDAY + 4 * WEEK + timedelta(hours=1))
    first, second = nudges(behind)
    assert reads(first) == "This came again later, see below."
    assert "A small thing counts, too." in reads(second)


@pytest.mark.parametrize(
    ("said", "planned"),
    [("tue 9:00", "Tue 24 Nov, 9:00"), ("thursday", "Thu 26 Nov, 15:00")],
)
async def test_when_can_be_typed_as_well(behind: Member, said: str, planned: str) -> None:
    await behind.write(said)
    assert behind.last == f"Planned for {planned}. I will come back to you then."
    assert reads(nudges(behind)[0]).startswith(f"Planned for {planned}.")


async def test_later_is_the_next_working_day(behind: Member) -> None:
    await behind.write("later")
    assert behind.last == "Planned for Tue 24 Nov, 9:00. I will come back to you then."


async def test_now_is_an_answer_too(behind: Member) -> None:
    await behind.write("now")
    assert behind.last == "Tell me in a few words what it was."


async def test_the_nudge_that_asked_after_a_draft_is_what_is_answered(
    harness: Harness, technician: Member
) -> None:
    await harness.move_to(MONDAY - timedelta(hours=5))
    await technician.write("air con refresher at Hella, 1h")
    await harness.move_to(MONDAY)
    assert "When will you write one up?" in reads(nudges(technician)[0])
    await technician.write("tomorrow")
    assert technician.last.startswith("Planned for Tue 24 Nov, 9:00.")
    await technician.write("yesterday")
    assert "Sun 22 Nov" in reads(technician.card)


async def test_put_right_at_once_it_is_the_planned_time_that_moves(behind: Member) -> None:
    await behind.write("MOT course at Snap-on on 11 December")
    await behind.click("Tue 9:00", nudges(behind)[0])
    await behind.write("actually thursday at 5pm")
    assert behind.last == "Planned for Thu 26 Nov, 17:00. I will come back to you then."
    assert "11 Dec" in reads(behind.card)


async def test_put_right_after_something_else_it_is_that_which_moves(behind: Member) -> None:
    await behind.click("Tue 9:00", nudges(behind)[0])
    await behind.write("MOT course at Snap-on on 11 December")
    await behind.write("actually thursday")
    assert "Planned for" not in behind.last
    assert reads(nudges(behind)[0]).startswith("Planned for Tue 24 Nov, 9:00.")


@pytest.mark.parametrize("said", ["2h", "3", "31 Feb at 3pm", "25/12/2020 at 9am"])
async def test_a_length_or_a_day_that_cannot_be_plans_nothing(behind: Member, said: str) -> None:
    await behind.write(said)
    assert "Planned for" not in behind.last + reads(nudges(behind)[0])


async def test_not_now_is_an_answer_too(behind: Member) -> None:
    await behind.write("not now")
    assert behind.last == "All right."


async def test_a_day_that_tells_of_an_activity_is_no_time_to_come(behind: Member) -> None:
    await behind.write("2h tyre course at Michelin on Thursday")
    assert "Tyre course" in reads(behind.card)
    assert "Tue 9:00" in buttons(nudges(behind)[0])


async def test_a_time_typed_long_after_is_asked_about(harness: Harness, behind: Member) -> None:
    await harness.move_to(MONDAY + timedelta(days=2))
    await behind.write("thursday")
    assert "Planned for" not in behind.last
    assert "Tue 9:00" in buttons(nudges(behind)[0])


async def test_a_time_that_was_not_read_can_be_said_again(behind: Member) -> None:
    await behind.write("some time")
    await behind.write("in two days")
    assert behind.last == "Planned for Wed 25 Nov, 9:00. I will come back to you then."
