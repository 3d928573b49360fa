"""Nobody waits for the coach: not the member's card, nor their note, nor anybody's export; and what
it says too late is shown to nobody.

No test here measures time: the coach's server gives its answer when a test lets it.
"""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.coach_server import CoachServer, Fields, coach_server
from tests.harness import ANSWER, BEN, SENTENCE, Harness, Member, reads
from tests.patience import PATIENCE
from tests.scenario.coaching.test_coach import LONG, PLAIN, QUESTION, coached

SHORT = 0.5
"""Seconds after which the client gives up on a server that never answers."""


@pytest.fixture
async def server() -> AsyncIterator[CoachServer]:
    """It gives no answer until it is released."""
    async with coach_server(question=_question) as running:
        running.hold()
        yield running


def _question(_fields: Fields) -> str:
    return QUESTION


async def _sees(member: Member, words: str) -> None:
    """Returns once the newest of what the bot said to them holds these words."""
    await member.harness.sandbox.until(
        lambda: member.heard and words in reads(member.heard[-1]), timeout=PATIENCE
    )


async def _states(harness: Harness) -> list[str]:
    found = await harness.query("SELECT state FROM coach_suggestion ORDER BY id")
    return [str(state) for (state,) in found]


async def test_the_card_and_the_note_come_before_the_coach_has_answered(
    server: CoachServer, database_url: str
) -> None:
    async with coached(database_url, server) as (harness, ana):
        await ana.person.say(SENTENCE)
        await _sees(ana, PLAIN)
        await server.reached()
        assert await _states(harness) == ["asked"]
        await ana.person.say(ANSWER)
        await _sees(ana, "Noted.")
        assert await _states(harness) == ["asked"]
        server.release()
        await harness.quiet()
        assert await _states(harness) == ["overtaken"]
        assert not any(QUESTION in reads(one) for one in ana.heard)


async def test_what_is_clicked_meanwhile_keeps_the_coachs_question_away(
    server: CoachServer, sqlite_url: str
) -> None:
    async with coached(sqlite_url, server) as (harness, ana):
        await ana.person.say(SENTENCE)
        await _sees(ana, PLAIN)
        await server.reached()
        outcome = await ana.begin_to_click("Guide me")
        assert outcome.error is None
        await harness.answered()
        server.release()
        await harness.quiet()
        assert "overtaken" in await _states(harness)
        assert await harness.query("SELECT state FROM coach_suggestion WHERE id = 1") == [
            ("overtaken",)
        ]


async def test_an_answer_after_its_time_is_shown_to_nobody(
    server: CoachServer, sqlite_url: str
) -> None:
    """On a slow machine the time may be over before the request is made: it is let go then."""
    async with coached(sqlite_url, server, seconds=SHORT) as (harness, ana):
        await ana.write(SENTENCE)  # returns once nothing is under way any more
        assert await _states(harness) in (["failed"], ["overtaken"])
        server.release()
        await harness.quiet()
        assert PLAIN in reads(ana.card)
        assert [QUESTION in reads(one) for one in ana.heard] == [False]


async def test_an_answer_that_was_kept_in_time_is_shown_to_nobody_long_after(
    server: CoachServer, sqlite_url: str
) -> None:
    """The clock goes on while the answer is under way, as where a process was away."""
    async with coached(sqlite_url, server) as (harness, ana):
        await ana.person.say(SENTENCE)
        await _sees(ana, PLAIN)
        await server.reached()
        harness.pass_by(timedelta(seconds=3 * LONG))
        server.release()
        await harness.quiet()
        assert await _states(harness) == ["overtaken"]
        assert QUESTION not in reads(ana.card)


async def test_an_export_does_not_wait_for_a_coach_that_never_answers(
    server: CoachServer, database_url: str
) -> None:
    """More are asked about than may be at once; the export of each comes all the same."""
    async with coached(database_url, server) as (harness, ana):
        for number in range(6):
            await ana.person.say(f"{number + 1}h high voltage isolation course at Bosch yesterday")
        await server.reached(4)
        await ana.person.command("/cpd", "export")
        await harness.sandbox.until(
            lambda: sum(len(one.file_ids) for one in ana.heard) == 1, timeout=PATIENCE
        )
        assert len(server.requests) == 4
        server.release()
        await harness.quiet()
        assert await harness.query("SELECT count(*) FROM job WHERE state <> 'done'") == [(0,)]


async def test_the_coach_does_not_wait_for_exports(server: CoachServer, database_url: str) -> None:
    server.release()
    async with coached(database_url, server) as (harness, ana):
        await harness.enrolled(BEN)
        ben = harness.member(BEN)
        held = harness.sandbox.faults.hold("files.getUploadURLExternal", times=None)
        for member in (ana, ben):
            await member.person.command("/cpd", "export")
        await held.reached(2)
        await ana.person.say(SENTENCE)
        await _sees(ana, QUESTION)
        held.release()
        await harness.quiet()
