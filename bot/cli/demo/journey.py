"""Moves the demo's calendar as time would pass: what falls due on the way is sent on the way.

Days are moved to the end of a working day, behind whatever hour a nudge keeps. What is due, and
when somebody works, is the bot's to say.
"""

import asyncio
from asyncio import wrap_future
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from bot.app import Runtime
from bot.delivery import sweeps
from bot.policy.working_time import WorkingTime, is_working, next_working_moment
from bot.services.context.member_context import Actor, ContextFactory
from bot.services.context.public_holidays import PublicHolidays
from bot.services.context.working_time import working_time_of
from bot.services.nudges import write_ups
from bot.ui.nudges.decision_reasons import why_not_in_short
from sandbox import Sandbox
from sandbox.clock import CalendarMovesForward
from sandbox.moving import Move
from sandbox.page.dates import moment as moment_in_words
from storage.queues.outbox import Outbox

BEFORE_THE_END: Final = timedelta(minutes=15)
"""So long before the end of a shift a day is landed on."""

ROUGHLY, CLOSELY = timedelta(minutes=30), timedelta(minutes=5)
"""How the moment is found at which something falls due: first roughly, then closely."""

DAY_AT_MOST: Final = timedelta(hours=14)
"""So long before a day's evening nobody is spoken to."""

SHOWN_AFTER: Final = timedelta(days=10)
"""So far the calendar shows that it moves, though nothing is due."""

LAST: Final = datetime.max.replace(tzinfo=UTC)

FOLLOWED: Final = timedelta(days=45)
"""Further jumps are taken in one leap: two years of unanswered nudges would help nobody."""

PATIENCE_DAYS: Final = 200
"""For so long the app is waited for."""

SENT_WITHIN: Final = 8.0
"""Seconds within which whatever is due at one moment has been sent."""

LOOKED_AGAIN: Final = 0.05
"""Seconds after which that is looked at again, if nothing happens in the workspace."""

USUAL: Final = WorkingTime(holidays=PublicHolidays("GB-ENG"))
"""The hours of somebody of whom the bot knows nothing yet."""


def landing(day: date, working: WorkingTime) -> datetime:
    """Shortly before the end of the shift that begins on a day, or of the next one (UTC).

    Of somebody who never works, that day at the hour at which others end theirs.
    """
    ahead = (day + timedelta(days=further) for further in range(400))
    found = next((one for one in ahead if working.works_on(one)), day)
    end_day = found if working.start < working.end else found + timedelta(days=1)
    end = datetime.combine(end_day, working.end, ZoneInfo(working.tz))
    return (end - BEFORE_THE_END).astimezone(UTC)


def moments(after: datetime, to: datetime, step: timedelta) -> Iterator[datetime]:
    """The moments on the clock that lie `step` (which divides an hour) apart, behind one and up to
    another, the last of all."""
    begun = after.replace(minute=0, second=0, microsecond=0)
    while (begun := begun + step) < to:
        if begun > after:
            yield begun
    if after < to:
        yield to


