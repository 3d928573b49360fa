"""What a file is, by its content."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.readers.child import archives
from bot.readers.child.file import UnreadableError
from bot.readers.child.kinds import MEDIA_TYPES, kind_of
from bot.readers.limits import MIB, Limits
from tests.integration.readers.harness import Desk, archive, docx, pdf, picture, saved, without_ocr

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WORDS = "Certificate of attendance, six hours\n"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (picture("A"), "certificate.pdf", "png"),
        (picture("A", kind="JPEG"), "a.png", "jpeg"),
        (picture("A", kind="WEBP"), "a.jpg", "webp"),
        (pdf("A course of six hours in London"), "a.txt", "pdf"),
        (b"\n\n" + pdf("A course of six hours in London"), "a", "pdf"),
        (WORDS.encode(), "a.txt", "txt"),
        (WORDS.encode("utf-16"), "a", "txt"),
        (WORDS.replace("C", "Ç").encode("cp1252"), "a.md", "txt"),
        (b"title: pack\n", "a.yaml", "yaml"),
        (b"a;b\n1;2\n", "a.csv", "csv"),
        (b"From: a@example.com\nDate: today\nSubject: x\n\nhello\n", "a", "eml"),
        (docx("<w:p/>"), "a.zip", "docx"),
    ],
)
def test_kept_kinds(desk: Desk, content: bytes, name: str, kind: str) -> None:
    read = desk.read(content, name, readers=without_ocr())
    assert read.kind == kind
    assert read.unread not in ("not_kept", "not_read")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.jpg", "image/heic"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", "a", "audio/mp4"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "clip.mp4", "audio/mp4"),
        (b"ID3\x04\0\0\0\0\0\0", "a", "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + bytes(400), "a", "audio/mpeg"),
        (b"OggS\0\x02" + bytes(30), "a", "audio/ogg"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "a", "audio/wav"),
        (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "a", "audio/webm"),
    ],
)
def test_kinds_that_are_kept_and_not_read(
    desk: Desk, content: bytes, name: str, media_type: str
) -> None:
    read = desk.read(content, name)
    assert (read.unread, read.media_type) == ("not_read", media_type)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "logo.svg"),
        (SVG, "certificate.png"),
        (b'<?xml version="1.0"?>\n<!-- x -->\n' + SVG, "certificate.pdf"),
        (b"<!DOCTYPE html><html><body>%PDF-1.4</body></html>", "certificate.pdf"),
        (b"\xef\xbb\xbf  <html>hello</html>", "a.txt"),
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "a.pdf"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "a.pdf"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt"),
        (b"echo hello\n", "a.bat"),
        (b"alert(1)\n", "a.js"),
        (rb"{\rtf1 hello}", "a.txt"),
        (archive({"a.txt": "hello"}), "a.zip"),
        (archive({"a.txt": "hello"}), "a.docx"),
        (docx("<w:p/>", **{"word/vbaProject.bin": "macro"}), "a.docx"),
        (b"Rar!\x1a\x07\x01\0" + bytes(30), "a.rar"),
        (b"\x1f\x8b\x08\0" + bytes(30), "a.gz"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), "a.7z"),
        (saved(Image.new("RGB", (4, 4)), "GIF"), "a.gif"),
    ],
)
def test_what_is_not_kept(desk: Desk, content: bytes, name: str) -> None:
    read = desk.read(content, name)
    assert (read.kind, read.unread) == ("other", "not_kept")


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "a.pdf"), (b" \n \n", "a.txt"), (b"\xef\xbb\xbf", "a.csv")]
)
def test_empty_files(desk: Desk, content: bytes, name: str) -> None:
    assert desk.read(content, name).unread == "empty"


def test_comments_without_end_before_what_is_no_markup(desk: Desk) -> None:
    """Each could reach over those that follow it."""
    assert desk.read(b"<!-- -->" * 5_000 + b"words", "a.txt", Limits(seconds=10)).kind == "txt"


def test_a_workbook_with_a_password_is_told_by_its_directory(desk: Desk) -> None:
    """As [MS-OFFCRYPTO] has it: a compound file that holds a stream "EncryptedPackage"."""
    read = desk.read(compound("EncryptedPackage"), "log.xlsx")
    assert (read.kind, read.unread) == ("xlsx", "encrypted")


def test_other_compound_files_are_not_kept(desk: Desk) -> None:
    assert desk.read(compound("WordDocument"), "a.xls").unread == "not_kept"


def compound(name: str) -> bytes:
    """A compound file of a header, a table of sectors and a directory with one name."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header[30:32] = (9).to_bytes(2, "little")
    header[48:52] = (1).to_bytes(4, "little")  # the directory is in sector 1
    header[76:] = b"\xff" * (512 - 76)
    header[76:80] = bytes(4)  # the table is in sector 0
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    entry[64:66] = (len(encoded) + 2).to_bytes(2, "little")
    return bytes(header) + table + bytes(entry) + bytes(384)


