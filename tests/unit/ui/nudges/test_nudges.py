"""Each nudge says what it is about and why it came, and opens exactly the missing thing."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.policy.vocabulary import NUDGE_KINDS
from bot.services.dispatch import Action
from bot.services.members import actions as members
from bot.services.nudges import actions as planning
from bot.services.nudges.sent_nudges import Became
from bot.services.nudges.write_ups import WriteUpView
from bot.services.record import actions as record
from bot.ui.kit.blocks import Content
from bot.ui.nudges.nudge_texts import (
    WORDINGS,
    FollowUpView,
    NudgeView,
    nudge,
    planned,
    snoozed,
    write_up,
)
from storage.row_types import FollowUpRecord, WriteUpRecord
from tests.unit.ui.builders import NOW, TODAY, enrolment, entry, nudge_record, scheme_standing
from tests.unit.ui.reading import chosen, elements, everything, meaning, texts, words_on_buttons

TIMES = (datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 26, 15, tzinfo=UTC))
CMI = scheme_standing(
    of=enrolment("cmi", id=8, cycle_start=None),
    entries_12_months=5,
    last_entry=date(2026, 8, 20),
    without_evaluation=2,
)


EARLIER = date(2023, 6, 1)
ENDED_SHORT = scheme_standing(of=enrolment(cycle_start=EARLIER, enrolled_on=EARLIER))


def shown(kind: str, **changes: Any) -> Any:
    standing = ENDED_SHORT if kind == "cycle_ended" else scheme_standing()
    about = entry(status="logged") if kind == "missing_evaluation" else entry()
    given = {"today": TODAY, "standing": standing, "entries": [about], **changes}
    return nudge(nudge_record(kind), NudgeView(**given))


def test_a_managers_reminder_reads_as_the_reference_says() -> None:
    one = shown("manager_reminder", manager_name="Alex Reed")
    assert texts(one.blocks)[0] == (
        "Alex Reed asked me to remind you about your CPD.\n"
        "Alex Reed never sees: what you write, titles, or evidence itself."
    )
    assert words_on_buttons(one.blocks)[0] == "Log something"


def test_a_cycle_that_ended_short_is_asked_about_until_there_is_news() -> None:
    one = shown("cycle_ended")
    assert texts(one.blocks)[0] == (
        "Your cycle ended on 31 May 2026; I count 0 of 90, but IMI goes by your account there. "
        "Under 90 its policy is: off the register, downgraded to Affiliate. Any news?"
    )
    assert words_on_buttons(one.blocks) == [
        "Nothing yet",
        "Still registered",
        "Extended",
        "Removed",
        "More to add",
        "Snooze for a week · Snooze for a month · Another time of day · Why did I get this? · "
        "My standing",
    ]


def test_an_answer_about_an_ended_cycle_stands_there_with_its_day_and_can_be_changed() -> None:
    told = {"told_on": "2026-06-02", "answer": "registered", "answered_on": "2026-06-10"}
    of = enrolment(cycle_start=EARLIER, enrolled_on=EARLIER, outcomes={EARLIER.isoformat(): told})
    one = shown("cycle_ended", standing=scheme_standing(of=of))
    assert texts(one.blocks)[0] == (
        "Your last cycle ended short: 0 of 90. You told me on 10 Jun 2026: still registered."
    )
    assert words_on_buttons(one.blocks)[0] == "That was wrong"


def test_a_cycle_that_is_no_longer_short_is_not_asked_about() -> None:
    of = enrolment(cycle_start=EARLIER, enrolled_on=EARLIER)
    caught_up = scheme_standing(of=of, ended_weight=9000 * 60)
    one = shown("cycle_ended", standing=caught_up, became=Became("gone"))
    assert texts(one.blocks) == ["Nothing is open about that cycle any more."]


def test_the_cycles_end_says_how_much_is_to_go_and_until_when() -> None:
    end = date(2028, 5, 17)
    one = shown("cycle_end", standing=scheme_standing(today=end), today=end)
    assert texts(one.blocks) == [
        "Your IMI cycle ends in 14 days, on 31 May 2028. 33 of 90 by my count, 57 credits to go.\n"
        "Anything not logged yet?"
    ]


def test_behind_asks_when_and_offers_now_two_times_and_another() -> None:
    one = shown("behind", times=TIMES)
    assert texts(one.blocks)[0].endswith("\nWhen will you write one up?")
    now, tuesday, thursday, another, _ = elements(one.blocks)
    assert [each["text"]["text"] for each in (now, tuesday, thursday, another)] == [
        "Now",
        "Tue 9:00",
        "Thu 15:00",
        "Another time",
    ]
    assert meaning(now) == record.AskToLog()
    assert meaning(tuesday) == planning.PlanWriteUp(5, "2026-11-24", 540)
    assert meaning(thursday) == planning.PlanWriteUp(5, "2026-11-26", 900)
    assert meaning(another) == planning.AskWhenToWriteUp(5)


def test_a_cause_that_comes_often_is_said_in_other_words_each_time() -> None:
    for kind in ("behind", "rhythm", "year_end", "cycle_end", "waiting_entry", "old_draft"):
        said = [texts(shown(kind, turn=turn).blocks)[0] for turn in range(len(WORDINGS[kind]))]
        assert 2 <= len(set(said)) == len(said) <= 3
        again = texts(shown(kind, turn=len(said)).blocks)[0]
        assert again == said[0]


def test_the_years_end_is_a_recommendation() -> None:
    [said] = texts(shown("year_end").blocks)
    assert said.startswith("Your CPD year ends in 191 days: 8 of the recommended 30 so far.")


@pytest.mark.parametrize(
    ("became", "says"),
    [
        (Became("snoozed", until=date(2026, 11, 28)), "Snoozed until 28 Nov."),
        (
            Became("planned", at=TIMES[0]),
            "Planned for Tue 24 Nov, 9:00. I will come back to you then.",
        ),
        (Became("logged"), "You have logged something since."),
        (Became("gone"), "Caught up."),
        (Became("over"), "That day has passed."),
    ],
)
def test_once_it_is_answered_a_nudge_says_so_and_loses_its_buttons(
    became: Became, says: str
) -> None:
    one = shown("behind", times=TIMES, became=became)
    assert texts(one.blocks)[0].startswith(says)
    assert {each["type"] for each in elements(one.blocks)} == {"overflow"}


def test_of_a_nudge_that_came_again_only_that_is_left() -> None:
    one = shown("behind", times=TIMES, became=Became("again"))
    assert texts(one.blocks) == ["This came again later, see below."]
    assert list(elements(one.blocks)) == []


@pytest.mark.parametrize(("status", "says"), [("logged", "saved"), ("discarded", "discarded")])
def test_a_draft_that_is_none_any_more_says_what_it_is(status: Any, says: str) -> None:
    one = shown("old_draft", entries=[entry(status=status)], became=Became("gone"))
    assert texts(one.blocks) == [f"*High voltage isolation course* is {says}."]


def test_an_unknown_start_opens_the_date() -> None:
    unknown = scheme_standing(of=enrolment(cycle_start=None))
    one = shown("cycle_start_unknown", standing=unknown)
    assert meaning(next(elements(one.blocks))) == members.AskForCycle("imi-register")


@pytest.mark.parametrize(
    ("kind", "first"),
    [("waiting_entry", record.AddWhatIsMissing(12)), ("old_draft", record.Save(12))],
)
def test_an_open_entry_is_opened_itself(kind: str, first: Action) -> None:
    assert meaning(next(elements(shown(kind).blocks))) == first


def test_a_rhythm_nudge_speaks_of_no_points() -> None:
    one = everything(shown("rhythm", standing=CMI))
    assert "the last on 20 Aug" in one
    assert "credit" not in one.lower()


def test_a_missing_evaluation_is_asked_for_by_name_and_may_be_nothing() -> None:
    one = shown("missing_evaluation", standing=CMI)
    assert texts(one.blocks)[0] == (
        "*High voltage isolation course*, 20 Nov: has it changed anything?\n"
        "One other entry has no answer yet."
    )
    assert words_on_buttons(one.blocks)[:2] == ["Answer privately", "Nothing changed"]


def test_a_waiting_entry_says_what_it_waits_for() -> None:
    [said] = texts(shown("waiting_entry", missing="minutes").blocks)
    assert said == (
        "*High voltage isolation course* is saved, and counts once you add how long it took."
    )


@pytest.mark.parametrize("kind", NUDGE_KINDS)
def test_no_nudge_holds_a_title_on_a_lock_screen(kind: str) -> None:
    one = shown(kind, entries=[entry(status="planned" if kind == "planned" else "draft")])
    assert "High voltage" not in one.text


@pytest.mark.parametrize("kind", [kind for kind in NUDGE_KINDS if kind != "planned"])
def test_behind_the_dots_stand_snooze_another_time_of_day_and_why(kind: str) -> None:
    menu = next(one for one in elements(shown(kind).blocks) if one["type"] == "overflow")
    assert [chosen(menu, one) for one in menu["options"]] == [
        planning.Snooze(5, "week"),
        planning.Snooze(5, "month"),
        members.AskForTimeOfDay(),
        planning.WhyNudge(5),
        record.ShowStanding(),
    ]


def test_a_snooze_leaves_the_cadence_as_it_was() -> None:
    assert "How often I nudge stays as it was." in snoozed(TODAY).text


def test_what_was_planned_is_asked_about_together_and_settled_ones_keep_no_buttons() -> None:
    one = shown(
        "planned",
        entries=[
            entry(id=1, status="planned", start_date=TODAY, end_date=TODAY),
            entry(id=2, status="draft"),
        ],
    )
    assert words_on_buttons(one.blocks) == ["Did it", "New date", "Drop it"]
    assert texts(one.blocks)[0] == (
        "*High voltage isolation course*\nYou planned this for today, Sat 21 Nov. Did it happen?"
    )


def test_several_plans_name_each_its_day() -> None:
    days = [date(2026, 11, 18), date(2025, 12, 30)]
    one = planned(
        [
            entry(id=number, status="planned", start_date=day, end_date=day)
            for number, day in enumerate(days)
        ],
        TODAY,
    )
    said = texts(one.blocks)
    assert said[0] == "Did these happen?"
    assert said[1].endswith("\nPlanned for Wed 18 Nov.")
    assert said[2].endswith("\nPlanned for Tue 30 Dec 2025.")
    assert one.text == "You planned something. Did it happen?"


def test_the_notification_of_one_plan_names_its_day() -> None:
    day = date(2026, 11, 18)
    one = planned([entry(status="planned", start_date=day, end_date=day)], TODAY)
    assert one.text == "You planned something for Wed 18 Nov. Did it happen?"


def follow_up(words: str) -> FollowUpView:
    one = FollowUpRecord(3, 1, 12, "plan", "asked", TODAY, NOW, None)
    return FollowUpView(one, "High voltage isolation course", date(2026, 11, 1), words)


def test_a_plan_in_the_members_words_is_repeated_and_never_in_the_notification() -> None:
    one = planned((), TODAY, [follow_up("I will check the bracket first")])
    assert "“I will check the bracket first”" in texts(one.blocks)[0]
    assert one.text == "You asked me to come back to something today."


def test_of_a_private_plan_nothing_is_said_but_that_it_was_asked_for() -> None:
    one = planned((), TODAY, [follow_up("")])
    assert texts(one.blocks) == ["You asked me to come back to this today."]
    assert words_on_buttons(one.blocks) == ["Open", "Nothing changed · Later"]


def plan_said_again(**changes: Any) -> Content:
    one = WriteUpRecord(3, 1, 5, "asked", NOW, None, NOW)
    view = WriteUpView(one, NOW, TIMES[0], private=False, moved_to=None)
    return write_up(replace(view, **changes))


def test_at_a_chosen_time_the_plan_is_said_again_and_never_in_the_notification() -> None:
    one = plan_said_again()
    assert texts(one.blocks)[0].startswith("You planned to write one up now: Tue 24 Nov, 9:00.")
    assert words_on_buttons(one.blocks)[0] == "Write it up"
    assert one.text == "You asked me to come back to this today."


def test_a_plan_with_private_words_says_only_that_it_was_asked_for() -> None:
    one = plan_said_again(private=True)
    assert texts(one.blocks) == ["You asked me to come back to this today."]
    assert words_on_buttons(one.blocks)[0] == "Open"


def test_of_several_schemes_an_ended_cycle_says_whose_it_is() -> None:
    [asked] = texts(shown("cycle_ended", named=True).blocks)
    assert asked.startswith("Your IMI cycle ended on 31 May 2026; ")


def test_a_scheme_of_the_workplaces_own_is_not_asked_for_a_register() -> None:
    of = enrolment("generic-30-90", cycle_start=EARLIER, enrolled_on=EARLIER)
    one = shown("cycle_ended", standing=scheme_standing("generic-30-90", of=of))
    assert words_on_buttons(one.blocks)[:3] == ["Nothing yet", "Settled", "More to add"]
    told = {"told_on": "2026-06-02", "answer": "registered", "answered_on": "2026-06-10"}
    answered = replace(of, outcomes={EARLIER.isoformat(): told})
    one = shown("cycle_ended", standing=scheme_standing("generic-30-90", of=answered))
    assert texts(one.blocks)[0].endswith("You told me on 10 Jun 2026: settled.")
