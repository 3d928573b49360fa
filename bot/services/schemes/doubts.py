"""What audit rounds come to under a scheme: entries that are out of its total, and those that an
auditor doubts while the total stays as it is.
"""

from collections.abc import Mapping, Sequence

from bot.policy.audits.effects import Decided, Effect, effect_on_total
from bot.policy.audits.population import owned_by_workplace
from bot.policy.schemes.categories import pack_and_category
from bot.services.context.member_context import MemberContext
from storage.audits.records import SelectionRecord


def effects_of(
    ctx: MemberContext, pack: str, known: Sequence[SelectionRecord] | None = None
) -> Effect:
    """What the member's rounds come to under one pack."""
    found = ctx.work.selections.of_member(ctx.member.id) if known is None else known
    rules = ctx.rules.get(pack)
    owned = rules is not None and owned_by_workplace(rules)
    decided = [
        Decided(one.selection, pack_and_category(one.scheme)[0], owned, one.cancelled)
        for one in found
    ]
    return effect_on_total(decided, pack)


def doubted(ctx: MemberContext) -> Mapping[str, int]:
    """By pack: how many of the member's entries an auditor doubts; one look for whoever was never
    drawn.
    """
    if not ctx.work.files.of(ctx.member.id).drawn:
        return {}
    known = ctx.work.selections.of_member(ctx.member.id)
    found = {}
    for pack in dict.fromkeys(pack_and_category(one.scheme)[0] for one in known):
        numbers = sorted(effects_of(ctx, pack, known).doubted)
        there = [one for one in numbers if ctx.work.entries.get(one, ctx.member.id) is not None]
        if there:
            found[pack] = len(there)
    return found
