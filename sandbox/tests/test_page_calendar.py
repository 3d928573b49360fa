"""The calendar on the page: how it is moved, and what is said where it is not."""

from collections.abc import AsyncIterator

import pytest

from bolt_app import PRIYA
from page_visit import Visit, visiting
from sandbox.moving import Move

DM = f"/as/{PRIYA.id}"


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    async with visiting() as one:
        yield one


async def test_the_calendar_moves_by_days_and_to_a_moment(visit: Visit) -> None:
    calendar = visit.sandbox.calendar
    before = calendar.now()

    await visit.do(f"{DM}/calendar", days="7")
    assert (calendar.now() - before).days == 7
    await visit.do(f"{DM}/calendar", moment="2028-05-17T10:00")
    assert calendar.now().isoformat() == "2028-05-17T09:00:00+00:00"
    await visit.do(f"{DM}/calendar", moment="2028-05-18T10:00:00+00:00")
    assert calendar.now().isoformat() == "2028-05-18T10:00:00+00:00"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2020-01-01T10:00", "The calendar only moves forward, and it is already "),
        ("next week", "That is not a date and a time that the calendar knows."),
        ("", "That is not a date and a time that the calendar knows."),
    ],
)
async def test_the_calendar_says_why_it_does_not_move(
    visit: Visit, moment: str, words: str
) -> None:
    before = visit.sandbox.calendar.now()

    notice, _ = await visit.do(f"{DM}/calendar", moment=moment)

    assert words in notice
    assert visit.sandbox.calendar.now() == before


class Waits:
    """Moves the calendar until the app writes, which it does at once."""

    can_wait = True

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.asked: list[Move] = []

    async def move(self, wanted: Move) -> str:
        """Have the app write."""
        self.asked.append(wanted)
        self.visit.say(text="A nudge")
        return ""


async def test_whoever_waits_elsewhere_is_led_to_what_the_app_wrote(visit: Visit) -> None:
    mover = visit.sandbox.mover = Waits(visit)
    dm = visit.sandbox.workspace.dm_of(PRIYA.id)
    led = {}
    for where in (f"{DM}/home", f"{DM}/c/{dm.id}", f"{DM}/c/{dm.id}?thread=1"):
        async with visit.browser.post(
            f"{DM}/calendar", data={"next": "1"}, headers={"HX-Current-URL": f"http://x{where}"}
        ) as response:
            led[where] = response.headers.get("HX-Redirect")

    assert list(led.values()) == [DM, None, None]
    assert mover.asked == [Move(PRIYA.id)] * 3


async def test_nobody_waits_where_it_is_not_known_what_is_due(visit: Visit) -> None:
    notice, _ = await visit.do(f"{DM}/calendar", next="1")

    assert "Nobody here knows when the app will write." in notice
    assert "Next message" not in await visit.see(DM)
