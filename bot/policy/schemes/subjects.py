"""An entry's minutes, shared out over the subjects that its member named."""

from collections.abc import Iterable, Sequence

from bot.policy.frameworks.framework import folded
from bot.policy.frameworks.progress import SubjectStanding, nearest_first
from bot.policy.scheme_facts import NamedSubject


def apportioned(whole: int, weights: Sequence[int]) -> list[int]:
    """A whole number shared out in proportion to weights, in whole numbers by largest remainder (of
    equal ones the earlier one's), none above its weight where `whole` is not above their sum.

    Adds up to `whole`; nothing but zeros where every weight is 0.
    """
    total = sum(weights)
    if total <= 0 or whole <= 0:
        return [0] * len(weights)
    parts = [divmod(whole * each, total) for each in weights]
    left = whole - sum(part for part, _ in parts)
    by_remainder = sorted(range(len(weights)), key=lambda place: -parts[place][1])
    one_more = set(by_remainder[:left])
    return [part + (place in one_more) for place, (part, _) in enumerate(parts)]


def filling(
    short_of: Iterable[SubjectStanding], minutes: int, rate: int | None
) -> tuple[tuple[str, int], ...]:
    """How so many minutes would go to subjects of which something is short, so that most of them
    are met: to each in its turn what it lacks, the nearest first, and what is left to the last.

    `rate` is hundredths of a credit per hour; without it no minutes make a credit, so that those
    in credits come last.
    """
    found: list[tuple[str, int]] = []
    left = minutes
    in_turn = nearest_first(short_of)
    for one in sorted(in_turn, key=lambda one: _minutes_lacking(one, rate) is None):
        lacks = _minutes_lacking(one, rate)
        part = left if lacks is None else min(left, lacks)
        if part > 0:
            found.append((one.subject, part))
        left -= part
    if left and found:
        last, part = found.pop()
        found.append((last, part + left))
    return tuple(found)


def _minutes_lacking(one: SubjectStanding, rate: int | None) -> int | None:
    """How many minutes would meet it; None where no number of them would."""
    lacks = one.short or 0
    if one.unit == "hours":
        return lacks
    return -(-lacks * 60 // rate) if rate else None


def told_apart(subjects: Iterable[NamedSubject]) -> tuple[NamedSubject, ...]:
    """The same, each once: of one that is named twice the minutes are added. What has no name is
    left out, and less than 1 minute is none.
    """
    found: dict[str, NamedSubject] = {}
    for one in subjects:
        key = folded(one.name)
        if not key:
            continue
        minutes = one.minutes if one.minutes is not None and one.minutes > 0 else None
        before = found.get(key)
        if before is None:
            found[key] = NamedSubject(one.name, minutes)
        elif minutes is not None:
            found[key] = NamedSubject(before.name, (before.minutes or 0) + minutes)
    return tuple(found.values())


def stated_beyond(subjects: Iterable[NamedSubject], minutes: int | None) -> bool:
    """Whether more minutes are said of subjects than the whole took, as far as that is known."""
    stated = sum(one.minutes or 0 for one in told_apart(subjects))
    return minutes is not None and stated > minutes


def shares(subjects: Iterable[NamedSubject], minutes: int) -> tuple[tuple[str, int], ...]:
    """How many minutes each subject has of an entry's: names with whole minutes above 0, which add
    up to `minutes`.

    What was said of a subject is its own; the rest is shared equally over those of which nothing
    was said, and is of no subject ("") where there are none. Where more was said than the whole
    took, the whole is shared out in proportion. Without subjects, or without minutes, there is one
    share, of no subject.
    """
    named = told_apart(subjects)
    minutes = max(0, minutes)
    stated = [one.minutes or 0 for one in named]
    if sum(stated) > minutes:
        stated = apportioned(minutes, stated)
    rest = minutes - sum(stated)
    equal = apportioned(rest, [int(one.minutes is None) for one in named])
    found = [(one.name, own + more) for one, own, more in zip(named, stated, equal, strict=True)]
    found.append(("", rest - sum(equal)))
    return tuple(one for one in found if one[1]) or (("", minutes),)


def shares_of_parts(
    subjects: Iterable[NamedSubject], parts: Sequence[int]
) -> tuple[tuple[tuple[str, int], ...], ...]:
    """The same for an entry in parts of so many minutes: each part's shares add up to the part, and
    each subject's, over the parts, to what it has of the whole.
    """
    whole = shares(subjects, sum(parts))
    left = [minutes for _, minutes in whole]
    found = []
    for minutes in parts:
        own = apportioned(minutes, left)
        left = [before - taken for before, taken in zip(left, own, strict=True)]
        of_part = tuple((name, m) for (name, _), m in zip(whole, own, strict=True) if m)
        found.append(of_part or (("", minutes),))
    return tuple(found)
