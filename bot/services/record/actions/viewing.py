"""Where the member stands, and lists of their entries."""

from dataclasses import dataclass
from typing import ClassVar, Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Told, say
from bot.services.dispatch.questions import explain
from bot.services.record import entries
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.card_view import CardView, card_views, copied_card_view
from bot.services.record.details_view import EntryDetails, details_of
from bot.services.record.incoming.asked import TopicMeaning
from bot.services.record.incoming.requests import RequestMeaning
from bot.services.schemes import cycle_outcomes
from bot.services.schemes.doubts import doubted
from bot.services.schemes.pages import Standing
from bot.services.schemes.standings import standings_of
from storage.vocabulary import Lacking

LIST_PAGE: Final = 10
"""Entries on a page of a list."""


@dataclass(frozen=True)
class EntryList(Message):
    """A page of saved entries, from 0; `year` None for all, `count` on all pages. `only` those
    that wait, where it says so.
    """

    entries: tuple[CardView, ...]
    year: int | None
    page: int
    count: int
    only: Lacking = ""


@dataclass(frozen=True)
class DetailsForm(Form):
    """One entry's details, to be read: nothing is asked."""

    details: EntryDetails


@dataclass(frozen=True)
class CopyForm(Form):
    """One entry field by field, to be copied into a body's account: nothing is asked."""

    card: CardView


@action("details")
class ShowDetails(OfEntry):
    """Open all there is about an entry, for the member and for an auditor."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> DetailsForm:
        return DetailsForm(details_of(ctx, self.found(ctx)))


@action("copy_out")
class CopyOut(OfEntry):
    """Open an entry as plain text, field by field."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> CopyForm:
        return CopyForm(copied_card_view(ctx, self.found(ctx)))


@action("standing")
class ShowStanding(Action):
    """Where the member stands."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> Standing:
        standings = standings_of(ctx)
        cycle_outcomes.were_told(ctx, standings)
        return Standing(standings, doubted(ctx))


@action()
class AskBot(Action):
    """A question to the bot, as it was understood."""

    asked: Asked

    def do(self, ctx: MemberContext) -> Told:
        return Told(explain(ctx, self.asked))


@action("list")
class ShowEntries(Action):
    """A page of saved entries; of a calendar year, or of all; `only` some of them."""

    shows_a_page: ClassVar[bool] = True

    page: int = 0
    year: int | None = None
    only: Lacking = ""

    def do(self, ctx: MemberContext) -> EntryList:
        page = max(0, min(self.page, 10**6))
        found, count = entries.logged_in(
            ctx, self.year, LIST_PAGE, page * LIST_PAGE, lacking=self.only
        )
        cards = tuple(card_views(ctx, list(found)))
        return EntryList(cards, self.year, page, count, self.only)


_LACKING: Final[dict[str, Lacking]] = {
    "no evidence": "evidence",
    "without evidence": "evidence",
    "missing evidence": "evidence",
    "no evaluation": "evaluation",
    "without evaluation": "evaluation",
    "waiting": "waiting",
}
"""What may stand behind `/cpd list` beside a year."""


@action()
class ListTyped(Action):
    """`/cpd list` with what stands behind it."""

    text: str

    def do(self, ctx: MemberContext) -> EntryList:
        lacking = _LACKING.get(" ".join(self.text.casefold().split()))
        if lacking is not None:
            return ShowEntries(only=lacking).do(ctx)
        if self.text and not (self.text.isdecimal() and len(self.text) == len("2026")):
            raise Refused("which_year_to_list")
        return ShowEntries(0, int(self.text) if self.text else None).do(ctx)


WORDS: Final = (
    Word("/cpd", "status", lambda _: ShowStanding()),
    Word("/cpd", "list", lambda behind: ListTyped(behind.text)),
)

ASKED: Final = (TopicMeaning("standing", lambda _: ShowStanding()),)

REQUESTS: Final = (
    RequestMeaning("list", lambda _: say("list_by_command")),
    RequestMeaning("edit_words", lambda _: say("edit_your_words")),
)
