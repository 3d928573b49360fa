"""What would help most to show one more of a scheme's qualities: one step, chosen by one rule."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from bot.policy.schemes.qualities import (
    Entries,
    KeptEntry,
    QualityShown,
    RecordFacts,
    StageQuestion,
    in_months,
    may_be_a_mix,
    missing_stages,
    newest_of_a_sort,
    qualities,
)
from bot.policy.vocabulary import Formality, Quality

StepQuestion = StageQuestion | Literal["use", "changed"]
"""The questions of the dialogue about an entry that a step may open."""

Does = Literal["answer", "evidence", "edit", "log"]
"""What a step opens: a question about an entry, its evidence, its form, or a new entry."""

_NEW_ENTRY: Final = 4
"""A new entry takes more than any answers about one that is there: three at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """What would help most next, and for which quality.

    `entry` is None where it is a new one. `question` is set where an answer does it, `lacks` where
    a new entry of one kind does.
    """

    quality: Quality
    does: Does
    entry: int | None = None
    question: StepQuestion | None = None
    lacks: Formality | None = None


def next_step(facts: RecordFacts) -> Step | None:
    """What would show one more quality with the least to do: the fewest answers about an entry that
    is there, then a new entry; of several the one that the scheme names first, and the newest
    entry. None where nothing is open, or nothing may be asked.
    """
    found = in_months(facts)
    open_ones = [one for one in qualities(facts) if one.state != "shown"]
    if not found:
        return Step(open_ones[0].quality, "log") if open_ones else None
    offered = [offer for one in open_ones if (offer := _STEPS[one.quality](facts, found, one))]
    return min(offered, key=lambda offer: offer[0])[1] if offered else None


Offer = tuple[int, Step]
"""How many answers it takes, and what it is."""


def _may_ask(found: Entries, question: StepQuestion) -> Iterable[KeptEntry]:
    """Those that may be asked about, the newest first. What is added to an entry whose words nobody
    has read is not read either: an answer would show nothing.
    """
    return (
        one
        for one in found
        if one.said is not None and not one.declined and question not in one.skipped
    )


def _close_the_circle(_facts: RecordFacts, found: Entries, _is: QualityShown) -> Offer | None:
    offers = []
    for one in found:
        missing = missing_stages(one)
        if not one.declined and one.skipped.isdisjoint(missing):
            step = Step("cyclic", "answer", one.number, missing[0])
            offers.append((len(missing), step))
    return min(offers, key=lambda offer: offer[0]) if offers else None


def _say_where_it_helps(_facts: RecordFacts, found: Entries, _is: QualityShown) -> Offer | None:
    one = next(iter(_may_ask(found, "use")), None)
    return None if one is None else (1, Step("personalised", "answer", one.number, "use"))


def _add_evidence(_facts: RecordFacts, found: Entries, _is: QualityShown) -> Offer | None:
    """What was formal has a certificate or a page; of anything else an account is asked for."""
    one = next((one for one in found if not one.declined), None)
    if one is None:
        return None
    if one.formality != "formal" and not one.evaluated and one in _may_ask([one], "evaluate"):
        return 1, Step("evidenced", "answer", one.number, "evaluate")
    return 1, Step("evidenced", "evidence", one.number)


def _say_what_changed(facts: RecordFacts, found: Entries, _is: QualityShown) -> Offer | None:
    for one in _may_ask(found, "changed"):
        days = one.days
        long_ago = days is not None and (facts.today - days[1]).days >= facts.evaluation_days
        if long_ago and not one.nothing_changed:
            return 1, Step("impact-focused", "answer", one.number, "changed")
    return None


def _mix(_facts: RecordFacts, found: Entries, shown: QualityShown) -> Offer | None:
    if shown.state == "not known":
        pairs = combinations(newest_of_a_sort(found), 2)
        both = next((one, other) for one, other in pairs if may_be_a_mix(one, other))
        unsorted = next(one for one in both if None in (one.formality, one.type))
        return 1, Step("multi-faceted", "edit", unsorted.number)
    kinds = {one.formality for one in found}
    lacks: Formality | None = None
    if kinds == {"formal"}:
        lacks = "informal"
    elif kinds == {"informal"}:
        lacks = "formal"
    return _NEW_ENTRY, Step("multi-faceted", "log", lacks=lacks)


def _go_on(_facts: RecordFacts, _found: Entries, shown: QualityShown) -> Offer | None:
    """What was learnt in a gap and never kept; a young record only takes time."""
    return (_NEW_ENTRY, Step("continuous", "log")) if shown.state == "not yet" else None


_STEPS: Final[Mapping[Quality, Callable[[RecordFacts, Entries, QualityShown], Offer | None]]] = {
    "continuous": _go_on,
    "cyclic": _close_the_circle,
    "personalised": _say_where_it_helps,
    "multi-faceted": _mix,
    "evidenced": _add_evidence,
    "impact-focused": _say_what_changed,
}
