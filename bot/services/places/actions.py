"""Actions of administrators: which emoji makes drafts."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken
from bot.services.places import emoji


@dataclass(frozen=True)
class EmojiChosen(Message):
    """Which emoji makes drafts here, by its name; `now`: it was chosen just now."""

    instead: ClassVar[bool] = True
    name: str
    now: bool = False


@dataclass(frozen=True)
class EmojiForm(Form):
    """The emoji's name."""

    name: str


@action()
class ShowEmoji(Action):
    """Which emoji makes drafts here."""

    def do(self, ctx: MemberContext) -> EmojiChosen:
        ctx.must(Permission.CHOOSE_EMOJI)
        return EmojiChosen(emoji.emoji_of(ctx))


@action("choose_emoji")
class AskForEmoji(Action):
    """Open the form for another one."""

    def do(self, ctx: MemberContext) -> EmojiForm:
        ctx.must(Permission.CHOOSE_EMOJI)
        return EmojiForm(emoji.emoji_of(ctx))


@action()
class ChooseEmoji(Action):
    """The emoji as it was typed."""

    typed: str

    def do(self, ctx: MemberContext) -> EmojiChosen:
        ctx.must(Permission.CHOOSE_EMOJI)
        try:
            return EmojiChosen(emoji.choose(ctx, self.typed), now=True)
        except Refused as refused:
            raise Mistaken({TYPED: refused}) from None


TYPED: Final = "emoji"
"""The form's field."""

WORDS: Final = (Word("/cpd admin", "emoji", lambda _: ShowEmoji()),)
