"""Help: what can be said, where the member stands, and calling the administrators."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import AnyOtherWord, Other, Word
from bot.services.dispatch.pages import Form, Say, say
from bot.services.members import help_requests
from bot.services.members.help import Help
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.schemes.standings import standings_of


@dataclass(frozen=True)
class HelpForm(Form):
    """What the administrators should know of somebody who is stuck."""


@action("help")
class ShowHelp(Action):
    """What can be said; `more`: the commands, and who sees what. `lost`: it stands in for an answer
    to what was not understood.
    """

    more: bool = False
    lost: bool = False

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> Help:
        administrator = ctx.may(Permission.SEE_ADMINISTRATION)
        coach = ctx.coach is not None and ctx.coach_allowed
        return Help(None, administrator, self.more, self.lost, coach)


@action()
class ShowOverview(Action):
    """`/cpd` by itself: where the member stands, and what can be said."""

    def do(self, ctx: MemberContext) -> Help:
        return Help(standings_of(ctx), ctx.may(Permission.SEE_ADMINISTRATION))


@action("tell_administrator")
class AskToTellAdministrator(Action):
    """Open what the administrators should know."""

    def do(self, ctx: MemberContext) -> HelpForm:
        help_requests.administrators(ctx)
        return HelpForm()


@action()
class TellAdministrator(Action):
    """Have the administrators know that the member is stuck, with what they typed for them."""

    words: str

    def do(self, ctx: MemberContext) -> Say:
        told = help_requests.call(ctx, self.words)
        return say("administrators_told", slack_ids=[one.slack_id for one in told])


def _unknown(other: Other) -> Action:
    if other.slip_of:
        raise Refused("unknown_command", word=other.word, nearest=other.slip_of)
    raise Refused("unknown_command_at_all", word=other.word)


WORDS: Final = (
    Word("/cpd", "", lambda _: ShowOverview()),
    Word("/cpd", "help", lambda _: ShowHelp()),
)

OTHER_WORDS: Final = (AnyOtherWord("/cpd", _unknown),)

ASKED: Final = (TopicMeaning("help", lambda _: ShowHelp(), lost=lambda _: ShowHelp(lost=True)),)
