"""One entry's card, from draft to withdrawn: what it is, what it is worth, what is asked, buttons.

A card never shows a word of what the member reflected. What is asked is `card_questions`'s, the
note below it `note`'s.
"""

from collections.abc import Sequence

from bot.policy.schemes.pack import BodyAccount
from bot.services.coaching import actions as coaching
from bot.services.dispatch.action import Action
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.schemes.assessment import Worth
from bot.ui.coaching.under_suggestion import with_plain_form
from bot.ui.kit.blocks import Content, Element, actions, button, context, overflow, section
from bot.ui.kit.ids import entry_block
from bot.ui.kit.sentences import sentence
from bot.ui.record.card_questions import (
    answer_privately,
    doubt_blocks,
    question_blocks,
    subject_blocks,
)
from bot.ui.record.entry_lines import settled, state_line, title_line
from bot.ui.record.large_qualifications import parts_button

SAVING_SAYS = "Saving says: I did this myself."
REMEMBERED = "A planned activity. I will ask you on the day."


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
