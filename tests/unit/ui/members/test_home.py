"""Home: the standing at a glance, the one next useful step, and what can be done with entries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.services.context.home_parts import HomeView
from bot.services.data_rights import actions as data_rights
from bot.services.dispatch import Action
from bot.services.members import actions as members
from bot.services.members.access_log import READ
from bot.services.members.onboarding import OnboardingView
from bot.services.nudges import actions as planning
from bot.services.nudges.home_parts import ChosenTime
from bot.services.record import actions as record
from bot.ui.members.home import home
from bot.ui.members.next_step import next_step
from bot.ui.members.settings import settings
from bot.ui.schemes.standing import standing_line
from storage.row_types import AccessRecord
from tests.unit.ui.builders import (
    NOW,
    OWN_LINE,
    TODAY,
    card_view,
    enrolment,
    entry,
    home_view,
    manager,
    scheme_standing,
    settings_view,
)
from tests.unit.ui.reading import elements, meaning, texts, words_on_buttons

SAVED = card_view(entry(id=13, status="logged", evaluate=OWN_LINE), asked=False)
WAITING = card_view(entry(id=14, status="logged"), asked=False)
NEAR_THE_END = scheme_standing(today=date(2028, 5, 17))
ON_PACE = scheme_standing(cycle=6000, year=2000)


def quiet(**changes: Any) -> HomeView:
    """A Home on which nothing is missing, but for the changes."""
    return home_view(
        **{"standings": (ON_PACE,), "drafts": (), "draft_count": 0, "recent": (SAVED,), **changes}
    )


def test_the_standing_has_bars_and_the_same_in_words() -> None:
    shown = texts(home(home_view())["blocks"])
    assert shown[1].split("\n") == [
        "*IMI register*",
        "▰▰▱▱▱┆▱▱▱▱▱  year",
        "▰▰▰▱▱┆▱▱▱▱▱  cycle",
        standing_line(scheme_standing()),
    ]
    assert shown[2] == "191 days left in this year, 557 in the cycle."
    assert shown[3] == "┆ is the recommended pace today."


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2028, 5, 17), "14 days left in this year and in the cycle."),
        (date(2028, 5, 31), "Today is the last day of your cycle."),
        (date(2027, 5, 31), "Today is the last day of this year, 366 in the cycle."),
    ],
)
def test_days_are_counted_to_the_last_day(today: date, said: str) -> None:
    view = home_view(standings=(scheme_standing(today=today),))
    assert said in texts(home(view)["blocks"])


def test_it_says_once_that_imi_counts_what_stands_in_the_imi_account() -> None:
    both = (scheme_standing(), scheme_standing(of=enrolment("generic-30-90", id=8)))
    shown = "\n".join(texts(home(home_view(standings=both))["blocks"]))
    assert shown.count("IMI goes by your IMI account") == 1
    assert "Workplace CPD goes by" not in shown


STEPS: dict[str, tuple[HomeView, str, Action | None]] = {
    "new here": (quiet(quiet_until_opened=True), "Write me a sentence", record.AskToLog()),
    "short, the end near": (
        quiet(standings=(NEAR_THE_END,), waiting=(WAITING,)),
        "57 to go by 31 May 2028",
        record.AskToLog(),
    ),
    "an entry waits": (
        quiet(waiting=(WAITING,)),
        "waits for one line: how it helps in your job. Until then it counts for nothing.",
        record.AddWhatIsMissing(14),
    ),
    "a draft is open": (quiet(drafts=(card_view(),), draft_count=1), "1 draft is open", None),
    "no scheme": (quiet(standings=()), "which scheme", members.AskForScheme()),
    "cycle start unknown": (
        quiet(standings=(scheme_standing(of=enrolment(cycle_start=None)),)),
        "when your IMI cycle began",
        members.AskForCycle("imi-register"),
    ),
    "no job": (quiet(job=None), "your job", members.AskForJob()),
    "behind": (
        quiet(standings=(scheme_standing(),)),
        "behind this year’s recommended pace",
        record.AskToLog(),
    ),
    "behind from earlier years": (
        quiet(standings=(scheme_standing(cycle=3300, year=1600),)),
        "behind your cycle’s recommended pace",
        record.AskToLog(),
    ),
    "a declined balance": (
        quiet(standings=(scheme_standing(of=enrolment(opening_on=None, opening_declined=True)),)),
        "what your IMI account shows",
        members.AskForOpening("imi-register"),
    ),
    "nothing": (quiet(), "Nothing is missing", None),
}


@pytest.mark.parametrize(("view", "words", "opens"), STEPS.values(), ids=STEPS)
def test_the_next_step_names_what_is_missing_and_opens_it(
    view: HomeView, words: str, opens: Action | None
) -> None:
    step = next_step(view)
    assert words in step.words
    assert opens == (None if step.button is None else meaning(step.button))


def test_entries_can_be_edited_withdrawn_and_restored() -> None:
    withdrawn = replace(SAVED, entry=replace(SAVED.entry, id=15, status="withdrawn"))
    shown = words_on_buttons(home(quiet(recent=(SAVED, withdrawn)))["blocks"])
    assert "Edit · Copy for IMI · Details · Withdraw" in shown
    assert "Edit · Copy for IMI · Details · Restore" in shown


def test_what_waits_stands_once_and_can_be_completed_there() -> None:
    others = [replace(WAITING, entry=replace(WAITING.entry, id=number)) for number in (16, 17)]
    blocks = home(quiet(waiting=(*others, WAITING)))["blocks"]
    offered = [meaning(one) for one in elements(blocks) if one["type"] == "button"]
    added = [one.entry for one in offered if isinstance(one, record.AddWhatIsMissing)]
    assert sorted(added) == [14, 16, 17]
    assert "Waiting for you" not in texts(home(quiet(waiting=(WAITING,)))["blocks"])


def test_more_that_waits_than_is_shown_is_a_page_away() -> None:
    one = scheme_standing(cycle=6000, year=2000, waiting_weight=12000, waiting_count=5)
    blocks = home(quiet(standings=(one,), waiting=(WAITING,), drafts=(card_view(),)))
    offered = [meaning(each) for each in elements(blocks["blocks"]) if each["type"] == "button"]
    assert record.ShowEntries(only="waiting") in offered


def test_a_plan_can_be_done_moved_and_dropped() -> None:
    plan = entry(id=16, status="planned", start_date=TODAY, end_date=TODAY)
    shown = words_on_buttons(home(quiet(planned=(plan,)))["blocks"])
    assert shown[shown.index("Did it") :][:3] == ["Did it", "New date", "Drop it"]


@pytest.mark.parametrize("private", [True, False])
def test_a_time_to_write_something_up_is_planned_and_can_be_moved_and_taken_back(
    private: bool,
) -> None:
    at = datetime(2026, 11, 24, 9, tzinfo=UTC)
    blocks = home(quiet(write_ups=(ChosenTime(4, at, private),)))["blocks"]
    said = texts(blocks)
    planned = said[said.index("Planned") + 1]
    what = "You asked me to come back to this" if private else "*Write one up*"
    assert planned == f"{what}\nTue 24 Nov, 9:00"
    offered = [meaning(one) for one in elements(blocks) if one["type"] == "button"]
    first = offered.index(planning.AskToWriteUp(4))
    assert offered[first : first + 3] == [
        planning.AskToWriteUp(4),
        planning.AskWhenToWriteUp(write_up=4),
        planning.DropWriteUp(write_up=4),
    ]


def test_who_looked_is_told_in_the_members_own_time() -> None:
    shown = "\n".join(texts(home(home_view())["blocks"]))
    assert "Alex Reed looked at your totals, pace and dates, 21 Nov, 10:00" in shown


def test_equal_looks_of_one_day_are_one_line() -> None:
    looks = [AccessRecord(2, "Alex Reed", "team", NOW - timedelta(minutes=n)) for n in range(3)]
    earlier = AccessRecord(2, "Alex Reed", "team", NOW - timedelta(days=2))
    views = (*looks, AccessRecord(3, "Sam Roe", "team", NOW), earlier)
    shown = "\n".join(texts(home(home_view(looks=views))["blocks"]))
    assert shown.count("Alex Reed looked at") == 2
    assert "Alex Reed looked at your totals, pace and dates, 3 times on 21 Nov\n" in shown
    assert "Sam Roe looked at your totals, pace and dates, 21 Nov, 10:00\n" in shown
    assert "Alex Reed looked at your totals, pace and dates, 19 Nov, 10:00" in shown


def test_where_no_more_looks_were_read_they_are_not_counted() -> None:
    many = (AccessRecord(2, "Alex Reed", "team", NOW),) * READ
    shown = "\n".join(texts(home(home_view(looks=many))["blocks"]))
    assert "Alex Reed looked at your totals, pace and dates, often on 21 Nov" in shown


def test_nobody_looking_is_said_too() -> None:
    shown = "\n".join(texts(home(home_view(looks=()))["blocks"]))
    assert "Nobody has looked at your record." in shown


def test_onboarding_stands_there_until_it_is_through() -> None:
    asked = OnboardingView("job", None, 1, 4, (), (), TODAY)
    with_it = texts(home(home_view(onboarding=asked))["blocks"])
    without = texts(home(home_view(onboarding=replace(asked, step="done")))["blocks"])
    assert any("What is your job?" in line for line in with_it)
    assert not any("What is your job?" in line for line in without)


def test_to_somebody_new_the_questions_are_what_is_next() -> None:
    asked = OnboardingView("job", None, 1, 4, (), (), TODAY)
    new = quiet(quiet_until_opened=True, standings=(), recent=(), onboarding=asked)
    shown = texts(home(new)["blocks"])
    assert any("What is your job?" in line for line in shown[:2])
    assert not any(line.startswith("*Next*") for line in shown)
    busy = texts(home(quiet(waiting=(WAITING,), onboarding=asked))["blocks"])
    [step] = [number for number, line in enumerate(busy) if line.startswith("*Next*")]
    assert any("What is your job?" in line for line in busy[step:])


def test_what_is_set_stands_in_one_line_and_the_rest_behind_a_button() -> None:
    blocks = home(home_view())["blocks"]
    [folded] = [one for one in blocks if one["block_id"] == "home:settings"]
    assert folded["text"]["text"] == (
        "*Settings*\nIMI register · vehicle technician · manager Alex Reed"
    )
    link = replace(manager().link, state="asked")
    waits = settings_view(manager=replace(manager(), link=link))
    [folded] = [
        one
        for one in home(home_view(settings=waits))["blocks"]
        if one["block_id"] == "home:settings"
    ]
    assert folded["text"]["text"].endswith("manager Alex Reed (asked)")
    blocks = home(home_view())["blocks"]
    [folded] = [one for one in blocks if one["block_id"] == "home:settings"]
    assert meaning(folded["accessory"]) == members.ShowSettings()
    offered = words_on_buttons(blocks)
    assert "Change" not in offered
    assert "Erase my record" not in offered


def test_paused_nudges_are_told_and_resumed_without_opening_the_settings() -> None:
    paused = settings_view(paused_until=date(2026, 12, 1))
    blocks = home(home_view(settings=paused))["blocks"]
    assert any("Paused until 1 Dec 2026." in line for line in texts(blocks))
    assert "Resume" in words_on_buttons(blocks)


def test_every_setting_has_its_button() -> None:
    offered = [
        meaning(one)
        for one in elements(settings(settings_view()).blocks)
        if one["type"] == "button"
    ]
    for setting in (
        members.AskForScheme(),
        members.AskForCycle("imi-register"),
        members.AskForOpening("imi-register"),
        members.LeaveScheme("imi-register"),
        members.AskForJob(),
        members.AskForManager(),
        members.AskForWorkingTime(),
        members.AskForNudges(),
        members.AskForPrivacy(),
        data_rights.Export(),
        data_rights.AskForDocument(),
        data_rights.AskToErase(),
    ):
        assert setting in offered
