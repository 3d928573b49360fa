"""Makes a message safe to read: invisible characters, mentions, links, formatting; no meaning.

Slack's escapes (`&amp;`, `&lt;`, `&gt;`) are undone before a text comes here.
"""

import re
import unicodedata
from dataclasses import dataclass

from bot.conversation.field import Span

# Control characters, soft hyphen, zero-width and bidirectional marks, lone surrogates, tags. The
# joiners (200c, 200d) are letters' business in Persian or Hindi and part of emoji, so they go only
# where they touch ASCII: there they hide a word from us or from an auditor.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)
_SLACK_LINK = re.compile(r"<((?:https?://|mailto:)[^<>|\s]{1,3000})(?:\|([^<>]{0,500}))?>")
_MENTION = re.compile(r"<[@#!][^<>\s][^<>]{0,200}>")
_BARE_LINK = re.compile(r"(?<![\w@])https?://[^\s<>\"|]{1,3000}", re.IGNORECASE)
_SHORTCODE = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+'-]{0,40}:(?!\w)")
_FORMATTING = re.compile(r"(?<![\w*_~`])([*_~`])(?=\S)([^*_~`\n]{1,200})(?<=\S)\1(?![\w*_~`])")
_LOOKALIKES = str.maketrans("‐‑‒–—−’‘ʼ“”\n\u00a0", "------'''\"\"  ")

READ_LIMIT = 1000
"""Characters that the grammar reads: a sentence and more. What comes after is kept, not read."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The readable text, its lines parted by single line feeds, and the links taken out of it."""

    text: str
    links: tuple[str, ...] = ()


def clean(text: str) -> Cleaned:
    """What a person sees of a message, without what only machines see; never fails.

    Links are taken out, and their labels stay; mentions and emoji short codes go. Runs of white
    space become one space, empty lines go.
    """
    links: list[str] = []

    def take_slack_link(found: re.Match[str]) -> str:
        address, label = found[1], found[2] or ""
        if not address.startswith("mailto:"):
            links.append(address)
        return "" if "://" in label else f" {label} "

    def take_bare_link(found: re.Match[str]) -> str:
        address = found[0].rstrip(".,;:!?)]}'*_~`")
        links.append(address)
        return " " + found[0][len(address) :]

    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = _MENTION.sub(" ", _SLACK_LINK.sub(take_slack_link, text))
    text = _BARE_LINK.sub(take_bare_link, text)
    text = _FORMATTING.sub(r"\2", _SHORTCODE.sub(" ", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Cleaned("\n".join(line for line in lines if line), tuple(dict.fromkeys(links)))


def seen(text: str) -> str:
    """`text` without the characters that nobody sees, such as a pasted zero-width space."""
    if text.isascii() and text.isprintable():
        return text
    return _INVISIBLE.sub("", text)


def folded(text: str) -> str:
    """`text` for matching, each character at its own place: lower case, plain dashes and quotes."""
    lower = text.lower()
    if lower.isascii() and "\n" not in lower:
        return lower  # nothing in it looks like something else
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_LOOKALIKES)


BLANK = "\x1f"
"""Stands where words were taken out: neither a word nor white space, so nothing reads across."""


def without(text: str, spans: list[Span]) -> str:
    """`text` with the spans blanked, every other character at its own place."""
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text
