"""The demo's Chartered Manager: the guide has a step that shows their record beside CMI's."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.cli.demo.cast import JAMES, cast
from bot.cli.demo.guide import QUALITIES, guide
from bot.cli.demo.seed import seed
from bot.conversation.asking import asked
from bot.services.schemes.qualities import qualities_of
from bot.ui.schemes.qualities import qualities_page
from tests.services.harness import TEAM, ServiceHarness
from tests.unit.ui.reading import texts

TODAY = date(2026, 11, 21)


def test_the_guide_asks_for_it_in_words_that_are_understood() -> None:
    [james] = [one for one in guide(cast(TODAY)).personas if one.person == JAMES]
    assert QUALITIES in [one.value for one in james.steps]
    read = asked(QUALITIES, now=datetime(2026, 11, 21, tzinfo=UTC), tz=ZoneInfo("Europe/London"))
    assert read is not None
    assert read.topic == "qualities"


def test_what_it_shows_is_a_record_with_something_left_to_do(harness: ServiceHarness) -> None:
    seed(harness.contexts, TEAM, cast(TODAY))
    with harness.open(JAMES) as ctx:
        view = qualities_of(ctx)
    states = {one.quality: one.state for one in view.lines}
    assert {name for name, state in states.items() if state == "shown"} == {
        "continuous",
        "personalised",
        "multi-faceted",
        "evidenced",
        "impact-focused",
    }
    assert states["cyclic"] == "not yet"
    assert view.step is not None
    shown = "\n".join(texts(qualities_page(view).blocks))
    assert "samples Chartered Managers’ records every year" in shown
