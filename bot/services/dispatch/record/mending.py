"""What is to become of answers that earlier releases kept, and that read as no account."""

from bot.policy.vocabulary import STAGES, Stage
from bot.services import mending
from bot.services.desk import Desk
from bot.services.dispatch.action import action
from bot.services.dispatch.record.of_entry import OfEntry
from bot.services.refused import Refused


@action()
class MendAnswer(OfEntry):
    """One line of a stage; `mark` says which."""

    stage: str
    mark: str

    def stage_of(self) -> Stage:
        """The stage that it names. Raises Refused for an unknown one."""
        for known in STAGES:
            if known == self.stage:
                return known
        raise Refused("old_button")


@action("move_answer")
class MoveAnswer(MendAnswer):
    """It belongs elsewhere."""

    def do(self, desk: Desk) -> None:
        mending.move(desk, self.found(desk), self.stage_of(), self.mark)


@action("keep_answer")
class KeepOldAnswer(MendAnswer):
    """It is an answer."""

    def do(self, desk: Desk) -> None:
        mending.keep(desk, self.found(desk), self.stage_of(), self.mark)


@action("remove_answer")
class RemoveAnswer(MendAnswer):
    """It belongs nowhere."""

    def do(self, desk: Desk) -> None:
        mending.remove(desk, self.found(desk), self.stage_of(), self.mark)
