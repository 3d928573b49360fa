"""The release before, as it lies in this repository: its files in a folder, an environment with the
packages that it was pinned to, and a database as it knows them.
"""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from alembic import command
from sqlalchemy import create_engine

from bench.databases import Databases
from bench.processes import ROOT
from storage.engine.database import complete
from storage.engine.migrate import alembic_config

COMMIT: Final = "8cf5525e"

ENVIRONMENTS: Final = ROOT / "bench/.previous"
"""Kept from run to run, by commit and by the kind of Python."""

_NEEDED: Final = ("bot", "storage", "app.yaml", "requirements.txt")
TRIED: Final = (
    "bot.app.runtime",
    "bot.clock",
    "bot.delivery.sweeps",
    "bot.handlers",
    "bot.policy.schemes.pack_file",
    "bot.services.nudges.due_nudges",
    "bot.settings",
    "storage",
)
"""Modules of both releases: what is run of it needs them."""

_INSTALLING: Final = 600.0
"""Seconds after which it is given up."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that can be run: its files, and the Python that has its packages."""

    files: Path
    python: Path


class NotThere(Exception):  # noqa: N818 - a sentence
    """It cannot be measured; the text says why."""


def release_before(folder: Path) -> Release:
    """Its files in the folder, and an environment of its own. Raises NotThere."""
    files = unpack(folder)
    kind = sys.implementation.cache_tag
    python = environment(files / "requirements.txt", ENVIRONMENTS / f"{COMMIT}-{kind}")
    tried = subprocess.run(
        [python, "-P", "-c", f"import {', '.join(TRIED)}"],
        env={**os.environ, "PYTHONPATH": str(files)},
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode != 0:
        said = tried.stderr.strip().rpartition("\n")[2]
        raise NotThere(f"It does not run here ({said}).")
    return Release(files, python)


def unpack(folder: Path, commit: str = COMMIT) -> Path:
    """Puts its files into the folder. Raises NotThere."""
    try:
        archive = subprocess.run(
            ["git", "archive", commit, *_NEEDED],  # noqa: S607 - whichever git there is
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        raise NotThere(f"Git does not know its commit {commit} here.") from None
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        files.extractall(folder, filter="data")
    return folder


def environment(requirements: Path, place: Path) -> Path:
    """The Python of an environment with these packages, which is made where there is none.

    Raises NotThere, and leaves nothing behind, where they cannot be installed.
    """
    python = place / "bin/python"
    if python.exists():
        return python
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent) as folder:
        made = Path(folder) / "environment"
        venv.create(made, symlinks=True)
        _install(requirements, made / "bin/python")
        shutil.rmtree(place, ignore_errors=True)  # its Python may be gone
        made.rename(place)
    return python


def _install(requirements: Path, python: Path) -> None:
    """Nothing but what the hashes name. pip itself says what is wrong."""
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-qq", "--no-input"]
    pinned = ["--require-hashes", "--no-compile", "--retries", "1", "-r", str(requirements)]
    try:
        subprocess.run([*pip, *pinned], timeout=_INSTALLING, check=True)
    except (OSError, subprocess.SubprocessError):
        raise NotThere("The packages that it is pinned to cannot be installed here.") from None


def copied(databases: Databases, url: str, name: str, release: Release) -> str:
    """A copy of a database of ours, as that release knows it; its address."""
    copy = databases.copy(url, name)
    as_before(copy, release)
    return copy


def as_before(url: str, release: Release) -> None:
    """Takes a database of ours back to what that release knows. What it was given is kept."""
    migrations = release.files / "storage/migrations/versions"
    newest = max(path.name[:4] for path in migrations.glob("0*.py"))
    engine = create_engine(complete(url))
    try:
        with engine.connect() as connection:
            config = alembic_config()
            config.attributes["connection"] = connection
            command.downgrade(config, newest)
            connection.commit()
    finally:
        engine.dispose()
