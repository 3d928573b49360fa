"""Files that people dropped: fetched whole or not at all, with the token sent to Slack alone."""

import io
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.delivery.clients import Clients, Identity, Installation, OneInstallation
from bot.delivery.downloads import (
    DOWNLOAD,
    INFO,
    Downloads,
    ExternalFile,
    FileGone,
    FileRefused,
    FileTooLarge,
    NoAccess,
    may_have_token,
)
from bot.delivery.pacing import Pacing
from bot.delivery.slack import NotNow, SlackTrouble
from bot.services.context.dropped_files import DroppedFile
from bot.ui.kit.slack_files import dropped_file
from sandbox import Clip, Upload
from sandbox.faults import DOWNLOAD as SLACKS
from sandbox.faults import Faults
from sandbox.file_objects import file_in_message
from sandbox.server import Sandbox
from tests.integration.delivery.harness import WORKSPACE, MovedClock, clients_for
from tests.running import ANA, settings_for

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 4096
CERTIFICATE_OF_TESTS = Path(__file__).parents[2] / "fixtures" / "server-of-tests.pem"
"""A key and its certificate, of no use to anybody: nobody here looks at whose it is."""

SECRET = "aunt-agathas-divorce"
"""A word of the file's name that must not be seen anywhere."""

Fail = Callable[[Faults], object]


class Desk:
    """Ana's files, and what fetches them."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession, folder: Path) -> None:
        self.sandbox = sandbox
        self.path = folder / "fetched"
        self.clients = clients_for(sandbox, http, lambda: Pacing(MovedClock()))
        self.downloads = Downloads(self.clients)

    async def dropped(self, upload: Upload) -> DroppedFile:
        """The file as the message brings it."""
        message = await self.sandbox.person(ANA.id).say("", files=[upload])
        held = self.sandbox.workspace.files[message.file_ids[0]]
        file = dropped_file(file_in_message(self.sandbox.workspace, held))
        assert file is not None
        return file

    async def certificate(self, **more: Any) -> DroppedFile:
        return await self.dropped(Upload(f"{SECRET}.pdf", CONTENT, **more))

    async def fetch(self, file: DroppedFile, downloads: Downloads | None = None) -> int:
        return await (downloads or self.downloads).fetch(WORKSPACE, file, self.path)

    async def refused(self, file: DroppedFile, downloads: Downloads | None = None) -> SlackTrouble:
        """What a download is refused with; nothing of the file is left, nor told."""
        with pytest.raises(SlackTrouble) as refused:
            await self.fetch(file, downloads)
        assert not self.path.exists()
        assert SECRET not in repr(refused.value)
        assert refused.value.__cause__ is None
        return refused.value

    def clients_at(self, address: str) -> Clients:
        """The same, where Slack's API is at another address."""
        us = Identity(WORKSPACE, "Sandbox", "B1", "U1")
        settings = settings_for(self.sandbox, "sqlite:///unused.db")
        return Clients(
            settings.model_copy(update={"api_url": f"{address}/api/"}),
            self.clients.http,
            OneInstallation(Installation(self.sandbox.bot_token, us)),
            lambda: Pacing(MovedClock()),
        )


@asynccontextmanager
async def serving(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
    secured: ssl.SSLContext | None = None,
) -> AsyncIterator[str]:
    """Another server on this machine, whatever it is asked for; its address."""
    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=secured).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture
def desk(sandbox: Sandbox, http: aiohttp.ClientSession, tmp_path: Path) -> Desk:
    return Desk(sandbox, http, tmp_path)


async def test_a_file_is_fetched_whole(desk: Desk, log: io.StringIO) -> None:
    assert await desk.fetch(await desk.certificate()) == len(CONTENT)
    assert desk.path.read_bytes() == CONTENT
    assert SECRET not in log.getvalue()


async def test_an_empty_file_is_fetched_too(desk: Desk) -> None:
    assert await desk.fetch(await desk.dropped(Upload("empty.pdf"))) == 0
    assert desk.path.read_bytes() == b""


async def test_a_file_that_was_deleted_is_gone(desk: Desk) -> None:
    file = await desk.certificate()
    desk.sandbox.postings.delete_file(file.id)
    assert isinstance(await desk.refused(file), FileGone)
    assert isinstance(await desk.refused(DroppedFile(file.id, gone=True)), FileGone)


