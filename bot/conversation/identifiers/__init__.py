"""What in a text tells who somebody is: names of people, plates, VINs, phones, addresses, ids."""

from bot.conversation.identifiers.finding import Identifier, IdentifierKind, identifiers

__all__ = ["Identifier", "IdentifierKind", "identifiers"]
