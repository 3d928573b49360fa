"""What each step of the flagship conversation asks of the database, from the event until its reply
and Home are in Slack: statements and transactions, on either database.

A figure that is too high is told with the statements it is made of.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from itertools import product
from string import ascii_lowercase

from tests.counting import Ledger, counting
from tests.harness import ANA, ANSWER, BEN, SATURDAY, SENTENCE, Harness, Member, harness_at, reads
from tests.plans import asking, long_ways

STATEMENTS = {"sentence": 20, "answer": 28, "save": 24}
OTHERS = ("2h diesel course at Bosch on Monday", "3h brake course at Bosch on Tuesday")
"""Sentences of which each begins another entry."""

HOME = 14
"""How many more it may be for somebody who has opened Home."""

TRANSACTIONS = 5

HOME_SECONDS = 0.2
"""How long Home is held back here: it comes after the updates, as it does in earnest."""

Step = Callable[[Member], Awaitable[object]]

_BAYS = map("".join, product(ascii_lowercase, repeat=3))


def answer() -> str:
    """An account that nobody has written before: of the same words as another's it is asked."""
    return f"{ANSWER} in bay {next(_BAYS)}"


STEPS: Mapping[str, Step] = {
    "sentence": lambda member: member.write(SENTENCE),
    "answer": lambda member: member.write(answer()),
    "save": lambda member: member.click("Save"),
}


async def converse(harness: Harness, member: Member) -> dict[str, Ledger]:
    """What each step asked."""
    asked = {}
    for step, take in STEPS.items():
        with counting(harness.runtime) as asked[step]:
            await take(member)
    return asked


async def test_a_reply_takes_few_statements_and_home_few_more(database_url: str) -> None:
    async with harness_at(database_url, home_seconds=HOME_SECONDS) as harness:
        ana, ben = harness.member(ANA), harness.member(BEN)
        for user in (ANA, BEN):
            await harness.enrolled(user)
            for days_ago in range(20, 220, 10):
                await harness.logged(user, days_ago=days_ago)
        await harness.runtime.tick_now()  # there is one at the start, beside whatever comes
        without = await converse(harness, ana)
        await ben.open_home()
        with_home = await converse(harness, ben)
    for step, most in STATEMENTS.items():
        assert 10 < len(without[step].statements) <= most, (step, without[step].statements)
        assert 0 < len(without[step].ended) <= TRANSACTIONS, (step, without[step].ended)
        more = len(with_home[step].statements) - len(without[step].statements)
        assert 0 < more <= HOME, (step, with_home[step].statements)
        assert len(with_home[step].ended) <= TRANSACTIONS + 2, (step, with_home[step].ended)


async def test_what_was_said_before_makes_no_reply_dearer(
    harness: Harness, technician: Member
) -> None:
    """From the second on: whoever has saved something can be asked about it."""
    await harness.runtime.tick_now()
    await converse(harness, technician)
    await harness.move_to(SATURDAY + timedelta(hours=1))
    first = await converse(harness, technician)
    for hours in (2, 3, 4):
        await harness.move_to(SATURDAY + timedelta(hours=hours))
        later = await converse(harness, technician)
    for step, asked in first.items():
        assert len(later[step].statements) <= len(asked.statements), later[step].statements


async def test_words_that_stand_elsewhere_cost_one_statement_more(
    harness: Harness, technician: Member
) -> None:
    await harness.runtime.tick_now()
    first = await converse(harness, technician)
    words = answer()
    asked = []
    for sentence in OTHERS:
        await technician.write(sentence)
        await technician.write(words)
        with counting(harness.runtime) as ledger:
            await technician.click("Save")
        asked.append(len(ledger.statements))
    assert asked[0] <= len(first["save"].statements)
    assert asked[1] == asked[0] + 1, "it is looked once more where the question is shown"
    assert "Your words are the same" in reads(technician.note)


async def test_no_statement_goes_through_what_others_have_kept(
    harness: Harness, technician: Member
) -> None:
    await harness.runtime.tick_now()
    with asking() as asked:
        await converse(harness, technician)
        await technician.write("undo")
        await technician.write("how am I doing?")
        await technician.command("list")
        await technician.command("settings")
        message = await technician.write("1h air con refresher at Hella on Thursday")
        await technician.edit(message, "2h air con refresher at Hella on Thursday")
        await technician.click("Yes")
        await technician.click("Edit", technician.card)
        await technician.submit({"provider": "Hella Gutmann"})
        await technician.open_home()
        await technician.click("Save", technician.home)
        for sentence in OTHERS:
            await technician.write(sentence)
            await technician.write(ANSWER)
            await technician.click("Save")
        await technician.click("It is right")
    assert len(dict(asked)) > 40
    assert long_ways(harness.contexts.database, asked) == {}
