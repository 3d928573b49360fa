"""What the coach asks of the database: of whoever does without it nothing, of the others little."""

from typing import Any, Final

from bot.services.context.rules_in_force import COACH
from tests.coach_server import CoachServer, Fields, coach_server
from tests.counting import CLAIM, Ledger
from tests.harness import ANA, BEN, Harness, harness_at
from tests.scenario.coaching.test_coach import LONG, QUESTION
from tests.scenario.record.test_statements import (
    HOME_SECONDS,
    STATEMENTS,
    STEPS,
    TRANSACTIONS,
    converse,
)

MORE: Final = 38
"""Statements for a sentence with the coach, beside those without: what is asked is noted, prepared,
compared with what would be asked now and noted as it leaves, kept, checked once more, and shown in
the card.
"""

MORE_TRANSACTIONS: Final = 10


def _question(_fields: Fields) -> str:
    return QUESTION


def _with(server: CoachServer) -> dict[str, Any]:
    return {"coach_url": server.url, "coach_model": "tiny", "coach_seconds": LONG}


def _asked(ledger: Ledger) -> list[list[str]]:
    """The statements of each transaction but for claims, of which there may be one more or less."""
    asked = [[each for each in one.statements if CLAIM not in each] for one in ledger.ended]
    return sorted(one for one in asked if one)


async def _prepared(harness: Harness, *, on: bool) -> None:
    """Two people with the same record; the first may want the coach."""
    for user in (ANA, BEN):
        await harness.enrolled(user)
    with harness.open(ANA) as ctx:
        workspace = ctx.work.workspace.get()
        assert workspace is not None
        ctx.work.workspace.change(settings={**workspace.settings, COACH: True})
        ctx.change_member(coach="on" if on else "never")
    await harness.runtime.tick_now()


async def test_whoever_does_without_the_coach_asks_as_much_as_where_there_is_none(
    database_url: str,
) -> None:
    found = []
    async with coach_server(question=_question) as server:
        for changes in ({}, _with(server)):
            async with harness_at(database_url, home_seconds=HOME_SECONDS, **changes) as harness:
                await _prepared(harness, on=False)
                user = BEN if changes else ANA
                conversed = await converse(harness, harness.member(user))
                found.append({step: _asked(ledger) for step, ledger in conversed.items()})
        assert server.requests == []
    where_none, off = found
    assert off == where_none
    assert all(len(where_none[step]) > 1 for step in STEPS)


async def test_with_the_coach_few_more_are_asked(database_url: str) -> None:
    async with coach_server(question=_question) as server:
        given = _with(server)
        async with harness_at(database_url, home_seconds=HOME_SECONDS, **given) as harness:
            await _prepared(harness, on=True)
            with_it = await converse(harness, harness.member(ANA))
        assert len(server.requests) == 1
    for step, ledger in with_it.items():
        asks = step == "sentence"
        assert len(ledger.statements) <= STATEMENTS[step] + asks * MORE, ledger.statements
        assert len(ledger.ended) <= TRANSACTIONS + asks * MORE_TRANSACTIONS, ledger.ended
    assert len(with_it["sentence"].statements) > STATEMENTS["sentence"]
