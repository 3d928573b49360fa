"""The first questions to somebody new: after Save or from Home, each skippable, each editable."""

import pytest

from tests.world import ANA, SENTENCE, Member, World, reads


async def enrolment(world: World) -> list[tuple[object, ...]]:
    return await world.query(
        "SELECT pack, cycle_start, opening_cycle, opening_year, opening_declined FROM enrolment"
    )


@pytest.fixture
async def asked(ana: Member) -> Member:
    """Somebody who has just saved their first entry and is asked which scheme."""
    await ana.write(SENTENCE)
    await ana.click("Save")
    return ana


async def test_the_draft_comes_first_and_the_questions_after_save(ana: Member) -> None:
    await ana.write(SENTENCE)
    assert "Which schemes are you in?" not in ana.last
    await ana.click("Save")
    assert ana.last.startswith("Which schemes are you in?")
    assert "1 of" in ana.last


async def test_who_sees_what_is_said_in_two_lines(asked: Member) -> None:
    said = asked.last
    assert "Your manager, if you have one here, sees your totals, your pace and dates." in said
    assert "Nobody but you sees what you write." in said


async def test_four_answers_and_the_bot_knows_where_one_stands(world: World, asked: Member) -> None:
    await asked.click("Choose")
    await asked.submit({"scheme": ["imi-register"]})
    assert asked.last.startswith("When did your IMI cycle begin?")
    await asked.click("Choose the day")
    await asked.submit({"cycle_start": "2025-06-01"})
    assert asked.last.startswith("How many credits does your IMI account show for this cycle")
    await asked.click("Tell you")
    await asked.submit({"opening_cycle": "25", "opening_year": "6"})
    assert asked.last.startswith("What is your job?")
    await asked.click("Tell you")
    await asked.submit({"job": "Vehicle technician", "job_from": "2020-01-01"})
    assert "that is all I need" in asked.last
    [(pack, start, cycle, year, _)] = await enrolment(world)
    assert (pack, str(start), cycle, year) == ("imi-register", "2025-06-01", 2500, 600)
    status = await asked.command("status")
    assert "25 of 90 in your cycle" in status
    assert "brought in, not checked by me" in status


async def test_each_question_can_be_skipped(world: World, asked: Member) -> None:
    await asked.click("Choose")
    await asked.submit({"scheme": ["imi-register"]})
    for question in ("When did your IMI cycle begin?", "How many credits", "What is your job?"):
        assert asked.last.startswith(question)
        await asked.click("Skip")
    assert "that is all I need" in asked.last
    assert "8 credits in" not in await asked.command("status")


async def test_everything_skipped_is_asked_no_more(asked: Member) -> None:
    await asked.click("Skip")
    await asked.click("Skip")
    assert "that is all I need" in asked.last
    before = len(asked.heard)
    await asked.write("1h air con refresher at Hella on Thursday")
    await asked.click("Save")
    assert all(not reads(one).startswith("Which schemes") for one in asked.heard[before:])


async def test_a_cycle_start_that_is_not_known_yet_gives_provisional_credits(
    world: World, asked: Member
) -> None:
    await asked.click("Choose")
    await asked.submit({"scheme": ["imi-register"]})
    await asked.click("I don’t know yet")
    await asked.click("Nothing to bring in")
    status = await asked.command("status")
    assert "Tell me when your cycle began and I can say where you stand." in status
    await asked.click("Set date")
    await asked.submit({"cycle_start": "2025-06-01"})
    status = await asked.command("status")
    assert "Logged here: 0 this year, 0 in the cycle. 2 credits more count" in status


async def test_a_scheme_without_credits_asks_for_no_balance(asked: Member) -> None:
    await asked.click("Choose")
    await asked.submit({"scheme": ["cmi"]})
    assert asked.last.startswith("What is your job?")


async def test_several_schemes_at_once_are_asked_about_one_after_the_other(
    world: World, asked: Member
) -> None:
    await asked.click("Choose")
    await asked.submit({"scheme": ["cmi", "imi-register"]})
    assert asked.last.startswith("When did your IMI cycle begin?")
    assert {row[0] for row in await enrolment(world)} == {"cmi", "imi-register"}


async def test_it_can_be_done_from_home_before_anything_was_logged(ana: Member) -> None:
    home = reads(await ana.open_home())
    assert "Which schemes are you in?" in home
    await ana.click("Choose", ana.home)
    await ana.submit({"scheme": ["imi-register"]})
    assert "When did your IMI cycle begin?" in reads(ana.home)
    assert ana.heard == []


async def test_every_answer_can_be_changed_later(world: World, asked: Member) -> None:
    await world.enrolled(ANA, opening=(25, 6))
    await asked.command("settings")
    await asked.click("Cycle start")
    await asked.submit({"cycle_start": "2024-06-01"})
    await asked.command("settings")
    await asked.click("Brought in")
    await asked.submit({"opening_cycle": "31.5", "opening_year": "6"})
    [(_, start, cycle, _, _)] = await enrolment(world)
    assert (str(start), cycle) == ("2024-06-01", 3150)


async def test_an_entry_on_or_before_the_balance_asks_whether_it_is_in_there(
    world: World, ana: Member
) -> None:
    await world.enrolled(ANA, opening=(25, 6))
    await ana.write(SENTENCE)
    assert "Already in those 25?" in reads(ana.card)
    await ana.write("proving dead before touching the pack, I do EV battery swaps now")
    await ana.click("No")
    await ana.click("Save")
    assert "27 of 90 in your cycle" in reads(ana.note)


async def test_what_the_balance_holds_adds_nothing(world: World, ana: Member) -> None:
    await world.enrolled(ANA, opening=(25, 6))
    await ana.write(SENTENCE)
    await ana.write("proving dead before touching the pack, I do EV battery swaps now")
    await ana.click("Yes")
    await ana.click("Save")
    assert "25 of 90 in your cycle" in reads(ana.note)
