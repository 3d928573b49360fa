"""What an account names, as its author is told, with what can be done about it."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.conversation.identifiers import IdentifierKind
from bot.figures import listed
from bot.services.record import actions as record
from bot.services.record.identifier_screen import Named
from bot.ui.kit.blocks import Element, button
from bot.ui.kit.escape import brief

RATHER: Final = "Write about the learning, not the person."
_NAMED_MOST: Final = 3
_WORDS_MOST: Final = 40

_THINGS: Final[Mapping[IdentifierKind, str]] = {
    "customer": "somebody",
    "person": "somebody",
    "plate": "a number plate",
    "vin": "a VIN",
    "phone": "a phone number",
    "email": "an e-mail address",
}


def names(named: Sequence[Named]) -> str:
    """ "It names Mrs Patel and a number plate. …"; no word of theirs where that is private."""
    said = list(dict.fromkeys(_said(one) for one in named))
    if not any(one.words for one in named):
        return f"Your words seem to name {said[0]}. {RATHER}"
    if len(said) > _NAMED_MOST:
        said = [*said[: _NAMED_MOST - 1], f"{len(said) - _NAMED_MOST + 1} more"]
    return f"It names {listed(said)}. {RATHER}"


def _said(one: Named) -> str:
    if one.kind in ("customer", "person") and one.words:
        return brief(one.words, _WORDS_MOST)
    return _THINGS[one.kind]


def keep_or_change(entry_id: int) -> list[Element]:
    """The two buttons; a form shows the words to their author alone."""
    return [
        button("Keep", record.KeepNames(entry_id)),
        button("Change", record.AskToEdit(entry_id)),
    ]
