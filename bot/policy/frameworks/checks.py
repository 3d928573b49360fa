"""A framework held against its pack and against what is loaded already: faults and cautions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, Literal

from bot.policy.frameworks.faults import Caution, Faults
from bot.policy.frameworks.framework import (
    Framework,
    Subject,
    Version,
    folded,
    framework_on,
    standing_versions,
)
from bot.policy.frameworks.stated import PlacedFramework
from bot.policy.frameworks.values import shown
from bot.policy.schemes.credits import weight
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.terms import terms

_ALIKE: Final = 0.5
"""From where on two names are likely to mean one subject: shared letter triples, as Dice's
coefficient counts them.
"""

_COMPARED: Final = 100
_TOLD: Final = 5
"""How many names are compared, each with each, and how many pairs a sentence names."""


def known_category(name: str, pack: Pack, loaded: Iterable[Framework], day: date) -> str | None:
    """A category as the pack or a loaded framework spells it; None for a new one."""
    rule = pack.rule("categories", day)
    named = rule.value if rule is not None and isinstance(rule.value, tuple) else ()
    for known in (*named, *(one.category for one in loaded)):
        if folded(known) == folded(name):
            return known
    return None


def refuse_against_pack(placed: PlacedFramework, pack: Pack, faults: Faults) -> None:
    """Minimums that together exceed the pack's own minimum for a cycle, where that is known."""
    for day in _days(placed.framework):
        in_force = terms(pack, day)
        if in_force.minimum is None:
            continue
        credits, minutes = _sums(placed.framework.subjects_on(day))
        asked = credits * 60 + (0 if in_force.rate is None else weight(minutes, in_force.rate))
        if asked > in_force.minimum * 60:
            faults.add(
                placed.place,
                f"the minimums of {placed.framework.category} come to more than the "
                f"{_credits(in_force.minimum)} credits that {pack.title} asks for in a cycle; "
                "look for one that is too large",
            )
            return


def refuse_against_loaded(
    placed: PlacedFramework, loaded: Sequence[Framework], faults: Faults
) -> None:
    """A version that is loaded already, that corrects what is not there, or that begins on the day
    of another one.
    """
    own, place = placed.framework, placed.place
    standing = standing_versions(loaded, own.category)
    for fault, other in version_faults(own, _of_category(loaded, own), standing):
        match fault:
            case "loaded already":
                said = (
                    f"version {shown(own.version)} of {own.category} is loaded already; give this "
                    "one another version, and say in corrects which one it takes the place of"
                )
            case "corrects nothing":
                there = ", ".join(shown(one.version) for one in standing) or "none"
                said = (
                    f"corrects is {shown(other)}, which is not loaded for {own.category}; "
                    f"loaded: {there}"
                )
            case "corrected before":
                said = f"corrects is {shown(other)}, {CORRECTED_BEFORE}"
            case "same day":
                said = (
                    f"{same_day(other, own.valid_from)}; write the day from which it holds, or "
                    f"corrects: {other} if that one is wrong"
                )
        faults.add(place, said)


VersionFault = Literal["loaded already", "corrects nothing", "corrected before", "same day"]

CORRECTED_BEFORE: Final = "which was corrected before; name the version that took its place"


def same_day(other: str, first_day: date | None) -> str:
    """ "it holds from the same day as version 2 (2027-01-01)"."""
    since = "as far back as anybody logs" if first_day is None else first_day
    return f"it holds from the same day as version {shown(other)} ({since})"


def version_faults(
    own: Version, loaded: Sequence[Version], standing: Sequence[Version]
) -> Iterator[tuple[VersionFault, str]]:
    """Why a version cannot be loaded beside those of its document that are, each with the other
    version that it is about; `standing` are those of them that no other one corrects.
    """
    if any(folded(own.version) == folded(one.version) for one in loaded):
        yield "loaded already", own.version
        return
    corrects = None if own.corrects is None else folded(own.corrects)
    if own.corrects is not None and corrects not in {folded(one.version) for one in standing}:
        known = corrects in {folded(one.version) for one in loaded}
        yield "corrected before" if known else "corrects nothing", own.corrects
    for other in standing:
        if other.first_day == own.first_day and folded(other.version) != corrects:
            yield "same day", other.version


def cautions(placed: PlacedFramework, pack: Pack, loaded: Sequence[Framework]) -> Iterable[Caution]:
    """What to look at before the framework is loaded."""
    own = placed.framework
    if known_category(own.category, pack, loaded, own.checked_on) is None:
        yield from _new_category(placed, pack, loaded)
    yield from _more_than_there_is_time(placed, pack)
    yield from _one_day_between(placed)
    yield from _beside_loaded(placed, loaded)
    yield from _named_otherwise(placed, loaded)


def _new_category(
    placed: PlacedFramework, pack: Pack, loaded: Sequence[Framework]
) -> Iterable[Caution]:
    own = placed.framework
    rule = pack.rule("categories", own.checked_on)
    named = rule.value if rule is not None and isinstance(rule.value, tuple) else ()
    known = [*dict.fromkeys([*named, *(one.category for one in loaded)])]
    sentence = f"{own.category} is no category of {pack.title} yet and would be added"
    likely = [one for one in known if likeness(own.category, one) >= _ALIKE]
    if likely:
        sentence += f"; if you mean {likely[0]}, write that"
    yield Caution("new_category", placed.place, sentence)


