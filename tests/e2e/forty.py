"""Forty messages of six people, each of which is understood by what came before it.

A sentence that overtakes the "later" before it would be asked about ("New entry, or your answer?")
and make no card.
"""

from typing import Final

from tests.e2e.harness import NOTED, ProcessHarness, first_lines

TOPICS: Final = ["Brake fluid", "Wheel alignment", "Air conditioning", "Hybrid diagnostics"]
ROUNDS: Final = [6, 6, 6, 6, 6, 6, 4]
"""How many of the six write in each round."""


async def write_round(harness: ProcessHarness, turn: int, who: slice = slice(None)) -> None:
    """Each who writes in this round writes a sentence or, in every second one, "later"; of them
    only those of `who`.
    """
    words = "later" if turn % 2 else f"2h {TOPICS[turn // 2].lower()} course at Bosch yesterday"
    for one in harness.people[: ROUNDS[turn]][who]:
        await one.say(words)


async def each_was_answered_once_and_in_order(harness: ProcessHarness) -> None:
    """Everything was heard, and nothing twice."""
    answers = [each for topic in TOPICS for each in (f"*{topic} course*", NOTED)]
    rounds = [sum(writing > each for writing in ROUNDS) for each in range(6)]
    for one, count in zip(harness.people, rounds, strict=True):
        assert first_lines(harness.heard(one)) == answers[:count]
    assert await harness.drafts() == {"Ana": 4, "Ben": 4, "Cem": 4, "Dan": 4, "Eve": 3, "Fay": 3}
    harness.check()
