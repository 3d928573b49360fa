"""Documents that are loaded: what kind each is, and every kind of bad input, told all at once."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.documents.kept import (
    Unkept,
    framework_in,
    framework_text,
    pack_in,
    pack_text,
)
from bot.policy.documents.reading import Beside, document_form, read_document
from bot.policy.frameworks.reading import MOST_BYTES, ReadFrameworks
from bot.policy.schemes.pack_file import SHIPPED
from tests.unit.policy.documents.builders import (
    REGISTER,
    TODAY,
    faults,
    pack_yaml,
    read_pack,
    swapped,
    there,
    version_of,
)
from tests.unit.policy.frameworks.builders import framework

TABLE = "category,subject,minimum\nADAS,Radar,6 h\n"
FRAMEWORK = """pack: imi-techsafe
category: ADAS
version: "1"
source: a document
checked_on: 2026-11-20
valid_from: 2026-01-01
subjects:
  - {name: Radar, minimum: 6, unit: hours}
"""
BESIDE_TABLE = Beside(version="1", source="a document")


@pytest.mark.parametrize(
    ("text", "form"),
    [(TABLE, "table"), (FRAMEWORK, "framework"), (pack_yaml(), "pack")],
)
def test_a_text_says_what_it_is(text: str, form: str) -> None:
    assert document_form(text) == form


@pytest.mark.parametrize("file", sorted(SHIPPED.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_shipped_pack_is_refused_only_as_the_version_that_is_built_in(file) -> None:  # type: ignore[no-untyped-def]
    [fault] = faults(file.read_text())
    assert "is the one that is built in; give it another" in fault


def test_a_pack_begins_today_unless_another_day_is_said() -> None:
    assert read_pack(pack_yaml()).version.valid_from == TODAY
    later = read_pack(pack_yaml(), Beside(valid_from=date(2027, 1, 1)))
    assert later.version.valid_from == date(2027, 1, 1)


def test_a_new_scheme_holds_as_far_back_as_anybody_logs() -> None:
    text = swapped(
        swapped(pack_yaml(), "name: imi-register", "name: our-own"), "IMI register", "Ours"
    )
    found = read_pack(text)
    assert (found.version.pack.name, found.version.valid_from) == ("our-own", None)
    assert [one.kind for one in found.cautions] == ["new_scheme"]


def test_a_correction_begins_with_the_version_that_it_corrects() -> None:
    wrong = version_of(pack_yaml("9"), Beside(valid_from=date(2027, 1, 1)))
    right = version_of(pack_yaml("10"), Beside(corrects="9"), wrong)
    assert (right.valid_from, right.corrects) == (date(2027, 1, 1), "9")


def test_the_same_pack_is_there_already_however_its_lines_end() -> None:
    first = version_of(pack_yaml(), Beside(valid_from=date(2027, 1, 1)))
    again = read_pack(pack_yaml().replace("\n", "\r\n"), versions=(first,))
    assert again.repeated


def test_a_pack_that_begins_in_the_past_is_pointed_out() -> None:
    found = read_pack(pack_yaml(), Beside(valid_from=date(2026, 1, 1)))
    assert "begins_in_the_past" in [one.kind for one in found.cautions]


def test_a_version_beside_a_later_one_is_told_that_that_one_stays() -> None:
    later = version_of(pack_yaml("9"), Beside(valid_from=date(2028, 1, 1)))
    found = read_pack(pack_yaml("8"), Beside(valid_from=date(2027, 1, 1)), (later,))
    assert [one.sentence for one in found.cautions] == [
        "version “9” goes on holding from 2028-01-01"
    ]


def test_a_pack_of_another_kind_is_pointed_out() -> None:
    text = swapped(pack_yaml(name="cmi"), "name: cmi", f"name: {REGISTER}")
    text = swapped(text, "title: CMI", "title: IMI register")
    found = read_pack(text)
    assert "it goes by rhythm, where it went by credits" in [one.sentence for one in found.cautions]


# What is wrong with a pack


def test_a_wrong_unit_is_told_with_its_line() -> None:
    text = swapped(pack_yaml(), "unit: years", "unit: months")
    [fault] = faults(text)
    line = text.splitlines().index("    unit: months") + 1
    assert fault == f"Line {line}: cycle.length is counted in years, not 'months'"


def test_overlapping_validity_is_refused() -> None:
    text = pack_yaml() + _rule("cycle.length", "4", "years")
    assert any("cycle.length has two values for the same days" in one for one in faults(text))


def test_a_missing_source_is_refused() -> None:
    text = swapped(pack_yaml(), '    source: "IMI CPD Policy, Compliance Policy b"\n', "")
    assert any("a rule needs source" in one for one in faults(text))


def test_an_empty_source_is_refused() -> None:
    text = swapped(pack_yaml(), 'source: "IMI CPD Policy, Compliance Policy b"', "source: null")
    assert any("source is a word or a sentence" in one for one in faults(text))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: IMI register", "title: IMI register\ncolour: red", "a pack has no 'colour'"),
        ("    force: mandatory", "    force: mandatory\n    colour: red", "a rule has no 'colour'"),
        ("key: cycle.length", "key: cycle.size", "there is no rule called 'cycle.size'"),
    ],
)
def test_an_unknown_key_is_refused(old: str, new: str, said: str) -> None:
    assert any(said in one for one in faults(swapped(pack_yaml(), old, new)))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = swapped(pack_yaml(), "unit: years", "unit: months")
    text = swapped(text, "force: recommended", "force: advised")
    text = swapped(text, "value: 90", "value: many")
    assert len(faults(text)) == 3


def test_a_value_that_the_method_needs_and_that_is_missing_is_refused() -> None:
    text = pack_yaml()
    start = text.index("  - key: credit.base_per_hour")
    end = text.index("  - key:", start + 5)
    [fault] = faults(text[:start] + text[end:])
    assert "a scheme of this kind needs credit.base_per_hour" in fault


def test_a_pack_may_say_itself_that_a_value_is_not_known() -> None:
    text = pack_yaml()
    start = text.index("  - key: credit.base_per_hour")
    end = text.index("  - key:", start + 5)
    unknown = text[start:end].replace("value: 1.0", "value: null")
    unknown = unknown.replace("confidence: assumed", "confidence: unknown")
    assert faults(text[:start] + unknown + text[end:]) == []


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for letter, before in zip("bcdefghij", "abcdefghi", strict=True):
        lines.append(f"{letter}: &{letter} [{', '.join([f'*{before}'] * 9)}]")
    began = time.process_time()
    found = faults("\n".join([*lines, "rules: *j"]))
    assert any("anchors and aliases" in one for one in found)
    assert time.process_time() - began < 2


def test_what_is_nested_too_deep_is_refused() -> None:
    assert faults("rules: " + "[" * 5000 + "]" * 5000) == [
        "Line 1: this is nested too deep; write plain values"
    ]


def test_tags_of_python_are_refused() -> None:
    text = swapped(pack_yaml(), "title: IMI register", "title: !!python/name:os.system IMI")
    assert any("tags (!) are not read" in one for one in faults(text))


@pytest.mark.parametrize("text", [pack_yaml(), FRAMEWORK, TABLE])
def test_ten_megabytes_are_refused_before_they_are_read(text: str) -> None:
    began = time.process_time()
    [fault] = faults((text + "# " + "x" * 10_000_000).encode())
    assert f"larger than {MOST_BYTES // 1000} kB" in fault
    assert time.process_time() - began < 1


def test_what_is_no_text_is_refused() -> None:
    assert faults(b"PK\x03\x04 a workbook") == [
        "The file: it is a spreadsheet or another packed file; save its table as CSV and load that"
    ]


def test_half_a_pack_is_refused_with_a_line() -> None:
    text = pack_yaml()
    found = faults(text[: text.index("confidence: verified") + 5])
    assert found
    assert all(one.startswith("Line ") for one in found)


def test_a_title_of_another_scheme_is_refused() -> None:
    text = swapped(pack_yaml(), "title: IMI register", "title: cmi")
    assert faults(text) == ["The file: cmi is called cmi already; give it another title"]


def test_a_scheme_that_needs_one_that_is_not_there_is_refused() -> None:
    text = pack_yaml() + _rule("requires", "[chess-club]", "packs")
    assert faults(text) == ["The file: requires names “chess-club”, which is no other scheme here"]


def test_names_that_no_message_can_show_are_refused() -> None:
    text = swapped(pack_yaml(), "title: IMI register", "title: " + "x" * 200)
    assert faults(text) == ["The file: title has 200 characters; write 60 at most"]


def test_a_day_too_far_ahead_is_refused() -> None:
    [fault] = faults(pack_yaml(), Beside(valid_from=date(2226, 1, 1)))
    assert "too far away" in fault


def test_a_version_that_is_loaded_needs_another_number() -> None:
    first = version_of(pack_yaml("9"))
    [fault] = faults(
        swapped(pack_yaml("9"), "value: 90", "value: 95"),
        Beside(valid_from=date(2028, 1, 1)),
        (first,),
    )
    assert "version “9” of imi-register is loaded already" in fault


def test_what_it_corrects_has_to_be_there_and_to_stand() -> None:
    first = version_of(pack_yaml("9"))
    second = version_of(pack_yaml("10"), Beside(corrects="9"), first)
    [not_there] = faults(
        pack_yaml("11"), Beside(corrects="7", valid_from=date(2028, 1, 1)), (first,)
    )
    assert not_there == "The file: it corrects “7”, which is not loaded; loaded: “9”"
    [gone] = faults(
        pack_yaml("11"), Beside(corrects="9", valid_from=date(2028, 1, 1)), (first, second)
    )
    assert "was corrected before" in gone


def test_two_versions_cannot_begin_on_one_day() -> None:
    first = version_of(pack_yaml("9"))
    [fault] = faults(pack_yaml("10"), versions=(first,))
    assert "it holds from the same day as version “9”" in fault


def test_a_pack_says_its_version_itself() -> None:
    assert "leave them out" in faults(pack_yaml(), Beside(version="3"))[0]
    assert "its name is imi-register, not cmi" in faults(pack_yaml(), Beside(pack="cmi"))[0]


# Frameworks


def test_a_framework_says_its_own_facts_itself() -> None:
    assert "leave out what is said beside it" in faults(FRAMEWORK, Beside(version="3"))[0]
    assert (
        "and write the version under corrects: in it" in faults(FRAMEWORK, Beside(corrects="2"))[0]
    )


def test_a_table_of_the_only_scheme_of_subjects_needs_not_name_it() -> None:
    found = read_document(TABLE, BESIDE_TABLE, there(), TODAY)
    assert isinstance(found, ReadFrameworks)
    [own] = found.frameworks
    assert (own.pack, own.checked_on) == ("imi-techsafe", TODAY)


def test_a_scheme_that_is_not_there_is_told_with_those_that_go_by_subjects() -> None:
    [fault] = faults(TABLE, Beside(pack="chess", version="1", source="a document"))
    assert fault == "The file: say for which scheme it is: imi-techsafe"


def test_a_framework_for_a_scheme_without_subjects_is_refused() -> None:
    [fault] = faults(swapped(FRAMEWORK, "imi-techsafe", "cmi"))
    assert "CMI does not go by subjects" in fault


def test_minimums_that_exceed_the_cycle_are_refused_where_the_pack_has_a_minimum() -> None:
    text = swapped(pack_yaml(name="imi-techsafe"), "name: imi-techsafe", "name: with-minimum")
    text = swapped(text, "title: IMI TechSafe", "title: With a minimum")
    text += _rule("cycle.minimum", "30", "credits")
    version = version_of(text)
    asked = FRAMEWORK.replace("imi-techsafe", "with-minimum").replace("hours", "credits")
    [fault] = faults(asked.replace("minimum: 6", "minimum: 31"), versions=(version,))
    assert "come to more than the 30 credits" in fault
    assert faults(asked.replace("minimum: 6", "minimum: 30"), versions=(version,)) == []


def test_a_table_of_other_names_than_those_in_force_is_pointed_out() -> None:
    loaded = framework("0", since=date(2025, 1, 1))
    table = "category,subject,minimum,from\nADAS,Radars,6 h,2027-01-01\n"
    found = read_document(table, BESIDE_TABLE, there(frameworks=(loaded,)), TODAY)
    [caution] = [one for one in found.cautions if one.kind == "named_otherwise"]
    assert caution.pairs == (("Radar", "Radars"),)


def test_the_category_may_be_said_beside_a_table_without_one() -> None:
    beside = Beside(category="adas", version="1", source="a document")
    found = read_document("subject,minimum\nRadar,6 h\n", beside, there(), TODAY)
    assert isinstance(found, ReadFrameworks)
    assert found.frameworks[0].category == "ADAS"


def test_the_same_framework_is_there_already_whoever_looks_again_later() -> None:
    first = read_document(TABLE, BESIDE_TABLE, there(), TODAY)
    assert isinstance(first, ReadFrameworks)
    again = read_document(TABLE, BESIDE_TABLE, there(frameworks=first.frameworks), date(2027, 3, 1))
    assert isinstance(again, ReadFrameworks)
    assert (again.frameworks, [one.version for one in again.repeated]) == ((), ["1"])


# Whatever is pasted

LINES = pack_yaml().splitlines()


@given(
    st.text(max_size=200)
    | st.binary(max_size=200)
    | st.lists(st.sampled_from([*LINES, *TABLE.splitlines(), *FRAMEWORK.splitlines()])).map(
        "\n".join
    )
)
def test_whatever_is_pasted_is_read_or_refused_in_sentences(text: str | bytes) -> None:
    for fault in faults(text, BESIDE_TABLE) + faults(text):
        assert fault.startswith(("The file: ", "Line ", "Row "))


@given(st.integers(0, len(LINES) - 1), st.text(max_size=30))
def test_a_pack_with_any_other_line_is_read_or_refused_in_sentences(place: int, line: str) -> None:
    text = "\n".join([*LINES[:place], line, *LINES[place + 1 :]])
    for fault in faults(text):
        assert fault.startswith(("The file: ", "Line ", "Row "))


# How documents are kept


def test_a_framework_is_kept_as_it_was_read() -> None:
    found = read_document(FRAMEWORK, Beside(), there(), TODAY)
    assert isinstance(found, ReadFrameworks)
    [own] = found.frameworks
    assert framework_in(framework_text(own)) == own


def test_a_pack_is_kept_with_what_was_said_beside_it() -> None:
    found = pack_in(pack_text(pack_yaml("9"), date(2027, 1, 1), "8"))
    assert (found.version, found.valid_from, found.corrects) == ("9", date(2027, 1, 1), "8")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"yaml": "rules: 1"}', '{"yaml": 1}'])
def test_what_is_no_document_any_more_is_not_read(text: str) -> None:
    for read in (framework_in, pack_in):
        with pytest.raises(Unkept):
            read(text)


def _rule(key: str, value: str, unit: str) -> str:
    return (
        f"\n  - key: {key}\n    value: {value}\n    unit: {unit}\n    force: mandatory\n"
        "    source: a test\n    checked_on: 2026-11-21\n    confidence: verified\n"
        "    valid_from: null\n"
    )
