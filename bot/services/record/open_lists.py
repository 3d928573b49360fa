"""Everything that rooms declare for the record, read at once: when a process starts."""

from bot.services.dispatch.labels import typed_labels
from bot.services.record.entry_events import on_entry
from bot.services.record.incoming.asides import asides
from bot.services.record.incoming.asked import topics
from bot.services.record.incoming.held_words import held_choices
from bot.services.record.incoming.requests import requests
from bot.services.record.incoming.typed_answers import typed_answers
from bot.services.record.undo_steps import undo_steps


def read_open_lists(*packages: str) -> None:
    """Read what these packages' rooms declare, or ours where none is given, so that the first
    message does not wait for it. Raises DeclaredTwice.
    """
    for read in (typed_labels, requests, topics, typed_answers, asides, held_choices, undo_steps):
        read(*packages)
    for event in ("ON_ENTRY_SAVED", "ON_ENTRY_CHANGED"):
        on_entry(event, *packages)
