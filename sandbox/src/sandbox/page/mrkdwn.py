"""Slack's text formats as HTML: mrkdwn, plain text, the markdown block and rich text.

Everything a person or the app wrote is escaped before a tag is put around it. Blocks and
messages, which hold such texts, are laid out in the templates.

Source: docs.slack.dev, `messaging/formatting-message-text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from sandbox.message_text import unescape
from sandbox.page.dates import slack_date
from sandbox.page.emoji import with_emoji

_HELD = re.compile("\ue000(\\d+)\ue001")
_FENCE = re.compile(r"```\n?(.*?)\n?```", re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_TOKEN = re.compile(r"<([^<>\n]+)>")
_STYLE = re.compile(
    r"(?<![\w*])\*(?=[^\s*])(?P<strong>[^*\n]*?[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<em>[^_\n]*?[^\s_])_(?![\w_])"
    r"|(?<![\w~])~(?=[^\s~])(?P<s>[^~\n]*?[^\s~])~(?![\w~])"
)
_BULLET = re.compile(r"\s*[•◦▪-] +(.*)")
_NUMBER = re.compile(r"\s*(\d{1,3})[.)] +(.*)")
_QUOTE = re.compile(r"(?:>|&gt;) ?(.*)")
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_LINK = re.compile(r"\[([^\]\n]+)\]\((\S+?)\)")
_WIDE = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_NARROW = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)\*(?![\w*])")
_SAFE_SCHEMES = ("http", "https", "mailto", "tel", "slack")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the names that stand behind ids, the zone, and the calendar's moment."""

    users: Mapping[str, str]
    channels: Mapping[str, str]
    tz: str
    now: datetime

    def local(self, at: datetime) -> datetime:
        """The moment in the reader's zone."""
        return at.astimezone(ZoneInfo(self.tz))

    # Whole texts

    def plain(self, text: str) -> Markup:
        """A `plain_text` object: its words, emoji shown, lines kept."""
        return _lines(_written(text).split("\n"))

    def mrkdwn(self, text: str) -> Markup:
        """A `mrkdwn` object or a message's `text`, entities unescaped once."""
        held: list[Markup] = []
        text = _hold_fences(text, held)
        text = _CODE.sub(lambda found: _hold(held, _code(unescape(found[1]))), text)
        text = _TOKEN.sub(lambda found: _hold(held, self._token(found[1])), text)
        return _restored(_parts(text), held)

    def markdown(self, text: str) -> Markup:
        """A `markdown` block: headings, emphasis, links, lists, quotes and code."""
        held: list[Markup] = []
        text = _hold_fences(text, held)
        text = _CODE.sub(lambda found: _hold(held, _code(found[1])), text)
        text = _LINK.sub(lambda found: _hold(held, _link(found[2], _written(found[1]))), text)
        text = _WIDE.sub(
            lambda found: _hold(held, Markup("<strong>{}</strong>").format(_styled(found[1]))), text
        )
        text = _NARROW.sub(
            lambda found: _hold(held, Markup("<em>{}</em>").format(_styled(found[1]))), text
        )
        return _restored(_parts(text, headings=True), held)

    def text(self, composed: Mapping[str, Any]) -> Markup:
        """A text object of either kind."""
        written = str(composed["text"])
        return self.mrkdwn(written) if composed["type"] == "mrkdwn" else self.plain(written)

    def rich(self, elements: Iterable[Mapping[str, Any]]) -> Markup:
        """The parts of a `rich_text` block."""
        return Markup("").join(self._rich_part(part) for part in elements)

    # What stands inside them

    def user(self, user_id: str) -> Markup:
        """A mention of somebody."""
        name = self.users.get(user_id, user_id)
        return Markup('<span class="mention" data-user="{}">@{}</span>').format(user_id, name)

    def channel(self, channel_id: str, label: str = "") -> Markup:
        """A mention of a channel."""
        name = self.channels.get(channel_id, label or channel_id)
        return Markup('<span class="mention" data-channel="{}">#{}</span>').format(channel_id, name)

    def _token(self, token: str) -> Markup:
        target, _, label = token.partition("|")
        label = unescape(label)
        if target.startswith("@"):
            return self.user(target[1:])
        if target.startswith("#"):
            return self.channel(target[1:], label)
        if target.startswith("!date^"):
            return self._date(target, label)
        if target.startswith("!subteam^"):
            return _span("mention", label or "@group")
        if target.startswith("!"):
            return _span("mention broadcast", f"@{target[1:]}")
        return _link(unescape(target), label)

    def _date(self, target: str, fallback: str) -> Markup:
        parts = target.split("^")
        try:
            at = datetime.fromtimestamp(int(parts[1]), UTC)
            shown = slack_date(unescape(parts[2]), self.local(at), self.local(self.now))
        except (IndexError, ValueError, OverflowError):
            return escape(fallback)
        return _link(unescape(parts[3]), shown) if len(parts) > 3 else _span("date", shown)

    def _rich_part(self, part: Mapping[str, Any]) -> Markup:
        if part["type"] == "rich_text_list":
            tag = "ol" if part["style"] == "ordered" else "ul"
            items = Markup("").join(
                Markup("<li>{}</li>").format(self._inlines(one["elements"]))
                for one in part["elements"]
            )
            return Markup('<{} class="indent-{}" start="{}">{}</{}>').format(
                tag, part.get("indent", 0), part.get("offset", 0) + 1, items, tag
            )
        inside = self._inlines(part["elements"])
        if part["type"] == "rich_text_quote":
            return Markup("<blockquote>{}</blockquote>").format(inside)
        if part["type"] == "rich_text_preformatted":
            return Markup("<pre>{}</pre>").format(inside)
        return Markup("<p>{}</p>").format(inside)

    def _inlines(self, elements: Sequence[Mapping[str, Any]]) -> Markup:
        return Markup("").join(_worn(one.get("style", {}), self._inline(one)) for one in elements)

    def _inline(self, element: Mapping[str, Any]) -> Markup:
        match element["type"]:
            case "text":
                return _lines(with_emoji(element["text"]).split("\n"))
            case "link":
                return _link(element["url"], element.get("text", ""))
            case "user":
                return self.user(element["user_id"])
            case "channel":
                return self.channel(element["channel_id"])
            case "broadcast":
                return _span("mention broadcast", f"@{element['range']}")
            case "emoji":
                return escape(with_emoji(f":{element['name']}:"))
            case "date":
                at = datetime.fromtimestamp(element["timestamp"], UTC)
                shown = slack_date(element["format"], self.local(at), self.local(self.now))
                return _span("date", shown)
            case _:
                return escape(element.get("fallback", ""))


