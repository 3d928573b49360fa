"""Actions on the record as a whole: taken along, erased; and what came of slow work on it."""

from dataclasses import dataclass
from typing import Final

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import erasure, export
from bot.services.data_rights.erasure import ErasureView
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken, say
from bot.services.record.incoming.requests import RequestMeaning


@dataclass(frozen=True)
class ExportAsked(Message):
    """An export was asked for; it comes into the conversation."""


@dataclass(frozen=True)
class EraseForm(Form):
    """What would go and what would stay, before it is erased."""

    view: ErasureView


@action("export")
class Export(Action):
    """Have the whole record brought as an archive, or what is `only` wanted of it ("json", "csv")
    by itself. It comes into the conversation: where it was asked for elsewhere, that has to be said
    there. `by_word`: it was typed.
    """

    by_word: bool = False
    only: str = ""

    def do(self, ctx: MemberContext) -> ExportAsked:
        export.ask_for_export(ctx, export.wanted({"only": self.only}))
        return ExportAsked()


@action("erase")
class AskToErase(Action):
    """Open what would go."""

    def do(self, ctx: MemberContext) -> EraseForm:
        return EraseForm(erasure.erasure_view(ctx))


@action()
class Erase(Action):
    """Erase the record; `confirmation` is what was typed."""

    confirmation: str

    def do(self, ctx: MemberContext) -> None:
        if not self.confirmation:
            raise Mistaken({"confirmation": Refused("type_the_words")})
        erasure.erase(ctx, self.confirmation)


WORDS: Final = (
    Word("/cpd", "export", lambda behind: Export(by_word=True, only=behind.text.strip().lower())),
    Word("/cpd", "erase", lambda _: AskToErase()),
)

REQUESTS: Final = (
    RequestMeaning("export", lambda _: Export(by_word=True)),
    RequestMeaning("erase", lambda _: say("erase_by_command")),
)
