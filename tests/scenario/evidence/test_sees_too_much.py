"""Somebody tries to see, or to take, what another has dropped."""

import pytest

from bot.services.context.member_context import Actor, Origin
from bot.services.context.refused import Refused
from bot.services.record.incoming.held_words import settle
from sandbox import User
from tests.harness import ANA, BEN, IDA, Harness, buttons, reads
from tests.scenario.evidence.test_dropped import cert, evidence_of
from tests.scenario.evidence.test_in_a_hurry import photo


async def held_of(harness: Harness) -> tuple[str, str]:
    """The workspace, and the key of the one question that is open."""
    [(workspace, key)] = await harness.query(
        "SELECT workspace_id, key FROM held_message WHERE key LIKE 'file:%'"
    )
    return workspace, key


@pytest.mark.parametrize("other", [BEN, IDA], ids=["a colleague", "an administrator"])
async def test_files_without_an_entry_are_listed_for_their_member_alone(
    harness: Harness, other: User
) -> None:
    ana, somebody = harness.member(ANA), harness.member(other)
    await harness.enrolled(ANA)
    await harness.enrolled(other)
    await ana.write("", files=[photo("Samira.heic")])
    assert "Samira.heic" in await ana.command("files")
    assert "Every file of yours has its entry" in await somebody.command("files")


async def test_nobody_settles_what_is_asked_of_another(harness: Harness) -> None:
    ana = harness.member(ANA)
    await harness.enrolled(ANA)
    await harness.enrolled(IDA)
    await ana.write("", files=[photo()])
    workspace, key = await held_of(harness)
    with harness.contexts.open(Actor(workspace, IDA.id), Origin("other")) as ctx:
        for choice in ("file_new", "file_forget", "file_for_0", "cert_out", "cert_discard"):
            with pytest.raises(Refused, match="settled_already"):
                settle(ctx, key, choice)
    assert "IMG_1234" in await ana.command("files")


async def test_anothers_hash_brings_nobody_their_file(harness: Harness) -> None:
    ana = harness.member(ANA)
    await harness.enrolled(ANA)
    await harness.enrolled(IDA)
    await ana.write("", files=[cert()])
    [(workspace, sha256)] = await harness.query("SELECT workspace_id, sha256 FROM stored_file")
    key, values = "file:stolen", {"hashes": [sha256], "entries": []}
    with harness.contexts.open(Actor(workspace, IDA.id), Origin("thief")) as ctx:
        ctx.work.held.hold(ctx.member.id, key, "", ctx.now, values=values)
        with pytest.raises(Refused, match="file_gone"):
            settle(ctx, key, "file_new")
    assert await evidence_of(harness) == [("High voltage isolation", "cert.pdf")]


async def test_home_counts_the_members_own(harness: Harness) -> None:
    ana, ida = harness.member(ANA), harness.member(IDA)
    await harness.enrolled(ANA)
    await harness.enrolled(IDA)
    await ana.write("", files=[photo("Samira.heic")])
    own, others = await ana.open_home(), await ida.open_home()
    assert "Files wait for their entry" in reads(own)
    assert "Look" in buttons(own)
    assert "Samira" not in reads(own)
    assert "Files wait" not in reads(others)
    await ana.write("forget it")
    assert "Files wait" not in reads(await ana.open_home())
