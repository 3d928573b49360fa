"""Asking the coach: when it is asked by itself, what it is told, and within which budget.

The call is a job of `bot.delivery`'s. Nothing of an answer is read here: see `suggestions`.
"""

from dataclasses import replace
from typing import Final

from bot.coach.requests import CoachRequest
from bot.conversation.dialogue_questions import ASKS, QUESTION_IDS, Question, question
from bot.policy.vocabulary import STAGES, Stage
from bot.services.coaching.budgets import spend
from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.after_action import AfterAction
from bot.services.record.coach_shown import said_as
from bot.services.record.dialogue import Dialogue, dialogue_about, words_in
from bot.services.record.incoming.held_words import read_by_coach
from bot.services.schemes.account_facts import came_from_a_file, is_private, typed_in_a_form
from storage.queues.jobs import COACH, JobRecord
from storage.record.held_messages import Held
from storage.row_types import CoachSuggestionRecord, EntryRecord
from storage.vocabulary import CoachKind

LEAST_TO_TIDY: Final = 4
"""Words below which there is nothing to tidy, and nothing to add to."""

_KEY: Final = f"{COACH}:"
"""Before a suggestion's number: what its job is known by."""


def ask_about_questions(ctx: MemberContext) -> None:
    """Of each question of the dialogue that this unit has put, ask whether there is a better one;
    of a title that could not be read, what the member may have meant; of words that are held, what
    they are.
    """
    put, ctx.questions_put = ctx.questions_put, set()
    held, ctx.held_put = ctx.held_put, []
    settled, ctx.held_settled = ctx.held_settled, []
    if not ctx.coach_on:
        return
    for one, choice in settled:
        _note_choice(ctx, one, choice)
    for one in held:
        _ask_what_it_is(ctx, one)
    for entry_id in sorted(put):
        entry = ctx.work.entries.get(entry_id, ctx.member.id)
        asked = None if entry is None else dialogue_about(ctx, entry).open_question
        kind = None if entry is None or asked is None else _kind_for(ctx, entry, asked)
        if entry is not None and asked is not None and kind is not None and spend(ctx):
            in_modal = ctx.member.private_reflections
            _ask(ctx, kind, entry, asked.id, _began_with(entry, in_modal=in_modal))


def _kind_for(ctx: MemberContext, entry: EntryRecord, asked: Question) -> CoachKind | None:
    """What the coach may help with where this question is open. A title to choose is a button of a
    message: nothing is asked for that could not be shown.
    """
    if asked.stage is not None:
        return "question"
    if ctx.member.private_reflections:
        return None
    told = _began_with(entry, in_modal=False)
    return "title" if asked.id == "title" and told else None


def _began_with(entry: EntryRecord, *, in_modal: bool) -> str:
    """The member's own sentence that an entry began with, as far as it may be sent."""
    if came_from_a_file(entry) or (typed_in_a_form(entry) and not in_modal):
        return ""
    return entry.source_text or ""


def _ask_what_it_is(ctx: MemberContext, held: Held) -> None:
    """Whoever keeps their reflections out of the conversation is asked in it by the rules alone."""
    entry = _entry_of(ctx, held)
    if entry is None or ctx.member.private_reflections:
        return
    if _question_about(ctx, entry, held) is not None and spend(ctx):
        _ask(ctx, "sense", entry, held.key, held.text)


def _entry_of(ctx: MemberContext, held: Held) -> EntryRecord | None:
    """The entry whose question held words may answer."""
    return ctx.work.entries.get(held.values.get("entry") or 0, ctx.member.id)


def _question_about(ctx: MemberContext, entry: EntryRecord, held: Held) -> Question | None:
    """The question that held words may answer, in the rules' own words."""
    dialogue, noted = dialogue_about(ctx, entry), held.values.get("question")
    asked = next((one for one in QUESTION_IDS if one == noted), None)
    return question(asked, dialogue.facts) if asked is not None else dialogue.open_question


def _note_choice(ctx: MemberContext, held: Held, choice: str) -> None:
    """The member has said what held words are: as the coach took them, or not."""
    one = read_by_coach(ctx, held, held.values.get("entry"))
    if one is not None:
        as_read = {"answer": "answer", "new_entry": "new"}.get(one.words or "") == choice
        ctx.work.coach.change(one, state="taken" if as_read else "left")


def ask_for(ctx: MemberContext, kind: CoachKind, entry: EntryRecord) -> CoachSuggestionRecord:
    """The member asks for a tidier wording, or for what somebody who was not there would miss.

    Raises Refused: no_coach, coach_not_allowed, coach_is_off, put_away, nothing_to_tidy,
    coach_spent.
    """
    if ctx.coach is None:
        raise Refused("no_coach")
    if not ctx.coach_allowed:
        raise Refused("coach_not_allowed")
    if not ctx.coach_on:
        raise Refused("coach_is_off")
    must_stand(entry)
    stage = _stage_with_most(ctx, entry)
    words = words_in(entry, stage) if stage else ""
    if stage is None or len(words.split()) < LEAST_TO_TIDY:
        raise Refused("nothing_to_tidy")
    if not spend(ctx):
        raise Refused("coach_spent")
    if kind == "wording":
        _let_others_go(ctx, entry)
    return _ask(ctx, kind, entry, stage, words)


