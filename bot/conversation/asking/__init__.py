"""Questions to the bot: which message is one, about what. Pure; never raises.

`rows` are the tables of what is asked, with examples beside them; `words` is their vocabulary,
`at_hand` is what is asked of the entry or question just spoken of, `periods` are stretches of days,
and `nearest` is what a question is about that no row answers.
Which room answers a topic, `bot.services.dispatch.questions` finds.
"""

from bot.conversation.asking.asked import Asked, Period, Topic
from bot.conversation.asking.nearest import nearest
from bot.conversation.asking.recognising import asked, is_a_name, plainly_asked, seems_asked

__all__ = [
    "Asked",
    "Period",
    "Topic",
    "asked",
    "is_a_name",
    "nearest",
    "plainly_asked",
    "seems_asked",
]
