"""A new framework held against its pack and the versions loaded before: refusals and cautions."""

from dataclasses import replace
from datetime import date

import pytest

from bot.policy.frameworks.csv_form import DocumentFacts
from bot.policy.frameworks.faults import Caution, FrameworkRefused
from bot.policy.frameworks.framework import Framework
from bot.policy.frameworks.reading import read_framework
from bot.policy.frameworks.yaml_form import as_yaml
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from tests.unit.policy.frameworks.builders import TECHSAFE, framework, subject

NEW_YEAR = date(2027, 1, 1)


def cautions(new: Framework, *loaded: Framework, pack: Pack = TECHSAFE) -> list[Caution]:
    """What is to be looked at before a framework is loaded."""
    return list(read_framework(as_yaml(new), pack=pack, loaded=loaded).cautions)


def faults(new: Framework | str, *loaded: Framework, pack: Pack = TECHSAFE) -> list[str]:
    """What a framework is refused for."""
    text = new if isinstance(new, str) else as_yaml(new)
    with pytest.raises(FrameworkRefused) as refused:
        read_framework(text, pack=pack, loaded=loaded)
    return [str(fault) for fault in refused.value.faults]


def techsafe_with(*keys: str, without: tuple[str, ...] = ()) -> Pack:
    """TechSafe as it would be if it had some of the register's rules, and not some of its own."""
    register = load_packs()["imi-register"].rules
    rules = {key: rule for key, rule in TECHSAFE.rules.items() if key not in without}
    return replace(TECHSAFE, rules=rules | {key: register[key] for key in keys})


def hours(*amounts: int) -> Framework:
    """A framework with a subject of each of so many hours."""
    return framework("1", *(subject(f"Subject {n}", h * 60) for n, h in enumerate(amounts)))


# Against the pack

TOO_MUCH = (
    "Line 1: the minimums of ADAS come to more than the 90 credits that IMI TechSafe asks for in a "
    "cycle; look for one that is too large"
)


def test_minimums_above_the_cycles_own_are_refused_where_that_is_known() -> None:
    pack = techsafe_with("cycle.minimum", "credit.base_per_hour")
    assert cautions(hours(60, 30), pack=pack) == []
    assert faults(hours(60, 31), pack=pack) == [TOO_MUCH]


def test_hours_are_not_held_against_credits_while_nobody_knows_what_an_hour_is_worth() -> None:
    pack = techsafe_with("cycle.minimum")
    assert cautions(hours(60, 31), pack=pack) == []
    in_credits = replace(subject(minimum=9001), unit="credits")
    assert faults(framework("1", in_credits), pack=pack) == [TOO_MUCH]


def test_minimums_that_never_hold_on_one_day_are_not_added_up() -> None:
    pack = techsafe_with("cycle.minimum", "credit.base_per_hour")
    first = subject(minimum=60 * 60, until=NEW_YEAR)
    then = subject(minimum=80 * 60, since=NEW_YEAR)
    assert cautions(framework("1", first, then), pack=pack) == []
    both = replace(then, valid_from=date(2026, 12, 31), name="Cameras")
    assert faults(framework("1", first, both), pack=pack) == [TOO_MUCH]


def test_without_a_known_total_more_hours_than_a_cycle_has_are_pointed_out() -> None:
    # Three years from 27 November 2026 have 1,096 days (2028 is a leap year): 26,304 hours.
    full = [1000] * 26
    assert cautions(hours(*full, 304)) == []
    [caution] = cautions(hours(*full, 305))
    assert (caution.kind, str(caution)) == (
        "more_than_there_is_time",
        "Line 1: the minimums of ADAS come to 26,305 hours, more than a cycle of 3 years has",
    )
    assert cautions(hours(*full, 305), pack=techsafe_with(without=("cycle.length",))) == []


def test_a_category_that_the_pack_does_not_have_would_be_added() -> None:
    [caution] = cautions(framework("1", category="Hydrogen"))
    assert (caution.kind, str(caution)) == (
        "new_category",
        "Line 1: Hydrogen is no category of IMI TechSafe yet and would be added",
    )
    [caution] = cautions(framework("1", category="Electrified vehicle"))
    assert caution.sentence.endswith("would be added; if you mean electrified vehicles, write that")
    before = framework("1", category="Hydrogen")
    assert cautions(framework("2", category="hydrogen", since=NEW_YEAR), before) == []


def test_a_known_category_is_spelt_as_it_is_known() -> None:
    text = as_yaml(framework("1", category="adas"))
    assert read_framework(text, pack=TECHSAFE).frameworks[0].category == "ADAS"


def test_a_single_day_between_two_periods_is_pointed_out() -> None:
    day = date(2026, 12, 31)
    periods = [subject(until=day), subject(since=NEW_YEAR)]
    [caution] = cautions(framework("1", *periods))
    assert (caution.kind, str(caution)) == (
        "one_day_between",
        "Line 8: “Radar” has no minimum on 2026-12-31, between its two rows",
    )
    assert cautions(framework("1", subject(until=NEW_YEAR), subject(since=NEW_YEAR))) == []


# Against what is loaded

FIRST = framework("1", subject("Radar"), subject("Fault codes"))


def test_a_version_that_is_loaded_already_is_refused() -> None:
    assert faults(framework("1", since=NEW_YEAR), FIRST) == [
        "Line 1: version “1” of ADAS is loaded already; give this one another version, and say in "
        "corrects which one it takes the place of"
    ]


