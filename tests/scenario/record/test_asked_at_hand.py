"""What is asked, or asked for, of what is at hand: it is answered from the record, and nothing that
was not asked for is done.
"""

import pytest

from tests.harness import Harness, Member, buttons, reads
from tests.scenario.record.test_off_the_script import entry

COURSE = "2h ABS course yesterday"
ANSWER = "a cracked ring looks like a sensor fault, I check the ring first on every older car"
PLAN = "learnt rings crack on older ones so I will check the ring first by the end of January"
HELP = "I did not understand that"


def last_two(member: Member) -> list[str]:
    """The bot's last two messages as they read."""
    return [reads(one) for one in member.heard[-2:]]


async def follow_ups(harness: Harness) -> list[object]:
    return [row[0] for row in await harness.query("SELECT state FROM follow_up ORDER BY id")]


# Nothing is done that was not asked for


@pytest.mark.parametrize(
    "words", ["dont remind me", "no need to remind me", "don't ask me", "no reminders"]
)
async def test_declining_an_offer_stops_no_nudges(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(COURSE)
    await technician.write(PLAN)
    assert "Shall I ask you" in technician.last
    await technician.write(words)
    assert technician.last == "All right."
    assert await follow_ups(harness) == ["declined"]


async def test_a_reminder_that_was_just_set_is_taken_back(
    harness: Harness, technician: Member
) -> None:
    await technician.write(COURSE)
    await technician.write("remind me next tuesday")
    await technician.write("dont remind me")
    assert technician.last == "I will not ask."
    assert await follow_ups(harness) == ["dropped"]


@pytest.mark.parametrize("words", ["dont remind me ever again", "stop messaging me", "stop"])
async def test_what_is_plainly_meant_stops_nudges(technician: Member, words: str) -> None:
    await technician.write(words)
    assert technician.last.startswith("I have stopped nudging you.")


@pytest.mark.parametrize("words", ["no stop", "wait, stop that"])
async def test_a_stop_that_may_be_of_anything_is_asked_about(
    technician: Member, words: str
) -> None:
    await technician.write("what counts")
    await technician.write(words)
    assert technician.last.startswith("Shall I stop nudging you?")
    assert buttons(technician.heard[-1]) == ["Stop nudging me"]


async def test_a_draft_that_is_to_be_kept_is_back(harness: Harness, technician: Member) -> None:
    await technician.write(COURSE)
    await technician.write("delete it")
    await technician.write("no keep it")
    assert await entry(harness, "status") == ("draft",)


async def test_keeping_what_is_asked_about_saves_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(COURSE)
    await technician.write("delete it all")
    await technician.write("no keep it")
    assert await entry(harness, "status") == ("draft",)


@pytest.mark.parametrize("words", ["lunch now brb", "brb", "off to my break", "gotta go"])
async def test_a_break_leaves_the_question_open(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(COURSE)
    await technician.write(words)
    assert technician.last == "See you."
    await technician.write(ANSWER)
    assert await entry(harness, "evaluate") == (ANSWER,)


async def test_quiet_till_then_is_until_the_day_that_was_offered(technician: Member) -> None:
    await technician.write("off from tomorrow till 14 december")
    await technician.write("thanks")
    await technician.write("don't message me till then")
    assert "I stay quiet until 14 Dec 2026" in technician.last


async def test_till_then_without_a_day_is_asked(technician: Member) -> None:
    await technician.write("don't message me till then")
    assert technician.last.startswith("For how long?")


async def test_a_course_that_was_a_waste_of_time_is_no_anger_at_the_bot(
    harness: Harness, technician: Member
) -> None:
    await technician.write(COURSE)
    await technician.write("total waste of a day tbh")
    assert technician.last.startswith("Fair enough. Anything you’d tell the next person?")
    assert await entry(harness, "evaluate") == (None,)


async def test_anger_goes_on_and_is_answered_otherwise(technician: Member) -> None:
    await technician.write("this bot is doing my head in")
    await technician.write("every time i log something you ask the same crap")
    assert technician.last.startswith("Sorry. “skip” and “save” always work")


# Questions about the entry


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("is that enough", "Yes. *ABS course*"),
        ("is that wrong", "No. *ABS course*"),
        ("is that too old to count", "No. *ABS course*"),
        ("does this count for both", "*ABS course*"),
        ("what did you put for date", "*ABS course*: "),
        ("dont count it for imi", "What counts goes by each scheme’s rules"),
    ],
)
async def test_what_is_asked_of_an_entry_is_answered_of_it(
    harness: Harness, technician: Member, words: str, said: str
) -> None:
    await technician.write(COURSE)
    await technician.write(ANSWER)
    await technician.write(words)
    assert technician.last.startswith(said)
    assert "2 h" in technician.last
    assert await entry(harness, "status", "evaluate", "minutes") == ("draft", ANSWER, 120)


async def test_what_an_entry_waits_for_is_told(technician: Member) -> None:
    await technician.write(COURSE)
    await technician.write("save")
    await technician.write("is that wrong")
    assert technician.last.startswith("No, it only waits.")
    assert "waits for one line: how it helps in your job" in technician.last


async def test_before_an_answer_is_there_it_is_said_what_one_is(technician: Member) -> None:
    await technician.write(COURSE)
    await technician.write("is that enough")
    assert technician.last.startswith("One thing you know now")


