"""Several activities in one message: where one ends, and what is said of all of them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.elements.finding import stages_told
from bot.conversation.languages import is_english
from bot.conversation.parts import Activity, Context
from bot.conversation.reading import Reading
from bot.conversation.understanding import understand

SATURDAY = Context(datetime(2026, 11, 21, 10, tzinfo=UTC), ZoneInfo("Europe/London"), 480)
FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 17)


def readings(text: str) -> list[Reading]:
    contents = [part.content for part in understand(text, SATURDAY).parts]
    return [one.reading for one in contents if isinstance(one, Activity)]


def told(text: str) -> list[tuple[str | None, int | None, date | None]]:
    return [(one.title.value, one.minutes.value, one.start.value) for one in readings(text)]


@pytest.mark.parametrize(
    ("text", "activities"),
    [
        (
            "20 min vid on wheel sensors, 1h webinar on relays, both yesterday",
            [("Vid on wheel sensors", 20, FRIDAY), ("Webinar on relays", 60, FRIDAY)],
        ),
        (
            "Two webinars: 1h tyre labels on Tuesday and 45 min cold tyres on Friday",
            [("Tyre labels", 60, TUESDAY), ("Cold tyres", 45, FRIDAY)],
        ),
        (
            "ladder check 20m, spill drill 15m, ppe talk 10m",
            [("Ladder check", 20, None), ("Spill drill", 15, None), ("Ppe talk", 10, None)],
        ),
        (
            "2h at Delphi on pumps 16 Nov and 1 hour with BMW on coding 18 Nov",
            [("Pumps", 120, date(2026, 11, 16)), ("Coding", 60, date(2026, 11, 18))],
        ),
    ],
)
def test_each_item_of_a_list_is_an_activity(
    text: str, activities: list[tuple[str | None, int | None, date | None]]
) -> None:
    assert told(text) == activities


@pytest.mark.parametrize(
    "text",
    [
        "2h course on brakes yesterday, 1h of it on the ramp",
        "my mentor meeting yesterday, 1 hr, planned my level 4 route",
        "4h EV course tuesday, 2h theory and 2h practical",
    ],
)
def test_a_part_of_an_activity_is_no_second_one(text: str) -> None:
    assert len(readings(text)) == 1


def test_a_clause_that_goes_on_from_an_account_stays_with_it() -> None:
    text = "realised my knees aren't the problem, it's the twist"

    assert stages_told(text) == {"evaluate": ((0, len(text)),)}


def test_the_french_mon_is_no_monday() -> None:
    text = "mon chef m'a montré le banc de freinage"

    assert not is_english(text)
    assert readings(text) == []
