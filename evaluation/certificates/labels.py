"""What is right for a certificate: a label beside each file, and what its fields may hold.

sets/certificates/README.md says the same for people who write labels.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

CERTIFICATES: Final = Path(__file__).parents[1] / "sets/certificates"
HALVES: Final = ("open", "sealed")
SUFFIXES: Final = frozenset({".pdf", ".jpg", ".png"})

WORDS: Final = ("title", "person", "provider", "number", "url")
DAYS: Final = ("date", "start", "end", "issued", "expiry")
NUMBERS: Final = ("minutes", "credits", "points")
FIELDS: Final = (*WORDS, *DAYS, *NUMBERS)
"""What may be read of a certificate. All stand in each label, null where the page does not say."""

OTHERS: Final = frozenset({"certificate", "people", "modules", "acceptable", "note"})
MODULE: Final = frozenset({"title", "minutes", "credits", "date"})

Value = str | date | int | float


@dataclass(frozen=True, slots=True)
class Label:
    """`certificate` is False where nothing is to be read: then all else is empty.

    `people` are the names on a list of several, `modules` what a table lists, each with a title and
    what it says of minutes, credits and date. `acceptable` are other values that are as right, None
    among them where it is right to read nothing.
    """

    certificate: bool
    note: str
    fields: Mapping[str, Value]
    people: tuple[str, ...] = ()
    modules: tuple[Mapping[str, Value], ...] = ()
    acceptable: Mapping[str, tuple[Value | None, ...]] = field(default_factory=dict)


def files() -> list[Path]:
    """Every certificate of both halves, in the order of their paths."""
    return [path for path in _beside_each_other() if path.suffix in SUFFIXES]


def labels() -> list[Path]:
    """Every label of both halves, in the order of their paths."""
    return [path for path in _beside_each_other() if path.suffix == ".yaml"]


def read_label(path: Path) -> Label:
    """Raises `ValueError`, and says of which label, where it is none."""
    try:
        return parse_label(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path.name}: {error}") from error


def parse_label(text: str) -> Label:
    """Raises `ValueError` where a field is missing, unknown, or holds what it cannot."""
    try:
        return _label(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _beside_each_other() -> list[Path]:
    return sorted(path for half in HALVES for path in (CERTIFICATES / half).iterdir())


def _label(written: Any) -> Label:
    match written:
        case {"certificate": False, "note": str(note)}:
            _known(written, {"certificate", "note"})
            return Label(certificate=False, note=note, fields={})
        case {"certificate": True, "note": str(note)}:
            _known(written, {*FIELDS, *OTHERS})
        case _:
            raise ValueError("a label says whether it is a certificate, and has a note")
    if missing := [name for name in FIELDS if name not in written]:
        raise ValueError(f"{', '.join(missing)}: null where the page does not say")
    fields = {name: written[name] for name in FIELDS if written[name] is not None}
    for name, value in fields.items():
        _check(name, value)
    return Label(
        certificate=True,
        note=note,
        fields=fields,
        people=tuple(_people(written.get("people", []))),
        modules=tuple(_modules(written.get("modules", []))),
        acceptable=_acceptable(written.get("acceptable", {}), fields),
    )


def _people(names: Sequence[Any]) -> Sequence[str]:
    for name in names:
        _check("person", name)
    return names


def _modules(modules: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Value]]:
    for module in modules:
        _known(module, MODULE)
        if "title" not in module:
            raise ValueError("a module has a title")
        for name, value in module.items():
            _check(name, value)
    return modules


def _acceptable(
    others: Mapping[str, Sequence[Any]], fields: Mapping[str, Value]
) -> dict[str, tuple[Value | None, ...]]:
    _known(others, FIELDS)
    for name, values in others.items():
        if not values or fields.get(name) in values:
            raise ValueError(f"{name}: what is acceptable is something else than what is right")
        for value in values:
            if value is not None:
                _check(name, value)
    return {name: tuple(values) for name, values in others.items()}


def _known(written: Mapping[str, Any], names: Collection[str]) -> None:
    if unknown := written.keys() - set(names):
        raise ValueError(f"{', '.join(sorted(unknown))}: no such field")


def _check(name: str, value: Any) -> None:
    """A field's value: words, a day, or a number above nought (minutes are whole)."""
    if name in WORDS:
        right = isinstance(value, str) and value == value.strip() != ""
    elif name in DAYS:
        right = type(value) is date
    elif name == "minutes":
        right = type(value) is int and value > 0
    else:
        right = type(value) in {int, float} and value > 0
    if not right:
        raise ValueError(f"{name}: {value!r} is no value of it")
