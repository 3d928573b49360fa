"""How a nudge's period is written: the part of its key that says what it was about, and when.

`subject`, said once; `subject~2`, said again after a snooze; `subject@week`, said again and again;
`subject@week#state`, the same, with what the subject stood at. Rows of earlier releases have no
state.
"""


def written(subject: str, when: str, state: str = "") -> str:
    """The period of something that is said again and again: `when` tells the times apart."""
    return f"{subject}@{when}#{state}" if state else f"{subject}@{when}"


def once_more(subject: str, time: int) -> str:
    """The period of something that is said for the second, third … time."""
    return f"{subject}~{time}"


def subject_of(period: str) -> str:
    """What it was about, the same each time."""
    return period.partition("~")[0].partition("@")[0]


def state_of(period: str) -> str | None:
    """How the subject stood; None where that was not kept."""
    return period.partition("#")[2] or None
