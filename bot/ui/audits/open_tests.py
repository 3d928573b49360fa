"""Why an audit cannot be decided yet: what of it is still open."""

from typing import Final

from bot.figures import listed, several
from bot.services.audits.reading_views import Reading

OPEN_MOST: Final = 3
"""Entries that are named."""


def not_yet(reading: Reading) -> list[str]:
    """Why nobody can decide yet: "Decide comes once nothing is open: 2 tests of entry 3"."""
    selection = reading.selection
    at_work = selection.state in ("submitted", "in_review", "questions")
    if not at_work or reading.me not in selection.auditors or not reading.still_open:
        return []
    named = [
        f"{several(count, 'test')} of {f'entry {place}' if place else 'the record as a whole'}"
        for place, count in reading.still_open[:OPEN_MOST]
    ]
    more = len(reading.still_open) - OPEN_MOST
    if more > 0:
        named.append(f"{more:,} more")
    asked_ones = [one for one in selection.questions if not one.settled]
    waits = " An answer of the member’s is waited for." if asked_ones else ""
    return [f"*Decide* comes once nothing is open: {listed(named)}.{waits}"]
