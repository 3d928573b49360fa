"""The kinds of messages that come by themselves, without their words."""

from typing import Final

from bot.services.context.message_kinds import MessageKind
from bot.services.nudges import delivery_hooks, weekly_review, write_ups

NUDGE: Final = MessageKind(
    "nudge",
    keeps=("nudge_id",),
    shows_words=True,
    still_due=delivery_hooks.still_due,
    on_sent=delivery_hooks.was_sent,
    on_cancelled=delivery_hooks.was_cancelled,
    on_given_up=delivery_hooks.was_given_up,
)
WRITE_UP: Final = MessageKind(
    write_ups.KIND,
    keeps=("write_up_id",),
    shows_words=True,
    still_due=delivery_hooks.write_up_still_due,
    on_given_up=None,
)
REVIEW: Final = MessageKind(
    weekly_review.KIND,
    shows_words=True,
    still_due=delivery_hooks.review_still_due,
    on_cancelled=delivery_hooks.review_comes_again,
    on_given_up=None,
)

KINDS: Final = (NUDGE, WRITE_UP, REVIEW)
