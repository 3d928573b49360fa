"""Actions on the record as a whole: taken along, erased; and what came of slow work on it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.conversation.documents_named import document_named
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import document_request, erasure, export
from bot.services.data_rights.document_request import Offered
from bot.services.data_rights.erasure import ErasureView
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken, say
from bot.services.record.incoming.requests import Requested, RequestMeaning


@dataclass(frozen=True)
class ExportAsked(Message):
    """An export was asked for; it comes into the conversation."""


@dataclass(frozen=True)
class DocumentAsked(Message):
    """A document was asked for; it comes into the conversation."""


@dataclass(frozen=True)
class DocumentForm(Form):
    """Which document: of which scheme and period, in which format."""

    offered: Offered


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


@action("document")
class AskForDocument(Action):
    """Open the form in which a document is chosen."""

    def do(self, ctx: MemberContext) -> DocumentForm:
        return DocumentForm(document_request.offered(ctx))


@action()
class MakeDocument(Action):
    """Have a document made, as chosen in the form; without a `scheme` it is of all of them."""

    which: str
    scheme: str
    period: str
    first: date | None
    last: date | None
    without_private: bool = False

    def do(self, ctx: MemberContext) -> None:
        try:
            scheme = self.scheme or document_request.ALL
            days = (self.first, self.last)
            document_request.ask_for_document(
                ctx,
                self.which,
                scheme,
                self.period,
                days,
                without_private=self.without_private,
            )
        except Refused as refused:
            raise Mistaken({_ABOUT.get(refused.sentence, "document_period"): refused}) from None


@action()
class DocumentByWord(Action):
    """Have the document made that was named in words, such as "my year as a PDF"."""

    said: str

    def do(self, ctx: MemberContext) -> DocumentAsked:
        document_request.ask_by_word(ctx, document_named(self.said))
        return DocumentAsked()


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


_ABOUT: Final = {
    "period_days": "document_first",
    "period_turned": "document_last",
    "no_such_scheme": "document_scheme",
}
"""By refusal: the field that it is about, where that is not the period."""


def _document(behind: str) -> Action:
    """The form, or the document itself where words say which."""
    return DocumentByWord(behind) if behind.strip() else AskForDocument()


def _taken_along(requested: Requested) -> Action:
    """The files of an export, or a document where one is named."""
    if document_named(requested.said).named:
        return DocumentByWord(requested.said)
    return Export(by_word=True)


WORDS: Final = (
    Word("/cpd", "document", lambda behind: _document(behind.text)),
    Word("/cpd", "export", lambda behind: Export(by_word=True, only=behind.text.strip().lower())),
    Word("/cpd", "erase", lambda _: AskToErase()),
)

REQUESTS: Final = (
    RequestMeaning("export", _taken_along),
    RequestMeaning("erase", lambda _: say("erase_by_command")),
)
