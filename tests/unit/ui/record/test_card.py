"""The card of one entry, word for word where the conversation's reference gives the words."""

from datetime import date

import pytest

from bot.conversation.problems import Problem
from bot.services.record import actions as record
from bot.ui.record.card import card
from tests.unit.ui.builders import (
    OWN_LINE,
    card_view,
    doubt,
    enrolment,
    entry,
    put,
)
from tests.unit.ui.reading import elements, everything, meaning, texts, words_on_buttons


def test_a_draft_reads_as_the_reference_says() -> None:
    shown = card(card_view())
    assert shown.text == "A draft, and one question before you save."
    assert texts(shown.blocks) == [
        "*High voltage isolation course*\n"
        "Fri 20 Nov · 2 h · Bosch · 2 credits once you have answered",
        "What did you learn, and where will you use it in your job?",
    ]
    assert words_on_buttons(shown.blocks) == [
        "Save",
        "Edit",
        "Answer privately",
        "Guide me · Skip · Later · Details · Discard",
    ]


def test_one_of_the_members_first_says_what_saving_says() -> None:
    shown = card(card_view(first_ones=True))
    assert texts(shown.blocks)[-1] == "Saving says: I did this myself."


def test_an_answer_turns_the_card_and_its_words_do_not_show() -> None:
    shown = card(card_view(entry(evaluate=OWN_LINE), asked=False))
    assert texts(shown.blocks) == [
        "*High voltage isolation course*\n"
        "Fri 20 Nov · 2 h · Bosch · worth 2 credits\n"
        "Ready to save."
    ]
    assert "proving dead" not in everything(shown)


def test_a_skipped_question_leaves_what_the_credits_need() -> None:
    said = texts(card(card_view(asked=False)).blocks)[0]
    assert said.endswith("· 2 credits once you say how it helps")
    assert "Ready" not in said


def facts_of(**changed: object) -> str:
    return texts(card(card_view(entry(**changed))).blocks)[0].split("\n")[1]


def test_a_series_says_its_sum_until_it_is_confirmed() -> None:
    series = {
        "start_date": date(2026, 10, 6),
        "end_date": date(2026, 10, 27),
        "minutes": 240,
        "provenance": {"minutes": "read", "times": "4"},
    }
    said = "6–27 Oct · 4 × 1 h = 4 h, right? · Bosch"
    assert facts_of(**series) == said
    plain = "6–27 Oct · 4 h · Bosch · "
    saved = facts_of(**series | {"status": "logged"})
    assert saved == f"Saved · {plain}4 credits wait"
    edited = facts_of(**series | {"provenance": {"minutes": "edited", "times": "4"}})
    assert edited == f"{plain}4 credits once you have answered"


@pytest.mark.parametrize(
    ("minutes", "days", "said"),
    [
        (240, "1/2", "4 h, half of your day"),
        (480, "1", "8 h, your day"),
        (1440, "3", "24 h, 3 of your days"),
        (720, "3/2", "12 h, 1.5 of your days"),
    ],
)
def test_minutes_counted_from_days_say_whose_days(minutes: int, days: str, said: str) -> None:
    shown = facts_of(minutes=minutes, provenance={"minutes": "read", "days": days})
    assert shown.startswith(f"Fri 20 Nov · {said} · Bosch · ")


def test_what_is_not_set_yet_says_so() -> None:
    shown = card(card_view(entry(start_date=None, end_date=None, minutes=None, provider=None)))
    assert texts(shown.blocks)[0].split("\n")[1] == ("date to come · duration to come")


def test_a_scheme_without_hours_does_not_ask_for_them() -> None:
    view = card_view(entry(minutes=None), enrolments=[enrolment("cmi", cycle_start=None)])
    shown = everything(card(view))
    assert "duration" not in shown
    assert "credit" not in shown.lower()


def test_how_long_is_answered_with_one_tap() -> None:
    view = card_view(entry(minutes=None), question=put("minutes"))
    quick = [one for one in elements(card(view).blocks) if one["action_id"].startswith("choose")]
    assert [one["text"]["text"] for one in quick] == ["30 min", "1 h", "2 h", "half a day"]
    assert "other" in words_on_buttons(card(view).blocks)
    assert meaning(quick[2]) == record.Choose(12, "minutes", "2 h")


def test_which_day_offers_days_that_mean_the_same_tomorrow() -> None:
    view = card_view(entry(start_date=None), question=put("date"))
    shown = card(view)
    assert "Today, Sat 21 Nov" in words_on_buttons(shown.blocks)
    assert "Yesterday, Fri 20 Nov" in words_on_buttons(shown.blocks)
    today, yesterday = [one for one in elements(shown.blocks) if one["action_id"][:6] == "choose"]
    assert meaning(today) == record.Choose(12, "date", "2026-11-21")
    assert meaning(yesterday) == record.Choose(12, "date", "2026-11-20")


def test_a_day_from_the_calendar_names_its_entry() -> None:
    shown = card(card_view(entry(start_date=None), question=put("date")))
    block = next(one for one in shown.blocks if one["block_id"] == "card:12:choices")
    picker = block["elements"][-1]
    day = meaning(picker, block_id=block["block_id"], selected_date="2026-11-02")
    assert day == record.PickDate(12, "2026-11-02")


def test_a_saved_entry_says_so_and_is_never_called_approved() -> None:
    shown = card(card_view(entry(status="logged", evaluate=OWN_LINE), asked=False))
    assert texts(shown.blocks) == [
        "*High voltage isolation course*\nSaved · Fri 20 Nov · 2 h · Bosch · 2 credits"
    ]
    assert "approved" not in everything(shown)
    assert words_on_buttons(shown.blocks) == [
        "Edit",
        "Add evidence · Copy for IMI · Details · Withdraw",
    ]


