"""`cpdbot verify` and `cpdbot roots` as they are typed: sentences, and an exit status."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.archive import form
from storage.archive.gathering import Month, gather
from storage.engine.database import Database
from tests.archives import a_proof, a_record, files_of, packed, zipped
from tests.integration.cli.test_policy_documents import Ran, run
from tests.services.harness import TEAM, ServiceHarness

__all__ = ["run"]

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(a_record()))
    return path


@pytest.fixture
def harness(sqlite_url: str) -> Iterator[ServiceHarness]:
    """The database of the commands, in which somebody has a record."""
    database = Database(sqlite_url)
    harness = ServiceHarness(database)
    with harness.open() as ctx:
        harness.logged(ctx)
    yield harness
    database.close()


def test_what_holds_is_said_with_status_0(run: Ran, archive: Path) -> None:
    status, out, err = run("verify", str(archive))
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("holds  7 files are those that its manifest names")
    assert lines[-1] == "Consistent with itself; nothing outside vouches for it."
    root = a_proof(a_record())["roots"][0]["root"]
    status, out, _ = run("verify", str(archive), "--against", root)
    assert (status, out.splitlines()[-1]) == (0, "It holds.")


def test_what_does_not_hold_is_said_with_status_1(run: Ran, archive: Path) -> None:
    files = files_of(archive.read_bytes())
    archive.write_bytes(zipped({**files, form.PAGE: b"another page"}))
    status, out, err = run("verify", str(archive))
    assert (status, err) == (1, "")
    assert "FAILS  record.html is not the file that the manifest names: it was altered." in out
    assert out.splitlines()[-1] == "It does not hold."


def test_wrong_use_is_one_sentence_with_status_2(run: Ran, archive: Path) -> None:
    for args, told in (
        (("nothing.zip",), "nothing.zip is no file."),
        ((str(archive), "--against", "hello"), "hello is neither a file nor a hash of 64 digits."),
        ((str(archive), "--tsa-root", "no.pem"), "no.pem holds no certificate in PEM form"),
    ):
        status, _, err = run("verify", *args)
        assert status == 2
        assert told in err
        assert len(err.splitlines()) == 1


def test_roots_are_listed_to_be_published(run: Ran, harness: ServiceHarness) -> None:
    status, out, err = run("roots")
    assert (status, out) == (0, "")
    assert "the first is made when a month has ended" in err
    gather(harness.database, TEAM, Month("2026-11", DECEMBER), DECEMBER)
    [(root,)] = harness.query("SELECT root FROM archive_root")
    status, out, _ = run("roots")
    assert (status, out) == (0, f"2026-11  {root}  1 member\n")
