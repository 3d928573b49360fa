"""Who may administer, and by whose word; the role given and taken.

Who may do so is decided in `bot.policy.access`; assigning managers is `teams.links`'s.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Literal

from bot.policy.access import Permission
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from storage.row_types import MemberRecord
from storage.vocabulary import RoleName

LEAD: Final = "cpd_lead"
"""The role of whoever runs audit rounds."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who may administer, and by whose word; only a role can be taken here."""

    slack_id: str
    name: str
    by: tuple[Literal["operator", "slack", "role"], ...]


def give_administrator(ctx: MemberContext, named: Named) -> bool:
    """Make somebody an administrator; False where they are one by role already.

    Raises Refused: administrators_only, not_a_person.
    """
    return _give(ctx, named, "administrator")


def take_administrator(ctx: MemberContext, slack_id: str) -> bool:
    """Take the role away; False where there was none.

    Raises Refused: administrators_only, administrator_by_slack, administrator_by_operator (whose
    word cannot be taken back here), last_administrator.
    """
    ctx.must(Permission.GIVE_ROLES)
    ctx.work.teams.one_at_a_time()
    others = [one for one in administrators(ctx) if one.slack_id != slack_id]
    person = ctx.work.members.by_slack(slack_id)
    if person is None or "administrator" not in ctx.work.members.roles(person.id):
        if slack_id in ctx.admins:
            raise Refused("administrator_by_operator")
        if person is not None and person.slack_admin:
            raise Refused("administrator_by_slack")
        return False
    if not others and slack_id not in ctx.admins and not person.slack_admin:
        raise Refused("last_administrator")
    return ctx.work.members.take_role(person.id, "administrator")


def give_lead(ctx: MemberContext, named: Named) -> bool:
    """Make somebody a CPD lead, who runs audit rounds; False where they are one already.

    Raises Refused: administrators_only, not_a_person.
    """
    return _give(ctx, named, LEAD)


def take_lead(ctx: MemberContext, slack_id: str) -> bool:
    """Take that role away; False where there was none. Their rounds are passed on.

    Raises Refused: administrators_only.
    """
    ctx.must(Permission.GIVE_ROLES)
    person = ctx.work.members.by_slack(slack_id)
    return person is not None and ctx.work.members.take_role(person.id, LEAD)


def leads(ctx: MemberContext) -> tuple[str, ...]:
    """The CPD leads by name. Raises Refused("administrators_only")."""
    ctx.must(Permission.SEE_ROLES)
    return tuple(one.name or one.slack_id for one in ctx.work.members.holders(LEAD))


def administrators(ctx: MemberContext) -> tuple[Administrator, ...]:
    """Everybody who may administer, by name. Raises Refused("administrators_only")."""
    ctx.must(Permission.SEE_ROLES)
    by_role = {one.id for one in ctx.work.members.holders("administrator")}
    known = {one.slack_id: one for one in ctx.work.members.administrators()}
    for slack_id in ctx.admins - known.keys():
        member = ctx.work.members.by_slack(slack_id)
        if member is not None:
            known[slack_id] = member
    found = [_administrator(ctx, one, by_role) for one in known.values()]
    found += [Administrator(one, one, ("operator",)) for one in ctx.admins - known.keys()]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.slack_id)))


def _administrator(
    ctx: MemberContext, member: MemberRecord, by_role: Collection[int]
) -> Administrator:
    by: list[Literal["operator", "slack", "role"]] = []
    if member.slack_id in ctx.admins:
        by.append("operator")
    if member.slack_admin:
        by.append("slack")
    if member.id in by_role:
        by.append("role")
    return Administrator(member.slack_id, member.name or member.slack_id, tuple(by))


def _give(ctx: MemberContext, named: Named, role: RoleName) -> bool:
    ctx.must(Permission.GIVE_ROLES)
    if named.profile.kind != "person" or named.profile.deactivated:
        raise Refused("not_a_person")
    person = ctx.work.members.by_slack(named.slack_id)
    if person is None:
        person = ctx.work.members.meet(
            named.slack_id, ctx.now, name=named.profile.name, kind=named.profile.kind
        )
    return ctx.work.members.give_role(person.id, role, ctx.member.id, ctx.now)
