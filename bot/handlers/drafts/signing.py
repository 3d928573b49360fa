"""How a source signs: HMAC-SHA256 with its secret over "v1:<timestamp>:<raw body>", in hex. Pure.

The same way as Slack's, so that what is written about that holds here:
https://docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import hashlib
import hmac
import re
from datetime import datetime, timedelta
from typing import Final

VERSION: Final = "v1"
MOST_APART: Final = timedelta(minutes=5)
"""A request that was signed longer ago, or so much later, is not taken."""

_NUMBER: Final = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE: Final = re.compile(r"v1=([0-9a-f]{64})", re.ASCII)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """What stands in `X-Cpdbot-Signature`."""
    text = f"{VERSION}:{timestamp}:".encode() + body
    return f"{VERSION}={hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()}"


def is_fresh(timestamp: str, now: datetime) -> bool:
    """Whether a request was signed at about this time; `timestamp` are Unix seconds."""
    if not _NUMBER.fullmatch(timestamp):
        return False
    return abs(now.timestamp() - int(timestamp)) <= MOST_APART.total_seconds()


def signature_in(header: str) -> str | None:
    """The signature in a header, 64 hex digits; None where it is none."""
    found = _SIGNATURE.fullmatch(header)
    return found[1] if found else None


def is_signed(secret: str, timestamp: str, body: bytes, header: str) -> bool:
    """Whether that signature was made with this secret, in a time that tells nothing of it."""
    if not secret or signature_in(header) is None:
        return False
    return hmac.compare_digest(sign(secret, timestamp, body), header)
