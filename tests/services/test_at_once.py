"""What two people do at the same moment: nobody waits for a line in a log, and one of them wins."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.services import admin, team_links
from bot.services.refused import Refused
from bot.services.team import team_page
from storage.database import Database
from tests.services.house import House, named

NOBODY: frozenset[str] = frozenset()


@pytest.fixture
def on_postgres(postgres_url: str) -> Iterator[House]:
    """A workplace where two can write at once; SQLite has one writer at a time."""
    database = Database(postgres_url)
    yield House(database)
    database.close()


def _at_once(do: Callable[[House, str, str], str], house: House) -> list[str]:
    """What Ana and Ben find who do the same to each other, each on a thread."""
    with ThreadPoolExecutor() as threads:
        return list(threads.map(do, [house] * 2, ["UANA", "UBEN"], ["UBEN", "UANA"]))


def _names(house: House, member: str, manager: str) -> str:
    try:
        with house.desk(member) as desk:
            team_links.name_manager(desk, named(manager))
    except Refused as refused:
        return refused.sentence
    return "named"


def test_two_people_who_name_each_other_at_once_do_not_both_succeed(house: House) -> None:
    for slack_id in ("UANA", "UBEN"):
        with house.desk(slack_id):
            pass
    outcomes = _at_once(_names, house)
    assert sorted(outcomes) == ["each_others_manager", "named"]
    assert house.query("SELECT count(*) FROM team_link") == [(1,)]


def _takes(house: House, taker: str, other: str) -> str:
    try:
        with house.desk(taker) as desk:
            desk.admins = NOBODY
            admin.take_administrator(desk, other)
    except Refused as refused:
        return refused.sentence
    return "taken"


def test_two_administrators_who_take_each_others_role_at_once_leave_one(
    house: House,
) -> None:
    with house.desk("UADMIN") as desk:
        for slack_id in ("UANA", "UBEN"):
            admin.give_administrator(desk, named(slack_id))
    outcomes = _at_once(_takes, house)
    assert "taken" in outcomes
    assert house.query("SELECT count(*) FROM role") == [(1,)]


def test_whoever_loses_the_role_while_they_wait_takes_nobody_elses(house: House) -> None:
    with house.desk("UADMIN") as desk:
        for slack_id in ("UANA", "UBEN", "UIDA"):
            admin.give_administrator(desk, named(slack_id))
    assert sorted(_at_once(_takes, house)) == ["administrators_only", "taken"]
    assert house.query("SELECT count(*) FROM role") == [(2,)]


def test_a_manager_can_look_while_somebody_of_the_team_is_writing(
    on_postgres: House,
) -> None:
    house = on_postgres
    _names(house, "UANA", "UMAX")
    with house.desk("UMAX") as desk:
        team_links.answer(desk, accepted=True)
    with house.desk("UANA") as ana:
        ana.change_member(cadence="standard")
        ana.work.write()
        with house.desk("UMAX") as max_:
            assert [row.slack_id for row in team_page(max_).rows] == ["UANA"]
    assert house.query("SELECT count(*) FROM access_log") == [(1,)]
