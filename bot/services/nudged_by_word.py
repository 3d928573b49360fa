""" "When will you write one up?" answered in words: "Tuesday at 9", "another time", "not now".

A message is an answer only while the nudge's question is the one that was asked last, and only if
it is nothing else.
"""

from datetime import datetime
from typing import Final

from bot.conversation.text import clean, folded
from bot.conversation.times_named import TimeNamed, time_named
from bot.services import acting, write_ups
from bot.services.desk import Desk
from bot.services.listening import Heard, pending_until
from bot.services.refused import Refused
from storage.member_file import UnsettledNudge
from storage.records import NudgeRecord

ASKS: Final = "behind"
"""The kind of nudge that asks when."""

_UNCLEAR: Final = frozenset({"My answer", "New entry", "Forget it"})
"""What can be chosen where it is asked what a message is."""

_BY_FORM: Final = frozenset({"another time", "another day", "other time", "some other time"})
_NOT_NOW: Final = frozenset(
    {"not now", "later", "skip", "skip it", "no", "no thanks", "never mind", "not today", "nope"}
)


def take(desk: Desk, heard: Heard) -> bool:
    """Take a message as the answer to the open question, and say what came of it; whether it was
    one. Raises Refused: time_has_passed, time_too_far.
    """
    asked = _asked(desk, heard)
    if asked is None:
        return False
    said = folded(clean(heard.message.text).text).strip(" .!")
    if said in _BY_FORM:
        desk.reply("say", {"sentence": "use_the_button", "button": "Another time"})
        return True
    if said in _NOT_NOW:
        desk.reply("say", {"sentence": "all_right"})
        return True
    named = time_named(heard.message.text, desk.now, desk.zone)
    if heard.held is not None and named is not None:
        acting.let_go(desk, heard.held.key)  # said anew, and clearly
    nudge = desk.work.nudges.get(asked.id) if named is not None else None
    if named is None or nudge is None:
        return False
    _plan(desk, nudge, named)
    return True


def _asked(desk: Desk, heard: Heard) -> UnsettledNudge | None:
    """The nudge whose question was asked last, as long as that waits."""
    if heard.about is not None:
        return None
    if heard.held is not None and not _UNCLEAR.issuperset(heard.held.values.get("labels", ("?",))):
        return None
    file = desk.work.files.of(desk.member.id)
    newest = next(iter(file.unsettled), None)
    if newest is None or newest.kind != ASKS:
        return None
    return newest if desk.now < pending_until(desk, newest.delivered_at) else None


def _plan(desk: Desk, nudge: NudgeRecord, named: TimeNamed) -> None:
    minutes = named.minutes
    if minutes is None:
        minutes = _offered_on(desk, nudge, named)
    try:
        made = write_ups.plan(desk, named.day, minutes, nudge=nudge.id)
    except Refused as refused:
        desk.reply("say", {"sentence": refused.sentence, **refused.values})
        return
    at: datetime = write_ups.on_clock(desk, made.at)
    desk.reply("say", {"sentence": "planned_for", "at": at.isoformat()})


def _offered_on(desk: Desk, nudge: NudgeRecord, named: TimeNamed) -> int:
    """Of a day without a time: the time that the nudge offers then, else that of its first."""
    offered = write_ups.offered(desk, nudge)
    at = next((one for one in offered if one.date() == named.day), next(iter(offered), None))
    return 9 * 60 if at is None else at.hour * 60 + at.minute