def test_what_is_loaded_for_another_category_or_scheme_does_not_stand_in_the_way() -> None:
    other = framework("1", category="electrified vehicles")
    elsewhere = replace(FIRST, pack="another-scheme")
    assert cautions(framework("1"), other, elsewhere) == []


def test_a_second_version_from_the_same_day_is_refused() -> None:
    assert faults(framework("2"), FIRST) == [
        "Line 1: it holds from the same day as version “1” (as far back as anybody logs); write "
        "the day from which it holds, or corrects: 1 if that one is wrong"
    ]
    later = framework("2", since=NEW_YEAR)
    assert "(2027-01-01)" in faults(framework("3", since=NEW_YEAR), FIRST, later)[0]


def test_a_correction_of_what_is_not_loaded_is_refused() -> None:
    assert faults(framework("2", corrects="7"), FIRST) == [
        "Line 1: corrects is “7”, which is not loaded for ADAS; loaded: “1”",
        "Line 1: it holds from the same day as version “1” (as far back as anybody logs); write "
        "the day from which it holds, or corrects: 1 if that one is wrong",
    ]
    assert faults(framework("1", corrects="1")) == [
        "Line 1: corrects is “1”, which is not loaded for ADAS; loaded: none"
    ]


def test_a_correction_of_what_was_corrected_before_is_refused() -> None:
    again = framework("1b", corrects="1", since=NEW_YEAR)
    assert faults(again, FIRST, framework("1a", corrects="1")) == [
        "Line 1: corrects is “1”, which was corrected before; name the version that took its place"
    ]


def test_a_correction_begins_with_the_version_it_corrects_where_it_says_no_day() -> None:
    wrong = replace(FIRST, valid_from=date(2026, 1, 1))
    right = framework("1a", *FIRST.subjects, since=date(2026, 1, 1), corrects="1")
    without_day = as_yaml(right).replace("valid_from: 2026-01-01\n", "")
    in_csv = "category,subject,minimum\nADAS,Radar,6 h\nADAS,Fault codes,6 h\n"
    document = DocumentFacts(right.version, right.source, right.checked_on, corrects="1")
    for text in (without_day, in_csv):
        found = read_framework(text, pack=TECHSAFE, loaded=[wrong], document=document)
        assert (found.frameworks, found.cautions) == ((right,), ())


def test_a_correction_that_begins_later_says_which_days_it_leaves() -> None:
    wrong = replace(FIRST, version="2", valid_from=date(2026, 1, 1))
    right = replace(wrong, version="2a", valid_from=NEW_YEAR, corrects="2")
    [caution] = cautions(right, FIRST, wrong)
    assert (caution.kind, str(caution)) == (
        "days_uncovered",
        "Line 1: it begins later than version “2”, which it corrects: from 2026-01-01 until "
        "2027-01-01 version “1” holds then",
    )
    [caution] = cautions(right, wrong)
    assert "no version holds then" in caution.sentence


def test_an_earlier_version_says_which_later_one_goes_on_holding() -> None:
    later = replace(FIRST, version="2", valid_from=NEW_YEAR)
    [caution] = cautions(FIRST, later)
    assert (caution.kind, str(caution)) == (
        "later_version_stands",
        "Line 1: version “2” goes on holding from 2027-01-01",
    )


def test_subjects_that_are_named_otherwise_are_pointed_out_with_what_is_likely_meant() -> None:
    new = framework("2", subject("Radars"), subject("Codes of faults"), since=NEW_YEAR)
    [caution] = cautions(new, FIRST)
    assert caution.kind == "named_otherwise"
    assert caution.pairs == (("Radar", "Radars"), ("Fault codes", "Codes of faults"))
    assert caution.sentence == (
        "subjects are named otherwise than in version “1”: “Radar” there, “Radars” here; "
        "“Fault codes” there, “Codes of faults” here; where one is meant, use its name"
    )


def test_where_no_subject_is_the_same_that_is_pointed_out_though_nothing_is_alike() -> None:
    [caution] = cautions(framework("2", subject("Isolating"), since=NEW_YEAR), FIRST)
    assert (caution.kind, caution.pairs) == ("named_otherwise", ())
    assert caution.sentence.endswith("none is the same")


def test_a_subject_that_was_added_or_removed_is_no_other_name() -> None:
    more = framework("2", *FIRST.subjects, subject("Isolating"), since=NEW_YEAR)
    fewer = framework("2", FIRST.subjects[0], since=NEW_YEAR)
    assert cautions(more, FIRST) == []
    assert cautions(fewer, FIRST) == []


def test_a_name_is_likely_meant_for_one_other_alone() -> None:
    before = framework("1", subject("Radar"), subject("Cameras and radar"))
    new = framework("2", subject("Radar units"), subject("Cameras & radar"), since=NEW_YEAR)
    [caution] = cautions(new, before)
    assert caution.pairs == (("Radar", "Radar units"), ("Cameras and radar", "Cameras & radar"))


def test_of_many_names_a_sentence_names_a_few() -> None:
    before = framework("1", *(subject(f"Radar part {n}") for n in range(7)))
    new = framework("2", *(subject(f"Radar part {n}, new") for n in range(7)), since=NEW_YEAR)
    [caution] = cautions(new, before)
    assert len(caution.pairs) == 7
    assert caution.sentence.count(" there, ") == 5
    assert "; and 2 more; where one is meant, use its name" in caution.sentence
