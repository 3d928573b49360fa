"""How many tests begin before time is up, and what is said of the others."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NO_CACHE = ("-p", "no:cacheprovider")

THREE = """
import pytest

def test_one() -> None: ...

@pytest.mark.postgresql
def test_two() -> None: ...

def test_three() -> None: ...
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with three tests."""
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = postgresql\n")
    (tmp_path / "test_three.py").write_text(THREE)
    return tmp_path


def run(project: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """pytest with the plugin, in a folder of its own."""
    return subprocess.run(
        (
            sys.executable,
            "-m",
            "pytest",
            "-v",
            *NO_CACHE,
            "-p",
            "tests.time_limit",
            "--until",
            *args,
        ),
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("workers", [(), ("-n", "1")])
def test_once_time_is_up_no_test_begins_and_that_is_said(
    project: Path, workers: tuple[str, ...]
) -> None:
    ended = run(project, str(time.monotonic()), *workers)
    assert "Ran 0 of 3 tests" in ended.stdout
    assert " passed" not in ended.stdout


@pytest.mark.parametrize("workers", [(), ("-n", "1", "--dist", "load")])
def test_until_then_they_run_those_on_postgresql_last(
    project: Path, workers: tuple[str, ...]
) -> None:
    ended = run(project, str(time.monotonic() + 600), *workers)
    assert ended.returncode == 0
    assert "Ran " not in ended.stdout
    order = [ended.stdout.index(f"::test_{name}") for name in ("one", "three", "two")]
    assert order == sorted(order)
