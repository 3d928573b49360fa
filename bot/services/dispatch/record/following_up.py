"""What the member wants to be asked about on a day."""

from abc import abstractmethod

from bot.conversation.questions import question
from bot.services import follow_ups
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.record.answering import AnswerForm, answer_form
from bot.services.dispatch.record.of_entry import OfEntry


@action()
class OfFollowUp(Action):
    """About one of them, by its number."""

    number: int

    @abstractmethod
    def do(self, desk: Desk) -> None: ...


@action("drop_follow_up")
class DropFollowUp(OfFollowUp):
    """Not to be asked after all."""

    def do(self, desk: Desk) -> None:
        follow_ups.drop(desk, self.number)


@action("follow_up_later")
class FollowUpLater(OfFollowUp):
    """To be asked on the next working day."""

    def do(self, desk: Desk) -> None:
        follow_ups.put_off(desk, self.number)


@action("nothing_changed")
class NothingChanged(OfFollowUp):
    """It has changed nothing."""

    def do(self, desk: Desk) -> None:
        follow_ups.nothing_changed(desk, self.number)


@action("nothing_changed_in")
class NothingChangedIn(OfEntry):
    """An entry has changed nothing, and that is its evaluation."""

    def do(self, desk: Desk) -> None:
        follow_ups.nothing_changed_in(desk, self.found(desk))


@action("answer_follow_up")
class AskToFollowUp(OfEntry):
    """Open the question how a plan went, to answer it privately."""

    def do(self, desk: Desk) -> AnswerForm:
        entry = self.found(desk)
        return answer_form(entry, question("changed", dialogue_about(desk, entry).facts))
