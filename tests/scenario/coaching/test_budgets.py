"""How often the coach is asked: within the budgets of a member and of a workspace, and seldom while
its server does not work.
"""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery.circuit_breaker import FAILURES, SHORTEST
from sandbox import User
from tests.coach_server import Fields, coach_server
from tests.harness import ANA, ANSWER, BEN, Harness, Member, reads
from tests.scenario.coaching.test_coach import PLAIN, QUESTION, coached

SENTENCES = tuple(f"{hours}h high voltage isolation course at Bosch yesterday" for hours in (1, 2))
A_DAY = timedelta(days=1)


def _question(_fields: Fields) -> str:
    return QUESTION


def _no_question(_fields: Fields) -> Any:
    """An answer that is not in the form that was asked for."""
    return 3


async def _turned_on(harness: Harness, user: User = BEN) -> Member:
    """Somebody who wants it too."""
    await harness.enrolled(user)
    member = harness.member(user)
    await member.command("coach")
    await member.click("Turn on")
    return member


async def _begins_anew(harness: Harness, member: Member) -> None:
    """Erases their record, and enrols again."""
    await member.command("erase")
    await member.submit({"confirmation": "erase my record"})
    assert await harness.query("SELECT count(*) FROM coach_suggestion") == [(0,)]
    await _turned_on(harness, ANA)


async def test_a_member_has_a_budget_for_each_day(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, coach_daily=1) as (harness, ana),
    ):
        ben = await _turned_on(harness)
        await ana.write(SENTENCES[0])
        assert QUESTION in reads(ana.card)
        await ana.write(SENTENCES[1])
        assert PLAIN in reads(ana.card)
        assert len(server.requests) == 1
        await ben.write(SENTENCES[0])  # somebody else's is their own
        assert QUESTION in reads(ben.card)
        harness.pass_by(A_DAY)
        await ana.write("3h brake overhaul course at Hella yesterday")
        assert len(server.requests) == 3


async def test_a_workspace_has_a_budget_for_each_day(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, coach_workspace_daily=1) as (harness, ana),
    ):
        ben = await _turned_on(harness)
        await ana.write(SENTENCES[0])
        await ben.write(SENTENCES[0])
        assert (QUESTION in reads(ana.card), PLAIN in reads(ben.card)) == (True, True)
        assert len(server.requests) == 1


async def test_an_erased_record_gives_back_no_budget(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, coach_daily=1) as (harness, ana),
    ):
        await ana.write(SENTENCES[0])
        await _begins_anew(harness, ana)
        await ana.write(SENTENCES[1])
        assert PLAIN in reads(ana.card)
        assert len(server.requests) == 1
        harness.pass_by(A_DAY)
        await ana.write("3h brake overhaul course at Hella yesterday")
        assert len(server.requests) == 2


async def test_what_a_workspace_has_asked_stands_when_a_record_is_erased(
    database_url: str,
) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, coach_workspace_daily=1) as (harness, ana),
    ):
        await ana.write(SENTENCES[0])
        await _begins_anew(harness, ana)
        ben = await _turned_on(harness)
        await ben.write(SENTENCES[0])
        assert PLAIN in reads(ben.card)
        assert len(server.requests) == 1


async def test_what_is_counted_tells_of_nobody_and_is_soon_let_go(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        for sentence in SENTENCES:
            await ana.write(sentence)
            harness.pass_by(A_DAY)
        counted = await harness.query("SELECT member_hash, calls FROM coach_usage ORDER BY day")
        assert [calls for _, calls in counted] == [1, 1]
        assert len({one for one, _ in counted}) == 2, "two days have nothing in common"
        assert not [one for one, _ in counted if ana.person.user_id in str(one)]
        harness.pass_by(2 * A_DAY)
        await harness.runtime.tick_now()
        assert await harness.query("SELECT count(*) FROM coach_usage") == [(0,)]


@pytest.mark.parametrize(("daily", "calls"), [(1, 1), (2, 2), (3, 3), (4, 4)])
async def test_an_answer_that_is_asked_for_once_more_is_another_call(
    database_url: str, daily: int, calls: int
) -> None:
    async with (
        coach_server(question=_no_question) as server,
        coached(database_url, server, coach_daily=daily) as (harness, ana),
    ):
        for sentence in SENTENCES:
            await ana.write(sentence)
            assert PLAIN in reads(ana.card)
        await ana.write("3h brake overhaul course at Hella yesterday")
        assert len(server.requests) == calls
        assert await harness.query("SELECT calls FROM coach_usage") == [(calls,)]


async def test_whoever_asks_beyond_the_budget_is_told_so(sqlite_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(sqlite_url, server, coach_daily=1) as (harness, ana),
    ):
        await ana.write(SENTENCES[0])
        await ana.write(ANSWER)
        await ana.click("Tidy my words")
        assert len(server.requests) == 1
        assert await harness.query("SELECT kind FROM coach_suggestion") == [("question",)]
        assert "today" in ana.last_whisper


async def test_a_server_that_fails_is_left_alone_for_a_while(sqlite_url: str) -> None:
    """Each request is made twice while the server is tried; then none is, then one again."""
    async with (
        coach_server() as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        for number in range(FAILURES):
            await ana.write(f"{number + 1}h high voltage isolation course at Bosch yesterday")
        tried = len(server.requests)
        assert tried == 2 * FAILURES
        await _converses(harness, ana)
        assert len(server.requests) == tried
        assert await _reasons(harness) == ["server"] * FAILURES + ["open"]
        server.answers["question"] = _question
        harness.pass_by(SHORTEST)
        await ana.write("5h brake overhaul course at Bosch yesterday")
        assert len(server.requests) == tried + 1


async def _converses(harness: Harness, member: Member) -> None:
    await member.write("2h air con refresher at Hella yesterday")
    assert PLAIN in reads(member.card)
    await member.write(ANSWER)
    await member.click("Save")
    assert "Saved" in reads(member.note)
    assert await harness.query("SELECT count(*) FROM job WHERE state <> 'done'") == [(0,)]


async def _reasons(harness: Harness) -> list[str]:
    found = await harness.query("SELECT reason FROM coach_suggestion ORDER BY id")
    return [str(reason) for (reason,) in found]
