"""What members are shown of where they stand, as plain values."""

from dataclasses import dataclass
from typing import ClassVar

from bot.services.dispatch.pages import Message
from bot.services.schemes.standings import SchemeStanding


@dataclass(frozen=True)
class Standing(Message):
    """Where the member stands under each of their schemes."""

    kind: ClassVar[str] = "status"
    standings: tuple[SchemeStanding, ...]
