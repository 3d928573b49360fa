"""A unit test that reaches outside its process is stopped."""

import asyncio
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.isolation import ROOT, IsolationError


def _socket(reach: Callable[[socket.socket], object]) -> None:
    with socket.socket() as one:
        reach(one)


@pytest.mark.parametrize(
    "reach",
    [
        lambda: _socket(lambda one: one.connect(("127.0.0.1", 9))),
        lambda: _socket(lambda one: one.bind(("127.0.0.1", 0))),
        lambda: socket.getaddrinfo("localhost", 80),
        lambda: sqlite3.connect(":memory:"),
        lambda: subprocess.Popen([sys.executable, "-c", ""]),
        lambda: (ROOT / "left-behind").write_text("x"),
        lambda: os.open(ROOT / "left-behind", os.O_CREAT | os.O_WRONLY),
        (ROOT / "left-behind").mkdir,
        lambda: (ROOT / "README.md").rename(ROOT / "README"),
        (ROOT / "nothing").unlink,
        Path("/etc/hostname").read_text,
    ],
    ids=[
        "connecting",
        "listening",
        "looking up a name",
        "opening a database",
        "starting a process",
        "writing a file",
        "making a file",
        "making a folder",
        "renaming a file",
        "removing a file",
        "reading what is not the project's",
    ],
)
def test_reaching_outside_the_process_is_refused(reach: Callable[[], object]) -> None:
    with pytest.raises(IsolationError):
        reach()


def test_no_handler_of_errors_hides_it() -> None:
    with pytest.raises(IsolationError), suppress(Exception):
        sqlite3.connect(":memory:")


def test_a_thread_that_the_test_starts_is_held_to_it() -> None:
    found: list[BaseException] = []

    def reach() -> None:
        try:
            sqlite3.connect(":memory:")
        except IsolationError as error:
            found.append(error)

    thread = threading.Thread(target=reach)
    thread.start()
    thread.join()
    assert len(found) == 1


async def test_an_event_loop_runs_and_the_project_is_read_all_the_same() -> None:
    await asyncio.sleep(0)
    assert (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_failing_example_is_kept_and_tells_itself() -> None:
    """Hypothesis writes it to a folder of the system's first."""
    kept = DirectoryBasedExampleDatabase(ROOT / ".hypothesis" / "examples")
    kept.save(b"of this test", b"an example")
    assert set(kept.fetch(b"of this test")) == {b"an example"}
    kept.delete(b"of this test", b"an example")
