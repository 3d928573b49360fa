"""The bot installed alone: its wheel is without the sandbox, and only the demo misses it."""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bot's wheel, unpacked."""
    built, unpacked = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("unpacked")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [file] = built.glob("*.whl")
    with ZipFile(file) as archive:
        archive.extractall(unpacked)
    return unpacked


def cpdbot(
    code: Path, folder: Path, *args: str, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """A command of the bot in `code`, beside its dependencies and nothing that is editable."""
    installed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SLACK_", "CPDBOT_"))
    }
    return subprocess.run(
        [sys.executable, "-S", "-m", "bot", *args],
        cwd=folder,
        env=environment | {"PYTHONPATH": os.pathsep.join([str(code), *sorted(installed)])},
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_wheel_holds_the_bot_and_its_storage_alone(wheel: Path) -> None:
    [version] = wheel.glob("cpdbot-*.dist-info")
    assert {path.name for path in wheel.iterdir()} == {"bot", "storage", version.name}


def test_the_demo_says_that_the_sandbox_is_missing_and_how_to_install_it(
    wheel: Path, tmp_path: Path
) -> None:
    ran = cpdbot(wheel, tmp_path, "demo")
    assert (ran.returncode, ran.stdout) == (1, "")
    [line] = ran.stderr.splitlines()
    assert "which is not installed" in line
    assert "`pip install ./sandbox`" in line
    assert list(tmp_path.iterdir()) == []


def test_a_checkout_whose_sandbox_is_not_installed_says_the_same(tmp_path: Path) -> None:
    """Its folder is found as a package without content, which is no sandbox."""
    ran = cpdbot(ROOT, tmp_path, "demo")
    assert ran.returncode == 1
    assert "which is not installed" in ran.stderr


def test_a_conversation_in_the_terminal_does_without_it(wheel: Path, tmp_path: Path) -> None:
    now = "2026-11-18T09:30:00+00:00"
    edited = {"submit": {"minutes": 90}, "of": "Edit"}
    said = json.dumps({"now": now, "say": ["2h course on battery safety at Bosch today", edited]})
    ran = cpdbot(wheel, tmp_path, "chat", "--jsonl", given=said)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["entries"][0]["minutes"] == 90
