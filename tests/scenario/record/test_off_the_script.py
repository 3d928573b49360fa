"""What people say beside what was asked: it is kept where it is an account, joined to what stands
there, and nothing else ever fills a stage.
"""

import pytest

from tests.harness import Harness, Member, buttons

UNDATED = "aluminium welding 5h course"
DATED = "2h ABS course yesterday"
Row = tuple[object, ...]


async def entry(harness: Harness, *columns: str) -> Row:
    """Columns of the entries that were begun in the conversation; of the only one."""
    [row] = await harness.query(
        f"SELECT {', '.join(columns)} FROM entry WHERE source_text IS NOT NULL"
    )
    return tuple(row)


async def count(harness: Harness) -> int:
    [row] = await harness.query("SELECT count(*) FROM entry WHERE source_text IS NOT NULL")
    return int(row[0])


# While a day is asked for


async def test_accounts_told_while_a_day_is_asked_for_are_joined_and_said_to_be_kept(
    harness: Harness, technician: Member
) -> None:
    await technician.write(UNDATED)
    for words in ("nibs mainly", "keep a clean wire brush just for ali", "60 ohms"):
        await technician.write(words)
        assert technician.last.startswith("Noted.\nWhich day was it?")
    told = "nibs mainly\nkeep a clean wire brush just for ali\n60 ohms"
    assert await entry(harness, "evaluate", "start_date") == (told, None)
    await technician.write("yesterday")
    evaluate, start = await entry(harness, "evaluate", "start_date")
    assert evaluate == told
    assert start is not None


