"""The calendar of a process that others move: a file that says how far it is ahead of real time.

For trying and testing: without the file, and without the setting, the calendar is real time.
"""

from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Clock, Clocks, real_time


def clocks_from(path: Path | None, real: Clock = real_time) -> Clocks:
    """Clocks whose calendar follows the file: whole seconds ahead, 0 or more, on one line.

    Whoever moves it puts a new file in the old one's place; it is read each time it is asked.
    Raises ValueError where it holds something else.
    """
    if path is None:
        return Clocks(calendar=real, real=real)
    _ahead(path)

    def calendar() -> datetime:
        return real() + _ahead(path)

    return Clocks(calendar=calendar, real=real)


def _ahead(path: Path) -> timedelta:
    try:
        return timedelta(seconds=max(0, int(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return timedelta()
    except (OSError, ValueError, OverflowError):
        raise ValueError(f"{path} must hold one whole number of seconds.") from None