def _more_than_there_is_time(placed: PlacedFramework, pack: Pack) -> Iterable[Caution]:
    """Where the pack has no minimum to hold it against, a cycle's days are what there is."""
    for day in _days(placed.framework):
        in_force = terms(pack, day)
        if in_force.minimum is not None or in_force.length is None:
            continue
        credits, minutes = _sums(placed.framework.subjects_on(day))
        there_is = (add_years(day, in_force.length) - day).days * 24 * 60
        asked = minutes + (credits * 60 // in_force.rate if in_force.rate else 0)
        if asked > there_is:
            sentence = (
                f"the minimums of {placed.framework.category} come to {asked // 60:,} hours, more "
                f"than a cycle of {in_force.length} years has"
            )
            yield Caution("more_than_there_is_time", placed.place, sentence)
            return


def _one_day_between(placed: PlacedFramework) -> Iterable[Caution]:
    """A last day taken for the first day after, or the other way round."""
    begins = {
        (subject.key, subject.valid_from)
        for subject in placed.framework.subjects
        if subject.valid_from is not None
    }
    for subject, place in zip(placed.framework.subjects, placed.subject_places, strict=True):
        end = subject.valid_to
        if end is not None and (subject.key, end + timedelta(days=1)) in begins:
            sentence = f"{shown(subject.name)} has no minimum on {end}, between its two rows"
            yield Caution("one_day_between", place, sentence)


def _beside_loaded(placed: PlacedFramework, loaded: Sequence[Framework]) -> Iterable[Caution]:
    own = placed.framework
    corrected = None
    later = []
    for other in standing_versions(loaded, own.category):
        if own.corrects is not None and folded(other.version) == folded(own.corrects):
            corrected = other
        elif other.first_day > own.first_day:
            later.append(other)
    if later:
        sentence = f"version {shown(later[0].version)} goes on holding from {later[0].first_day}"
        yield Caution("later_version_stands", placed.place, sentence)
    if corrected is not None and own.first_day > corrected.first_day:
        without = [*(one for one in loaded if one is not corrected), own]
        before = framework_on(without, own.category, corrected.first_day)
        holds = "no version" if before is None else f"version {shown(before.version)}"
        since = corrected.valid_from or "the first day"
        sentence = (
            f"it begins later than version {shown(corrected.version)}, which it corrects: from "
            f"{since} until {own.first_day} {holds} holds then"
        )
        yield Caution("days_uncovered", placed.place, sentence)


def _named_otherwise(placed: PlacedFramework, loaded: Sequence[Framework]) -> Iterable[Caution]:
    own = placed.framework
    others = standing_versions(loaded, own.category)
    before = next(
        (one for one in others if own.corrects and folded(one.version) == folded(own.corrects)),
        framework_on(loaded, own.category, own.first_day),
    )
    if before is None:
        return
    old = {subject.key: subject.name for subject in before.subjects}
    new = {subject.key: subject.name for subject in own.subjects}
    gone = [name for key, name in old.items() if key not in new]
    come = [name for key, name in new.items() if key not in old]
    pairs = likely_pairs(gone, come)
    if not pairs and (len(gone) < len(old) or not come):
        return
    sentence = f"subjects are named otherwise than in version {shown(before.version)}"
    told = "; ".join(f"{shown(one)} there, {shown(other)} here" for one, other in pairs[:_TOLD])
    if len(pairs) > _TOLD:
        told += f"; and {len(pairs) - _TOLD} more"
    sentence += f": {told}; where one is meant, use its name" if told else ": none is the same"
    yield Caution("named_otherwise", placed.place, sentence, pairs)


def likely_pairs(gone: Sequence[str], come: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Names of which each two are likely to mean one subject, each name once, the likeliest first
    taken; in the order of `gone`. Of each only the first hundred are compared.
    """
    gone, come = gone[:_COMPARED], come[:_COMPARED]
    triples = {name: _triples(name) for name in (*gone, *come)}
    alike = sorted(
        (
            (-_dice(triples[one], triples[other]), place, one, other)
            for place, one in enumerate(gone)
            for other in come
        ),
    )
    taken: dict[str, tuple[int, str]] = {}
    used: set[str] = set()
    for likeness_below_0, place, one, other in alike:
        if -likeness_below_0 < _ALIKE:
            break
        if one not in taken and other not in used:
            taken[one] = (place, other)
            used.add(other)
    return tuple((one, other) for one, (_, other) in sorted(taken.items(), key=lambda it: it[1]))


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1."""
    return _dice(_triples(one), _triples(other))


def _triples(name: str) -> frozenset[str]:
    padded = f"  {folded(name)} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _of_category(loaded: Iterable[Framework], own: Framework) -> list[Framework]:
    return [one for one in loaded if folded(one.category) == folded(own.category)]


def _days(framework: Framework) -> list[date]:
    """Days on which the sum of what is asked for may change: at least one."""
    first = framework.valid_from
    begins = {one.valid_from for one in framework.subjects if one.valid_from is not None}
    return sorted(
        {first or framework.checked_on, *(d for d in begins if first is None or d > first)}
    )


def _sums(subjects: Iterable[Subject]) -> tuple[int, int]:
    """What is asked for together: hundredths of a credit, and minutes."""
    sums = {"credits": 0, "hours": 0}
    for subject in subjects:
        sums[subject.unit] += subject.minimum or 0
    return sums["credits"], sums["hours"]


def _credits(hundredths: int) -> str:
    return f"{hundredths / 100:g}"
