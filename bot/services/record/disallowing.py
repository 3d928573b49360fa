"""What a scheme's body does not count: its member's word, kept with its day, and taken back.

From when on it is in no total is `bot.policy.schemes.disallowed`'s. The entry stays in the record.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.disallowed import disallowed_on
from bot.policy.vocabulary import DISALLOWED_FOR
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.entry_changes import content_changed, update_fields
from bot.services.schemes.assessment import disallowed_of
from storage.row_types import EntryRecord

NO_REASON: Final = "none"
"""What a form says where the body gave no reason."""


@dataclass(frozen=True, slots=True)
class WhoDisallows:
    """The body that may not have accepted an entry, and since when it may have said so.

    `called` is the body for the middle of a sentence, `title` the scheme, `first` the day on which
    the entry was done. `others` are the member's other schemes of that body: what it says of one
    scheme's total is not known to hold for theirs.
    """

    pack: str
    called: str
    first: date
    today: date
    title: str
    others: tuple[str, ...] = ()


def who_disallows(ctx: MemberContext, entry: EntryRecord, pack: str) -> WhoDisallows:
    """Raises Refused: only_saved_ones, not_enrolled, no_account_there (`title`)."""
    if entry.status != "logged" or entry.start_date is None:
        raise Refused("only_saved_ones")
    if pack not in {one.pack for one in ctx.work.enrolments.of(ctx.member.id)}:
        raise Refused("not_enrolled")
    found = ctx.rules.get(pack)
    if found is None or found.account is None:
        raise Refused("no_account_there", title=pack if found is None else found.title)
    first = entry.end_date or entry.start_date
    others = tuple(
        scheme_title(ctx.rules[one.pack].title, one.category)
        for one in ctx.work.enrolments.of(ctx.member.id)
        if one.pack != pack and one.pack in ctx.rules and ctx.rules[one.pack].body == found.body
    )
    day = min(first, ctx.today)
    return WhoDisallows(pack, found.account.body, day, ctx.today, found.title, others)


def disallow(ctx: MemberContext, entry: EntryRecord, pack: str, on: date, reason: str) -> None:
    """Keep that the body does not count the entry from a day on.

    `reason` is a test, "other", or `NO_REASON`. Raises Refused as `who_disallows`, and:
    no_such_reason, disallowed_ahead, disallowed_before_it (`day`).
    """
    whose = who_disallows(ctx, entry, pack)
    if reason != NO_REASON and reason not in DISALLOWED_FOR:
        raise Refused("no_such_reason")
    if on > ctx.today:
        raise Refused("disallowed_ahead")
    if on < whose.first:
        raise Refused("disallowed_before_it", day=whose.first.isoformat())
    told: dict[str, Any] = {"pack": pack, "on": on.isoformat()}
    if reason != NO_REASON:
        told["reason"] = reason
    _keep(ctx, entry, told)


def allow(ctx: MemberContext, entry: EntryRecord, pack: str) -> None:
    """Keep that it counts again from today on. Harmless where it does. Raises Refused as above."""
    who_disallows(ctx, entry, pack)
    if disallowed_on(disallowed_of(entry), entry.id, pack, ctx.today) is not None:
        _keep(ctx, entry, {"pack": pack, "on": ctx.today.isoformat(), "allowed": True})


def _keep(ctx: MemberContext, entry: EntryRecord, told: dict[str, Any]) -> None:
    kept = [*(dict(one) for one in entry.disallowed), told]
    changed = update_fields(ctx, entry, "", disallowed=kept)
    content_changed(ctx, changed, "edited")
