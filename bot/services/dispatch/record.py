"""Actions on the member's own record: drafts, answers, saved entries, plans, and lists of them."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from bot.conversation.dates import read_date, read_dates
from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.conversation.questions import QUESTION_IDS, Question, QuestionId
from bot.policy.own_words import has_words
from bot.policy.vocabulary import Stage
from bot.services import answering, capture, entries, undoing
from bot.services.cards import CardView, card_views
from bot.services.changes import find
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about, words_in
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, Standing, say
from bot.services.entries import Source
from bot.services.refused import Refused
from bot.services.standings import standings_of
from storage.records import EntryRecord

LIST_PAGE: Final = 10
"""Entries on a page of a list."""

FIELD_MOST: Final = 3000
"""Characters that a form's field holds: what is longer is left out of the form, and kept."""

NOT_SAID: Final = "not said"
"""The option for a field without a value: a menu cannot be emptied again."""

DOUBLE_CLICK: Final = 10
"""Seconds within which Save again is the same click, and needs no words."""


# --- What is shown ----------------------------------------------------------------------------


@dataclass(frozen=True)
class DraftMade(Message):
    """A draft was made; it stands in the conversation."""


@dataclass(frozen=True)
class EntryList(Message):
    """A page of saved entries, from 0; `year` None for all, `count` on all pages."""

    entries: tuple[CardView, ...]
    year: int | None
    page: int
    count: int


@dataclass(frozen=True)
class EditForm(Form):
    """One entry's fields, filled in."""

    entry: EntryRecord


@dataclass(frozen=True)
class AnswerForm(Form):
    """One question about an entry."""

    entry_id: int
    question: Question


@dataclass(frozen=True)
class NewDateForm(Form):
    """The new day of a plan."""

    entry: EntryRecord
    today: date


@dataclass(frozen=True)
class LogForm(Form):
    """One sentence about what was done, and details for who likes fields."""


# --- What an entry goes through ---------------------------------------------------------------


@action()
class OfEntry(Action):
    """Something done with one entry of the member's."""

    entry: int

    def found(self, desk: Desk) -> EntryRecord:
        """The entry. Raises Refused where it is not the member's."""
        return find(desk, self.entry)


@action("save")
class Save(OfEntry):
    """Log a draft. `by_word`: it was typed, in a thread or not, and gets a note of its own."""

    by_word: bool = False
    thread_ts: str | None = None

    def do(self, desk: Desk) -> None:
        entry = self.found(desk)
        if not self.by_word and _just_saved(desk, entry):
            return
        entries.save(desk, entry, by_word=self.by_word, thread_ts=self.thread_ts)


def _just_saved(desk: Desk, entry: EntryRecord) -> bool:
    saved = entry.logged_at if entry.status == "logged" else None
    return saved is not None and (desk.now - saved).total_seconds() < DOUBLE_CLICK


@action("discard")
class Discard(OfEntry):
    """Drop a draft; `by_word`: it was typed, and is answered."""

    by_word: bool = False

    def do(self, desk: Desk) -> Say | None:
        entries.discard(desk, self.found(desk))
        return say("discarded") if self.by_word else None


@action("drop_it")
class DropIt(OfEntry):
    """Drop a plan, or a draft that a nudge was about."""

    def do(self, desk: Desk) -> None:
        entries.discard(desk, self.found(desk))


@action("undo")
class BringBack(OfEntry):
    """Have a discarded draft back."""

    def do(self, desk: Desk) -> None:
        entries.bring_back(desk, self.found(desk))


@action("withdraw")
class Withdraw(OfEntry):
    """Take a saved entry out of every total."""

    def do(self, desk: Desk) -> None:
        entries.withdraw(desk, self.found(desk))


@action("restore")
class Restore(OfEntry):
    """Put a withdrawn entry back."""

    def do(self, desk: Desk) -> None:
        entries.restore(desk, self.found(desk))


@action("did_it")
class DidIt(OfEntry):
    """What was planned is done."""

    def do(self, desk: Desk) -> None:
        entries.did_it(desk, self.found(desk))


@action()
class Undo(Action):
    """Take back the last turn, whatever it changed."""

    def do(self, desk: Desk) -> Say:
        undoing.undo(desk)
        return say("undone")


# --- The dialogue -----------------------------------------------------------------------------


