"""Help as it is shown, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.services.dispatch.pages import Message
from bot.services.schemes.standings import SchemeStanding


@dataclass(frozen=True)
class Help(Message):
    """What can be said; with the standing in short where there is one. `more`: commands, too, those
    of an administrator's among them. `lost`: it answers a question that was not understood.
    `coach`: there is one that the member may turn on.
    """

    kind: ClassVar[str] = "help"
    standings: tuple[SchemeStanding, ...] | None
    administrator: bool
    more: bool = False
    lost: bool = False
    coach: bool = False

    def queued(self) -> Mapping[str, Any]:
        return {"lost": True} if self.lost else {}
