"""The coach beside the whole product: allowed, turned on, asked, taken, left, and gone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from tests.coach_server import CoachServer, Fields, coach_server
from tests.harness import ANA, ANSWER, IDA, SENTENCE, Harness, Member, harness_at, reads

QUESTION = "What did you learn about isolation, and where will you use it in your job at Bosch?"
PLAIN = "What did you learn, and where will you use it in your job?"
WORDS = "i now prove dead befor touching the pack and it helps me on every EV battery swap"
TIDY = "I now prove dead before touching the pack, and it helps me on every EV battery swap."


LONG = 60.0
"""Seconds that the coach has where a test is not about its being late: no machine is that slow, and
no test waits for their end.
"""


@asynccontextmanager
async def coached(
    database_url: str,
    server: CoachServer,
    *,
    url: str = "",
    on: bool = True,
    seconds: float = LONG,
    **more: Any,
) -> AsyncIterator[tuple[Harness, Member]]:
    """Ana, with the coach allowed by the administrator and turned on by herself."""
    changes: dict[str, Any] = {
        "coach_url": url or server.url,
        "coach_model": "tiny",
        "coach_api_key": "sk-secret",
        "coach_run_by": "our own workshop",
        "coach_seconds": seconds,
        **more,
    }
    async with harness_at(database_url, admins=frozenset({IDA.id}), **changes) as harness:
        ana, ida = harness.member(ANA), harness.member(IDA)
        await harness.enrolled(ANA)
        await ida.command("admin coach")
        await ida.click("Allow")
        if on:
            await ana.command("coach")
            await ana.click("Turn on")
        yield harness, ana


def _question(_fields: Fields) -> str:
    return QUESTION


def _tidy(_fields: Fields) -> str:
    return TIDY


async def test_a_question_in_the_members_own_nouns_takes_the_plain_ones_place(
    database_url: str,
) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (_, ana),
    ):
        await ana.write(SENTENCE)
        assert QUESTION in reads(ana.card)
        assert PLAIN not in reads(ana.card)
        await ana.write(ANSWER)
        assert QUESTION not in reads(ana.card)
        assert "worth 2 credits" in reads(ana.card)


async def test_nobody_is_asked_who_has_not_turned_it_on(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, on=False) as (_, ana),
    ):
        await ana.write(SENTENCE)
        assert PLAIN in reads(ana.card)
        assert server.requests == []


async def test_a_tidier_wording_is_taken_and_changes_that_alone(database_url: str) -> None:
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        [before] = await harness.query("SELECT title, minutes, status FROM entry")
        await ana.click("Tidy my words")
        assert "*before*" in reads(ana.heard[-1])
        await ana.click("Take")
        [after] = await harness.query("SELECT title, minutes, status FROM entry")
        assert after == before
        assert await harness.query("SELECT evaluate FROM entry") == [(TIDY,)]
        [(provenance,)] = await harness.query("SELECT provenance FROM entry")
        assert "wording-1" in str(provenance)


async def test_a_wording_that_is_left_changes_nothing(database_url: str) -> None:
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        await ana.click("Tidy my words")
        await ana.click("Leave")
        assert await harness.query("SELECT evaluate FROM entry") == [(WORDS,)]
        assert "Left as it was." in reads(ana.heard[-1])


async def test_without_a_server_the_conversation_goes_on_as_without_a_coach(
    database_url: str,
) -> None:
    async with coach_server() as server:
        dead = "http://127.0.0.1:9/v1"
        async with coached(database_url, server, url=dead) as (harness, ana):
            await ana.write(SENTENCE)
            assert PLAIN in reads(ana.card)
            await ana.write(ANSWER)
            await ana.click("Save")
            assert "Saved, 2 credits" in reads(ana.note)
            assert {state for (state,) in await harness.query("SELECT state FROM job")} == {"done"}


@pytest.mark.parametrize("kind", ["question", "wording"])
async def test_no_word_and_no_key_is_logged(kind: str, sqlite_url: str) -> None:
    async with (
        coach_server(**{kind: _tidy}) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        await ana.click("Tidy my words")
        for secret in ("sk-secret", "isolation", "prove dead"):
            assert secret not in harness.log
