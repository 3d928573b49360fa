"""Who manages whom: nothing is shown before the member knows, and what cannot be is refused."""

from typing import Any

import pytest

from bot.services import team_links
from bot.services.refused import Refused
from bot.services.team_links import Named, link_view, notice_delivered
from storage.unit_of_work import unit_of_work
from storage.vocabulary import MemberKind
from tests.services.house import SATURDAY, TEAM, House, named

ADMINS = frozenset({"UADMIN"})


async def _links(house: House) -> list[tuple[Any, ...]]:
    return await house.query("SELECT state, source FROM team_link ORDER BY id")


async def _name(house: House, member: str, manager: str) -> int:
    async with house.desk(member) as desk:
        return (await team_links.name_manager(desk, named(manager))).id


async def _assign(house: House, member: str, manager: str) -> int:
    async with house.desk("UADMIN") as desk:
        return (await team_links.assign(desk, ADMINS, named(member), named(manager))).id


async def _reports(house: House, manager: str) -> list[str]:
    async with house.desk(manager) as desk:
        return [one.slack_id for one in await desk.work.teams.reports(desk.member.id)]


async def _delivered(house: House, link_id: int) -> bool:
    async with unit_of_work(house.database, TEAM) as work:
        changed = await notice_delivered(work, link_id, SATURDAY)
        await work.commit()
        return changed


async def test_a_manager_who_was_named_sees_nobody_before_accepting(house: House) -> None:
    link_id = await _name(house, "UANA", "UMAX")
    assert await _reports(house, "UMAX") == []
    assert await house.said("UMAX") == [("team_ask", {"link_id": link_id})]
    async with house.desk("UMAX") as desk:
        await team_links.answer(desk, accepted=True)
    assert await _reports(house, "UMAX") == ["UANA"]
    assert await house.said("UANA") == [("team_accepted", {"link_id": link_id})]


