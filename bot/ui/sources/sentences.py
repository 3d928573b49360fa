"""Sentences about sources, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "no_such_source": "That source sends nothing any more.",
    "choose_whom": "Choose whom you mean.",
    "choose_a_member": "Choose who it is, or that it is nobody here.",
    "matched_already": "Somebody has matched them in the meantime.",
}
