"""Private downloads: the bytes of a file, and the transcript of a voice clip.

Source: https://docs.slack.dev/messaging/working-with-files; that Slack answers without a good token
with 200 and its login page, many report (slackapi/bolt-js#2585).
"""

from __future__ import annotations

from typing import Final

from aiohttp import web

from sandbox.fault_responses import drop_connection, faulty_response
from sandbox.faults import DOWNLOAD, Dropped, Faults, FaultyAnswer
from sandbox.file_objects import file_id_in, web_vtt
from sandbox.model import File
from sandbox.scopes import Scopes
from sandbox.state import Workspace

LOGIN_PAGE: Final = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head></html>"


class Downloads:
    """Answers the private addresses of files. Faults of `DOWNLOAD` strike before anything is sent,
    those with `after` once the first half was: a file that is held there comes slowly, one that is
    dropped there is cut off.
    """

    def __init__(
        self, workspace: Workspace, scopes: Scopes, faults: Faults, bot_token: str
    ) -> None:
        self._workspace = workspace
        self._scopes = scopes
        self._faults = faults
        self._bot_token = bot_token

    async def file(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes for the app; without its token or `files:read`, the login page."""
        file_id = file_id_in(request.match_info["key"])
        try:
            await self._faults.apply(DOWNLOAD, {"file": file_id}, after=False)
        except FaultyAnswer as fault:
            return faulty_response(fault)
        except Dropped:
            return drop_connection(request)
        file = self._workspace.files.get(file_id)
        if not self._may_read(request):
            return _login_page()
        if file is None or file.external_url is not None:
            return web.Response(status=404, text="Not Found")
        return await self._sent(request, file)

    async def transcript(self, request: web.Request) -> web.Response:
        """The transcript of a voice clip, as WebVTT."""
        if not self._may_read(request):
            return _login_page()
        file = self._workspace.files.get(file_id_in(request.match_info["key"]))
        if file is None or file.transcription != "complete":
            return web.Response(status=404, text="Not Found")
        return web.Response(body=web_vtt(file).encode(), content_type="text/vtt")

    def _may_read(self, request: web.Request) -> bool:
        token = request.headers.get("authorization")
        return token == f"Bearer {self._bot_token}" and self._scopes.grants("files:read")

    async def _sent(self, request: web.Request, file: File) -> web.StreamResponse:
        content = self._workspace.file_contents[file.id]
        half = (len(content) + 1) // 2
        sound = file.transcription is not None
        response = web.StreamResponse()
        response.content_type = "audio/mp4" if sound else file.mimetype
        response.content_length = len(content)
        await response.prepare(request)
        try:
            await response.write(content[:half])
            await self._faults.apply(DOWNLOAD, {"file": file.id}, after=True)
            await response.write(content[half:])
            await response.write_eof()
        except Dropped:
            drop_connection(request)
        except ConnectionResetError:
            pass  # whoever asked has gone
        return response


def _login_page() -> web.Response:
    return web.Response(text=LOGIN_PAGE, content_type="text/html")
