"""The issuer's keys (Ed25519): files in a folder of the operator's, of which the newest signs.

`<id>.pem` is a private key, of mode 0600; `<id>.pub.pem` its public half, which stays for as long
as badges that it has signed are to be verified. An id begins with the moment at which its key was
made. No message here holds anything of a private key.
"""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_ID: Final = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}")
_PUBLIC: Final = ".pub.pem"
_PRIVATE: Final = ".pem"
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
OWNER_ALONE: Final = 0o600


class KeyTroubleError(Exception):
    """What is amiss with the keys, in a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key. `signs`: its private half is there."""

    id: str
    made_on: date
    public: Ed25519PublicKey
    signs: bool

    @property
    def raw(self) -> bytes:
        """The public key's 32 bytes (RFC 8032)."""
        return self.public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def make_key(folder: Path, at: datetime) -> Key:
    """A new key, which signs from now on. `folder` is made where there is none, for its owner
    alone. Raises KeyTroubleError.
    """
    private = Ed25519PrivateKey.generate()
    public = private.public_key()
    raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    moment = at.astimezone(UTC)
    made = f"{moment.strftime(_MOMENT)}-{hashlib.sha256(raw).hexdigest()[:8]}"
    if any(one.id[:16] >= made[:16] for one in kept_keys(folder)):
        raise KeyTroubleError(
            "There is a key of this very moment, or of a later one: see the clock."
        )
    secret = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    shown = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / f"{made}{_PRIVATE}", secret)
        _write(folder / f"{made}{_PUBLIC}", shown)
    except OSError as error:
        raise KeyTroubleError(f"{folder}: {error.strerror}") from error
    return Key(made, moment.date(), public, signs=True)


def kept_keys(folder: Path) -> tuple[Key, ...]:
    """All keys, the newest first; none where there is no folder. Raises KeyTroubleError."""
    try:
        names = {one.name for one in folder.iterdir()} if folder.exists() else set()
        ids = {name.removesuffix(_PUBLIC) for name in names if name.endswith(_PUBLIC)}
        found = [_key(folder, one, names) for one in ids if _ID.fullmatch(one)]
    except OSError as error:
        raise KeyTroubleError(f"{folder}: {error.strerror}") from error
    return tuple(sorted(found, key=lambda one: one.id, reverse=True))


def signing_key(folder: Path) -> tuple[Key, Ed25519PrivateKey]:
    """The newest key with its private half: no other signs. Raises KeyTroubleError."""
    newest = next(iter(kept_keys(folder)), None)
    if newest is None:
        raise KeyTroubleError(f"{folder} holds no key. Run: cpdbot badges key")
    if not newest.signs:
        raise KeyTroubleError(
            f"The private half of the newest key, {newest.id}, is gone. Run: cpdbot badges key"
        )
    path = folder / f"{newest.id}{_PRIVATE}"
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & ~OWNER_ALONE:
            raise KeyTroubleError(f"{path} is not for its owner alone. Run: chmod 600 {path}")
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise KeyTroubleError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyTroubleError(f"{path} is no private key. Put its back-up in its place.") from None
    if not isinstance(private, Ed25519PrivateKey) or _raw(private.public_key()) != newest.raw:
        raise KeyTroubleError(f"{path} is not the private half of {newest.id}{_PUBLIC}.")
    return newest, private


def _key(folder: Path, key_id: str, names: set[str]) -> Key:
    path = folder / f"{key_id}{_PUBLIC}"
    try:
        public = serialization.load_pem_public_key(path.read_bytes())
    except (ValueError, UnsupportedAlgorithm):
        raise KeyTroubleError(f"{path} is no public key. Put its back-up in its place.") from None
    if not isinstance(public, Ed25519PublicKey):
        raise KeyTroubleError(f"{path} is no Ed25519 key.")
    made_on = datetime.strptime(key_id[:16], _MOMENT).replace(tzinfo=UTC).date()
    return Key(key_id, made_on, public, signs=f"{key_id}{_PRIVATE}" in names)


def _raw(public: Ed25519PublicKey) -> bytes:
    return public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _write(path: Path, content: bytes) -> None:
    """A new file for its owner alone, whatever the umask."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE), "wb") as file:
        file.write(content)
