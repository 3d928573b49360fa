"""Which job somebody tells of, and since when."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.employment import EXAMPLES, JobSaid, job_said, since_then
from tests.tables import for_each

LONDON = ZoneInfo("Europe/London")
SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@for_each(("text", "title", "since"), EXAMPLES)
def test_a_message_names_a_job_and_its_first_day(text: str, title: str, since: date | None) -> None:
    assert job_said(text, SATURDAY, LONDON) == JobSaid(title, since)


@given(st.text(max_size=200))
def test_a_title_is_short_and_in_the_members_own_words(text: str) -> None:
    title = job_said(text, SATURDAY, LONDON).title
    assert len(title.split()) <= 5
    assert "\n" not in title


@given(st.dates())
def test_without_a_day_it_is_the_first_of_the_month(today: date) -> None:
    assert since_then(today) == today.replace(day=1)
