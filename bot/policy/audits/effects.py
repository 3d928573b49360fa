"""What a round's decisions change in a member's totals, and what they only say beside them.

A workplace's decision takes credits away under schemes that the workplace owns, and nowhere else:
under IMI's it stands beside the total, since IMI decides what counts there. An upheld appeal puts
back what was taken. The sums themselves are made by `bot.policy.schemes`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.policy.audits.selection import WHOLE_RECORD, Finding, Selection
from bot.policy.vocabulary import DisallowedFor


@dataclass(frozen=True, slots=True)
class Decided:
    """One selection of a member's, with what has to be known of its round.

    `scheme` is the pack's name, `owned` whether the workplace makes its rules
    (`population.owned_by_workplace`), `cancelled` whether the round was: nothing decided in it
    holds then.
    """

    selection: Selection
    scheme: str
    owned: bool
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """`disallowed` are entries in no total of the scheme, `doubted` those that an auditor doubts
    while the total stays as it is. Nothing is in both.
    """

    disallowed: frozenset[int] = frozenset()
    doubted: frozenset[int] = frozenset()


def not_met_now(selection: Selection) -> frozenset[int]:
    """The entries that stand as not met: by the decision, but for those upheld in an appeal.

    A decision holds from its day on, also while an appeal is open or may come; nothing holds once
    the record is erased.
    """
    if selection.decision is None or selection.state == "erased":
        return frozenset()
    return frozenset(one for one in selection.decision.not_met if not _upheld(selection, one))


def whole_is_met(selection: Selection) -> bool | None:
    """Whether the whole stands as met; None where there is no decision."""
    if selection.decision is None:
        return None
    return selection.decision.outcome == "met" or _upheld(selection, WHOLE_RECORD)


def effect_on_total(decided: Iterable[Decided], scheme: str) -> Effect:
    """What the member's rounds come to under one scheme: of an entry that was in several, the last
    decision counts. Rounds of other schemes say nothing of it.
    """
    disallowed: set[int] = set()
    doubted: set[int] = set()
    for change in _changes(decided, scheme):
        disallowed.discard(change.entry)
        doubted.discard(change.entry)
        if change.against:
            (disallowed if change.of.owned else doubted).add(change.entry)
    return Effect(frozenset(disallowed), frozenset(doubted))


@dataclass(frozen=True, slots=True)
class _Change:
    """What is said of one entry from a day on, by which round."""

    on: date
    entry: int
    against: bool
    of: Decided


def _changes(decided: Iterable[Decided], scheme: str) -> Iterator[_Change]:
    """In the order of the days: what each decision says of every entry that was handed in, and what
    an upheld appeal says of those that its own round decided last.
    """
    rounds = [one for one in decided if _holds(one, scheme)]
    days = [(_day(one), 0, place) for place, one in enumerate(rounds)]
    for place, one in enumerate(rounds):
        appeal = one.selection.appeal
        if appeal is not None and appeal.decided_on is not None:
            days.append((appeal.decided_on, 1, place))
    decided_last: dict[int, int] = {}
    for day, is_appeal, place in sorted(days):
        one = rounds[place]
        for entry in sorted(one.selection.entries):
            if not is_appeal:
                decided_last[entry] = place
                against = one.selection.decision is not None and (
                    entry in one.selection.decision.not_met
                )
                yield _Change(day, entry, against, one)
            elif _upheld(one.selection, entry) and decided_last.get(entry) == place:
                yield _Change(day, entry, against=False, of=one)


def _upheld(selection: Selection, entry: int) -> bool:
    outcomes = None if selection.appeal is None else selection.appeal.outcomes
    return outcomes is not None and outcomes.get(entry) == "upheld"


def _holds(one: Decided, scheme: str) -> bool:
    """Whether there is a decision of this scheme that bears on anything."""
    selection = one.selection
    decided = selection.decision is not None and selection.state != "erased"
    return decided and one.scheme == scheme and not one.cancelled


def _day(one: Decided) -> date:
    decision = one.selection.decision
    return date.min if decision is None else decision.on


def reason_of(findings: Iterable[Finding], entry: int) -> DisallowedFor:
    """The first test of an entry that is not met, as totals name it; "other" where it is none of
    theirs.
    """
    tests = [one.test for one in findings if one.entry == entry and one.verdict == "not_met"]
    for reason in get_args(DisallowedFor):
        if reason in tests:
            named: DisallowedFor = reason
            return named
    return "other"
