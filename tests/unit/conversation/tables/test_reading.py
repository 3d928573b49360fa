"""Old logs as tables: what headings, columns, cells and rows are read as."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.tables.cells import Cell, Minutes, cell_of, json_of, text_of
from bot.conversation.tables.column_names import (
    MEANINGS,
    Meaning,
    asked_for_by,
    heading_name,
    meanings_of,
)
from bot.conversation.tables.columns import Layout, rearranged, recognised
from bot.conversation.tables.days import Days, Order, order_of, read_days
from bot.conversation.tables.headings import heading_row
from bot.conversation.tables.lengths import Unit, read_clock, read_minutes
from bot.conversation.tables.likeness import alike, near
from bot.conversation.tables.rows import RowRead, read_row
from tests.properties import examples

TODAY = date(2026, 11, 21)
DAY = 480

HEADING = ["Date", "Course title", "Provider", "Hours", "What did you learn?", "Comments", "Link"]
ROW = [
    "14/03/2025",
    "High voltage isolation",
    "Bosch",
    "1:30",
    "To prove dead before touching the pack",
    "Good day",
    "https://example.org/a",
]

HEADINGS_OF_LOGS: dict[Meaning, str] = {
    "title": (
        "Activity title; CPD activity; Name of course; Course / event; Description of activity; "
        "What did you do?; What I did; Topic; Course attended; Activity description; Training "
        "undertaken; Title of CPD activity; Learning activity; Activity/Course"
    ),
    "date": (
        "Date of activity; Date completed; Completed on; When; Date(s); Date attended; Start "
        "date; Date from"
    ),
    "end": ("Finished; Date to; End date"),
    "length": (
        "Duration (hrs); Time spent; CPD hours; No. of hours; Hours claimed; Minutes; CPD "
        "points; Credits awarded; Length (h); Hrs/mins; How long did it take?"
    ),
    "provider": (
        "Training provider; Who ran it; Organised by; Delivered by; Run by; Awarding body; "
        "Trainer; Organisation; Provider / organisation; Who provided it?; Provided by; "
        "Speaker; Training company; Source; Who with"
    ),
    "type": (
        "Type of activity; Type of CPD; Format; Method of learning; CPD category; Activity "
        "type; Formal/informal"
    ),
    "evaluate": (
        "What did you learn?; Notes / what I learned; Key learning points; Learning outcomes; "
        "Main takeaways; What I learnt; Learning notes; Lessons learned; Summary of learning; "
        "How has this helped you in your job?; Impact on practice; Benefit to my job; Relevance "
        "to my role; How is it relevant to your role?; Knowledge gained; What did you get out "
        "of it?; Skills gained"
    ),
    "reflect": (
        "Reflection; Reflective notes; My reflections; Why did you do it?; Learning need; "
        "Reason for activity; Learning objectives; Why I did it; Development need; Reflection "
        "and learning; Aim"
    ),
    "plan": (
        "How will you use it?; How will you apply this?; How I will use this; Next steps; "
        "Action plan; Follow-up; What will I do differently?; Actions arising; Follow up "
        "actions; Planned application"
    ),
    "link": (
        "Evidence; Cert link; Certificate; URL; Proof of attendance; Link to certificate; "
        "Evidence held; Evidence (link); Certificate attached?; Supporting evidence; Web link; "
        "Certificate URL"
    ),
    "notes": ("Comments; Notes; Remarks; Any other comments; Further information"),
    "subject": ("Competency; Subject area; Skills area; CPD area; Learning area"),
    "role": ("Job role; Role; Job title; Role at the time; My role; Position held"),
}
"""What people in the UK head the columns of their CPD logs with, by what stands below."""

cells: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.datetimes(),
    st.integers(-10, 100_000).map(Minutes),
    st.booleans(),
    st.sampled_from([*HEADING, *ROW, "Total", "90 min", "half day", "13/14/2025"]),
)
rows = st.lists(st.lists(cells, max_size=8), max_size=12)


def read(row: list[Any], heading: list[Any] | None = None) -> RowRead:
    names = HEADING if heading is None else heading
    layout = recognised(names, [row], TODAY)
    return read_row(row, layout, names, today=TODAY, working_day=DAY)


def test_a_row_of_a_usual_log_is_read() -> None:
    found = read(ROW)
    assert (found.verdict, found.title, found.start) == (
        "taken",
        "High voltage isolation",
        date(2025, 3, 14),
    )
    assert (found.minutes, found.provider) == (90, "Bosch")
    assert dict(found.stages) == {"evaluate": "To prove dead before touching the pack"}
    assert (found.notes, found.links) == ("Good day", ("https://example.org/a",))


@pytest.mark.parametrize(
    ("top", "at"),
    [
        ([HEADING, ROW], 0),
        ([["My CPD log"], [], HEADING, ROW], 2),
        ([ROW, ROW], None),
        ([["One", "Two"], ["Braking", "14/03/2025"]], 0),
        ([["Braking", "Bosch"], ["ADAS", "IMI"]], None),
        ([], None),
        ([["Name", "Ana Ortiz"], ["Member no", "1234"], HEADING, ROW], 2),
        ([["Who ran it", "When", "Cert link", "What I got out of it"], ROW], 0),
        ([["Training log of Ana"], ["Date", "Who ran it", "Cert link", "Course done"], ROW], 1),
        ([["What I learned", "My training notes"], ["Braking", "Bosch"]], None),
    ],
)
def test_the_heading_is_found_where_it_stands(top: list[list[Cell]], at: int | None) -> None:
    assert heading_row(top, TODAY) == at


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("date", "date"),
        ("date completed", "date"),
        ("end date", "end"),
        ("course title", "title"),
        ("activity", "title"),
        ("duration hours", "length"),
        ("cpd hours", "length"),
        ("cpd points", "length"),
        ("provider", "provider"),
        ("type of activity", "type"),
        ("what did you learn", "evaluate"),
        ("learning outcomes", "evaluate"),
        ("how will you apply this", "plan"),
        ("reflection", "reflect"),
        ("notes", "notes"),
        ("certificate link", "link"),
        ("group", "subject"),
    ],
)
def test_usual_names_are_known(name: str, meaning: Meaning) -> None:
    found = meanings_of(name)
    assert max(found, key=lambda one: found[one]) == meaning


@pytest.mark.parametrize(
    ("name", "meaning"),
    [(name, meaning) for meaning, names in HEADINGS_OF_LOGS.items() for name in names.split("; ")],
)
def test_headings_of_logs_are_known_by_their_words(name: str, meaning: Meaning) -> None:
    found = meanings_of(heading_name(name))
    assert max(found, key=lambda one: found[one]) == meaning


@pytest.mark.parametrize(
    "name",
    ["Course cost", "Certificate number", "Training manager", "Approved by", "Next review date",
     "Membership body ref", "Learner ID", "Course status"],
)  # fmt: skip
def test_a_word_in_a_heading_of_something_else_hints_at_nothing(name: str) -> None:
    assert meanings_of(heading_name(name)) == {}


def test_what_a_heading_hints_at_is_belied_by_its_cells() -> None:
    heading = ["Date", "Course", "Cert", "Who ran it", "Notes / what I learned"]
    rows: list[list[Cell]] = [
        ["14/03/2025", "Braking", "yes", "Bosch", "Bleed from the far wheel"],
        ["15/03/2025", "ADAS", "no", "IMI", "Calibrate after a new screen"],
    ]
    columns = recognised(heading, rows, TODAY).columns
    assert columns == {"date": 0, "title": 1, "provider": 3, "evaluate": 4}
    rows[0][2] = "https://example.org/c"
    assert recognised(heading, rows, TODAY).columns["link"] == 2


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("What did you learn?", ("learnt",)),
        ("What did you learn and how does it help?", ("learnt", "helps")),
        ("How will you use it in your job?", ("helps",)),
        ("Impact on practice", ("helps",)),
        ("Comments", ()),
        (None, ()),
    ],
)
def test_a_heading_asks_as_a_question_does(heading: Cell, asked: tuple[str, ...]) -> None:
    assert asked_for_by(heading) == asked


@pytest.mark.parametrize("name", ["", "cost", "member no", "date submitted", "expiry date", "id"])
def test_what_is_no_part_of_an_entry_is_left_out(name: str) -> None:
    assert meanings_of(name) == {}


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("14/03/2025", "day", date(2025, 3, 14)),
        ("03/14/2025", "month", date(2025, 3, 14)),
        ("3.4.25", "day", date(2025, 4, 3)),
        ("2025-03-14", "month", date(2025, 3, 14)),
        ("2025-03-14T09:30:00Z", "day", date(2025, 3, 14)),
        ("14 Mar 2025", "day", date(2025, 3, 14)),
        ("14th of March, 2025", "day", date(2025, 3, 14)),
        ("Mar 14, 2025", "day", date(2025, 3, 14)),
        ("Fri 14-Mar-25", "day", date(2025, 3, 14)),
        (Decimal(45730), "day", date(2025, 3, 14)),
        ("45730", "day", date(2025, 3, 14)),
        (date(2025, 3, 14), "day", date(2025, 3, 14)),
        ("14/03/98", "day", date(1998, 3, 14)),
    ],
)
def test_days_are_read(cell: Cell, order: Order, day: date) -> None:
    assert read_days(cell, order, TODAY) == Days(day, day)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("3-5 March 2025", date(2025, 3, 3), date(2025, 3, 5)),
        ("01/03/2025 - 03/03/2025", date(2025, 3, 1), date(2025, 3, 3)),
        ("30 Nov to 2 Dec 2024", date(2024, 11, 30), date(2024, 12, 2)),
    ],
)
def test_ranges_are_read(cell: str, first: date, last: date) -> None:
    assert read_days(cell, "day", TODAY) == Days(first, last)


@pytest.mark.parametrize("cell", ["March 2025", "03/2025", "2025", Decimal(2025)])
def test_a_month_alone_is_no_day(cell: Cell) -> None:
    assert read_days(cell, "day", TODAY) == "month_alone"


@pytest.mark.parametrize("cell", ["31/02/2025", "soon", "14/14/2025", True, Minutes(90)])
def test_what_is_no_day_is_none(cell: Cell) -> None:
    assert read_days(cell, "day", TODAY) == "not_a_day"


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["01/02/2025", "14/03/2025"], ("day", True)),
        (["01/02/2025", "03/14/2025"], ("month", True)),
        (["01/02/2025"], ("day", False)),
        (["14/03/2025", "03/14/2025"], ("day", False)),
        ([date(2025, 3, 14)], ("day", False)),
    ],
)
def test_a_columns_values_say_what_comes_first(
    column: list[Cell], order: tuple[Order, bool]
) -> None:
    assert order_of(column) == order


@pytest.mark.parametrize(
    ("cell", "unit", "minutes"),
    [
        ("1:30", "hours", 90),
        ("1.5", "hours", 90),
        ("1,5", "hours", 90),
        (".5", "hours", 30),
        ("90", "minutes", 90),
        ("90 min", "hours", 90),
        ("2 hrs", "minutes", 120),
        ("1h30", "hours", 90),
        ("1 hr 30 mins", "hours", 90),
        ("1½ hours", "hours", 90),
        ("½", "hours", 30),
        ("half day", "hours", 240),
        ("2 days", "hours", 960),
        ("half an hour", "hours", 30),
        ("approx. 2 hours", "hours", 120),
        ("c. 3 hours", "hours", 180),
        ("3 credits", "hours", 180),
        ("2.5 CPD hours", "hours", 150),
        (Decimal("1.5"), "hours", 90),
        (Decimal(1), "days", 480),
        (Minutes(90), "hours", 90),
    ],
)
def test_lengths_are_read(cell: Cell, unit: Unit, minutes: int) -> None:
    assert read_minutes(cell, unit, DAY) == minutes


@pytest.mark.parametrize(
    "cell", ["", "0", "-1", "tbc", "25:90", True, None, Decimal("1e400"), "1e9"]
)
def test_what_is_no_length_is_none(cell: Cell) -> None:
    assert read_minutes(cell, "hours", DAY) is None


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [("09:30", 570), ("9.30am", 570), ("2pm", 840), ("12 am", 0), (Minutes(570), 570), ("9", None)],
)
def test_times_of_day_are_read(cell: Cell, minutes: int | None) -> None:
    assert read_clock(cell) == minutes


def test_from_and_to_make_a_length() -> None:
    heading = ["Date", "Start time", "Finish time", "Activity"]
    found = read(["14/03/2025", "09:30", "11:00", "ADAS webinar"], heading)
    assert (found.minutes, found.type) == (90, "e-learning")


def test_numbers_that_are_far_too_many_hours_are_minutes() -> None:
    heading = ["Date", "Activity", "Duration"]
    sample: list[list[Cell]] = [
        ["14/03/2025", f"Course {count}", Decimal(count)] for count in (30, 45, 90)
    ]
    assert recognised(heading, sample, TODAY).unit == "minutes"


def test_credits_are_said_to_be_taken_for_hours() -> None:
    layout = recognised(["Date", "Activity", "CPD points"], [["1/2/25", "x y", "3"]], TODAY)
    assert (layout.unit, layout.by_credits) == ("hours", True)


def test_without_a_heading_cells_say_what_a_column_is() -> None:
    sample = [["14/03/2025", "High voltage isolation", "1:30"], ["15/03/2025", "Braking", "2 h"]]
    assert recognised([], sample, TODAY).columns == {"date": 0, "title": 1, "length": 2}


def test_what_a_heading_says_is_belied_by_its_cells() -> None:
    heading = ["Course", "Date", "When"]
    sample = [["Braking", "see certificate", "14/03/2025"], ["ADAS", "as above", "15/03/2025"]]
    assert recognised(heading, sample, TODAY).columns["date"] == 2


@pytest.mark.parametrize(
    ("row", "verdict", "why"),
    [
        ([], "skipped", "blank"),
        ([None, " ", "\u200b"], "skipped", "blank"),
        (HEADING, "skipped", "heading"),
        (["Total", None, None, "42"], "skipped", "total"),
        ([None, None, None, "42"], "skipped", "total"),
        ([None, "Total hours", None, "42"], "skipped", "total"),
        (["14/03/2030", "Course"], "skipped", "to_come"),
        (["14/03/2025", None, "Bosch", "2"], "doubtful", "no_title"),
        ([None, "Course", None, "2"], "doubtful", "no_day"),
        (["soon", "Course"], "doubtful", "not_a_day"),
        (["March 2025", "Course"], "doubtful", "month_alone"),
        (["14/03/2025", "Course", None, "some time"], "doubtful", "not_a_length"),
        (["14/03/2025", "Course", None, "30 h"], "doubtful", "too_long"),
        (["14/03/1950", "Course", None, "1"], "doubtful", "too_old"),
        (["14/03/2025", "Course"], "taken", ""),
        (["14/03/2025", "Total station surveying", None, "2"], "taken", ""),
    ],
)
def test_each_row_has_its_verdict_and_why(row: list[Cell], verdict: str, why: str) -> None:
    layout = recognised(HEADING, [ROW], TODAY)
    found = read_row(row, layout, HEADING, today=TODAY, working_day=DAY)
    assert (found.verdict, found.why) == (verdict, why)


def test_a_long_title_is_cut_and_stands_whole_in_the_notes() -> None:
    long = "Safe working on high voltage battery systems " * 2 + "of electric vehicles"
    found = read(["14/03/2025", long, "Bosch", "2", "", "Good day", ""])
    assert len(found.title) <= 80
    assert found.notes == f"{long}\nGood day"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ADAS calibration", "adas  Calibration", True),
        ("ADAS calibration course", "Course: ADAS calibration", True),
        ("ADAS calibration", "Brake overhaul", False),
        ("", "Brake overhaul", False),
    ],
)
def test_titles_are_near_or_not(one: str, other: str, same: bool) -> None:
    assert near(one, other) is same


def test_the_same_day_and_minutes_are_needed_to_be_alike() -> None:
    day = date(2025, 3, 14)
    assert alike((day, 60, "ADAS"), (day, 60, "adas"))
    assert not alike((day, 60, "ADAS"), (day, 90, "adas"))
    assert not alike((day, 60, "ADAS"), (date(2025, 3, 15), 60, "adas"))


@given(rows)
@settings(max_examples=examples(300))
def test_any_table_is_read_and_each_column_means_one_thing(table: list[list[Cell]]) -> None:
    at = heading_row(table, TODAY)
    heading = [] if at is None else table[at]
    layout = recognised(heading, table, TODAY)
    assert set(layout.columns) <= set(MEANINGS)
    assert len(set(layout.columns.values())) == len(layout.columns)
    for row in table:
        found = read_row(row, layout, heading, today=TODAY, working_day=DAY)
        assert found.verdict in ("taken", "doubtful", "skipped")
        assert bool(found.why) is (found.verdict != "taken")
        if found.verdict == "taken":
            assert found.title
            assert found.start is not None
            assert found.end is not None
            assert found.start <= found.end <= TODAY
        assert found.minutes is None or found.minutes > 0


@given(st.dictionaries(st.sampled_from(MEANINGS), st.integers(-3, 12)), rows)
@settings(max_examples=examples(200))
def test_chosen_columns_mean_one_thing_each_and_stand_in_the_table(
    chosen: dict[Meaning, int], table: list[list[Cell]]
) -> None:
    layout = rearranged(chosen, [], table)
    width = max((len(row) for row in table), default=0)
    assert len(set(layout.columns.values())) == len(layout.columns)
    assert all(0 <= at < width and chosen[one] == at for one, at in layout.columns.items())


@given(cells)
@settings(max_examples=examples(300))
def test_a_cell_comes_back_as_it_was(cell: Cell) -> None:
    again = cell_of(json_of(cell))
    assert text_of(again) == text_of(cell_of(json_of(again)))
    if isinstance(cell, date | Minutes | bool | Decimal) and not hasattr(cell, "hour"):
        assert again == cell


@given(st.dates(date(1970, 1, 1), TODAY), st.sampled_from(["day", "month"]))
@settings(max_examples=examples(200))
def test_a_day_that_is_written_is_read_again(day: date, order: Order) -> None:
    numbers = f"{day:%d/%m/%Y}" if order == "day" else f"{day:%m/%d/%Y}"
    serial = Decimal((day - date(1899, 12, 30)).days)
    for written in (numbers, day.isoformat(), f"{day:%d %B %Y}", serial):
        assert read_days(written, order, TODAY) == Days(day, day)


@given(st.integers(1, 24 * 60))
@settings(max_examples=examples(200))
def test_a_length_that_is_written_is_read_again(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    for written in (
        f"{hours}:{rest:02d}",
        f"{minutes} min",
        f"{hours}h{rest:02d}",
        Minutes(minutes),
    ):
        assert read_minutes(written, "hours", DAY) == minutes


@given(rows)
@settings(max_examples=examples(100))
def test_what_is_kept_of_a_row_is_read_as_the_same(table: list[list[Cell]]) -> None:
    layout = recognised(HEADING, [ROW], TODAY)
    assert Layout.from_dict(layout.to_dict()) == layout
    usual: list[Cell] = [*ROW]
    for row in [*table, usual]:
        found = read_row(row, layout, HEADING, today=TODAY, working_day=DAY)
        assert RowRead.from_dict(found.to_dict(), found.verdict, found.why) == found


@pytest.mark.parametrize(
    "value",
    [{"n": "NaN"}, {"n": "x"}, {"d": "2025-13-01"}, {"m": True}, {"b": 1}, {"z": 1}, [1], 7, {}],
)
def test_a_cell_that_means_nothing_is_empty(value: Any) -> None:
    assert cell_of(value) is None
