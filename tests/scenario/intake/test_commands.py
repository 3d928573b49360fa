"""Slash commands and shortcuts: what each answers, and where a draft goes from a channel."""

import pytest

from tests.harness import ANA, BEN, IDA, SENTENCE, Harness, Member, buttons, reads

NAMES = (
    "log",
    "plan",
    "status",
    "list 2026",
    "settings",
    "pause 2 weeks",
    "resume",
    "export",
    "erase",
)


async def drafts(harness: Harness) -> list[str]:
    rows = await harness.query(
        "SELECT title FROM entry WHERE source_text IS NOT NULL AND status IN ('draft', 'planned')"
    )
    return [title for (title,) in rows]


# /cpd


async def test_by_itself_it_gives_the_standing_in_short_and_help(technician: Member) -> None:
    answer = await technician.command()
    assert answer.startswith("6 of 30 this year")
    assert "*Write me a sentence* about what you did" in answer


async def more_help(member: Member) -> str:
    """What stands behind "More" of the help."""
    await member.command("help")
    await member.click("More", member.whispers()[-1])
    return member.last_whisper


async def test_help_names_every_command_behind_more(technician: Member) -> None:
    answer = await more_help(technician)
    assert [name for name in NAMES if f"/cpd {name}" not in answer] == []


async def test_help_tells_administrators_of_theirs_alone(harness: Harness, ana: Member) -> None:
    assert "/cpd admin" in await more_help(harness.member(IDA))
    assert "/cpd admin" not in await more_help(ana)


async def test_log_makes_a_draft(harness: Harness, technician: Member) -> None:
    answer = await technician.command(f"log {SENTENCE}")
    assert answer.startswith("The draft is in your conversation with <@")
    assert await drafts(harness) == ["High voltage isolation course"]
    assert "Save" in buttons(technician.card)


async def test_a_new_line_parts_words_as_a_space_does(harness: Harness, technician: Member) -> None:
    answer = await technician.command(f"log\n{SENTENCE}")
    assert answer.startswith("The draft is in your conversation with <@")
    assert await drafts(harness) == ["High voltage isolation course"]


async def test_log_without_words_opens_a_form(harness: Harness, technician: Member) -> None:
    await technician.command("log")
    errors = await technician.submit({"sentence": "Isolation course at Bosch", "duration": "9 oz"})
    assert errors == {"duration": "I could not read that as a length. Try “90 min” or “1.5 h”."}
    assert await technician.submit({"duration": "2 h", "from_date": "2026-11-20"}) == {}
    assert "Fri 20 Nov · 2 h · Bosch" in reads(technician.card)


async def test_log_in_a_channel_puts_the_draft_into_the_dm_and_tells_nobody_else(
    harness: Harness, technician: Member
) -> None:
    room = harness.channel(ANA, BEN, with_bot=False)
    answer = await technician.command(f"log {SENTENCE}", room)
    assert answer.endswith("Only you see this.")
    assert f"<@{harness.sandbox.workspace.bot.id}>" in answer
    assert harness.sandbox.person(BEN.id).messages(room.id) == []
    assert "Save" in buttons(technician.card)


async def test_plan_makes_a_planned_activity(harness: Harness, technician: Member) -> None:
    await technician.command("plan First aid refresher next Tuesday")
    assert await drafts(harness) == ["First aid refresher"]
    assert technician.card.text == "A planned activity. I will ask you on the day."


async def test_status_says_where_one_stands(technician: Member) -> None:
    answer = await technician.command("status")
    assert "31 of 90 in your cycle." in answer
    assert "(assumed)" in answer


async def test_status_in_no_scheme_says_what_to_do(ana: Member) -> None:
    answer = await ana.command("status")
    assert answer.startswith("You are in no scheme yet.")
    assert "[Add a scheme]" in answer


async def test_list_shows_a_year_and_lets_entries_be_changed(
    harness: Harness, technician: Member
) -> None:
    answer = await technician.command("list 2026")
    assert answer.startswith("Your record: 2 entries in 2026.")
    await technician.click("Withdraw")
    assert "Withdrawn" in await technician.command("list")
    assert await technician.command("list 2019") == (
        "No entries in 2019 yet. Write me a sentence about what you did."
    )


async def test_a_long_list_is_turned_page_by_page(harness: Harness, technician: Member) -> None:
    for number in range(16):
        await harness.logged(ANA, f"Bulletin {number}", days_ago=20 + number, minutes=30)
    answer = await technician.command("list")
    assert answer.startswith("Your record: 18 entries.")
    assert "Diagnostics diploma" not in answer
    await technician.click("Earlier ones")
    assert "Diagnostics diploma" in technician.last_whisper


async def test_a_year_that_is_none_is_asked_for(ana: Member) -> None:
    asked = "Which year? For example `/cpd list 2026`, or `/cpd list no evidence`."
    assert await ana.command("list lately") == asked


async def test_settings_shows_every_setting_with_its_button(technician: Member) -> None:
    answer = await technician.command("settings")
    for name in ("IMI register", "Job", "Manager", "Working time", "Nudges", "Privacy"):
        assert f"*{name}*" in answer


