"""What a fortnight of use under release 0.5.0 leaves means the same to the newest code: an open
question, words whose place was asked for, plans, a discarded draft, a cycle that ended short.
"""

from datetime import UTC, datetime, timedelta

from sandbox import Message
from tests.harness import Harness, Member, reads
from tests.upgrade.pilot import ANA, BEN, CAT, DAN, EVENING, IDA, MAX, of_the_fifth

pytestmark = of_the_fifth

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
TORQUE = "I learnt the torque order again from the 1 h refresher on Thursday"
DUE = "You asked me to come back to something today."


def since(member: Member, text: str) -> list[Message]:
    """What a member has heard of this kind since the upgrade."""
    return [
        one for one in member.heard if one.text == text and float(one.ts) >= EVENING.timestamp()
    ]


async def test_words_whose_place_was_asked_for_go_where_their_member_says(pilot: Harness) -> None:
    await pilot.quiet()
    max_ = pilot.member(MAX)
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 10") == [(None,)]
    await max_.write("my answer")
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 10") == [(TORQUE,)]
    assert await pilot.query("SELECT id FROM held_message WHERE member_id = 6") == []


async def test_a_question_that_is_open_takes_its_answer(pilot: Harness) -> None:
    await pilot.quiet()
    words = "I turn the hub by hand before each road test to hear a worn bearing"
    await pilot.member(ANA).write(words)
    assert await pilot.query("SELECT evaluate FROM entry WHERE id = 8") == [(words,)]


async def test_an_answer_taken_before_the_kill_stands_on_its_card(pilot: Harness) -> None:
    await pilot.quiet()
    dan = pilot.member(DAN)
    [(words,)] = await pilot.query("SELECT evaluate FROM entry WHERE id = 9")
    assert words.endswith("the radar needs level ground, I check the floor first now")
    assert "*ADAS calibration course*" in reads(dan.card)
    assert "2 credits once you say how it helps" in reads(dan.card)


async def test_undo_steps_of_a_discarded_draft_are_taken_back_one_by_one(pilot: Harness) -> None:
    await pilot.quiet()
    ida = pilot.member(IDA)
    state = "SELECT status, minutes FROM entry WHERE id = 7"
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
    [of_ana], [of_dan] = since(ana, DUE), since(dan, DUE)
    assert "High voltage isolation course" in reads(of_ana)
    assert "ADAS calibration webinar" in reads(of_dan)
    await dan.write("since then not one calibration had to be repeated for tyre pressure")
    state = "SELECT state FROM follow_up WHERE id = 2"
    assert await pilot.query(state) == [("answered",)]


async def test_a_cycle_that_was_answered_for_is_known_and_not_asked_about_again(
    pilot: Harness,
) -> None:
    await pilot.quiet()
    ben = pilot.member(BEN)
    await ben.command("status")
    await ben.click("Your last cycle", ben.whispers()[-1])
    assert "40 of 90. You told me on 17 Nov 2026: extended." in ben.last_whisper
    await pilot.move_to(FRIDAY + timedelta(days=40))
    assert since(ben, "A word about your last CPD cycle.") == []


async def test_a_manager_sees_whom_they_saw_and_a_weekly_review_goes_on(pilot: Harness) -> None:
    await pilot.quiet()
    team = await pilot.member(MAX).command(name="/cpd-team")
    assert "*1 of 1 needs a look*: Ana" in team
    assert "Name Ana, Standing at risk, Year 5 of 30, Cycle 25 of 90" in team
    assert "Ben" not in team
    for days in range(4):
        await pilot.move_to(FRIDAY + timedelta(days=days))
    assert len(since(pilot.member(CAT), "Your CPD week.")) == 1
    assert since(pilot.member(ANA), "Your CPD week.") == []


async def test_nobody_has_chosen_the_coach(pilot: Harness) -> None:
    await pilot.quiet()
    assert set(await pilot.query("SELECT coach FROM member")) == {("never",)}
    assert await pilot.query("SELECT id FROM coach_suggestion") == []
