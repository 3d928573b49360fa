"""What a row's entry is worth, kept with the row's reading: taken in by the same rules and facts,
on the same day, it is worth the same, and nobody works that out again.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.conversation.elements import READER
from bot.services.context.member_context import MemberContext
from bot.services.schemes.assessment import Worth, records_of
from storage.row_types import AssessmentRecord, EntryRecord
from storage.schemes.assessment_columns import plain_assessment

WORTH: Final = "worth"
"""With a row's reading: what its entry is worth, and by what that was worked out."""

_BY: Final = "by"
_PARTS: Final = "parts"


def rules_of(ctx: MemberContext) -> str:
    """By what entries of the member are assessed: a hash over the rules in force, and over all that
    is known of enrolments and jobs. Whatever changes in these changes it.
    """
    file = ctx.work.files.of(ctx.member.id)
    versions = sorted(pack.version for pack in ctx.rules.values())
    told = repr((versions, file.enrolments, file.jobs))
    return hashlib.sha256(told.encode()).hexdigest()


def worth_key(ctx: MemberContext) -> str:
    """By what a row's entry and its worth follow from what the row was read as: a hash over the
    rules and facts, the day, the length of half a day, and what reads accounts.
    """
    told = repr((rules_of(ctx), ctx.today, ctx.working_day, READER))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def kept_worth(entry: EntryRecord, worth: Sequence[Worth], key: str) -> dict[str, Any]:
    """As JSON takes it."""
    parts = []
    for one in records_of(entry, worth):
        plain = plain_assessment(one)
        del plain["entry_id"]
        plain["last_day"] = one.last_day.isoformat() if one.last_day else None
        parts.append(plain)
    return {_BY: key, _PARTS: parts}


def worth_kept(
    reading: Mapping[str, Any], entry: EntryRecord, key: str
) -> tuple[AssessmentRecord, ...] | None:
    """What is to be kept of an entry's worth; None where that has to be worked out, since it was
    not, or by something else.
    """
    kept = reading.get(WORTH)
    if kept is None or kept[_BY] != key:
        return None
    parts = (AssessmentRecord(entry_id=entry.id, **plain) for plain in kept[_PARTS])
    return tuple(
        replace(one, last_day=date.fromisoformat(str(one.last_day))) if one.last_day else one
        for one in parts
    )
