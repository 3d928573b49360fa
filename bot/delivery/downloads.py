"""Files that people dropped, fetched from Slack into files of ours. What is in them, and what
becomes of them, is somebody else's.

The bot's token opens every private file of a workspace, so that it is sent to Slack alone, and to
the host that we call Slack (`SLACK_API_URL`); a redirect is followed to those over https, and
nowhere else. Nothing here writes a file's name, address or words
into an exception or a log.

Sources: https://docs.slack.dev/messaging/working-with-files, reference/methods/files.info. Whom it
does not let in Slack answers with 200 and its login page: slackapi/bolt-js#2585.
"""

import asyncio
import re
from asyncio import to_thread
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urljoin, urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.clients import SECONDS, Clients
from bot.delivery.slack import MethodRefused, NotNow, Refused, ask, pause_in
from bot.services.context.dropped_files import DroppedFile
from bot.ui.kit.slack_files import dropped_file

INFO: Final = "files.info"
DOWNLOAD: Final = "download"
"""What a download is called where methods are named."""

BYTES_MOST: Final = 25_000_000
DOWNLOAD_SECONDS: Final = 60.0
REDIRECTS_MOST: Final = 3
"""How often a download is sent on from one of Slack's hosts to another."""

_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SLACKS_HOST: Final = re.compile(rf"(?:{_LABEL}\.)*slack(?:-edge|-gov)?\.com", re.ASCII)
"""Slack's own hosts: each label of a name is one (RFC 1035, 2.3.1)."""

_ADDRESS: Final = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[!-~]*", re.ASCII | re.IGNORECASE)
"""What every reader of addresses takes for the same host."""
_AT_A_TIME: Final = 256 * 1024
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_GONE: Final = frozenset({"file_deleted", "file_not_found"})


class FileRefused(Refused):
    """A file that cannot be had, however often it is asked for."""


class FileGone(FileRefused):
    """It was deleted, or Slack hides it; or it is somebody's whose files we may not see."""


class NoAccess(FileRefused):
    """Slack does not let us read it: `files:read` is missing, or it wants another token."""


class ExternalFile(FileRefused):
    """It lies elsewhere: Slack holds a link to it, and no bytes."""


class FileTooLarge(FileRefused):
    """It has more bytes than are taken."""


