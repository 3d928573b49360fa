"""A request's body, read: each statement that can be taken, and a sentence for each that cannot.

Answers for any bytes. No sentence holds a word of what was sent.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from bot.handlers.drafts.models import STATEMENTS_MOST, Draft
from bot.handlers.drafts.xapi import XapiStatement, is_xapi
from bot.handlers.payloads import clean
from bot.services.sources.statements import Statement

_NAMES: Final = frozenset(
    {
        *Draft.model_fields,
        *XapiStatement.model_fields,
        *("objectType", "mbox", "account", "homePage", "definition", "moreInfo", "completion"),
        *("duration", "platform"),
    }
)
"""Names of fields that a sentence may hold: others are whatever was sent."""


class Unreadable(Exception):  # noqa: N818 - a sentence for whoever sent it
    """The body holds no statements; the text says what it should hold."""


@dataclass(frozen=True, slots=True)
class Read:
    """Each with its place in the body, from 0."""

    statements: Sequence[tuple[int, Statement]]
    refused: Mapping[int, str]


def read_body(body: bytes, now: datetime) -> Read:
    """One statement, or a list of them; plain ones and xAPI's may stand side by side.

    `now` is real time, aware. Raises Unreadable.
    """
    try:
        value = clean(json.loads(body.decode("utf-8")))
    except (ValueError, RecursionError):
        raise Unreadable("The body is no JSON in UTF-8.") from None
    given = value if isinstance(value, list) else [value]
    if not given or not all(isinstance(one, dict) for one in given):
        raise Unreadable("Send one object, or a list of objects.")
    if len(given) > STATEMENTS_MOST:
        raise Unreadable(f"Send at most {STATEMENTS_MOST} statements in one request.")
    statements: list[tuple[int, Statement]] = []
    refused: dict[int, str] = {}
    for index, one in enumerate(given):
        found = _read_one(one, now)
        if isinstance(found, str):
            refused[index] = found
        else:
            statements.append((index, found))
    return Read(statements, refused)


def _read_one(given: Mapping[str, Any], now: datetime) -> Statement | str:
    """The statement, or what is wrong with it."""
    try:
        if is_xapi(given):
            return XapiStatement.model_validate(given).statement(now)
        return Draft.model_validate(given).statement(now.date())
    except ValidationError as error:
        return _said(error)
    except (ValueError, OverflowError) as error:
        return _sentence(str(error))


def _said(error: ValidationError) -> str:
    """The first few things that are wrong, each with its field."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    parts = []
    for one in wrong[:_SAID_MOST]:
        where = ".".join(_name(part) for part in one["loc"] if isinstance(part, str | int))
        what = _WHAT.get(one["type"]) or one["msg"].removeprefix("Value error, ")
        parts.append(f"`{where}`: {what}" if where else what)
    return _sentence("; ".join(parts))


_SAID_MOST: Final = 3

_WHAT: Final[Mapping[str, str]] = {
    "missing": "is missing",
    "extra_forbidden": "is no field that I know",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number",
    "timezone_aware": "needs a time zone, such as a Z at its end",
}
"""By pydantic's types of errors."""


def _name(part: str | int) -> str:
    return str(part) if isinstance(part, int) or part in _NAMES else "…"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


MODELS: Final[Sequence[type[BaseModel]]] = (Draft, XapiStatement)
"""What one statement may look like."""
