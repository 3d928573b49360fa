"""An account that goes on: told in bits, of the draft whose answer came just before."""

import re
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import KnownEntry
from bot.conversation.understanding.accounts import asks_more, is_account
from bot.conversation.understanding.classified import kinds
from bot.conversation.understanding.message import LEARNING, Message

_OPENS: Final = re.compile(
    r"(?:\W*(?:yes|yeah|yep|ok|well|oh),? )*(?:and|also|plus|because|coz|cos|cause|cuz|bec|so|but|"
    r"which|that'?s why|then|otherwise|especially|mainly|mostly|since|if not|or else|as "
    r"(?:we|i)|(?:on|at|in|for|with|when|during|before|after)(?= \S+ \S+))\b"
)
"""How a sentence begins that goes on from another."""

_REFERS: Final = re.compile(
    r"(?:[\w'’]+ ){0,5}(?:it|its|it's|that|this|them|they|those|these|one|ones|him|her|she|he)\b"
)
"""What was spoken of just before is meant."""

_OF_A_RECORD: Final = re.compile(
    r"\b(?:log(?:ged)?|saved?|entry|entries|record|credits?|points|cpd|certificate|cert|pdf|photo|"
    r"bot|message|(?:the|your|this|that|next|last|these|those) questions?|reminder|undo|bring "
    r"(?:it|that|this) back|manager|boss)\b"
)
_LIKELY, _HARDLY = 0.6, 0.2
_LIKELY_ON_ITS_OWN: Final = 0.5


def goes_on(message: Message, span: Span) -> KnownEntry | None:
    """The draft that words are but more of an account of: it was told of just before, no other is
    open, nothing is asked about, and they open like what goes on, refer to it, or say what was
    learnt or what follows. None where that is not plain.
    """
    context, low = message.context, message.folded(span)
    last = context.entry(context.last)
    drafts = [one for one in context.entries if one.status == "draft"]
    if context.question is not None or last is None or not last.told or drafts != [last]:
        return None
    if message.has_length(span) or _OF_A_RECORD.search(low) or asks_more(low):
        return None
    if LEARNING.search(low) or not is_account(message, span):
        return None
    found = kinds(message, span)
    if found is not None and found["activity"] > _HARDLY:
        return None
    told = message.opens_with_account(span)
    least = _LIKELY_ON_ITS_OWN if told else _LIKELY
    if found is not None and found["account"] < least:
        return None
    return last if told or _OPENS.match(low) or _REFERS.match(low) else None
