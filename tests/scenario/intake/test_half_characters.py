"""Half a character (a lone surrogate, as Slack has sent for emoji) stops nobody, wherever it comes.

Neither database keeps one, and neither does JSON as UTF-8: it is kept as the sign for what cannot
be read.
"""

from dataclasses import replace

import pytest

from tests.harness import ANA, ANSWER, BEN, MAX, SENTENCE, Harness, Member, reads

HALF = "\ud83d"
OTHER_HALF = "\udd0b"
UNREADABLE = "\ufffd"


async def goes_on(member: Member) -> None:
    """What comes after it in the member's lane is dealt with."""
    before = len(member.heard)
    await member.write("help")
    assert "Write me a sentence" in reads(member.heard[-1])
    assert len(member.heard) == before + 1


@pytest.fixture
def ana(either_harness: Harness) -> Member:
    return either_harness.member(ANA)


@pytest.mark.parametrize("half", [HALF, OTHER_HALF, OTHER_HALF + HALF, f"{HALF} \0"])
async def test_in_a_message(either_harness: Harness, ana: Member, half: str) -> None:
    await ana.write(f"2h battery {half} isolation course at Bosch yesterday")
    assert UNREADABLE in reads(ana.card)
    await ana.write(f"proving dead {half} before touching the pack, every time")
    await ana.click("Save")
    [(title, line)] = await either_harness.query("SELECT title, evaluate FROM entry")
    assert UNREADABLE in title
    assert UNREADABLE in line
    await goes_on(ana)


async def test_a_whole_character_stays_whole(either_harness: Harness, ana: Member) -> None:
    await ana.write("2h battery 🔋 isolation course at Bosch yesterday")
    await ana.write("proving dead 🔋 before touching the pack, every time")
    assert await either_harness.query("SELECT evaluate FROM entry") == [
        ("proving dead 🔋 before touching the pack, every time",)
    ]


async def test_in_an_edited_message(either_harness: Harness, ana: Member) -> None:
    message = await ana.write(SENTENCE)
    await ana.edit(message, f"3h battery {HALF} course at Bosch yesterday")
    await ana.click("Yes")
    assert "3 h" in reads(ana.card)
    await goes_on(ana)


async def test_in_a_form(either_harness: Harness, ana: Member) -> None:
    await ana.write(SENTENCE)
    await ana.click("Edit")
    assert await ana.submit({"title": f"Isolation {HALF} course", "provider": HALF}) == {}
    assert f"Isolation {UNREADABLE} course" in reads(ana.card)
    await ana.click("Answer privately", ana.card)
    assert await ana.submit({"words": f"{ANSWER} {HALF}"}) == {}
    await goes_on(ana)


async def test_in_a_message_that_is_made_a_draft_of(either_harness: Harness, ana: Member) -> None:
    room = either_harness.channel(ANA, BEN)
    said = await either_harness.member(BEN).person.say(f"2h battery {HALF} course", room.id)
    await ana.person.message_shortcut("log_message", said)
    await either_harness.quiet()
    assert UNREADABLE in reads(ana.card)
    await goes_on(ana)


async def test_in_the_name_of_somebody_new(either_harness: Harness) -> None:
    max_ = either_harness.join(replace(MAX, id="U0HALF0000", name=HALF, real_name=f"Max {HALF}"))
    await max_.write(SENTENCE)
    await max_.click("Save")
    await goes_on(max_)
    names = await either_harness.query("SELECT name FROM member WHERE slack_id = 'U0HALF0000'")
    assert UNREADABLE in names[0][0]


async def test_in_a_name_that_is_changed(either_harness: Harness, ana: Member) -> None:
    await ana.write(SENTENCE)
    either_harness.sandbox.change_user(ANA.id, real_name=f"Ana {HALF}", name=f"ana{HALF}")
    await either_harness.quiet()
    await goes_on(ana)


async def test_in_the_name_of_whoever_is_named(either_harness: Harness, ana: Member) -> None:
    either_harness.sandbox.workspace.users[MAX.id] = replace(MAX, name=f"Max {HALF}")
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    assert await ana.submit({"manager": MAX.id}) == {}
    max_ = either_harness.member(MAX)
    await max_.click("Accept")
    assert UNREADABLE in ana.last
    await goes_on(ana)
    await goes_on(max_)
