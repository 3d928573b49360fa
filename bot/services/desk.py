"""Where one member's matter is dealt with: a unit of work, the member locked, the rules in force.

Every service that changes something takes a Desk; no service opens a transaction itself.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clocks
from bot.policy.facts import WorkplaceSettings
from bot.policy.pack import Pack, RuleDecision
from storage.database import Database
from storage.inbox import InboxItem
from storage.records import MemberRecord
from storage.unit_of_work import UnitOfWork, look, unit_of_work


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is doing something, in Slack's ids. `name` is kept where Slack sent one."""

    workspace_id: str
    slack_id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What set a change off: an event from the inbox, or an interaction by its trigger id.

    `key` is unique to it, so that what it makes is made once. `at` is the calendar moment at
    which the person acted, where that is not now.
    """

    key: str
    item: InboxItem | None = None
    at: datetime | None = None


@dataclass(slots=True)
class Desk:
    """One member's request, inside one transaction in which nobody else writes about them."""

    work: UnitOfWork
    member: MemberRecord
    origin: Origin
    now: datetime
    """Calendar time, UTC."""
    real: datetime
    rules: Mapping[str, Pack]
    """Packs by name, with this workplace's decisions in them."""
    workplace: WorkplaceSettings
    admins: frozenset[str] = frozenset()
    """Slack ids that are administrators by the operator's word."""
    _replies: int = field(default=0)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.member.zone)

    @property
    def today(self) -> date:
        """The member's local date."""
        return self.now.astimezone(self.zone).date()

    @property
    def working_day(self) -> int:
        """How many minutes the member's own working day has: what "half a day" is half of."""
        return self.member.work_end - self.member.work_start

    async def reply(
        self,
        kind: str,
        values: Mapping[str, Any] | None = None,
        *,
        entry_id: int | None = None,
        thread_ts: str | None = None,
    ) -> None:
        """Answer the member in their DM, once for this origin however often it is worked on."""
        self._replies += 1
        await self.work.messages.say(
            self.member.id,
            kind,
            f"reply:{self.origin.key}:{self._replies}",
            self.real,
            values,
            entry_id=entry_id,
            thread_ts=thread_ts,
        )

    async def change_member(self, **changes: Any) -> None:
        """Change the member's own columns and see them from here on."""
        self.member = await self.work.members.change(self.member.id, **changes)

    async def commit(self) -> None:
        """Keep everything, and with it that the event has been worked off."""
        if self.origin.item is not None:
            await self.work.finish(self.origin.item)
        await self.work.commit()


@dataclass(frozen=True, slots=True)
class Office:
    """What services stand on: the database, the clocks and the packs. One per process."""

    database: Database
    clocks: Clocks
    packs: Mapping[str, Pack]
    admins: frozenset[str] = frozenset()
    """Slack ids that are administrators by the operator's word."""

    async def is_known(self, actor: Actor) -> bool:
        """Whether Slack has told us who this is."""
        async with look(self.database, actor.workspace_id) as work:
            member = await work.members.by_slack(actor.slack_id)
        return member is not None and member.profile_at is not None

    @asynccontextmanager
    async def desk(self, actor: Actor, origin: Origin) -> AsyncIterator[Desk]:
        """A desk for the actor's own matters; they become a member if they were none."""
        now, real = self.clocks.calendar(), self.clocks.real()
        async with unit_of_work(self.database, actor.workspace_id) as work:
            await work.workspace.ensure(real)
            member = await work.members.lock(actor.slack_id, now)
            yield await self._desk(work, member, origin, origin.at or now, real)

    @asynccontextmanager
    async def desk_for(
        self, workspace_id: str, member_id: int, origin: Origin
    ) -> AsyncIterator[Desk | None]:
        """A desk about a member known by number; None if there is none."""
        now, real = self.clocks.calendar(), self.clocks.real()
        async with unit_of_work(self.database, workspace_id) as work:
            member = await work.members.lock_id(member_id)
            yield await self._desk(work, member, origin, now, real) if member else None

    @asynccontextmanager
    async def reading_desk(self, workspace_id: str, member_id: int) -> AsyncIterator[Desk | None]:
        """A desk to look from: no lock is taken and nothing can be kept."""
        now, real = self.clocks.calendar(), self.clocks.real()
        async with look(self.database, workspace_id) as work:
            member = await work.members.get(member_id)
            yield await self._desk(work, member, Origin("look"), now, real) if member else None

    async def _desk(
        self, work: UnitOfWork, member: MemberRecord, origin: Origin, now: datetime, real: datetime
    ) -> Desk:
        return Desk(
            work=work,
            member=member,
            origin=origin,
            now=now,
            real=real,
            rules=await rules_in_force(work, self.packs),
            workplace=await workplace_settings(work),
            admins=self.admins,
        )


async def rules_in_force(work: UnitOfWork, packs: Mapping[str, Pack]) -> Mapping[str, Pack]:
    """The packs with this workplace's decisions in them."""
    decisions: dict[str, tuple[RuleDecision, ...]] = {}
    for one in await work.enrolments.decisions():
        decision = RuleDecision(one.pack, one.key, one.value, one.decided_on, one.valid_from)
        decisions[one.pack] = (*decisions.get(one.pack, ()), decision)
    return {name: _decided(pack, decisions.get(name, ())) for name, pack in packs.items()}


@lru_cache(maxsize=512)
def _decided(pack: Pack, decisions: tuple[RuleDecision, ...]) -> Pack:
    """One pack per set of decisions in a process: what is worked out from a pack is remembered."""
    return pack.with_decisions(decisions)


async def workplace_settings(work: UnitOfWork) -> WorkplaceSettings:
    """The workplace's own numbers, policy's defaults where it set none."""
    workspace = await work.workspace.get()
    return WorkplaceSettings(**(workspace.settings if workspace else {}))
