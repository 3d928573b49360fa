"""The pack for a body's audit: what is in it, the same bytes each time, and killed at each step."""

import hashlib
import io
import zipfile
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.clock import Clocks
from bot.delivery.audit_pack_job import PREFIX, AuditPacks
from bot.delivery.bringing import Bringing
from bot.delivery.dm_channels import Addresses
from bot.delivery.files import SHARE, Files
from bot.delivery.lookup import LookUp
from bot.delivery.pacing import Pacing
from bot.delivery.slack import SlackTrouble
from bot.delivery.timeouts import Patience
from bot.documents.model import Document, Format, files_in
from bot.documents.rendering import FetchedFile, Rendered, Renderers
from bot.policy.schemes.pack_file import load_packs
from bot.services.audits import body_audits
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.data_rights import audit_pack
from bot.services.members import settings
from bot.services.record.revisions import chain_revision
from bot.services.schemes.assessment import assess_again
from sandbox.server import Sandbox
from storage.engine.database import Database
from storage.evidence.store import EvidenceStore
from storage.queues.jobs import Job, Jobs
from storage.row_types import EntryRecord
from tests import evidence_files
from tests.archives import failures, report_of
from tests.evidence_files import attached
from tests.integration.delivery.harness import WORKSPACE, MovedClock, clients_for
from tests.running import ANA

SCHEME = "imi-register"
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
WORDS = "I prove dead before I touch the pack on every swap"


class Killed(Exception):  # noqa: N818 - it is what happens, and no fault
    """The process ends here."""


class Plain(Renderers):
    """Writes what a document holds, and starts nothing."""

    async def render(
        self,
        document: Document,
        which: Format,
        folder: Path,
        files: Sequence[FetchedFile] = (),
    ) -> Rendered:
        """The numbers of its entries, and what they say was added late."""
        made = folder / f"made.{which}"
        late = [(one.id, one.late, one.late_after) for one in document.entries]
        made.write_text(f"{late} {[one.number for one in files_in(document)]} {len(files)}")
        return Rendered(made, (), 0)


class Desk:
    """Ana, whose record a body asks for, and a job that is to bring her the pack."""

    def __init__(self, contexts: ContextFactory, job: Job, bringing: Bringing) -> None:
        self.packs = AuditPacks(contexts, bringing, Plain())
        self.contexts = contexts
        self.job = job
        self.reports: list[Mapping[str, Any]] = []

    async def attempt(self, die_at: int | None = None) -> Mapping[str, Any]:
        """The job is done, or killed as it reports for the `die_at`th time."""
        self.reports = []

        async def report(so_far: Mapping[str, Any]) -> None:
            if len(self.reports) == die_at:
                raise Killed
            self.reports.append(so_far)

        return await self.packs(self.job, report)


@pytest.fixture
async def desk(
    sandbox: Sandbox, sqlite: Database, clock: MovedClock, tmp_path: Path
) -> AsyncIterator[Desk]:
    store = EvidenceStore((tmp_path / "store").as_uri())
    today = clock()
    clocks = Clocks(calendar=lambda: today, real=clock)
    contexts = ContextFactory(sqlite, clocks, load_packs(), evidence=store)
    with contexts.open(Actor(WORKSPACE, ANA.id), Origin("begin")) as ctx:
        know(ctx, Profile(ANA.name, ANA.tz, "person", deactivated=False, is_admin=False))
        settings.enrol(ctx, SCHEME)
        settings.set_cycle_start(ctx, SCHEME, FIRST)
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=FIRST)
        entry = _logged(ctx, "HV isolation", LAST - timedelta(days=30))
        attached(ctx, entry)
        evidence_files.put(store, ctx, tmp_path)
        attached(ctx, entry, "../lost.pdf", b"another")
        _logged(ctx, "Outside", LAST + timedelta(days=5))
        audit = body_audits.begin(ctx, SCHEME, (FIRST, LAST), None)
        audit_pack.ask(ctx, audit.id)
        ctx.commit()
    [job] = Jobs(sqlite).claim(clock(), 1, timedelta(seconds=30))
    async with aiohttp.ClientSession() as http:
        clients = clients_for(sandbox, http, lambda: Pacing(clock))
        patience = Patience(timedelta(seconds=30), timedelta(0))
        bringing = Bringing(
            sqlite, Addresses(sqlite, clients, 1), Files(clients, 1), LookUp(clients, 1), patience
        )
        yield Desk(contexts, job, bringing)


