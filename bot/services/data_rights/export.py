"""The member's whole record to take along: one JSON document, and the entries as CSV.

Both are in the archive, and either can be had by itself. `docs/export.md` describes them, and how
anybody verifies the chain without us. Both are written page by page and always in the same way: the
same record at the same moment gives the same bytes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from bot.archive.chain import moment
from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.data_rights.entry_cells import (
    COLUMNS,
    cells,
    csv_rows,
    entered_at,
    signed_off,
)
from bot.services.record.checks import OF_WORDS
from bot.services.record.entered import entered_of
from bot.services.record.late_words import late_words
from bot.services.record.sign_offs import SignedOff, sign_offs_of
from storage.audits.plain import review_to
from storage.data_rights.member_data import OWN_SETTINGS
from storage.row_types import (
    ConversationRecord,
    EntryRecord,
    MemberRecord,
)
from storage.sharing.shares import ShareRecord
from storage.unit_of_work import UnitOfWork

FORMAT: Final = "cpdbot-export-1"
KIND: Final = "export"
"""The kind of the job that makes the archive, or one of the files alone, and brings it."""

FileFormat = Literal["json", "csv"]
FORMATS: Final[tuple[FileFormat, ...]] = ("json", "csv")

PAGE: Final = 200
STEP: Final = 100_000
"""Bytes that are written before others have a turn."""


_NOT_TOLD: Final = frozenset({"member_id", "before"})
"""Of a body's audit: what an undo goes by, and whose it is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The next bytes of a file."""

    format: FileFormat
    content: bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the member's entries a file holds so far."""

    format: FileFormat
    done: int
    entries: int


@dataclass(slots=True)
class _Seen:
    """How many entries have been read for a file so far."""

    entries: int = 0


def ask_for_export(ctx: MemberContext, only: FileFormat | None = None) -> None:
    """Have the archive made and brought to the member's DM, or one of its files alone; what is
    under way already will do. It says what is true when it is made.
    """
    if not jobs.under_way(ctx, KIND):
        jobs.ask(ctx, KIND, {"only": only} if only else {})


def wanted(values: Mapping[str, Any]) -> FileFormat | None:
    """Which file a job is to bring by itself; None for the archive."""
    found = values.get("only")
    return next((one for one in FORMATS if one == found), None)


def pieces(
    ctx: MemberContext, formats: Sequence[FileFormat] = FORMATS
) -> Iterator[Progress | Piece]:
    """The files, as of now, a piece after the other, and how far each has come."""
    counts = ctx.work.member_data.counts(ctx.member.id, ctx.kinds.showing_words)
    for file_format in formats:
        seen, held, size = _Seen(), [], 0
        written = (
            export_json(ctx.work, ctx.member, ctx.now, seen)
            if file_format == "json"
            else export_csv(ctx.work, ctx.member, seen)
        )
        for chunk in written:
            held.append(chunk)
            size += len(chunk)
            if size > STEP:
                yield Piece(file_format, b"".join(held))
                held, size = [], 0
                yield Progress(file_format, seen.entries, counts.entries)
        yield Piece(file_format, b"".join(held))


def file_name_of(ctx: MemberContext, file_format: FileFormat) -> str:
    """What a file is called that comes by itself."""
    return f"cpd-record-{ctx.today.isoformat()}.{file_format}"


