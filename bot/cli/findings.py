"""What the doctor says: a line about what is well, what to know, or what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's: what is well, what to know, or what to do."""

    is_well: bool
    text: str
    mark: str = "ok"


def well(text: str) -> Finding:
    """Nothing to do."""
    return Finding(is_well=True, text=text)


def note(text: str) -> Finding:
    """Nothing to do, but something to know."""
    return Finding(is_well=True, text=text, mark="note")


def to_do(text: str) -> Finding:
    """Something to do."""
    return Finding(is_well=False, text=text, mark="TO DO")
