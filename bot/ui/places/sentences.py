"""Sentences about drafts from other places, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "no_such_emoji": "That is no emoji’s name. Type it as Slack shows it, such as cpd.",
}
