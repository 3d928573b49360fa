"""An archive of a record arrives: its chains are kept as they are, its entries as rows of a file.

Nothing here opens what a member gave: `bot.readers` has verified it. Whose it was nobody checks,
unless it is a copy of the record that stands here: that, the member's own chain shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from bot.readers.archive_results import ArchiveRead
from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.context.naming import name_of
from bot.services.importing.arrivals import FileFacts, StillOurs, begun
from storage.importing.records import ImportRecord
from storage.importing.segments import SegmentRecord

MISSING: Final = "missing"
"""In the counts: files of evidence that did not come along, or for which there was no room."""

ARCHIVE: Final = "archive"
"""In an entry's provenance: whose archive it came from, and when that was made, in words."""
CHECKED: Final = "archive_own"
"""In an entry's provenance: that the archive was of this very record, which its chain shows."""

_SCHEMES: Final = "schemes"
_FINGERPRINT: Final = "fingerprint"

Relation = Literal["whole", "own", "claimed", "named", "other"]
"""What an archive's chain is to the member's own: all of it stands here; it does, and some words
of it stand here no more; it says that it is this member's, and the chain here does not show that;
it is of somebody of the same name; it is of somebody of another name, or of none.
"""


@dataclass(frozen=True, slots=True)
class ArchiveAbout:
    """Whose archive it is, by its own word: names and ids as they stand there, the day on which it
    was made, how many revisions its chain has, and how many other chains came with it.
    """

    name: str
    workspace: str
    made_on: date | None
    revisions: int
    others: int
    relation: Relation
    missing: int = 0
    starts: tuple[tuple[str, date], ...] = ()
    """By scheme, when its member said that a cycle began."""


def begin(
    contexts: ContextFactory,
    whose: tuple[str, int],
    facts: FileFacts,
    read: ArchiveRead,
    *,
    missing: int,
    still_ours: StillOurs,
) -> ImportRecord | None:
    """Begin an import of an archive, or go on with the one that this arrival began; None without
    such a member. `missing` files of evidence are not kept.
    """
    more = {
        _FINGERPRINT: read.fingerprint,
        _SCHEMES: [[name, start and start.isoformat()] for name, start in read.schemes],
    }

    def chains(ctx: MemberContext, known: ImportRecord) -> None:
        for number, one in enumerate(read.segments):
            about = {**one.about, **(more if number == 0 else {})}
            ctx.work.segments.begin(
                known.id, whose[1], number, about, length=one.length, head=one.head
            )

    return begun(
        contexts,
        whose,
        facts,
        "archive",
        still_ours=still_ours,
        top=lambda _ctx: {"counts": {MISSING: missing}},
        beside=chains,
    )


def segments_of(
    contexts: ContextFactory, workspace_id: str, known: ImportRecord
) -> tuple[SegmentRecord, ...]:
    """The chains that came with an archive, as far as they have arrived."""
    with contexts.read_by_id(workspace_id, known.member_id) as ctx:
        return () if ctx is None else ctx.work.segments.of_import(known.id)


def keep_lines(
    contexts: ContextFactory,
    workspace_id: str,
    known: ImportRecord,
    segment: SegmentRecord,
    lines: Sequence[str],
) -> bool:
    """Keep the next revisions of a chain; False where others have, or the import is no more."""
    with contexts.open_by_id(workspace_id, known.member_id, Origin(known.key)) as ctx:
        now = None if ctx is None else ctx.work.imports.get(known.id, known.member_id)
        if ctx is None or now is None or now.state != "arriving":
            return False
        kept = ctx.work.segments.keep(segment, lines)
        ctx.commit()
    return kept


def relation(ctx: MemberContext, segment: SegmentRecord) -> Relation:
    """What a chain that came with an archive is to the member's own."""
    about, member = segment.about, ctx.member
    if (about["workspace"], about["member"]) != (ctx.work.workspace_id, member.slack_id):
        told, ours = about["member_name"].casefold().split(), name_of(member).casefold().split()
        return "named" if told and told == ours else "other"
    # What goes beyond the chain that stands here, anybody may have written behind it.
    beyond = not 0 < segment.length <= member.chain_length
    if beyond or ctx.work.revisions.hash_at(member.id, segment.length) != segment.head:
        return "claimed"
    return "own" if ctx.work.revisions.wordless(member.id, segment.length) else "whole"


def seal(ctx: MemberContext, known: ImportRecord) -> list[dict[str, Any]]:
    """What the chain is to say of the chains that an import brings, by their length and head; one
    of which all stands here already is dropped instead.
    """
    told: list[dict[str, Any]] = []
    for one in ctx.work.segments.of_import(known.id):
        if relation(ctx, one) == "whole":
            ctx.work.segments.drop(one.id)
        else:
            told.append({"length": one.length, "head": one.head})
    return told


def about_of(ctx: MemberContext, known: ImportRecord) -> ArchiveAbout | None:
    """Whose archive it was; None where that is not known any more."""
    segments = ctx.work.segments.of_import(known.id) if known.kind == "archive" else ()
    if not segments:
        return None
    own, *others = segments
    about = own.about
    return ArchiveAbout(
        name=about["member_name"] or about["member"],
        workspace=about["workspace_name"] or about["workspace"],
        made_on=_day(about["made_at"][:10]),
        revisions=own.length,
        others=len(others),
        relation=relation(ctx, own),
        missing=known.counts.get(MISSING, 0),
        starts=_starts(about),
    )


def provenance_of(about: ArchiveAbout, entry: Mapping[str, Any]) -> dict[str, str]:
    """What an entry says of where it came from: one that had come to that record with an archive
    itself is still of that one, and no more checked than it was.
    """
    made = f" of {about.made_on.isoformat()}" if about.made_on else ""
    told = {ARCHIVE: entry.get("archive") or f"{about.name}, {about.workspace}{made}"}
    checked = about.relation in ("own", "whole") and not entry.get("came_over")
    return {**told, CHECKED: "yes"} if checked else told


def _starts(about: Mapping[str, Any]) -> tuple[tuple[str, date], ...]:
    found = ((name, _day(start)) for name, start in about.get(_SCHEMES, ()) if start)
    return tuple((name, start) for name, start in found if start is not None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
