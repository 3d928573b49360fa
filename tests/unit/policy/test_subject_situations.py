"""A category's subjects: every row of situations.yaml about them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.scheme_facts import (
    EnrolmentFacts,
    EntryFacts,
    NamedSubject,
    SubjectTotal,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.assessed import AssessedPart
from bot.policy.schemes.cycles import window
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.standing import FrameworkStanding, standing
from tests.unit.policy.test_situations import rows

BEGAN = date(2025, 6, 1)
ENROLMENT = EnrolmentFacts("imi-techsafe", BEGAN, cycle_start=BEGAN, category="ADAS")


def pack(versions: list[Mapping[str, Any]]) -> Pack:
    frameworks = tuple(
        Framework(
            pack="imi-techsafe",
            category="ADAS",
            version=str(number),
            source="made up",
            checked_on=BEGAN,
            valid_from=version.get("since"),
            subjects=tuple(_subject(*one) for one in version["subjects"].items()),
        )
        for number, version in enumerate(versions)
    )
    return replace(load_packs()["imi-techsafe"], frameworks=frameworks)


def _subject(name: str, minimum: Any) -> Subject:
    if isinstance(minimum, Mapping):
        return Subject(name, round(minimum["credits"] * 100), "credits")
    return Subject(name, None if minimum is None else round(minimum * 60), "hours")


def entry(given: Mapping[str, Any]) -> EntryFacts:
    named = given["of"]
    minutes = named if isinstance(named, Mapping) else dict.fromkeys(named)
    return EntryFacts(
        status="logged",
        title="A course",
        start=given["day"],
        end=given["day"],
        minutes=given["minutes"],
        evaluate="" if given.get("waits") else "I check the bracket first now on every car I do",
        subjects=tuple(NamedSubject(*one) for one in minutes.items()),
    )


def total(part: AssessedPart) -> SubjectTotal:
    return SubjectTotal(part.subject, part.state, part.minutes, part.weight, 1)


@rows("subjects")
def test_subjects_are_as_worked_out_by_hand(row: Mapping[str, Any]) -> None:
    rules, expect = pack(row["framework"]), row["expect"]
    place = window(BEGAN, 3, row["today"])
    assert place is not None
    parts = [
        part
        for given in row["entries"]
        for part in assess(entry(given), ENROLMENT, rules).parts
        if part.cycle == place.cycle
    ]
    totals = Totals(subjects=tuple(total(part) for part in parts))
    found = standing(totals, ENROLMENT, row["today"], rules, WorkplaceSettings())
    if "rank" in expect:
        assert found.manager_rank == expect["rank"], row["working"]
    if "kind" in expect:
        assert (found.kind, getattr(found, "reason", "")) == (expect["kind"], expect["reason"])
        return
    assert isinstance(found, FrameworkStanding)
    short = {one.subject: one.short for one in found.subjects}
    counted = {one.subject: one.counted for one in found.subjects}
    assert short == expect["short"], row["working"]
    assert counted == expect.get("counted", counted), row["working"]
    assert found.without_minutes == expect.get("without", 0), row["working"]
    assert found.met is expect["met"], row["working"]
