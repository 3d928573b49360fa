"""Message text as Slack's client sends it: escaping, links, mentions, rich text. Pure.

Source: https://docs.slack.dev/messaging/formatting-message-text.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable

from sandbox.model import Channel, Payload, User

_LINK = re.compile(
    r"(?P<url>https?://[^\s<>]+)"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<site>\b(?:[\w-]+\.)+(?:com|org|net|uk|de|io|eu|edu)\b(?:/[^\s<>]*)?)"
    r"|(?P<mention>[@#][\w.-]*\w)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"<([^<>]+)>")
_TRAILING = ".,;:!?)]}'\""


def escape(text: str) -> str:
    """The three characters that Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The reverse of `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def as_message(text: str, users: Iterable[User], channels: Iterable[Channel]) -> str:
    """Text as a message stores it: escaped, links and known @names and #channels in angles."""
    people = {user.name.lower(): f"<@{user.id}>" for user in users}
    rooms = {c.name: f"<#{c.id}|{c.name}>" for c in channels if c.kind != "im"}
    return _with_links(text, people, rooms)


def as_command(text: str, users: Iterable[User], channels: Iterable[Channel]) -> str:
    """Text of a command whose `should_escape` is on: ids beside the names."""
    people = {user.name.lower(): f"<@{user.id}|{user.name}>" for user in users}
    rooms = {c.name: f"<#{c.id}|{c.name}>" for c in channels if c.kind != "im"}
    return _with_links(text, people, rooms)


def _with_links(text: str, people: dict[str, str], rooms: dict[str, str]) -> str:
    parts: list[str] = []
    done = 0
    for match in _LINK.finditer(text):
        found = match.group()
        end = match.end()
        if match.lastgroup in ("url", "site"):
            found = found.rstrip(_TRAILING)
            end = match.start() + len(found)
        parts += [escape(text[done : match.start()]), _LINKERS[match.lastgroup or ""](found)]
        if match.lastgroup == "mention":
            names = people if found[0] == "@" else rooms
            parts[-1] = names.get(found[1:].lower(), escape(found))
        done = end
    return "".join([*parts, escape(text[done:])])


_LINKERS: dict[str, Callable[[str], str]] = {
    "url": lambda url: f"<{escape(url)}>",
    "email": lambda email: f"<mailto:{email}|{email}>",
    "site": lambda site: f"<http://{escape(site)}|{escape(site)}>",
    "mention": escape,
}


def rich_text(stored: str) -> list[Payload]:
    """The rich_text block that Slack puts beside text without blocks of its own."""
    elements: list[Payload] = []
    done = 0
    for match in _TOKEN.finditer(stored):
        elements += _plain(stored[done : match.start()])
        elements.append(_token(match.group(1)))
        done = match.end()
    elements += _plain(stored[done:])
    section = {"type": "rich_text_section", "elements": elements}
    return [{"type": "rich_text", "block_id": secrets.token_hex(3), "elements": [section]}]


def _plain(text: str) -> list[Payload]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _token(token: str) -> Payload:
    target, _, label = token.partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    link: Payload = {"type": "link", "url": unescape(target)}
    return {**link, "text": unescape(label)} if label else link
