"""An entry without a day: that is said when it is saved, and it may be edited and left without."""

import pytest

from tests.harness import ANA, Harness, Member, reads

ACCOUNT = "learnt to ask open questions first, I use it in my one to ones"


@pytest.fixture
async def manager(harness: Harness, ana: Member) -> Member:
    """Ana, in a scheme without points."""
    await harness.enrolled(ANA, "cmi", cycle_start=None, opening=None)
    return ana


async def test_a_saved_entry_without_a_day_says_so_and_what_that_means(
    harness: Harness, manager: Member
) -> None:
    await manager.write(f"went on a coaching course at CMI, {ACCOUNT}")
    await manager.write("save it")
    assert await harness.query("SELECT status, start_date FROM entry") == [("logged", None)]
    assert "It has no day yet, so it is in no year or cycle." in reads(manager.note)
    await manager.write("it was last Friday")
    assert await harness.query("SELECT count(*) FROM entry") == [(1,)]


async def test_it_is_edited_and_left_without_a_day(harness: Harness, manager: Member) -> None:
    await manager.write(f"went on a coaching course at CMI, {ACCOUNT}")
    await manager.write("save it")
    await manager.click("Edit", manager.note)
    assert "Without a day it is in no year" in str(manager.modal.blocks)
    assert await manager.submit({"title": "Coaching for managers"}) == {}
    assert await harness.query("SELECT title, start_date FROM entry") == [
        ("Coaching for managers", None)
    ]


async def test_a_last_day_alone_is_no_day_and_one_that_is_there_is_not_taken_out(
    harness: Harness, manager: Member
) -> None:
    await manager.write(f"went on a coaching course at CMI, {ACCOUNT}")
    await manager.write("save it")
    await manager.click("Edit", manager.note)
    assert "from_date" in await manager.submit({"to_date": "2026-11-20"})
    assert await manager.submit({"from_date": "2026-11-20", "to_date": None}) == {}
    await manager.click("Edit", manager.note)
    assert "from_date" in await manager.submit({"from_date": None})
