"""Forms as somebody submits them: what stood there, with some inputs changed."""

from typing import Any

from bot.services.dispatch import Action
from bot.ui.kit import pages
from bot.ui.kit.blocks import View
from sandbox.forms import initial_state


def state(view: View, **typed: Any) -> dict[str, Any]:
    """What is submitted: what stood in the form, with some inputs changed."""
    values = {
        block: {act: dict(one) for act, one in inputs.items()}
        for block, inputs in initial_state(view["blocks"]).items()
    }
    for field, value in typed.items():
        one = values[field][field]
        name = next(key for key in one if key != "type")
        if name == "selected_option":
            one[name] = {"value": value}
        elif name == "selected_options":
            one[name] = [{"value": each} for each in value]
        else:
            one[name] = value
    return values


def submitted(view: View, **typed: Any) -> Action:
    """What the form means as it comes back, by what it is known by and what it carries."""
    return pages.submitted(view["callback_id"], view["private_metadata"], state(view, **typed))
