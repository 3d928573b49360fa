"""Actions on the settings as a whole, and on where the member's own words are typed."""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from bot.conversation.text import folded
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message
from bot.services.members import settings
from bot.services.members.settings import SettingsView
from bot.services.record.incoming.requests import Requested, RequestMeaning
from storage.row_types import MemberRecord

_HOW_OFTEN: Final = re.compile(
    r"\b(?:once|twice|weekly|fortnightly|monthly|quarterly|less often|more often|fewer|every "
    r"(?:day|week|month|fortnight|quarter)|(?:a|per) (?:week|month|year))\b"
    r"(?!.*\b(?:review|summary|report|digest)\b)"
)
_OF_CYCLE: Final = re.compile(r"\bcycle\b")


@dataclass(frozen=True)
class Settings(Message):
    """Everything that can be set."""

    view: SettingsView


@dataclass(frozen=True)
class PrivacyForm(Form):
    """Where the member's own words are typed."""

    member: MemberRecord


@action("settings")
class ShowSettings(Action):
    """Everything that can be set."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> Settings:
        return Settings(settings.settings_view(ctx))


@action("privacy")
class AskForPrivacy(Action):
    """Open where the member's words are typed."""

    def do(self, ctx: MemberContext) -> PrivacyForm:
        return PrivacyForm(ctx.member)


@action()
class SetPrivacy(Action):
    """Whether reflections are kept out of the conversation."""

    private: bool

    def do(self, ctx: MemberContext) -> None:
        settings.set_private_reflections(ctx, private=self.private)


@action()
class AnswerToSettings(Action):
    """Say where it is set, with the button for it: of a cycle's start its form, where the member
    has one scheme that has such a start.
    """

    requested: Requested

    def do(self, ctx: MemberContext) -> None:
        dated = [
            one
            for one in settings.schemes_of(ctx)
            if _OF_CYCLE.search(folded(self.requested.said)) and one.has_cycle
        ]
        said = {"sentence": "settings_by_command"}
        if _HOW_OFTEN.search(folded(self.requested.said)) is not None:
            until = ctx.member.paused_until
            quiet = until is not None and until > ctx.today
            said = {"sentence": "how_often_after_quiet" if quiet else "how_often_in_settings"}
        if len(dated) == 1:
            said = {"sentence": "cycle_in_settings", "pack": dated[0].enrolment.scheme}
        ctx.reply("offer", said, thread_ts=self.requested.thread_ts)


WORDS: Final = (Word("/cpd", "settings", lambda _: ShowSettings()),)

REQUESTS: Final = (RequestMeaning("settings", AnswerToSettings),)
