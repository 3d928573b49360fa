"""Who manages whom: nothing is shown before the member knows, and what cannot be is refused."""

from typing import Any

import pytest

from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.context.reports import reports_of
from bot.services.teams import links as team_links
from bot.services.teams.links import link_view, notice_delivered
from storage.unit_of_work import unit_of_work
from storage.vocabulary import MemberKind
from tests.services.harness import SATURDAY, TEAM, ServiceHarness, named


def _links(harness: ServiceHarness) -> list[tuple[Any, ...]]:
    return harness.query("SELECT state, source FROM team_link ORDER BY id")


def _name(harness: ServiceHarness, member: str, manager: str) -> int:
    with harness.open(member) as ctx:
        return team_links.name_manager(ctx, named(manager)).id


def _assign(harness: ServiceHarness, member: str, manager: str) -> int:
    with harness.open("UADMIN") as ctx:
        return team_links.assign(ctx, named(member), named(manager)).id


def _reports(harness: ServiceHarness, manager: str) -> list[str]:
    with harness.open(manager) as ctx:
        return [one.slack_id for one in reports_of(ctx)]


def _delivered(harness: ServiceHarness, link_id: int) -> bool:
    with unit_of_work(harness.database, TEAM) as work:
        changed = notice_delivered(work, link_id, SATURDAY)
        work.commit()
        return changed


def test_a_manager_who_was_named_sees_nobody_before_accepting(harness: ServiceHarness) -> None:
    link_id = _name(harness, "UANA", "UMAX")
    assert _reports(harness, "UMAX") == []
    assert harness.said("UMAX") == [("team_ask", {"link_id": link_id})]
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True)
    assert _reports(harness, "UMAX") == ["UANA"]
    assert harness.said("UANA") == [("team_accepted", {"link_id": link_id})]


def test_a_manager_who_declines_sees_nobody_and_the_member_hears(harness: ServiceHarness) -> None:
    link_id = _name(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=False, link_id=link_id)
    assert _reports(harness, "UMAX") == []
    assert harness.said("UANA") == [("team_declined", {"link_id": link_id})]


def test_repeated_commands_say_and_change_nothing_more(harness: ServiceHarness) -> None:
    first = _name(harness, "UANA", "UMAX")
    assert _name(harness, "UANA", "UMAX") == first
    for _ in range(2):
        with harness.open("UMAX") as ctx:
            assert team_links.answer(ctx, accepted=True).state == "active"
    assert _name(harness, "UANA", "UMAX") == first
    assert len(harness.said("UMAX")) == 1
    assert len(harness.said("UANA")) == 1


def test_an_answer_needs_a_question(harness: ServiceHarness) -> None:
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="nothing_asked"):
        team_links.answer(ctx, accepted=True)
    link_id = _name(harness, "UANA", "UMAX")
    with harness.open("UEVE") as ctx, pytest.raises(Refused, match="nothing_asked"):
        team_links.answer(ctx, accepted=True, link_id=link_id)
    assert _links(harness) == [("asked", "member")]


def test_a_decision_stands_when_an_old_button_is_pressed(harness: ServiceHarness) -> None:
    link_id = _name(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=False, link_id=link_id)
        with pytest.raises(Refused, match="answered_already"):
            team_links.answer(ctx, accepted=True, link_id=link_id)


def test_with_several_asking_the_manager_says_whom(harness: ServiceHarness) -> None:
    _name(harness, "UANA", "UMAX")
    _name(harness, "UBEN", "UMAX")
    with harness.open("UMAX") as ctx:
        with pytest.raises(Refused, match="several_asked") as refused:
            team_links.answer(ctx, accepted=True)
        assert sorted(refused.value.values["slack_ids"]) == ["UANA", "UBEN"]
        team_links.answer(ctx, accepted=True, member_slack_id="UBEN")
    assert _reports(harness, "UMAX") == ["UBEN"]


def test_an_assigned_manager_sees_nobody_before_the_notice_arrived(harness: ServiceHarness) -> None:
    link_id = _assign(harness, "UANA", "UMAX")
    assert harness.said("UANA") == [("team_notice", {"link_id": link_id})]
    assert harness.said("UMAX") == []
    assert _reports(harness, "UMAX") == []
    assert _delivered(harness, link_id)
    assert _reports(harness, "UMAX") == ["UANA"]
    assert not _delivered(harness, link_id)


def test_saying_that_it_is_wrong_hides_the_member_and_tells_the_administrator(
    harness: ServiceHarness,
) -> None:
    link_id = _assign(harness, "UANA", "UMAX")
    _delivered(harness, link_id)
    for _ in range(2):
        with harness.open("UANA") as ctx:
            assert team_links.dispute(ctx, link_id).state == "suspended"
    assert _reports(harness, "UMAX") == []
    assert harness.said("UADMIN") == [("team_disputed", {"link_id": link_id})]


