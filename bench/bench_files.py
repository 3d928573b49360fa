"""How long a certificate of 1 MB takes from its event to the card of its draft, and how long others
wait for their cards meanwhile.

People drop one after another, each once the draft of the one before is there, while others write,
one at a time. The same others' waits before it began are what theirs are held against.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import count, islice
from pathlib import Path
from typing import Any, Final

import aiohttp
from fpdf import FPDF
from PIL import Image
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bench.bench_acks import SENTENCE, WARMING
from bench.copying import Person, person
from bench.data import QUIET
from bench.databases import Databases
from bench.driving import Sending, Slack, drive
from bench.measuring import OthersWaits, median, percentile
from bench.population import MEMBERS
from bench.processes import server, serving
from bench.slack import dropped, message
from storage.engine.database import Dialect

BYTES: Final = 1_000_000
_SIDE: Final = 560
"""Of a picture of noise, in pixels: what makes the file as large as it is to be."""
_BEFORE: Final = 20
"""People whose waits before the files are what others' are held against."""
_PATIENCE: Final = 120.0
_LINES: Final = (
    "Certificate of completion",
    "Course: High voltage isolation",
    "Date completed: 2 March 2026",
    "Duration: 2 hours",
    "Provider: Bosch Training",
)


@dataclass(frozen=True, slots=True)
class Size:
    """Files that are dropped; `people` write meanwhile, at most."""

    files: int
    people: int


@dataclass(slots=True)
class _Found(OthersWaits):
    """Waits for cards, in seconds; `files` are those of drafts."""

    files: list[float] = field(default_factory=list)


class _Posts:
    """When channels were posted to, for several who wait at once."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._at: dict[str, float] = {}
        self._new = asyncio.Condition()

    async def listen(self) -> None:
        """Until it is cancelled."""
        while True:
            self._at |= await self._slack.noted()
            async with self._new:
                self._new.notify_all()
            await asyncio.sleep(0.02)

    async def after(self, channel: str, sent: float) -> float:
        """Seconds until the first that came to a channel once something was sent from there."""
        async with asyncio.timeout(_PATIENCE), self._new:
            await self._new.wait_for(lambda: self._at.get(channel, 0.0) >= sent)
        return self._at[channel] - sent


def measure(databases: Databases, dialect: Dialect, size: Size, folder: Path) -> dict[str, Any]:
    """Certificates on one kind of database: milliseconds to their drafts, and of others' waits."""
    file = folder / "certificate.pdf"
    file.write_bytes(certificate())
    needed = size.files + size.people + _BEFORE + 2 * WARMING + 2
    url = databases.with_enrolments(dialect, "files", -(-needed // MEMBERS) * 100)
    people = (person(number) for number in range(1, needed))
    evidence = folder / f"evidence-{dialect}"
    try:
        found = asyncio.run(_measure(url, size, people, (file, evidence)))
        _check(url, size.files)
    finally:
        databases.drop(url)
    return {
        "dialect": dialect,
        "bytes": file.stat().st_size,
        "files": len(found.files),
        "draft_p50": median(found.files) * 1000,
        "draft_p90": percentile(found.files, 0.9) * 1000,
        **found.milliseconds(),
    }


def certificate() -> bytes:
    """A page of text beneath a picture that no compression makes smaller: about 1 MB."""
    noise = Image.frombytes("RGB", (_SIDE, _SIDE), os.urandom(3 * _SIDE * _SIDE))
    picture = BytesIO()
    noise.save(picture, "png")
    document = FPDF()
    document.set_font("Helvetica", size=14)
    document.add_page()
    for line in _LINES:
        document.cell(0, 10, line, new_x="LMARGIN", new_y="NEXT")
    document.image(picture, w=80)
    return bytes(document.output())


def _check(url: str, files: int) -> None:
    """Raises RuntimeError unless each file has become a draft that bears it: else something quicker
    was measured than what is promised.
    """
    borne = (
        "SELECT count(*) FROM evidence JOIN entry ON entry.id = entry_id"
        " WHERE kind = 'file' AND entry.status = 'draft'"
    )
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        drafts = connection.execute(text(borne)).scalar_one()
    engine.dispose()
    if drafts < files:
        raise RuntimeError(f"{files - drafts} of {files} files have no draft.")


async def _measure(
    url: str, size: Size, people: Iterator[Person], kept: tuple[Path, Path]
) -> _Found:
    found, numbers = _Found(), count(1)
    file, evidence = kept
    async with (
        server("-m", "bench.slack", f"file={file}") as api,
        serving(
            api,
            url,
            calendar=QUIET.isoformat(),
            env={"CPDBOT_EVIDENCE_URL": str(evidence)},
        ) as ours,
        aiohttp.ClientSession() as http,
    ):
        posts = _Posts(Slack(api.port, http))
        listening = asyncio.create_task(posts.listen())

        async def wait_of(one: Person, request: Callable[[], bytes]) -> float:
            sent = await drive(ours.port, [Sending(one.channel, request)], 1, [])
            return await posts.after(one.channel, sent[one.channel])

        async def writes(one: Person) -> float:
            about = (one.workspace, one.user, one.channel)
            return await wait_of(one, partial(message, *about, SENTENCE, next(numbers)))

        async def drops(one: Person) -> float:
            about = (one.workspace, one.user, one.channel)
            address = f"http://127.0.0.1:{api.port}/file"
            return await wait_of(one, partial(dropped, *about, address, next(numbers)))

        for one in islice(people, WARMING):
            await writes(one)
        found.before = [await writes(one) for one in islice(people, _BEFORE)]
        await drops(next(people))
        dropping = list(islice(people, size.files))

        async def drop_all() -> None:
            for one in dropping:
                found.files.append(await drops(one))

        going_on = asyncio.create_task(drop_all())
        for one in islice(people, size.people):
            if going_on.done():
                break
            found.meanwhile.append(await writes(one))
        await going_on
        listening.cancel()
    return found
