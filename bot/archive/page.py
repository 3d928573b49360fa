"""The page in an archive: the whole record, to be read in any browser without a network.

It loads nothing and runs nothing. Plain on purpose: `Page` is all that another one has to be.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import quote

from bot.archive.form import PAGE_FORMAT, evidence_name

Page = Callable[[Mapping[str, Any]], Iterator[bytes]]
"""Makes a page, in pieces, of a record's document."""

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}h1{line-height:1.2}article{border-top:1px solid #767676;"
    "margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-wrap;"
    "overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{"
    "border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}@media print{article{break-inside:avoid}}"
)
_HEAD: Final = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    f'<meta name="generator" content="{PAGE_FORMAT}">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<title>CPD record</title>\n<style>" + _STYLE + "</style>\n</head>\n<body>\n"
)
_STAGES: Final = {
    "reflect": "Reflection",
    "plan": "Plan",
    "act": "Action",
    "evaluate": "What it changed",
}
_FACTS: Final = {
    "status": "State",
    "type": "Type",
    "formality": "Formal or informal",
    "provider": "Provider",
    "logged_at": "Saved",
    "source_text": "The sentence it began with",
}
_TABLES: Final = {
    "enrolments": "Schemes",
    "registration": "Registration",
    "job_roles": "Jobs",
    "team_links": "Managers",
    "revisions": "Every change, in its chain",
    "access_log": "Who looked",
    "nudges": "Nudges",
    "write_ups": "Times to write something up",
    "files": "Files",
    "held_messages": "Messages whose place is open",
    "coach": "The coach",
}
_LINKED: Final = ("https://", "http://")


def page(record: Mapping[str, Any]) -> Iterator[bytes]:
    """The page of a record, the same bytes for the same record."""
    for piece in _page(record):
        yield piece.encode()


def _page(record: Mapping[str, Any]) -> Iterator[str]:
    yield _HEAD
    member, chain = record["member"], record["chain"]
    yield f"<h1>CPD record of {_text(member['name'] or member['slack_id'])}</h1>\n"
    yield _facts(
        {
            "As of": record["exported_at"],
            "Workspace": record["workspace"]["name"] or record["workspace"]["id"],
            "Member": member["slack_id"],
            "Changes of saved entries": chain["length"],
            "Head of their chain": chain["head"],
        }
    )
    entries = record["entries"]
    yield f"<h2>Entries ({len(entries)})</h2>\n"
    for entry in sorted(entries, key=_by_day):
        yield from _entry(entry)
    yield "<h2>Settings</h2>\n"
    yield _facts(record["settings"])
    for name, title in _TABLES.items():
        yield f"<h2>{title} ({len(record[name])})</h2>\n"
        yield from _table(record[name])
    yield "</body>\n</html>\n"


def _by_day(entry: Mapping[str, Any]) -> tuple[str, int]:
    return entry["start_date"] or "9999", entry["id"]


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    yield f"<article>\n<h3>{_text(entry['title'] or 'Without a title')}</h3>\n"
    days = [one for one in (entry["start_date"], entry["end_date"]) if one]
    minutes = entry["minutes"]
    facts: dict[str, Any] = {
        "Number": entry["id"],
        "When": " to ".join(dict.fromkeys(days)) or None,
        "How long": None if minutes is None else _length(minutes),
        **{title: entry[name] for name, title in _FACTS.items()},
        "Subjects": "\n".join(map(_subject, entry["subjects"])) or None,
        **{title: entry[name] for name, title in _STAGES.items()},
    }
    yield _facts({name: value for name, value in facts.items() if value is not None})
    if entry["evidence"]:
        yield f"<h4>Evidence</h4>\n<ul>{''.join(map(_evidence, entry['evidence']))}</ul>\n"
    for name, title in (("assessments", "What it is worth"), ("follow_ups", "Asked about later")):
        if entry[name]:
            yield f"<h4>{title}</h4>\n"
            yield from _table(entry[name])
    rest = {name: entry[name] for name in sorted(entry) if name not in _SHOWN}
    yield f"<details><summary>Everything else</summary>\n{_facts(rest)}</details>\n</article>\n"


_SHOWN: Final = frozenset(
    {
        *("id", "title", "start_date", "end_date", "minutes", "subjects", "evidence"),
        *("assessments", "follow_ups", *_FACTS, *_STAGES),
    }
)


def _subject(one: Mapping[str, Any]) -> str:
    minutes = one.get("minutes")
    return str(one["name"]) + ("" if minutes is None else f": {_length(minutes)}")


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])])


def _evidence(one: Mapping[str, Any]) -> str:
    """A link, or a file as it lies beside this page once the archive is unpacked."""
    if one["kind"] == "file":
        sha256 = str(one["url"]).removeprefix("sha256:")
        runs_out = f", runs out {one['runs_out']}" if one.get("runs_out") else ""
        address = quote(evidence_name(sha256, one["name"]))
        what = f"{one['name'] or 'a file'} (SHA-256 {sha256}{runs_out})"
        return f'<li><a href="{escape(address)}">{_text(what)}</a></li>'
    if str(one["url"]).startswith(_LINKED):
        address = escape(str(one["url"]))
        return f'<li><a rel="noreferrer" href="{address}">{_text(one["url"])}</a></li>'
    return f"<li>{_text(one['url'])}</li>"


def _facts(facts: Mapping[str, Any]) -> str:
    rows = [f"<dt>{_text(name)}</dt><dd>{_text(_said(one))}</dd>\n" for name, one in facts.items()]
    return f"<dl>\n{''.join(rows)}</dl>\n"


def _table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if not rows:
        yield "<p>None.</p>\n"
        return
    names = list(rows[0])
    head = "".join(f'<th scope="col">{_text(name.replace("_", " "))}</th>' for name in names)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for row in rows:
        cells = "".join(f"<td>{_text(_said(row.get(name)))}</td>" for name in names)
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n</table>\n"


def _said(value: Any) -> str:
    match value:
        case None | "" | [] | {}:
            return "–"
        case bool():
            return "yes" if value else "no"
        case str() | int():
            return str(value)
        case _:
            return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _text(value: Any) -> str:
    """Escaped, and in whatever direction it is written."""
    return f'<bdi dir="auto">{escape(str(value))}</bdi>'
