"""The weekly review in words and as blocks: short, and whatever Slack takes."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.policy.nudges.weekly_review import week_before
from bot.services.nudges.weekly_review import ReviewView
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Content
from bot.ui.nudges.weekly_review import review
from sandbox.refusals import check_message
from tests.unit.ui.builders import TODAY, card_view, enrolment, entry, home_view, scheme_standing
from tests.unit.ui.reading import texts, words_on_buttons
from tests.unit.ui.test_budgets import OWN, words_in_sight

MOST = 80
CMI = enrolment("cmi", id=8, cycle_start=None)
STANDINGS: dict[str, tuple[SchemeStanding, ...]] = {
    "no scheme": (),
    "behind": (scheme_standing(),),
    "on pace": (scheme_standing(cycle=6000, year=2000),),
    "minimum met": (scheme_standing(cycle=9200, year=1200),),
    "start unknown": (scheme_standing(of=enrolment(cycle_start=None)),),
    "CMI": (
        scheme_standing(
            of=CMI, entries_12_months=5, last_entry=date(2026, 11, 20), without_evaluation=2
        ),
    ),
    "ends soon": (scheme_standing(today=date(2028, 5, 17)),),
    "two": (scheme_standing(), scheme_standing(of=CMI, entries_12_months=5)),
}


def titled(number: int = 12, **changes: Any) -> Any:
    return entry(id=number, title=f"{OWN} course", status="logged", **changes)


def views() -> Iterator[tuple[str, ReviewView]]:
    logged = tuple(card_view(titled(n, evaluate=f"{OWN} x")) for n in range(1, 6))
    plans = tuple(
        replace(titled(n), status="planned", start_date=date(2026, 12, n)) for n in (1, 2)
    )
    draft = card_view(replace(titled(20), status="draft"))
    waiting = card_view(titled(21))
    for name, standings in STANDINGS.items():
        plain: dict[str, Any] = {"drafts": (), "waiting": (), "planned": (), "recent": ()}
        changed: dict[str, dict[str, Any]] = {
            "": {},
            "a draft": {"drafts": (draft,), "draft_count": 1},
            "something waits": {"waiting": (waiting,)},
            "nothing logged ever": {"quiet_until_opened": True, "logged_count": 0},
        }
        homes = {
            what: home_view(standings=standings, **{**plain, **changes})
            for what, changes in changed.items()
        }
        for what, home in homes.items():
            for saved in ((), logged[:1], logged):
                for planned in ((), plans[:1], plans):
                    view = ReviewView(TODAY, week_before(TODAY), saved, planned, home)
                    yield f"{name}, {what}, {len(saved)} saved, {len(planned)} planned", view


def test_a_review_holds_at_most_eighty_words_of_ours() -> None:
    too_long = {
        name: f"{len(counted)}: {' '.join(counted)}"
        for name, view in views()
        if len(counted := words_in_sight(Content("", review(view).in_views))) > MOST
    }
    assert too_long == {}


def test_a_review_is_taken_by_slack_and_tells_a_lock_screen_nothing() -> None:
    for name, view in views():
        shown = review(view)
        assert OWN not in shown.text, name
        for blocks in (shown.blocks, shown.in_views):
            payload = {"text": shown.text, "blocks": json.loads(json.dumps(list(blocks)))}
            assert check_message(payload) is None, name


def one(standings: tuple[SchemeStanding, ...]) -> ReviewView:
    home = home_view(standings=standings, drafts=(), waiting=(), planned=(), recent=())
    return ReviewView(TODAY, week_before(TODAY), (), (), home)


def test_the_chart_says_what_the_line_says() -> None:
    shown = review(one(STANDINGS["behind"]))
    (chart,) = [block for block in shown.blocks if block["type"] == "data_visualization"]
    assert [
        (series["name"], [point["value"] for point in series["data"]])
        for series in chart["chart"]["series"]
    ] == [("So far", [8.0, 33.0]), ("Aim", [30.0, 90.0])]
    words = "\n".join(texts(shown.in_views))
    assert "8 of 30 this year" in words
    assert "33 of 90 in your cycle" in words


@pytest.mark.parametrize("name", ["no scheme", "start unknown", "CMI"])
def test_there_is_no_chart_of_figures_that_are_not_known(name: str) -> None:
    shown = review(one(STANDINGS[name]))
    assert shown.plain is None


def test_it_can_be_stopped_on_itself() -> None:
    shown = review(one(STANDINGS["behind"]))
    assert "Stop the weekly review" in words_on_buttons(shown.blocks)