def _logged(ctx: MemberContext, title: str, day: date) -> EntryRecord:
    entry = ctx.work.entries.add(
        ctx.member.id,
        "logged",
        ctx.now,
        source_key=None,
        title=title,
        start_date=day,
        end_date=day,
        minutes=120,
        evaluate=WORDS,
        logged_at=ctx.now,
    )
    assert entry is not None
    chain_revision(ctx, entry, "saved")
    assess_again(ctx, [entry])
    return entry


def _left(folder: Path) -> list[Path]:
    return list(folder.glob(f"{PREFIX}*"))


def _brought(sandbox: Sandbox) -> list[tuple[str, bytes]]:
    workspace = sandbox.workspace
    return [
        (workspace.files[one].name, content) for one, content in workspace.file_contents.items()
    ]


async def test_the_pack_holds_the_document_evidence_and_an_archive_that_verifies(
    desk: Desk, sandbox: Sandbox, tmp_path: Path
) -> None:
    result = await desk.attempt()
    assert result["missing"] == 1
    [(name, content)] = _brought(sandbox)
    assert name.startswith("audit-pack-imi-")
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        assert {one.date_time for one in pack.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        document, evidence, archive, read_me = pack.namelist()
        assert (document, read_me) == ("record.pdf", "README.txt")
        assert evidence == "evidence/001-certificate.pdf"
        assert pack.read(evidence) == evidence_files.PDF
        said = pack.read(document).decode()
        words = pack.read(read_me).decode()
        assert failures(report_of(tmp_path, pack.read(archive))) == []
    assert "'entry'" in said  # it was saved after the cycle had ended
    assert said.count("'cycle'") == 1  # and nothing from outside the audited days is in it
    assert "1 saved entry of those days." in words
    assert "[2] lost.pdf" in words
    assert WORDS not in words


async def test_killed_at_each_step_nothing_is_shared_twice_and_no_folder_is_left(
    desk: Desk, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    whole = await desk.attempt()
    [(_, first)] = _brought(sandbox)
    steps = len(desk.reports)
    assert steps >= 4
    for step in range(steps):
        with pytest.raises(Killed):
            await desk.attempt(die_at=step)
        assert _left(tmp_path) == []
    assert len(_brought(sandbox)) == 1
    await desk.attempt()
    digests = {hashlib.sha256(content).hexdigest() for _, content in _brought(sandbox)}
    assert digests == {hashlib.sha256(first).hexdigest()}  # the same moment, the same bytes
    assert whole["files"]


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "not shared"])
async def test_one_that_may_have_arrived_is_looked_for(
    desk: Desk, sandbox: Sandbox, sqlite: Database, clock: MovedClock, *, shared: bool
) -> None:
    sandbox.faults.drop(SHARE, after=shared)
    with pytest.raises(SlackTrouble):
        await desk.attempt()
    clock.forward(seconds=31)
    [desk.job] = Jobs(sqlite).claim(clock(), 1, timedelta(seconds=30))
    await desk.attempt()
    assert len(_brought(sandbox)) == 1


async def test_of_an_audit_that_was_taken_back_nothing_is_brought(
    desk: Desk, sandbox: Sandbox
) -> None:
    with desk.contexts.open(Actor(WORKSPACE, ANA.id), Origin("drop")) as ctx:
        body_audits.drop(ctx, int(desk.job.values["audit"]))
        ctx.commit()
    assert (await desk.attempt())["gone"]
    assert _brought(sandbox) == []
