"""Downloads of files that go wrong as Slack's do: slow, cut off, too often, sent elsewhere."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from bolt_app import PRIYA, address_of
from sandbox import Sandbox, Upload
from sandbox.faults import DOWNLOAD

CONTENT = b"%PDF-1.7 half of it is here, and half of it there"


class Desk:
    """Priya's certificate, and the app that fetches it."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, file_id: str) -> None:
        self.sandbox = sandbox
        self.file_id = file_id
        self._http = http

    async def fetch(self) -> tuple[int, str, bytes]:
        """Status, type and bytes."""
        headers = {"Authorization": f"Bearer {self.sandbox.bot_token}"}
        async with self._http.get(
            address_of(self.sandbox, self.file_id), headers=headers, allow_redirects=False
        ) as answer:
            return answer.status, answer.content_type, await answer.read()


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    async with Sandbox(users=[PRIYA]) as sandbox, aiohttp.ClientSession() as http:
        said = await sandbox.person(PRIYA.id).say("", files=[Upload("c.pdf", CONTENT)])
        yield Desk(sandbox, http, said.file_ids[0])


async def test_a_file_comes_whole_with_its_type(desk: Desk) -> None:
    assert await desk.fetch() == (200, "application/pdf", CONTENT)


async def test_a_download_is_limited_once(desk: Desk) -> None:
    desk.sandbox.faults.rate_limited(DOWNLOAD, retry_after=7)
    assert (await desk.fetch())[0] == 429
    assert (await desk.fetch())[0] == 200


async def test_a_download_is_cut_off_half_way(desk: Desk) -> None:
    desk.sandbox.faults.drop(DOWNLOAD, after=True)
    with pytest.raises(aiohttp.ClientError):
        await desk.fetch()


async def test_a_download_is_held_half_way(desk: Desk) -> None:
    hold = desk.sandbox.faults.hold(DOWNLOAD, after=True)
    fetching = asyncio.create_task(desk.fetch())
    await hold.reached()
    assert not fetching.done()
    assert hold.arguments == {"file": desk.file_id}
    hold.release()
    assert (await fetching)[2] == CONTENT


async def test_a_download_fails_before_anything_came(desk: Desk) -> None:
    desk.sandbox.faults.drop(DOWNLOAD, times=2)  # this client asks a second time by itself
    with pytest.raises(aiohttp.ClientError):
        await desk.fetch()
    desk.sandbox.faults.server_error(DOWNLOAD, status=503)
    assert (await desk.fetch())[0] == 503


async def test_a_download_is_sent_elsewhere_or_answered_with_a_page(desk: Desk) -> None:
    desk.sandbox.faults.redirect(DOWNLOAD, "https://elsewhere.example/c.pdf")
    assert (await desk.fetch())[0] == 302
    desk.sandbox.faults.web_page(DOWNLOAD, "<html>Sign in</html>")
    assert (await desk.fetch())[:2] == (200, "text/html")


async def test_what_lies_elsewhere_cannot_be_downloaded(desk: Desk) -> None:
    there = Upload("Certificate", external_url="https://docs.google.com/document/d/1")
    said = await desk.sandbox.person(PRIYA.id).say("", files=[there])
    address = address_of(desk.sandbox, desk.file_id).replace(desk.file_id, said.file_ids[0])
    headers = {"Authorization": f"Bearer {desk.sandbox.bot_token}"}
    async with aiohttp.ClientSession() as http, http.get(address, headers=headers) as answer:
        assert answer.status == 404
