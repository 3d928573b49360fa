"""Members, their job roles and what they may do. Who may see what is decided in `bot.services`."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, or_
from sqlmodel import col, delete, select, update
from sqlmodel.sql.expression import SelectOfScalar

from storage.records import JobRoleRecord, MemberRecord, record
from storage.repository import Repository
from storage.tables import JobRole, Member, Role
from storage.vocabulary import RoleName


class Members(Repository):
    """The people of one workspace."""

    async def get(self, member_id: int) -> MemberRecord | None:
        return self._one(await self._session.get(Member, member_id))

    async def by_slack(self, slack_id: str) -> MemberRecord | None:
        return self._one((await self._session.exec(self._slack(slack_id))).one_or_none())

    async def lock(self, slack_id: str, now: datetime) -> MemberRecord:
        """The member, made if new, with nobody else writing about them until the unit ends.

        Rows that only point to the member (a line in an access log) wait for nobody.
        """
        locked = self._slack(slack_id).with_for_update(key_share=True)
        found = (await self._session.exec(locked)).one_or_none()
        if found is None:
            await self._insert_once(Member, slack_id=slack_id, first_seen_at=now)
            found = (await self._session.exec(locked)).one()
        return record(MemberRecord, found)

    async def lock_id(self, member_id: int) -> MemberRecord | None:
        """The member by number, locked as by `lock`; None where there is none here."""
        query = (
            select(Member)
            .where(Member.id == member_id, Member.workspace_id == self._workspace_id)
            .with_for_update(key_share=True)
        )
        return self._one((await self._session.exec(query)).one_or_none())

    async def meet(self, slack_id: str, now: datetime, **profile: object) -> MemberRecord:
        """The member, made with this profile if new; neither locked nor changed if known."""
        await self._insert_once(Member, slack_id=slack_id, first_seen_at=now, **profile)
        return record(MemberRecord, (await self._session.exec(self._slack(slack_id))).one())

    async def change(self, member_id: int, **changes: object) -> MemberRecord:
        """Set these columns of the member, and see them."""
        changing = (
            update(Member)
            .where(col(Member.id) == member_id, col(Member.workspace_id) == self._workspace_id)
            .values(**changes)
            .returning(Member)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        return record(MemberRecord, (await self._session.exec(changing)).scalar_one())

    async def page(self, after: int, limit: int) -> tuple[MemberRecord, ...]:
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
        return tuple(record(MemberRecord, row) for row in (await self._session.exec(query)).all())

    async def many(self, ids: Sequence[int]) -> dict[int, MemberRecord]:
        """These members by number."""
        query = select(Member).where(
            Member.workspace_id == self._workspace_id, col(Member.id).in_(ids)
        )
        return {
            row.id: record(MemberRecord, row) for row in (await self._session.exec(query)).all()
        }

    async def job_roles(self, member_id: int) -> tuple[JobRoleRecord, ...]:
        """Every job of the member, the latest first."""
        return (await self._once("jobs", [member_id], self._job_roles, ()))[member_id]

    async def start_job(self, member_id: int, title: str, from_date: date) -> None:
        """A new job from a day on; what ran until then ends the day it begins."""
        self._read.pop(("jobs", member_id), None)
        open_role = and_(
            col(JobRole.member_id) == member_id,
            col(JobRole.workspace_id) == self._workspace_id,
            or_(col(JobRole.to_date).is_(None), col(JobRole.to_date) > from_date),
        )
        await self._session.exec(
            delete(JobRole).where(open_role, col(JobRole.from_date) >= from_date)
        )
        await self._session.exec(update(JobRole).where(open_role).values(to_date=from_date))
        self._session.add(
            JobRole(
                workspace_id=self._workspace_id,
                member_id=member_id,
                title=title,
                from_date=from_date,
            )
        )
        await self._session.flush()

    async def roles(self, member_id: int) -> frozenset[str]:
        query = select(Role.name).where(
            Role.workspace_id == self._workspace_id, Role.member_id == member_id
        )
        return frozenset((await self._session.exec(query)).all())

    async def holders(self, name: RoleName) -> tuple[MemberRecord, ...]:
        """Everybody to whom this role was given, by name."""
        query = (
            select(Member)
            .join(Role, col(Role.member_id) == col(Member.id))
            .where(Role.workspace_id == self._workspace_id, Role.name == name)
            .order_by(Member.name)
        )
        return tuple(record(MemberRecord, row) for row in (await self._session.exec(query)).all())

    async def give_role(
        self, member_id: int, name: RoleName, given_by: int | None, now: datetime
    ) -> bool:
        """Give a role; False where the member has it already."""
        if name in await self.roles(member_id):
            return False
        self._session.add(
            Role(
                workspace_id=self._workspace_id,
                member_id=member_id,
                name=name,
                given_by=given_by,
                given_at=now,
            )
        )
        await self._session.flush()
        return True

    async def take_role(self, member_id: int, name: RoleName) -> bool:
        """Take a role away; False where there was none."""
        done = await self._session.exec(
            delete(Role).where(
                col(Role.workspace_id) == self._workspace_id,
                col(Role.member_id) == member_id,
                col(Role.name) == name,
            )
        )
        return done.rowcount > 0

    async def administrators(self) -> tuple[MemberRecord, ...]:
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
        return tuple(record(MemberRecord, row) for row in (await self._session.exec(query)).all())

    async def _job_roles(self, member_ids: Sequence[int]) -> dict[int, tuple[JobRoleRecord, ...]]:
        query = (
            select(JobRole)
            .where(
                JobRole.workspace_id == self._workspace_id, col(JobRole.member_id).in_(member_ids)
            )
            .order_by(col(JobRole.from_date).desc(), col(JobRole.id).desc())
        )
        found: dict[int, tuple[JobRoleRecord, ...]] = {}
        for row in (await self._session.exec(query)).all():
            found[row.member_id] = (*found.get(row.member_id, ()), record(JobRoleRecord, row))
        return found

    def _slack(self, slack_id: str) -> SelectOfScalar[Member]:
        return select(Member).where(
            Member.workspace_id == self._workspace_id, Member.slack_id == slack_id
        )

    def _one(self, row: Member | None) -> MemberRecord | None:
        if row is None or row.workspace_id != self._workspace_id:
            return None
        return record(MemberRecord, row)
