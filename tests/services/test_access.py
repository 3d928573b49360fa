"""What a desk's member may do: the facts behind it, as they are read from the workplace."""

import pytest

from bot.policy.access import WORKPLACE, Permission, Subject
from bot.services import admin, naming, team, team_links
from bot.services.desk import Desk
from bot.services.people import know
from bot.services.refused import Refused
from storage.unit_of_work import unit_of_work
from tests.services.house import SATURDAY, TEAM, House, named

OF_THEIRS = (Permission.SEE_RECORD, Permission.SEE_STANDING, Permission.REMIND)


def _about_ana(desk: Desk) -> Subject:
    ana = desk.work.members.by_slack("UANA")
    assert ana is not None
    return team_links.subject_about(desk, ana.id)


def _max_may(house: House) -> list[Permission]:
    """What of Ana's record and standing Max may see or do."""
    with house.desk("UMAX") as desk:
        return [one for one in OF_THEIRS if desk.may(one, _about_ana(desk))]


def test_a_named_manager_sees_a_standing_from_accepting_until_the_member_leaves_them(
    house: House,
) -> None:
    with house.desk("UANA"):
        pass
    assert _max_may(house) == []
    with house.desk("UANA") as desk:
        team_links.name_manager(desk, named("UMAX"))
    assert _max_may(house) == []
    with house.desk("UMAX") as desk:
        team_links.answer(desk, accepted=True)
    assert _max_may(house) == [Permission.SEE_STANDING, Permission.REMIND]
    with house.desk("UANA") as desk:
        team_links.leave_manager(desk)
    assert _max_may(house) == []


def test_an_assigned_manager_sees_a_standing_from_the_notice_until_the_member_says_it_is_wrong(
    house: House,
) -> None:
    with house.desk("UADMIN") as desk:
        link = team_links.assign(desk, named("UANA"), named("UMAX"))
    assert _max_may(house) == []
    with unit_of_work(house.database, TEAM) as work:
        team_links.notice_delivered(work, link.id, SATURDAY)
        work.commit()
    assert _max_may(house) == [Permission.SEE_STANDING, Permission.REMIND]
    with house.desk("UANA") as desk:
        team_links.dispute(desk, link.id)
    assert _max_may(house) == []


def test_a_link_that_is_answered_at_a_desk_counts_there_at_once(house: House) -> None:
    with house.desk("UANA") as desk:
        team_links.name_manager(desk, named("UMAX"))
    with house.desk("UMAX") as desk:
        assert not desk.may(Permission.SEE_STANDING, _about_ana(desk))
        team_links.answer(desk, accepted=True)
        assert desk.may(Permission.SEE_STANDING, _about_ana(desk))


def test_somebody_of_no_team_of_theirs_is_looked_up_by_nobody(house: House) -> None:
    with house.desk("UANA") as desk:
        ana = desk.member
        team_links.name_manager(desk, named("UMAX"))
    for slack_id in ("UMAX", "UBEN", "UADMIN"):
        with (
            house.desk(slack_id) as desk,
            pytest.raises(Refused, match="not_in_your_team"),
        ):
            team.look_at(desk, ana)
    assert house.query("SELECT count(*) FROM access_log") == [(0,)]


def test_an_administrator_is_one_by_slacks_word_the_operators_or_a_role(house: House) -> None:
    with house.desk("UADMIN") as desk:
        assert desk.may(Permission.DECIDE_RULES)
        admin.give_administrator(desk, named("UROLE"))
    with house.desk("USLACK") as desk:
        assert not desk.may(Permission.DECIDE_RULES)
        know(desk, named("USLACK", is_admin=True).profile)
        assert desk.may(Permission.DECIDE_RULES)
    with house.desk("UROLE") as desk:
        assert desk.may(Permission.DECIDE_RULES)
        admin.take_administrator(desk, "UROLE")
        assert not desk.may(Permission.DECIDE_RULES)
        with pytest.raises(Refused, match="administrators_only"):
            desk.must(Permission.DECIDE_RULES)


def test_what_the_answer_turns_on_is_read_once_and_nothing_else(house: House) -> None:
    with house.desk("UANA") as desk:
        own = Subject(desk.member.id)
        desk.work.write()
        with house.counting() as statements:
            assert desk.may(Permission.CHANGE_RECORD, own)
            assert not desk.may(Permission.REMIND, own)
        assert statements == []
        with house.counting() as statements:
            assert not desk.may(Permission.SEE_RULES)
            assert not desk.may(Permission.GIVE_ROLES, WORKPLACE)
        assert len(statements) == 1
    with house.desk("UADMIN") as desk, house.counting() as statements:
        assert desk.may(Permission.SEE_RULES)
        assert statements == []


def test_only_administrators_find_people_of_the_workplace_by_name(house: House) -> None:
    with house.desk("UDANA") as desk:
        know(desk, named("UDANA", "Dana Reed").profile)
    with house.desk("UANA") as desk, pytest.raises(Refused, match="administrators_only"):
        naming.here(desk, "Dana")
    with house.desk("UADMIN") as desk:
        assert naming.here(desk, "Dana").slack_id == "UDANA"
