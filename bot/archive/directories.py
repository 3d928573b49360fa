"""The directory of a ZIP that anybody may have made: read no further than a bound.

`zipfile` reads a directory whole, as large as the ZIP's end says that it is, and makes an object of
each entry before anybody can look at them. There may be two ends, of 32 bits and of 64 (ZIP64;
APPNOTE.TXT 4.3.14), that say two things, and which of them counts is up to `zipfile`. So no end is
checked here, but what is read: whatever an end says, no more than the bound is.
"""

import io
import zipfile
from pathlib import Path
from typing import Final

_ENTRY: Final = b"PK\x01\x02"
_ENTRY_LEAST: Final = 46
"""How an entry of a directory begins, and the least bytes of one (APPNOTE.TXT 4.3.12)."""
_NAME: Final = 256
"""Bytes of a name, with its sizes where they take 64 bits, for which there is room."""


class TooMuchInside(zipfile.BadZipFile):
    """A directory is larger, or has more entries, than is read; the text is how that is said."""


class BoundedZip(io.BufferedReader):
    """A file for `zipfile` to read: of a directory of more than `entries` nothing is made. Reading
    raises TooMuchInside then.
    """

    def __init__(self, path: Path, entries: int) -> None:
        super().__init__(io.FileIO(path))
        self._size = path.stat().st_size
        self._entries = entries
        self._most = entries * (_ENTRY_LEAST + _NAME)

    def read(self, size: int | None = -1, /) -> bytes:
        """At most so many bytes: a directory is read at once, and nothing else is that large."""
        left = max(self._size - self.tell(), 0)
        wanted = left if size is None or size < 0 else min(size, left)
        if wanted > self._most:
            raise TooMuchInside("its list of files is larger than any that cpdbot makes")
        content = super().read(wanted)
        if content.startswith(_ENTRY) and content.count(_ENTRY) > self._entries:
            raise TooMuchInside(f"it holds more than {self._entries:,} files")
        return content
