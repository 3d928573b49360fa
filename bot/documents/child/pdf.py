"""A record as a PDF, by typst: tagged (PDF/UA-1), with contents and page numbers.

What the template is given is worked out here, every word of it as plain text; it stands in
`record.typ` how that is laid out.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import typst

from bot import figures
from bot.documents import chart_words, charts, entry_words, overview_words, wording, writing
from bot.documents.child.evidence_pages import GivenFile, ReadyFile, made_ready
from bot.documents.child.scripts import FONTS, inline, paragraphs, replaces
from bot.documents.limits import Limits
from bot.documents.model import Document, Entry, Evidence, PlacedFile, Scheme, files_in

TEMPLATE: Final = Path(__file__).with_name("record.typ")
_STANDARD: Final = "ua-1"
_LABELS_MOST: Final = 18
"""Bars that have a label each; of more, every third."""


def render(
    document: Document,
    files: Sequence[GivenFile],
    folder: Path,
    limits: Limits,
    *,
    show: bool = True,
) -> tuple[bytes, list[PlacedFile]]:
    """The PDF, and what became of each file of evidence. `show`: pages of the files stand in it."""
    ready = made_ready(files, folder, limits, show=show)
    view = _view(document, ready, files)
    (folder / "data.json").write_text(json.dumps(view, ensure_ascii=False), "utf-8")
    content = _compiled(document, folder)
    return content, [one.placed for one in ready]


def _compiled(document: Document, folder: Path) -> bytes:
    path = folder / "main.typ"
    path.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
    made: bytes = typst.compile(
        path,
        root=folder,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]
        ),
        format="pdf",
        pdf_standards=_STANDARD,
        timestamp=int(document.moment.timestamp()),
    )
    return made


def _view(
    document: Document, ready: Sequence[ReadyFile], given: Sequence[GivenFile]
) -> Mapping[str, Any]:
    placed = {one.placed.number: one.placed for one in ready}
    files = files_in(document)
    attached = _attached(ready, files, given)
    months, kinds = charts.rhythm(document), charts.mix(document)
    every = 1 if len(months) <= _LABELS_MOST else 3
    notes = [*wording.front_lines(document), wording.STATES_MEAN, wording.CHECKED_BY]
    notes.append(wording.outlook(document))
    if _replaces(document):
        notes.append(wording.REPLACED)
    return {
        "title": wording.title_of(document),
        "name": inline(document.person.name or wording.title_of(document)),
        "author": document.person.name or "cpdbot",
        "period": wording.period_of(document),
        "made": wording.made_on(document),
        "head": _rows(wording.head_of(document)),
        "notes": notes,
        "standing": wording.standing_heading(document),
        "schemes": [_scheme(one) for one in document.schemes],
        "rhythm": {
            "words": chart_words.rhythm_words(months, charts.undated(document)),
            "items": [
                {
                    "value": one.entries,
                    "label": f"{figures.MONTHS[one.month - 1]} {one.year % 100:02}"
                    if place % every == 0
                    else "",
                }
                for place, one in enumerate(months)
            ],
        },
        "mix": {
            "words": chart_words.mix_words(kinds, charts.formality(document)),
            "items": [{"value": one.entries, "label": chart_words.kind_name(one)} for one in kinds],
        },
        "none": wording.NO_ENTRIES,
        "no_evidence": entry_words.NO_EVIDENCE,
        "charts": wording.CHARTS,
        "by_year": wording.BY_YEAR,
        "overview": _overview(document),
        "entries": [_entry(document, one, placed) for one in document.entries],
        "files": [_file(document, one, placed, attached) for one in files],
        "shown": [_shown(one, _named(files, one.placed.number)) for one in ready if one.pages],
        "attached": [*attached.values()],
        "checking": [wording.provenance_of(document), wording.made_on(document) + "."],
    }


def _overview(document: Document) -> Mapping[str, Any]:
    """Every entry in a row; the second cell is the member's own words."""
    rows = [*overview_words.overview_rows(document), overview_words.overview_total(document)]
    return {
        "title": overview_words.OVERVIEW,
        "head": list(overview_words.overview_head(document)),
        "rows": [[inline(cell) for cell in row] for row in rows] if document.entries else [],
        "note": overview_words.overview_note(document),
    }


def _scheme(scheme: Scheme) -> Mapping[str, Any]:
    return {
        "title": scheme.title,
        "lines": wording.scheme_lines(scheme),
        "totals": _figures(scheme.totals),
        "years": _figures(scheme.years),
        "standing": _figures(scheme.standing),
        "notes": [*filter(None, (wording.opening_line(scheme), wording.by_account_line(scheme)))],
    }


