"""Scores are counted, and told in tables."""

import pytest

from evaluation import figures
from evaluation.document import EMPTY, documented, named
from evaluation.running import Run
from evaluation.scoring import Score, score
from evaluation.sets import Item
from evaluation.tables import failures, figures_of, report
from tests.unit.evaluation.builders import answered, dialogue, took

MADE = [1, "status", None, "draft"]


def right() -> Score:
    labelled = dialogue(["1h EV webinar"], [{"taken_as": ["activity"]}], [{"minutes": 60}])
    return score(labelled, answered([took("activity", changed=[MADE])], {}))


def wrong() -> Score:
    labelled = dialogue(
        ["1h EV webinar", "undo\nit"],
        [{"taken_as": ["activity"]}, {"taken_as": ["steering"]}],
        [{"minutes": 90, "evaluate": None}],
        kind="steering",
        id="x-002",
    )
    turns = [took("activity", changed=[MADE], said="Draft."), took("unclear")]
    return score(labelled, answered(turns, {"evaluate": "undo"}))


def ran(*scores: Score) -> Run:
    return Run([Item("dialogues", "open", one.dialogue) for one in scores], scores, [], 1.5, 0.0)


def test_precision_is_of_what_was_found_and_recall_of_what_there_is() -> None:
    found = {one.name: one for one in figures.kinds([right(), wrong()])}
    assert (found["activity"].precision, found["activity"].recall) == (1.0, 1.0)
    assert (found["steering"].precision, found["steering"].recall) == (None, 0.0)
    assert (found["unclear"].precision, found["unclear"].recall) == (0.0, None)


def test_a_null_that_is_rightly_null_counts_in_no_precision_or_recall() -> None:
    found = {one.name: one for one in figures.fields([right(), wrong()])}
    assert found["minutes"].labelled == 2
    assert found["minutes"].confidently_wrong == 1
    assert found["minutes"].precision == found["minutes"].recall == 0.5
    assert (found["evaluate"].precision, found["evaluate"].recall) == (0.0, None)
    assert found["plan"].labelled == 0


def test_the_whole_counts_lines_facts_questions_and_poison() -> None:
    whole = figures.whole([right(), wrong()])
    assert (whole.lines, whole.exact, whole.crashed) == (2, 1, 0)
    assert (whole.asked, whole.askable) == (1, 3)
    assert (whole.poison, whole.poisoned_lines) == (1, 1)
    assert (whole.confidently_wrong, whole.values) == (1, 4)


def test_lines_are_counted_by_what_they_are_there_for() -> None:
    some = [right(), wrong(), right()]
    found = figures.exact((one.dialogue.kind, one) for one in some)
    assert [(one.name, one.lines, one.exact) for one in found] == [
        ("steering", 1, 0),
        ("answer", 2, 2),
    ]


def test_the_tables_name_the_figures() -> None:
    told = report(ran(right(), wrong()))
    assert "1 of 2, 50.0 %" in told
    assert "| steering   | 1        | 0     | 0     | 1      |           | 0.0 %   |" in told
    assert "| dialogues            | 2     | 1     | 50.0 %  |" in told
    assert "2 conversations, 3 turns, in 1.5 s." in told
    assert (
        figures_of(ran(right(), wrong()))["least precision or recall of a field"]
        == "0.0 % (evaluate)"
    )


def test_a_failure_is_told_with_its_dialogue_and_what_is_right_is_not() -> None:
    told = failures(ran(right(), wrong()))
    assert "x-001" not in told
    assert "**x-002** (steering)" in told
    assert "- entry 1: minutes confidently wrong: 60, not 90" in told
    assert "> undo / it\n  [unclear, asked]" in told
    assert "  Draft." in told


def test_nothing_failed_is_said() -> None:
    assert failures(ran(right())) == "No line failed.\n"


def test_elements_that_cannot_be_found_yet_are_told_so() -> None:
    assert "Not there yet." in report(Run([], [], None, 0.0, 0.0))


def test_the_page_keeps_every_sealed_run_and_the_latest_open_one() -> None:
    page = documented(EMPTY, ran(wrong()), "open", "1 May", "v1")
    page = documented(page, ran(right()), "open", "2 May", "v2")
    page = documented(page, ran(wrong()), "sealed", "3 May", "v3")
    page = documented(page, ran(right()), "sealed", "4 May", "v4")

    rows = [
        line for line in page.splitlines() if line.startswith(("| 1 M", "| 2 M", "| 3 M", "| 4 M"))
    ]
    assert len(rows) == 4
    open_half, sealed_half = page.split("## The sealed half")
    assert "x-002" not in open_half
    assert "x-002" in sealed_half
    assert "### Run 1: 3 May, v3" in sealed_half
    assert "### Run 2: 4 May, v4" in sealed_half


def test_readme_names_the_most_telling_of_the_newest_figures_of_each_half() -> None:
    page = documented(EMPTY, ran(wrong()), "open", "1 May, 09:00 UTC", "v1")
    page = documented(page, ran(wrong()), "sealed", "2 May, 09:00 UTC", "v2")
    page = documented(page, ran(right()), "open", "3 May, 09:00 UTC", "v3")
    readme = "Before\n<!-- evaluation -->\nold\n<!-- end of evaluation -->\nafter\n"

    told = named(readme, page)

    assert "| open half, 3 May | sealed half, 2 May |" in told
    assert "| exactly right " in told
    assert "| 1 of 1, 100.0 %  | 0 of 1, 0.0 %      |" in told
    assert told.startswith("Before\n")
    assert told.endswith("<!-- end of evaluation -->\nafter\n")
    assert "old" not in told
    assert "poison" not in told


def test_a_page_without_its_marks_is_not_written() -> None:
    with pytest.raises(ValueError, match="runs"):
        documented("# Mine\n", ran(right()), "open", "1 May", "v1")
