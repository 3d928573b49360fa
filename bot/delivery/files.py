"""Files in members' conversations: shared and deleted. What is in them is somebody else's."""

import asyncio
import uuid
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path, PurePath
from typing import BinaryIO, Final

import aiohttp

from bot.delivery.clients import Clients
from bot.delivery.slack import NotNow, Refused, Unclear, ask
from storage.queues.jobs import Job

SHARE: Final = "files.completeUploadExternal"
PLACE: Final = "files.getUploadURLExternal"
DELETE: Final = "files.delete"

SLOWEST: Final = 1_000_000
"""Bytes in a second by which a large file has to go up."""

_NAMESPACE: Final = uuid.UUID("0d6a0b1c-61a5-5b53-9c0b-6b1b0f7f2c11")
_ALREADY_GONE: Final = frozenset({"file_deleted", "file_not_found"})


def unique_name(filename: str, job: Job) -> str:
    """The file's name with an id in it: shared files carry no metadata to be found by."""
    asked = f"{job.workspace_id}/{job.id}/{job.created_at.astimezone(UTC).isoformat()}/{filename}"
    path = PurePath(filename)
    return f"{path.stem}-{uuid.uuid5(_NAMESPACE, asked).hex[:8]}{path.suffix}"


class Files:
    """Each call may raise a `SlackTrouble`; `seconds` are for one request."""

    def __init__(self, clients: Clients, seconds: float) -> None:
        self._clients = clients
        self._seconds = seconds

    async def share(
        self, workspace_id: str, channel: str, *, name: str, content: bytes | Path, comment: str
    ) -> str:
        """A file in a conversation; its id. Until the last call nobody sees anything of it. What
        is given as a local file is read as it is sent.
        """
        try:
            file_id = await self._uploaded(workspace_id, name, content)
        except Unclear as unclear:
            raise NotNow(unclear.method, unclear.code) from unclear
        call = self._clients.of(workspace_id).web.files_completeUploadExternal(
            files=[{"id": file_id, "title": name}], channel_id=channel, initial_comment=comment
        )
        await ask(SHARE, call, self._seconds)
        return file_id

    async def delete(self, workspace_id: str, file_id: str) -> None:
        """The file is gone, from the conversation too; nothing where it was."""
        call = self._clients.of(workspace_id).web.files_delete(file=file_id)
        try:
            await ask(DELETE, call, self._seconds)
        except Refused as refused:
            if refused.code not in _ALREADY_GONE:
                raise

    async def _uploaded(self, workspace_id: str, name: str, content: bytes | Path) -> str:
        web = self._clients.of(workspace_id).web
        size = await asyncio.to_thread(_size_of, content)
        call = web.files_getUploadURLExternal(filename=name, length=size)
        place = await ask(PLACE, call, self._seconds)
        timeout = aiohttp.ClientTimeout(total=self._seconds + size / SLOWEST)
        with ExitStack() as stack:
            data: bytes | BinaryIO = (
                content if isinstance(content, bytes) else stack.enter_context(content.open("rb"))
            )
            try:
                async with self._clients.http.post(
                    place["upload_url"], data=data, proxy=web.proxy, timeout=timeout
                ) as answer:
                    if answer.status != 200:
                        raise NotNow("upload", str(answer.status))
            except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
                raise NotNow("upload", type(error).__name__) from error
        return str(place["file_id"])


def _size_of(content: bytes | Path) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size
