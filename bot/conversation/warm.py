"""Compiles, before the first message comes, what it would have to wait for; decides nothing."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.elements.finding import find
from bot.conversation.elements.grading import grade
from bot.conversation.parts import Context
from bot.conversation.understanding import understand

_SAMPLE: Final = (
    "2h course at Bosch yesterday, learnt to prove dead first, so I will check it twice"
)
"""A message with something for every table."""


def warm_up() -> None:
    """Reads a message as if one had come. Takes some tenths of a second, once in a process."""
    understand(_SAMPLE, Context(now=datetime(2026, 11, 21, 12, tzinfo=UTC), tz=ZoneInfo("UTC")))
    find(_SAMPLE)
    grade(_SAMPLE)
