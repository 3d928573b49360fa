"""How long a record of many entries and files takes to become a document, and how much memory that
takes: in the process that renders it, and in the one that waits for it.

The record is made up here; reading it from a database, which an export does too, is not in these
figures. Files come from an evidence store in a folder, as they do in a job.
"""

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from fpdf import FPDF
from PIL import Image

from bench.measuring import child, peak_megabytes
from bot.documents.model import (
    Chain,
    Document,
    Entry,
    Evidence,
    Figure,
    Format,
    Period,
    Person,
    Scheme,
    Test,
    Told,
    Worth,
)
from bot.documents.rendering import FetchedFile, Renderers
from bot.policy.vocabulary import STAGES
from storage.evidence.store import EvidenceStore, Place

FORMATS: Final[Sequence[Format]] = ("pdf", "docx", "xlsx", "html")
_WORDS: Final = (
    "I learnt to prove dead before I touch the pack, and to write the reading down before and "
    "after, which helps on every battery job that comes in. "
)
_FIRST: Final = date(2025, 6, 1)
_MEGABYTE: Final = 1024**2


@dataclass(frozen=True, slots=True)
class Size:
    """A record of so many entries, with so many files."""

    entries: int
    files: int


def measure(size: Size) -> list[dict[str, Any]]:
    """Seconds and megabytes for each format, each from a process of its own."""
    return [
        child("bench.bench_documents", which, str(size.entries), str(size.files))
        for which in FORMATS
    ]


def _file(number: int) -> tuple[str, str, bytes]:
    """Certificates of a page, and every third a photograph of twelve megapixels."""
    if number % 3:
        made = FPDF()
        made.add_page()
        made.set_font("helvetica", size=20)
        made.cell(text=f"Certificate {number}")
        return f"certificate-{number}.pdf", "application/pdf", bytes(made.output())
    picture = BytesIO()
    Image.linear_gradient("L").resize((4000, 3000)).rotate(number).save(picture, "JPEG")
    return f"photo-{number}.jpg", "image/jpeg", picture.getvalue()


def _record(entries: int, files: Sequence[Evidence]) -> Document:
    tests = tuple(
        Test(name, "met", "Its last day lies in the cycle.", "IMI CPD Policy")
        for name in ("current", "authentic", "relevant", "sufficient")
    )
    worth = (Worth("IMI register", "counted", 120, 12000, 200, tests, "imi-register@1"),)
    return Document(
        Person("Priya Sharma", "Ampere Motors"),
        Period("all", None, None),
        (
            Scheme(
                "imi-register",
                "IMI register",
                "imi-register@1",
                (),
                _FIRST,
                totals=(Figure("entries", entries, "entries"),),
            ),
        ),
        tuple(
            Entry(
                number=number,
                id=number,
                title=f"High voltage isolation course {number}",
                first_day=_FIRST + timedelta(number),
                last_day=_FIRST + timedelta(number),
                minutes=120,
                type="short course",
                formality="formal",
                provider="Bosch",
                job="EV technician",
                subjects=(),
                told=tuple(Told(stage, _WORDS * (1 + number % 8)) for stage in STAGES),
                worth=worth,
                evidence=tuple(files[number - 1 : number]),
                saved_on=_FIRST + timedelta(number),
            )
            for number in range(1, entries + 1)
        ),
        datetime(2026, 11, 21, 9, tzinfo=UTC),
        "Europe/London",
        date(2026, 11, 21),
        Chain(entries, "0" * 64),
    )


async def _measured(which: Format, entries: int, files: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="cpdbot-bench-") as name:
        folder = Path(name)
        store, kept, record = _kept(folder, entries, files)
        _forget_peak()
        before, begun = peak_megabytes(), time.perf_counter()
        fetched = [_fetched(store, place, one, folder) for place, one in kept]
        made = await Renderers().render(record, which, folder, fetched if which == "pdf" else ())
        content = await asyncio.to_thread(made.path.read_bytes)
        return {
            "format": which,
            "entries": entries,
            "files": files,
            "seconds": time.perf_counter() - begun,
            "child": made.peak / _MEGABYTE,
            "grown": peak_megabytes() - before,
            "size": len(content) / 1_000_000,
        }


def _forget_peak() -> None:
    """What making the files took is not what a document takes (proc_pid_clear_refs(5))."""
    resets = Path("/proc/self/clear_refs")
    if resets.exists():
        resets.write_text("5")


def _kept(
    folder: Path, entries: int, files: int
) -> tuple[EvidenceStore, list[tuple[Place, Evidence]], Document]:
    store = EvidenceStore(str(folder / "evidence"))
    kept = []
    for number in range(1, files + 1):
        called, media_type, content = _file(number)
        digest = sha256(content).hexdigest()
        path = folder / "given"
        path.write_bytes(content)
        place = Place("T1", 1, digest)
        store.put(place, path)
        kept.append(
            (
                place,
                Evidence("file", called, "", digest, len(content), media_type, None, number),
            )
        )
    return store, kept, _record(entries, [one for _, one in kept])


def _fetched(store: EvidenceStore, place: Place, one: Evidence, folder: Path) -> FetchedFile:
    path = folder / f"file-{one.number}"
    with path.open("wb") as file:
        for chunk in store.chunks(place):
            file.write(chunk)
    return FetchedFile(one.number, path, one.media_type)


if __name__ == "__main__":
    [asked] = [one for one in FORMATS if one == sys.argv[1]]
    print(json.dumps(asyncio.run(_measured(asked, int(sys.argv[2]), int(sys.argv[3])))))
