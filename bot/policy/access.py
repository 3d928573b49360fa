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
    """

    member_id: int | None = None
    manager_id: int | None = None
    link_active: bool = False
    viewer_id: int | None = None
    share_open: bool = False
    asked: bool = False


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
                }
            ),
        ),
    }
)
"""A new role is a name in `Role` and a row here."""


def may(actor: Principal, action: Permission, subject: Subject = WORKPLACE) -> bool:
    """Whether one of the actor's roles permits the action. What no row permits is denied, an
    action that is not known included.
    """
    return any(action in grant.permits and grant.held(actor, subject) for grant in GRANTS.values())


@cache
def roles_with(action: Permission) -> frozenset[Role]:
    """The roles that permit an action: on which facts about the actor the answer turns."""
    return frozenset(role for role, grant in GRANTS.items() if action in grant.permits)
