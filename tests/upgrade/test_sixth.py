"""What a fortnight of use under release 0.6.0 leaves means the same to the newest code: parts over
borders, subjects, loaded documents, registrations, what was not accepted, leave, a coach; beside
what its questions, its drafts and its queues left open.
"""

import json
from asyncio import wrap_future
from datetime import UTC, datetime, timedelta

from bot.services.schemes.assessment import assess_again
from sandbox import Message
from storage.queues.jobs import Jobs
from storage.queues.outbox import Outbox
from tests.coach_server import Fields, coach_server
from tests.harness import Harness, Member, reads
from tests.upgrade.looking import desk_of
from tests.upgrade.pilot import (
    ANA,
    BEN,
    CAT,
    DAN,
    EVE,
    EVENING,
    IDA,
    LEE,
    MAX,
    Release,
    evening_of,
    of_the_sixth,
)
from tests.upgrade.screens import Screens, one

pytestmark = of_the_sixth

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 4, 15, 0, tzinfo=UTC)
DUE = "You asked me to come back to something today."
TORQUE = "I learnt the torque order again from the 1 h refresher on Thursday"
TESTER = "6 h of 6 h for both categories this year, to 31 Mar 2027."
RAW = "i measure the insulation befor each drive and it helps me on every hybrid job"
TIDIED = "I measure the insulation before each drive and it helps me on every hybrid job."
PARTS = "SELECT cycle, year, minutes, credits FROM assessment WHERE entry_id = {} ORDER BY part"


def since(member: Member, text: str) -> list[Message]:
    """What a member has heard of this kind since the upgrade."""
    return [
        each for each in member.heard if each.text == text and float(each.ts) >= EVENING.timestamp()
    ]


async def status(harness: Harness, member: Member) -> str:
    """Where they stand, in one piece."""
    await harness.quiet()
    return await member.command("status")


# What lies over a border


