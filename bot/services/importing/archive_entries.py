"""What an entry of an archive becomes: an entry of this record, with its words where they are the
member's, its evidence as far as that was kept, and no figure of elsewhere.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Final

from bot.conversation.elements.cues import ELEMENTS
from bot.conversation.tables.rows import RowRead, Verdict, Why, doubt_of
from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.importing.archives import ArchiveAbout, provenance_of
from bot.services.importing.drafts import Drafted, links_of, provenance_in, record_in
from bot.services.record.account_hash import hash_in
from bot.services.record.coach_shown import HELPED
from bot.services.record.evidence import file_name
from bot.services.schemes.account_facts import account_in
from storage.importing.records import ImportRecord
from storage.record.stored_files import address_of
from storage.row_types import EntryRecord, EvidenceRecord

ELSEWHERE: Final = "archive"
"""What stands for the prompt by which a model worded a stage of an entry from an archive."""


def read_of(entry: Mapping[str, Any], today: date) -> RowRead:
    """An entry of an archive as a row is read; only those that were saved, and are over, are taken
    over.
    """
    verdict, why = _verdict(entry, today)
    return RowRead(
        verdict,
        why,
        title=entry["title"] or "",
        start=_day(entry["start"]),
        end=_day(entry["end"]),
        minutes=entry["minutes"],
        provider=entry["provider"] or "",
        type=entry["type"],
        stages=tuple(entry["stages"].items()),
        links=tuple(entry["links"]),
    )


def _verdict(entry: Mapping[str, Any], today: date) -> tuple[Verdict, Why]:
    start, end = _day(entry["start"]), _day(entry["end"])
    if entry["status"] != "logged":
        return "skipped", "withdrawn" if entry["status"] == "withdrawn" else "not_saved"
    if entry["title"] is None:
        return "doubtful", "no_title"
    if start is None:
        return "doubtful", "no_day"
    why = doubt_of(entry["title"], start, end or start, entry["minutes"], today)
    if why != "ends_before" and (end or start) > today:
        return "skipped", "to_come"
    return ("doubtful", why) if why else ("taken", "")


def account_of(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """What its words hold, read anew; what they had been asked for elsewhere is believed, since
    anybody may be asked anything.
    """
    asked: Any = {
        stage: tuple(one for one in ELEMENTS if one in entry["asked"][stage])
        for stage in STAGES
        if stage in entry["asked"]
    }
    return account_in({**entry["stages"], "title": entry["title"]}, asked)


def entry_of(
    ctx: MemberContext,
    known: ImportRecord,
    number: int,
    entry: Mapping[str, Any],
    about: ArchiveAbout,
    *,
    words_mine: bool,
    account: Mapping[str, Any] | None = None,
) -> Drafted:
    """The entry that it would be here. Only where the words are the member's own do they fill its
    stages; else they stand with the notes. It was begun on its own day, as those of tables.
    """
    stages: dict[str, str] = entry["stages"] if words_mine else {}
    start = _day(entry["start"])
    private = set(stages) if ctx.member.private_reflections else set(entry["private"])
    columns: dict[str, Any] = {
        "title": entry["title"],
        "start_date": start,
        "end_date": _day(entry["end"]) or start,
        "minutes": entry["minutes"],
        "type": entry["type"],
        "formality": entry["formality"],
        "provider": entry["provider"],
        **{stage: stages.get(stage) for stage in STAGES},
        "subjects": [dict(one) for one in entry["subjects"]],
        "source_text": _notes(entry, words_mine=words_mine),
        "account": account if account and words_mine else account_in({"title": entry["title"]}),
        "private_stages": sorted(private & set(stages)),
        "kept_whole": False,
        "split_by_day": entry["split"],
        "disallowed": [dict(one) for one in entry["disallowed"]],
        "created_at": min(ctx.now, datetime.combine(start or ctx.today, time(12), UTC)),
        "logged_at": known.confirmed_at or ctx.now,
    }
    columns["account_hash"] = hash_in(ctx, columns)
    columns["provenance"] = {
        **provenance_in(known, number, columns),
        **provenance_of(about, entry),
        **{f"{HELPED}{stage}": ELSEWHERE for stage in entry["helped"] if stage in stages},
    }
    record = record_in(ctx, number, columns)
    links = links_of(record, entry["links"], ctx.now)
    ctx.work.staging.suppose(record, [*links, *_files(ctx, record, entry)])
    return Drafted(record, columns)


def _notes(entry: Mapping[str, Any], *, words_mine: bool) -> str | None:
    told = [entry["source_text"], *(() if words_mine else entry["stages"].values())]
    return "\n".join(filter(None, told)) or None


def _files(
    ctx: MemberContext, record: EntryRecord, entry: Mapping[str, Any]
) -> tuple[EvidenceRecord, ...]:
    """Those of its files whose bytes are kept here; the archive's chain names the others."""
    named = {one["sha256"]: one for one in entry["files"]}
    kept = ctx.work.stored_files.of(ctx.member.id, [*named]) if named else {}
    return tuple(
        EvidenceRecord(
            entry_id=record.id,
            kind="file",
            url=address_of(sha256),
            added_at=ctx.now,
            name=file_name(one["name"]),
            sha256=sha256,
            size=kept[sha256].size,
            media_type=kept[sha256].media_type,
            runs_out=_day(one["runs_out"]),
            facts=kept[sha256].facts,
        )
        for sha256, one in named.items()
        if sha256 in kept
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
