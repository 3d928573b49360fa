"""What a workplace sets of its rounds: days that no policy publishes, kept with its settings."""

from dataclasses import asdict
from typing import Final

from bot.policy.access import Permission
from bot.policy.audits.settings import RoundSettings
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.context.rules_in_force import AUDITS
from storage.unit_of_work import UnitOfWork

MOST_DAYS: Final = 3650


def settings_in(work: UnitOfWork) -> RoundSettings:
    """The workplace's own days; the project's where it has set none."""
    workspace = work.workspace.get()
    kept = workspace.settings.get(AUDITS) if workspace is not None else None
    if not isinstance(kept, dict):
        return RoundSettings()
    usual = asdict(RoundSettings())
    return RoundSettings(**{name: kept.get(name, days) for name, days in usual.items()})


def set_days(ctx: MemberContext, settings: RoundSettings) -> None:
    """Set them, for what begins from now on. Raises Refused: cpd_leads_only, audit_days."""
    ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
    given = asdict(settings)
    for name, days in given.items():
        least = 1 if name == "keep_days" else 0
        if days is not None and not least <= days <= MOST_DAYS:
            raise Refused("audit_days")
    ctx.work.workspace.set(AUDITS, given)
