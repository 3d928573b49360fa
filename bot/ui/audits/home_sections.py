"""The member's audits on Home, and entries that an auditor doubts."""

from typing import Final

from bot.services.audits import audit_actions as auditing
from bot.services.audits.home_parts import AUDITS
from bot.ui.audits import words
from bot.ui.kit.blocks import Block, button, divider, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold
from bot.ui.kit.home_sections import HomeContext, HomeSection
from bot.ui.schemes.status import doubt_line

_MOST: Final = 3


def _audits(home: HomeContext) -> list[Block]:
    found = home.view[AUDITS]
    blocks: list[Block] = []
    for one in found.open[:_MOST]:
        state = words.SELECTION_STATES[one.selection.state]
        waits = ""
        if one.selection.state == "told":
            state, waits = "to be handed in", f" {words.by_day(one.selection.submit_until)}"
        text = f"{bold(f'Audit round {one.number}')}\n{state}{waits}"
        show = button("Where it stands", auditing.ShowOwn(one.selection_id))
        blocks.append(section(text, f"home:audit-{one.selection_id}", show))
    for place, doubt in enumerate(found.doubts[:_MOST]):
        text = f"{escape(doubt.title)}: {doubt_line(doubt.entries)}"
        blocks.append(section(text, f"home:audit-doubt-{place}"))
    return [divider("home:audit-line"), *blocks] if blocks else []


HOME_SECTIONS: Final = (HomeSection("audits", 45, _audits),)
