"""What a message is taken for: the rules of docs/conversation.md, "What is this message?"."""

from datetime import timedelta

import pytest

from tests.world import ANSWER, MONDAY, SATURDAY, SENTENCE, Member, World, buttons, reads

ANOTHER = "1h air con refresher at Hella on Thursday"
UNCLEAR = "the new torque wrench is great"


async def entries(world: World) -> list[tuple[str, str, str | None]]:
    """State, title and answer of what was begun in the conversation, in order."""
    rows = await world.query(
        "SELECT status, title, evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


# 1. Control words


@pytest.mark.parametrize("word", ["Save", "SAVE", " save. ", "“save”"])
async def test_a_control_word_may_be_written_as_people_write(
    world: World, technician: Member, word: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(word)
    assert (await entries(world))[0][0] == "logged"


async def test_a_control_word_acts_on_the_newest_draft(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write(ANOTHER)
    await technician.write("discard")
    assert [status for status, _, _ in await entries(world)] == ["draft", "discarded"]


async def test_undo_takes_back_the_last_change_whichever_entry_it_was(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    first = technician.card
    await technician.write(ANOTHER)
    await technician.click("Discard", first)
    await technician.write("undo")
    assert [status for status, _, _ in await entries(world)] == ["draft", "draft"]


async def test_undo_takes_an_answer_back_and_asks_again(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("undo")
    assert (await entries(world))[0][2] is None
    assert "What did you learn" in reads(technician.card)


@pytest.mark.parametrize(
    ("word", "first_words"),
    [("help", "*Write me a sentence*"), ("status", "*IMI register*")],
)
async def test_help_and_status_leave_the_open_question_open(
    technician: Member, word: str, first_words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(word)
    assert technician.last.startswith(first_words)
    await technician.write(ANSWER)
    assert "Evaluate ✓" in reads(technician.card)


async def test_a_control_word_without_a_draft_says_so(technician: Member) -> None:
    await technician.write("save")
    assert technician.last == "There is no open draft just now."


# 2. A new activity while a question is pending


async def test_what_reads_as_a_new_activity_is_asked_about(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    assert technician.last == "New entry, or your answer?\n[New entry]\n[My answer]"
    assert len(await entries(world)) == 1


async def test_a_new_entry_it_was(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    await technician.click("New entry")
    assert [title for _, title, _ in await entries(world)] == [
        "High voltage isolation course",
        "Air con refresher",
    ]
    assert reads(technician.message("Thank you.")) == "Thank you."


async def test_an_answer_it_was(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    await technician.click("My answer")
    assert await entries(world) == [("draft", "High voltage isolation course", ANOTHER)]


async def test_which_it_was_is_said_once(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    question = technician.heard[-1]
    await technician.click("New entry", question)
    await technician.click("My answer", question)
    assert technician.last_whisper == "You have told me already, so nothing has changed."
    assert [answer for _, _, answer in await entries(world)] == [None, None]


# 3. Any other text while a question is pending


async def test_any_other_text_is_the_answer(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(UNCLEAR)
    assert (await entries(world))[0][2] == UNCLEAR


async def test_the_answer_goes_to_the_newest_draft(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    await technician.click("New entry")
    await technician.write(ANSWER)
    assert [answer for _, _, answer in await entries(world)] == [None, ANSWER]


# 4. No question pending


async def test_after_a_day_a_text_is_no_answer_any_more(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    await world.move_to(SATURDAY + timedelta(hours=25))
    await technician.write(ANOTHER)
    assert [title for _, title, _ in await entries(world)] == [
        "High voltage isolation course",
        "Air con refresher",
    ]


async def test_what_is_unclear_is_kept_and_asked_about(world: World, technician: Member) -> None:
    await technician.write(UNCLEAR)
    assert len(await entries(world)) == 1
    assert "duration to come" in reads(technician.card)
    assert technician.card.text == "A draft, and one question before you save."


# Threads


async def test_a_reply_on_a_card_belongs_to_that_draft(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    first = technician.card
    await technician.write(ANOTHER)
    await technician.click("New entry")
    await technician.write(ANSWER, thread=first)
    assert [answer for _, _, answer in await entries(world)] == [ANSWER, None]
    assert technician.note.thread_ts == first.ts


async def test_a_reply_is_answered_in_its_thread_however_late(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    card = technician.card
    await world.move_to(MONDAY)
    await technician.write(ANSWER, thread=card)
    assert (await entries(world))[0][2] == ANSWER
    assert technician.note.thread_ts == card.ts


async def test_a_reply_that_reads_as_an_activity_is_still_an_answer(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER, thread=technician.card)
    assert await entries(world) == [("draft", "High voltage isolation course", ANOTHER)]


async def test_a_word_in_a_thread_acts_on_that_draft(world: World, technician: Member) -> None:
    await technician.write(SENTENCE)
    first = technician.card
    await technician.write("skip")
    await technician.write(ANOTHER)
    await technician.write("save", thread=first)
    assert [status for status, _, _ in await entries(world)] == ["logged", "draft"]
    assert technician.note.thread_ts == first.ts


async def test_a_reply_to_ones_own_sentence_belongs_to_its_draft(
    world: World, technician: Member
) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.write(ANSWER, thread=sentence)
    assert (await entries(world))[0][2] == ANSWER


# Edits and deletions


async def test_an_edited_message_rereads_its_draft_and_keeps_what_was_set_by_hand(
    world: World, technician: Member
) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.click("Edit")
    await technician.submit({"provider": "Bosch Training"})
    await technician.edit(sentence, SENTENCE.replace("2h", "3h").replace("course", "seminar"))
    card = reads(technician.card)
    assert "*High voltage isolation seminar*" in card
    assert "3 h · Bosch Training" in card


async def test_an_edited_message_behind_a_saved_entry_offers_to_update(
    world: World, technician: Member
) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.edit(sentence, SENTENCE.replace("2h", "3h"))
    assert technician.last == (
        "You changed the message behind a saved entry. Update?\n[Update]\n[Leave it]"
    )
    assert "2 h · Bosch" in reads(technician.card)
    await technician.click("Update")
    assert "3 h · Bosch" in reads(technician.card)
    assert "This year 9 of" in await technician.command("status")


async def test_an_update_can_be_left(world: World, technician: Member) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.write("save")
    await technician.edit(sentence, SENTENCE.replace("2h", "3h"))
    await technician.click("Leave it")
    assert "2 h · Bosch" in reads(technician.card)
    assert technician.last == "Thank you."


async def test_an_edit_that_changes_no_word_is_not_spoken_of(technician: Member) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.edit(sentence, SENTENCE)
    assert len(technician.heard) == 1


async def test_a_deleted_message_changes_nothing(world: World, technician: Member) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.person.delete(sentence)
    await world.quiet()
    assert [status for status, _, _ in await entries(world)] == ["draft"]
    assert len(technician.heard) == 1
    await technician.write(ANSWER)
    await technician.click("Save")
    assert (await entries(world))[0][0] == "logged"


# Questions to the bot


@pytest.mark.parametrize("words", ["how am I doing?", "am I on track?", "my standing"])
async def test_asked_how_one_stands_it_says_so(technician: Member, words: str) -> None:
    await technician.write(words)
    assert "This year 6 of the recommended 30" in technician.last


async def test_asked_about_the_team_it_names_the_command(technician: Member) -> None:
    await technician.write("who is behind in my team?")
    assert "`/cpd-team`" in technician.last


async def test_the_same_sentence_within_a_minute_is_asked_about(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write(SENTENCE)
    assert technician.last == (
        "You wrote that a moment ago. Again, or the same?\n[Again]\n[The same]"
    )
    await technician.click("The same")
    assert len(await entries(world)) == 1
    await world.move_to(SATURDAY + timedelta(minutes=5))
    await technician.write(SENTENCE)
    assert len(await entries(world)) == 2


async def test_the_same_sentence_can_mean_a_second_activity(
    world: World, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write(SENTENCE)
    await technician.click("Again")
    assert len(await entries(world)) == 2


async def test_a_sentence_before_anybody_knows_who_wrote_it_gets_its_draft_first(
    world: World, ana: Member
) -> None:
    await ana.write(SENTENCE)
    assert [buttons(one)[0] for one in ana.heard] == ["Save"]
