"""Wordings that are taken, taken back, taken twice, and chosen by word; and what the coach offers
is let go of, once it is too old or its coach is gone.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.delivery.sweeps import SELDOM, forget_coach
from bot.services.coaching.availability import SUGGESTIONS_KEPT
from tests.coach_server import Fields, coach_server
from tests.harness import ANA, IDA, SENTENCE, Harness, Member, buttons, harness_at, reads
from tests.scenario.coaching.test_coach import PLAIN, QUESTION, TIDY, WORDS, coached
from tests.scenario.coaching.test_coach import _question as question
from tests.scenario.coaching.test_coach import _tidy as tidy
from tests.scenario.coaching.test_in_windows import _missing as missing
from tests.scenario.coaching.test_sense import EITHER, LIKELY_ANSWER
from tests.scenario.coaching.test_sense import _reading as reading


def tidy_each(fields: Fields) -> str:
    """One wording of the first words, and another of that one and of others."""
    text = str(fields["text"])
    return TIDY if text == WORDS else text.replace("befor ", "before ").replace(", and", " and")


OFFERED = "A tidier wording of your own words:"
OFF = "The coach is off. Nothing is sent any more; `/cpd coach` turns it on."


@asynccontextmanager
async def _tidied(
    database_url: str, wording: Callable[[Fields], str] = tidy
) -> AsyncIterator[tuple[Harness, Member]]:
    """Ana, to whom a wording of her own words is offered."""
    async with (
        coach_server(question=question, wording=wording) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        await ana.click("Tidy my words")
        assert OFFERED in reads(ana.heard[-1])
        yield harness, ana


async def _kept(harness: Harness) -> list[tuple[object, ...]]:
    return await harness.query("SELECT status, evaluate FROM entry")


async def test_what_undo_takes_back_stands_offered_again(database_url: str) -> None:
    async with _tidied(database_url) as (harness, ana):
        await ana.click("Take")
        taken = ana.message("Taken: your words were changed")
        await ana.write("undo")
        assert await _kept(harness) == [("draft", WORDS)]
        [again] = [one for one in ana.heard if one.ts == taken.ts]
        assert OFFERED in reads(again)
        assert {"Take", "Leave"} <= {*buttons(again)}
        await ana.click("Take", again)
        assert await _kept(harness) == [("draft", TIDY)]


async def test_a_second_click_says_how_it_stands(sqlite_url: str) -> None:
    async with _tidied(sqlite_url) as (harness, ana):
        shown = ana.heard[-1]
        await ana.click("Take", shown)
        for button in ("Take", "Leave"):
            await ana.click(button, shown)
            assert ana.last_whisper.startswith("That is taken. Write “undo”")
        assert await _kept(harness) == [("draft", TIDY)]


async def test_a_wording_of_what_is_put_away_is_not_taken(sqlite_url: str) -> None:
    async with _tidied(sqlite_url) as (harness, ana):
        shown = ana.heard[-1]
        await ana.write("discard")
        await ana.click("Take", shown)
        assert ana.last_whisper.startswith("That entry is put away.")
        assert await _kept(harness) == [("discarded", WORDS)]


@pytest.mark.parametrize(
    "words",
    ["take it", "use that wording", "I'll take that one", "Take it please", "yes take it", "take"],
)
async def test_it_is_taken_by_word(words: str, sqlite_url: str) -> None:
    async with _tidied(sqlite_url) as (harness, ana):
        await ana.write(words)
        assert ana.last.startswith("Taken for *High voltage isolation course*. Write “undo”")
        assert await _kept(harness) == [("draft", TIDY)]


@pytest.mark.parametrize(
    "words",
    [
        "keep mine",
        "I'll keep mine",
        "keep my own words",
        "leave my words as they are",
        "don't take it",
    ],
)
async def test_it_is_left_by_word_and_nothing_is_saved(words: str, sqlite_url: str) -> None:
    async with _tidied(sqlite_url) as (harness, ana):
        await ana.write(words)
        assert ana.last == "Left: your own words stand in *High voltage isolation course*."
        assert await _kept(harness) == [("draft", WORDS)]
        assert not any(OFFERED in reads(one) for one in ana.heard)


@pytest.mark.parametrize("words", ["take it", "keep mine"])
async def test_without_a_wording_nothing_becomes_of_a_draft(words: str, sqlite_url: str) -> None:
    async with harness_at(sqlite_url) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        await ana.write(SENTENCE)
        await ana.write(words)
        assert ana.last.startswith("There is no wording to take or leave")
        assert await _kept(harness) == [("draft", None)]


async def test_turned_off_it_is_a_tap_away_by_word(sqlite_url: str) -> None:
    async with (
        coach_server(question=question) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write("coach off")
        assert ana.last == OFF
        await ana.write("turn it back on")
        assert "The coach is off." in ana.last
        assert ana.last.endswith("[Turn on]\n[What was sent last?]")
        assert await _kept(harness) == [("draft", None)]


async def test_where_it_is_not_said_what_is_to_be_off_both_are_named(sqlite_url: str) -> None:
    async with (
        coach_server(question=question) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await ana.write("turn it off")
        assert ana.last == (
            "I have stopped nudging you. The coach is on still: “coach off” turns it off.\n"
            "[Start again]"
        )
        await ana.write("coach off")
        await ana.write("turn it off")
        assert ana.last == "I have stopped nudging you.\n[Start again]"
        assert await harness.query("SELECT coach FROM member WHERE slack_id = 'U0ANA00000'") == [
            ("off",)
        ]


@pytest.mark.parametrize("before", ["stop the reminders", "pause", "be quiet for a week"])
async def test_it_alone_turns_no_coach_on(before: str, sqlite_url: str) -> None:
    async with (
        coach_server(question=question) as server,
        coached(sqlite_url, server, on=False) as (harness, ana),
    ):
        await ana.write(before)
        await ana.write("turn it back on")
        await ana.write(SENTENCE)
        assert await harness.query("SELECT DISTINCT coach FROM member") == [("never",)]
        assert server.requests == []


async def _another_is_offered(ana: Member) -> None:
    """The entry is saved, and then a wording is offered of a draft; both are still to be chosen."""
    await ana.write("save it")
    await ana.write("1h brake overhaul course at Hella on Thursday")
    await ana.write("i now check the slider befor fitting pads and it helps me on every brake job")
    await ana.click("Tidy my words")
    assert len([one for one in ana.heard if OFFERED in reads(one)]) == 2


async def test_said_twice_it_takes_no_other_entrys_wording(sqlite_url: str) -> None:
    async with _tidied(sqlite_url, tidy_each) as (harness, ana):
        await _another_is_offered(ana)
        await ana.write("take it")
        assert ana.last.startswith("Taken for *Brake overhaul course*.")
        await ana.write("take it")
        assert ana.last.startswith("That is taken.")
        assert (WORDS,) in await harness.query("SELECT evaluate FROM entry")


async def test_in_an_entrys_thread_its_own_wording_is_taken(sqlite_url: str) -> None:
    async with _tidied(sqlite_url, tidy_each) as (harness, ana):
        await _another_is_offered(ana)
        first = next(one for one in ana.heard if OFFERED in reads(one))
        await ana.write("take it", thread=first)
        assert (TIDY,) in await harness.query("SELECT evaluate FROM entry")
        assert len([one for one in ana.heard if OFFERED in reads(one)]) == 1


async def test_an_older_wording_is_taken_by_no_word(sqlite_url: str) -> None:
    async with _tidied(sqlite_url) as (harness, ana):
        harness.pass_by(timedelta(hours=2))
        await ana.write("take it")
        assert ana.last.startswith("There is no wording to take or leave")
        assert await _kept(harness) == [("draft", WORDS)]


async def test_of_two_takes_each_is_taken_back_by_itself(sqlite_url: str) -> None:
    async with _tidied(sqlite_url, tidy_each) as (harness, ana):
        await ana.click("Take")
        await ana.click("Tidy my words")
        await ana.click("Take")
        [(_, twice)] = await _kept(harness)
        assert twice not in (WORDS, TIDY)
        await ana.write("undo")
        assert await _kept(harness) == [("draft", TIDY)]
        assert len([one for one in ana.heard if OFFERED in reads(one)]) == 1
        await ana.write("undo")
        assert await _kept(harness) == [("draft", WORDS)]
        assert len([one for one in ana.heard if OFFERED in reads(one)]) == 1
        await ana.write("take it")
        assert await _kept(harness) == [("draft", TIDY)]


async def test_tidied_again_one_wording_stands(sqlite_url: str) -> None:
    async with _tidied(sqlite_url) as (_, ana):
        await ana.write("tidy my words")
        assert len([one for one in ana.heard if OFFERED in reads(one)]) == 1


@pytest.mark.parametrize(
    "words", ["remove the name pls", "delete mr patel", "anonymise it", "change"]
)
async def test_a_name_is_taken_out_by_hand_and_nothing_is_dropped(
    words: str, sqlite_url: str
) -> None:
    async with harness_at(sqlite_url) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        await ana.write(SENTENCE)
        account = "learnt to listen to mr patel first, it helps me on every handover I do"
        await ana.write(account)
        await ana.write(words)
        assert ana.last.startswith("Your words are yours to change: press Edit")
        assert await _kept(harness) == [("draft", account)]


async def test_what_was_sent_is_found_after_it_was_answered(sqlite_url: str) -> None:
    async with (
        coach_server(question=question, missing=missing) as server,
        coached(sqlite_url, server) as (_, ana),
    ):
        await ana.write("what did you send?")
        assert ana.last.endswith("[Turn off]")
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        await ana.write("what did you send?")
        assert ana.last.endswith("[What was sent last?]")
        await ana.click("What was sent last?")
        assert "isolation" in reads(ana.modal)
        await ana.command("coach")
        assert "[What was sent last?]" in reads(ana.whispers()[-1])


async def test_where_the_operator_takes_it_away_no_question_of_it_stands(
    database_url: str,
) -> None:
    async with (
        coach_server(question=question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        assert QUESTION in reads(ana.card)
        assert harness.contexts.coach is None
        await forget_coach(harness.contexts)
        await harness.quiet()
        assert PLAIN in reads(ana.card)
        assert QUESTION not in reads(ana.card)


async def test_what_is_offered_for_too_long_is_shown_no_more(database_url: str) -> None:
    async with _tidied(database_url) as (harness, ana):
        harness.pass_by(timedelta(days=SUGGESTIONS_KEPT, hours=1))
        await harness.runtime.tick_now()
        await harness.quiet()
        assert not any(OFFERED in reads(one) for one in ana.heard)
        assert any("no longer fits" in reads(one) for one in ana.heard)
        harness.pass_by(SELDOM)
        await harness.runtime.tick_now()
        assert await harness.query("SELECT count(*) FROM coach_suggestion") == [(0,)]


async def test_what_it_takes_a_message_for_goes_where_it_is_forbidden(sqlite_url: str) -> None:
    async with reading(sqlite_url, "answer") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        assert ana.last == LIKELY_ANSWER
        await harness.member(IDA).click("Forbid")
        assert "You decide." not in ana.last
