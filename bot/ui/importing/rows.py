"""Rows of a file in lists: what was read of each, and what stands in its way. Nobody but who gave
the file is ever shown them.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.conversation.tables.rows import Why
from bot.figures import duration, listed, several
from bot.services.importing import actions as importing
from bot.services.importing.previews import ROWS_ON_A_PAGE, Listed, RowShown
from bot.ui.kit.blocks import Block, Content, Element, actions, button, section
from bot.ui.kit.formatting import bold, cut_title, days
from bot.ui.kit.page_looks import MessageLook

_WHY: Final[Mapping[Why, str]] = {
    "no_title": "it has no name",
    "no_day": "it has no day",
    "not_a_day": "I cannot read its day",
    "month_alone": "it says the month, not the day",
    "no_year": "its day has no year",
    "not_a_length": "I cannot read how long it took",
    "ends_before": "it ends before it begins",
    "too_long": "it took longer than its days have",
    "too_old": "that was over 60 years ago",
    "only_named": "its name holds a plate, a number or a customer alone",
    "twice": "a row above says the same",
    "total": "a total",
    "to_come": "still to come",
    "withdrawn": "withdrawn there",
    "not_saved": "a draft or a plan, or discarded there",
    "in_record": "an entry says the same",
}
_HEADS: Final[Mapping[Listed, tuple[str, str]]] = {
    "doubtful": ("needs a look and is left out", "need a look and are left out"),
    "there": ("is in your record already", "are in your record already"),
    "skipped": ("is no entry", "are no entries"),
    "taken": ("would be taken", "would be taken"),
}
_OF_AN_ARCHIVE: Final[Mapping[Listed, tuple[str, str]]] = {
    "skipped": ("is not taken over", "are not taken over"),
}
_LISTS: Final[tuple[tuple[Listed, str], ...]] = (
    ("taken", "Taken"),
    ("doubtful", "Need a look"),
    ("there", "There already"),
    ("skipped", "Left out"),
)
_TITLES_NAMED: Final = 5


def import_rows(page: importing.ImportRows) -> Content:
    """A page of them, the first of the file first."""
    head = _head(page)
    blocks: list[Block] = [section(head, "rows:head")]
    for row in page.rows:
        line = _line(row, "Entry" if page.archive else "Row")
        blocks.append(section(line, f"rows:{row.number}", _taking(page, row)))
    if page.verdict == "doubtful" and page.rows and not page.archive:
        hint = "Mend them in the file and drop it here again: what is in your record is left out."
        blocks.append(section(hint, "rows:hint"))
    return Content(head, [*blocks, *actions("rows:turn", _turning(page))])


def _head(page: importing.ImportRows) -> str:
    pages = -(-page.count // ROWS_ON_A_PAGE)
    place = f" Page {page.page + 1} of {pages}." if pages > 1 else ""
    if not page.count:
        return "There are none of these."
    if page.archive:
        one, many = _OF_AN_ARCHIVE.get(page.verdict, _HEADS[page.verdict])
        entries = several(page.count, "entry", "entries")
        return f"{entries} {one if page.count == 1 else many}.{place}"
    one, many = _HEADS[page.verdict]
    return f"{several(page.count, 'row')} {one if page.count == 1 else many}.{place}"


def _line(row: RowShown, what: str) -> str:
    read = row.read
    facts = []
    if read.start is not None:
        facts.append(days(read.start, read.end))
    if read.minutes is not None:
        facts.append(duration(read.minutes))
    why = "You take it" if row.wanted else _WHY.get(read.why, "")
    names = "seems to name somebody" if row.names else ""
    said = " · ".join([f"{what} {row.number}", *facts, *filter(None, (why, names))])
    return f"{bold(cut_title(read.title))}\n{said}"


def _taking(page: importing.ImportRows, row: RowShown) -> Element | None:
    if not row.can_be_taken:
        return None
    return button("Take it", importing.TakeRow(page.import_id, row.number))


def _turning(page: importing.ImportRows) -> Sequence[Element | None]:
    def show(number: int, words: str, verdict: Listed, to: int) -> Element:
        action = importing.ShowImportRows(page.import_id, verdict, to)
        return button(words, action, number=number)

    what = "entries" if page.archive else "rows"
    before = show(0, f"Earlier {what}", page.verdict, page.page - 1) if page.page else None
    more = (page.page + 1) * ROWS_ON_A_PAGE < page.count
    after = show(1, f"Later {what}", page.verdict, page.page + 1) if more else None
    others = [
        show(2 + at, words, verdict, 0)
        for at, (verdict, words) in enumerate(_LISTS)
        if verdict != page.verdict
    ]
    return [before, after, *others]


def import_undone(page: importing.ImportUndone) -> Content:
    """What is out of the record, and by name what the member has changed since."""
    undone = page.undone
    gone = several(undone.gone, "entry", "entries")
    words = f"Undone: {gone} out of your record."
    if undone.stay:
        named = [bold(cut_title(title)) for _, title in undone.stayed[:_TITLES_NAMED]]
        more = undone.stay - len(named)
        if more > 0:
            named.append(f"{more:,} more")
        stays = (
            "stays, since you changed it" if undone.stay == 1 else "stay, since you changed them"
        )
        words += f" {listed(named)} {stays}."
    return Content(f"Undone: {gone} out of your record.", [section(words, "import:undone")])


PAGES: Final = (
    MessageLook(importing.ImportRows, lambda page, _: import_rows(page), "Your file"),
    MessageLook(importing.ImportUndone, lambda page, _: import_undone(page), "Undone"),
)
