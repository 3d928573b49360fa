"""What a member can do with a draft and a saved entry: every row of the table in
docs/conversation.md, by button and by word."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from tests.harness import ANA, ANSWER, MONDAY, SATURDAY, SENTENCE, Harness, Member, buttons, reads

QUESTION = "What did you learn, and where will you use it in your job?"
Do = Callable[[Member], Awaitable[object]]


def by_button(words: str) -> Do:
    return lambda member: member.click(words)


def by_word(word: str) -> Do:
    return lambda member: member.write(word)


def button_and_word(words: str, word: str) -> pytest.MarkDecorator:
    """Once by the button, once by the word."""
    return pytest.mark.parametrize(
        "do", [by_button(words), by_word(word)], ids=["by button", "by word"]
    )


async def statuses(harness: Harness) -> list[str]:
    """The states of the entries that were begun in the conversation."""
    rows = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL ORDER BY id")
    return [status for (status,) in rows]


@button_and_word("Save", "save")
async def test_saved_unanswered_its_credits_wait_for_one_line(
    harness: Harness, technician: Member, do: Do
) -> None:
    await technician.write(SENTENCE)
    await do(technician)
    assert await statuses(harness) == ["logged"]
    assert "Saved. 2 credits wait for one line: how it helps in your job." in reads(technician.note)
    assert "Add it" in buttons(technician.note)


async def test_add_it_asks_for_the_missing_line_and_the_entry_counts(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Save")
    await technician.click("Add it")
    assert QUESTION in reads(technician.modal)
    await technician.submit({"words": ANSWER})
    assert "Saved · Fri 20 Nov · 2 h · Bosch · 2 credits\n" in reads(technician.card)
    await technician.click("Details", technician.card)
    assert "✓ Relevant: " in reads(technician.modal)
    assert "✓ Sufficient: " in reads(technician.modal)


async def test_add_it_asks_even_for_what_was_skipped(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.click("Save")
    await technician.click("Add it")
    assert QUESTION in reads(technician.modal)
    await technician.submit({"words": ANSWER})
    assert "Saved · Fri 20 Nov · 2 h · Bosch · 2 credits\n" in reads(technician.card)


async def test_edit_is_one_filled_modal_whose_submission_updates_the_card(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Edit")
    state = technician.modal.state
    assert state["title"]["title"]["value"] == "High voltage isolation course"
    assert state["from_date"]["from_date"]["selected_date"] == "2026-11-20"
    assert state["duration"]["duration"]["value"] == "2 h"
    assert state["provider"]["provider"]["value"] == "Bosch"
    errors = await technician.submit({"duration": "3 h", "provider": "Bosch Training"})
    assert errors == {}
    assert "Fri 20 Nov · 3 h · Bosch Training · " in reads(technician.card)
    assert "3 credits" in reads(technician.card)


async def test_answered_privately_details_show_that_and_nothing_the_words(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    assert QUESTION in reads(technician.modal)
    await technician.submit({"words": ANSWER})
    assert "worth 2 credits" in reads(technician.card)
    await technician.click("Details", technician.card)
    assert "Evaluate ✓ private" in reads(technician.modal)
    assert "proving dead" not in reads(technician.modal)
    assert all("proving dead" not in reads(one) for one in technician.heard)


@button_and_word("Skip", "skip")
async def test_what_was_skipped_is_never_asked_again(
    harness: Harness, technician: Member, do: Do
) -> None:
    await technician.write(SENTENCE)
    await do(technician)
    assert QUESTION not in reads(technician.card)
    assert "Save" in buttons(technician.card)
    await technician.click("Save")
    await harness.move_to(SATURDAY + timedelta(days=9))
    assert all(QUESTION not in reads(one) for one in technician.heard)
    assert all("waits for something" not in reads(one) for one in technician.heard)


@button_and_word("Later", "later")
async def test_what_was_put_off_returns_in_home_and_as_one_nudge_after_a_day(
    harness: Harness, technician: Member, do: Do
) -> None:
    await technician.open_home()
    await technician.write(SENTENCE)
    await do(technician)
    assert "Save" in buttons(technician.card)
    assert QUESTION not in reads(technician.card)
    await technician.click("Save")
    assert "Add it" in buttons(technician.home)
    before = len(technician.heard)
    await harness.move_to(MONDAY)
    assert len(technician.heard) == before + 1
    assert technician.heard[-1].text == "A saved entry waits for one line of yours."
    await harness.move_to(SATURDAY + timedelta(days=3))
    assert len(technician.heard) == before + 1


@button_and_word("Discard", "discard")
async def test_discarded_it_can_be_brought_back(
    harness: Harness, technician: Member, do: Do
) -> None:
    await technician.write(SENTENCE)
    await do(technician)
    assert await statuses(harness) == ["discarded"]
    assert technician.card.text == "Discarded."
    assert buttons(technician.card) == ["Undo", "Details"]
    assert "I keep it for 30 days." in reads(technician.card)


@button_and_word("Undo", "undo")
async def test_undo_brings_a_discarded_draft_back_with_its_question(
    harness: Harness, technician: Member, do: Do
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Discard")
    await do(technician)
    assert await statuses(harness) == ["draft"]
    assert QUESTION in reads(technician.card)
    await technician.write(ANSWER)
    assert "Ready to save." in reads(technician.card)


async def test_cancel_is_another_word_for_discard(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("cancel")
    assert await statuses(harness) == ["discarded"]


async def test_ask_me_another_goes_through_what_is_not_told_yet(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    questions = []
    while "Ask me another" in buttons(technician.note):
        await technician.click("Ask me another")
        questions.append(reads(technician.note).splitlines()[0])
        await technician.write("A pack swap on our own bay, with my foreman watching")
    assert questions == [
        "What was harder about high voltage isolation than you thought?",
        "What will you do differently?",
        "What made the course worth doing now?",
        "What was your part?",
    ]
    await technician.click("Details", technician.card)
    assert "Reflect ✓ · Plan ✓ · Act ✓ · Evaluate ✓" in reads(technician.modal)


async def test_back_returns_to_the_question_before(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Ask me another")
    second = reads(technician.note)
    await technician.write("back")
    assert QUESTION in technician.last
    assert QUESTION not in second


@button_and_word("Withdraw", "undo")
async def test_a_saved_entry_can_be_taken_out_and_counts_no_more(
    harness: Harness, technician: Member, do: Do
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await do(technician)
    assert (await statuses(harness))[0] in ("withdrawn", "draft")
    assert "6 of 30 this year" in await technician.command("status")


async def test_a_withdrawn_entry_says_so_and_is_restored(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.click("Withdraw")
    assert technician.card.text == "Withdrawn."
    assert buttons(technician.card) == ["Restore", "Details"]
    assert reads(technician.note) == "Withdrawn.\n[Restore]"
    await technician.click("Restore", technician.card)
    assert await statuses(harness) == ["logged"]
    assert "8 of 30 this year" in await technician.command("status")


async def test_each_change_of_a_saved_entry_is_a_revision(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.click("Edit")
    await technician.submit({"title": "HV isolation"})
    await technician.click("Withdraw")
    await technician.click("Restore", technician.card)
    rows = await harness.query(
        "SELECT r.kind FROM entry_revision r JOIN entry e ON e.id = r.entry_id "
        "WHERE e.source_text IS NOT NULL ORDER BY r.number"
    )
    assert [kind for (kind,) in rows] == ["saved", "edited", "withdrawn", "restored"]


async def test_save_again_changes_nothing(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    stale = technician.card
    await technician.click("Save", stale)
    await harness.move_to(SATURDAY + timedelta(minutes=1))
    await technician.click("Save", stale)
    assert technician.last_whisper == "Already saved."
    assert await statuses(harness) == ["logged"]
    revisions = await harness.query(
        "SELECT r.kind FROM entry_revision r JOIN entry e ON e.id = r.entry_id "
        "WHERE e.source_text IS NOT NULL"
    )
    assert revisions == [("saved",)]


async def test_without_a_duration_quick_choices_are_offered(
    harness: Harness, technician: Member
) -> None:
    await technician.write("High voltage isolation course at Bosch yesterday")
    assert "How long did it take?" in reads(technician.card)
    assert buttons(technician.card)[:5] == ["30 min", "1 h", "2 h", "half a day", "other"]
    await technician.click("2 h")
    assert "Fri 20 Nov · 2 h · Bosch" in reads(technician.card)
    assert QUESTION in reads(technician.card)


async def test_the_duration_can_be_typed_as_well(harness: Harness, technician: Member) -> None:
    await technician.write("High voltage isolation course at Bosch yesterday")
    await technician.write("an hour and a half")
    assert "Fri 20 Nov · 1 h 30 min · Bosch" in reads(technician.card)


async def test_other_opens_a_window_for_the_duration(harness: Harness, technician: Member) -> None:
    await technician.write("High voltage isolation course at Bosch yesterday")
    await technician.click("other")
    assert await technician.submit({"words": "quite long"}) != {}
    assert await technician.submit({"words": "45 min"}) == {}
    assert "Fri 20 Nov · 45 min · Bosch" in reads(technician.card)


async def test_no_duration_is_asked_where_no_scheme_counts_it(
    harness: Harness, ana: Member
) -> None:
    await harness.enrolled(ANA, "cmi", cycle_start=None, job="manager")
    await ana.write("Mentored a new supervisor on Thursday")
    assert "How long" not in reads(ana.card)
    assert "credit" not in reads(ana.card)


async def test_several_drafts_stay_open_and_each_can_be_saved(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    first = technician.card
    await technician.write("skip")
    await technician.write("1h air con refresher at Hella on Thursday")
    second = technician.card
    assert first.ts != second.ts
    await harness.move_to(SATURDAY + timedelta(days=8))
    await technician.click("Save", first)
    assert await statuses(harness) == ["logged", "draft"]
    await technician.click("Save", second)
    assert await statuses(harness) == ["logged", "logged"]


async def test_undo_of_an_unanswered_save_brings_the_draft_back_with_its_question(
    harness: Harness, technician: Member
) -> None:
    # Once it came back as a draft that asked nothing any more.
    await technician.write(SENTENCE)
    await technician.click("Save")
    await technician.write("undo")
    assert await statuses(harness) == ["draft"]
    assert QUESTION in reads(technician.card)
    await technician.write(ANSWER)
    assert "Ready to save." in reads(technician.card)


async def test_undo_walks_back_change_by_change_links_included(either_harness: Harness) -> None:
    await either_harness.enrolled(ANA)
    ana = either_harness.member(ANA)

    async def stands() -> tuple[object, ...]:
        [entry] = await either_harness.query(
            "SELECT status, minutes, evaluate, provider FROM entry"
        )
        links = await either_harness.query("SELECT url FROM evidence ORDER BY id")
        return (*entry, [url for (url,) in links])

    written = await ana.write(f"{SENTENCE} https://bosch.example/17")
    began = await stands()
    assert began == ("draft", 120, None, "Bosch", ["https://bosch.example/17"])
    stood: list[tuple[object, ...]] = [began]
    await ana.edit(written, f"{SENTENCE} https://bosch.example/17 https://bosch.example/18")
    await ana.click("Yes")
    stood.append(await stands())
    await ana.write(ANSWER)
    stood.append(await stands())
    await ana.click("Edit", ana.card)
    await ana.submit({"duration": "3 h", "provider": "Bosch Training"})
    stood.append(await stands())
    await ana.click("Save", ana.card)
    saved = await stands()
    assert saved == (
        "logged",
        180,
        ANSWER,
        "Bosch Training",
        ["https://bosch.example/17", "https://bosch.example/18"],
    )
    for before in reversed(stood):
        await ana.write("undo")
        assert await stands() == before
    assert QUESTION in reads(ana.card)
    await ana.write("undo")
    assert (await stands())[0] == "discarded"
    await ana.write("undo")
    assert ana.last == "There is nothing to take back."


async def test_details_hold_the_history_and_copy_the_words_and_neither_stands_in_the_conversation(
    either_harness: Harness,
) -> None:
    await either_harness.enrolled(ANA)
    ana = either_harness.member(ANA)
    await ana.write(f"{SENTENCE} https://bosch.example/17")
    await ana.click("Answer privately")
    await ana.submit({"words": ANSWER})
    await ana.click("Save", ana.card)
    await ana.click("Edit", ana.card)
    await ana.submit({"duration": "3 h"})

    await ana.click("Details", ana.card)
    said = reads(ana.modal)
    assert "21 Nov, 10:00: changed duration (revision 2)\n21 Nov, 10:00: saved (revision 1)" in said
    assert "https://bosch.example/17" in said
    assert "duration as you changed it" in said
    assert ANSWER not in said

    await ana.click("Copy for IMI", ana.card)
    said = reads(ana.modal)
    assert f"*Results*\n{ANSWER}" in said
    assert "*Duration*\n3 h" in said
    assert all(ANSWER not in reads(one) for one in (*ana.heard, *ana.whispers()))
