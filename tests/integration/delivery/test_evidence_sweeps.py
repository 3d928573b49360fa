"""What nobody has any more goes from the evidence store, and nothing that somebody has."""

import asyncio
import hashlib
import io
import os
from asyncio import wrap_future
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import Clocks
from bot.delivery.evidence_files import keep, later
from bot.delivery.evidence_sweeps import erase_bytes, orphans, unneeded_files
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import Actor, ContextFactory, Origin
from bot.services.record.evidence import File, attach_file, keep_file
from storage.engine.database import Database
from storage.evidence.errors import EvidenceUnavailable
from storage.evidence.store import EvidenceStore, Place
from storage.evidence.store import Kept as Stands
from tests.integration.delivery.harness import MovedClock

TEAM = "T1"
CONTENT = b"%PDF-1.7 This certifies"
HASH = hashlib.sha256(CONTENT).hexdigest()
FILE = File(HASH, len(CONTENT), "application/pdf", "certificate.pdf")
TWO_DAYS = timedelta(days=2)


@dataclass
class Kept:
    """Members, a store, and a clock that a test moves."""

    contexts: ContextFactory
    store: EvidenceStore
    clock: MovedClock
    file: Path
    units: int = 0

    def place(self, slack_id: str = "UANA") -> Place:
        """Where this one's file is."""
        with self.contexts.open(Actor(TEAM, slack_id), self._origin()) as ctx:
            ctx.commit()
            return Place(TEAM, ctx.member.id, HASH)

    def put(self, slack_id: str = "UANA") -> Place:
        """Bytes, as a job that was killed before it could say so leaves them."""
        place = self.place(slack_id)
        self.store.put(place, self.file)
        return place

    def say_so(self, slack_id: str = "UANA", *, as_evidence: bool = False) -> None:
        """The row by which they are kept."""
        with self.contexts.open(Actor(TEAM, slack_id), self._origin()) as ctx:
            keep_file(ctx, FILE)
            if as_evidence:
                entry = ctx.work.entries.add(ctx.member.id, "draft", ctx.now, source_key=None)
                assert entry is not None
                attach_file(ctx, entry, FILE)
            ctx.commit()

    async def sweep(self) -> int:
        """Both sweeps, as the ticker has them done; how many files' bytes went."""
        await unneeded_files(self.contexts)
        return await orphans(self.contexts)

    def _origin(self) -> Origin:
        self.units += 1
        return Origin(f"try:{self.units}")


@pytest.fixture
def kept(database: Database, clock: MovedClock, tmp_path: Path) -> Kept:
    store = EvidenceStore(str(tmp_path / "evidence"))
    file = tmp_path / "downloaded"
    file.write_bytes(CONTENT)
    clocks = Clocks(calendar=clock, real=clock)
    contexts = ContextFactory(database, clocks, load_packs(), evidence=store)
    return Kept(contexts, store, clock, file)


async def test_bytes_that_no_row_names_go_after_a_day(kept: Kept) -> None:
    place = kept.put()
    assert await kept.sweep() == 0
    assert kept.store.has(place)
    kept.clock.ahead = TWO_DAYS
    assert await kept.sweep() == 1
    assert not kept.store.has(place)
    assert await kept.sweep() == 0


async def test_bytes_that_a_row_names_stay_while_it_is_evidence(kept: Kept) -> None:
    place = kept.put()
    kept.say_so(as_evidence=True)
    kept.clock.ahead = timedelta(days=4000)
    assert await kept.sweep() == 0
    assert kept.store.content(place) == CONTENT


async def test_a_file_that_is_nobodys_evidence_goes_after_a_month(kept: Kept) -> None:
    place = kept.put()
    kept.say_so()
    kept.clock.ahead = timedelta(days=29)
    assert await kept.sweep() == 0
    kept.clock.ahead = timedelta(days=31)
    assert await kept.sweep() == 1
    assert not kept.store.has(place)


async def test_what_is_gone_of_one_member_is_there_of_another(kept: Kept) -> None:
    hers, his = kept.put(), kept.put("UBEN")
    kept.say_so("UBEN", as_evidence=True)
    kept.clock.ahead = TWO_DAYS
    assert await kept.sweep() == 1
    assert not kept.store.has(hers)
    assert kept.store.content(his) == CONTENT


async def test_nothing_is_swept_of_a_member_who_has_a_job_under_way(kept: Kept) -> None:
    """It may be about to say that it has put them there."""
    place = kept.put()
    with kept.contexts.open(Actor(TEAM, "UANA"), Origin("asks")) as ctx:
        ctx.work.jobs.ask(ctx.member.id, "export", "export:1", ctx.real, {})
        ctx.commit()
    kept.clock.ahead = TWO_DAYS
    assert await kept.sweep() == 0
    assert kept.store.has(place)


async def test_put_anew_they_wait_another_day(kept: Kept) -> None:
    place = kept.put()
    assert kept.store.folder is not None
    long_ago = kept.clock().timestamp() - TWO_DAYS.total_seconds()
    os.utime(kept.store.folder / place.key, (long_ago, long_ago))
    kept.put()
    assert await kept.sweep() == 0
    assert kept.store.has(place)


async def test_what_is_no_workspace_of_this_database_is_left_alone(kept: Kept) -> None:
    elsewhere = Place("TELSEWHERE", 5, HASH)
    kept.put()
    kept.store.put(elsewhere, kept.file)
    kept.clock.ahead = TWO_DAYS
    assert await kept.sweep() == 1
    assert kept.store.has(elsewhere)


