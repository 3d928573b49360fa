"""In which of several rounds somebody is named."""

from bot.services.audits import naming_actions as naming
from bot.ui.kit.blocks import Content, actions, button, section


def which_round(page: naming.WhichRound) -> Content:
    """Several rounds are under way: a button for each."""
    choices = [
        button(
            f"Round {number}",
            naming.NameIn(round_id, " ".join(page.whom), page.role),
            number=place,
        )
        for place, (round_id, number) in enumerate(page.rounds)
    ]
    return Content(
        "In which round?",
        [section("In which round?", "audit:which"), *actions("audit:which-do", [*choices])],
    )
