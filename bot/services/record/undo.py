"""Taking back what the member's last turn changed, then the turn before it, as far as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, Literal

from bot.policy.vocabulary import STAGES
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record import follow_ups
from bot.services.record.coach_shown import offer_again
from bot.services.record.dialogue import state_of
from bot.services.record.entry_changes import OPEN, refresh_messages, update_fields
from bot.services.record.entry_changes import set_status as moved
from bot.services.record.entry_diff import Change, facts_changed
from bot.services.record.evidence import set_all
from bot.services.record.revisions import chain_revision, content_of
from bot.services.record.undone import hold_what_is_out
from bot.services.schemes.assessment import assess_again
from storage.queues.message_requests import old_answers_of
from storage.record.stored_files import address_of, hash_in
from storage.record.undo import Before
from storage.row_types import ConversationRecord, EntryRecord, EvidenceRecord
from storage.vocabulary import EntryStatus, RevisionKind

_ITS_OWN: Final = frozenset(
    {"id", "member_id", "version", "created_at", "changed_at", "status", "account_hash"}
)
_CONTENT: Final = tuple(field.name for field in fields(EntryRecord) if field.name not in _ITS_OWN)

_REVISIONS: Final[dict[tuple[EntryStatus, EntryStatus], RevisionKind]] = {
    ("logged", "draft"): "withdrawn",
    ("logged", "planned"): "withdrawn",
    ("logged", "withdrawn"): "withdrawn",
    ("withdrawn", "logged"): "restored",
}

Besides = Literal[
    "begun",
    "draft",
    "planned",
    "logged",
    "withdrawn",
    "discarded",
    "answer",
    "words",
    "link",
    "links",
    "file",
    "files",
    "not_asked",
    "asked_again",
    "will_ask",
    "question",
    "quiet",
    "split",
    "whole",
    "accepted",
    "nothing",
]
"""What an undo puts back of an entry besides its facts: the entry itself, which the turn had begun;
a state; an answer that is out again, or other words; one link, or file, or more; a reminder; a
question; the days on which nothing is said; that it is split by day, or whole; what a scheme's body
accepts.
"nothing": the turn declined what was asked about the entry, and changed nothing.
"""


@dataclass(frozen=True, slots=True)
class Reverted:
    """What an undo has put back of one entry: no word of the member's but its facts."""

    entry: EntryRecord
    facts: tuple[Change, ...] = ()
    besides: tuple[Besides, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As plain values for a message."""
        return {
            "title": self.entry.title or "",
            "facts": [one.to_dict() for one in self.facts],
            "besides": list(self.besides),
        }


def undo(ctx: MemberContext, set_status: str | None = None) -> tuple[Reverted, ...]:
    """Take back everything that the member's last turn changed, links included; only if it is this
    `turn`, where a button names one. What was put back, in the order in which it was changed.

    Said again, it takes back the turn before. An undo is no turn: it is not done again by the next.
    Raises Refused: nothing_to_undo, changed_since.
    """
    steps = ctx.work.undo.last_turn(ctx.member.id)
    if not steps:
        raise Refused("nothing_to_undo")
    if set_status is not None and steps[0].turn != set_status:
        raise Refused("changed_since")
    ctx.work.undo.be_silent()
    changed: list[Reverted] = []
    for step in steps:
        entry = ctx.work.entries.get(step.entry_id, ctx.member.id)
        if entry is not None:
            changed.insert(0, _taken_back(ctx, entry, step.before))
    if quiet := next((one.before.quiet for one in steps if one.before and one.before.quiet), None):
        ctx.change_member(**quiet)
        ctx.show_home()
        changed[:1] = [replace(one, besides=_with_quiet(one.besides)) for one in changed[:1]]
    ctx.work.undo.drop(steps)
    ctx.turns_taken_back.append(steps[0].turn)
    ctx.work.messages.show_said(old_answers_of(ctx.member.id), ctx.real)
    return tuple(changed)


def last_turn(ctx: MemberContext) -> str | None:
    """What the member's last turn is known by, which `undo` would take back; None without one."""
    steps = ctx.work.undo.last_turn(ctx.member.id)
    return steps[0].turn if steps else None


def last_turn_at(ctx: MemberContext) -> datetime | None:
    """When the member's last turn was that `undo` would take back; None without one."""
    steps = ctx.work.undo.last_turn(ctx.member.id)
    return steps[0].at if steps else None


def _taken_back(ctx: MemberContext, entry: EntryRecord, before: Before | None) -> Reverted:
    if before is None:
        return _unmake(ctx, entry)
    return _back(ctx, entry, replace(before, evidence=_still_kept(ctx, entry, before.evidence)))


def _still_kept(
    ctx: MemberContext, entry: EntryRecord, evidence: Sequence[EvidenceRecord]
) -> tuple[EvidenceRecord, ...]:
    """Evidence without the files whose bytes are gone meanwhile: steps are kept for longer than
    files that no entry bears, and nothing claims a file that nobody has.
    """
    borne = {one.url for one in ctx.work.entries.evidence([entry.id])[entry.id]}
    asked = [hash_in(one.url) for one in evidence if one.kind == "file" and one.url not in borne]
    kept = ctx.work.stored_files.of(ctx.member.id, asked) if asked else {}
    gone = {address_of(one) for one in asked if one not in kept}
    return tuple(one for one in evidence if one.url not in gone)


def _unmake(ctx: MemberContext, entry: EntryRecord) -> Reverted:
    """The turn made the entry: it is discarded, and can be brought back."""
    follow_ups.take_back(ctx, entry, ())
    if entry.status in OPEN:
        entry = moved(ctx, entry, "discarded")
    refresh_messages(ctx, entry)
    return Reverted(entry, besides=("begun",))


def _back(ctx: MemberContext, entry: EntryRecord, before: Before) -> Reverted:
    if _is_as_before(ctx, entry, before):
        return Reverted(entry, besides=("nothing",))
    stood = entry
    evidence = ctx.work.entries.evidence([entry.id])[entry.id]
    was, is_now = content_of(before.entry, before.evidence), content_of(entry, evidence)
    if evidence != before.evidence:
        set_all(ctx, entry, before.evidence)
    status_before = entry.status
    columns = _columns_before(entry, before)
    entry = update_fields(ctx, entry, "", status=before.entry.status, **columns)
    offer_again(ctx, stood, entry)
    ctx.to_be_checked.pop(entry.id, None)  # what was asked of it then is put back with its dialogue
    asked = follow_ups.take_back(ctx, entry, before.dialogue.held)
    led = ctx.work.entries.conversation(entry.id, ctx.member.id)
    _take_dialogue_back(ctx, entry, before.dialogue)
    hold_what_is_out(ctx, stood, led, entry)
    kind = _REVISIONS.get((status_before, entry.status))
    if kind is None and entry.status == "logged" and was != is_now:
        kind = "edited"
    if kind is not None:
        chain_revision(ctx, entry, kind)
    if kind is not None or entry.status == "logged":
        assess_again(ctx, [entry])
    refresh_messages(ctx, entry)
    ctx.work.messages.show_questions(entry.id, ctx.real, ctx.kinds.asking)
    besides = (
        *([entry.status] if entry.status != stood.status else []),
        *_of_words(stood, entry),
        *_of_evidence(evidence, before.evidence),
        *_of_acceptance(stood, entry),
        *sorted(asked),
        *_of_days(stood, entry),
    )
    facts = facts_changed(stood, entry)
    pending = state_of(before.dialogue).open is not None
    if not besides and not facts and pending:
        besides = ("question",)
    return Reverted(entry, facts, besides)


def _with_quiet(besides: tuple[Besides, ...]) -> tuple[Besides, ...]:
    return (*(one for one in besides if one != "nothing"), "quiet")


def _is_as_before(ctx: MemberContext, entry: EntryRecord, before: Before) -> bool:
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
    return (
        entry.status == before.entry.status
        and _columns(entry) == _columns_before(entry, before)
        and ctx.work.entries.evidence([entry.id])[entry.id] == before.evidence
        and state_of(kept) == state_of(before.dialogue)
        and [dict(one) for one in kept.held] == [dict(one) for one in before.dialogue.held]
    )


def _of_words(stood: EntryRecord, entry: EntryRecord) -> list[Besides]:
    """Whether an answer is out again, or words are as they were."""
    changed = [
        (getattr(stood, stage), getattr(entry, stage))
        for stage in STAGES
        if getattr(stood, stage) != getattr(entry, stage)
    ]
    if not changed:
        return []
    return ["answer"] if all(not after for _, after in changed) else ["words"]


def _of_days(stood: EntryRecord, entry: EntryRecord) -> list[Besides]:
    if stood.split_by_day == entry.split_by_day:
        return []
    return ["split" if entry.split_by_day else "whole"]


def _of_evidence(stood: Sequence[EvidenceRecord], kept: Sequence[EvidenceRecord]) -> list[Besides]:
    files = [one for one in (*stood, *kept) if one.kind == "file"]
    others = [one for one in (*stood, *kept) if one.kind != "file"]
    told: list[Besides] = []
    if changed := _only_in_one(others, stood, kept):
        told.append("link" if changed == 1 else "links")
    if changed := _only_in_one(files, stood, kept):
        told.append("file" if changed == 1 else "files")
    return told


def _only_in_one(
    some: Sequence[EvidenceRecord], stood: Sequence[EvidenceRecord], kept: Sequence[EvidenceRecord]
) -> int:
    """How many of these, by their addresses, are other than they were."""
    return len({one.url for one in some if (one in stood) != (one in kept)})


def _of_acceptance(stood: EntryRecord, entry: EntryRecord) -> list[Besides]:
    return [] if stood.disallowed == entry.disallowed else ["accepted"]


def _columns(entry: EntryRecord) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _CONTENT}


def _columns_before(entry: EntryRecord, before: Before) -> dict[str, Any]:
    """What the entry goes back to. What audit rounds have decided since is not the member's to take
    back.
    """
    own = tuple(one for one in before.entry.disallowed if not one.get("round"))
    rounds = tuple(one for one in entry.disallowed if one.get("round"))
    return {**_columns(before.entry), "disallowed": (*own, *rounds)}


def _take_dialogue_back(ctx: MemberContext, entry: EntryRecord, before: ConversationRecord) -> None:
    """Words that were held since, and are still asked about, are held on."""
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
    known = {one.get("key") for one in before.held}
    since = tuple(
        one
        for one in kept.held
        if one.get("key") and one["key"] not in known and one["kind"] != follow_ups.HELD
    )
    state = state_of(kept).taken_back_to(state_of(before), ctx.now)
    ctx.work.entries.keep_conversation(
        entry,
        ConversationRecord(
            entry_id=entry.id,
            member_id=ctx.member.id,
            state=state.to_dict(),
            held=(*before.held, *since),
            pending_since=state.pending_since,
        ),
    )
