"""Folders of jobs: what a killed process left goes, and what others work in stays."""

import os
import tempfile
from pathlib import Path

import pytest

from bot.delivery.work_folders import LEFT_AFTER, work_folder


def _names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


async def test_what_is_older_by_the_file_systems_time_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, at_work, else_ones = (tmp_path / name for name in ("job-left", "job-now", "other"))
    for folder in (left, at_work, else_ones):
        folder.mkdir()
    now = at_work.stat().st_mtime
    for folder in (left, else_ones):
        os.utime(folder, (now, now - LEFT_AFTER.total_seconds() - 60))
    async with work_folder("job-") as mine:
        assert mine.is_dir()
        assert _names(tmp_path) == {"job-now", "other", mine.name}
    assert not mine.exists()
