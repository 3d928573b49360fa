"""Who issues badges, as the operator has set it up; nobody without."""

from bot.app.start import CannotStart
from bot.badges.issuer import Issuer, issuer
from bot.settings import Settings


def issued_by(settings: Settings) -> Issuer | None:
    """Who issues badges. Raises CannotStart."""
    try:
        return issuer(settings.badges_name, settings.badges_issuer, settings.badges_keys)
    except ValueError as error:
        raise CannotStart(str(error)) from error
