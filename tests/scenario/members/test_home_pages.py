"""Pages that Home opens: modals with all their blocks, turned in place, and shown anew."""

import pytest

from tests.harness import ANA, BEN, Harness, Member, buttons, reads


@pytest.fixture
async def ana(harness: Harness) -> Member:
    """Ana under IMI's register, with eighteen saved entries."""
    await harness.enrolled(ANA)
    for number in range(18):
        await harness.logged(ANA, f"Course {number}", days_ago=number + 1)
    ana = harness.member(ANA)
    await ana.open_home()
    return ana


def title_of(ana: Member) -> str:
    return str(ana.modal.definition["title"]["text"])


async def test_all_entries_are_turned_over_in_one_modal(ana: Member) -> None:
    await ana.click("All 18 entries", ana.home)
    first = ana.modal
    assert "*Course 0*\nSaved" in reads(first)
    assert "*Course 10*" not in reads(first)
    for words, seen in (("Earlier ones", 17), ("Later ones", 0)) * 3:
        await ana.click(words, ana.modal)
        assert f"*Course {seen}*\nSaved" in reads(ana.modal)
        assert (ana.modal.id, ana.modal.previous_view_id) == (first.id, None)
    assert ana.heard == []


async def test_what_is_changed_on_a_page_shows_on_it(ana: Member) -> None:
    await ana.click("All 18 entries", ana.home)
    await ana.click("Withdraw", ana.modal)
    assert "*Course 0*\nWithdrawn" in reads(ana.modal)
    await ana.click("Restore", ana.modal)
    assert "*Course 0*\nSaved" in reads(ana.modal)
    await ana.click("Edit", ana.modal)
    assert await ana.submit({"title": "First aid"}) == {}
    assert "*First aid*\nSaved" in reads(ana.modal)
    assert title_of(ana) == "Your record"
    assert "*First aid*\nSaved" in reads(ana.home)


async def test_settings_show_what_was_set_over_them(ana: Member) -> None:
    await ana.click("Help", ana.home)
    assert title_of(ana) == "Help"
    await ana.click("Settings", ana.modal)
    assert title_of(ana) == "Settings"
    await ana.press(ana.modal, "job")
    assert await ana.submit({"job": "Workshop lead", "job_from": "2026-11-01"}) == {}
    assert "Workshop lead, since 1 Nov 2026." in reads(ana.modal)
    await ana.press(ana.modal, "leave_scheme")
    assert "Add a scheme" in buttons(ana.modal)
    assert "Leave" not in buttons(ana.modal)


async def test_an_export_that_is_asked_for_over_home_is_answered_there(ana: Member) -> None:
    await ana.click("Help", ana.home)
    await ana.click("Settings", ana.modal)
    await ana.click("Export my record", ana.modal)
    assert "Your export is on its way" in reads(ana.modal)
    assert title_of(ana) == "Your export"


async def test_three_pages_deep_every_form_and_word_still_fits(ana: Member) -> None:
    await ana.click("Help", ana.home)
    await ana.click("Settings", ana.modal)
    settings = ana.modal
    await ana.press(settings, "manager")
    assert ana.modal.previous_view_id == settings.id
    assert await ana.submit({"manager": BEN.id}) == {}
    assert ana.modal.id == settings.id
    assert "Ben: asked, and has not answered yet." in reads(ana.modal)
    await ana.click("Export my record", ana.modal)
    assert title_of(ana) == "Your export"
    await ana.person.close()
    assert title_of(ana) == "Settings"


async def test_erasing_over_the_settings_leaves_nothing_behind(ana: Member) -> None:
    await ana.click("Settings", ana.home)
    await ana.press(ana.modal, "erase")
    assert await ana.submit({"confirmation": "erase my record"}) == {}
    assert "IMI register" not in reads(ana.modal)
    assert "Schemes\nNone yet." in reads(ana.modal).replace("*", "")
    assert "Course" not in reads(ana.home)


async def test_a_page_that_was_closed_in_the_meantime_is_not_missed(ana: Member) -> None:
    await ana.click("All 18 entries", ana.home)
    ana.harness.expect_refusal("not_found")
    ana.harness.sandbox.faults.error("views.update", "not_found")
    await ana.click("Withdraw", ana.modal)
    assert ana.heard == []
    assert "*Course 0*\nWithdrawn" in reads(ana.home)


async def test_a_manager_looks_at_the_team_from_home(ana: Member) -> None:
    harness, ben = ana.harness, ana.harness.member(BEN)
    with harness.open(BEN) as ctx:
        report = ctx.work.members.by_slack(ANA.id)
        assert report is not None
        ctx.work.teams.link(report.id, ctx.member.id, "active", source="member", now=ctx.now)
    await ben.open_home()
    await ben.click("Show my team", ben.home)
    assert "Ana" in reads(ben.modal)
    team = ben.modal
    await ben.click("Remind", team)
    assert "I will remind Ana." in reads(ben.modal)
    await ben.person.close()
    assert ben.modal.id == team.id
    assert "Ben looked at your totals, pace and dates" in reads(await ana.open_home())


async def test_what_does_not_say_what_changed_is_listed_and_can_be_settled_there(
    harness: Harness,
) -> None:
    await harness.enrolled(ANA, "cmi", cycle_start=None)
    for number in range(3):
        await harness.logged(ANA, f"Talk {number}", days_ago=20 + number, line=None)
    await harness.logged(ANA, "Coaching", days_ago=5)
    await harness.logged(ANA, "Long ago", days_ago=500, line=None)
    ana = harness.member(ANA)
    await ana.open_home()
    await ana.click("Show them", ana.home)
    assert reads(ana.modal).startswith("3 entries do not say yet what changed.")
    assert "Coaching" not in reads(ana.modal)
    await ana.click("Nothing changed", ana.modal)
    await ana.click("Say what changed", ana.modal)
    assert await ana.submit({"words": "we stopped two near misses a week since then"}) == {}
    assert reads(ana.modal).startswith("1 entry does not say yet what changed.")
    await ana.click("Nothing changed", ana.modal)
    assert reads(ana.modal) == "All of them say what changed."


async def test_what_waits_is_listed_and_completed_there(harness: Harness) -> None:
    await harness.enrolled(ANA)
    for number in range(5):
        await harness.logged(ANA, f"Talk {number}", days_ago=20 + number, line=None)
    ana = harness.member(ANA)
    await ana.open_home()
    await ana.click("All that wait", ana.home)
    assert reads(ana.modal).startswith("5 entries wait for something that only you can add.")
    await ana.click("Add it", ana.modal)
    await ana.submit({"words": "I now check the rails first, it helps on every lift I do"})
    assert reads(ana.modal).startswith("4 entries wait")
