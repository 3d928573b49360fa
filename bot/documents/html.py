"""A record as one page of HTML that needs nothing else: no network, no script, no other file.

All words are escaped here, and the policy in its head lets nothing run or load, whatever they are.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from bot.documents import chart_words, charts, entry_words, overview_words, wording, writing
from bot.documents.model import Document, Entry, Evidence, Figure, Scheme, files_in

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
_STYLE: Final = """
:root{color-scheme:light dark;--ink:#1f2933;--soft:#52606d;--line:#cbd2d9;--tint:#f3f5f7;
--accent:#1f5f8b;--paper:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e4e7eb;--soft:#9aa5b1;--line:#3e4c59;--tint:#1f2933;
--accent:#7cc4fa;--paper:#12181f}}
body{font:16px/1.5 "Noto Sans",system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);
background:var(--paper);max-width:52rem;margin:0 auto;padding:1.5rem;overflow-wrap:anywhere}
h1,h2{color:var(--accent);line-height:1.25}h2{margin-top:2.5rem}h3{margin:2rem 0 .5rem}
h4{color:var(--soft);margin:1.2rem 0 .2rem;font-size:.95rem}p{margin:.4rem 0}
dl{display:grid;grid-template-columns:minmax(6rem,9rem) 1fr;gap:.15rem 1rem}dt{color:var(--soft)}
dd{margin:0}table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid var(--line)}
th,td:first-child{overflow-wrap:break-word}
th{color:var(--soft);font-weight:600}tr.sum td{font-weight:600}
.small{color:var(--soft);font-size:.85rem}
.note{background:var(--tint);padding:.75rem 1rem;border-radius:.4rem}
.told{white-space:pre-wrap}article{border-top:1px solid var(--line);margin-top:1.5rem}
code{font-size:.8rem}svg{width:100%;height:auto}svg rect{fill:var(--accent)}
svg text{fill:var(--soft);font-size:10px}a{color:var(--accent)}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--tint:#f3f5f7;--accent:#1f5f8b;
--line:#bbb}body{font-size:10.5pt;max-width:none;padding:0}h2,h3,h4{break-after:avoid}
tr,dl{break-inside:avoid}thead{display:table-header-group}}
@page{size:A4;margin:2cm}
"""
_BAR, _GAP, _HIGH, _ROOM = 16, 4, 120, 14
"""Of a bar, of what is between two, of the highest, and of the number above it."""


def render(document: Document) -> bytes:
    """The page, in UTF-8."""
    return "\n".join(_page(document)).encode() + b"\n"


def _page(document: Document) -> Iterable[str]:
    title = escape(wording.title_of(document))
    yield "<!doctype html>"
    yield '<html lang="en-GB"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<header><h1>{_isolated(wording.title_of(document))}</h1>"
    yield f"<p>{escape(wording.period_of(document))}</p>{_list(wording.head_of(document))}"
    notes = [*wording.front_lines(document), wording.STATES_MEAN, wording.CHECKED_BY]
    notes.append(wording.outlook(document))
    yield f'<div class="note">{"".join(map(_paragraph, notes))}</div></header><main>'
    yield from _contents(document)
    for scheme in document.schemes:
        yield from _scheme(document, scheme)
    yield from _charts(document)
    yield '<section id="entries"><h2>Entries</h2>'
    if not document.entries:
        yield _paragraph(wording.NO_ENTRIES)
    for entry in document.entries:
        yield from _entry(document, entry)
    yield "</section>"
    yield from _evidence(document)
    yield '<section id="checking"><h2>How this can be checked</h2>'
    yield f"{_paragraph(wording.provenance_of(document))}</section></main>"
    yield f'<footer class="small">{_paragraph(wording.made_on(document) + ".")}</footer>'
    yield "</body></html>"


def _contents(document: Document) -> Iterable[str]:
    """Every entry in a row that leads to it, and what they come to."""
    if not document.entries:
        return
    yield f'<nav aria-label="Contents"><h2>{escape(overview_words.OVERVIEW)}</h2>'
    yield f"<table>{_head(overview_words.overview_head(document))}<tbody>"
    for entry, row in zip(document.entries, overview_words.overview_rows(document), strict=True):
        number, title, *rest = (_isolated(cell) for cell in row)
        cells = [number, f'<a href="#entry-{entry.number}">{title}</a>', *rest]
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    total = "".join(
        f"<td>{_isolated(cell)}</td>" for cell in overview_words.overview_total(document)
    )
    yield f'<tr class="sum">{total}</tr></tbody></table>'
    if note := overview_words.overview_note(document):
        yield f'<p class="small">{escape(note)}</p>'
    yield "</nav>"


def _scheme(document: Document, scheme: Scheme) -> Iterable[str]:
    said = "".join(map(_paragraph, wording.scheme_lines(scheme)))
    yield f"<section><h2>{escape(scheme.title)}</h2>{said}"
    if scheme.totals:
        yield _figures(scheme.totals)
    if scheme.years:
        yield f"<h3>{escape(wording.BY_YEAR)}</h3>{_figures(scheme.years)}"
    if scheme.standing:
        yield f"<h3>{escape(wording.standing_heading(document))}</h3>"
        yield _figures(scheme.standing)
    for line in filter(None, (wording.opening_line(scheme), wording.by_account_line(scheme))):
        yield f'<p class="small">{escape(line)}</p>'
    yield "</section>"


def _figures(figures: Sequence[Figure]) -> str:
    return _table(
        ("What", "How much", "By which rule"),
        [
            (wording.figure_name(one), wording.figure_amount(one), wording.figure_source(one))
            for one in figures
        ],
    )


def _charts(document: Document) -> Iterable[str]:
    months, kinds = charts.rhythm(document), charts.mix(document)
    said = chart_words.rhythm_words(months, charts.undated(document))
    yield f"<section><h2>{escape(wording.CHARTS)}</h2><h3>Entries by month</h3>"
    if months:
        most = max(1, *(one.entries for one in months))
        bars = []
        for place, one in enumerate(months):
            high = round(_HIGH * one.entries / most)
            at = place * (_BAR + _GAP)
            bars.append(
                f'<rect x="{at}" y="{_HIGH - high}" width="{_BAR}" height="{high}">'
                f"<title>{escape(chart_words.month(one))}: {one.entries}</title></rect>"
            )
            if one.entries:
                middle, above = at + _BAR // 2, _HIGH - high - 3
                bars.append(
                    f'<text x="{middle}" y="{above}" text-anchor="middle">{one.entries}</text>'
                )
            if place % 6 == 0:
                bars.append(
                    f'<text x="{at}" y="{_HIGH + 14}">{escape(chart_words.month(one))}</text>'
                )
        wide = max(len(months) * (_BAR + _GAP), 360)
        box = f"0 {-_ROOM} {wide} {_ROOM + _HIGH + 20}"
        yield f'<svg role="img" aria-label="{escape(said)}" viewBox="{box}">'
        yield f"{''.join(bars)}</svg>"
    yield _paragraph(said)
    yield "<h3>Kinds of activity</h3>"
    rows = [(chart_words.kind_name(one), str(one.entries)) for one in kinds]
    yield _table(("Kind", "Entries"), rows) if rows else ""
    yield f"{_paragraph(chart_words.mix_words(kinds, charts.formality(document)))}</section>"


def _entry(document: Document, entry: Entry) -> Iterable[str]:
    title = _isolated(entry_words.entry_title(entry))
    yield f'<article id="entry-{entry.number}"><h3>{entry.number}. {title}</h3>'
    yield _list(entry_words.entry_facts(entry))
    stages = wording.stages_of(document)
    for heading, told in entry_words.written(stages, entry):
        yield f"<h4>{escape(heading)}</h4>"
        yield f'<div class="told" dir="auto">{escape(_plain(told.words))}</div>'
    for line in entry_words.unwritten_lines(stages, entry):
        yield _paragraph(line)
    for worth in entry.worth:
        yield f"<h4>{escape(entry_words.worth_line(worth))}</h4>"
        if worth.tests:
            yield _table(entry_words.TEST_COLUMNS, entry_words.test_rows(worth))
    for line in (*entry_words.disallowed_lines(entry), *entry_words.standing_lines(entry)):
        yield _paragraph(line)
    yield "<h4>Evidence</h4>"
    lines = [_evidence_item(one) for one in entry.evidence]
    yield f"<ul>{''.join(lines)}</ul>" if lines else _paragraph(entry_words.NO_EVIDENCE)
    yield f'<p class="small">{escape(_plain(entry_words.entry_small(entry)))}</p></article>'


def _evidence_item(one: Evidence) -> str:
    """A link is written out and leads nowhere: whoever follows it has seen where it goes."""
    sha = f"<br><code>SHA-256 {escape(one.sha256)}</code>" if one.sha256 else ""
    return f"<li>{_isolated(entry_words.evidence_line(one))}{sha}</li>"


def _evidence(document: Document) -> Iterable[str]:
    files = files_in(document)
    if not files:
        return
    yield '<section id="evidence"><h2>Evidence</h2>'
    yield _paragraph(wording.NOT_HELD)
    yield _table(
        ("No.", "File", "Of", "Size", "SHA-256"),
        [
            (
                str(one.number),
                one.name,
                entry_words.entries_with(document, one.number),
                "" if one.size is None else writing.size(one.size),
                one.sha256,
            )
            for one in files
        ],
    )
    yield "</section>"


def _list(rows: Iterable[tuple[str, str]]) -> str:
    found = (f"<dt>{escape(name)}</dt><dd>{_isolated(value)}</dd>" for name, value in rows)
    return f"<dl>{''.join(found)}</dl>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(
        f"<tr>{''.join(f'<td>{_isolated(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table>{_head(head)}<tbody>{body}</tbody></table>"


def _head(head: Sequence[str]) -> str:
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    return f"<thead><tr>{heads}</tr></thead>"


def _paragraph(text: str) -> str:
    return f'<p dir="auto">{escape(_plain(text))}</p>'


def _isolated(text: str) -> str:
    """Somebody's words among ours: their direction is their own."""
    return f"<bdi>{escape(_plain(text))}</bdi>"


def _plain(text: str) -> str:
    """Without control characters, which HTML does not take."""
    return "".join(one for one in text if one in "\t\n" or (ord(one) >= 32 and ord(one) != 127))
