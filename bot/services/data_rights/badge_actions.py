"""Actions on badges: which there are, and having one brought."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import badges
from bot.services.data_rights.badges import BadgeView
from bot.services.data_rights.message_kinds import BADGES
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken
from bot.services.record.incoming.requests import RequestMeaning


@dataclass(frozen=True)
class BadgesShown(Message):
    """The member's complete cycles: for which there is a badge, and why not."""

    kind: ClassVar[str] = BADGES.name
    view: BadgeView


@dataclass(frozen=True)
class BadgeForm(Form):
    """For which cycle, and whether with the member's name."""

    view: BadgeView
    name: str


@action("badges")
class ShowBadges(Action):
    """For which cycles there is a badge."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> BadgesShown:
        return BadgesShown(badges.badge_view(ctx))


@action("badge")
class AskForBadge(Action):
    """Open the form in which one is chosen."""

    def do(self, ctx: MemberContext) -> BadgeForm:
        view = badges.badge_view(ctx)
        if not view.offered:
            raise Refused("badge_none")
        return BadgeForm(view, ctx.member.name)


@action()
class GetBadge(Action):
    """Have it brought, as chosen in the form."""

    which: str
    named: bool = False

    def do(self, ctx: MemberContext) -> None:
        try:
            badges.ask(ctx, self.which, named=self.named)
        except Refused as refused:
            raise Mistaken({"badge_which": refused}) from None


WORDS: Final = (Word("/cpd", "badge", lambda _: ShowBadges()),)

REQUESTS: Final = (RequestMeaning("badge", lambda _: ShowBadges()),)
