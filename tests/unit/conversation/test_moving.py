"""Plans that are moved, in any words; and what only sounds like it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.parts import Context, Correction, KnownEntry, Part
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.moving import EXAMPLES, moved

PLAN = KnownEntry(
    1, "planned", "Classic car carb workshop", 240, date(2026, 11, 28), date(2026, 11, 28)
)
DRAFT = KnownEntry(1, "draft", "Brake course", 120, date(2026, 11, 24), date(2026, 11, 24))


def read(words: str, entry: KnownEntry = PLAN) -> Part | None:
    context = Context(
        now=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        tz=ZoneInfo("Europe/London"),
        question="reflect",
        about=1,
        entries=(entry,),
        last=1,
    )
    message = Message(words, context)
    return moved(message, message.all, message.plain(message.all))


def moved_to(part: Part | None) -> str | None:
    """The day, "" for none, "?" for one that is left open; None where nothing is moved."""
    if part is None:
        return None
    if not isinstance(part.content, Correction):
        return ""
    return "?" if part.content.start is None else part.content.start.isoformat()


@pytest.mark.parametrize(("words", "day"), EXAMPLES)
def test_what_becomes_of_a_plan(words: str, day: str | None) -> None:
    assert moved_to(read(words)) == day


@pytest.mark.parametrize(("words", "_"), EXAMPLES)
def test_of_a_draft_nothing_is_moved_so(words: str, _: str | None) -> None:
    assert read(words, DRAFT) is None


def test_a_plan_of_several_days_takes_as_many_from_another_day() -> None:
    plan = KnownEntry(1, "planned", "Level 3", 960, date(2026, 11, 28), date(2026, 11, 29))
    part = read("put back a week", plan)
    assert part is not None
    assert isinstance(part.content, Correction)
    assert (part.content.start, part.content.end) == (date(2026, 12, 5), date(2026, 12, 6))


JANUARY = KnownEntry(1, "planned", "ADAS", 960, date(2027, 1, 14), date(2027, 1, 16))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("its moved to the 21st", "2027-01-21"),
        ("moved to 28th", "2027-01-28"),
        ("moved to thursday the 21st", "2027-01-21"),
        ("put back to the 4th", "2027-02-04"),
        ("brought forward to the 20th", "2026-12-20"),
        ("moved to friday", "2027-01-15"),
        ("moved to the 31st", "2027-01-31"),
        ("moved to 5 february", "2027-02-05"),
    ],
)
def test_a_day_without_its_month_is_by_the_day_that_was_planned(words: str, day: str) -> None:
    assert moved_to(read(words, JANUARY)) == day
