"""The job of a dropped file, killed wherever it may be: nothing is lost, doubled or left behind."""

import asyncio
import io
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.clock import Clocks
from bot.delivery.downloads import FileGone
from bot.delivery.evidence_sweeps import orphans
from bot.delivery.file_job import PREFIX, FileWork, Filing
from bot.delivery.slack import NotNow
from bot.delivery.virus_scan import NO_SCANNER, Scanner
from bot.policy.file_quotas import FileQuotas
from bot.policy.schemes.pack_file import load_packs
from bot.readers.reading import ReaderError, Readers
from bot.readers.results import FileRead
from bot.services.context import jobs as job_events
from bot.services.context.dropped_files import DroppedFile
from bot.services.context.member_context import Actor, ContextFactory, Origin
from bot.services.context.people import know
from bot.services.record.file_requests import Purpose, ask_for_files
from storage.engine.database import Database
from storage.engine.errors import LeaseLost
from storage.evidence.store import EvidenceStore, Place
from storage.queues.jobs import Job, Jobs
from tests.drawn import certificate
from tests.integration.delivery.harness import MovedClock
from tests.services.harness import named

TEAM = "T1"
ANA = Actor(TEAM, "UANA")
CONTENT = certificate()
FILE = DroppedFile("F1", "cert.pdf", "application/pdf", len(CONTENT), "https://files.slack.com/F1")


class Killed(Exception):  # noqa: N818 - no error: it is what the test wants
    """The process died here."""


@dataclass
class Slack:
    """Downloads without Slack, which may be killed on the way."""

    content: bytes = CONTENT
    killed: bool = False
    gone: bool = False

    async def known(self, _workspace_id: str, file: DroppedFile) -> DroppedFile:
        return file

    async def fetch(self, _workspace_id: str, _file: DroppedFile, path: Path) -> int:
        if self.gone:
            raise FileGone("download", "404")
        content = self.content[:100] if self.killed else self.content
        await asyncio.to_thread(path.write_bytes, content)
        if self.killed:
            raise Killed
        return len(self.content)

    async def transcript(self, _workspace_id: str, _file: DroppedFile, _path: Path) -> int:
        raise FileGone("download", "404")


class DyingReaders(Readers):
    """Die while a file is read."""

    async def read(self, path: Path, *, name: str, folder: Path, now: datetime) -> FileRead:
        await super().read(path, name=name, folder=folder, now=now)
        raise Killed


class DyingStore(EvidenceStore):
    """Dies when the bytes are there, before the row that says so."""

    def put(self, place: Place, file: Path) -> None:
        super().put(place, file)
        raise Killed


@dataclass
class Desk:
    """A member, a store, the queue, and a process that does one job at a time."""

    database: Database
    store: EvidenceStore
    clock: MovedClock
    slack: Slack = field(default_factory=Slack)
    readers: Readers = field(default_factory=Readers)
    scanner: Scanner | None = None

    @property
    def contexts(self) -> ContextFactory:
        clocks = Clocks(calendar=self.clock, real=self.clock)
        return ContextFactory(self.database, clocks, load_packs(), evidence=self.store)

    def drop(self, key: str = "drop", entries: tuple[int, ...] = ()) -> None:
        """Slack tells of a message with a file."""
        with self.contexts.open(ANA, Origin(key)) as ctx:
            if ctx.member.profile_at is None:
                know(ctx, named("UANA", "Ana Ortiz").profile)
            purpose = Purpose(entries=entries, channel="D1", ts="1.1")
            ask_for_files(ctx, [FILE], "message", purpose)
            ctx.commit()

    async def work(self) -> Mapping[str, Any] | None:
        """Claim the job and do it; what it found, None where nothing is due."""
        jobs = Jobs(self.database)
        claimed = jobs.claim(self.clock(), 1, timedelta(seconds=30))
        if not claimed:
            return None
        [job] = claimed
        result = await self.done(job)
        with self.database.transaction() as session:
            jobs.end(session, job, result, self.clock())
            session.commit()
        return result

    async def done(self, job: Job) -> Mapping[str, Any]:
        filing = Filing(
            self.contexts,
            FileWork(self.slack, self.readers, self.scanner),  # type: ignore[arg-type]
        )

        async def report(_: Mapping[str, Any]) -> None:
            return None

        return await filing(job, report)

    def told(self, key: str = "ended") -> None:
        """What follows in the member's lane, once the job has ended."""
        with self.contexts.open(ANA, Origin(key)) as ctx:
            for job in ctx.work.jobs.of_member(ctx.member.id, "file"):
                job_events.ended(ctx, job.id)
            ctx.commit()

    def come_back(self) -> None:
        """Another process, later: leases have run out."""
        self.clock.ahead += timedelta(minutes=2)
        self.slack, self.readers = Slack(), Readers()
        self.store = EvidenceStore(str(self.store.folder))

    def counts(self) -> dict[str, int]:
        with self.database.snapshot() as session:
            return {
                name: int(session.connection().execute(text(statement)).scalar_one())
                for name, statement in {
                    "entries": "SELECT count(*) FROM entry",
                    "evidence": "SELECT count(*) FROM evidence",
                    "files": "SELECT count(*) FROM stored_file",
                    "words": "SELECT count(*) FROM job WHERE kind = 'file' AND result <> '{}'",
                }.items()
                if name != "words" or self.database.dialect == "sqlite"
            }

    def kept(self) -> int:
        """Files whose bytes are in the store."""
        with self.member() as ctx:
            folder = self.store.folder
            if folder is None or not folder.exists():
                return 0
            return sum(len(page) for page in self.store.under(TEAM, ctx.member.id))

    def member(self) -> Any:
        return self.contexts.open(ANA, Origin("look"))