@pytest.mark.parametrize("words", ["21th of okt", "dunno", "last wek", "the day after"])
async def test_what_may_be_meant_for_a_day_fills_no_stage(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(UNDATED)
    await technician.write(words)
    assert await entry(harness, "evaluate", "reflect", "plan", "act") == (None, None, None, None)


async def test_that_nothing_was_learnt_leaves_the_day_asked_for(
    harness: Harness, technician: Member
) -> None:
    await technician.write(UNDATED)
    await technician.write("waste of time, learnt absolutely nothing from any of it")
    assert await entry(harness, "evaluate") == (None,)
    await technician.write("yesterday")
    [start] = await entry(harness, "start_date")
    assert start is not None


async def test_what_could_not_be_read_as_a_day_is_told_no_more_once_something_else_was_said(
    technician: Member,
) -> None:
    await technician.write(UNDATED)
    await technician.write("21th of okt")
    assert "could not read that as a date" in technician.last
    await technician.write("cleaning it is half of the job, I do that first on every panel now")
    assert technician.last.startswith("Noted.\nWhich day was it?")


# No account


@pytest.mark.parametrize(
    "words",
    [
        "when is level 4 then",
        "which job role",
        "subject is electric vehicles",
        "its a photo",
        "i have a pdf for that",
        "remove the thing about top up",
        "change what i wrote",
        "add a certificate",
    ],
)
async def test_questions_and_what_is_said_of_the_form_fill_no_stage(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write("save")
    await technician.write(words)
    assert await entry(harness, "reflect", "plan", "act", "evaluate") == (None, None, None, None)


@pytest.mark.parametrize("words", ["i have a pdf for that", "add a certificate", "its a photo"])
async def test_whoever_has_a_file_is_told_where_it_goes(technician: Member, words: str) -> None:
    await technician.write(DATED)
    await technician.write(words)
    assert technician.last.startswith("Drop the file or paste its link here")


@pytest.mark.parametrize(
    "words", ["sign off my cpd", "certificate runs out 2 nov 2029", "i meant the reminder"]
)
async def test_nothing_far_reaching_follows_from_words_that_are_only_like_it(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert "stopped nudging" not in technician.last
    assert await count(harness) == 0


# Values


async def test_a_length_that_is_put_takes_the_place_of_the_one_before(
    harness: Harness, technician: Member
) -> None:
    await technician.write("8h first aid course yesterday")
    await technician.write("put 6 hours")
    assert await entry(harness, "minutes") == (360,)
    await technician.write("put 1 hour more")
    assert await entry(harness, "minutes") == (420,)


@pytest.mark.parametrize(
    ("words", "title", "kind"),
    [
        ("no sorry it was injector course", "Injector course", "short course"),
        ("it was an online course", "ABS course", "e-learning"),
    ],
)
async def test_a_subject_before_a_kind_is_a_title_and_a_kind_alone_is_one(
    harness: Harness, technician: Member, words: str, title: str, kind: str
) -> None:
    await technician.write(DATED)
    await technician.write(words)
    assert await entry(harness, "title", "type") == (title, kind)


async def test_a_provider_can_be_put_as_one(harness: Harness, technician: Member) -> None:
    await technician.write(DATED)
    await technician.write("make it Leeds Training Centre as provider")
    assert await entry(harness, "provider") == ("Leeds Training Centre",)


# Which entry


async def test_yes_to_whether_it_was_something_that_was_done_begins_an_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write("torque to yield")
    assert "Is it something you did?" in technician.last
    await technician.write("yes")
    assert await count(harness) == 1


async def test_one_more_with_a_length_of_its_own_is_no_account_of_the_one_before(
    harness: Harness, technician: Member
) -> None:
    await technician.write("20 min video on AdBlue today")
    await technician.write("and another one after, 25 mins on NOx sensors")
    rows = await harness.query("SELECT minutes, evaluate FROM entry ORDER BY id")
    assert [tuple(row) for row in rows if row[0] in (20, 25)] == [(20, None), (25, None)]


async def test_which_of_two_is_meant_is_no_word_of_the_account(
    harness: Harness, technician: Member
) -> None:
    await technician.write("ev course 6h monday and adas course 3h tuesday")
    await technician.write("first: dont tow ev on driven wheels")
    await technician.write("second: targets need 8 metres clear")
    rows = await harness.query(
        "SELECT evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    told = ["dont tow ev on driven wheels", "targets need 8 metres clear"]
    assert [row[0] for row in rows] == told


async def test_save_is_of_the_draft_where_a_plan_was_made_last(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    await technician.write("measure before I fit anything, I use it on every job")
    await technician.write("first aid refresher next Tuesday, 3h")
    await technician.write("save")
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL ORDER BY id")
    assert [row[0] for row in rows] == ["logged", "planned"]


async def test_what_is_to_follow_from_a_draft_is_no_plan_of_its_own_unasked(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1h coaching session yesterday")
    await technician.write("listen first, I use it in every one to one")
    await technician.write("need to let Marek run the Monday meeting from next week")
    assert "or a new entry?" in technician.last
    assert await count(harness) == 1


async def test_an_account_after_an_empty_answer_is_one_of_the_same_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    await technician.write("it was useful")
    await technician.write("nothing really")
    await technician.write("because we get loads of brake jobs and the lads guess the bleed order")
    [evaluate] = await entry(harness, "evaluate")
    assert evaluate is not None
    assert "bleed order" in str(evaluate)


async def test_a_list_is_answered_with_the_entries_and_exports_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write("show me my entries")
    assert "Show them" in buttons(technician.heard[-1])
    assert await harness.query("SELECT id FROM job WHERE kind = 'export'") == []


async def test_whoever_wants_to_begin_is_told_how(technician: Member) -> None:
    await technician.write("log cpd")
    assert technician.last.startswith("*Write me a sentence* about what you did")


async def test_several_messages_that_wait_are_asked_about_once_and_come_in_together(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    first = "bleed it from the far corner, every job I do needs it"
    await technician.write(first)
    await technician.write("we do loads of bmws")
    await technician.write("pressure bleeder is quicker")
    await technician.write("save")
    asked = [one for one in technician.heard if "still wait" in (one.text + str(one.blocks))]
    assert len(asked) == 1
    assert "2 messages of yours still wait" in technician.last
    await technician.click("ABS course", technician.heard[-1])
    told = f"{first}\nwe do loads of bmws\npressure bleeder is quicker"
    assert await entry(harness, "evaluate") == (told,)


async def test_several_messages_that_wait_are_an_entry_each_where_they_are_new_ones(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    await technician.write("bleed it from the far corner, every job I do needs it")
    await technician.write("we do loads of bmws")
    await technician.write("pressure bleeder is quicker")
    await technician.write("save")
    assert "2 messages of yours still wait" in technician.last
    await technician.click("New entry", technician.heard[-1])
    drafts = await harness.query("SELECT source_text FROM entry WHERE status = 'draft' ORDER BY id")
    assert drafts == [("we do loads of bmws",), ("pressure bleeder is quicker",)]
    await technician.write("undo")
    assert await harness.query("SELECT id FROM entry WHERE status = 'draft'") == []


async def test_saving_is_not_blocked_by_a_day_that_is_not_known_and_the_day_comes_later(
    harness: Harness, technician: Member
) -> None:
    await technician.write(UNDATED)
    await technician.write("keep a clean wire brush just for ali, I weld wings every week")
    await technician.write("save")
    assert technician.last.startswith("Saved. 5 credits wait for its date.")
    assert await entry(harness, "status", "start_date") == ("logged", None)
    await technician.write("yesterday")
    assert technician.last.startswith("Saved, 5 credits")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("tuesday, 2h, learnt to check runout, I use it on every disc job", (120, None)),
        ("maybe tuesday, an hour, hella ran it", (60, "Hella")),
        ("I did it on tuesday with bosch, 2 hours", (120, "Bosch")),
    ],
)
async def test_all_facts_in_one_answer_to_which_day_are_taken(
    harness: Harness, technician: Member, words: str, told: Row
) -> None:
    await technician.write("went on a brake course")
    await technician.write(words)
    minutes, provider, start, evaluate = await entry(
        harness, "minutes", "provider", "start_date", "evaluate"
    )
    assert start is not None
    assert (minutes, provider) == told or (minutes, str(provider).title()) == told
    assert "2h" not in str(evaluate)


@pytest.mark.parametrize("beside", ["status", "went on a brake course"])
async def test_yes_is_of_what_was_said_last_and_of_nothing_older(
    harness: Harness, technician: Member, beside: str
) -> None:
    await technician.write("torque to yield")
    await technician.write(beside)
    before = await count(harness)
    await technician.write("yes")
    assert await count(harness) == before


async def test_yes_to_discarding_those_that_were_named_discards_them(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h ABS course yesterday, 1h toolbox talk on brakes today")
    await technician.write("remove all of them")
    await technician.write("yes")
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL")
    assert [row[0] for row in rows] == ["discarded", "discarded"]


async def test_that_something_is_wrong_discards_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    await technician.write("thats wrong")
    assert await entry(harness, "status") == ("draft",)


@pytest.mark.parametrize("words", ["keep them", "no, keep them", "cancel", "no"])
async def test_nothing_goes_and_nothing_is_saved_where_they_are_to_be_kept(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("2h ABS course yesterday, 1h toolbox talk on brakes today")
    await technician.write("remove all of them")
    await technician.write(words)
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL")
    assert [row[0] for row in rows] == ["draft", "draft"]


async def test_what_was_begun_since_is_asked_about_too_before_all_goes(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    await technician.write("delete all of them")
    await technician.write("3h webinar on ADAS on Monday")
    await technician.write("delete all of them")
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL")
    assert [row[0] for row in rows] == ["draft", "draft"]


@pytest.mark.parametrize("words", ["it was my first course", "it was the second course"])
async def test_which_course_it_was_is_no_title(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write(words)
    assert await entry(harness, "title") == ("ABS course",)


@pytest.mark.parametrize("words", ["at imi", "done at IMI", "with IMI"])
async def test_who_ran_it_is_not_where_it_is_entered(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write(words)
    assert "entered" not in technician.last
    assert await harness.query("SELECT id FROM entered_at_body") == []


async def test_a_long_account_that_begins_like_a_field_stays_one(
    harness: Harness, technician: Member
) -> None:
    words = "the subject was HV isolation, I now prove dead first on every car that comes in"
    await technician.write(DATED)
    await technician.write(words)
    [evaluate] = await entry(harness, "evaluate")
    assert "prove dead first" in str(evaluate)


async def test_what_a_draft_says_that_it_waits_for_is_an_answer_without_being_asked_again(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1.5h gearbox oil webinar with ZF yesterday")
    await technician.write("mechatronic sleeve leaks mostly")
    assert "wait for a fuller sentence" in technician.last
    await technician.write("we get loads of 8 speeds with dripping sumps so I fit the sleeve first")
    [evaluate] = await entry(harness, "evaluate")
    assert str(evaluate).startswith("mechatronic sleeve leaks mostly\n")
    assert await count(harness) == 1


async def test_a_number_that_is_part_of_a_name_is_no_length(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1h MOT course yesterday")
    await technician.write("class 4")
    assert await entry(harness, "minutes") == (60,)
