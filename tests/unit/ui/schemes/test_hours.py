"""A scheme of hours in words: figures in hours and minutes, and never a pace or a credit."""

from dataclasses import replace
from datetime import date

from bot.policy.schemes.standing import HoursStanding
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.progress_bar import picture
from bot.ui.schemes.standing import ended_in_short, ended_line, standing_line
from bot.ui.teams.team_view import state_words
from tests.tables import for_each
from tests.unit.ui.builders import enrolment, scheme_standing

MOT = enrolment("dvsa-mot", id=11, cycle_start=None, category="group A")
NEAR, AFTER = date(2027, 3, 3), date(2027, 4, 3)


def in_year(minutes: int, today: date = date(2026, 11, 21), **changes: object) -> SchemeStanding:
    """So many minutes of a year, with other values in some of the standing's fields."""
    one = scheme_standing(of=MOT, cycle=minutes, today=today, ended_weight=180 * 60)
    assert isinstance(one.standing, HoursStanding)
    return replace(one, standing=replace(one.standing, **changes))  # type: ignore[arg-type]


@for_each(
    ("one", "line", "state"),
    [
        (in_year(90), "1 h 30 min of 3 h this year, to 31 Mar 2027.", "year under way"),
        (in_year(0), "0 min of 3 h this year, to 31 Mar 2027.", "year under way"),
        (in_year(180), "3 h of 3 h this year, to 31 Mar 2027.", "minimum met by my count"),
        (
            in_year(90, NEAR),
            "1 h 30 min of 3 h this year, to 31 Mar 2027.",
            "short, year ends in 28 days",
        ),
        (
            in_year(120, minimum=360, short=240, categories=2),
            "2 h of 6 h for both categories this year, to 31 Mar 2027.",
            "year under way",
        ),
        (
            in_year(120, minimum=540, short=420, categories=3),
            "2 h of 9 h for all categories this year, to 31 Mar 2027.",
            "year under way",
        ),
        (
            in_year(120, minimum=None, short=None),
            "2 h (how much is asked for is not known) this year, to 31 Mar 2027.",
            "not known",
        ),
        (
            in_year(60, waiting_count=1, waiting_minutes=120),
            "1 h of 3 h this year, to 31 Mar 2027. "
            "2 h more counts once an entry says what is missing.",
            "year under way",
        ),
    ],
)
def test_a_year_is_said_in_hours_and_minutes(one: SchemeStanding, line: str, state: str) -> None:
    assert standing_line(one) == line
    assert state_words(one) == state


def test_a_year_that_ended_short_says_that_what_follows_is_not_known() -> None:
    one = scheme_standing(of=MOT, cycle=0, today=AFTER, ended_weight=125 * 60)
    ended = one.standing.ended
    assert ended is not None
    whole = "Your year ended on 31 Mar 2027; I count 2 h 5 min of 3 h. What follows is not known."
    assert ended_line(one, ended) == whole
    assert ended_in_short(ended) == "Your last year ended short: 2 h 5 min of 3 h."
    assert picture(one.standing).endswith("last year")


def test_squares_are_filled_as_far_as_the_year_is() -> None:
    assert picture(in_year(90).standing).partition("  ")[2] == "year"
    assert picture(in_year(90).standing).count("▰") == 5
    assert picture(in_year(90, minimum=None, short=None).standing).count("▰") == 0