def test_a_document_of_too_many_parts_is_not_read(desk: Desk) -> None:
    many = docx("<w:p/>", **{f"word/{number}": "" for number in range(300)})
    read = desk.read(many, "a.docx", Limits(entries=10))
    assert (read.kind, read.unread) == ("docx", "too_large")


def test_a_declared_zip_bomb_is_not_inflated(desk: Desk) -> None:
    bomb = docx("<w:p><w:r><w:t>" + "0" * 20 * MIB + "</w:t></w:r></w:p>")
    read = desk.read(bomb, "a.docx", Limits(inflated=10 * MIB))
    assert (read.kind, read.unread) == ("docx", "too_large")


def test_a_zip_bomb_that_declares_little_is_read_no_further(desk: Desk) -> None:
    bomb = understated(docx("<w:p><w:r><w:t>" + "0" * 20 * MIB + "</w:t></w:r></w:p>"))
    assert desk.read(bomb, "a.docx", Limits(inflated=10 * MIB)).unread == "broken"


def understated(content: bytes) -> bytes:
    """The same archive, whose directory says of each entry that it holds ten bytes."""
    changed = bytearray(content)
    place = changed.find(b"PK\x01\x02")
    while place >= 0:
        changed[place + 24 : place + 28] = (10).to_bytes(4, "little")
        place = changed.find(b"PK\x01\x02", place + 4)
    with zipfile.ZipFile(io.BytesIO(bytes(changed))) as opened:
        assert all(entry.file_size == 10 for entry in opened.infolist())
    return bytes(changed)


def _misplaced(content: bytes) -> bytes:
    """The same archive, whose end says that its directory is five bytes further on."""
    changed = bytearray(content)
    place = changed.rfind(b"PK\x05\x06") + 16
    offset = int.from_bytes(changed[place : place + 4], "little") + 5
    changed[place : place + 4] = offset.to_bytes(4, "little")
    return bytes(changed)


ODS = archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})


def test_entries_before_the_beginning_of_an_archive(desk: Desk) -> None:
    """Once, an offset below zero ended the child before it had said a word."""
    assert desk.read(_misplaced(ODS), "a.ods").unread == "broken"


@given(
    st.sampled_from([ODS, docx("<w:p/>"), compound("Workbook"), compound("EncryptedPackage")]),
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 255)), max_size=8),
    st.integers(0, 200),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_is_there_is_an_answer(
    desk: Desk, content: bytes, changes: list[tuple[int, int]], cut: int
) -> None:
    changed = bytearray(content[: len(content) - cut])
    for place, byte in changes:
        if place < len(changed):
            changed[place] = byte
    path = desk.put(bytes(changed))
    kind, media_type, _ = kind_of(path, "a.xlsx", Limits())
    assert media_type == MEDIA_TYPES[kind] or kind == "audio"
    with suppress(UnreadableError):
        archives.check_real_sizes(path, Limits())