@action()
class Step(OfEntry):
    """A step of the dialogue; `by_word`: it was typed, and a note is posted for it."""

    by_word: bool = False
    thread_ts: str | None = None

    def do(self, desk: Desk) -> None:
        entry = self.found(desk)
        self.step(desk, entry)
        if self.by_word:
            desk.reply("note", entry_id=entry.id, thread_ts=self.thread_ts)

    @abstractmethod
    def step(self, desk: Desk, entry: EntryRecord) -> None:
        """What is done with the question."""


@action("skip")
class Skip(Step):
    """Never ask the pending question again for this entry."""

    def step(self, desk: Desk, entry: EntryRecord) -> None:
        answering.skip(desk, entry)


@action("later")
class PutOff(Step):
    """Ask the pending question later."""

    def step(self, desk: Desk, entry: EntryRecord) -> None:
        answering.put_off(desk, entry)


@action()
class GoBack(Step):
    """Ask the question before once more."""

    def step(self, desk: Desk, entry: EntryRecord) -> None:
        answering.go_back(desk, entry)


@action("ask_another")
class AskAnother(OfEntry):
    """Ask the next most useful question."""

    def do(self, desk: Desk) -> None:
        answering.ask_another(desk, self.found(desk))


@action("choose")
class Choose(OfEntry):
    """A quick answer: `answer` is the text that could have been typed."""

    question: str
    answer: str

    def do(self, desk: Desk) -> None:
        asked = _question_id(self.question)
        answering.answer(desk, self.found(desk), self.answer, about=asked, quietly=True)


@action("pick_date")
class PickDate(OfEntry):
    """A day from a calendar; `picked` is an ISO date."""

    picked: str | None = None

    def do(self, desk: Desk) -> None:
        entry = self.found(desk)
        if self.picked:
            answering.answer(desk, entry, self.picked, about="date", quietly=True)


@action("answer")
class AskToAnswer(OfEntry):
    """Open the question that stands open, to answer it privately."""

    question: str | None = None

    def do(self, desk: Desk) -> AnswerForm:
        return _answer_form(desk, self.found(desk))


@action("add_it")
class AddWhatIsMissing(OfEntry):
    """Open exactly what is missing: the one question that the entry waits for."""

    def do(self, desk: Desk) -> AnswerForm:
        entry = self.found(desk)
        answering.resume(desk, entry)
        return _answer_form(desk, entry)


@action()
class AnswerQuestion(OfEntry):
    """The form with one question, submitted."""

    question: str
    words: str

    def do(self, desk: Desk) -> None:
        entry, asked = self.found(desk), _question_id(self.question)
        problem = _problem_with(desk, entry, asked, self.words)
        if problem is not None:
            raise Mistaken({"words": problem})
        answering.answer(desk, entry, self.words, private=True, about=asked)


def _problem_with(
    desk: Desk, entry: EntryRecord, asked: QuestionId, words: str
) -> Problem | Refused | None:
    if not has_words(words):
        return Refused("no_words_found")
    read: object = None
    if asked == "minutes":
        read = read_duration(words, start=entry.start_date, end=entry.end_date)
    elif asked == "date":
        read = read_dates(words, desk.now, desk.zone, planned=entry.status == "planned")
    return read if isinstance(read, Problem) else None


def _answer_form(desk: Desk, entry: EntryRecord) -> AnswerForm:
    put = dialogue_about(desk, entry).open_question
    if put is None:
        raise Refused("no_question")
    return AnswerForm(entry.id, put)


def _question_id(name: str) -> QuestionId:
    """The question that a button or a form is about. Raises Refused for an unknown one."""
    for known in QUESTION_IDS:
        if known == name:
            return known
    raise Refused("old_button")


# --- Words whose place was asked --------------------------------------------------------------


@action()
class Settle(OfEntry):
    """What held words were meant to be; `key` says which words."""

    choice: ClassVar[capture.Choice] = "leave"
    key: str

    def do(self, desk: Desk) -> None:
        capture.settle(desk, self.found(desk), self.key, self.choice)


@action("new_entry")
class NewEntry(Settle):
    """A new entry."""

    choice: ClassVar[capture.Choice] = "new"


@action("my_answer")
class MyAnswer(Settle):
    """The answer to the question."""

    choice: ClassVar[capture.Choice] = "answer"


