"""Actions of those who run rounds, bring seeds, or look at what is published of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.policy.audits.report import Report
from bot.services.audits import files, rounds, views
from bot.services.audits.drafting_actions import AskForRound
from bot.services.audits.handling_actions import AskForDays
from bot.services.audits.views import DrawnPage, LogView, PeoplePage, Rounds, RoundView
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import AnyOtherWord, Other, Word
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, say


@dataclass(frozen=True)
class RoundsShown(Message):
    """Every round, and what waits for whoever looks."""

    rounds: Rounds


@dataclass(frozen=True)
class RoundShown(Message):
    """One round."""

    view: RoundView


@dataclass(frozen=True)
class PeopleShown(Message):
    """Who is in a round's population, or out."""

    page: PeoplePage


@dataclass(frozen=True)
class DrawnShown(Message):
    """Those who were drawn."""

    page: DrawnPage


@dataclass(frozen=True)
class LogShown(Message):
    """A round's log."""

    log: LogView


@dataclass(frozen=True)
class ReportShown(Message):
    """A round's report."""

    number: int
    report: Report


@dataclass(frozen=True)
class PeopleForm(Form):
    """Somebody to be named in a round."""

    round_id: int
    number: int


@dataclass(frozen=True)
class ReasonForm(Form):
    """Why an attempt is given up, or the round cancelled (`cancels`)."""

    round_id: int
    number: int
    cancels: bool


@dataclass(frozen=True)
class PassOnForm(Form):
    """Who runs the round from now on."""

    round_id: int
    number: int


@action("audit_rounds")
class ShowRounds(Action):
    """`/cpd-team audit`."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> RoundsShown:
        return RoundsShown(views.rounds_view(ctx))


@action("audit_round")
class ShowRound(Action):
    """One round."""

    shows_a_page: ClassVar[bool] = True
    round: int

    def do(self, ctx: MemberContext) -> RoundShown:
        return RoundShown(views.round_view(ctx, self.round))


@action("audit_people")
class ShowPeople(Action):
    """Who is out for a reason, or in."""

    shows_a_page: ClassVar[bool] = True
    round: int
    reason: str = ""
    after: int = 0

    def do(self, ctx: MemberContext) -> PeopleShown:
        return PeopleShown(views.people_page(ctx, self.round, self.reason, self.after))


@action("audit_drawn")
class ShowDrawn(Action):
    """Those who were drawn."""

    shows_a_page: ClassVar[bool] = True
    round: int
    after: int = 0

    def do(self, ctx: MemberContext) -> DrawnShown:
        return DrawnShown(views.drawn_page(ctx, self.round, self.after))


@action("audit_log")
class ShowLog(Action):
    """A round's log."""

    shows_a_page: ClassVar[bool] = True
    round: int

    def do(self, ctx: MemberContext) -> LogShown:
        return LogShown(views.log_view(ctx, self.round))


@action("audit_report")
class ShowReport(Action):
    """A round's report."""

    shows_a_page: ClassVar[bool] = True
    round: int

    def do(self, ctx: MemberContext) -> ReportShown:
        return ReportShown(*views.report_view(ctx, self.round))


@action("audit_count")
class CountAgain(Action):
    """Have everybody placed anew."""

    round: int

    def do(self, ctx: MemberContext) -> None:
        rounds.count_again(ctx, self.round)


@action("audit_freeze")
class Freeze(Action):
    """Have the population frozen."""

    round: int

    def do(self, ctx: MemberContext) -> None:
        rounds.ask_freeze(ctx, self.round)


@action("audit_name")
class AskForPeople(Action):
    """Open who is named."""

    round: int

    def do(self, ctx: MemberContext) -> PeopleForm:
        known = rounds.led(ctx, self.round)
        return PeopleForm(self.round, known.round.number)


