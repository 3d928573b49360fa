"""What a release left open: killed at work, with a process that took more in afterwards."""

from asyncio import wrap_future

import pytest

from storage.queues.inbox import Inbox
from storage.queues.outbox import Outbox
from tests.harness import Harness, reads
from tests.upgrade.pilot import (
    ANA,
    BEN,
    CAT,
    DAN,
    EIGHTH,
    EVE,
    EVENING,
    FIFTH,
    FIRST,
    FOURTH,
    GIL,
    IDA,
    JO,
    LEE,
    MAX,
    NINTH,
    SECOND,
    SEVENTH,
    SIXTH,
    Release,
    of_the_first,
    of_those_killed,
)

EXPORTED = "Your whole record with its evidence, yours to keep."
"""The beginning of what stands above an export's file."""

FILE_ELSEWHERE = (
    "*brakes.pdf* lies outside Slack, and I only see a link. Download it and drop it here, or "
    "paste the link."
)
"""Told of a file of which the queued event knows no more than its name."""

OLD_ANSWERS = "I kept these as your account, and they do not read like it. What shall I do?"
"""Told to whoever kept such, with the first message that is dealt with."""


SAID = {
    FIRST: {
        ANA.id: ["*Scan tool refresher*", "Noted."],
        BEN.id: ["Your export is here, in this conversation.", EXPORTED],
        CAT.id: ["*CMI*"],
        DAN.id: ["Max has been set as your manager here by <@U0IDA00000>."],
        JO.id: ["*Brake course*", "Noted."],
    },
    SECOND: {
        ANA.id: [OLD_ANSWERS, "Noted."],
        BEN.id: ["Your export is here, in this conversation.", EXPORTED],
        CAT.id: ["*CMI*"],
        DAN.id: ["Max has been set as your manager here by <@U0IDA00000>."],
        MAX.id: [EXPORTED],
        JO.id: ["*Brake course*", "Noted."],
    },
    FOURTH: {
        ANA.id: ["*Write me a sentence* about what you did, and I make the entry:"],
        BEN.id: [EXPORTED],
        JO.id: ["*Brake course*", "Noted."],
    },
    FIFTH: {
        ANA.id: ["*Write me a sentence* about what you did, and I make the entry:"],
        BEN.id: [EXPORTED],
        JO.id: ["*Brake course*", "Noted."],
    },
    SIXTH: {
        ANA.id: ["*Write me a sentence* about what you did, and I make the entry:"],
        BEN.id: [EXPORTED],
        JO.id: ["*Brake course*", "Noted."],
    },
    SEVENTH: {
        ANA.id: ["*Write me a sentence* about what you did, and I make the entry:"],
        BEN.id: [EXPORTED],
        JO.id: ["*Brake course*", FILE_ELSEWHERE, "Noted."],
    },
    EIGHTH: {
        ANA.id: ["*Brake systems*"],
        BEN.id: [EXPORTED],
        CAT.id: ["*Write me a sentence* about what you did, and I make the entry:"],
        JO.id: ["*Brake course*", "Noted."],
    },
    NINTH: {
        BEN.id: ["Your audit pack. README.txt says what is in it."],
        CAT.id: ["*Write me a sentence* about what you did, and I make the entry:"],
        DAN.id: ["Your record as a document."],
        EVE.id: [EXPORTED],
        LEE.id: ["Here it is."],
        JO.id: ["*Brake course*", "Noted."],
    },
}
"""First lines of what is said of it, by whom it is said to, in alphabetical order."""

POSTED = {
    FIRST: [116, 117, 118],
    SECOND: [85, 88, 90],
    FOURTH: [62],
    FIFTH: [38],
    SIXTH: [93],
    SEVENTH: [119],
    EIGHTH: [36],
    NINTH: [69],
}
"""Rows of the outbox that reach Slack now, under the ids that they had."""

EXPORT_DONE = ("export", "done")
WITH_A_COACH = {EXPORT_DONE, ("export", "aside"), ("coach", "done")}
WITH_FILES = {(kind, "done") for kind in ("file", "import_read", "import_take", "import_tidy")}
WITH_ROUNDS = {
    (kind, "done")
    for kind in (
        *("archive_read", "archive_take", "audit", "audit_file", "audit_pack", "badge"),
        *("document", "erase", "file", "import_tidy"),
    )
}
JOBS = {
    SIXTH: WITH_A_COACH,
    SEVENTH: {*WITH_A_COACH, ("file", "done")},
    EIGHTH: {EXPORT_DONE, *WITH_FILES},
    NINTH: {EXPORT_DONE, *WITH_ROUNDS},
}
"""By kind, the states in which jobs end, where more was asked for than an export."""