@action("again")
class Again(Settle):
    """The same done once more."""

    choice: ClassVar[capture.Choice] = "again"


@action("same")
class Same(Settle):
    """The same said twice."""

    choice: ClassVar[capture.Choice] = "same"


@action("update")
class Update(Settle):
    """A saved entry is to say what its edited message says."""

    choice: ClassVar[capture.Choice] = "update"


@action("leave_it")
class LeaveIt(Settle):
    """A saved entry stays as it is."""

    choice: ClassVar[capture.Choice] = "leave"


@action()
class _InOpening(OfEntry):
    already: ClassVar[bool]
    pack: str

    def do(self, desk: Desk) -> None:
        entries.say_whether_in_opening(desk, self.found(desk), self.pack, already=self.already)


@action("in_opening")
class InOpening(_InOpening):
    """The opening balance holds this activity."""

    already: ClassVar[bool] = True


@action("not_in_opening")
class NotInOpening(_InOpening):
    """The opening balance does not hold this activity."""

    already: ClassVar[bool] = False


# --- Forms of an entry ------------------------------------------------------------------------


@action("edit")
class AskToEdit(OfEntry):
    """Open an entry's form."""

    def do(self, desk: Desk) -> EditForm:
        return EditForm(self.found(desk))


@action()
class EditEntry(OfEntry):
    """An entry's form, submitted: days as chosen, everything else as typed.

    `stages` holds the stages that the form had.
    """

    title: str
    from_date: date | None
    to_date: date | None
    duration: str
    type: str | None
    formality: str | None
    provider: str
    stages: Mapping[Stage, str]

    def do(self, desk: Desk) -> None:
        entry = self.found(desk)
        entries.edit(desk, entry, self._changes(desk, entry))

    def _changes(self, desk: Desk, entry: EntryRecord) -> dict[str, Any]:
        """The columns that the form changes. What it showed cut short and was left alone is no
        change. Raises Mistaken.
        """
        mistakes: dict[str, Problem | Refused] = {}
        changes: dict[str, Any] = {}
        if not has_words(self.title):
            mistakes["title"] = Refused("say_what_it_was")
        elif self.title != (entry.title or "")[:FIELD_MOST].strip():
            changes["title"] = self.title
        mistakes |= self._wrong_days(desk, entry)
        if not mistakes and self.from_date is not None:
            end = self.to_date or self.from_date
            changes |= {"start_date": self.from_date, "end_date": end}
        minutes = self._minutes(entry)
        if isinstance(minutes, Problem):
            mistakes["duration"] = minutes
        else:
            changes["minutes"] = minutes
        changes |= {"type": _said(self.type), "formality": _said(self.formality)}
        if self.provider != (entry.provider or "")[:FIELD_MOST].strip():
            changes["provider"] = self.provider or None
        changes |= {
            stage: words or None
            for stage, words in self.stages.items()
            if words != words_in(entry, stage).strip()
        }
        if mistakes:
            raise Mistaken(mistakes)
        return {name: value for name, value in changes.items() if getattr(entry, name) != value}

    def _wrong_days(self, desk: Desk, entry: EntryRecord) -> dict[str, Problem | Refused]:
        if self.from_date is None:
            return {"from_date": Refused("choose_day_or_first")}
        if self.to_date is not None and self.to_date < self.from_date:
            return {"to_date": Refused("before_first_day")}
        for field, chosen in (("from_date", self.from_date), ("to_date", self.to_date)):
            if chosen is None:
                continue
            ahead = entry.status == "planned" and chosen > desk.today
            problem = day_problem(desk, chosen, planned=ahead)
            if problem is not None:
                return {field: problem}
        return {}

    def _minutes(self, entry: EntryRecord) -> int | Problem | None:
        if not self.duration:
            return None
        typed = self.duration
        if typed == duration_as_typed(entry.minutes) and entry.minutes is not None:
            # As it stands; but other days may no longer hold it.
            typed = f"{entry.minutes} min"
        return read_duration(typed, start=self.from_date, end=self.to_date or self.from_date)


def _said(chosen: str | None) -> str | None:
    return None if chosen == NOT_SAID else chosen


