"""`cpdbot import`: an archive is verified, kept for its member to look at, and nothing else."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.engine.database import Database
from storage.importing.records import ImportRecord
from tests.archives import changed, packed, zipped
from tests.integration.cli.test_policy_documents import Ran, run
from tests.services.harness import ServiceHarness
from tests.services.importing.archive_driving import from_elsewhere

__all__ = ["run"]


@pytest.fixture
def harness(sqlite_url: str) -> Iterator[ServiceHarness]:
    """The database of the commands, in which Ana has spoken to the bot."""
    database = Database(sqlite_url)
    harness = ServiceHarness(database)
    with harness.open():
        pass
    yield harness
    database.close()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "helen.zip"
    path.write_bytes(packed(from_elsewhere("Helen <Ward>")))
    return path


def open_one(harness: ServiceHarness) -> ImportRecord | None:
    with harness.open() as ctx:
        return ctx.work.imports.open_one(ctx.member.id)


def test_what_is_in_it_is_said_and_waits_for_its_member(
    run: Ran, harness: ServiceHarness, archive: Path
) -> None:
    status, out, err = run("import", archive, "--member", "UANA")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "It holds: 4 revisions in one chain, 4 entries, 1 file. It is of Helen <Ward> at Old "
        "Works; who that was, nobody has checked.",
        "A running bot shows it to UANA, and takes of it what they say is theirs.",
    ]
    known = open_one(harness)
    assert known is not None
    assert (known.kind, known.state, known.name, known.rows) == (
        "archive",
        "preview",
        "helen.zip",
        4,
    )
    with harness.open() as ctx:
        assert [one.kind for one in ctx.work.jobs.of_member(ctx.member.id, "archive_read")]
        assert len(ctx.work.stored_files.all_of(ctx.member.id)) == 1
        assert ctx.work.member_data.entries(ctx.member.id, 0, 9) == ()
    status, out, err = run("import", archive, "--member", "UANA")
    assert status == 1
    assert "it is before them already" in err


def test_what_cannot_be_taken_is_told_in_one_line(
    run: Ran, harness: ServiceHarness, archive: Path, tmp_path: Path
) -> None:
    whole = archive.read_bytes()

    def more(record: Any) -> None:
        record["entries"][0]["minutes"] = 4_800

    cases = {
        "altered.zip": (changed(whole, "record.json", more), "minutes. Nothing was taken."),
        "other.zip": (zipped({"a.txt": b"x"}), "it is no archive of cpdbot's that can be read"),
        "cut.zip": (whole[:500], "it is no archive of cpdbot's that can be read"),
        "empty.zip": (b"", "it is no archive of cpdbot's that can be read"),
    }
    for name, (content, why) in cases.items():
        (tmp_path / name).write_bytes(content)
        status, out, err = run("import", tmp_path / name, "--member", "UANA")
        assert (status, out) == (1, ""), name
        assert why in err, name
    huge = tmp_path / "huge.zip"
    huge.write_bytes(whole)
    os.truncate(huge, 2 * 1024**3 + 1)
    assert "it is larger than 2 GB" in run("import", huge, "--member", "UANA")[2]
    assert "is no file" in run("import", tmp_path / "gone.zip", "--member", "UANA")[2]
    assert "nobody here is UBEN" in run("import", archive, "--member", "UBEN")[2]
    assert "no workspace T7" in run("import", archive, "--member", "UANA", "--workspace", "T7")[2]
    assert open_one(harness) is None
