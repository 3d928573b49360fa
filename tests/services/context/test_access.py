"""What a member may do: the facts behind it, as they are read from the workplace."""

import pytest

from bot.policy.access import WORKPLACE, Permission, Subject
from bot.services.admin.roles import give_administrator, take_administrator
from bot.services.context.member_context import MemberContext
from bot.services.context.people import know
from bot.services.context.refused import Refused
from bot.services.context.reports import subject_about
from bot.services.teams import links as team_links
from bot.services.teams import team_view as team
from storage.unit_of_work import unit_of_work
from tests.services.harness import SATURDAY, TEAM, ServiceHarness, named

OF_THEIRS = (Permission.SEE_RECORD, Permission.SEE_STANDING, Permission.REMIND)


def _about_ana(ctx: MemberContext) -> Subject:
    ana = ctx.work.members.by_slack("UANA")
    assert ana is not None
    return subject_about(ctx, ana.id)


def _max_may(harness: ServiceHarness) -> list[Permission]:
    """What of Ana's record and standing Max may see or do."""
    with harness.open("UMAX") as ctx:
        return [one for one in OF_THEIRS if ctx.may(one, _about_ana(ctx))]


def test_a_named_manager_sees_a_standing_from_accepting_until_the_member_leaves_them(
    harness: ServiceHarness,
) -> None:
    with harness.open("UANA"):
        pass
    assert _max_may(harness) == []
    with harness.open("UANA") as ctx:
        team_links.name_manager(ctx, named("UMAX"))
    assert _max_may(harness) == []
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True)
    assert _max_may(harness) == [Permission.SEE_STANDING, Permission.REMIND]
    with harness.open("UANA") as ctx:
        team_links.leave_manager(ctx)
    assert _max_may(harness) == []


def test_an_assigned_manager_sees_a_standing_from_the_notice_until_the_member_says_it_is_wrong(
    harness: ServiceHarness,
) -> None:
    with harness.open("UADMIN") as ctx:
        link = team_links.assign(ctx, named("UANA"), named("UMAX"))
    assert _max_may(harness) == []
    with unit_of_work(harness.database, TEAM) as work:
        team_links.notice_delivered(work, link.id, SATURDAY)
        work.commit()
    assert _max_may(harness) == [Permission.SEE_STANDING, Permission.REMIND]
    with harness.open("UANA") as ctx:
        team_links.dispute(ctx, link.id)
    assert _max_may(harness) == []


def test_a_link_that_is_answered_at_a_desk_counts_there_at_once(harness: ServiceHarness) -> None:
    with harness.open("UANA") as ctx:
        team_links.name_manager(ctx, named("UMAX"))
    with harness.open("UMAX") as ctx:
        assert not ctx.may(Permission.SEE_STANDING, _about_ana(ctx))
        team_links.answer(ctx, accepted=True)
        assert ctx.may(Permission.SEE_STANDING, _about_ana(ctx))


def test_somebody_of_no_team_of_theirs_is_looked_up_by_nobody(harness: ServiceHarness) -> None:
    with harness.open("UANA") as ctx:
        ana = ctx.member
        team_links.name_manager(ctx, named("UMAX"))
    for slack_id in ("UMAX", "UBEN", "UADMIN"):
        with (
            harness.open(slack_id) as ctx,
            pytest.raises(Refused, match="not_in_your_team"),
        ):
            team.look_at(ctx, ana)
    assert harness.query("SELECT count(*) FROM access_log") == [(0,)]


def test_an_administrator_is_one_by_slacks_word_the_operators_or_a_role(
    harness: ServiceHarness,
) -> None:
    with harness.open("UADMIN") as ctx:
        assert ctx.may(Permission.DECIDE_RULES)
        give_administrator(ctx, named("UROLE"))
    with harness.open("USLACK") as ctx:
        assert not ctx.may(Permission.DECIDE_RULES)
        know(ctx, named("USLACK", is_admin=True).profile)
        assert ctx.may(Permission.DECIDE_RULES)
    with harness.open("UROLE") as ctx:
        assert ctx.may(Permission.DECIDE_RULES)
        take_administrator(ctx, "UROLE")
        assert not ctx.may(Permission.DECIDE_RULES)
        with pytest.raises(Refused, match="administrators_only"):
            ctx.must(Permission.DECIDE_RULES)


def test_what_the_answer_turns_on_is_read_once_and_nothing_else(harness: ServiceHarness) -> None:
    with harness.open("UANA") as ctx:
        own = Subject(ctx.member.id)
        ctx.work.write()
        with harness.counting() as statements:
            assert ctx.may(Permission.CHANGE_RECORD, own)
            assert not ctx.may(Permission.REMIND, own)
        assert statements == []
        with harness.counting() as statements:
            assert not ctx.may(Permission.SEE_RULES)
            assert not ctx.may(Permission.GIVE_ROLES, WORKPLACE)
        assert len(statements) == 1
    with harness.open("UADMIN") as ctx, harness.counting() as statements:
        assert ctx.may(Permission.SEE_RULES)
        assert statements == []