async def test_without_the_scope_slack_brings_its_login_page_and_that_is_no_file(
    desk: Desk,
) -> None:
    file = await desk.certificate()
    desk.sandbox.scopes.take_away("files:read")
    trouble = await desk.refused(file)
    assert (type(trouble), trouble.code) == (NoAccess, "web_page")


async def test_a_web_page_that_somebody_dropped_is_fetched(desk: Desk) -> None:
    page = b"<html>my certificate</html>"
    assert await desk.fetch(await desk.dropped(Upload("c.html", page, "text/html"))) == len(page)


async def test_what_lies_elsewhere_is_not_fetched(desk: Desk) -> None:
    there = Upload("Certificate", external_url="https://docs.google.com/document/d/1")
    assert isinstance(await desk.refused(await desk.dropped(there)), ExternalFile)


async def test_a_file_that_is_too_large_is_not_fetched(desk: Desk) -> None:
    file = await desk.certificate()
    small = Downloads(desk.clients, bytes_most=len(CONTENT) - 1)
    hold = desk.sandbox.faults.hold(SLACKS)
    assert isinstance(await desk.refused(file, small), FileTooLarge)
    assert hold.calls == []  # nobody asked for it
    hold.release()


async def test_a_file_that_is_larger_than_was_told_is_let_go_on_the_way(desk: Desk) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()  # in chunks: how long it is, nobody says
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(bytes(65536))
        return response

    file = await desk.certificate()
    small = Downloads(desk.clients, bytes_most=len(CONTENT) - 1)
    assert isinstance(await desk.refused(replace(file, size=10), small), FileTooLarge)
    async with serving(endless) as address:
        clients = desk.clients_at(address)
        there = replace(file, url=f"{address}/files-pri/T1-F1/c.pdf")
        assert isinstance(await desk.refused(there, Downloads(clients)), FileTooLarge)


@pytest.mark.parametrize(
    ("fail", "kind", "code"),
    [
        (lambda faults: faults.drop(SLACKS, times=2), NotNow, "ServerDisconnectedError"),
        (lambda faults: faults.drop(SLACKS, after=True), NotNow, "ClientPayloadError"),
        (lambda faults: faults.server_error(SLACKS, status=503), NotNow, "503"),
        (lambda faults: faults.server_error(SLACKS, status=403), NoAccess, "403"),
        (lambda faults: faults.server_error(SLACKS, status=410), FileGone, "410"),
        (lambda faults: faults.server_error(SLACKS, status=418), FileRefused, "418"),
        (lambda faults: faults.web_page(SLACKS, "<html>Sign in</html>"), NoAccess, "web_page"),
        (
            lambda faults: faults.redirect(SLACKS, "https://files.slack.example/login"),
            NoAccess,
            "redirected",
        ),
    ],
    # Where a connection breaks before any answer, the library asks once more by itself.
    ids=["dropped", "cut off", "503", "403", "410", "418", "a page", "redirected"],
)
async def test_a_download_that_fails_leaves_nothing_and_says_what_it_means(
    desk: Desk, fail: Fail, kind: type[SlackTrouble], code: str
) -> None:
    file = await desk.certificate()
    fail(desk.sandbox.faults)
    trouble = await desk.refused(file)
    assert (type(trouble), trouble.method, trouble.code) == (kind, DOWNLOAD, code)
    assert await desk.fetch(file) == len(CONTENT)


async def test_slack_is_left_alone_for_as_long_as_it_wants(desk: Desk) -> None:
    file = await desk.certificate()
    desk.sandbox.faults.rate_limited(SLACKS, retry_after=17)
    trouble = await desk.refused(file)
    assert isinstance(trouble, NotNow)
    assert trouble.pause == timedelta(seconds=17)


async def test_a_file_that_comes_too_slowly_is_let_be(desk: Desk) -> None:
    file = await desk.certificate()
    hold = desk.sandbox.faults.hold(SLACKS, after=True)
    trouble = await desk.refused(file, Downloads(desk.clients, seconds=0.2))
    assert (type(trouble), trouble.code) == (NotNow, "TimeoutError")
    assert len(hold.calls) == 1
    hold.drop()


# Where the token goes


