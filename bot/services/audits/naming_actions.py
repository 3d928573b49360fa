"""Naming somebody in a round by command: in the one that the lead runs, or in one of several."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.services.audits import rounds
from bot.services.audits.lead_actions import NamePeople, are_named
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Behind, Word
from bot.services.dispatch.pages import Message, Say


@dataclass(frozen=True)
class WhichRound(Message):
    """In which of several rounds somebody is named; rounds by row with their numbers."""

    rounds: tuple[tuple[int, int], ...]
    whom: tuple[str, ...]
    role: str


@action()
class NameByMention(Action):
    """`/cpd-team audit auditor @person`, or a name: in the round that the lead runs, if there is
    one.
    """

    names: ClassVar[tuple[str, ...]] = ("mentioned",)
    mentioned: tuple[str, ...]
    whom: tuple[str, ...]
    role: str

    def do(self, ctx: MemberContext) -> Say | WhichRound:
        ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
        if not self.whom:
            raise Refused("audit_name_whom")
        mine = [one for one in ctx.work.audit_rounds.under_way() if one.round.lead == ctx.member.id]
        if not mine:
            raise Refused("audit_which_round")
        named = tuple(naming.here(ctx, one) for one in self.whom)
        if len(mine) > 1:
            slack_ids = tuple(dict.fromkeys(one.slack_id for one in named))
            return WhichRound(
                tuple((one.id, one.round.number) for one in mine), slack_ids, self.role
            )
        rounds.name_people(ctx, mine[0].id, named, self.role)
        return are_named(ctx, mine[0].id, named)


@action("audit_name_in")
class NameIn(Action):
    """The same, once it is said in which round; `whom` are Slack ids, parted by spaces."""

    round: int
    whom: str
    role: str

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(self.whom.split())

    def do(self, ctx: MemberContext) -> Say:
        return NamePeople(self.round, self.people, self.role).do(ctx)


def _named(role: str, behind: Behind) -> Action:
    return NameByMention(behind.named, behind.whom, role)


WORDS: Final = (
    Word("/cpd-team audit", "auditor", lambda behind: _named("auditor", behind)),
    Word("/cpd-team audit", "witness", lambda behind: _named("witness", behind)),
)
