"""Words that a member keeps out of the conversation stand in their record and nowhere else."""

import aiohttp
import pytest

from tests.harness import ANA, BEN, MONDAY, SENTENCE, Harness, Member, reads

SECRET = "zanzibar marmalade taught me to prove dead before every swap"
MARKER = "marmalade"

KEPT_IN = {("entry", "evaluate"), ("entry_revision", "content"), ("undo_step", "before")}
"""Where the words may stand: the entry itself, its chain, and what can be taken back."""


async def places(harness: Harness, marker: str) -> set[tuple[str, str]]:
    """Every table and column of the database in which the words stand."""
    tables = await harness.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = set()
    for (table,) in tables:
        columns = [row[1] for row in await harness.query(f"PRAGMA table_info({table})")]
        for column in columns:
            statement = f"SELECT count(*) FROM {table} WHERE \"{column}\" LIKE '%{marker}%'"
            if (await harness.query(statement)) != [(0,)]:
                found.add((table, column))
    return found


def said_to_anybody(harness: Harness) -> str:
    """Every message, view and call that Slack received, whoever it was for."""
    workspace = harness.sandbox.workspace
    return "\n".join(
        [
            *(str(call.arguments) for call in harness.sandbox.calls),
            *(repr(message) for message in workspace.lasting_messages),
            *(repr(view) for view in workspace.homes.values()),
            *(
                repr(message)
                for user in workspace.people
                for channel in workspace.channels_of(user.id)
                for message in workspace.messages_for(user.id, channel.id)
            ),
        ]
    )


async def metrics(harness: Harness) -> str:
    url = f"http://127.0.0.1:{harness.runtime.port}/metrics"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return await answer.text()


async def keep_out(member: Member) -> None:
    """The setting that has the bot always ask in a window."""
    await member.command("settings")
    await member.press(member.whispers()[-1], "privacy")
    await member.submit({"privacy": "private"})


async def assert_nowhere_else(harness: Harness, marker: str = MARKER) -> None:
    assert marker not in said_to_anybody(harness)
    assert marker not in harness.log
    assert marker not in await metrics(harness)
    assert await places(harness, marker) <= KEPT_IN


async def test_with_the_setting_the_bot_asks_by_window_alone(
    harness: Harness, technician: Member
) -> None:
    await keep_out(technician)
    await technician.write(SENTENCE)
    assert "Please use the button." in reads(technician.card)
    await technician.click("Answer privately")
    await technician.submit({"words": SECRET})
    await technician.click("Details", technician.card)
    assert "Evaluate ✓ private" in reads(technician.modal)
    assert SECRET not in reads(technician.modal)


async def test_private_words_stand_in_the_record_and_nowhere_else(
    harness: Harness, technician: Member
) -> None:
    await technician.open_home()
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.submit({"words": SECRET})
    await technician.click("Save")
    await technician.command("list")
    await technician.command("status")
    await harness.move_to(MONDAY)
    assert await places(harness, MARKER) == KEPT_IN
    await assert_nowhere_else(harness)


async def test_nor_when_the_entry_is_edited_withdrawn_restored_or_undone(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.submit({"words": SECRET})
    await technician.click("Save")
    await technician.click("Edit")  # the form shows the words to their author, and to nobody else
    await technician.submit({"title": "HV isolation"})
    await technician.click("Withdraw")
    await technician.click("Restore", technician.card)
    await technician.write("undo")
    messages = [repr(one) for one in harness.sandbox.workspace.lasting_messages]
    assert not [one for one in messages if MARKER in one]
    assert MARKER not in harness.log


async def test_no_manager_ever_reads_a_word_or_a_title(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1h marmalade course at Bosch yesterday")
    await technician.write(SECRET)
    await technician.click("Save")
    boss = harness.member(BEN)
    with harness.open(BEN) as ctx:
        report = ctx.work.members.by_slack(ANA.id)
        assert report is not None
        ctx.work.teams.link(report.id, ctx.member.id, "active", source="member", now=ctx.now)
    page = await boss.command(name="/cpd-team")
    assert ANA.name in page
    assert MARKER not in page
    assert not [one for one in boss.person.messages() if MARKER in repr(one)]


@pytest.mark.parametrize("how", ["answer", "control word"])
async def test_words_typed_in_the_conversation_are_in_no_log_line(
    harness: Harness, technician: Member, how: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(SECRET if how == "answer" else f"{SECRET} save")
    await technician.click("Save")
    assert MARKER not in harness.log
    assert MARKER not in await metrics(harness)
    kept = await places(harness, MARKER)
    assert kept <= KEPT_IN | {("entry", "source_text"), ("conversation", "held")}


async def test_once_dealt_with_the_queues_hold_no_words(
    harness: Harness, technician: Member
) -> None:
    await technician.write("1h marmalade course at Bosch yesterday")
    await technician.write(SECRET)
    await technician.click("Save")
    assert {table for table, _ in await places(harness, MARKER)} & {"inbox", "outbox"} == set()


async def test_private_words_stay_private_where_they_are_put_with_another_entry(
    harness: Harness, technician: Member
) -> None:
    await technician.write("2h ABS course yesterday")
    await technician.write("3h glow plug course on Monday")
    await technician.click("Answer privately")
    await technician.submit({"words": SECRET})
    await technician.write("that was for the ABS one")
    await technician.write("save both")
    rows = await harness.query("SELECT evaluate, private_stages FROM entry ORDER BY id DESC")
    assert [tuple(row) for row in rows[:2]] == [(None, "[]"), (SECRET, '["evaluate"]')]
    await assert_nowhere_else(harness)
