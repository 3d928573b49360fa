"""A process is killed (SIGKILL) at each step of the pack for a body's audit: it comes once."""

import io
import zipfile
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.policy.schemes.cycles import add_years
from bot.services.audits import body_audits
from bot.services.data_rights import audit_pack
from bot.services.members import settings
from bot.services.record.revisions import chain_revision
from bot.services.schemes.assessment import assess_again
from storage.evidence.store import EvidenceStore
from tests import evidence_files
from tests.archives import failures, report_of
from tests.e2e.harness import ProcessHarness, asked_for, first_lines, kinds, process_harness
from tests.e2e.killing import call, child, killed_in_turn
from tests.evidence_files import attached

SCHEME = "imi-register"
HERE = "Your audit pack is here, in this conversation."
PLACE, SHARE = "files.getUploadURLExternal", "files.completeUploadExternal"


@pytest.fixture
async def harness(database_url: str, tmp_path: Path) -> AsyncIterator[ProcessHarness]:
    """Ana has told that she is audited, and asked for the pack; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        store = EvidenceStore(str(tmp_path / "kept"))
        with one.open(one.people[0]) as ctx:
            first = add_years(ctx.today, -3) - timedelta(days=30)
            settings.enrol(ctx, SCHEME)
            settings.set_cycle_start(ctx, SCHEME, first)
            settings.set_working_hours(ctx, 0, 24 * 60, range(7))
            day = ctx.today - timedelta(days=90)
            entry = ctx.work.entries.add(
                ctx.member.id,
                "logged",
                ctx.now,
                source_key=None,
                title="HV isolation",
                start_date=day,
                end_date=day,
                minutes=120,
                logged_at=ctx.now,
            )
            assert entry is not None
            chain_revision(ctx, entry, "saved")
            assess_again(ctx, [entry])
            attached(ctx, entry)
            evidence_files.put(store, ctx, tmp_path)
            last = add_years(first, 3) - timedelta(days=1)
            audit = body_audits.begin(ctx, SCHEME, (first, last), None)
            audit_pack.ask(ctx, audit.id)
        yield one


async def test_a_pack_comes_once_though_killed_at_each_step(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    ana = harness.people[0]
    steps = [
        child("documents/child"),
        call(PLACE, {"filename": ".zip"}, after=False),
        call(SHARE, {"files": ".zip"}, after=True),
        call("chat.update", {"text": "Your audit pack is here"}, after=True),
    ]
    (tmp_path / "work").mkdir()
    places = {
        "CPDBOT_EVIDENCE_URL": str(tmp_path / "kept"),
        "TMPDIR": str(tmp_path / "work"),
    }
    await killed_in_turn(harness, steps, settings=places)
    [file] = harness.files(ana)
    assert kinds([file]) == ["zip"]
    content = harness.sandbox.workspace.file_contents[file.id]
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        document, evidence, archive, read_me = pack.namelist()
        assert (document, read_me) == ("record.pdf", "README.txt")
        assert pack.read(evidence) == evidence_files.PDF
        assert failures(report_of(tmp_path, pack.read(archive))) == []
    said = first_lines(asked_for(harness.said(ana)))
    assert said.count(HERE) == 1
    assert len(said) == 2  # that she is audited, and that the pack is here
    harness.check()
