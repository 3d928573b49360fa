"""Pausing and snoozing: for how long, what is refused, and what stays as it was."""

from datetime import date, timedelta

import pytest

from bot.policy.schemes.cycles import add_years
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.nudges import pausing
from storage.tables import Nudge
from tests.services.harness import SATURDAY, TEAM, TODAY, ServiceHarness


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2 weeks", date(2026, 12, 5)),
        ("for a week", date(2026, 11, 28)),
        ("10 days", date(2026, 12, 1)),
        ("Two  Months", date(2027, 1, 21)),
        ("1 year", date(2027, 11, 21)),
        ("until 3 Jan", date(2027, 1, 3)),
        ("till tomorrow", date(2026, 11, 22)),
        ("until 3 January 2027", date(2027, 1, 3)),
    ],
)
def test_a_pause_ends_when_the_text_says(harness: ServiceHarness, text: str, until: date) -> None:
    with harness.open() as ctx:
        assert pausing.pause(ctx, text) == until
        assert ctx.member.paused_until == until


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "pause_how_long"),
        ("a while", "pause_how_long"),
        ("0 days", "pause_how_long"),
        ("some weeks", "pause_how_long"),
        ("until the cows come home", "pause_until_when"),
        ("until 31 November", "pause_until_when"),
        ("until 20 November 2026", "pause_has_passed"),
        ("2 years", "pause_too_long"),
        ("999 months", "pause_too_long"),
    ],
)
def test_a_pause_that_cannot_be_read_is_asked_about(
    harness: ServiceHarness, text: str, sentence: str
) -> None:
    with harness.open() as ctx:
        with pytest.raises(Refused, match=sentence):
            pausing.pause(ctx, text)
        assert ctx.member.paused_until is None


def test_resuming_is_harmless_without_a_pause(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        pausing.resume(ctx)
        pausing.pause(ctx, "2 weeks")
        pausing.resume(ctx)
        assert ctx.member.paused_until is None


def _nudge(harness: ServiceHarness, ctx: MemberContext) -> int:
    with harness.database.transaction() as session:
        nudge = Nudge(
            workspace_id=TEAM, member_id=ctx.member.id, kind="behind", period="1@x", at=SATURDAY
        )
        session.add(nudge)
        session.commit()
        return nudge.id


def test_a_snooze_delays_once_and_leaves_the_cadence(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        pass
    nudge_id = _nudge(harness, ctx)
    with harness.open() as ctx:
        assert pausing.snooze(ctx, nudge_id, "week") == TODAY + timedelta(days=7)
        assert pausing.snooze(ctx, nudge_id, "month") == date(2026, 12, 21)
        nudge = ctx.work.nudges.get(nudge_id)
        assert nudge is not None
        assert nudge.snoozed
        assert ctx.member.snoozed_until == date(2026, 12, 21)
        assert ctx.member.cadence == "light"
    harness.now += timedelta(days=30)
    with harness.open() as ctx, pytest.raises(Refused, match="already_snoozed"):
        pausing.snooze(ctx, nudge_id, "week")


@pytest.mark.parametrize(
    ("ends_in", "until"),
    [(400, 30), (100, 10), (25, 11), (10, 3), (5, 3), (1, 2)],
    ids=["far", "at 90 days", "at 14 days", "at 7 days", "at 2 days", "at its end"],
)
def test_a_snooze_ends_in_time_for_the_next_message_about_the_cycle_s_end(
    harness: ServiceHarness, ends_in: int, until: int
) -> None:
    with harness.open() as ctx:
        enrolment = ctx.work.enrolments.enrol(ctx.member.id, "imi-register", "", date(2025, 1, 1))
        start = add_years(TODAY + timedelta(days=ends_in + 1), -3)
        nothing = {"opening_on": start, "opening_cycle": 0, "opening_year": 0}
        ctx.work.enrolments.change(enrolment, cycle_start=start, **nothing)
    nudge_id = _nudge(harness, ctx)
    with harness.open() as ctx:
        assert pausing.snooze(ctx, nudge_id, "month") == TODAY + timedelta(days=until)


def test_nobody_snoozes_anothers_nudge(harness: ServiceHarness) -> None:
    with harness.open("UANA") as ctx:
        pass
    nudge_id = _nudge(harness, ctx)
    with harness.open("UBEN") as ctx, pytest.raises(Refused, match="not_your_nudge"):
        pausing.snooze(ctx, nudge_id, "week")
