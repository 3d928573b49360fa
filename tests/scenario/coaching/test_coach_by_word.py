"""The coach by word: turned on, turned off, shown; and what becomes of what a member writes, asked
in their own words and answered as things stand.
"""

import re

import pytest

from tests.coach_server import coach_server
from tests.harness import ANA, IDA, SENTENCE, harness_at, reads
from tests.scenario.coaching.test_coach import QUESTION, WORDS, _question, _tidy, coached
from tests.scenario.coaching.test_in_windows import _missing

NOWHERE = (
    "I am a program that goes by rules. Nothing you write goes to a language model.\n"
    "Only you see your words; workspace owners may be able to export messages.\n[Settings]"
)
OFF = (
    "I go by rules. There is a coach that asks a language model; it is off for you, so nothing goes"
    " to one.\n"
    "Only you see your words; workspace owners may be able to export messages.\n[Coach]"
)
ON = (
    "I go by rules. Your coach asks a language model: what you write of an entry goes to"
    " tiny at {host}, run by our own workshop.\n"
    "Only you see your words; workspace owners may be able to export messages.\n[Coach]"
)
SEEN_AND_SENT = (
    "Only you see your words; workspace owners may be able to export messages.\n"
    "Your coach sends what you write of the entry at hand to tiny at {host}, run by our own "
    "workshop.\n[Settings]"
)
THERE_IS_NONE = "There is no coach here. Everything works without one."


async def test_it_is_turned_off_and_on_by_word(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, seconds=60) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        assert QUESTION in reads(ana.card)
        await ana.write("turn the coach off")
        assert ana.last.startswith("The coach is off. Nothing is sent any more")
        assert QUESTION not in reads(ana.message("High voltage isolation"))
        before = len(server.requests)
        await ana.write("1h brake overhaul course at Hella on Thursday")
        assert len(server.requests) == before
        await ana.write("coach on please")
        assert "The coach is on. It goes to tiny at 127.0.0.1" in ana.last
        await ana.write("2h air con refresher at Hella on Friday")
        assert len(server.requests) == before + 1
        assert await harness.query("SELECT count(*) FROM entry") == [(3,)]


@pytest.mark.parametrize("words", ["coach", "what does the coach do?", "tell me about the coach"])
async def test_it_is_shown_by_word_and_nothing_is_logged(words: str, sqlite_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(sqlite_url, server, on=False) as (harness, ana),
    ):
        await ana.write(words)
        assert "never writes for you" in ana.last
        assert "[Turn on]" in ana.last
        assert await harness.query("SELECT count(*) FROM entry") == [(0,)]
        await ana.click("Turn on")
        assert "The coach is on." in ana.last


async def test_what_it_does_is_asked_for_by_word_and_stored_nowhere(database_url: str) -> None:
    async with (
        coach_server(question=_question, wording=_tidy, missing=_missing) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        before = await harness.query("SELECT count(*), max(evaluate) FROM entry")
        await ana.write("can you tidy my words?")
        assert "*before*" in reads(ana.heard[-1])
        await ana.write("what would others miss?")
        assert "What others would still miss:" in reads(ana.heard[-1])
        assert await harness.query("SELECT count(*), max(evaluate) FROM entry") == before
        assert await harness.query("SELECT count(*) FROM held_message") == [(0,)]


async def test_by_word_nothing_is_tidied_in_the_open_for_whoever_keeps_their_words_private(
    sqlite_url: str,
) -> None:
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await ana.write("tidy my words")
        assert "not enough text" in ana.last
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        with harness.open(ANA) as ctx:
            ctx.change_member(private_reflections=True)
        asked = len(server.requests)
        await ana.write("tidy my words")
        assert ana.last.startswith("You keep your words out of this conversation.")
        assert len(server.requests) == asked


async def test_what_becomes_of_the_words_is_told_as_things_stand(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server, on=False) as (harness, ana),
    ):
        ida = harness.member(IDA)
        await ana.write("are you an AI?")
        assert ana.last == OFF
        await ana.write("switch the AI on")
        await ana.write("is my text sent to ChatGPT?")
        host = f"127.0.0.1:{server.port}"
        assert ana.last == ON.format(host=host)
        await ana.write("who reads what I write?")
        assert ana.last == SEEN_AND_SENT.format(host=host)
        assert len(re.findall(r"\S*\w\S*", ON)) <= 40
        await ida.command("admin coach")
        await ida.click("Forbid")
        await ana.write("do you use AI?")
        assert ana.last == NOWHERE
        assert server.requests == []


async def test_where_there_is_none_that_is_what_is_said(sqlite_url: str) -> None:
    async with harness_at(sqlite_url) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        for words in ("turn the coach off", "no AI please", "turn on the coach", "coach"):
            await ana.write(words)
            assert ana.last == THERE_IS_NONE
        await ana.write("are you an AI?")
        assert ana.last == NOWHERE
