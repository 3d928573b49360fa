"""Answers and steps of the dialogue about one entry: kept in the entry, the next question asked.

Which question comes when is `bot.conversation.dialogue`'s.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.conversation.dates import read_dates
from bot.conversation.dialogue import (
    Answered,
    AskedAnother,
    Event,
    Guided,
    KeepAnswer,
    KeepAside,
    Nothing,
    Opened,
    PutOff,
    Resumed,
    SaidEnough,
    Skipped,
    WentBack,
)
from bot.conversation.dialogue_questions import (
    ANOTHER,
    ASKS,
    FACT_QUESTIONS,
    QUESTION_IDS,
    QuestionId,
    needed_questions,
    question,
)
from bot.conversation.durations import read_duration
from bot.conversation.elements.blanks import does_not_know
from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.finding import find as elements_in
from bot.conversation.elements.finding import stages
from bot.conversation.elements.first_account import Asked
from bot.conversation.elements.grading import Grade, grade
from bot.conversation.problems import Problem
from bot.conversation.text import clean, folded
from bot.conversation.titles import without_people
from bot.policy.vocabulary import STAGES, Stage
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import follow_ups, identifier_screen
from bot.services.record.dialogue import (
    Dialogue,
    advance,
    dialogue_about,
    hold,
    keep,
    let_go,
    words_in,
)
from bot.services.record.entry_changes import (
    OPEN,
    content_changed,
    find,
    keep_problem,
    post_note,
    refresh_messages,
    update_fields,
)
from bot.services.schemes.account_facts import is_private
from storage.row_types import EntryRecord


def answer(
    ctx: MemberContext,
    entry: EntryRecord,
    words: str,
    *,
    private: bool = False,
    about: QuestionId | None = None,
    thread_ts: str | None = None,
    quietly: bool = False,
    beside: bool = False,
) -> EntryRecord:
    """Keep an answer. `about` is the question where the surface knows it (a modal, a button);
    `private`: it was typed in a modal.

    `quietly`: the surface shows the change itself, so that no note is posted for it. `beside`: it
    takes the place of no earlier answer.
    """
    private = private or ctx.member.private_reflections
    dialogue = dialogue_about(ctx, entry)
    about = _fitting(dialogue, about, words)
    asked = about or dialogue.state.pending
    if asked in ("minutes", "date"):
        problem = _fact(ctx, dialogue, asked, words)
        if problem is not None:
            refresh_messages(ctx, entry)
            if not quietly:
                post_note(ctx, entry, thread_ts)
            return entry
        dialogue = dialogue_about(ctx, find(ctx, entry.id))
    elif beside and (field := _field_asked(dialogue.state.pending)) is not None:
        # what could not be read of the fact that is asked for is told no more
        dialogue = let_go(ctx, dialogue, field=field)
    amounts_to, kept_in, holds = _taken_apart(dialogue, asked, words)
    dialogue, effects = advance(
        ctx,
        dialogue,
        Answered(words, ctx.now, private=private, question=about, grade=amounts_to, holds=holds),
    )
    aside = any(isinstance(effect, KeepAside) for effect in effects)
    if asked == "changed":
        if aside:
            quietly = follow_ups.not_told(ctx, entry, words) or quietly
        else:
            follow_ups.answered(ctx, entry)
        dialogue = dialogue_about(ctx, entry)
    if aside:
        dialogue = hold(ctx, dialogue, "aside", question=asked, words=words)
        refresh_messages(ctx, entry)
        if not quietly:
            post_note(ctx, entry, thread_ts)
        return entry
    # Where the draft was discarded meanwhile, the words are kept with it, for Undo to bring back.
    anyhow = KeepAnswer("more", "evaluate", words, private, adds=bool(entry.evaluate))
    kept = next((effect for effect in effects if isinstance(effect, KeepAnswer)), anyhow)
    kept = replace(kept, adds=kept.adds or beside)
    entry = dialogue.entry
    if kept.stage is not None:
        asked_for = _asked_for(dialogue, kept.stage, amounts_to)
        entry = _keep_words(ctx, dialogue, entry, kept, {kept.stage: asked_for})
        others = {stage: some for stage, some in kept_in.items() if stage != kept.stage}
        entry = _keep_elsewhere(ctx, entry, others, private=private)
        identifier_screen.look(ctx, entry)
    elif kept.question == "title":
        entry = update_fields(ctx, entry, "typed", title=without_people(words) or words.strip())
    content_changed(ctx, entry, "edited")
    if not quietly:
        post_note(ctx, entry, thread_ts)
    return entry


def waits_for(ctx: MemberContext, entry: EntryRecord) -> QuestionId | None:
    """The question whose answer a saved entry waits for, if that may still be asked."""
    if entry.status != "logged":
        return None
    dialogue = dialogue_about(ctx, entry)
    waits = any(one.assessment.state == "waiting" for one in dialogue.worth)
    missing = dialogue.facts.missing & {*FACT_QUESTIONS, "evaluate"}
    if not waits or not missing:
        return None
    wanted = (one for one in needed_questions(dialogue.facts) if one not in dialogue.state.skipped)
    return next(wanted, None)


def stage_that_waits(ctx: MemberContext, entry: EntryRecord) -> QuestionId | None:
    """The same, where it is an account that it waits for, and not a fact."""
    wanted = waits_for(ctx, entry)
    return None if wanted in FACT_QUESTIONS else wanted


def skip(ctx: MemberContext, entry: EntryRecord) -> None:
    """Never ask the pending question again for this entry."""
    _ask_for_what_it_waits(ctx, entry)
    _step(ctx, entry, Skipped(ctx.now))


def put_off(ctx: MemberContext, entry: EntryRecord) -> None:
    """Ask the pending question later, in Home and as one nudge."""
    _ask_for_what_it_waits(ctx, entry)
    _step(ctx, entry, PutOff(ctx.now))


def _ask_for_what_it_waits(ctx: MemberContext, entry: EntryRecord) -> None:
    """Have what Saved asked of an entry stand as its question, so that it can be let go."""
    dialogue = dialogue_about(ctx, entry)
    if dialogue.state.pending is None and waits_for(ctx, entry) is not None:
        advance(ctx, dialogue, Resumed(ctx.now))


def go_back(ctx: MemberContext, entry: EntryRecord) -> None:
    """Ask the question before once more."""
    _step(ctx, entry, WentBack(ctx.now))


def ask_another(ctx: MemberContext, entry: EntryRecord) -> None:
    """Ask the next most useful question, up to the dialogue's limit."""
    _step(ctx, entry, AskedAnother(ctx.now))


