"""The time-stamp authority as the operator has set it up; none without."""

from bot.app.start import CannotStart
from bot.settings import Settings
from bot.timestamps.authority import Authority, authority


def stamped_by(settings: Settings) -> Authority | None:
    """Who stamps the roots of months. Raises CannotStart."""
    try:
        return authority(settings.tsa_url, settings.tsa_root)
    except ValueError as error:
        raise CannotStart(str(error)) from error
