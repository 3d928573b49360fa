"""One entry's card, from draft to withdrawn: what it is, what it is worth, what is asked, buttons.

A card never shows a word of what the member reflected. The note below it is `note`'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.conversation.dialogue_questions import Question
from bot.conversation.problems import Problem, ProblemField
from bot.policy.schemes.pack import BodyAccount
from bot.services.coaching import actions as coaching
from bot.services.dispatch.action import Action
from bot.services.record import actions as record
from bot.services.record.card_view import CardView, OpeningDoubt
from bot.services.schemes.assessment import Worth
from bot.ui.coaching.under_suggestion import by_coach, more, rating, with_plain_form
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    actions,
    button,
    context,
    datepicker,
    overflow,
    section,
)
from bot.ui.kit.escape import brief, escape, shorten
from bot.ui.kit.formatting import long_day, number
from bot.ui.kit.ids import entry_block
from bot.ui.kit.said import plainly
from bot.ui.kit.sentences import sentence
from bot.ui.record.entry_lines import settled, state_line, title_line
from bot.ui.record.large_qualifications import parts_button

SAVING_SAYS = "Saving says: I did this myself."
BY_MODAL = "Please use the button."
REMEMBERED = "A planned activity. I will ask you on the day."
_PROBLEM_WORDS_MOST = 60
_QUESTION_MOST = 300


def card(view: CardView) -> Content:
    """The card of an entry in whatever state it is."""
    return with_plain_form(_card(view))


def _card(view: CardView) -> Content:
    match view.entry.status:
        case "draft":
            return _draft(view)
        case "planned":
            return _planned(view)
        case "logged":
            return _saved(view)
        case "withdrawn":
            return _put_away(view, "Withdrawn", "It counts for nothing until you restore it.")
        case "discarded":
            return _put_away(view, "Discarded", "I keep it for 30 days.")


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


def _draft(view: CardView) -> Content:
    entry_id = view.entry.id
    asked = view.subjects_asked or view.groups_asked
    open_yet = view.question is not None or view.doubts or view.problems or asked
    return Content(
        "A draft, and one question before you save." if open_yet else "A draft, ready to save.",
        [
            section(_lines(view), entry_block(entry_id, "entry")),
            *question_blocks(view, "card"),
            # One question at a time: the one that a typed message answers comes first.
            *([] if view.question or view.problems else doubt_blocks(view, "card")),
            *subject_blocks(view, "card"),
            *actions(
                entry_block(entry_id, "actions"),
                [
                    button("Save", record.Save(entry_id), style="primary"),
                    button("Edit", record.AskToEdit(entry_id)),
                    answer_privately(view),
                    overflow(
                        [
                            *_guide_or_leave(view),
                            ("Details", record.ShowDetails(entry_id)),
                            ("Discard", record.Discard(entry_id)),
                        ]
                    ),
                ],
            ),
            *([context(SAVING_SAYS, entry_block(entry_id, "saving"))] if view.first_ones else []),
        ],
    )


def _guide_or_leave(view: CardView) -> list[tuple[str, Action]]:
    """To be led through the questions, or to leave the one that is open."""
    menu: list[tuple[str, Action]] = []
    if not view.guide:
        menu.append(("Guide me", record.GuideMe(view.entry.id)))
    if view.question is not None:
        menu += [
            ("Skip", record.Skip(view.entry.id)),
            ("Later", record.PutOff(view.entry.id)),
        ]
    return menu


def _planned(view: CardView) -> Content:
    entry_id = view.entry.id
    asks = view.question is not None or view.problems
    remembered = context("I will ask you on the day.", entry_block(entry_id, "remembered"))
    return Content(
        REMEMBERED,
        [
            section(_lines(view), entry_block(entry_id, "entry")),
            *question_blocks(view, "card"),
            *actions(
                entry_block(entry_id, "actions"),
                [
                    *planned_buttons(entry_id),
                    button("Edit", record.AskToEdit(entry_id)),
                    answer_privately(view),
                    overflow(
                        [
                            *_guide_or_leave(view),
                            ("Details", record.ShowDetails(entry_id)),
                            ("Drop it", record.DropIt(entry_id)),
                        ]
                    ),
                ],
            ),
            *([] if asks else [remembered]),
        ],
    )


def planned_buttons(entry_id: int) -> list[Element]:
    """Did it / New date, for one planned activity."""
    return [
        button("Did it", record.DidIt(entry_id)),
        button("New date", record.AskForNewDate(entry_id)),
    ]


def _saved(view: CardView) -> Content:
    entry_id = view.entry.id
    asks = question_blocks(view, "card") if view.question is not None else []
    return Content(
        "Saved.",
        [
            section(_lines(view), entry_block(entry_id, "entry")),
            *doubt_blocks(view, "card"),
            *asks,
            *subject_blocks(view, "card"),
            *actions(entry_block(entry_id, "actions"), [*saved_buttons(view), saved_menu(view)]),
        ],
    )


def saved_buttons(view: CardView) -> list[Element | None]:
    """Add what is missing, log the part that counts, or answer; and edit."""
    entry_id, add_it = view.entry.id, None
    if view.question is None and waits_for_words(view):
        add_it = button("Add it", record.AddWhatIsMissing(entry_id), style="primary")
    edit = button("Edit", record.AskToEdit(entry_id))
    return [add_it, parts_button(view), answer_privately(view), edit]


def saved_menu(view: CardView) -> Element | None:
    """What is done now and then with a saved entry."""
    entry_id = view.entry.id
    return overflow(
        [
            ("Add evidence", record.AskForEvidence(entry_id)),
            (copy_label(view), record.CopyOut(entry_id)),
            ("Details", record.ShowDetails(entry_id)),
            ("Withdraw", record.Withdraw(entry_id)),
            *tidying(view),
        ]
    )


def tidying(view: CardView) -> list[tuple[str, Action]]:
    """Where the coach is on and there are words of the member's: a tidier wording of them."""
    has_words = any((view.entry.reflect, view.entry.act, view.entry.evaluate))
    if not view.may_coach or not has_words:
        return []
    return [("Tidy my words", coaching.AskForWording(view.entry.id))]


