"""Asks a check as the services do."""

from typing import Any

from bot.coach.answers import NoAnswer, checked
from bot.coach.requests import CoachRequest, exchange
from bot.coach.vocabulary import CoachKind


def outcome(request: CoachRequest, answer: str) -> str:
    """The text that is taken, or the code of the refusal in brackets: "<number>"."""
    try:
        return checked(request, exchange(request, people=(), region="GB"), answer)
    except NoAnswer as error:
        return f"<{error.reason}>"


def request_of(kind: CoachKind, given: dict[str, Any]) -> CoachRequest:
    """A request from the fields of a prompt's example."""
    fields: dict[str, Any] = {
        name: tuple(one) if isinstance(one, list) else one for name, one in given.items()
    }
    return CoachRequest(kind=kind, **fields)
