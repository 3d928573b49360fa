"""How much of a machine a document may take, and how much of the evidence stands in one."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may use that renders a document, and what it takes from files."""

    seconds: float = 240.0
    """From its start to its end."""
    memory: int = 1280 * MIB
    """Resident bytes."""
    output: int = 1 * MIB
    """Bytes that it answers; the document itself is a file, of `written` bytes at most."""
    written: int = 512 * MIB

    pages: int = 20
    """That are shown of one file; one with more is attached too."""
    pages_in_all: int = 150
    """That are shown of all files together."""
    pixels: int = 60_000_000
    """Of a picture, as it is decoded."""
    side: int = 1400
    """Pixels of the longer side of a picture as it stands in the document."""
    file: int = 32 * MIB
    """Bytes of a file that is taken into a document at all; `files`, of all together."""
    files: int = 150 * MIB
