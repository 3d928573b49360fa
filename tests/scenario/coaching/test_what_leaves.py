"""What no request to the coach holds in any byte, wherever a member writes it; and that it is put
back as they wrote it.
"""

import json
import re
from collections.abc import Mapping

import pytest
from sqlalchemy import inspect

from bot.delivery.people_directory import METHOD, PAUSE
from sandbox import User
from tests.coach_server import CoachServer, Fields, coach_server
from tests.harness import ANSWER, SENTENCE, Harness, Member, reads
from tests.scenario.coaching.test_coach import PLAIN, QUESTION, coached

BEN = User("U0BEN00000", "Ben Okafor", "Ben Okafor")
NOBBY = User("U0NOB00000", "nobby", "Zdzislaw Müller-Brzek")
GONE = User("U0GONE0000", "Will W", "William Quorn", deleted=True)

STRANGERS = (
    "Zdzislaw", "zdzislaw's", "NOBBY", "mueller", "Müller", "muller-brzek", "brzek.zdzislaw",
    "Brzek, Zdzislaw", "will w", "Will", "quorn", "williamquorn",
)  # fmt: skip
"""How people are written who never met the bot."""
_THEIR_PARTS = frozenset(["zdzislaw", "nobby", "müller", "mueller", "muller", "brzek", "quorn"])

SECRETS: Mapping[str, str] = {
    "full name": "Ben Okafor",
    "first name": "Ben",
    "last name": "Okafor",
    "lower case": "ben okafor",
    "last name in lower case": "okafor",
    "possessive": "Okafor's",
    "mention": "<@U0BEN00000>",
    "id": "U0BEN00000",
    "address": "ben.okafor@workshop.example",
    "phone in one": "01614960000",
    "phone in groups": "0161 496 0000",
    "phone with brackets": "(0161) 496 0000",
    "phone from abroad": "+44 161 496 0000",
    "mobile phone": "07700-900-123",
    "plate": "AB12 CDE",
    "plate in one": "AB12CDE",
    "VIN": "WVWZZZ1JZ3W386752",
}
MARKED = frozenset({SECRETS["mention"], SECRETS["address"]})
"""What Slack marks up: no suggestion holds any markup, so none that puts it back is made."""

_WORD = re.compile(r"[a-z0-9]+")
_DIGITS = ("1614960000", "7700900123")
_PARTS = frozenset({"ben", "okafor", "u0ben00000", "ab12", "ab12cde", "wvwzzz1jz3w386752"})


def _question(_fields: Fields) -> str:
    return "What did you learn about isolation, and where will you use it in your job at Bosch?"


def _tidy(fields: Fields) -> str:
    """The member's text, with a full stop."""
    return f"{fields['text']}."


def _holds_none(server: CoachServer) -> None:
    assert server.requests
    for body in server.bodies:
        text = body.decode().lower()
        assert not _PARTS & set(_WORD.findall(text)), text
        assert "sk-secret" not in text
        joined = re.sub(r"[^0-9a-z]", "", text)
        assert not [one for one in _DIGITS if one in joined], text


async def _knows_ben(harness: Harness) -> None:
    await harness.enrolled(BEN)


def _answer(secret: str) -> str:
    return f"{secret} showed me how to prove dead before touching the pack on every battery swap"


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
async def test_who_somebody_is_does_not_leave_and_is_put_back(secret: str, sqlite_url: str) -> None:
    """In the sentence and its title first, then in the answer and what is tidied of it."""
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await _knows_ben(harness)
        await ana.write(f"2h high voltage isolation course with {secret} at Bosch yesterday")
        await ana.write(_answer(secret))
        await _is_tidied(harness, ana)
        kinds = {one["response_format"]["json_schema"]["name"] for one in server.requests}
        assert kinds == {"question", "wording"}
        _holds_none(server)
        [(before,)] = await harness.query("SELECT evaluate FROM entry")
        state = await _state_of_wording(harness)
        if secret in MARKED:
            assert state == ("refused", "markup")
            return
        assert state == ("offered", "")
        await ana.click("Take")
        assert before == _answer(secret)
        assert await harness.query("SELECT evaluate FROM entry") == [(f"{before}.",)]


async def _is_tidied(harness: Harness, member: Member) -> None:
    if "[Keep]" in member.last:  # it was pointed out to them that they name somebody
        await member.click("Keep")
    await member.click("Tidy my words")


async def _state_of_wording(harness: Harness) -> tuple[str, str]:
    query = "SELECT state, reason FROM coach_suggestion WHERE kind = 'wording'"
    [(state, reason)] = await harness.query(query)
    return state, reason


@pytest.mark.parametrize("name", STRANGERS)
async def test_people_who_never_met_the_bot_do_not_leave(name: str, sqlite_url: str) -> None:
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        harness.sandbox.workspace.users |= {one.id: one for one in (NOBBY, GONE)}
        await ana.write(f"2h high voltage isolation course with {name} at Bosch yesterday")
        await ana.write(f"I saw how {name} proves dead before touching the pack on every swap")
        await _is_tidied(harness, ana)
        assert len(server.requests) == 2
        for body in server.bodies:
            fields = json.loads(json.loads(body)["messages"][1]["content"])
            assert name not in str(fields)
            words = set(re.findall(r"\w+", str(fields).casefold()))
            assert not words & _THEIR_PARTS
        assert await _state_of_wording(harness) == ("offered", "")
        query = "SELECT words FROM coach_suggestion WHERE kind = 'wording'"
        [(tidied,)] = await harness.query(query)
        assert name in tidied


async def _states(harness: Harness) -> list[tuple[str, str]]:
    query = "SELECT state, reason FROM coach_suggestion ORDER BY id"
    return [(state, reason) for state, reason in await harness.query(query)]


async def test_nothing_leaves_while_slack_does_not_tell_who_is_here(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        harness.expect_refusal("missing_scope")
        harness.sandbox.scopes.take_away("users:read")
        await ana.write(SENTENCE)
        assert PLAIN in reads(ana.card)
        await ana.write(ANSWER)
        await ana.write("1h air con refresher at Hella yesterday")
        assert server.requests == []
        assert await _states(harness) == [("failed", "people"), ("failed", "people")]
        assert len(harness.sandbox.calls_of(METHOD)) == 1
        harness.sandbox.scopes.give_back("users:read")
        harness.pass_by(PAUSE)
        await ana.write("2h welding course at Bosch yesterday")
        assert len(server.requests) == 1
        assert len(await _states(harness)) == 3


async def test_what_the_people_are_called_is_neither_stored_nor_logged(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        harness.sandbox.workspace.users |= {NOBBY.id: NOBBY}
        await ana.write(SENTENCE)
        assert QUESTION in reads(ana.card)
        assert "zdzislaw" not in harness.log.casefold()
        with harness.contexts.database.snapshot() as session:
            tables = inspect(session.connection()).get_table_names()
        for table in tables:
            assert "zdzislaw" not in str(await harness.query(f'SELECT * FROM "{table}"')).casefold()
