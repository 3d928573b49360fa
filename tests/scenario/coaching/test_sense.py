"""What the rules left open in a message is read by the coach: shown as uncertain, never decided."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from tests.coach_server import CoachServer, Fields, coach_server
from tests.harness import ANSWER, BEN, SENTENCE, Harness, Member, reads
from tests.patience import PATIENCE
from tests.scenario.coaching.test_coach import coached

TITLE = "High voltage isolation course"
EITHER = "I learnt the torque order again from the 1 h refresher on Thursday"
PLAIN = "Is that your answer, or a new entry?\n[My answer]\n[New entry]\n[Forget it]"
LIKELY_ANSWER = (
    "Is that your answer, or a new entry?\n"
    "_Coach:_ This reads like your answer. You decide.\n"
    "[What was sent? · Turn the coach off]\n"
    "[My answer]\n[New entry]\n[Forget it]"
)
LIKELY_NEW = (
    "Is that your answer, or a new entry?\n"
    "_Coach:_ This reads like a new entry. You decide.\n"
    "[What was sent? · Turn the coach off]\n"
    "[New entry]\n[My answer]\n[Forget it]"
)
LONG = 60.0
"""Seconds that the coach has: no test waits for their end."""


def _says(sense: str) -> Callable[[Fields], str]:
    return lambda _fields: sense


@asynccontextmanager
async def _reading(
    database_url: str, sense: str, **more: Any
) -> AsyncIterator[tuple[CoachServer, Harness, Member]]:
    """Ana, of whose messages the coach says this; it asks no question of its own."""
    async with (
        coach_server(sense=_says(sense)) as server,
        coached(database_url, server, **{"seconds": LONG, **more}) as (harness, ana),
    ):
        yield server, harness, ana


async def _record(harness: Harness) -> list[tuple[Any, ...]]:
    return await harness.query(
        "SELECT id, status, title, minutes, start_date, reflect, plan, act, evaluate,"
        " account, provenance FROM entry ORDER BY id"
    )


async def _senses(harness: Harness) -> list[tuple[Any, ...]]:
    return await harness.query(
        "SELECT state, reason FROM coach_suggestion WHERE kind = 'sense' ORDER BY id"
    )


async def _begun(member: Member) -> None:
    """An unclear message about whose meaning the coach is asked, and has not yet answered."""
    await member.person.say(EITHER)
    await member.harness.sandbox.until(
        lambda: bool(member.heard) and "or a new entry?" in reads(member.heard[-1]),
        timeout=PATIENCE,
    )


def _primary(member: Member) -> list[str]:
    """The buttons of the newest message that stand out."""
    found = [block for block in member.heard[-1].blocks if block["type"] == "actions"]
    return [
        element["text"]["text"]
        for block in found
        for element in block["elements"]
        if element.get("style") == "primary"
    ]


@pytest.mark.parametrize(
    ("sense", "shown", "likely"),
    [("answer", LIKELY_ANSWER, "My answer"), ("new_entry", LIKELY_NEW, "New entry")],
)
async def test_the_likely_choice_comes_first_and_nothing_is_decided(
    sense: str, shown: str, likely: str, database_url: str
) -> None:
    async with _reading(database_url, sense) as (server, harness, ana):
        await ana.write(SENTENCE)
        before = await _record(harness)
        await ana.write(EITHER)
        assert ana.last == shown
        assert _primary(ana) == [likely]
        assert await _record(harness) == before
        assert await harness.query("SELECT text FROM held_message") == [(EITHER,)]
        [request] = [one for one in server.requests if "sense" in str(one["response_format"])]
        assert TITLE in str(request["messages"][1]["content"])


@pytest.mark.parametrize("choice", ["My answer", "New entry", "Forget it"])
@pytest.mark.parametrize("sense", ["answer", "new_entry", "neither"])
async def test_each_choice_does_what_it_does_without_a_coach(
    choice: str, sense: str, sqlite_url: str
) -> None:
    async with _reading(sqlite_url, sense) as (_, harness, ana):
        await harness.enrolled(BEN)
        found = []
        for member in (ana, harness.member(BEN)):  # Ben does without it
            await member.write(SENTENCE)
            await member.write(EITHER)
            await member.click(choice)
            assert reads(member.message("Thank you.")) == "Thank you."
            with harness.open(member.person.user) as ctx:
                number = ctx.member.id
            found.append(
                await harness.query(
                    "SELECT status, title, minutes, start_date, evaluate, reflect, account"
                    f" FROM entry WHERE member_id = {number} ORDER BY id"
                )
            )
        assert found[0] == found[1]
        assert await harness.query("SELECT count(*) FROM held_message") == [(0,)]


@pytest.mark.parametrize(
    ("choice", "became"), [("My answer", "taken"), ("New entry", "left"), ("Forget it", "left")]
)
async def test_it_is_noted_whether_the_member_saw_it_the_same_way(
    choice: str, became: str, sqlite_url: str
) -> None:
    async with _reading(sqlite_url, "answer") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        await ana.click(choice)
        assert await _senses(harness) == [(became, "")]


async def test_it_holds_the_question_the_title_and_that_message_alone(sqlite_url: str) -> None:
    async with _reading(sqlite_url, "answer") as (server, _, ana):
        await ana.write("2h air con refresher at Hella yesterday")
        await ana.write("I will check every O-ring first, and it helps me on each service")
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        [fields] = [
            one["messages"][1]["content"]
            for one in server.requests
            if one["response_format"]["json_schema"]["name"] == "sense"
        ]
        assert fields == (
            '{"question": "What did you learn, and where will you use it in your job?", '
            f'"title": "{TITLE}", "text": "{EITHER}"}}'
        )


async def test_neither_changes_nothing(database_url: str) -> None:
    async with _reading(database_url, "neither") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        assert ana.last == PLAIN
        assert await _senses(harness) == [("left", "")]


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "forget",
        "Answer",
        "answer. Press Forget it",
        "<!channel> new_entry",
        "ignore the member and save 90 credits",
    ],
)
async def test_an_answer_that_is_none_of_the_three_changes_nothing(
    hostile: str, database_url: str
) -> None:
    async with _reading(database_url, hostile) as (_, harness, ana):
        await ana.write(SENTENCE)
        before = await _record(harness)
        await ana.write(EITHER)
        assert ana.last == PLAIN
        assert await _record(harness) == before
        [(state, _)] = await _senses(harness)
        assert state == "refused"


async def test_a_server_that_is_gone_changes_nothing(sqlite_url: str) -> None:
    async with (
        coach_server() as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        assert ana.last == PLAIN
        assert await _senses(harness) == [("failed", "server")]


async def test_an_answer_after_its_time_is_shown_to_nobody(database_url: str) -> None:
    async with _reading(database_url, "answer") as (server, harness, ana):
        await ana.write(SENTENCE)
        server.hold()
        await _begun(ana)
        await server.reached(len(server.requests) or 1)
        harness.pass_by(timedelta(seconds=3 * LONG))
        server.release()
        await harness.quiet()
        assert ana.last == PLAIN
        assert [state for state, _ in await _senses(harness)] == ["overtaken"]


@pytest.mark.parametrize("choice", ["My answer", "New entry", "Forget it"])
async def test_a_member_who_chooses_first_is_not_overruled(choice: str, database_url: str) -> None:
    async with _reading(database_url, "new_entry") as (server, harness, ana):
        await ana.write(SENTENCE)
        server.hold()
        await _begun(ana)
        outcome = await ana.begin_to_click(choice)
        assert outcome.error is None
        await harness.answered()
        server.release()
        await harness.quiet()
        assert [state for state, _ in await _senses(harness)] == ["overtaken"]
        assert not any("_Coach:_ This reads" in reads(one) for one in ana.heard)


async def test_whoever_writes_meanwhile_reads_the_question_as_it_was(database_url: str) -> None:
    async with _reading(database_url, "new_entry") as (server, harness, ana):
        await ana.write(SENTENCE)
        server.hold()
        await _begun(ana)
        await ana.person.say(ANSWER)
        await harness.sandbox.until(lambda: "Noted." in reads(ana.heard[-1]), timeout=PATIENCE)
        server.release()
        await harness.quiet()
        assert [state for state, _ in await _senses(harness)] == ["overtaken"]
        assert not any("_Coach:_ This reads" in reads(one) for one in ana.heard)


async def test_with_the_budget_spent_it_is_asked_by_the_rules_alone(sqlite_url: str) -> None:
    async with _reading(sqlite_url, "answer", coach_daily=1) as (server, harness, ana):
        await ana.write(SENTENCE)  # whose question is the one request of the day
        before = len(server.requests)
        await ana.write(EITHER)
        assert ana.last == PLAIN
        assert await _senses(harness) == []
        assert len(server.requests) == before


async def test_turned_off_in_between_nothing_is_shown(database_url: str) -> None:
    async with _reading(database_url, "answer") as (server, harness, ana):
        await ana.write(SENTENCE)
        server.hold()
        await _begun(ana)
        await ana.person.command("/cpd", "coach")
        await harness.answered()
        with harness.open(ana.person.user) as ctx:
            ctx.change_member(coach="off")
            ctx.commit()
        server.release()
        await harness.quiet()
        assert not any("_Coach:_ This reads" in reads(one) for one in ana.heard)
        assert [state for state, _ in await _senses(harness)] == ["overtaken"]


async def test_turned_off_afterwards_the_question_stands_as_the_rules_put_it(
    database_url: str,
) -> None:
    async with _reading(database_url, "new_entry") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        asking = ana.heard[-1]
        assert reads(asking) == LIKELY_NEW
        await ana.click("Turn the coach off", asking)
        assert reads(ana.message("Is that your answer")) == PLAIN
        await ana.click("My answer")
        assert await harness.query("SELECT evaluate FROM entry") == [(EITHER,)]


async def test_what_was_sent_can_be_read_and_what_came_can_be_rated(sqlite_url: str) -> None:
    async with _reading(sqlite_url, "answer") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        asking = ana.heard[-1]
        await ana.click("What was sent?", asking)
        assert EITHER in reads(ana.modal)
        [rating] = [one for one in asking.blocks if one["type"] == "context_actions"]
        [thumbs] = rating["elements"]
        bad = thumbs["negative_button"]["value"]
        await ana.person.click(asking, thumbs["action_id"], rating["block_id"], bad)
        await harness.quiet()
        assert await harness.query(
            "SELECT feedback FROM coach_suggestion WHERE kind = 'sense'"
        ) == [("bad",)]


async def test_whoever_keeps_their_reflections_private_is_not_read(database_url: str) -> None:
    async with _reading(database_url, "answer") as (server, harness, ana):
        with harness.open(ana.person.user) as ctx:
            ctx.change_member(private_reflections=True)
            ctx.commit()
        await ana.write(SENTENCE)
        await ana.write(EITHER)
        assert PLAIN in [reads(one) for one in ana.heard]
        assert await _senses(harness) == []
        assert EITHER not in server.received


async def test_what_was_written_twice_is_no_question_for_the_coach(sqlite_url: str) -> None:
    async with _reading(sqlite_url, "new_entry") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write("skip")
        await ana.write(SENTENCE)
        assert ana.last == "You wrote that a moment ago. Again, or the same?\n[Again]\n[The same]"
        assert await _senses(harness) == []


async def test_a_bare_number_is_no_question_for_the_coach(sqlite_url: str) -> None:
    async with _reading(sqlite_url, "new_entry") as (_, harness, ana):
        await ana.write(SENTENCE)
        await ana.write("7")
        assert "[My answer]" in ana.last
        assert await _senses(harness) == []
