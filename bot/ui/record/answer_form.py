"""One question in a modal: what is not submitted cannot be kept, so there is never a second."""

from typing import Final

from bot.conversation.dialogue_questions import Question
from bot.services.record import actions as record
from bot.ui.coaching.under_suggestion import by_coach, more
from bot.ui.kit.blocks import Block, View, asked, modal, section, text_field
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, text_in, whole, word
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook
from storage.row_types import CoachSuggestionRecord

_HINTS = {
    "minutes": "For example 45 min, 1.5 h or 1 h 30.",
    "date": "For example 20 Nov, yesterday or 3–5 Nov.",
    "title": "As you would tell a colleague.",
}
_PRIVATE = "It goes into your record and never shows in a message. Your manager never sees it."
_QUESTION_MOST: Final = 300


def answer_modal(
    entry_id: int, put: Question, stands: str = "", coach: CoachSuggestionRecord | None = None
) -> View:
    """The question with an empty field; `stands` is the mark of what its stage holds. One that is
    the coach's stands above the field, marked as its own, since no label has a menu.
    """
    own_words = put.stage is not None
    above: list[Block] = []
    if coach is not None:
        words = by_coach(brief(put.words, _QUESTION_MOST))
        above.append(section(words, f"coach:{coach.id}:question", more(coach)))
    return modal(
        Callback.ANSWER,
        "Answer privately" if own_words else "Your answer",
        [
            *above,
            asked(
                Field.WORDS,
                put.words if coach is None else "Your answer",
                text_field(Field.WORDS, lines=own_words, focus=True),
                hint=_HINTS.get(put.id, _PRIVATE),
            ),
        ],
        carries=kept(entry=entry_id, question=put.id, stands=stands),
        submit="Keep it" if own_words else "OK",
    )


def read_answer(given: Carried, values: Values) -> record.AnswerQuestion:
    """The words of the answer."""
    stands = given.get("stands")
    return record.AnswerQuestion(
        whole(given, "entry"),
        word(given, "question"),
        text_in(values, Field.WORDS),
        stands if isinstance(stands, str) else None,
    )


FORMS: Final = (
    FormLook(
        record.AnswerForm,
        lambda form: answer_modal(form.entry_id, form.question, form.stands, form.coach),
        Callback.ANSWER,
        read_answer,
    ),
)