async def test_a_store_that_is_gone_is_swept_another_time(kept: Kept, log: io.StringIO) -> None:
    kept.put()
    folder = kept.store.folder
    assert folder is not None
    kept.clock.ahead = TWO_DAYS
    folder.rename(folder.with_name("unmounted"))
    assert await kept.sweep() == 0
    assert not folder.exists()
    folder.with_name("unmounted").rename(folder)
    assert await kept.sweep() == 1
    assert HASH not in log.getvalue()


# Between the bytes and their row


class Killed(BaseException):
    """The process ends here."""


async def test_killed_before_the_row_its_bytes_are_swept_and_done_again_nothing_is_lost(
    kept: Kept,
) -> None:
    place = kept.place()

    async def killed() -> None:
        raise Killed

    with suppress(Killed):
        await keep(kept.store, place, kept.file, killed)
    assert kept.store.has(place)
    kept.clock.ahead = TWO_DAYS
    assert await kept.sweep() == 1
    await keep(kept.store, place, kept.file, _saying_so(kept))
    assert kept.store.content(place) == CONTENT
    [(rows,)] = await _asked(kept, "SELECT count(*) FROM stored_file")
    assert rows == 1


async def test_a_sweep_that_was_about_to_delete_takes_nothing_that_was_just_kept(
    kept: Kept,
) -> None:
    """It had looked before the row was there, and deletes right after it."""
    place = kept.put()

    async def swept_meanwhile() -> None:
        await _saying_so(kept)()
        kept.store.delete([place])

    await keep(kept.store, place, kept.file, swept_meanwhile)
    assert kept.store.content(place) == CONTENT


class Meanwhile(EvidenceStore):
    """A store in which something happens once, right after a sweep has looked how bytes are there
    and before it does what follows from that."""

    def __init__(self, url: str, happens: Callable[[], None]) -> None:
        super().__init__(url)
        self._happens: Callable[[], None] | None = happens

    def kept(self, place: Place) -> Stands | None:
        """See EvidenceStore."""
        found = super().kept(place)
        happens, self._happens = self._happens, None
        if happens is not None:
            happens()
        return found


@pytest.mark.parametrize("as_evidence", [False, True])
async def test_bytes_that_are_kept_while_a_sweep_takes_them_stay(
    kept: Kept, *, as_evidence: bool
) -> None:
    """A job had put them anew, said so and found them there, all between the sweep's last look and
    what it then did to them."""
    place = kept.put()

    def done_anew() -> None:
        kept.put()
        kept.say_so(as_evidence=as_evidence)
        assert kept.store.has(place)

    slow = Meanwhile(str(kept.store.folder), done_anew)
    contexts = replace(kept.contexts, evidence=slow)
    kept.clock.ahead = TWO_DAYS
    assert await orphans(contexts) == 0
    assert kept.store.content(place) == CONTENT
    assert await orphans(contexts) == 0


async def test_killed_while_it_takes_bytes_a_sweep_goes_on_with_them_the_next_time(
    kept: Kept,
) -> None:
    nobodys, somebodys, erased = kept.put(), kept.put("UBEN"), kept.put("UCEM")
    for place in (nobodys, somebodys, erased):
        kept.store.take_out(place)
        assert not kept.store.has(place)
    kept.say_so("UBEN", as_evidence=True)
    assert await erase_bytes(kept.contexts, TEAM, erased.member_id) == 1
    assert await kept.sweep() == 1
    assert kept.store.content(somebodys) == CONTENT
    assert kept.store.folder is not None
    files = [one for one in kept.store.folder.rglob("*") if one.is_file()]
    assert files == [kept.store.folder / somebodys.key]


async def test_nothing_is_committed_that_was_not_kept(kept: Kept) -> None:
    place = kept.put()
    folder = kept.store.folder
    assert folder is not None
    folder.rename(folder.with_name("unmounted"))
    with pytest.raises(EvidenceUnavailable) as gone:
        await keep(kept.store, place, kept.file, _saying_so(kept))
    assert await _asked(kept, "SELECT count(*) FROM stored_file") == [(0,)]
    assert str(later(gone.value)) == "evidence store: gone"


async def test_an_erasure_takes_all_that_has_no_row_and_nobody_elses(kept: Kept) -> None:
    hers, his = kept.put(), kept.put("UBEN")
    assert await erase_bytes(kept.contexts, TEAM, hers.member_id) == 1
    assert not kept.store.has(hers)
    assert kept.store.content(his) == CONTENT
    kept.put()
    kept.say_so()  # a record begun anew
    assert await erase_bytes(kept.contexts, TEAM, hers.member_id) == 0
    assert kept.store.has(hers)


def _saying_so(kept: Kept) -> Callable[[], Awaitable[None]]:
    async def commit() -> None:
        await asyncio.to_thread(kept.say_so)

    return commit


async def _asked(kept: Kept, statement: str) -> list[tuple[int, ...]]:
    def ask() -> list[tuple[int, ...]]:
        with kept.contexts.database.snapshot() as session:
            rows = session.connection().exec_driver_sql(statement).all()
        return [tuple(row) for row in rows]

    return await wrap_future(kept.contexts.database.read(ask))
