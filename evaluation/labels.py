"""What a line of a set holds: a conversation or an answer, and what is right for it, as values.

Whatever cannot be read raises `ValueError` with a sentence. sets/README.md says the same for people
who write lines.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

KINDS: Final = (
    "steering",
    "correction",
    "question",
    "request",
    "activity",
    "answer",
    "courtesy",
    "unclear",
)
"""What a message, or a part of one, may be."""

STAGES: Final = ("reflect", "plan", "act", "evaluate")
FIELDS: Final = (
    "status",
    "title",
    "minutes",
    "start",
    "end",
    "provider",
    "type",
    "formality",
    *STAGES,
    "evidence",
)
"""What may be said of an entry."""

ELEMENTS: Final = ("why", "hard", "learnt", "helps", "next", "changed")
GRADES: Final = ("account", "short", "empty", "denied")
ACCOUNT: Final = "account"
"""The kind of all labelled answers, beside the kinds of dialogues."""

Change = tuple[int, str, Any, Any]
"""The entry, counted from 1, the field, and its value before and after."""


Answer = Mapping[str, Any]
"""What `cpdbot chat --jsonl` answers a line."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is right for one thing that the member did.

    `readings` are lists of kinds that are equally right, at least one. `asked` and `changed` are
    None where the label leaves them open.
    """

    readings: tuple[tuple[str, ...], ...]
    asked: bool | None = None
    changed: tuple[Change, ...] | None = None


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A new member's conversation, and what is right for it.

    `given` is what `cpdbot chat --jsonl` takes. An entry holds the fields that are labelled; a
    list in place of a value names several that are right.
    """

    id: str
    kind: str
    given: Mapping[str, Any]
    turns: tuple[Turn, ...]
    entries: tuple[Mapping[str, Any], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A member's answer, the spans in it that are an element, and its grade.

    `asked` is what was asked for: an element, "learnt_helps", or None for words that came unasked.
    """

    id: str
    asked: str | None
    title: str
    text: str
    elements: Mapping[str, tuple[str, ...]]
    grade: str
    note: str = ""

    @property
    def kind(self) -> str:
        """The same for all."""
        return ACCOUNT


Labelled = Dialogue | Account


def read_label(line: Mapping[str, Any]) -> Labelled:
    """One line of a set."""
    return _account(line) if "elements" in line else _dialogue(line)


def _dialogue(line: Mapping[str, Any]) -> Dialogue:
    _only(line, ("id", "kind", "in", "expect"), ("note",))
    expect = line["expect"]
    _only(expect, ("turns", "entries"))
    turns = tuple(_turn(one) for one in expect["turns"])
    said = line["in"].get("say", ())
    if len(turns) != len(said):
        raise ValueError(f"{len(said)} things are said, and {len(turns)} turns are labelled.")
    for entry in expect["entries"]:
        _only(entry, (), FIELDS)
    return Dialogue(
        id=line["id"],
        kind=line["kind"],
        given=line["in"],
        turns=turns,
        entries=tuple(expect["entries"]),
        note=line.get("note", ""),
    )


def _turn(label: Mapping[str, Any]) -> Turn:
    _only(label, (), ("taken_as", "taken_as_any", "asked", "changed"))
    if ("taken_as" in label) == ("taken_as_any" in label):
        raise ValueError('A turn has either "taken_as" or "taken_as_any".')
    readings = label.get("taken_as_any") or [label["taken_as"]]
    for kind in (kind for reading in readings for kind in reading):
        _one_of(kind, KINDS)
    changed = label.get("changed")
    return Turn(
        readings=tuple(tuple(reading) for reading in readings),
        asked=label.get("asked"),
        changed=None if changed is None else tuple(_change(one) for one in changed),
    )


def _change(label: Sequence[Any]) -> Change:
    entry, field, before, after = label
    _one_of(field, FIELDS)
    return entry, field, before, after


def _account(line: Mapping[str, Any]) -> Account:
    _only(line, ("id", "asked", "title", "text", "elements", "grade"), ("note", "kind"))
    _only(line["elements"], (), ELEMENTS)
    _one_of(line["grade"], GRADES)
    for name, spans in line["elements"].items():
        if not all(span in line["text"] for span in spans):
            raise ValueError(f'A span of "{name}" does not stand in the text.')
    return Account(
        id=line["id"],
        asked=line["asked"],
        title=line["title"],
        text=line["text"],
        elements={name: tuple(line["elements"].get(name, ())) for name in ELEMENTS},
        grade=line["grade"],
        note=line.get("note", ""),
    )


def _only(given: Mapping[str, Any], needed: Iterable[str], other: Iterable[str] = ()) -> None:
    missing = [name for name in needed if name not in given]
    if missing:
        raise ValueError(f'"{missing[0]}" is missing.')
    known = {*needed, *other}
    for name in given:
        if name not in known:
            raise ValueError(f'"{name}" is not known here.')


def _one_of(given: object, known: Sequence[str]) -> None:
    if given not in known:
        raise ValueError(f"{given!r} is none of {', '.join(known)}.")
