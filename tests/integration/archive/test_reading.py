"""What is no archive of ours is refused in one sentence, and nothing of it is unpacked."""

import io
import json
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from bot.archive import form
from bot.archive.form import document, evidence_name, safe_name
from bot.archive.reading import opened
from tests.archives import a_record, changed, failures, files_of, packed, report_of, zipped


def _refusal(folder: Path, archive: bytes) -> str:
    [told] = failures(report_of(folder, archive))
    return told


def _with(name: str, *, mode: int = 0, times: int = 1) -> bytes:
    stream = io.BytesIO(packed(a_record()))
    with zipfile.ZipFile(stream, "a") as archive:
        for _ in range(times):
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/passwd", "evidence/../../evil", "a//b", "./a", "evidence/", ".."]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    assert _refusal(tmp_path, _with(name)).startswith("A file in it would be put elsewhere: ")


@pytest.mark.parametrize("name", ["C:\\evil", "a\\b", "a:b", "a\x1b[2Jb", "a\u202eb"])
def test_a_name_that_is_none_of_ours_is_refused_and_shown_as_printable(
    tmp_path: Path, name: str
) -> None:
    told = _refusal(tmp_path, _with(name))
    assert told.startswith("A file in it has a name that is none of ours: ")
    assert told.isprintable()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused(tmp_path: Path) -> None:
    told = _refusal(tmp_path, _with(form.RECORD))
    assert told == "It holds two files of the name record.json."


def test_a_link_is_refused(tmp_path: Path) -> None:
    told = _refusal(tmp_path, _with("evidence/link", mode=stat.S_IFLNK | 0o777))
    assert told == "evidence/link is packed in a way that is none of ours."


def test_what_would_be_a_hundred_times_as_large_is_not_unpacked(tmp_path: Path) -> None:
    bomb = {**files_of(packed(a_record())), form.RECORD: b"\0" * (form.RATIO_FROM + 1)}
    assert "would be 1" in _refusal(tmp_path, zipped(bomb))


def test_more_than_it_says_to_be_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Its directory says 10 bytes, of what are many more."""
    files = files_of(packed(a_record()))
    size = len(files[form.RECORD])
    archive = zipped(files).replace(struct.pack("<L", size), struct.pack("<L", 10))
    assert _refusal(tmp_path, archive).startswith("record.json is ")


def test_declared_sizes_are_added_up(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}", b"x")
    content = stream.getvalue()
    where = content.index(b"PK\x01\x02")
    for _ in range(3):
        huge = struct.pack("<L", 2**31 - 1)
        content = content[: where + 20] + huge * 2 + content[where + 28 :]
        where = content.find(b"PK\x01\x02", where + 4)
    told = _refusal(tmp_path, content)
    assert told == "Unpacked it would be larger than 4 GB, and cpdbot makes none that large."


def test_two_gigabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.zip"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        os.truncate(stream.fileno(), form.ARCHIVE_MOST + 1)
    with pytest.raises(form.NotOurs, match="larger than 2 GB"), opened(path):
        pass


def test_what_is_no_zip_or_is_cut_off_is_said(tmp_path: Path) -> None:
    assert _refusal(tmp_path, b"hello") == (
        "It is neither an archive (a ZIP file) nor an export's JSON document."
    )
    assert _refusal(tmp_path, packed(a_record())[:-100]) == (
        "It is no whole ZIP file: cut off, damaged or something else."
    )
    assert "no manifest.json" in _refusal(tmp_path, zipped({"a.txt": b"x"}))
    damaged = bytearray(packed(a_record()))
    damaged[60] ^= 1
    assert "record.json is damaged" in _refusal(tmp_path, bytes(damaged)).lower()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (form.MANIFEST, "Made by a newer cpdbot: it is cpdbot-archive-2."),
        (form.RECORD, "Made by a newer cpdbot: its record is cpdbot-export-2."),
        (form.PROOF, "Made by a newer cpdbot: its proof is cpdbot-proof-2."),
    ],
)
def test_what_a_newer_release_made_is_said_to_be(tmp_path: Path, name: str, told: str) -> None:
    def newer(value: dict[str, object]) -> None:
        value["format"] = str(value["format"]).replace("-1", "-2")

    archive = packed(a_record())
    if name == form.MANIFEST:
        files = files_of(archive)
        manifest = json.loads(files[name])
        newer(manifest)
        made = zipped({**files, name: document(manifest)})
    else:
        made = changed(archive, name, newer)
    assert _refusal(tmp_path, made) == told


def test_a_revision_of_a_newer_release_is_said_to_be(tmp_path: Path) -> None:
    def newer(record: dict[str, list[dict[str, int]]]) -> None:
        record["revisions"][0]["format"] = 3

    told = _refusal(tmp_path, changed(packed(a_record()), form.RECORD, newer))
    assert told == "Made by a newer cpdbot: revision 1 is of format 3."


def test_a_name_twice_in_an_object_is_no_document_of_ours(tmp_path: Path) -> None:
    files = files_of(packed(a_record()))
    twice = files[form.RECORD].replace(b'"format"', b'"format": "x", "format"', 1)
    report = report_of(tmp_path, zipped({**files, form.RECORD: twice}))
    assert "record.json is no JSON document of ours." in failures(report)


def test_names_of_evidence_are_safe_everywhere_and_keep_their_ending() -> None:
    for given, name in {
        "certificate.pdf": "certificate.pdf",
        "../../etc/passwd": "passwd",
        "C:\\me\\my file?.pdf": "my file_.pdf",
        "con.pdf": "_con.pdf",
        "…\n\x00.": "…__",
        "": "file",
        "é" * 90 + ".pdf": "é" * 48 + ".pdf",
        "זה.pdf": "זה.pdf",
    }.items():
        assert safe_name(given) == name
        assert safe_name(name) == name
    assert evidence_name("a" * 64, None) == f"evidence/{'a' * 64}/file"
