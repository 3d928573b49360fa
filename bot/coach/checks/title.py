"""The check of a title: a span of the member's own message, which names nobody."""

import re
from typing import Final

from bot.coach.checks.plain import plain
from bot.coach.refusals import NoAnswer
from bot.coach.requests import CoachRequest, Exchange
from bot.coach.screening import placeholders
from bot.conversation.identifiers import identifiers
from bot.policy.schemes.word_count import has_words

MOST: Final = 80


def checked_title(request: CoachRequest, exchange: Exchange, answer: str) -> str:
    """The span as the member spelt it, with single spaces. Raises NoAnswer."""
    if placeholders(answer) or any(
        _holds(answer, original) for original in exchange.screen.originals.values()
    ):
        raise NoAnswer("identifier")
    text = plain(answer, request.text)
    if not has_words(text):
        raise NoAnswer("empty")
    wanted = r"\s+".join(map(re.escape, text.split()))
    found = re.search(rf"(?<!\w){wanted}(?!\w)", request.text, re.IGNORECASE)
    if found is None:
        raise NoAnswer("span")
    title = " ".join(found[0].split())
    if len(title) > MOST:
        raise NoAnswer("length")
    if identifiers(title, region=exchange.screen.region, people=exchange.screen.people):
        raise NoAnswer("identifier")
    return plain(title, request.text)


def _holds(answer: str, original: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(original)}(?!\w)", answer) is not None
