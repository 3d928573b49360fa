"""What subjects have in the cycles of a sweep's candidates, of what was read at once."""

from collections.abc import Sequence

from bot.policy.nudges.candidate_facts import SharedFacts
from bot.policy.scheme_facts import SubjectTotal
from bot.services.schemes.standings import subject_total
from storage.aggregates import Sums


def by_subjects(shared: SharedFacts) -> bool:
    """Whether the scheme of those who share these facts goes by subjects."""
    return shared.terms is not None and shared.terms.framework


def by_groups(shared: SharedFacts) -> bool:
    """Whether each category of the scheme asks for hours of its own, now or in the year before."""
    periods = (shared.progress, shared.previous)
    return any(one is not None and one.terms.by_hours for one in periods)


def subjects_in_cycles(
    sums: Sequence[Sums], shared: SharedFacts
) -> tuple[Sequence[SubjectTotal], Sequence[SubjectTotal]]:
    """What each subject has in the cycle and in the cycle before."""
    now, before = (
        [] if of is None else [subject_total(one) for one in sums if one.cycle == of.cycle]
        for of in (shared.progress, shared.previous)
    )
    return now, before
