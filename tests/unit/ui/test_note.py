"""The note below the card: what has come of an answer, of Save, of taking something back."""

from datetime import date

import pytest

from bot.ui.note import note
from tests.unit.ui.made import (
    OWN_LINE,
    card_view,
    enrolment,
    entry,
    note_view,
    scheme_standing,
)
from tests.unit.ui.reading import everything, texts, words_on_buttons


def test_after_an_answer_it_says_what_saving_brings() -> None:
    shown = note(note_view(card_view(entry(evaluate=OWN_LINE), asked=False)))
    assert shown.text == "Noted. Save it and 2 credits count."
    assert texts(shown.blocks) == ["Noted. Save it and 2 credits count."]
    assert words_on_buttons(shown.blocks) == ["Save", "Ask me another"]


def test_saving_says_where_the_member_now_stands() -> None:
    saved = card_view(entry(status="logged", evaluate=OWN_LINE), asked=False)
    shown = note(note_view(saved, standings=(scheme_standing(cycle=3300, year=800),)))
    assert texts(shown.blocks)[0] == (
        "Saved: 2 credits. 8 of 30 this year, about 6 behind its pace; 33 of 90 in your cycle."
    )


def test_saving_unanswered_says_what_the_credits_wait_for() -> None:
    shown = note(note_view(card_view(entry(status="logged"), asked=False)))
    assert texts(shown.blocks)[0] == (
        "Saved. 2 credits wait for one line: how it helps in your job."
    )
    assert words_on_buttons(shown.blocks) == ["Add it"]


def test_one_credit_waits_in_the_singular() -> None:
    shown = note(note_view(card_view(entry(status="logged", minutes=60), asked=False)))
    assert "1 credit waits for one line" in shown.text


def test_the_next_question_comes_with_its_two_ways_out() -> None:
    shown = note(note_view(card_view()))
    assert texts(shown.blocks) == [
        "What did you learn, and where will you use it in your job as vehicle technician?"
    ]
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
    assert texts(shown.blocks)[0] == (
        "Saved. 5 entries in 12 months, the last on 20 Nov; 2 do not say yet what changed. "
        "CMI asks for no points, hours or number."
    )
    assert "credit" not in everything(shown).lower()


def test_where_schemes_differ_each_is_named() -> None:
    other = enrolment("generic-30-90", id=8)
    saved = card_view(
        entry(status="logged", evaluate=OWN_LINE), enrolments=[enrolment(), other], asked=False
    )
    shown = note(note_view(saved, standings=(scheme_standing(), scheme_standing(of=other))))
    lines = texts(shown.blocks)[0].split("\n")
    assert lines[0] == "Saved: 2 credits."
    assert lines[1].startswith("IMI register: 8 of 30")
    assert lines[2].startswith("Workplace CPD: 8 of 30")
