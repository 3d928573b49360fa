"""A process is killed (SIGKILL) at each step of slow work, and another goes on with it.

Whatever the moment: an export brings its archive once, an erasure leaves nothing behind, and
how it ended is told once.
"""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Sequence

import pytest
from sqlalchemy import text

from bot.services.data_rights.erasure import PAGE
from sandbox import Person
from sandbox.faults import Hold
from tests.archives import files_of
from tests.e2e.harness import EXPORTED, ProcessHarness, first_lines, kinds, process_harness
from tests.e2e.killing import child, killed_in_turn, with_words
from tests.harness import SENTENCE
from tests.patience import PATIENCE
from tests.processes import Process

CARD = "*High voltage isolation course*"
DOCUMENT = "Your document is here, in this conversation."
ERASED = "Your record is erased, and it cannot be brought back."
ENTRIES = 12 * PAGE
"""The first page goes with what was typed, the others are the job's."""

PLACE, SHARE = "files.getUploadURLExternal", "files.completeUploadExternal"


@pytest.fixture
async def harness(database_url: str) -> AsyncIterator[ProcessHarness]:
    """Six people and a database; nothing runs yet."""
    async with process_harness(database_url, mode="http") as one:
        yield one


@pytest.mark.parametrize(
    ("method", "about"),
    [
        pytest.param(PLACE, {"filename": ".zip"}, id="nothing uploaded"),
        pytest.param(SHARE, {"files": ".zip"}, id="uploaded"),
        pytest.param("chat.update", {"text": "Your export is here"}, id="ended"),
    ],
)
async def test_an_export_goes_on_where_it_was_killed(
    harness: ProcessHarness, method: str, about: dict[str, str]
) -> None:
    """Of two people's, one is killed before Slack has done what was asked, one after it."""
    for one in await _asked_and_killed(harness, method, about, "export"):
        _has_their_export(harness, one)
        assert first_lines(harness.said(one)) == [CARD, EXPORTED]
    harness.check()


@pytest.mark.parametrize(
    ("method", "about"),
    [
        pytest.param(PLACE, {"filename": ".pdf"}, id="nothing uploaded"),
        pytest.param(SHARE, {"files": ".pdf"}, id="uploaded"),
        pytest.param("chat.update", {"text": "Your document is here"}, id="shared"),
    ],
)
async def test_a_document_goes_on_where_it_was_killed(
    harness: ProcessHarness, method: str, about: dict[str, str]
) -> None:
    """As with an export: of two people's, one is killed before Slack has done it, one after."""
    for one in await _asked_and_killed(harness, method, about, "document pdf all"):
        assert kinds(harness.files(one)) == ["pdf"]
        assert first_lines(harness.said(one)) == [CARD, DOCUMENT]
    harness.check()


async def test_a_document_killed_while_it_is_rendered_comes_all_the_same(
    harness: ProcessHarness,
) -> None:
    """The process that renders it goes with the bot's, and leaves no document behind."""
    [one, *_] = harness.people
    steps = [child("documents/child")]
    await killed_in_turn(harness, steps, lambda: one.command("/cpd", "document pdf all"))
    assert kinds(harness.files(one)) == ["pdf"]
    assert first_lines(harness.said(one)) == [DOCUMENT]
    harness.check()


@pytest.mark.parametrize("opened", [False, True])
async def test_an_export_killed_before_the_conversation_is_known_comes_all_the_same(
    harness: ProcessHarness, opened: bool
) -> None:
    """Both the job and what announces it ask for the conversation."""
    [one, *_] = harness.people
    async with harness.bot() as process:
        call = harness.sandbox.faults.hold("conversations.open", after=opened, times=2)
        await one.command("/cpd", "export")
        await call.reached(2)
        await process.kill()
    await _given_up(harness, [call])
    assert harness.heard(one) == []
    async with harness.bot():
        await harness.quiet()
    assert kinds(harness.files(one)) == ["zip"]
    assert first_lines(harness.said(one)) == [EXPORTED]
    harness.check()


async def test_an_export_that_slack_refused_is_told_of_once_though_killed_while_telling(
    harness: ProcessHarness,
) -> None:
    sandbox = harness.sandbox
    two = harness.people[:2]
    sandbox.faults.error(SHARE, "file_upload_size_restricted", times=None)
    failed = {"text": "I could not bring you your export"}
    async with harness.bot() as process:
        calls = [
            sandbox.faults.hold("chat.postMessage", after=done, matching=with_words(failed))
            for done in (False, True)
        ]
        for one in two:
            await one.command("/cpd", "export")
        await _reached(calls)
        await process.kill()
    await _given_up(harness, calls)
    async with harness.bot():
        await harness.quiet(aside=2)
    for one in two:
        assert harness.files(one) == []
        told, why = first_lines(harness.said(one))
        assert told == "Your export did not work out."
        assert why.startswith("I could not bring you your export, and I am sorry.")
    harness.check((SHARE, "file_upload_size_restricted"))


