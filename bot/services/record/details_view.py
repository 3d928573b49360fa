"""Everything that is kept of one entry beside its card: verdicts, evidence, history, its words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.services.context.member_context import MemberContext
from bot.services.record.card_view import CardView, checked_card_view
from bot.services.record.revisions import addresses
from bot.services.record.shared_with import ShareLine, shares_of_entry
from bot.services.record.sign_offs import SignedOff, sign_offs_of
from storage.row_types import EntryRecord, EvidenceRecord, RevisionNote
from storage.vocabulary import RevisionKind

HISTORY_MOST = 30
"""Changes of a saved entry that are shown, the latest first; an export holds all."""


@dataclass(frozen=True, slots=True)
class Change:
    """One revision of an entry; `fields` are the names of what it changed, in the order of the
    content, and never what it says: none for the first, and where the words are erased.
    """

    number: int
    kind: RevisionKind
    at: datetime
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryDetails:
    """One entry as its member, or an auditor beside them, may look into it.

    `history` are the changes since it was saved, the latest first, and `zone` the member's, for
    their moments. `sign_offs` is what reviewers said of it, `shares` who may read it today.
    """

    card: CardView
    evidence: tuple[EvidenceRecord, ...]
    history: tuple[Change, ...]
    zone: str
    sign_offs: tuple[SignedOff, ...] = ()
    shares: tuple[ShareLine, ...] = ()


def details_of(ctx: MemberContext, entry: EntryRecord) -> EntryDetails:
    """The details of one of the member's entries."""
    evidence = ctx.work.entries.evidence([entry.id])
    return EntryDetails(
        card=checked_card_view(ctx, entry),
        evidence=evidence[entry.id],
        history=changes_in(ctx.work.revisions.of(entry.id, ctx.member.id, HISTORY_MOST + 1)),
        zone=ctx.member.zone,
        sign_offs=sign_offs_of(ctx.work, ctx.member.id, [entry], evidence)[entry.id],
        shares=shares_of_entry(ctx, entry.id) if entry.status == "logged" else (),
    )


def changes_in(notes: Sequence[RevisionNote]) -> tuple[Change, ...]:
    """What each of the latest `HISTORY_MOST` revisions changed; `notes`, the latest first, are one
    more than that where there is one, which is only compared with.
    """
    before = (*notes[1:], None)[: len(notes)]  # none of a draft, which has no revisions
    return tuple(
        Change(one.number, one.kind, one.at, _changed(one, earlier))
        for one, earlier in zip(notes, before, strict=True)
    )[:HISTORY_MOST]


def _changed(one: RevisionNote, earlier: RevisionNote | None) -> tuple[str, ...]:
    if earlier is None or one.content is None or earlier.content is None:
        return ()
    now: Mapping[str, Any] = json.loads(one.content)
    was: Mapping[str, Any] = json.loads(earlier.content)
    # What the release that wrote the earlier one did not know was not changed since.
    known = {**_WHERE_LEFT_OUT, **was}
    now = {**now, **_as_told_in(known, now)}
    return tuple(name for name, value in now.items() if name in known and value != known[name])


def _as_told_in(was: Mapping[str, Any], now: Mapping[str, Any]) -> Mapping[str, Any]:
    """Evidence by addresses alone, where the earlier revision tells no more of it, as one of the
    first format does.
    """
    told = was.get("evidence", ())
    if not all(isinstance(one, str) for one in told):
        return {}
    return {"evidence": addresses(now.get("evidence", ()))}


_WHERE_LEFT_OUT: Final[Mapping[str, Any]] = {"disallowed": []}
"""What stands in a revision's content only where there is something of it."""
