"""How much of members' files is kept, and whether there is room for one more."""

from dataclasses import dataclass
from typing import Final, Literal

MEGABYTE: Final = 1024 * 1024

NoRoom = Literal["file", "member", "workspace"]
"""Whose limit stands in the way: the file's own, its member's, or the workspace's."""


@dataclass(frozen=True, slots=True)
class FileQuotas:
    """The most that is kept, in bytes: of one file, of one member, of a workspace."""

    file: int = 25 * MEGABYTE
    member: int = 500 * MEGABYTE
    workspace: int = 20_000 * MEGABYTE

    def refusal(self, size: int, *, member: int, workspace: int) -> NoRoom | None:
        """Why a file of `size` bytes is not kept, beside so many that are kept of its member and of
        the workspace; None where there is room.
        """
        if size > self.file:
            return "file"
        if member + size > self.member:
            return "member"
        if workspace + size > self.workspace:
            return "workspace"
        return None


def in_megabytes(size: int) -> str:
    """ "1.4 MB", "25 MB"; a file of whatever size has at least "0.1 MB"."""
    tenths = max(1, round(size * 10 / MEGABYTE))
    return f"{tenths // 10} MB" if tenths % 10 == 0 or tenths >= 1000 else f"{tenths / 10:.1f} MB"
