"""What members are shown of where they stand, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.services.dispatch.pages import Message
from bot.services.schemes.qualities import QualitiesView
from bot.services.schemes.standings import SchemeStanding


@dataclass(frozen=True)
class Standing(Message):
    """Where the member stands under each of their schemes."""

    kind: ClassVar[str] = "status"
    standings: tuple[SchemeStanding, ...]


@dataclass(frozen=True)
class Qualities(Message):
    """How the member's own record looks beside the qualities that their scheme names."""

    kind: ClassVar[str] = "qualities"
    view: QualitiesView

    def queued(self) -> Mapping[str, Any]:
        return {"enrolment": self.view.enrolment_id}
