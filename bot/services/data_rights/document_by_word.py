"""A document in another form, or of another time, right after one was asked for: "as Word", "and in
Excel too", "only this year".
"""

import re
from datetime import timedelta
from typing import Final

from bot.conversation.documents_named import other_form, other_period
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import document_request
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW
from bot.services.record.incoming.typed_answers import TypedAnswer

_MEANT_FOR: Final = timedelta(hours=12)
"""For so long such words are of the document that was asked for last."""


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Have the same made in those forms, or of that time; whether the message asks that. What was
    asked since is answered first.
    """
    forms, period = other_form(heard.message.text), other_period(heard.message.text)
    if not (forms or period):
        return False
    last = document_request.asked_last(ctx)
    if last is None or ctx.now - last.at > _MEANT_FOR:
        return False
    if heard.asked_at is not None and heard.asked_at > last.at:
        return False
    if period and (ctx.now - last.at > JUST_NOW or heard.held is not None):
        return False
    if period and heard.context.question is not None and not _is_narrowed(heard):
        return False  # "last year" is the day that is asked for, "all of it" what was learnt
    try:
        if forms:
            document_request.ask_again(ctx, last, forms)
        if period:
            document_request.ask_of_another_time(ctx, last, period)
    except Refused as refused:
        ctx.say_refused(refused, thread_ts=heard.message.thread_ts)
    return True


_NARROWS: Final = re.compile(r"\b(?:only|just|make it|instead)\b", re.IGNORECASE)


def _is_narrowed(heard: Heard) -> bool:
    """Whether a time is said to be of what was made, while an entry's question waits."""
    asked_for_a_day = heard.context.question == "date"
    return not asked_for_a_day and _NARROWS.search(heard.message.text) is not None


TYPED_ANSWERS: Final = (TypedAnswer("document_again", 11, _take),)
