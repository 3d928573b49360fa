"""What `cpdbot doctor` says of reading strangers' files: which limits this platform cannot hold."""

from collections.abc import Sequence
from typing import Final

from bot.cli.findings import Finding, note
from bot.readers.limits import unlimited

_WHAT_FOLLOWS: Final[dict[str, str]] = {
    "memory": (
        "how much memory a file takes cannot be watched on this platform (there is no /proc), so "
        "that one may take all there is. Keep `serve` within a limit of the system's"
    ),
    "cpu": (
        "processor time cannot be limited on this platform, so that a file may keep a processor "
        "busy until its minute is over. Nothing else follows"
    ),
}


def check_readers(without: Sequence[str] | None = None) -> list[Finding]:
    """A note for each limit that cannot be held (`without`: as `unlimited` says); none where all
    are.
    """
    missing = unlimited() if without is None else without
    return [note(f"reading files: {_WHAT_FOLLOWS[one]}.") for one in missing]
