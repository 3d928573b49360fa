"""Actions of administrators: rules, roles, members. Others are refused by the services."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.services.admin import registrations
from bot.services.admin.members import MembersPage, members_page
from bot.services.admin.registrations import RegistrationView
from bot.services.admin.roles import (
    Administrator,
    administrators,
    give_administrator,
    give_lead,
    leads,
    take_administrator,
    take_lead,
)
from bot.services.admin.rules import (
    DecidedRule,
    OpenRule,
    RulesView,
    change_rule,
    confirm_rule,
    rules_view,
)
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import AnyOtherWord, Other, Word
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, say
from bot.services.members import actions as members


@dataclass(frozen=True)
class AdminHelp(Message):
    """What `/cpd admin` can do; `coach`: the operator has set one up."""

    coach: bool = False


@dataclass(frozen=True)
class Rules(Message):
    """Rules open to an administrator's word, and those that have it; `skip` of the open ones stand
    on the pages before.
    """

    view: RulesView
    skip: int = 0


@dataclass(frozen=True)
class Members(Message):
    """A page of members."""

    page: MembersPage


@dataclass(frozen=True)
class Administrators(Message):
    """Everybody who may administer, and the CPD leads by name."""

    people: tuple[Administrator, ...]
    leads: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleGiven(Message):
    """Somebody is an administrator now, by Slack id; it can be taken back."""

    slack_id: str


@dataclass(frozen=True)
class RoleTakenBack(Message):
    """Somebody is no administrator by role any more, by Slack id; `taken`: until just now."""

    instead: ClassVar[bool] = True
    slack_id: str
    taken: bool


@dataclass(frozen=True)
class RuleDecided(Message):
    """A rule has an administrator's word; `view` is the list of rules as it is then."""

    instead: ClassVar[bool] = True
    key: str
    value: str
    view: RulesView | None = None


@dataclass(frozen=True)
class RuleForm(Form):
    """A rule's value, and from when on."""

    rule: OpenRule | DecidedRule
    today: date


@action()
class ShowAdminHelp(Action):
    """`/cpd admin` by itself."""

    def do(self, ctx: MemberContext) -> AdminHelp:
        ctx.must(Permission.SEE_ADMINISTRATION)
        return AdminHelp(coach=ctx.coach is not None)


@action("rules")
class ShowRules(Action):
    """What there is to decide, from behind so many on."""

    skip: int = 0

    def do(self, ctx: MemberContext) -> Rules:
        return Rules(rules_view(ctx), max(0, self.skip))


@action("members")
class ShowMembers(Action):
    """A page of members; `member` is the number to go on after."""

    member: int = 0

    def do(self, ctx: MemberContext) -> Members:
        return Members(members_page(ctx, self.member))


@action()
class ShowAdministrators(Action):
    """Everybody who may administer."""

    def do(self, ctx: MemberContext) -> Administrators:
        return Administrators(administrators(ctx), leads(ctx))


@action()
class GiveRole(Action):
    """Make somebody an administrator."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Say | RoleGiven:
        named = _the_one(ctx, self.whom)
        if give_administrator(ctx, named):
            return RoleGiven(named.slack_id)
        return say("role_given_before", member=named.slack_id)


@action("take_role_back")
class TakeRoleBack(Action):
    """Take away the role that was just given, by the Slack id."""

    slack_id: str

    def do(self, ctx: MemberContext) -> RoleTakenBack:
        taken = take_administrator(ctx, self.slack_id)
        return RoleTakenBack(self.slack_id, taken)


@action()
class TakeRole(Action):
    """Take an administrator's role away."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Say:
        slack_id = _the_one(ctx, self.whom).slack_id
        taken = take_administrator(ctx, slack_id)
        return say("role_taken" if taken else "role_not_held", member=slack_id)


