"""What a room of the grammar hands back: a value, where it stood, how sure; no grammar itself."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Generic, Self, TypeVar

T = TypeVar("T")

Span = tuple[int, int]
"""Start and end offsets into `Reading.text`, the cleaned text; end exclusive, as in a slice."""


class Confidence(IntEnum):
    """How sure the grammar is; ordered, so that `confidence < Confidence.STATED` can be asked."""

    NONE = 0
    """Nothing was said."""
    LOW = 1
    """Something was said that a person would ask about; the value is usually withheld."""
    LIKELY = 2
    """Read with a customary assumption: the year of "20 Nov", the type of "webinar"."""
    STATED = 3
    """Said in so many words."""


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """One field of a reading.

    `value` is None where nothing was said, and where it was said only in part: then `span` still
    shows the words ("in March"), and the reading's `problems` say what to ask.
    """

    value: T | None = None
    span: Span | None = None
    confidence: Confidence = Confidence.NONE

    @property
    def is_partial(self) -> bool:
        """Whether words were found that do not settle a value."""
        return self.value is None and self.span is not None

    @classmethod
    def by_hand(cls, value: T | None) -> Self:
        """A field that a person set in a form: no words to point at, nothing to doubt."""
        return cls(value=value, span=None, confidence=Confidence.STATED)
