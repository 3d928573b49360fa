"""The OpenAPI description (3.1), made of the very models that requests are checked by."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from bot.handlers.drafts.models import STATEMENTS_MOST, Answer, Problem
from bot.handlers.drafts.reading import MODELS

_REF: Final = "#/components/schemas/{model}"
_PROBLEMS: Final[Mapping[int, str]] = {
    400: "A header is missing, or the body holds no statements.",
    401: "The key, the signature or the time is wrong.",
    409: (
        "The idempotency key came with another body, or this very request was taken before under "
        "another idempotency key."
    ),
    413: "The body is too large.",
    415: "The body is packed (Content-Encoding); it is signed, and sent, as it is.",
    422: "Not one of the statements can be taken; `refused` says why.",
    429: "Too many requests, or too much waits already; `Retry-After` says when to come again.",
    503: "It cannot be kept just now; send it again, with the same idempotency key.",
}


@cache
def description() -> Mapping[str, Any]:
    """The whole of it."""
    _, schemas = models_json_schema(
        [
            *((model, "validation") for model in MODELS),
            (Answer, "serialization"),
            (Problem, "serialization"),
        ],
        ref_template=_REF,
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cpdbot: drafts from other systems",
            "version": _version(),
            "description": (
                "What somebody has done becomes a draft of theirs. It counts for nothing until "
                "they have said in their own words why they did it."
            ),
        },
        "paths": {"/api/drafts": {"post": _operation()}},
        "components": {"schemas": schemas["$defs"]},
    }


def _operation() -> dict[str, Any]:
    one = {"anyOf": [{"$ref": _REF.format(model=model.__name__)} for model in MODELS]}
    several = {"type": "array", "items": one, "minItems": 1, "maxItems": STATEMENTS_MOST}
    answer = {"schema": {"$ref": _REF.format(model="Answer")}}
    problem = {"schema": {"$ref": _REF.format(model="Problem")}}
    return {
        "summary": "Tell what somebody has done",
        "operationId": "addDrafts",
        "parameters": [
            _header("X-Cpdbot-Key", "The key id that `cpdbot source add` has shown."),
            _header("X-Cpdbot-Timestamp", "When it was signed, in Unix seconds; five minutes old."),
            _header(
                "X-Cpdbot-Signature",
                '"v1=" and, in hex, HMAC-SHA256 with the secret over "v1:", the timestamp, ":" and '
                "the raw body.",
            ),
            _header(
                "Idempotency-Key",
                "A text of yours for this request, of 1 to 200 printable ASCII characters. Sent "
                "again with the same body it is answered as before, and nothing happens twice.",
            ),
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"anyOf": [*one["anyOf"], several]}}},
        },
        "responses": {
            "201": {"description": "Taken.", "content": {"application/json": answer}},
            "202": {
                "description": "Taken; for some it has to be found out whose they are.",
                "content": {"application/json": answer},
            },
            **{
                str(status): {
                    "description": said,
                    "content": {"application/problem+json": problem},
                }
                for status, said in _PROBLEMS.items()
            },
        },
    }


def _header(name: str, said: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": True,
        "description": said,
        "schema": {"type": "string"},
    }


def _version() -> str:
    try:
        return version("cpdbot")
    except PackageNotFoundError:
        return "0"
