"""A process is killed (SIGKILL) on the way from a dropped file to its entry's card: it is kept
once, told once, and what the store holds has a row.
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clocks, real_time
from bot.delivery.evidence_sweeps import orphans
from bot.services.context.member_context import ContextFactory
from bot.services.members import settings
from sandbox import Upload
from sandbox.faults import DOWNLOAD
from storage.evidence.store import EvidenceStore
from tests.drawn import certificate
from tests.e2e.harness import ProcessHarness, asked_for, first_lines, process_harness
from tests.e2e.killing import call, child, counted, kept_in, killed_in_turn, unwritten

CARD = "*High voltage isolation*"
READ = "Your file is read."
"""Said as well where that takes more than a moment."""
TITLE = "High voltage isolation"


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Ana keeps a record and works around the clock; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        with one.open(one.people[0]) as ctx:
            settings.enrol(ctx, "generic-30-90")
            settings.set_working_hours(ctx, 0, 24 * 60, range(7))
            ctx.change_member(onboarding="done")
        yield one


def _store(folder: Path) -> tuple[Path, dict[str, str]]:
    """Where the bytes are kept, and where processes work on files, by their settings."""
    work = folder / "work"
    work.mkdir()
    return folder / "kept", {"CPDBOT_EVIDENCE_URL": str(folder / "kept"), "TMPDIR": str(work)}


async def _swept(harness: ProcessHarness, kept: Path) -> int:
    """How many files a sweep takes that finds everything to be old enough."""
    contexts = ContextFactory(
        harness.database,
        Clocks(real=lambda: real_time() + timedelta(days=2)),
        harness.contexts.packs,
        evidence=EvidenceStore(str(kept)),
    )
    return await orphans(contexts)


async def test_a_file_is_kept_and_told_once_though_killed_at_each_step(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    ana = harness.people[0]
    kept, places = _store(tmp_path)
    upload = Upload("cert.pdf", certificate())
    in_dm = {"channel": ana.dm.id, "blocks": TITLE}
    steps = [
        call(DOWNLOAD, after=True),
        child("readers/child"),
        unwritten(ana, kept),
        counted("SELECT count(*) FROM stored_file"),
        call("chat.postMessage", in_dm, after=True),
    ]
    await killed_in_turn(harness, steps, lambda: ana.say("", files=[upload]), places)
    assert await harness.query("SELECT title, status FROM entry") == [(TITLE, "draft")]
    [(sha256, name)] = await harness.query("SELECT sha256, name FROM evidence")
    assert name == "cert.pdf"
    assert await harness.query("SELECT sha256 FROM stored_file") == [(sha256,)]
    [file] = kept_in(kept)
    assert (file.name, file.read_bytes()) == (sha256, upload.content)
    said = first_lines(asked_for(harness.heard(ana)))
    assert said in ([CARD], [READ, CARD])
    assert await _swept(harness, kept) == 0
    assert kept_in(kept) == [file]
    harness.check()


async def test_bytes_that_nobody_named_are_swept_once_their_file_is_gone(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    """Killed between both, and the file was deleted in Slack before anybody went on with it."""
    ana = harness.people[0]
    kept, places = _store(tmp_path)
    async with unwritten(ana, kept)(harness) as reached, harness.bot(places) as process:
        message = await ana.say("", files=[Upload("cert.pdf", certificate())])
        await reached(process)
        await process.kill()
    await harness.leases_run_out()
    assert await harness.count("stored_file", "1 = 1") == 0
    assert len(kept_in(kept)) == 1
    assert await _swept(harness, kept) == 0  # its job is open, and may name it yet
    [file] = message.file_ids
    await ana.delete_file(file)
    async with harness.bot(places):
        await harness.quiet()
    assert await harness.count("entry", "1 = 1") == 0
    told = [one for one in first_lines(asked_for(harness.heard(ana))) if one != READ]
    assert len(told) == 1
    assert await _swept(harness, kept) == 1
    assert kept_in(kept) == []
