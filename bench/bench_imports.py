"""How long an old log of many rows takes to be read and taken in, what its last step takes, and how
long others wait for their cards meanwhile.

One person's log goes in while others write, one at a time; the same others' waits before it began
are what theirs are held against.
"""

import asyncio
import json
import time
from asyncio import wrap_future
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, Final

import aiohttp

from bench.bench_acks import SENTENCE, WARMING
from bench.copying import Person, person
from bench.data import QUIET, office_for
from bench.databases import Databases
from bench.driving import Sending, Slack, drive
from bench.measuring import OthersWaits
from bench.population import MEMBERS
from bench.processes import Server, server, serving
from bench.slack import message
from bot.delivery.import_jobs import Intake, Taking
from bot.services.context.member_context import ContextFactory, Origin
from bot.services.importing import taking
from bot.services.importing.arrivals import FileFacts
from storage.engine.database import Database, Dialect
from storage.engine.errors import StorageUnavailable
from storage.importing.records import ImportRecord
from storage.queues.jobs import Job, JobRecord

_HEADING: Final = ("Date", "Course title", "Provider", "Hours", "What did you learn?", "Comments")
_DID: Final = ("prove dead", "log the readings", "lock the plug off", "check my gloves", "scan it")
_BEFORE_THAT: Final = ("I touch the pack", "a lid comes off", "we charge it", "anybody drives it")
_WHERE: Final = ("battery job", "hybrid", "inverter repair", "road test", "van", "diagnosis", "MOT")
_WHY: Final = (
    "which helps on every {where}",
    "so that my next {where} takes less time",
    "and I now do that at each {where}",
)
_COMMENTS: Final = ("Good", "Small group, mostly practice", "Dr Jones was our trainer", "", "n/a")
_PATIENCE: Final = 600.0
_POLL: Final = 0.1
_BEFORE: Final = 20
"""People whose waits before the import are what others' are held against."""


@dataclass(frozen=True, slots=True)
class Size:
    """Rows of the log; `people` write while it is taken in, at most."""

    rows: int
    people: int


@dataclass(slots=True)
class _Found(OthersWaits):
    """Others' waits for cards, and how long it took, in seconds; megabytes."""

    read: float = 0.0
    taken: float = 0.0
    grown: float = 0.0


