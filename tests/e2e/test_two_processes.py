"""Two processes on one PostgreSQL and one Slack workspace: nothing doubles, nothing is overtaken."""

from collections.abc import AsyncIterator

import pytest

from bot.manifest import load_manifest
from sandbox import Sandbox
from tests.e2e.workplace import Workplace
from tests.world import ANA, EVERYBODY, reads


@pytest.fixture
async def workplace(postgres_url: str) -> AsyncIterator[Workplace]:
    async with Sandbox(load_manifest().source, EVERYBODY) as sandbox:
        one = Workplace(sandbox, postgres_url, "socket")
        yield one
        await one.close()


async def test_two_processes_answer_a_message_once(workplace: Workplace) -> None:
    async with workplace.bot(), workplace.bot():
        await workplace.person(ANA).say("2h high voltage isolation course at Bosch yesterday")
        await workplace.quiet()
    [card] = workplace.heard(ANA)
    assert "High voltage isolation course" in reads(card)
