"""What a canned answer counts as, and that the set of them is read by nothing else."""

import pytest

from evaluation.coaching import KINDS, TAKEN, coaching_failures, coaching_report, look, outcomes
from evaluation.document import EMPTY, coached
from evaluation.sets import SETS, read_halves

LINE = {
    "said": "brake course with Priya",
    "title": "Brake course with Priya",
    "question": "What did you learn?",
    "asks": ["learnt"],
    "account": "always check the hose befor you bleed the caliper",
    "good": {
        "question": "What did you learn about the brakes from Priya?",
        "missing": "",
        "wording": "Always check the hose before you bleed the caliper.",
    },
    "bad": {
        "question": "What did you learn about the brakes from Steve?",
        "missing": "You do not say which caliper it was.",
        "wording": "",
    },
    "why": {"question": "invented_name", "missing": "off_topic", "wording": ""},
}


def test_each_answer_that_a_line_has_is_taken_or_refused_with_its_code() -> None:
    assert [(one.kind, one.why, one.came_of) for one in outcomes(LINE)] == [
        ("question", "", TAKEN),
        ("question", "invented_name", "name"),
        ("missing", "off_topic", TAKEN),
        ("wording", "", TAKEN),
    ]


def test_a_model_answers_with_the_placeholders_that_it_was_shown() -> None:
    wording = {"good": "Priya checked the hose first.", "bad": "Priyanka checked the hose first."}
    line = {
        **LINE,
        "account": "priya checked the hose first",
        "why": {"question": "", "missing": "", "wording": "changed_name"},
        **{half: {"question": "", "missing": "", "wording": wording[half]} for half in wording},
    }
    assert [one.came_of for one in outcomes(line)] == [TAKEN, "placeholder"]


def test_the_tables_count_by_kind_by_code_and_by_badness() -> None:
    found = tuple(outcomes(LINE))
    rows = coaching_report(found).splitlines()
    report = [[cell.strip() for cell in row.split("|")] for row in rows]
    assert ["", "good, all", "2 of 2, 100.0 %", "0 of 2, 0.0 %", ""] in report
    assert ["", "bad, missing", "1 of 1, 100.0 %", "0 of 1, 0.0 %", ""] in report
    assert ["", "name", "0", "1", ""] in report
    assert ["", "invented_name", "0 of 1, 0.0 %", "1 of 1, 100.0 %", "name 1", ""] in report


def test_only_what_went_wrong_is_listed() -> None:
    told = coaching_failures(tuple(outcomes(LINE)))
    assert told.startswith("missing: taken, though off_topic: 'You do not say which caliper")
    assert told.count("\n") == 1


def test_the_page_keeps_the_newest_tables_alone() -> None:
    page = coached(coached(EMPTY, "old tables"), "new tables")
    assert "new tables" in page
    assert "old tables" not in page
    with pytest.raises(ValueError, match="coach"):
        coached("# Mine\n", "tables")


def test_the_set_holds_what_the_checks_are_held_against() -> None:
    found = look()
    good, bad = ([one for one in found if bool(one.why) is is_bad] for is_bad in (False, True))
    assert {one.kind for one in found} == set(KINDS)
    assert sum(one.is_wrong for one in good) <= len(good) // 20
    assert sum(one.is_wrong for one in bad) <= 1


def test_sets_of_other_forms_are_left_out_of_the_messages() -> None:
    items = read_halves(SETS, ["open"])
    assert items
    assert not {"names", "names-b", "coach-dialogues"} & {one.set_name for one in items}
