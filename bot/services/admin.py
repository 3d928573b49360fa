"""What administrators do: assumed rules confirmed or changed, roles given, members looked up.

Whether somebody is an administrator is `people.may_administer`'s; assigning managers is
`team_links`'s. Nothing that a member wrote is shown here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.policy.vocabulary import Confidence
from storage.vocabulary import DecisionKind, LinkState

MEMBERS = 10


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that nobody has confirmed. Values are text as an administrator types them.

    `value` None: not known; `offered` is then what Confirm would set, None where there is nothing
    to confirm. `allowed` are the words it may take, empty where it is free.
    """

    pack: str
    scheme: str
    key: str
    value: str | None
    offered: str | None
    unit: str
    source: str
    checked_on: date
    confidence: Confidence
    allowed: tuple[str, ...]

    @property
    def to_confirm(self) -> str | None:
        """The value that Confirm would settle on."""
        return self.value if self.value is not None else self.offered


@dataclass(frozen=True, slots=True)
class DecidedRule:
    """The newest decision on a rule; it can be changed again."""

    pack: str
    scheme: str
    key: str
    value: str
    unit: str
    kind: DecisionKind
    valid_from: date
    decided_on: date
    decided_by: str | None
    """The administrator's name, None where they are gone."""


@dataclass(frozen=True, slots=True)
class RulesView:
    """Rules open to an administrator's word, and those that have it."""

    open: tuple[OpenRule, ...]
    decided: tuple[DecidedRule, ...]
    today: date


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who may administer, and by whose word; only a role can be taken here."""

    slack_id: str
    name: str
    by: tuple[Literal["operator", "slack", "role"], ...]


@dataclass(frozen=True, slots=True)
class MemberScheme:
    """One current enrolment of a member."""

    pack: str
    title: str
    enrolled_on: date
    cycle_start: date | None


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
