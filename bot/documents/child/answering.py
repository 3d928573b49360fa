"""The child's work: one request on its standard input, one document in its folder, and a line that
says what became of the files of evidence.
"""

import importlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from bot.documents import html, xapi
from bot.documents.limits import Limits
from bot.documents.model import Document, Format, PlacedFile
from bot.documents.plain import document_of
from bot.processes.confinement import confine, taken_stdout

RECORD: Final = "record.json"
"""The document's plain values, in the folder: they may be too much for a request."""


def main() -> None:
    """Renders one document, and ends."""
    answer = taken_stdout()
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    confine(limits)
    folder = Path(request["folder"])
    document = document_of(json.loads((folder / RECORD).read_text("utf-8")))
    content, placed = _rendered(document, request, folder, limits)
    (folder / request["made"]).write_bytes(content)
    answer.write(json.dumps({"placed": [asdict(one) for one in placed]}).encode() + b"\n")
    answer.flush()


def _rendered(
    document: Document, request: Mapping[str, Any], folder: Path, limits: Limits
) -> tuple[bytes, list[PlacedFile]]:
    """Only the libraries of the one format are loaded."""
    which: Format = request["format"]
    match which:
        case "pdf":
            from bot.documents.child import evidence_pages, pdf  # noqa: PLC0415 - see above

            given = [
                evidence_pages.GivenFile(
                    one["number"],
                    None if one["path"] is None else Path(one["path"]),
                    one["media_type"],
                    one["why"],
                )
                for one in request["files"]
            ]
            return pdf.render(document, given, folder, limits, show=request["show"])
        case "html":
            return html.render(document), []
        case "xapi":
            return xapi.render(document), []
        case "docx" | "xlsx":
            module = importlib.import_module(f"bot.documents.child.{which}")
            made: bytes = module.render(document)
            return made, []
