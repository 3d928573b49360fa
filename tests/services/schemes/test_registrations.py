"""What was told of registrations, as it is kept: beside the answers, beside each other."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.services.admin import registrations as by_administrators
from bot.services.context.member_context import MemberContext
from bot.services.members import settings
from bot.services.record import entries
from bot.services.schemes import cycle_outcomes, registrations
from bot.services.schemes.registrations import Told
from bot.services.schemes.standings import standings_of
from storage.row_types import EnrolmentRecord
from tests.properties import examples
from tests.services.harness import SATURDAY, TODAY, ServiceHarness

IMI, TECHSAFE = "imi-register", "imi-techsafe"
START = "2022-06-01"
"""The first day of a cycle that is over."""

answers = st.sampled_from(["nothing", "registered", "extended", "removed", "", "undo"])


def enrolled(ctx: MemberContext) -> EnrolmentRecord:
    settings.enrol(ctx, IMI)
    settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
    return ctx.work.enrolments.of(ctx.member.id)[0]


def standing_events(ctx: MemberContext) -> list[dict[str, str]]:
    return [dict(one) for one in ctx.work.enrolments.of(ctx.member.id)[0].registration]


@hypothesis_settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(answers, max_size=6))
def test_the_last_event_of_a_cycle_is_always_the_answer_that_stands(
    harness: ServiceHarness, said: Sequence[str]
) -> None:
    with harness.open(f"U{len(said)}{abs(hash(tuple(said))) % 10**12}") as ctx:
        enrolment = enrolled(ctx)
    for one in said:
        harness.now += timedelta(minutes=1)
        with harness.open(ctx.member.slack_id) as ctx:
            if one == "undo":
                cycle_outcomes.take_back(ctx)
            else:
                cycle_outcomes.answer(ctx, enrolment.id, START, one)
            kept = ctx.work.enrolments.of(ctx.member.id)[0].outcomes.get(START, {})
            answer = kept.get("answer")
            last = standing_events(ctx)[-1:]
            if answer in (None, "nothing"):
                assert last == []
            else:
                assert [told["state"] for told in last] == [answer]
                assert last[0]["recorded_at"] == kept["answered_at"]


def findings(ctx: MemberContext, entry_id: int) -> list[str]:
    rows = ctx.work.assessments.of_entries([entry_id])[entry_id]
    return [str(one["sentence"]) for row in rows for one in row.findings]


def test_what_rests_on_a_register_is_assessed_anew_when_an_administrator_tells_of_it(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        enrolment = enrolled(ctx)
        settings.enrol(ctx, TECHSAFE)
        entry = harness.logged(ctx)
        assert "You are in IMI register too." in findings(ctx, entry.id)
    told = Told("removed", TODAY - timedelta(days=5))
    with harness.open("UADMIN") as admin:
        by_administrators.tell(admin, "UANA", enrolment.id, told)
    harness.reassess()
    with harness.open() as ctx:
        said = findings(ctx, entry.id)
    assert "IMI TechSafe also needs IMI register, from which you were removed." in said


def test_what_the_member_tells_is_assessed_at_once(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        enrolment = enrolled(ctx)
        settings.enrol(ctx, TECHSAFE)
        entry = harness.logged(ctx)
        registrations.tell(ctx, enrolment.id, Told("removed", TODAY - timedelta(days=5)))
        removed = "IMI TechSafe also needs IMI register, from which you were removed."
        assert removed in findings(ctx, entry.id)
        registrations.take_back(ctx)
        assert removed not in findings(ctx, entry.id)


@pytest.mark.parametrize("shown", [standings_of, settings.settings_view])
def test_nothing_more_is_read_for_who_has_told_of_theirs(
    harness: ServiceHarness, shown: Any
) -> None:
    with harness.open() as ctx:
        enrolment = enrolled(ctx)
    with harness.counting() as before, harness.open() as ctx:
        shown(ctx)
    with harness.open() as ctx:
        registrations.tell(ctx, enrolment.id, Told("removed", TODAY - timedelta(days=5)))
    with harness.counting() as after, harness.open() as ctx:
        shown(ctx)
    assert len(after) == len(before) > 0


def test_an_erased_record_holds_none_of_it(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        enrolment = enrolled(ctx)
        registrations.tell(ctx, enrolment.id, Told("removed", TODAY - timedelta(days=5)))
        assert len(ctx.work.registrations.all_of(ctx.member.id)) == 1
        ctx.work.member_data.reset_settings(ctx.member.id)
    with harness.open() as ctx:
        assert ctx.work.registrations.all_of(ctx.member.id) == ()


def kinds_due(harness: ServiceHarness) -> set[str]:
    return {one.kind for one in harness.due(harness.now)}


def test_what_waits_only_where_somebody_was_removed_is_not_nudged_about(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        enrolment = enrolled(ctx)
        settings.enrol(ctx, "cmi")
        settings.set_opening(ctx, IMI, cycle=9000, year=3000)
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        ctx.change_member(onboarding="done")
        harness.now += timedelta(minutes=1)
        harness.logged(ctx, evaluate=None, on=TODAY)
    harness.now = SATURDAY + timedelta(days=2, hours=5)
    with harness.open() as ctx:
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"], limit=5)
        entries.say_whether_in_opening(ctx, entry, IMI, already=False)
    harness.now += timedelta(days=2)
    assert kinds_due(harness) == {"waiting_entry"}
    with harness.open() as ctx:
        registrations.tell(ctx, enrolment.id, Told("removed", TODAY))
    harness.now += timedelta(days=5)
    assert "waiting_entry" not in kinds_due(harness)
    with harness.open() as ctx:
        registrations.take_back(ctx)
    harness.now += timedelta(days=2)
    assert "waiting_entry" in kinds_due(harness)
