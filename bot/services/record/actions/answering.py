"""Questions about an entry: answered, put off, asked again."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Final

from bot.conversation.dates import read_dates
from bot.conversation.dialogue_questions import (
    QUESTION_IDS,
    Facts,
    Question,
    QuestionId,
    needed_questions,
    question,
)
from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.policy.schemes.word_count import has_words
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import action
from bot.services.dispatch.labels import Label
from bot.services.dispatch.pages import Form, Mistaken
from bot.services.record import answering, follow_ups
from bot.services.record.actions.entry_action import OfEntry, mark_of
from bot.services.record.card_view import question_in_form
from bot.services.record.dialogue import dialogue_about, words_in
from bot.services.record.entry_changes import post_note
from storage.row_types import CoachSuggestionRecord, EntryRecord


@dataclass(frozen=True)
class AnswerForm(Form):
    """One question about an entry; `stands` is the mark of what its stage holds, `coach` what the
    question is the words of, where a language model has worded it.
    """

    entry_id: int
    question: Question
    stands: str = ""
    coach: CoachSuggestionRecord | None = None


@action()
class Step(OfEntry):
    """A step of the dialogue; `by_word`: it was typed, and a note is posted for it."""

    by_word: bool = False
    thread_ts: str | None = None

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        self.step(ctx, entry)
        if self.by_word:
            values = {"skipped": True} if isinstance(self, Skip) else None
            post_note(ctx, entry, self.thread_ts, values)

    @abstractmethod
    def step(self, ctx: MemberContext, entry: EntryRecord) -> None:
        """What is done with the question."""


@action("skip")
class Skip(Step):
    """Never ask the pending question again for this entry."""

    def step(self, ctx: MemberContext, entry: EntryRecord) -> None:
        answering.skip(ctx, entry)


@action("later")
class PutOff(Step):
    """Ask the pending question later."""

    def step(self, ctx: MemberContext, entry: EntryRecord) -> None:
        answering.put_off(ctx, entry)


@action()
class GoBack(Step):
    """Ask the question before once more."""

    def step(self, ctx: MemberContext, entry: EntryRecord) -> None:
        answering.go_back(ctx, entry)


@action("ask_another")
class AskAnother(OfEntry):
    """Ask the next most useful question."""

    def do(self, ctx: MemberContext) -> None:
        answering.ask_another(ctx, self.found(ctx))


@action("guide_me")
class GuideMe(OfEntry):
    """Be led through what the entry does not tell yet."""

    def do(self, ctx: MemberContext) -> None:
        answering.guide(ctx, self.found(ctx))


@action("choose")
class Choose(OfEntry):
    """A quick answer: `answer` is the text that could have been typed."""

    question: str
    answer: str

    def do(self, ctx: MemberContext) -> None:
        asked = _question_id(self.question)
        answering.answer(ctx, self.found(ctx), self.answer, about=asked, quietly=True)


@action("pick_date")
class PickDate(OfEntry):
    """A day from a calendar; `picked` is an ISO date."""

    picked: str | None = None

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        if self.picked:
            answering.answer(ctx, entry, self.picked, about="date", quietly=True)


@action("answer")
class AskToAnswer(OfEntry):
    """Open the question that stands open, to answer it privately."""

    question: str | None = None

    def do(self, ctx: MemberContext) -> AnswerForm:
        return _answer_form(ctx, self.found(ctx))


@action("add_it")
class AddWhatIsMissing(OfEntry):
    """Open exactly what is missing: the one question that the entry waits for, be it one that was
    skipped.
    """

    def do(self, ctx: MemberContext) -> AnswerForm:
        entry = self.found(ctx)
        facts = dialogue_about(ctx, entry).facts
        needed = needed_questions(facts)
        try:
            answering.resume(ctx, entry)
        except Refused:
            if not needed:
                raise
            return answer_form(entry, question(needed[0], facts))
        return _answer_form(ctx, entry)


@action()
class AnswerQuestion(OfEntry):
    """The form with one question, submitted. `stands`: the mark of what its stage held when the
    form was opened; what was answered since stands beside these words.
    """

    question: str
    words: str
    stands: str | None = None

    def do(self, ctx: MemberContext) -> None:
        entry, asked = self.found(ctx), _question_id(self.question)
        problem = _problem_with(ctx, entry, asked, self.words)
        if problem is not None:
            raise Mistaken({"words": problem})
        since = self.stands is not None and _mark_of_stage(entry, asked) != self.stands
        if since and self.words in _words_of_stage(entry, asked).splitlines():
            return  # the same form, sent twice
        after = answering.answer(ctx, entry, self.words, private=True, about=asked, beside=since)
        if after.plan and after.plan != entry.plan:
            follow_ups.offer(ctx, after)


def _words_of_stage(entry: EntryRecord, asked: QuestionId) -> str:
    """What stands where a question's answer goes; nothing where that is a fact."""
    stage = question(asked, Facts(planned=entry.status == "planned")).stage
    return words_in(entry, stage) if stage else ""


def _mark_of_stage(entry: EntryRecord, asked: QuestionId) -> str:
    return mark_of(_words_of_stage(entry, asked))


def answer_form(
    entry: EntryRecord, put: Question, coach: CoachSuggestionRecord | None = None
) -> AnswerForm:
    """The form with a question about an entry, which may be worded by the coach."""
    return AnswerForm(entry.id, put, _mark_of_stage(entry, put.id), coach)


def _problem_with(
    ctx: MemberContext, entry: EntryRecord, asked: QuestionId, words: str
) -> Problem | Refused | None:
    if not has_words(words):
        return Refused("no_words_found")
    read: object = None
    if asked == "minutes":
        read = read_duration(words, start=entry.start_date, end=entry.end_date)
    elif asked == "date":
        read = read_dates(words, ctx.now, ctx.zone, planned=entry.status == "planned")
    return read if isinstance(read, Problem) else None


def _answer_form(ctx: MemberContext, entry: EntryRecord) -> AnswerForm:
    put, coach = question_in_form(ctx, dialogue_about(ctx, entry))
    if put is None:
        raise Refused("no_question")
    return answer_form(entry, put, coach)


def _question_id(name: str) -> QuestionId:
    """The question that a button or a form is about. Raises Refused for an unknown one."""
    for known in QUESTION_IDS:
        if known == name:
            return known
    raise Refused("old_button")


LABELS: Final = (
    Label("Answer privately", lambda entry: entry.status == "draft"),
    Label("Skip", lambda entry: entry.status == "draft", steers="skip"),
    Label("Later", lambda entry: entry.status == "draft", steers="later"),
    Label("One more", lambda _: False, steers="another"),  # in sight of who is guided alone
    Label("Add it", lambda entry: entry.status == "logged"),
)