def guide(ctx: MemberContext, entry: EntryRecord) -> None:
    """Lead through what the entry does not tell yet, one question after the other."""
    _step(ctx, entry, Guided(ctx.now))


def stop_guiding(ctx: MemberContext, entry: EntryRecord) -> None:
    """Ask no more than an entry like this is usually asked."""
    _step(ctx, entry, SaidEnough(ctx.now))


def resume(ctx: MemberContext, entry: EntryRecord) -> None:
    """Take up what an entry waits for, or what was put off."""
    _step(ctx, entry, Resumed(ctx.now))


def ask_for_what_is_missing(ctx: MemberContext, dialogue: Dialogue) -> None:
    """Close a pending question that a form has answered, and ask for what is still missing."""
    dialogue = dialogue_about(ctx, find(ctx, dialogue.entry.id))
    pending = dialogue.state.pending
    answered = {
        "title": dialogue.entry.title,
        "date": dialogue.entry.start_date,
        "minutes": dialogue.entry.minutes,
        "reflect": dialogue.entry.reflect,
        "plan": dialogue.entry.plan,
        "act": dialogue.entry.act,
        "evaluate": dialogue.entry.evaluate,
    }
    if pending is not None and answered.get(pending):
        closed = replace(
            dialogue.state,
            pending=None,
            pending_since=None,
            answered=dialogue.state.answered | {pending},
        )
        dialogue = replace(dialogue, state=closed)
        keep(ctx, dialogue)
        if pending in ("title", "date", "minutes") and dialogue.entry.status in OPEN:
            advance(ctx, dialogue, Opened(ctx.now))


def _fact(ctx: MemberContext, dialogue: Dialogue, asked: QuestionId, words: str) -> Problem | None:
    """Set a duration or a date from the member's words, or keep what stands in the way."""
    entry = dialogue.entry
    if does_not_know(folded(words)):
        problem = (
            Problem("unknown_duration", "minutes", words)
            if asked == "minutes"
            else Problem("unknown_date", "start", words)
        )
        keep_problem(ctx, dialogue, problem, said=words)
        return problem
    if asked == "minutes":
        minutes = read_duration(
            words, working_day=ctx.working_day, start=entry.start_date, end=entry.end_date
        )
        if isinstance(minutes, Problem):
            keep_problem(ctx, dialogue, minutes, said=words)
            return minutes
        entry = update_fields(ctx, entry, "typed", minutes=minutes)
        let_go(ctx, dialogue_about(ctx, entry), field="minutes")
        return None
    days = read_dates(words, ctx.now, ctx.zone, planned=entry.status == "planned")
    if isinstance(days, Problem):
        keep_problem(ctx, dialogue, days, said=words)
        return days
    entry = update_fields(ctx, entry, "typed", start_date=days[0], end_date=days[1])
    let_go(ctx, dialogue_about(ctx, entry), field="start")
    return None