async def test_what_was_split_at_a_border_stays_split_and_what_was_kept_whole_stays_whole(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    assert await pilot.query(PARTS.format(10)) == [(0, 3, 480, 800), (1, 1, 480, 800)]
    assert await pilot.query(PARTS.format(11)) == [(0, 1, 360, 600), (0, 2, 360, 600)]
    assert await pilot.query(PARTS.format(12)) == [(0, 2, 360, 600)]
    dan = pilot.member(DAN)
    assert "12 of 30 this year; 19 of 90 in your cycle" in await status(pilot, dan)
    await dan.command("list")
    await dan.click("Details", dan.whispers()[-1])  # of the newest, which Dan kept whole
    assert "Counted whole on its last day" in reads(dan.modal)
    await dan.click("Split by day", dan.modal)
    assert await pilot.query(PARTS.format(12)) == [(0, 1, 180, 300), (0, 2, 180, 300)]
    assert "9 of 30 this year; 19 of 90 in your cycle" in await status(pilot, dan)
    await dan.write("undo")
    assert await pilot.query(PARTS.format(12)) == [(0, 2, 360, 600)]


# Cycles, and what was told of them


async def test_a_cycle_that_was_answered_for_stands_with_the_part_that_came_later(
    pilot: Harness,
) -> None:
    ben = pilot.member(BEN)
    assert "8 of 30 this year, 8 of 90 in your cycle" in await status(pilot, ben)
    await ben.click("Your last cycle", ben.whispers()[-1])
    assert "48 of 90. You told me on 17 Nov 2026: extended." in ben.last_whisper
    await ben.command("settings")
    assert "Registration: extended since 17 Nov 2026" in ben.last_whisper
    await pilot.move_to(FRIDAY + timedelta(days=40))
    assert since(ben, "A word about your last CPD cycle.") == []


async def test_a_start_recorded_now_leaves_the_cycle_of_the_start_that_the_release_kept(
    pilot: Harness,
) -> None:
    """It kept no day on which a start was recorded: the day of enrolment is taken for it."""
    ben = pilot.member(BEN)
    await status(pilot, ben)
    await ben.command("settings")
    await ben.press(ben.whispers()[-1], "set_cycle", "settings:scheme-2-actions")
    assert await ben.submit({"cycle_start": "2026-11-20"}) == {}
    [(start, recorded_on, earlier)] = await pilot.query(
        "SELECT cycle_start, start_recorded_on, CAST(earlier AS text) FROM enrolment WHERE id = 2"
    )
    assert (str(start), str(recorded_on)) == ("2026-11-20", "2026-11-25")
    assert json.loads(earlier) == {"starts": [{"start": "2023-11-14", "on": "2026-11-13"}]}
    await ben.command("settings")
    await ben.click("Earlier cycles", ben.whispers()[-1])
    assert "14 Nov 2023 to 19 Nov 2026: 56 of 90; you told me: extended." in ben.last_whisper


async def test_registrations_hold_as_they_were_told(pilot: Harness) -> None:
    dan, lee, max_ = pilot.member(DAN), pilot.member(LEE), pilot.member(MAX)
    assert "Removed since 3 Nov 2026, as you told me on 17 Nov 2026." in await status(pilot, max_)
    assert "Removed" not in await status(pilot, lee)  # an administrator told of her return
    assert "Removed" not in await status(pilot, dan)  # taken back by undo
    await lee.command("settings")
    assert "restored since 19 Nov 2026, as an administrator told me" in lee.last_whisper
    await pilot.member(IDA).command("admin members")
    listed = pilot.member(IDA).last_whisper
    assert "restored since 19 Nov 2026" in listed
    assert "removed" not in listed
    await max_.write("I'm back on the register")
    assert "Removed since" not in await status(pilot, max_)
    await max_.write("undo")
    assert "Removed since 3 Nov 2026" in await status(pilot, max_)


async def test_leave_is_left_out_of_the_pace_until_it_is_removed(pilot: Harness) -> None:
    lee = pilot.member(LEE)
    assert "5 days of leave are left out of the pace." in await status(pilot, lee)
    await lee.command("settings")
    assert "Sick leave, 2 Nov 2026 to 6 Nov 2026" in lee.last_whisper
    await lee.press(lee.whispers()[-1], "add_leave", "settings:leave-0")
    await lee.submit({"leave_gone": ["gone"]})
    assert "days of leave" not in await status(pilot, lee)


async def test_what_the_body_did_not_accept_counts_again_once_it_does(pilot: Harness) -> None:
    dan = pilot.member(DAN)
    assert "19 of 90 in your cycle" in await status(pilot, dan)
    await dan.command("list")
    assert "36 h · not accepted" in dan.last_whisper
    [(told,)] = await pilot.query("SELECT CAST(disallowed AS text) FROM entry WHERE id = 2")
    assert json.loads(told) == [{"pack": "imi-register", "on": "2026-11-17", "reason": "relevant"}]
    page = dan.whispers()[-1]
    value = '{"do":"details","entry":2}'
    outcome = await dan.person.click(page, "more", "list:2:row", value)
    assert outcome.error is None
    await pilot.quiet()
    await dan.click("IMI accepts it again", dan.modal)
    assert "55 of 90 in your cycle" in await status(pilot, dan)


# Schemes that go by subjects, and documents


async def test_time_counts_by_subject_in_one_category_and_the_other_waits_for_its_own(
    pilot: Harness,
) -> None:
    ana = pilot.member(ANA)
    said = await status(pilot, ana)
    assert "1 of 3 subjects met; short of Calibrating cameras by 6 h" in said
    assert "*IMI TechSafe: electrified vehicles*\nNot known yet" in said
    await ana.write("radar and cameras")  # the windscreen course, whose card asks which
    [(subjects,)] = await pilot.query("SELECT CAST(subjects AS text) FROM entry WHERE id = 20")
    assert [each["name"] for each in json.loads(subjects)] == ["Radar", "Calibrating cameras"]
    await ana.write("save")
    await pilot.quiet()
    assert await pilot.query(
        "SELECT subject, minutes, state FROM assessment WHERE entry_id = 20 AND enrolment_id = 9"
        " ORDER BY part"
    ) == [("Radar", 30, "counted"), ("Calibrating cameras", 30, "counted")]


async def test_time_that_counted_by_subject_with_few_words_still_does(pilot: Harness) -> None:
    said = await status(pilot, pilot.member(ANA))
    assert "short of Calibrating cameras by 6 h 10 min; 1 not known" in said


async def test_documents_that_were_loaded_hold_from_their_days_and_nobody_is_told_twice(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ida, max_ = pilot.member(IDA), pilot.member(MAX)
    rules = await ida.command("admin rules")
    assert "*Workplace CPD*: version 2027.1, from 1 Jan 2027, loaded on 23 Nov 2026" in rules
    assert "*IMI TechSafe: ADAS*: version workshop-1, from 1 Jan 2026" in rules
    assert "0 of 90 in your cycle" in await status(pilot, max_)
    await pilot.move_to(NEW_YEAR)
    assert "0 of 100 in your cycle" in await status(pilot, max_)
    told = [
        each
        for user in (ANA, MAX)
        for each in pilot.member(user).heard
        if float(each.ts) >= EVENING.timestamp() and "The rules of" in reads(each)
    ]
    assert told == []


async def test_a_tester_stands_where_they_stood_in_both_groups(pilot: Harness) -> None:
    said = await status(pilot, pilot.member(LEE))
    assert said.count(TESTER) == 1


async def test_a_tester_stands_there_still_once_all_is_worked_out_anew(pilot: Harness) -> None:
    """Whenever something else that a total rests on is changed."""
    await pilot.quiet()
    with desk_of(pilot, LEE.id) as ctx:
        assess_again(ctx, ctx.work.member_data.entries(ctx.member.id, 0, 100))
        ctx.commit()
    assert (await status(pilot, pilot.member(LEE))).count(TESTER) == 1


# The coach


async def test_where_there_is_no_coach_any_more_nothing_of_it_stands_in_the_way(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    eve = pilot.member(EVE)
    assert await pilot.query("SELECT state FROM job WHERE id = 7") == [("done",)]
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 18") == [(RAW,)]
    await eve.write("I learnt which blade each glass takes and check it before every cut I make")
    await eve.write("save")
    assert await pilot.query("SELECT status FROM entry WHERE id = 22") == [("logged",)]


def _question(_fields: Fields) -> str:
    return "What did you learn about glass cutting, and where will you use it in your job?"


async def test_the_coach_goes_on_within_what_the_release_had_spent_of_a_day(
    release: Release, old_url: str
) -> None:
    async with (
        coach_server(question=_question) as server,
        evening_of(
            release,
            old_url,
            coach_url=server.url,
            coach_model="tiny",
            coach_seconds=60.0,
            coach_daily=3,
        ) as harness,
    ):
        await harness.quiet()
        eve, ana = harness.member(EVE), harness.member(ANA)
        assert "The coach is on." in await eve.command("coach")
        before = len(server.requests)
        await eve.write("2h panel alignment course at Bosch yesterday")
        await ana.write("2h panel alignment course at Hella yesterday")
        assert len(server.requests) == before  # Eve's three are spent, and Ana wants none
        offered = await harness.query("SELECT id, state FROM coach_suggestion WHERE id = 5")
        assert offered == [(5, "offered")]
        outcome = await Screens(harness.sandbox, release).click(
            one(release, "message", "coach_take")
        )
        assert outcome.error is None
        await harness.quiet()
        assert await harness.query("SELECT evaluate FROM entry WHERE id = 18") == [(TIDIED,)]
        await eve.write("undo")
        assert await harness.query("SELECT evaluate FROM entry WHERE id = 18") == [(RAW,)]


# What was open


async def test_what_slack_refused_comes_once_an_operator_has_it_tried_again(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    lee, database = pilot.member(LEE), pilot.contexts.database
    assert await pilot.query("SELECT id FROM outbox WHERE state = 'aside'") == [(66,)]
    assert await pilot.query("SELECT id FROM job WHERE state = 'aside'") == [(4,)]
    heard = len(lee.heard)
    now = pilot.contexts.clocks.real()
    await wrap_future(database.write(lambda: Outbox(database).reopen_aside(now)))
    await wrap_future(database.write(lambda: Jobs(database).reopen_aside(now)))
    await pilot.quiet()
    came = lee.heard[heard:]
    assert sum("Write me a sentence" in reads(each) for each in came) == 1
    assert sum(len(each.file_ids) for each in came) == 1


async def test_words_whose_place_was_asked_for_go_where_their_member_says(pilot: Harness) -> None:
    await pilot.quiet()
    max_ = pilot.member(MAX)
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 19") == [(None,)]
    await max_.write("my answer")
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 19") == [(TORQUE,)]
    assert await pilot.query("SELECT id FROM held_message WHERE member_id = 8") == []


async def test_an_answer_taken_before_the_kill_stands_on_its_card(pilot: Harness) -> None:
    await pilot.quiet()
    [(words,)] = await pilot.query("SELECT evaluate FROM entry WHERE id = 21")
    assert words.endswith("the radar needs level ground, I check the floor first now")
    assert "*ADAS calibration course*" in reads(pilot.member(DAN).card)


async def test_undo_steps_of_a_discarded_draft_are_taken_back_one_by_one(pilot: Harness) -> None:
    await pilot.quiet()
    ida = pilot.member(IDA)
    state = "SELECT status, minutes FROM entry WHERE id = 14"
    assert await pilot.query(state) == [("discarded", 120)]
    for expected in (("draft", 120), ("draft", 60), ("discarded", 60)):
        await ida.write("undo")
        assert await pilot.query(state) == [expected]


async def test_follow_ups_that_were_agreed_come_on_their_day(pilot: Harness) -> None:
    await pilot.quiet()
    ana, dan = pilot.member(ANA), pilot.member(DAN)
    await pilot.move_to(FRIDAY - timedelta(days=1))
    assert since(ana, DUE) + since(dan, DUE) == []
    await pilot.move_to(FRIDAY)
    [of_ana] = since(ana, DUE)
    assert "High voltage isolation course" in reads(of_ana)
    assert since(dan, DUE) == []
    await pilot.move_to(FRIDAY + timedelta(days=14))
    [of_dan] = since(dan, DUE)
    assert "“I plan to check every tyre first for two weeks”. How did it go?" in reads(of_dan)


async def test_a_manager_sees_whom_they_saw_and_a_weekly_review_goes_on(pilot: Harness) -> None:
    await pilot.quiet()
    team = await pilot.member(MAX).command(name="/cpd-team")
    assert "*1 of 1 needs a look*: Ana" in team
    assert "Year 6 of 30, Cycle 26 of 90" in team
    assert "Ben" not in team
    for days in range(4):
        await pilot.move_to(FRIDAY + timedelta(days=days))
    assert len(since(pilot.member(CAT), "Your CPD week.")) == 1
    assert since(pilot.member(ANA), "Your CPD week.") == []
