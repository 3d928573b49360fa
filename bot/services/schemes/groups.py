"""Groups of a scheme of hours, as vehicle groups are: which the member may say that an entry was
for, and which of an entry's subjects are groups. An entry keeps both in one list.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bot.conversation.groups import Groups, find_groups, only_groups
from bot.conversation.subjects import SubjectNamed
from bot.policy.frameworks.framework import folded
from bot.policy.scheme_facts import NamedSubject
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.subjects import stated_beyond
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from storage.row_types import EnrolmentRecord, EntryRecord


def groups_of(ctx: MemberContext, day: date | None) -> tuple[Groups, ...]:
    """Of each scheme of hours in which the member is in several groups these, by the rules of a day
    (today's where it is not known). In one alone there is nothing to be said.
    """
    on = day or ctx.today
    return tuple(
        Groups(tuple(sorted(names)), ctx.rules[pack].called_categories(on))
        for pack, names in _own_groups(ctx, on).items()
        if len(names) > 1
    )


def all_groups(ctx: MemberContext, day: date | None) -> tuple[Groups, ...]:
    """Of each scheme of hours in which the member is, all groups that it has on a day (today where
    it is not known), theirs or not: words that share time out over them tell of one activity.
    """
    on = day or ctx.today
    found = []
    for name, own in _own_groups(ctx, on).items():
        pack = ctx.rules[name]
        every = {folded(one): one for one in (*own, *(pack.categories(on) or ()))}
        if every:
            found.append(Groups(tuple(every.values()), pack.called_categories(on)))
    return tuple(found)


def groups_shared(
    ctx: MemberContext, groups: Sequence[SubjectNamed], day: date | None
) -> list[SubjectNamed]:
    """Of groups over which time was shared out those that an entry keeps: none where they say
    nothing, since the member is in one group and no other is named, or in none that is known.
    """
    own = {folded(one) for some in _own_groups(ctx, day or ctx.today).values() for one in some}
    apart = len(own) > 1 or any(folded(one.name) not in own for one in groups)
    return [*groups] if own and apart else []


def _own_groups(ctx: MemberContext, day: date) -> dict[str, list[str]]:
    """The groups that the member is in, by their schemes of hours; none of one not known."""
    found: dict[str, list[str]] = {}
    for one in ctx.work.files.of(ctx.member.id).enrolments:
        pack = ctx.rules.get(one.pack)
        if pack is not None and terms(pack, day).by_hours:
            found.setdefault(one.pack, []).extend([one.category] if one.category else [])
    return found


def group_names(ctx: MemberContext, day: date | None) -> tuple[str, ...]:
    """The same by name alone, each once."""
    names = (name for one in groups_of(ctx, day) for name in one.names)
    return tuple({folded(name): name for name in names}.values())


def read_groups(ctx: MemberContext, text: str, day: date | None) -> list[SubjectNamed]:
    """The groups that a text names of those that the member is in."""
    found: dict[str, SubjectNamed] = {}
    for one in groups_of(ctx, day):
        for group in find_groups(text, one.names, one.called):
            found.setdefault(folded(group.name), group)
    return [*found.values()]


def groups_said(ctx: MemberContext, text: str, entry: EntryRecord) -> list[dict[str, Any]]:
    """The same where a text says nothing else, as an answer does; else none."""
    for one in groups_of(ctx, entry.end_date or entry.start_date):
        if found := only_groups(text, one.names, one.called):
            return groups_kept(found, entry.minutes)
    return []


def groups_kept(groups: Iterable[SubjectNamed], minutes: int | None) -> list[dict[str, Any]]:
    """Groups as an entry keeps them: the minutes of each unless they are more than the whole took,
    or are the whole of one alone, which goes with its length then.
    """
    named = [*groups]
    facts = [NamedSubject(one.name, one.minutes) for one in named]
    whole = len(named) == 1 and (minutes is None or facts[0].minutes == minutes)
    fits = not whole and not stated_beyond(facts, minutes)
    return [{"name": one.name, "minutes": one.minutes if fits else None} for one in named]


def group_keys(
    rules: Mapping[str, Pack], enrolments: Iterable[EnrolmentRecord], day: date
) -> frozenset[str]:
    """The folded names of all groups of schemes of hours: of the packs, and the member's own."""
    by_hours = {name: pack for name, pack in rules.items() if terms(pack, day).by_hours}
    named = {one for pack in by_hours.values() for one in pack.categories(day) or ()}
    own = {one.category for one in enrolments if one.pack in by_hours and one.category}
    return frozenset(folded(name) for name in named | own)


def told_apart_of(
    ctx: MemberContext, entry: EntryRecord
) -> tuple[tuple[Mapping[str, Any], ...], tuple[Mapping[str, Any], ...]]:
    """An entry's subjects, and the groups that it names, as it keeps them."""
    if not entry.subjects:
        return (), ()
    day = entry.end_date or entry.start_date or ctx.today
    keys = group_keys(ctx.rules, ctx.work.files.of(ctx.member.id).enrolments, day)
    groups = tuple(one for one in entry.subjects if folded(one["name"]) in keys)
    return tuple(one for one in entry.subjects if one not in groups), groups
