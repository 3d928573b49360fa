"""A member's own words: none of them is lost, and nothing that is no account is kept as one."""

import pytest

from tests.harness import Harness, Member

DRAFT = "2h ABS course yesterday"
PLAN = "ABS course next Saturday, 4 hours"
Row = tuple[object, ...]


async def entry(harness: Harness, *columns: str) -> Row:
    """Columns of the only entry that was begun in the conversation."""
    [row] = await harness.query(
        f"SELECT {', '.join(columns)} FROM entry WHERE source_text IS NOT NULL"
    )
    return tuple(row)


async def stages(harness: Harness) -> Row:
    return await entry(harness, "reflect", "plan", "act", "evaluate")


# A plan that is moved


@pytest.mark.parametrize(
    "words", ["cant make it now, moved to the week after", "its been put back a week"]
)
async def test_a_plan_that_is_moved_is_no_account_of_it(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(PLAN)
    [before] = await entry(harness, "start_date")
    await technician.write(words)
    assert await stages(harness) == (None, None, None, None)
    [after] = await entry(harness, "start_date")
    assert after != before


async def test_whether_a_plan_that_is_off_was_moved_is_asked(
    harness: Harness, technician: Member
) -> None:
    await technician.write(PLAN)
    await technician.write("its been cancelled")
    assert technician.last.startswith("All right. Was it moved, or is it off?")
    assert await stages(harness) == (None, None, None, None)
