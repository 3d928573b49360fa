"""Words that are held until the member says what they were meant to be."""

from typing import ClassVar

from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.record import capture
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.incoming import corrections, held_words


@action("settle")
class SettleMessage(Action):
    """What a message that is held was meant to be; `key` says which."""

    key: str
    choice: str

    def do(self, ctx: MemberContext) -> None:
        held_words.settle(ctx, self.key, self.choice)


@action("change_saved")
class ChangeSaved(Action):
    """Whether a saved entry is to be changed as a message said; `key` says which message."""

    key: str
    yes: bool = False

    def do(self, ctx: MemberContext) -> None:
        corrections.settle_change(ctx, self.key, yes=self.yes)


@action()
class Settle(OfEntry):
    """What held words of an entry were meant to be; `key` says which words."""

    choice: ClassVar[capture.Choice] = "leave"
    key: str

    def do(self, ctx: MemberContext) -> None:
        capture.settle(ctx, self.found(ctx), self.key, self.choice)


@action("new_entry")
class NewEntry(Settle):
    """A new entry."""

    choice: ClassVar[capture.Choice] = "new"


@action("my_answer")
class MyAnswer(Settle):
    """The answer to the question."""

    choice: ClassVar[capture.Choice] = "answer"


@action("again")
class Again(Settle):
    """The same done once more."""

    choice: ClassVar[capture.Choice] = "again"


@action("same")
class Same(Settle):
    """The same said twice."""

    choice: ClassVar[capture.Choice] = "same"


@action("update")
class Update(Settle):
    """A saved entry is to say what its edited message says."""

    choice: ClassVar[capture.Choice] = "update"


@action("leave_it")
class LeaveIt(Settle):
    """A saved entry stays as it is."""

    choice: ClassVar[capture.Choice] = "leave"