def measure(databases: Databases, dialect: Dialect, size: Size, folder: Path) -> dict[str, Any]:
    """A log on one kind of database: seconds, milliseconds of others' waits, and megabytes by which
    the server grew.
    """
    log = _log(folder, size.rows)
    copies = -(-(size.people + _BEFORE + WARMING + 2) // MEMBERS)
    url = databases.with_enrolments(dialect, "imports", copies * 100)
    alone = databases.copy(url, "imports_alone")
    others = (person(number) for number in range(2, size.people + _BEFORE + WARMING + 2))
    try:
        last_step = asyncio.run(_last_step(alone, log))
        found = asyncio.run(_measure(url, log, others))
    finally:
        for made in (url, alone):
            databases.drop(made)
    return {
        "dialect": dialect,
        "rows": size.rows,
        "read": found.read,
        "taken": found.taken,
        "seconds": found.read + found.taken,
        "last_step": last_step * 1000,
        "grown": found.grown,
        **found.milliseconds(),
    }


def _log(folder: Path, rows: int) -> Path:
    """The rows of a log as a reader of files writes them: two a day, backwards."""
    path = folder / f"log-{rows}.jsonl"
    with path.open("w", encoding="utf-8") as out:
        lines: Sequence[Any] = ({"sheet": "Log", "columns": 6, "rows": rows + 1}, _HEADING)
        for line in lines:
            out.write(json.dumps(line) + "\n")
        for number in range(rows):
            day = (QUIET - timedelta(days=1 + number // 2)).date()
            comment = _COMMENTS[number % len(_COMMENTS)]
            row = [f"{day:%d/%m/%Y}", f"Course {number}", "Bosch", "1", _learnt(number), comment]
            out.write(json.dumps(row) + "\n")
    return path


def _learnt(number: int) -> str:
    """An account, in no two rows the same, as nobody's words are: what is read once is no help with
    the next.
    """
    did, before, where, why = (
        words[number // step % len(words)]
        for words, step in ((_DID, 1), (_BEFORE_THAT, 5), (_WHERE, 20), (_WHY, 140))
    )
    return f"On day {number} I learnt to {did} before {before}, {why.format(where=where)}"


async def _last_step(url: str, log: Path) -> float:
    """How long the unit takes that shows everything at once, with nobody else about: seconds."""
    database = Database(url)
    contexts = office_for(database, QUIET)
    try:
        known = await _confirmed(contexts, log, partial(_read_here, contexts))
        job = _job(known, taking.TAKE)
        await Taking(contexts)(job, _unreported)
        ended = JobRecord(
            id=0,
            member_id=known.member_id,
            key=f"{taking.TAKE}:{known.id}:0",
            kind=taking.TAKE,
            state="done",
            progress={},
            result={},
            error=None,
            created_at=known.created_at,
        )

        def step() -> float:
            began = time.perf_counter()
            with contexts.open_by_id(_workspace(), known.member_id, Origin("bench:last")) as ctx:
                assert ctx is not None  # noqa: S101 - they gave the log
                taking.ended(ctx, ended)
                ctx.commit()
            return time.perf_counter() - began

        return await wrap_future(database.write(step))
    finally:
        database.close()


async def _read_here(contexts: ContextFactory, known: ImportRecord) -> None:
    from bot.delivery.import_jobs import Reading  # noqa: PLC0415 - the server reads it elsewhere
    from bot.readers.rows import ChildReaders  # noqa: PLC0415 - likewise

    await Reading(contexts, ChildReaders())(_job(known, "import_read"), _unreported)


async def _unreported(_so_far: Any) -> None:
    """Nobody waits to see how far it is."""


def _job(known: ImportRecord, kind: str) -> Job:
    values = {"import": known.id, "times": 0}
    lane = f"member:{known.member_id}"
    return Job(1, _workspace(), known.member_id, lane, kind, values, 1, 1, QUIET)


def _workspace() -> str:
    return person(1).workspace


async def _confirmed(
    contexts: ContextFactory, log: Path, read: Callable[[ImportRecord], Any]
) -> ImportRecord:
    """The log once it is read and its member has said that they did it all."""
    number = await _given(contexts, log)
    await read(_stands(contexts, number))
    known = _stands(contexts, number)

    def confirm() -> None:
        with contexts.open_by_id(_workspace(), known.member_id, Origin("bench:confirm")) as ctx:
            assert ctx is not None  # noqa: S101 - as above
            taking.confirm(ctx, known.id, own=True, words_mine=True)
            ctx.commit()

    await wrap_future(contexts.database.write(confirm))
    return _stands(contexts, number)


async def _given(contexts: ContextFactory, log: Path) -> int:
    """The import of the log, once its rows are kept. In life the server's own process keeps them;
    beside it the file may be locked, and the job would be done again, as here.
    """
    about = FileFacts("bench:log", "log.csv")
    async with asyncio.timeout(_PATIENCE):
        while True:
            with suppress(StorageUnavailable):
                number = await Intake(contexts).table(_workspace(), 1, about, log)
                assert number is not None  # noqa: S101 - there is such a member
                return number


def _stands(contexts: ContextFactory, number: int) -> ImportRecord:
    with contexts.read_by_id(_workspace(), 1) as ctx:
        known = None if ctx is None else ctx.work.imports.get(number, 1)
    assert known is not None  # noqa: S101 - it was begun
    return known


async def _measure(url: str, log: Path, others: Iterator[Person]) -> _Found:
    found, numbers = _Found(), count(1)
    database = Database(url)
    contexts = office_for(database, QUIET)
    try:
        async with (
            server("-m", "bench.slack") as api,
            serving(api, url, calendar=QUIET.isoformat()) as ours,
            aiohttp.ClientSession() as http,
        ):
            slack = Slack(api.port, http)

            async def wait_of(one: Person) -> float:
                request = partial(
                    message, one.workspace, one.user, one.channel, SENTENCE, next(numbers)
                )
                sent = await drive(ours.port, [Sending(one.channel, request)], 1, [])
                posted = await slack.posts(sent)
                return posted[one.channel] - sent[one.channel]

            for one in islice(others, WARMING):
                await wait_of(one)
            found.before = [await wait_of(one) for one in islice(others, _BEFORE)]
            held = ours.megabytes
            going_on = asyncio.create_task(_import(contexts, log, found))
            for one in others:
                if going_on.done():
                    break
                found.meanwhile.append(await wait_of(one))
            await going_on
            found.grown = _peak(ours) - held
    finally:
        database.close()
    return found


def _peak(ours: Server) -> float:
    return ours.peak_megabytes


async def _import(contexts: ContextFactory, log: Path, found: _Found) -> None:
    began = time.monotonic()

    async def read(known: ImportRecord) -> None:
        await _until(lambda: _is_read(contexts, known.id))

    known = await _confirmed(contexts, log, read)
    found.read = time.monotonic() - began
    await _until(lambda: _stands(contexts, known.id).state == "done")
    found.taken = time.monotonic() - began - found.read


def _is_read(contexts: ContextFactory, number: int) -> bool:
    known = _stands(contexts, number)
    return known.state == "preview" and 0 < known.rows <= known.read_to


async def _until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while True:
            if await asyncio.to_thread(condition):
                return
            await asyncio.sleep(_POLL)
