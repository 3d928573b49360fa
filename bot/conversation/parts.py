"""The parts of a message, what each may be, and what is open while a message comes."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from bot.conversation import asking
from bot.conversation.dialogue_questions import QuestionId
from bot.conversation.field import Span
from bot.conversation.groups import Groups
from bot.conversation.phrases.corrections import Corrected
from bot.conversation.phrases.naming import title_words
from bot.conversation.phrases.requests import Request
from bot.conversation.phrases.steering import Steer
from bot.conversation.problems import Problem
from bot.conversation.reading import Reading
from bot.conversation.subject_shares import Share
from bot.conversation.subjects import SubjectNamed

Kind = Literal[
    "steering", "correction", "question", "request", "activity", "answer", "courtesy", "unclear"
]
Status = Literal["planned", "draft", "logged", "withdrawn", "discarded"]


@dataclass(frozen=True)
class KnownEntry:
    """An entry that a message may be about, as far as understanding goes by it.

    `question` is what stands open about it, however long ago that was put; `told`: something of it
    was told in its member's own words.
    """

    id: int
    status: Status
    title: str = ""
    minutes: int | None = None
    start: date | None = None
    end: date | None = None
    provider: str = ""
    type: str = ""
    question: QuestionId | None = None
    told: bool = False

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that can name it: its title's and its provider's."""
        return title_words(self.title) | title_words(self.provider)


@dataclass(frozen=True, slots=True)
class Context:
    """What is open while a message comes.

    `now` is aware, `tz` the member's zone, `working_day` the minutes of their day. `question` is
    the pending one, and `about` the entry that it belongs to. `entries` are those that may be
    meant, the newest first: open ones, and what was saved or discarded lately. `thread` is the
    entry in whose thread the message stands. `labels` are the buttons in sight, by their words.
    `due`: it is asked whether a plan happened whose day has come: `about`, unless there are
    several. `made` are the entries that "the second one" counts among, in the order of the text.
    `last` is the entry that was saved or changed within the last minutes, after the question was
    put; None where none was. `subjects` are the names of those that the member's frameworks have,
    framework by framework, and the groups of schemes of hours.
    """

    now: datetime
    tz: ZoneInfo
    working_day: int | None = None
    question: QuestionId | None = None
    about: int | None = None
    entries: tuple[KnownEntry, ...] = ()
    thread: int | None = None
    labels: frozenset[str] = frozenset()
    due: bool = False
    made: tuple[int, ...] = ()
    last: int | None = None
    subjects: tuple[tuple[str, ...] | Groups, ...] = ()

    def entry(self, number: int | None) -> KnownEntry | None:
        """One of the entries, by its number."""
        return next((one for one in self.entries if one.id == number), None)


# --- What parts hold --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chosen:
    """A button in sight, by its words; "yes" and "no" where no button says so."""

    label: str


@dataclass(frozen=True, slots=True)
class Steered:
    """What is to be done with the entry or its question."""

    word: Steer


@dataclass(frozen=True, slots=True)
class Questioned:
    """A question to the bot, by what it is about."""

    asked: asking.Asked


@dataclass(frozen=True, slots=True)
class Asked:
    """Something for the bot to do; `words` say until or about when, where they do."""

    what: Request
    words: str = ""


@dataclass(frozen=True, slots=True)
class SubjectsTold:
    """What is said of an entry's subjects: how long some took, and which it was not. Those that it
    `adds` are beside the ones that are there.
    """

    shares: tuple[Share, ...] = ()
    dropped: tuple[str, ...] = ()
    adds: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """Another value for facts of an entry; `problem` where the value cannot be taken. Of its
    subjects it is `told` what is to be another, and `subjects` are what that makes of them.
    """

    what: Corrected
    minutes: int | None = None
    start: date | None = None
    end: date | None = None
    words: str = ""
    problem: Problem | None = None
    told: SubjectsTold | None = None
    subjects: tuple[SubjectNamed, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """Something done or planned, to be made a draft of; `accounts` are what the member says of it
    besides its facts, as spans of the message, and `cause` what led to it.
    """

    reading: Reading
    accounts: tuple[Span, ...] = ()
    pasted: bool = False
    cause: Span | None = None


@dataclass(frozen=True, slots=True)
class Referred:
    """An activity that is told by another: "same as last week", "as above but 2 hours"."""

    what: Literal["same", "as_above"]
    minutes: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The member's own account, as an answer to the pending question."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class Placed:
    """What was told last is of the entry that is named: "that was for the starter one"."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Said for company, or what is no record of the member's: `what` says which."""

    what: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Kept, and asked about. `either`: it could be an answer as well as a new entry."""

    why: Literal["either", "words", "number"]


Content = (
    Chosen
    | Steered
    | Questioned
    | Asked
    | Correction
    | Activity
    | Referred
    | Account
    | Placed
    | Aside
    | Unclear
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: what it is, where it stands, and which entry it names, if any."""

    kind: Kind
    span: Span
    content: Content
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message's parts, in the order of the text; spans point into `text`, the cleaned one."""

    text: str
    parts: tuple[Part, ...]
    links: tuple[str, ...] = ()

    def words(self, span: Span) -> str:
        """The words at a span, as they were typed."""
        return self.text[slice(*span)]
