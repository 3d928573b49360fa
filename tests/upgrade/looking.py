"""What the newest code makes of what the release kept, looked at without Slack."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import text

from bot.figures import day, number
from bot.policy.schemes.standing import CreditStanding, RhythmStanding, TargetStanding
from bot.services.context.member_context import Actor, MemberContext, Origin
from bot.services.schemes.standings import SchemeStanding, standings_of, told_once
from storage.engine.database import Database
from tests.harness import Harness

Figures = Mapping[str, Mapping[str, str]]
"""What a standing says in numbers and dates, by scheme and by what each is of."""

TOTALS: Final = (
    "SELECT enrolment_id, cycle, year, state, sum(weight), sum(minutes), sum(credits), count(*)"
    " FROM assessment GROUP BY enrolment_id, cycle, year, state ORDER BY 1, 2, 3, 4"
)
"""What entries come to."""

_SAID: Final = (
    r"This year (?P<year>[\d.,]+) of the recommended (?P<recommended>\d+(?:\.\d+)?)",
    r"Cycle (?P<cycle>[\d.,]+) of the minimum (?P<minimum>[\d.]+), (?P<short>[\d.]+) to go by "
    r"(?P<last_day>[^.]+)\.",
    r"Minimum met: (?P<cycle>[\d.,]+) of (?P<minimum>[\d.]+) for the cycle to "
    r"(?P<last_day>[^.]+)\.",
    r"(?P<waiting>[\d.]+) more waits? for one line",
    r"(?P<year>[\d.]+) provisional credits? in (?P<calendar_year>\d+)",
    r"(?P<entries>\d+) entr(?:y|ies) in 12 months, (?:the last )?on (?P<last>[^;.]+)[;.]",
    r"(?P<no_evaluation>\d+) ha(?:s|ve) no evaluation yet",
    # Since 0.4.0
    r"(?P<year>[\d.,]+) of (?P<recommended>\d+(?:\.\d+)?) this year",
    r"(?P<cycle>[\d.,]+) of (?P<minimum>[\d.]+) in your cycle",
    r"(?P<cycle>[\d.,]+) of (?P<minimum>[\d.]+) by my count, to (?P<last_day>[^;.]+)[;.]",
    r"(?P<waiting>[\d.]+) credits? more counts? once",
    r"Your cycle ended on (?P<ended_on>[^;.]+); I count (?P<ended>[\d.,]+) of",
    # Since 0.7.0
    r"(?P<waiting>[\d.]+) credits? more waits?: for",
)
"""The sentences in which releases said where somebody stands."""


def found(url: str, *statements: str) -> list[list[tuple[object, ...]]]:
    """What each statement finds in a database at which nobody is at work."""
    database = Database(url)
    try:
        with database.snapshot() as session:
            connection = session.connection()
            return [[tuple(row) for row in connection.execute(text(each))] for each in statements]
    finally:
        database.close()


@contextmanager
def desk_of(harness: Harness, slack_id: str) -> Iterator[MemberContext]:
    """A member's context; what is not committed there is forgotten."""
    actor = Actor(harness.sandbox.workspace.team.id, slack_id)
    with harness.contexts.open(actor, Origin(f"looking:{slack_id}")) as ctx:
        yield ctx


def said(status: str) -> Figures:
    """The figures in what `/cpd status` of an earlier release showed."""
    found: dict[str, dict[str, str]] = {}
    for title, section in re.findall(r"^\*(.+?)\*\n(.*?)(?=^\*|\Z)", status, re.M | re.S):
        figures: dict[str, str] = {}
        for pattern in _SAID:
            for match in re.finditer(pattern, section):
                figures |= match.groupdict()
        found[title] = figures
    return found


def stand_as(harness: Harness, slack_id: str, status: str) -> None:
    """Asserts that a member's figures are those which an earlier release showed them."""
    with desk_of(harness, slack_id) as ctx:
        standings = standings_of(ctx)
    each, once = (
        {one.title: _figures(one) for one in some} for some in (standings, told_once(standings))
    )
    before = said(status)
    now = each if before.keys() == each.keys() else once  # groups in one, since 0.7.0
    assert now.keys() == before.keys(), slack_id
    for title, figures in before.items():
        assert {name: now[title][name] for name in figures} == figures, (slack_id, title)


def _figures(one: SchemeStanding) -> dict[str, str]:
    standing = one.standing
    amounts: dict[str, int | None] = {}
    found: dict[str, str] = {}
    if isinstance(standing, CreditStanding):
        amounts |= {"year": standing.year_credits, "minimum": standing.minimum}
        amounts["waiting"] = standing.waiting_credits
        found["calendar_year"] = str(standing.year)
    if isinstance(standing, TargetStanding):
        amounts |= {"recommended": standing.recommended, "short": standing.short}
        amounts["cycle"] = standing.cycle_credits
        found["last_day"] = day(standing.last_day)
    if isinstance(standing, RhythmStanding):
        found["entries"] = str(standing.entries_12_months)
        found["no_evaluation"] = str(standing.without_evaluation)
        if standing.last_entry is not None:
            found["last"] = day(standing.last_entry).removesuffix(f" {standing.today.year}")
    if standing.ended is not None:
        found["ended_on"] = day(standing.ended.last_day)
        found["ended"] = number(standing.ended.credits)
    return found | {name: number(one) for name, one in amounts.items() if one is not None}