@action()
class GiveLead(Action):
    """Make somebody a CPD lead, or no longer (`takes`)."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]
    takes: bool = False

    def do(self, ctx: MemberContext) -> Say:
        named = _the_one(ctx, self.whom)
        if self.takes:
            taken = take_lead(ctx, named.slack_id)
            return say("lead_taken" if taken else "lead_not_held", member=named.slack_id)
        given = give_lead(ctx, named)
        return say("lead_given" if given else "lead_given_before", member=named.slack_id)


def _the_one(ctx: MemberContext, whom: tuple[str, ...]) -> Named:
    """Whom an administrator means: the first who is named."""
    ctx.must(Permission.GIVE_ROLES)
    if not whom:
        raise Refused("role_for_whom")
    return naming.here(ctx, whom[0])


@action("confirm_rule")
class ConfirmRule(Action):
    """The rule's assumed or offered value is right."""

    pack: str
    key: str

    def do(self, ctx: MemberContext) -> RuleDecided:
        decision = confirm_rule(ctx, self.pack, self.key)
        view = rules_view(ctx)
        return RuleDecided(decision.key, decision.value, view)


@action("change_rule")
class AskForRule(Action):
    """Open a rule's form."""

    pack: str
    key: str

    def do(self, ctx: MemberContext) -> RuleForm:
        view = rules_view(ctx)
        rules: tuple[OpenRule | DecidedRule, ...] = (*view.open, *view.decided)
        for rule in rules:
            if (rule.pack, rule.key) == (self.pack, self.key):
                return RuleForm(rule, ctx.today)
        raise Refused("no_such_rule")


@action()
class ChangeRule(Action):
    """A rule's value as typed, for activities from a day on."""

    pack: str
    key: str
    value: str
    valid_from: date | None

    def do(self, ctx: MemberContext) -> RuleDecided:
        if not self.value:
            raise Mistaken({"value": Refused("give_a_value")})
        if self.valid_from is None:
            raise Mistaken({"valid_from": Refused("choose_first_day")})
        decision = change_rule(ctx, self.pack, self.key, value=self.value, since=self.valid_from)
        view = rules_view(ctx)
        return RuleDecided(decision.key, decision.value, view)


@dataclass(frozen=True)
class MemberRegistrationForm(Form):
    """How a member is registered in a scheme, by administrators' words."""

    view: RegistrationView
    today: date


@action("registration_of")
class AskForMemberRegistration(Action):
    """Open how a member, by Slack id, is registered in one of their schemes."""

    slack_id: str
    enrolment: int

    def do(self, ctx: MemberContext) -> MemberRegistrationForm:
        view = registrations.registration_view(ctx, self.slack_id, self.enrolment)
        return MemberRegistrationForm(view, ctx.today)


@action()
class SetMemberRegistration(Action):
    """What an administrator tells of it."""

    slack_id: str
    enrolment: int
    state: str
    since: date | None
    until: date | None = None

    def do(self, ctx: MemberContext) -> None:
        ctx.must(Permission.TELL_REGISTRATION)
        told = members.told_in_form(self.state, self.since, self.until)
        try:
            view = registrations.tell(ctx, self.slack_id, self.enrolment, told)
        except Refused as refused:
            raise members.mistaken(refused) from None
        ctx.reply("say", {"sentence": "registration_kept", "member": view.slack_id})


def _unknown(other: Other) -> Action:
    raise Refused("unknown_admin_command", word=other.word)


WORDS: Final = (
    Word("/cpd admin", "", lambda _: ShowAdminHelp()),
    Word("/cpd admin", "rules", lambda _: ShowRules()),
    Word("/cpd admin", "members", lambda _: ShowMembers()),
    Word("/cpd admin", "roles", lambda _: ShowAdministrators()),
    Word("/cpd admin", "give", lambda behind: GiveRole(behind.named, behind.whom)),
    Word("/cpd admin", "take", lambda behind: TakeRole(behind.named, behind.whom)),
    Word("/cpd admin", "lead", lambda behind: GiveLead(behind.named, behind.whom)),
    Word("/cpd admin", "unlead", lambda one: GiveLead(one.named, one.whom, takes=True)),
)

OTHER_WORDS: Final = (AnyOtherWord("/cpd admin", _unknown),)
