"""What a revision of an entry says: the content that is chained, exported and taken back to."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.services.context.member_context import MemberContext
from storage.record.stored_files import address_of, hash_in
from storage.row_types import EntryRecord, EvidenceRecord
from storage.vocabulary import RevisionKind

FIELDS = ("title", "minutes", "type", "formality", "provider", "reflect", "plan", "act", "evaluate")
DATES = ("start_date", "end_date")


def content_of(entry: EntryRecord, evidence: Sequence[EvidenceRecord]) -> dict[str, Any]:
    """An entry as a revision keeps it: plain JSON values, dates in ISO form."""
    content: dict[str, Any] = {name: getattr(entry, name) for name in FIELDS}
    for name in DATES:
        day: date | None = getattr(entry, name)
        content[name] = day.isoformat() if day else None
    content["status"] = entry.status
    content["split_by_day"] = entry.split_by_day
    content["private_stages"] = list(entry.private_stages)
    content["subjects"] = [dict(one) for one in entry.subjects]
    content["evidence"] = [_evidence(one) for one in evidence]
    if entry.disallowed:
        content["disallowed"] = [dict(one) for one in entry.disallowed]
    return content


def _evidence(one: EvidenceRecord) -> dict[str, Any]:
    """As format 2 of the chain has it: `bot.archive.chain`."""
    if one.kind != "file":
        return {"kind": one.kind, "url": one.url}
    kept = {"kind": "file", "name": one.name, "sha256": hash_in(one.url)}
    return kept if one.runs_out is None else {**kept, "runs_out": one.runs_out.isoformat()}


def addresses(kept: Sequence[Any]) -> list[str]:
    """The evidence in a revision's content by addresses alone, as format 1 has it."""
    return [
        one if isinstance(one, str) else one.get("url") or address_of(one["sha256"]) for one in kept
    ]


def fields_of(content: str) -> dict[str, Any]:
    """The columns that a revision's content stands for: what going back to it sets."""
    kept: Mapping[str, Any] = json.loads(content)
    columns: dict[str, Any] = {name: kept[name] for name in FIELDS}
    for name in DATES:
        columns[name] = date.fromisoformat(kept[name]) if kept[name] else None
    columns["private_stages"] = list(kept["private_stages"])
    columns["subjects"] = tuple(kept.get("subjects", ()))  # a release before this kept none
    return columns


def chain_revision(ctx: MemberContext, entry: EntryRecord, kind: RevisionKind) -> None:
    """Append the entry as it now is to the member's chain."""
    evidence = ctx.work.entries.evidence([entry.id])[entry.id]
    chain(ctx, entry.id, kind, content_of(entry, evidence))


def chain(ctx: MemberContext, about: int, kind: RevisionKind, content: Mapping[str, Any]) -> None:
    """Append a revision about an entry, or the whole record, and make it the chain's head."""
    head = ctx.work.revisions.append(ctx.member, about, kind, ctx.now, content)
    ctx.change_member(chain_length=head.number, chain_head=head.hash)
