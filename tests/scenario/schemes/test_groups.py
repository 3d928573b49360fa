"""An MOT tester in both vehicle groups: for which one something was, and where each stands."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.services.members import settings
from bot.services.schemes.assessment import assess_all
from tests.harness import ANA, MAX, Harness, Member, buttons, harness_at, reads

GROUP_A, GROUP_B = "dvsa-mot/group A", "dvsa-mot/group B"
ACCOUNT = "I learnt the new limits for parking brakes and use them in the lane"
ASKED = "For which group?"
PARTS = (
    "SELECT subject, assessment.minutes FROM assessment JOIN enrolment ON enrolment.id = "
    "enrolment_id WHERE category = 'group A' ORDER BY entry_id, part"
)
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


async def logs(ana: Member, sentence: str) -> None:
    await ana.write(sentence)
    await ana.write(ACCOUNT)
    await ana.write("save")


async def test_a_group_is_read_in_the_sentence(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await ana.write("MOT group B update, 2 hours, today")
    assert "group B" in reads(ana.card)
    await ana.write(ACCOUNT)
    assert ASKED not in reads(ana.card)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == [("group B", 120)]
    status = await ana.command("status")
    assert status.count("2 h of 6 h for both categories this year, to 31 Mar 2027.") == 1
    assert status.count("Of 3 h each: group A 0 min, group B 2 h.") == 1


@pytest.mark.parametrize(
    ("sentence", "group"),
    [
        ("2h class 4 training today", "group B"),
        ("2h MOT training, motorbikes (group A) today", "group A"),
        ("2h MOT course today, classes 1 and 2", "group A"),
    ],
)
async def test_a_class_means_its_group(garage: Harness, sentence: str, group: str) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, sentence)
    await garage.quiet()
    assert await garage.query(PARTS) == [(group, 120)]


async def test_which_group_is_asked_last_and_answered_by_button(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await ana.write("2h brake testing course at Bosch today")
    assert ASKED not in reads(ana.card)
    await ana.write(ACCOUNT)
    assert ASKED in reads(ana.card)
    assert buttons(ana.card)[:4] == ["group A", "group B", "Both", "Skip"]
    assert "Save" in buttons(ana.card)
    await ana.click("Both", ana.card)
    assert ASKED not in reads(ana.card)
    assert "group A and group B" in reads(ana.card)
    await ana.write("undo")
    assert ASKED in reads(ana.card)
    await ana.click("group A", ana.card)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == [("group A", 120)]


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("group B", [("group B", 120)]),
        ("b", [("group B", 120)]),
        ("both", [("group A", 60), ("group B", 60)]),
        ("30 min group A and 90 min group B", [("group A", 30), ("group B", 90)]),
        ("class 7", [("group B", 120)]),
    ],
)
async def test_it_is_answered_in_words(
    garage: Harness, said: str, parts: list[tuple[str, int]]
) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await ana.write("2h brake testing course at Bosch today")
    await ana.write(ACCOUNT)
    await ana.write(said)
    assert ASKED not in reads(ana.card)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == parts


async def test_left_open_it_counts_for_whichever_needs_it(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await ana.write("2h brake testing course at Bosch today")
    await ana.write(ACCOUNT)
    await ana.click("Skip", ana.card)
    assert ASKED not in reads(ana.card)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == [("", 120)]
    status = await ana.command("status")
    assert status.count("2 h of 6 h for both categories this year, to 31 Mar 2027.") == 1


async def test_in_one_group_nothing_is_asked_read_or_offered(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_B)
    await ana.write("2h group A motorbike course at Bosch today")
    await ana.write(ACCOUNT)
    assert ASKED not in reads(ana.card)
    await ana.click("Edit", ana.card)
    assert not [block for block in ana.modal.blocks if block["block_id"] == "groups"]
    await ana.write("save")
    assert "2 h of 3 h this year, to 31 Mar 2027." in await ana.command("status")
    found = await garage.query("SELECT subject, minutes FROM assessment")
    assert found == [("", 120)]


async def test_groups_and_their_minutes_are_changed_in_the_form(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await ana.write("2h MOT course for both groups today")
    await ana.write(ACCOUNT)
    await ana.click("Edit", ana.card)
    shown = {str(block["label"]["text"]): block["block_id"] for block in inputs(ana)}
    first, second = shown["How long: group A"], shown["How long: group B"]
    assert "groups" in shown.values()
    assert await ana.submit({first: "90 min", second: "50 min"}) == {
        second: "Together that is more than the whole took."
    }
    assert await ana.submit({first: "90 min", second: ""}) == {}
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == [("group A", 90), ("group B", 30)]
    await ana.click("Details", ana.card)
    details = reads(ana.modal)
    assert "90 min for group A." in details
    assert "30 min for group B." in details


def inputs(member: Member) -> list[dict[str, Any]]:
    return [dict(block) for block in member.modal.blocks if block["type"] == "input"]


async def test_nothing_is_asked_once_each_group_has_its_hours_by_name(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, "3h MOT course for group A yesterday")
    await logs(ana, "3h MOT training for class 4 today")
    await ana.write("1h brake testing webinar today")
    await ana.write(ACCOUNT)
    assert ASKED not in reads(ana.card)
    await ana.write("save")
    status = await ana.command("status")
    assert "7 h of 6 h for both categories this year, to 31 Mar 2027." in status
    assert "Of 3 h each: group A 3 h, group B 3 h, either 1 h." in status


async def test_what_was_saved_without_a_group_stays_in_every_total(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A)
    await garage.logged(ANA, "MOT guide", days_ago=3, minutes=180)
    assert "3 h of 3 h this year" in await ana.command("status")
    with garage.open(ANA) as ctx:
        settings.enrol(ctx, GROUP_B)
    assert (await ana.command("status")).count("3 h of 6 h for both categories this year") == 1
    with garage.open(ANA) as ctx:
        assess_all(ctx)
    assert (await ana.command("status")).count("3 h of 6 h for both categories this year") == 1
    await logs(ana, "3h MOT course for group A today")
    status = await ana.command("status")
    assert status.count("6 h of 6 h for both categories this year, to 31 Mar 2027.") == 1
    assert status.count("Of 3 h each: group A 3 h, group B 0 min, either 3 h.") == 1


async def test_the_group_of_what_was_done_before_is_that_of_the_same_again(
    garage: Harness,
) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, "2h MOT course for group A yesterday")
    await ana.write("same as last time, today")
    assert "group A" in reads(ana.card)


async def test_what_one_group_has_too_much_of_helps_no_other(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, "5h MOT course for group A yesterday")
    await logs(ana, "1h MOT training for class 4 today")
    together = " this year; together 4 h of 6 h, to 31 Mar 2027."
    answers = {
        "how many MOT hours do I have for group A?": f"5 h of 3 h for group A{together}",
        "how many hours are left for group B?": f"1 h of 3 h for group B{together}",
        "what's left for class 4?": "1 h of 3 h for group B",
        "how many credits do I still need?": "2 h to go for group B",
    }
    for question, answer in answers.items():
        await ana.write(question)
        assert answer in reads(ana.heard[-1]), question
    await garage.move_to(YEAR_ENDS - timedelta(days=14))
    await garage.move_to(YEAR_ENDS - timedelta(days=13))
    soon = "Your CPD year ends soon, and something is still to go."
    [near] = [one for one in ana.heard if one.text == soon]
    assert "4 h of 6 h for both categories by my count, 2 h to go for group B" in reads(near)
    await garage.move_to(YEAR_ENDS + timedelta(days=1))
    [ended] = [one for one in ana.heard if one.text == "A word about your last CPD year."]
    assert "I count 4 h of 6 h" in reads(ended)


async def test_a_manager_reads_which_group_is_short(garage: Harness) -> None:
    ana, max_ = await a_tester(garage, GROUP_A, GROUP_B), garage.member(MAX)
    await logs(ana, "4h MOT course for group A today")
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    await ana.submit({"manager": MAX.id})
    await max_.click("Accept")
    await garage.move_to(YEAR_ENDS - timedelta(days=20))
    team = await max_.command(name="/cpd-team")
    assert "short, year ends in 20 days (DVSA MOT: group B; 1 more)" in team
    at_stake = team.partition("*At stake*")[2].partition("People with gaps")[0]
    assert "DVSA MOT: group B" in at_stake
    assert "group A" not in at_stake


async def test_asked_of_a_group_that_is_not_theirs(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_B)
    await logs(ana, "2h brake testing course at Bosch today")
    await ana.write("how many MOT hours do I have for group A?")
    assert "You are not in group A" in reads(ana.heard[-1])
    await ana.write("how many MOT hours do I have for group B?")
    assert "2 h of 3 h for group B this year, to 31 Mar 2027." in reads(ana.heard[-1])
    await logs(ana, "4h brake testing course at Bosch today")
    await ana.write("how many MOT hours do I have for group B?")
    assert "6 h of 3 h for group B this year, to 31 Mar 2027." in reads(ana.heard[-1])


async def test_asked_of_a_group_where_none_is_known(garage: Harness) -> None:
    ana = garage.member(ANA)
    await ana.write("Hi")
    with garage.open(ANA) as ctx:
        settings.enrol(ctx, "dvsa-mot")
    await logs(ana, "2h brake testing course at Bosch today")
    await ana.write("how many MOT hours do I have for group A?")
    said = "Which group you are in I do not know; 2 h of 3 h this year, to 31 Mar 2027"
    assert said in reads(ana.heard[-1])


async def test_what_if_names_a_group(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, "5h MOT course for group A today")
    await ana.write("what if I do 2 more hours of group B?")
    assert "5 h of 6 h this year, to 31 Mar 2027; 1 h to go for group B." in reads(ana.heard[-1])


@pytest.mark.parametrize("group", ["group A", "group B"])
async def test_a_what_if_of_a_group_is_answered_by_that_group(garage: Harness, group: str) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await ana.write(f"what if I do 2 more hours of {group}?")
    first = reads(ana.heard[-1]).partition("\n")[0]
    assert f"DVSA MOT: {group}: " in first


BOTH_GROUPS = (GROUP_A, GROUP_B)
WHOLE = "SELECT minutes FROM entry WHERE status <> 'discarded' ORDER BY id"


@pytest.mark.parametrize(
    ("sentence", "minutes", "parts"),
    [
        ("2h MOT training yesterday at Bosch, 1h group A and 1h group B", 120, [60, 60]),
        ("3h MOT annual training on 1 Nov: 1h group A, 2h group B", 180, [60, 120]),
        ("3h MOT course today, 30 min group A, the rest B", 180, [30, 150]),
        ("3h MOT course today, half class 1 and half class 4", 180, [90, 90]),
    ],
)
async def test_time_shared_out_over_groups_is_one_entry(
    garage: Harness, sentence: str, minutes: int, parts: list[int]
) -> None:
    ana = await a_tester(garage, *BOTH_GROUPS)
    await ana.write(sentence)
    assert await garage.query(WHOLE) == [(minutes,)]
    assert "more than one length" not in reads(ana.heard[-1])
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == [("group A", parts[0]), ("group B", parts[1])]


@pytest.mark.parametrize(
    ("groups", "parts"),
    [((GROUP_B,), [("group A", 60), ("group B", 60)]), ((GROUP_A, GROUP_B), None)],
)
async def test_what_was_for_a_group_of_others_counts_for_none(
    garage: Harness, groups: tuple[str, ...], parts: list[tuple[str, int]] | None
) -> None:
    ana = await a_tester(garage, *groups)
    await logs(ana, "2h MOT course at Bosch today, 1h group A and 1h group B")
    await garage.quiet()
    found = "SELECT DISTINCT subject, assessment.minutes FROM assessment ORDER BY subject"
    assert await garage.query(found) == (parts or [("group A", 60), ("group B", 60)])
    status = await ana.command("status")
    assert ("1 h of 3 h" if parts else "2 h of 6 h") in status


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("1h group A and 1h group B", [("group A", 60), ("group B", 60)]),
        ("30 min group A, the rest B", [("group A", 30), ("group B", 90)]),
        ("half of it was group A, the other half B", [("group A", 60), ("group B", 60)]),
        ("no all of it group A", [("group A", 120)]),
        ("it was group A", [("group A", 120)]),
        ("not group B, group A", [("group A", 120)]),
        ("1h A and 1h B", [("group A", 60), ("group B", 60)]),
    ],
)
async def test_groups_told_later_are_no_account(
    garage: Harness, said: str, parts: list[tuple[str, int]]
) -> None:
    ana = await a_tester(garage, *BOTH_GROUPS)
    await ana.write("2h brakes course today, class 4")
    await ana.write(said)
    assert await garage.query("SELECT minutes, evaluate, reflect FROM entry") == [(120, None, None)]
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(PARTS) == parts


@pytest.mark.parametrize(
    ("group", "said"),
    [
        ("group A", "120 min for group A."),
        ("group B", "120 min for group B."),
        ("both groups", "60 min for group A. ✓ 60 min for group B."),
    ],
)
async def test_what_an_entry_counts_towards_is_said_once_for_all_groups(
    garage: Harness, group: str, said: str
) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, f"2h MOT course for {group} today")
    assert "counts 2 h towards DVSA MOT" in reads(ana.card)
    assert "DVSA MOT: group" not in reads(ana.card)
    await ana.click("Details", ana.card)
    details = reads(ana.modal)
    assert details.count("*DVSA MOT*: counts 2 h towards it") == 1
    assert said in details
    assert "DVSA MOT: group" not in details


async def test_status_and_home_draw_one_bar_for_both_groups(garage: Harness) -> None:
    ana = await a_tester(garage, GROUP_A, GROUP_B)
    await logs(ana, "5h MOT course for group A today")
    for shown in (await ana.command("status"), reads(await ana.open_home())):
        assert shown.count("*DVSA MOT*") == 1
        assert shown.count("Of 3 h each: group A 5 h, group B 0 min.") == 1
