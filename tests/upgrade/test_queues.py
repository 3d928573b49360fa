"""What release 0.1.0 left open: killed at work, with a process that took more in afterwards."""

from asyncio import wrap_future

from storage.inbox import Inbox
from storage.outbox import Outbox
from tests.upgrade.pilot import (
    ANA,
    BEN,
    CAT,
    DAN,
    EVENING,
    GIL,
    JO,
    PEOPLE,
    UNMARKED,
    ids_in_slack,
)
from tests.world import World, reads

EXPORTED = "Your whole record, yours to keep wherever you like."
"""The beginning of what stands above each of an export's two files."""


async def test_what_was_open_is_said_once(pilot: World) -> None:
    await pilot.quiet()
    assert said_since(pilot) == {
        ANA.id: ["*Scan tool refresher* · draft", "Noted. Save it and 1 credit counts."],
        BEN.id: ["Your export is here: two files, in this conversation.", EXPORTED, EXPORTED],
        CAT.id: ["*CMI*"],
        DAN.id: ["Max has been set as your manager here by <@U0IDA00000>."],
        JO.id: ["*Brake course* · draft", "Noted. Save it when you are ready."],
    }
    ids = ids_in_slack(pilot.office.database.dialect)
    posted = [
        call.arguments["client_msg_id"] for call in pilot.sandbox.calls_of("chat.postMessage")
    ]
    assert [row for row in UNMARKED if ids[row] in posted] == []
    assert sorted(row for row in ids if ids[row] in posted) == [116, 117, 118]
    assert await pilot.query("SELECT kind, state FROM job") == [("export", "done")]


async def test_what_had_changed_is_shown_as_it_is_now(pilot: World) -> None:
    await pilot.quiet()
    changed = await pilot.query(
        "SELECT channel, ts FROM outbox WHERE id IN (92, 93, 105, 106, 111)"
    )
    for channel, ts in changed:
        message = pilot.sandbox.workspace.message(channel, ts)
        assert message is not None
        assert reads(message) != "stood"
    shown = {one.arguments["user_id"] for one in pilot.sandbox.calls_of("views.publish")}
    assert shown == {ANA.id, CAT.id, "U0EVE00000"}
    left = "state NOT IN ('sent', 'cancelled', 'aside')"
    assert await pilot.query(f"SELECT id FROM outbox WHERE {left}") == []


async def test_what_was_set_aside_stays_so_until_an_operator_looks(pilot: World) -> None:
    await pilot.quiet()
    aside = "SELECT id FROM {} WHERE state = 'aside' ORDER BY id"
    assert await pilot.query(aside.format("outbox")) == [(43,), (114,)]
    assert await pilot.query(aside.format("inbox")) == [(75,)]
    database = pilot.office.database
    now = pilot.office.clocks.real()
    await wrap_future(database.write(lambda: Inbox(database).reopen_aside(now)))
    await wrap_future(database.write(lambda: Outbox(database).reopen_aside(now)))
    pilot.expect_refusal("cannot_dm_bot")  # a robot's card, and word of its failure
    pilot.expect_error("a message cannot be sent")
    await pilot.quiet()
    assert said_since(pilot)[GIL.id] == ["*IMI register*", "*Panel gap course* · draft"]
    assert await pilot.query(aside.format("inbox")) == []


def said_since(world: World) -> dict[str, list[str]]:
    """First lines of what the bot has said to each since the upgrade, in alphabetical order."""
    said = {
        person.id: sorted(
            reads(message).partition("\n")[0].partition(" It holds")[0]
            for message in world.member(person).heard
            if float(message.ts) >= EVENING.timestamp()
        )
        for person in PEOPLE
        if not person.is_bot
    }
    return {person: lines for person, lines in said.items() if lines}
