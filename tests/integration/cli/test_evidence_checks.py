"""What the doctor says of the evidence store: whether it is there, and holds what it should."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.evidence_checks import check_evidence
from bot.cli.findings import Finding
from bot.clock import Clocks
from bot.policy.file_quotas import MEGABYTE
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import Actor, ContextFactory, Origin
from bot.services.record.evidence import File, keep_file
from bot.settings import Settings
from storage.engine.database import Database
from storage.evidence.store import EvidenceStore, Place

SECRET = "Ana's certificate.pdf"


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.close()


def looked(database: Database, url: str, **changes: Any) -> list[Finding]:
    settings = Settings(_env_file=None, database_url=url, **changes)
    return [*check_evidence(settings, database)]


def keep(database: Database, files: int, size: int = MEGABYTE) -> list[Place]:
    """Rows of so many files; where their bytes should be."""
    contexts = ContextFactory(database, Clocks(), load_packs())
    with contexts.open(Actor("T1", "UANA"), Origin("try")) as ctx:
        for number in range(files):
            keep_file(ctx, File(f"{number:064x}", size, "application/pdf", SECRET))
        ctx.commit()
        return [Place("T1", ctx.member.id, f"{number:064x}") for number in range(files)]


def test_before_the_first_file_all_is_well_and_nothing_is_made(
    sqlite: Database, sqlite_url: str, tmp_path: Path
) -> None:
    [found] = looked(sqlite, sqlite_url)
    assert found.is_well
    assert str(tmp_path / "evidence") in found.text
    assert not (tmp_path / "evidence").exists()


def test_what_is_kept_is_counted(sqlite: Database, sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    store = EvidenceStore(str(tmp_path / "evidence"))
    for place in keep(sqlite, 2):
        store.put(place, tmp_path / "file")
    [found] = looked(sqlite, sqlite_url)
    assert found.is_well
    assert "holds 2 files with 2 MB" in found.text


def test_files_that_are_not_there_are_counted_and_named_by_nobody(
    sqlite: Database, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"content")
    store = EvidenceStore(str(tmp_path / "evidence"))
    first, *_ = keep(sqlite, 3)
    store.put(first, tmp_path / "file")
    [found] = looked(sqlite, sqlite_url)
    assert not found.is_well
    assert "2 of the 3 newest files are not there" in found.text
    assert "Restore the store" in found.text
    assert SECRET not in found.text
    assert first.sha256 not in found.text


def test_a_store_that_is_gone_is_something_to_do(sqlite: Database, sqlite_url: str) -> None:
    keep(sqlite, 1)
    [found] = looked(sqlite, sqlite_url)
    assert not found.is_well
    assert "is not there, and 1 file should be in it" in found.text


def test_a_folder_that_cannot_be_made_is_something_to_do(
    sqlite: Database, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "a file").write_text("")
    [found] = looked(sqlite, sqlite_url, evidence_url=str(tmp_path / "a file" / "evidence"))
    assert not found.is_well
    assert "cannot be made" in found.text


def test_an_address_that_is_none_is_something_to_do(sqlite: Database, sqlite_url: str) -> None:
    [found] = looked(sqlite, sqlite_url, evidence_url="ftp://key:secret@example.org/x")
    assert not found.is_well
    assert "CPDBOT_EVIDENCE_URL" in found.text
    assert "secret" not in found.text


def test_a_bucket_that_cannot_be_reached_is_something_to_do(
    sqlite: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    [found] = looked(sqlite, sqlite_url, evidence_url="s3://bucket/cpd")
    assert not found.is_well
    assert "s3://bucket/cpd: The evidence store cannot be reached." in found.text
    assert "secret" not in found.text


def test_nearly_all_room_of_a_workspace_is_something_to_know(
    sqlite: Database, sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"content")
    store = EvidenceStore(str(tmp_path / "evidence"))
    for place in keep(sqlite, 19):
        store.put(place, tmp_path / "file")
    [_, found] = looked(sqlite, sqlite_url, files_workspace_mb=20)
    assert (found.is_well, found.mark) == (True, "note")
    assert "CPDBOT_FILES_WORKSPACE_MB" in found.text