@of_those_killed
async def test_what_was_open_is_said_once(release: Release, pilot: Harness) -> None:
    await pilot.quiet()
    assert said_since(release, pilot) == SAID[release]
    ids = release.ids_in_slack(pilot.contexts.database.dialect)
    posted = [
        call.arguments["client_msg_id"] for call in pilot.sandbox.calls_of("chat.postMessage")
    ]
    assert [row for row in release.unmarked if ids[row] in posted] == []
    assert sorted(row for row in ids if ids[row] in posted) == POSTED[release]
    assert set(await pilot.query("SELECT kind, state FROM job")) == JOBS.get(release, {EXPORT_DONE})
    left = "state NOT IN ('sent', 'cancelled', 'aside')"
    assert await pilot.query(f"SELECT id FROM outbox WHERE {left}") == []


@pytest.mark.parametrize(
    ("release", "rows", "homes"),
    [
        pytest.param(
            FIRST, "92, 93, 105, 106, 111", {ANA.id, BEN.id, CAT.id, EVE.id, MAX.id}, id="0.1.0"
        ),
        pytest.param(SECOND, "70", {ANA.id, CAT.id, MAX.id}, id="0.2.0"),
        pytest.param(
            FOURTH,
            "49, 50",
            {ANA.id, BEN.id, CAT.id, DAN.id, EVE.id, MAX.id},
            id="0.4.0",
        ),
        pytest.param(FIFTH, "28, 29", {ANA.id, BEN.id, CAT.id, DAN.id, IDA.id}, id="0.5.0"),
        pytest.param(SIXTH, "76, 77", {ANA.id, DAN.id, EVE.id, IDA.id, LEE.id}, id="0.6.0"),
        pytest.param(SEVENTH, "85, 86", {IDA.id}, id="0.7.0"),
    ],
)
async def test_what_had_changed_is_shown_as_it_is_now(
    pilot: Harness, rows: str, homes: set[str]
) -> None:
    """What had changed then, and the Homes of all whose entries new rules have assessed anew."""
    await pilot.quiet()
    changed = await pilot.query(f"SELECT channel, ts FROM outbox WHERE id IN ({rows})")
    for channel, ts in changed:
        message = pilot.sandbox.workspace.message(channel, ts)
        assert message is not None
        assert reads(message) != "stood"
    shown = {one.arguments["user_id"] for one in pilot.sandbox.calls_of("views.publish")}
    assert shown == homes


@of_the_first
async def test_what_was_set_aside_stays_so_until_an_operator_looks(
    release: Release, pilot: Harness
) -> None:
    await pilot.quiet()
    aside = "SELECT id FROM {} WHERE state = 'aside' ORDER BY id"
    assert await pilot.query(aside.format("outbox")) == [(43,), (114,)]
    assert await pilot.query(aside.format("inbox")) == [(75,)]
    database = pilot.contexts.database
    now = pilot.contexts.clocks.real()
    await wrap_future(database.write(lambda: Inbox(database).reopen_aside(now)))
    await wrap_future(database.write(lambda: Outbox(database).reopen_aside(now)))
    pilot.expect_refusal("cannot_dm_bot")  # a robot's card, and word of its failure
    pilot.expect_error("a message cannot be sent")
    await pilot.quiet()
    assert said_since(release, pilot)[GIL.id] == ["*IMI register*", "*Panel gap course*"]
    assert await pilot.query(aside.format("inbox")) == []


def said_since(release: Release, harness: Harness) -> dict[str, list[str]]:
    """First lines of what the bot has said to each since the upgrade, in alphabetical order."""
    said = {
        person.id: sorted(
            reads(message).partition("\n")[0].partition(" It holds")[0]
            for message in harness.member(person).heard
            if float(message.ts) >= EVENING.timestamp()
        )
        for person in release.people
        if not person.is_bot
    }
    return {person: lines for person, lines in said.items() if lines}
