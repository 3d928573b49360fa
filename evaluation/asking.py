"""Whether the bot asked about a fact when it stored it: a wrong one is then told, not kept quietly.

Read from what it said. The questions about an account ("What did you learn …") ask about no fact.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Asking:
    """Words of a question by which it is about these fields, with examples the tests run."""

    fields: tuple[str, ...]
    words: str
    examples: tuple[str, ...]


ASKING: Final = (
    Asking(
        ("minutes",),
        r"\bhow (?:long|many hours)\b|\bhours?\b|\d h\b|\bminutes\b|\blength\b",
        ("How long did it take?", "4 h, half of your day. Right?", "Make it 3 h?"),
    ),
    Asking(
        ("start", "end"),
        r"\bwhen\b|\b(?:which|what) day\b|\bdate\b|\bon (?:mon|tue|wed|thu|fri|sat|sun)"
        r"|\b(?:mon|tue|wed|thu|fri|sat|sun)\w* \d",
        (
            "Which day was it?",
            "And when?",
            "Fri 20 Nov. Right?",
            "4 × 1 h = 4 h, 6 to 27 Oct. Right?",
        ),
    ),
    Asking(
        ("title",),
        r"\bwhat (?:was|is) it\b|\btitle\b|\bcall(?:ed)? it\b",
        ("What was it, in a few words?", "What shall I call it?"),
    ),
    Asking(("provider",), r"\bwho ran\b|\bwith whom\b|\bprovider\b", ("Who ran it?",)),
    Asking(
        ("type", "formality"),
        r"\bwhat kind\b|\bformal\b|\bread or watched\b",
        ("What kind of learning was it?",),
    ),
    Asking(
        ("status",),
        r"\bdid it happen\b|\bdid you do\b|\balready done\b|\bplanned\b",
        ("You planned this. Did it happen?",),
    ),
)
"""A range of days ("6 to 27 Oct") is a day too: see `_DAYS`."""

_DAYS: Final = r"|\d (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_QUESTION: Final = re.compile(r"[^\n?]*\?")
_ACCOUNT: Final = re.compile(r"\b(?:learn|learnt|know|use|tell|harder|worth|differently)\b", re.I)


def asks_about(field: str, said: str) -> bool:
    """Whether a question in what was said is about this field."""
    return any(
        re.search(_words(row), question, re.IGNORECASE)
        for row in ASKING
        if field in row.fields
        for question in _questions(said)
    )


def stored_quietly(number: int, field: str, turns: list[Mapping[str, Any]]) -> bool:
    """Whether what an entry holds was stored without being asked about, in the turn that did so."""
    for turn in reversed(turns):
        for entry, name, before, _ in turn.get("changed", ()):
            made = name == "status" and before is None
            if entry == number and (name == field or made):
                return not (turn["asked"] or asks_about(field, turn["said"]))
    return True


def _words(row: Asking) -> str:
    return row.words + _DAYS if "start" in row.fields else row.words


def _questions(said: str) -> Iterator[str]:
    for found in _QUESTION.finditer(said):
        if not _ACCOUNT.search(found[0]):
            yield found[0]
