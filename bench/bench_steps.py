"""What each step of the flagship conversation asks of the database: a sentence, its answer, Save;
with the member's Home opened before, and without.

`python -m bench.bench_steps ADDRESS PEOPLE` measures in a process of its own, and prints JSON: the
whole bot and Slack's stand-in run in it, so that the bot's statements can be counted.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import count
from typing import Any, Final

import psycopg
from sqlalchemy.engine import make_url

from bench.bench_acks import SENTENCE
from bench.copying import Person, person
from bench.counting import Ledger, Transaction
from bench.data import QUIET
from bench.databases import Databases
from bench.driving import Sending, drive
from bench.inside import running
from bench.measuring import child, median
from bench.slack import WebApi, click, home_opened, message
from bot.app import Runtime
from storage.engine.database import Dialect
from storage.tables import words
from storage.vocabulary import INBOX_OPEN, JOB_OPEN, OUTBOX_OPEN

_ANSWER: Final = "proving dead before touching the pack, I do EV battery swaps now, in bay"
STEPS: Final = ("sentence", "answer", "save")

HOME_SECONDS: Final = 0.2
"""How long Home is held back here: it comes after the updates, as it does in earnest."""

_OPEN: Final = (
    f"SELECT (SELECT count(*) FROM inbox WHERE state IN ({words(INBOX_OPEN)}))"
    f" + (SELECT count(*) FROM outbox WHERE state IN ({words(OUTBOX_OPEN)}))"
    f" + (SELECT count(*) FROM job WHERE state IN ({words(JOB_OPEN)}))"
)
_PATIENCE: Final = 30.0


def answer(number: int) -> str:
    """An account of everybody's own: of the same words as somebody else's more would be asked."""
    return f"{_ANSWER} {''.join('abcdefghij'[int(digit)] for digit in str(number))}"


def measure(databases: Databases, dialect: Dialect, people: int) -> list[dict[str, Any]]:
    """Medians over so many people (an odd number), of statements and of transactions, for each
    step: now and then one of them meets a look that was not needed.
    """
    url = databases.with_enrolments(dialect, "steps", 100)
    try:
        found = child("bench.bench_steps", url, str(people))
    finally:
        databases.drop(url)
    return [{"dialect": dialect, **one} for one in found]


class Stepping:
    """People who go through the conversation one after the other, and what each step asked."""

    def __init__(self, api: WebApi, runtime: Runtime, ledger: Ledger, probe: Any) -> None:
        self._api = api
        self._runtime = runtime
        self._ledger = ledger
        self._probe = probe
        self._numbers = count(1)

    async def converse(self, one: Person) -> dict[str, list[Transaction]]:
        """What each step asked."""
        asked = {}
        texts = (SENTENCE, answer(next(self._numbers)))
        for step, text in zip(STEPS, texts, strict=False):
            written = partial(message, one.workspace, one.user, one.channel, text)
            asked[step] = await self._asked(one, written)
        ts, button = _save_button(self._api.shown[one.channel])
        saving = partial(click, one.workspace, one.user, one.channel, ts, button)
        asked["save"] = await self._asked(one, saving)
        return asked

    async def open_home(self, one: Person) -> None:
        """Their Home is shown from now on."""
        await self._asked(one, partial(home_opened, one.workspace, one.user, one.channel))

    async def _asked(self, one: Person, request: Callable[..., bytes]) -> list[Transaction]:
        """What was asked of the database until there was nothing more to do."""
        self._ledger.take()
        kept = self._kept
        sending = Sending(one.channel, partial(request, number=next(self._numbers)))
        await drive(self._runtime.port, [sending], 1, [])
        await self._quiet()
        if isinstance(self._probe, sqlite3.Connection):
            # There the inbox goes around SQLAlchemy, with one statement for an event by itself.
            self._ledger.add("INSERT INTO inbox", self._kept - kept)
        return self._ledger.take()

    async def _quiet(self) -> None:
        """Returns once nothing is left to be done."""
        async with asyncio.timeout(_PATIENCE):
            while True:
                if not self._is_busy():
                    break
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)  # who was woken looks once more

    @property
    def _kept(self) -> int:
        """Events so far."""
        return self._runtime.metrics.counted("events", "kept")

    def _is_busy(self) -> bool:
        return bool(self._probe.cursor().execute(_OPEN).fetchone()[0])


def _save_button(shown: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The newest button that saves, and the ts of the message in which it stands."""
    for ts in sorted(shown, reverse=True):
        for block in shown[ts]:
            for element in block.get("elements", ()):
                if element.get("action_id") == "save":
                    return ts, element
    raise RuntimeError("No message has a button that saves.")


async def _figures(url: str, people: int) -> list[dict[str, Any]]:
    api, ledger = WebApi(), Ledger()
    ledger.listen()
    with closing(_probe(url)) as probe:
        async with running(url, QUIET, api, home_seconds=HOME_SECONDS) as runtime:
            stepping = Stepping(api, runtime, ledger, probe)
            await stepping.converse(person(1))  # what is read once for a process
            without, with_home = [], []
            for number in range(2, 2 * people + 2, 2):
                without.append(await stepping.converse(person(number)))
                await stepping.open_home(person(number + 1))
                with_home.append(await stepping.converse(person(number + 1)))
    return [
        {
            "step": step,
            **_medians("", [asked[step] for asked in without]),
            **_medians("home_", [asked[step] for asked in with_home]),
        }
        for step in STEPS
    ]


def _medians(prefix: str, asked: Sequence[Sequence[Transaction]]) -> dict[str, float]:
    return {
        f"{prefix}statements": median([sum(map(len, one)) for one in asked]),
        f"{prefix}transactions": median([len(one) for one in asked]),
    }


def _probe(url: str) -> Any:
    """A connection of the driver's own, to see whether anything is left to be done."""
    if url.startswith("sqlite"):
        return sqlite3.connect(make_url(url).database or "", isolation_level=None)
    return psycopg.connect(url, autocommit=True)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_figures(sys.argv[1], int(sys.argv[2])))))
