"""What is to become of answers that earlier releases kept, and that read as no account."""

from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import action
from bot.services.record import legacy_answers
from bot.services.record.actions.entry_action import OfEntry


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

    def do(self, ctx: MemberContext) -> None:
        legacy_answers.move(ctx, self.found(ctx), self.stage_of(), self.mark)


@action("keep_answer")
class KeepOldAnswer(MendAnswer):
    """It is an answer."""

    def do(self, ctx: MemberContext) -> None:
        legacy_answers.keep(ctx, self.found(ctx), self.stage_of(), self.mark)


@action("remove_answer")
class RemoveAnswer(MendAnswer):
    """It belongs nowhere."""

    def do(self, ctx: MemberContext) -> None:
        legacy_answers.remove(ctx, self.found(ctx), self.stage_of(), self.mark)
