"""What other rooms have done once an entry was saved or changed: they declare it, and it is found.

A room lists it in a tuple `ON_ENTRY_SAVED` or `ON_ENTRY_CHANGED` of one of its modules. What is
declared is done in the order of the modules' names.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from bot.discovery import by_name, declared
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import PACKAGE
from storage.row_types import EntryRecord


@dataclass(frozen=True, slots=True)
class OnEntry:
    """Something that is done about an entry, with a name of its own."""

    name: str
    do: Callable[[MemberContext, EntryRecord], object]


def entry_saved(ctx: MemberContext, entry: EntryRecord) -> None:
    """An entry was logged, and its member has been told."""
    for one in on_entry("ON_ENTRY_SAVED", *ctx.rooms).values():
        one.do(ctx, entry)


def entry_changed(ctx: MemberContext, entry: EntryRecord) -> None:
    """What is shown of an entry, or rests on it, has changed."""
    for one in on_entry("ON_ENTRY_CHANGED", *ctx.rooms).values():
        one.do(ctx, entry)


@cache
def on_entry(event: str, *packages: str) -> Mapping[str, OnEntry]:
    """What these packages' rooms declare for an event, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = declared(event, OnEntry, *(packages or (PACKAGE,)))
    return by_name(found, lambda one: one.name)
