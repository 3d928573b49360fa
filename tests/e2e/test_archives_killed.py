"""A process is killed (SIGKILL) while an archive of elsewhere is kept, read, taken in and taken
back, be it the bot's or a command's: all of it is there once, or nothing.
"""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.archive import chain
from bot.clock import Clocks, real_time
from bot.delivery.evidence_sweeps import orphans, unneeded_files
from bot.delivery.import_jobs import forget_previews
from bot.services.context.member_context import ContextFactory
from bot.services.importing import actions as importing
from bot.services.members import settings
from sandbox import Upload
from storage.evidence.store import EvidenceStore
from tests.archives import CONTENT, content_of, entry, file_evidence, files_of, packed, revised
from tests.e2e.harness import ProcessHarness, asked_for, first_lines, process_harness
from tests.e2e.killing import counted, kept_in, killed_in_turn
from tests.processes import commanded
from tests.services.importing.archive_driving import from_elsewhere

ENTRIES = 250
"""More than are kept in one unit of work, and more revisions than in two."""
STANDS = "SELECT count(*) FROM imported_file WHERE "
KEPT = "SELECT count(*) FROM stored_file"
LINES = "SELECT count(*) FROM segment_revision"
ROWS = "SELECT count(*) FROM imported_row"


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Ana is in a scheme; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        _begin(one)
        yield one


def _begin(harness: ProcessHarness) -> None:
    with harness.open(harness.people[0]) as ctx:
        settings.enrol(ctx, "generic-30-90")
        settings.set_cycle_start(ctx, "generic-30-90", date(2000, 1, 1))
        settings.decline_opening(ctx, "generic-30-90")
        settings.set_working_hours(ctx, 0, 24 * 60, range(7))
        ctx.change_member(onboarding="done")


@pytest.fixture(scope="session")
def archive() -> bytes:
    """One of many entries, each on a day of its own; the first has a file."""
    record = from_elsewhere(entries=[], revisions=[], chain={"length": 0, "head": ""})
    sha256 = chain.digest(CONTENT.decode())
    for number in range(1, ENTRIES + 1):
        day = (date(2020, 1, 1) + timedelta(days=number)).isoformat()
        evidence = [file_evidence(sha256)] if number == 1 else []
        more = {"start_date": day, "end_date": day, "evidence": evidence}
        record["entries"].append(entry(number, **more))
        revised(record, "saved", number, content_of(record["entries"][-1]))
    return packed(record)


def _places(folder: Path) -> Mapping[str, str]:
    work = folder / "work"
    work.mkdir()
    return {"CPDBOT_EVIDENCE_URL": str(folder / "kept"), "TMPDIR": str(work)}


async def test_a_dropped_archive_goes_on_where_it_was_killed(
    harness: ProcessHarness, archive: bytes, tmp_path: Path
) -> None:
    ana, places = harness.people[0], _places(tmp_path)
    steps = [LINES, ROWS, STANDS + "read_to > 0"]
    await killed_in_turn(
        harness,
        [counted(one) for one in steps],
        lambda: ana.say("", files=[Upload("past.zip", archive)]),
        places,
    )
    await _is_before_her(harness, archive, tmp_path)

    async def take() -> None:
        [(number,)] = await harness.query("SELECT id FROM imported_file")
        with harness.open(ana) as ctx:
            importing.Take(number, own=True, words=True).do(ctx)

    await killed_in_turn(harness, [counted(STANDS + "staged_to > 0")], take, places)
    assert await harness.query("SELECT status, count(*) FROM entry GROUP BY status") == [
        ("logged", ENTRIES)
    ]
    assert await harness.count("entry_revision", "kind = 'imported' AND entry_id <> 0") == ENTRIES
    assert await harness.count("entry_revision", "kind = 'imported' AND entry_id = 0") == 1
    assert await harness.count("evidence", "kind = 'file'") == 1
    _chain_is_sound(harness)
    await _holds_the_chain(harness, archive)

    async def undo() -> None:
        [(number,)] = await harness.query("SELECT id FROM imported_file")
        with harness.open(ana) as ctx:
            importing.UndoImport(number).do(ctx)

    some_are_gone = f"SELECT {ENTRIES} - count(*) FROM entry"
    await killed_in_turn(harness, [counted(some_are_gone)], undo, places)
    assert await harness.count("entry", "1 = 1") == 0
    assert await harness.query(LINES) == [(0,)]
    assert await harness.count("sealed_segment", "1 = 1") == 0
    assert await harness.count("imported_row", "cells IS NOT NULL") == 0
    _chain_is_sound(harness)
    harness.check()


