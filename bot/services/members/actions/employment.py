"""Actions on the job and the manager."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken, Say, say
from bot.services.members import onboarding, settings
from bot.services.members.manager import ManagerView, manager_view
from bot.services.record.incoming.held_words import let_go
from bot.services.record.incoming.requests import RequestMeaning
from storage.row_types import JobRoleRecord


@dataclass(frozen=True)
class JobForm(Form):
    """What the member is employed as; `told` is what they have said of it in a message, held under
    its `key`.
    """

    job: JobRoleRecord | None
    today: date
    told: tuple[str, date] | None = None
    key: str | None = None


@dataclass(frozen=True)
class ManagerForm(Form):
    """Who the member's manager is."""

    manager: ManagerView | None


@action("job")
class AskForJob(Action):
    """Open the job; with what was said of it in a message that is held, under its `key`."""

    key: str | None = None

    def do(self, ctx: MemberContext) -> JobForm:
        view = settings.settings_view(ctx)
        held = ctx.work.held.get(ctx.member.id, self.key) if self.key else None
        if held is None:
            return JobForm(view.job, view.today)
        told = (str(held.values["job"]), date.fromisoformat(held.values["since"]))
        return JobForm(view.job, view.today, told, self.key)


@action("manager")
class AskForManager(Action):
    """Open who the manager is."""

    def do(self, ctx: MemberContext) -> ManagerForm:
        return ManagerForm(settings.settings_view(ctx).manager)


@action()
class SetJob(Action):
    """What the member is employed as from a day on; `key` is of the message that told of it."""

    job: str
    job_from: date | None
    key: str | None = None

    def do(self, ctx: MemberContext) -> None:
        if not self.job:
            raise Mistaken({"job": Refused("job_needs_a_title")})
        if self.job_from is None:
            raise Mistaken({"job_from": Refused("choose_day_roughly")})
        onboarding.answer(ctx, onboarding.JobIs(self.job, self.job_from))
        if self.key is not None:
            let_go(ctx, self.key)


@action()
class SetManager(Action):
    """Who the manager is, by Slack's id; nobody where it is left empty."""

    names: ClassVar[tuple[str, ...]] = ("manager",)
    manager: str | None

    def do(self, ctx: MemberContext) -> None:
        named = None if self.manager is None else ctx.people[self.manager]
        onboarding.answer(ctx, onboarding.ManagerIs(named))


@action()
class NameManager(Action):
    """Who the manager is, as it was typed: a name, or Slack's id."""

    whom: str

    def do(self, ctx: MemberContext) -> Say:
        """As the setting does; whom it names is asked first, unless they see the member already."""
        onboarding.answer(ctx, onboarding.ManagerIs(naming.here(ctx, self.whom)))
        manager = manager_view(ctx)
        if manager is None:
            return say("all_right")
        return say(
            "manager_asked" if manager.link.state == "asked" else "manager_is", name=manager.name
        )


REQUESTS: Final = (RequestMeaning("manager", lambda asked: NameManager(asked.words)),)
