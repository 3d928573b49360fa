"""Whether a value is what its label asks for."""

from collections.abc import Mapping
from typing import Any, Final

from evaluation.labels import STAGES

ANY: Final = "any"
"""A stage's label that asks for some words, whichever they are."""

_ENDS: Final = " .,;:!?…"
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def squeezed(words: str) -> str:
    """Spaces and quotation marks in one form, and nothing at the ends but words."""
    return " ".join(words.translate(_QUOTES).split()).strip(_ENDS)


def is_empty(value: object) -> bool:
    """Nothing there: null, no words, no links."""
    return value is None or value in ("", [])


def accepts(field: str, label: Any, value: Any) -> bool:
    """Whether `value` is right. A list of labels is one of them; links are in any order."""
    if field == "evidence":
        return sorted(label or ()) == sorted(value or ())
    if isinstance(label, list):
        return any(accepts(field, one, value) for one in label)
    if isinstance(label, Mapping):
        return isinstance(value, str) and _holds(value, label["holds"])
    if is_empty(label):
        return is_empty(value)
    if field in STAGES and label == ANY:
        return not is_empty(value)
    if isinstance(label, str) and isinstance(value, str):
        return squeezed(label) == squeezed(value)
    return bool(label == value)


def _holds(value: str, core: str | list[str]) -> bool:
    cores = [core] if isinstance(core, str) else core
    words = squeezed(value).casefold()
    return all(squeezed(one).casefold() in words for one in cores)
