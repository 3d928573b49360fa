"""What was assessed by other rules than those in force: who has such, and theirs assessed anew."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.services.context.member_context import ContextFactory, MemberContext, Origin
from bot.services.record.entry_changes import OPEN
from bot.services.schemes.assessment import assess_all
from storage.row_types import EntryRecord
from storage.unit_of_work import look

REASSESSED: Final = 100
"""Members looked up at once when their entries are assessed anew."""

SHOWN_ANEW: Final = 12
"""Entries of a member, those begun last, whose cards are drawn anew after that."""


def versions_in_force(contexts: ContextFactory, workspace_id: str) -> dict[str, str]:
    """The versions of the rules in a workspace, by pack."""
    with look(contexts.database, workspace_id) as work:
        rules = contexts.rules.of(work, work.enrolments.last_decision())
    return {name: pack.version for name, pack in rules.packs.items()}


def outdated(
    contexts: ContextFactory, workspace_id: str, versions: Mapping[str, str], after: int, limit: int
) -> list[int]:
    """A page of members, from behind a number on, some of whose entries were assessed by other
    rules than those: after a decision on a rule, or where a release brought a pack's new version.
    """
    with look(contexts.database, workspace_id) as work:
        return work.assessments.outdated(versions, after, limit)


def reassess(contexts: ContextFactory, workspace_id: str, member_id: int) -> bool:
    """Assess anew whatever a member has logged, and have the cards that stand of what they began
    last drawn anew where that says something else; False where they are gone.

    Whoever is not reached is still outdated, and found the next time.
    """
    origin = Origin(f"reassess:{member_id}")
    with contexts.open_by_id(workspace_id, member_id, origin) as ctx:
        if ctx is None:
            return False
        recent = ctx.work.entries.recent(ctx.member.id, SHOWN_ANEW)
        before = _said_of(ctx, recent)
        assess_all(ctx)
        after = _said_of(ctx, recent)
        for entry in recent:
            if entry.status in OPEN or before.get(entry.id) != after.get(entry.id):
                ctx.work.messages.show_entry(entry.id, ctx.real)
        ctx.show_home()
        ctx.commit()
    return True


def _said_of(ctx: MemberContext, entries: Sequence[EntryRecord]) -> Mapping[int, object]:
    """What the cards of saved entries say of their worth, by entry."""
    saved = [one.id for one in entries if one.status == "logged"]
    kept = ctx.work.assessments.of_entries(saved) if saved else {}
    return {
        number: [
            (one.enrolment_id, one.part, one.subject, one.state, one.minutes, one.credits, one.year)
            for one in parts
        ]
        for number, parts in kept.items()
    }
