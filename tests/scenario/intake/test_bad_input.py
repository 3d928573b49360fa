"""Each kind of bad input, and the one sentence that the person concerned reads.

What the door turns away (signatures, bodies) is in `test_intake_requests`, who cannot be a
manager in `test_managers`, pauses and years in `test_commands`.
"""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace

import psycopg
import pytest
from psycopg.sql import SQL, Identifier, Literal
from sqlalchemy.engine import make_url

from sandbox import Message, Upload, View
from sandbox.forms import Value
from tests.harness import (
    ANA,
    ANSWER,
    BEN,
    GIL,
    IDA,
    SENTENCE,
    Harness,
    Member,
    buttons,
    harness_at,
    reads,
)

COURSE = "High voltage isolation course at Bosch"


async def entries(harness: Harness) -> list[tuple[str, str | None, str | None]]:
    """State, title and answer of what was begun in the conversation."""
    rows = await harness.query(
        "SELECT status, title, evaluate FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def kept(harness: Harness, words: str) -> bool:
    """Whether what was typed stands in the record, as it was typed."""
    rows = await harness.query("SELECT source_text FROM entry WHERE source_text IS NOT NULL")
    return words in [text for (text,) in rows]


# What cannot be a duration or a date


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (f"0h {COURSE} yesterday", "That comes to no time at all. How long did it take?"),
        (f"-2h {COURSE} yesterday", "“-2h” is less than nothing. How long did it take?"),
        (
            f"30h {COURSE} yesterday",
            "“30h” is more than those days hold. How long was it?",
        ),
        (
            f"{COURSE} yesterday, a whole evening",
            "How many hours do you count for “whole evening”?",
        ),
        (f"2h {COURSE} on 31 November", "31 November does not exist. Which day did you mean?"),
        (
            f"2h {COURSE} on 20 November 1926",
            "20 November 1926 is too long ago for a CPD record. Which day did you mean?",
        ),
        (
            f"did 2h {COURSE} on 20 December 2026",
            "20 December 2026 is still to come. Which day was it, or is it a plan?",
        ),
        (
            f"2h {COURSE} on 11/25/2026",
            "I read dates day first, and 11/25/2026 has no such month. Which day?",
        ),
        (f"2h {COURSE} last week", "“last week” leaves the day open. Which day was it?"),
    ],
)
async def test_what_stands_in_the_way_of_a_field_is_said_and_asked_for(
    harness: Harness, technician: Member, sentence: str, asked: str
) -> None:
    await technician.write(sentence)
    assert asked in reads(technician.card)
    assert await kept(harness, sentence)


@pytest.mark.parametrize("answer", ["quite long", "0", "-1 h", "40 h", "🙂"])
async def test_a_duration_that_cannot_be_is_asked_for_again(
    harness: Harness, technician: Member, answer: str
) -> None:
    await technician.write(f"{COURSE} yesterday")
    await technician.write(answer)
    assert technician.last.startswith(("I could not read", "That comes", "“"))
    await technician.write("2 h")
    assert "Fri 20 Nov · 2 h" in reads(technician.card)


async def test_3600_hours_over_three_years_are_possible(
    harness: Harness, technician: Member
) -> None:
    await technician.write("3600 h foundation degree from 1 June 2025 to 20 November 2026")
    assert "3,600 h" in reads(technician.card)
    assert "more than those days hold" not in reads(technician.card)


