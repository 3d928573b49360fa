"""Archives for tests, made of a record as an export has it, and parts of one changed."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.archive import chain, form, merkle
from bot.archive.form import Leaf, document
from bot.archive.page import page
from bot.archive.proof_checks import Receipt, ReceiptRefused
from bot.archive.readme import read_me
from bot.archive.record_checks import files_named
from bot.archive.report import Report
from bot.archive.verifying import verify
from bot.archive.writing import ArchiveWriter

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
CONTENT = b"%PDF-1.7 a certificate"

OTHERS = [merkle.leaf_hash(f"somebody else's {number}".encode()) for number in range(4)]


def entry(number: int, **more: Any) -> dict[str, Any]:
    """An entry as a record has it."""
    return {
        "id": number,
        "status": "logged",
        "title": f"Course {number}",
        "start_date": "2026-11-20",
        "end_date": "2026-11-20",
        "minutes": 120,
        "type": "course",
        "formality": "formal",
        "provider": "Bosch",
        "reflect": None,
        "plan": None,
        "act": None,
        "evaluate": "I prove dead before I touch the pack.",
        "private_stages": [],
        "split_by_day": False,
        "subjects": [],
        "disallowed": [],
        "evidence": [],
        "assessments": [],
        "follow_ups": [],
        "logged_at": chain.moment(NOW),
        "source_text": None,
        **more,
    }


def content_of(one: Mapping[str, Any]) -> dict[str, Any]:
    """What a revision says of an entry."""
    names = (
        *("title", "minutes", "type", "formality", "provider", "reflect", "plan", "act"),
        *("evaluate", "start_date", "end_date", "status", "split_by_day", "private_stages"),
    )
    evidence = [
        {"kind": "link", "url": each["url"]}
        if each["kind"] == "link"
        else {"kind": "file", "name": each["name"], "sha256": each["url"][7:]}
        for each in one["evidence"]
    ]
    content = {name: one[name] for name in names}
    return {**content, "subjects": one["subjects"], "evidence": evidence, "salt": "0" * 32}


def revised(record: dict[str, Any], kind: str, about: int, content: Mapping[str, Any]) -> None:
    """Another revision at the end of a record's chain."""
    revisions = record["revisions"]
    previous = revisions[-1]["hash"] if revisions else ""
    number = len(revisions) + 1
    at = NOW - timedelta(days=60) + timedelta(days=10 * number)
    text = chain.canonical(content)
    hashed = chain.digest(text)
    own = chain.link(previous, number, kind, at, about, hashed)
    revisions.append(
        {
            "member_id": 1,
            "entry_id": about,
            "number": number,
            "kind": kind,
            "at": chain.moment(at),
            "content": text,
            "content_hash": hashed,
            "previous": previous,
            "hash": own,
            "format": chain.FORMAT,
        }
    )
    record["chain"] = {"length": number, "head": own}


def file_evidence(sha256: str, name: str = "certificate.pdf") -> dict[str, Any]:
    """A file as an entry's evidence."""
    return {"kind": "file", "url": f"sha256:{sha256}", "name": name, "runs_out": None}


def a_record(member: str = "UANA") -> dict[str, Any]:
    """A record of three saved entries, one with a file, and a draft."""
    sha256 = chain.digest(CONTENT.decode())
    lists = ("enrolments", "registration", "job_roles", "team_links", "access_log", "nudges")
    record: dict[str, Any] = {
        "format": form.RECORD_FORMAT,
        "exported_at": chain.moment(NOW),
        "workspace": {"id": "T1", "name": "Works"},
        "member": {"slack_id": member, "name": "Ana", "slack_tz": "UTC"},
        "settings": {"tz": None},
        "chain": {"length": 0, "head": ""},
        **{name: [] for name in (*lists, "write_ups", "held_messages", "coach")},
        "entries": [entry(1), entry(2, evidence=[file_evidence(sha256)]), entry(3)],
        "revisions": [],
        "files": [{"sha256": sha256, "name": "certificate.pdf", "size": len(CONTENT)}],
    }
    for one in record["entries"]:
        revised(record, "saved", one["id"], content_of(one))
    first = record["entries"][0]
    first["title"] = "Course one"
    revised(record, "edited", 1, content_of(first))
    record["entries"].append(entry(4, status="draft"))
    return record


