"""What a message is taken for: the rules of docs/conversation.md, "What is this message?"."""

from datetime import timedelta

import pytest

from tests.harness import ANSWER, IDA, MONDAY, SATURDAY, SENTENCE, Harness, Member, buttons, reads

ANOTHER = "1h air con refresher at Hella on Thursday"
UNCLEAR = "the new torque wrench is great"
EITHER = "I learnt the torque order again from the 1 h refresher on Thursday"


async def entries(harness: Harness) -> list[tuple[str, str, str | None]]:
    """State, title and answer of what was begun in the conversation, in order."""
    rows = await harness.query(
        "SELECT status, title, evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


# 1. Control words


@pytest.mark.parametrize("word", ["Save", "SAVE", " save. ", "“save”"])
async def test_a_control_word_may_be_written_as_people_write(
    harness: Harness, technician: Member, word: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(word)
    assert (await entries(harness))[0][0] == "logged"


async def test_a_control_word_acts_on_the_newest_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write(ANOTHER)
    await technician.write("discard")
    assert [status for status, _, _ in await entries(harness)] == ["draft", "discarded"]


async def test_undo_takes_back_the_last_change_whichever_entry_it_was(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    first = technician.card
    await technician.write(ANOTHER)
    await technician.click("Discard", first)
    await technician.write("undo")
    assert [status for status, _, _ in await entries(harness)] == ["draft", "draft"]


async def test_undo_takes_an_answer_back_and_asks_again(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("undo")
    assert technician.last == "Taken back: your answer is out again."
    assert (await entries(harness))[0][2] is None
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
    assert "Ready to save." in reads(technician.card)


async def test_a_control_word_without_a_draft_says_so(technician: Member) -> None:
    await technician.write("save")
    assert technician.last == "There is no open draft just now."


# 2. A new activity while a question is pending


async def test_a_new_activity_is_a_draft_of_its_own(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    assert await entries(harness) == [
        ("draft", "High voltage isolation course", None),
        ("draft", "Air con refresher", None),
    ]


async def test_what_could_be_both_is_asked_about(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(EITHER)
    assert technician.last == (
        "Is that your answer, or a new entry?\n[My answer]\n[New entry]\n[Forget it]"
    )
    assert await entries(harness) == [("draft", "High voltage isolation course", None)]


async def test_a_new_entry_it_was(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(EITHER)
    await technician.click("New entry")
    assert [answer for _, _, answer in await entries(harness)] == [None, None]
    assert reads(technician.message("Thank you.")) == "Thank you."


async def test_an_answer_it_was(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(EITHER)
    await technician.click("My answer")
    assert await entries(harness) == [("draft", "High voltage isolation course", EITHER)]


@pytest.mark.parametrize("typed", ["my answer", "My answer please"])
async def test_what_it_was_can_be_typed(harness: Harness, technician: Member, typed: str) -> None:
    await technician.write(SENTENCE)
    await technician.write(EITHER)
    await technician.write(typed)
    assert await entries(harness) == [("draft", "High voltage isolation course", EITHER)]


async def test_it_can_be_forgotten(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(EITHER)
    await technician.click("Forget it")
    assert await entries(harness) == [("draft", "High voltage isolation course", None)]
    assert await harness.query("SELECT count(*) FROM held_message") == [(0,)]


async def test_which_it_was_is_said_once(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(EITHER)
    question = technician.heard[-1]
    await technician.click("New entry", question)
    await technician.click("My answer", question)
    assert technician.last_whisper == "You have told me already, so nothing has changed."
    assert [answer for _, _, answer in await entries(harness)] == [None, None]


# 3. Any other text while a question is pending


async def test_any_other_text_is_the_answer(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(UNCLEAR)
    assert (await entries(harness))[0][2] == UNCLEAR


async def test_the_answer_goes_to_the_newest_draft(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER)
    await technician.write(ANSWER)
    assert [answer for _, _, answer in await entries(harness)] == [None, ANSWER]


# 4. No question pending


async def test_after_a_day_a_text_is_no_answer_any_more(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await harness.move_to(SATURDAY + timedelta(hours=25))
    await technician.write(ANOTHER)
    assert [title for _, title, _ in await entries(harness)] == [
        "High voltage isolation course",
        "Air con refresher",
    ]


async def test_what_is_unclear_is_kept_and_asked_about(
    harness: Harness, technician: Member
) -> None:
    await technician.write(UNCLEAR)
    assert technician.last == (
        "I am not sure what that is. Is it something you did?\n[New entry]\n[Forget it]"
    )
    assert await entries(harness) == []
    await technician.click("New entry")
    assert [status for status, _, _ in await entries(harness)] == ["draft"]


# Threads


async def test_a_reply_on_a_card_belongs_to_that_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    first = technician.card
    await technician.write(ANOTHER)
    await technician.write(ANSWER, thread=first)
    assert [answer for _, _, answer in await entries(harness)] == [ANSWER, None]
    assert technician.note.thread_ts == first.ts


async def test_a_reply_is_answered_in_its_thread_however_late(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    card = technician.card
    await harness.move_to(MONDAY)
    await technician.write(ANSWER, thread=card)
    assert (await entries(harness))[0][2] == ANSWER
    assert technician.note.thread_ts == card.ts


async def test_a_reply_that_reads_as_an_activity_is_asked_about(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANOTHER, thread=technician.card)
    assert technician.last.startswith("Is that your answer, or a new entry?")
    assert await entries(harness) == [("draft", "High voltage isolation course", None)]


async def test_a_word_in_a_thread_acts_on_that_draft(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    first = technician.card
    await technician.write("skip")
    await technician.write(ANOTHER)
    await technician.write("save", thread=first)
    assert [status for status, _, _ in await entries(harness)] == ["logged", "draft"]
    assert technician.note.thread_ts == first.ts


async def test_a_reply_to_ones_own_sentence_belongs_to_its_draft(
    harness: Harness, technician: Member
) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.write(ANSWER, thread=sentence)
    assert (await entries(harness))[0][2] == ANSWER


# Edits and deletions


async def test_an_edited_message_rereads_its_draft_and_keeps_what_was_set_by_hand(
    harness: Harness, technician: Member
) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.click("Edit")
    await technician.submit({"provider": "Bosch Training"})
    await technician.edit(sentence, SENTENCE.replace("2h", "3h").replace("course", "seminar"))
    assert technician.last == "You edited that. Read it again?\n[Yes]"
    await technician.click("Yes")
    card = reads(technician.card)
    assert "*High voltage isolation seminar*" in card
    assert "3 h · Bosch Training" in card


async def test_an_edited_message_behind_a_saved_entry_offers_to_update(
    harness: Harness, technician: Member
) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await technician.edit(sentence, SENTENCE.replace("2h", "3h"))
    assert technician.last == "It is saved with 2 h. Make it 3 h?\n[Yes]\n[No]"
    assert "2 h · Bosch" in reads(technician.card)
    await technician.click("Yes")
    assert "3 h · Bosch" in reads(technician.card)
    assert "9 of 30 this year" in await technician.command("status")


async def test_an_update_can_be_left(harness: Harness, technician: Member) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.write("save")
    await technician.edit(sentence, SENTENCE.replace("2h", "3h"))
    await technician.click("No")
    assert "2 h · Bosch" in reads(technician.card)
    assert technician.last == "Thank you."


async def test_an_edit_that_changes_no_word_is_not_spoken_of(technician: Member) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.edit(sentence, SENTENCE)
    assert len(technician.heard) == 1


async def test_a_deleted_message_changes_nothing(harness: Harness, technician: Member) -> None:
    sentence = await technician.write(SENTENCE)
    await technician.person.delete(sentence)
    await harness.quiet()
    assert [status for status, _, _ in await entries(harness)] == ["draft"]
    assert len(technician.heard) == 1
    await technician.write(ANSWER)
    await technician.click("Save")
    assert (await entries(harness))[0][0] == "logged"


# Questions to the bot


@pytest.mark.parametrize("words", ["how am I doing?", "am I on track?", "my standing"])
async def test_asked_how_one_stands_it_says_so(technician: Member, words: str) -> None:
    await technician.write(words)
    assert "6 of 30 this year" in technician.last


async def test_asked_about_a_team_by_somebody_who_has_none_it_says_so(technician: Member) -> None:
    await technician.write("who is behind in my team?")
    assert technician.last.startswith("Nobody here has you as their manager")


async def test_a_question_is_answered_and_leaves_the_open_one_open(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("when does my cycle end?")
    assert "31 May 2028" in technician.last
    assert await entries(harness) == [("draft", "High voltage isolation course", None)]
    await technician.write(ANSWER)
    assert (await entries(harness))[0][2] == ANSWER


async def test_the_same_sentence_within_a_minute_is_asked_about(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write(SENTENCE)
    assert technician.last == (
        "You wrote that a moment ago. Again, or the same?\n[Again]\n[The same]"
    )
    await technician.click("The same")
    assert len(await entries(harness)) == 1
    await harness.move_to(SATURDAY + timedelta(minutes=5))
    await technician.write(SENTENCE)
    assert len(await entries(harness)) == 2


async def test_the_same_sentence_can_mean_a_second_activity(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write(SENTENCE)
    await technician.click("Again")
    assert len(await entries(harness)) == 2


async def test_a_sentence_before_anybody_knows_who_wrote_it_gets_its_draft_first(
    harness: Harness, ana: Member
) -> None:
    await ana.write(SENTENCE)
    assert [buttons(one)[0] for one in ana.heard] == ["Save"]


# What a correction, a request or a word aside is


@pytest.mark.parametrize(
    ("words", "said", "on_card"),
    [
        ("sorry, it was 3 hours", "3 h instead of 2 h.", "3 h · Bosch"),
        ("change the date to 16 November", "Mon 16 Nov instead of Fri 20 Nov.", "Mon 16 Nov"),
        ("call it Battery safety", "*Battery safety* instead of", "*Battery safety*"),
        ("at Snap-on, not Bosch", "Snap-on instead of Bosch.", "2 h · Snap-on"),
    ],
)
async def test_a_correction_changes_the_draft_and_says_what(
    harness: Harness, technician: Member, words: str, said: str, on_card: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(words)
    assert said in technician.last
    assert on_card in reads(technician.card)
    assert (await entries(harness))[0][2] is None
    await technician.click("Undo")
    assert on_card not in reads(technician.card)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("no, 2 hours", "It says 2 h already."),
        ("sorry, it was yesterday", "It says Fri 20 Nov already."),
    ],
)
async def test_what_stands_there_already_is_said_to_and_nothing_changes(
    harness: Harness, technician: Member, words: str, said: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(words)
    assert technician.last.startswith(said)
    assert "What did you learn" in technician.last
    assert "[Undo]" not in technician.last
    await technician.click("Save", technician.card)
    await technician.write(words)
    assert technician.last == said
    assert [status for status, _, _ in await entries(harness)] == ["logged"]


async def test_a_saved_entry_is_changed_once_its_member_has_said_yes(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("save")
    await technician.write("no, 3 hours")
    assert technician.last == "It is saved with 2 h. Make it 3 h?\n[Yes]\n[No]"
    assert "2 h · Bosch" in reads(technician.card)
    await technician.write("yes")
    assert "3 h · Bosch" in reads(technician.card)
    revisions = await harness.query("SELECT kind FROM entry_revision ORDER BY number DESC LIMIT 2")
    assert revisions == [("edited",), ("saved",)]


async def test_a_saved_entry_stays_as_it_is_where_its_member_says_no(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("save")
    await technician.write("no, 3 hours")
    await technician.click("No")
    assert "2 h · Bosch" in reads(technician.card)
    assert await harness.query("SELECT count(*) FROM held_message") == [(0,)]


@pytest.mark.parametrize(
    "words",
    [
        "delete that last one",
        "undo my last change",
        "can you remind me tomorrow",
        "stop messaging me",
        "this is useless",
        "thanks",
        "my mate did a 3 h Bosch course",
        "been off sick",
        "I'm a service advisor now",
        "how am I doing?",
    ],
)
async def test_what_is_no_account_fills_no_stage(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(words)
    rows = await harness.query(
        "SELECT reflect, plan, act, evaluate FROM entry WHERE source_ts > ''"
    )
    assert rows == [(None, None, None, None)]


async def test_one_message_can_hold_a_correction_an_answer_and_a_new_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("actually 3 hours. I now prove dead before I touch the pack. save it")
    assert await entries(harness) == [
        (
            "logged",
            "High voltage isolation course",
            "I now prove dead before I touch the pack.",
        )
    ]
    assert "3 h · Bosch" in reads(technician.card)


async def test_three_activities_in_one_message_are_three_drafts(
    harness: Harness, technician: Member
) -> None:
    await technician.write(
        "2h EV course yesterday, 1h toolbox talk on Thursday and read a TSB for 30 mins today"
    )
    assert [(status, title) for status, title, _ in await entries(harness)] == [
        ("draft", "EV course"),
        ("draft", "Toolbox talk"),
        ("draft", "TSB"),
    ]
    await technician.write("scrap that")
    assert technician.last == (
        "That message made several. Which shall I discard?\n[All three]\n[Only TSB]"
    )
    await technician.click("All three")
    assert {status for status, _, _ in await entries(harness)} == {"discarded"}
    assert technician.last == "Discarded, every one. Write “undo” to bring them back."
    await technician.write("undo")
    assert {status for status, _, _ in await entries(harness)} == {"draft"}


@pytest.mark.parametrize("words", ["Only TSB", "only TSB please"])
async def test_of_two_that_one_message_made_the_newest_alone_can_go(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("2h EV course yesterday and read a TSB for 30 mins today")
    await technician.write("scrap that")
    assert technician.last.endswith("[Both]\n[Only TSB]")
    await technician.write(words)
    assert [(status, title) for status, title, _ in await entries(harness)] == [
        ("draft", "EV course"),
        ("discarded", "TSB"),
    ]


async def test_what_is_left_of_three_is_counted_anew(harness: Harness, technician: Member) -> None:
    await technician.write(
        "2h EV course yesterday, 1h toolbox talk on Thursday and read a TSB for 30 mins today"
    )
    await technician.write("scrap the TSB")
    await technician.write("scrap that")
    assert technician.last.endswith("[Both]\n[Only Toolbox talk]")
    await technician.write("both")
    assert {status for status, _, _ in await entries(harness)} == {"discarded"}


async def test_anger_stores_nothing_and_is_answered(harness: Harness, technician: Member) -> None:
    await technician.write("this is useless")
    assert technician.last == "Sorry. What went wrong?\n[Fewer nudges]\n[Tell the administrator]"
    assert await entries(harness) == []


async def test_anger_offers_to_take_the_last_thing_back(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("this is useless")
    assert "[Undo that]" in technician.last
    await technician.click("Undo that")
    assert (await entries(harness))[0][2] is None


async def test_who_is_stuck_tells_the_administrator_what_they_type_for_them_and_no_more(
    harness: Harness, technician: Member
) -> None:
    ida = harness.member(IDA)
    await ida.open_home()
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("this is useless")
    await technician.click("Tell the administrator")
    await technician.submit({"words": "It keeps asking me the same"})
    assert reads(technician.modal) == "Thank you. I have told <@U0IDA00000>."
    assert ida.last == (
        "Ana is stuck with me, and asks for your help.\n>It keeps asking me the same\n"
        "They typed this for you. I show you nothing of their record."
    )
    assert "proving dead" not in "".join(reads(one) for one in ida.heard)
    assert not any("the same" in reads(one) for one in technician.heard)
    assert "the same" not in harness.log


async def test_without_an_administrator_that_is_said(technician: Member) -> None:
    await technician.write("this is useless")
    await technician.click("Tell the administrator")
    assert reads(technician.whispers()[-1]).startswith("I know no administrator here")


async def test_nudges_stop_at_once_and_start_again(harness: Harness, technician: Member) -> None:
    await technician.write("stop messaging me")
    assert technician.last == "I have stopped nudging you.\n[Start again]"
    assert "Paused until you want it again." in await technician.command("settings")
    await technician.click("Start again")
    assert "Paused" not in await technician.command("settings")


async def test_a_thumb_never_saves(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write("👍")
    assert technician.last == "Shall I save it?\n[Save]"
    assert [status for status, _, _ in await entries(harness)] == ["draft"]


# Other languages


async def test_what_it_answers_in_is_said_once(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    german = "ich habe gelernt, die Spannung zweimal zu prüfen, bevor wir anfangen"
    for answer in (german, "und das ist für mich in der Werkstatt nicht neu, ich habe das oft"):
        await technician.write(answer)
    said = [one for one in technician.heard if "I answer in English" in reads(one)]
    assert len(said) == 1
    assert (await entries(harness))[0][2] == german


# --- What is named, and what is another -----------------------------------------------------------


async def test_another_of_the_same_day_and_length_is_another(harness: Harness, ana: Member) -> None:
    await ana.write("1h webinar on valves yesterday")
    await ana.write("1h webinar on pumps yesterday")
    rows = await harness.query("SELECT title, evaluate FROM entry WHERE source_text IS NOT NULL")
    assert sorted(rows) == [("Webinar on pumps", None), ("Webinar on valves", None)]


async def test_a_heading_makes_a_plan_while_a_question_is_open(
    harness: Harness, ana: Member
) -> None:
    await ana.write("mentoring session this morning, 50 mins")
    await ana.write("plan: safety walk round on 30 November")
    rows = await harness.query("SELECT status, evaluate FROM entry WHERE source_text IS NOT NULL")
    assert sorted(rows) == [("draft", None), ("planned", None)]


async def test_what_is_saved_is_offered_to_be_withdrawn(harness: Harness, ana: Member) -> None:
    await ana.write(SENTENCE)
    await ana.click("Save")
    await ana.write("delete that last one")
    assert ana.last.startswith("*High voltage isolation course* is saved. Shall I withdraw it")
    status = "SELECT status FROM entry WHERE source_text IS NOT NULL"
    assert await harness.query(status) == [("logged",)]
    await ana.click("Withdraw", ana.message("Shall I withdraw it"))
    assert await harness.query(status) == [("withdrawn",)]


async def test_a_link_goes_to_the_entry_that_is_named(harness: Harness, ana: Member) -> None:
    await ana.write(SENTENCE)
    await ana.click("Save")
    await ana.write("1h tyre webinar today")
    await ana.write("add this to the isolation course https://certs.example.org/a")
    assert await harness.query(
        "SELECT entry.title FROM evidence JOIN entry ON entry.id = evidence.entry_id"
    ) == [("High voltage isolation course",)]