def test_a_saved_entry_that_waits_offers_to_add_it() -> None:
    shown = card(card_view(entry(status="logged"), asked=False))
    assert texts(shown.blocks)[0].endswith("Saved · Fri 20 Nov · 2 h · Bosch · 2 credits wait")
    assert words_on_buttons(shown.blocks)[:2] == ["Add it", "Edit"]


@pytest.mark.parametrize(
    ("status", "said", "offered"),
    [("withdrawn", "Withdrawn.", "Restore"), ("discarded", "Discarded.", "Undo")],
)
def test_what_was_put_away_can_be_brought_back(status: str, said: str, offered: str) -> None:
    shown = card(card_view(entry(status=status), asked=False))
    assert shown.text == said
    assert said.removesuffix(".") in texts(shown.blocks)[0]
    assert words_on_buttons(shown.blocks) == [offered, "Details"]


def test_a_plan_is_asked_about_on_its_day_and_can_be_moved_or_dropped() -> None:
    plan = entry(status="planned", start_date=date(2026, 12, 1), end_date=date(2026, 12, 3))
    shown = card(card_view(plan, asked=False))
    assert "Planned · 1–3 Dec · 2 h · Bosch · 2 credits once done" in texts(shown.blocks)[0]
    assert words_on_buttons(shown.blocks) == [
        "Did it",
        "New date",
        "Edit",
        "Guide me · Details · Drop it",
    ]


def test_a_problem_is_one_sentence_with_the_members_words_cut_short() -> None:
    problem = Problem("vague_duration", "minutes", "most of the morning " * 50)
    shown = card(card_view(problems=(problem,)))
    said = texts(shown.blocks)[1]
    assert said.startswith("“most of the morning")
    assert said.endswith("could mean several lengths. How long was it in all?")
    assert len(said) < 150


def test_an_opening_balance_is_asked_about_once_the_question_in_words_is_answered() -> None:
    shown = card(card_view(doubts=(doubt(),)))
    assert any("What did you learn" in line for line in texts(shown.blocks))
    assert "Answer privately" in words_on_buttons(shown.blocks)
    assert "Already in those 25?" not in texts(shown.blocks)
    shown = card(card_view(doubts=(doubt(),), question=None))
    assert "Already in those 25?" in texts(shown.blocks)
    yes = next(one for one in elements(shown.blocks) if one["action_id"] == "in_opening")
    assert meaning(yes) == record.InOpening(12, "imi-register")


def test_of_what_is_saved_only_that_is_asked_until_it_is_answered() -> None:
    of = entry(status="logged", evaluate=OWN_LINE)
    shown = card(card_view(of, doubts=(doubt(),), question=put("plan")))
    assert "Already in those 25?" in texts(shown.blocks)
    assert not any("What will you do" in line for line in texts(shown.blocks))


def test_who_keeps_reflections_private_is_told_to_use_the_button() -> None:
    shown = card(card_view(by_modal=True))
    assert "Please use the button." in texts(shown.blocks)
    assert "Answer privately" in words_on_buttons(shown.blocks)


def test_a_title_is_cut_after_eight_words() -> None:
    shown = card(card_view(entry(title="One two three four five six seven eight nine ten")))
    head = texts(shown.blocks)[0].split("\n")[0]
    assert head == "*One two three four five six seven eight…*"


def test_a_very_long_title_is_cut_at_a_word() -> None:
    shown = card(card_view(entry(title="batteries-and-inverters " * 2000)))
    head = texts(shown.blocks)[0].split("\n")[0]
    assert head.endswith("batteries-and-inverters…*")
    assert len(head) < 140


def test_two_schemes_each_say_what_the_entry_is_worth() -> None:
    schemes = [enrolment(), enrolment("cmi", id=8, cycle_start=None)]
    settled = entry(evaluate=OWN_LINE)
    shown = texts(card(card_view(settled, enrolments=schemes, asked=False)).blocks)[0]
    assert "· worth 2 credits under IMI register, kept for CMI\n" in shown


def test_of_more_schemes_two_are_named_and_those_that_count_come_first() -> None:
    schemes = [
        enrolment("cmi", id=8, cycle_start=None),
        enrolment("imi-techsafe", id=9),
        enrolment(),
        enrolment("generic-30-90", id=10),
    ]
    settled = entry(status="logged", evaluate=OWN_LINE)
    shown = texts(card(card_view(settled, enrolments=schemes, asked=False)).blocks)[0]
    assert "· 2 credits under IMI register and Workplace CPD, 2 more in Details" in shown


def test_while_something_is_asked_only_the_credits_are_said() -> None:
    schemes = [enrolment("cmi", id=8, cycle_start=None), enrolment()]
    shown = texts(card(card_view(enrolments=schemes)).blocks)[0]
    assert shown.endswith("· Bosch · 2 credits once you have answered")


def test_evidence_is_counted_once_nothing_is_asked() -> None:
    links = ("https://a.example", "https://b.example")
    shown = card(card_view(entry(evaluate=OWN_LINE), asked=False, links=links))
    assert "· 2 links" in texts(shown.blocks)[0]


def test_the_next_problem_waits_until_the_first_is_settled() -> None:
    problems = (
        Problem("which_day", "start", "May"),
        Problem("vague_duration", "minutes", "a while"),
    )
    unset = entry(minutes=None)
    shown = texts(card(card_view(unset, question=put("minutes"), problems=problems)).blocks)
    assert shown[1:] == ["“a while” could mean several lengths. How long was it in all?"]
