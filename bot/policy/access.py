"""Who may see and do what: each role's permissions as data, and `may`, which decides by them.

Pure, with nothing of the database, Slack or sentences in it. `bot.services.context.member_context`
hands in the facts about whoever acts. docs/security.md shows the same table to people; a test
compares the two.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    """What somebody is to what they act on. One person may hold several roles at once."""

    MEMBER = "member"
    """The person whose record it is."""
    MANAGER = "manager"
    """Their manager, while the link is active."""
    INACTIVE_MANAGER = "inactive_manager"
    """Whoever was named or assigned as their manager, while the link is not active: not accepted,
    the member not told yet, said to be wrong, declined or ended."""
    VIEWER = "viewer"
    """Whoever the member shows an entry or the record to, while that share holds."""
    REVIEWER = "reviewer"
    """A viewer whom the member has asked to sign off what is meant, until they have answered."""
    ADMINISTRATOR = "administrator"
    """An administrator of the workplace: by Slack's word, by the operator's, or by a given role."""
    CPD_LEAD = "cpd_lead"
    """Who runs audit rounds: by a role that an administrator gave, or an administrator to whom the
    round at hand was passed on. Nobody is one towards their own record or their report's."""
    ROUND_AUDITOR = "round_auditor"
    """Who was named to audit in a round, towards the round and nobody's record, until it is over.
    """
    AUDITOR = "auditor"
    """Who was named to audit this member who was drawn, until the round is over; never the member,
    nor a manager of theirs."""
    APPEAL_AUDITOR = "appeal_auditor"
    """Who was named to decide this appeal, until the round is over; as an auditor, and never one
    who took part in the decision."""
    SECOND_ADMINISTRATOR = "second_administrator"
    """An administrator who has no part in a round, towards somebody who was drawn in it: not the
    member, nor a manager of theirs, nor whoever runs the round, audits or decides."""
    WITNESS = "witness"
    """Who was asked to bring a seed to the round's draw, beside lead and auditors."""


class Permission(StrEnum):
    """Something that a person may be allowed to see or do."""

    SEE_RECORD = "see_record"
    CHANGE_RECORD = "change_record"
    SHARE_RECORD = "share_record"
    SEE_SHARED = "see_shared"
    SIGN_OFF = "sign_off"
    CHOOSE_MANAGER = "choose_manager"
    SEE_STANDING = "see_standing"
    REMIND = "remind"
    ANSWER_REQUEST = "answer_request"
    RELEASE = "release"
    SEE_ADMINISTRATION = "see_administration"
    SEE_RULES = "see_rules"
    DECIDE_RULES = "decide_rules"
    LOAD_RULES = "load_rules"
    SEE_MEMBERS = "see_members"
    ASSIGN_MANAGERS = "assign_managers"
    SEE_ROLES = "see_roles"
    GIVE_ROLES = "give_roles"
    ALLOW_COACH = "allow_coach"
    TELL_REGISTRATION = "tell_registration"
    MATCH_SOURCES = "match_sources"
    CHOOSE_EMOJI = "choose_emoji"
    SEE_ROOTS = "see_roots"
    ANSWER_AUDIT = "answer_audit"
    SEE_ROUND = "see_round"
    RUN_ROUND = "run_round"
    HAND_OVER_ROUND = "hand_over_round"
    COMMIT_SEED = "commit_seed"
    HANDLE_SELECTION = "handle_selection"
    SEE_SNAPSHOT = "see_snapshot"
    DECIDE_SELECTION = "decide_selection"
    DECIDE_APPEAL = "decide_appeal"
    ERASE_AT_ONCE = "erase_at_once"


