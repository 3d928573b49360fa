"""What a card, and the note below it, have to show of one entry: plain values for `bot.ui`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.conversation.dialogue import Guide
from bot.conversation.problems import Problem
from bot.conversation.questions import Question
from bot.services.assessing import Worth
from bot.services.closing import FOLLOW_UP
from bot.services.desk import Desk
from bot.services.dialogue import Dialogue, dialogues_about
from bot.services.standings import SchemeStanding, standings_of
from storage.records import EntryRecord

FIRST_ONES: Final = 3
"""Until so many changes of saved entries stand in a member's chain, a draft says what saving says;
each saved entry is at least one.
"""


@dataclass(frozen=True, slots=True)
class OpeningDoubt:
    """An entry that lies on or before an opening balance's day: is it in there already?"""

    pack: str
    title: str
    credits: int
    """The balance for the cycle, in hundredths."""


@dataclass(frozen=True, slots=True)
class CardView:
    """One entry as its card shows it.

    `question` is what stands open, `by_modal` that the member keeps reflections out of the
    conversation, so that it is only ever answered in a modal.
    """

    entry: EntryRecord
    links: tuple[str, ...]
    worth: tuple[Worth, ...]
    question: Question | None
    by_modal: bool
    problems: tuple[Problem, ...]
    doubts: tuple[OpeningDoubt, ...]
    today: date
    guide: Guide = ""
    """Whether the member is led from one question to the next, and whether they chose it."""
    first_ones: bool = False
    """Whether it is one of the member's first, so that it says what saving says."""

    @property
    def counts_minutes(self) -> bool:
        """Whether one of the member's schemes counts how long it took."""
        return any(one.assessment.rate is not None for one in self.worth)


@dataclass(frozen=True, slots=True)
class NoteView:
    """What the note about an entry says: what has come of the last answer, Save or undo.

    `live` notes carry buttons; an older one only keeps its place in the conversation.
    """

    card: CardView
    live: bool
    may_ask_more: bool
    standings: tuple[SchemeStanding, ...]
    named: bool = False
    """Whether it has to say which entry it is about: it came by itself."""
    asks_enough: bool = False
    """Whether it asks "Enough, or one more?"."""
    first_saved: bool = False
    """Whether it is the first entry that the member has ever saved."""


def card_view(desk: Desk, entry: EntryRecord) -> CardView:
    """The card of one of the desk's member's entries."""
    return card_views(desk, [entry])[0]


def card_views(desk: Desk, shown: list[EntryRecord]) -> list[CardView]:
    """The cards of several entries, in their order."""
    return _cards(desk, dialogues_about(desk, shown))


def note_view(desk: Desk, entry: EntryRecord, note_id: int, *, named: bool = False) -> NoteView:
    """The note with this number about an entry."""
    newest = desk.work.messages.newest_note(entry.id)
    dialogues = dialogues_about(desk, [entry])
    [card], [dialogue] = _cards(desk, dialogues), dialogues.values()
    may_ask_more = dialogue.may_ask_more(desk.now)
    # One question at a time: whether to ask how a plan went comes first.
    offered = any(one["kind"] == FOLLOW_UP and one["state"] == "offered" for one in dialogue.held)
    return NoteView(
        card=card,
        live=newest == note_id,
        may_ask_more=may_ask_more,
        standings=standings_of(desk),
        named=named,
        asks_enough=dialogue.asks_enough(desk.now) and not offered,
        first_saved=desk.member.chain_length == 1,
    )


def _cards(desk: Desk, dialogues: Mapping[int, Dialogue]) -> list[CardView]:
    evidence = desk.work.entries.evidence(list(dialogues))
    return [
        CardView(
            entry=dialogue.entry,
            links=tuple(one.url for one in evidence[entry_id]),
            worth=dialogue.worth,
            question=dialogue.open_question,
            by_modal=desk.member.private_reflections,
            problems=dialogue.problems,
            doubts=_doubts(desk, dialogue),
            today=desk.today,
            guide=dialogue.state.guide,
            first_ones=desk.member.chain_length < FIRST_ONES,
        )
        for entry_id, dialogue in dialogues.items()
    ]


def _doubts(desk: Desk, dialogue: Dialogue) -> tuple[OpeningDoubt, ...]:
    asked = {
        one.enrolment_id: one
        for one in dialogue.worth
        if "already_counted" in one.assessment.missing_questions
    }
    if not asked:
        return ()
    return tuple(
        OpeningDoubt(enrolment.pack, asked[enrolment.id].title, enrolment.opening_cycle or 0)
        for enrolment in desk.work.enrolments.of(desk.member.id)
        if enrolment.id in asked
    )
