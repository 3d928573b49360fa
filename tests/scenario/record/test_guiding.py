"""Guided and quick: one question for a usual entry, a way through for whoever wants one."""

from datetime import timedelta

import pytest

from tests.harness import ANA, SATURDAY, SENTENCE, Harness, Member, buttons, reads

WORKSHOP = "2h difficult conversations workshop yesterday"
HARD = "What was harder about difficult conversations than you thought?"
KNOWN = "What do you know about difficult conversations now that you did not before?"
USE = "Where will you use it in your job?"
PLAN = "What will you do differently?"


@pytest.fixture
async def manager(harness: Harness, ana: Member) -> Member:
    """A Chartered Manager: her one scheme asks for no points."""
    await harness.enrolled(ANA, "cmi", cycle_start=None, job="service manager")
    return ana


async def stages(harness: Harness) -> dict[str, str | None]:
    [row] = await harness.query(
        "SELECT reflect, plan, act, evaluate FROM entry WHERE source_text IS NOT NULL"
    )
    return dict(zip(("reflect", "plan", "act", "evaluate"), row, strict=True))


async def test_a_chartered_manager_is_guided_through_two_questions(
    harness: Harness, manager: Member
) -> None:
    await manager.write(WORKSHOP)
    assert f"1 of 2: {HARD}" in reads(manager.card)
    assert "Save" in buttons(manager.card)

    await manager.write("saying nothing while they think")
    assert f"2 of 2: {KNOWN}" in reads(manager.card)
    assert "Save" in buttons(manager.note)

    await manager.write("that silence gets better answers than advice")
    assert manager.last == "Noted. Enough, or one more?\n[Save]\n[One more]"
    assert await stages(harness) == {
        "reflect": "saying nothing while they think",
        "plan": None,
        "act": None,
        "evaluate": "that silence gets better answers than advice",
    }


@pytest.mark.parametrize("by_word", [False, True])
async def test_one_more_is_one_more(manager: Member, *, by_word: bool) -> None:
    await manager.write(WORKSHOP)
    await manager.write("saying nothing while they think")
    await manager.write("that silence gets better answers than advice")
    await (manager.write("one more") if by_word else manager.click("One more"))
    assert USE in reads(manager.card)
    await manager.write("in my one-to-ones with the service advisors")
    assert "Enough, or one more?" in reads(manager.note)
    await manager.write("one more")
    assert PLAN in reads(manager.card)


@pytest.mark.parametrize(
    ("answered", "word"),
    [
        (0, "Enough"),
        (2, "Enough"),
        (2, "enough thanks"),
        (1, "that's enough"),
        (1, "no more questions"),
    ],
)
async def test_enough_asks_whether_to_save(
    harness: Harness, manager: Member, answered: int, word: str
) -> None:
    await manager.write(WORKSHOP)
    for words in ("saying nothing while they think", "that silence gets answers")[:answered]:
        await manager.write(words)
    await manager.write(word)
    assert manager.last == "Shall I save it?\n[Save]"
    assert "?" not in reads(manager.card)
    await manager.click("Save", manager.message("Shall I save it?"))
    assert await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL") == [
        ("logged",)
    ]


LED = (WORKSHOP, "saying nothing while they think", "that silence gets better answers than advice")
"""Up to "Enough, or one more?"."""


async def test_whether_to_ask_about_a_plan_is_answered_before_enough_or_one_more_is_asked(
    manager: Member,
) -> None:
    for one in (*LED[:2], "silence gets answers, I will ask one open question first, on Friday"):
        await manager.write(one)
    assert manager.last.startswith("Shall I ask you on Fri 27 Nov how it went?")
    assert "Enough" not in reads(manager.note)
    await manager.write("yes")
    assert manager.last == "I will ask you on Fri 27 Nov.\n[Undo]"
    assert "Noted. Enough, or one more?" in reads(manager.note)
    await manager.write("enough")
    assert manager.last == "Shall I save it?\n[Save]"


async def test_of_two_drafts_the_second_waits_until_enough_is_said_of_the_first(
    manager: Member,
) -> None:
    await manager.write(f"{WORKSHOP} and a 1h webinar on appraisals today")
    await manager.write("skip")
    await manager.write("skip")
    assert manager.last == "Skipped. Enough, or one more?\n[Save]\n[One more]"
    await manager.write("enough")
    assert manager.last.startswith("*Webinar on appraisals*\n1 of 2: ")
    assert reads(manager.heard[-2]).startswith("Noted.\n[Save]")


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("I will ask each advisor one open question before I say anything, on Friday", "plan"),
        ("in every one to one with the advisors, it helps them think", "evaluate"),
        ("silence is uncomfortable and it works", "evaluate"),
        ("I struggled not to fill the gap", "reflect"),
        ("since then two of them come with an answer of their own", "evaluate"),
    ],
)
async def test_one_more_thing_is_told_without_being_asked_for(
    harness: Harness, manager: Member, words: str, stage: str
) -> None:
    for one in LED:
        await manager.write(one)
    before = await stages(harness)
    await manager.write(words)
    if stage == "plan":
        await manager.write("no")  # it is not to be asked about
    assert "Noted. Enough, or one more?" in reads(manager.note)
    after = await stages(harness)
    assert {name for name in after if after[name] != before[name]} == {stage}
    assert (after[stage] or "").splitlines()[-1] == words


@pytest.mark.parametrize(
    "words", ["no", "nah im good", "skip", "later", "no thanks that's enough", "dunno", "that's it"]
)
async def test_whoever_wants_no_more_is_asked_whether_to_save(
    harness: Harness, manager: Member, words: str
) -> None:
    for one in LED:
        await manager.write(one)
    before = await stages(harness)
    await manager.write(words)
    assert manager.last == "Shall I save it?\n[Save]"
    assert await stages(harness) == before


