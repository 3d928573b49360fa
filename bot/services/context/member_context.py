"""The context of one member's request: a unit of work, the member locked, the rules in force.

Every service that changes something takes one; no service opens a transaction itself. A context is
used on one thread, from its opening to its commit.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.badges.issuer import Issuer
from bot.clock import Clocks
from bot.policy import access
from bot.policy.access import WORKPLACE, Permission, Principal, Subject
from bot.policy.file_quotas import FileQuotas
from bot.policy.frameworks.framework import Framework
from bot.policy.nudges.trigger import Trigger
from bot.policy.nudges.triggers import TRIGGERS
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.schemes.pack import Pack
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.context.known_people import KnownPeople
from bot.services.context.message_kinds import PACKAGE, MessageKinds, message_kinds
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.context.refused_blocks import still_refused
from bot.services.context.rules_in_force import (
    Rules,
    RulesInForce,
    coach_allowed,
    workplace_settings,
)
from bot.timestamps.authority import Authority
from storage.engine.database import Database
from storage.evidence.store import EvidenceStore
from storage.members.members import Found
from storage.queues.inbox import InboxItem
from storage.record.held_messages import Held
from storage.row_types import MemberRecord
from storage.unit_of_work import UnitOfWork, look, unit_of_work


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is doing something, in Slack's ids."""

    workspace_id: str
    slack_id: str

    @property
    def lane(self) -> str:
        """Whose units run one after the other."""
        return f"{self.workspace_id}:{self.slack_id}"


@dataclass(frozen=True, slots=True)
class Origin:
    """What set a change off: an event from the inbox, or an interaction by its trigger id.

    `key` is unique to it, so that what it makes is made once. `at` is the calendar moment at
    which the person acted, where that is not now. `by_home`: they look at their Home just now.
    """

    key: str
    item: InboxItem | None = None
    at: datetime | None = None
    by_home: bool = False


