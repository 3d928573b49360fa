"""Reads the answer out of what a model sent, and checks it; no hostile text leaves here."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from bot.coach.checks.missing import checked_missing
from bot.coach.checks.question import checked_question
from bot.coach.checks.sense import checked_sense
from bot.coach.checks.title import checked_title
from bot.coach.checks.wording import checked_wording
from bot.coach.refusals import REASONS, NoAnswer
from bot.coach.requests import CoachRequest, Exchange
from bot.coach.screening import placeholders
from bot.coach.vocabulary import COACH_KINDS, CoachKind, Sense

__all__ = ["REASONS", "NoAnswer", "checked", "read"]

CONTENT_LIMIT: Final = 64_000
_MOST_STARTS: Final = 50
_SAID: Final = ("[person ", "[customer ", "[words ")
"""Placeholders that a question may hold: nobody is asked about by telephone number."""

LONGEST: Final = 600
"""Characters of an answer that are looked at, and twice those of a text that is tidied."""

_STRICT: Final = ConfigDict(extra="forbid", strict=True)


def _model(kind: CoachKind) -> type[BaseModel]:
    field: dict[str, Any] = {kind: (Sense if kind == "sense" else str, ...)}
    return create_model(f"Answer_{kind}", __config__=_STRICT, **field)


_MODELS: Final[Mapping[CoachKind, type[BaseModel]]] = {kind: _model(kind) for kind in COACH_KINDS}


def read(exchange: Exchange, content: str) -> str:
    """The answer in a model's content: one JSON object, alone, fenced or among prose.

    Several objects that say different things are no answer. Raises NoAnswer("shape").
    """
    answers = set()
    for found in _objects(content[:CONTENT_LIMIT]):
        try:
            made = _MODELS[exchange.kind].model_validate(found)
        except ValidationError:
            continue
        answers.add(getattr(made, exchange.kind))
    if len(answers) != 1:
        raise NoAnswer("shape")
    return str(answers.pop())


def checked(request: CoachRequest, exchange: Exchange, answer: str) -> str:
    """The answer as it may be shown: identifiers put back, spaces normalised, plain text.

    Raises NoAnswer with the code of what is wrong with it.
    """
    if not answer.strip():
        raise NoAnswer("empty")
    if len(answer) > 2 * len(request.text if request.kind == "wording" else "") + LONGEST:
        raise NoAnswer("length")
    if exchange.screen.unknown(answer):
        raise NoAnswer("placeholder")
    if request.kind in ("question", "missing") and any(
        not one.startswith(_SAID) for one in placeholders(answer)
    ):
        raise NoAnswer("identifier")
    return _CHECKS[request.kind](request, exchange, answer)


_CHECKS: Final[Mapping[CoachKind, Callable[[CoachRequest, Exchange, str], str]]] = {
    "question": checked_question,
    "title": checked_title,
    "sense": checked_sense,
    "missing": checked_missing,
    "wording": checked_wording,
}


def _objects(content: str) -> Iterator[dict[str, Any]]:
    """The outermost JSON objects in a content, in its order."""
    decoder = json.JSONDecoder(object_pairs_hook=_without_doubles)
    at = content.find("{")
    for _ in range(_MOST_STARTS):
        if at < 0:
            return
        try:
            found, end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            yield found
        at = content.find("{", end)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made
