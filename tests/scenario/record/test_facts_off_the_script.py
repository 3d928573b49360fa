"""Facts told in other words than were asked for: each goes to the entry that it is of, and nothing
is changed, made or left unsaved by what only sounds like it.
"""

import pytest

from tests.harness import Harness, Member

TWO = "2h ABS course on monday and 3h ESP course on tuesday"
Rows = list[tuple[object, ...]]


async def rows(harness: Harness, *columns: str) -> Rows:
    """Columns of the entries that were begun in the conversation, in their order."""
    found = await harness.query(
        f"SELECT {', '.join(columns)} FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [tuple(row) for row in found]


# Two entries


async def test_an_account_that_begins_with_the_other_ones_word_is_kept_there_and_said_so(
    harness: Harness, technician: Member
) -> None:
    await technician.write(TWO)
    await technician.write("ESP yaw sensor needs zeroing after the battery was off")
    assert technician.last.startswith("*ESP course*: Noted.")
    await technician.write("reluctor ring rust on the rears")
    assert await rows(harness, "evaluate") == [
        ("reluctor ring rust on the rears",),
        ("ESP yaw sensor needs zeroing after the battery was off",),
    ]


async def test_a_length_of_what_is_no_entry_changes_none(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h complaints course yesterday")
    await technician.write("actually the DMS thing was 45 mins")
    assert await rows(harness, "minutes") == [(120,)]
    await technician.write("the complaints one was 3 hours")
    assert await rows(harness, "minutes") == [(180,)]


@pytest.mark.parametrize("words", ["save em", "save both", "save the two of them"])
async def test_both_are_saved(harness: Harness, technician: Member, words: str) -> None:
    await technician.write(TWO)
    await technician.write(words)
    assert await rows(harness, "status") == [("logged",), ("logged",)]


async def test_where_one_is_open_and_two_are_to_be_saved_that_is_said(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write("save both")
    assert await rows(harness, "status") == [("logged",)]
    assert "That was the only draft open." in technician.last


# A save, and more


@pytest.mark.parametrize(
    ("words", "statuses"),
    [
        ("save. and next one is blending in march", [("logged",), ("planned",)]),
        ("save and put down my next one for 10 december", [("logged",), ("planned",)]),
        ("save and stop asking stuff", [("logged",)]),
        ("save it, dont", [("draft",)]),
        ("save. undo", [("draft",)]),
        ("save it, no wait", [("draft",)]),
        ("save it. also did a 1h webinar on belts today", [("logged",), ("draft",)]),
        ("save and you get a dry joint if it cools too fast", [("draft",)]),
    ],
)
async def test_a_save_is_done_whatever_is_said_with_it(
    harness: Harness, technician: Member, words: str, statuses: Rows
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write("check the ring first, I do that on every car")
    await technician.write(words)
    assert await rows(harness, "status") == statuses
    assert "stopped nudging" not in technician.last


async def test_the_same_again_on_a_day_to_come_is_a_plan_and_save_is_of_what_was_done(
    harness: Harness, technician: Member
) -> None:
    await technician.write("the bosch evening, 2 hours yesterday")
    await technician.write("I read the fuel trims of both banks before I condemn a sensor")
    await technician.write("same again tomorrow")
    assert await rows(harness, "status") == [("draft",), ("planned",)]
    await technician.write("save")
    assert await rows(harness, "status") == [("logged",), ("planned",)]


# Put right


async def test_so_long_each_day_is_their_sum_and_says_so(
    harness: Harness, technician: Member
) -> None:
    await technician.write("paint course 2 days 17 and 18 nov")
    await technician.write("actual hours were 7 each day")
    assert technician.last.startswith("14 h instead of 16 h.")
    await technician.write("so 14")
    assert technician.last.startswith("It says 14 h already.")
    assert await rows(harness, "minutes") == [(840,)]


async def test_another_provider_is_taken_from_what_was_at_the_one(
    harness: Harness, technician: Member
) -> None:
    await technician.write("tyre pressure sensor course 2h yesterday at Schrader")
    await technician.write("no schrader was last year this was at Bartec")
    assert await rows(harness, "provider") == [("Bartec",)]


async def test_a_known_provider_is_written_and_told_as_it_is_known(
    harness: Harness, technician: Member
) -> None:
    await technician.write("3h battery module course yesterday")
    await technician.write("no i mean the provider was thatcham")
    assert technician.last.startswith("Thatcham as provider.")
    assert await rows(harness, "provider") == [("Thatcham",)]


# No entries


async def test_several_that_are_not_named_make_no_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write("i did 3 courses in september but never logged them")
    assert technician.last.startswith("Tell me them, one by one or together")
    assert await rows(harness, "id") == []


async def test_how_long_it_took_and_with_what_is_no_second_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write("learned loads about glow plugs today")
    await technician.write("well about half hour reading the ngk site")
    assert await rows(harness, "title", "minutes") == [("Glow plugs", 30)]


async def test_no_to_a_day_lets_it_be(harness: Harness, technician: Member) -> None:
    await technician.write("aluminium welding 5h course")
    await technician.write("no")
    assert "could not read" not in technician.last
    assert "Which day" not in technician.last
    assert await rows(harness, "start_date", "evaluate") == [(None, None)]


async def test_whether_it_counts_is_answered_beside_the_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write(
        "i was teaching the apprentices brakes for 2 hours today does that count"
    )
    assert await rows(harness, "title", "minutes") == [("Teaching the apprentices brakes", 120)]
    assert "An hour is 1 credit" in technician.last


@pytest.mark.parametrize(
    "words",
    [
        "the part name has to be read off the label",
        "the name should be stamped on the job card",
        "name should be the first thing you check",
        "the title must be changed",
    ],
)
async def test_what_is_to_be_done_with_a_name_is_no_title(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write(words)
    assert await rows(harness, "title") == [("ABS course",)]


@pytest.mark.parametrize("words", ["and it was Bosch who ran it", "it was bosch that did it"])
async def test_who_it_was_that_ran_it_ends_with_the_name(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write(words)
    assert await rows(harness, "provider") == [("Bosch",)]


@pytest.mark.parametrize(("words", "yes"), [("phone me", "y"), ("phone me", "yep thats it")])
async def test_what_is_said_to_the_bot_is_no_account_by_a_mere_yes(
    harness: Harness, technician: Member, words: str, yes: str
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write(words)
    await technician.write(yes)
    assert await rows(harness, "evaluate") == [(None,)]


async def test_nor_of_a_saved_entry(harness: Harness, technician: Member) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write("save")
    await technician.write("withdraw it")
    await technician.write("yes")
    assert await rows(harness, "evaluate") == [(None,)]


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("leave it", "draft", "discarded"),
        ("keep that one", "draft", "discarded"),
        ("no keep it", "draft", "draft"),
    ],
)
async def test_what_is_kept_is_what_was_asked_about_since(
    harness: Harness, technician: Member, words: str, first: str, second: str
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write("3h glow plug course on Monday")
    await technician.write("discard it")
    await technician.write(words)
    [one, other] = await rows(harness, "status")
    assert other == (second,)
    assert one[0] in (first, "logged")


@pytest.mark.parametrize(
    "words",
    [
        "did some training last friday on air con",
        "did 2 courses last week on brakes and tyres",
        "done several courses over the summer ADAS level 2",
        "did some stuff in the workshop about batteries",
    ],
)
async def test_what_names_its_subject_is_kept(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert len(await rows(harness, "id")) == 1


@pytest.mark.parametrize("saved", [True, False])
async def test_another_course_with_what_came_of_it_is_no_account_of_the_first(
    harness: Harness, technician: Member, saved: bool
) -> None:
    await technician.write("2h ABS course yesterday")
    if saved:
        await technician.write("save")
    await technician.write("3h glow plug course on Monday. never heat the plug, I use it on taxis")
    assert await rows(harness, "title", "evaluate") == [
        ("ABS course", None),
        ("Glow plug course", "I use it on taxis"),
    ]


async def test_an_account_that_begins_with_a_length_stays_one(
    harness: Harness, technician: Member
) -> None:
    words = "spent 2 hours on Monday with a scope. never trust a code alone, I check the ring now"
    await technician.write("2h ABS course yesterday")
    await technician.write(words)
    assert await rows(harness, "title", "evaluate") == [("ABS course", words)]


# What was done, in words that none of ours are


@pytest.mark.parametrize(
    "words",
    [
        "Did a 360 feedback thing, results came yesterday",
        "chaired a disciplinary on monday",
        "had my appraisal this morning",
        "went through the new H&S policy with HR yesterday",
        "did my line manager training yesterday",
        "did my mot training yesterday",
    ],
)
async def test_what_was_plainly_done_on_a_day_is_a_draft(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    [(status, day)] = await rows(harness, "status, start_date IS NOT NULL")
    assert (status, bool(day)) == ("draft", True)


@pytest.mark.parametrize(
    "words",
    [
        "had a row with the boss yesterday",
        "went to the pub last night",
        "picked up the kids friday",
        "fitted a clutch on monday",
        "did my entry save yesterday",
        "did my course count",
    ],
)
async def test_what_only_looks_like_it_is_none(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert await rows(harness, "status") == []