@pytest.mark.parametrize(
    "address",
    [
        "{there}/files-pri/T1-F1/{name}.pdf",
        "{here}.elsewhere.example/{name}.pdf",
        "http://files.slack.com/files-pri/T1-F1/{name}.pdf",
        "https://files.slack.com.elsewhere.example/{name}.pdf",
        "https://notslack.com/{name}.pdf",
        "https://elsewhere.example/{name}.pdf#@files.slack.com/",
        "https://elsewhere.example\\@files.slack.com/{name}.pdf",
        "https://files.slack.com@elsewhere.example/{name}.pdf",
        "https://files.slack.com:99999/{name}.pdf",
        "file:///etc/{name}",
        "//files.slack.com/{name}.pdf",
        "https://files.slack.com/{name} .pdf",
        "",
    ],
)
async def test_nobody_but_slack_is_asked(desk: Desk, address: str) -> None:
    asked: list[str | None] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization"))
        return web.Response(body=CONTENT)

    file = await desk.certificate()
    async with serving(answer) as there:
        here = desk.sandbox.workspace.base_url
        url = address.format(here=here, there=there, name=SECRET)
        assert isinstance(await desk.refused(replace(file, url=url)), FileRefused)
    assert asked == []


async def test_a_redirect_elsewhere_is_not_followed_with_the_token_or_without(desk: Desk) -> None:
    asked: list[str | None] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization"))
        return web.Response(body=CONTENT)

    file = await desk.certificate()
    async with serving(answer) as there:
        desk.sandbox.faults.redirect(SLACKS, f"{there}/c.pdf")
        assert isinstance(await desk.refused(file), NoAccess)
    assert asked == []


class SlacksHosts(AbstractResolver):
    """Has every name stand for a server on this machine, and remembers which were asked for."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        assert port in (0, 443)
        self.asked.append(host)
        return [
            ResolveResult(
                hostname=host,
                host="127.0.0.1",
                port=self._port,
                family=family,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
        ]

    async def close(self) -> None:
        pass


class SlacksServers:
    """Slack's hosts over https: each address sends on to another, or has the file."""

    def __init__(self, sends_on: Mapping[str, str]) -> None:
        self._sends_on = sends_on
        self.asked: list[tuple[str, str | None]] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.host, request.headers.get("Authorization")))
        there = self._sends_on.get(request.path)
        if there is None:
            return web.Response(body=CONTENT)
        return web.Response(status=302, headers={"Location": there})


@asynccontextmanager
async def sent_on(
    desk: Desk, sends_on: Mapping[str, str]
) -> AsyncIterator[tuple[Downloads, SlacksServers, SlacksHosts]]:
    """A download that begins at the sandbox, and goes on at whatever is called Slack's."""
    servers = SlacksServers(sends_on)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE_OF_TESTS)
    async with serving(servers.answer, context) as there:
        hosts = SlacksHosts(int(there.rpartition(":")[2]))
        connector = aiohttp.TCPConnector(resolver=hosts, ssl=False, use_dns_cache=False)
        async with aiohttp.ClientSession(connector=connector) as http:
            clients = clients_for(desk.sandbox, http, lambda: Pacing(MovedClock()))
            yield Downloads(clients), servers, hosts


@pytest.mark.parametrize("hops", [1, 2, 3])
async def test_slacks_own_hosts_may_send_a_download_on(desk: Desk, hops: int) -> None:
    file = await desk.certificate()
    chain = [f"https://a{number}.slack-edge.com/{number}" for number in range(hops)]
    sends_on = {f"/{number}": chain[number + 1] for number in range(hops - 1)}
    async with sent_on(desk, sends_on) as (downloads, servers, hosts):
        desk.sandbox.faults.redirect(SLACKS, chain[0])
        assert await desk.fetch(file, downloads) == len(CONTENT)
    assert desk.path.read_bytes() == CONTENT
    assert hosts.asked == [f"a{number}.slack-edge.com" for number in range(hops)]
    assert {token for _, token in servers.asked} == {f"Bearer {desk.sandbox.bot_token}"}


async def test_an_address_on_the_same_host_may_be_short(desk: Desk) -> None:
    file = await desk.certificate()
    async with sent_on(desk, {"/a": "/b?c=1"}) as (downloads, _, hosts):
        desk.sandbox.faults.redirect(SLACKS, "https://files.slack.com/a")
        assert await desk.fetch(file, downloads) == len(CONTENT)
    assert set(hosts.asked) == {"files.slack.com"}


async def test_a_fourth_time_is_too_often(desk: Desk) -> None:
    file = await desk.certificate()
    sends_on = {f"/{number}": f"https://files.slack.com/{number + 1}" for number in range(9)}
    async with sent_on(desk, sends_on) as (downloads, servers, _):
        desk.sandbox.faults.redirect(SLACKS, "https://files.slack.com/0")
        trouble = await desk.refused(file, downloads)
    assert (type(trouble), trouble.code) == (NoAccess, "redirected")
    assert len(servers.asked) == 3


