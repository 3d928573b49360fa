"""Folders that jobs work in: they go whatever happens."""

import shutil
import tempfile
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

LEFT_AFTER: Final = timedelta(hours=6)
"""A folder so old was left by a process that was killed."""


@asynccontextmanager
async def work_folder(prefix: str) -> AsyncIterator[Path]:
    """A folder for its owner alone; what a process left that was killed goes with it."""
    folder = Path(await to_thread(partial(tempfile.mkdtemp, prefix=prefix)))
    try:
        await to_thread(_sweep, folder, prefix)
        yield folder
    finally:
        await to_thread(partial(shutil.rmtree, folder, ignore_errors=True))


def _sweep(made_now: Path, prefix: str) -> None:
    """By the file system's own time, whatever this process takes the time to be."""
    before = made_now.stat().st_mtime - LEFT_AFTER.total_seconds()
    for left in made_now.parent.glob(f"{prefix}*"):
        try:
            if left.stat().st_mtime < before:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            continue
