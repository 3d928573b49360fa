"""One question in a modal: what is not submitted cannot be kept, so there is never a second."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.conversation.dates import read_dates
from bot.conversation.durations import read_duration
from bot.conversation.problems import Problem
from bot.conversation.questions import Question
from bot.policy.own_words import has_words
from bot.ui.blocks import View, asked, modal, text_field
from bot.ui.ids import Callback, Field, Meta
from bot.ui.modals.values import Mistakes, Values, text_in

_HINTS = {
    "minutes": "For example 45 min, 1.5 h or 1 h 30.",
    "date": "For example 20 Nov 2026, yesterday or 3–5 Nov.",
    "title": "As you would tell a colleague.",
}
_PRIVATE = "It goes into your record and never shows in a message. Your manager never sees it."


def answer_modal(entry_id: int, put: Question) -> View:
    """The question with an empty field."""
    own_words = put.stage is not None
    return modal(
        Callback.ANSWER,
        "Answer privately" if own_words else "Your answer",
        [
            asked(
                Field.WORDS,
                put.words,
                text_field(Field.WORDS, lines=own_words, focus=True),
                hint=_HINTS.get(put.id, _PRIVATE),
            )
        ],
        meta=Meta(entry=entry_id, question=put.id),
        submit="Keep it" if own_words else "OK",
    )


def read_answer(
    values: Values,
    question: str | None,
    now: datetime,
    tz: ZoneInfo,
    *,
    start: date | None = None,
    end: date | None = None,
    planned: bool = False,
) -> str | Mistakes:
    """The words of the answer. A duration or a date that cannot be read keeps the modal open.

    `start` and `end` are the entry's dates, `now` is aware, `tz` the member's.
    """
    words = text_in(values, Field.WORDS)
    if not has_words(words):
        return Mistakes.of(Field.WORDS, "I found no words in that.")
    read: object = None
    if question == "minutes":
        read = read_duration(words, start=start, end=end)
    elif question == "date":
        read = read_dates(words, now, tz, planned=planned)
    return Mistakes.of(Field.WORDS, read.sentence) if isinstance(read, Problem) else words
