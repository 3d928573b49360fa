"""What is handed in: the audited days' entries as their last revisions have them, frozen.

Each entry stands as the member's chain has it: what was not chained is in no snapshot, and nothing
is handed in from a chain that does not verify.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.archive import chain
from bot.services.audits.audited_entries import audited_entries
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.content_mark import same_content
from bot.services.schemes.assessment import states_of
from bot.services.schemes.enrolled import enrolled_in
from storage.audits.records import FileRecord, SelectionRecord
from storage.row_types import EntryRecord, RevisionRecord

FORMAT: Final = "cpdbot-audit-snapshot-1"
PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What would be handed in: canonical JSON and its hash, the entries, and files of evidence."""

    content: str
    hash: str
    entries: tuple[int, ...]
    files: tuple[FileRecord, ...]


def snapshot(ctx: MemberContext, known: SelectionRecord) -> Snapshot:
    """What the member would hand in now. Raises Refused: audit_chain_broken."""
    revisions = _chain(ctx)
    last = {one.entry_id: one for one in revisions if one.content is not None}
    entries = audited_entries(ctx, known.first, known.last)
    if any(one.id not in last for one in entries):
        raise Refused("audit_chain_broken")
    rows = [_row(ctx, one, last[one.id], known.scheme) for one in entries]
    content = chain.canonical(
        {
            "format": FORMAT,
            "round": known.number,
            "scheme": known.scheme,
            "audit_id": known.audit_id,
            "member": ctx.member.slack_id,
            "days": {"first": known.first.isoformat(), "last": known.last.isoformat()},
            "brought_in": _brought_in(ctx, known),
            "at": chain.moment(ctx.now),
            "chain": {"length": ctx.member.chain_length, "head": ctx.member.chain_head},
            "entries": rows,
        }
    )
    files = tuple(
        FileRecord(row["id"], one["sha256"], one.get("name"))
        for row in rows
        for one in {each["sha256"]: each for each in _files(row)}.values()
    )
    return Snapshot(content, chain.digest(content), tuple(one.id for one in entries), files)


def read(content: str) -> dict[str, Any]:
    """What a snapshot says."""
    found: dict[str, Any] = json.loads(content)
    return found


def changed_since(content: str, later: Mapping[int, tuple[str, str]]) -> bool:
    """Whether an entry that was handed in says something else now, or was withdrawn; `later` holds
    the kind and the content of its last revision. A decision, a sign-off and what a body thinks of
    it are revisions, and change nothing that its member said.
    """
    handed_in = {row["id"]: row["said"] for row in read(content)["entries"]}
    return any(
        kind == "withdrawn" or not same_content(handed_in[entry], json.loads(now))
        for entry, (kind, now) in later.items()
        if entry in handed_in
    )


def _chain(ctx: MemberContext) -> Sequence[RevisionRecord]:
    found: list[RevisionRecord] = []
    after = 0
    while page := ctx.work.member_data.revisions(ctx.member.id, after, PAGE):
        found += page
        after = page[-1].number
    if chain.verify(found, ctx.member.chain_head) is not None:
        raise Refused("audit_chain_broken")
    return found


def _row(
    ctx: MemberContext, entry: EntryRecord, revision: RevisionRecord, scheme: str
) -> dict[str, Any]:
    said = json.loads(revision.content or "{}")
    said.pop("salt", None)
    enrolment = enrolled_in(ctx.work.enrolments.of(ctx.member.id), scheme)
    worth = ctx.work.assessments.of_entries([entry.id]).get(entry.id, ())
    own = [one for one in worth if enrolment is not None and one.enrolment_id == enrolment.id]
    state = states_of(own).get(enrolment.id) if enrolment is not None else None
    return {
        "id": entry.id,
        "revision": revision.number,
        "content_hash": revision.content_hash,
        "said": said,
        "state": state,
        "credits": sum(one.credits or 0 for one in own),
        "logged_at": None if entry.logged_at is None else chain.moment(entry.logged_at),
    }


def _brought_in(ctx: MemberContext, known: SelectionRecord) -> bool:
    """Whether credits of these days rest on what was brought in, which nobody has checked."""
    enrolment = enrolled_in(ctx.work.enrolments.of(ctx.member.id), known.scheme)
    on = None if enrolment is None else enrolment.opening_on
    return known.brought_in or (on is not None and known.first <= on <= known.last)


def _files(row: dict[str, Any]) -> list[dict[str, Any]]:
    kept = row["said"].get("evidence", ())
    return [one for one in kept if isinstance(one, dict) and one.get("kind") == "file"]
