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
