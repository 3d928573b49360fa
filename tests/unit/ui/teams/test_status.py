"""A manager's list, and what is said between members and managers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.services.teams import actions as teams
from bot.services.teams.links import LinkView
from bot.services.teams.team_view import Asker, TeamPage, TeamRow, TeamStanding
from bot.ui.teams import notices
from bot.ui.teams.team_view import person_lines, reminded, team
from sandbox.refusals import check_message
from tests.standings import with_waiting
from tests.unit.ui.builders import enrolment, manager, scheme_standing
from tests.unit.ui.reading import chosen, elements, everything, meaning, texts, words_on_buttons


def row(*standings: Any, **changes: Any) -> TeamRow:
    made = TeamRow(
        member_id=4,
        slack_id="U4",
        name="Priya Nair",
        standings=tuple(TeamStanding(one, 3) for one in standings),
        can_remind=True,
    )
    return replace(made, **changes)


CMI = enrolment("cmi", id=8, cycle_start=None)
RHYTHM = scheme_standing(
    of=CMI, entries_12_months=5, last_entry=date(2026, 11, 20), without_evaluation=2
)

ROWS: dict[str, tuple[TeamRow, str, str]] = {
    "at risk": (
        row(scheme_standing()),
        "at risk",
        "Year 8 of 30, cycle 33 of 90, 57 to go by 31 May 2028; 3 without evidence",
    ),
    "short": (
        row(scheme_standing(today=date(2028, 5, 17))),
        "short, cycle ends in 14 days",
        "Year 8 of 30, cycle 33 of 90, 57 to go by 31 May 2028; 3 without evidence",
    ),
    "on pace": (
        row(scheme_standing(cycle=6000, year=2000)),
        "on pace",
        "Year 20 of 30, cycle 60 of 90, 30 to go by 31 May 2028; 3 without evidence",
    ),
    "minimum met": (
        row(scheme_standing(cycle=9200, year=1200)),
        "minimum met by my count",
        "Year 12 of 30, cycle 92 of 90 by 31 May 2028; 3 without evidence",
    ),
    "not known": (
        row(scheme_standing(of=enrolment(cycle_start=None))),
        "not known",
        "8 in 2026 (calendar year); cycle start not known; 3 without evidence",
    ),
    "CMI": (
        replace(row(), standings=(TeamStanding(RHYTHM, None),)),
        "5 entries in 12 months",
        "Last on 20 Nov; 2 without an evaluation",
    ),
    "in no scheme": (row(), "not known", "In no scheme yet."),
}


@pytest.mark.parametrize(("one", "state", "figures"), ROWS.values(), ids=ROWS)
def test_two_lines_a_person(one: TeamRow, state: str, figures: str) -> None:
    assert person_lines(one) == (f"*Priya Nair* · {state}", figures)


def test_of_several_schemes_the_most_urgent_is_named() -> None:
    first, second = person_lines(row(scheme_standing(), RHYTHM))
    assert first.endswith("at risk (IMI register; 1 more)")
    assert second.startswith("Year 8")


@pytest.mark.parametrize(("one", "state", "figures"), ROWS.values(), ids=ROWS)
def test_neither_line_is_longer_than_twenty_words(one: TeamRow, state: str, figures: str) -> None:
    del state, figures
    waits = tuple(
        replace(
            each,
            scheme=replace(each.scheme, standing=with_waiting(each.scheme.standing, 200)),
        )
        for each in (*one.standings, *one.standings)
    )
    for line in (*person_lines(one), *person_lines(replace(one, standings=waits))):
        assert len(line.split()) <= 20


def _with_waiting(one: TeamStanding) -> TeamStanding:
    waiting = with_waiting(one.scheme.standing, 200)
    return replace(one, scheme=replace(one.scheme, standing=waiting))


def page_of(*need: str, people: int = 9) -> TeamPage:
    return TeamPage((row(scheme_standing()),), 0, 1, people, (), need)


@pytest.mark.parametrize(
    ("page", "head"),
    [
        (page_of("Tom Reed", "Ana"), "*2 of 9 need a look*: Tom Reed and Ana"),
        (page_of("Ana"), "*1 of 9 needs a look*: Ana"),
        (page_of("A", "B", "C", "D", "E"), "*5 of 9 need a look*: A, B, C and 2 more"),
        (page_of(), "*Nobody of 9 needs a look*"),
        (page_of(people=1), "*Nobody needs a look*"),
    ],
)
def test_the_first_line_says_who_needs_a_look(page: TeamPage, head: str) -> None:
    assert texts(team(page).blocks)[0] == head


def test_on_later_pages_nobody_is_named_who_does_not_stand_there() -> None:
    later = replace(page_of("Tom Reed", "Ana"), page=1, pages=2)
    assert texts(team(later).blocks)[0] == "*2 of 9 need a look*"


def test_what_is_assumed_stands_where_it_is_asked_for_and_not_below_a_team() -> None:
    assert "assumed" not in everything(team(page_of("Ana")))


def test_a_page_says_where_it_is_and_how_to_go_on() -> None:
    shown = team(TeamPage((row(scheme_standing()),), page=1, pages=3, people=25, asking=()))
    assert "Page 2 of 3." in everything(shown)
    assert words_on_buttons(shown.in_views) == ["Remind", "Previous", "Next"]
    remind, *turn = [meaning(one) for one in elements(shown.in_views)]
    assert remind == teams.Remind("U4")
    assert turn == [teams.ShowTeam(0), teams.ShowTeam(2)]
    assert words_on_buttons(shown.blocks) == ["Remind somebody", "Previous", "Next"]
    menu, *turn_too = elements(shown.blocks)
    assert chosen(menu, menu["options"][0]) == remind
    assert [meaning(one) for one in turn_too] == turn


def test_remind_stands_only_where_something_is_due() -> None:
    page = TeamPage((row(scheme_standing(), can_remind=False),), 0, 1, 1, ())
    assert words_on_buttons(team(page).blocks) == words_on_buttons(team(page).in_views) == []


CELLS: dict[str, list[tuple[str, str]]] = {
    "at risk": [
        ("raw_text", "Priya Nair"),
        ("raw_text", "at risk"),
        ("raw_number", "8 of 30"),
        ("raw_number", "33 of 90"),
        ("raw_text", "Ends 31 May 2028"),
        ("raw_number", "0"),
        ("raw_number", "3"),
    ],
    "not known": [
        ("raw_text", "Priya Nair"),
        ("raw_text", "not known"),
        ("raw_number", "8 in 2026"),
        ("raw_text", "not known"),
        ("raw_text", "not known"),
        ("raw_number", "0"),
        ("raw_number", "3"),
    ],
    "CMI": [
        ("raw_text", "Priya Nair"),
        ("raw_text", "5 entries in 12 months"),
        ("raw_text", "–"),
        ("raw_text", "–"),
        ("raw_text", "Last on 20 Nov; 2 without an evaluation"),
        ("raw_text", "–"),
        ("raw_text", "–"),
    ],
    "in no scheme": [
        ("raw_text", "Priya Nair"),
        ("raw_text", "not known"),
        ("raw_text", "–"),
        ("raw_text", "–"),
        ("raw_text", "In no scheme yet"),
        ("raw_text", "–"),
        ("raw_text", "–"),
    ],
}


@pytest.mark.parametrize(("name", "cells"), CELLS.items(), ids=CELLS)
def test_a_row_of_the_table_says_what_the_two_lines_say(
    name: str, cells: list[tuple[str, str]]
) -> None:
    shown = team(TeamPage((ROWS[name][0],), 0, 1, 1, ()))
    (table,) = [block for block in shown.blocks if block["type"] == "data_table"]
    head, one = table["rows"]
    assert len(head) == len(one)
    assert [(cell["type"], cell["text"]) for cell in one] == cells


def test_a_team_is_taken_by_slack_in_either_form() -> None:
    everybody = tuple(replace(one, member_id=n) for n, (one, _, _) in enumerate(ROWS.values()))
    shown = team(TeamPage(everybody, 0, 1, len(everybody), (), ("Priya Nair",)))
    for blocks in (shown.blocks, shown.in_views):
        assert check_message({"text": shown.text, "blocks": list(blocks)}) is None
    assert shown.new_blocks == {"data_table"}
    assert shown.without({"data_table"}).blocks == shown.in_views
    assert shown.without({"data_visualization"}) is shown


def test_reminding_gives_no_pause_or_leave_away() -> None:
    assert reminded("Priya Nair").text == (
        "I will remind Priya Nair. It will go in their working hours."
    )


def test_who_asks_is_answered_with_a_tap() -> None:
    shown = team(TeamPage((), 0, 1, 0, (Asker(3, "U4", "Priya Nair"),)))
    assert [meaning(one) for one in elements(shown.blocks)] == [
        teams.Accept(3),
        teams.Decline(3),
    ]
    assert "Your team*: 0" not in everything(shown)


def link(state: Any) -> LinkView:
    return LinkView(
        replace(manager().link, state=state), "Priya Nair", "U1", "Alex Reed", "U2", "U3"
    )


def test_somebody_who_was_given_a_manager_reads_what_they_see_and_can_object() -> None:
    shown = notices.team_notice(link("notifying"))
    said = everything(shown)
    assert "They will see: your totals" in said
    assert "They never see: what you write" in said
    assert words_on_buttons(shown.blocks) == ["That’s wrong"]


def test_an_objection_takes_the_button_away() -> None:
    shown = notices.team_notice(link("suspended"))
    assert shown.text == "Thank you. Alex Reed sees nothing, and your administrator knows."
    assert words_on_buttons(shown.blocks) == []


def test_an_answered_request_has_no_buttons_left() -> None:
    assert words_on_buttons(notices.team_ask(link("asked")).blocks) == ["Accept", "Decline"]
    assert words_on_buttons(notices.team_ask(link("active")).blocks) == []