async def test_an_archive_that_a_command_takes_in_goes_on_where_it_was_killed(
    harness: ProcessHarness, archive: bytes, tmp_path: Path
) -> None:
    places = _places(tmp_path)
    for reached in (KEPT, LINES, ROWS):
        await _killed_while_importing(harness, archive, tmp_path, places, reached)
        assert await harness.count("entry", "1 = 1") == 0
        is_whole = await harness.count("imported_file", "state = 'preview'")
        assert await harness.count("job", "1 = 1") == is_whole
    args = ("import", str(tmp_path / "past.zip"), "--member", harness.people[0].user_id)
    async with commanded(args, harness.database_url, places) as process:
        assert await process.ended() == is_whole, process.other  # or it is before her already
    async with harness.bot(places):
        await harness.quiet()
    await _is_before_her(harness, archive, tmp_path)
    harness.check()


async def test_one_that_nobody_goes_on_with_leaves_nothing(
    sqlite_url: str, archive: bytes, tmp_path: Path
) -> None:
    """After a month it is dropped, and what was kept of it goes, in the store as well."""
    places = _places(tmp_path)
    async with process_harness(sqlite_url, mode="http") as harness:
        _begin(harness)
        await _killed_while_importing(harness, archive, tmp_path, places, LINES)
        store = EvidenceStore(places["CPDBOT_EVIDENCE_URL"])
        assert len(kept_in(tmp_path / "kept")) == 1
        assert await forget_previews(_later(harness, Clocks(calendar=_in_a_month), store)) > 0
        async with harness.bot(places):
            await harness.quiet()
        assert await harness.count("sealed_segment", "1 = 1") == 0
        assert await harness.query(LINES) == [(0,)]
        assert await harness.count("imported_row", "cells IS NOT NULL") == 0
        contexts = _later(harness, Clocks(real=_in_a_month), store)
        assert await unneeded_files(contexts) == 1
        assert await orphans(contexts) == 1
        assert kept_in(tmp_path / "kept") == []
        assert asked_for(harness.heard(harness.people[0])) == []


def _in_a_month() -> datetime:
    return real_time() + timedelta(days=31)


def _later(harness: ProcessHarness, clocks: Clocks, store: EvidenceStore) -> ContextFactory:
    return ContextFactory(harness.database, clocks, harness.contexts.packs, evidence=store)


async def _killed_while_importing(
    harness: ProcessHarness,
    archive: bytes,
    folder: Path,
    places: Mapping[str, str],
    reached: str,
) -> None:
    """`cpdbot import`, as soon as a count is above nought."""
    path = folder / "past.zip"
    path.write_bytes(archive)
    args = ("import", str(path), "--member", harness.people[0].user_id)
    async with (
        counted(reached)(harness) as there,
        commanded(args, harness.database_url, places) as process,
    ):
        await there(process)
        await process.kill()
    await _is_consistent(harness)


async def _is_consistent(harness: ProcessHarness) -> None:
    """What there is says of itself how much it is, and nothing is without its import."""
    assert await harness.query(LINES) == await harness.query(
        "SELECT coalesce(sum(arrived_to), 0) FROM sealed_segment"
    )
    assert await harness.query(ROWS) == await harness.query(
        "SELECT coalesce(sum(arrived_to), 0) FROM imported_file"
    )


async def _is_before_her(harness: ProcessHarness, archive: bytes, folder: Path) -> None:
    """One import that she is shown once, whole, and of which nothing counts yet."""
    await _is_consistent(harness)
    found = await harness.query("SELECT state, rows, read_to FROM imported_file")
    assert found == [("preview", ENTRIES, ENTRIES)]
    assert await harness.count("imported_row", "verdict = 'taken'") == ENTRIES
    assert await harness.count("entry", "1 = 1") == 0
    await _holds_the_chain(harness, archive)
    [(sha256,)] = await harness.query("SELECT sha256 FROM stored_file")
    assert [one.name for one in kept_in(folder / "kept")] == [sha256]
    told = [
        one for one in first_lines(harness.heard(harness.people[0])) if f"{ENTRIES} entries" in one
    ]
    assert len(told) == 1


async def _holds_the_chain(harness: ProcessHarness, archive: bytes) -> None:
    lines = await harness.query("SELECT line FROM segment_revision ORDER BY number")
    record = _record_in(archive)
    assert [json.loads(line) for (line,) in lines] == record["revisions"]
    assert await harness.query("SELECT number, length, head FROM sealed_segment") == [
        (0, record["chain"]["length"], record["chain"]["head"])
    ]


def _record_in(archive: bytes) -> Any:
    return json.loads(files_of(archive)["record.json"])


def _chain_is_sound(harness: ProcessHarness) -> None:
    with harness.open(harness.people[0]) as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100_000)
        assert chain.verify(revisions, ctx.member.chain_head) is None
