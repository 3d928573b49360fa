"""Uploads and private downloads of files. Sharing a file is a message (`postings`).

Source: https://docs.slack.dev/messaging/working-with-files.
"""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass

from aiohttp import web

from sandbox.model import File, Payload, Refused
from sandbox.scopes import Scopes
from sandbox.state import Workspace, new_id

_LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


@dataclass(slots=True)
class _Pending:
    file_id: str
    name: str
    length: int
    alt_text: str | None
    content: bytes | None = None


class Uploads:
    """The upload addresses that were given out, and the way to read a file."""

    def __init__(self, workspace: Workspace, scopes: Scopes, bot_token: str) -> None:
        self._workspace = workspace
        self._scopes = scopes
        self._bot_token = bot_token
        self._pending: dict[str, _Pending] = {}

    def announce(self, name: str, length: int, alt_text: str | None) -> Payload:
        """Give out an address for a file of that length (bytes), and its id."""
        key = secrets.token_urlsafe(24)
        file_id = new_id("F")
        self._pending[key] = _Pending(file_id, name, length, alt_text)
        return {"upload_url": f"{self._workspace.base_url}/upload/v1/{key}", "file_id": file_id}

    async def receive(self, request: web.Request) -> web.Response:
        """Take in a file's bytes."""
        pending = self._pending.get(request.match_info["key"])
        if pending is None:
            return web.Response(status=404, text="Not Found")
        content = await request.read()
        if len(content) != pending.length:
            return web.Response(status=400, text="file size does not match")
        pending.content = content
        return web.Response(text=f"OK - {len(content)}")

    def complete(self, file_id: str, title: str | None) -> File:
        """Turn a received upload into a file of the bot's. Refused if it never arrived."""
        key = next((k for k, p in self._pending.items() if p.file_id == file_id), None)
        if key is None or self._pending[key].content is None:
            raise Refused("file_not_found")
        pending = self._pending.pop(key)
        content = pending.content or b""
        file = File(
            id=file_id,
            name=pending.name,
            title=title or pending.name,
            mimetype=mimetypes.guess_type(pending.name)[0] or "application/octet-stream",
            size=len(content),
            user_id=self._workspace.bot.id,
            created=int(self._workspace.real_time()),
            alt_text=pending.alt_text,
        )
        self._workspace.put_file(file, content)
        return file

    async def download(self, request: web.Request) -> web.Response:
        """A file's bytes for the bot; without its token or `files:read`, the login page."""
        file = self._workspace.files.get(request.match_info["file_id"])
        allowed = request.headers.get("authorization") == f"Bearer {self._bot_token}"
        if not allowed or not self._scopes.grants("files:read"):
            return web.Response(text=_LOGIN_PAGE, content_type="text/html")
        if file is None:
            return web.Response(status=404, text="Not Found")
        return web.Response(body=self._workspace.file_contents[file.id], content_type=file.mimetype)
