"""The kinds of messages about what is shared and signed off, without their words."""

from functools import partial
from typing import Final

from bot.services.context.message_kinds import MessageKind

_of_share = partial(MessageKind, keeps=("share_id",))

TOLD: Final = _of_share("share_told")
"""To whom something is shared with; no word of what is shared stands in it."""
MADE: Final = _of_share("share_made", shows_words=True)
"""To the member who shares it."""
GUEST: Final = MessageKind(
    "share_guest", keeps=("slack_id", "name", "entry_id", "last_day", "private_too")
)
"""To the member: whether they mean it."""
OFFER: Final = MessageKind(
    "share_offer", keeps=("slack_id", "name", "entries", "last_day"), shows_words=True
)
"""To the member: whether they want to share one of these entries, or the record where none is."""
ASK: Final = MessageKind("sign_off_ask", keeps=("sign_off_id", "share_id"))
ANSWERED: Final = MessageKind("sign_off_told", keeps=("sign_off_id",), shows_words=True)

KINDS: Final = (TOLD, MADE, GUEST, OFFER, ASK, ANSWERED)
