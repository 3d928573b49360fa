"""What is asked under an entry, on its card and in its note: the open question with its quick
answers, what stood in the way of the last one, an opening balance's doubt, the subject,
the group.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.conversation.dialogue_questions import Question
from bot.conversation.problems import Problem, ProblemField
from bot.figures import number
from bot.services.record import actions as record
from bot.services.record.card_view import CardView, OpeningDoubt
from bot.ui.coaching.under_suggestion import by_coach, more, rating
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, datepicker, section
from bot.ui.kit.escape import brief, escape, shorten
from bot.ui.kit.formatting import long_day
from bot.ui.kit.ids import entry_block
from bot.ui.kit.said import plainly

BY_MODAL = "Please use the button."
_PROBLEM_WORDS_MOST = 60
_QUESTION_MOST = 300


def question_blocks(view: CardView, surface: str) -> list[Block]:
    """The open question with its quick answers, and what stood in the way of the last one."""
    entry_id, put = view.entry.id, asked(view)
    problem = None if _waits_behind(view) else _in_the_way(view)
    blocks: list[Block] = []
    if problem is not None:
        words = problem_sentence(problem)
        blocks.append(section(words, entry_block(entry_id, "problem", surface)))
    if put is None:
        return blocks
    if problem is not None and surface == "note":
        return blocks  # the question and its quick answers stand on the card
    if problem is None or problem.field != _FIELD_ASKED.get(put.id):
        words = brief(_put(put), _QUESTION_MOST)
        beside = None
        if view.coach is not None:
            beside = more(view.coach)
            words = by_coach(words) if view.coach.kind == "question" else words
        blocks.append(section(words, entry_block(entry_id, "question", surface), beside))
        if view.coach is not None:
            blocks.append(rating(view.coach, entry_block(entry_id, "coach", surface)))
    if view.by_modal and put.stage is not None and surface == "card":
        blocks.append(context(BY_MODAL, entry_block(entry_id, "by-modal", surface)))
    blocks += actions(entry_block(entry_id, "choices", surface), _choices(view, put))
    return blocks


_FIELD_ASKED: Final[Mapping[str, ProblemField]] = {"minutes": "minutes", "date": "start"}
"""By question: the field of the problems that ask for the same."""


def asked(view: CardView) -> Question | None:
    """What is asked in words: of a saved entry nothing else while it is open whether it is brought
    in. Of a draft the question, which is what a typed message answers.
    """
    return None if _waits_behind(view) else view.question


def _waits_behind(view: CardView) -> bool:
    """Whether buttons alone are asked for: what is saved counts for nothing until they are used."""
    return bool(view.doubts) and view.entry.status != "draft"


def _in_the_way(view: CardView) -> Problem | None:
    """One at a time: the one that the question is about, else the first; the next comes after."""
    field = _FIELD_ASKED.get(view.question.id) if view.question else None
    about = [problem for problem in view.problems if problem.field == field]
    return next(iter(about or view.problems), None)


def _put(put: Question) -> str:
    """ "1 of 2: What was harder than you thought?"."""
    return f"{put.place[0]} of {put.place[1]}: {put.words}" if put.place else put.words


def _choices(view: CardView, put: Question) -> list[Element]:
    entry_id = view.entry.id
    if put.id == "date":
        return _days_to_choose(view.today, entry_id, planned=view.entry.status == "planned")
    if not put.choices:
        return []
    quick = [
        button(words, record.Choose(entry_id, put.id, words), number=index)
        for index, words in enumerate(put.choices)
    ]
    return [*quick, button("other", record.AskToAnswer(entry_id, put.id))]


def _days_to_choose(today: date, entry_id: int, *, planned: bool) -> list[Element]:
    """Two near days and a calendar. The buttons name their day: a card may be read tomorrow."""
    near = [("Today", today)]
    near.append(
        ("Tomorrow", today + timedelta(days=1))
        if planned
        else ("Yesterday", today - timedelta(days=1))
    )
    quick = [
        button(
            f"{words}, {long_day(day)[:-5]}",
            record.Choose(entry_id, "date", day.isoformat()),
            number=index,
        )
        for index, (words, day) in enumerate(near)
    ]
    return [*quick, datepicker(record.PickDate.name, prompt="Another day")]


def answer_privately(view: CardView) -> Element | None:
    """The button that opens the question in a modal; None where no words of one's own are asked."""
    put = asked(view)
    if put is None or put.stage is None:
        return None
    return button("Answer privately", record.AskToAnswer(view.entry.id, put.id))


