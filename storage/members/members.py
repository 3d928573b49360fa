"""Members, their job roles and the roles they were given. Who may see what is decided in
`bot.policy.access`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_
from sqlalchemy import select as sql_select
from sqlmodel import col, delete, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.member_snapshot import MEMBERS, MemberFiles
from storage.repository import Repository, Unit, given, new, setting, table_of
from storage.row_types import JobRoleRecord, MemberRecord, columns_of, record
from storage.tables import JobRole, Member, Role, RuleDecision, Workspace
from storage.vocabulary import RoleName

_member = table_of(Member).c
_COLUMNS = columns_of(MemberRecord, table_of(Member))
_SELECTED = sql_select(
    *_COLUMNS,
    table_of(Workspace).c.settings,
    table_of(Workspace).c.refused_blocks,
    table_of(Workspace).c.account_key,
    # Decisions are only ever added: the last one's number says which rules are in force.
    sql_select(func.max(RuleDecision.id))
    .where(col(RuleDecision.workspace_id) == given("workspace"))
    .scalar_subquery(),
).join(Workspace, col(Workspace.id) == col(Member.workspace_id))
_BY_SLACK = _SELECTED.where(
    _member.workspace_id == given("workspace"), _member.slack_id == given("slack")
)
_BY_ID = _SELECTED.where(
    _member.workspace_id == given("workspace"), _member.id == given("member", _member.id)
)
# Rows that only point to the member (a line in an access log) wait for nobody.
_LOCKED_BY_SLACK = _BY_SLACK.with_for_update(key_share=True, of=table_of(Member))
_LOCKED_BY_ID = _BY_ID.with_for_update(key_share=True, of=table_of(Member))
_IS_IT = (_member.id == given("member", _member.id), _member.workspace_id == given("workspace"))


@dataclass(frozen=True, slots=True)
class Workplace:
    """What is read with a member: the workspace's settings, when Slack refused which types of
    blocks there (ISO), the number of the last decision on a rule, which says what version of
    the rules is in force, and the key of the hashes of accounts, empty where there is none yet.
    """

    settings: Mapping[str, Any]
    refused_blocks: Mapping[str, str]
    decided: int
    account_key: str = field(repr=False)


Found = tuple[MemberRecord, Workplace]


class Members(Repository):
    """The people of one workspace."""

    def __init__(self, unit: Unit, files: MemberFiles) -> None:
        super().__init__(unit)
        self._files = files
        self._changes: dict[int, dict[str, Any]] = {}
        unit.writes(self._write, what=MEMBERS)

    def get(self, member_id: int) -> MemberRecord | None:
        found = self.with_workplace(member_id)
        return found and found[0]

    def with_workplace(self, member_id: int) -> Found | None:
        """A member to read about, with the workplace's rules."""
        self._unit.flush()
        return _found(self._rows(_BY_ID, member=member_id))

    def by_slack(self, slack_id: str) -> MemberRecord | None:
        self._unit.flush()
        found = _found(self._rows(_BY_SLACK, slack=slack_id))
        return found and found[0]

    def lock(self, slack_id: str) -> Found | None:
        """The member, with nobody else writing about them until the unit ends; None if new."""
        return _found(self._rows(_LOCKED_BY_SLACK, slack=slack_id))

    def lock_id(self, member_id: int) -> Found | None:
        """The member by number, locked as by `lock`; None where there is none here."""
        return _found(self._rows(_LOCKED_BY_ID, member=member_id))

    def make(self, slack_id: str, now: datetime) -> Found:
        """A new member, locked; the same where somebody else has just made them."""
        self._insert_once(Member, slack_id=slack_id, first_seen_at=now)
        made = self.lock(slack_id)
        assert made is not None  # noqa: S101 - members are never removed, and it was just there
        return made

    def meet(self, slack_id: str, now: datetime, **profile: object) -> MemberRecord:
        """The member, made with this profile if new; neither locked nor changed if known."""
        self._insert_once(Member, slack_id=slack_id, first_seen_at=now, **profile)
        return record(MemberRecord, self._session.exec(self._slack(slack_id)).one())

    def change(self, member: MemberRecord, **changes: Any) -> MemberRecord:
        """The member with these columns set; they are written with the unit."""
        self._changes.setdefault(member.id, {}).update(changes)
        return replace(member, **changes)

    def page(self, after: int, limit: int) -> tuple[MemberRecord, ...]:
        """People (no bots) by number, `limit` at a time."""
        query = (
            select(Member)
            .where(
                Member.workspace_id == self._workspace_id,
                col(Member.id) > after,
                Member.kind != "bot",
            )
            .order_by(col(Member.id))
            .limit(limit)
        )
        return tuple(record(MemberRecord, row) for row in self._session.exec(query).all())

    def many(self, ids: Sequence[int]) -> dict[int, MemberRecord]:
        """These members by number."""
        query = select(Member).where(
            Member.workspace_id == self._workspace_id, col(Member.id).in_(ids)
        )
        return {row.id: record(MemberRecord, row) for row in self._session.exec(query).all()}

    def active(self) -> tuple[MemberRecord, ...]:
        """People (no bots) whose accounts are not switched off."""
        query = select(Member).where(
            Member.workspace_id == self._workspace_id,
            Member.kind != "bot",
            col(Member.deactivated).is_(False),
        )
        return tuple(record(MemberRecord, row) for row in self._session.exec(query).all())

    def with_coach(self) -> int:
        """How many people here have turned the coach on and are not switched off."""
        query = select(func.count()).where(
            Member.workspace_id == self._workspace_id,
            Member.coach == "on",
            col(Member.deactivated).is_(False),
        )
        return self._session.exec(query).one()

    def job_roles(self, member_id: int) -> tuple[JobRoleRecord, ...]:
        """Every job of the member, the latest first."""
        return self._files.of(member_id).jobs

    def start_job(self, member_id: int, title: str, from_date: date) -> None:
        """A new job from a day on; what ran until then ends the day it begins."""
        self._files.forget(member_id)
        open_role = and_(
            col(JobRole.member_id) == member_id,
            col(JobRole.workspace_id) == self._workspace_id,
            or_(col(JobRole.to_date).is_(None), col(JobRole.to_date) > from_date),
        )
        self._session.exec(delete(JobRole).where(open_role, col(JobRole.from_date) >= from_date))
        self._session.exec(update(JobRole).where(open_role).values(to_date=from_date))
        self._session.add(
            JobRole(
                workspace_id=self._workspace_id,
                member_id=member_id,
                title=title,
                from_date=from_date,
            )
        )
        self._session.flush()

    def roles(self, member_id: int) -> frozenset[str]:
        """The names of the roles that the member was given, read once in a unit."""
        return self._once("roles", [member_id], self._roles_of, frozenset())[member_id]

    def _roles_of(self, member_ids: Sequence[int]) -> dict[int, frozenset[str]]:
        query = select(Role.member_id, Role.name).where(
            Role.workspace_id == self._workspace_id, col(Role.member_id).in_(member_ids)
        )
        found: dict[int, frozenset[str]] = {}
        for member_id, name in self._session.exec(query).all():
            found[member_id] = found.get(member_id, frozenset()) | {name}
        return found

    def holders(self, name: RoleName) -> tuple[MemberRecord, ...]:
        """Everybody to whom this role was given, by name."""
        query = (
            select(Member)
            .join(Role, col(Role.member_id) == col(Member.id))
            .where(Role.workspace_id == self._workspace_id, Role.name == name)
            .order_by(Member.name)
        )
        return tuple(record(MemberRecord, row) for row in self._session.exec(query).all())

    def give_role(
        self, member_id: int, name: RoleName, given_by: int | None, now: datetime
    ) -> bool:
        """Give a role; False where the member has it already."""
        if name in self.roles(member_id):
            return False
        self._read.pop(("roles", member_id), None)
        self._session.add(
            Role(
                workspace_id=self._workspace_id,
                member_id=member_id,
                name=name,
                given_by=given_by,
                given_at=now,
            )
        )
        self._session.flush()
        return True

    def take_role(self, member_id: int, name: RoleName) -> bool:
        """Take a role away; False where there was none."""
        self._read.pop(("roles", member_id), None)
        done = self._session.exec(
            delete(Role).where(
                col(Role.workspace_id) == self._workspace_id,
                col(Role.member_id) == member_id,
                col(Role.name) == name,
            )
        )
        return done.rowcount > 0

    def administrators(self) -> tuple[MemberRecord, ...]:
        """Active people who may administer by Slack's word or by a role, by name."""
        given = select(Role.member_id).where(
            Role.workspace_id == self._workspace_id, Role.name == "administrator"
        )
        query = (
            select(Member)
            .where(
                Member.workspace_id == self._workspace_id,
                col(Member.deactivated).is_(False),
                or_(col(Member.slack_admin), col(Member.id).in_(given)),
            )
            .order_by(Member.name, col(Member.id))
        )
        return tuple(record(MemberRecord, row) for row in self._session.exec(query).all())

    def _write(self) -> None:
        while self._changes:
            member_id, changes = self._changes.popitem()
            writing = setting(table_of(Member), frozenset(changes), *_IS_IT)
            self._run(writing, member=member_id, **new(changes))

    def _slack(self, slack_id: str) -> SelectOfScalar[Member]:
        return select(Member).where(
            Member.workspace_id == self._workspace_id, Member.slack_id == slack_id
        )


def _found(rows: Sequence[Any]) -> Found | None:
    if not rows:
        return None
    *columns, settings, refused_blocks, account_key, decided = rows[0]
    return MemberRecord(*columns), Workplace(settings, refused_blocks, decided or 0, account_key)