def duration_as_typed(minutes: int | None) -> str:
    """A length as somebody would type it; empty where there is none."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else "")))


def day_problem(desk: Desk, chosen: date, *, planned: bool) -> Problem | None:
    """What the conversation would object to in this day; its words are the day in ISO form."""
    read = read_date(chosen.isoformat(), desk.now, desk.zone, planned=planned)
    return read if isinstance(read, Problem) else None


@action("new_date")
class AskForNewDate(OfEntry):
    """Open a plan's new day."""

    def do(self, desk: Desk) -> NewDateForm:
        return NewDateForm(self.found(desk), desk.today)


@action()
class MoveTo(OfEntry):
    """A plan's new day, submitted."""

    from_date: date | None

    def do(self, desk: Desk) -> None:
        if self.from_date is None:
            raise Mistaken({"from_date": Refused("choose_day")})
        problem = day_problem(desk, self.from_date, planned=self.from_date != desk.today)
        if problem is not None:
            raise Mistaken({"from_date": problem})
        entries.new_date(desk, self.found(desk), self.from_date)


# --- Logging ----------------------------------------------------------------------------------


@action("log")
class AskToLog(Action):
    """Open the form for one sentence."""

    def do(self, desk: Desk) -> LogForm:
        del desk
        return LogForm()


@action()
class Log(Action):
    """A sentence behind a command: a draft in the conversation, wherever it was typed."""

    text: str
    plan: bool = False

    def do(self, desk: Desk) -> DraftMade:
        capture.capture(desk, self.text, Source(desk.origin.key, self.text), plan=self.plan)
        return DraftMade()


@action()
class LogMessage(Action):
    """Somebody's message as the beginning of a draft."""

    text: str

    def do(self, desk: Desk) -> DraftMade:
        capture.capture(desk, self.text, Source(desk.origin.key, self.text))
        return DraftMade()


@action()
class LinkMessage(Action):
    """Where the message stands that the same click has made a draft of."""

    link: str

    def do(self, desk: Desk) -> None:
        made = desk.work.entries.made_by(desk.origin.key, desk.member.id)
        if made is not None:
            entries.link_message(desk, made, self.link)


@action()
class SayExpired(Action):
    """A shortcut came too late for Slack to open its form."""

    def do(self, desk: Desk) -> None:
        desk.reply("say", {"sentence": "shortcut_expired"})


@action()
class LogSentence(Action):
    """The form for one sentence, submitted: what stands in a field goes before the sentence."""

    sentence: str
    from_date: date | None
    duration: str

    def do(self, desk: Desk) -> None:
        details = self._details(desk)
        source = Source(desk.origin.key, self.sentence)
        entries.edit(desk, capture.capture(desk, self.sentence, source), details)

    def _details(self, desk: Desk) -> dict[str, Any]:
        mistakes: dict[str, Problem | Refused] = {}
        details: dict[str, Any] = {}
        if not has_words(self.sentence):
            mistakes["sentence"] = Refused("tell_what_it_was")
        if self.from_date is not None:
            problem = day_problem(desk, self.from_date, planned=self.from_date > desk.today)
            if problem is not None:
                mistakes["from_date"] = problem
            details |= {"start_date": self.from_date, "end_date": self.from_date}
        if self.duration:
            minutes = read_duration(self.duration, start=self.from_date, end=self.from_date)
            if isinstance(minutes, Problem):
                mistakes["duration"] = minutes
            details["minutes"] = minutes
        if mistakes:
            raise Mistaken(mistakes)
        return details


# --- Looking ----------------------------------------------------------------------------------


@action("standing")
class ShowStanding(Action):
    """Where the member stands."""

    def do(self, desk: Desk) -> Standing:
        return Standing(standings_of(desk))


@action("list")
class ShowEntries(Action):
    """A page of saved entries; of a calendar year, or of all."""

    page: int = 0
    year: int | None = None

    def do(self, desk: Desk) -> EntryList:
        page = max(0, min(self.page, 10**6))
        found, count = entries.logged_in(desk, self.year, LIST_PAGE, page * LIST_PAGE)
        return EntryList(tuple(card_views(desk, list(found))), self.year, page, count)


@action()
class ListTyped(Action):
    """`/cpd list` with what stands behind it."""

    text: str

    def do(self, desk: Desk) -> EntryList:
        if self.text and not (self.text.isdecimal() and len(self.text) == len("2026")):
            raise Refused("which_year_to_list")
        return ShowEntries(0, int(self.text) if self.text else None).do(desk)
