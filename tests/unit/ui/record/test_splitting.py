"""What is said of an entry over a border, under schemes of hours and of subjects."""

from dataclasses import replace
from datetime import date

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.scheme_facts import AccountFacts, EnrolmentFacts, EntryFacts, NamedSubject
from bot.policy.schemes.assess import assess
from bot.policy.schemes.assessed import Assessment
from bot.policy.schemes.pack import Pack
from bot.services.schemes.assessment import Worth
from bot.ui.record.splitting import parts_said, split_at
from tests.unit.ui.builders import packs

BEGAN = date(2025, 6, 1)
ADAS = EnrolmentFacts("imi-techsafe", BEGAN, cycle_start=BEGAN, category="ADAS")
SUBJECTS = (Subject("Radar", 60, "hours"), Subject("Cameras", 60, "hours"))


def course(first: date, last: date) -> EntryFacts:
    return EntryFacts(
        "logged",
        "ADAS course",
        first,
        last,
        240,
        evaluate="I now check the bracket before the radar",
        account=AccountFacts("2026.2", "said"),
        subjects=(NamedSubject("Radar", 60), NamedSubject("Cameras", 180)),
    )


def of_subjects(entry: EntryFacts) -> Assessment:
    loaded = Framework("imi-techsafe", "ADAS", "1", "made up", BEGAN, None, SUBJECTS)
    pack: Pack = replace(packs()["imi-techsafe"], frameworks=(loaded,))
    return assess(entry, ADAS, pack)


def worth(found: Assessment) -> list[Worth]:
    return [Worth(7, "IMI TechSafe", "imi-techsafe", found)]


def test_years_of_hours_are_called_years() -> None:
    mot = EnrolmentFacts("dvsa-mot", BEGAN, category="group A")
    found = assess(course(date(2027, 3, 29), date(2027, 4, 1)), mot, packs()["dvsa-mot"])
    assert parts_said(found) == "Split by day: 3 h in the year to 31 Mar 2027, 1 h in the next."
    assert split_at(worth(found)) == "Split by day at 1 Apr 2027."


def test_the_minutes_of_all_subjects_are_one_part_of_a_split() -> None:
    found = of_subjects(course(date(2028, 5, 30), date(2028, 6, 2)))
    assert len(found.parts) == 4
    assert parts_said(found) == "Split by day: 2 h in the cycle to 31 May 2028, 2 h in the next."
    assert split_at(worth(found)) == "Split by day at 1 Jun 2028."


def test_several_subjects_within_one_cycle_are_no_split() -> None:
    found = of_subjects(course(date(2027, 7, 1), date(2027, 7, 2)))
    assert len(found.parts) == 2
    assert (parts_said(found), split_at(worth(found))) == ("", "")


def test_what_is_kept_whole_says_so_though_it_is_of_several_subjects() -> None:
    over = replace(course(date(2028, 5, 30), date(2028, 6, 2)), split_by_day=False)
    said = "Counted whole on its last day, though it began before 1 Jun 2028."
    assert parts_said(of_subjects(over)) == said
