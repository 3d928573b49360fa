"""Actions of those who run rounds, bring seeds, or look at what is published of them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.policy.audits.report import Report
from bot.policy.audits.settings import RoundSettings
from bot.services.audits import erasing, files, rounds, selections, views
from bot.services.audits.rounds import Asked
from bot.services.audits.views import DrawnPage, LogView, PeoplePage, Rounds, RoundView
from bot.services.audits.workplace import set_days, settings_in
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import AnyOtherWord, Behind, Other, Word
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
class SeedMade(Message):
    """A seed, shown once to whoever keeps it."""

    number: int
    seed: str


@dataclass(frozen=True)
class LineShown(Message):
    """A member's own line in a population, with their token."""

    number: int
    slack_id: str
    token: str
    line: str
    audit_id: str


@dataclass(frozen=True)
class DraftForm(Form):
    """A new round; `schemes` by key with their titles."""

    schemes: tuple[tuple[str, str], ...]
    today: date


@dataclass(frozen=True)
class PeopleForm(Form):
    """Somebody to be named in a round."""

    round_id: int
    number: int


@dataclass(frozen=True)
class CommitForm(Form):
    """The hash of a seed."""

    round_id: int
    number: int


@dataclass(frozen=True)
class RevealForm(Form):
    """The seed."""

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


@dataclass(frozen=True)
class ReaderForm(Form):
    """Who reads a member's record, or decides their appeal."""

    selection_id: int
    of_appeal: bool


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


@action("audit_line")
class ShowLine(Action):
    """The member's own line."""

    round: int

    def do(self, ctx: MemberContext) -> LineShown:
        one = views.my_line(ctx, self.round)
        number = rounds.found(ctx, self.round, lock=False).round.number
        return LineShown(number, ctx.member.slack_id, one.token, one.line, one.audit_id)


@action("audit_new")
class AskForRound(Action):
    """Open the form of a new round."""

    def do(self, ctx: MemberContext) -> DraftForm:
        ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
        found = rounds.schemes(ctx)
        if not found:
            raise Refused("audit_no_schemes")
        return DraftForm(found, ctx.today)


@action()
class DraftRound(Action):
    """The same, submitted: how many as typed, "12" or "5 %"."""

    scheme: str
    first: date | None
    last: date | None
    size: str

    def do(self, ctx: MemberContext) -> Say:
        if not self.scheme:
            raise Mistaken({"audit_scheme": Refused("choose_one")})
        if self.first is None or self.last is None:
            raise Mistaken({"audit_first": Refused("choose_day")})
        count, share = _size(self.size)
        try:
            rounds.draft(ctx, Asked(self.scheme, self.first, self.last, count, share))
        except Refused as refused:
            field = _FIELDS.get(refused.sentence)
            if field is None:
                raise
            raise Mistaken({field: refused}) from None
        return say("audit_counting")


_FIELDS: Final = {
    "audit_period": "audit_last",
    "audit_sample_empty": "audit_size",
    "audit_no_such_share": "audit_size",
}


def _size(typed: str) -> tuple[int | None, int | None]:
    """A number, or hundredths of a per cent. Raises Mistaken."""
    words = typed.replace(" ", "").replace(",", ".")
    try:
        if words.endswith("%"):
            return None, round(float(words[:-1]) * 100)
        return int(words), None
    except (ValueError, OverflowError):
        raise Mistaken({"audit_size": Refused("audit_no_such_share")}) from None


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

    def do(self, ctx: MemberContext) -> None:
        named = tuple(ctx.people[one] for one in self.whom)
        if not named:
            raise Mistaken({"audit_person": Refused("choose_one")})
        role = "witness" if self.role == "witness" else "auditor"
        rounds.name_people(ctx, self.round, named, role)


