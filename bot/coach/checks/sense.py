"""The check of a sense: one of three words, as it is."""

from bot.coach.refusals import NoAnswer
from bot.coach.requests import CoachRequest, Exchange
from bot.coach.vocabulary import SENSES


def checked_sense(request: CoachRequest, exchange: Exchange, answer: str) -> str:
    """The sense. Raises NoAnswer("sense") for any other text."""
    del request, exchange
    if answer not in SENSES:
        raise NoAnswer("sense")
    return answer
