"""Reading frameworks from YAML and CSV: what is read, and everything that is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.frameworks.csv_form import DocumentFacts
from bot.policy.frameworks.faults import Fault, FrameworkRefused
from bot.policy.frameworks.framework import SUBJECT_UNITS, Framework, Subject
from bot.policy.frameworks.reading import MOST_BYTES, read_framework
from bot.policy.frameworks.yaml_form import as_yaml
from bot.policy.schemes.pack_file import load_packs
from tests.tables import for_each
from tests.unit.policy.frameworks.builders import TECHSAFE, framework, subject

EXAMPLES = Path(__file__).parents[4] / "docs" / "frameworks"
DOCUMENT = DocumentFacts(version="2", source="a document", checked_on=date(2026, 11, 27))

YAML = """\
pack: imi-techsafe
category: ADAS
version: 2026.1
source: a document
checked_on: 2026-11-27
valid_from: 2026-01-01
subjects:
  - name: Radar
    minimum: 6
    unit: hours
"""


def read(text: bytes | str, *loaded: Framework) -> Framework:
    """The one framework in a file."""
    [found] = read_framework(text, pack=TECHSAFE, loaded=loaded, document=DOCUMENT).frameworks
    return found


def faults(text: bytes | str, *loaded: Framework, document: DocumentFacts = DOCUMENT) -> list[str]:
    """What a file is refused for."""
    with pytest.raises(FrameworkRefused) as refused:
        read_framework(text, pack=TECHSAFE, loaded=loaded, document=document)
    assert str(refused.value) == "\n".join(map(str, refused.value.faults))
    return [str(fault) for fault in refused.value.faults]


def read_or_refused(text: bytes | str) -> tuple[tuple[Framework, ...], tuple[Fault, ...]]:
    """The frameworks in a file, or the faults that it is refused for."""
    try:
        return read_framework(text, pack=TECHSAFE, document=DOCUMENT).frameworks, ()
    except FrameworkRefused as refused:
        return (), refused.faults


def table(*rows: str, headings: str = "category,subject,minimum,unit,from,to") -> str:
    return "\n".join([headings, *rows]) + "\n"


# What is read


def test_a_yaml_document_is_read() -> None:
    assert read(YAML) == Framework(
        pack="imi-techsafe",
        category="ADAS",
        version="2026.1",
        source="a document",
        checked_on=date(2026, 11, 27),
        valid_from=date(2026, 1, 1),
        subjects=(Subject("Radar", 360, "hours"),),
    )


def test_the_example_is_read_from_both_its_forms_and_says_that_it_is_none_of_imis() -> None:
    in_yaml = read((EXAMPLES / "example-adas.yaml").read_bytes())
    read_csv = read_framework(
        (EXAMPLES / "example-adas.csv").read_bytes(),
        pack=TECHSAFE,
        document=DocumentFacts(valid_from=date(2026, 1, 1)),
    )
    assert read_csv.frameworks == (in_yaml,)
    assert "EXAMPLE with made-up numbers: not IMI's" in in_yaml.source
    camera = "Example subject A, calibrating cameras"
    assert in_yaml.subjects == (
        Subject(camera, 420, "hours", None, date(2027, 1, 1)),
        Subject(camera, 510, "hours", date(2027, 1, 1), None),
        Subject("Example subject B, radar", 20, "hours"),
        Subject("Example subject C, fault codes", 125, "credits"),
        Subject("Example subject D, software", None, "hours"),
    )


def test_the_form_that_the_documentation_shows_is_read() -> None:
    rules = (EXAMPLES.parent / "rules.md").read_text(encoding="utf-8")
    shown = next(one for one in rules.split("```yaml\n")[1:] if one.startswith("pack:"))
    found = read(shown.split("```")[0], framework("2026.0", since=date(2026, 1, 1)))
    assert (found.corrects, found.subjects) == (
        "2026.0",
        (Subject("…", 450, "hours", date(2026, 7, 1), date(2027, 1, 1)),),
    )


@for_each(
    ["written", "unit", "minimum"],
    [
        ("6", "hours", 360),
        ("6.0", "hours", 360),
        ("6 h", "", 360),
        ("6h", "Hours", 360),
        ("6 hours", "hr", 360),
        ("1.5", "hours", 90),
        ("20 min", "", 20),
        ("1 h 30 min", "", 90),
        ("unknown", "hours", None),
        ("1000", "hours", 60_000),
        ("1.5", "credits", 150),
        ("1.25 credits", "", 125),
        ("Unknown", "credits", None),
    ],
)
def test_minimums_are_read_as_people_write_them(
    written: str, unit: str, minimum: int | None
) -> None:
    [found] = read(table(f"ADAS,Radar,{written},{unit},,")).subjects
    assert found.minimum == minimum
    assert found.unit == ("credits" if "credits" in (unit + written) else "hours")


@for_each(
    "written",
    [
        "2026-03-04",
        "4/3/2026",
        "04/03/2026",
        "04.03.2026",
        "4-3-2026",
        "4 March 2026",
        "4 mar 2026",
    ],
)
def test_days_are_read_in_the_iso_form_and_with_the_day_first(written: str) -> None:
    assert read(table(f"ADAS,Radar,6,h,{written},")).subjects[0].valid_from == date(2026, 3, 4)


def test_the_end_in_a_table_is_the_last_day_and_in_yaml_the_first_day_after() -> None:
    [in_table] = read(table("ADAS,Radar,6,h,,31/12/2026")).subjects
    [in_yaml] = read(YAML + "    valid_to: 2027-01-01\n").subjects
    assert in_table.valid_to == in_yaml.valid_to == date(2027, 1, 1)


def test_titles_stand_in_any_order_and_case() -> None:
    text = table("h,Radar,adas,6", headings="UNIT,Subject, category ,Minimum")
    assert read(text).subjects == (Subject("Radar", 360, "hours"),)


@for_each("separator", [",", ";", "\t"])
def test_a_table_is_separated_by_commas_semicolons_or_tabs(separator: str) -> None:
    cells = [
        ["category", "subject", "minimum", "unit"],
        ["ADAS", '"Radar; ""long"", short\tand near"', "6", "hours"],
    ]
    text = "\r\n".join(separator.join(row) for row in cells)
    for before in ("", f"sep={separator}\r\n"):
        assert read(before + text).subjects[0].name == 'Radar; "long", short and near'


@for_each("ending", ["\n", "\r\n", "\r"])
def test_a_table_is_read_whatever_ends_its_lines(ending: str) -> None:
    text = table("ADAS,Radar,6,h,,", 'ADAS,"Two\nlines",6,h,,', "ADAS,Cameras,six,h,,")
    assert [fault[:5] for fault in faults(text.replace("\n", ending))] == ["Row 4"]


@for_each("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_the_encodings_that_spreadsheets_save(encoding: str) -> None:
    text = table("ADAS,Citroën – radar,6,h,,")
    assert read(text.encode(encoding)).subjects[0].name == "Citroën – radar"


def test_a_byte_order_mark_is_left_out_of_yaml_as_well() -> None:
    assert read("\ufeff" + YAML) == read(YAML.encode("utf-8-sig")) == read(YAML)


def test_a_table_holds_several_categories_each_with_its_own_document() -> None:
    text = table(
        "ADAS,Radar,6,h,2026-01-01,One,1",
        "Electrified Vehicles,Isolating,4,h,,Another,7",
        "adas,Cameras,2,h,2026-07-01,,",
        headings="category,subject,minimum,unit,from,source,version",
    )
    adas, electrified = read_framework(text, pack=TECHSAFE, document=DOCUMENT).frameworks
    assert (adas.category, adas.version, adas.source) == ("ADAS", "1", "One")
    assert adas.valid_from == date(2026, 1, 1)
    assert [one.name for one in adas.subjects] == ["Radar", "Cameras"]
    assert (electrified.category, electrified.source) == ("electrified vehicles", "Another")
    assert electrified.valid_from is None


def test_one_subject_has_one_minimum_after_another() -> None:
    text = table("ADAS,Radar,6,h,,31/12/2026", "ADAS,RADAR,8,h,01/01/2027,")
    assert [one.minimum for one in read(text).subjects] == [360, 480]


def test_characters_that_nobody_sees_are_taken_out_of_names() -> None:
    assert read(table("ADAS,Ra\u00addar\u00a0 and\u200b lidar,6,h,,")).subjects[0].name == (
        "Radar and lidar"
    )


# What is refused


@for_each(
    ["written", "unit", "said"],
    [
        ("6", "days", "unit is “days”; write hours or credits"),
        ("6", "points", "unit is “points”; write hours or credits"),
        ("6 days", "", "minimum is “6 days”; a subject's minimum is in hours or in credits"),
        ("6", "", "minimum is “6” without a unit; write hours or credits as its unit"),
        ("6 h", "credits", "minimum is “6 h”, but its unit is credits; write one of the two"),
        ("unknown", "", "minimum is “unknown” without a unit; write hours or credits as its unit"),
        ("", "hours", "minimum is missing; write the number, or unknown where none is stated"),
        (
            "six",
            "hours",
            "minimum is “six”; write a number such as 6, 1.5 or 20 min, with a point and no comma",
        ),
        (
            '"1,5"',
            "hours",
            "minimum is “1,5”; write a number such as 6, 1.5 or 20 min, with a point and no comma",
        ),
        (
            "-6",
            "hours",
            "minimum is “-6”; write a number such as 6, 1.5 or 20 min, with a point and no comma",
        ),
        (
            "0.33",
            "hours",
            "minimum is “0.33”, no whole number of minutes; write it as minutes, such as 20 min",
        ),
        (
            "0.333",
            "credits",
            "minimum is “0.333”, finer than hundredths of a credit; write two decimals at most",
        ),
        (
            "0",
            "hours",
            "minimum is “0”; write more than 0 and 1,000 at most, or unknown where the document "
            "states no amount",
        ),
        (
            "1000.5",
            "credits",
            "minimum is “1000.5”; write more than 0 and 1,000 at most, or unknown where the "
            "document states no amount",
        ),
    ],
)
def test_a_minimum_that_cannot_be_is_refused(written: str, unit: str, said: str) -> None:
    assert faults(table(f"ADAS,Radar,{written},{unit},,")) == [f"Row 2: {said}"]


@for_each(
    ["written", "said"],
    [
        ("2026-02-30", "a day that does not exist; write the day, the month, the year"),
        ("12/31/2026", "a day that does not exist; write the day, the month, the year"),
        ("31/12/26", "write a day like 2026-11-21 or 21/11/2026"),
        ("2026", "write a day like 2026-11-21 or 21/11/2026"),
        ("1 Ma 2026", "write a day like 2026-11-21 or 21/11/2026"),
        ("1026-01-01", "write a day from 1900-01-01 to 2899-12-31"),
    ],
)
def test_a_day_that_cannot_be_is_refused(written: str, said: str) -> None:
    [fault] = faults(table(f"ADAS,Radar,6,h,{written},"))
    assert fault.startswith(f"Row 2: from is “{written}”")
    assert fault.endswith(said)


def test_an_end_before_its_beginning_is_refused() -> None:
    assert faults(table("ADAS,Radar,6,h,2026-02-01,2026-01-31")) == [
        "Row 2: to is before from; put them in order"
    ]
    assert read(table("ADAS,Radar,6,h,2026-02-01,2026-02-01")).subjects[0].valid_to == date(
        2026, 2, 2
    )


def test_a_subject_that_ended_before_its_framework_begins_is_refused() -> None:
    assert faults(YAML + "    valid_to: 2026-01-01\n") == [
        "Line 8: “Radar” ends before 2026-01-01, when this begins; take it out, or correct the day"
    ]


def test_two_minimums_of_one_subject_for_the_same_days_are_refused() -> None:
    assert faults(table("ADAS,Radar,6,h,,2026-12-31", "ADAS,Radar,8,h,2026-12-31,")) == [
        "Row 3: “Radar” stands twice for the same days (also in row 2); "
        "keep one, or end the first before the second begins"
    ]


def test_names_that_differ_in_capitals_and_spaces_alone_are_one_subject() -> None:
    assert faults(table("ADAS,Radar and  lidar,6,h,,", "ADAS,RADAR and Lidar,8,h,,")) == [
        "Row 3: “RADAR and Lidar” and “Radar and lidar” in row 2 are one subject, since capitals "
        "and spaces make no difference, and hold for the same days; keep one, or end the first "
        "before the second begins"
    ]


@for_each(
    ["field", "said"],
    [
        ("source", "source is missing; write which document the minimums are copied from"),
        ("version", "version is missing; write the document's version, such as 2026.1"),
        ("category", "category is missing; write its name, such as ADAS"),
        (
            "checked_on",
            "checked_on is missing; write the day on which somebody last looked at the document",
        ),
        (
            "valid_from",
            "valid_from is missing; write the day from which the document holds, or null where it "
            "does not say",
        ),
        ("pack", "pack is missing; write imi-techsafe, for which it is loaded"),
    ],
)
def test_a_document_without_one_of_its_fields_is_refused(field: str, said: str) -> None:
    without = "".join(
        line for line in YAML.splitlines(keepends=True) if not line.startswith(f"{field}:")
    )
    assert faults(without) == [f"Line 1: {said}"]


def test_a_table_that_nobody_gives_a_source_is_refused() -> None:
    document = DocumentFacts(version="2", checked_on=date(2026, 11, 27))
    assert faults(table("ADAS,Radar,6,h,,"), document=document) == [
        "Row 2: source is missing; write which document the minimums are copied from"
    ]


def test_an_empty_value_is_missing_and_null_is_no_amount() -> None:
    assert faults(YAML.replace("minimum: 6", "minimum: null").replace("a document", "")) == [
        "Line 4: source is missing; write which document the minimums are copied from",
        "Line 9: minimum is missing; write the number, or unknown where none is stated",
    ]


def test_a_missing_category_or_subject_in_a_row_is_refused() -> None:
    assert faults(table(",Radar,6,h,,", "ADAS,,6,h,,", "ADAS,Radar,6,h,,")) == [
        "Row 2: category is missing; write it in each row",
        "Row 3: subject is missing; write its name",
    ]


def test_names_that_nothing_reads_are_refused_with_what_is_likely_meant() -> None:
    text = YAML.replace("source:", "sauce: x\nsource:") + "    minimun: 7\n    colour: red\n"
    assert faults(text) == [
        "Line 4: a framework has no “sauce”; write source",
        "Line 12: a subject has no “minimun”; write minimum",
        "Line 13: a subject has no “colour”; it has name, minimum, unit, valid_from, valid_to",
    ]


def test_a_field_that_stands_twice_is_refused() -> None:
    assert faults(YAML + "    unit: credits\n") == ["Line 11: unit stands twice; keep one"]


def test_a_document_of_another_scheme_is_refused() -> None:
    assert faults(YAML.replace("imi-techsafe", "imi-register")) == [
        "Line 1: pack is “imi-register”; write imi-techsafe, for which it is loaded"
    ]


def test_a_scheme_that_does_not_go_by_subjects_takes_no_framework() -> None:
    with pytest.raises(FrameworkRefused, match="IMI register does not go by subjects"):
        read_framework(YAML, pack=load_packs()["imi-register"])


@for_each(
    ["replaced", "by", "said"],
    [
        (
            "a document",
            "[a, b]",
            "Line 4: source is one value, not a list; write it behind source:",
        ),
        ("ADAS", "{a: b}", "Line 2: category is one value, not a list; write it behind category:"),
        (
            "  - name: Radar\n    minimum: 6\n    unit: hours\n",
            "  - Radar\n",
            "Line 8: a subject has name, minimum, unit, valid_from, valid_to; begin with name: …",
        ),
        (
            "\n  - name: Radar\n    minimum: 6\n    unit: hours\n",
            " Radar\n",
            "Line 7: subjects is a list; begin each subject with - name: …",
        ),
        (
            "Radar",
            '"a\\x07b"',
            "Line 8: subject is “'a\\x07b'”, with characters that are no text; type it",
        ),
        ("Radar", "x" * 121, "Line 8: subject has 121 characters; write 120 at most"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(replaced: str, by: str, said: str) -> None:
    assert said in faults(YAML.replace(replaced, by))


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert faults(
        table(
            "ADAS,Radar,six,h,,",
            "ADAS,Radar,6,days,2026-13-01,",
            "ADAS,,6,h,,",
            "Hydrogen,Leaks,6,h,,yesterday",
        ),
        document=DocumentFacts(version="2", checked_on=date(2026, 11, 27)),
    ) == [
        "Row 2: source is missing; write which document the minimums are copied from",
        "Row 2: minimum is “six”; write a number such as 6, 1.5 or 20 min, with a point and no "
        "comma",
        "Row 3: unit is “days”; write hours or credits",
        "Row 3: from is “2026-13-01”, a day that does not exist; write the day, the month, the "
        "year",
        "Row 4: subject is missing; write its name",
        "Row 5: source is missing; write which document the minimums are copied from",
        "Row 5: to is “yesterday”; write a day like 2026-11-21 or 21/11/2026",
    ]


NO_HEADINGS = (
    "the first row names the columns: category, subject, minimum, unit, from, to, and version, "
    "source, checked on, corrects"
)


def test_headings_that_are_none_or_missing_are_refused() -> None:
    assert faults("category,subjects,minimum,colour\nADAS,Radar,6,red\n") == [
        "Row 1: the heading “subjects” is none that is read here; write subject",
        "Row 1: the heading “colour” is none that is read here; take the column out",
        f"Row 1: there is no heading subject; {NO_HEADINGS}",
    ]
    assert faults("category,subject,minimum,Category\nADAS,Radar,6 h,x\n") == [
        "Row 1: the heading category stands twice; keep one"
    ]
    assert faults("Dear all, please find attached\n")[-1] == (
        f"Row 1: there is no heading category, subject, minimum; {NO_HEADINGS}"
    )


def test_a_row_with_more_cells_than_headings_is_refused() -> None:
    assert faults(table("ADAS,Radar, lidar,6,h,2026-01-01,2026-12-31")) == [
        "Row 2: there are more cells than the 6 headings; put a value that holds the separator "
        "into quotation marks"
    ]


def test_empty_rows_and_columns_are_passed_over_and_rows_keep_their_numbers() -> None:
    text = "category,subject,minimum,,\n,,,,\nADAS,Radar,6 h,,\n\nADAS,Cameras,six,,\n"
    assert [fault[:5] for fault in faults(text)] == ["Row 5"]


def test_a_quotation_mark_that_is_not_closed_is_refused() -> None:
    assert faults(table('ADAS,"Radar,6,h,,', "ADAS,Cameras,6,h,,")) == [
        "Row 2: this cannot be read as CSV (unexpected end of data); look for a quotation mark "
        "that is not closed"
    ]


def test_a_line_that_has_no_end_is_refused() -> None:
    assert faults("a" * 150_000)[0].startswith("Row 1: this cannot be read as CSV (field larger")
    [fault] = faults(table("ADAS," + "a" * 150_000 + ",6,h,,"))
    assert fault.startswith("Row 2: this cannot be read as CSV (field larger")


def test_rows_that_say_two_things_of_their_document_are_refused() -> None:
    text = table(
        "ADAS,Radar,6 h,One", "ADAS,Cameras,2 h,Two", headings="category,subject,minimum,source"
    )
    assert faults(text) == [
        "Row 3: source is “Two”, but “One” in row 2; write one for the category"
    ]


@for_each("text", ["", "  \n\n", b"", b"\xef\xbb\xbf", "\ufeff \n", "# a comment\n---\n"])
def test_an_empty_file_is_refused(text: bytes | str) -> None:
    assert faults(text) == ["The file: it is empty; fill in a framework as docs/rules.md shows it"]


def test_a_file_without_a_subject_is_refused() -> None:
    assert faults(table()) == [
        "The file: there is no subject; add a row for each subject with its minimum"
    ]
    without = YAML[: YAML.index("subjects")]
    for ending in ("", "subjects:\n", "subjects: []\n"):
        assert faults(without + ending) == [
            "Line 1: there is no subject; add each subject with its minimum"
        ]


@for_each(
    ["data", "said"],
    [
        (
            b"PK\x03\x04\x00",
            "it is a spreadsheet or another packed file; save its table as CSV and load that",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1",
            "it is a spreadsheet or another office document; save its table as CSV and load that",
        ),
        (b"%PDF-1.7\n", "it is a PDF; save its table as CSV and load that"),
        (b"category\x00", "it is no text that can be read; save it as CSV or YAML in UTF-8"),
        (b"\x81\x8d", "it is no text that can be read; save it as CSV or YAML in UTF-8"),
        (b"\xff\xfea", "it is no text that can be read; save it as CSV or YAML in UTF-8"),
        ("name: \ud800", "it is no text that can be read; save it as CSV or YAML in UTF-8"),
    ],
)
def test_a_file_that_is_no_text_is_refused(data: bytes | str, said: str) -> None:
    assert faults(data) == [f"The file: {said}"]


# What is refused before it can do harm


@for_each(
    "text",
    [
        b"x" * 10_000_000,
        "[" * 10_000_000,
        "é" * (MOST_BYTES // 2 + 1),
        table(*["ADAS,Radar,6,h,,"] * 20_000),
    ],
    ids=["10 MB", "10 MB of brackets", "bytes, not characters", "rows"],
)
def test_a_file_that_is_too_large_is_refused_before_anything_is_read(text: bytes | str) -> None:
    assert faults(text) == ["The file: it is larger than 200 kB; load the subjects alone, as text"]


def test_more_subjects_than_anybody_has_are_refused() -> None:
    rows = [f"ADAS,Subject {n},1 min,,," for n in range(501)]
    said = "there are 501 subjects; load 500 at most"
    assert faults(table(*rows)) == [f"The file: {said}"]
    more = "".join(f"  - {{name: S{n}, minimum: 1 min, unit: h}}\n" for n in range(500))
    assert faults(YAML + more) == [f"Line 8: {said}"]
    assert len(read(table(*rows[:500])).subjects) == 500


def test_aliases_that_would_unfold_a_thousand_million_times_are_refused() -> None:
    bomb = "a0: &a0 x\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
    )
    assert "Line 1: anchors and aliases (& and *) are not read; write each value out" in faults(
        bomb + YAML
    )


@for_each(
    ["text", "said"],
    [
        (
            YAML.replace("name: Radar", "name: &a Radar"),
            "Line 8: anchors and aliases (& and *) are not read; write each value out",
        ),
        (
            YAML.replace("Radar", "!!python/name:os.system"),
            "Line 8: tags (!) are not read; write the plain value",
        ),
        (
            YAML.replace("subjects:", "subjects: !!omap"),
            "Line 7: tags (!) are not read; write the plain value",
        ),
        (
            YAML.replace("Radar", "[[a]]"),
            "Line 8: this is nested too deep; write plain values",
        ),
        (
            "{" * 100_000,
            "Line 1: this is nested too deep; write plain values",
        ),
        (
            YAML + "---\n" + YAML,
            "Line 11: a second document begins; put each into its own file",
        ),
    ],
)
def test_yaml_that_is_more_than_plain_values_is_refused(text: str, said: str) -> None:
    assert said in faults(text)


def test_yaml_that_is_none_is_refused_with_its_line() -> None:
    [fault] = faults(YAML.replace("version: 2026.1", "version: [2026.1"))
    assert fault.startswith("Line 4: this is not YAML (")
    [fault] = faults("pack: \x07")
    assert fault == "The file: this is not YAML text; save it as plain text in UTF-8"


# What always holds

text_of_names = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30
)
written_subjects = st.builds(
    Subject,
    name=text_of_names,
    minimum=st.none() | st.integers(1, 60_000),
    unit=st.sampled_from(SUBJECT_UNITS),
    valid_from=st.none() | st.dates(date(1990, 1, 1), date(2019, 12, 31)),
    valid_to=st.none() | st.dates(date(2020, 1, 1), date(2060, 12, 31)),
)
written_frameworks = st.builds(
    Framework,
    pack=st.just("imi-techsafe"),
    category=text_of_names.filter(lambda name: name.casefold() != "adas"),
    version=text_of_names,
    source=text_of_names,
    checked_on=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    valid_from=st.none() | st.dates(date(1990, 1, 1), date(2019, 12, 31)),
    subjects=st.lists(written_subjects, min_size=1, max_size=5, unique_by=lambda one: one.key).map(
        tuple
    ),
)


@given(written_frameworks)
def test_what_was_written_is_read_back_as_the_same(one: Framework) -> None:
    assert read(as_yaml(one)) == one


@for_each("word", ["null", "~", "yes", "1e3", "2026-01-01", "- a", "a: b", "# a", "&a", "*a", "!a"])
def test_a_name_that_yaml_would_take_for_something_else_is_read_back_as_it_is(word: str) -> None:
    one = framework(word, subject(word), category=word)
    assert read(as_yaml(one)) == one


def test_a_correction_is_written_and_read_back() -> None:
    wrong = framework("1", since=date(2026, 1, 1))
    right = framework("2", subject(minimum=400), since=date(2026, 1, 1), corrects="1")
    assert read(as_yaml(right), wrong) == right


pieces = st.sampled_from(
    [
        *("category", "subject", "minimum", "unit", "from", "to", "ADAS", "Radar", "6", "h"),
        *(",", ";", "\t", "\n", "\r", '"', ": ", "- ", "&a", "*a", "!", "[", "{", "#", "\n  "),
        *("pack: imi-techsafe\n", "subjects:\n", "checked_on: 2026-01-01\n", "---\n"),
        *("20 min", "\x85", "é", "\ufeff"),
    ]
)


@given(st.lists(pieces, max_size=30).map("".join) | st.text() | st.binary())
def test_every_file_is_read_or_refused_with_a_reason(text: bytes | str) -> None:
    found, refused = read_or_refused(text)
    assert bool(found) != bool(refused)
    assert all(one.subjects for one in found)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_whatever_stands_in_a_cell_it_is_read_or_refused(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    for row in (
        f"ADAS,{quoted},6,h,,",
        f"ADAS,Radar,{quoted},h,,",
        f"ADAS,Radar,6,{quoted},,",
        f"ADAS,Radar,6,h,{quoted},",
        f"{quoted},Radar,6,h,,",
    ):
        found, refused = read_or_refused(table(row))
        assert bool(found) != bool(refused)
        assert [len(one.subjects) for one in found] in ([], [1])
