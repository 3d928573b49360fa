"""What kind a message is by its words and letters, where no phrase is the whole of it.

A linear classifier (multinomial logistic regression): each feature has a weight for each class, and
the same message always gets the same probabilities. The weights are learnt from labelled messages
alone (`evaluation/sets/messages`), by `python -m evaluation train`; none is set by hand.
"""

from functools import cache
from importlib.resources import files

from bot.conversation.classifier.features import MASKS, features
from bot.conversation.classifier.model import Model, from_json

__all__ = ["MASKS", "Model", "features", "from_json", "known_models"]


@cache
def known_models() -> dict[str, Model]:
    """The models that were learnt, by their names; read once."""
    return from_json((files(__name__) / "weights.json").read_text("utf-8"))