async def test_a_manager_who_declines_sees_nobody_and_the_member_hears(house: House) -> None:
    link_id = await _name(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        await team_links.answer(desk, accepted=False, link_id=link_id)
    assert await _reports(house, "UMAX") == []
    assert await house.said("UANA") == [("team_declined", {"link_id": link_id})]


async def test_repeated_commands_say_and_change_nothing_more(house: House) -> None:
    first = await _name(house, "UANA", "UMAX")
    assert await _name(house, "UANA", "UMAX") == first
    for _ in range(2):
        async with house.desk("UMAX") as desk:
            assert (await team_links.answer(desk, accepted=True)).state == "active"
    assert await _name(house, "UANA", "UMAX") == first
    assert len(await house.said("UMAX")) == 1
    assert len(await house.said("UANA")) == 1


async def test_an_answer_needs_a_question(house: House) -> None:
    async with house.desk("UMAX") as desk:
        with pytest.raises(Refused, match="nothing_asked"):
            await team_links.answer(desk, accepted=True)
    link_id = await _name(house, "UANA", "UMAX")
    async with house.desk("UEVE") as desk:
        with pytest.raises(Refused, match="nothing_asked"):
            await team_links.answer(desk, accepted=True, link_id=link_id)
    assert await _links(house) == [("asked", "member")]


async def test_a_decision_stands_when_an_old_button_is_pressed(house: House) -> None:
    link_id = await _name(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        await team_links.answer(desk, accepted=False, link_id=link_id)
        with pytest.raises(Refused, match="answered_already"):
            await team_links.answer(desk, accepted=True, link_id=link_id)


async def test_with_several_asking_the_manager_says_whom(house: House) -> None:
    await _name(house, "UANA", "UMAX")
    await _name(house, "UBEN", "UMAX")
    async with house.desk("UMAX") as desk:
        with pytest.raises(Refused, match="several_asked") as refused:
            await team_links.answer(desk, accepted=True)
        assert sorted(refused.value.values["slack_ids"]) == ["UANA", "UBEN"]
        await team_links.answer(desk, accepted=True, member_slack_id="UBEN")
    assert await _reports(house, "UMAX") == ["UBEN"]


async def test_an_assigned_manager_sees_nobody_before_the_notice_arrived(house: House) -> None:
    link_id = await _assign(house, "UANA", "UMAX")
    assert await house.said("UANA") == [("team_notice", {"link_id": link_id})]
    assert await house.said("UMAX") == []
    assert await _reports(house, "UMAX") == []
    assert await _delivered(house, link_id)
    assert await _reports(house, "UMAX") == ["UANA"]
    assert not await _delivered(house, link_id)


async def test_saying_that_it_is_wrong_hides_the_member_and_tells_the_administrator(
    house: House,
) -> None:
    link_id = await _assign(house, "UANA", "UMAX")
    await _delivered(house, link_id)
    for _ in range(2):
        async with house.desk("UANA") as desk:
            assert (await team_links.dispute(desk, link_id)).state == "suspended"
    assert await _reports(house, "UMAX") == []
    assert await house.said("UADMIN") == [("team_disputed", {"link_id": link_id})]


async def test_a_late_delivery_does_not_undo_that_it_is_wrong(house: House) -> None:
    link_id = await _assign(house, "UANA", "UMAX")
    async with house.desk("UANA") as desk:
        await team_links.dispute(desk, link_id)
    assert not await _delivered(house, link_id)
    assert await _reports(house, "UMAX") == []


async def test_assigning_again_is_harmless_and_after_a_dispute_gives_notice_anew(
    house: House,
) -> None:
    first = await _assign(house, "UANA", "UMAX")
    assert await _assign(house, "UANA", "UMAX") == first
    async with house.desk("UANA") as desk:
        await team_links.dispute(desk, first)
    second = await _assign(house, "UANA", "UMAX")
    assert second != first
    assert await _links(house) == [("ended", "administrator"), ("notifying", "administrator")]
    assert [values["link_id"] for _, values in await house.said("UANA")] == [first, second]


async def test_only_the_member_can_say_that_it_is_wrong(house: House) -> None:
    link_id = await _assign(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        with pytest.raises(Refused, match="not_your_link"):
            await team_links.dispute(desk, link_id)


async def test_only_administrators_assign(house: House) -> None:
    async with house.desk("UMAX") as desk:
        with pytest.raises(Refused, match="administrators_only"):
            await team_links.assign(desk, ADMINS, named("UANA"), named("UMAX"))


@pytest.mark.parametrize(
    ("manager", "sentence"),
    [
        (named("UANA"), "own_manager"),
        (named("UBOT", kind="bot"), "manager_is_a_bot"),
        (named("UGUEST", kind="guest"), "manager_is_a_guest"),
        (named("UGONE", deactivated=True), "manager_has_left"),
    ],
)
async def test_not_everybody_can_be_a_manager(house: House, manager: Named, sentence: str) -> None:
    async with house.desk("UANA") as desk:
        with pytest.raises(Refused, match=sentence):
            await team_links.name_manager(desk, manager)
    async with house.desk("UADMIN") as desk:
        with pytest.raises(Refused, match=sentence):
            await team_links.assign(desk, ADMINS, named("UANA"), manager)
    assert await _links(house) == []


@pytest.mark.parametrize(
    ("kind", "deactivated", "sentence"),
    [("bot", False, "member_is_a_bot"), ("person", True, "member_has_left")],
)
async def test_not_everybody_can_be_given_a_manager(
    house: House, kind: MemberKind, deactivated: bool, sentence: str
) -> None:
    member = named("UANA", kind=kind, deactivated=deactivated)
    async with house.desk("UADMIN") as desk:
        with pytest.raises(Refused, match=sentence):
            await team_links.assign(desk, ADMINS, member, named("UMAX"))


async def test_two_people_cannot_manage_each_other(house: House) -> None:
    link_id = await _name(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        with pytest.raises(Refused, match="each_others_manager"):
            await team_links.name_manager(desk, named("UANA"))
    async with house.desk("UADMIN") as desk:
        with pytest.raises(Refused, match="each_others_manager"):
            await team_links.assign(desk, ADMINS, named("UMAX"), named("UANA"))
    assert [one.id for one in [await _link(house, link_id)] if one] == [link_id]


async def _link(house: House, link_id: int) -> Any:
    async with unit_of_work(house.database, TEAM) as work:
        return await work.teams.get(link_id)


async def test_naming_another_manager_ends_what_the_one_before_saw(house: House) -> None:
    await _name(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        await team_links.answer(desk, accepted=True)
    await _name(house, "UANA", "UKIM")
    assert await _reports(house, "UMAX") == []
    assert await _links(house) == [("ended", "member"), ("asked", "member")]


async def test_a_link_is_ended_by_either_side_or_an_administrator(house: House) -> None:
    await _name(house, "UANA", "UMAX")
    async with house.desk("UANA") as desk:
        left = await team_links.leave_manager(desk)
        assert left is not None
        assert left.state == "ended"
        assert await team_links.leave_manager(desk) is None
    await _name(house, "UANA", "UMAX")
    async with house.desk("UMAX") as desk:
        assert (await team_links.release(desk, "UANA")).state == "ended"
        with pytest.raises(Refused, match="not_in_your_team"):
            await team_links.release(desk, "UANA")
    await _name(house, "UANA", "UMAX")
    async with house.desk("UADMIN") as desk:
        assert await team_links.unassign(desk, ADMINS, "UANA") is not None
        assert await team_links.unassign(desk, ADMINS, "UANA") is None


async def test_leaving_an_assigned_manager_tells_the_administrator(house: House) -> None:
    link_id = await _assign(house, "UANA", "UMAX")
    async with house.desk("UANA") as desk:
        left = await team_links.leave_manager(desk)
    assert left is not None
    assert left.state == "suspended"
    assert await house.said("UADMIN") == [("team_disputed", {"link_id": link_id})]


async def test_a_message_about_a_link_names_its_people(house: House) -> None:
    link_id = await _assign(house, "UANA", "UMAX")
    async with unit_of_work(house.database, TEAM) as work:
        view = await link_view(work, link_id)
        assert await link_view(work, link_id + 1) is None
    assert view is not None
    assert (view.member_slack_id, view.manager_slack_id) == ("UANA", "UMAX")
    assert (view.member_name, view.assigned_by_slack_id) == ("Uana", "UADMIN")
