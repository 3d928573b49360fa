"""The sender: takes messages from the outbox and brings each to Slack exactly once.

A member's due posts are worked on as a batch, in their order; updates of what stands there, and
Home, come after them and have places of their own, so that none of them ever holds up a post. What
is claimed is rendered in the same transaction; none is open while Slack is asked. A post whose fate
is unknown is looked for in the conversation before it is sent again.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Final

import structlog
from sqlmodel import Session

from bot.clock import Clock
from bot.delivery.clients import Clients
from bot.delivery.content import Failed, Letter, Renderer
from bot.delivery.loop import Loop
from bot.delivery.message_delivery import Postman
from bot.delivery.outcomes import Aside, Back, Cancelled, Outcome, Sent, Settling
from bot.delivery.timeouts import Patience
from bot.metrics import Metrics
from storage.engine.database import Database
from storage.engine.errors import LeaseLost, StatementRefused, StorageUnavailable
from storage.queues.outbox import Outbox, OutboxItem, PartName

log = structlog.get_logger(__name__)

AT_ONCE: Final[dict[PartName, int]] = {"post": 64, "update": 16, "home": 8}
"""Members who are written to at the same time; most of them wait for their turn at Slack's pace."""

AT_A_TIME: Final[dict[PartName, int]] = {"post": 3, "update": 4, "home": 2}
"""Members whose messages are claimed, and so rendered, in one transaction: acks wait for it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes to one member, in order, and since when it is ours (real time)."""

    letters: tuple[Letter, ...]
    claimed_at: datetime


@dataclass(slots=True)
class _Taken:
    """What one transaction has claimed, for each of the loops."""

    now: datetime
    by_part: dict[PartName, list[Batch]] = field(default_factory=dict)


