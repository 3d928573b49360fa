"""What a source says that somebody has done, as plain values; how it was said is the handlers'."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.conversation.activities import ActivityType

TITLE_MOST: Final = 200
PERSON_MOST: Final = 200
PROVIDER_MOST: Final = 120
LINK_MOST: Final = 2000


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that was done. `person` is who did it, as the source calls them.

    It was done from `start` to `end` (civil dates), or completed `at` a moment (aware), whose day
    is that of the member's own zone. `minutes` are whole and above zero. `id` is by what the source
    knows it, empty where it does not say: what was sent before under it is not taken twice.
    """

    person: str
    title: str
    start: date | None = None
    end: date | None = None
    at: datetime | None = None
    minutes: int | None = None
    provider: str | None = None
    type: ActivityType | None = None
    link: str | None = None
    id: str = ""

    @property
    def ref(self) -> str | None:
        """By what it is known again: no word of it, and of one length."""
        if not self.id:
            return None
        return hashlib.sha256(f"{self.person}\n{self.id}".encode()).hexdigest()

    def content(self) -> dict[str, Any]:
        """What is kept until it is a draft: plain values, without the person."""
        return {
            "title": self.title,
            "start": self.start and self.start.isoformat(),
            "end": self.end and self.end.isoformat(),
            "at": self.at and self.at.isoformat(),
            "minutes": self.minutes,
            "provider": self.provider,
            "type": self.type,
            "link": self.link,
        }


def columns(content: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """The columns of an entry that such content fills, in the member's zone."""
    start = date.fromisoformat(content["start"]) if content["start"] else None
    end = date.fromisoformat(content["end"]) if content["end"] else start
    if content["at"]:
        start = end = datetime.fromisoformat(content["at"]).astimezone(zone).date()
    return {
        "title": content["title"],
        "start_date": start,
        "end_date": end,
        "minutes": content["minutes"],
        "type": content["type"],
        "provider": content["provider"],
    }
