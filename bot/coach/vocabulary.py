"""The kinds of request that the coach makes."""

from typing import Final, Literal, get_args

CoachKind = Literal["question", "title", "sense", "missing", "wording"]

COACH_KINDS: Final[tuple[CoachKind, ...]] = get_args(CoachKind)

Sense = Literal["answer", "new_entry", "neither"]
"""What a message may be that the rules left open."""

SENSES: Final[tuple[Sense, ...]] = get_args(Sense)