@pytest.mark.parametrize(
    "there",
    [
        "http://files.slack.com/c.pdf",
        "https://files.slack.com.example/c.pdf",
        "https://notslack.com/c.pdf",
        "https://files.slack.com:8443/c.pdf",
        "https://us:pw@files.slack.com/c.pdf",
        "https://files.slack.com@evil.example/c.pdf",
        "https://evil.example\\@files.slack.com/c.pdf",
        "//evil.example/c.pdf",
        "https://[files.slack.com/c.pdf",
        "ftp://files.slack.com/c.pdf",
        "",
    ],
)
async def test_nobody_else_is_sent_the_token_by_a_redirect(desk: Desk, there: str) -> None:
    file = await desk.certificate()
    async with sent_on(desk, {"/first": there}) as (downloads, servers, hosts):
        desk.sandbox.faults.redirect(SLACKS, "https://files.slack.com/first")
        trouble = await desk.refused(file, downloads)
    assert (type(trouble), trouble.code) == (NoAccess, "redirected")
    assert hosts.asked == ["files.slack.com"]
    assert len(servers.asked) == 1


@pytest.mark.parametrize(
    "host",
    ["slack.com", "files.slack.com", "FILES.SLACK.COM", "a.slack-edge.com", "files.slack-gov.com"],
)
def test_slacks_own_hosts_are_asked(host: str) -> None:
    assert may_have_token(f"https://{host}/files-pri/T1-F1/c.pdf", "https://slack.com/api/")
    assert not may_have_token(f"https://{host}.example/c.pdf", "https://slack.com/api/")


@pytest.mark.parametrize(
    "host",
    [
        *(".slack.com", "..slack.com", "files..slack.com", "-.slack.com", "files-.slack.com"),
        *("slack.com.", "notslack.com", "slack-edge.com.example", f"{'a' * 64}.slack.com"),
    ],
)
def test_what_is_no_host_of_slacks_is_not_asked(host: str) -> None:
    assert not may_have_token(f"https://{host}/files-pri/T1-F1/c.pdf", "https://slack.com/api/")


# What Slack tells when it is asked


async def test_another_organisations_file_is_asked_about_and_then_fetched(desk: Desk) -> None:
    file = await desk.certificate(foreign=True)
    assert (file.needs_info, file.url) == (True, "")
    known = await desk.downloads.known(WORKSPACE, file)
    assert (known.needs_info, known.size) == (False, len(CONTENT))
    assert await desk.fetch(known) == len(CONTENT)


async def test_a_file_that_is_known_is_not_asked_about(desk: Desk) -> None:
    file = await desk.certificate()
    assert await desk.downloads.known(WORKSPACE, file) is file
    assert desk.sandbox.calls_of(INFO) == []


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("file_deleted", FileGone),
        ("file_not_found", FileGone),
        ("access_denied", NoAccess),
        ("missing_scope", NoAccess),
        ("ratelimited", NotNow),
    ],
)
async def test_a_file_that_cannot_be_asked_about(
    desk: Desk, code: str, kind: type[SlackTrouble]
) -> None:
    file = await desk.certificate(foreign=True)
    desk.sandbox.faults.error(INFO, code)
    with pytest.raises(kind) as refused:
        await desk.downloads.known(WORKSPACE, file)
    assert (refused.value.method, refused.value.code) == (INFO, code)


async def test_a_transcript_is_had_once_slack_has_written_it(desk: Desk) -> None:
    clip = Clip("2h on brakes " * 40, seconds=200)
    file = await desk.dropped(Upload("audio_message.webm", CONTENT, "audio/webm", clip=clip))
    assert (file.transcribing, file.transcript) == (True, None)
    assert (await desk.downloads.known(WORKSPACE, file)).transcribing
    desk.sandbox.postings.transcribe(file.id)
    known = await desk.downloads.known(WORKSPACE, file)
    assert known.transcript is not None
    assert known.transcript.startswith("2h on brakes 2h")
    await desk.downloads.transcript(WORKSPACE, known, desk.path)
    assert desk.path.read_text(encoding="utf-8").count("2h on brakes") == 40
    assert await desk.fetch(known) == len(CONTENT)
