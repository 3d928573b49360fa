"""The roots of months as an administrator reads them."""

from typing import Final

from bot.figures import several
from bot.services.data_rights.roots import Roots
from bot.ui.kit.blocks import Block, Content, context, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold
from bot.ui.kit.page_looks import MessageLook
from storage.archive.roots import RootRecord

HOW: Final = (
    "Publish them, or keep them elsewhere: whoever has one can show what a record held then. "
    "`cpdbot roots` lists them all."
)


def roots(page: Roots) -> Content:
    """A month a line, with its root."""
    blocks: list[Block] = [
        section(_row(row), f"roots:{place}") for place, row in enumerate(page.rows)
    ]
    if not blocks:
        words = "No root yet: the first is made when a month has ended."
        blocks.append(section(words, "roots:none"))
    return Content("Roots of months.", [*blocks, context(HOW, "roots:how")])


def _row(row: RootRecord) -> str:
    stamped = "".join(
        f", stamped {one.stamped_at:%Y-%m-%d %H:%M} UTC by {escape(one.authority)}"
        for one in row.receipts
    )
    return f"{bold(row.month)}: {several(row.leaves, 'member')}{stamped}\n`{row.root}`"


PAGES: Final = (MessageLook(Roots, lambda page, _: roots(page)),)
