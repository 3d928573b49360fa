"""The bot is named in a channel: whoever named it is answered, in their own conversation alone."""

import pytest

from bot.manifest import load_manifest
from sandbox import Channel
from tests.harness import ANA, BEN, SENTENCE, Harness, Member, buttons, reads


@pytest.fixture
def room(harness: Harness) -> Channel:
    return harness.channel(ANA, BEN)


async def name_it(harness: Harness, member: Member, words: str, room: Channel) -> None:
    """Says something in a channel, with the bot's name before it."""
    await member.person.say(f"@{harness.sandbox.workspace.bot.name} {words}", room.id)
    await harness.quiet()


def posted(harness: Harness, room: Channel) -> list[str]:
    """What the bot said in the channel, to anybody."""
    bot = harness.sandbox.workspace.bot.id
    return [
        one.text for one in harness.sandbox.person(BEN.id).messages(room.id) if one.user_id == bot
    ]


async def test_an_activity_becomes_a_draft_in_the_conversation(
    harness: Harness, technician: Member, room: Channel
) -> None:
    await name_it(harness, technician, SENTENCE, room)
    assert "Fri 20 Nov · 2 h · Bosch" in reads(technician.card)
    assert "Save" in buttons(technician.card)
    assert posted(harness, room) == []


async def test_a_question_is_answered_in_the_conversation(
    harness: Harness, technician: Member, room: Channel
) -> None:
    await name_it(harness, technician, "when does my cycle end?", room)
    assert technician.last.startswith("Your IMI cycle ends on 31 May 2028")
    assert posted(harness, room) == []


@pytest.mark.parametrize("words", ["is great", "save", "", "discard", "learnt a lot, thanks"])
async def test_whatever_else_is_said_among_others_is_taken_for_nothing(
    harness: Harness, technician: Member, room: Channel, words: str
) -> None:
    await technician.write(SENTENCE)
    await name_it(harness, technician, words, room)
    assert technician.last.startswith("You named me in a channel. Write to me here")
    [(status, evaluate)] = await harness.query(
        "SELECT status, evaluate FROM entry WHERE title LIKE 'High%'"
    )
    assert (status, evaluate) == ("draft", None)
    assert posted(harness, room) == []


async def test_who_else_is_named_beside_it_is_not_kept(
    harness: Harness, technician: Member, room: Channel
) -> None:
    await name_it(harness, technician, f"@{BEN.name} {SENTENCE}", room)
    assert BEN.id not in str(await harness.query("SELECT * FROM entry"))


async def test_in_a_thread_the_answer_stands_below_nothing_in_the_conversation(
    harness: Harness, technician: Member, room: Channel
) -> None:
    root = await harness.sandbox.person(BEN.id).say("Who knows when the year ends?", room.id)
    bot = harness.sandbox.workspace.bot.name
    await technician.person.say(f"@{bot} when does my year end?", room.id, root.ts)
    await harness.quiet()
    assert technician.heard[-1].thread_ts is None


async def test_an_installation_from_an_earlier_manifest_works_on_without_mentions(
    harness: Harness, technician: Member, room: Channel
) -> None:
    harness.sandbox.scopes.take_away(*load_manifest().optional)
    await name_it(harness, technician, SENTENCE, room)
    assert technician.heard == []
    await technician.write(SENTENCE)
    assert "Save" in buttons(technician.card)
