"""A record as statements of xAPI 1.0.3, for a learning record store.

The specification: https://github.com/adlnet/xAPI-Spec/blob/master/xAPI-Data.md. A statement says
that its actor did something on a day and how long it took. What was written about it, what it is
worth and its evidence are in none.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.documents.model import Document, Entry

_ADL: Final = "http://adlnet.gov/expapi"
_OURS: Final = "urn:cpdbot:xapi"
_STATEMENTS: Final = UUID("5b0e5f5c-6c0c-5d0c-9a53-0b6f0d0a7c11")
"""The namespace of the ids of statements (RFC 9562, section 5.5)."""

_LANGUAGE: Final = "und"
"""Nobody has said in which language a title is (RFC 5646, section 4.1)."""

_COMPLETED: Final = frozenset({"short course", "e-learning", "national qualification", "seminar"})
"""Kinds that come to an end which one reaches; of all others one has an experience."""

_TYPES: Final[Mapping[str, str]] = {
    "e-learning": f"{_ADL}/activities/course",
    "seminar": f"{_ADL}/activities/meeting",
    "conference": f"{_ADL}/activities/meeting",
    "event": f"{_ADL}/activities/meeting",
    "expert group": f"{_ADL}/activities/meeting",
    "podcast": f"{_ADL}/activities/media",
}
"""By kind: the type in ADL's vocabulary, where it has one that fits."""

_NOON: Final = time(12)


def render(document: Document) -> bytes:
    """A JSON array of statements in the document's order, in UTF-8. A statement's id is made of
    what it says: the same entry gives the same one, and another once it was changed.
    """
    made = [_identified(_statement(document, entry)) for entry in document.entries]
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def _identified(statement: Mapping[str, Any]) -> dict[str, Any]:
    says = json.dumps(statement, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {"id": str(uuid5(_STATEMENTS, says)), **statement}


def _statement(document: Document, entry: Entry) -> dict[str, Any]:
    person = document.person
    completed = entry.type in _COMPLETED
    verb = "completed" if completed else "experienced"
    result: dict[str, Any] = {"completion": True} if completed else {}
    if entry.minutes:
        result["duration"] = _duration(entry.minutes)
    made: dict[str, Any] = {
        "actor": {
            "objectType": "Agent",
            "account": {
                "homePage": f"https://app.slack.com/client/{person.workspace}",
                "name": person.slack_id,
            },
        },
        "verb": {"id": f"{_ADL}/verbs/{verb}", "display": {"en": verb}},
        "object": {
            "objectType": "Activity",
            "id": f"urn:cpdbot:{person.workspace}:entry:{entry.id}",
            "definition": _definition(entry),
        },
    }
    if result:
        made["result"] = result
    at = _timestamp(document, entry)
    context = _context(entry, dated=at is not None)
    if context:
        made["context"] = context
    if at is not None:
        made["timestamp"] = at
    return made


def _definition(entry: Entry) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if entry.title:
        made["name"] = {_LANGUAGE: entry.title}
    if entry.type in _TYPES:
        made["type"] = _TYPES[entry.type]
    if entry.type:
        made["extensions"] = {f"{_OURS}:kind": entry.type}
    return made


def _context(entry: Entry, *, dated: bool) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if entry.provider:
        made["platform"] = entry.provider
    if dated and entry.last_day is not None:
        first = entry.first_day or entry.last_day
        made["extensions"] = {
            f"{_OURS}:days": {
                "first": first.isoformat(),
                "last": entry.last_day.isoformat(),
                "precision": "day",
            }
        }
    return made


def _timestamp(document: Document, entry: Entry) -> str | None:
    """Noon of the last day where the member lives, or the document's moment where that is earlier
    on the same day: only the day is known, which the context says. None without a day, or for one
    to come.
    """
    day = entry.last_day
    if day is None or day > document.today:
        return None
    noon = datetime.combine(day, _NOON, ZoneInfo(document.zone))
    return min(noon, document.moment).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _duration(minutes: int) -> str:
    """An ISO 8601 duration in hours and minutes: 90 is "PT1H30M"."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest else "")
