"""Leave is told with its kind and days: the pace leaves it out, nudges pause within it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.harness import ANA, MONDAY, Harness, Member, harness_at, reads

LEAVE = "Parental leave, 1 Sep 2026 to 15 Oct 2026"


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def enrolled(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Ana is in the IMI register since June 2025, with two hours, on Saturday 21 November 2026."""
    async with harness_at(request.getfixturevalue(request.param)) as harness:
        await harness.enrolled(ANA)
        await harness.logged(ANA)
        yield harness


async def status(member: Member) -> str:
    await member.command("status")
    return reads(member.whispers()[-1])


async def settings_of(member: Member) -> str:
    await member.command("settings")
    return reads(member.whispers()[-1])


async def add(member: Member, kind: str, start: str, end: str | None = None) -> Any:
    await settings_of(member)
    await member.click("Add leave", member.whispers()[-1])
    days = {"leave_start": start, **({"leave_end": end} if end else {})}
    return await member.submit({"leave_kind": kind, **days})


async def test_told_in_settings_the_pace_leaves_it_out(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    assert "about 12 behind its pace" in await status(ana)
    await add(ana, "parental", "2026-09-01", "2026-10-15")
    assert LEAVE in await settings_of(ana)
    said = await status(ana)
    assert "about 9 behind its pace" in said
    assert "45 days of leave are left out of the pace." in said


async def test_told_in_words_it_is_said_back_and_taken_back(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    await ana.write("I'm on parental leave from 1 Jan to 30 Jun")
    assert "Noted: leave (parental), 1 Jan 2027 to 30 Jun 2027." in ana.last
    assert "Parental leave, 1 Jan 2027 to 30 Jun 2027" in await settings_of(ana)
    await ana.write("undo")
    assert "Your leave is as it was before that." in ana.last
    assert "Parental leave" not in await settings_of(ana)


async def test_leave_without_its_days_can_be_told_there(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    await ana.write("I'm on maternity leave")
    await ana.click("Add leave")
    await ana.submit({"leave_kind": "parental", "leave_start": "2026-10-05"})
    assert "Parental leave, since 5 Oct 2026, no end yet" in await settings_of(ana)


async def test_leave_that_ends_before_it_begins_is_said(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    await ana.write("maternity leave from 1 July 2026 to 1 January 2026")
    assert "That ends before it begins." in ana.last
    assert "1 Jul 2026" not in await settings_of(ana)


async def test_it_is_changed_and_removed(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    await add(ana, "parental", "2026-09-01", "2026-10-15")
    page = await settings_of(ana)
    assert LEAVE in page
    await ana.press(ana.whispers()[-1], "add_leave", "settings:leave-0")
    await ana.submit({"leave_kind": "sick", "leave_end": "2026-09-30"})
    assert "Sick leave, 1 Sep 2026 to 30 Sep 2026" in await settings_of(ana)
    await ana.press(ana.whispers()[-1], "add_leave", "settings:leave-0")
    await ana.submit({"leave_gone": ["gone"]})
    assert "Sick leave" not in await settings_of(ana)
    await ana.write("undo")
    assert "Sick leave, 1 Sep 2026 to 30 Sep 2026" in await settings_of(ana)


async def test_what_cannot_be_is_refused_in_a_sentence(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    reversed_days = await add(ana, "parental", "2026-09-02", "2026-09-01")
    assert "That ends before it begins." in str(reversed_days)
    assert "The earliest day I take is 1 Jan 1990." in str(await add(ana, "other", "1989-12-31"))
    assert "within two years" in str(await add(ana, "other", "2029-01-01"))
    await add(ana, "parental", "2026-09-01", "2026-10-15")
    overlapping = await add(ana, "sick", "2026-10-15", "2026-10-20")
    assert "You have leave from 1 Sep 2026 to 15 Oct 2026 already" in str(overlapping)
    await add(ana, "sick", "2026-10-16")
    assert "Sick leave, since 16 Oct 2026, no end yet" in await settings_of(ana)
    behind_open = await add(ana, "parental", "2027-01-01", "2027-02-01")
    assert "You have leave since 16 Oct 2026, without an end yet." in str(behind_open)
    assert "Parental leave, 1 Jan 2027" not in await settings_of(ana)


async def test_leave_over_the_whole_cycle_says_what_is_left_of_it(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    await add(ana, "career break", "2025-06-01", "2028-05-31")
    assert "That covers all of your IMI register cycle: there is no pace left to keep." in ana.last
    assert "behind its pace" not in await status(ana)


async def test_nudges_pause_within_it_and_come_again_behind_it(enrolled: Harness) -> None:
    ana = enrolled.member(ANA)
    await ana.write("I'm on parental leave from 21 November to 13 December")
    heard = len(ana.heard)
    for days in (0, 7, 14):
        await enrolled.move_to(MONDAY + timedelta(days=days))
    assert [reads(one) for one in ana.heard[heard:]] == []
    await enrolled.move_to(datetime(2026, 12, 14, 15, 0, tzinfo=UTC))
    assert len(ana.heard) == heard + 1
