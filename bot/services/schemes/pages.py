"""What members are shown of where they stand, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.services.dispatch.pages import Message
from bot.services.schemes.qualities import QualitiesView
from bot.services.schemes.standings import SchemeStanding
from bot.services.schemes.what_if import WhatIf


@dataclass(frozen=True)
class Standing(Message):
    """Where the member stands under each of their schemes. `doubted`: of how many entries an
    auditor doubts that they count, by pack; the totals stay as they are.
    """

    kind: ClassVar[str] = "status"
    standings: tuple[SchemeStanding, ...]
    doubted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Qualities(Message):
    """How the member's own record looks beside the qualities that their scheme names."""

    kind: ClassVar[str] = "qualities"
    view: QualitiesView

    def queued(self) -> Mapping[str, Any]:
        return {"enrolment": self.view.enrolment_id}


@dataclass(frozen=True)
class WhatIfShown(Message):
    """Where the member would stand if something were so; it is supposed, and not kept."""

    kind: ClassVar[str] = "what_if"
    what_if: WhatIf

    def queued(self) -> Mapping[str, Any]:
        return self.what_if.change.queued()
