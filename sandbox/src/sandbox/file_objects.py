"""Slack's file objects, built from `model`, and what a file's name and type tell of it. Pure.

Sources: https://docs.slack.dev/reference/objects/file-object; payloads that others recorded: of a
text file and of one from another organisation in slack-web (`message_file_share.json`,
`message_file_share_slack_connect.json`), of voice clips, whose addresses lead to what Slack made
of them, in public repositories. Where a field was seen in none of them, it is not sent.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from typing import Final

from sandbox.model import File, Payload
from sandbox.state import Workspace

BINARY: Final = "application/octet-stream"
SNIPPET_BYTES_MOST: Final = 1_000_000
"""A text up to this length is a snippet, which Slack shows and lets one edit."""
PREVIEW_LINES: Final = 5
TRANSCRIPT_PREVIEW: Final = 120
"""Characters of a transcript that stand in the file object; Slack publishes no number."""

_TYPES: Final = {
    "csv": ("csv", "CSV"),
    "docx": ("docx", "Word Document"),
    "eml": ("email", "Email"),
    "gif": ("gif", "GIF"),
    "heic": ("heic", "HEIC"),
    "jpeg": ("jpg", "JPEG"),
    "jpg": ("jpg", "JPEG"),
    "json": ("json", "JSON"),
    "m4a": ("m4a", "MPEG 4 Audio"),
    "mp3": ("mp3", "MP3"),
    "mp4": ("mp4", "MPEG 4 Video"),
    "pdf": ("pdf", "PDF"),
    "png": ("png", "PNG"),
    "pptx": ("pptx", "PowerPoint Presentation"),
    "svg": ("svg", "SVG"),
    "txt": ("text", "Plain Text"),
    "webm": ("webm", "WebM"),
    "webp": ("webp", "WebP"),
    "xls": ("xls", "Excel Spreadsheet"),
    "xlsx": ("xlsx", "Excel Spreadsheet"),
    "yaml": ("yaml", "YAML"),
    "zip": ("zip", "Zip"),
}
"""By the ending of a file's name: Slack's name of the type, and how it reads."""

_MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "eml": "message/rfc822",
    "heic": "image/heic",
    "ics": "text/calendar",
    "m4a": "audio/mp4",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "webm": "video/webm",
    "webp": "image/webp",
    "yaml": "text/yaml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What the machine's own table may not know, so that every machine says the same."""


def ending(name: str) -> str:
    """The ending of a file's name in small letters, empty where it has none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def media_type(name: str) -> str:
    """What a file is by its name, as an unlabelled upload is taken."""
    known = _MEDIA_TYPES.get(ending(name))
    return known or mimetypes.guess_type(name)[0] or BINARY


def file_json(workspace: Workspace, file: File) -> Payload:
    """A file object, whole. Its private addresses want the bot's token."""
    filetype, pretty = _TYPES.get(ending(file.name), ("binary", "Binary"))
    shape: Payload = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": filetype,
        "pretty_type": pretty,
        "user": file.user_id,
        "user_team": workspace.team.id,
        "editable": False,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        **_addresses(workspace, file),
        "permalink": _page(workspace, file),
        "permalink_public": f"https://slack-files.com/{_key(workspace, file)}-{_secret(file)}",
        "is_starred": False,
        "has_rich_preview": False,
        "file_access": "visible",
    }
    if file.external_url is not None:
        shape |= _external(file.external_url)
    elif file.transcription is not None:
        shape |= _clip(file, shape["url_private"])
    elif file.mimetype.startswith("text/") and file.size <= SNIPPET_BYTES_MOST:
        shape |= _snippet(workspace, file)
    return shape if file.alt_text is None else shape | {"alt_txt": file.alt_text}


def file_in_message(workspace: Workspace, file: File) -> Payload:
    """A file as a message carries it: of one from another organisation the id alone, so that
    files.info has to be asked (apis/slack-connect, "check_file_info")."""
    if not file.foreign:
        return file_json(workspace, file)
    return {
        "id": file.id,
        "mode": "file_access",
        "file_access": "check_file_info",
        "created": 0,
        "timestamp": 0,
        "user": "",
    }


def deleted_file(file_id: str) -> Payload:
    """What stands in a message for a file that was deleted."""
    return {"id": file_id, "mode": "tombstone"}


def file_id_in(key: str) -> str:
    """The file that an address is of: a part of it is the team's id and the file's, and a secret
    where Slack made something of the file."""
    return key.partition("-")[2].partition("-")[0]


def _key(workspace: Workspace, file: File) -> str:
    return f"{workspace.team.id}-{file.id}"


def _secret(file: File) -> str:
    return hashlib.sha256(file.id.encode()).hexdigest()[:10]


def _in_address(name: str) -> str:
    """A file's name as addresses hold it: small letters, and nothing that would want quoting."""
    return re.sub(r"[^a-z0-9._-]+", "_", name.lower())


def _page(workspace: Workspace, file: File) -> str:
    """Where people look at it."""
    name = _in_address(file.name)
    return f"{workspace.team.address}/files/{file.user_id}/{file.id}/{name}"


def _addresses(workspace: Workspace, file: File) -> Payload:
    if file.external_url is not None:
        return {"url_private": file.external_url}
    if file.transcription is not None:
        base = f"{workspace.base_url}/files-tmb/{_key(workspace, file)}-{_secret(file)}"
        name = f"{_in_address(file.name).rpartition('.')[0]}_audio.mp4"
    else:
        base = f"{workspace.base_url}/files-pri/{_key(workspace, file)}"
        name = _in_address(file.name)
    return {"url_private": f"{base}/{name}", "url_private_download": f"{base}/download/{name}"}


def _external(url: str) -> Payload:
    """A link to what lies elsewhere: there is nothing to download."""
    kind = "gdrive" if "google" in url else "app"
    return {"mode": "external", "is_external": True, "external_type": kind, "size": 0}


def _snippet(workspace: Workspace, file: File) -> Payload:
    lines = workspace.file_contents[file.id].decode("utf-8", "replace").splitlines()
    shown = lines[:PREVIEW_LINES]
    return {
        "mode": "snippet",
        "editable": True,
        "edit_link": f"{_page(workspace, file)}/edit",
        "preview": "\n".join(shown),
        "lines": len(lines),
        "lines_more": len(lines) - len(shown),
        "preview_is_truncated": len(lines) > len(shown),
    }


def _clip(file: File, sound: str) -> Payload:
    """A voice clip: its addresses are of the sound that Slack made of what was recorded."""
    transcription: Payload = {"status": file.transcription}
    shape: Payload = {
        "subtype": "slack_audio",
        "transcription": transcription,
        "duration_ms": file.duration_ms,
        "aac": sound,
        "media_display_type": "audio",
    }
    if file.transcription == "complete":
        more = len(file.transcript) > TRANSCRIPT_PREVIEW
        preview = {"content": file.transcript[:TRANSCRIPT_PREVIEW], "has_more": more}
        transcription |= {"locale": "en-US", "preview": preview}
        shape["vtt"] = f"{sound.rpartition('/')[0]}/file.vtt"
    return shape


def web_vtt(file: File) -> str:
    """The whole transcript, in the form that Slack serves it in."""
    minutes, rest = divmod(file.duration_ms, 60_000)
    until = f"{minutes // 60:02d}:{minutes % 60:02d}:{rest / 1000:06.3f}"
    return f"WEBVTT \n\n00:00:00.000 --> {until}\n- {file.transcript}\n\n\n"
