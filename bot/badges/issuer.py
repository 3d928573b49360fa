"""Who issues badges, as the operator has set it up: a name, an address, a folder of keys."""

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from bot.badges.keys import Key

_DID: Final = re.compile(r"did:web:[A-Za-z0-9.-]+(?:%3A[0-9]{1,5})?(?::[A-Za-z0-9._%-]+)*")
NEEDS: Final = "openbadgeslib"


@dataclass(frozen=True, slots=True)
class Issuer:
    """`address` is a did:web or the https address of the issuer's profile; `keys` a folder."""

    name: str
    address: str
    keys: Path

    @property
    def is_did(self) -> bool:
        return self.address.startswith("did:")

    def names(self, key: Key) -> str:
        """By what a badge's signature names a key (`kid`): a verification method of the did:web, or
        where the key is published (Open Badges 3.0, section 8.2.3).
        """
        if self.is_did:
            return f"{self.address}#{key.id}"
        return urljoin(self.address, f"keys/{key.id}.json")

    @property
    def document(self) -> str:
        """Where the document is to be that says who the issuer is (did:web, section 3.2)."""
        if not self.is_did:
            return self.address
        host, *path = (unquote(one) for one in self.address.removeprefix("did:web:").split(":"))
        where = "/".join(path) or ".well-known"
        return f"https://{host}/{where}/did.json"


def issuer(name: str, address: str, keys: str) -> Issuer | None:
    """Who issues badges; None where nothing is set. Raises ValueError with what to do."""
    if not (name or address or keys):
        return None
    if not (name and address and keys):
        raise ValueError(
            "CPDBOT_BADGES_NAME, CPDBOT_BADGES_ISSUER and CPDBOT_BADGES_KEYS belong together: set "
            "all three, or none."
        )
    if not _is_address(address):
        raise ValueError(
            "CPDBOT_BADGES_ISSUER is to be a did:web, such as did:web:cpd.example.com, or the "
            "https address of the issuer's profile."
        )
    if find_spec(NEEDS) is None:
        raise ValueError(
            "CPDBOT_BADGES_ISSUER is set, and what signs badges is not installed. Run: "
            "pip install 'cpdbot[badges]'"
        )
    return Issuer(name, address, Path(keys))


def _is_address(address: str) -> bool:
    if address.startswith("did:"):
        return _DID.fullmatch(address) is not None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    plain = not (parts.username or parts.query or parts.fragment)
    return parts.scheme == "https" and bool(host) and plain and parts.path not in ("", "/")
