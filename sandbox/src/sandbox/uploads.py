"""Files on their way in: the app's uploads, and what people pick. Sharing one is a message
(`postings`), reading one `downloads`.

Source: https://docs.slack.dev/messaging/working-with-files.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from aiohttp import web

from sandbox.file_objects import media_type
from sandbox.model import Clip, File, Payload, Refused, Transcription, Upload
from sandbox.state import Workspace, new_id


@dataclass(slots=True)
class _Pending:
    file_id: str
    name: str
    length: int
    alt_text: str | None
    content: bytes | None = None


class Uploads:
    """The upload addresses that were given out, and the files that people bring."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
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
            mimetype=media_type(pending.name),
            size=len(content),
            user_id=self._workspace.bot.id,
            created=int(self._workspace.real_time()),
            alt_text=pending.alt_text,
        )
        self._workspace.put_file(file, content)
        return file

    def take(self, upload: Upload, user_id: str, *, given_to_app: bool = False) -> File:
        """A file that a person picked; `given_to_app`: for a field of one of the app's modals."""
        file = File(
            id=new_id("F"),
            name=upload.name,
            title=upload.name,
            mimetype=upload.mimetype or media_type(upload.name),
            size=len(upload.content),
            user_id=user_id,
            created=int(self._workspace.real_time()),
            external_url=upload.external_url,
            given_to_app=given_to_app,
            foreign=upload.foreign,
        )
        if upload.clip is not None:
            file = replace(
                file,
                transcription=_begun(upload.clip),
                transcript=upload.clip.transcript or "",
                duration_ms=round(upload.clip.seconds * 1000),
            )
        self._workspace.put_file(file, upload.content)
        return file


def _begun(clip: Clip) -> Transcription:
    if clip.transcript is None:
        return "none"
    return "complete" if clip.ready else "processing"
