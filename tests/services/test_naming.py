"""Whom somebody means by a name."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.services import naming
from bot.services.desk import Desk
from bot.services.refused import Refused
from tests.services.house import House

PEOPLE = {"UTB": "Tom Baker", "UTR": "Tom Reed", "UDR": "Dana Reed", "UÖZ": "Özlem Kaya"}


@contextmanager
def met(house: House, *gone: str) -> Iterator[Desk]:
    """An administrator's desk where these people have been met; some of them have left."""
    with house.desk("UADMIN") as desk:
        for slack_id, name in PEOPLE.items():
            desk.work.members.meet(
                slack_id, desk.now, name=name, kind="person", deactivated=slack_id in gone
            )
        desk.work.members.meet("UBOT", desk.now, name="Dana Bot", kind="bot")
        yield desk


@pytest.mark.parametrize(
    ("words", "slack_id"),
    [
        ("Dana", "UDR"),
        ("dana reed", "UDR"),
        ("TOM  REED", "UTR"),
        ("özlem", "UÖZ"),
        ("ÖZLEM KAYA", "UÖZ"),
    ],
)
def test_a_full_name_and_a_first_name_that_one_bears_mean_them(
    house: House, words: str, slack_id: str
) -> None:
    with met(house) as desk:
        assert naming.here(desk, words).slack_id == slack_id


def test_a_first_name_that_two_bear_is_asked_about(house: House) -> None:
    with met(house) as desk, pytest.raises(Refused, match="several_called") as refused:
        naming.here(desk, "tom")
    assert refused.value.values["names"] == ["Tom Baker", "Tom Reed"]


@pytest.mark.parametrize("words", ["Reed", "To", "Tom B", "Zoe", "", "Dana Bot"])
def test_a_part_of_a_name_and_a_bot_mean_nobody(house: House, words: str) -> None:
    with met(house) as desk, pytest.raises(Refused, match="nobody_here"):
        naming.here(desk, words)


def test_somebody_who_has_left_is_found_no_more(house: House) -> None:
    with met(house, "UTB") as desk:
        assert naming.here(desk, "tom").slack_id == "UTR"


def test_a_manager_finds_nobody_outside_their_team(house: House) -> None:
    with met(house) as desk:
        with pytest.raises(Refused, match="no_reports"):
            naming.in_team(desk, "Dana")
        dana = desk.work.members.by_slack("UDR")
        assert dana is not None
        desk.work.teams.link(dana.id, desk.member.id, "active", source="member", now=desk.now)
        assert naming.in_team(desk, "Dana") == "UDR"
        with pytest.raises(Refused, match="nobody_in_team"):
            naming.in_team(desk, "Özlem")