async def test_an_entry_from_an_earlier_cycle_is_kept_and_counts_there(
    technician: Member,
) -> None:
    await technician.write(f"2h {COURSE} on 20 November 2023")
    await technician.write(ANSWER)
    await technician.click("Save")
    assert "Mon 20 Nov 2023" in reads(technician.card)
    assert "cycle" in reads(technician.card)
    assert "6 of 30 this year" in await technician.command("status")


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"title": "…"}, "title", "Say in a few words what it was."),
        ({"duration": "-1 h"}, "duration", "is less than nothing"),
        ({"duration": "30 h"}, "duration", "is more than those days hold"),
        ({"from_date": "2026-12-20", "to_date": None}, "from_date", "is still to come"),
        ({"from_date": "1926-11-20"}, "from_date", "is too long ago for a CPD record"),
        ({"to_date": "2026-11-01"}, "to_date", "That is before the first day."),
    ],
)
async def test_a_form_says_at_the_field_what_cannot_be_and_keeps_what_was_typed(
    technician: Member, values: dict[str, Value], field: str, sentence: str
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Edit")
    errors = await technician.submit({"provider": "Bosch Training"} | values)
    assert sentence in errors[field]
    assert technician.modal.state["provider"]["provider"]["value"] == "Bosch Training"


# What people type


@pytest.mark.parametrize(
    "words",
    [
        "2h R&D day <b>bold</b> at Bosch & Sons yesterday",
        "2h *_~`high`~_* voltage course yesterday",
        "2h הדרכת בטיחות yesterday",
        "2h high\u200bvoltage\u200d isolation\ufeff course yesterday",
        "2h course with <!channel> and <@U0BEN00000> yesterday",
        "2h &lt;course&gt; yesterday",
    ],
    ids=["html", "marks", "right to left", "zero width", "mentions", "entities"],
)
async def test_it_is_kept_as_typed_and_shown_without_effect(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    await technician.write("It helps me with <!here> & *every* battery swap that I do")
    await technician.click("Save")
    shown = "\n".join(str(one.blocks) for one in technician.heard)
    for alive in ("<!channel", "<!here", "<@U0BEN00000", "<b>"):
        assert alive not in shown
    [(status, title, answer)] = await entries(harness)
    assert status == "logged"
    assert title
    assert answer == "It helps me with <!here> & *every* battery swap that I do"


async def test_nul_reaches_no_database(harness: Harness, technician: Member) -> None:
    await technician.write("2h high\x00 voltage course yesterday")
    assert "2 h" in reads(technician.card)


@pytest.mark.parametrize("words", ["🙂🙂🙂", "…", "\u200b\u200b.", "?!"])
async def test_what_holds_no_word_is_answered(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert technician.last != ""
    assert len(technician.heard) == 1


async def test_ten_thousand_characters_are_kept_whole(harness: Harness, technician: Member) -> None:
    words = "2h course yesterday about " + "isolation and proving dead " * 370
    assert len(words) > 10_000
    await technician.write(words.strip())
    assert await kept(harness, words.strip())
    answer = "I prove dead before touching the pack " * 260
    await technician.write(answer.strip())
    await technician.click("Save")
    await technician.open_home()
    await technician.command("list")
    await technician.click("Edit", technician.card)
    assert await technician.submit({"provider": "Bosch"}) == {}
    [(status, _, kept_answer)] = await entries(harness)
    assert (status, kept_answer) == ("logged", answer.strip())


async def test_a_very_long_answer_in_each_place_fits_every_surface(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Edit")
    full = "x" * 3000
    errors = await technician.submit({"title": full, "provider": full, "evaluate": full})
    assert errors == {}
    await technician.click("Save", technician.card)
    await technician.open_home()
    await technician.command("list")
    assert (await entries(harness))[0][0] == "logged"


async def test_words_that_break_a_table_break_nothing_in_the_export(
    harness: Harness, technician: Member
) -> None:
    await technician.write('2h "quoted", semi;colon course yesterday')
    await technician.write('=HYPERLINK("x") line\nbreak, and; more than five words')
    await technician.click("Save")
    await technician.command("export")
    assert len([one for one in technician.heard if one.file_ids]) == 1


# Files, links, bots


BROKEN = "*certificate.pdf* is broken: I cannot open it. Save or scan it again, and drop that."


async def test_a_broken_file_is_told_and_the_words_beside_it_are_read(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE, files=[Upload("certificate.pdf", b"%PDF-")])
    assert BROKEN in [reads(one) for one in technician.heard]
    assert "High voltage isolation course" in reads(technician.card)
    assert await harness.query("SELECT count(*) FROM evidence") == [(0,)]


async def test_a_broken_file_alone_gets_the_same_sentence(technician: Member) -> None:
    await technician.write("", files=[Upload("certificate.pdf", b"%PDF-")])
    assert [reads(one) for one in technician.heard] == [BROKEN]


async def test_a_link_is_kept_as_evidence(harness: Harness, technician: Member) -> None:
    await technician.write(f"{SENTENCE} https://bosch.example/certificates/17")
    assert await harness.query("SELECT kind, url FROM evidence") == [
        ("link", "https://bosch.example/certificates/17")
    ]


async def test_what_the_bot_says_itself_is_no_input(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    assert len(await entries(harness)) == 1
    assert await harness.query("SELECT count(DISTINCT lane) FROM inbox") == [(1,)]


# Old clicks


async def test_a_click_on_a_discarded_drafts_card_says_what_became_of_it(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    stale = technician.card
    await technician.click("Discard")
    await technician.click("Save", stale)
    assert technician.last_whisper == (
        "This draft was discarded. Undo brings it back, then you can save it."
    )
    assert (await entries(harness))[0][0] == "discarded"


async def test_two_clicks_save_once(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    stale = technician.card
    await technician.click("Save", stale)
    await technician.click("Save", stale)
    assert [one.text for one in technician.whispers()] in ([], ["Already saved."])
    assert await harness.query(
        "SELECT count(*) FROM entry_revision r JOIN entry e ON e.id = r.entry_id "
        "WHERE e.source_text IS NOT NULL"
    ) == [(1,)]


async def test_a_click_on_another_persons_card_changes_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    card = technician.card
    ben = harness.member(BEN)
    room = harness.channel(ANA, BEN)
    shared = _as_if_posted(harness, card, room.id)
    await ben.click("Save", shared)
    assert ben.whispers(room)[-1].text == (
        "That entry is not in your record, so nothing has changed."
    )
    assert (await entries(harness))[0][0] == "draft"


async def test_a_form_submitted_after_the_draft_was_saved_elsewhere_loses_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.write("save")
    assert await technician.submit({"words": ANSWER}) == {}
    assert await entries(harness) == [("logged", "High voltage isolation course", ANSWER)]
    assert "Saved · Fri 20 Nov · 2 h · Bosch · 2 credits\n" in reads(technician.card)


async def test_nor_when_it_was_discarded_meanwhile(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.write("discard")
    assert await technician.submit({"words": ANSWER}) == {}
    assert await entries(harness) == [("discarded", "High voltage isolation course", ANSWER)]
    await technician.click("Undo", technician.card)
    assert await entries(harness) == [("draft", "High voltage isolation course", ANSWER)]


async def test_undo_takes_back_such_an_answer_and_then_the_discarding(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.write("discard")
    await technician.submit({"words": ANSWER})
    await technician.write("undo")
    assert await entries(harness) == [("discarded", "High voltage isolation course", None)]
    await technician.write("undo")
    assert await entries(harness) == [("draft", "High voltage isolation course", None)]


async def test_an_edit_of_a_discarded_draft_loses_nothing(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Edit")
    await technician.write("discard")
    assert await technician.submit({"title": "HV isolation"}) == {}
    assert (await entries(harness))[0][:2] == ("discarded", "HV isolation")


# Who they are


async def test_a_guest_can_log_like_anybody(harness: Harness) -> None:
    gil = harness.member(GIL)
    await gil.write(SENTENCE)
    await gil.click("Save")
    assert (await entries(harness))[0][0] == "logged"


async def test_what_is_due_to_somebody_deactivated_meanwhile_stops_nobody(
    harness: Harness, technician: Member
) -> None:
    harness.sandbox.change_user(BEN.id, deleted=True)
    await harness.quiet()
    await technician.write(SENTENCE)
    assert "Save" in buttons(technician.card)


@pytest.mark.parametrize("how", ["429", "500", "no answer"])
async def test_whom_slack_does_not_introduce_just_now_is_served_all_the_same(
    harness: Harness, how: str
) -> None:
    harness.expect_refusal("ratelimited")
    faults = harness.sandbox.faults
    match how:
        case "429":
            faults.rate_limited("users.info", times=2)
        case "500":  # once this was an error of ours, as the answer is no JSON
            faults.server_error("users.info", times=2)
        case _:
            faults.drop("users.info", times=2)
    ben = harness.member(BEN)
    assert "Write me a sentence" in await ben.command("help")
    await ben.write(SENTENCE)
    await ben.click("Save", ben.card)
    assert (await entries(harness))[0][0] == "logged"
    assert await harness.query("SELECT name FROM member WHERE slack_id = 'U0BEN00000'") == [
        (BEN.name,)
    ]


async def test_somebody_unknown_to_slack_is_nobodys_manager(harness: Harness) -> None:
    harness.expect_refusal("user_not_found")
    harness.sandbox.faults.error("users.info", "user_not_found", times=2)
    answer = await harness.member(IDA).command(
        f"assign @{ANA.name} to @{BEN.name}", name="/cpd-team"
    )
    assert answer != ""


# The database


@asynccontextmanager
async def locked(harness: Harness) -> AsyncIterator[None]:
    """Somebody else writes to the SQLite file, and does not end."""
    other = sqlite3.connect(
        harness.contexts.database.path, isolation_level=None, check_same_thread=False
    )
    with closing(other):
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


DOWN = "I cannot reach my records just now, so nothing was changed. Please try again in a minute."


async def test_a_locked_database_is_told_on_a_click_and_the_draft_is_not_lost(
    harness: Harness, technician: Member
) -> None:
    harness.expect_error("the database cannot be used")
    await technician.write(SENTENCE)
    async with locked(harness):
        outcome = await technician.person.click(technician.card, "save")
    assert outcome.ok
    await harness.quiet()
    assert technician.last_whisper == DOWN
    await technician.click("Save", technician.card)
    assert (await entries(harness))[0][0] == "logged"


async def test_a_message_to_a_locked_database_is_dealt_with_when_slack_repeats_it(
    harness: Harness, technician: Member
) -> None:
    async with locked(harness):
        await technician.person.say(SENTENCE)
        await harness.sandbox.until(lambda: harness.sandbox.delivery.waiting)
    harness.sandbox.delivery.retry_now()
    await harness.quiet()
    assert len(await entries(harness)) == 1
    assert len(technician.heard) == 1


async def test_a_command_to_a_database_that_is_gone_says_so(
    harness: Harness, technician: Member
) -> None:
    harness.expect_error("the database cannot be used")
    path = harness.contexts.database.path
    away = path.with_suffix(".away")
    shutil.move(path, away)
    outcome = await technician.person.command("/cpd", "status")
    shutil.move(away, path)
    assert outcome.message is not None
    assert outcome.message.text == DOWN
    assert "6 of 30 this year" in await technician.command("status")


async def test_a_read_only_database_says_so_and_takes_what_slack_repeats(
    postgres_url: str,
) -> None:
    async with harness_at(postgres_url) as harness:
        harness.expect_error("the database cannot be used")
        ana = harness.member(ANA)
        await ana.write(SENTENCE)
        name = make_url(postgres_url).database or ""
        set_read_only(postgres_url, name, "on")
        outcome = await ana.person.click(ana.card, "save")
        await ana.person.say("skip")
        await harness.sandbox.until(lambda: harness.sandbox.delivery.waiting)
        set_read_only(postgres_url, name, "off")
        harness.sandbox.delivery.retry_now()
        await harness.quiet()
        assert outcome.ok
        assert [one.text for one in ana.whispers()] == [DOWN]
        assert (await entries(harness))[0][0] == "draft"
        assert ana.heard[-1].text != "A draft, and one question before you save."


def set_read_only(url: str, name: str, how: str) -> None:
    """Whoever connects from now on may write or not; whoever is connected has to come again."""
    with psycopg.connect(
        url, autocommit=True, options="-c default_transaction_read_only=off"
    ) as own:
        own.execute(
            SQL("ALTER DATABASE {} SET default_transaction_read_only = {}").format(
                Identifier(name), Literal(how)
            )
        )
        own.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid()",
            [name],
        )


# Slack


async def test_429_is_waited_out(harness: Harness, technician: Member) -> None:
    harness.expect_refusal("ratelimited")
    harness.sandbox.faults.rate_limited("chat.postMessage", retry_after=1)
    await technician.write(SENTENCE)
    assert len(technician.heard) == 1


async def test_500_is_looked_into_before_anything_is_sent_again(
    harness: Harness, technician: Member
) -> None:
    harness.sandbox.faults.server_error("chat.postMessage", after=True)
    await technician.write(SENTENCE)
    assert len(technician.heard) == 1
    assert len(harness.sandbox.calls_of("chat.postMessage")) == 1


async def test_no_answer_at_all_is_looked_into_as_well(
    harness: Harness, technician: Member
) -> None:
    harness.sandbox.faults.drop("chat.postMessage")
    await technician.write(SENTENCE)
    assert len(technician.heard) == 1
    assert len(harness.sandbox.calls_of("chat.postMessage")) == 2


async def test_a_dm_that_is_not_found_is_opened_anew(harness: Harness, technician: Member) -> None:
    harness.expect_refusal("channel_not_found")
    await technician.write(SENTENCE)
    harness.sandbox.faults.error("chat.postMessage", "channel_not_found")
    await technician.write(ANSWER)
    assert technician.last.startswith("Noted.")


async def test_a_user_who_is_not_found_is_left_for_an_operator(
    harness: Harness, ana: Member
) -> None:
    harness.expect_refusal("user_not_found")
    harness.expect_error("a message cannot be sent")
    harness.sandbox.faults.error("conversations.open", "user_not_found")
    await ana.command("next")
    assert ana.heard == []
    await ana.write(SENTENCE)
    assert len(await entries(harness)) == 1
    assert ana.heard != []


async def test_whoever_has_written_is_answered_where_they_wrote_and_nothing_is_opened(
    harness: Harness, ana: Member
) -> None:
    """A workspace that has not granted im:write, or a server that knows no such call."""
    harness.sandbox.faults.error("conversations.open", "missing_scope", times=None)
    await ana.write(SENTENCE)
    assert ana.heard != []
    assert harness.sandbox.calls_of("conversations.open") == []


async def test_with_a_refused_token_nothing_is_lost_and_the_operator_is_told(
    harness: Harness, technician: Member
) -> None:
    harness.expect_refusal("invalid_auth")
    harness.expect_error(
        "Slack refuses our token: nothing is sent until it is put right; see cpdbot doctor"
    )
    harness.sandbox.faults.error("chat.postMessage", "invalid_auth")
    await technician.person.say(SENTENCE)
    await harness.sandbox.until(lambda: harness.sandbox.calls_of("chat.postMessage"))
    await harness.sandbox.until(lambda: harness.sandbox.delivery.is_idle)
    assert len(await entries(harness)) == 1
    rows = await harness.query("SELECT state, kind FROM outbox WHERE kind = 'card'")
    assert [kind for _, kind in rows] == ["card"]


async def test_a_modal_that_came_too_late_says_to_click_again(
    harness: Harness, technician: Member
) -> None:
    harness.expect_refusal("expired_trigger_id")
    await technician.write(SENTENCE)
    harness.sandbox.faults.error("views.open", "expired_trigger_id")
    await technician.click("Edit")
    assert technician.last_whisper == "That took too long for Slack. Please click once more."
    await technician.click("Edit", technician.card)
    assert isinstance(technician.modal, View)


async def test_the_unexpected_has_an_id_that_stands_in_the_log(
    harness: Harness, technician: Member
) -> None:
    harness.expect_error("something unexpected")
    await technician.write(SENTENCE)
    rename_table(harness, "entry_revision", "somewhere_else")
    await technician.click("Save", technician.card)
    assert "give your administrator this number: " in technician.last_whisper
    error_id = technician.last_whisper.rpartition(": ")[2].strip(".")
    assert error_id in harness.log
    rename_table(harness, "somewhere_else", "entry_revision")
    assert (await entries(harness))[0][0] == "draft"
    await technician.click("Save", technician.card)
    assert (await entries(harness))[0][0] == "logged"


def rename_table(harness: Harness, name: str, another: str) -> None:
    """Somebody takes a table away that our statements name, or gives it back."""
    with closing(sqlite3.connect(harness.contexts.database.path)) as other, other:
        other.execute(f"ALTER TABLE {name} RENAME TO {another}")


async def test_what_slack_does_not_let_us_show_is_no_fault_of_ours(
    harness: Harness, technician: Member
) -> None:
    harness.expect_refusal("fatal_error")
    await technician.write(SENTENCE)
    harness.sandbox.faults.error("views.open", "fatal_error")
    await technician.click("Edit")
    assert technician.last_whisper == (
        "Slack did not let me show that just now. Please try again in a moment."
    )


async def test_an_unknown_event_is_taken_and_forgotten(
    harness: Harness, technician: Member
) -> None:
    harness.sandbox.delivery.send_body(
        {
            "type": "event_callback",
            "team_id": harness.sandbox.workspace.team.id,
            "event_id": "Ev0UNKNOWN",
            "event": {"type": "reaction_added", "user": ANA.id, "event_ts": "1.0"},
        }
    )
    await harness.quiet()
    assert technician.heard == []
    assert [attempt.failure for attempt in harness.sandbox.delivery.attempts] == [None]


async def test_a_message_by_slash_me_is_heard_like_any_other(
    harness: Harness, technician: Member
) -> None:
    workspace = harness.sandbox.workspace
    harness.sandbox.delivery.send_body(
        {
            "type": "event_callback",
            "team_id": workspace.team.id,
            "event_id": "Ev0ME",
            "event": {
                "type": "message",
                "subtype": "me_message",
                "channel_type": "im",
                "channel": technician.person.dm.id,
                "user": ANA.id,
                "text": SENTENCE,
                "ts": workspace.next_ts(),
            },
        }
    )
    await harness.quiet()
    assert "Fri 20 Nov · 2 h · Bosch" in reads(technician.card)


def _as_if_posted(harness: Harness, card: Message, channel_id: str) -> Message:
    """The same card where somebody else sees it, as no bot of ours would post it."""
    return harness.sandbox.workspace.put_message(
        replace(card, channel_id=channel_id, ts=harness.sandbox.workspace.next_ts(), metadata=None)
    )
