"""An entry in several parts: what SQL adds up of it, and that it is one entry everywhere else."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.conversation.asking import Asked
from bot.policy.schemes.credits import credits_hundredths
from bot.policy.schemes.standing import TargetStanding
from bot.services.data_rights.export import export_csv
from bot.services.record import answers, entries
from bot.services.record.entry_changes import find
from bot.services.schemes.member_schemes import schemes_of
from bot.services.schemes.standings import standings_of
from tests.services.harness import ServiceHarness

IMI = "imi-register"
STARTS = date(2023, 11, 1)
YEAR_BORDER: dict[str, Any] = {"on": date(2025, 10, 31), "until": date(2025, 11, 1)}
CYCLE_BORDER: dict[str, Any] = {"on": date(2026, 10, 31), "until": date(2026, 11, 1)}
BRIEF: dict[str, Any] = {"evaluate": "ok"}
"""Fewer words than the scheme asks for: it waits."""


@pytest.fixture
def technician(harness: ServiceHarness) -> ServiceHarness:
    with harness.open() as ctx:
        ctx.work.enrolments.enrol(ctx.member.id, IMI, "", ctx.today)
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        ctx.work.enrolments.change(enrolment, cycle_start=STARTS, opening_declined=True)
    return harness


def _sums(harness: ServiceHarness) -> list[tuple[int | None, int | None, str, int, int]]:
    with harness.open() as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        found = ctx.work.assessments.sums([enrolment.id])[enrolment.id]
    return sorted((one.cycle, one.year, one.state, one.weight, one.entries) for one in found)


def test_each_year_has_its_part_and_the_entry_is_counted_once_in_the_cycle(
    technician: ServiceHarness,
) -> None:
    with technician.open() as ctx:
        technician.logged(ctx, minutes=121, **YEAR_BORDER)
    assert _sums(technician) == [(0, 2, "counted", 6100, 1), (0, 3, "counted", 6000, 0)]


def test_an_entry_over_two_cycles_is_one_in_each(technician: ServiceHarness) -> None:
    with technician.open() as ctx:
        technician.logged(ctx, **CYCLE_BORDER)
    assert _sums(technician) == [(0, 3, "counted", 6000, 1), (1, 1, "counted", 6000, 1)]
    with technician.open() as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        without = ctx.work.assessments.without_evidence([enrolment.id])[enrolment.id]
    assert without == {(0, None): 1, (1, None): 1}


def test_what_waits_in_two_years_of_a_cycle_is_one_entry_that_waits_and_lacks_evidence(
    technician: ServiceHarness,
) -> None:
    with technician.open() as ctx:
        technician.logged(ctx, on=date(2026, 11, 2), until=date(2026, 11, 3), **BRIEF)
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        ctx.work.enrolments.change(enrolment, cycle_start=date(2025, 11, 3))
    with technician.open() as ctx:
        found = ctx.work.entries.list(ctx.member.id, ["logged"])
        entries.set_split_by_day(ctx, found[0], split=False)
    with technician.open() as ctx:
        entries.set_split_by_day(ctx, find(ctx, found[0].id), split=True)
    assert _sums(technician) == [(0, 1, "waiting", 6000, 1), (0, 2, "waiting", 6000, 0)]
    with technician.open() as ctx:
        [one] = standings_of(ctx)
        assert one.standing.waiting_count == 1
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        without = ctx.work.assessments.without_evidence([enrolment.id])[enrolment.id]
        listed = ctx.work.entries.list(ctx.member.id, ["logged"], lacking="waiting")
    assert without == {(0, None): 1}
    assert len(listed) == 1


def test_sums_are_by_subject_and_add_up_to_those_without(technician: ServiceHarness) -> None:
    with technician.open() as ctx:
        number = technician.logged(ctx).id
        [whole] = ctx.work.assessments.of_entries([number])[number]
        subjects = [("brakes", 50, 1), ("steering", 45, 0), ("", 25, 0)]
        parts = [
            replace(
                whole,
                part=place,
                subject=name,
                minutes=minutes,
                weight=minutes * 100,
                entries=entries_here,
            )
            for place, (name, minutes, entries_here) in enumerate(subjects)
        ]
        ctx.work.assessments.write([number], parts)
    with technician.open() as ctx:
        found = ctx.work.assessments.sums([whole.enrolment_id])[whole.enrolment_id]
        [one] = standings_of(ctx)
    assert {(each.subject, each.weight, each.entries) for each in found} == {
        ("brakes", 5000, 1),
        ("steering", 4500, 0),
        ("", 2500, 0),
    }
    assert isinstance(one.standing, TargetStanding)
    assert one.standing.cycle_credits == credits_hundredths(whole.weight) == 200


def test_the_parts_explain_themselves_once(technician: ServiceHarness) -> None:
    with technician.open() as ctx:
        number = technician.logged(ctx, minutes=121, **CYCLE_BORDER).id
        first, second = ctx.work.assessments.of_entries([number])[number]
    assert (first.part, second.part) == (0, 1)
    assert first.findings
    assert second.findings == ()
    assert [first.last_day, second.last_day] == [date(2026, 10, 31), date(2026, 11, 1)]
    assert (first.minutes, second.minutes) == (61, 60)
    assert first.missing == second.missing == ()


def test_a_spreadsheet_has_one_state_and_the_credits_of_all_parts_rounded_once(
    technician: ServiceHarness,
) -> None:
    with technician.open() as ctx:
        technician.logged(ctx, minutes=2, **CYCLE_BORDER)
        member = ctx.member
        lines = b"".join(export_csv(ctx.work, member)).decode("utf-8-sig").splitlines()
    assert lines[1].endswith('"counted","0.03"')


def test_what_was_logged_in_this_cycle_is_without_the_part_before_it(
    technician: ServiceHarness,
) -> None:
    with technician.open() as ctx:
        technician.logged(ctx, minutes=240, **CYCLE_BORDER)
        found = answers.logged(ctx, Asked("logged", words="cycle"), schemes_of(ctx))
        everything = answers.logged(ctx, Asked("logged"), schemes_of(ctx))
    assert found.lines[0].values["credits"] == 200
    assert everything.lines[0].values["credits"] == 400


def test_it_is_split_or_whole_as_its_member_wants_it_by_a_revision_each(
    technician: ServiceHarness,
) -> None:
    with technician.open() as ctx:
        number = technician.logged(ctx, **CYCLE_BORDER).id
    for split in (True, False, False, True):
        with technician.open() as ctx:
            entries.set_split_by_day(ctx, find(ctx, number), split)
    told = [(kind, content["split_by_day"]) for kind, content in technician.revisions()]
    assert told == [("saved", True), ("edited", False), ("edited", True)]
    assert _sums(technician) == [(0, 3, "counted", 6000, 1), (1, 1, "counted", 6000, 1)]
