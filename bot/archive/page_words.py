"""What a page calls settings and changes, which a record holds under the names of columns."""

import json
from collections.abc import Mapping
from typing import Any, Final

_SETTINGS: Final[Mapping[str, str]] = {
    "tz": "Time zone",
    "work_days": "Working days",
    "work_start": "Work begins",
    "work_end": "Work ends",
    "country": "Country",
    "cadence": "How often I ask",
    "usual_hour": "Usual hour of nudges",
    "weekly_review": "Weekly review",
    "private_reflections": "Reflections are kept out of the conversation",
    "coach": "The coach",
    "paused_until": "Nudges paused until",
    "snoozed_until": "Nudges snoozed until",
    "leaves": "Leave",
    "onboarding": "First questions",
}
_CHANGES: Final[Mapping[str, str]] = {
    "number": "Number",
    "entry_id": "Entry",
    "kind": "What was done",
    "at": "When",
    "content": "As it was then",
    "hash": "Hash in the chain",
}
"""The columns of a change that are shown, in this order; the record holds the others."""

_KINDS: Final[Mapping[str, str]] = {
    "saved": "Saved",
    "edited": "Edited",
    "withdrawn": "Withdrawn",
    "restored": "Restored",
    "erased": "Erased",
    "imported": "Brought in",
    "audited": "Decided in an audit",
}
_CONTENT: Final[Mapping[str, str]] = {
    "title": "Title",
    "start_date": "From",
    "end_date": "To",
    "minutes": "Minutes",
    "type": "Type",
    "formality": "Formal or informal",
    "provider": "Provider",
    "reflect": "Reflection",
    "plan": "Plan",
    "act": "Action",
    "evaluate": "What it changed",
    "private_stages": "Private",
    "subjects": "Subjects",
    "evidence": "Evidence",
    "split_by_day": "Split by day",
    "status": "State",
}
_LEFT_OUT: Final = frozenset({"salt"})
"""It says nothing, and only keeps words from being guessed by their hash."""


def settings_named(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Settings by what they are called, those of a later release by their column."""
    return {_SETTINGS.get(name, _plainly(name)): value for name, value in settings.items()}


def moment(at: str) -> str:
    """ "2026-11-21 10:00:00 UTC"; anything else as it stands."""
    return f"{at[:10]} {at[11:19]} UTC" if at.endswith("Z") and len(at) > 19 else at


def change_named(row: Mapping[str, Any]) -> dict[str, Any]:
    """A change by what its columns are called, and with its content in lines; one of a log that was
    sealed has the log's number before it.
    """
    if "segment" in row and isinstance(row.get("revision"), Mapping):
        return {"Log": row["segment"], **change_named(row["revision"])}
    told = {title: row.get(name) for name, title in _CHANGES.items()}
    told[_CHANGES["kind"]] = _KINDS.get(str(row.get("kind")), row.get("kind"))
    if isinstance(row.get("at"), str):
        told[_CHANGES["at"]] = moment(row["at"])
    told[_CHANGES["content"]] = _lines(row.get("content"))
    return told


def _lines(content: object) -> object:
    """ "Title: Brakes", a line each; what is no document of ours as it stands."""
    if not isinstance(content, str):
        return content
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return content
    if not isinstance(found, dict):
        return content
    known = [name for name in _CONTENT if name in found]
    others = [name for name in found if name not in _CONTENT and name not in _LEFT_OUT]
    if found.get("status") == "logged":
        found["status"] = "saved"
    lines = [
        f"{_CONTENT.get(name, _plainly(name))}: {_said(found[name])}"
        for name in (*known, *others)
        if found[name] not in (None, "", [], {})
    ]
    return "\n".join(lines)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int):
        return str(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _plainly(name: str) -> str:
    return name.replace("_", " ").capitalize()
