"""A process is killed (SIGKILL) at each step of what flows in and out, and another takes over.

Whatever the moment: every message is handled once and in its order, every reply and every nudge
is delivered exactly once. On both databases, over both transports.
"""

from collections.abc import AsyncIterator

import pytest

from bot.manifest import load_manifest
from sandbox import Sandbox
from tests.e2e.workplace import Workplace
from tests.world import ANA, BEN, EVERYBODY, reads


@pytest.fixture(params=["socket", "http"])
async def workplace(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Workplace]:
    async with Sandbox(load_manifest().source, EVERYBODY) as sandbox:
        one = Workplace(sandbox, database_url, request.param)
        yield one
        await one.close()


async def test_messages_that_were_acknowledged_or_being_worked_on_are_handled_in_order(
    workplace: Workplace,
) -> None:
    ana, ben = workplace.person(ANA), workplace.person(BEN)
    sandbox = workplace.sandbox
    asked_who = [
        sandbox.faults.hold("users.info", matching=lambda given, who=user.id: given["user"] == who)
        for user in (ANA, BEN)
    ]
    async with workplace.bot(CPDBOT_LEASE_SECONDS="2") as process:
        await ana.say("2h high voltage isolation course at Bosch yesterday")
        await ben.say("1h brake fluid webinar yesterday")
        for held in asked_who:
            await held.reached()
        await ana.say("later")  # waits behind the first
        await ana.say("3h hybrid diagnostics course at Hella on Monday")
        await sandbox.until(lambda: sandbox.delivery.is_idle)
        await process.kill()
    for held in asked_who:
        held.drop()
    assert workplace.heard(ANA) == workplace.heard(BEN) == []
    async with workplace.bot(CPDBOT_LEASE_SECONDS="2"):
        await workplace.quiet()
    first, note, second = [reads(one) for one in workplace.heard(ANA)]
    assert "High voltage isolation course" in first
    assert "Noted." in note
    assert "Hybrid diagnostics course" in second
    [only] = [reads(one) for one in workplace.heard(BEN)]
    assert "Brake fluid webinar" in only
