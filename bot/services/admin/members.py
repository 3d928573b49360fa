"""Members as administrators look them up: a page at a time, with the schemes they are in.

Who may is decided in `bot.policy.access`. Nothing that a member wrote is shown here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.access import Permission
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.registration import words_of
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import RegistrationWord
from bot.services.admin.registrations import told_by_administrators
from bot.services.context.member_context import MemberContext
from bot.services.schemes.registration_facts import Registered
from storage.vocabulary import LinkState

MEMBERS: Final = 10


@dataclass(frozen=True, slots=True)
class MemberScheme:
    """One current enrolment of a member."""

    pack: str
    title: str
    enrolled_on: date
    cycle_start: date | None
    has_cycle: bool
    """Whether the scheme runs in cycles at all."""
    enrolment_id: int = 0
    registration_words: tuple[RegistrationWord, ...] = ()
    told: Registered | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as administrators see them: no entry, no total."""

    slack_id: str
    name: str
    deactivated: bool
    schemes: tuple[MemberScheme, ...]
    manager_slack_id: str | None
    link_state: LinkState | None


@dataclass(frozen=True, slots=True)
class MembersPage:
    """Ten members by when they came. Pass `next_after` for the next page; None on the last."""

    rows: tuple[MemberRow, ...]
    after: int
    next_after: int | None


def members_page(ctx: MemberContext, after: int = 0) -> MembersPage:
    """Members and their enrolments, `after` a member's number.

    Raises Refused("administrators_only").
    """
    ctx.must(Permission.SEE_MEMBERS)
    work = ctx.work
    members = work.members.page(after, MEMBERS + 1)
    shown = members[:MEMBERS]
    ids = [one.id for one in shown]
    enrolments = work.enrolments.of_many(ids)
    links = work.teams.managers_of(ids)
    managers = work.members.many([link.manager_id for link in links.values()])
    rows = []
    for one in shown:
        link = links.get(one.id)
        rows.append(
            MemberRow(
                slack_id=one.slack_id,
                name=one.name or one.slack_id,
                deactivated=one.deactivated,
                schemes=tuple(
                    MemberScheme(
                        pack=each.pack,
                        title=scheme_title(ctx.rules[each.pack].title, each.category),
                        enrolled_on=each.enrolled_on,
                        cycle_start=each.cycle_start,
                        has_cycle=terms(ctx.rules[each.pack], ctx.today).has_cycle,
                        enrolment_id=each.id,
                        registration_words=words_of(ctx.rules[each.pack], ctx.today),
                        told=told_by_administrators(ctx, each),
                    )
                    for each in enrolments.get(one.id, ())
                    if each.pack in ctx.rules
                ),
                manager_slack_id=managers[link.manager_id].slack_id if link else None,
                link_state=link.state if link else None,
            )
        )
    more = len(members) > MEMBERS
    return MembersPage(tuple(rows), after, shown[-1].id if more else None)