@dataclass(slots=True)
class MemberContext:
    """One member's request, inside one transaction in which nobody else writes about them."""

    work: UnitOfWork
    member: MemberRecord
    origin: Origin
    now: datetime
    """Calendar time, UTC."""
    real: datetime
    rules: Mapping[str, Pack]
    """Packs by name, with this workplace's decisions in them."""
    kinds: MessageKinds
    """The kinds of messages that this process knows."""
    workplace: WorkplaceSettings
    frameworks: tuple[Framework, ...] = ()
    """The subject frameworks that were loaded here, of all packs, in the order of their loading."""
    rules_in_force: RulesInForce | None = field(default=None, repr=False)
    """By what the rules are read anew, where they may have changed since the unit began."""
    refused_blocks: frozenset[str] = frozenset()
    """Types of blocks that Slack does not take in this workspace, as far as is known."""
    admins: frozenset[str] = frozenset()
    """Slack ids that are administrators by the operator's word."""
    people: Mapping[str, Named] = field(default_factory=dict)
    """Everybody whom the action names, by Slack id."""
    looked: Any = None
    """What the action had read before this unit began."""
    home_held_back: timedelta = timedelta()
    coach: CoachEndpoint | None = None
    """Where a language model may be asked; None where the operator names none."""
    quotas: FileQuotas = field(default_factory=FileQuotas)
    """How much of members' files is kept."""
    badges: Issuer | None = None
    """Who issues badges; None where the operator names nobody."""
    coach_allowed: bool = False
    """Whether an administrator allows the coach in this workspace."""
    known_people: KnownPeople = field(default_factory=KnownPeople)
    """What the members are called whom this process has met."""
    rooms: tuple[str, ...] = ()
    """The packages whose declarations hold in this process; ours where there are none."""
    account_key: str = field(default="", repr=False)
    """What accounts are hashed with in this workspace; empty where there is no key yet."""
    questions_put: set[int] = field(default_factory=set)
    """Entries about which this unit has put a question of their dialogue."""
    held_put: list[Held] = field(default_factory=list)
    """Words of which this unit has asked whether they are an answer or a new entry."""
    held_settled: list[tuple[Held, str]] = field(default_factory=list)
    """Held words of which this unit was told what they are, with the choice's name."""
    turns_taken_back: list[str] = field(default_factory=list)
    """What this unit's undo took back, as turns are known: whoever keeps more of a turn than how
    its entries were puts that back, too.
    """
    worked_out: dict[int, Any] = field(default_factory=dict)
    """What entries are worth, kept by whoever worked it out: `assessment`."""
    left_unasked: set[int] = field(default_factory=set)
    """Entries with others queued behind them, of which nothing more is asked: `question_queue`."""
    entries_changed: set[int] = field(default_factory=set)
    """Entries of the member's of which this unit has changed what others show."""
    asked_besides: set[int] = field(default_factory=set)
    """Entries about which this unit asks something that is no question of their dialogue."""
    to_be_checked: dict[int, set[str]] = field(default_factory=dict)
    """By saved entry: what this unit has changed in it that is held against the rest: `checks`."""
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

    def rules_now(self) -> Rules:
        """The rules as they stand at this moment, with what this unit has decided or loaded."""
        if self.rules_in_force is None:
            return Rules(self.rules, frameworks=self.frameworks)
        return self.rules_in_force.read(self.work)

    @property
    def coach_on(self) -> bool:
        """Whether a language model may be asked for this member: there is one, an administrator
        allows it, and the member has turned it on and is still here.
        """
        theirs = self.member.coach == "on" and not self.member.deactivated
        return self.coach is not None and self.coach_allowed and theirs

    def may(self, action: Permission, subject: Subject = WORKPLACE) -> bool:
        """Whether the member may do that, to a member or in the workplace: what
        `bot.policy.access.may` says of the facts that this unit knows.
        """
        return access.may(self._principal(action), action, subject)

    def must(
        self,
        action: Permission,
        subject: Subject = WORKPLACE,
        *,
        otherwise: str = "administrators_only",
    ) -> None:
        """Raises Refused(otherwise) where the member may not."""
        if not self.may(action, subject):
            raise Refused(otherwise)

    def _principal(self, action: Permission) -> Principal:
        """The member as whoever acts. Given roles are read, once in a unit, only where the answer
        turns on them: not for an action that no given role permits, nor, where only administrators
        may, for somebody who is an administrator already.
        """
        member = self.member
        configured = member.slack_id in self.admins
        by_others = member.slack_admin or configured
        turns_on_it = access.turns_on_given_roles(action, administers=by_others)
        return Principal(
            member_id=member.id,
            slack_admin=member.slack_admin,
            configured=configured,
            given_roles=self.work.members.roles(member.id) if turns_on_it else frozenset(),
        )

    def reply(
        self,
        kind: str,
        values: Mapping[str, Any] | None = None,
        *,
        entry_id: int | None = None,
        thread_ts: str | None = None,
    ) -> int | None:
        """Answer the member in their DM, once for this origin however often it is worked on.

        The message's number; None where it was said before.
        """
        self._replies += 1
        return self.work.messages.say(
            self.member.id,
            kind,
            f"reply:{self.origin.key}:{self._replies}",
            self.real,
            values,
            entry_id=entry_id,
            thread_ts=thread_ts,
        )

    def say_refused(self, refused: Refused, *, thread_ts: str | None = None) -> None:
        """Answer why something was not done."""
        values = {"sentence": refused.sentence, **refused.values}
        self.reply("say", values, thread_ts=thread_ts)

    def change_member(self, **changes: Any) -> None:
        """Change the member's own columns and see them from here on."""
        self.member = self.work.members.change(self.member, **changes)

    def show_home(self, member_id: int | None = None) -> None:
        """Have a Home shown anew, the member's own or another's: at once where they look at it,
        else held back a little, so that several changes become one.
        """
        looking = self.origin.by_home and member_id is None
        due = self.real if looking else self.real + self.home_held_back
        self.work.messages.show_home(member_id or self.member.id, self.real, due)

    def commit(self) -> None:
        """Keep everything, and with it that the event has been worked off."""
        if self.origin.item is not None:
            self.work.finish(self.origin.item)
        self.work.commit()


