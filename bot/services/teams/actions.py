"""Actions of managers and about them: a team's page, reminders, and who manages whom."""

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from bot.conversation.asking import Asked
from bot.policy.access import Permission
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, ReadFirst, action
from bot.services.dispatch.command_parser import AnyOtherWord, Other, Word
from bot.services.dispatch.pages import Message, Say, Told, say
from bot.services.dispatch.questions import explain
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.record.incoming.requests import RequestMeaning
from bot.services.teams import links as team_links
from bot.services.teams import team_view as team
from bot.services.teams.team_view import NO_TEAM, Team, TeamPage


@dataclass(frozen=True)
class TeamShown(Message):
    """A page of a manager's team; `refused` are types of blocks that Slack does not take here."""

    page: TeamPage
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reminded(Message):
    """Somebody will be reminded in their working hours."""

    name: str


@action("team_page")
class ShowTeam(Action):
    """A page of the team, from 0."""

    page: int = 0

    def look(self, ctx: MemberContext) -> Team | None:
        """Everybody's standings: for a large team that takes long, and locks nobody out."""
        return team.read_team(ctx)

    def do(self, ctx: MemberContext) -> TeamShown:
        return TeamShown(team.team_page(ctx, self.page, ctx.looked), ctx.refused_blocks)


@action()
class ShowSomebody(Action):
    """`/cpd-team` with whom it names, or with a `word` that is nobody's name: maybe `slip_of` one
    of the command's.
    """

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]
    word: str
    slip_of: str

    def do(self, ctx: MemberContext) -> Told:
        words = " ".join(self.whom)
        if team.named(ctx, words, self.named):
            return Told(explain(ctx, Asked("person", words=words, mentions=self.named)))
        if self.named:
            raise Refused("not_in_your_team")
        if self.slip_of:
            raise Refused("unknown_team_command", word=self.word, nearest=self.slip_of)
        raise Refused("unknown_team_command_at_all", word=self.word)


@action("remind")
class Remind(Action):
    """Have somebody of the team reminded; `key` is their Slack id."""

    key: str

    def do(self, ctx: MemberContext) -> Reminded:
        return Reminded(team.remind(ctx, self.key))


@action()
class RemindTyped(Action):
    """`/cpd-team remind`, with whom it names."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Reminded:
        (somebody,) = _so_many(self.whom, 1, "remind_whom")
        return Reminded(team.remind(ctx, naming.in_team(ctx, somebody)))


@action()
class RemindByWord(Action):
    """Have somebody of the team reminded, whom a message names, and say so."""

    whom: str

    def do(self, ctx: MemberContext) -> Say:
        name = team.remind(ctx, naming.in_team(ctx, self.whom))
        return say("will_be_reminded", name=name)


@action()
class AskAboutTeam(Action):
    """A question about the team as a whole."""

    asked: Asked

    def look(self, ctx: MemberContext) -> Team | None:
        """Everybody's standings, as for the team's page."""
        return team.read_team(ctx)

    def do(self, ctx: MemberContext) -> Told:
        if ctx.looked is None:
            raise ReadFirst(self, NO_TEAM)
        return Told(explain(ctx, self.asked))


@action()
class Assign(Action):
    """An administrator says who manages somebody."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Say:
        ctx.must(Permission.ASSIGN_MANAGERS)
        member, manager = (naming.here(ctx, one) for one in _so_many(self.whom, 2, "assign_whom"))
        team_links.assign(ctx, member, manager)
        return say("assigned", member=member.slack_id, manager=manager.slack_id)


@action()
class Unassign(Action):
    """An administrator ends whatever link somebody has."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Say:
        ctx.must(Permission.ASSIGN_MANAGERS)
        (whom,) = _so_many(self.whom, 1, "unassign_whom")
        member = naming.here(ctx, whom).slack_id
        team_links.unassign(ctx, member)
        return say("unassigned", member=member)


@action()
class Release(Action):
    """A manager gives up somebody of their team."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]

    def do(self, ctx: MemberContext) -> Say:
        (whom,) = _so_many(self.whom, 1, "release_whom")
        member = naming.in_team(ctx, whom)
        team_links.release(ctx, member)
        return say("released", member=member)


@action()
class AnswerTyped(Action):
    """`/cpd-team accept` or `decline`, with whom it names, if anybody."""

    names: ClassVar[tuple[str, ...]] = ("named",)
    named: tuple[str, ...]
    whom: tuple[str, ...]
    accepted: bool

    def do(self, ctx: MemberContext) -> Say:
        waiting = team_links.asking(ctx)
        if not waiting:
            raise Refused("nothing_asked")
        asker = naming.among(self.whom[0], waiting).slack_id if self.whom else None
        return _answer(ctx, accepted=self.accepted, member_slack_id=asker)


@action("accept")
class Accept(Action):
    """Be somebody's manager."""

    link: int

    def do(self, ctx: MemberContext) -> Say:
        return _answer(ctx, accepted=True, link_id=self.link)


@action("decline")
class Decline(Action):
    """Be nobody's manager who asked for it."""

    link: int

    def do(self, ctx: MemberContext) -> Say:
        return _answer(ctx, accepted=False, link_id=self.link)


def _answer(ctx: MemberContext, *, accepted: bool, **asked: Any) -> Say:
    """The answer, kept and told to the asker; who they are is said."""
    link = team_links.answer(ctx, accepted=accepted, **asked)
    asker = ctx.work.members.get(link.member_id)
    name = (asker.name or asker.slack_id) if asker else ""
    return say("accepted" if accepted else "declined", name=name)


@action("thats_wrong")
class ThatsWrong(Action):
    """The manager who was assigned is not theirs."""

    link: int

    def do(self, ctx: MemberContext) -> Say:
        team_links.dispute(ctx, self.link)
        return say("disputed")


@action()
class ShowTeamHelp(Action):
    """What `/cpd-team` can do."""

    def do(self, ctx: MemberContext) -> Say:
        del ctx
        return say("team_help")


def _so_many(whom: tuple[str, ...], count: int, otherwise: str) -> tuple[str, ...]:
    """The people a command names, in their order. Raises Refused unless there are so many."""
    if len(whom) != count:
        raise Refused(otherwise)
    return whom


def _somebody(other: Other) -> Action:
    """It may be somebody's name."""
    return ShowSomebody(other.behind.named, other.behind.whom, other.word, other.slip_of)


WORDS: Final = (
    Word("/cpd-team", "", lambda _: ShowTeam()),
    Word("/cpd-team", "help", lambda _: ShowTeamHelp()),
    Word("/cpd-team", "remind", lambda behind: RemindTyped(behind.named, behind.whom)),
    Word("/cpd-team", "assign", lambda behind: Assign(behind.named, behind.whom)),
    Word("/cpd-team", "unassign", lambda behind: Unassign(behind.named, behind.whom)),
    Word("/cpd-team", "release", lambda behind: Release(behind.named, behind.whom)),
    Word("/cpd-team", "accept", lambda one: AnswerTyped(one.named, one.whom, accepted=True)),
    Word("/cpd-team", "decline", lambda one: AnswerTyped(one.named, one.whom, accepted=False)),
)

OTHER_WORDS: Final = (AnyOtherWord("/cpd-team", _somebody),)

REQUESTS: Final = (RequestMeaning("remind_them", lambda asked: RemindByWord(asked.words)),)

ASKED: Final = (TopicMeaning("team", AskAboutTeam),)
