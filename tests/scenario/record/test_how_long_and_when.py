"""How long it was and when, told in passing: each length is of what it is said of, and a wrong one
is never taken.
"""

import pytest

from tests.harness import Harness, Member

Rows = list[tuple[object, ...]]


async def rows(harness: Harness, *columns: str) -> Rows:
    """Columns of the entries that were begun in the conversation, in their order."""
    found = await harness.query(
        f"SELECT {', '.join(columns)} FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [tuple(row) for row in found]


# Over several days


@pytest.mark.parametrize(
    "words",
    [
        "it was over 2 days actually mon and tues",
        "no it was over two days, monday and tuesday",
        "spread over 2 days, 16 to 17 nov",
        "sorry, split across two days, 16th and 17th nov",
    ],
)
async def test_days_that_an_entry_went_over_change_no_length_that_was_told(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("3h MOT training online")
    await technician.write(words)
    [(minutes, start, end)] = await rows(harness, "minutes", "start_date", "end_date")
    assert minutes == 180
    assert str(start).endswith("-16")
    assert str(end).endswith("-17")


async def test_which_days_is_asked_where_only_their_number_is_said(
    harness: Harness, technician: Member
) -> None:
    await technician.write("3h MOT training online yesterday")
    before = await rows(harness, "minutes", "start_date", "end_date")
    await technician.write("it was over two days")
    assert "“two days” leaves the day open" in technician.last
    assert await rows(harness, "minutes", "start_date", "end_date") == before


async def test_what_was_done_over_several_days_at_work_is_no_length(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h brakes course yesterday")
    await technician.write("we bled it over 2 days and it was still soft")
    assert await rows(harness, "minutes") == [(120,)]


# By the clock, without the break


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("9 til 4 with 45 min lunch", 375),
        ("actually 9 to 3 with half hour lunch", 330),
        ("it ran 8.30 till 4 less 45 mins lunch", 405),
        ("9-5 incl an hour for lunch", 420),
        ("no it was 10 to 4 and we had 30 mins lunch break", 330),
    ],
)
async def test_a_break_is_taken_from_what_is_told_by_the_clock(
    harness: Harness, technician: Member, words: str, minutes: int
) -> None:
    await technician.write("8h ABS course yesterday")
    await technician.write(words)
    assert await rows(harness, "minutes") == [(minutes,)]


async def test_all_day_is_said_of_the_entry_that_took_a_day(
    harness: Harness, technician: Member
) -> None:
    await technician.write("mon 1hr glazing webinar, tues aluminium repair course all day")
    await technician.write("all day = 9 til 4 with 45 min lunch")
    assert await rows(harness, "minutes") == [(60,), (375,)]


@pytest.mark.parametrize(
    "words",
    [
        "shop is open 9 til 4 with 45 min lunch so I do it in the break",
        "leave it 45 min over lunch to cool down",
        "9 til 4 is when the line is busy, 45 min lunch",
        "no, lunch was 45 minutes",
    ],
)
async def test_a_break_is_no_length_of_the_entry(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write(words)
    assert await rows(harness, "minutes") == [(120,)]


# Days that are counted up


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("guided diagnostics training 2 days 16 17 nov, 15 hrs", "Guided diagnostics training"),
        ("brakes course two days, 16, 17 nov, 15 hrs", "Brakes course"),
        ("ABS course 16th 17th nov both days, 15 hrs", "ABS course"),
        ("2 day glazing course on 16 17 nov, 15h", "Glazing course"),
    ],
)
async def test_days_that_are_counted_up_are_a_stretch(
    harness: Harness, technician: Member, words: str, title: str
) -> None:
    await technician.write(words)
    [(found, minutes, start, end)] = await rows(
        harness, "title", "minutes", "start_date", "end_date"
    )
    assert (found, minutes) == (title, 900)
    assert str(start).endswith("-11-16")
    assert str(end).endswith("-11-17")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("ABS course part 1 2 nov, 3h", "ABS course part 1"),
        ("course on ID 3 4 nov, 3h", "Course on ID 3"),
        ("ADAS level 2 3 nov, 3h", "ADAS level 2"),
        ("euro 6 refresher 7 nov, 3h", "Euro 6 refresher"),
    ],
)
async def test_a_number_before_a_day_is_of_a_name(
    harness: Harness, technician: Member, words: str, title: str
) -> None:
    await technician.write(words)
    [(found, start, end)] = await rows(harness, "title", "start_date", "end_date")
    assert found == title
    assert start == end


# Whose words they are


@pytest.mark.parametrize("opening", ["other one:", "the other one -", "and other course:"])
async def test_words_that_are_said_to_be_of_the_other_one_are_kept_there(
    harness: Harness, technician: Member, opening: str
) -> None:
    await technician.write("1h glazing webinar on monday and 3h aluminium course on tuesday")
    await technician.write(f"{opening} you can't use the same tools as on steel")
    kept = await rows(harness, "evaluate")
    assert len(kept) == 2
    assert all("other" not in str(words) for [words] in kept)
    assert any("same tools" in str(words) for [words] in kept)
