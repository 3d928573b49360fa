"""CSV as it comes: in any encoding, with commas, semicolons, tabs or bars. A formula is text."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Literal

from bot.readers.child import encodings, tables
from bot.readers.child.file import File, UnreadableError
from bot.readers.results import FileRead

_DELIMITERS = ";\t|,"
"""Of those that fit as well as each other the first: commas stand in numbers, too."""
_SAMPLE_LINES = 50
_SAMPLE_LINE = 65_536
_FIELD = 1_048_576


def read(file: File) -> FileRead:
    """Raises UnreadableError."""
    encoding = encodings.encoding_of(file.path)
    delimiter, said = _delimiter(file.path, encoding)
    try:
        written, cut = _write(file, encoding, delimiter, said=said, quoting=csv.QUOTE_MINIMAL)
    except csv.Error:  # a quote that is never closed takes the rest of the file
        try:
            written, cut = _write(file, encoding, delimiter, said=said, quoting=csv.QUOTE_NONE)
        except csv.Error:
            raise UnreadableError("broken") from None
    return FileRead(file.kind, file.media_type, pages=1, table=written, cut=cut)


def _write(
    file: File, encoding: str, delimiter: str, *, said: bool, quoting: Literal[0, 3]
) -> tuple[Path, bool]:
    csv.field_size_limit(_FIELD)
    with file.path.open(encoding=encoding, errors="replace", newline="") as opened:
        rows = csv.reader(opened, delimiter=delimiter, quoting=quoting, skipinitialspace=True)
        return tables.write(
            _without_first(rows) if said else rows, "", folder=file.folder, limits=file.limits
        )


def _without_first(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The first row says what parts the others; it stays, empty, for the numbers' sake."""
    next(rows, None)
    yield []
    yield from rows


def _delimiter(path: Path, encoding: str) -> tuple[str, bool]:
    """What parts the cells, and whether the first line says so, as Excel has it ("sep=;"): that
    which stands outside quotes in most lines, as often in each.
    """
    with path.open(encoding=encoding, errors="replace", newline=None) as opened:
        lines = [
            line for _ in range(_SAMPLE_LINES) if (line := opened.readline(_SAMPLE_LINE)).strip()
        ]
    first = lines[0].strip().lower() if lines else ""
    if len(first) == len("sep=;") and first.startswith("sep=") and first[-1] in _DELIMITERS:
        return first[-1], True
    return max(_DELIMITERS, key=lambda one: _fits(one, lines)), False


def _fits(delimiter: str, lines: list[str]) -> tuple[int, int]:
    """In how many lines it stands equally often; and how often. The first of equals is taken."""
    counts = Counter(filter(None, (_outside_quotes(line).count(delimiter) for line in lines)))
    if not counts:
        return 0, 0
    often, times = max(counts.items(), key=lambda item: (item[1], item[0]))
    return times, often


def _outside_quotes(line: str) -> str:
    return "".join(islice(line.split('"'), 0, None, 2))
