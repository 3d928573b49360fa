"""The first questions to somebody new: after Save or from Home, each skippable, each editable."""

import pytest

from tests.harness import ANA, MAX, SENTENCE, Harness, Member, reads


async def enrolment(harness: Harness) -> list[tuple[object, ...]]:
    return await harness.query(
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
    assert "Which scheme is yours?" not in ana.last
    await ana.click("Save")
    assert ana.last.startswith("Which scheme is yours?")
    assert "1 of 3" in ana.last


@pytest.mark.parametrize("words", ["Hi", "hello", "Good morning"])
async def test_somebody_new_who_says_hello_is_welcomed_in_forty_words(
    ana: Member, words: str
) -> None:
    await ana.write(words)
    hello, question = (reads(one) for one in ana.heard)
    assert hello.startswith("Hello. Tell me in a sentence what you learnt or did")
    assert len(hello.split()) <= 40
    assert question.startswith("Which scheme is yours?")


async def test_a_second_hello_is_answered_in_a_word_and_asks_nothing_anew(ana: Member) -> None:
    await ana.write("Hi")
    await ana.write("Hello again")
    assert ana.last.startswith("Hello. Tell me what you did, when and for how long")
    assert len(ana.heard) == 3


async def test_who_sees_what_is_said_at_the_first_question(asked: Member) -> None:
    assert "They never see: what you write, titles, or evidence itself." in asked.last


async def test_three_taps_and_the_bot_knows_where_one_stands(
    harness: Harness, asked: Member
) -> None:
    await asked.click("IMI register")
    assert asked.last.startswith("When did the IMI cycle you are in begin?")
    assert "2 of 3" in asked.last
    await asked.pick("2025-06-01", asked.heard[-1])
    assert asked.last.startswith("What is your job?")
    assert "3 of 3" in asked.last
    await asked.click("Set job")
    await asked.submit({"job": "Vehicle technician", "job_from": "2020-01-01"})
    assert asked.last.startswith(
        "One more, if you like: how many credits does your IMI account show since 1 Jun 2025?"
    )
    await asked.click("Enter credits")
    assert await asked.submit({"opening_cycle": "25"}) == {
        "opening_year": "How many of them are this year’s? Tick “Not sure” if you cannot say."
    }
    assert await asked.submit({"opening_year": "6"}) == {}
    assert asked.last.startswith("Last one, if you like: who is your manager?")
    await asked.pick(MAX.id, asked.heard[-1])
    assert "that is all I need" in asked.last
    [(pack, start, cycle, year, _)] = await enrolment(harness)
    assert (pack, str(start), cycle, year) == ("imi-register", "2025-06-01", 2500, 600)
    assert harness.member(MAX).last.startswith("Ana has named you as their manager")
    status = await asked.command("status")
    assert "25 of 90 in your cycle" in status
    assert "brought in, not checked by me" in status


async def test_each_question_can_be_skipped(harness: Harness, asked: Member) -> None:
    await asked.click("IMI register")
    for question in (
        "When did the IMI cycle",
        "What is your job?",
        "Last one, if you like: who is your manager?",
    ):
        assert asked.last.startswith(question)
        await asked.click("Skip")
    assert "that is all I need" in asked.last
    assert "8 credits in" not in await asked.command("status")


async def test_everything_skipped_is_asked_no_more(asked: Member) -> None:
    for _ in range(3):
        await asked.click("Skip")
    assert "that is all I need" in asked.last
    before = len(asked.heard)
    await asked.write("1h air con refresher at Hella on Thursday")
    await asked.click("Save")
    assert all(not reads(one).startswith("Which scheme") for one in asked.heard[before:])


async def test_with_the_first_save_somebody_in_no_scheme_is_asked_for_it_once_more(
    ana: Member,
) -> None:
    await ana.write("Hi")
    for _ in range(3):
        await ana.click("Skip")
    await ana.write(SENTENCE)
    await ana.click("Save")
    assert ana.last.startswith("Which scheme is yours?")
    await ana.click("Skip")
    before = len(ana.heard)
    await ana.write("1h air con refresher at Hella on Thursday")
    await ana.click("Save")
    assert all(not reads(one).startswith("Which scheme") for one in ana.heard[before:])


async def test_what_was_begun_in_home_goes_on_in_the_conversation_after_save(
    ana: Member,
) -> None:
    await ana.open_home()
    await ana.click("IMI register", ana.home)
    assert ana.heard == []
    await ana.write(SENTENCE)
    await ana.click("Save")
    assert ana.last.startswith("When did the IMI cycle you are in begin?")


async def test_a_cycle_that_is_still_to_come_is_none_and_the_current_one_is_asked_for(
    harness: Harness, asked: Member
) -> None:
    await asked.click("IMI register")
    await asked.pick("2027-01-01", asked.heard[-1])
    assert asked.last_whisper == (
        "That day is still to come. When did the cycle you are in now begin?"
    )
    assert asked.last.startswith("When did the IMI cycle you are in begin?")
    [(_, start, *_)] = await enrolment(harness)
    assert start is None


async def test_a_workplaces_own_scheme_has_no_account_to_look_into(
    harness: Harness, asked: Member
) -> None:
    await asked.click("Workplace CPD")
    assert asked.last.startswith("When did the Workplace CPD cycle you are in begin?")
    assert "account" not in asked.last
    await asked.pick("2026-01-01", asked.heard[-1])
    await asked.click("Skip")
    assert asked.last.startswith("Last one, if you like: who is your manager?")
    settings = await asked.command("settings")
    assert "account shows" not in settings


async def test_a_cycle_start_that_is_not_known_yet_gives_provisional_credits(
    harness: Harness, asked: Member
) -> None:
    await asked.click("IMI register")
    await asked.click("Not yet known")
    await asked.click("Skip")
    await asked.click("Skip")
    status = await asked.command("status")
    assert "Tell me when your cycle began and I can say where you stand." in status
    await asked.click("Set date")
    await asked.submit({"cycle_start": "2025-06-01"})
    assert "of 90 in your cycle" in await asked.command("status")


async def test_not_being_sure_of_the_year_is_kept_apart_from_none(
    harness: Harness, asked: Member
) -> None:
    await asked.click("IMI register")
    await asked.pick("2025-06-01", asked.heard[-1])
    await asked.click("Skip")
    await asked.click("Enter credits")
    assert await asked.submit({"opening_cycle": "25", "opening_unsure": ["unknown"]}) == {}
    [(_, _, cycle, year, declined)] = await enrolment(harness)
    assert (cycle, year, bool(declined)) == (2500, None, False)


async def test_in_a_cycles_first_year_one_figure_is_both(harness: Harness, asked: Member) -> None:
    await asked.click("IMI register")
    await asked.pick("2026-06-01", asked.heard[-1])
    await asked.click("Skip")
    await asked.click("Enter credits")
    assert "this year" not in reads(asked.modal)
    assert await asked.submit({"opening_cycle": "4"}) == {}
    [(_, _, cycle, year, _)] = await enrolment(harness)
    assert (cycle, year) == (400, 400)


@pytest.mark.parametrize(
    ("said", "kept"), [("None yet", (0, 0, 0)), ("I can’t say", (None, None, 1))]
)
async def test_none_yet_is_no_declining(
    harness: Harness, asked: Member, said: str, kept: tuple[int | None, int | None, int]
) -> None:
    await asked.click("IMI register")
    await asked.pick("2025-06-01", asked.heard[-1])
    await asked.click("Skip")
    await asked.click(said)
    [(_, _, *answer)] = await enrolment(harness)
    assert tuple(answer) == kept


async def test_a_scheme_without_credits_asks_for_no_balance(asked: Member) -> None:
    await asked.click("CMI")
    assert asked.last.startswith("What is your job?")
    assert "3 of 3" in asked.last


async def test_several_schemes_at_once_are_asked_about_one_after_the_other(
    harness: Harness, asked: Member
) -> None:
    await asked.click("Several")
    await asked.submit({"scheme": ["cmi", "imi-register"]})
    assert asked.last.startswith("When did the IMI cycle you are in begin?")
    assert {row[0] for row in await enrolment(harness)} == {"cmi", "imi-register"}


async def test_it_can_be_done_from_home_before_anything_was_logged(ana: Member) -> None:
    home = reads(await ana.open_home())
    assert "Hello. Tell me in a sentence what you learnt or did" in home
    assert "Which scheme is yours?" in home
    await ana.click("IMI register", ana.home)
    assert "When did the IMI cycle you are in begin?" in reads(ana.home)
    await ana.pick("2025-06-01", ana.home)
    await ana.click("Skip", ana.home)
    assert "how many credits does your IMI account show" in reads(ana.home)
    assert ana.heard == []


async def test_every_answer_can_be_changed_later(harness: Harness, asked: Member) -> None:
    await harness.enrolled(ANA, opening=(25, 6))
    await asked.command("settings")
    await asked.click("Set cycle start")
    await asked.submit({"cycle_start": "2024-06-01"})
    await asked.command("settings")
    await asked.click("Enter credits")
    await asked.submit({"opening_cycle": "31.5", "opening_year": "6"})
    [(_, start, cycle, _, _)] = await enrolment(harness)
    assert (str(start), cycle) == ("2024-06-01", 3150)


async def test_an_entry_on_or_before_the_balance_asks_whether_it_is_in_there(
    harness: Harness, ana: Member
) -> None:
    await harness.enrolled(ANA, opening=(25, 6))
    await ana.write(SENTENCE)
    assert "What did you learn" in reads(ana.card)
    assert "Already in those 25?" not in reads(ana.card)  # one question at a time
    await ana.write("proving dead before touching the pack, I do EV battery swaps now")
    assert "Already in those 25?" in reads(ana.card)
    await ana.click("No")
    await ana.click("Save")
    assert "27 of 90 in your cycle" in reads(ana.note)


async def test_what_the_balance_holds_adds_nothing(harness: Harness, ana: Member) -> None:
    await harness.enrolled(ANA, opening=(25, 6))
    await ana.write(SENTENCE)
    await ana.write("proving dead before touching the pack, I do EV battery swaps now")
    await ana.click("Yes")
    await ana.click("Save")
    assert "25 of 90 in your cycle" in reads(ana.note)


async def test_the_questions_are_answered_in_words_as_well(harness: Harness, ana: Member) -> None:
    await ana.write("Hi")
    await ana.write("IMI")
    assert ana.last.startswith("When did the IMI cycle you are in begin?")
    assert reads(ana.heard[1]) == "This goes on below."
    await ana.write("1 June 2027")
    assert ana.last == "That day is still to come. When did the cycle you are in now begin?"
    await ana.write("1 June 2025")
    assert ana.last.startswith("What is your job?")
    await ana.write("Vehicle technician")
    assert ana.last.startswith("Vehicle technician since 1 Nov?")
    await ana.click("Set job")
    assert ana.last.startswith(
        "One more, if you like: how many credits does your IMI account show since 1 Jun 2025?"
    )
    await ana.write("25 and 6 this year")
    assert ana.last.startswith("Last one, if you like: who is your manager?")
    await ana.write("no one")
    assert "that is all I need" in ana.last
    assert sum("that is all I need" in reads(one) for one in ana.heard) == 1
    [(pack, start, cycle, year, _)] = await enrolment(harness)
    assert (pack, str(start), cycle, year) == ("imi-register", "2025-06-01", 2500, 600)
    assert await harness.query("SELECT count(*) FROM entry") == [(0,)]


async def test_an_activity_is_one_while_a_first_question_is_open(
    harness: Harness, ana: Member
) -> None:
    await ana.write("Hi")
    await ana.write("2h IMI course on brakes yesterday")
    assert "2 h" in reads(ana.card)
    await ana.write("skip")
    assert await harness.query("SELECT onboarding FROM member") == [("scheme",)]
    assert await enrolment(harness) == []


async def test_a_question_is_answered_and_the_first_one_stays(ana: Member) -> None:
    await ana.write("Hi")
    await ana.write("what counts?")
    await ana.write("CMI")
    assert ana.last.startswith("What is your job?")


async def test_somebody_new_may_begin_with_their_scheme(harness: Harness, ana: Member) -> None:
    await ana.write("I'm with the IMI")
    assert ana.last.startswith("When did the IMI cycle you are in begin?")


async def test_before_anything_was_asked_skip_is_about_a_draft(ana: Member) -> None:
    await ana.write("skip")
    assert ana.last == "There is no open draft just now."


async def test_having_no_scheme_is_an_answer(ana: Member) -> None:
    await ana.write("Hi")
    await ana.write("no scheme")
    assert ana.last.startswith("What is your job?")
    await ana.write("dunno")
    assert ana.last.startswith("Last one, if you like: who is your manager?")


async def test_of_two_numbers_the_larger_is_the_cycles(harness: Harness, ana: Member) -> None:
    for words in ("Hi", "IMI", "1 June 2025", "skip", "6 this year, 31 in the cycle"):
        await ana.write(words)
    [(_, _, cycle, year, _)] = await enrolment(harness)
    assert (cycle, year) == (3100, 600)


@pytest.mark.parametrize("words", ["toolbox talk", "First aid", "brake course", "webinar on EVs"])
async def test_what_is_learnt_is_no_job(harness: Harness, ana: Member, words: str) -> None:
    for before in ("Hi", "skip"):
        await ana.write(before)
    await ana.write(words)
    assert "since" not in ana.last
    assert await harness.query("SELECT onboarding FROM member") == [("job",)]


async def test_a_draft_that_asks_nothing_leaves_the_words_to_the_first_questions(
    harness: Harness, ana: Member
) -> None:
    for words in ("Hi", SENTENCE, "proving dead before touching the pack, I do EV swaps now"):
        await ana.write(words)
    await ana.write("skip")
    assert ana.last.startswith("What is your job?")
    await ana.write("Vehicle technician")
    assert ana.last.startswith("Vehicle technician since 1 Nov?")


async def test_words_that_steer_a_draft_skip_no_first_question(
    harness: Harness, ana: Member
) -> None:
    for words in ("Hi", SENTENCE, "proving dead before touching the pack, I do EV swaps now"):
        await ana.write(words)
    await ana.write("later")
    await ana.write("discard")
    assert await harness.query("SELECT onboarding FROM member") == [("scheme",)]
    assert await harness.query("SELECT status FROM entry") == [("discarded",)]


async def test_what_several_schemes_are_called_is_asked_again(
    harness: Harness, ana: Member
) -> None:
    await ana.write("Hi")
    await ana.write("Institute of the Motor Industry")
    assert ana.last.startswith("Which scheme is yours?")
    await ana.click("IMI TechSafe")
    assert await ana.submit({"scheme": ["imi-techsafe/ADAS"]}) == {}
    assert [row[0] for row in await enrolment(harness)] == ["imi-techsafe"]


async def test_a_scheme_is_named_while_an_entry_is_asked_about(
    harness: Harness, ana: Member
) -> None:
    for words in ("Hi", SENTENCE, "IMI"):
        await ana.write(words)
    assert ana.last.startswith("When did the IMI cycle you are in begin?")
    assert await harness.query("SELECT evaluate FROM entry") == [(None,)]


async def test_nobody_is_their_own_manager(harness: Harness, ana: Member) -> None:
    for words in ("Hi", "skip", "skip"):
        await ana.write(words)
    await ana.pick(ANA.id, ana.heard[-1])
    assert "You cannot be your own manager here." in [
        *map(reads, ana.heard),
        *map(reads, ana.whispers()),
    ]
