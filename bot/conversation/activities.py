"""The types of activity and which of them are formal learning; no reading of text."""

from typing import Literal, get_args

ActivityType = Literal[
    "reading",
    "national qualification",
    "event",
    "e-learning",
    "seminar",
    "conference",
    "expert group",
    "short course",
    "podcast",
    "coaching or mentoring",
    "shadowing",
    "project",
    "on-the-job learning",
    "other",
]
"""IMI's types as seen in use, and the informal ones that CMI's policy expects in a mixed record."""

ACTIVITY_TYPES: tuple[ActivityType, ...] = get_args(ActivityType)

Formality = Literal["formal", "informal"]

FORMALITIES: tuple[Formality, ...] = get_args(Formality)

_FORMALITY: dict[ActivityType, Formality] = {
    "national qualification": "formal",
    "e-learning": "formal",
    "seminar": "formal",
    "conference": "formal",
    "short course": "formal",
    "reading": "informal",
    "podcast": "informal",
    "expert group": "informal",
    "coaching or mentoring": "informal",
    "shadowing": "informal",
    "project": "informal",
    "on-the-job learning": "informal",
}


def formality_of(activity_type: ActivityType) -> Formality | None:
    """Formal or informal, or None for an event and for "other", which may be either."""
    return _FORMALITY.get(activity_type)
