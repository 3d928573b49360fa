"""What is done with one entry of the member's."""

import hashlib

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.record.entry_changes import find
from storage.row_types import EntryRecord


@action()
class OfEntry(Action):
    """Something done with one entry of the member's."""

    entry: int

    def found(self, ctx: MemberContext) -> EntryRecord:
        """The entry. Raises Refused where it is not the member's."""
        return find(ctx, self.entry)


def mark_of(words: str) -> str:
    """What words of a form's field are known by while it is open: none of them stands in it."""
    return hashlib.sha256(words.encode()).hexdigest()[:8] if words else ""
