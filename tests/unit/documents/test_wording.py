"""What a document says, as somebody reads it who has nothing but the document."""

from dataclasses import replace
from datetime import date

import pytest

from bot.documents import chart_words, entry_words, model, overview_words, wording
from bot.documents.charts import Month
from bot.documents.model import Document, Entry, Figure, Person, Worth
from bot.policy.vocabulary import DISALLOWED_FOR, State
from tests.documents import document, entry, evidence_files


def with_worth(one: Entry, state: State, hundredths: int | None) -> Entry:
    [worth] = one.worth
    weight = (hundredths or 0) * 60
    return replace(one, worth=(replace(worth, state=state, credits=hundredths, weight=weight),))


def worth(state: State, hundredths: int | None) -> Worth:
    return with_worth(entry(1), state, hundredths).worth[0]


@pytest.fixture
def three() -> Document:
    """A record of three entries, one of each state, whose totals are these."""
    made = document(3, evidence_files(2))
    worths: tuple[tuple[State, int], ...] = (("counted", 133), ("waiting", 400), ("outside", 0))
    entries = tuple(
        with_worth(one, state, amount)
        for one, (state, amount) in zip(made.entries, worths, strict=True)
    )
    totals = (
        Figure("entries", 3, "entries"),
        Figure("counted", 133, "credits"),
        Figure("waiting", 400, "credits"),
        Figure("outside", 0, "credits"),
    )
    [scheme] = made.schemes
    return replace(made, entries=entries, schemes=(replace(scheme, totals=totals),))


def test_what_waits_says_what_it_will_be_worth_so_that_the_total_can_be_checked() -> None:
    assert ": waiting, 4 credits once nothing is missing. " in entry_words.worth_line(
        worth("waiting", 400)
    )
    assert ": counted, 1.33 credits. " in entry_words.worth_line(worth("counted", 133))
    assert ": outside, in no total. " in entry_words.worth_line(worth("outside", 0))


def test_that_a_rule_is_assumed_is_said_of_the_rules() -> None:
    line = entry_words.worth_line(replace(worth("counted", 100), assumed=True))
    assert line.endswith("Rules: version imi-register@2026.3, one of them assumed.")


@pytest.mark.parametrize("reason", DISALLOWED_FOR)
def test_a_body_that_counts_it_not_gives_its_reason_and_not_the_opposite(reason: str) -> None:
    told = replace(entry(1), disallowed=(("IMI register", date(2026, 5, 1), reason),))
    [line] = entry_words.disallowed_lines(told)
    assert line.startswith("IMI register does not count this entry since 1 May 2026")
    ends = "none of the tests." if reason == "other" else f"not {reason}."
    assert line.endswith(ends)


def test_without_a_reason_it_says_that_none_was_given() -> None:
    told = replace(entry(1), disallowed=(("IMI register", date(2026, 5, 1), ""),))
    [line] = entry_words.disallowed_lines(told)
    assert line.endswith("no reason was given.")


def test_a_source_is_a_name_and_no_half_sentence() -> None:
    unpublished = model.Test("reading", "not_known", "There is a limit.", "exists; not published")
    assert entry_words.test_source(unpublished) == "Exists; not published"


def test_a_job_that_ended_has_its_last_day_and_the_next_begins_on_the_day_after() -> None:
    jobs = (
        ("technician", date(2020, 1, 1), date(2025, 9, 1)),
        ("master technician", date(2025, 9, 1), None),
    )
    made = replace(document(0), person=Person("Ana", "Works", jobs))
    assert dict(wording.head_of(made))["Job"] == (
        "technician (1 Jan 2020 to 31 Aug 2025); master technician (since 1 Sep 2025)"
    )


def test_the_overview_has_each_entry_and_what_they_come_to(three: Document) -> None:
    head, rows = overview_words.overview_head(three), overview_words.overview_rows(three)
    assert head == ("No.", "Entry", "When", "Length", "IMI register", "Evidence")
    assert [row[0] for row in rows] == ["1", "2", "3"]
    worths = [dict(zip(head, row, strict=True))["IMI register"] for row in rows]
    assert worths == ["counted, 1.33 credits", "waiting, 4 credits", "outside"]
    assert [row[-1] for row in rows] == ["[1]", "[2]", "1 link"]
    total = dict(zip(head, overview_words.overview_total(three), strict=True))
    assert total["Length"] == "3 h 6 min"
    assert total["IMI register"] == "counted, 1.33 credits; waiting, 4 credits"
    assert "rounded once" in overview_words.overview_note(three)


def test_a_file_names_the_entries_of_which_it_is_evidence(three: Document) -> None:
    first, second, third = three.entries
    both = replace(three, entries=(first, second, replace(third, evidence=first.evidence)))
    assert entry_words.entries_with(both, 1) == "Entries 1 and 3"
    assert entry_words.entries_with(both, 2) == "Entry 2"


def test_of_several_fullest_months_none_is_named_alone() -> None:
    months = [Month(2026, 1, 2, 0), Month(2026, 2, 1, 0), Month(2026, 3, 2, 0)]
    assert "the most, 2, in each of 2 months." in chart_words.rhythm_words(months)
    assert "the most, 2, in Jan 2026." in chart_words.rhythm_words(months[:2])
