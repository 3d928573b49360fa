"""An activity over a border of CPD years: split by day, kept whole, and split again, on both
databases.
"""

import pytest

from bot.services.record.entry_changes import find
from bot.services.schemes.assessment import assess_again
from tests.harness import ANA, Harness, Member, buttons, reads

PARTS = "SELECT part, cycle, year, minutes, weight, last_day FROM assessment ORDER BY part"
BORDER = "1 Jun 2026"  # Ana's second CPD year begins
COURSE = "8h diagnostics course at Bosch from 31 May 2026 to 1 June 2026"
LINE = "I now read the fault tree before I swap parts, it saves me hours on EV jobs"


async def parts(harness: Harness) -> list[tuple[int, ...]]:
    rows = await harness.query(PARTS)
    assert {row[4] for row in rows} == {row[3] * 100 for row in rows}
    return [tuple(row[:4]) for row in rows]


@pytest.fixture
async def ana(either_harness: Harness) -> Member:
    await either_harness.enrolled(ANA, opening=None)
    return either_harness.member(ANA)


async def test_what_is_saved_over_a_border_is_split_and_details_change_that(
    either_harness: Harness, ana: Member
) -> None:
    await ana.write(COURSE)
    await ana.write(LINE)
    await ana.write("save")
    assert "Saved" in reads(ana.heard[-1])
    assert f"Split by day at {BORDER}." in reads(ana.heard[-1])
    assert await parts(either_harness) == [(0, 0, 1, 240), (1, 0, 2, 240)]
    assert "4 this year, 8 in the cycle" in await ana.command("status")
    await ana.click("Details", ana.card)
    assert "Split by day: 4 h in the CPD year to 31 May 2026, 4 h in the next." in reads(ana.modal)
    opened = len(either_harness.sandbox.workspace.views)
    await ana.click("Keep whole", ana.modal)
    assert len(either_harness.sandbox.workspace.views) == opened
    assert f"Counted whole on its last day, though it began before {BORDER}." in reads(ana.modal)
    assert "changed the split by day (revision 2)" in reads(ana.modal)
    assert await parts(either_harness) == [(0, 0, 2, 480)]
    assert "8 this year, 8 in the cycle" in await ana.command("status")
    assert "whole" not in reads(ana.card)
    await ana.write("undo")
    assert reads(ana.heard[-1]) == "Taken back: split by day again."
    assert await parts(either_harness) == [(0, 0, 1, 240), (1, 0, 2, 240)]


async def test_what_was_saved_before_stays_whole_until_its_member_takes_the_split(
    either_harness: Harness, ana: Member
) -> None:
    await ana.write(COURSE)
    await ana.write(LINE)
    await ana.write("save")
    with either_harness.open(ANA) as ctx:
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"])
        ctx.work.entries.change(entry, ctx.now, split_by_day=False)
        assess_again(ctx, [find(ctx, entry.id)])
    assert await parts(either_harness) == [(0, 0, 2, 480)]
    await ana.click("Details", ana.card)
    assert "Split by day" in buttons(ana.modal)
    await ana.click("Split by day", ana.modal)
    assert "Keep whole" in buttons(ana.modal)
    assert await parts(either_harness) == [(0, 0, 1, 240), (1, 0, 2, 240)]


async def test_what_lies_in_one_year_has_nothing_to_split(ana: Member) -> None:
    await ana.write("8h diagnostics course at Bosch from 2 June 2026 to 3 June 2026")
    await ana.write(LINE)
    await ana.write("save")
    assert "Split" not in reads(ana.heard[-1])
    await ana.click("Details", ana.card)
    assert "Split" not in reads(ana.modal)
    assert not {"Split by day", "Keep whole"} & {*buttons(ana.modal)}


async def test_a_word_keeps_a_draft_whole_and_splits_it_with_a_way_back(
    either_harness: Harness, ana: Member
) -> None:
    await ana.write(COURSE)
    await ana.write("keep whole")
    assert "Counted whole, on its last day." in reads(ana.heard[-1])
    assert "Undo" in buttons(ana.heard[-1])
    await ana.write("count it whole")
    assert "It counts whole already." in reads(ana.heard[-1])
    await ana.write("split it at the border")
    assert "Split by day." in reads(ana.heard[-1])
    await ana.click("Undo", ana.heard[-1])
    await ana.write(LINE)
    await ana.write("save")
    assert await parts(either_harness) == [(0, 0, 2, 480)]


async def test_a_word_splits_what_is_saved_in_its_thread_and_without(
    either_harness: Harness, ana: Member
) -> None:
    await ana.write(COURSE)
    await ana.write(LINE)
    await ana.write("save")
    saved = ana.card
    await ana.write("1h brakes webinar today")
    await ana.write("keep whole", thread=saved)
    assert await parts(either_harness) == [(0, 0, 2, 480)]
    await ana.write("undo")
    assert reads(ana.heard[-1]) == "Taken back: split by day again."
    await ana.write("don't split it")  # the newest that lies over a border, not the newest
    assert await parts(either_harness) == [(0, 0, 2, 480)]
    assert "Counted whole, on its last day." in reads(ana.heard[-1])
    await ana.write("split the diagnostics course by day")
    assert await parts(either_harness) == [(0, 0, 1, 240), (1, 0, 2, 240)]


async def test_what_lies_over_no_border_is_not_split_by_a_word(ana: Member) -> None:
    await ana.write("8h diagnostics course at Bosch from 2 June 2026 to 3 June 2026")
    await ana.write("split by day")
    assert "There is nothing to split" in reads(ana.heard[-1])
    await ana.write("scrap that")
    await ana.write("120h diagnostics course at Bosch from 1 March 2025 to 1 July 2025")
    await ana.write("split by day")
    assert "It is too long to split" in reads(ana.heard[-1])


async def test_what_is_said_with_the_activity_is_of_that(
    either_harness: Harness, ana: Member
) -> None:
    await ana.write(f"{COURSE}, don't split it")
    await ana.write(LINE)
    await ana.write("save it, split it by day")
    assert await parts(either_harness) == [(0, 0, 1, 240), (1, 0, 2, 240)]
