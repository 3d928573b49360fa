"""Slack's file objects, as messages, forms and `files.info` bring them, read without trust.

Source: https://docs.slack.dev/reference/objects/file-object; `check_file_info`:
https://docs.slack.dev/apis/slack-connect; voice clips: payloads that others recorded.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.services.context.dropped_files import DroppedFile

FILES_MOST: Final = 50
"""How many of one message are looked at; Slack's client shares ten."""

_ID: Final = re.compile(r"[A-Z0-9]{1,32}", re.ASCII)
_NAME_MOST: Final = 255
_TYPE_MOST: Final = 127
_URL_MOST: Final = 3000
_SIZE_MOST: Final = 2**53
_TRANSCRIPT_MOST: Final = 40_000

_GONE: Final = frozenset({"tombstone", "hidden_by_limit"})


def dropped_files(given: object) -> tuple[DroppedFile, ...]:
    """A list of file objects, in its order, each file once. What is none is left out."""
    listed = given if isinstance(given, list | tuple) else ()
    found = (dropped_file(one) for one in listed[:FILES_MOST])
    return tuple({one.id: one for one in found if one is not None}.values())


def dropped_file(given: object) -> DroppedFile | None:
    """One file object; None where it is none."""
    if not isinstance(given, Mapping) or not _ID.fullmatch(_words(given, "id")):
        return None
    media_type = _words(given, "mimetype").lower()[:_TYPE_MOST]
    status, transcript = _transcript(given.get("transcription"))
    url = _words(given, "url_private_download") or _words(given, "url_private")
    vtt = _words(given, "vtt")
    return DroppedFile(
        id=_words(given, "id"),
        name=_words(given, "name")[:_NAME_MOST],
        media_type=media_type,
        size=_size(given.get("size")),
        url=url if len(url) <= _URL_MOST else "",
        external=_words(given, "mode") == "external" or given.get("is_external") is True,
        needs_info=_words(given, "file_access") == "check_file_info",
        gone=_words(given, "mode") in _GONE,
        audio=_words(given, "subtype") == "slack_audio" or media_type.startswith("audio/"),
        transcript=transcript,
        transcript_url=vtt if len(vtt) <= _URL_MOST else "",
        transcribing=status == "processing",
    )


def _transcript(given: object) -> tuple[str, str | None]:
    """How far Slack is with it, and the beginning of what was said."""
    if not isinstance(given, Mapping):
        return "", None
    status = _words(given, "status")
    preview = given.get("preview")
    said = _words(preview, "content").strip() if isinstance(preview, Mapping) else ""
    return status, (said[:_TRANSCRIPT_MOST] or None) if status == "complete" else None


def _words(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


def _size(given: object) -> int | None:
    if isinstance(given, bool) or not isinstance(given, int):
        return None
    return given if 0 <= given <= _SIZE_MOST else None
