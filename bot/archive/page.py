"""The page in an archive: the whole record, to be read in any browser without a network.

It loads nothing and runs nothing. Plain on purpose: `Page` is all that another one has to be.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import quote

from bot.archive.form import FIRST_PAGE_FORMAT, PAGE_FORMAT, evidence_name
from bot.archive.page_words import change_named, moment, settings_named

Page = Callable[[Mapping[str, Any]], Iterator[bytes]]
"""Makes a page, in pieces, of a record's document."""

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}h1{line-height:1.2}article{border-top:1px solid #767676;"
    "margin-top:2rem}dt{font-weight:600}dd{margin:0 0 .5rem;white-space:pre-wrap;"
    "overflow-wrap:anywhere}table{border-collapse:collapse;width:100%;font-size:.85rem}th,td{"
    "border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}th,td:first-child{overflow-wrap:break-word}"
    ".wide{overflow-x:auto}.wide table{width:auto}"
    ".wide td{min-width:6rem;max-width:30rem}.small{color:#555;font-size:.85rem}"
    "@media print{nav{display:none}h3,h4{break-after:avoid}tr{break-inside:avoid}}"
)
_HEAD: Final = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="generator" content="{format}">\n'
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    "<style>{style}</style>\n"
)
_IN_LINES: Final = "td{white-space:pre-wrap}"
_CHANGES: Final = frozenset({"revisions", "segment_revisions"})
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
    "source_text": "The sentence it began with",
}
_STATUSES: Final = {"logged": "saved"}
"""What an entry's state is called, where the record has another word for it."""

_VERDICTS: Final = {
    "met": "met",
    "missing": "not met yet",
    "warning": "look at this",
    "not_known": "not known",
}
_NAMED_APART: Final = ("entry.tests:", "entry.", "framework.", "limit.", "activity.")
"""What stands before a test's own name in a rule."""

_TABLES: Final = {
    "enrolments": "Schemes",
    "registration": "Registration",
    "job_roles": "Jobs",
    "team_links": "Managers",
    "shares": "Shared with",
    "body_audits": "Audits by a body",
    "audits": "Audits at the workplace",
    "audit_populations": "Drawings for audits",
    "revisions": "Every change, in its chain",
    "segments": "Changes that were sealed",
    "segment_revisions": "Every change in them",
    "access_log": "Who looked",
    "nudges": "Nudges",
    "write_ups": "Times to write something up",
    "files": "Files",
    "held_messages": "Messages whose place is open",
    "coach": "The coach",
}
_LINKED: Final = ("https://", "http://")


def page(record: Mapping[str, Any], page_format: str = PAGE_FORMAT) -> Iterator[bytes]:
    """The page of a record, the same bytes for the same record and format."""
    for piece in _page(record, page_format):
        yield piece.encode()


def _page(record: Mapping[str, Any], page_format: str) -> Iterator[str]:
    in_words = page_format != FIRST_PAGE_FORMAT
    member, chain = record["member"], record["chain"]
    name = member["name"] or member["slack_id"]
    style = f"{_STYLE}{_IN_LINES}" if in_words else _STYLE
    yield _HEAD.format(format=page_format, style=style)
    yield f"<title>CPD record of {escape(name)}</title>\n</head>\n<body>\n"
    yield f"<h1>CPD record of {_text(name)}</h1>\n"
    yield _facts(
        {
            "As of": moment(record["exported_at"]),
            "Workspace": record["workspace"]["name"] or record["workspace"]["id"],
            "Member": member["slack_id"],
            "Changes of saved entries": chain["length"],
            "Head of their chain": chain["head"],
        }
    )
    entries = sorted(record["entries"], key=_by_day)
    yield f"<h2>Entries ({len(entries)})</h2>\n"
    yield f'<nav aria-label="Entries"><ul>{"".join(map(_line, entries))}</ul></nav>\n'
    for entry in entries:
        yield from _entry(entry)
    yield "<h2>Settings</h2>\n"
    yield _facts(settings_named(record["settings"]) if in_words else record["settings"])
    for name, title in _TABLES.items():
        rows = record.get(name, ())  # an older record has fewer of them
        yield f"<h2>{title} ({len(rows)})</h2>\n"
        if in_words and name in _CHANGES:
            rows = [change_named(row) for row in rows]
        yield from _table(rows)
    yield "</body>\n</html>\n"


def _by_day(entry: Mapping[str, Any]) -> tuple[str, int]:
    return entry["start_date"] or "9999", entry["id"]


def _line(entry: Mapping[str, Any]) -> str:
    """One of the contents: it leads to the entry."""
    days, minutes = _days(entry), entry["minutes"]
    rest = [one for one in (days, None if minutes is None else _length(minutes)) if one]
    title = _text(entry["title"] or "Without a title")
    small = f' <span class="small">{_text(", ".join(rest))}</span>' if rest else ""
    return f'<li><a href="#entry-{int(entry["id"])}">{title}</a>{small}</li>'


def _days(entry: Mapping[str, Any]) -> str:
    days = [one for one in (entry["start_date"], entry["end_date"]) if one]
    return " to ".join(dict.fromkeys(days))


