"""The member's audits on Home, a body's and those of rounds, and entries that an auditor doubts."""

from typing import Final

from bot.figures import day
from bot.services.audits import audit_actions as auditing
from bot.services.audits.body_audit_actions import ShowBodyAudit
from bot.services.audits.home_parts import AUDITS, BODY_AUDITS
from bot.ui.audits import words
from bot.ui.audits.body_audit_words import OUTCOME_WORDS, by_day, to_mend
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


def _body_audits(home: HomeContext) -> list[Block]:
    """ "Audit by IMI: by 12 Jan 2027, in 45 days; 5 to mend", while it lasts."""
    blocks: list[Block] = []
    for one in home.view[BODY_AUDITS][:_MOST]:
        audit = one.audit
        if audit.outcome is not None:
            state = OUTCOME_WORDS[audit.outcome].lower()
        elif audit.state == "sent":
            state = "sent" if audit.sent_on is None else f"sent on {day(audit.sent_on)}"
        else:
            state = f"{by_day(audit.due_on, one.left)}; {to_mend(one.stops, balance=one.balance)}"
        text = f"{bold(f'Audit by {escape(one.body)}')}: {state}."
        show = button("Open", ShowBodyAudit(audit.id), spoken=f"Open the audit by {one.body}")
        blocks.append(section(text, f"home:body-audit-{audit.id}", show))
    return [divider("home:body-audit-line"), *blocks] if blocks else []


HOME_SECTIONS: Final = (
    HomeSection("body_audits", 25, _body_audits),
    HomeSection("audits", 45, _audits),
)
