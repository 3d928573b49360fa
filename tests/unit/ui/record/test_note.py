"""The note below the card: what has come of an answer, of Save, of taking something back."""

from dataclasses import replace
from datetime import date

import pytest

from bot.services.record import actions as record
from bot.ui.record.note import note
from bot.ui.schemes.standing import standing_line
from tests.unit.ui.builders import (
    OWN_LINE,
    card_view,
    enrolment,
    entry,
    note_view,
    put,
    scheme_standing,
)
from tests.unit.ui.reading import elements, everything, meaning, texts, words_on_buttons


def test_after_an_answer_it_says_no_more_than_that() -> None:
    shown = note(note_view(card_view(entry(evaluate=OWN_LINE), asked=False)))
    assert shown.text == "Noted."
    assert texts(shown.blocks) == ["Noted."]
    assert words_on_buttons(shown.blocks) == ["Save", "Ask me another"]


def test_saving_says_where_the_member_now_stands() -> None:
    saved = card_view(entry(status="logged", evaluate=OWN_LINE), asked=False, links=("https://x",))
    standing = scheme_standing(cycle=3300, year=800)
    shown = note(note_view(saved, standings=(standing,)))
    assert texts(shown.blocks)[0] == (
        "Saved, 2 credits: 8 of 30 this year, about 6 behind its pace; 33 of 90 in your cycle."
    )
    assert words_on_buttons(shown.blocks) == [
        "Edit",
        "Add evidence · Copy for IMI · Details · Withdraw",
    ]


def test_what_counts_for_last_year_says_so() -> None:
    day = date(2026, 3, 2)
    of_then = entry(status="logged", evaluate=OWN_LINE, start_date=day, end_date=day)
    saved = card_view(of_then, asked=False, links=("https://x",))
    shown = note(note_view(saved, standings=(scheme_standing(cycle=3300, year=800),)))
    assert texts(shown.blocks)[0].startswith("Saved, 2 credits for last year: 8 of 30 this year")


def test_a_formal_activity_without_evidence_is_asked_for_its_link() -> None:
    saved = card_view(entry(status="logged", evaluate=OWN_LINE), asked=False)
    assert "Certificate link? Paste it here." in texts(note(note_view(saved)).blocks)[0]
    informal = replace(saved, entry=replace(saved.entry, formality="informal"))
    assert "Certificate" not in texts(note(note_view(informal)).blocks)[0]


def test_the_first_entry_ever_saved_says_whose_account_decides() -> None:
    saved = card_view(entry(status="logged", evaluate=OWN_LINE), asked=False)
    said = texts(note(note_view(saved, first_saved=True)).blocks)[0]
    assert said.endswith("\nIMI goes by your IMI account.")
    assert "account" not in texts(note(note_view(saved)).blocks)[0]


def test_saving_unanswered_says_what_the_credits_wait_for() -> None:
    shown = note(note_view(card_view(entry(status="logged"), asked=False)))
    assert texts(shown.blocks)[0] == (
        "Saved. 2 credits wait for one line: how it helps in your job."
    )
    assert words_on_buttons(shown.blocks)[:2] == ["Add it", "Edit"]


def test_a_skipped_question_leaves_what_the_credits_wait_for() -> None:
    shown = note(note_view(card_view(asked=False)))
    assert texts(shown.blocks) == ["Noted. 2 credits wait for one line: how it helps in your job."]


def test_one_credit_waits_in_the_singular() -> None:
    shown = note(note_view(card_view(entry(status="logged", minutes=60), asked=False)))
    assert "1 credit waits for one line" in shown.text


def test_the_next_question_comes_with_its_two_ways_out() -> None:
    shown = note(note_view(card_view()))
    assert texts(shown.blocks) == ["What did you learn, and where will you use it in your job?"]
    assert words_on_buttons(shown.blocks) == ["Save", "Answer privately", "Skip"]