@action()
class NamePeople(Action):
    """Somebody is named: an auditor, or a witness."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    round: int
    whom: tuple[str, ...]
    role: str

    def do(self, ctx: MemberContext) -> Say:
        named = tuple(ctx.people[one] for one in self.whom)
        if not named:
            raise Mistaken({"audit_person": Refused("choose_one")})
        role = "witness" if self.role == "witness" else "auditor"
        rounds.name_people(ctx, self.round, named, role)
        return are_named(ctx, self.round, named)


def are_named(ctx: MemberContext, round_id: int, named: Sequence[Named]) -> Say:
    """Who was named; of those who may be drawn it is said that somebody else reads theirs."""
    slack_ids = list(dict.fromkeys(one.slack_id for one in named))
    number = str(rounds.found(ctx, round_id, lock=False).round.number)
    inside = list(dict.fromkeys(one.profile.name for one in named if _is_in(ctx, round_id, one)))
    if inside:
        return say("audit_named_in", slack_ids=slack_ids, number=number, names=inside)
    return say("audit_named", slack_ids=slack_ids, number=number)


def _is_in(ctx: MemberContext, round_id: int, named: Named) -> bool:
    known = ctx.work.members.by_slack(named.slack_id)
    placing = None if known is None else ctx.work.audit_rounds.placing_of(round_id, known.id)
    return placing is not None and placing.out is None


@action("audit_leave")
class StopAuditing(Action):
    """The member audits in a round no more."""

    round: int

    def do(self, ctx: MemberContext) -> Say:
        rounds.let_auditor_go(ctx, self.round, ctx.member.id)
        return say("audit_stopped")


@action("audit_give_up")
class AskToGiveUp(Action):
    """Open why an attempt is given up."""

    round: int

    def do(self, ctx: MemberContext) -> ReasonForm:
        known = rounds.led(ctx, self.round)
        return ReasonForm(self.round, known.round.number, cancels=False)


@action("audit_cancel")
class AskToCancel(Action):
    """Open why the round is cancelled."""

    round: int

    def do(self, ctx: MemberContext) -> ReasonForm:
        known = rounds.led(ctx, self.round)
        return ReasonForm(self.round, known.round.number, cancels=True)


@action()
class GiveReason(Action):
    """The same, submitted."""

    round: int
    reason: str
    cancels: bool

    def do(self, ctx: MemberContext) -> Say:
        try:
            (rounds.cancel if self.cancels else rounds.give_up)(ctx, self.round, self.reason)
        except Refused as refused:
            raise Mistaken({"audit_why": refused}) from None
        return say("audit_cancelled") if self.cancels else say("audit_given_up")


@action("audit_open")
class OpenRound(Action):
    """Those drawn are told from now on."""

    round: int

    def do(self, ctx: MemberContext) -> None:
        rounds.open_round(ctx, self.round)


@action("audit_close")
class CloseRound(Action):
    """The round's end."""

    round: int

    def do(self, ctx: MemberContext) -> Say:
        rounds.close(ctx, self.round)
        return say("audit_closed")


@action("audit_resume")
class Resume(Action):
    """Have lost work go on."""

    round: int

    def do(self, ctx: MemberContext) -> None:
        rounds.resume(ctx, self.round)


@action("audit_pass_on")
class AskToPassOn(Action):
    """Open who runs the round from now on."""

    round: int

    def do(self, ctx: MemberContext) -> PassOnForm:
        known = rounds.found(ctx, self.round, lock=False)
        subject = rounds.subject_of(known)
        ctx.must(Permission.HAND_OVER_ROUND, subject, otherwise="cpd_leads_only")
        return PassOnForm(self.round, known.round.number)


@action()
class PassOn(Action):
    """The same, submitted."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    round: int
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Say:
        if not self.whom:
            raise Mistaken({"audit_person": Refused("choose_one")})
        try:
            rounds.pass_on(ctx, self.round, ctx.people[self.whom[0]])
        except Refused as refused:
            raise Mistaken({"audit_person": refused}) from None
        return say("audit_passed_on", member=self.whom[0])


@action("audit_sheet")
class BringSheet(Action):
    """Have the sheet brought; `named`: the lead's."""

    round: int
    named: bool = False

    def do(self, ctx: MemberContext) -> Say:
        files.ask_sheet(ctx, self.round, named=self.named)
        return say("audit_file_coming")


def _unknown(other: Other) -> Action:
    raise Refused("unknown_audit_command", word=other.word)


WORDS: Final = (
    Word("/cpd-team audit", "", lambda _: ShowRounds()),
    Word("/cpd-team audit", "new", lambda _: AskForRound()),
    Word("/cpd-team audit", "days", lambda _: AskForDays()),
)

OTHER_WORDS: Final = (AnyOtherWord("/cpd-team audit", _unknown),)
