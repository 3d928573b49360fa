"""The types of activity and which of them are formal learning; no reading of text."""

from typing import Literal, get_args

from bot.policy import vocabulary
from bot.policy.vocabulary import Formality

InformalType = Literal["coaching or mentoring", "shadowing", "project", "on-the-job learning"]
"""Learning without a course: CMI's policy expects it in a mixed record; IMI has no type for it."""

ActivityType = vocabulary.ActivityType | InformalType

ACTIVITY_TYPES: tuple[ActivityType, ...] = (
    *(name for name in vocabulary.ACTIVITY_TYPES if name != "other"),
    *get_args(InformalType),
    "other",
)
"""In the order in which a form offers them."""

_FORMAL: frozenset[ActivityType] = frozenset(
    {"national qualification", "e-learning", "seminar", "conference", "short course"}
)
_INFORMAL: frozenset[ActivityType] = frozenset(
    {"reading", "podcast", "expert group", *get_args(InformalType)}
)


def formality_of(activity_type: ActivityType) -> Formality | None:
    """Formal or informal, or None for an event and for "other", which may be either."""
    if activity_type in _FORMAL:
        return "formal"
    return "informal" if activity_type in _INFORMAL else None