@action()
class NameByMention(Action):
    """`/cpd-team audit auditor @person`: in the round that the lead runs, if there is one."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    whom: tuple[str, ...]
    role: str

    def do(self, ctx: MemberContext) -> Say:
        ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
        if not self.whom:
            raise Refused("audit_name_whom")
        mine = [one for one in ctx.work.audit_rounds.under_way() if one.round.lead == ctx.member.id]
        if len(mine) != 1:
            raise Refused("audit_which_round")
        named: tuple[Named, ...] = tuple(ctx.people[one] for one in self.whom)
        rounds.name_people(ctx, mine[0].id, named, self.role)
        slack_ids = list(self.whom)
        return say("audit_named", slack_ids=slack_ids, number=str(mine[0].round.number))


@action("audit_leave")
class StopAuditing(Action):
    """The member audits in a round no more."""

    round: int

    def do(self, ctx: MemberContext) -> Say:
        rounds.let_auditor_go(ctx, self.round, ctx.member.id)
        return say("audit_stopped")


@action("audit_commit")
class AskForCommitment(Action):
    """Open the hash of a seed."""

    round: int

    def do(self, ctx: MemberContext) -> CommitForm:
        known = rounds.found(ctx, self.round, lock=False)
        ctx.must(Permission.COMMIT_SEED, rounds.subject_of(known), otherwise="audit_no_seed_asked")
        return CommitForm(self.round, known.round.number)


@action()
class Commit(Action):
    """The hash of a seed."""

    round: int
    hash: str

    def do(self, ctx: MemberContext) -> None:
        try:
            rounds.commit(ctx, self.round, self.hash)
        except Refused as refused:
            raise Mistaken({"audit_hash": refused}) from None


@action("audit_seed")
class MakeSeed(Action):
    """Have a seed made: it is shown once, and its hash alone is kept."""

    round: int

    def do(self, ctx: MemberContext) -> SeedMade:
        seed = rounds.make_seed(ctx, self.round)
        return SeedMade(rounds.found(ctx, self.round, lock=False).round.number, seed)


@action("audit_reveal")
class AskForSeed(Action):
    """Open the seed."""

    round: int

    def do(self, ctx: MemberContext) -> RevealForm:
        known = rounds.found(ctx, self.round, lock=False)
        ctx.must(Permission.COMMIT_SEED, rounds.subject_of(known), otherwise="audit_no_seed_asked")
        return RevealForm(self.round, known.round.number)


@action()
class Reveal(Action):
    """The seed."""

    round: int
    seed: str

    def do(self, ctx: MemberContext) -> Say | None:
        try:
            known = rounds.reveal(ctx, self.round, self.seed)
        except Refused as refused:
            raise Mistaken({"audit_seed": refused}) from None
        return say("audit_seed_too_short") if known.round.state == "frozen" else None


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

    def do(self, ctx: MemberContext) -> None:
        try:
            (rounds.cancel if self.cancels else rounds.give_up)(ctx, self.round, self.reason)
        except Refused as refused:
            raise Mistaken({"audit_why": refused}) from None


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

    def do(self, ctx: MemberContext) -> None:
        if not self.whom:
            raise Mistaken({"audit_person": Refused("choose_one")})
        try:
            rounds.pass_on(ctx, self.round, ctx.people[self.whom[0]])
        except Refused as refused:
            raise Mistaken({"audit_person": refused}) from None


@action("audit_sheet")
class BringSheet(Action):
    """Have the sheet brought; `named`: the lead's."""

    round: int
    named: bool = False

    def do(self, ctx: MemberContext) -> Say:
        files.ask_sheet(ctx, self.round, named=self.named)
        return say("audit_file_coming")


@action("audit_reader")
class AskForReader(Action):
    """Open who reads it, or decides the appeal."""

    selection: int
    of_appeal: bool = False

    def do(self, ctx: MemberContext) -> ReaderForm:
        selections.led(ctx, self.selection)
        return ReaderForm(self.selection, self.of_appeal)


@action()
class NameReader(Action):
    """The same, submitted."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    selection: int
    whom: tuple[str, ...]
    of_appeal: bool

    def do(self, ctx: MemberContext) -> None:
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

    def do(self, ctx: MemberContext) -> None:
        try:
            if self.appeals:
                selections.allow_late_appeal(ctx, self.selection, self.until)
            else:
                selections.reopen(ctx, self.selection, self.until)
        except Refused as refused:
            raise Mistaken({"audit_until": refused}) from None


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


def _named(role: str, behind: Behind) -> Action:
    return NameByMention(behind.named, role)


def _unknown(other: Other) -> Action:
    raise Refused("unknown_audit_command", word=other.word)


WORDS: Final = (
    Word("/cpd-team audit", "", lambda _: ShowRounds()),
    Word("/cpd-team audit", "new", lambda _: AskForRound()),
    Word("/cpd-team audit", "days", lambda _: AskForDays()),
    Word("/cpd-team audit", "auditor", lambda behind: _named("auditor", behind)),
    Word("/cpd-team audit", "witness", lambda behind: _named("witness", behind)),
)

OTHER_WORDS: Final = (AnyOtherWord("/cpd-team audit", _unknown),)
