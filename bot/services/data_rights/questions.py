"""Answers about the member's own data: how it is exported, and how it is erased."""

from typing import Final

from bot.services.dispatch.questions import Answer, always

ANSWERS: Final = (
    Answer("export", always("export")),
    Answer("tampering", always("tampering")),
    Answer("erase", always("erase")),
)
