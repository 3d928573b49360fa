"""What a manager sees of a member and what they never see: the one wording, from either side."""

from typing import Final

_SEEN: Final = "{whose} totals, {whose} pace, what is short, what lacks evidence, and dates."
_NEVER: Final = "what {who} write, titles, or evidence itself."

WHAT_THEY_SEE: Final = (
    f"They will see: {_SEEN.format(whose='your')}\nThey never see: {_NEVER.format(who='you')}"
)
"""To a member, of a manager who does not see them yet."""

WHAT_YOU_SEE: Final = (
    f"You see: {_SEEN.format(whose='their')}\nYou never see: {_NEVER.format(who='they')}"
)
"""To a manager, of their people."""


def what_is_seen_by(manager: str) -> str:
    """To a member: the same of a manager who is named, and who sees them already."""
    return (
        f"{manager} sees: {_SEEN.format(whose='your')}\nThey never see: {_NEVER.format(who='you')}"
    )


def what_is_seen_in_short_by(manager: str) -> str:
    """Both in one sentence."""
    return f"{manager} sees totals, pace, dates and what is missing, never your words."


def what_is_never_seen_by(manager: str) -> str:
    """The latter half alone."""
    return f"{manager} never sees: {_NEVER.format(who='you')}"
