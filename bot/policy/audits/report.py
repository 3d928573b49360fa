"""A round's report: figures by kind of finding. No words, no names, and no figure so small that it
points at somebody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.policy.audits.effects import not_met_now, whole_is_met
from bot.policy.audits.selection import WHOLE_RECORD, Selection
from bot.policy.audits.vocabulary import AuditTest, FindingKind

FEWEST: Final = 3
"""People: a figure about fewer is not said. A workplace's choice here, and no policy's."""

Ended = str
"""How a member's audit ended, in the report: one of `ENDS`."""

ENDS: Final = ("met", "not_met", "not_submitted", "left", "erased", "open")


@dataclass(frozen=True, slots=True)
class Report:
    """Every figure counts people; None where it is of one or two, or would give such a one away.

    `drawn` is published with the draw, and so always said. `ends` says how the audits of those
    drawn ended, appeals included: together they are `drawn`. `kinds` says for how many a test was
    not met for a reason, as it stands after appeals: one member may be in several, and nothing adds
    up. `too_few`: so few were drawn that nothing but that is said.
    """

    drawn: int
    ends: Mapping[Ended, int | None]
    kinds: Mapping[tuple[AuditTest, FindingKind], int | None]
    appeals: int | None = None
    upheld: int | None = None
    too_few: bool = False


def report(selections: Iterable[Selection]) -> Report:
    """The report of those drawn in one round."""
    drawn = tuple(selections)
    if len(drawn) < FEWEST:
        return Report(len(drawn), ends=_NOTHING, kinds=_NO_KINDS, too_few=True)
    ends = Counter(_end(one) for one in drawn)
    kinds: Counter[tuple[AuditTest, FindingKind]] = Counter()
    for one in drawn:
        kinds.update(_kinds(one))
    appealed = [one for one in drawn if one.appeal is not None]
    upheld = sum(_is_upheld(one) for one in appealed)
    appeals = _said(len(appealed))
    # What was not upheld is refused or open: said of enough people, or upheld is not said.
    rest_is_said = _said(len(appealed) - upheld) is not None
    return Report(
        drawn=len(drawn),
        ends=MappingProxyType(hidden({one: ends[one] for one in ENDS})),
        kinds=MappingProxyType({one: _said(kinds[one]) for one in sorted(kinds)}),
        appeals=appeals,
        upheld=_said(upheld) if appeals is not None and rest_is_said else None,
    )


def hidden(parts: Mapping[Ended, int]) -> dict[Ended, int | None]:
    """Parts of a sum that is known, without those of one or two people. Where what is hidden would
    follow from the sum, as one part alone does, or five of one person each, the next smallest is
    hidden with it; where that is not enough, all are, and so is which of them are none.
    """
    found: dict[Ended, int | None] = {name: _said(count) for name, count in parts.items()}
    gone = [parts[name] for name, said in found.items() if said is None]
    if not gone:
        return found
    for name in sorted(parts, key=lambda one: parts[one]):
        if _enough_to_hide(gone):
            return found
        if parts[name] and found[name] is not None:
            found[name] = None
            gone.append(parts[name])
    return found if _enough_to_hide(gone) else dict.fromkeys(parts)


def _enough_to_hide(counts: Sequence[int]) -> bool:
    """Whether each of these, of which none is 0, could be small or not: there are several, and they
    come to so much that any of them may be more than `FEWEST` while the others are 1.
    """
    return len(counts) > 1 and sum(counts) >= len(counts) + FEWEST


def _said(count: int) -> int | None:
    return count if count == 0 or count >= FEWEST else None


def _end(selection: Selection) -> Ended:
    if selection.state in ("not_submitted", "left", "erased"):
        return selection.state
    met = whole_is_met(selection)
    if met is None or selection.state == "appealed":
        return "open"
    return "met" if met else "not_met"


def _kinds(selection: Selection) -> set[tuple[AuditTest, FindingKind]]:
    """What stands as not met, each test and kind once, of a decision."""
    if selection.decision is None:
        return set()
    standing = not_met_now(selection)
    whole = not whole_is_met(selection)
    return {
        (one.test, one.kind)
        for one in selection.findings
        if one.kind is not None
        and one.verdict == "not_met"
        and (one.entry in standing or (one.entry == WHOLE_RECORD and whole))
    }


def _is_upheld(selection: Selection) -> bool:
    """Whether anything of the appeal was."""
    outcomes = None if selection.appeal is None else selection.appeal.outcomes
    return outcomes is not None and "upheld" in outcomes.values()


_NOTHING: Final[Mapping[Ended, int | None]] = MappingProxyType(dict.fromkeys(ENDS))
_NO_KINDS: Final[Mapping[tuple[AuditTest, FindingKind], int | None]] = MappingProxyType({})
