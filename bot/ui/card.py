"""One entry's card, from draft to withdrawn: what it is, what it is worth, what is asked, buttons.

A card never shows a word of what the member reflected. The note below it is `note`'s.
"""

from dataclasses import replace
from datetime import date, timedelta

from bot.conversation.problems import Problem
from bot.conversation.questions import Question
from bot.services.cards import CardView, OpeningDoubt
from bot.services.dispatch import record
from bot.services.dispatch.action import Action
from bot.ui.blocks import (
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
from bot.ui.entry_lines import (
    audit_hint,
    facts_line,
    head_line,
    stages_line,
    tests_lines,
    worth_lines,
)
from bot.ui.escape import brief, escape, shorten
from bot.ui.ids import entry_block
from bot.ui.sentences import sentence
from bot.ui.words import long_day, number

SAVING_SAYS = "Saving says: I did this myself. Your manager never sees what you write."
BY_MODAL = "Use the button to answer: your words then stay out of this conversation."
_PROBLEM_WORDS_MOST = 60
_QUESTION_MOST = 300


def card(view: CardView) -> Content:
    """The card of an entry in whatever state it is."""
    match view.entry.status:
        case "draft":
            return _draft(view)
        case "planned":
            return _planned(view)
        case "logged":
            return _saved(view)
        case "withdrawn":
            return _put_away(view, "Withdrawn.", "It counts for nothing until you restore it.")
        case "discarded":
            return _put_away(view, "Discarded.", "I keep it for 30 days.")


def question_blocks(view: CardView, surface: str) -> list[Block]:
    """The open question with its quick answers, and what stood in the way of the last one."""
    entry_id, put = view.entry.id, view.question
    blocks = [
        section(problem_sentence(problem), entry_block(entry_id, f"problem-{number}", surface))
        for number, problem in enumerate(view.problems)
    ]
    if put is None:
        return blocks
    blocks.append(
        section(brief(_put(put), _QUESTION_MOST), entry_block(entry_id, "question", surface))
    )
    if view.by_modal and put.stage is not None:
        blocks.append(context(BY_MODAL, entry_block(entry_id, "by-modal", surface)))
    blocks += actions(entry_block(entry_id, "choices", surface), _choices(view, put))
    return blocks


def _put(put: Question) -> str:
    """ "1 of 2: What was harder than you thought?"."""
    return f"{put.place[0]} of {put.place[1]}: {put.words}" if put.place else put.words


def answer_privately(view: CardView) -> Element | None:
    """The button that opens the question in a modal; None where no words of one's own are asked."""
    put = view.question
    if put is None or put.stage is None:
        return None
    return button("Answer privately", record.AskToAnswer(view.entry.id, put.id))


def problem_sentence(problem: Problem) -> str:
    """What stands in the way of a value, escaped and short."""
    short = replace(problem, words=shorten(problem.words, _PROBLEM_WORDS_MOST))
    return brief(short.sentence, _QUESTION_MOST)


def doubt_blocks(view: CardView, surface: str) -> list[Block]:
    """ "Already in those 25?" for each scheme whose opening balance may hold the entry."""
    blocks: list[Block] = []
    for doubt in view.doubts:
        place = entry_block(view.entry.id, f"opening-{doubt.pack}", surface)
        about = (view.entry.id, doubt.pack)
        blocks.append(section(_doubt(doubt, several=len(view.doubts) > 1), f"{place}-asked"))
        blocks += actions(
            place,
            [
                button("Yes", record.InOpening(*about)),
                button("No", record.NotInOpening(*about)),
            ],
        )
    return blocks


def _draft(view: CardView) -> Content:
    entry_id, put = view.entry.id, view.question
    menu: list[tuple[str, Action]] = [
        ("Add evidence", record.AskForEvidence(entry_id)),
        ("Discard", record.Discard(entry_id)),
    ]
    if not view.guide:
        menu = [("Guide me", record.GuideMe(entry_id)), *menu]
    if put is not None:
        menu = [
            ("Skip", record.Skip(entry_id)),
            ("Later", record.PutOff(entry_id)),
            *menu,
        ]
    return Content(
        "A draft, and one question before you save." if put else "A draft, ready to save.",
        [
            section(_lines(view), entry_block(entry_id, "entry")),
            *doubt_blocks(view, "card"),
            *question_blocks(view, "card"),
            *actions(
                entry_block(entry_id, "actions"),
                [
                    button("Save", record.Save(entry_id), style="primary"),
                    button("Edit", record.AskToEdit(entry_id)),
                    answer_privately(view),
                    overflow(menu),
                ],
            ),
            context(SAVING_SAYS, entry_block(entry_id, "saving")),
        ],
    )


def _planned(view: CardView) -> Content:
    entry_id = view.entry.id
    menu: list[tuple[str, Action]] = [("Drop it", record.DropIt(entry_id))]
    if not view.guide:
        menu = [("Guide me", record.GuideMe(entry_id)), *menu]
    if view.question is not None:
        menu = [
            ("Skip", record.Skip(entry_id)),
            ("Later", record.PutOff(entry_id)),
            *menu,
        ]
    return Content(
        "A planned activity. I will ask you on the day.",
        [
            section(_lines(view), entry_block(entry_id, "entry")),
            *question_blocks(view, "card"),
            *actions(
                entry_block(entry_id, "actions"),
                [
                    *planned_buttons(entry_id),
                    button("Edit", record.AskToEdit(entry_id)),
                    answer_privately(view),
                    overflow(menu),
                ],
            ),
            context("I will ask you on the day.", entry_block(entry_id, "remembered")),
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
    put, hint = view.question, audit_hint(view)
    add_it = None
    if put is None and waits_for_words(view):
        add_it = button("Add it", record.AddWhatIsMissing(entry_id), style="primary")
    asked = question_blocks(view, "card") if put is not None else []
    return Content(
        "Saved.",
        [
            section(_lines(view), entry_block(entry_id, "entry")),
            *doubt_blocks(view, "card"),
            *asked,
            *actions(
                entry_block(entry_id, "actions"),
                [
                    add_it,
                    answer_privately(view),
                    button("Edit", record.AskToEdit(entry_id)),
                    overflow(
                        [
                            ("Add evidence", record.AskForEvidence(entry_id)),
                            ("Withdraw", record.Withdraw(entry_id)),
                        ]
                    ),
                ],
            ),
            *([context(hint, entry_block(entry_id, "hint"))] if hint else []),
        ],
    )


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
    return Content(
        said,
        [
            section(f"{head_line(entry)}\n{facts_line(view)}", entry_block(entry.id, "entry")),
            *actions(entry_block(entry.id, "actions"), [back]),
            context(then, entry_block(entry.id, "then")),
        ],
    )


def _lines(view: CardView) -> str:
    return "\n".join(
        [
            head_line(view.entry, quote=not view.by_modal),
            *([] if view.entry.title else [sentence("unclear")]),
            facts_line(view),
            *worth_lines(view),
            *tests_lines(view),
            stages_line(view.entry),
        ]
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
