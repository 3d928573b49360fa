"""What a manager sees of a team, and Remind: totals, pace and dates, never what anybody wrote.

Who manages whom is `team_links`'s. No title, no stage and no evidence is read here.
"""

from dataclasses import dataclass

from bot.services.standings import SchemeStanding

PAGE = 10


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """One scheme of one person. `without_evidence` counts entries of the current cycle (the
    calendar year while that is not known); None where the scheme has no target.
    """

    scheme: SchemeStanding
    without_evidence: int | None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One person: their schemes, the most urgent first, none where they are in none.

    `can_remind`: something is due that a reminder would help with.
    """

    member_id: int
    slack_id: str
    name: str
    standings: tuple[TeamStanding, ...]
    can_remind: bool


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who named this manager and has no answer yet."""

    link_id: int
    slack_id: str
    name: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Ten people of a team, those who need help most first. `page` counts from 0."""

    rows: tuple[TeamRow, ...]
    page: int
    pages: int
    people: int
    """How many there are on all pages."""
    asking: tuple[Asker, ...]
    """May be there while `rows` is empty: asked, and nobody accepted yet."""
