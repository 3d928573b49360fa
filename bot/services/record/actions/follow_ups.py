"""What the member wants to be asked about on a day."""

from abc import abstractmethod

from bot.conversation.dialogue_questions import question
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.record import follow_ups
from bot.services.record.actions.answering import AnswerForm, answer_form
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.dialogue import dialogue_about


@action()
class OfFollowUp(Action):
    """About one of them, by its number."""

    number: int

    @abstractmethod
    def do(self, ctx: MemberContext) -> None: ...


@action("drop_follow_up")
class DropFollowUp(OfFollowUp):
    """Not to be asked after all."""

    def do(self, ctx: MemberContext) -> None:
        follow_ups.drop(ctx, self.number)


@action("follow_up_later")
class FollowUpLater(OfFollowUp):
    """To be asked on the next working day."""

    def do(self, ctx: MemberContext) -> None:
        follow_ups.put_off(ctx, self.number)


@action("nothing_changed")
class NothingChanged(OfFollowUp):
    """It has changed nothing."""

    def do(self, ctx: MemberContext) -> None:
        follow_ups.nothing_changed(ctx, self.number)


@action("nothing_changed_in")
class NothingChangedIn(OfEntry):
    """An entry has changed nothing, and that is its evaluation."""

    def do(self, ctx: MemberContext) -> None:
        follow_ups.nothing_changed_in(ctx, self.found(ctx))


@action("answer_follow_up")
class AskToFollowUp(OfEntry):
    """Open the question how a plan went, to answer it privately."""

    def do(self, ctx: MemberContext) -> AnswerForm:
        entry = self.found(ctx)
        return answer_form(entry, question("changed", dialogue_about(ctx, entry).facts))
