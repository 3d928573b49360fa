"""What Home shows of the members' own matters: settings, job, who looked, what is still asked."""

from typing import Final

from bot.policy.access import Permission
from bot.services.context.home_parts import HomePart
from bot.services.context.member_context import MemberContext
from bot.services.members.access_log import latest
from bot.services.members.onboarding import onboarding_view
from bot.services.members.settings import settings_view
from storage.row_types import AccessRecord, JobRoleRecord


def _job(ctx: MemberContext) -> JobRoleRecord | None:
    """The job without an end, if one is known."""
    jobs = ctx.work.members.job_roles(ctx.member.id)
    return next((job for job in jobs if job.to_date is None), None)


def _looks(ctx: MemberContext) -> tuple[AccessRecord, ...]:
    return latest(ctx)


def _is_administrator(ctx: MemberContext) -> bool:
    return ctx.may(Permission.SEE_ADMINISTRATION)


SETTINGS: Final = HomePart("settings", settings_view)
ONBOARDING: Final = HomePart("onboarding", onboarding_view)
JOB: Final = HomePart("job", _job)
LOOKS: Final = HomePart("looks", _looks)
"""Who looked at the member's standing, the latest first."""
IS_ADMINISTRATOR: Final = HomePart("is_administrator", _is_administrator)

HOME_PARTS: Final = (SETTINGS, ONBOARDING, JOB, LOOKS, IS_ADMINISTRATOR)
