"""Each nudge says what it is about and why it came, and opens exactly the missing thing."""

from datetime import date
from typing import Any

import pytest

from bot.policy.vocabulary import NUDGE_KINDS
from bot.services.dispatch import Action, members, record
from bot.ui.nudges import nudge, snoozed
from tests.unit.ui.made import TODAY, enrolment, entry, nudge_record, scheme_standing
from tests.unit.ui.reading import chosen, elements, everything, meaning, texts, words_on_buttons

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
    given = {"today": TODAY, "standing": standing, "entries": [entry()], **changes}
    return nudge(nudge_record(kind), **given)


def test_a_managers_reminder_reads_as_the_reference_says() -> None:
    one = shown("manager_reminder", manager_name="Alex Reed")
    assert texts(one.blocks)[0] == (
        "Alex Reed asked me to remind you about your CPD. Alex Reed sees totals and dates, "
        "never what you write."
    )
    assert words_on_buttons(one.blocks) == ["Log something", "My standing", "Snooze"]


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
        "Snooze",
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
    one = shown("cycle_ended", standing=scheme_standing(of=of, ended_weight=9000 * 60))
    assert texts(one.blocks) == ["Nothing is open about that cycle any more."]


def test_the_cycles_end_says_how_much_is_to_go_and_until_when() -> None:
    end = date(2028, 5, 17)
    one = shown("cycle_end", standing=scheme_standing(today=end), today=end)
    assert texts(one.blocks)[0].startswith(
        "Your IMI cycle ends on 31 May 2028, in 14 days: 57 credits to go to the minimum of 90."
    )


def test_behind_says_that_it_is_a_workplace_setting() -> None:
    one = everything(shown("behind"))
    assert "about 6 behind its pace" in one
    assert "a workplace setting, not a rule of IMI" in one


def test_the_years_end_is_a_recommendation() -> None:
    assert "It is a recommendation, not a minimum." in everything(shown("year_end"))


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


def test_a_rhythm_nudge_speaks_of_no_points_and_of_whose_setting_it_is() -> None:
    one = everything(shown("rhythm", standing=CMI))
    assert "the last on 20 Aug" in one
    assert "a workplace setting, not a rule of CMI" in one
    assert "credit" not in one.lower()


@pytest.mark.parametrize("kind", NUDGE_KINDS)
def test_every_nudge_says_why_and_holds_no_title_on_a_lock_screen(kind: str) -> None:
    one = shown(kind, entries=[entry(status="planned" if kind == "planned" else "draft")])
    assert "High voltage" not in one.text
    assert any(line.startswith(("Why now:", "I ask because")) for line in texts(one.blocks))


@pytest.mark.parametrize("kind", [kind for kind in NUDGE_KINDS if kind != "planned"])
def test_every_nudge_but_a_planned_one_can_be_snoozed_for_a_week_or_a_month(kind: str) -> None:
    menu = next(one for one in elements(shown(kind).blocks) if one["type"] == "static_select")
    spans = [chosen(menu, one) for one in menu["options"]]
    assert spans == [members.Snooze(5, "week"), members.Snooze(5, "month")]


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
    assert "Sat 21 Nov 2026 (today)" in texts(one.blocks)[1]
