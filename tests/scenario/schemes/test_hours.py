"""An MOT tester: hours in each year from April to March, in one vehicle group or in both."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.services.record.entry_changes import find
from bot.services.schemes.assessment import assess_again
from sandbox import Message
from tests.harness import ANA, MAX, Harness, Member, buttons, harness_at, reads

GROUP_A, GROUP_B = "dvsa-mot/group A", "dvsa-mot/group B"
ENROLLED = "SELECT pack, category FROM enrolment WHERE ended_on IS NULL ORDER BY id"
ENDED = "A word about your last CPD year."
YEAR_ENDS = datetime(2027, 3, 31, 9, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def garage(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """A workplace in November 2026, in the middle of a testing year."""
    url = request.getfixturevalue(request.param)
    async with harness_at(url, now=datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) as harness:
        yield harness


async def a_tester(harness: Harness, *groups: str) -> Member:
    ana = harness.member(ANA)
    await ana.write("Hi")
    await ana.click("DVSA MOT")
    assert await ana.submit({"scheme": [*groups]}) == {}
    return ana


async def logs_two_hours(ana: Member) -> None:
    await ana.write("2h brake testing course at Bosch today")
    await ana.write("I learnt the new limits for parking brakes and use them in the lane")
    await ana.write("save")


def told(member: Member, text: str) -> list[Message]:
    return [one for one in member.heard if one.text == text]


async def test_the_first_question_offers_both_groups_and_asks_for_no_cycle(
    garage: Harness,
) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    assert {tuple(row) for row in await garage.query(ENROLLED)} == {
        ("dvsa-mot", "group A"),
        ("dvsa-mot", "group B"),
    }
    assert "cycle" not in reads(ana.heard[-1])
    assert "This year runs from 1 Apr 2026 to 31 Mar 2027." in await ana.command("settings")


async def test_two_hours_in_both_groups(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs_two_hours(ana)
    assert "Saved, 2 h" in "\n".join(reads(one) for one in ana.heard)
    status = await ana.command("status")
    assert status.count("2 h of 6 h for both categories this year, to 31 Mar 2027.") == 1
    assert status.count("DVSA MOT") == 1
    assert "DVSA MOT: group" not in status
    assert "behind" not in status
    assert "credit" not in status


async def test_what_lies_over_the_first_of_april_is_split_there(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await ana.write("4h brake testing course at Bosch from 31 March 2026 to 1 April 2026")
    await ana.write("I learnt the new limits for parking brakes and use them in the lane")
    await ana.write("save")
    assert "2 h of 3 h this year, to 31 Mar 2027." in await ana.command("status")
    await ana.click("Details", ana.card)
    said = "Split by day: 2 h in the year to 31 Mar 2026, 2 h in the next."
    assert said in reads(ana.modal)
    await ana.click("Keep whole", ana.modal)
    assert "4 h of 3 h this year, to 31 Mar 2027." in await ana.command("status")


async def test_what_was_saved_whole_stays_so_until_its_member_takes_the_split(
    garage: Harness,
) -> None:
    ana = await a_tester(garage, GROUP_A)
    await ana.write("4h brake testing course at Bosch from 31 March 2026 to 1 April 2026")
    await ana.write("I learnt the new limits for parking brakes and use them in the lane")
    await ana.write("save")
    with garage.open(ANA) as ctx:
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"])
        ctx.work.entries.change(entry, ctx.now, split_by_day=False)
        assess_again(ctx, [find(ctx, entry.id)])
    assert "4 h of 3 h this year" in await ana.command("status")
    await ana.click("Details", ana.card)
    await ana.click("Split by day", ana.modal)
    assert "2 h of 3 h this year" in await ana.command("status")


async def test_in_one_group_three_hours_are_asked_for(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await logs_two_hours(ana)
    card = "\n".join(reads(one) for one in ana.heard)
    assert "towards DVSA MOT: group A" in card
    assert "2 h of 3 h this year, to 31 Mar 2027." in await ana.command("status")


async def test_details_say_what_it_counts_towards_and_where_that_stands(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await logs_two_hours(ana)
    await ana.click("Details", ana.card)
    details = reads(ana.modal)
    assert "*DVSA MOT: group A*: counts 2 h towards it" in details
    assert "keeping a record of your training" in details


async def test_a_record_without_what_was_learnt_waits(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await ana.write("2h brake testing course at Bosch today")
    await ana.write("save")
    status = await ana.command("status")
    assert "0 min of 3 h this year" in status
    assert "2 h more counts once an entry says what is missing." in status


async def test_the_year_that_ends_short_is_said_before_and_told_after(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs_two_hours(ana)
    await garage.move_to(YEAR_ENDS - timedelta(days=14))
    await garage.move_to(YEAR_ENDS - timedelta(days=13))
    [near] = told(ana, "Your CPD year ends soon, and something is still to go.")
    assert "2 h of 6 h for both categories by my count, 4 h to go" in reads(near)
    assert "DVSA MOT year ends in 13 days, on 31 Mar 2027" in reads(near)
    await garage.move_to(YEAR_ENDS + timedelta(days=1))
    ended = told(ana, ENDED)
    assert len(ended) == 2
    said = reads(ended[-1])
    assert "year ended on 31 Mar 2027; I count 2 h of 6 h. What follows is not known." in said
    assert buttons(ended[-1])[:2] == ["Nothing yet", "Settled"]
    await ana.click("Settled", ended[-1])
    assert "You told me on 1 Apr 2027: settled." in "\n".join(
        reads(one) for one in told(ana, ENDED)
    )


async def test_a_new_year_begins_with_nothing(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await garage.logged(ANA, "MOT guide", days_ago=3, minutes=180)
    assert "3 h of 3 h this year, to 31 Mar 2027." in await ana.command("status")
    await garage.move_to(YEAR_ENDS + timedelta(days=1))
    assert "0 min of 3 h this year, to 31 Mar 2028." in await ana.command("status")
    assert told(ana, ENDED) == []


async def test_a_manager_reads_the_hours(garage: Harness) -> None:
    ana, max_ = await a_tester(garage, GROUP_A), garage.member(MAX)
    await logs_two_hours(ana)
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    await ana.submit({"manager": MAX.id})
    await max_.click("Accept")
    team = await max_.command(name="/cpd-team")
    assert "2 h of 3 h" in team
    assert "year under way" in team


async def test_questions_are_answered_in_hours(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await logs_two_hours(ana)
    answers = {
        "how many credits do I still need?": "1 h to go to the 3 h that DVSA MOT: group A asks for",
        "what counts?": "For DVSA MOT: group A: any training whose record says when, how long,",
        "how many days are left?": "128 days are left in your DVSA MOT: group A year, to 31 Mar",
        "when did my cycle begin?": "Your DVSA MOT: group A year began on 1 Apr 2026.",
        "how often do I have to log?": "DVSA MOT asks for 3 h a year in each category",
        "when does my cycle end?": "Your DVSA MOT: group A year ends on 31 Mar 2027",
        "what happens if I do not reach it?": "Not known",
        "how much have I done this year?": "2 h in all: 2 h under DVSA MOT: group A.",
    }
    for question, answer in answers.items():
        await ana.write(question)
        assert answer in reads(ana.heard[-1]), question