def _taken_apart(
    dialogue: Dialogue, asked: QuestionId | None, words: str
) -> tuple[Grade, Mapping[Stage, str], frozenset[ElementId]]:
    """What an answer amounts to, which of its words belong to which stage, and what they hold."""
    put = question(asked, dialogue.facts) if asked else None
    if put is None or put.stage is None:
        return "account", {}, frozenset()
    text = clean(words).text
    amounts_to = grade(text, dialogue.entry.title or "", put.words)
    if dialogue.entry.status == "planned":
        return amounts_to, {}, frozenset()
    found = elements_in(text, ASKS.get(put.id, ()))
    spans = {
        stage: [text[slice(*span)] for span in spans] for stage, spans in stages(found).items()
    }
    kept = {stage: "\n".join(some) for stage, some in spans.items()}
    return amounts_to, kept, frozenset(found.spans)


_ASKED_BY: Final[Mapping[ElementId, QuestionId]] = {
    element: one for one in (*ANOTHER, "changed") for element in ASKS.get(one, ())
}


def _fitting(dialogue: Dialogue, about: QuestionId | None, words: str) -> QuestionId | None:
    """The question that is answered: of one more thing that is told though nothing was put, that
    which asks for it.
    """
    if about != "more" or dialogue.state.pending is not None:
        return about
    text = clean(words).text
    found = elements_in(text).spans
    first = min(found, key=lambda element: found[element][0], default=None)
    return "more" if first is None else _ASKED_BY[first]


def _keep_elsewhere(
    ctx: MemberContext, entry: EntryRecord, words: Mapping[Stage, str], *, private: bool
) -> EntryRecord:
    """What an answer tells besides what was asked for goes where it belongs, and stays private."""
    columns: dict[str, Any] = {
        stage: f"{before}\n{some}" if (before := words_in(entry, stage)) else some
        for stage, some in words.items()
    }
    if columns:
        columns["private_stages"] = sorted(_private(entry, words if private else ()))
    return update_fields(ctx, entry, "typed", **columns) if columns else entry


def _asked_for(dialogue: Dialogue, stage: Stage, amounts_to: Grade) -> tuple[ElementId, ...]:
    """What was asked for by the questions that are answered in a stage; a short answer settles
    nothing until another is joined to it.
    """
    if amounts_to == "short":
        return ()
    answered = [one for one in QUESTION_IDS if one in dialogue.state.answered]
    of_stage = [one for one in answered if question(one, dialogue.facts).stage == stage]
    return tuple(dict.fromkeys(element for one in of_stage for element in ASKS.get(one, ())))


def _keep_words(
    ctx: MemberContext, dialogue: Dialogue, entry: EntryRecord, kept: KeepAnswer, asked: Asked
) -> EntryRecord:
    stage = kept.stage
    assert stage is not None  # noqa: S101 - a fact is kept elsewhere
    before = words_in(entry, stage)
    dialogue = replace(
        dialogue,
        held=tuple(one for one in dialogue.held if one["kind"] not in ("before", "undone")),
    )
    hold(
        ctx,
        dialogue,
        "before",
        stage=stage,
        words=before,
        private_stages=list(entry.private_stages),
    )
    private = _private(entry, [stage] if kept.private else ())
    words = f"{before}\n{kept.words}" if kept.adds and before else kept.words
    columns: dict[str, Any] = {stage: words, "private_stages": sorted(private)}
    return update_fields(ctx, entry, "typed", asked=asked, **columns)


def _private(entry: EntryRecord, more: Iterable[Stage]) -> set[Stage]:
    """The stages that hold words which are never shown, and these."""
    return {stage for stage in STAGES if is_private(entry, stage)} | set(more)


_FIELD_OF: Final[Mapping[QuestionId, str]] = {"minutes": "minutes", "date": "start"}
"""By the question that asks for it: the field that a problem is kept of."""


def _field_asked(asked: QuestionId | None) -> str | None:
    return _FIELD_OF.get(asked) if asked is not None else None


def _step(ctx: MemberContext, entry: EntryRecord, event: Event) -> None:
    before = dialogue_about(ctx, entry)
    dialogue, effects = advance(ctx, before, event)
    nothing = next((effect for effect in effects if isinstance(effect, Nothing)), None)
    if nothing is not None:
        raise Refused(nothing.why)
    field = _field_asked(before.state.pending)
    if isinstance(event, Skipped | PutOff) and field is not None:
        let_go(ctx, dialogue, field=field)  # why it was asked again is told no more
    refresh_messages(ctx, entry)
