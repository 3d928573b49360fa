"""What a round's decisions change in a member's totals, and what they only say beside them.

A workplace's decision takes credits away under schemes that the workplace owns, and nowhere else:
under IMI's it stands beside the total, since IMI decides what counts there. An upheld appeal puts
back what was taken. The sums themselves are made by `bot.policy.schemes`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from bot.policy.audits.selection import WHOLE_RECORD, Selection
from bot.policy.scheme_facts import Disallowed
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
    appeal = selection.appeal
    outcomes = {} if appeal is None or appeal.outcomes is None else appeal.outcomes
    return frozenset(one for one in selection.decision.not_met if outcomes.get(one) != "upheld")


def whole_is_met(selection: Selection) -> bool | None:
    """Whether the whole stands as met; None where there is no decision."""
    if selection.decision is None:
        return None
    appeal = selection.appeal
    outcomes = {} if appeal is None or appeal.outcomes is None else appeal.outcomes
    return selection.decision.outcome == "met" or outcomes.get(WHOLE_RECORD) == "upheld"


def effect_on_total(decided: Iterable[Decided], scheme: str) -> Effect:
    """What the member's rounds come to under one scheme: of an entry that was in several, the last
    decision counts. Rounds of other schemes say nothing of it.
    """
    latest: dict[int, tuple[bool, bool]] = {}
    for one in sorted((one for one in decided if _holds(one, scheme)), key=_day):
        against = not_met_now(one.selection)
        for entry in one.selection.entries:
            latest[entry] = (entry in against, one.owned)
    return Effect(
        frozenset(entry for entry, (bad, owned) in latest.items() if bad and owned),
        frozenset(entry for entry, (bad, owned) in latest.items() if bad and not owned),
    )


def disallowed_records(decided: Iterable[Decided], scheme: str) -> tuple[Disallowed, ...]:
    """The same as dated records, in their order, for `schemes.disallowed`: an entry does not count
    from the decision's day on, and does again from the day of an upheld appeal, or of a later round
    in which it is met. Empty where the workplace does not own the scheme.

    The reason is the first test that is not met, "other" where it is none of the four.
    """
    found: list[Disallowed] = []
    last: dict[int, Disallowed] = {}
    rounds = sorted((one for one in decided if _holds(one, scheme) and one.owned), key=_day)
    for one in rounds:
        for record in _records(one, last):
            last[record.entry_id] = record
            found.append(record)
    return tuple(sorted(found, key=lambda record: record.on))


def _records(one: Decided, last: Mapping[int, Disallowed]) -> Iterable[Disallowed]:
    """One round's, after what was said `last` of each entry in those before it."""
    selection, decision = one.selection, one.selection.decision
    if decision is None:
        return
    for entry in sorted(selection.entries):
        before = last.get(entry)
        if entry in decision.not_met:
            yield Disallowed(entry, one.scheme, decision.on, _reason(selection, entry))
        elif before is not None and not before.allowed:
            yield Disallowed(entry, one.scheme, decision.on, allowed=True)
    appeal = selection.appeal
    if appeal is None or appeal.outcomes is None or appeal.decided_on is None:
        return
    for entry in sorted(decision.not_met):
        if appeal.outcomes.get(entry) == "upheld":
            yield Disallowed(entry, one.scheme, appeal.decided_on, allowed=True)


def standing_total(credits: Mapping[int, int], effect: Effect) -> int:
    """The sum of what stands, of each entry's hundredths of a credit: what is disallowed is out,
    what is doubted is in.
    """
    return sum(worth for entry, worth in credits.items() if entry not in effect.disallowed)


def _holds(one: Decided, scheme: str) -> bool:
    """Whether there is a decision of this scheme that bears on anything."""
    selection = one.selection
    decided = selection.decision is not None and selection.state != "erased"
    return decided and one.scheme == scheme and not one.cancelled


def _day(one: Decided) -> date:
    decision = one.selection.decision
    return date.min if decision is None else decision.on


def _reason(selection: Selection, entry: int) -> DisallowedFor:
    tests = [
        found.test
        for found in selection.findings
        if found.entry == entry and found.verdict == "not_met"
    ]
    for reason in get_args(DisallowedFor):
        if reason in tests:
            named: DisallowedFor = reason
            return named
    return "other"