@pytest.fixture
async def desk(
    database: Database, clock: MovedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield Desk(database, EvidenceStore(str(tmp_path / "evidence")), clock)
    assert [*folder.glob(f"{PREFIX}*")] == []


DEATHS = ("download", "read", "put", "before the end", "before it is told")


@pytest.mark.parametrize("step", DEATHS)
async def test_killed_anywhere_nothing_is_lost_doubled_or_left(desk: Desk, step: str) -> None:
    desk.drop()
    if step == "download":
        desk.slack = Slack(killed=True)
    if step == "read":
        desk.readers = DyingReaders()
    if step == "put":
        desk.store = DyingStore(str(desk.store.folder))
    if step == "before the end":
        [job] = Jobs(desk.database).claim(desk.clock(), 1, timedelta(seconds=30))
        await desk.done(job)
    elif step == "before it is told":
        assert await desk.work() is not None
    else:
        with pytest.raises(Killed):
            await desk.work()
    desk.come_back()
    desk.drop("the event comes again")
    again = await desk.work()
    assert (again is None) == (step == "before it is told")
    desk.told()
    desk.told("said again")
    counts = desk.counts()
    assert counts["entries"] == counts["evidence"] == counts["files"] == 1
    assert counts.get("words", 0) == 0
    desk.clock.ahead += timedelta(days=3)
    assert await orphans(desk.contexts) == 0
    assert desk.kept() == 1


async def test_killed_for_good_after_it_was_put_the_sweep_takes_its_bytes(desk: Desk) -> None:
    desk.drop()
    desk.store = DyingStore(str(desk.store.folder))
    with pytest.raises(Killed):
        await desk.work()
    desk.come_back()
    desk.slack = Slack(gone=True)
    assert await desk.work() is not None
    desk.told()
    assert desk.counts()["files"] == 0
    desk.clock.ahead += timedelta(days=3)
    assert await orphans(desk.contexts) == 1
    assert desk.kept() == 0


async def test_erased_meanwhile_it_keeps_nothing(desk: Desk) -> None:
    desk.drop()
    [job] = Jobs(desk.database).claim(desk.clock(), 1, timedelta(seconds=30))
    with desk.member() as ctx:
        ctx.work.jobs.cancel(ctx.member.id)
        ctx.commit()
    with pytest.raises(LeaseLost):
        await desk.done(job)
    assert desk.counts()["files"] == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", b"Date,Title,Hours\n20/11/2025,Brake course,2\n19/11/2025,Airbags,1\n"),
        (
            "cal.ics",
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\n"
            b"DTSTAMP:20200101T000000Z\r\nDTSTART:20200101T090000Z\r\n"
            b"DTEND:20200101T100000Z\r\nSUMMARY:CPD brakes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        ),
    ],
)
async def test_erased_meanwhile_a_table_leaves_no_word(
    desk: Desk, name: str, content: bytes
) -> None:
    file = replace(FILE, name=name, media_type="text/plain", size=len(content))
    desk.slack = Slack(content)
    with desk.member() as ctx:
        ask_for_files(ctx, [file], "message", Purpose(channel="D1", ts="1.1"))
        ctx.commit()
    [job] = Jobs(desk.database).claim(desk.clock(), 1, timedelta(seconds=30))
    with desk.member() as ctx:
        ctx.work.jobs.cancel(ctx.member.id)
        ctx.commit()
    with suppress(LeaseLost):
        await desk.done(job)
    with desk.database.snapshot() as session:
        left = session.connection().execute(text("SELECT count(*) FROM imported_file"))
        assert left.scalar_one() == 0


async def test_a_reader_that_cannot_look_is_tried_again(desk: Desk) -> None:
    desk.drop()
    desk.readers = Readers(command=("false",))
    with pytest.raises(ReaderError):
        await desk.work()
    desk.come_back()
    assert await desk.work() is not None


async def test_a_full_member_is_told_and_nothing_is_kept(desk: Desk) -> None:
    desk.drop()
    contexts = replace(desk.contexts, quotas=FileQuotas(member=10))
    [job] = Jobs(desk.database).claim(desk.clock(), 1, timedelta(seconds=30))

    async def report(_: Mapping[str, Any]) -> None:
        return None

    found = await Filing(
        contexts,
        FileWork(desk.slack, desk.readers),  # type: ignore[arg-type]
    )(job, report)
    assert found["refused"] == "files_full"
    assert desk.kept() == 0


@pytest.mark.parametrize(("answer", "clean"), [(b"OK", True), (b"Eicar-Test FOUND", False)])
async def test_the_scanner_decides_before_anything_is_kept(
    desk: Desk, answer: bytes, clean: bool
) -> None:
    got = io.BytesIO()

    async def clamd(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            got.write(await reader.readexactly(size))
        writer.write(b"stream: " + answer + b"\0")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(clamd, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    desk.scanner = Scanner.at(f"127.0.0.1:{port}")
    desk.drop()
    found = await desk.work()
    server.close()
    assert found is not None
    assert got.getvalue() == CONTENT
    assert found.get("refused", "") == ("" if clean else "file_is_infected")
    assert desk.kept() == (1 if clean else 0)


async def test_without_its_scanner_it_waits_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.scanner = Scanner.at(f"unix:{tmp_path}/nobody.sock")
    desk.drop()
    with pytest.raises(NotNow) as waits:
        await desk.work()
    assert waits.value.code == NO_SCANNER
    with desk.database.snapshot() as session:
        rows = session.connection().execute(text("SELECT kind FROM outbox")).scalars()
        assert "files" in set(rows)
    assert desk.kept() == 0