@pytest.mark.parametrize("words", ["what was the question", "ok what do you want to know then"])
async def test_the_question_is_put_again(technician: Member, words: str) -> None:
    await technician.write(COURSE)
    await technician.write(words)
    assert "What did you learn, and where will you use it in your job?" in technician.last


async def test_the_rest_is_asked_about_in_the_same_way(technician: Member) -> None:
    await technician.write(COURSE)
    await technician.write("save")
    await technician.write("what do you want to know")
    assert "waits for one line" in technician.last


async def test_why_something_was_asked_is_told_after_it_was_answered(technician: Member) -> None:
    await technician.write(COURSE)
    await technician.write(ANSWER)
    await technician.write("why do you need to know where i use it")
    assert technician.last.startswith("Because your own words settle")


async def test_a_certificate_that_is_not_there_is_what_is_missing(technician: Member) -> None:
    await technician.write(COURSE)
    await technician.write(ANSWER)
    await technician.write("save")
    await technician.write("whats missing")
    assert technician.last.startswith("*ABS course* lacks its certificate.")


# What is open, and planned


async def test_drafts_and_plans_are_listed(technician: Member) -> None:
    await technician.write("list my plans")
    assert technician.last.startswith("Nothing is planned.")
    await technician.write("first aid refresher on 3 december, 3 hours")
    await technician.write("what else have i planned")
    assert "*First aid refresher* (planned for 3 Dec 2026)" in technician.last
    await technician.write(COURSE)
    await technician.write("whats open")
    assert "*ABS course* (draft)" in technician.last
    await technician.write("save")
    await technician.write("show me what ive got")
    assert "*First aid refresher* (planned for 3 Dec 2026)" in technician.last
    assert "Saved: 3 entries." in technician.last
    assert "Show them" in buttons(technician.heard[-1])


# Everything else that was answered by the help


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("who reads what i wrote about gloves", "Only you see what you write"),
        ("how do i know its safe", "Only you see what you write"),
        ("how do i know its not been tampered with", "Each change of a saved entry is chained"),
        ("can you log it for Tom aswell", "Only they can log what they did"),
        ("how often do you do them anyway", "At most one in seven days"),
        ("where do i put the certificate number", "There is no field for it"),
        ("where do i upload the pdf", "Drop the file or paste its link"),
        ("and share that too", "To somebody here"),
        ("how do i share my record with a new employer", "To somebody here"),
        ("can you send it to my manager", "I send nothing to anybody"),
        ("send it to IMI", "I send IMI nothing"),
        ("can i get someone to sign off my stuff", "By somebody here, for a saved entry"),
        ("has helen signed it yet", "Nobody has been asked to sign anything off"),
        ("what about the hour i spent preparing", "Log it as an entry of its own"),
        ("why so low i did loads", "I count what is logged here: 1 entry since"),
        ("and do i lose my credits because of it", "No: what is saved stays counted"),
        ("can u log my course", "Yes. Which one, when, and how long?"),
        ("im a receptionist not a technician do i need it", "For whoever keeps a CPD record"),
        ("how much left this year", "59 credits to go"),
        ("what happens after", "Nothing is open just now"),
        ("have i been picked", "Not that I know of"),
    ],
)
async def test_questions_of_its_own_subject_have_their_answer(
    harness: Harness, technician: Member, words: str, said: str
) -> None:
    await technician.write(words)
    assert HELP not in technician.last
    assert any(one.startswith(said) for one in last_two(technician))
    [[count]] = await harness.query("SELECT count(*) FROM entry WHERE source_text IS NOT NULL")
    assert count == 0


async def test_an_audit_that_one_was_picked_for_begins_and_is_what_is_missing(
    technician: Member,
) -> None:
    await technician.write("i've been picked for an audit what do they want")
    assert technician.last.startswith("Audit by IMI")
    await technician.write("what am i missing")
    assert technician.last.startswith("Audit by IMI")


async def test_the_day_of_an_audit_is_theirs_to_move(technician: Member) -> None:
    await technician.write("IMI have selected me for audit by 12 January")
    await technician.write("cant make that date")
    assert any("Only IMI can move that day" in one for one in last_two(technician))


async def test_a_document_is_made_again_of_another_time(technician: Member) -> None:
    await technician.write("send me my record as a pdf")
    await technician.write("only this year")
    said = [reads(one) for one in technician.heard]
    assert sum(one.startswith("Your record as a document") for one in said) == 2


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("2h ABS course", "last year"),
        ("2h ABS course yesterday", "everything"),
        ("2h ABS course yesterday", "all of it"),
    ],
)
async def test_what_answers_an_entry_makes_no_document(
    technician: Member, first: str, words: str
) -> None:
    await technician.write("send me my record as a pdf")
    await technician.write(first)
    await technician.write(words)
    said = [reads(one) for one in technician.heard]
    assert sum(one.startswith("Your record as a document") for one in said) == 1


@pytest.mark.parametrize("words", ["once a month is enough", "monthly nudges would be fine"])
async def test_how_often_is_answered_with_what_can_be_set(technician: Member, words: str) -> None:
    await technician.write(words)
    assert "How often" in buttons(technician.heard[-1])
