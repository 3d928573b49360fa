"""The kinds of messages that come by themselves, without their words."""

from typing import Final

from bot.services.context.message_kinds import MessageKind
from bot.services.nudges import sending, weekly_review, write_ups

NUDGE: Final = MessageKind(
    "nudge",
    keeps=("nudge_id",),
    shows_words=True,
    still_due=sending.still_due,
    on_sent=sending.was_sent,
    on_cancelled=sending.was_cancelled,
    on_given_up=sending.was_given_up,
)
WRITE_UP: Final = MessageKind(
    write_ups.KIND,
    keeps=("write_up_id",),
    shows_words=True,
    still_due=sending.write_up_still_due,
    on_given_up=None,
)
REVIEW: Final = MessageKind(
    weekly_review.KIND,
    shows_words=True,
    still_due=sending.review_still_due,
    on_cancelled=sending.review_comes_again,
    on_given_up=None,
)

KINDS: Final = (NUDGE, WRITE_UP, REVIEW)
