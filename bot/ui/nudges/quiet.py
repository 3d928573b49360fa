"""What nudges have gone quiet about, since nothing came back, and the button that ends it."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.figures import listed
from bot.services.nudges import actions as planning
from bot.ui.kit.blocks import Block, button, section

_ABOUT: Final[Mapping[str, str]] = {
    "behind": "your pace",
    "year_end": "the end of your CPD year",
    "evidence_runs_out": "evidence that runs out",
    "cycle_start_unknown": "the start of your cycle",
    "waiting_entry": "an entry that waits",
    "old_draft": "an open draft",
    "manager_reminder": "your manager’s reminder",
    "rhythm": "what you learnt lately",
    "missing_evaluation": "what your learning changed",
}


def quiet_blocks(kinds: Sequence[str]) -> list[Block]:
    """One line of Home; nothing where there is no quiet."""
    about = [_ABOUT[kind] for kind in kinds if kind in _ABOUT]
    if not about:
        return []
    words = f"I have gone quiet about {listed(about)}, since nothing came back."
    return [section(words, "home:quiet", button("Ask me again", planning.AskAgain()))]