def copy_label(view: CardView) -> str:
    """ "Copy for IMI": for the body into whose account it is typed, where there is one."""
    account = copied_into(view.worth)
    return "Copy as text" if account is None else f"Copy for {account.body}"


def copied_into(worth: Sequence[Worth]) -> BodyAccount | None:
    """The account of the first scheme that counts credits, else of the first; None where no
    scheme's body keeps one.
    """
    kept = sorted(worth, key=lambda one: one.assessment.rate is None)
    return next((one.account for one in kept if one.account is not None), None)


def waits_for_words(view: CardView) -> bool:
    """Whether one of the schemes waits for something that the member can add."""
    wanted = {"evaluate", "minutes", "date", "title"}
    return any(wanted & set(one.assessment.missing_questions) for one in view.worth)


def _put_away(view: CardView, said: str, then: str) -> Content:
    entry = view.entry
    withdrawn = entry.status == "withdrawn"
    back = (
        button("Restore", record.Restore(entry.id))
        if withdrawn
        else button("Undo", record.BringBack(entry.id))
    )
    menu = overflow([("Details", record.ShowDetails(entry.id))])
    return Content(
        f"{said}.",
        [
            section(
                f"{title_line(view)}\n{state_line(view)}",
                entry_block(entry.id, "entry"),
            ),
            *actions(entry_block(entry.id, "actions"), [back, menu]),
            context(then, entry_block(entry.id, "then")),
        ],
    )


def _lines(view: CardView) -> str:
    entry = view.entry
    lines = [title_line(view), state_line(view)]
    if not entry.title and (view.question is None or view.question.id == "title"):
        lines.insert(1, sentence("unclear"))
    if _is_ready(view):
        lines.append("Ready to save.")
    return "\n".join(lines)


def _is_ready(view: CardView) -> bool:
    """Whether nothing is left to ask of a draft."""
    entry = view.entry
    return (
        entry.status == "draft"
        and view.question is None
        and not view.doubts
        and not view.problems
        and not (view.subjects_asked or view.groups_asked)
        and bool(entry.title and entry.start_date)
        and all(settled(one.assessment) for one in view.worth)
    )


def _doubt(doubt: OpeningDoubt, *, several: bool) -> str:
    asked = f"Already in those {number(doubt.credits)}?"
    return f"{escape(doubt.title)}: {asked}" if several else asked


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
