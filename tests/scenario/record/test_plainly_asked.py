"""What quiets the bot, or sets it a day, is plainly asked for; and two wishes in one message are
both done.
"""

import pytest

from tests.harness import Harness, Member, reads

DATED = "2h ABS course yesterday"
PLANNED = "ABS course at Bosch on 4 december, 9-5"
SAVED_OTHERWISE = (DATED, "save", "it was 3 hours")
"""After these it is asked whether a saved entry is to have 3 h."""


async def paused_until(harness: Harness) -> str | None:
    [row] = await harness.query("SELECT paused_until FROM member")
    return None if row[0] is None else str(row[0])


async def days_set(harness: Harness) -> list[tuple[str, str]]:
    """The days on which an entry is come back to, with what it is for."""
    rows = await harness.query("SELECT kind, day FROM follow_up WHERE state = 'agreed' ORDER BY id")
    return [(str(kind), str(day)) for kind, day in rows]


# Quiet


@pytest.mark.parametrize(
    "words",
    [
        "next time I'll ask one open question and then shut up",
        "only till 1pm on the friday",
        "dont forget its 9 till 4",
        "will check the bracket first and then leave it alone",
        "it goes on till 4",
        "stop asking me twice for everything",
        "u sent me a reminder at 7am sunday not happy",
        "quarterly updates start april so I've booked the accountant for 2 march",
        "my mentee wants to leave the trade",
    ],
)
async def test_nothing_is_quieted_or_set_by_words_that_do_not_ask_for_it(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write("proving dead before touching the pack")
    await technician.write(words)
    assert await paused_until(harness) is None
    assert await days_set(harness) == []
    assert "pause" not in technician.last


@pytest.mark.parametrize(
    "words",
    ["stop messaging me", "learnt to log it and stop messaging me", "shut up", "stop asking"],
)
async def test_nudges_stop_once_that_is_asked_for(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert await paused_until(harness) == "9999-12-31"


@pytest.mark.parametrize(
    "words", ["quiet till monday please", "stop till monday", "no messages until monday"]
)
async def test_nudges_pause_once_that_is_asked_for(technician: Member, words: str) -> None:
    await technician.write(words)
    assert technician.last.startswith(("I stay quiet until", "For how long?"))


async def test_how_an_account_ends_is_kept_with_it(harness: Harness, technician: Member) -> None:
    await technician.write(DATED)
    await technician.write("talked too much, they switched off")
    await technician.write("next time I'll ask one open question and then shut up")
    [(plan,)] = await harness.query("SELECT plan FROM entry WHERE source_text IS NOT NULL")
    assert plan == "next time I'll ask one open question and then shut up"


@pytest.mark.parametrize(
    "words",
    [
        "u sent me a reminder at 7am sunday not happy",
        "you pinged me at midnight, out of order",
        "stop asking me the same thing",
    ],
)
async def test_whoever_is_cross_about_how_it_speaks_is_told_sorry(
    technician: Member, words: str
) -> None:
    await technician.write(words)
    assert technician.last.startswith("Sorry. What went wrong?")


# Away


async def test_an_absence_told_by_its_length_is_what_the_pause_is_offered_for(
    technician: Member,
) -> None:
    await technician.write("off for 3 weeks from monday, op on my knee")
    assert technician.last.startswith("Sorry to hear that. Shall I pause until Mon")


async def test_quiet_that_is_asked_for_along_with_an_absence_lasts_as_long(
    harness: Harness, technician: Member
) -> None:
    await technician.write("off for 3 weeks from monday, op on my knee, dont bug me")
    assert technician.last.startswith("I stay quiet until")
    assert await paused_until(harness) is not None
    await technician.write("undo")
    assert await paused_until(harness) is None


async def test_an_absence_that_is_over_sets_no_day(technician: Member) -> None:
    await technician.write("been off for 3 weeks with covid")
    assert technician.last.startswith("Sorry to hear that. Shall I pause nudges?")


# Reminders


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("can u remind me the day before", "2026-12-03"),
        ("remind me two days before it", "2026-12-02"),
        ("remind me a week before", "2026-11-27"),
    ],
)
async def test_a_reminder_before_it_counts_from_the_entrys_own_day(
    harness: Harness, technician: Member, words: str, day: str
) -> None:
    await technician.write(PLANNED)
    await technician.write(words)
    assert await days_set(harness) == [("reminder", day)]


async def test_the_day_before_a_monday_is_the_friday(harness: Harness, technician: Member) -> None:
    await technician.write("ABS course at Bosch on 7 december, 9-5")
    await technician.write("remind me the day before pls")
    assert await days_set(harness) == [("reminder", "2026-12-04")]


async def test_no_reminder_is_skipped_by_asking_not_to_let_it_be_forgotten(
    harness: Harness, technician: Member
) -> None:
    await technician.write(PLANNED)
    await technician.write("dont let me forget this one")
    assert [kind for kind, _ in await days_set(harness)] == ["reminder"]


# Two wishes


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("yes but stop asking me twice for everything", "Sorry. What went wrong?"),
        ("yes, and stop messaging me", "I have stopped nudging you."),
        ("yeah. whats my total now", "IMI register"),
    ],
)
async def test_a_yes_is_done_and_so_is_what_is_said_behind_it(
    harness: Harness, technician: Member, words: str, said: str
) -> None:
    for one in SAVED_OTHERWISE:
        await technician.write(one)
    await technician.write(words)
    [(minutes,)] = await harness.query("SELECT minutes FROM entry WHERE source_text IS NOT NULL")
    assert minutes == 180
    assert said in technician.last


async def test_a_yes_before_another_value_agrees_to_nothing(
    harness: Harness, technician: Member
) -> None:
    for one in SAVED_OTHERWISE:
        await technician.write(one)
    await technician.write("yes but it was 4 hours")
    [(minutes,)] = await harness.query("SELECT minutes FROM entry WHERE source_text IS NOT NULL")
    assert minutes == 120


@pytest.mark.parametrize(
    "words", ["save n whats my total now", "save & whats my total", "save. whats my total"]
)
async def test_a_save_is_done_before_what_is_asked_behind_it(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write("proving dead before touching the pack, I do that on every battery now")
    await technician.write(words)
    [(status,)] = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL")
    assert status == "logged"
    assert any("IMI register" in reads(one) for one in technician.heard)


async def test_what_only_begins_like_a_save_saves_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(DATED)
    await technician.write("save n close the valve first")
    [(status,)] = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL")
    assert status == "draft"


@pytest.mark.parametrize("words", ["no put it back", "put that back please", "bring it back"])
async def test_a_draft_that_was_just_taken_back_is_back_once_that_is_asked_for(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write("undo")
    await technician.write(words)
    [(status,)] = await harness.query("SELECT status FROM entry WHERE source_text IS NOT NULL")
    assert status == "draft"
