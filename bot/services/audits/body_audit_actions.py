"""Actions on a body's audit of the member's own record."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, get_args

from bot.services.audits import body_audit_views, body_audits
from bot.services.audits.body_audit_views import BodyAuditView, Shown
from bot.services.audits.body_audits import Offered
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken, Page, Say, say
from bot.services.schemes.scheme_names import body_of
from storage.audits.body_audits import BodyAuditRecord

NEWEST: Final = 0
"""In the place of an audit's number: the one that was told last."""


@dataclass(frozen=True)
class BodyAuditShown(Message):
    """An audit: what stands, a page of it."""

    view: BodyAuditView


@dataclass(frozen=True)
class BodyAuditAnew(BodyAuditShown):
    """The same in the place of the one that was looked at: nothing reaches a whisper but a click
    in it.
    """

    instead: ClassVar[bool] = True


@dataclass(frozen=True)
class BodyAuditForm(Form):
    """Which body, of which days, by when: for a new one, or `audit` with what was said of it."""

    offered: tuple[Offered, ...]
    today: date
    audit: BodyAuditRecord | None = None
    scheme: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class OutcomeForm(Form):
    """What came of it, and when."""

    audit: BodyAuditRecord
    body: str
    today: date


@action("body_audit_new")
class AskForBodyAudit(Action):
    """Open which body audits, of which days, by when; `scheme` and `due_on` (ISO) as words said."""

    scheme: str = ""
    due_on: str = ""

    def do(self, ctx: MemberContext) -> BodyAuditForm:
        offered = body_audits.offered(ctx)
        if not offered:
            raise Refused("body_audit_no_scheme")
        return BodyAuditForm(offered, ctx.today, None, self.scheme, _day(self.due_on))


@action("body_audit_change")
class AskToChangeBodyAudit(Action):
    """Open the same of one that was told."""

    audit: int

    def do(self, ctx: MemberContext) -> BodyAuditForm:
        known = body_audits.own(ctx, self.audit)
        return BodyAuditForm(body_audits.offered(ctx), ctx.today, known, known.scheme, known.due_on)


@action()
class TellBodyAudit(Action):
    """The form, submitted: `which` is a `days_word`, `audit` None for a new one; without a
    `due_on` it is not known by when.
    """

    which: str
    due_on: date | None
    audit: int | None = None

    def do(self, ctx: MemberContext) -> None:
        scheme, days = _which(self.which)
        try:
            if self.audit is None:
                body_audits.begin(ctx, scheme, days, self.due_on)
            else:
                body_audits.change(ctx, self.audit, scheme, days, self.due_on)
        except Refused as refused:
            if refused.sentence in ("body_audit_day_over", "body_audit_day_far"):
                raise Mistaken({"body_audit_due": refused}) from None
            if refused.sentence == "no_such_scheme":
                raise Mistaken({"body_audit_which": refused}) from None
            raise


@action("body_audit_show")
class ShowBodyAudit(Action):
    """A page of one: what an auditor would miss, or all as they read it."""

    shows_a_page: ClassVar[bool] = True
    audit: int = NEWEST
    shown: str = "missing"
    page: int = 0

    def do(self, ctx: MemberContext) -> Page:
        number = self.audit
        if number == NEWEST:
            open_ones = body_audits.open_ones(ctx)
            if not open_ones:
                return AskForBodyAudit().do(ctx)
            number = open_ones[-1].id
        shown: Shown = next((one for one in get_args(Shown) if one == self.shown), "missing")
        return BodyAuditShown(body_audit_views.view_of(ctx, number, shown, self.page))


@action("body_audit_again")
class LookAtBodyAuditAgain(Action):
    """The page that is looked at, as it stands by now."""

    shows_a_page: ClassVar[bool] = True
    audit: int
    shown: str = "missing"
    page: int = 0

    def do(self, ctx: MemberContext) -> Page:
        page = ShowBodyAudit(self.audit, self.shown, self.page).do(ctx)
        return BodyAuditAnew(page.view) if isinstance(page, BodyAuditShown) else page


@action("body_audit_sent")
class BodyAuditSent(Action):
    """The member has sent it."""

    audit: int

    def do(self, ctx: MemberContext) -> None:
        body_audits.sent(ctx, self.audit)


@action("body_audit_came")
class AskWhatCame(Action):
    """Open what came of it."""

    audit: int

    def do(self, ctx: MemberContext) -> OutcomeForm:
        known = body_audits.own(ctx, self.audit)
        return OutcomeForm(known, body_of(ctx, known.scheme), ctx.today)


@action("body_audit_outcome")
class BodyAuditCame(Action):
    """What came of it, on a day (`on`, ISO; empty: today)."""

    audit: int
    outcome: str
    on: str = ""

    def do(self, ctx: MemberContext) -> None:
        try:
            body_audits.came_of_it(ctx, self.audit, self.outcome, _day(self.on))
        except Refused as refused:
            if refused.sentence != "no_such_answer":
                raise
            raise Mistaken({"body_audit_outcome": Refused("choose_one")}) from None


@action("body_audit_drop")
class DropBodyAudit(Action):
    """It is no audit after all."""

    audit: int

    def do(self, ctx: MemberContext) -> Say:
        known = body_audits.drop(ctx, self.audit)
        return say("body_audit_gone", body=body_of(ctx, known.scheme))


def _which(word: str) -> tuple[str, tuple[date, date]]:
    scheme, _, days = word.partition("|")
    first, last = (_day(one) for one in (*days.split("|"), "")[:2])
    if first is None or last is None:
        raise Mistaken({"body_audit_which": Refused("choose_one")})
    return scheme, (first, last)


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        return None


WORDS: Final = (Word("/cpd", "audit", lambda _: ShowBodyAudit()),)