async def test_pause_says_until_when_and_resume_ends_it(technician: Member) -> None:
    assert "5 Dec 2026" in await technician.command("pause 2 weeks")
    assert "5 Dec" in await technician.command("settings")
    assert await technician.command("resume") != ""
    assert "5 Dec" not in await technician.command("settings")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("pause", "For how long? For example `/cpd pause 2 weeks` or `until 3 Jan`."),
        ("pause until yesterday", "That day has passed. Until when shall I be quiet?"),
        ("pause 5 years", "A year is the longest. You can pause again then."),
        ("pause 0 days", "For how long? For example `/cpd pause 2 weeks` or `until 3 Jan`."),
    ],
)
async def test_a_pause_that_cannot_be_is_asked_about(ana: Member, words: str, answer: str) -> None:
    assert await ana.command(words) == answer


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("statsu", "status"), ("lst", "list"), ("stetings", "settings")],
)
async def test_unknown_words_get_the_nearest_command(ana: Member, typed: str, nearest: str) -> None:
    answer = await ana.command(typed)
    assert answer.startswith(f"I do not know “{typed}”. Did you mean `/cpd {nearest}`?")


async def test_unknown_words_of_the_team_command_get_the_nearest(ana: Member) -> None:
    answer = await ana.command("remnid", name="/cpd-team")
    assert answer.startswith("I do not know “remnid”. Did you mean `/cpd-team remind`?")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("/cpd", "I do not know “xyzzy”. `/cpd help` says what I can do."),
        ("/cpd-team", "I do not know “xyzzy”. `/cpd-team help` says what there is."),
    ],
)
async def test_a_far_off_word_gets_help_instead_of_a_guess(
    ana: Member, name: str, answer: str
) -> None:
    assert await ana.command("xyzzy", name=name) == answer


async def test_a_pasted_page_is_cut_before_it_is_said_back(ana: Member) -> None:
    answer = await ana.command("x" * 500)
    assert "x…" in answer
    assert len(answer) < 100


@pytest.mark.parametrize("typed", ["log \u200b", "log\u200b", "\u200blog \ufeff", "log 🎉"])
async def test_log_with_nothing_that_can_be_seen_opens_the_form(
    harness: Harness, technician: Member, typed: str
) -> None:
    await technician.command(typed)
    assert await technician.submit({"sentence": SENTENCE}) == {}
    assert await drafts(harness) == ["High voltage isolation course"]


async def test_plan_without_words_opens_a_form_about_the_future(
    harness: Harness, technician: Member
) -> None:
    await technician.command("plan")
    assert "What do you plan?" in reads(technician.modal)
    errors = await technician.submit({"sentence": "First aid", "from_date": "2026-11-02"})
    assert set(errors) == {"from_date"}
    assert await technician.submit({"from_date": "2026-12-01"}) == {}
    [(title, status, day)] = await harness.query(
        "SELECT title, status, start_date FROM entry WHERE source_text = 'First aid'"
    )
    assert (title, status, str(day)) == ("First aid", "planned", "2026-12-01")


async def test_commands_answer_nobody_but_who_typed_them(
    harness: Harness, technician: Member
) -> None:
    room = harness.channel(ANA, BEN)
    for words in ("", "help", "status", "list", "settings", "nonsense"):
        await technician.command(words, room)
    assert len(technician.whispers(room)) == 6
    assert harness.sandbox.person(BEN.id).messages(room.id) == []


# Shortcuts


async def test_the_global_shortcut_opens_the_form(harness: Harness, technician: Member) -> None:
    await technician.person.global_shortcut("log_cpd")
    await harness.quiet()
    await technician.submit({"sentence": SENTENCE})
    assert await drafts(harness) == ["High voltage isolation course"]


async def test_the_message_shortcut_takes_words_and_link_and_not_their_author(
    harness: Harness, technician: Member
) -> None:
    room = harness.channel(ANA, BEN)
    words = "Read the bulletin at lunch, 30 min. Step 4 is new."
    message = await harness.sandbox.person(BEN.id).say(words, room.id)
    await technician.person.message_shortcut("log_message", message)
    await harness.quiet()
    assert technician.whispers(room)[-1].text.startswith("The draft is in your conversation")
    assert "30 min" in reads(technician.card)
    [(kind, url)] = await harness.query("SELECT kind, url FROM evidence")
    assert (kind, message.ts.replace(".", "") in url) == ("message", True)
    record = str(await harness.query("SELECT * FROM entry")) + str(
        await harness.query("SELECT * FROM evidence")
    )
    assert words in record
    assert BEN.id not in record
    assert BEN.real_name not in record


async def test_the_message_shortcut_works_where_the_bot_is_not(
    harness: Harness, technician: Member
) -> None:
    room = harness.channel(ANA, BEN, with_bot=False)
    message = await harness.sandbox.person(BEN.id).say("1h webinar on ADAS yesterday", room.id)
    await technician.person.message_shortcut("log_message", message)
    await harness.quiet()
    assert await drafts(harness) == ["Webinar on ADAS"]