def _hold(held: list[Markup], markup: Markup) -> str:
    """Keep finished HTML out of reach of the formatting that is still to come."""
    held.append(markup)
    return f"\ue000{len(held) - 1}\ue001"


def _hold_fences(text: str, held: list[Markup]) -> str:
    text = text.replace("\ue000", "").replace("\ue001", "")
    return _FENCE.sub(
        lambda found: _hold(held, Markup("<pre>{}</pre>").format(unescape(found[1]))), text
    )


def _restored(markup: Markup, held: Sequence[Markup]) -> Markup:
    text = str(markup)
    while _HELD.search(text):
        text = _HELD.sub(lambda found: str(held[int(found[1])]), text)
    return Markup(text)  # noqa: S704 - each part was escaped where it was made


def _written(text: str) -> str:
    return with_emoji(unescape(text))


def _code(text: str) -> Markup:
    return Markup("<code>{}</code>").format(text)


def _span(kind: str, text: str) -> Markup:
    return Markup('<span class="{}">{}</span>').format(kind, text)


def _link(url: str, label: str = "") -> Markup:
    """A link that opens in a new tab; only its words where the address could run something."""
    try:
        safe = urlsplit(url).scheme.lower() in _SAFE_SCHEMES
    except ValueError:
        safe = False
    if not safe:
        return escape(label or url)
    shown = with_emoji(label) if label else url
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(
        url, shown
    )


def _worn(style: Mapping[str, bool], inside: Markup) -> Markup:
    for name, tag in (("code", "code"), ("bold", "strong"), ("italic", "em"), ("strike", "s")):
        if style.get(name):
            inside = Markup("<{0}>{1}</{0}>").format(tag, inside)
    return inside


def _lines(lines: Sequence[str]) -> Markup:
    return Markup("<br>").join(escape(line) for line in lines)


def _styled(text: str) -> Markup:
    """One line with its bold, italic and struck parts, which may stand in one another."""
    found = _STYLE.search(text)
    if found is None or found.lastgroup is None:
        return escape(_written(text))
    inside = _styled(found[found.lastgroup])
    before = escape(_written(text[: found.start()]))
    worn = Markup("<{0}>{1}</{0}>").format(found.lastgroup, inside)
    return before + worn + _styled(text[found.end() :])


def _kind(line: str, *, headings: bool) -> tuple[str, str]:
    """What a line begins as, and what it then holds."""
    if found := _QUOTE.fullmatch(line):
        return "blockquote", found[1]
    if found := _BULLET.fullmatch(line):
        return "ul", found[1]
    if found := _NUMBER.fullmatch(line):
        return f"ol {found[1]}", found[2]
    if headings and (found := _HEADING.fullmatch(line)):
        return "h4", found[2]
    return "", line


def _parts(text: str, *, headings: bool = False) -> Markup:
    """Lines put together: what is quoted, listed or a heading gets an element of its own."""
    head, rest_mark, rest = _split_rest_quote(text)
    kinds = [_kind(line, headings=headings) for line in head.split("\n")] if head else []
    if rest_mark:
        kinds += [("blockquote", line) for line in rest.split("\n")]
    done = Markup("")
    for tag, run in groupby(kinds, key=lambda kind: kind[0].partition(" ")[0]):
        taken = list(run)
        lines = [_styled(line) for _, line in taken]
        if tag in ("ul", "ol"):
            items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
            start = taken[0][0].partition(" ")[2] or "1"
            done += Markup('<{0} start="{1}">{2}</{0}>').format(tag, start, items)
        elif tag:
            done += Markup("<{0}>{1}</{0}>").format(tag, Markup("<br>").join(lines))
        else:
            done += Markup("<br>").join(lines)
    return done


def _split_rest_quote(text: str) -> tuple[str, str, str]:
    """`>>>` at the start of a line quotes all that follows."""
    found = re.search(r"^(?:&gt;|>){3} ?", text, re.MULTILINE)
    if found is None:
        return text, "", ""
    return text[: found.start()].removesuffix("\n"), found[0], text[found.end() :]
