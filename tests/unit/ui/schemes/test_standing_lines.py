"""A standing in one line: every variant that the conversation's reference gives, and its edges."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.policy.schemes.standing import (
    EndedCycle,
    ProvisionalStanding,
    RhythmStanding,
    TargetStanding,
)
from bot.services.schemes.standings import SchemeStanding
from bot.ui.schemes.standing import assumption_line, brought_in_line, standing_line
from tests.unit.ui.builders import TODAY, enrolment, scheme_standing

END = date(2028, 5, 31)
ENDED = EndedCycle(
    start=date(2024, 1, 4),
    last_day=date(2027, 1, 3),
    credits=7900,
    minimum=9000,
    consequence="off the register, downgraded to Affiliate",
)
ON_PACE = "16 of 30 this year, 46 of 90 in your cycle, on pace."


def against_target(**changes: Any) -> SchemeStanding:
    made = TargetStanding(
        pack="imi-register",
        today=TODAY,
        cycle=0,
        cycle_start=date(2025, 6, 1),
        cycle_end=date(2028, 6, 1),
        last_day=END,
        cycle_days_left=(END - TODAY).days,
        year=2,
        year_start=date(2026, 6, 1),
        year_end=date(2027, 6, 1),
        year_days_left=(date(2027, 5, 31) - TODAY).days,
        year_credits=1600,
        cycle_credits=4600,
        recommended=3000,
        minimum=9000,
        short=4400,
        below_recommendation=1400,
        account=True,
        pace="on pace",
        at_risk=False,
        minimum_met=False,
        waiting_credits=0,
    )
    return SchemeStanding(enrolment(), "IMI register", replace(made, **changes))


def rhythm(**changes: Any) -> SchemeStanding:
    made = RhythmStanding(
        pack="cmi",
        today=TODAY,
        entries_12_months=5,
        last_entry=date(2026, 11, 20),
        without_evaluation=2,
    )
    return SchemeStanding(enrolment("cmi"), "CMI", replace(made, **changes))


def provisional(**changes: Any) -> SchemeStanding:
    made = ProvisionalStanding(
        pack="imi-register",
        today=TODAY,
        year=2026,
        year_start=date(2026, 1, 1),
        year_end=date(2027, 1, 1),
        year_credits=800,
        minimum=9000,
    )
    return SchemeStanding(enrolment(cycle_start=None), "IMI register", replace(made, **changes))


LINES = {
    "on pace": (against_target(), ON_PACE),
    "early days": (
        against_target(pace="early"),
        "16 of 30 this year, 46 of 90 in your cycle, early days.",
    ),
    "neither behind nor on pace": (
        against_target(pace="between"),
        "16 of 30 this year, 46 of 90 in your cycle.",
    ),
    "behind this year": (
        against_target(year_credits=800, behind_in="this year", year_gap_about=6),
        "8 of 30 this year, about 6 behind its pace; 46 of 90 in your cycle.",
    ),
    "at risk": (
        against_target(behind_in="this year", year_gap_about=6, at_risk=True, forecast_about=67),
        "16 of 30 this year, about 6 behind its pace; 46 of 90 in your cycle. "
        "At this rate about 67 of 90 by 31 May 2028.",
    ),
    "at risk, with nothing yet": (
        against_target(
            behind_in="this year",
            year_credits=0,
            cycle_credits=0,
            year_gap_about=10,
            at_risk=True,
        ),
        "0 of 30 this year, about 10 behind its pace; 0 of 90 in your cycle.",
    ),
    "behind from earlier years": (
        against_target(behind_in="earlier years", cycle_gap_about=10),
        "16 of 30 this year; 46 of 90 in your cycle, about 10 behind its pace.",
    ),
    "minimum met": (
        against_target(minimum_met=True, cycle_credits=9200, year_credits=1200, short=0),
        "92 of 90 by my count, to 31 May 2028; IMI goes by your IMI account. 12 of 30 this year.",
    ),
    "minimum met, where no account is kept": (
        against_target(
            minimum_met=True, cycle_credits=9200, year_credits=1200, short=0, account=False
        ),
        "92 of 90 by my count, to 31 May 2028. 12 of 30 this year.",
    ),
    "opening balance declined": (
        against_target(declined=True, pace="not known", minimum_met=None),
        "Logged here: 16 this year, 46 in the cycle.",
    ),
    "not sure of the year": (
        against_target(year_credits=None),
        "This year’s credits are not known, 46 of 90 in your cycle, on pace.",
    ),
    "no recommendation known": (
        against_target(recommended=None, pace="not known"),
        "16 this year (how many are recommended is not known), 46 of 90 in your cycle.",
    ),
    "no minimum known": (
        against_target(minimum=None, minimum_met=None),
        "16 of 30 this year, 46 (the minimum is not known) in your cycle, on pace.",
    ),
    "ended short": (
        against_target(ended=ENDED),
        "Your cycle ended on 3 Jan 2027; I count 79 of 90, but IMI goes by your account there. "
        "Under 90 its policy is: off the register, downgraded to Affiliate.",
    ),
    "ended short, opening balance declined": (
        against_target(ended=replace(ENDED, declined=True), declined=True),
        "Your cycle ended on 3 Jan 2027; logged here are 79 of 90, but IMI goes by your account "
        "there. Under 90 its policy is: off the register, downgraded to Affiliate.",
    ),
    "ended short, as the account shows": (
        against_target(ended=replace(ENDED, showed_on=TODAY)),
        "Your cycle ended on 3 Jan 2027; your account shows 79 of 90. "
        "Under 90 its policy is: off the register, downgraded to Affiliate.",
    ),
    "ended short, and answered": (
        against_target(ended=replace(ENDED, answer="nothing")),
        ON_PACE,
    ),
    "hundredths": (
        against_target(year_credits=1650, cycle_credits=159_520, short=50),
        "16.5 of 30 this year, 1,595.2 of 90 in your cycle, on pace.",
    ),
    "credits wait": (
        against_target(waiting_credits=200, waiting_count=1),
        f"{ON_PACE} 2 credits more count once an entry has its sentence.",
    ),
    "one credit waits": (
        against_target(waiting_credits=100, waiting_count=2),
        f"{ON_PACE} 1 credit more counts once entries have their sentence.",
    ),
    "an entry without a duration waits": (
        against_target(waiting_count=1),
        f"{ON_PACE} 1 entry waits for what is missing.",
    ),
    "start unknown": (
        provisional(),
        "8 credits in 2026. Tell me when your cycle began and I can say where you stand.",
    ),
    "start unknown, one credit": (
        provisional(year_credits=100),
        "1 credit in 2026. Tell me when your cycle began and I can say where you stand.",
    ),
    "length of the cycle unknown": (
        provisional(reason="cycle length not known"),
        "8 credits in 2026. How long a cycle runs is not known.",
    ),
    "CMI": (
        rhythm(),
        "5 entries in 12 months, the last on 20 Nov; 2 do not say yet what changed. "
        "CMI asks for no points, hours or number.",
    ),
    "CMI, all evaluated": (
        rhythm(without_evaluation=0),
        "5 entries in 12 months, the last on 20 Nov. CMI asks for no points, hours or number.",
    ),
    "CMI, one entry last year": (
        rhythm(entries_12_months=1, without_evaluation=1, last_entry=date(2025, 12, 3)),
        "1 entry in 12 months, on 3 Dec 2025; it does not say yet what changed. "
        "CMI asks for no points, hours or number.",
    ),
    "CMI, nothing": (
        rhythm(entries_12_months=0, last_entry=None, without_evaluation=0),
        "No entries in 12 months yet. CMI asks for no points, hours or number.",
    ),
}


@pytest.mark.parametrize(("one", "line"), LINES.values(), ids=LINES)
def test_standing_in_one_line(one: SchemeStanding, line: str) -> None:
    assert standing_line(one) == line


def test_of_a_declined_balance_an_ended_cycle_is_said_as_what_is_logged_here() -> None:
    line = standing_line(against_target(ended=replace(ENDED, declined=True)), forecast=False)
    assert line == "Your last cycle ended; logged here are 79 of 90."


def test_just_after_saving_an_ended_cycle_is_said_in_short() -> None:
    line = standing_line(against_target(ended=ENDED), forecast=False)
    assert line == "Your last cycle ended short: 79 of 90."


def test_the_flagship_member_worked_out_by_policy_reads_as_promised() -> None:
    one = scheme_standing(cycle=3300, year=800)
    assert standing_line(one).startswith(
        "8 of 30 this year, about 6 behind its pace; 33 of 90 in your cycle."
    )


def test_what_the_figures_rest_on_is_marked_as_assumed() -> None:
    one = scheme_standing()
    assert assumption_line([one]) == (
        "The figures rest on credits by the hour (assumed) and years that run from the cycle’s "
        "start (assumed)."
    )
    assert assumption_line([rhythm()]) == ""


def test_the_calendar_year_rests_on_no_cycle_start() -> None:
    one = scheme_standing(of=enrolment(cycle_start=None))
    assert "cycle’s start" not in assumption_line([one])


def test_what_was_brought_in_is_labelled() -> None:
    of = enrolment(opening_on=date(2026, 11, 3), opening_cycle=2500, opening_year=600)
    assert brought_in_line(scheme_standing(of=of)) == (
        "25 credits of 3 Nov 2026 were brought in, not checked by me."
    )


def test_what_was_brought_in_to_a_cycle_that_is_over_is_not_todays() -> None:
    of = enrolment(opening_on=date(2024, 11, 18), opening_cycle=3600, opening_year=600)
    assert brought_in_line(scheme_standing(of=of)) == ""


def test_what_waits_beside_a_balance_may_be_in_it() -> None:
    of = enrolment(opening_on=date(2026, 11, 3), opening_cycle=2500, opening_year=600)
    one = against_target(waiting_credits=3250, waiting_count=15)
    assert standing_line(replace(one, enrolment=of)) == (
        f"{ON_PACE} 32.5 credits more wait: for their sentence, or whether you brought them in."
    )


def test_a_cycle_that_is_still_to_begin_says_when() -> None:
    of = enrolment(cycle_start=date(2027, 6, 1))
    assert standing_line(scheme_standing(of=of)) == (
        "Not known yet: the cycle begins on 1 Jun 2027."
    )


def test_a_framework_that_is_not_loaded_is_not_known() -> None:
    line = standing_line(scheme_standing("imi-techsafe"))
    assert line == "Not known yet: the subjects that it asks for are not loaded here."
