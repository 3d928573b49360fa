"""What a scheme's body has said it does not count: kept with its day, and taken back by its day.

The body decides; nothing here does. IMI's policy has it that beside its audits it monitors records
all the time, and that what does not meet the four tests is not counted.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from bot.policy.scheme_facts import Disallowed, EntryFacts
from bot.policy.schemes.entry_tests import Finding
from bot.policy.schemes.pack import Pack

MONITORING: Final = "monitoring"
"""The rule of the finding that tells of it."""

_PUBLISHED: Final[Mapping[str, str]] = {
    "Institute of the Motor Industry": "IMI CPD Policy, ongoing monitoring"
}
"""By body: where its policy speaks of monitoring; of others it is not known that they do."""
_WHY: Final[Mapping[str | None, str]] = {
    None: "It gave no reason.",
    "other": "Its reason is none of the tests.",
}
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def disallowed_on(
    records: Iterable[Disallowed], entry_id: int, pack: str, day: date
) -> Disallowed | None:
    """What keeps the entry out of the scheme's total on a day; None where nothing does.

    `records` come in the order in which they were kept: of two of one day the later one holds. What
    was said on a day before stays as it was said then.
    """
    of_entry = [one for one in records if (one.entry_id, one.pack) == (entry_id, pack)]
    begun = sorted((one for one in of_entry if one.on <= day), key=lambda one: one.on)
    return begun[-1] if begun and not begun[-1].allowed else None


def monitoring(entry: EntryFacts, pack: Pack) -> Finding | None:
    """That the scheme's body does not count the entry, from which day on, and why as far as it
    said; None where it has said no such thing.
    """
    found = entry.disallowed
    if found is None or found.pack != pack.name or found.allowed:
        return None
    why = _WHY.get(found.reason, f"Its reason: not {found.reason}.")
    body = pack.body if pack.account is None else pack.account.body
    day = f"{found.on.day} {_MONTHS[found.on.month - 1]} {found.on.year}"
    sentence = f"Since {day} {body} does not count it. {why}"
    source = _PUBLISHED.get(pack.body, f"said by {pack.body}")
    return Finding(MONITORING, "missing", "not counted", sentence, source)
