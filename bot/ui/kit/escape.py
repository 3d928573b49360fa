"""People's words made safe and faithful in Slack's mrkdwn, and Slack's escapes undone when read."""

import re

# What no reader sees and what bends the line around it: controls, bidirectional overrides and
# marks, zero-width characters, tags. The joiners stay: emoji and several scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")

# Slack has no escape for these, and a zero-width character beside one does not stop every client
# from formatting. So where one could format, its lookalike stands; inside a word none does.
_FORMATTING = re.compile(r"(?<!\w)[*~]|[*~](?!\w)|(?<![^\W_])_|_(?![^\W_])|`")
_LOOKALIKE = {"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"}

ELLIPSIS = "…"
_ESCAPED_MORE = 30
"""Characters by which escaping may lengthen ordinary words: a few ampersands."""


def shown(text: str) -> str:
    """The words as one line without what nobody sees; for plain text and before `escape`."""
    return " ".join(_UNSEEN.sub("", text).split()).strip("\u200c\u200d")


def escape(text: str) -> str:
    """Words of people or models for the middle of an mrkdwn line: what was typed is what shows.

    No mention, link or formatting comes alive, line breaks become spaces, and words written from
    right to left do not turn the rest of the line around.
    """
    line = _FORMATTING.sub(lambda found: _LOOKALIKE[found[0]], shown(text))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"\u2068{line}\u2069" if _RIGHT_TO_LEFT.search(line) else line


def brief(text: str, most: int) -> str:
    """Escaped words of at most about `most` characters: escaping alone can make them five times
    as long, and a message's blocks have a limit in all.
    """
    line = escape(shorten(text, most))
    while len(line) > most + _ESCAPED_MORE and most > 1:
        most = most * 2 // 3
        line = escape(shorten(text, most))
    return line


def unescape(text: str) -> str:
    """Text as its author typed it, from text that Slack escaped."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def shorten(text: str, most: int) -> str:
    """At most `most` characters, cut at a word's end where one is near, with an ellipsis."""
    line = shown(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    space = cut.rfind(" ")
    if space >= most * 2 // 3:
        cut = cut[:space]
    # A joiner, a variation selector or an accent left without what follows or precedes it.
    return cut.rstrip(" ,;:-–—\u200c\u200d") + ELLIPSIS
