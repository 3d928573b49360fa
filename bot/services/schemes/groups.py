"""Groups of a scheme of hours, as vehicle groups are: which the member may say that an entry was
for, and which of an entry's subjects are groups. An entry keeps both in one list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.conversation.groups import find_groups, only_groups
from bot.conversation.subjects import SubjectNamed
from bot.policy.frameworks.framework import folded
from bot.policy.scheme_facts import NamedSubject
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.subjects import stated_beyond
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from storage.row_types import EnrolmentRecord, EntryRecord


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one scheme that the member is in, by name, and what else they are called."""

    names: tuple[str, ...]
    called: Mapping[str, str]


def groups_of(ctx: MemberContext, day: date | None) -> tuple[Groups, ...]:
    """Of each scheme of hours in which the member is in several groups these, by the rules of a day
    (today's where it is not known). In one alone there is nothing to be said.
    """
    found: dict[str, list[str]] = {}
    for one in ctx.work.files.of(ctx.member.id).enrolments:
        pack = ctx.rules.get(one.pack)
        if pack is not None and one.category and terms(pack, day or ctx.today).by_hours:
            found.setdefault(one.pack, []).append(one.category)
    return tuple(
        Groups(tuple(sorted(names)), ctx.rules[pack].called_categories(day or ctx.today))
        for pack, names in found.items()
        if len(names) > 1
    )


def group_names(ctx: MemberContext, day: date | None) -> tuple[str, ...]:
    """The same by name alone, each once."""
    names = (name for one in groups_of(ctx, day) for name in one.names)
    return tuple({folded(name): name for name in names}.values())


def read_groups(
    ctx: MemberContext, text: str, day: date | None, minutes: int | None
) -> list[dict[str, Any]]:
    """The groups that a text names, as an entry keeps them."""
    found: dict[str, SubjectNamed] = {}
    for one in groups_of(ctx, day):
        for group in find_groups(text, one.names, one.called):
            found.setdefault(folded(group.name), group)
    return groups_kept(found.values(), minutes)


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