def problem_sentence(problem: Problem) -> str:
    """What stands in the way of a value, escaped and short."""
    short = replace(problem, words=shorten(problem.words, _PROBLEM_WORDS_MOST))
    return brief(short.sentence, _QUESTION_MOST)


def problem_notice(problem: Problem) -> Content:
    """Why what somebody wrote of a fact could not be taken, as a message of its own."""
    return plainly(problem_sentence(problem), "notice:problem")


def doubt_blocks(view: CardView, surface: str) -> list[Block]:
    """ "Already in those 25?" of an opening balance that may hold the entry; one at a time."""
    blocks: list[Block] = []
    for doubt in view.doubts[:1]:
        place = entry_block(view.entry.id, f"opening-{doubt.pack}", surface)
        about = (view.entry.id, doubt.pack)
        blocks.append(section(_doubt(doubt, several=len(view.worth) > 1), f"{place}-asked"))
        blocks += actions(
            place,
            [
                button("Yes", record.InOpening(*about)),
                button("No", record.NotInOpening(*about)),
            ],
        )
    return blocks


def _doubt(doubt: OpeningDoubt, *, several: bool) -> str:
    asked = f"Already in those {number(doubt.credits)}?"
    return f"{escape(doubt.title)}: {asked}" if several else asked


def subject_blocks(view: CardView, surface: str) -> list[Block]:
    """ "Which subject?" once nothing else is asked: a button each where there are few."""
    if view.question or view.problems or view.doubts:
        return []
    if not view.subjects_asked:
        return _group_blocks(view, surface)
    entry_id, names = view.entry.id, view.subjects_asked
    few = names if len(names) <= _SUBJECTS_IN_SIGHT else ()
    choices: list[Element | None] = [
        button(
            shorten(name, _SUBJECT_BUTTON_MOST),
            record.ChooseSubject(entry_id, name),
            number=number,
        )
        for number, name in enumerate(few)
    ]
    other = "Another" if few else "Choose"
    choices.append(button(other, record.AskToEdit(entry_id), spoken=f"{other} subject"))
    choices.append(button("Skip", record.SkipSubject(entry_id), spoken="Skip the subject"))
    return [
        section("Which subject?", entry_block(entry_id, "subject", surface)),
        *actions(entry_block(entry_id, "subjects", surface), choices),
    ]


def _group_blocks(view: CardView, surface: str) -> list[Block]:
    """ "For which group?", once no subject is asked for; all of them is an answer."""
    entry_id, names = view.entry.id, view.groups_asked
    if not names:
        return []
    few = names if len(names) <= _SUBJECTS_IN_SIGHT else ()
    choices: list[Element | None] = [
        button(
            shorten(name, _SUBJECT_BUTTON_MOST), record.ChooseGroup(entry_id, name), number=number
        )
        for number, name in enumerate(few)
    ]
    if few:
        choices.append(button("Both" if len(few) == 2 else "All", record.ChooseGroup(entry_id, "")))
    else:
        choices.append(button("Choose", record.AskToEdit(entry_id), spoken="Choose the group"))
    choices.append(button("Skip", record.SkipGroup(entry_id), spoken="Skip the group"))
    return [
        section("For which group?", entry_block(entry_id, "group", surface)),
        *actions(entry_block(entry_id, "groups", surface), choices),
    ]


_SUBJECTS_IN_SIGHT: Final = 4
_SUBJECT_BUTTON_MOST: Final = 40
