"""A member's own words: none of them is lost, and nothing that is no account is kept as one."""

from datetime import timedelta

import pytest

from bot.services.record import entries
from tests.harness import ANA, SATURDAY, Harness, Member

DRAFT = "2h ABS course yesterday"
PLAN = "ABS course next Saturday, 4 hours"
Row = tuple[object, ...]


async def entry(harness: Harness, *columns: str) -> Row:
    """Columns of the only entry that was begun in the conversation."""
    [row] = await harness.query(
        f"SELECT {', '.join(columns)} FROM entry WHERE source_text IS NOT NULL"
    )
    return tuple(row)


async def stages(harness: Harness) -> Row:
    return await entry(harness, "reflect", "plan", "act", "evaluate")


# A plan that is moved


@pytest.mark.parametrize(
    "words", ["cant make it now, moved to the week after", "its been put back a week"]
)
async def test_a_plan_that_is_moved_is_no_account_of_it(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(PLAN)
    [before] = await entry(harness, "start_date")
    await technician.write(words)
    assert await stages(harness) == (None, None, None, None)
    [after] = await entry(harness, "start_date")
    assert after != before


async def test_whether_a_plan_that_is_off_was_moved_is_asked(
    harness: Harness, technician: Member
) -> None:
    await technician.write(PLAN)
    await technician.write("its been cancelled")
    assert technician.last.startswith("All right. Was it moved, or is it off?")
    assert await stages(harness) == (None, None, None, None)


# An account that is told in bits

TOLD = "prove dead first, I use it on every pack that comes in"


@pytest.mark.parametrize(
    "words",
    [
        "i attend them on the hard shoulder so i know where not to jack",
        "yes I do it on the taxis",
        "so learners dont unplug it live",
        "I realised the 12v feeds the contactors as well",
    ],
)
async def test_what_goes_on_from_an_answer_is_joined_to_it(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write(words)
    assert technician.last.startswith("Noted.")
    assert await entry(harness, "evaluate") == (f"{TOLD}\n{words}",)
    await technician.write("undo")
    assert await entry(harness, "evaluate") == (TOLD,)


async def test_what_is_to_follow_from_it_is_its_plan(harness: Harness, technician: Member) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("i'll try it on Friday with the new clamp")
    assert "Shall I ask you on" in technician.last
    [plan] = await entry(harness, "plan")
    assert plan == "i'll try it on Friday with the new clamp"


@pytest.mark.parametrize(
    "words", ["it is finish?", "send it to my manager", "they cancelled it", "thats not right"]
)
async def test_what_is_said_of_the_record_is_no_more_of_an_account(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write(words)
    assert await stages(harness) == (None, None, None, TOLD)


async def test_with_two_drafts_open_it_is_asked_whose_an_account_is(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h ABS course yesterday, learnt to bleed it from the far corner, helps")
    await technician.write("1h ADAS webinar today, learnt to level the rig, use it on every screen")
    await technician.write("so learners dont unplug it live")
    assert "or a new entry?" in technician.last


async def test_yes_to_whether_words_are_of_an_entry_says_that_they_are(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("we do loads of bmws")
    assert "or a new entry?" in technician.last
    await technician.write("yes")
    assert await entry(harness, "evaluate") == (f"{TOLD}\nwe do loads of bmws",)


@pytest.mark.parametrize("words", ["thats it", "correct", "done"])
async def test_that_something_is_done_does_not_say_whose_words_are(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("we do loads of bmws")
    await technician.write(words)
    assert await entry(harness, "evaluate") == (TOLD,)


async def test_what_is_kept_by_somebody_else_saves_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("lads keep asking me about it")
    assert await entry(harness, "status") == ("draft",)


# Words before an account, and facts beside one


@pytest.mark.parametrize(
    ("words", "account"),
    [
        ("ok back. never hammer the outer race", "never hammer the outer race"),
        ("fine. you cant heat near the adhesive", "you cant heat near the adhesive"),
        ("ok the k factor changes with the tyres", "the k factor changes with the tyres"),
        ("fine, medium and coarse grit have a colour each", None),
        ("right hand threads on the left drum", None),
    ],
)
async def test_a_word_that_is_said_before_an_account_is_no_part_of_it(
    harness: Harness, technician: Member, words: str, account: str | None
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert await entry(harness, "evaluate") == (account or words,)


@pytest.mark.parametrize(
    ("words", "provider", "evaluate"),
    [
        ("yesterday, Jaguar academy", "Jaguar academy", None),
        ("yesterday, leeds city college", "Leeds City College", None),
        ("yesterday, Bosch", "Bosch", None),
        ("yesterday, bleed it from the far corner", None, "bleed it from the far corner"),
    ],
)
async def test_what_is_told_beside_the_day_that_was_asked_for_is_taken_too(
    harness: Harness, technician: Member, words: str, provider: str | None, evaluate: str | None
) -> None:
    await technician.write("ABS course, 2 hours")
    await technician.write(words)
    assert "could not read" not in technician.last
    assert await entry(harness, "provider", "evaluate") == (provider, evaluate)
    [start] = await entry(harness, "start_date")
    assert start is not None


async def test_a_name_that_everybody_knows_is_who_ran_it(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write("thatcham")
    assert technician.last.startswith("Thatcham as provider.")
    assert await entry(harness, "provider", "evaluate") == ("Thatcham", None)


@pytest.mark.parametrize("words", ["IMI", "gates", "seat"])
async def test_a_word_that_is_something_else_too_is_asked_about(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert await entry(harness, "provider") == (None,)


# An undo that is taken back


async def test_words_that_an_undo_took_out_can_be_brought_back(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("undo")
    assert await entry(harness, "evaluate") == (None,)
    await technician.write("sorry no bring it back")
    assert await entry(harness, "evaluate") == (TOLD,)
    await technician.write("undo")
    assert await entry(harness, "evaluate") == (None,)
    await technician.write("bring it back")
    await technician.write("save")
    assert await entry(harness, "evaluate", "status") == (TOLD, "logged")
    assert technician.last.startswith("Saved, 2 credits")


async def test_what_was_written_since_is_not_overwritten(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("undo")
    await technician.write("weigh the bottle first, I recover on every van")
    await technician.write("bring it back")
    assert await entry(harness, "evaluate") == ("weigh the bottle first, I recover on every van",)


async def test_a_draft_that_was_discarded_since_is_what_is_brought_back(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("undo")
    await technician.write("discard")
    await technician.write("bring it back")
    assert await entry(harness, "status", "evaluate") == ("draft", None)


async def test_what_an_undo_took_out_stands_in_no_dialogue_and_is_forgotten_soon(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write("undo")
    await technician.write("discard")
    assert TOLD not in str(await harness.query("SELECT held, state FROM conversation"))
    with harness.open(ANA) as ctx:
        held = ctx.work.held.all_of(ctx.member.id)  # what exports give out
    assert all(TOLD not in f"{one.text} {one.values}" for one in held)
    asides = 'SELECT "values" FROM held_message'
    assert TOLD in str(await harness.query(asides))
    await harness.move_to(SATURDAY + timedelta(minutes=11))
    entries.forget_page(harness.contexts)
    assert TOLD not in str(await harness.query(asides))


# Links

LINK = "https://drive.example.com/ppe-attendance"


async def test_a_link_after_the_answer_is_evidence_for_the_only_draft(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write(TOLD)
    await technician.write(LINK)
    assert await harness.query("SELECT url FROM evidence") == [(LINK,)]
    await technician.write("save")
    assert "Paste it here" not in technician.last


async def test_a_link_is_asked_about_where_two_drafts_are_open(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h ABS course yesterday, learnt to bleed it from the far corner, helps")
    await technician.write("1h ADAS webinar today, learnt to level the rig, use it on every screen")
    await technician.write(LINK)
    assert await harness.query("SELECT url FROM evidence") == []


# What is but a plan


async def test_a_plan_with_its_day_is_no_word_of_what_was_learnt(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write("I'm going to split the levy training by June")
    told = "I'm going to split the levy training by June"
    assert await stages(harness) == (None, told, None, None)
    await technician.write("yes ask me")
    assert technician.last.startswith("I will ask you on")
    await technician.write("learnt that the gateway moved, I book it for my apprentices")
    [evaluate] = await entry(harness, "evaluate")
    assert evaluate == "learnt that the gateway moved, I book it for my apprentices"


async def test_a_plan_while_a_day_is_asked_for_stands_in_the_record_once(
    harness: Harness, technician: Member
) -> None:
    await technician.write("ABS course, 2 hours")
    await technician.write("our downtime measure is wrong, it starts at arrival")
    await technician.write("so im gonna redo it by end of january")
    assert await entry(harness, "plan", "evaluate") == (
        "so im gonna redo it by end of january",
        "our downtime measure is wrong, it starts at arrival",
    )


async def test_what_will_be_done_without_a_day_is_also_an_answer(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    words = "I will check the bracket first on every van"
    await technician.write(words)
    assert await entry(harness, "plan", "evaluate") == (words, words)


@pytest.mark.parametrize("words", ["dont remind me", "no need", "no dont ask me"])
async def test_not_to_be_asked_about_a_plan_stops_nothing_else(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write("I'm going to split the levy training by June")
    await technician.write(words)
    assert "stopped nudging" not in technician.last
    assert await harness.query("SELECT state FROM follow_up") == [("declined",)]


# What is no account


@pytest.mark.parametrize(
    "words", ["oh and one was about the brakes not abs", "log the prep then", "log that hour too"]
)
async def test_what_may_be_of_the_record_is_asked_about(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert await stages(harness) == (None, None, None, None)


@pytest.mark.parametrize(
    "words",
    ["log the codes before you clear them", "the pump is on the brake side not by the pedals"],
)
async def test_what_is_logged_in_the_trade_is_told(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert await entry(harness, "evaluate") == (words,)


@pytest.mark.parametrize("words", ["chapter on praise", "module 3", "pages 20 to 40 so far"])
async def test_which_part_of_it_is_nothing_that_was_learnt(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("reading radical candor, 3 hours")
    await technician.write(words)
    assert await stages(harness) == (None, None, None, None)


async def test_that_it_is_of_the_other_one_is_no_word_of_an_account(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1h webinar on starter motors and 1h webinar on alternators, on Monday")
    await technician.write("check the voltage drop on the earth side, we get loads")
    await technician.write("for the other one smart charging needs a BMS reset")
    rows = await harness.query(
        "SELECT evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    assert [row[0] for row in rows] == [
        "check the voltage drop on the earth side, we get loads",
        "smart charging needs a BMS reset",
    ]


@pytest.mark.parametrize(
    ("words", "again"),
    [("i dont see the point of this question", False), ("nibs mainly", True)],
)
async def test_what_was_plainly_said_to_the_bot_is_not_asked_about_again(
    technician: Member, words: str, *, again: bool
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    asked = "Is that your answer" in technician.last
    await technician.write("save")
    assert ("still wait" in technician.last) == (again and asked)


# A day or a length that is not known


@pytest.mark.parametrize(
    ("first", "words"),
    [
        ("ABS course, 2 hours", "dunno"),
        ("ABS course, 2 hours", "not sure which day it was"),
        ("went on an ABS course yesterday", "cant remember how long"),
    ],
)
async def test_whoever_does_not_know_is_not_told_that_it_could_not_be_read(
    harness: Harness, technician: Member, first: str, words: str
) -> None:
    await technician.write(first)
    await technician.write(words)
    assert technician.last.startswith("Try a guess")
    await technician.write("save")
    assert "guess" not in technician.last
    assert await stages(harness) == (None, None, None, None)


async def test_what_could_not_be_read_is_not_said_again_on_saved(technician: Member) -> None:
    await technician.write("ABS course, 2 hours")
    await technician.write("21th of okt")
    assert "could not read" in technician.last
    await technician.write("save")
    assert technician.last.startswith("Saved.")
    assert "could not read" not in technician.last


async def test_no_idea_why_begins_an_account_though_a_day_is_asked_for(
    harness: Harness, technician: Member
) -> None:
    words = "no idea why it failed, now I know the sensor was dirty"
    await technician.write("ABS course, 2 hours")
    await technician.write(words)
    assert await entry(harness, "evaluate") == (words,)


# Which entry, which day, and why


async def told(harness: Harness) -> list[object]:
    rows = await harness.query(
        "SELECT evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [row[0] for row in rows]


TWO = "1h webinar on starter motors yesterday and 1h webinar on alternators yesterday"
DROP = "check the voltage drop on the earth side first, every no start we get"


async def test_words_are_put_with_the_entry_that_they_are_said_to_be_of(
    harness: Harness, technician: Member
) -> None:
    await technician.write(TWO)
    await technician.write(DROP)
    assert await told(harness) == [DROP, None]
    await technician.write("no that was for the alternators one")
    assert await told(harness) == [None, DROP]
    await technician.write("undo")
    assert await told(harness) == [DROP, None]


ABS_AND_PLUGS = (
    "Webinar on ABS sensors with Bosch yesterday, 2 hours",
    "Glow plug course with Denso on Monday, 3 hours",
)
BATTERY_AND_DIESEL = (
    "Battery safety course with Remit on Monday, 3 hours",
    "Diesel injector webinar with Bosch yesterday, 2 hours",
)


@pytest.mark.parametrize(
    "words",
    [
        "battery off before you touch the rail",
        "safety glasses on when you crack a pipe",
        "battery voltage low gives false codes",
        "Always battery first on these, then the rail",
    ],
)
async def test_a_word_of_another_title_puts_nothing_there(
    harness: Harness, technician: Member, words: str
) -> None:
    for one in BATTERY_AND_DIESEL:
        await technician.write(one)
    await technician.write(words)
    assert await told(harness) == [None, words]


async def test_the_other_one_is_not_the_one_that_is_asked_about(
    harness: Harness, technician: Member
) -> None:
    for one in ABS_AND_PLUGS:
        await technician.write(one)
    await technician.write("for the other one: never touch the ring")
    assert await told(harness) == ["never touch the ring", None]


async def test_of_three_which_is_the_other_one_is_asked(
    harness: Harness, technician: Member
) -> None:
    for one in (*ABS_AND_PLUGS, "Webinar on tyres yesterday, 1 hour"):
        await technician.write(one)
    await technician.write("for the other one: never touch the ring")
    assert technician.last.startswith("Is that your answer")
    assert await told(harness) == [None, None, None]


async def test_where_words_stand_already_is_said(harness: Harness, technician: Member) -> None:
    await technician.write(TWO)
    await technician.write(DROP)
    await technician.write("that was for the starter motors one")
    assert technician.last.startswith("It is with")
    assert await told(harness) == [DROP, None]


@pytest.mark.parametrize("since", ["it was 4 hours", "save"])
async def test_words_of_a_turn_before_the_last_are_not_said_to_be_moved(
    harness: Harness, technician: Member, since: str
) -> None:
    await technician.write(TWO)
    await technician.write(DROP)
    await technician.write(since)
    await technician.write("that was for the alternators one")
    assert "I can only move words" in technician.last
    assert await told(harness) == [DROP, None]


async def test_where_nothing_was_told_nothing_is_said_to_stand_there(
    harness: Harness, technician: Member
) -> None:
    await technician.write(TWO)
    await technician.write("that was for the alternators one")
    assert "It is with" not in technician.last
    assert await told(harness) == [None, None]


async def test_a_plan_that_is_moved_is_asked_about_where_it_went(
    harness: Harness, technician: Member
) -> None:
    await technician.write(TWO)
    await technician.write("never heat a plug over 900 and I will show the lads by Friday")
    await technician.write("that was for the alternators one")
    await technician.write("yes")
    agreed = await harness.query(
        "SELECT title FROM follow_up f JOIN entry e ON e.id = f.entry_id WHERE f.state = 'agreed'"
    )
    assert [one[0] for one in agreed] == ["Webinar on alternators"]


async def test_words_put_with_a_plan_are_no_result_of_it(
    harness: Harness, technician: Member
) -> None:
    await technician.write("ABS course on Saturday 28 November 2027, 6 hours")
    await technician.write("glow plug course with Denso yesterday, 3 hours")
    await technician.write("heat the plug first, never over 900 degrees")
    await technician.write("that was for the ABS course")
    assert await told(harness) == [None, None]


async def test_who_something_was_for_is_no_entry(harness: Harness, technician: Member) -> None:
    await technician.write(TWO)
    await technician.write(DROP)
    await technician.write("that was for the lads")
    assert await told(harness) == [DROP, None]


@pytest.mark.parametrize("words", ["private", "can i answer that privately", "in private please"])
async def test_whoever_wants_to_answer_privately_is_shown_the_way(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert "Answer privately" in technician.last
    assert await stages(harness) == (None, None, None, None)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("i dont see the point of this question", True),
        ("dont get why you ask that", True),
        ("dont see the point of bleeding it twice", False),
    ],
)
async def test_whoever_sees_no_point_in_a_question_is_told_why_it_is_asked(
    harness: Harness, technician: Member, words: str, *, why: bool
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert technician.last.startswith("Because your own words") == why
    assert await entry(harness, "evaluate") == (None if why else words,)


async def test_yes_is_no_length(technician: Member) -> None:
    await technician.write("did an hour of VAG online yesterday, so 5 hours")
    asked = technician.last
    await technician.write("yes")
    assert "Shall I save it" not in technician.last
    assert "How long was it in all?" in asked
    assert "How long was it in all?" in technician.last


async def test_where_nothing_came_before_there_is_nothing_to_repeat(
    harness: Harness, ana: Member
) -> None:
    await ana.write("same as last week")
    assert "I have nothing before that." in ana.last
    assert await told(harness) == []


async def test_that_nothing_has_changed_yet_is_no_account(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DRAFT)
    await technician.write("not yet anything changed")
    assert await stages(harness) == (None, None, None, None)
    assert "new entry" not in technician.last


@pytest.mark.parametrize(
    ("words", "angry"),
    [
        ("you want the same thing both sides", False),
        ("i am not comfortable with it", False),
        ("i am not keen on it with the ramp up", False),
        ("you ask the same thing again", True),
        ("you keep asking the same thing", True),
        ("not happy about this", True),
    ],
)
async def test_what_is_said_of_the_job_is_no_anger(
    technician: Member, words: str, *, angry: bool
) -> None:
    await technician.write(DRAFT)
    await technician.write(words)
    assert technician.last.startswith("Sorry. What went wrong?") == angry
