"""Who manages whom: named by the member or assigned by an administrator, and ended again.

A link shows a manager nothing before the manager has accepted it (named) or the member's notice
has been delivered (assigned). What a manager sees then is `team`'s.
"""

from dataclasses import dataclass

from storage.records import TeamLinkRecord


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with the people it joins, for the messages `team_ask`, `team_notice`,
    `team_accepted`, `team_declined` and `team_disputed` (their values hold `link_id` alone).
    """

    link: TeamLinkRecord
    member_name: str
    member_slack_id: str
    manager_name: str
    manager_slack_id: str
    assigned_by_slack_id: str | None
    """The administrator who assigned it."""
