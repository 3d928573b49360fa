"""Small labelled lines and answers, made by hand."""

from collections.abc import Mapping
from typing import Any

from evaluation.labels import Dialogue, read_label

NOW = "2026-11-18T09:30:00+00:00"

ENTRY: Mapping[str, Any] = {
    "status": "draft",
    "title": "EV webinar",
    "minutes": 60,
    "start": "2026-11-17",
    "end": "2026-11-17",
    "provider": None,
    "type": "webinar",
    "formality": "formal",
    "reflect": None,
    "plan": None,
    "act": None,
    "evaluate": None,
    "evidence": [],
}
"""As the bot answers one."""


def dialogue(
    say: list[Any], turns: list[dict[str, Any]], entries: list[dict[str, Any]], **other: Any
) -> Dialogue:
    """A labelled conversation."""
    line = {
        "id": "x-001",
        "kind": "answer",
        "in": {"now": NOW, "say": say},
        "expect": {"turns": turns, "entries": entries},
        **other,
    }
    read = read_label(line)
    assert isinstance(read, Dialogue)
    return read


def took(*kinds: str, **other: Any) -> dict[str, Any]:
    """A turn as the bot answers it."""
    turn = {"taken_as": list(kinds), "said": "", "asked": "unclear" in kinds, "changed": []}
    return turn | other


def answered(turns: list[dict[str, Any]], *entries: dict[str, Any]) -> dict[str, Any]:
    """An answer; entries by what is different in them."""
    return {"turns": turns, "entries": [{**ENTRY, **one} for one in entries]}
