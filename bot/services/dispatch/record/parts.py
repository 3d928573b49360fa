"""What is long and began before the cycle is logged in parts."""

from typing import Final

from bot.services import entries
from bot.services.desk import Desk
from bot.services.dispatch.action import action
from bot.services.dispatch.record.of_entry import OfEntry
from bot.services.entries import Source
from bot.services.labels import Label


@action("log_parts")
class LogParts(OfEntry):
    """Begin a draft of the part that was done in the cycle."""

    def do(self, desk: Desk) -> None:
        whole = self.found(desk)
        entries.begin_part(desk, whole, Source(f"parts:{desk.origin.key}", whole.title or ""))


LABELS: Final = (
    Label(
        "Log its parts",
        lambda entry: entry.status == "logged" and entry.start_date != entry.end_date,
        of_saved=LogParts,
    ),
)