def _figures(figures: Iterable[Any]) -> list[list[str]]:
    return [
        [wording.figure_name(one), wording.figure_amount(one), wording.figure_source(one)]
        for one in figures
    ]


def _entry(document: Document, entry: Entry, placed: Mapping[int, PlacedFile]) -> Mapping[str, Any]:
    stages = wording.stages_of(document)
    return {
        "label": f"entry-{entry.number}",
        "number": f"{entry.number}. ",
        "title": inline(entry_words.entry_title(entry)),
        "facts": _rows(entry_words.entry_facts(entry)),
        "told": [
            {"called": heading, "words": paragraphs(told.words)}
            for heading, told in entry_words.written(stages, entry)
        ],
        "unwritten": list(entry_words.unwritten_lines(stages, entry)),
        "worth": [
            {
                "line": entry_words.worth_line(one),
                "tests": [
                    {"name": name, "verdict": verdict, "reason": reason, "source": source}
                    for name, verdict, reason, source in entry_words.test_rows(one)
                ],
            }
            for one in entry.worth
        ],
        "notes": list(entry_words.disallowed_lines(entry)),
        "standing": [inline(line) for line in entry_words.standing_lines(entry)],
        "evidence": [_evidence(one, placed) for one in entry.evidence],
        "small": entry_words.entry_small(entry),
    }


def _evidence(one: Evidence, placed: Mapping[int, PlacedFile]) -> Mapping[str, Any]:
    where = placed.get(one.number)
    small = [f"SHA-256 {one.sha256}"] if one.kind == "file" else []
    if where is not None:
        small.insert(0, entry_words.placed_line(where))
    shown = where is not None and where.place == "pages"
    return {
        "line": inline(entry_words.evidence_line(one)),
        "small": small,
        "shown": f"evidence-{one.number}" if shown else "",
    }


def _file(
    document: Document,
    one: Evidence,
    placed: Mapping[int, PlacedFile],
    attached: Mapping[int, Mapping[str, Any]],
) -> Mapping[str, Any]:
    where, name = placed.get(one.number), attached.get(one.number, {}).get("path")
    return {
        "entries": entry_words.entries_with(document, one.number),
        "shown": f"evidence-{one.number}" if where and where.place == "pages" else "",
        "attached": inline(f"Among the attachments: {name}") if name else None,
        "number": one.number,
        "name": inline(one.name),
        "sha": one.sha256,
        "size": "" if one.size is None else writing.size(one.size),
        "placed": "" if where is None else entry_words.placed_line(where),
    }


def _shown(one: ReadyFile, name: str) -> Mapping[str, Any]:
    return {
        "label": f"evidence-{one.placed.number}",
        "number": f"Evidence {one.placed.number}: ",
        "title": inline(name),
        "pages": [
            {
                "path": page.path.name,
                "wide": page.wide,
                "said": f"Page {place} of {one.placed.pages} of evidence {one.placed.number}",
                "text": page.text,
            }
            for place, page in enumerate(one.pages, start=1)
        ],
    }


def _attached(
    ready: Sequence[ReadyFile], files: Sequence[Evidence], given: Sequence[GivenFile]
) -> dict[int, Mapping[str, Any]]:
    """By number, what is attached and under which name."""
    paths = {one.number: one.path for one in given}
    types = {one.number: one.media_type for one in files}
    found: dict[int, Mapping[str, Any]] = {}
    for one in ready:
        path = paths.get(one.placed.number)
        if path is not None:
            number = one.placed.number
            name = _named(files, number)
            found[number] = {
                "path": f"{number:03}-{name}",
                "source": path.name,
                "media_type": types.get(number) or "application/octet-stream",
                "said": f"Evidence {number}",
            }
    return found


def _named(files: Sequence[Evidence], number: int) -> str:
    return next((one.name for one in files if one.number == number), "") or "file"


def _rows(rows: Iterable[tuple[str, str]]) -> list[list[Any]]:
    return [[name, inline(value)] for name, value in rows]


def _replaces(document: Document) -> bool:
    """Whether a word of the member's holds a character that no font has."""
    return any(
        replaces(text)
        for entry in document.entries
        for text in (
            entry.title,
            entry.provider,
            *(one.words for one in entry.told),
            *(one.name for one in entry.evidence),
            *(entry_words.sign_off_line(one) for one in entry.sign_offs),
        )
    )
