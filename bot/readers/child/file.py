"""A file in a child process, and why one may not be read."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.readers.limits import Limits
from bot.readers.results import FileRead, Kind, Unread


class UnreadableError(Exception):
    """Nothing can be read, and why. `pages` where they were counted."""

    def __init__(self, why: Unread, *, pages: int = 0) -> None:
        super().__init__(why)
        self.why = why
        self.pages = pages


@dataclass(frozen=True, slots=True)
class File:
    """A file, what it is, and what may be taken from it. `folder` takes what is written."""

    path: Path
    name: str
    kind: Kind
    media_type: str
    folder: Path
    now: datetime
    limits: Limits

    def unread(self, why: Unread, *, pages: int = 0) -> FileRead:
        """Nothing was read of it."""
        return FileRead(self.kind, self.media_type, pages=pages, unread=why)
