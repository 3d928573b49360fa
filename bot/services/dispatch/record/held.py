"""Words that are held until the member says what they were meant to be."""

from typing import ClassVar

from bot.services import capture
from bot.services.desk import Desk
from bot.services.dispatch.action import action
from bot.services.dispatch.record.of_entry import OfEntry


@action()
class Settle(OfEntry):
    """What held words were meant to be; `key` says which words."""

    choice: ClassVar[capture.Choice] = "leave"
    key: str

    def do(self, desk: Desk) -> None:
        capture.settle(desk, self.found(desk), self.key, self.choice)


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
