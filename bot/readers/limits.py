"""How much of a machine a stranger's file may take, and how much of it is read."""

import sys
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child process may use, watched from outside, and what it takes from a file."""

    seconds: float = 60.0
    """From its start to its end."""
    memory: int = 1024 * MIB
    """Resident bytes."""
    output: int = 2 * MIB
    """Bytes that it answers; `written`, those of a file that it writes."""
    written: int = 64 * MIB
    at_once: int = 2
    """Children of one `Readers` at the same time."""

    pages: int = 50
    """That are read of a document; one with more than `pages_most` is not read at all."""
    pages_most: int = 1_000
    coded_pages: int = 10
    """That are looked at for QR and bar codes; `recognised_pages`, read by OCR."""
    recognised_pages: int = 5
    pixels: int = 50_000_000
    """Of a picture, as it is decoded."""
    inflated: int = 300 * MIB
    """Bytes of all that an archive holds; `entries`, how many that are."""
    entries: int = 5_000
    text: int = 200_000
    """Characters of a plain text."""
    rows: int = 20_000
    columns: int = 60
    cell: int = 4_000
    """Characters of a cell."""
    events: int = 5_000
    """Of a calendar, in the last `years`."""
    years: int = 3


def unlimited() -> tuple[str, ...]:
    """Which of the limits this platform cannot hold, for `cpdbot doctor`: "memory" where a process
    cannot be watched from outside, "cpu" where none can be told to stop by itself.
    """
    return (
        *(() if Path("/proc/self/statm").exists() else ("memory",)),
        *(("cpu",) if sys.platform == "win32" else ()),
    )
