"""Modals with nothing to fill in: what a message says, over Home or another modal."""

from bot.services.dispatch import Action
from bot.ui.kit.blocks import Content, View, modal, section
from bot.ui.kit.ids import Callback, kept_kind, kept_page


def aside(content: Content, title: str = "CPD", kind: str = "") -> View:
    """What a message says, over what is there: neither Home nor a modal has room for messages.

    `kind` tells one sort of message from others.
    """
    blocks = list(content.in_views) or [section(content.text, "aside")]
    return modal(Callback.ASIDE, title, blocks, carries=kept_kind(kind), close="Close")


def page_over(content: Content, title: str, kind: str, shown_by: Action) -> View:
    """A page over what is there: it knows what shows it, and so can be shown anew."""
    carries = kept_page(kind, shown_by)
    return modal(Callback.PAGE, title, content.in_views, carries=carries, close="Close")
