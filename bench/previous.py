"""The release before, as it lies in this repository: its files in a folder, and a database as it
knows them.
"""

import io
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Final

from alembic import command
from sqlalchemy import create_engine, text

from bench.processes import ROOT
from storage.database import complete
from storage.migrate import alembic_config

COMMIT: Final = "7378f19"

_NEEDED: Final = ("bot", "storage", "app.yaml")
_TRIED: Final = "import aiosqlite, bot.app, bot.handlers, storage.database"

_DIALOGUES_THEN: Final = {
    "sqlite": "UPDATE conversation SET state = "
    "json_set(state, '$.last_step', json('null'), '$.before', json('null'))",
    "postgresql": "UPDATE conversation SET state = "
    """state || CAST('{"last_step": null, "before": null}' AS jsonb)""",
}
"""What a dialogue's state had to hold, whether it was anything or not."""


class NotThere(Exception):  # noqa: N818 - a sentence
    """It cannot be measured; the text says why."""


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
    tried = subprocess.run(
        [sys.executable, "-P", "-c", _TRIED],
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode != 0:
        said = tried.stderr.strip().rpartition("\n")[2]
        raise NotThere(f"It does not run here ({said}).")
    return folder


def as_before(url: str, folder: Path) -> None:
    """Takes a database of ours back to what that release knows. What it was given is kept."""
    newest = max(path.name[:4] for path in (folder / "storage/migrations/versions").glob("0*.py"))
    engine = create_engine(complete(url))
    try:
        with engine.connect() as connection:
            connection.execute(text(_DIALOGUES_THEN[engine.dialect.name]))
            config = alembic_config()
            config.attributes["connection"] = connection
            command.downgrade(config, newest)
            connection.commit()
    finally:
        engine.dispose()