def a_proof(record: Mapping[str, Any], *, upto: int = 3, receipts: tuple[str, ...] = ()) -> Any:
    """A proof for October 2026, in whose tree are four others."""
    head = record["revisions"][upto - 1]["hash"]
    leaf = Leaf("0" * 32, upto, head, "2026-10").written()
    hashes = [*OTHERS[:2], merkle.leaf_hash(leaf.encode()), *OTHERS[2:]]
    return {
        "format": form.PROOF_FORMAT,
        "chain": record["chain"],
        "roots": [
            {
                "month": "2026-10",
                "made_at": "2026-11-01T00:00:10.000000Z",
                "root": merkle.root(hashes).hex(),
                "leaves": 5,
                "index": 2,
                "leaf": leaf,
                "path": [one.hex() for one in merkle.path(2, hashes)],
                "receipts": list(receipts),
            }
        ],
    }


def packed(
    record: dict[str, Any],
    proof: Mapping[str, Any] | None = None,
    *,
    beside: Mapping[str, bytes] | None = None,
    contents: Mapping[str, bytes] | None = None,
) -> bytes:
    """An archive of a record; `contents` are bytes of evidence by hash."""
    known = {chain.digest(CONTENT.decode()): CONTENT} if contents is None else contents
    stream = io.BytesIO()
    writer = ArchiveWriter(
        stream,
        made_at=record["exported_at"],
        workspace=record["workspace"]["id"],
        member=record["member"]["slack_id"],
    )
    writer.add(form.RECORD, [json.dumps(record, ensure_ascii=False, indent=1).encode()])
    writer.add(form.SCHEMA, [form.schema()])
    writer.add(form.CSV, [b"\xef\xbb\xbf"])
    writer.add(form.PAGE, page(record))
    for sha256 in sorted(files_named(record)):
        if sha256 in known:
            name = form.evidence_name(sha256, "certificate.pdf")
            writer.add(name, [known[sha256]], packed=False)
        else:
            writer.lacks(sha256, "not kept")
    writer.add(form.PROOF, [document(a_proof(record) if proof is None else proof)])
    for name, content in (beside or {}).items():
        writer.add(name, [content])
    writer.add(form.READ_ME, [read_me(record["exported_at"])])
    writer.close()
    return stream.getvalue()


def files_of(archive: bytes) -> dict[str, bytes]:
    """What is in an archive, by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a ZIP, as somebody else's tool makes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return stream.getvalue()


def listed_anew(files: dict[str, bytes]) -> dict[str, bytes]:
    """The same with a manifest that fits, as whoever tampers with more than a file makes it."""
    manifest = json.loads(files[form.MANIFEST])
    manifest["files"] = [
        {"name": name, "size": len(content), "sha256": _sha256(content)}
        for name, content in files.items()
        if name != form.MANIFEST
    ]
    return {**files, form.MANIFEST: document(manifest)}


def changed(archive: bytes, name: str, change: Callable[[Any], None]) -> bytes:
    """An archive with one of its JSON documents changed, and the manifest made to fit."""
    files = files_of(archive)
    value = deepcopy(json.loads(files[name]))
    change(value)
    files[name] = document(value)
    if name == form.RECORD:
        with suppress(Exception):
            files[form.PAGE] = b"".join(page(json.loads(files[name])))
    return zipped(listed_anew(files))


def _sha256(content: bytes) -> str:

    return hashlib.sha256(content).hexdigest()


def no_receipts(_content: bytes, _root: str) -> Receipt:
    """Where a test has no receipts."""
    raise ReceiptRefused("there is none")


def report_of(
    folder: Path, archive: bytes, *against: str, receipts: Any = no_receipts, name: str = "a.zip"
) -> Report:
    """What there is to say of an archive."""
    path = folder / name
    path.write_bytes(archive)
    return verify(path, against, receipts)


def failures(report: Report) -> list[str]:
    """What does not hold."""
    return [one.text for one in report.said if one.kind == "fails"]