@dataclass(frozen=True, slots=True)
class Downloads:
    """Each call may raise a `SlackTrouble`, of which those above are for good. `bytes_most` is for
    a file, `seconds` for all of its download.
    """

    clients: Clients
    bytes_most: int = BYTES_MOST
    seconds: float = DOWNLOAD_SECONDS

    async def known(self, workspace_id: str, file: DroppedFile) -> DroppedFile:
        """The file with what Slack tells of it when it is asked: all of one that needs it, and the
        transcript of a voice clip that was not there yet. Any other as it is.
        """
        if not (file.needs_info or file.transcribing):
            return file
        call = self.clients.of(workspace_id).web.files_info(file=file.id)
        try:
            answer = await ask(INFO, call, SECONDS)
        except MethodRefused as refused:
            raise NoAccess(INFO, refused.code) from refused
        except Refused as refused:
            kind = FileGone if refused.code in _GONE else NoAccess
            raise kind(INFO, refused.code) from refused
        found = dropped_file(answer.get("file"))
        if found is None or found.needs_info:
            raise NoAccess(INFO, "not_told")
        return found

    async def fetch(self, workspace_id: str, file: DroppedFile, path: Path) -> int:
        """Write the bytes of a file to `path`, and say how many they are. Where it raises, nothing
        is left there.
        """
        if file.gone:
            raise FileGone(DOWNLOAD, "tombstone")
        if file.external:
            raise ExternalFile(DOWNLOAD, "external")
        if (file.size or 0) > self.bytes_most:
            raise FileTooLarge(DOWNLOAD, "too_large")
        web_page = file.media_type == "text/html"
        return await self._fetch(workspace_id, file.url, path, web_page=web_page)

    async def transcript(self, workspace_id: str, file: DroppedFile, path: Path) -> int:
        """The same of the whole transcript of a voice clip, as WebVTT."""
        return await self._fetch(workspace_id, file.transcript_url, path, web_page=False)

    async def _fetch(self, workspace_id: str, url: str, path: Path, *, web_page: bool) -> int:
        web = self.clients.of(workspace_id).web
        if not may_have_token(url, web.base_url):
            raise ExternalFile(DOWNLOAD, "another_host") if url else NoAccess(DOWNLOAD, "no_url")
        out = await to_thread(path.open, "wb")
        whole = False
        try:
            async with asyncio.timeout(self.seconds):
                count = await self._written(web, url, out, web_page=web_page)
            whole = True
        except (aiohttp.ClientError, TimeoutError, ConnectionError) as error:
            # Their words may hold the address, and in it the name.
            raise NotNow(DOWNLOAD, type(error).__name__) from None
        finally:
            await to_thread(out.close)
            if not whole:
                await to_thread(path.unlink, missing_ok=True)
        return count

    async def _written(
        self, web: AsyncWebClient, url: str, out: BinaryIO, *, web_page: bool
    ) -> int:
        headers = {"Authorization": f"Bearer {web.token}", "Accept-Encoding": "identity"}
        timeout = aiohttp.ClientTimeout(total=self.seconds)
        for left in reversed(range(REDIRECTS_MOST + 1)):
            async with self.clients.http.get(
                url, headers=headers, proxy=web.proxy, timeout=timeout, allow_redirects=False
            ) as answer:
                if answer.status in _REDIRECTS and left:
                    url = _sent_on_to(answer, url, web.base_url)
                    continue
                _check(answer, web_page=web_page)
                return await self._copied(answer, out)
        raise NoAccess(DOWNLOAD, "redirected")

    async def _copied(self, answer: aiohttp.ClientResponse, out: BinaryIO) -> int:
        if (answer.content_length or 0) > self.bytes_most:
            raise FileTooLarge(DOWNLOAD, "too_large")
        count = 0
        async for chunk in answer.content.iter_chunked(_AT_A_TIME):
            count += len(chunk)
            if count > self.bytes_most:
                raise FileTooLarge(DOWNLOAD, "too_large")
            await to_thread(out.write, chunk)
        return count


def _sent_on_to(answer: aiohttp.ClientResponse, url: str, api_url: str) -> str:
    """The address that an answer sends on to, where the token may be sent there, too, over https.
    Raises NoAccess for any other.
    """
    try:
        given = answer.headers.get("Location", "")
        address = urljoin(url, given)
        may_go_on = given and urlsplit(address).scheme == "https"
        may_go_on = may_go_on and may_have_token(address, api_url)
    except ValueError:  # no address at all
        may_go_on = False
    if not may_go_on:
        raise NoAccess(DOWNLOAD, "redirected")
    return address


def _check(answer: aiohttp.ClientResponse, *, web_page: bool) -> None:
    """Raise what an answer means that does not bring the file."""
    status = answer.status
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise NotNow(DOWNLOAD, "ratelimited", pause_in(answer.headers.get("Retry-After")))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise NotNow(DOWNLOAD, str(status))
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise FileGone(DOWNLOAD, str(status))
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise NoAccess(DOWNLOAD, str(status))
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        raise NoAccess(DOWNLOAD, "redirected")
    if status != HTTPStatus.OK:
        raise FileRefused(DOWNLOAD, str(status))
    if answer.content_type == "text/html" and not web_page:
        raise NoAccess(DOWNLOAD, "web_page")


def may_have_token(url: str, api_url: str) -> bool:
    """Whether the bot's token may be sent to an address."""
    if not _ADDRESS.fullmatch(url):
        return False
    asked, api = urlsplit(url), urlsplit(api_url)
    host = asked.netloc.lower()
    if (asked.scheme, host) == (api.scheme, api.netloc.lower()):
        return True
    return asked.scheme == "https" and _SLACKS_HOST.fullmatch(host) is not None