async def test_an_erasure_goes_on_where_it_was_killed(harness: ProcessHarness) -> None:
    """Of two people's, one is killed before Slack has deleted a file, one after it."""
    sandbox = harness.sandbox
    two = harness.people[:2]
    async with harness.bot() as process:
        await _have_exported(harness, two)
        files = [harness.files(one) for one in two]
        calls = [
            sandbox.faults.hold(
                "files.delete", after=done, matching=with_words({"file": mine[0].id})
            )
            for done, mine in zip((False, True), files, strict=True)
        ]
        for one in two:
            await _erase(harness, one)
        await _reached(calls)
        await process.kill()
    await _given_up(harness, calls)
    async with harness.bot():
        await harness.quiet()
    await _nothing_is_left(harness, two)
    assert sandbox.workspace.deleted_files == {file.id for mine in files for file in mine}
    harness.check(("files.delete", "file_deleted"))


async def test_what_showed_an_erased_record_says_so_though_killed_while_changing_it(
    harness: ProcessHarness,
) -> None:
    sandbox = harness.sandbox
    two = harness.people[:2]
    async with harness.bot() as process:
        await _have_exported(harness, two)
        calls = [
            sandbox.faults.hold("chat.update", after=done, matching=with_words({"text": "Erased."}))
            for done in (False, True)
        ]
        for one in two:
            await _erase(harness, one)
        await _reached(calls)
        await process.kill()
    await _given_up(harness, calls)
    async with harness.bot():
        await harness.quiet()
    await _nothing_is_left(harness, two)
    harness.check(("files.delete", "file_deleted"))


async def test_a_long_record_is_erased_to_its_end_though_killed_between_pages(
    harness: ProcessHarness,
) -> None:
    [one, *_] = harness.people
    harness.has_drafts(one, ENTRIES)
    async with harness.bot() as process:
        await one.command("/cpd", "erase")
        await harness.sandbox.until(lambda: one.modal)
        killing = asyncio.create_task(asyncio.to_thread(_kill_half_way, harness, process))
        await one.submit({"confirmation": "erase my record"})
        await killing
        await process.ended()
    await harness.leases_run_out()
    left = await harness.drafts()
    assert 0 < left[one.user.name] < ENTRIES - PAGE
    async with harness.bot():
        await harness.quiet()
    await _nothing_is_left(harness, [one])
    assert first_lines(harness.said(one)) == [ERASED]
    harness.check()


async def _asked_and_killed(
    harness: ProcessHarness, method: str, about: dict[str, str], asked: str
) -> Sequence[Person]:
    """Two people, who asked for something; of their calls one was done by Slack when the process
    was killed, and one was not. Another process has gone on since.
    """
    two = harness.people[:2]
    async with harness.bot() as process:
        for one in two:
            await one.say(SENTENCE)
        await harness.quiet()
        calls = [
            harness.sandbox.faults.hold(method, after=done, matching=with_words(about))
            for done in (False, True)
        ]
        for one in two:
            await one.command("/cpd", asked)
        await _reached(calls)
        await process.kill()
    await _given_up(harness, calls)
    async with harness.bot():
        await harness.quiet()
    return two


async def _reached(calls: list[Hold]) -> None:
    for call in calls:
        await call.reached()


async def _given_up(harness: ProcessHarness, calls: list[Hold]) -> None:
    for call in calls:
        call.drop()
    await harness.leases_run_out()


def _has_their_export(harness: ProcessHarness, person: Person) -> None:
    files = harness.files(person)
    assert kinds(files) == ["zip"]
    [content] = [harness.sandbox.workspace.file_contents[file.id] for file in files]
    whole = json.loads(files_of(content)["record.json"])
    assert whole["member"]["slack_id"] == person.user_id
    assert [entry["title"] for entry in whole["entries"]] == ["High voltage isolation course"]


async def _have_exported(harness: ProcessHarness, people: list[Person]) -> None:
    for one in people:
        await one.say(SENTENCE)
    await harness.quiet()
    for one in people:
        await one.command("/cpd", "export")
    await harness.quiet()
    for one in people:
        _has_their_export(harness, one)


async def _erase(harness: ProcessHarness, person: Person) -> None:
    await person.command("/cpd", "erase")
    await harness.sandbox.until(lambda: person.modal)
    await person.submit({"confirmation": "erase my record"})


def _kill_half_way(harness: ProcessHarness, process: Process) -> None:
    """As soon as a page of an erasure was erased after the one that went at once."""
    left, given_up = ENTRIES, time.monotonic() + PATIENCE
    while left >= ENTRIES - PAGE:
        assert time.monotonic() < given_up, f"{left} entries are left, and the erasure stands still"
        with harness.database.snapshot() as session:
            left = session.connection().execute(text("SELECT count(*) FROM entry")).scalar_one()
    process.terminate(signal.SIGKILL)


async def _nothing_is_left(harness: ProcessHarness, people: list[Person]) -> None:
    assert await harness.drafts() == {}
    assert await harness.count("entry_revision", "content IS NOT NULL AND kind <> 'erased'") == 0
    for one in people:
        assert harness.files(one) == []
        assert first_lines(harness.said(one)).count(ERASED) == 1
        assert not any(CARD in line for line in first_lines(harness.heard(one)))