@dataclass(frozen=True, slots=True)
class Principal:
    """Whoever acts, and what is known of them that does not turn on what they act on.

    `slack_admin`: Slack says that they administer the workspace. `configured`: the operator does.
    `given_roles`: the names of the roles that they were given here.
    """

    member_id: int
    slack_admin: bool = False
    configured: bool = False
    given_roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted on: something of one member's, or of the whole workplace (`member_id` None).

    `manager_id` is the manager's member number in the link that is meant, `link_active` whether
    that link is active. Without them nobody is taken for a manager. `viewer_id` is the member
    number of whom the share that is meant is with, `share_open` whether it holds now and shows what
    is meant, `asked` whether they were asked to sign that off and have not answered.

    Of an audit: `round_lead` runs the round, and `round_under_way`: it is neither closed nor
    cancelled. `auditors` were named to audit in it; of a member who was drawn, those who were named
    for them. `witnesses`
    may bring a seed. `managers` are whoever is named as a manager of the member's in any link,
    active or not: they never audit them. `appeal_auditor` was named for the member's appeal, and
    `took_part` are those who found, asked, agreed or decided something before it.
    """

    member_id: int | None = None
    manager_id: int | None = None
    link_active: bool = False
    viewer_id: int | None = None
    share_open: bool = False
    asked: bool = False
    round_lead: int | None = None
    round_under_way: bool = False
    auditors: frozenset[int] = frozenset()
    witnesses: frozenset[int] = frozenset()
    managers: frozenset[int] = frozenset()
    appeal_auditor: int | None = None
    took_part: frozenset[int] = frozenset()


WORKPLACE: Final = Subject()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role's row: when somebody holds the role, and what it permits."""

    held: Callable[[Principal, Subject], bool]
    permits: frozenset[Permission]


def _is_the_member(actor: Principal, subject: Subject) -> bool:
    return subject.member_id is not None and subject.member_id == actor.member_id


def _is_named_in_link(actor: Principal, subject: Subject) -> bool:
    return (
        subject.member_id is not None
        and subject.manager_id is not None
        and subject.manager_id == actor.member_id
    )


def _is_manager(actor: Principal, subject: Subject) -> bool:
    return _is_named_in_link(actor, subject) and subject.link_active


def _is_inactive_manager(actor: Principal, subject: Subject) -> bool:
    return _is_named_in_link(actor, subject) and not subject.link_active


def _is_viewer(actor: Principal, subject: Subject) -> bool:
    return (
        subject.member_id is not None
        and subject.member_id != actor.member_id
        and subject.viewer_id == actor.member_id
        and subject.share_open
    )


def _is_reviewer(actor: Principal, subject: Subject) -> bool:
    return _is_viewer(actor, subject) and subject.asked


def _is_administrator(actor: Principal, _subject: Subject) -> bool:
    return actor.slack_admin or actor.configured or Role.ADMINISTRATOR in actor.given_roles


def _is_partial(actor: Principal, subject: Subject) -> bool:
    """Whether it is about themselves, or about somebody whose manager they are named as."""
    return _is_the_member(actor, subject) or (
        subject.member_id is not None and actor.member_id in {*subject.managers, subject.manager_id}
    )


def _is_lead(actor: Principal, subject: Subject) -> bool:
    passed_on = subject.round_lead == actor.member_id and _is_administrator(actor, subject)
    given = Role.CPD_LEAD in actor.given_roles
    return (given or passed_on) and not _is_partial(actor, subject)


def _is_named_auditor(actor: Principal, subject: Subject) -> bool:
    return subject.round_under_way and actor.member_id in subject.auditors


def _is_round_auditor(actor: Principal, subject: Subject) -> bool:
    return subject.member_id is None and _is_named_auditor(actor, subject)


def _is_auditor(actor: Principal, subject: Subject) -> bool:
    drawn = subject.member_id is not None
    return drawn and _is_named_auditor(actor, subject) and not _is_partial(actor, subject)


def _is_appeal_auditor(actor: Principal, subject: Subject) -> bool:
    named = subject.round_under_way and subject.appeal_auditor == actor.member_id
    fresh = actor.member_id not in subject.took_part
    return named and fresh and subject.member_id is not None and not _is_partial(actor, subject)


def _is_second_administrator(actor: Principal, subject: Subject) -> bool:
    involved = {subject.round_lead, subject.appeal_auditor, *subject.auditors, *subject.took_part}
    apart = actor.member_id not in involved and not _is_partial(actor, subject)
    drawn = subject.member_id is not None and subject.round_lead is not None
    return drawn and apart and _is_administrator(actor, subject)