def _let_others_go(ctx: MemberContext, entry: EntryRecord) -> None:
    """One wording of an entry's words stands to be chosen at a time."""
    for one in ctx.work.coach.offered([entry.id], ctx.member.id).get(entry.id, ()):
        if one.kind == "wording":
            ctx.work.coach.change(one, state="overtaken")
            ctx.work.messages.show_said(said_as(one.id), ctx.real)


def must_stand(entry: EntryRecord) -> None:
    """Words are worked on where their entry stands. Raises Refused("put_away")."""
    if entry.status in ("discarded", "withdrawn"):
        raise Refused("put_away")


def _stage_with_most(ctx: MemberContext, entry: EntryRecord) -> Stage | None:
    """The stage with the most words that may be sent; what was learnt before what was planned."""
    order: tuple[Stage, ...] = ("evaluate", "reflect", "act", "plan")
    in_modal = ctx.member.private_reflections
    held = [
        stage
        for stage in order
        if words_in(entry, stage) and _may_send(entry, stage, in_modal=in_modal)
    ]
    return max(held, key=lambda stage: len(words_in(entry, stage).split()), default=None)


def _may_send(entry: EntryRecord, stage: Stage, *, in_modal: bool) -> bool:
    """Words typed in a window are worked on in a window alone."""
    return in_modal or not is_private(entry, stage)


def _ask(
    ctx: MemberContext, kind: CoachKind, entry: EntryRecord, about: str, original: str
) -> CoachSuggestionRecord:
    one = ctx.work.coach.add(
        ctx.member.id,
        kind,
        entry_id=entry.id,
        about=about,
        original=original,
        in_modal=ctx.member.private_reflections,
        asked_at=ctx.now,
        real_at=ctx.real,
    )
    jobs.ask_once(ctx, COACH, f"{_KEY}{one.id}", {"suggestion": one.id})
    return one


def suggestion_of(job: JobRecord) -> int:
    """The number of the suggestion that a job is about."""
    return int(job.key.removeprefix(_KEY))


def request_for(ctx: MemberContext, one: CoachSuggestionRecord) -> CoachRequest | None:
    """What the coach is to be told, as things are now; None where that is of no use any more."""
    entry = ctx.work.entries.get(one.entry_id or 0, ctx.member.id)
    if entry is None or not ctx.coach_on:
        return None
    if one.in_modal and not ctx.member.private_reflections:
        return None  # it may hold words that are not sent for anybody else
    if one.kind == "sense":
        return _request_for_sense(ctx, entry, one)
    dialogue = dialogue_about(ctx, entry)
    if not still_fits(dialogue, one):
        return None
    said = {
        stage: words_in(entry, stage)
        for stage in STAGES
        if _may_send(entry, stage, in_modal=one.in_modal)
    }
    request = CoachRequest(
        kind=one.kind,
        title=entry.title or "",
        said=_began_with(entry, in_modal=one.in_modal),
        account=tuple(words for stage, words in said.items() if words and stage != one.about),
        text=one.original or "",
    )
    asked = dialogue.open_question
    if one.kind == "question" and asked is not None:
        plain = question(asked.id, dialogue.facts)
        account = tuple(words for words in said.values() if words)
        request = replace(
            request, question=plain.words, asks=ASKS.get(asked.id, ()), account=account, text=""
        )
    return request


def _request_for_sense(
    ctx: MemberContext, entry: EntryRecord, one: CoachSuggestionRecord
) -> CoachRequest | None:
    """The question, the title and the words of that message alone."""
    held = held_still(ctx, one)
    asked = None if held is None else _question_about(ctx, entry, held)
    if held is None or asked is None:
        return None
    return CoachRequest(kind="sense", question=asked.words, title=entry.title or "", text=held.text)


def held_still(ctx: MemberContext, one: CoachSuggestionRecord) -> Held | None:
    """The words that the coach was asked about, while it is asked what they are."""
    return None if ctx.member.private_reflections else ctx.work.held.get(ctx.member.id, one.about)


def fits_now(ctx: MemberContext, one: CoachSuggestionRecord) -> bool:
    """Whether a suggestion is about how things are."""
    entry = ctx.work.entries.get(one.entry_id or 0, ctx.member.id)
    if entry is None or one.kind == "sense":
        return entry is not None and held_still(ctx, one) is not None
    return still_fits(dialogue_about(ctx, entry), one)


def still_fits(dialogue: Dialogue, one: CoachSuggestionRecord) -> bool:
    """Whether a suggestion is about how things are: its question is open, its words stand."""
    if one.kind in ("question", "title"):
        asked = dialogue.open_question
        return asked is not None and asked.id == one.about
    stages: tuple[Stage, ...] = STAGES
    return any(
        stage == one.about and words_in(dialogue.entry, stage) == one.original for stage in stages
    )


AFTER_ACTION: Final = (AfterAction("coach", ask_about_questions, order=20),)
