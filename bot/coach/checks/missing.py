"""The check of the sentence that says what somebody who was not there would still miss."""

import re
from typing import Final

from bot.coach.checks.facts import only_theirs
from bot.coach.checks.plain import plain
from bot.coach.checks.question import (
    ASKING,
    not_of_people,
    one_sentence,
    shares_a_word,
)
from bot.coach.checks.speech import proper
from bot.coach.checks.words import words
from bot.coach.refusals import NoAnswer
from bot.coach.requests import CoachRequest, Exchange
from bot.conversation.text import folded

_MISSING: Final = re.compile(
    r"\b(?:not|n't|miss|missing|unclear|unsaid|wonder|ask|left (?:out|open)|nothing|no word|need to"
    r" know)\b"
)
_WHAT: Final = re.compile(r"\b(?:what|which|how|why|where|when|who|whom|whose|whether|if|about)\b")


def checked_missing(request: CoachRequest, exchange: Exchange, answer: str) -> str:
    """The sentence as it is shown. Raises NoAnswer; "form" where it says of nothing that it is
    missing.
    """
    written = request.written
    not_of_people(answer)
    text = plain(exchange.screen.restored(answer), written)
    one_sentence(text if text[-1:] in (".", "?") else f"{text}.", ends=".?")
    proper(text)
    only_theirs(text, written, exchange.screen)
    small = folded(text)
    says = _MISSING.search(small.replace("n't", " n't")) and _WHAT.search(small)
    asks = text.endswith("?") and words(small)[0].split("'")[0] in ASKING | {"when"}
    if not asks and (text.endswith("?") or not says):
        raise NoAnswer("form")
    shares_a_word(text, written)
    return text
