"""The member's entries as a line of JSON tells them, and what a turn has changed in them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.schemes.assessment import states_of
from storage.row_types import EnrolmentRecord, EntryRecord
from storage.vocabulary import ENTRY_STATUSES

Entry = Mapping[str, Any]
Entries = Mapping[int, Entry]
"""By number in the database, in the order of their making."""

Change = tuple[int, str, Any, Any]
"""The entry, counted from 1, the field, and its value before and after."""

FIELDS: Final = (
    "status",
    "title",
    "minutes",
    "start",
    "end",
    "provider",
    "type",
    "formality",
    "subjects",
    "reflect",
    "plan",
    "act",
    "evaluate",
    "evidence",
)
"""What can change in an entry; `state` follows from it."""

_MOST: Final = 100_000


def entries_of(contexts: ContextFactory, workspace_id: str, member_id: int) -> Entries:
    """Every entry, plans and discarded ones included."""
    with contexts.read_by_id(workspace_id, member_id) as ctx:
        if ctx is None:
            return {}
        found = sorted(
            ctx.work.entries.list(member_id, ENTRY_STATUSES, limit=_MOST), key=lambda one: one.id
        )
        ids = [one.id for one in found]
        evidence = ctx.work.entries.evidence(ids)
        states = _states(ctx, ids)
        enrolments = ctx.work.enrolments.of(member_id)
        return {
            one.id: _fields(one, [each.url for each in evidence[one.id]])
            | {"state": _state(one, states.get(one.id, {}), enrolments)}
            for one in found
        }


def changes(before: Entries, after: Entries) -> Iterator[Change]:
    """What is different, in the order of the entries and of `FIELDS`; a new entry is one change."""
    for number, (entry_id, now) in enumerate(after.items(), 1):
        was = before.get(entry_id)
        if was is None:
            yield number, "status", None, now["status"]
            continue
        for field in FIELDS:
            if was[field] != now[field]:
                yield number, field, was[field], now[field]


def _fields(entry: EntryRecord, evidence: list[str]) -> dict[str, Any]:
    return {
        "status": entry.status,
        "title": entry.title,
        "minutes": entry.minutes,
        "start": entry.start_date and entry.start_date.isoformat(),
        "end": entry.end_date and entry.end_date.isoformat(),
        "provider": entry.provider,
        "type": entry.type,
        "formality": entry.formality,
        "subjects": [{"name": one["name"], "minutes": one["minutes"]} for one in entry.subjects],
        "reflect": entry.reflect,
        "plan": entry.plan,
        "act": entry.act,
        "evaluate": entry.evaluate,
        "evidence": evidence,
    }


def _states(ctx: MemberContext, ids: list[int]) -> Mapping[int, Mapping[int, str]]:
    """By entry and enrolment."""
    found = ctx.work.assessments.of_entries(ids) if ids else {}
    return {entry_id: states_of(some) for entry_id, some in found.items()}


def _state(
    entry: EntryRecord, states: Mapping[int, str], enrolments: tuple[EnrolmentRecord, ...]
) -> Mapping[str, str | None]:
    """By scheme; None but for a logged entry."""
    return {
        one.scheme: states.get(one.id) if entry.status == "logged" else None for one in enrolments
    }
