"""Whoever says that they are away may want quiet: it is offered, until the day they name."""

import re
from typing import Any, Final

from bot.conversation.leave_named import names_leave
from bot.services.context.member_context import MemberContext
from bot.services.nudges import pausing
from bot.services.record.incoming.asides import AsideAnswer
from bot.services.record.incoming.heard import Heard

_IS_UNWELL: Final = re.compile(
    r"\b(?:sick|ill|poorly|unwell|covid|(?:the )?flu|food poisoning|bad back|stomach bug|migraine|"
    r"lurgy|fever|chickenpox|hospital|funeral|broke|not (?:feeling )?well|bereavement|surgery|"
    r"operation|stress|op on)\b"
)
_BE_QUIET: Final = re.compile(
    r"\b(?:don'?t|do not|stop|no|not) (?:be )?(?:bug|bother|messag|nudg|ping|text|chas|hassl|"
    r"disturb|"
    r"contact|remind)\w*|\bleave me alone\b"
)
"""Quiet is asked for along with it, so that it need not be offered."""


def _offer_to_pause(ctx: MemberContext, heard: Heard) -> bool:
    """Offer quiet; only for the ill one is sorry. What is a leave is told with its days."""
    ill = _IS_UNWELL.search(heard.message.text.lower()) is not None
    if not ill and names_leave(heard.message.text):
        ctx.reply("offer", {"sentence": "leave_or_pause"}, thread_ts=heard.message.thread_ts)
        return True
    day = pausing.day_named(ctx, heard.message.text)
    if day is not None and _BE_QUIET.search(heard.message.text.lower()):
        ctx.reply("say", {"sentence": "paused", "day": pausing.pause_until(ctx, day).isoformat()})
        return True
    values: dict[str, Any] = {"sentence": "sorry_to_hear" if ill else "shall_i_pause"}
    if day is not None:
        values = {
            "sentence": "sorry_pause_until" if ill else "shall_i_pause_until",
            "day": day.isoformat(),
        }
    ctx.reply("offer", values, thread_ts=heard.message.thread_ts)
    return True


ASIDES: Final = (AsideAnswer("away", _offer_to_pause),)