def test_a_late_delivery_does_not_undo_that_it_is_wrong(harness: ServiceHarness) -> None:
    link_id = _assign(harness, "UANA", "UMAX")
    with harness.open("UANA") as ctx:
        team_links.dispute(ctx, link_id)
    assert not _delivered(harness, link_id)
    assert _reports(harness, "UMAX") == []


def test_assigning_again_is_harmless_and_after_a_dispute_gives_notice_anew(
    harness: ServiceHarness,
) -> None:
    first = _assign(harness, "UANA", "UMAX")
    assert _assign(harness, "UANA", "UMAX") == first
    with harness.open("UANA") as ctx:
        team_links.dispute(ctx, first)
    second = _assign(harness, "UANA", "UMAX")
    assert second != first
    assert _links(harness) == [("ended", "administrator"), ("notifying", "administrator")]
    assert [values["link_id"] for _, values in harness.said("UANA")] == [first, second]


def test_only_the_member_can_say_that_it_is_wrong(harness: ServiceHarness) -> None:
    link_id = _assign(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="not_your_link"):
        team_links.dispute(ctx, link_id)


def test_only_administrators_assign(harness: ServiceHarness) -> None:
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="administrators_only"):
        team_links.assign(ctx, named("UANA"), named("UMAX"))


@pytest.mark.parametrize(
    ("manager", "sentence"),
    [
        (named("UANA"), "own_manager"),
        (named("UBOT", kind="bot"), "manager_is_a_bot"),
        (named("UGUEST", kind="guest"), "manager_is_a_guest"),
        (named("UGONE", deactivated=True), "manager_has_left"),
    ],
)
def test_not_everybody_can_be_a_manager(
    harness: ServiceHarness, manager: Named, sentence: str
) -> None:
    with harness.open("UANA") as ctx, pytest.raises(Refused, match=sentence):
        team_links.name_manager(ctx, manager)
    with harness.open("UADMIN") as ctx, pytest.raises(Refused, match=sentence):
        team_links.assign(ctx, named("UANA"), manager)
    assert _links(harness) == []


@pytest.mark.parametrize(
    ("kind", "deactivated", "sentence"),
    [("bot", False, "member_is_a_bot"), ("person", True, "member_has_left")],
)
def test_not_everybody_can_be_given_a_manager(
    harness: ServiceHarness, kind: MemberKind, deactivated: bool, sentence: str
) -> None:
    member = named("UANA", kind=kind, deactivated=deactivated)
    with harness.open("UADMIN") as ctx, pytest.raises(Refused, match=sentence):
        team_links.assign(ctx, member, named("UMAX"))


def test_two_people_cannot_manage_each_other(harness: ServiceHarness) -> None:
    link_id = _name(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="each_others_manager"):
        team_links.name_manager(ctx, named("UANA"))
    with harness.open("UADMIN") as ctx, pytest.raises(Refused, match="each_others_manager"):
        team_links.assign(ctx, named("UMAX"), named("UANA"))
    assert [one.id for one in [_link(harness, link_id)] if one] == [link_id]


def _link(harness: ServiceHarness, link_id: int) -> Any:
    with unit_of_work(harness.database, TEAM) as work:
        return work.teams.get(link_id)


def test_naming_another_manager_ends_what_the_one_before_saw(harness: ServiceHarness) -> None:
    _name(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True)
    _name(harness, "UANA", "UKIM")
    assert _reports(harness, "UMAX") == []
    assert _links(harness) == [("ended", "member"), ("asked", "member")]


def test_a_link_is_ended_by_either_side_or_an_administrator(harness: ServiceHarness) -> None:
    _name(harness, "UANA", "UMAX")
    with harness.open("UANA") as ctx:
        left = team_links.leave_manager(ctx)
        assert left is not None
        assert left.state == "ended"
        assert team_links.leave_manager(ctx) is None
    _name(harness, "UANA", "UMAX")
    with harness.open("UMAX") as ctx:
        assert team_links.release(ctx, "UANA").state == "ended"
        with pytest.raises(Refused, match="not_in_your_team"):
            team_links.release(ctx, "UANA")
    _name(harness, "UANA", "UMAX")
    with harness.open("UADMIN") as ctx:
        assert team_links.unassign(ctx, "UANA") is not None
        assert team_links.unassign(ctx, "UANA") is None


def test_leaving_an_assigned_manager_tells_the_administrator(harness: ServiceHarness) -> None:
    link_id = _assign(harness, "UANA", "UMAX")
    with harness.open("UANA") as ctx:
        left = team_links.leave_manager(ctx)
    assert left is not None
    assert left.state == "suspended"
    assert harness.said("UADMIN") == [("team_disputed", {"link_id": link_id})]


def test_a_message_about_a_link_names_its_people(harness: ServiceHarness) -> None:
    link_id = _assign(harness, "UANA", "UMAX")
    with unit_of_work(harness.database, TEAM) as work:
        view = link_view(work, link_id)
        assert link_view(work, link_id + 1) is None
    assert view is not None
    assert (view.member_slack_id, view.manager_slack_id) == ("UANA", "UMAX")
    assert (view.member_name, view.assigned_by_slack_id) == ("Uana", "UADMIN")
