"""A message of a member's: what it is, and what becomes of it. Nothing typed is ever lost."""

from dataclasses import dataclass
from datetime import timedelta

SAME_WITHIN = timedelta(minutes=1)
"""The same sentence again within this time may be a slip: it is asked about."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a member wrote, unescaped. `key` is unique to it; `thread_ts` where it is a reply."""

    key: str
    text: str
    channel: str
    ts: str
    thread_ts: str | None = None
    has_files: bool = False
