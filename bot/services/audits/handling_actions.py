"""Actions about those who were drawn, of leads and second administrators; and on days."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.policy.access import Permission
from bot.policy.audits.settings import RoundSettings
from bot.services.audits import erasing, selections
from bot.services.audits.workplace import set_days, settings_in
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken, Say, say


@dataclass(frozen=True)
class ReaderForm(Form):
    """Who reads a member's record, or decides their appeal. `offered`: those who may read it, by
    Slack id with their names; an appeal may be anybody's who took no part.
    """

    selection_id: int
    of_appeal: bool
    offered: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DayForm(Form):
    """Another day to hand in, or to appeal (`appeals`)."""

    selection_id: int
    appeals: bool
    today: date


@dataclass(frozen=True)
class DaysForm(Form):
    """The workplace's own days."""

    settings: RoundSettings


@action("audit_reader")
class AskForReader(Action):
    """Open who reads it, or decides the appeal."""

    selection: int
    of_appeal: bool = False

    def do(self, ctx: MemberContext) -> ReaderForm:
        known = selections.led(ctx, self.selection)
        if self.of_appeal:
            return ReaderForm(self.selection, of_appeal=True)
        able = selections.able_to_read(ctx, known)
        if not able:
            raise Refused("audit_nobody_to_read")
        offered = tuple((one.slack_id, name_of(one)) for one in able)
        return ReaderForm(self.selection, of_appeal=False, offered=offered)


@action()
class NameReader(Action):
    """The same, submitted."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    selection: int
    whom: tuple[str, ...]
    of_appeal: bool

    def do(self, ctx: MemberContext) -> Say:
        if not self.whom:
            raise Mistaken({"audit_person": Refused("choose_one")})
        named = ctx.people[self.whom[0]]
        try:
            if self.of_appeal:
                selections.name_appeal_auditor(ctx, self.selection, named)
            else:
                selections.assign(ctx, self.selection, named)
        except Refused as refused:
            raise Mistaken({"audit_person": refused}) from None
        return say("audit_reader_named", member=named.slack_id)


@action("audit_day")
class AskForDay(Action):
    """Open another day, to hand in or to appeal."""

    selection: int
    appeals: bool = False

    def do(self, ctx: MemberContext) -> DayForm:
        selections.led(ctx, self.selection)
        return DayForm(self.selection, self.appeals, ctx.today)


@action()
class GiveDay(Action):
    """The same, submitted; no day: whenever it comes."""

    selection: int
    until: date | None
    appeals: bool

    def do(self, ctx: MemberContext) -> Say:
        try:
            if self.appeals:
                selections.allow_late_appeal(ctx, self.selection, self.until)
            else:
                selections.reopen(ctx, self.selection, self.until)
        except Refused as refused:
            raise Mistaken({"audit_until": refused}) from None
        return say("audit_day_given")


@action("audit_days")
class AskForDays(Action):
    """Open the workplace's own days."""

    def do(self, ctx: MemberContext) -> DaysForm:
        ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
        return DaysForm(settings_in(ctx.work))


@action()
class SetDays(Action):
    """The same as typed; empty is none."""

    submit: str
    answer: str
    appeal: str
    keep: str

    def do(self, ctx: MemberContext) -> Say:
        given = [_days(typed) for typed in (self.submit, self.answer, self.appeal, self.keep)]
        if given[3] is None:
            raise Mistaken({"audit_keep_days": Refused("audit_days")})
        try:
            set_days(ctx, RoundSettings(given[0], given[1], given[2], given[3]))
        except Refused as refused:
            raise Mistaken({"audit_keep_days": refused}) from None
        return say("audit_days_kept")


def _days(typed: str) -> int | None:
    if not typed.strip():
        return None
    try:
        return int(typed)
    except ValueError:
        return -1


@action("audit_erase_now")
class EraseAtOnce(Action):
    """A second administrator's word."""

    selection: int

    def do(self, ctx: MemberContext) -> Say:
        erasing.erase_at_once(ctx, self.selection)
        return say("audit_erased_now")