def _is_witness(actor: Principal, subject: Subject) -> bool:
    return subject.round_under_way and actor.member_id in subject.witnesses


GRANTS: Final[Mapping[Role, Grant]] = MappingProxyType(
    {
        Role.MEMBER: Grant(
            _is_the_member,
            frozenset(
                {
                    Permission.SEE_RECORD,
                    Permission.CHANGE_RECORD,
                    Permission.SHARE_RECORD,
                    Permission.CHOOSE_MANAGER,
                    Permission.SEE_STANDING,
                    Permission.ANSWER_AUDIT,
                    Permission.SEE_SNAPSHOT,
                }
            ),
        ),
        Role.MANAGER: Grant(
            _is_manager,
            frozenset(
                {
                    Permission.SEE_STANDING,
                    Permission.REMIND,
                    Permission.ANSWER_REQUEST,
                    Permission.RELEASE,
                }
            ),
        ),
        Role.INACTIVE_MANAGER: Grant(
            _is_inactive_manager,
            frozenset({Permission.ANSWER_REQUEST, Permission.RELEASE}),
        ),
        Role.VIEWER: Grant(_is_viewer, frozenset({Permission.SEE_SHARED})),
        Role.REVIEWER: Grant(_is_reviewer, frozenset({Permission.SIGN_OFF})),
        Role.ADMINISTRATOR: Grant(
            _is_administrator,
            frozenset(
                {
                    Permission.SEE_ADMINISTRATION,
                    Permission.SEE_RULES,
                    Permission.DECIDE_RULES,
                    Permission.LOAD_RULES,
                    Permission.SEE_MEMBERS,
                    Permission.ASSIGN_MANAGERS,
                    Permission.SEE_ROLES,
                    Permission.GIVE_ROLES,
                    Permission.ALLOW_COACH,
                    Permission.TELL_REGISTRATION,
                    Permission.MATCH_SOURCES,
                    Permission.CHOOSE_EMOJI,
                    Permission.SEE_ROOTS,
                    Permission.HAND_OVER_ROUND,
                }
            ),
        ),
        Role.CPD_LEAD: Grant(
            _is_lead,
            frozenset(
                {
                    Permission.SEE_ROUND,
                    Permission.RUN_ROUND,
                    Permission.HAND_OVER_ROUND,
                    Permission.COMMIT_SEED,
                    Permission.HANDLE_SELECTION,
                }
            ),
        ),
        Role.ROUND_AUDITOR: Grant(
            _is_round_auditor, frozenset({Permission.SEE_ROUND, Permission.COMMIT_SEED})
        ),
        Role.AUDITOR: Grant(
            _is_auditor,
            frozenset({Permission.SEE_SNAPSHOT, Permission.DECIDE_SELECTION}),
        ),
        Role.APPEAL_AUDITOR: Grant(
            _is_appeal_auditor,
            frozenset({Permission.SEE_SNAPSHOT, Permission.DECIDE_APPEAL}),
        ),
        Role.SECOND_ADMINISTRATOR: Grant(
            _is_second_administrator, frozenset({Permission.ERASE_AT_ONCE})
        ),
        Role.WITNESS: Grant(_is_witness, frozenset({Permission.COMMIT_SEED})),
    }
)
"""A new role is a name in `Role` and a row here."""


def may(actor: Principal, action: Permission, subject: Subject = WORKPLACE) -> bool:
    """Whether one of the actor's roles permits the action. What no row permits is denied, an
    action that is not known included.
    """
    return any(action in grant.permits and grant.held(actor, subject) for grant in GRANTS.values())


@cache
def turns_on_given_roles(action: Permission, *, administers: bool) -> bool:
    """Whether the answer may turn on the roles that somebody was given; `administers`: they are an
    administrator already, by another's word.
    """
    roles = roles_with(action)
    by_role = {Role.ADMINISTRATOR, Role.SECOND_ADMINISTRATOR}
    return Role.CPD_LEAD in roles or (not administers and bool(roles & by_role))


@cache
def roles_with(action: Permission) -> frozenset[Role]:
    """The roles that permit an action: on which facts about the actor the answer turns."""
    return frozenset(role for role, grant in GRANTS.items() if action in grant.permits)
