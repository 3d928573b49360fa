"""What was right and what was wrong in one conversation. No counting over several of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from evaluation.asking import stored_quietly
from evaluation.comparing import accepts, is_empty
from evaluation.labels import Answer, Change, Dialogue, Turn
from evaluation.poison import Poison, poison

Hit = Literal["right", "added", "missed"]
Verdict = Literal["right", "wrong", "confidently wrong", "missed"]

ENTRY: Final = "entry"
"""Beside the fields of entries: that there is one."""


@dataclass(frozen=True, slots=True)
class FieldMark:
    """How one labelled field of one entry came out. `filled`: there is a value to be found."""

    name: str
    verdict: Verdict
    filled: bool


@dataclass(slots=True)
class Score:
    """One conversation's.

    `kinds` has one item for each part of a message. `asked` has one for each message that is not
    labelled unclear: whether the bot asked what it is. `complaints` are all reasons why the whole
    is not exactly right; `crashed`: something went wrong on the bot's side.
    """

    dialogue: Dialogue
    answer: Answer
    kinds: list[tuple[str, Hit]] = field(default_factory=list)
    fields: list[FieldMark] = field(default_factory=list)
    asked: list[bool] = field(default_factory=list)
    poison: list[Poison] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    crashed: bool = False

    @property
    def exact(self) -> bool:
        """Whether all of it is right."""
        return not self.complaints


def crash(dialogue: Dialogue, error: str) -> Score:
    """The score of a conversation that could not be held at all: everything is missed."""
    nothing = {"turns": [{"error": error}] * len(dialogue.turns), "entries": []}
    scored = score(dialogue, nothing)
    scored.complaints = [error]
    scored.crashed = True
    return scored


def score(dialogue: Dialogue, answer: Answer) -> Score:
    """How a conversation came out, beside its labels."""
    scored = Score(dialogue, answer)
    for number, (label, turn) in enumerate(zip(dialogue.turns, answer["turns"], strict=True), 1):
        _score_turn(scored, f"turn {number}", label, turn)
    _score_entries(scored)
    scored.poison = list(poison(dialogue, answer))
    for one in scored.poison:
        scored.complaints.append(f"entry {one.entry}: poison in {one.stage}: {one.words!r}")
    return scored


def _score_turn(scored: Score, where: str, label: Turn, turn: Answer) -> None:
    if "error" in turn:
        scored.complaints.append(f"{where}: {turn['error']}")
    taken = tuple(turn.get("taken_as", ()))
    reading = nearest(label.readings, taken)
    scored.kinds += hits(reading, taken)
    if "error" not in turn and taken not in label.readings:
        wanted = " or ".join(map(_listed, label.readings))
        scored.complaints.append(f"{where}: taken as {_listed(taken)}, not {wanted}")
    asked = bool(turn.get("asked", False))
    if reading and not any("unclear" in one for one in label.readings):
        scored.asked.append(asked)
    if "error" in turn:
        return
    if label.asked is not None and asked != label.asked:
        scored.complaints.append(f"{where}: {'asked' if asked else 'not asked'} what it is")
    if label.changed is not None:
        wrong = _changes_apart(label.changed, [tuple(one) for one in turn["changed"]])
        scored.complaints += [f"{where}: {one}" for one in wrong]


def nearest(readings: Sequence[tuple[str, ...]], taken: tuple[str, ...]) -> tuple[str, ...]:
    """Of readings that are equally right, the one with the fewest differences; else the first."""
    return min(readings, key=lambda one: sum(hit != "right" for _, hit in hits(one, taken)))


def hits(reading: Sequence[str], taken: Sequence[str]) -> list[tuple[str, Hit]]:
    """Part by part what was found, was added and was missed, whatever the order."""
    wanted, found = Counter(reading), Counter(taken)
    marks: list[tuple[str, Hit]] = []
    for kind in sorted((wanted | found).keys()):
        both = min(wanted[kind], found[kind])
        marks += [(kind, "right")] * both
        marks += [(kind, "missed")] * (wanted[kind] - both)
        marks += [(kind, "added")] * (found[kind] - both)
    return marks


def _changes_apart(label: Sequence[Change], found: Sequence[Change]) -> Iterator[str]:
    left = list(found)
    for change in label:
        same = next((one for one in left if _is_change(change, one)), None)
        if same is None:
            yield f"not changed: {_change(change)}"
        else:
            left.remove(same)
    for change in left:
        yield f"changed: {_change(change)}"


def _is_change(label: Change, found: Change) -> bool:
    entry, name, before, after = label
    return (
        (entry, name) == found[:2]
        and accepts(name, before, found[2])
        and accepts(name, after, found[3])
    )


def _score_entries(scored: Score) -> None:
    labels, found = scored.dialogue.entries, scored.answer["entries"]
    turns = list(scored.answer["turns"])
    for number in range(1, max(len(labels), len(found)) + 1):
        if number > len(labels):
            scored.fields.append(FieldMark(ENTRY, "confidently wrong", filled=False))
            title = found[number - 1]["title"]
            scored.complaints.append(f"entry {number}: there should be none ({title!r})")
            continue
        entry = found[number - 1] if number <= len(found) else None
        scored.fields.append(FieldMark(ENTRY, "missed" if entry is None else "right", filled=True))
        if entry is None:
            scored.complaints.append(f"entry {number}: there is none")
        for name, label in labels[number - 1].items():
            value = None if entry is None else entry[name]
            mark = FieldMark(name, _verdict(number, name, label, value, turns), not is_empty(label))
            if entry is None and mark.verdict == "right":
                continue  # null, of an entry that is not there, proves nothing
            scored.fields.append(mark)
            if mark.verdict != "right" and entry is not None:
                scored.complaints.append(
                    f"entry {number}: {name} {mark.verdict}: {value!r}, not {label!r}"
                )


def _verdict(
    number: int, name: str, label: object, value: object, turns: list[Mapping[str, Any]]
) -> Verdict:
    if accepts(name, label, value):
        return "right"
    if is_empty(value):
        return "missed"
    return "confidently wrong" if stored_quietly(number, name, turns) else "wrong"


def _listed(kinds: Sequence[str]) -> str:
    return " + ".join(kinds) or "nothing"


def _change(change: Change) -> str:
    entry, name, before, after = change
    return f"entry {entry}, {name}, {before!r} to {after!r}"