@dataclass(frozen=True, slots=True)
class ContextFactory:
    """What services stand on: the database, the clocks and the packs. One per process."""

    database: Database
    clocks: Clocks
    packs: Mapping[str, Pack]
    admins: frozenset[str] = frozenset()
    """Slack ids that are administrators by the operator's word."""
    home_held_back: timedelta = timedelta()
    """How long a Home that is to be shown anew waits for what else changes in it (real time)."""
    coach: CoachEndpoint | None = None
    """Where a language model may be asked; None where the operator names none."""
    evidence: EvidenceStore | None = None
    """Where the bytes of files are: for delivery's jobs and sweeps, and nothing that is waited for.
    None in a process that does none.
    """
    quotas: FileQuotas = field(default_factory=FileQuotas)
    """How much of members' files is kept."""
    clamd: str = ""
    """Where the scanner is that files are shown to before they are kept; empty where none is."""
    authority: Authority | None = None
    """Who stamps the roots of months; None where the operator names nobody."""
    badges: Issuer | None = None
    """Who issues badges for completed cycles; None where the operator names nobody."""
    kinds: MessageKinds = field(default_factory=lambda: message_kinds(PACKAGE))
    """The kinds of messages that this process knows."""
    rooms: tuple[str, ...] = ()
    """The packages whose declarations hold in this process; ours where there are none."""
    triggers: tuple[Trigger, ...] = TRIGGERS
    """What may be due to members, the most urgent first."""
    rules: RulesInForce = field(init=False)
    """The packs with each workplace's decisions in them."""
    known_people: KnownPeople = field(default_factory=KnownPeople)
    """What the members are called whom this process has met."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", RulesInForce(self.packs))

    @contextmanager
    def open(self, actor: Actor, origin: Origin) -> Iterator[MemberContext]:
        """A context for the actor's own matters; they become a member if they were none."""
        now, real = self.clocks.calendar(), self.clocks.real()
        with unit_of_work(self.database, actor.workspace_id) as work:
            found = work.members.lock(actor.slack_id)
            if found is None:
                work.workspace.ensure(real)
                found = work.members.make(actor.slack_id, now)
            yield self._acting(work, found, origin, real)

    @contextmanager
    def open_for_member(self, actor: Actor, origin: Origin) -> Iterator[MemberContext | None]:
        """The same for what concerns members alone: None for anybody else."""
        real = self.clocks.real()
        with unit_of_work(self.database, actor.workspace_id) as work:
            found = work.members.lock(actor.slack_id)
            yield self._acting(work, found, origin, real) if found else None

    @contextmanager
    def open_by_id(
        self, workspace_id: str, member_id: int, origin: Origin
    ) -> Iterator[MemberContext | None]:
        """A context about a member known by number; None if there is none."""
        now, real = self.clocks.calendar(), self.clocks.real()
        with unit_of_work(self.database, workspace_id) as work:
            found = work.members.lock_id(member_id)
            yield self._context(work, found, origin, now, real) if found else None

    @contextmanager
    def read_by_id(self, workspace_id: str, member_id: int) -> Iterator[MemberContext | None]:
        """A context to look from: no lock is taken and nothing can be kept."""
        with look(self.database, workspace_id) as work:
            yield self.read_in(work, member_id)

    @contextmanager
    def read_as(self, actor: Actor) -> Iterator[MemberContext | None]:
        """The same for somebody known by Slack's id."""
        with look(self.database, actor.workspace_id) as work:
            member = work.members.by_slack(actor.slack_id)
            yield self.read_in(work, member.id) if member else None

    def read_in(self, work: UnitOfWork, member_id: int) -> MemberContext | None:
        """The same within a unit of work that was opened for something else."""
        now, real = self.clocks.calendar(), self.clocks.real()
        found = work.members.with_workplace(member_id)
        return self._context(work, found, Origin("look"), now, real) if found else None

    def _acting(
        self, work: UnitOfWork, found: Found, origin: Origin, real: datetime
    ) -> MemberContext:
        now = origin.at or self.clocks.calendar()
        work.undo.begin(origin.key, now)
        return self._context(work, found, origin, now, real)

    def _context(
        self, work: UnitOfWork, found: Found, origin: Origin, now: datetime, real: datetime
    ) -> MemberContext:
        member, workplace = found
        self.known_people.meet(work.workspace_id, member.name)
        rules = self.rules.of(work, workplace.decided)
        return MemberContext(
            work=work,
            member=member,
            origin=origin,
            now=now,
            real=real,
            rules=rules.packs,
            frameworks=rules.frameworks,
            rules_in_force=self.rules,
            kinds=self.kinds,
            workplace=workplace_settings(work.workspace_id, workplace.settings),
            refused_blocks=still_refused(workplace.refused_blocks, real),
            admins=self.admins,
            home_held_back=self.home_held_back,
            coach=self.coach,
            quotas=self.quotas,
            badges=self.badges,
            coach_allowed=coach_allowed(workplace.settings),
            known_people=self.known_people,
            account_key=workplace.account_key,
            rooms=self.rooms,
        )
