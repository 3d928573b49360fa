"""Entries in lists: `/cpd list`, and the rows that Home has of them."""

from collections.abc import Sequence

from bot.figures import several
from bot.services.dispatch.action import Action
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.ui.kit.blocks import Block, Content, Element, actions, button, overflow, section
from bot.ui.kit.formatting import bold, cut_title
from bot.ui.kit.ids import entry_block
from bot.ui.record.card import copy_label, waits_for_words
from bot.ui.record.card_questions import doubt_blocks
from bot.ui.record.entry_lines import state_line, waits_for
from storage.vocabulary import Lacking


def entry_list(
    cards: Sequence[CardView],
    *,
    year: int | None,
    page: int,
    count: int,
    only: Lacking = "",
) -> Content:
    """`/cpd list`: the member's own entries, the latest first, `record.LIST_PAGE` to a page.

    `page` counts from 0, `count` is how many entries there are on all pages.
    """
    head = _head_of_list(count, f" in {year}" if year else "", page, only)
    blocks: list[Block] = [section(head, "list:head" if cards else "list:none")]
    for card in cards[: record.LIST_PAGE]:
        lacks = _lacks(card) if only == "waiting" else ""
        blocks += [entry_row(card, "list", lacks), *_adding(card, only)]
    turn: list[Element | None] = [None, None]
    if page > 0:
        turn[0] = button("Later ones", record.ShowEntries(page - 1, year, only), number=0)
    if (page + 1) * record.LIST_PAGE < count:
        turn[1] = button("Earlier ones", record.ShowEntries(page + 1, year, only), number=1)
    return Content(head, [*blocks, *actions("list:turn", turn)])


def _head_of_list(count: int, when: str, page: int, only: Lacking) -> str:
    """ "Your record: 18 entries. Page 2 of 2."; what there is none of is said."""
    pages = -(-count // record.LIST_PAGE)
    place = f" Page {page + 1} of {pages}." if pages > 1 else ""
    entries = several(count, "entry", "entries")
    if only == "waiting":
        waits = "waits" if count == 1 else "wait"
        head = f"{entries} {waits} for something that only you can add.{place}"
        return head if count else "Nothing waits for you."
    if only == "evaluation":
        say = "does" if count == 1 else "do"
        head = f"{entries} {say} not say yet what changed.{place}"
        return head if count else "All of them say what changed."
    if only == "evidence":
        have = "has" if count == 1 else "have"
        head = f"{entries} {have} no evidence yet.{place}"
        return head if count else "All of them have evidence."
    if count:
        return f"Your record: {entries}{when}.{place}"
    return f"No entries{when} yet. Write me a sentence about what you did."


def _adding(view: CardView, only: Lacking) -> list[Block]:
    """What an entry lacks, for which it is listed, with one tap."""
    entry_id = view.entry.id
    buttons: list[Element | None] = []
    if only == "evaluation":
        buttons = [
            button("Say what changed", record.AskToFollowUp(entry_id)),
            button("Nothing changed", record.NothingChangedIn(entry_id)),
        ]
    if only == "evidence":
        buttons = [button("Add evidence", record.AskForEvidence(entry_id))]
    if only == "waiting" and waits_for_words(view):
        buttons = [button("Add it", record.AddWhatIsMissing(entry_id))]
    doubts = doubt_blocks(view, "list") if only == "waiting" else []
    return [*doubts, *actions(entry_block(entry_id, "adding", "list"), buttons)]


def _lacks(view: CardView) -> str:
    """ "Waits for one line: how it helps in your job."."""
    waiting = next((one for one in view.worth if one.assessment.state == "waiting"), None)
    wanted = waits_for(waiting.assessment) if waiting is not None else ""
    return f"Waits for {wanted}." if wanted else ""


def entry_row(view: CardView, surface: str, lacks: str = "") -> Block:
    """One saved entry in a list: what it is, its worth in short, what it `lacks`, and what can be
    done with it.
    """
    entry = view.entry
    menu: list[tuple[str, Action]] = [
        ("Edit", record.AskToEdit(entry.id)),
        (copy_label(view), record.CopyOut(entry.id)),
        ("Details", record.ShowDetails(entry.id)),
    ]
    if entry.status == "withdrawn":
        menu.append(("Restore", record.Restore(entry.id)))
    else:
        menu.append(("Withdraw", record.Withdraw(entry.id)))
        if waits_for_words(view):
            menu.insert(0, ("Add what is missing", record.AddWhatIsMissing(entry.id)))
    words = "\n".join(filter(None, (bold(cut_title(entry.title)), state_line(view), lacks)))
    return section(words, entry_block(entry.id, "row", surface), overflow(menu))
