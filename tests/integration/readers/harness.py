"""Files made by tests, and what the real child process makes of them."""

import asyncio
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from bot.readers.limits import Limits
from bot.readers.reading import Readers
from bot.readers.results import FileRead

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


ROOT = str(Path(__file__).parents[3])
_WITHOUT_OCR = (
    f"import sys; sys.modules['rapidocr'] = None; sys.path.insert(0, {ROOT!r})\n"
    "from bot.readers.child.answering import main; main()"
)


def without_ocr() -> Readers:
    """Whose children have no extra."""
    return Readers(command=[sys.executable, "-c", _WITHOUT_OCR])


class Desk:
    """A folder for files and another for what comes of them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "out"
        self.folder.mkdir()

    def put(self, content: bytes) -> Path:
        """Under a name that says nothing, as files are downloaded."""
        path = self.home / "file"
        path.write_bytes(content)
        return path

    def read(
        self,
        content: bytes | Path,
        name: str,
        limits: Limits | None = None,
        *,
        readers: Readers | None = None,
        now: datetime = NOW,
    ) -> FileRead:
        path = content if isinstance(content, Path) else self.put(content)
        reader = readers or Readers(limits)
        return asyncio.run(reader.read(path, name=name, folder=self.folder, now=now))

    def table(
        self, content: bytes | Path, name: str, limits: Limits | None = None
    ) -> tuple[dict[str, Any], list[Any]]:
        """The first line and the rows."""
        read = self.read(content, name, limits)
        assert read.unread is None
        assert read.table is not None
        first, *rows = map(json.loads, read.table.read_text(encoding="utf-8").splitlines())
        assert first["rows"] == len(rows)
        return first, rows

    def events(self, content: str, **more: Any) -> list[Any]:
        read = self.read(content.encode(), "calendar.ics", **more)
        assert read.unread is None
        assert read.calendar is not None
        return [json.loads(line) for line in read.calendar.read_text().splitlines()]


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a text on each page."""
    document = FPDF()
    document.set_font("helvetica", size=16)
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    for text in pages:
        document.add_page()
        if text:
            document.text(30, 40, text)
    return bytes(document.output())


def picture(text: str, *, kind: str = "PNG", size: tuple[int, int] = (1200, 400)) -> bytes:
    """Words in black on white."""
    drawn = Image.new("RGB", size, "white")
    ImageDraw.Draw(drawn).text((60, 120), text, "black", ImageFont.load_default(48))
    return saved(drawn, kind)


def saved(drawn: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    drawn.save(out, kind, **more)
    return out.getvalue()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return out.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document of paragraphs that are given as XML."""
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {word}><w:body>{body}</w:body></w:document>",
            **parts,
        }
    )


def calendar(*events: str) -> str:
    """An .ics file of events that are given as their lines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//"]
    for number, event in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:event-{number}", *event.split("|"), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])
