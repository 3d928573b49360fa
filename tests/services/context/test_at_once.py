"""What two people do at the same moment: nobody waits for a line in a log, and one of them wins."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.services.admin.roles import give_administrator, take_administrator
from bot.services.context.refused import Refused
from bot.services.teams import links as team_links
from bot.services.teams.team_view import team_page
from storage.engine.database import Database
from tests.services.harness import ServiceHarness, named

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def on_postgres(postgres_url: str) -> Iterator[ServiceHarness]:
    """A workplace where two can write at once; SQLite has one writer at a time."""
    database = Database(postgres_url)
    yield ServiceHarness(database)
    database.close()


def _at_once(do: Callable[[ServiceHarness, str, str], str], harness: ServiceHarness) -> list[str]:
    """What Ana and Ben find who do the same to each other, each on a thread."""
    with ThreadPoolExecutor() as threads:
        return list(threads.map(do, [harness] * 2, ["UANA", "UBEN"], ["UBEN", "UANA"]))


def _names(harness: ServiceHarness, member: str, manager: str) -> str:
    try:
        with harness.open(member) as ctx:
            team_links.name_manager(ctx, named(manager))
    except Refused as refused:
        return refused.sentence
    return "named"


def test_two_people_who_name_each_other_at_once_do_not_both_succeed(
    harness: ServiceHarness,
) -> None:
    for slack_id in ("UANA", "UBEN"):
        with harness.open(slack_id):
            pass
    outcomes = _at_once(_names, harness)
    assert sorted(outcomes) == ["each_others_manager", "named"]
    assert harness.query("SELECT count(*) FROM team_link") == [(1,)]


def _takes(harness: ServiceHarness, taker: str, other: str) -> str:
    try:
        with harness.open(taker) as ctx:
            ctx.admins = NOBODY
            take_administrator(ctx, other)
    except Refused as refused:
        return refused.sentence
    return "taken"


def test_two_administrators_who_take_each_others_role_at_once_leave_one(
    harness: ServiceHarness,
) -> None:
    with harness.open("UADMIN") as ctx:
        for slack_id in ("UANA", "UBEN"):
            give_administrator(ctx, named(slack_id))
    outcomes = _at_once(_takes, harness)
    assert "taken" in outcomes
    assert harness.query("SELECT count(*) FROM role") == [(1,)]


def test_whoever_loses_the_role_while_they_wait_takes_nobody_elses(harness: ServiceHarness) -> None:
    with harness.open("UADMIN") as ctx:
        for slack_id in ("UANA", "UBEN", "UIDA"):
            give_administrator(ctx, named(slack_id))
    assert sorted(_at_once(_takes, harness)) == ["administrators_only", "taken"]
    assert harness.query("SELECT count(*) FROM role") == [(2,)]


def test_a_manager_can_look_while_somebody_of_the_team_is_writing(
    on_postgres: ServiceHarness,
) -> None:
    harness = on_postgres
    _names(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True)
    with harness.open("UANA") as ana:
        ana.change_member(cadence="standard")
        ana.work.write()
        with harness.open("UMAX") as max_:
            assert [row.slack_id for row in team_page(max_).rows] == ["UANA"]
    assert harness.query("SELECT count(*) FROM access_log") == [(1,)]
