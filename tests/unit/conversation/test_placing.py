"""Which day is meant by another name for it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.parts import Context, Correction, KnownEntry
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.placing import day_meant

ENTRY = KnownEntry(1, "draft", "Can bus", 300, date(2026, 11, 21), date(2026, 11, 21))


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("sat as in 21st", date(2026, 11, 21)),
        ("saturday, as in the 14th", date(2026, 11, 14)),
        ("tuesday meaning yesterday", date(2026, 11, 24)),
        ("tuesday as in 21st", None),
        ("lock it off, as in the padlock", None),
    ],
)
def test_a_day_by_another_name(words: str, day: date | None) -> None:
    context = Context(
        now=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        tz=ZoneInfo("Europe/London"),
        about=1,
        question="evaluate",
        entries=(ENTRY,),
    )
    message = Message(words, context)
    part = day_meant(message, message.all, message.plain(message.all))
    content = part.content if part is not None else None
    assert (content.start if isinstance(content, Correction) else None) == day
