"""Actions by messages in the member's conversation with the bot: written, and edited.

What a message is, is found out by `bot.conversation`; what a typed word means is an action like
that of the button which says the same.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.conversation.control import ControlWord
from bot.services import capture
from bot.services.desk import Desk
from bot.services.dispatch import record
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.members import ShowHelp
from bot.services.dispatch.pages import Page
from bot.services.refused import Refused

_BY_ITSELF: Final[Mapping[ControlWord, Callable[[], Action]]] = {
    "help": ShowHelp,
    "status": record.ShowStanding,
    "undo": record.Undo,
}
_OF_ENTRY: Final[Mapping[ControlWord, Callable[[int, str | None], Action]]] = {
    "save": lambda entry, thread_ts: record.Save(entry, by_word=True, thread_ts=thread_ts),
    "cancel": lambda entry, _: record.Discard(entry, by_word=True),
    "discard": lambda entry, _: record.Discard(entry, by_word=True),
    "skip": lambda entry, thread_ts: record.Skip(entry, by_word=True, thread_ts=thread_ts),
    "later": lambda entry, thread_ts: record.PutOff(entry, by_word=True, thread_ts=thread_ts),
    "back": lambda entry, thread_ts: record.GoBack(entry, by_word=True, thread_ts=thread_ts),
}


@action()
class Write(Action):
    """A message to the bot."""

    message: capture.Message

    def do(self, desk: Desk) -> Page | None:
        asked = capture.receive(desk, self.message)
        if asked is None:
            return None
        return _meant(asked, self.message.thread_ts).do(desk)


@action()
class Edit(Action):
    """Another text for a message that was written before."""

    message: capture.Message

    def do(self, desk: Desk) -> None:
        capture.edited(desk, self.message)


def _meant(asked: capture.Asked, thread_ts: str | None) -> Action:
    """The action of a typed word."""
    if asked.word in _BY_ITSELF:
        return _BY_ITSELF[asked.word]()
    if asked.entry_id is None:
        raise Refused("no_open_draft")
    return _OF_ENTRY[asked.word](asked.entry_id, thread_ts)
