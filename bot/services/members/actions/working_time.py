"""Actions on when the bot may speak: hours, days, the country and its zone."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken
from bot.services.members import settings
from storage.row_types import MemberRecord

LAST_MINUTE: Final = 24 * 60 - 1
"""The latest time that a time picker knows; as an end it means midnight."""


@dataclass(frozen=True)
class WorkingTimeForm(Form):
    """When the bot may speak; `country` is the name of whose holidays are kept."""

    member: MemberRecord
    country: str | None


@action("working_time")
class AskForWorkingTime(Action):
    """Open when the bot may speak."""

    def do(self, ctx: MemberContext) -> WorkingTimeForm:
        view = settings.settings_view(ctx)
        return WorkingTimeForm(view.member, view.country)


@action()
class SetWorkingTime(Action):
    """When the bot may speak: minutes of the day, weekdays with Monday 0; country and zone as
    typed, None where left empty (no holidays; Slack's zone).
    """

    work_start: int | None
    work_end: int | None
    work_days: Collection[int]
    country: str | None
    time_zone: str | None

    def do(self, ctx: MemberContext) -> None:
        if not self.work_days:
            raise Mistaken({"work_days": Refused("choose_a_day")})
        if self.work_start is None:
            raise Mistaken({"work_start": Refused("choose_a_time")})
        if self.work_end is None or self.work_end <= self.work_start:
            raise Mistaken({"work_end": Refused("choose_a_later_time")})
        end = 24 * 60 if self.work_end == LAST_MINUTE else self.work_end
        settings.set_working_hours(ctx, self.work_start, end, self.work_days)
        settings.set_country(ctx, self.country)
        settings.set_time_zone(ctx, self.time_zone)
