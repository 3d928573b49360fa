"""What stands in a body's account by its member's word: in windows of entries, and what is not."""

from collections.abc import Iterator

from bot.figures import several
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.record.entered import PAGE, Entered, NotEntered
from bot.ui.kit.blocks import Block, Content, actions, asking_back, button, context, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, cut_title, days, near_day
from bot.ui.kit.said import plainly


def entered_at(view: CardView, one: Entered, place: int) -> list[Block]:
    """Whether it stands in a body's account, as its member says, and how they say so."""
    entry_id, block = view.entry.id, f"copy:{view.entry.id}:entered-{place}"
    if one.on is None:
        put = button(f"Entered at {one.body}", record.Enter(entry_id, one.body), style="primary")
        return actions(block, [put])
    words = f"Entered at {escape(one.body)} on {near_day(one.on, view.today)}, you said"
    again = None
    if one.changed_since:
        words += "; changed since you entered it"
        again = button(f"Entered at {one.body} again", record.Enter(entry_id, one.body), number=0)
    undone = button("Not entered", record.NotEntered(entry_id, one.body), number=1)
    return [section(f"{words}.", block), *actions(f"{block}-do", [again, undone])]


def not_entered(page: record.NotEnteredPage) -> Content:
    """What does not stand in a body's account yet, each ready to be copied."""
    shown = page.shown
    body = escape(shown.body)
    if not shown.count:
        return plainly(f"Everything of this cycle is entered at {body}, by your word.", "entered")
    count = several(shown.count, "entry", "entries")
    blocks = [section(f"{bold(f'Not entered at {body} yet')}\n{count}", "entered:head")]
    for entry in shown.entries:
        day_done = days(entry.start_date, entry.end_date) if entry.start_date else ""
        changed = " · changed since you entered it" if entry.id in shown.changed else ""
        words = f"{bold(cut_title(entry.title))}\n{day_done}{changed}"
        blocks.append(section(words, f"entered:{entry.id}:entry"))
        copy = button(f"Copy for {shown.body}", record.CopyOut(entry.id))
        put = button("Entered", record.Enter(entry.id, shown.body))
        blocks += actions(f"entered:{entry.id}:do", [copy, put])
    return Content(f"Not entered at {shown.body} yet.", [*blocks, *_below(shown)])


def _below(shown: NotEntered) -> Iterator[Block]:
    """The other pages, and everything at once."""
    before = after = None
    if shown.page > 0:
        earlier = record.ShowNotEntered(shown.body, shown.page - 1)
        before = button("Previous", earlier, number=0)
    if (shown.page + 1) * PAGE < shown.count:
        after = button("Next", record.ShowNotEntered(shown.body, shown.page + 1), number=1)
    sure = asking_back(
        "All of them?",
        f"I mark all {shown.count:,} as entered at {shown.body}. You can undo it.",
        "They are",
        "Not yet",
    )
    everything = button(f"All are on {shown.body}", record.EnterAll(shown.body), confirm=sure)
    yield from actions("entered:turn", [before, after, everything])


def entered_lines(view: CardView) -> Iterator[Block]:
    """Where it stands, in small."""
    lines = [
        f"Entered at {escape(one.body)} on {near_day(one.on, view.today)}, by your word"
        f"{'; changed since you entered it' if one.changed_since else ''}."
        for one in view.entered
        if one.on is not None
    ]
    if lines:
        yield context("\n".join(lines), "details:entered")
