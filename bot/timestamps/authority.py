"""The time-stamp authority that the operator names, and the root that they pin for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.timestamps.receipts import BadRoot, roots_in

if TYPE_CHECKING:
    from cryptography.x509 import Certificate


@dataclass(frozen=True, slots=True)
class Authority:
    """Where receipts are asked for, and the PEM file of the root that they must lead to."""

    url: str
    root: Path

    @property
    def host(self) -> str:
        """What its receipts are kept under."""
        return urlsplit(self.url).netloc[:255]

    def pinned(self) -> "Sequence[Certificate]":
        """The certificates that are pinned. Raises BadRoot."""
        return roots_in(self.root)


def authority(url: str, root: str) -> Authority | None:
    """The authority of two settings; None where they name none. Raises ValueError, with a sentence
    for the operator.
    """
    if not url and not root:
        return None
    if not url or not root:
        raise ValueError("CPDBOT_TSA_URL and CPDBOT_TSA_ROOT go together: set both, or none.")
    if not _is_address(url):
        raise ValueError("CPDBOT_TSA_URL is no address of a time-stamp authority (http or https).")
    found = Authority(url, Path(root))
    try:
        found.pinned()
    except BadRoot as error:
        raise ValueError(f"CPDBOT_TSA_ROOT: {error}.") from error
    return found


def _is_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        named = address.hostname
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(named) and address.username is None