class Sender:
    """`run` until `stop`."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        *,
        renderer: Renderer,
        clients: Clients,
        real_time: Clock,
        metrics: Metrics,
        patience: Patience,
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._renderer = renderer
        self._clients = clients
        self._real_time = real_time
        self._metrics = metrics
        self._patience = patience
        self._postman = Postman(database, clients, real_time, metrics, patience)
        self._settling = Settling(outbox, renderer, real_time, metrics)
        self._loops: dict[PartName, Loop[Batch]] = {
            "post": self._loop("post", self._send_posts),
            "update": self._loop("update", self._send_others),
            "home": self._loop("home", self._send_others),
        }

    async def run(self) -> None:
        """Sends messages as they come."""
        await asyncio.gather(*(loop.run() for loop in self._loops.values()))

    async def stop(self, patience: float) -> None:
        """Takes no more messages, and waits so many seconds for those on their way."""
        await asyncio.gather(*(loop.stop(patience) for loop in self._loops.values()))

    def _loop(self, part: PartName, work: Callable[[Batch], Awaitable[None]]) -> Loop[Batch]:
        async def claim(most: int) -> Sequence[Batch]:
            return await self._claim(part, most)

        async def is_anything_due() -> bool:
            now = self._real_time()
            asking = self._database.read(lambda: self._outbox.is_anything_due(now, part))
            return await wrap_future(asking)

        return Loop(
            claim=claim,
            is_anything_due=is_anything_due,
            work=work,
            failed=self._failed,
            # Posts go first: what else there is, is claimed with them where there are none.
            signal=self._database.signals.outbox if part == "post" else None,
            at_once=AT_ONCE[part],
            at_a_time=AT_A_TIME[part],
        )

    # Claiming

    async def _claim(self, part: PartName, most: int) -> Sequence[Batch]:
        room, but = self._room(), self._clients.at_their_limit()

        def unit() -> _Taken:
            with self._database.transaction() as session:
                taken = _Taken(self._real_time())
                if part != "post":
                    self._take(session, taken, part, most)
                elif not self._take(session, taken, part, most, but=but):
                    self._take(session, taken, "update", room["update"])
                    self._take(session, taken, "home", room["home"])
                session.commit()
            return taken

        try:
            taken = await wrap_future(self._database.write(unit))
        except StatementRefused:
            log.exception("messages could not be rendered together")
            taken = await self._claim_one(part)
        self._hand_over(taken, but=part)
        return taken.by_part.get(part, [])

    def _room(self) -> dict[PartName, int]:
        """How many members' messages the loops can take now."""
        return {part: min(loop.free, AT_A_TIME[part]) for part, loop in self._loops.items()}

    def _take(
        self,
        session: Session,
        taken: _Taken,
        part: PartName,
        most: int,
        *,
        member_id: int | None = None,
        but: Sequence[str] = (),
    ) -> bool:
        """Claims and renders what is due, into `taken`; whether there was anything."""
        if not most:
            return False
        items = self._outbox.claim(
            session,
            part,
            now=taken.now,
            limit=most,
            lease=self._patience.lease,
            member_id=member_id,
            but=but,
        )
        if items:
            letters = self._renderer.render(session, items)
            taken.by_part.setdefault(part, []).extend(_batches(letters, taken.now))
        return bool(items)

    def _hand_over(self, taken: _Taken, but: PartName | None) -> None:
        for part, batches in taken.by_part.items():
            if part != but:
                self._loops[part].take(batches)

    async def _claim_one(self, part: PartName) -> _Taken:
        """One member's messages, each rendered by itself: one that the database will not have
        rendered must not hold up the others for ever.
        """

        def claimed() -> tuple[datetime, list[OutboxItem]]:
            now = self._real_time()
            with self._database.transaction() as session:
                items = self._outbox.claim(
                    session, part, now=now, limit=1, lease=self._patience.lease
                )
                session.commit()
            return now, items

        def rendered(item: OutboxItem) -> Letter:
            with self._database.snapshot() as session:
                return self._renderer.render(session, [item])[0]

        now, items = await wrap_future(self._database.write(claimed))
        letters = []
        for item in items:
            try:
                asked = self._database.read(lambda item=item: rendered(item))  # type: ignore[misc]
                letters.append(await wrap_future(asked))
            except StatementRefused as error:
                letters.append(Letter(item, Failed(error), "", None))
        return _Taken(now, {part: _batches(letters, now)} if letters else {})

    # Sending

    async def _send_posts(self, batch: Batch) -> None:
        """One after the other; what is found when the last is settled goes on at once."""
        waiting = list(batch.letters)
        claimed_at = batch.claimed_at
        while waiting:
            letter = waiting.pop(0)
            outcome = await self._postman.post(letter, claimed_at)
            if not isinstance(outcome, Sent | Cancelled | Aside):  # what is behind it waits too
                taken = await self._settle([(letter, outcome)], behind=waiting)
                self._hand_over(taken, but=None)
                return
            following = waiting[0] if waiting else None
            try:
                taken = await self._settle([(letter, outcome)], following=following)
            except (LeaseLost, StorageUnavailable):
                raise
            except Exception as error:  # noqa: BLE001 - what follows from it could not be done
                again = self._postman.mistake(letter.item, error)
                self._hand_over(await self._settle([(letter, again)], behind=waiting), but=None)
                return
            self._hand_over(taken, but="post")
            for found in taken.by_part.get("post", ()):
                waiting += found.letters
                claimed_at = found.claimed_at

    async def _send_others(self, batch: Batch) -> None:
        """What stands in one member's conversation, or their Home: settled together."""
        outcomes = await asyncio.gather(*(self._postman.change(letter) for letter in batch.letters))
        taken = await self._settle(list(zip(batch.letters, outcomes, strict=True)))
        self._hand_over(taken, but=None)

    async def _settle(
        self,
        settled: Sequence[tuple[Letter, Outcome]],
        *,
        following: Letter | None = None,
        behind: Iterable[Letter] = (),
    ) -> _Taken:
        """Writes down what came of letters, marks the one that follows as begun, and takes what is
        due to the same member if none does. What stands `behind` a letter that has to wait goes
        back with it.

        Raises `LeaseLost` where somebody else has one of them now; what came of the others is
        written down all the same.
        """
        member_id = settled[0][0].item.member_id
        published = settled[0][0].item.is_published
        room = self._room()

        def unit(*, goes_on: bool) -> _Taken:
            taken = _Taken(self._real_time())
            waits = Back(taken.now, "behind another", "behind", counted=False)
            lost = None
            with self._database.transaction() as session:
                for letter, outcome in (*settled, *((letter, waits) for letter in behind)):
                    try:
                        self._settling.settle(session, letter.item, outcome)
                    except LeaseLost as error:
                        lost = error
                try:
                    if following is not None:
                        self._outbox.begin(session, following.item)
                except LeaseLost as error:
                    lost = error
                if lost is None and following is None and goes_on:
                    self._take_next(session, taken, member_id, room["update"])
                session.commit()
            if lost is not None:
                raise lost
            return taken

        try:
            return await self._noted(lambda: unit(goes_on=not published))
        except StatementRefused:  # it may be what was to be rendered with it
            log.exception("messages could not be rendered together")
            return await self._noted(lambda: unit(goes_on=False))

    async def _noted(self, unit: Callable[[], _Taken]) -> _Taken:
        """Asked once more where the database is locked: left to its lease, a post would be looked
        for, and what is behind it would wait for that.
        """
        try:
            return await wrap_future(self._database.write(unit, patient=True))
        except StorageUnavailable as error:
            if error.reason != "locked" or error.in_commit:
                raise
            return await wrap_future(self._database.write(unit, patient=True))

    def _take_next(self, session: Session, taken: _Taken, member_id: int, updates: int) -> None:
        """What is due to a member by now: posts, or else up to so many updates."""
        if not self._outbox.is_anything_left(session, member_id, taken.now):
            return
        if not self._take(session, taken, "post", 1, member_id=member_id):
            self._take(session, taken, "update", updates, member_id=member_id)

    async def _failed(self, batch: Batch, error: Exception) -> None:
        """Settling failed by a mistake of ours: left to their lease, they are looked for then."""
        rows = [letter.item.id for letter in batch.letters]
        log.error("what came of messages could not be noted", rows=rows, exc_info=error)


def _batches(letters: Sequence[Letter], now: datetime) -> list[Batch]:
    by_member = groupby(letters, key=lambda letter: letter.item.member_id)
    return [Batch(tuple(some), now) for _, some in by_member]
