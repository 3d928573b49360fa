"""RFC 3161 time-stamps: what is asked of an authority, and whether its receipt holds.

What is stamped is a root as its 64 hexadecimal digits in ASCII, by its SHA-256. A receipt is a
whole `TimeStampResp` in DER, as `openssl ts` reads and writes it.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.archive.proof_checks import Receipt, ReceiptRefused

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

RECEIPT_MOST: Final = 256 * 1024
"""Bytes of a receipt."""

QUERY: Final = "application/timestamp-query"
REPLY: Final = "application/timestamp-reply"


class BadRoot(ValueError):  # noqa: N818 - a sentence for the operator
    """What should be an authority's root is no certificate that can be read."""


def roots_in(pem: Path) -> "tuple[Certificate, ...]":
    """The certificates that a PEM file pins. Raises BadRoot."""
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 - start time

    try:
        return tuple(load_pem_x509_certificates(pem.read_bytes()))
    except (OSError, ValueError) as error:
        raise BadRoot(f"{pem.name} holds no certificate in PEM form that can be read") from error


def request(root: str) -> tuple[bytes, int | None]:
    """A request over a root, with its nonce, by which the answer is known."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415

    building = TimestampRequestBuilder().data(root.encode()).hash_algorithm(HashAlgorithm.SHA256)
    made = building.build()
    return made.as_bytes(), made.nonce


def trial() -> str:
    """Something to be stamped that stands for nothing."""
    return secrets.token_hex(32)


def verified(
    content: bytes, root: str, pinned: "Sequence[Certificate]", nonce: int | None = None
) -> datetime:
    """When an authority saw a root, by its receipt; its certificate must lead to one of those that
    are pinned, and have been valid at that time. Raises ReceiptRefused.
    """
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415

    response = _decoded(content)
    builder = VerifierBuilder(roots=[*pinned], nonce=nonce)
    try:
        builder.build().verify_message(response, root.encode())
    except VerificationError as error:
        raise ReceiptRefused(_why(response, root, error)) from error
    except Exception as error:
        raise ReceiptRefused("it cannot be read") from error
    return response.tst_info.gen_time.astimezone(UTC)


class Reader:
    """Reads receipts for `bot.archive`. Without a pinned root only what a receipt says is read."""

    def __init__(self, pinned: "Sequence[Certificate]" = ()) -> None:
        self._pinned = pinned

    def __call__(self, content: bytes, root: str) -> Receipt:
        """What it says of a root. Raises ReceiptRefused."""
        if self._pinned:
            return Receipt(verified(content, root, self._pinned), pinned=True)
        response = _decoded(content)
        over, at = _said(response, root)
        if not over:
            raise ReceiptRefused("it is over something else")
        return Receipt(at, pinned=False)


def _said(response: "TimeStampResponse", root: str) -> tuple[bool, datetime]:
    """Whether it is over a root, and when it was made, as it says itself."""
    try:
        return _is_over(response, root), response.tst_info.gen_time.astimezone(UTC)
    except Exception as error:
        raise ReceiptRefused("it cannot be read") from error


def _decoded(content: bytes) -> "TimeStampResponse":
    from rfc3161_client import decode_timestamp_response  # noqa: PLC0415

    if len(content) > RECEIPT_MOST:
        raise ReceiptRefused("it is far too large")
    try:
        return decode_timestamp_response(content)
    except Exception as error:
        raise ReceiptRefused("it is no receipt") from error


def _is_over(response: "TimeStampResponse", root: str) -> bool:
    return response.tst_info.message_imprint.message == hashlib.sha256(root.encode()).digest()


def _why(response: "TimeStampResponse", root: str, error: Exception) -> str:
    """In our words: the library's may hold names out of certificates."""
    from rfc3161_client import PKIStatus  # noqa: PLC0415

    if response.status != PKIStatus.GRANTED:
        return f"the authority refused (status {response.status})"
    if not _is_over(response, root):
        return "it is over something else"
    if "Nonce" in str(error):
        return "it answers another request"
    return "its signature does not lead to the root certificate that is pinned"
