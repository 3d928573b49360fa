"""Words that are no account and ended in a stage: the worst that can happen to a record.

A stage is poisoned where its label is null and it holds words; where it holds a line of a message
that is no answer and no activity; and where a message put its words there, for however short a
time, though it is no account by its label (an empty answer changes nothing).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from evaluation.comparing import accepts, is_empty, squeezed
from evaluation.labels import STAGES, Answer, Dialogue, Turn

_OWN_WORDS: Final = {"answer", "activity"}
"""Kinds of message whose words may stand in a stage."""


@dataclass(frozen=True, slots=True)
class Poison:
    """A stage that holds words that are no account."""

    entry: int
    stage: str
    words: str


def poison(dialogue: Dialogue, answer: Answer) -> Iterator[Poison]:
    """Each stage that holds what is no account, once, in the order of the entries."""
    found: dict[tuple[int, str], str] = {}
    for number, entry in enumerate(answer["entries"], 1):
        label = dialogue.entries[number - 1] if number <= len(dialogue.entries) else {}
        for stage in STAGES:
            words = entry[stage]
            if is_empty(words):
                continue
            if stage in label and is_empty(label[stage]):
                found[number, stage] = words
            elif bad := _lines_of_others(dialogue, words, label.get(stage)):
                found[number, stage] = bad[0]
    for label_of_turn, turn, text in zip(
        dialogue.turns, answer["turns"], _typed(dialogue), strict=True
    ):
        for number, name, _, after in turn.get("changed", ()):
            if name in STAGES and text and not _may_fill(label_of_turn):
                for line in _lines(after):
                    if _stands_in(line, text):
                        found.setdefault((number, name), line)
    for (number, stage), words in sorted(found.items()):
        yield Poison(number, stage, words)


def _lines_of_others(dialogue: Dialogue, words: str, label: object) -> list[str]:
    """The lines of a stage that stand in no message that may be an account, but in another.

    A message that was unclear may have been said to be the answer later: the label decides then.
    """
    own: list[str] = []
    others: list[str] = []
    is_right = not is_empty(label) and accepts("evaluate", label, words)
    for turn, text in zip(dialogue.turns, _typed(dialogue), strict=True):
        kinds = {kind for reading in turn.readings for kind in reading}
        if not kinds or kinds & _OWN_WORDS or ("unclear" in kinds and is_right):
            own.append(text)
        else:
            others.append(text)
    return [
        line
        for line in _lines(words)
        if any(_stands_in(line, text) for text in others)
        and not any(_stands_in(line, text) for text in own)
    ]


def _may_fill(label: Turn) -> bool:
    """Whether a turn may fill a stage with its own words; what is no message, a form, may."""
    kinds = {kind for reading in label.readings for kind in reading}
    if not kinds:
        return True
    if not kinds & _OWN_WORDS:
        return False
    if label.changed is None or "activity" in kinds:
        return True
    return any(name in STAGES for _, name, _, _ in label.changed)


def _typed(dialogue: Dialogue) -> list[str]:
    """What was typed in each turn, fields of forms among it, to look lines up in."""
    return [_line(_text(step)) for step in dialogue.given["say"]]


def _text(step: object) -> str:
    if isinstance(step, str):
        return step
    if isinstance(step, Mapping) and "text" in step:
        return str(step["text"])
    if isinstance(step, Mapping) and "submit" in step:
        return "\n".join(str(value) for value in step["submit"].values())
    return ""


def _lines(words: str | None) -> list[str]:
    return [line for line in map(_line, (words or "").split("\n")) if line]


def _stands_in(line: str, text: str) -> bool:
    """As whole words: "ok" does not stand in "book"."""
    return re.search(rf"(?<!\w){re.escape(line)}(?!\w)", text) is not None


def _line(words: str) -> str:
    return squeezed(words).casefold()
