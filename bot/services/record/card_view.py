"""What a card, and the note below it, have to show of one entry: plain values for `bot.ui`."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.conversation.consistency import Finding
from bot.conversation.dialogue import Guide
from bot.conversation.dialogue_questions import Question
from bot.conversation.problems import Problem
from bot.services.context.member_context import MemberContext
from bot.services.record.checks import checks_told
from bot.services.record.dialogue import Dialogue, dialogues_about
from bot.services.record.entered import Entered, marks_of
from bot.services.record.identifier_screen import Named, named_in
from bot.services.schemes.assessment import Worth
from bot.services.schemes.closed_evaluations import FOLLOW_UP
from bot.services.schemes.standings import SchemeStanding, standings_of
from bot.services.schemes.subjects import asked_of, groups_asked_of
from storage.row_types import CoachSuggestionRecord, EntryRecord

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
    files: tuple[str, ...] = ()
    """What the files are called that are evidence of it."""
    guide: Guide = ""
    """Whether the member is led from one question to the next, and whether they chose it."""
    first_ones: bool = False
    """Whether it is one of the member's first, so that it says what saving says."""

    coach: CoachSuggestionRecord | None = None
    """What a language model has said about the question that is open, where that stands in it."""
    may_coach: bool = False
    """Whether the member may ask the coach about their words."""
    subjects_asked: tuple[str, ...] = ()
    """The subjects among which the member is asked for the entry's, once nothing else is."""
    groups_asked: tuple[str, ...] = ()
    """The same of groups, as vehicle groups are, once no subject is asked for."""
    checks: tuple[tuple[Finding, bool], ...] = ()
    """What does not fit together in it as it stands, each with whether the member called it right;
    looked for where it is shown: in a live note and in the details.
    """

    entered: tuple[Entered, ...] = ()
    """Whether it stands in the account of each body into which it is copied: where it is shown."""

    @property
    def check(self) -> Finding | None:
        """What does not fit together, and is asked about once nothing else is."""
        return next((found for found, right in self.checks if not right), None)

    @property
    def counts_minutes(self) -> bool:
        """Whether one of the member's schemes counts how long it took."""
        return any(
            one.assessment.rate is not None or one.assessment.in_hours or one.assessment.by_subjects
            for one in self.worth
        )


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
    names: tuple[Named, ...] = ()
    """What the account names, and its author has neither kept nor changed."""


def card_view(ctx: MemberContext, entry: EntryRecord) -> CardView:
    """The card of one of the member's entries."""
    return card_views(ctx, [entry])[0]


def copied_card_view(ctx: MemberContext, entry: EntryRecord) -> CardView:
    """The same with whether it stands in bodies' accounts, as where it is copied from."""
    return replace(card_view(ctx, entry), entered=marks_of(ctx, entry))


def checked_card_view(ctx: MemberContext, entry: EntryRecord) -> CardView:
    """The same with what does not fit together in the entry."""
    dialogues = dialogues_about(ctx, [entry])
    [card] = _cards(ctx, dialogues)
    checks = checks_told(ctx, dialogues[entry.id])
    return replace(card, checks=checks, entered=marks_of(ctx, entry))


def card_views(ctx: MemberContext, shown: list[EntryRecord]) -> list[CardView]:
    """The cards of several entries, in their order."""
    return _cards(ctx, dialogues_about(ctx, shown))


def note_view(
    ctx: MemberContext, entry: EntryRecord, note_id: int, *, named: bool = False
) -> NoteView:
    """The note with this number about an entry."""
    newest = ctx.work.messages.newest_note(entry.id)
    dialogues = dialogues_about(ctx, [entry])
    [card], [dialogue] = _cards(ctx, dialogues), dialogues.values()
    if newest == note_id:
        card = replace(card, checks=checks_told(ctx, dialogue))
    may_ask_more = dialogue.may_ask_more(ctx.now)
    # One question at a time: whether to ask how a plan went comes first.
    offered = any(one["kind"] == FOLLOW_UP and one["state"] == "offered" for one in dialogue.held)
    return NoteView(
        card=card,
        live=newest == note_id,
        may_ask_more=may_ask_more,
        standings=standings_of(ctx),
        named=named,
        asks_enough=dialogue.asks_enough(ctx.now) and not offered,
        first_saved=ctx.member.chain_length == 1,
        names=named_in(ctx, entry, dialogue.held) if newest == note_id else (),
    )


