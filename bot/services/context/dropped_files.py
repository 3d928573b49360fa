"""A file as Slack tells of it: what somebody dropped in their conversation, or put into a form.

Nothing of it is believed but where it is to be had: what it is, its content says.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """What is known before it is fetched. Words are those of whoever dropped it: they are data,
    and stand in no log.

    `url` is Slack's private address, empty where there is none; `size` in bytes, as told.
    `external`: Slack holds a link to it and no bytes, and `url` is that link. `needs_info`: it is
    another organisation's, and Slack tells the rest by `files.info` alone. `gone`: it was deleted,
    or a free plan hides it.
    `audio`: a voice clip or another recording; `transcript` what Slack wrote down of it, as far as
    that is sent along; `transcript_url` is where the whole of it is, `transcribing` that it is not
    there yet.
    """

    id: str
    name: str = ""
    media_type: str = ""
    size: int | None = None
    url: str = ""
    external: bool = False
    needs_info: bool = False
    gone: bool = False
    audio: bool = False
    transcript: str | None = None
    transcript_url: str = ""
    transcribing: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON takes it, for what a job is asked."""
        return asdict(self)

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> "DroppedFile":
        """From what `plain` gave; what a newer release added is passed over."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in plain.items() if name in known})
