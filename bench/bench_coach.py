"""How long a member waits for their card and for the note to their answer, with a coach whose
server is dead, slow or hostile, beside no coach at all.

One person at a time writes to each server in turn: the sentence, and their answer as soon as there
is a card, while the coach is being asked.
"""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import count, islice
from typing import Any, Final, Literal

import aiohttp
from sqlmodel import col, update

from bench.bench_acks import SENTENCE, WARMING
from bench.bench_steps import answer
from bench.copying import Person, person
from bench.data import NOW, QUIET
from bench.databases import Databases
from bench.driving import Sending, Slack, drive
from bench.measuring import median, percentile
from bench.population import MEMBERS
from bench.processes import Server, server, serving
from bench.slack import message
from bot.services.context.rules_in_force import COACH
from storage.engine.database import Database, Dialect
from storage.tables import Member, Workspace

Coach = Literal["none", "dead", "slow", "hostile"]

COACHES: Final[tuple[Coach, ...]] = ("none", "dead", "slow", "hostile")

_DEAD: Final = "http://127.0.0.1:9/v1"
"""Nothing listens there."""

_SECONDS: Final = "1"

_SETTLING: Final = 0.3
"""Seconds in which what follows a turn is done before the next server has its turn."""


@dataclass(slots=True)
class _Waited:
    """For each card and each note, in seconds."""

    cards: list[float] = field(default_factory=list)
    notes: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Milliseconds."""
        return {
            "people": len(self.cards),
            "card_p50": median(self.cards) * 1000,
            "card_p90": percentile(self.cards, 0.9) * 1000,
            "note_p50": median(self.notes) * 1000,
            "note_p90": percentile(self.notes, 0.9) * 1000,
        }


def measure(databases: Databases, dialect: Dialect, people: int) -> list[dict[str, Any]]:
    """Every coach on one kind of database, for so many people."""
    copies = -(-(people + WARMING) // MEMBERS)
    url = databases.with_enrolments(dialect, "coach", copies * 100, workspaces=copies)
    _turn_on(url, copies)
    urls: dict[Coach, str] = {who: databases.copy(url, f"coach_{who}") for who in COACHES[1:]}
    urls["none"] = url
    everybody = (person(number, copies) for number in range(1, people + WARMING + 1))
    try:
        found = asyncio.run(_measure(urls, everybody))
    finally:
        for made in urls.values():
            databases.drop(made)
    return [{"dialect": dialect, "coach": who, **found[who].figures()} for who in COACHES]


def _turn_on(url: str, workspaces: int) -> None:
    """The coach is allowed everywhere, and everybody wants it."""
    database = Database(url)
    try:
        with database.transaction() as session:
            for number in range(workspaces):
                row = Workspace(id=f"TBENCH{number}", settings={COACH: True}, created_at=NOW)
                session.merge(row)
            session.exec(update(Member).where(col(Member.id) > 0).values(coach="on"))
            session.commit()
    finally:
        database.close()


async def _measure(urls: Mapping[Coach, str], people: Iterator[Person]) -> dict[Coach, _Waited]:
    found = {who: _Waited() for who in COACHES}
    numbers = count(1)
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(server("-m", "bench.slack"))
        servers: dict[Coach, Server] = {}
        for who in COACHES:
            env = await _environment(stack, who)
            starting = serving(api, urls[who], env=env, calendar=QUIET.isoformat())
            servers[who] = await stack.enter_async_context(starting)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        slack = Slack(api.port, http)

        async def said(who: Coach, one: Person, text: str) -> float:
            request = partial(message, one.workspace, one.user, one.channel, text, next(numbers))
            sent = await drive(servers[who].port, [Sending(one.channel, request)], 1, [])
            posted = await slack.posts(sent)
            return posted[one.channel] - sent[one.channel]

        async def turn(one: Person, into: Mapping[Coach, _Waited]) -> None:
            for who, waited in into.items():
                waited.cards.append(await said(who, one, SENTENCE))
                waited.notes.append(await said(who, one, answer(next(numbers))))
                await asyncio.sleep(_SETTLING)

        for one in islice(people, WARMING):
            await turn(one, {who: _Waited() for who in COACHES})
        for one in people:
            await turn(one, found)
    return found


async def _environment(stack: AsyncExitStack, who: Coach) -> dict[str, str]:
    """What the bot is told of its coach, whose server runs until the end."""
    if who == "none":
        return {}
    url = _DEAD
    if who != "dead":
        model = await stack.enter_async_context(server("-m", "bench.language_model", who))
        url = f"http://127.0.0.1:{model.port}/v1"
    return {
        "CPDBOT_COACH_URL": url,
        "CPDBOT_COACH_MODEL": "bench",
        "CPDBOT_COACH_SECONDS": _SECONDS,
        "CPDBOT_COACH_WORKSPACE_DAILY": "1000000",
    }