def export_json(
    work: UnitOfWork, member: MemberRecord, now: datetime, seen: _Seen | None = None
) -> Iterator[bytes]:
    """The whole record as a JSON document in UTF-8, one row of it a line."""
    workspace = work.workspace.get()
    head = {
        "format": FORMAT,
        "exported_at": moment(now),
        "workspace": {"id": work.workspace_id, "name": workspace.name if workspace else ""},
        "member": {
            "slack_id": member.slack_id,
            "name": member.name,
            "slack_tz": member.slack_tz,
            "first_seen_at": moment(member.first_seen_at),
        },
        "settings": {name: _plain(getattr(member, name)) for name in OWN_SETTINGS},
        "chain": {"length": member.chain_length, "head": member.chain_head},
        "enrolments": [_row(one) for one in work.member_data.enrolments(member.id)],
        "registration": [_row(one) for one in work.registrations.all_of(member.id)],
        "job_roles": [_row(one) for one in work.members.job_roles(member.id)],
        "team_links": [_row(one) for one in work.member_data.team_links(member.id)],
        "shares": [_share(work, one) for one in work.shares.all_of(member.id)],
    }
    for number, (name, value) in enumerate(head.items()):
        yield ("{\n" if number == 0 else ",\n").encode() + f"{_json(name)}: {_json(value)}".encode()
    lists: Sequence[tuple[str, Iterator[Mapping[str, Any]]]] = (
        ("entries", _entries(work, member.id, seen or _Seen())),
        ("revisions", _revisions(work, member.id)),
        ("segments", _segments(work, member.id)),
        ("segment_revisions", _segment_revisions(work, member.id)),
        ("access_log", _access_lines(work, member.id)),
        ("nudges", _nudges(work, member.id)),
        ("write_ups", map(_row, work.write_ups.all_of(member.id))),
        ("files", map(_row, work.stored_files.all_of(member.id))),
        ("held_messages", map(_row, work.held.all_of(member.id))),
        ("coach", map(_row, work.coach.all_of(member.id))),
        ("audit_populations", _populations(work, member.id)),
        ("audits", _audits(work, member.id)),
        ("body_audits", _body_audits(work, member)),
        ("badges", map(_row, work.issued_badges.of(member.id))),
    )
    for name, rows in lists:
        yield f",\n{_json(name)}: [".encode()
        between = "\n"
        for row in rows:
            yield f"{between}{_json(row)}".encode()
            between = ",\n"
        yield b"]"
    yield b"\n}\n"


def export_csv(
    work: UnitOfWork, member: MemberRecord, seen: _Seen | None = None
) -> Iterator[bytes]:
    """The entries as CSV in UTF-8 with a byte order mark, days as ISO text, a line for each.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    schemes = {one.id: one.scheme for one in work.enrolments.of(member.id)}
    header = [
        *COLUMNS,
        *(f"{what} {scheme}" for scheme in schemes.values() for what in ("state", "credits")),
    ]
    yield b"\xef\xbb\xbf" + csv_rows([header])
    for page in _entry_pages(work, member.id, seen or _Seen()):
        ids = [entry.id for entry in page]
        evidence = work.entries.evidence(ids)
        worth = work.assessments.of_entries(ids)
        signed = sign_offs_of(work, member.id, page, evidence)
        at_bodies = entered_of(work, member.id, page, evidence)
        yield csv_rows(
            cells(
                entry,
                evidence.get(entry.id, ()),
                worth.get(entry.id, ()),
                schemes,
                signed_off="\n".join(filter(None, map(signed_off, signed[entry.id]))),
                entered_at="\n".join(map(entered_at, at_bodies[entry.id])),
            )
            for entry in page
        )


def _entries(work: UnitOfWork, member_id: int, seen: _Seen) -> Iterator[Mapping[str, Any]]:
    for page in _entry_pages(work, member_id, seen):
        ids = [entry.id for entry in page]
        evidence = work.entries.evidence(ids)
        worth = work.assessments.of_entries(ids)
        dialogues = work.member_data.conversations(ids)
        follow_ups = work.follow_ups.of_entries(ids, member_id)
        signed = sign_offs_of(work, member_id, page, evidence)
        at_bodies = entered_of(work, member_id, page, evidence)
        for entry in page:
            yield {
                **{name: value for name, value in _row(entry).items() if name != "account_hash"},
                "evidence": [_row(one) for one in evidence.get(entry.id, ())],
                "assessments": [_row(one) for one in worth.get(entry.id, ())],
                "dialogue": _dialogue(dialogues.get(entry.id)),
                "follow_ups": [_row(one) for one in follow_ups.get(entry.id, ())],
                "sign_offs": [_sign_off(one) for one in signed[entry.id]],
                "entered": [_row(one) for one in at_bodies[entry.id]],
            }


def _revisions(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    after = 0
    while page := work.member_data.revisions(member_id, after, PAGE):
        for revision in page:
            yield _row(revision)
        after = page[-1].number


def _segments(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    """Other records' chains that were taken in with archives, as they were, by running number."""
    for number, one in enumerate(work.segments.of_member(member_id), start=1):
        about = one.about
        yield {
            "number": number,
            "import": one.import_id,
            "workspace": {"id": about["workspace"], "name": about["workspace_name"]},
            "member": {"slack_id": about["member"], "name": about["member_name"]},
            "exported_at": about["made_at"],
            "length": one.length,
            "head": one.head,
        }


