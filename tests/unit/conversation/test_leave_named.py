"""What a message tells of a leave, and what only looks like it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.leave_named import LeaveNamed, leave_named

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "I'm on parental leave from 1 Jan to 30 Jun",
            LeaveNamed("parental", date(2027, 1, 1), date(2027, 6, 30)),
        ),
        (
            "I'll be on maternity leave from 1 February 2027 until 31 October 2027",
            LeaveNamed("parental", date(2027, 2, 1), date(2027, 10, 31)),
        ),
        (
            "I've been on sick leave since 3 March",
            LeaveNamed("sick", date(2026, 3, 3), None),
        ),
        (
            "I'm signed off until 14 December",
            LeaveNamed("sick", date(2026, 11, 21), date(2026, 12, 14)),
        ),
        (
            "career break from 1 September 2026",
            LeaveNamed("career break", date(2026, 9, 1), None),
        ),
        (
            "off on maternity 1/9/26 to 31/1/27",
            LeaveNamed("parental", date(2026, 9, 1), date(2027, 1, 31)),
        ),
        (
            "maternity leave from 1 July 2026 to 1 January 2026",
            LeaveNamed("parental", date(2026, 7, 1), date(2026, 1, 1)),
        ),
        ("i'm on leave since 5 oct", LeaveNamed("other", date(2026, 10, 5), None)),
        (
            "I'm on leave from 1 Jan to 31 March",
            LeaveNamed("other", date(2027, 1, 1), date(2027, 3, 31)),
        ),
    ],
)
def test_a_leave_is_read_with_its_days(text: str, told: LeaveNamed) -> None:
    assert leave_named(text, NOW) == told


@pytest.mark.parametrize(
    "text",
    [
        "I'm on leave until Monday",
        "I'm on holiday from 1 Jan to 8 Jan",
        "I'm on leave from 1 Jan to 8 Jan",
        "I'm on leave since Monday",
        "I'm on leave from 4 January",
        "1h maternity webinar yesterday",
        "I'm on parental leave",
        "am I on parental leave from 1 Jan to 30 Jun?",
        "my manager is on parental leave from 1 Jan to 30 Jun",
        "I'm on parental leave from 1 Jan to 30 Jun so I read the handbook",
        "2h webinar on parental leave on 3 March",
        "signed off the brake job on 3 March",
        "I've been off sick since Monday",
        "I'm on parental leave from 31 February",
        "",
    ],
)
def test_what_is_anything_else_tells_of_none(text: str) -> None:
    assert leave_named(text, NOW) is None


@given(st.text(max_size=300))
def test_it_answers_for_any_text(text: str) -> None:
    leave_named(text, NOW)
