"""What is asked of how the bot goes about things is answered in a line, and the open question
stays; what only looks like it is an answer, or none.
"""

import pytest

from tests.harness import Harness, Member, reads

DATED = "2h ABS course yesterday"
NOT_UNDERSTOOD = "I did not understand"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("what do you mean where will i use it", "One thing you know now"),
        ("what do you mean by that", "One thing you know now"),
        ("is that enough words", "One thing you know now"),
        ("my english not good you can write better for me", "I do not write for you"),
        ("should travel not count?", "No: the time on the road"),
        ("does the drive there count", "No: the time on the road"),
        ("need to log stuff from last week can i just list it", "Yes: one on a line"),
        ("can i add several things at once", "Yes: one on a line"),
        ("can i still log things while im off", "Yes, at any time"),
        ("can i cancel it if work gets busy", "Yes. “Drop it”"),
        ("are you going to ask me about that", "Only if you want it"),
        ("how often do you even send them", "At most one in seven days"),
        ("can slack admins read this chat", "Only you see what you write"),
        ("boss says i have to do 30 of these is that right", "IMI sets no rhythm: 90 credits"),
        ("whats on my list", "Open: "),
        ("never logged anything on here how do i do it", "Write me a sentence"),
    ],
)
async def test_how_it_goes_about_things_is_answered_and_the_question_stays(
    harness: Harness, technician: Member, words: str, said: str
) -> None:
    await technician.write(DATED)
    await technician.write(words)
    assert any(said in reads(one) for one in technician.heard)
    assert not any(reads(one).startswith(NOT_UNDERSTOOD) for one in technician.heard)
    assert await stages(harness) == (None, None, None, None)
    await technician.write("prove dead before touching the pack, I do that on every battery now")
    assert any(await stages(harness))


@pytest.mark.parametrize(
    "words",
    [
        "what is on the list gets done first, the rest waits for the ramp",
        "can read the admin codes on the scope myself now",
        "how often you drive it decides when the filter regenerates",
        "the boss says we have to torque to 30 every time and he is right",
    ],
)
async def test_what_only_looks_like_it_is_an_answer(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(DATED)
    await technician.write(words)
    assert any(await stages(harness))


async def stages(harness: Harness) -> tuple[object, ...]:
    [row] = await harness.query(
        "SELECT reflect, plan, act, evaluate FROM entry WHERE source_text IS NOT NULL"
    )
    return tuple(row)
