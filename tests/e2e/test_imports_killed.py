"""A process is killed (SIGKILL) while an old log is read, taken in, tidied up after and taken back,
and another goes on with it: nothing of it is lost, nothing is there twice, and it is told once.
"""

import asyncio
import csv
import signal
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.archive import chain
from bot.delivery.import_jobs import Intake
from bot.services.importing import actions as importing
from bot.services.importing.arrivals import FileFacts
from bot.services.members import settings
from sandbox import Upload
from tests.e2e.harness import ProcessHarness, first_lines, process_harness
from tests.patience import PATIENCE
from tests.processes import Process
from tests.services.importing.driving import log_of, rows_file

ROWS = 1_000
STANDS = "SELECT count(*) FROM imported_file WHERE "
WORDS = "SELECT count(*) FROM imported_row WHERE cells IS NOT NULL"
ENTRIES = "SELECT count(*) FROM entry"


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Ana is in a scheme; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        with one.open(one.people[0]) as ctx:
            settings.enrol(ctx, "generic-30-90")
            settings.set_cycle_start(ctx, "generic-30-90", date(2000, 1, 1))
            settings.decline_opening(ctx, "generic-30-90")
            settings.set_working_hours(ctx, 0, 24 * 60, range(7))
        yield one


@pytest.mark.parametrize(
    "reached",
    [
        pytest.param(STANDS + "read_to > 0", id="while it is read"),
        pytest.param(STANDS + "staged_to > 0", id="while it is taken in"),
        pytest.param(STANDS + "state IN ('ready', 'done')", id="about the last step"),
    ],
)
async def test_an_import_goes_on_where_it_was_killed(
    harness: ProcessHarness, tmp_path: Path, reached: str
) -> None:
    number = await _arrived(harness, tmp_path)
    async with harness.bot() as process:
        killing = asyncio.create_task(_kill_once(harness, process, reached))
        if "read_to" not in reached:
            await harness.until(lambda: _is_read(harness))
            _take(harness, number)
        await killing
        await process.ended()
    if "read_to" in reached or "staged_to" in reached:
        assert await harness.count("entry", "status = 'logged'") == 0
        assert await harness.count("assessment", "1 = 1") == 0
    await harness.leases_run_out()
    async with harness.bot():
        await harness.quiet()
        if "read_to" in reached:
            _take(harness, number)
            await harness.quiet()
    await _is_all_there(harness)


async def test_rows_that_arrive_go_on_where_they_were_killed(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    """The reader's rows are kept in chunks, by the process that is killed here; whoever has the
    file read again goes on behind the last chunk.
    """
    ana = harness.people[0]
    with harness.open(ana) as ctx:
        yesterday = ctx.today - timedelta(days=1)
    log = tmp_path / "log.csv"
    with log.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(log_of(ROWS, first=yesterday))
    async with harness.bot() as process:
        killing = asyncio.create_task(_kill_once(harness, process, STANDS + "arrived_to > 0"))
        await ana.say("my old log", files=[Upload("log.csv", log.read_bytes())])
        await killing
        await process.ended()
    [(arrived, kept)] = await harness.query(
        "SELECT arrived_to, (SELECT count(*) FROM imported_row) FROM imported_file"
    )
    assert arrived == kept
    await harness.leases_run_out()
    async with harness.bot():
        await harness.until(lambda: _is_read(harness))
        await harness.quiet()
        [(number,)] = await harness.query("SELECT id FROM imported_file")
        assert await harness.count("imported_row", "1 = 1") == ROWS + 1
        _take(harness, number)
        await harness.quiet()
    await _is_all_there(harness)


async def test_words_and_worth_go_though_killed_while_tidying(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    number = await _arrived(harness, tmp_path)
    async with harness.bot() as process:
        await harness.until(lambda: _is_read(harness))
        tidying = f"SELECT {ROWS + 1} - count(*) FROM imported_row WHERE cells IS NOT NULL"
        killing = asyncio.create_task(_kill_once(harness, process, tidying))
        _take(harness, number)
        await killing
        await process.ended()
    [(left,)] = await harness.query(WORDS)
    assert 0 < left <= ROWS
    await harness.leases_run_out()
    async with harness.bot():
        await harness.quiet()
    await _is_all_there(harness)


async def test_an_undoing_ends_though_killed_between_pages(
    harness: ProcessHarness, tmp_path: Path
) -> None:
    number = await _arrived(harness, tmp_path)
    async with harness.bot() as process:
        await harness.until(lambda: _is_read(harness))
        _take(harness, number)
        await harness.quiet()
        some_are_gone = f"SELECT {ROWS} - count(*) FROM entry"
        killing = asyncio.create_task(_kill_once(harness, process, some_are_gone))
        with harness.open(harness.people[0]) as ctx:
            importing.UndoImport(number).do(ctx)
        await killing
        await process.ended()
    [(left,)] = await harness.query(ENTRIES)
    assert 0 < left < ROWS
    assert await harness.count("entry", "status = 'logged'") == 0
    await harness.leases_run_out()
    async with harness.bot():
        await harness.quiet()
    assert await harness.query(ENTRIES) == [(0,)]
    assert await harness.count("entry_revision", "kind = 'imported' AND entry_id <> 0") == ROWS
    assert await harness.count("entry_revision", "kind = 'erased'") == ROWS
    _chain_is_sound(harness)
    harness.check()


async def _arrived(harness: ProcessHarness, folder: Path) -> int:
    """A log's rows are kept, and wait to be read; its import's number."""
    ana = harness.people[0]
    with harness.open(ana) as ctx:
        whose, yesterday = ctx.member.id, ctx.today - timedelta(days=1)
    rows = rows_file(folder, log_of(ROWS, first=yesterday))
    team = harness.sandbox.workspace.team.id
    number = await Intake(harness.contexts).table(team, whose, FileFacts("file:1"), rows)
    assert number is not None
    return number


async def _is_read(harness: ProcessHarness) -> bool:
    return await harness.count("imported_file", "read_to = rows AND rows > 0") == 1


def _take(harness: ProcessHarness, number: int) -> None:
    with harness.open(harness.people[0]) as ctx:
        importing.Take(number, own=True, words=True).do(ctx)


async def _kill_once(harness: ProcessHarness, process: Process, reached: str) -> None:
    """As soon as a count is above nought: asked again and again, to be there in time."""
    async with asyncio.timeout(PATIENCE):
        while (await harness.query(reached))[0][0] <= 0:
            pass
    process.terminate(signal.SIGKILL)


async def _is_all_there(harness: ProcessHarness) -> None:
    assert await harness.count("entry", "status = 'logged'") == ROWS
    assert await harness.query(ENTRIES) == [(ROWS,)]
    assert await harness.count("assessment", "state = 'counted'") == ROWS
    assert await harness.count("assessment", "CAST(findings AS VARCHAR) = '[]'") == 0
    assert await harness.count("entry_revision", "kind = 'imported' AND entry_id <> 0") == ROWS
    assert await harness.count("entry_revision", "kind = 'imported' AND entry_id = 0") == 1
    assert await harness.query(WORDS) == [(0,)]
    assert await harness.count("imported_worth", "1 = 1") == 0
    _chain_is_sound(harness)
    told = [one for one in first_lines(harness.heard(harness.people[0])) if "1,000 entries" in one]
    assert len(told) == 1
    harness.check()


def _chain_is_sound(harness: ProcessHarness) -> None:
    with harness.open(harness.people[0]) as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 100_000)
        assert chain.verify(revisions, ctx.member.chain_head) is None
