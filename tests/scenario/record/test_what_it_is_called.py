"""What an entry is called and whose it is: what is said around the facts is no title, and what
somebody else did is no entry.
"""

import pytest

from tests.harness import Harness, Member

Rows = list[tuple[object, ...]]


async def rows(harness: Harness, *columns: str) -> Rows:
    """Columns of the entries that were begun in the conversation, in their order."""
    found = await harness.query(
        f"SELECT {', '.join(columns)} FROM entry WHERE source_text IS NOT NULL ORDER BY id"
    )
    return [tuple(row) for row in found]


@pytest.mark.parametrize(
    ("words", "title", "minutes"),
    [
        ("so like 1 hr on brake fluid testing yesterday", "Brake fluid testing", 60),
        ("ok so 3 hrs on battery storage yesterday", "Battery storage", 180),
        ("fine. 1hr tyre pressure monitoring yesterday", "Tyre pressure monitoring", 60),
        ("english: yesterday 1 hour snap on online, battery tester", "Battery tester", 60),
        ("2h on battery storage yesterday fire brigade came in", "Battery storage", 120),
        ("annual brake training done finally!! 3 hours", "Annual brake training", 180),
        ("radar course 6h yesterday plus travel 3 hrs each way", "Radar course", 360),
        ("did that gearbox thing yesterday, 45 min vid on fluid levels", "Vid on fluid levels", 45),
        ("he showed me yesterday for an hour how to use the scope", "Scope", 60),
        ("1h ABS course yesterday can you put it down for me", "ABS course", 60),
    ],
)
async def test_what_is_said_around_the_facts_is_no_title(
    harness: Harness, technician: Member, words: str, title: str, minutes: int
) -> None:
    await technician.write(words)
    assert await rows(harness, "title", "minutes") == [(title, minutes)]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Fine tuning of injectors 2h yesterday", "Fine tuning of injectors"),
        ("English for technicians course 2h yesterday", "English for technicians course"),
        ("Like for like parts training 1h yesterday", "Like for like parts training"),
        ("2h training on travel expenses yesterday", "Training on travel expenses"),
    ],
)
async def test_a_name_keeps_its_first_words(
    harness: Harness, technician: Member, words: str, title: str
) -> None:
    await technician.write(words)
    assert await rows(harness, "title") == [(title,)]


@pytest.mark.parametrize(
    ("words", "provider"),
    [
        ("2 hour refresher on live gloves yesterday, EINTAC did it at ours", "EINTAC"),
        ("webinar yesterday 1hr Making Tax Digital for garages, GGF", "GGF"),
        ("yesterday 1 hour snap on online, battery tester", "Snap On"),
        ("2h course on cars yesterday, TPMS", None),
        ("2h brakes course yesterday, Dave did it", None),
        ("2h course on abs yesterday, MOT did it no good", None),
    ],
)
async def test_who_ran_it(
    harness: Harness, technician: Member, words: str, provider: str | None
) -> None:
    await technician.write(words)
    assert await rows(harness, "provider") == [(provider,)]


@pytest.mark.parametrize(
    "words",
    [
        "my mate Craig did the level 3 hybrid course last week 4 days can you put it on for him",
        "our apprentice went on the 3 day EV thing at Bosch could you add that for him pls",
        "she did a 2h webinar on tachos yesterday, please log it for her",
        "the lads had a 1h toolbox talk yesterday, can you put it down for them",
    ],
)
async def test_what_somebody_else_did_is_put_down_for_nobody(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert technician.last.startswith("Only they can log what they did.")
    assert await rows(harness, "title") == []


@pytest.mark.parametrize(
    "words",
    [
        "did 2h ABS course with the lads yesterday can you log it for them",
        "2h ABS course yesterday can you put it down for me",
        "I ran a 2h ABS course yesterday for the lads",
    ],
)
async def test_what_the_member_did_too_is_theirs(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert await rows(harness, "minutes") == [(120,)]


# What was it, in a few words?


@pytest.mark.parametrize(
    "words",
    [
        "point is I'd promised her a development plan in august and forgot",
        "every service basically, we test boiling point now not just the pens cos the pens lie",
        "the pads wear quicker on the left so I check both now",
    ],
)
async def test_what_is_told_before_it_has_a_name_is_an_account_and_the_name_stays_asked(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("log 1h yesterday")
    await technician.write(words)
    assert await rows(harness, "title", "evaluate") == [(None, words)]
    assert "What was it, in a few words?" in technician.last
    await technician.write("mentoring conversation")
    assert await rows(harness, "title", "evaluate") == [("mentoring conversation", words)]


@pytest.mark.parametrize("words", ["no its not in there", "not sure really", "dunno", "nope"])
async def test_what_declines_is_no_name(harness: Harness, technician: Member, words: str) -> None:
    await technician.write("log 1h yesterday")
    await technician.write(words)
    assert await rows(harness, "title", "evaluate") == [(None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "No start diagnosis",
        "how to lock out the service plug",
        "what you do before you drop a battery",
        "we went through the new wiring diagrams for the id3",
    ],
)
async def test_a_name_may_begin_like_a_sentence(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write("log 1h yesterday")
    await technician.write(words)
    assert await rows(harness, "title", "evaluate") == [(words, None)]
