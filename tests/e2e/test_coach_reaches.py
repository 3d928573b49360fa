"""Where a process of the bot connects to: Slack, and the coach's server where three people want it.

A real process on SQLite: a database without a connection.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.services.context.rules_in_force import COACH
from sandbox import Message, Person
from sandbox.forms import placed
from tests.coach_server import CoachServer, Fields, coach_server
from tests.e2e.harness import EXPORTED, ProcessHarness, kinds, process_harness
from tests.e2e.reaches import Reaches
from tests.harness import ANSWER, SENTENCE, reads
from tests.unit.ui.reading import words_on_buttons

TIDY = "Tidy my words"
QUESTION = "What did you learn about isolation, and where will you use it in your job at Bosch?"


def _question(_fields: Fields) -> str:
    return QUESTION


def _settings(server: CoachServer) -> Mapping[str, str]:
    return {
        "CPDBOT_COACH_URL": server.url,
        "CPDBOT_COACH_MODEL": "tiny",
        "CPDBOT_COACH_API_KEY": "sk-secret",
        "CPDBOT_COACH_SECONDS": "30",
    }


@asynccontextmanager
async def _watched(
    sqlite_url: str, tmp_path: Path
) -> AsyncIterator[tuple[ProcessHarness, Reaches]]:
    async with process_harness(sqlite_url, mode="http") as harness:
        yield harness, Reaches(tmp_path)


def _choose(harness: ProcessHarness, person: Person, *, allowed: bool, on: bool) -> None:
    """What the administrator and the member have chosen."""
    with harness.open(person) as ctx:
        workspace = ctx.work.workspace.get()
        assert workspace is not None
        ctx.work.workspace.change(settings={**workspace.settings, COACH: allowed})
        ctx.change_member(coach="on" if on else "off")


async def _click(harness: ProcessHarness, person: Person, words: str) -> None:
    """The newest button that says so."""
    for message in reversed(harness.heard(person)):
        for one in placed(message.blocks):
            if one.type == "button" and one.element["text"]["text"] == words:
                outcome = await person.click(message, one.action_id, one.block_id)
                assert outcome.error is None
                await harness.quiet()
                return
    raise AssertionError(words)


def _buttons(messages: list[Message]) -> list[str]:
    return [words for one in messages for words in words_on_buttons(one.blocks)]


async def _converse(harness: ProcessHarness, person: Person) -> list[str]:
    """A sentence, its answer, Save, Home and an export; the words on all buttons on the way."""
    seen = []
    for words in (SENTENCE, ANSWER):
        await person.say(words)
        await harness.quiet()
        seen += _buttons(harness.heard(person))
    await _click(harness, person, "Save")
    await person.open_home()
    await person.command("/cpd", "export")
    await harness.quiet()
    assert kinds(harness.files(person)) == ["zip"]
    assert EXPORTED in [reads(one) for one in harness.said(person)]
    return [*seen, *_buttons(harness.heard(person))]


def _address(url: str) -> str:
    return urlsplit(url).netloc


@pytest.mark.parametrize(
    ("configured", "allowed", "on"),
    [
        pytest.param(False, True, True, id="by the operator"),
        pytest.param(True, False, True, id="by the administrator"),
        pytest.param(True, True, False, id="by the member"),
    ],
)
async def test_nothing_but_slack_is_reached_where_the_coach_is_off(
    sqlite_url: str, tmp_path: Path, configured: bool, allowed: bool, on: bool
) -> None:
    async with (
        coach_server(question=_question) as server,
        _watched(sqlite_url, tmp_path) as (harness, reaches),
    ):
        settings = {**reaches.settings, **(_settings(server) if configured else {})}
        [ana, *_] = harness.people
        async with harness.bot(settings, from_scratch=True):
            _choose(harness, ana, allowed=allowed, on=on)
            buttons = await _converse(harness, ana)
        assert reaches.addresses == {_address(harness.sandbox.api_url)}
        assert server.requests == []
        assert harness.sandbox.calls_of("users.list") == []
        assert "Save" in buttons
        assert TIDY not in " · ".join(buttons)


async def test_nothing_but_slack_and_the_coach_is_reached_where_it_is_on(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with (
        coach_server(question=_question) as server,
        _watched(sqlite_url, tmp_path) as (harness, reaches),
    ):
        [ana, *_] = harness.people
        async with harness.bot({**reaches.settings, **_settings(server)}, from_scratch=True):
            _choose(harness, ana, allowed=True, on=True)
            buttons = await _converse(harness, ana)
        assert reaches.addresses == {_address(harness.sandbox.api_url), _address(server.url)}
        assert harness.sandbox.calls_of("users.list")
        assert TIDY in " · ".join(buttons)
        assert server.requests
        assert {head["Authorization"] for head in server.heads} == {"Bearer sk-secret"}
        assert not any(b"sk-secret" in body for body in server.bodies)


async def test_the_coach_is_not_reached_while_slack_does_not_tell_who_is_here(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with (
        coach_server(question=_question) as server,
        _watched(sqlite_url, tmp_path) as (harness, reaches),
    ):
        harness.sandbox.faults.error("users.list", "internal_error", times=None)
        [ana, *_] = harness.people
        async with harness.bot({**reaches.settings, **_settings(server)}, from_scratch=True):
            _choose(harness, ana, allowed=True, on=True)
            await _converse(harness, ana)
        assert reaches.addresses == {_address(harness.sandbox.api_url)}
        assert server.requests == []
