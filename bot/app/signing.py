"""Who signs what leaves: a time-stamp authority the roots of months, the issuer badges."""

from typing import Any

from bot.app.badges import issued_by
from bot.app.timestamps import stamped_by
from bot.settings import Settings


def signed_by(settings: Settings) -> dict[str, Any]:
    """What a context factory is told of them, by its fields. Raises CannotStart."""
    return {"authority": stamped_by(settings), "badges": issued_by(settings)}
