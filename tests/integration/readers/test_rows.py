"""Rows of tables are read by a child as they are read here; one that behaves badly is ended."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import given, settings

from bot.conversation.tables.meaning import Frame, Meanings, PageMeant
from bot.readers.limits import MIB, Limits, unlimited
from bot.readers.reading import ReaderError, child_command
from bot.readers.rows import ChildReaders
from tests.old_logs import FRAME, LEARNT, frames, pages
from tests.properties import examples

ROWS: list[tuple[int, list[Any]]] = [(2, ["20/11/2026", "Isolation", "2", LEARNT, "Good"])]
ANSWER = json.dumps(Meanings(FRAME).of(ROWS).plain())

needs_proc = pytest.mark.skipif("memory" in unlimited(), reason="nobody can look from outside")


async def _read(
    readers: ChildReaders, *asked: tuple[Frame, list[tuple[int, list[Any]]]]
) -> list[PageMeant]:
    async with readers.reading() as reader:
        return [await reader.read(frame, rows) for frame, rows in asked]


def _failing(script: str, limits: Limits | None = None) -> str:
    """Why rows are not read by what runs a script."""
    readers = ChildReaders(limits or Limits(), command=[sys.executable, "-c", script])
    with pytest.raises(ReaderError) as failed:
        asyncio.run(_read(readers, (FRAME, ROWS)))
    return str(failed.value)


async def _both(asked: list[tuple[Frame, list[tuple[int, list[Any]]]]]) -> None:
    there = await _read(ChildReaders(), *asked)
    assert there == [Meanings(frame).of(rows) for frame, rows in asked]


def test_rows_are_read_by_a_child_as_they_are_read_here() -> None:
    """One child is asked about all that is generated: what they are read by changes meanwhile."""
    asked: list[tuple[Frame, list[tuple[int, list[Any]]]]] = []

    @given(frames, pages)
    @settings(max_examples=examples(400))
    def generate(frame: Frame, rows: list[tuple[int, list[Any]]]) -> None:
        asked.append((frame, rows))

    generate()
    assert len(asked) > examples(200)
    asyncio.run(_both([*asked, *reversed(asked)]))


def test_a_page_longer_than_any_pipe_is_read() -> None:
    rows = [(number, ["20/11/2026", f"Course {number}", "2", LEARNT * 40, ""])
            for number in range(2, 102)]  # fmt: skip
    asyncio.run(_both([(FRAME, rows)]))


def test_one_that_hangs_is_ended() -> None:
    assert "time" in _failing("import time; time.sleep(600)", Limits(seconds=1.5))


def test_one_that_leaves_is_told() -> None:
    assert "ended" in _failing("input()")


def test_one_that_leaves_amid_its_answer_is_told() -> None:
    assert "ended" in _failing(f"input(); print({ANSWER[:60]!r}, end='')")


def test_one_that_prints_endlessly_is_ended() -> None:
    script = "import sys\nwhile True: sys.stdout.write('x' * 10_000)"
    assert "output" in _failing(script, Limits(output=MIB))


@needs_proc
def test_one_that_takes_memory_is_ended() -> None:
    script = "import time; held = b'x' * (300 << 20); time.sleep(600)"
    assert "memory" in _failing(script, Limits(memory=100 * MIB))


@pytest.mark.parametrize(
    "said", ["'no'", "'{}'", "'[]'", '\'{"rows": [1], "spare": []}\'', "'[' * 100_000"]
)
def test_one_that_says_something_else_is_not_believed(said: str) -> None:
    script = f"import time; print({said}, flush=True); time.sleep(60)"
    assert "something else" in _failing(script)


def test_one_that_speaks_of_other_rows_is_not_believed() -> None:
    said = ANSWER.replace('"number": 2', '"number": 3')
    assert "others" in _failing(f"print({said!r}, flush=True); import time; time.sleep(60)")


def test_nothing_that_is_told_of_a_failure_is_of_the_file() -> None:
    said = ANSWER.replace('"taken"', '"Isolation"')
    told = _failing(f"print({said!r}, flush=True); import time; time.sleep(60)")
    assert "Isolation" not in told
    assert "learnt" not in told


def test_nothing_of_our_environment_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    script = (
        "import os, sys\n"
        "sys.exit() if 'xoxb' in str(os.environ) else None\n"
        f"print({ANSWER!r}, flush=True); input()"
    )
    readers = ChildReaders(command=[sys.executable, "-c", script])
    assert asyncio.run(_read(readers, (FRAME, ROWS))) == [Meanings(FRAME).of(ROWS)]


def test_it_ends_when_it_is_asked_no_more(tmp_path: Path) -> None:
    script = f"import os; open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n" + (
        f"print({ANSWER!r}, flush=True); import time; time.sleep(600)"
    )
    asyncio.run(_read(ChildReaders(command=[sys.executable, "-c", script]), (FRAME, ROWS)))
    assert not psutil.pid_exists(int((tmp_path / "pid").read_text()))


def test_it_ends_by_itself_when_whoever_asks_has_died() -> None:
    """All that is left then is the end of its input."""
    first = json.dumps({"limits": {}}).encode()
    asked = json.dumps({"frame": FRAME.plain(), "rows": ROWS}).encode()
    found = subprocess.run(
        [*child_command(), "rows"],
        input=first + b"\n" + asked + b"\n",
        capture_output=True,
        timeout=60,
        check=True,
        env={name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ},
    )
    assert PageMeant.of_plain(json.loads(found.stdout)) == Meanings(FRAME).of(ROWS)
