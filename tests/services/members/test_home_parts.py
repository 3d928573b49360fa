"""Home is what the rooms declare of it: one of its own adds a section, and nothing central is
touched.
"""

import pytest

from bot.discovery import DeclaredTwice
from bot.services.context.home_parts import home_parts
from bot.services.members.home import home_view
from bot.ui.kit.home_sections import home_sections
from bot.ui.members.home import home
from tests.services.harness import ServiceHarness

OURS, UI, ITS_OWN = "bot.services", "bot.ui", "tests.greetings"


def test_a_room_of_its_own_has_a_section_in_its_place(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ours, with_its = home(home_view(ctx)), home(home_view(ctx, OURS, ITS_OWN), UI, ITS_OWN)
        added = [one for one in with_its["blocks"] if one not in ours["blocks"]]
        assert [one["block_id"] for one in added] == ["home:greeting"]
        assert added[0]["text"]["text"] == f"Good morning, {ctx.member.name}."
        places = [one["block_id"] for one in with_its["blocks"]]
        assert places.index("home:greeting") == places.index("home:do") + 1


def test_sections_come_in_their_order() -> None:
    orders = [one.order for one in home_sections(UI, ITS_OWN)]
    assert orders == sorted(set(orders))


def test_two_of_one_name_are_refused_when_they_are_read() -> None:
    with pytest.raises(DeclaredTwice, match="'greeted'"):
        home_parts(OURS, ITS_OWN, ITS_OWN)
    with pytest.raises(DeclaredTwice, match="'greeting'"):
        home_sections(UI, ITS_OWN, ITS_OWN)
