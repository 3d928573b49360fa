"""Words that a member keeps out of the conversation stand in their record and nowhere else."""

import aiohttp
import pytest

from tests.world import ANA, BEN, MONDAY, SENTENCE, Member, World, reads

SECRET = "zanzibar marmalade taught me to prove dead before every swap"
MARKER = "marmalade"

KEPT_IN = {("entry", "evaluate"), ("entry_revision", "content"), ("undo_step", "before")}
"""Where the words may stand: the entry itself, its chain, and what can be taken back."""


async def places(world: World, marker: str) -> set[tuple[str, str]]:
    """Every table and column of the database in which the words stand."""
    tables = await world.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    found = set()
    for (table,) in tables:
        columns = [row[1] for row in await world.query(f"PRAGMA table_info({table})")]
        for column in columns:
            statement = f"SELECT count(*) FROM {table} WHERE \"{column}\" LIKE '%{marker}%'"
            if (await world.query(statement)) != [(0,)]:
                found.add((table, column))
    return found


def said_to_anybody(world: World) -> str:
    """Every message, view and call that Slack received, whoever it was for."""
    workspace = world.sandbox.workspace
    return "\n".join(
        [
            *(str(call.arguments) for call in world.sandbox.calls),
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


async def metrics(world: World) -> str:
    url = f"http://127.0.0.1:{world.runtime.port}/metrics"
    async with aiohttp.ClientSession() as http, http.get(url) as answer:
        return await answer.text()


async def keep_out(member: Member) -> None:
    """The setting that has the bot always ask in a window."""
    await member.command("settings")
    await member.press(member.whispers()[-1], "privacy")
    await member.submit({"privacy": "private"})


async def assert_nowhere_else(world: World, marker: str = MARKER) -> None:
    assert marker not in said_to_anybody(world)
    assert marker not in world.log
    assert marker not in await metrics(world)
    assert await places(world, marker) <= KEPT_IN


async def test_with_the_setting_the_bot_asks_by_window_alone(
    world: World, technician: Member
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
    world: World, technician: Member
) -> None:
    await technician.open_home()
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.submit({"words": SECRET})
    await technician.click("Save")
    await technician.command("list")
    await technician.command("status")
    await world.move_to(MONDAY)
    assert await places(world, MARKER) == KEPT_IN
    await assert_nowhere_else(world)


async def test_nor_when_the_entry_is_edited_withdrawn_restored_or_undone(
    world: World, technician: Member
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
    messages = [repr(one) for one in world.sandbox.workspace.lasting_messages]
    assert not [one for one in messages if MARKER in one]
    assert MARKER not in world.log


async def test_no_manager_ever_reads_a_word_or_a_title(world: World, technician: Member) -> None:
    await technician.write("1h marmalade course at Bosch yesterday")
    await technician.write(SECRET)
    await technician.click("Save")
    boss = world.member(BEN)
    with world.open(BEN) as ctx:
        report = ctx.work.members.by_slack(ANA.id)
        assert report is not None
        ctx.work.teams.link(report.id, ctx.member.id, "active", source="member", now=ctx.now)
    page = await boss.command(name="/cpd-team")
    assert ANA.name in page
    assert MARKER not in page
    assert not [one for one in boss.person.messages() if MARKER in repr(one)]


@pytest.mark.parametrize("how", ["answer", "control word"])
async def test_words_typed_in_the_conversation_are_in_no_log_line(
    world: World, technician: Member, how: str
) -> None:
    await technician.write(SENTENCE)
    await technician.write(SECRET if how == "answer" else f"{SECRET} save")
    await technician.click("Save")
    assert MARKER not in world.log
    assert MARKER not in await metrics(world)
    kept = await places(world, MARKER)
    assert kept <= KEPT_IN | {("entry", "source_text"), ("conversation", "held")}


async def test_once_dealt_with_the_queues_hold_no_words(world: World, technician: Member) -> None:
    await technician.write("1h marmalade course at Bosch yesterday")
    await technician.write(SECRET)
    await technician.click("Save")
    assert {table for table, _ in await places(world, MARKER)} & {"inbox", "outbox"} == set()
