"""Names of people in labelled sentences, held against what the rules find: recall, false alarms.

A line of the set is `{"text": …, "names": [[start, end], …]}`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.conversation.identifiers import identifiers
from evaluation.sets import SETS, BadSet
from evaluation.tables import table

NAMES: Final = SETS / "names.open.jsonl"
_OF_PEOPLE: Final = ("customer", "person")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NamesFound:
    """What came of one sentence: the labelled spans, and those that were found."""

    text: str
    labelled: tuple[Span, ...]
    found: tuple[Span, ...]

    @property
    def missed(self) -> tuple[Span, ...]:
        """Labelled names of which not a letter was found."""
        return tuple(one for one in self.labelled if not _shared(one, self.found))

    @property
    def partly(self) -> tuple[Span, ...]:
        """Labelled names that were found, but for a part of them."""
        whole = [
            one for one in self.labelled if any(a <= one[0] and one[1] <= b for a, b in self.found)
        ]
        return tuple(one for one in self.labelled if one not in whole and one not in self.missed)

    @property
    def alarms(self) -> tuple[Span, ...]:
        """What was found where no name is labelled."""
        return tuple(one for one in self.found if not _shared(one, self.labelled))


def _shared(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def look(path: Path = NAMES) -> tuple[NamesFound, ...]:
    """Every sentence of the set, with what the rules find. Raises BadSet."""
    try:
        return tuple(map(looked_at, path.read_text(encoding="utf-8").splitlines()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSet(f"{path}: {error}") from error


def looked_at(line: str) -> NamesFound:
    """A line of the set, with what the rules find in its sentence."""
    labelled = json.loads(line)
    found = identifiers(labelled["text"])
    return NamesFound(
        labelled["text"],
        tuple((start, end) for start, end in labelled["names"]),
        tuple((one.start, one.end) for one in found if one.kind in _OF_PEOPLE),
    )


def names_report(found: Sequence[NamesFound]) -> str:
    """The table of recall and false alarms."""
    labelled = sum(len(one.labelled) for one in found)
    missed = sum(len(one.missed) for one in found)
    whole = labelled - missed - sum(len(one.partly) for one in found)
    spans = sum(len(one.found) for one in found)
    alarms = sum(len(one.alarms) for one in found)
    alarmed = sum(bool(one.alarms) for one in found)
    rows = [
        ["recall: names of which something was found", _of(labelled - missed, labelled)],
        ["names found whole", _of(whole, labelled)],
        ["false alarms: of what was found", _of(alarms, spans)],
        ["sentences with a false alarm", _of(alarmed, len(found))],
    ]
    aim = "Aimed at: recall at least 90 %, false alarms at most 5 %."
    return f"{table(('names of people', 'of'), rows)}\n\n{aim}\n"


def names_failures(found: Sequence[NamesFound]) -> str:
    """Each sentence that is not exactly right."""
    lines = []
    for one in found:
        for word, spans in (("missed", one.missed), ("partly", one.partly), ("alarm", one.alarms)):
            lines += [f"{word}: {one.text[slice(*span)]!r} in {one.text!r}" for span in spans]
    return "\n".join(lines) + "\n" if lines else "No line failed.\n"


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole}, {100 * part / whole:.1f} %" if whole else "0 of 0"
