"""Events through the real process: kept, answered once, whichever way they come."""

import pytest

from sandbox.server import Sandbox
from tests.running import ANA, Echo, running


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_a_message_is_answered_once(mode: str, database_url: str) -> None:
    async with Sandbox(users=[ANA]) as sandbox:
        async with running(sandbox, database_url, Echo(), mode=mode):
            ana = sandbox.person(ANA.id)
            await ana.say("1h on brakes")
            await sandbox.until(lambda: len(ana.messages()) == 2)
            await sandbox.until(lambda: sandbox.delivery.is_idle)
        assert [message.text for message in ana.messages()] == ["1h on brakes", "1h on brakes"]