def _entry(entry: Mapping[str, Any]) -> Iterator[str]:
    title = _text(entry["title"] or "Without a title")
    yield f'<article id="entry-{int(entry["id"])}">\n<h3>{title}</h3>\n'
    minutes, status = entry["minutes"], entry["status"]
    facts: dict[str, Any] = {
        "Number": entry["id"],
        "When": _days(entry) or None,
        "How long": None if minutes is None else _length(minutes),
        **{title: entry[name] for name, title in _FACTS.items()},
        "State": _STATUSES.get(status, status),
        "Saved": moment(entry["logged_at"]) if entry["logged_at"] else None,
        "Subjects": "\n".join(map(_subject, entry["subjects"])),
        **{title: entry[name] for name, title in _STAGES.items()},
        "Private": ", ".join(_STAGES.get(one, one) for one in entry["private_stages"]),
        "Signed off": "\n".join(map(_sign_off, entry.get("sign_offs", ()))),
        "In the body's own account": "\n".join(map(_entered, entry.get("entered", ()))),
        "What a body said of it": "\n".join(map(_disallowed, entry["disallowed"])),
    }
    yield _facts({name: value for name, value in facts.items() if value not in (None, "")})
    if entry["evidence"]:
        yield f"<h4>Evidence</h4>\n<ul>{''.join(map(_evidence, entry['evidence']))}</ul>\n"
    if entry["assessments"]:
        yield "<h4>What it is worth</h4>\n"
        for one in entry["assessments"]:
            yield from _worth(one)
    if entry["follow_ups"]:
        yield "<h4>Asked about later</h4>\n"
        yield from _table(entry["follow_ups"])
    rest = {name: entry[name] for name in sorted(entry) if name not in _SHOWN}
    rest["assessments"] = [
        {name: value for name, value in one.items() if name != "findings"}
        for one in entry["assessments"]
    ]
    yield f"<details><summary>Everything else</summary>\n{_facts(rest)}</details>\n</article>\n"


_SHOWN: Final = frozenset(
    {
        *("id", "title", "start_date", "end_date", "minutes", "subjects", "evidence", "logged_at"),
        *("assessments", "follow_ups", *_FACTS, *_STAGES),
    }
)


def _worth(one: Mapping[str, Any]) -> Iterator[str]:
    """What it is under one scheme, and each test with its reason and its rule."""
    subject = f", {one['subject']}" if one.get("subject") else ""
    said = f"{one['pack_version']}{subject}: {one['state']}"
    if one["credits"] is not None:
        said += f", {one['credits'] / 100:g} credits"
    said += f"; {_length(one['minutes'])} up to {one['last_day']}"
    yield f"<p>{_text(said + (', by a rule that is assumed.' if one['assumed'] else '.'))}</p>\n"
    tests = [
        {
            "Test": _test_name(str(each["rule"])),
            "Found": _VERDICTS.get(each["verdict"], each["verdict"]),
            "Why": each["sentence"],
            "Rule": each["source"] + (" (assumed)" if each["assumed"] else ""),
        }
        for each in one["findings"] or ()
    ]
    if tests:
        yield from _table(tests, wide=False)


def _test_name(rule: str) -> str:
    """ "entry.tests:current" → "Current"."""
    for before in _NAMED_APART:
        rule = rule.removeprefix(before)
    return rule.replace("_", " ").replace(".", " ").capitalize()


def _sign_off(one: Mapping[str, Any]) -> str:
    """ "Confirmed by Helen Ward on 2026-11-21: Saw it done"."""
    on = one["answered_at"] or one["asked_at"]
    changed = " (the entry was changed since)" if one["changed_since"] else ""
    words = f": {one['words']}" if one["words"] else ""
    return f"{str(one['state']).capitalize()}, {one['reviewer']}, {on[:10]}{changed}{words}"


def _entered(one: Mapping[str, Any]) -> str:
    changed = "; the entry was changed since" if one["changed_since"] else ""
    return f"{one['body']}, by the member's word of {one['on']}{changed}"


def _disallowed(one: Mapping[str, Any]) -> str:
    if one.get("allowed"):
        return f"{one['pack']}: counts again since {one['on']}"
    why = {None: "no reason given", "other": "for another reason"}.get(
        one.get("reason"), f"not {one.get('reason')}"
    )
    return f"{one['pack']}: not counted since {one['on']}, {why}"


def _subject(one: Mapping[str, Any]) -> str:
    minutes = one.get("minutes")
    return str(one["name"]) + ("" if minutes is None else f": {_length(minutes)}")


def _length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [*([f"{hours} h"] if hours else []), *([f"{rest} min"] if rest else [])]
    return " ".join(parts) or "0 min"


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


def _table(rows: Sequence[Mapping[str, Any]], *, wide: bool = True) -> Iterator[str]:
    """`wide`: it may be broader than the page, and is moved sideways then."""
    if not rows:
        yield "<p>None.</p>\n"
        return
    names = list(rows[0])
    head = "".join(f'<th scope="col">{_text(name.replace("_", " "))}</th>' for name in names)
    yield '<div class="wide" tabindex="0">\n' if wide else ""
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for row in rows:
        cells = "".join(f"<td>{_text(_said(row.get(name)))}</td>" for name in names)
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n</table>\n"
    yield "</div>\n" if wide else ""


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
