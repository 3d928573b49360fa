"""Standing in messages: `/cpd`, `/cpd status`, `/cpd list`."""

from collections.abc import Sequence

from bot.policy.schemes.standing import CreditStanding, ProvisionalStanding
from bot.services.dispatch.action import Action
from bot.services.members import actions as members
from bot.services.record import actions as record
from bot.services.record.cards import CardView
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, overflow, section
from bot.ui.kit.escape import escape
from bot.ui.kit.ids import entry_block
from bot.ui.kit.picture import LEGEND, has_pace, picture
from bot.ui.kit.words import bold, cut_title, scheme_body, several
from bot.ui.record.card import copy_label, doubt_blocks, waits_for_words
from bot.ui.record.entry_lines import state_line
from bot.ui.schemes.ended_cycle import ended_blocks, last_cycle
from bot.ui.schemes.standing import assumption_line, brought_in_line, standing_line
from storage.vocabulary import Lacking

NO_SCHEME = "You are in no scheme yet. Tell me which one, and I can say where you stand."


def status(standings: Sequence[SchemeStanding]) -> Content:
    """Where the member stands in each scheme, with what the figures rest on."""
    if not standings:
        return Content(
            NO_SCHEME,
            [
                section(NO_SCHEME, "standing:none"),
                *actions("standing:actions", [button("Add a scheme", members.AskForScheme())]),
            ],
        )
    blocks: list[Block] = []
    for one in standings[:3]:
        blocks += standing_blocks(one, "standing")
    if len(standings) > 3:
        blocks.append(context(f"and {len(standings) - 3} more", "standing:more"))
    marked = any(has_pace(one.standing) for one in standings[:3])
    small = [LEGEND if marked else "", assumption_line(standings)]
    if any(small):
        blocks.append(context("\n".join(filter(None, small)), "standing:assumed"))
    return Content("Where you stand.", blocks)


def standing_blocks(
    one: SchemeStanding, surface: str, *, besides: Element | None = None
) -> list[Block]:
    """One scheme: a picture, the same in words, and the button that opens what it misses, unless
    that is offered `besides` already.
    """
    place = f"{surface}:{one.enrolment.id}"
    missing = [each for each in _missing(one) if each and not _same(each, besides)]
    squares = picture(one.standing)
    ended = one.standing.ended_unanswered
    if ended is not None:
        title = section(f"{bold(escape(one.title))}\n{squares}", f"{place}:line")
        return [title, *ended_blocks(one, ended, f"{place}:ended", *missing)]
    lines = [bold(escape(one.title)), *filter(None, [squares, standing_line(one)])]
    blocks: list[Block] = [section("\n".join(lines), f"{place}:line")]
    brought_in = brought_in_line(one)
    if brought_in:
        blocks.append(context(brought_in, f"{place}:brought-in"))
    return [*blocks, *actions(f"{place}:actions", [*missing, last_cycle(one)])]


def _same(one: Element, other: Element | None) -> bool:
    return other is not None and one["action_id"] == other["action_id"]


def brief(standings: Sequence[SchemeStanding]) -> list[Block]:
    """The most urgent scheme's standing, for the head of the help page."""
    if not standings:
        return [section(NO_SCHEME, "standing:brief")]
    line = standing_line(standings[0], forecast=False)
    if len(standings) > 1:
        line = f"{bold(escape(standings[0].title))}: {line}"
    return [section(line, "standing:brief")]


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
        blocks += [entry_row(card, "list"), *_adding(card, only)]
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


def entry_row(view: CardView, surface: str) -> Block:
    """One saved entry in a list: what it is, its worth in short, and what can be done with it."""
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
    words = f"{bold(cut_title(entry.title))}\n{state_line(view)}"
    return section(words, entry_block(entry.id, "row", surface), overflow(menu))


def _missing(one: SchemeStanding) -> list[Element | None]:
    """What would make the standing known, where the member can say it."""
    pack = one.enrolment.pack
    body = scheme_body(one.title)
    buttons: list[Element | None] = []
    if isinstance(one.standing, ProvisionalStanding):
        buttons.append(
            button("Set date", members.AskForCycle(pack), spoken=f"Set {body} cycle start")
        )
    if one.standing.opening_pending and isinstance(one.standing, CreditStanding):
        buttons.append(button(f"What my {body} account shows", members.AskForOpening(pack)))
    return buttons
