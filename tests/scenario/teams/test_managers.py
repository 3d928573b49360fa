"""Managers: who becomes one, what they see, Remind, and the log of who looked."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from sandbox import User
from tests.counting import counting
from tests.harness import (
    ANA,
    BEN,
    GIL,
    IDA,
    MAX,
    MONDAY,
    ROBOT,
    SENTENCE,
    Harness,
    Member,
    buttons,
    deactivated,
    harness_at,
    reads,
)

SEE = "They will see: your totals, your pace, what is short, what lacks evidence, and dates."
NEVER = "They never see: what you write, titles, or evidence itself."


def named(user: User) -> str:
    return f"@{user.name}"


async def name_as_manager(member: Member, manager: User) -> dict[str, str]:
    """Somebody names their manager in their settings; what the form objects to."""
    await member.command("settings")
    await member.press(member.whispers()[-1], "manager")
    return dict(await member.submit({"manager": manager.id}))


@pytest.fixture
async def team(harness: Harness, technician: Member) -> Member:
    """Max, who manages Ana: behind, with something waiting for a line."""
    await name_as_manager(technician, MAX)
    max_ = harness.member(MAX)
    await max_.click("Accept")
    return max_


# Becoming one


async def test_a_manager_of_whom_slack_says_nothing_just_now_can_be_named_again(
    harness: Harness, technician: Member
) -> None:
    harness.expect_refusal("internal_error")
    harness.sandbox.faults.error("users.info", "internal_error")
    told = await name_as_manager(technician, MAX)
    assert "Slack did not tell me who that is" in str(told or technician.last)
    await name_as_manager(technician, MAX)
    await harness.member(MAX).click("Accept")


async def test_whom_a_member_names_has_to_accept(harness: Harness, technician: Member) -> None:
    await name_as_manager(technician, MAX)
    max_ = harness.member(MAX)
    assert max_.heard[-1].text == "Somebody has named you as their manager."
    assert "Year 6" not in await max_.command(name="/cpd-team")
    await max_.click("Accept", max_.heard[-1])
    assert technician.last.startswith("Max has accepted to be your manager here.")
    assert NEVER in technician.last
    assert "Year 6 of 30" in await max_.command(name="/cpd-team")


async def test_a_manager_is_named_in_a_sentence_and_has_to_accept(
    harness: Harness, technician: Member
) -> None:
    await technician.write(f"my manager is <@{MAX.id}>")
    max_ = harness.member(MAX)
    assert technician.last == (
        "I have asked Max to be your manager here. Until they accept, they see nothing."
    )
    await max_.click("Accept")
    assert technician.last.startswith("Max has accepted to be your manager here.")
    await technician.write("my manager is Max")
    assert technician.last == "Max is your manager here already."


async def test_a_name_that_nobody_here_bears_names_no_manager(
    harness: Harness, technician: Member
) -> None:
    await technician.write("my manager is Helen Ward")
    assert technician.last == "I know nobody called “Helen Ward” here yet. Mention them with @."
    assert await harness.query("SELECT count(*) FROM team_link") == [(0,)]


@pytest.mark.parametrize("how", ["accept", "decline"])
async def test_it_is_answered_by_command_too(
    harness: Harness, technician: Member, how: str
) -> None:
    await name_as_manager(technician, MAX)
    max_ = harness.member(MAX)
    await max_.command(how, name="/cpd-team")
    answered = {"accept": "accepted", "decline": "declined"}[how]
    assert f"Max has {answered} to be your manager here." in technician.last
    assert buttons(max_.heard[-1]) == []


async def test_an_assigned_one_sees_nothing_before_the_notice_has_arrived(
    harness: Harness, technician: Member
) -> None:
    held = harness.sandbox.faults.hold("chat.postMessage")
    ida, max_ = harness.member(IDA), harness.member(MAX)
    outcome = await ida.person.command(
        "/cpd-team", f"assign {named(ANA)} to {named(MAX)}", ida.person.dm.id
    )
    assert outcome.ok
    await held.reached()
    await max_.person.command("/cpd-team", "")
    assert "Nobody here has you as their manager yet." in max_.last_whisper
    held.release()
    await harness.quiet()
    assert technician.last.startswith("Max has been set as your manager here by <@U0IDA")
    assert SEE in technician.last
    assert NEVER in technician.last
    assert "Year 6 of 30" in await max_.command(name="/cpd-team")


async def test_thats_wrong_suspends_it_and_tells_the_administrator(
    harness: Harness, technician: Member
) -> None:
    ida, max_ = harness.member(IDA), harness.member(MAX)
    await ida.command(f"assign {named(ANA)} to {named(MAX)}", name="/cpd-team")
    await technician.click("That’s wrong")
    assert "Ana says that Max is not their manager." in ida.last
    assert "Ana" not in await max_.command(name="/cpd-team")
    assert "Max sees nothing, and your administrator knows." in technician.last


async def test_assigning_is_for_administrators(harness: Harness, technician: Member) -> None:
    answer = await technician.command(f"assign {named(BEN)} to {named(MAX)}", name="/cpd-team")
    assert answer == "That is for administrators. Ask one of yours to do it."


async def test_a_person_without_reports_gets_a_clear_sentence(harness: Harness) -> None:
    answer = await harness.member(BEN).command(name="/cpd-team")
    assert answer.startswith("Nobody here has you as their manager yet.")


@pytest.mark.parametrize(
    ("somebody", "sentence"),
    [
        (ROBOT, "A bot cannot be anybody’s manager."),
        (GIL, "A guest cannot be a manager here."),
        (deactivated(BEN), "That person’s account is switched off."),
    ],
    ids=["a bot", "a guest", "who has left"],
)
async def test_some_cannot_be_a_manager(
    harness: Harness, technician: Member, somebody: User, sentence: str
) -> None:
    # Slack has to be asked who it is, which takes longer than a form may stay open.
    harness.sandbox.workspace.users[somebody.id] = somebody
    assert await name_as_manager(technician, somebody) == {}
    assert technician.last == sentence
    assert await harness.query("SELECT count(*) FROM team_link") == [(0,)]


@pytest.mark.parametrize(
    ("somebody", "sentence"),
    [
        (ANA, "You cannot be your own manager here."),
        (GIL, "A guest cannot be a manager here."),
    ],
    ids=["oneself", "a guest"],
)
async def test_the_form_says_so_of_people_who_are_known(
    harness: Harness, technician: Member, somebody: User, sentence: str
) -> None:
    await harness.member(somebody).command("status")
    assert await name_as_manager(technician, somebody) == {"manager": sentence}


async def test_two_people_cannot_manage_each_other(harness: Harness, team: Member) -> None:
    sentence = "Two people cannot be each other’s manager here."
    assert await name_as_manager(team, ANA) == {"manager": sentence}


async def test_nor_by_an_administrators_word(harness: Harness, team: Member) -> None:
    answer = await harness.member(IDA).command(
        f"assign {named(MAX)} to {named(ANA)}", name="/cpd-team"
    )
    assert answer == "Two people cannot be each other’s manager here."


# What they see


async def test_two_lines_a_person_in_the_order_of_need(harness: Harness, team: Member) -> None:
    harness.sandbox.faults.blocks_refused = frozenset({"data_table"})
    harness.expect_refusal("invalid_blocks")
    people = [
        (BEN, date(2024, 1, 10), 1),
        (User("U0CAT00000", "Cat", "Cat Adams"), date(2026, 9, 1), 4),
    ]
    for user, start, hours in people:
        member = harness.join(user)
        await harness.enrolled(user, cycle_start=start)
        await harness.logged(user, days_ago=20, minutes=hours * 60)
        await name_as_manager(member, MAX)
        await team.command(f"accept {named(user)}", name="/cpd-team")
    lines = (await team.command(name="/cpd-team")).splitlines()
    states = [line for line in lines if line.startswith("*") and " · " in line]
    assert states == [
        "*Ben* · short, cycle ends in 49 days",
        "*Ana* · at risk",
        "*Cat* · early days",
    ]
    assert "Year 6 of 30, cycle 31 of 90, 59 to go by 31 May 2028" in "\n".join(lines)


STAKE = "*IMI register*: off the register, downgraded to Affiliate"


async def test_what_is_at_stake_comes_before_the_people(harness: Harness, team: Member) -> None:
    page = await team.command(name="/cpd-team")
    lines = page.splitlines()
    at = lines.index("*At stake*")
    assert lines[at + 1 : at + 3] == [STAKE, "Ana by 31 May 2028"]
    assert at < next(n for n, line in enumerate(lines) if line.startswith("Name Ana"))
    [gaps] = [line for line in lines if line.startswith("People with gaps")]
    assert gaps == "People with gaps: credits 1, evidence 1."


async def test_a_question_about_somebody_says_what_is_at_stake(team: Member) -> None:
    await team.write("how's Ana doing?")
    assert (
        "At stake, IMI register: off the register, downgraded to Affiliate, by 31 May 2028."
        in team.last
    )


async def test_nobody_else_learns_what_is_at_stake(harness: Harness, team: Member) -> None:
    ben = harness.member(BEN)
    assert "At stake" not in await ben.command(name="/cpd-team")
    await ben.write("how's Ana doing?")
    assert "At stake" not in ben.last
    await harness.logged(ANA, "Secret battery course", line="My secret reflection of it all")
    assert "ecret" not in await team.command(name="/cpd-team")


async def test_who_left_the_team_is_named_in_nothing(
    harness: Harness, technician: Member, team: Member
) -> None:
    await team.command(f"release {named(ANA)}", name="/cpd-team")
    assert "Ana" not in await team.command(name="/cpd-team")


async def test_a_cmi_member_shows_rhythm_and_no_credits(harness: Harness, team: Member) -> None:
    ben = harness.member(BEN)
    await harness.enrolled(BEN, "cmi", cycle_start=None)
    await harness.logged(BEN, days_ago=20)
    await name_as_manager(ben, MAX)
    await team.command(f"accept {named(BEN)}", name="/cpd-team")
    page = await team.command(name="/cpd-team")
    assert "Name Ben, Standing 1 entry in 12 months, Year –, Cycle –, When Last on" in page


async def test_ten_to_a_page(harness: Harness, team: Member) -> None:
    with harness.open(MAX) as ctx:
        for number in range(12):
            person = ctx.work.members.meet(
                f"U0TEAM{number:04}", ctx.now, name=f"Person {number:02}", kind="person"
            )
            ctx.work.teams.link(person.id, ctx.member.id, "active", source="member", now=ctx.now)
    first = await team.command(name="/cpd-team")
    assert first.startswith("*13 of 13 need a look*: Ana, Person 00, Person 01 and 10 more")
    assert "Page 1 of 2." in first
    await team.click("Next")
    assert "Page 2 of 2" in team.last_whisper
    shown = (first + team.last_whisper).splitlines()
    assert len([line for line in shown if line.startswith("Name ")]) == 13


async def test_each_look_stands_in_the_members_log(harness: Harness, team: Member) -> None:
    await team.command(name="/cpd-team")
    await team.command(name="/cpd-team")
    rows = await harness.query("SELECT what FROM access_log")
    assert rows == [("team",), ("team",)]


async def test_a_question_about_the_team_reads_their_standings_before_it_locks_anybody(
    harness: Harness, team: Member
) -> None:
    with counting(harness.runtime) as asked:
        await team.write("hows my team doing")
    assert "of 1 needs a look: Ana" in team.last
    assert await harness.query("SELECT what FROM access_log") == [("team",)]
    told = [one for one in asked.ended if any("access_log" in text for text in one.statements)]
    read = [one for one in asked.ended if any("assessment" in text for text in one.statements)]
    assert len(told) == 1
    assert read
    assert told[0] not in read


async def test_somebody_new_who_asks_about_a_team_has_none(harness: Harness) -> None:
    ben = harness.member(BEN)
    await ben.write("hows my team doing")
    assert "Nobody here has you as their manager" in ben.last


# Remind


async def test_somebody_is_reminded_by_a_sentence_or_it_says_why_not(
    harness: Harness, team: Member, technician: Member
) -> None:
    await team.write("remind Ana about her CPD")
    assert team.last == "I will remind Ana. It will go in their working hours."
    assert await harness.query("SELECT count(*) FROM reminder") == [(1,)]
    await team.write("remind Ben")
    assert team.last.startswith("I find nobody called “Ben” in your team.")
    await technician.write("remind Max")
    assert technician.last.startswith("Nobody here has you as their manager yet.")


async def test_remind_goes_out_in_their_working_hours_and_says_who_asked(
    harness: Harness, technician: Member, team: Member
) -> None:
    await team.command(name="/cpd-team")
    await team.click("Ana")
    assert team.last_whisper == "I will remind Ana. It will go in their working hours."
    before = len(technician.heard)
    await harness.move_to(MONDAY)
    assert len(technician.heard) == before + 1
    assert technician.last.startswith(
        "Max asked me to remind you about your CPD.\n"
        "Max never sees: what you write, titles, or evidence itself."
    )
    assert buttons(technician.heard[-1])[0] == "Log something"
    await technician.click("My standing")
    assert "6 of 30 this year" in technician.last_whisper


async def test_a_reminder_spends_the_weekly_budget(
    harness: Harness, technician: Member, team: Member
) -> None:
    await team.command(f"remind {named(ANA)}", name="/cpd-team")
    before = len(technician.heard)
    for days in range(5):
        await harness.move_to(MONDAY + timedelta(days=days))
    assert len(technician.heard) == before + 1


async def test_the_answer_is_the_same_while_they_are_paused(
    harness: Harness, technician: Member, team: Member
) -> None:
    await technician.command("pause 2 weeks")
    answer = await team.command(f"remind {named(ANA)}", name="/cpd-team")
    assert answer == "I will remind Ana. It will go in their working hours."
    before = len(technician.heard)
    await harness.move_to(MONDAY)
    assert len(technician.heard) == before


async def test_where_nothing_is_due_there_is_nothing_to_remind_of(
    harness: Harness, team: Member
) -> None:
    ben = harness.member(BEN)
    await harness.enrolled(BEN, cycle_start=date(2026, 11, 1))
    await name_as_manager(ben, MAX)
    await team.command(f"accept {named(BEN)}", name="/cpd-team")
    answer = await team.command(f"remind {named(BEN)}", name="/cpd-team")
    assert answer == "Nothing is due for Ben just now, so I send nothing."


async def test_nobody_is_reminded_by_somebody_elses_manager(harness: Harness, team: Member) -> None:
    answer = await team.command(f"remind {named(BEN)}", name="/cpd-team")
    assert answer == "That person is not in your team here."


async def test_one_can_give_somebody_up(harness: Harness, technician: Member, team: Member) -> None:
    await team.command(f"release {named(ANA)}", name="/cpd-team")
    answer = await team.command(name="/cpd-team")
    assert answer.startswith("Nobody here has you as their manager yet.")
    assert "Nobody. Nobody sees how you stand." in await technician.command("settings")


# By name


@pytest.mark.parametrize("whom", ["Ana", "ana", "@ana", "“Ana”", "Ana, please"])
async def test_somebody_of_the_team_is_reminded_by_name(team: Member, whom: str) -> None:
    answer = await team.command(f"remind {whom}", name="/cpd-team")
    assert answer == "I will remind Ana. It will go in their working hours."


async def test_a_name_that_two_bear_is_asked_about(harness: Harness, team: Member) -> None:
    with harness.open(MAX) as ctx:
        for number, name in enumerate(["Tom Baker", "Tom Reed", "Tom Reed-Hall", "Tom Young"]):
            person = ctx.work.members.meet(f"U0TOM{number}", ctx.now, name=name, kind="person")
            ctx.work.teams.link(person.id, ctx.member.id, "active", source="member", now=ctx.now)
    answer = await team.command("release tom", name="/cpd-team")
    assert answer == (
        "There are Tom Baker, Tom Reed and Tom Reed-Hall. "
        "Write the full name, or mention them with @."
    )
    assert "You no longer see how" in await team.command("release tom reed", name="/cpd-team")


async def test_a_name_that_nobody_of_the_team_bears_is_said_so(
    harness: Harness, team: Member
) -> None:
    answer = await team.command("remind Ben", name="/cpd-team")
    assert answer.startswith("I find nobody called “Ben” in your team.")


@pytest.mark.parametrize("whom", ["ana", "Ana", "@ana"])
async def test_a_name_alone_shows_how_somebody_stands_and_is_logged(
    harness: Harness, team: Member, whom: str
) -> None:
    answer = await team.command(whom, name="/cpd-team")
    assert answer.startswith("Ana: at risk")
    assert await harness.query("SELECT what FROM access_log") == [("team",)]


async def test_who_is_not_of_the_team_is_shown_to_nobody(harness: Harness, team: Member) -> None:
    answer = await team.command(named(BEN), name="/cpd-team")
    assert answer == "That person is not in your team here."


async def test_an_administrator_assigns_by_name(harness: Harness, technician: Member) -> None:
    harness.member(MAX)
    ida = harness.member(IDA)
    with harness.open(MAX) as ctx:
        ctx.change_member(name="Max")
    answer = await ida.command("assign Ana to max", name="/cpd-team")
    assert answer.startswith(f"<@{ANA.id}> is told first, and reads what")
    assert "has no manager here any more" in await ida.command("unassign ana", name="/cpd-team")
    assert (await ida.command("assign Zoe to Max", name="/cpd-team")) == (
        "I know nobody called “Zoe” here yet. Mention them with @."
    )


async def test_nobody_but_an_administrator_learns_from_it_who_is_here(
    harness: Harness, technician: Member
) -> None:
    for words in ("assign Zoe to Ana", "unassign Zoe"):
        answer = await technician.command(words, name="/cpd-team")
        assert answer == "That is for administrators. Ask one of yours to do it."


async def test_who_asked_is_accepted_by_name(harness: Harness, technician: Member) -> None:
    await name_as_manager(technician, MAX)
    max_ = harness.member(MAX)
    answer = await max_.command("accept Zoe", name="/cpd-team")
    assert answer == "Nobody of that name waits for your answer. `/cpd-team` shows who does."
    assert (await max_.command("accept ana", name="/cpd-team")).startswith("Accepted: Ana.")


@pytest.mark.parametrize("word", ["accept", "decline", "accept Ana", "decline @ana"])
async def test_with_nobody_waiting_nothing_is_accepted_or_declined(
    harness: Harness, team: Member, word: str
) -> None:
    answer = await team.command(word, name="/cpd-team")
    assert answer == "Nobody has asked you to be their manager just now."


@pytest.fixture
async def on_postgresql(postgres_url: str) -> AsyncIterator[Harness]:
    async with harness_at(postgres_url) as one:
        yield one


async def test_all_of_it_on_postgresql_as_well(on_postgresql: Harness) -> None:
    harness = on_postgresql
    ana, ida, max_ = harness.member(ANA), harness.member(IDA), harness.member(MAX)
    await harness.enrolled(ANA)
    await ana.write(SENTENCE)
    await ana.click("Save")
    await ida.command(f"assign {named(ANA)} to {named(MAX)}", name="/cpd-team")
    page = await max_.command(name="/cpd-team")
    assert "Waiting 2" in page
    [gaps] = [line for line in page.splitlines() if line.startswith("People with gaps")]
    assert gaps == "People with gaps: credits 1, evidence 1, waiting 1."
    assert STAKE in page
    await max_.click("Ana")
    await harness.move_to(MONDAY)
    assert ana.last.startswith("Max asked me to remind you")
    await ana.click("That’s wrong", ana.message("has been set as your manager"))
    assert "Ana says that" in ida.last
    assert "Max looked at" in reads(await ana.open_home())
