"""A word before an account: "ok back. never hammer the race" is no part of what was learnt."""

import re
from typing import Final

from bot.conversation.understanding.message import Message

_WORD: Final = (
    r"(?:ok|okay|okey|right|alright|all right|well|fine|erm|umm?|uh|hmm+|oh|ah|sure|cool|great|"
    r"good|lovely|nice one|no worries|fair enough|cheers|thanks|ta|hi|hello|hey|sorry|yes|yep|yeah)"
)
_BACK: Final = (
    r"(?:(?:i'?m|am|i am|and) )?(?:back(?: (?:now|again|from (?:lunch|dinner|break|a job|the job|"
    r"tea)))?|here(?: now)?)|(?:was|i was|been|had|got) (?:on|at|in|called|to take|pulled) "
    r"(?:a |the |my |to |away |onto )*(?:call|phone|lunch|break|meeting|job|customer|away|dinner)"
)
_OPENER: Final = re.compile(
    rf"\W*(?:{_WORD}(?:,? (?:mate|then|so|ok|no|now))*,? )?(?:{_BACK})"
    r"(?:[.!;:]+\s|,\s|\s+-+\s|\n)\s*"
    rf"|\W*{_WORD}(?: (?:mate|then|so))*(?:[.!;]+\s|\s+-+\s|\n)\s*"
    r"|\W*(?:ok|okay|well|erm|umm?|uh|hmm+|oh|ah|alright|sorry),\s+"
    r"|\W*(?:ok|okay|erm|umm?|uh|hmm+)\s+(?=the |a |an |you |u |we |i |if |when |that |it |never |"
    r"always |dont |don't |so |well |i'|one )"
    r"|\W*(?:right|well)\s+(?=the |you |we |i |if |one thing)"
)
_FEWEST: Final = 2

EXAMPLES: Final = (
    ("ok back. never hammer the outer race", "never hammer the outer race"),
    ("right im back, never hammer the outer race", "never hammer the outer race"),
    ("sorry was on a call. zero the yaw sensor", "zero the yaw sensor"),
    ("fine. you cant heat near the adhesive", "you cant heat near the adhesive"),
    ("ok the k factor changes with the tyres", "the k factor changes with the tyres"),
    ("well, paint times are in the manual", "paint times are in the manual"),
    ("well one thing, copper grease swells rubber", "one thing, copper grease swells rubber"),
    ("fine, medium and coarse grit have a colour each", None),
    ("right hand threads on the left drum", None),
    ("well nuts strip if you overtighten them", None),
    ("good earths cure most faults", None),
    ("back the calliper off before the disc", None),
    ("no, prove dead before you unplug it", None),
    ("yes", None),
    ("ok. thanks", None),
)
"""Messages, and the account in them; None where no word stands before it."""


def begins(message: Message) -> int | None:
    """Where an account can begin, behind a word that is said before it; None where none stands
    there, or nothing behind it.
    """
    found = _OPENER.match(message.low)
    if found is None or len(message.low[found.end() :].split()) < _FEWEST:
        return None
    return found.end()
