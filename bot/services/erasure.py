"""Erasing a member's record: what goes and what stays said first, then done once and for all.

The hashes of the chain stay, so that nobody can claim afterwards that it held something else.
"""

from dataclasses import dataclass

CONFIRMATION = "erase my record"
"""What the member types, in whatever case."""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """What would go and what would stay, counted."""

    entries: int
    """Drafts, plans and withdrawn ones with them."""
    evidence: int
    revisions: int
    """Whose words go; their hashes stay."""
    jobs: int
    schemes: int
    messages: int
    """Messages of the bot about entries, which will say that they were erased."""
    access_lines: int
    """Stay: who looked at the record, and when."""
    manager_name: str | None
    """Whose view of the member ends."""
    export_under_way: bool
    """An export was asked for and has not arrived yet: erasing waits for it."""
    confirmation: str = CONFIRMATION
    """What to type."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.entries or self.revisions or self.jobs or self.schemes)
