"""An export as its member meets it: announced, brought as an archive, and told where it fails."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import aiohttp
import pytest
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import Pool as DriversPool

from bot.app.evidence import evidence_store
from bot.app.runtime import build
from bot.app.wiring import PRODUCT
from bot.clock import Clocks
from bot.delivery.bringing import Bringing
from bot.delivery.dm_channels import Addresses
from bot.delivery.export_job import Exporting
from bot.delivery.files import SHARE, Files
from bot.delivery.lookup import HISTORY, LookUp
from bot.delivery.pacing import Pacing
from bot.delivery.slack_posts import POST
from bot.delivery.timeouts import Patience
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.data_rights import export
from bot.services.data_rights.export import FileFormat
from bot.ui.kit.sentences import sentence
from sandbox.model import Message
from sandbox.server import Sandbox
from storage.engine.database import Database
from storage.engine.errors import StatementRefused, StorageUnavailable
from storage.evidence.store import EvidenceStore
from storage.queues.jobs import Jobs
from tests import evidence_files
from tests.archives import failures, files_of, report_of
from tests.evidence_files import attached
from tests.integration.delivery.harness import WORKSPACE, MovedClock, clients_for
from tests.patience import PATIENCE
from tests.running import ANA, settings_for


class Exports:
    """Ana, and a worker process that brings what she asks for."""

    def __init__(self, sandbox: Sandbox, database: Database, url: str, clock: MovedClock) -> None:
        self.sandbox = sandbox
        self.ana = sandbox.person(ANA.id)
        self.clock = clock
        self._clocks = Clocks(calendar=clock, real=clock)
        self._office = ContextFactory(database, self._clocks, load_packs())
        self._url = url
        self._asked = 0

    def ask(self, only: FileFormat | None = None) -> None:
        """She asks for her export."""
        self.within(lambda ctx: export.ask_for_export(ctx, only))

    def within(self, change: Callable[[MemberContext], None]) -> None:
        """Something changes in her record."""
        self._asked += 1
        with self._office.open(Actor(WORKSPACE, ANA.id), Origin(f"click:{self._asked}")) as ctx:
            know(ctx, Profile(ANA.name, ANA.tz, "person", deactivated=False, is_admin=False))
            change(ctx)
            ctx.commit()

    @property
    def store(self) -> EvidenceStore:
        """Where files of evidence are."""
        return evidence_store(settings_for(self.sandbox, self._url, lease_seconds=30))

    @asynccontextmanager
    async def brought(self) -> AsyncIterator[None]:
        """A process at work."""
        settings = settings_for(self.sandbox, self._url, lease_seconds=30)
        runtime = build(settings, self._clocks, "worker", PRODUCT)
        process = asyncio.create_task(runtime.run())
        try:
            yield
        finally:
            runtime.stop()
            await process

    def said(self) -> list[str]:
        """What was said to her, without files."""
        return [message.text for message in self._messages() if not message.file_ids]

    def files(self) -> list[str]:
        """The names of the files that were brought to her."""
        workspace = self.sandbox.workspace
        ids = [file_id for message in self._messages() for file_id in message.file_ids]
        return [workspace.files[file_id].name for file_id in ids]

    async def until_said(self, words: str) -> None:
        """Waits until something that begins like this stands there."""
        await self.sandbox.until(lambda: any(one.startswith(words) for one in self.said()))

    def _messages(self) -> list[Message]:
        return [message for message in self.ana.messages() if message.bot_id]


@pytest.fixture
def exports(sandbox: Sandbox, sqlite: Database, sqlite_url: str, clock: MovedClock) -> Exports:
    return Exports(sandbox, sqlite, sqlite_url, clock)


HERE = "Your export is here, in this conversation."
FAILED = "Your export did not work out."


async def test_an_export_is_announced_and_its_last_state_is_always_shown(exports: Exports) -> None:
    exports.ask()
    async with exports.brought():
        await exports.until_said(HERE)
    assert exports.said() == [HERE]  # on the message that announced it
    [name] = exports.files()
    assert re.fullmatch(r"cpd-archive-[\d-]+-[0-9a-f]{8}\.zip", name)
    [content] = exports.sandbox.workspace.file_contents.values()
    whole = json.loads(files_of(content)["record.json"])
    assert whole["member"]["slack_id"] == ANA.id


@pytest.mark.parametrize("only", ["json", "csv"])
async def test_one_of_its_files_can_be_had_by_itself(exports: Exports, only: FileFormat) -> None:
    exports.ask(only)
    async with exports.brought():
        await exports.until_said(HERE)
    [name] = exports.files()
    assert re.fullmatch(rf"cpd-record-[\d-]+-[0-9a-f]{{8}}\.{only}", name)
    [content] = exports.sandbox.workspace.file_contents.values()
    assert content.startswith({"json": b"{", "csv": b"\xef\xbb\xbf"}[only])


async def test_evidence_is_in_it_and_what_the_store_has_not_is_said(
    exports: Exports, tmp_path: Path
) -> None:
    def put(ctx: MemberContext) -> None:
        entry = ctx.work.entries.add(ctx.member.id, "draft", ctx.now, source_key=None, title="HV")
        assert entry is not None
        attached(ctx, entry)
        attached(ctx, entry, "gone.pdf", b"another")
        attached(ctx, entry, "damaged.pdf", b"a third")
        evidence_files.put(exports.store, ctx, tmp_path)
        place = evidence_files.put(exports.store, ctx, tmp_path, b"a third")
        assert exports.store.folder is not None
        (exports.store.folder / place.key).write_bytes(b"what a disk made of it")

    exports.within(put)
    exports.ask()
    async with exports.brought():
        await exports.until_said(HERE)
    assert exports.said() == [
        f"{HERE} 2 files of your evidence could not be put in; it says which."
    ]
    [content] = exports.sandbox.workspace.file_contents.values()
    report = report_of(tmp_path, content)
    assert failures(report) == []
    [file] = [name for name in files_of(content) if name.startswith("evidence/")]
    assert files_of(content)[file] == evidence_files.PDF
    why = {one["why"] for one in json.loads(files_of(content)["manifest.json"])["missing"]}
    assert why == {"not kept", "damaged"}


async def test_asked_for_while_one_is_on_its_way_it_comes_once(exports: Exports) -> None:
    exports.ask()
    exports.ask()
    async with exports.brought():
        await exports.until_said(HERE)
    assert len(exports.files()) == 1
    assert exports.said() == [HERE]


@pytest.mark.parametrize("posted", [True, False], ids=["shared", "not shared"])
async def test_a_file_that_may_have_arrived_is_looked_for_by_its_name(
    exports: Exports, *, posted: bool
) -> None:
    exports.sandbox.faults.drop(SHARE, after=posted)
    exports.ask()
    async with exports.brought():
        await exports.sandbox.until(lambda: exports.sandbox.calls_of(SHARE))
        exports.clock.forward(seconds=2)
        await exports.until_said(HERE)
    assert len(exports.files()) == 1
    # The one that was shared is found at once; two looks are believed of one that was not.
    assert len(exports.sandbox.calls_of(HISTORY)) == (1 if posted else 2)


async def test_an_announced_export_that_slack_refuses_for_good_is_told_once(
    exports: Exports,
) -> None:
    exports.sandbox.faults.error(SHARE, "file_upload_size_restricted", times=None)
    exports.ask()
    async with exports.brought():
        await exports.until_said(FAILED)
        await exports.until_said("I could not bring you your export")
    assert exports.said() == [FAILED, sentence("export_failed")]
    assert exports.files() == []
    async with exports.brought():  # and not again by whoever comes next
        exports.clock.forward(hours=1)
        exports.sandbox.faults.clear()
        exports.ask()
        await exports.until_said(HERE)
    assert exports.said() == [FAILED, sentence("export_failed"), HERE]


async def test_an_announcement_that_slack_refuses_is_told_once_and_the_export_comes(
    exports: Exports,
) -> None:
    exports.sandbox.faults.error(POST, "invalid_blocks")
    exports.ask()
    async with exports.brought():
        await exports.until_said(sentence("message_failed"))
        await exports.sandbox.until(lambda: len(exports.files()) == 1)
    assert exports.said() == [sentence("message_failed")]


# Cut off half-way


async def nobody_asks(_so_far: Mapping[str, Any]) -> None:
    """How far it is."""


@pytest.fixture
async def attempt(
    sandbox: Sandbox, database: Database, database_url: str, clock: MovedClock
) -> AsyncIterator[Callable[[], Awaitable[Any]]]:
    """Makes an attempt at an export, as the runner has it made."""
    Exports(sandbox, database, database_url, clock).ask()
    [job] = Jobs(database).claim(clock(), 1, timedelta(seconds=30))
    contexts = ContextFactory(database, Clocks(calendar=clock, real=clock), load_packs())
    async with aiohttp.ClientSession() as http:
        clients = clients_for(sandbox, http, lambda: Pacing(clock))
        addresses, files = Addresses(database, clients, 1), Files(clients, 1)
        patience = Patience(timedelta(seconds=30), timedelta(seconds=30))
        bringing = Bringing(database, addresses, files, LookUp(clients, 1), patience)
        exporting = Exporting(contexts, bringing)
        yield lambda: exporting(job, nobody_asks)


class InAStep:
    """Runs something in the middle of the export, on its thread, before it reads the entries; what
    became of its connection is in `order`.
    """

    def __init__(self, run: Callable[[Any], None]) -> None:
        self.order: list[str] = []
        self._run = run
        self._connection: Any = None

    def __enter__(self) -> "InAStep":
        event.listen(Engine, "before_cursor_execute", self._before)
        event.listen(Engine, "after_cursor_execute", self._after)
        event.listen(DriversPool, "checkin", self._given_back)
        return self

    def __exit__(self, *_error: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._before)
        event.remove(Engine, "after_cursor_execute", self._after)
        event.remove(DriversPool, "checkin", self._given_back)

    def _before(self, connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        if self._connection is None and re.search(r"FROM entry\s", statement):
            self._connection = connection.connection.dbapi_connection
            self._run(self._connection)

    def _after(self, connection: Connection, *_rest: Any) -> None:
        if connection.connection.dbapi_connection is self._connection and not self.order:
            self.order.append("read")

    def _given_back(self, connection: Any, _record: Any) -> None:
        if connection is self._connection:
            self.order.append("given back")


async def test_cut_off_in_a_step_its_connection_is_nobody_elses_until_that_is_over(
    attempt: Callable[[], Awaitable[Any]],
) -> None:
    inside, over = Event(), Event()

    def wait(_connection: Any) -> None:
        inside.set()
        assert over.wait(PATIENCE)

    with InAStep(wait) as step:
        exporting = asyncio.ensure_future(attempt())
        assert await asyncio.to_thread(inside.wait, PATIENCE)
        exporting.cancel()  # its lease was lost
        for _ in range(20):  # whoever is told of that has a turn
            await asyncio.sleep(0)
        over.set()
        await asyncio.wait([exporting])
    assert exporting.cancelled()
    assert step.order == ["read", "given back"]


async def test_an_export_whose_connection_is_lost_half_way_is_not_brought_in_part(
    attempt: Callable[[], Awaitable[Any]], sandbox: Sandbox, database: Database
) -> None:
    # SQLite's cannot be lost: that would be a mistake of ours.
    lost = {"postgresql": StorageUnavailable, "sqlite": StatementRefused}[database.dialect]
    with InAStep(lambda connection: connection.close()), pytest.raises(lost):
        await attempt()
    assert sandbox.calls_of(SHARE) == []