async def test_one_more_is_not_waited_for_beyond_the_next_working_day(
    harness: Harness, manager: Member
) -> None:
    for one in LED:
        await manager.write(one)
    before = await stages(harness)
    await harness.move_to(SATURDAY + timedelta(days=4))
    await manager.write("silence is uncomfortable and it works")
    assert "or a new entry?" in manager.last
    assert await stages(harness) == before


async def test_what_is_told_already_is_not_asked_again(harness: Harness, manager: Member) -> None:
    await manager.write(WORKSHOP)
    await manager.write(
        "it was hard to keep quiet, and now I know a pause works, next time I'll count to five"
    )
    assert f"2 of 2: {USE}" in reads(manager.card)
    await manager.write("in every one-to-one with the advisors")
    await manager.write("guide me")
    assert "That was all I wanted to ask." in manager.last
    assert (await stages(harness))["plan"] == "next time I'll count to five"


async def test_what_was_learnt_stays_learnt_when_its_use_is_added(manager: Member) -> None:
    await manager.write("1h leadership webinar yesterday, learnt to delegate outcomes not tasks")
    await manager.write("guide me")
    await manager.write("letting go of the rota was hard")
    await manager.write("in my Monday stand-up with the foremen")
    assert f"3 of 3: {PLAN}" in reads(manager.card)


async def test_an_empty_answer_leads_on_and_fills_nothing(
    harness: Harness, manager: Member
) -> None:
    await manager.write(WORKSHOP)
    await manager.write("dunno")
    assert f"2 of 2: {KNOWN}" in reads(manager.card)
    await manager.write("learnt absolutely nothing")
    assert "Fair enough. Anything you’d tell the next person?" in reads(manager.card)
    await manager.write("no idea")
    assert "Enough, or one more?" in reads(manager.note)
    assert set((await stages(harness)).values()) == {None}


async def test_a_plan_is_asked_why_then_what_for_then_what_it_changed(
    harness: Harness, manager: Member
) -> None:
    await manager.write("coaching workshop next Tuesday, 2h")
    assert "1 of 2: What in your job made you choose this?" in reads(manager.card)
    await manager.write("my one-to-ones go badly")
    assert "2 of 2: What do you want to be able to do after the workshop?" in reads(manager.card)
    await manager.write("ask better questions")
    await harness.move_to(SATURDAY + timedelta(days=3, hours=6, minutes=30))
    await manager.click("Did it", manager.message("You planned this"))
    assert "Has the workshop changed anything?" in reads(manager.card)
    await manager.write("my team speaks up more in the mornings")
    assert await stages(harness) == {
        "reflect": "my one-to-ones go badly",
        "plan": "ask better questions",
        "act": None,
        "evaluate": "my team speaks up more in the mornings",
    }


async def test_guide_me_makes_the_usual_question_one_of_several(technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.click("Guide me")
    topic = "high voltage isolation"
    assert f"1 of 4: What was harder about {topic} than you thought?" in reads(technician.card)
    assert "Guide me" not in reads(technician.card)
    await technician.write("the order of the steps")
    await technician.write("proving dead before touching the pack")
    assert f"3 of 4: {USE}" in reads(technician.card)
    await technician.write("on every battery swap that I do")
    assert "2 credits" in reads(technician.card)
    await technician.write("I will prove dead twice")
    assert reads(technician.note).startswith("Noted.\n[Save]")
    assert "worth 2 credits" in reads(technician.card)


async def test_a_saved_entry_is_guided_through_by_the_word(
    harness: Harness, manager: Member
) -> None:
    await manager.write(WORKSHOP)
    await manager.click("Save")
    await manager.write("guide me")
    assert f"1 of 4: {HARD}" in reads(manager.card)
    await manager.write("saying nothing while they think")
    assert f"2 of 4: {KNOWN}" in reads(manager.card)
    assert (await stages(harness))["reflect"] == "saying nothing while they think"


async def test_a_blank_answer_about_ones_part_is_kept_in_no_stage(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("proving dead before touching the pack, I do EV battery swaps now")
    for _ in range(3):
        await technician.click("Ask me another")
        await technician.write("skip")
    await technician.click("Ask me another")
    assert "What was your part?" in reads(technician.card)
    await technician.write("dunno")
    assert (await stages(harness))["act"] is None


async def test_what_was_answered_with_nothing_can_still_be_added(technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("dunno")
    assert "One thing from it you would tell a colleague?" in reads(technician.card)
    await technician.write("no idea")
    await technician.click("Save")
    await technician.click("Add it")
    await technician.submit({"words": "proving dead first, I do battery swaps every week"})
    assert "· 2 credits\n" in reads(technician.card)


async def test_a_short_answer_and_what_follows_it_are_one_account(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("proving dead")
    assert "2 credits once you have answered" in reads(technician.card)
    await technician.write("never touch the pack before the meter reads zero")
    assert "worth 2 credits" in reads(technician.card)
    assert (await stages(harness))["evaluate"] == (
        "proving dead\nnever touch the pack before the meter reads zero"
    )


async def test_no_words_typed_privately_stand_in_a_guided_question(manager: Member) -> None:
    await manager.write(WORKSHOP)
    await manager.click("Answer privately")
    await manager.submit({"words": "my own director frightens me"})
    await manager.click("Answer privately")
    await manager.submit({"words": "that fear shows in a meeting"})
    assert "Enough, or one more?" in reads(manager.note)
    assert all("frightens" not in reads(one) for one in manager.heard)
