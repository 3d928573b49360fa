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


def test_what_a_body_has_struck_off_asks_nothing_of_the_member() -> None:
    advice = model.Test("relevant", "missing", "Add one line of your own.", "IMI", decided=True)
    kept = model.Test("monitoring", "missing", "IMI does not count it.", "IMI")
    rows = entry_words.test_rows(replace(worth("outside", 0), tests=(advice, kept)))
    assert [row[1:3] for row in rows] == [
        ("not met", entry_words.DECIDED),
        ("not met yet", "IMI does not count it."),
    ]


def test_empty_stages_are_named_in_one_line_and_so_are_those_that_were_left_out() -> None:
    stages = document(0).schemes[0].stages
    told = (model.Told("act", "Swapped a pack."), model.Told("plan", "  "))
    one = replace(entry(1), told=told, left_out=("reflect",))
    assert [heading for heading, _ in entry_words.written(stages, one)] == ["Action"]
    assert entry_words.unwritten_lines(stages, one) == (
        "Nothing written: Planning, Results.",
        "Left out of this document, since it was given privately: Reflection.",
    )
    whole = replace(one, told=tuple(model.Told(stage, "Words.") for _, stage in stages))
    assert entry_words.unwritten_lines(stages, replace(whole, left_out=())) == ()


def test_a_sign_off_and_an_account_say_whose_word_they_are_and_what_was_changed_since() -> None:
    on = date(2026, 11, 21)
    one = replace(
        entry(1),
        sign_offs=(
            model.SignOff("Helen Ward", on, "Seen on two vehicles"),
            model.SignOff("Max", on, "", changed_since=True),
        ),
        entered=(model.Entered("IMI", on, changed_since=True),),
    )
    assert entry_words.standing_lines(one) == (
        "Signed off by Helen Ward on 21 Nov 2026: Seen on two vehicles",
        "Signed off by Max on 21 Nov 2026 (changed since)",
        "In the IMI account by the member’s word on 21 Nov 2026 (changed since)",
    )


def test_the_front_counts_what_was_signed_off_and_entered() -> None:
    bare = replace(entry(1), sign_offs=(), entered=())
    signed = model.SignOff("Helen Ward", date(2026, 11, 21), "")
    entered = model.Entered("IMI", date(2026, 11, 21), changed_since=True)
    both = replace(bare, sign_offs=(signed,), entered=(entered,))
    made = replace(document(0), entries=(bare, both, replace(bare, entered=(entered,))))
    assert dict(wording.head_of(made))["Signed, entered"] == (
        "1 entry signed off; 2 of 3 entered at IMI, 2 of them changed since"
    )
    assert "Signed, entered" not in dict(wording.head_of(replace(made, entries=(bare,))))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (model.Registration(by_grade=True), "Registration: not known. Grade: not known."),
        (model.Registration(kept=False, grade="chartered"), "Grade: chartered, by their own word."),
        (
            model.Registration(
                "removed",
                "removed",
                date(2026, 3, 3),
                told_by="administrator",
                told_on=date(2026, 3, 5),
            ),
            "Registration: removed since 3 Mar 2026, as an administrator told on 5 Mar 2026.",
        ),
        (
            model.Registration(None, "extended", date(2025, 3, 3), date(2026, 3, 2)),
            "Registration: extended since 3 Mar 2025, to 2 Mar 2026; what holds since then is not "
            "known.",
        ),
        (
            model.Registration("registered", "registered", date(2025, 3, 3), recognition=True),
            "Recognition: recognised since 3 Mar 2025.",
        ),
    ],
)
def test_a_registration_is_told_as_far_as_it_is_known(found: model.Registration, said: str) -> None:
    assert wording.registration_line(found) == said


def test_what_is_not_loaded_is_not_known_and_not_outside(three: Document) -> None:
    [scheme] = three.schemes
    unknown = replace(worth("outside", None), not_loaded=True)
    entries = tuple(replace(one, worth=(unknown,)) for one in three.entries)
    made = replace(three, entries=entries, schemes=(replace(scheme, not_loaded=True),))
    assert {row[4] for row in overview_words.overview_rows(made)} == {"not known"}
    assert "outside" not in entry_words.worth_line(unknown)
    [line] = wording.front_lines(made)
    assert line.startswith("IMI register: what the scheme asks for is not loaded here")


def test_the_front_says_what_was_given_privately() -> None:
    told = tuple(model.Told(stage, "Words.", private=True) for stage in ("reflect", "plan"))
    bare = replace(entry(1), told=told, left_out=("act",))
    made = replace(document(0), entries=(bare,))
    assert wording.front_lines(made) == (
        "This document holds 2 answers that the member gave privately.",
        "1 answer that the member gave privately is left out of it.",
    )


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


def test_entries_without_a_day_are_said_beside_the_months() -> None:
    months = [Month(2026, 1, 2, 0)]
    assert chart_words.rhythm_words(months, 1).endswith(" 1 more has no date.")
    assert chart_words.rhythm_words((), 2).endswith(" 2 more have no date.")
    assert "date" not in chart_words.rhythm_words(months)