def _cards(ctx: MemberContext, dialogues: Mapping[int, Dialogue]) -> list[CardView]:
    evidence = ctx.work.entries.evidence(list(dialogues))
    coached = coached_questions(ctx, dialogues)
    return [
        CardView(
            entry=dialogue.entry,
            links=tuple(one.url for one in evidence[entry_id] if one.kind != "file"),
            files=tuple(one.name or "" for one in evidence[entry_id] if one.kind == "file"),
            worth=_told_once(ctx, dialogue.worth),
            question=_with(coached.get(entry_id), dialogue.open_question),
            coach=coached.get(entry_id),
            may_coach=ctx.coach_on,
            by_modal=ctx.member.private_reflections,
            problems=dialogue.problems,
            doubts=_doubts(ctx, dialogue),
            today=ctx.today,
            guide=dialogue.state.guide,
            first_ones=ctx.member.chain_length < FIRST_ONES,
            subjects_asked=asked_of(ctx, dialogue.entry, dialogue.worth),
            groups_asked=groups_asked_of(ctx, dialogue.entry, dialogue.worth),
        )
        for entry_id, dialogue in dialogues.items()
    ]


def coached_questions(
    ctx: MemberContext, dialogues: Mapping[int, Dialogue], *, in_modal: bool = False
) -> dict[int, CoachSuggestionRecord]:
    """By entry, what the coach offers about the question that is open. In a message nothing is
    offered to whoever keeps their reflections out of the conversation, and nothing ever that was
    asked for while they did: words of theirs may stand in it that were typed in windows alone.
    Where something stands in the way of a value, there is room for the plain question alone.
    """
    if not ctx.coach_on or (ctx.member.private_reflections and not in_modal):
        return {}
    open_now = {
        number: one.open_question
        for number, one in dialogues.items()
        if in_modal or not one.problems
    }
    asked_of = [number for number, asked in open_now.items() if asked is not None]
    offered = ctx.work.coach.offered(asked_of, ctx.member.id) if asked_of else {}
    found = {}
    for number, some in offered.items():
        asked = open_now[number]
        fits = [
            one
            for one in some
            if asked is not None and one.about == asked.id and (in_modal or not one.in_modal)
        ]
        if fits and fits[0].kind in ("question", "title"):
            found[number] = fits[0]
    return found


def _with(coach: CoachSuggestionRecord | None, asked: Question | None) -> Question | None:
    """The question in the coach's words, or with what it read as an answer to choose."""
    if coach is None or asked is None or not coach.words:
        return asked
    if coach.kind == "title":
        return replace(asked, choices=(coach.words,))
    return replace(asked, words=coach.words)


def question_in_form(
    ctx: MemberContext, dialogue: Dialogue
) -> tuple[Question | None, CoachSuggestionRecord | None]:
    """The question that is open, as a form puts it, and the coach's suggestion if it is worded by
    the coach. An answer to choose is offered in messages alone.
    """
    number, asked = dialogue.entry.id, dialogue.open_question
    coach = coached_questions(ctx, {number: dialogue}, in_modal=True).get(number)
    if coach is None or coach.kind != "question":
        return asked, None
    return _with(coach, asked), coach


def _told_once(ctx: MemberContext, worth: Sequence[Worth]) -> tuple[Worth, ...]:
    """The same with one for all groups of a scheme of hours, under the scheme's own name: the entry
    counts once towards them, and what it was for which its findings say.
    """
    packs = Counter(one.pack for one in worth if one.assessment.in_hours)
    found: dict[tuple[str, int], Worth] = {}
    for one in worth:
        if packs[one.pack] > 1:
            found.setdefault((one.pack, 0), replace(one, title=ctx.rules[one.pack].title))
        else:
            found[one.pack, one.enrolment_id] = one
    return tuple(found.values())


def _doubts(ctx: MemberContext, dialogue: Dialogue) -> tuple[OpeningDoubt, ...]:
    asked = {
        one.enrolment_id: one
        for one in dialogue.worth
        if "already_counted" in one.assessment.missing_questions
    }
    if not asked:
        return ()
    return tuple(
        OpeningDoubt(enrolment.scheme, asked[enrolment.id].title, enrolment.opening_cycle or 0)
        for enrolment in ctx.work.enrolments.of(ctx.member.id)
        if enrolment.id in asked
    )
