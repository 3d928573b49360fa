"""Archives of ours, read by the real child process: what holds is written out, nothing else is."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.archive.form import FILES_MOST, document
from bot.readers.limits import Limits
from bot.readers.results import FileRead
from tests.archives import a_record, changed, entry, files_of, packed, zipped
from tests.integration.readers.harness import Desk
from tests.zip64 import ends_in_64, entries_alone, in_64


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def lines_of(path: Path | None) -> list[dict[str, Any]]:
    assert path is not None
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


def test_it_is_known_by_what_is_in_it_and_written_out(desk: Desk) -> None:
    record = a_record()
    read = desk.read(packed(record), "holiday.docx")
    assert (read.kind, read.media_type, read.unread) == ("archive", "application/zip", None)
    archive = read.archive
    assert archive is not None
    assert archive.refused == ""
    [own] = archive.segments
    assert (own.length, own.head) == (4, record["chain"]["head"])
    assert own.about["member"] == "UANA"
    assert (archive.count, archive.missing) == (4, 0)
    first, *_, draft = lines_of(archive.entries)
    assert (first["title"], first["start"], first["minutes"]) == ("Course one", "2026-11-20", 120)
    assert draft["status"] == "draft"
    assert [one["r"] for one in lines_of(archive.lines)] == record["revisions"]
    [file] = archive.files
    assert (file.name, file.media_type) == ("certificate.pdf", "application/pdf")
    assert archive.evidence is not None
    assert (archive.evidence / file.sha256).read_bytes().startswith(b"%PDF-1.7 a cert")


def _newer(archive: bytes) -> bytes:
    files = files_of(archive)
    manifest = json.loads(files["manifest.json"])
    return zipped({**files, "manifest.json": document({**manifest, "format": "cpdbot-archive-2"})})


def _beside(name: str, content: bytes = b"x") -> Callable[[bytes], bytes]:
    return lambda archive: zipped({**files_of(archive), name: content})


def _without(name: str) -> Callable[[bytes], bytes]:
    return lambda archive: zipped({k: v for k, v in files_of(archive).items() if k != name})


def _odd(name: str, value: Any) -> Callable[[bytes], bytes]:
    def change(record: Mapping[str, Any]) -> None:
        record["entries"][3][name] = value  # a draft: no revision holds it

    return lambda archive: changed(archive, "record.json", change)


def _evidence(archive: bytes) -> bytes:
    files = files_of(archive)
    name = next(one for one in files if one.startswith("evidence/"))
    return zipped({**files, name: b"%PDF-1.7 another"})


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_newer, "Made by a newer cpdbot: it is cpdbot-archive-2."),
        (_beside("../../etc/cron.d/x"), "A file in it would be put elsewhere: ../../etc/cron.d/x."),
        (_beside("Patel.txt"), "Patel.txt was added: the manifest does not name it."),
        (_without("record.html"), "record.html is missing: the manifest names it."),
        (_without("manifest.json"), "no archive of cpdbot's: it has no manifest.json."),
        (_without("record.json"), "record.json is missing: the manifest names it."),
        (_evidence, "A file of evidence is not the file that the manifest names: it was altered."),
        (_odd("title", "x\0y"), "The record in it does not have the form that ours have."),
        (_odd("title", "x" * 9_000), "The record in it does not have the form that ours have."),
        (_odd("minutes", 2.5), "The record in it does not have the form that ours have."),
        (_odd("minutes", 0), "The record in it does not have the form that ours have."),
        (_odd("end_date", "2026-11-19"), "The record in it does not have the form that ours have."),
        (_odd("evidence", [{}]), "does not have the form that its format has"),
    ],
)
def test_what_does_not_hold_is_refused_with_its_reason(
    desk: Desk, change: Callable[[bytes], bytes], why: str
) -> None:
    read = desk.read(change(packed(a_record())), "cpd-archive.zip")
    assert read.kind == "archive"
    assert read.archive is not None
    assert why in read.archive.refused
    assert read.archive.entries is None


def _left_out(read: FileRead) -> tuple[int, int]:
    assert read.archive is not None
    assert read.archive.refused == ""
    return len(read.archive.files), read.archive.missing


def test_evidence_that_is_a_program_or_is_not_there_is_left_out(desk: Desk) -> None:
    record = a_record()
    sha256 = record["files"][0]["sha256"]
    assert _left_out(desk.read(packed(record, contents={}), "a.zip")) == (0, 1)
    # what no saved entry bears is not taken over, and so not missing
    record["files"].append({"sha256": "0" * 64, "name": "b.pdf", "size": 3})
    assert sha256 != "0" * 64
    assert _left_out(desk.read(packed(record), "a.zip")) == (1, 0)


def test_another_zip_is_none(desk: Desk) -> None:
    assert desk.read(zipped({"a.txt": b"x"}), "cpd-archive.zip").kind == "other"
    read = desk.read(zipped({"manifest.json": b'{"name": "a web page"}'}), "cpd-archive.zip")
    assert (read.kind, read.unread) == ("other", "not_kept")


def test_one_in_the_form_for_large_ones_is_taken_as_any_other(desk: Desk) -> None:
    archive = ends_in_64(in_64(files_of(packed(a_record()))))
    assert _left_out(desk.read(archive, "a.zip")) == (1, 0)


def test_how_many_files_it_may_hold_is_said_where_it_is_verified(desk: Desk) -> None:
    """Once it was another file where they were more than a document's parts may be."""
    assert _left_out(desk.read(packed(a_record()), "a.zip", Limits(entries=1))) == (1, 0)


def test_an_end_that_tells_less_than_its_directory_holds_is_not_believed(desk: Desk) -> None:
    lying = ends_in_64(entries_alone(2 * FILES_MOST), told_in_32=46)
    read = desk.read(lying, "cpd-archive.zip")
    assert (read.kind, read.unread) == ("other", "too_large")


def test_links_that_lead_nowhere_on_the_web_are_refused(desk: Desk) -> None:
    evidence = [{"kind": "link", "url": "javascript:alert(1)", "name": None}]
    record = a_record()
    record["entries"].append(entry(5, status="draft", evidence=evidence))
    read = desk.read(packed(record), "a.zip")
    assert read.archive is not None
    assert "does not have the form" in read.archive.refused
