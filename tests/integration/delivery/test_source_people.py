"""Whose address it is by which a source names somebody: Slack is asked, where the app may."""

import io
from datetime import UTC, date, datetime, timedelta
from functools import partial

import aiohttp
import pytest

from bot.clock import Clocks
from bot.delivery.clients import Clients
from bot.delivery.pacing import Pacing
from bot.delivery.source_sweeps import LOOKED_UP_AGAIN, draft_what_waits, forget, look_up
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import ContextFactory
from bot.services.sources.keys import add_source
from bot.services.sources.receiving import Delivery, receive
from bot.services.sources.statements import Statement
from sandbox.model import User
from sandbox.server import Sandbox
from storage.engine.database import Database
from storage.sources.sources import keys_in_force
from storage.unit_of_work import unit_of_work
from tests.integration.delivery.harness import WORKSPACE, MovedClock, clients_for

ZOE = User("U0ZOE00000", "zoe", "Zoe Weber", email="Zoe@Example.com")
LEFT = User("U0LEFT0000", "left", "Left", deleted=True, email="left@example.com")
ROBOT = User("U0ROBOT000", "bot2", "Robot", is_bot=True, email="robot@example.com")
METHOD = "users.lookupByEmail"


class Post:
    """What a source sends here, and who of its people is known."""

    def __init__(self, database: Database, clock: MovedClock) -> None:
        self.database = database
        calendar = datetime(2026, 11, 23, 15, tzinfo=UTC)
        self.contexts = ContextFactory(
            database, Clocks(calendar=lambda: calendar, real=clock), load_packs()
        )
        with unit_of_work(database, WORKSPACE) as work:
            work.workspace.ensure(clock())
            made = add_source(work, "Moodle", clock())
            work.commit()
        self.key = keys_in_force(database)[made.key_id]

    def of(self, *people: str) -> None:
        day = date(2026, 11, 18)
        said = [(place, Statement(one, "A talk", day, day)) for place, one in enumerate(people)]
        name = "-".join(people)
        receive(self.contexts, self.key, Delivery(name, name[:60], name[:60], said, {}))

    def known(self) -> dict[str, str | None]:
        with unit_of_work(self.database, WORKSPACE) as work:
            people = work.sources.people(self.key.id).values()
            return {one.external_id: one.slack_id for one in people}


@pytest.fixture
def clients(sandbox: Sandbox, http: aiohttp.ClientSession, clock: MovedClock) -> Clients:
    sandbox.workspace.users |= {one.id: one for one in (ZOE, LEFT, ROBOT)}
    return clients_for(sandbox, http, partial(Pacing, clock))


@pytest.fixture
def source(sqlite: Database, clock: MovedClock) -> Post:
    return Post(sqlite, clock)


async def test_an_address_is_matched_to_whose_it_is_and_nobody_else_is_guessed(
    source: Post, clients: Clients, sandbox: Sandbox
) -> None:
    people = ("zoe@example.com", "left@example.com", "robot@example.com", "nobody@example.com")
    source.of(*people, "Zoe Weber")
    assert await look_up(source.contexts, clients) == 1
    assert source.known() == {**dict.fromkeys((*people, "Zoe Weber")), "zoe@example.com": ZOE.id}
    asked = [call for call in sandbox.calls if call.method == METHOD]
    assert len(asked) == len(people)
    assert await look_up(source.contexts, clients) == 0
    assert len([call for call in sandbox.calls if call.method == METHOD]) == len(asked)


async def test_whoever_joins_later_is_found_a_day_later(
    source: Post, clients: Clients, sandbox: Sandbox, clock: MovedClock
) -> None:
    source.of("ned@example.com")
    assert await look_up(source.contexts, clients) == 0
    ned = User("U0NED00000", "ned", "Ned", email="ned@example.com")
    sandbox.workspace.users[ned.id] = ned
    clock.forward(seconds=LOOKED_UP_AGAIN.total_seconds() + 1)
    assert await look_up(source.contexts, clients) == 1


async def test_without_the_scope_nobody_is_matched_and_slack_is_left_alone(
    source: Post, clients: Clients, sandbox: Sandbox, log: io.StringIO
) -> None:
    sandbox.scopes.take_away("users:read.email")
    source.of("zoe@example.com", "ned@example.com")
    for _ in range(3):
        assert await look_up(source.contexts, clients) == 0
    assert len([call for call in sandbox.calls if call.method == METHOD]) == 1
    assert source.known() == {"zoe@example.com": None, "ned@example.com": None}
    assert "missing_scope" in log.getvalue()
    assert "zoe@" not in log.getvalue()


async def test_an_address_of_the_operators_is_asked_about_in_its_place(
    source: Post, clients: Clients
) -> None:
    source.of("u-1")
    with unit_of_work(source.database, WORKSPACE) as work:
        [person] = work.sources.named(source.key.id, ["u-1"]).values()
        work.sources.match(person.id, None, "zoe@example.com")
        work.commit()
    assert await look_up(source.contexts, clients) == 1
    assert source.known() == {"u-1": ZOE.id}


async def test_what_is_known_by_now_is_still_not_sent_to_whoever_keeps_no_record(
    source: Post, clients: Clients
) -> None:
    source.of("zoe@example.com")
    await look_up(source.contexts, clients)
    assert await draft_what_waits(source.contexts) == 0


async def test_what_waited_too_long_is_forgotten_by_and_by(source: Post, clock: MovedClock) -> None:
    source.of("u-1", "u-2")
    assert await forget(source.contexts) == 0
    clock.forward(seconds=timedelta(days=91).total_seconds())
    assert await forget(source.contexts) == 2 + 2 + 1 + 2  # dropped; deleted; request; people
    assert source.known() == {}
