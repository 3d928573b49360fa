"""What is done once slow work has ended, whatever it was."""

from typing import ClassVar, Final

from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.own_events import OwnEvent


@action()
class JobEnded(Action):
    """Slow work has ended, well or not."""

    by_member: ClassVar[bool] = False
    members_only: ClassVar[bool] = True
    job_id: int

    def do(self, ctx: MemberContext) -> None:
        jobs.ended(ctx, self.job_id)


EVENTS: Final = (OwnEvent(jobs.ENDED, lambda body: JobEnded(int(body["job_id"]))),)
