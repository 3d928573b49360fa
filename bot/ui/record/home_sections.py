"""The record on Home: what waits for the member, what is planned, and the latest entries."""

from typing import Final

from bot.figures import day, several
from bot.services.dispatch.action import Action
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.record.home_parts import ENTRIES
from bot.services.schemes.home_parts import STANDINGS
from bot.ui.kit.blocks import Block, Element, actions, button, context, overflow, section
from bot.ui.kit.formatting import bold, cut_title, days, title_of
from bot.ui.kit.home_sections import Heading, HomeContext, HomeSection
from bot.ui.kit.ids import entry_block
from bot.ui.record.card import planned_buttons, waits_for_words
from bot.ui.record.card_questions import answer_privately, doubt_blocks
from bot.ui.record.entry_lines import state_line, title_line
from bot.ui.record.entry_list import entry_row
from storage.row_types import EntryRecord

PLANNED: Final = Heading("Planned", "home:planned")

_BODIES_MOST: Final = 2

RUNNING_OUT: Final = 5
"""Pieces of evidence that Home names."""


def _waiting(home: HomeContext) -> list[Block]:
    """What counts for nothing yet: drafts, and saved entries that lack something, but for the one
    that the next step is about.
    """
    view, offered = home.view[ENTRIES], home.offered
    entries = [card for card in view.waiting if card.doubts or not _is_asked(card, offered)]
    if not (view.drafts or entries):
        return []
    blocks: list[Block] = []
    for card in view.drafts:
        blocks += _draft(card)
    if view.draft_count > len(view.drafts):
        more = view.draft_count - len(view.drafts)
        blocks.append(context(f"and {several(more, 'more draft')} in our chat", "home:more-drafts"))
    for card in entries:
        blocks += _waiting_entry(card)
    waiting = max((one.standing.waiting_count for one in home.view[STANDINGS]), default=0)
    if waiting > len(view.waiting):
        everything = button("All that wait", record.ShowEntries(only="waiting"))
        blocks += actions("home:all-waiting", [everything])
    return blocks


def _draft(card: CardView) -> list[Block]:
    entry = card.entry
    menu: list[tuple[str, Action]] = [
        ("Details", record.ShowDetails(entry.id)),
        ("Discard", record.Discard(entry.id)),
    ]
    return [
        _head(card, "Draft · "),
        *actions(
            entry_block(entry.id, "actions", "home"),
            [
                button("Save", record.Save(entry.id), style="primary"),
                button("Edit", record.AskToEdit(entry.id)),
                answer_privately(card) or _other_question(card.question is not None, entry),
                overflow(menu),
            ],
        ),
    ]


def _head(card: CardView, state: str = "") -> Block:
    words = f"{title_line(card)}\n{state}{state_line(card)}"
    return section(words, entry_block(card.entry.id, "entry", "home"))


def _other_question(asked: bool, entry: EntryRecord) -> dict[str, object] | None:
    """A fact is asked for in the same modal as one's own words, under another name."""
    return button("Answer", record.AddWhatIsMissing(entry.id)) if asked else None


def _waiting_entry(card: CardView) -> list[Block]:
    """What it lacks opens with one tap; whether it was brought in already, is one."""
    entry = card.entry
    menu: list[tuple[str, Action]] = [
        ("Edit", record.AskToEdit(entry.id)),
        ("Details", record.ShowDetails(entry.id)),
        ("Withdraw", record.Withdraw(entry.id)),
    ]
    return [
        _head(card),
        *doubt_blocks(card, "home"),
        *actions(
            entry_block(entry.id, "actions", "home"),
            [_add_it(entry) if waits_for_words(card) else None, overflow(menu)],
        ),
    ]


def _add_it(entry: EntryRecord) -> Element:
    return button("Add it", record.AddWhatIsMissing(entry.id))


def _is_asked(card: CardView, offered: Element | None) -> bool:
    """Whether the next step's button is the entry's own."""
    asked = _add_it(card.entry)
    return offered is not None and all(
        offered[name] == asked[name] for name in ("action_id", "value")
    )


def _planned(home: HomeContext) -> list[Block]:
    blocks: list[Block] = []
    for entry in home.view[ENTRIES].planned:
        when = days(entry.start_date, entry.end_date) if entry.start_date else "date to come"
        blocks.append(
            section(
                f"{bold(title_of(entry.title))}\n{when}",
                entry_block(entry.id, "entry", "home"),
            )
        )
        blocks += actions(
            entry_block(entry.id, "actions", "home"),
            [
                *planned_buttons(entry.id),
                overflow([("Drop it", record.DropIt(entry.id))]),
            ],
        )
    return blocks


def _runs_out(home: HomeContext) -> list[Block]:
    """Evidence near its last day, and what has just passed it; the whole entry with one tap."""
    near = home.view[ENTRIES].running_out
    dates = [("Runs out", one) for one in near.to_come]
    dates += [("Ran out", one) for one in near.passed]
    blocks: list[Block] = [
        section(
            f"{bold(cut_title(one.title))}\n{said} on {day(one.last_day)}",
            entry_block(one.entry_id, "runs-out", "home"),
            button("Open", record.ShowDetails(one.entry_id)),
        )
        for said, one in dates[:RUNNING_OUT]
    ]
    if len(dates) > RUNNING_OUT:
        blocks.append(context(f"and {len(dates) - RUNNING_OUT:,} more", "home:more-runs-out"))
    return blocks


def _recent(home: HomeContext) -> list[Block]:
    view = home.view[ENTRIES]
    if home.is_new and not (view.logged_count or view.recent):
        return []
    if not (view.recent or view.waiting):
        return [section("None yet.", "home:none")]
    blocks: list[Block] = [entry_row(card, "home") for card in view.recent]
    buttons: list[Element | None] = [None, None]
    if view.logged_count > len(view.recent):
        words = f"All {view.logged_count:,} entries"
        buttons[0] = button(words, record.ShowEntries(), number=0)
    if view.without_evidence:
        words = f"{view.without_evidence:,} without evidence in all"
        buttons[1] = button(words, record.ShowEntries(only="evidence"), number=1)
    buttons += [
        button(f"{count:,} not at {body} yet", record.ShowNotEntered(body), number=place)
        for place, (body, count) in enumerate(view.not_entered[:_BODIES_MOST], start=2)
    ]
    return [*blocks, *actions("home:all", buttons)]


HOME_SECTIONS: Final = (
    HomeSection("waiting", 70, _waiting, Heading("Waiting for you", "home:waiting")),
    HomeSection("planned", 90, _planned, PLANNED),
    HomeSection("runs_out", 95, _runs_out, Heading("Runs out", "home:runs-out")),
    HomeSection("recent", 100, _recent, Heading("Recent entries", "home:recent")),
)