@pytest.mark.parametrize(
    ("status", "said", "offered"),
    [("withdrawn", "Withdrawn.", "Restore"), ("discarded", "Discarded.", "Undo")],
)
def test_what_was_put_away_can_be_brought_back(status: str, said: str, offered: str) -> None:
    shown = note(note_view(card_view(entry(status=status), asked=False)))
    assert (shown.text, words_on_buttons(shown.blocks)) == (said, [offered])


def test_an_older_note_has_no_buttons() -> None:
    shown = note(note_view(card_view(), live=False))
    assert everything(shown) == "Noted.\nNoted."


def test_a_member_of_cmi_alone_reads_of_entries_and_never_of_credits() -> None:
    cmi = enrolment("cmi", cycle_start=None)
    saved = card_view(entry(status="logged"), enrolments=[cmi], asked=False)
    rhythm = scheme_standing(
        of=cmi, entries_12_months=5, last_entry=date(2026, 11, 20), without_evaluation=2
    )
    shown = note(note_view(saved, standings=(rhythm,)))
    said = texts(shown.blocks)[0]
    assert said == (
        "Saved: 5 entries in 12 months, the last on 20 Nov; 2 do not say yet what changed. "
        "CMI asks for no points, hours or number."
    )
    assert "credit" not in everything(shown).lower()


def test_of_several_schemes_the_most_urgent_ones_standing_is_said() -> None:
    other = enrolment("generic-30-90", id=8)
    saved = card_view(
        entry(status="logged", evaluate=OWN_LINE),
        enrolments=[enrolment(), other],
        asked=False,
        links=("https://x",),
    )
    first = scheme_standing()
    shown = note(note_view(saved, standings=(first, scheme_standing(of=other))))
    line = standing_line(first, forecast=False)
    assert texts(shown.blocks) == [f"Saved, 2 credits. IMI register: {line}"]


def change(field: str, before: object, after: object) -> dict[str, object]:
    return {"field": field, "before": before, "after": after}


LONGER = change("minutes", 60, 180)
ON_TUESDAY = change("days", ["2026-11-20"] * 2, ["2026-11-17"] * 2)


def test_a_correction_is_said_with_the_question_that_is_still_open() -> None:
    shown = note(note_view(card_view()), [LONGER], "event:1")
    assert texts(shown.blocks) == [
        "3 h instead of 1 h.",
        "What did you learn, and where will you use it in your job?",
    ]
    assert words_on_buttons(shown.blocks) == ["Undo", "Answer privately · Save"]


def test_a_correction_is_followed_by_the_fact_that_is_still_asked_for() -> None:
    asked = card_view(entry(start_date=None, end_date=None), question=put("date"))
    shown = note(note_view(asked), [LONGER], "event:1")
    assert texts(shown.blocks) == ["3 h instead of 1 h.", "Which day was it?"]
    assert words_on_buttons(shown.blocks) == ["Undo", "Save"]


def test_once_the_entry_was_put_away_its_correction_offers_no_undo() -> None:
    put_away = card_view(entry(status="discarded"), asked=False)
    shown = note(note_view(put_away), [LONGER], "event:1")
    assert texts(shown.blocks) == ["Discarded."]
    assert meaning(next(elements(shown.blocks))) == record.BringBack(12)


def test_where_more_was_corrected_the_question_is_left_to_the_card() -> None:
    shown = note(note_view(card_view()), [LONGER, ON_TUESDAY], "event:1")
    assert texts(shown.blocks) == ["3 h instead of 1 h and Tue 17 Nov instead of Fri 20 Nov."]


def test_of_many_corrections_only_what_is_so_now_is_said() -> None:
    more = [change("provider", "Bosch", "Snap-on"), change("title", "HV course", "Isolation")]
    shown = note(note_view(card_view()), [LONGER, ON_TUESDAY, *more], "event:1")
    assert texts(shown.blocks) == ["3 h, Tue 17 Nov 2026, Snap-on and *Isolation* now."]
