"""What in a text tells who somebody is: names of people, plates, VINs, phones, addresses, ids."""

from bot.conversation.identifiers.finding import Identifier, IdentifierKind, identifiers
from bot.conversation.identifiers.people import NOBODY, People, people_of

__all__ = ["NOBODY", "Identifier", "IdentifierKind", "People", "identifiers", "people_of"]