class Journey:
    """The demo's mover, see `sandbox.moving.Mover`. `contexts` reads the bot's own database."""

    can_wait = True

    def __init__(self, sandbox: Sandbox, runtime: Runtime, contexts: ContextFactory) -> None:
        self._sandbox = sandbox
        self._runtime = runtime
        self._office = contexts
        self._outbox = Outbox(contexts.database)
        self._one_at_a_time = asyncio.Lock()
        self._seen_due: set[tuple[int, str, str]] = set()

    async def move(self, wanted: Move) -> str:
        """See `sandbox.moving.Mover`."""
        async with self._one_at_a_time:
            await self._runtime.ready.wait()
            if wanted.to is not None:
                await self._to(wanted.user_id, wanted.to)
                return self._why_silent(wanted.user_id)
            before = self._heard_by(wanted.user_id)
            evening = self._sandbox.calendar.now()
            async for evening in self._evenings(wanted.user_id, wanted.days or PATIENCE_DAYS):
                if evening - self._sandbox.calendar.now() > SHOWN_AFTER:
                    self._move_to(evening)
                if wanted.until_written_to and self._heard_by(wanted.user_id) > before:
                    break
            await self._stop_at(evening)
            if self._heard_by(wanted.user_id) > before:
                return ""
            return await self._why_nothing(wanted.user_id)

    async def _to(self, user_id: str, moment: datetime) -> None:
        now = self._sandbox.calendar.now()
        if moment < now:
            raise CalendarMovesForward(f"It is already {now}.")
        if moment - now <= FOLLOWED:
            async for evening in self._evenings(user_id, FOLLOWED.days, until=moment):
                if evening == moment:
                    break
        await self._stop_at(moment)

    async def _evenings(
        self, user_id: str, days: int, until: datetime = LAST
    ) -> AsyncIterator[datetime]:
        """The evenings of the working days up to so many days on, or to the next one after that,
        none later than `until`; what is due by each has been sent.
        """
        working = self._working_time(user_id)
        evening = self._sandbox.calendar.now()
        today = evening.astimezone(ZoneInfo(working.tz)).date()
        for further in range(days + 1):
            next_one = min(landing(today + timedelta(days=further), working), until)
            if next_one > evening:
                evening = next_one
                await self._send_by(evening)
                yield evening

    async def _send_by(self, evening: datetime) -> None:
        """What is due by the evening goes out at the moment from which on it is."""
        if not await self._newly_due(evening):
            return
        begin = max(self._sandbox.calendar.now(), evening - DAY_AT_MOST)
        for roughly in moments(begin, evening, ROUGHLY):
            if not await self._newly_due(roughly):
                continue
            for moment in moments(max(begin, roughly - ROUGHLY), roughly, CLOSELY):
                if found := await self._newly_due(moment):
                    await self._stop_at(moment)
                    self._seen_due |= found

    async def _newly_due(self, moment: datetime) -> set[tuple[int, str, str]]:
        """What is due at a moment and was not at a stop before: member, kind, period."""
        pages = [page async for page in sweeps.due_by_page(self._office, moment)]
        due = {(one.member_id, one.kind, one.period) for page in pages for one in page}
        asking = partial(write_ups.to_ask, self._office, moment)
        for one in await wrap_future(self._office.database.read(asking)):
            due.add((one.member_id, "write_up", str(one.id)))
        return due - self._seen_due

    async def _stop_at(self, moment: datetime) -> None:
        """Stand at a moment until what is due then has been sent."""
        self._move_to(moment)
        await self._runtime.tick_now()
        with self._sandbox.workspace.feed.subscribe() as changes, suppress(TimeoutError):
            async with asyncio.timeout(SENT_WITHIN):
                while await self._unsent():
                    with suppress(TimeoutError):
                        async with asyncio.timeout(LOOKED_AGAIN):
                            await anext(changes)

    def _move_to(self, moment: datetime) -> None:
        """There, if time has not gone on beyond it meanwhile."""
        with suppress(CalendarMovesForward):
            self._sandbox.calendar.move_to(moment)

    async def _unsent(self) -> bool:
        counts = await wrap_future(self._office.database.read(self._outbox.counts))
        return counts.oldest is not None and counts.oldest <= self._office.clocks.real()

    async def _why_nothing(self, user_id: str) -> str:
        """That nothing came, and what the last day's decision was."""
        nothing = f"Nothing was due to {self._name(user_id)} on the way"
        with self._office.read_as(self._actor(user_id)) as ctx:
            number = None if ctx is None else ctx.member.id
        async for page in sweeps.decided_by_page(self._office, self._sandbox.calendar.now()):
            for one in page:
                if one.member_id == number and one.decision.nudge is None:
                    return f"{nothing}: {why_not_in_short(one.decision)}."
        return f"{nothing}."

    def _why_silent(self, user_id: str) -> str:
        """A sentence where the calendar stands outside somebody's working time."""
        working, now = self._working_time(user_id), self._sandbox.calendar.now()
        if is_working(now.astimezone(ZoneInfo(working.tz)), working):
            return ""
        begins = next_working_moment(now, working)
        if begins is None:
            return f"{self._name(user_id)} never works, so nothing comes."
        when = moment_in_words(begins.astimezone(ZoneInfo(working.tz)))
        return f"{self._name(user_id)} is not at work now. What is due comes from {when} on."

    def _actor(self, user_id: str) -> Actor:
        return Actor(self._sandbox.workspace.team.id, user_id)

    def _name(self, user_id: str) -> str:
        return self._sandbox.workspace.users[user_id].real_name.split()[0]

    def _working_time(self, user_id: str) -> WorkingTime:
        with self._office.read_as(self._actor(user_id)) as ctx:
            if ctx is None:
                return USUAL
            return working_time_of(ctx.member)

    def _heard_by(self, user_id: str) -> int:
        """How much the app has said to somebody for good."""
        workspace = self._sandbox.workspace
        said = workspace.messages_for(user_id, workspace.dm_of(user_id).id)
        return sum(1 for one in said if one.user_id == workspace.bot.id)
