"""What a message is: a control word, an answer, a new activity; not what then happens to it."""

from dataclasses import dataclass
from datetime import datetime

from bot.conversation.control import ControlWord, control_word
from bot.conversation.dialogue import PENDING_FOR
from bot.conversation.questions import QuestionId
from bot.conversation.reading import Reading


@dataclass(frozen=True, slots=True)
class PendingQuestion:
    """The newest draft's question, and since when it waits."""

    question: QuestionId
    since: datetime


@dataclass(frozen=True, slots=True)
class Control:
    """Act on the newest draft; "undo" on the member's last change."""

    word: ControlWord


@dataclass(frozen=True, slots=True)
class Answer:
    """The text answers this question."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class AnswerOrNew:
    """It could be either: "New entry, or your answer?"."""

    question: QuestionId


@dataclass(frozen=True, slots=True)
class New:
    """A new activity, or a question to the bot: the reading's intent says which."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Keep the text and ask what it is."""


Route = Control | Answer | AnswerOrNew | New | Unclear


def route(
    text: str,
    reading: Reading,
    pending: PendingQuestion | None,
    *,
    now: datetime,
    in_thread: bool = False,
) -> Route:
    """Which of these a message is, by the four rules of the conversation, in their order.

    `reading` is that of `text`. `in_thread`: it replies in a draft's thread, so it belongs to that
    draft, `pending` is that draft's question however old, and nothing in it is a new entry.
    """
    word = control_word(text)
    if word is not None:
        return Control(word)
    if pending is not None and (in_thread or now - pending.since < PENDING_FOR):
        if _asks_the_bot(reading) and not in_thread:
            return New()
        if _is_new_activity(reading) and not in_thread:
            return AnswerOrNew(pending.question)
        return Answer(pending.question)
    if in_thread or reading.intent == "other":
        return Unclear()
    return New()


def _is_new_activity(reading: Reading) -> bool:
    return (
        reading.is_activity
        and reading.minutes.value is not None
        and reading.title.value is not None
    )


def _asks_the_bot(reading: Reading) -> bool:
    """Whether it asks in a sentence for what the bot can show ("how am I doing").

    Nobody answers a question about their learning so. One or two words ("my team") may be an
    answer, and are taken for one.
    """
    return reading.intent in ("status", "team", "help") and len(reading.text.split()) > 2