def _segment_revisions(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    for number, one in enumerate(work.segments.of_member(member_id), start=1):
        after = 0
        while page := work.segments.lines(one.id, after, PAGE):
            for _, line in page:
                yield {"segment": number, "revision": json.loads(line)}
            after = page[-1][0]


def _access_lines(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    after = 0
    while page := work.member_data.access_lines(member_id, after, PAGE):
        for _, line in page:
            yield _row(line)
        after = page[-1][0]


def _nudges(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    after = 0
    while page := work.member_data.nudges(member_id, after, PAGE):
        for nudge in page:
            yield _row(nudge)
        after = page[-1].id


def _populations(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    """In which rounds' populations the member stood, with what makes their line theirs."""
    for number, placing in work.audit_rounds.placings_of_member(member_id):
        yield {
            "round": number,
            **{name: value for name, value in _row(placing).items() if name != "member_id"},
        }


def _audits(work: UnitOfWork, member_id: int) -> Iterator[Mapping[str, Any]]:
    """Every audit of the member's: what was handed in, what was written, and every step."""
    for one in work.selections.of_member(member_id):
        kept = work.selections.snapshot(one.id)
        selection = one.selection
        yield {
            "round": one.number,
            "scheme": one.scheme,
            "audit_id": one.audit_id,
            "first": _plain(one.first),
            "last": _plain(one.last),
            "state": selection.state,
            "submit_until": _plain(selection.submit_until),
            "snapshot_hash": selection.snapshot,
            "snapshot": None if kept is None else kept.content,
            "cancelled": one.cancelled,
            "review": review_to(selection),
            "words": [_row(each) for each in work.selections.words(one.id)],
            "steps": [
                {"kind": each.kind, "at": _plain(each.at), "entry": each.entry_id}
                for each in work.selections.steps(one.id)
            ],
        }


def _body_audits(work: UnitOfWork, member: MemberRecord) -> Iterator[Mapping[str, Any]]:
    """What the member has told of audits by bodies, with what was added to entries after the
    audited days.
    """
    for one in work.body_audits.of(member.id):
        late = late_words(work, member.id, min(one.last, one.told_on), ZoneInfo(member.zone))
        kept = {name: value for name, value in _row(one).items() if name not in _NOT_TOLD}
        yield {
            **kept,
            "added_after": [
                {"entry": entry_id, "what": each.what, "on": _plain(each.on)}
                for entry_id, some in sorted(late.items())
                for each in some
            ],
        }


def _entry_pages(work: UnitOfWork, member_id: int, seen: _Seen) -> Iterator[Sequence[EntryRecord]]:
    after = 0
    while page := work.member_data.entries(member_id, after, PAGE):
        seen.entries += len(page)
        yield page
        after = page[-1].id


def _dialogue(dialogue: ConversationRecord | None) -> Mapping[str, Any] | None:
    """Where the dialogue stands, with words whose place was still being asked."""
    if dialogue is None:
        return None
    return {"state": _plain(dialogue.state), "held": [_held(one) for one in dialogue.held]}


def _held(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a dialogue holds, without the hash of an account: it is no word of the member's."""
    of_words = one.get("about") in OF_WORDS
    return {name: _plain(value) for name, value in one.items() if not (of_words and name == "of")}


def _share(work: UnitOfWork, one: ShareRecord) -> Mapping[str, Any]:
    """A share, with whom by name; what an undo goes by is left out."""
    viewer = work.members.get(one.viewer_id)
    kept = {name: value for name, value in _row(one).items() if name != "turn"}
    return {**kept, "viewer": name_of(viewer) if viewer is not None else ""}


def _sign_off(one: SignedOff) -> Mapping[str, Any]:
    return {name: value for name, value in _row(one).items() if name != "number"}


def _row(value: Any) -> dict[str, Any]:
    """A record as plain JSON values, under the names of its fields."""
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _:
            return value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
