"""Where a member would stand with more time or credits, or without one entry: nothing is kept.

What SQL added up is changed by the amount, and the rules decide on it as on any other sum.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.conversation.subjects import categories_named, find_subjects
from bot.policy.scheme_facts import NamedSubject
from bot.policy.schemes.credits import weight
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import FrameworkStanding, totals_window
from bot.policy.schemes.subjects import filling, shares
from bot.policy.schemes.terms import terms
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.standings import SchemeStanding, standing_of
from bot.services.schemes.subjects import names_of
from storage.aggregates import Sums
from storage.row_types import EnrolmentRecord, EntryRecord

MINUTES_MOST: Final = 60 * 1000
HUNDREDTHS_MOST: Final = 100 * 1000
_MINUTES_AN_HOUR: Final = 60

Shares = tuple[tuple[str, int], ...]
"""Names of subjects with minutes."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """What is supposed: so many `minutes` more, `about` a subject in the member's words (folded);
    so many `credits` more, in hundredths; or that `without` this entry. One of the three.
    """

    minutes: int = 0
    credits: int = 0
    about: str = ""
    without: int | None = None

    def queued(self) -> Mapping[str, Any]:
        """Plain values, of which `read_change` makes it again."""
        return {
            "minutes": self.minutes,
            "credits": self.credits,
            "about": self.about,
            "without": self.without,
        }


def read_change(values: Mapping[str, Any]) -> Supposition:
    """The change that was queued."""
    return Supposition(values["minutes"], values["credits"], values["about"], values["without"])


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Where the member would stand. `schemes`: those under which they would stand otherwise, those
    that it is about first and then the most urgent; none where there are none. `title` is that of
    the entry that is left out. `subjects` are those to which time would go, by enrolment.
    """

    change: Supposition
    schemes: tuple[SchemeStanding, ...]
    title: str | None = None
    subjects: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Counted:
    """One of the member's enrolments that adds amounts up, with what SQL added up for it."""

    enrolment: EnrolmentRecord
    pack: Pack
    sums: Sequence[Sums]


def what_if(ctx: MemberContext, change: Supposition) -> WhatIf:
    """Where the context's member would stand; what is there already is read once, and nothing
    written.

    Raises Refused: what_if_too_much, not_your_entry, what_if_not_saved.
    """
    title, entry = None, None
    if change.without is not None:
        entry = _saved(ctx, change.without)
        title = entry.title
    elif not (0 <= change.minutes <= MINUTES_MOST and 0 <= change.credits <= HUNDREDTHS_MOST):
        raise Refused("what_if_too_much")
    counting = _counting(ctx)
    if entry is not None:
        return WhatIf(change, _supposed(ctx, _taken_away(ctx, entry, counting), counting), title)
    by_subjects = _shares_of(ctx, change, counting)
    more = _added(ctx, change, counting, by_subjects)
    subjects = {one: tuple(name for name, _ in each) for one, each in by_subjects.items()}
    about = {*subjects, *_groups_named(ctx, change, counting)}
    return WhatIf(change, _supposed(ctx, more, counting, about), None, subjects)


def last_saved(ctx: MemberContext) -> EntryRecord | None:
    """What "this one" is where nothing else says so: the saved entry that was begun last."""
    recent = ctx.work.entries.recent(ctx.member.id, 20)
    return next((one for one in recent if one.status == "logged"), None)


def _saved(ctx: MemberContext, entry_id: int) -> EntryRecord:
    entry = ctx.work.entries.get(entry_id, ctx.member.id)
    if entry is None:
        raise Refused("not_your_entry")
    if entry.status != "logged":
        raise Refused("what_if_not_saved")
    return entry


def _supposed(
    ctx: MemberContext,
    more: Mapping[int, Sequence[Sums]],
    counting: Sequence[_Counted],
    about: Collection[int] = (),
) -> tuple[SchemeStanding, ...]:
    """The standings that would be others, in the order in which they are urgent now, those that
    the change is about before the others.
    """
    found = []
    for one in counting:
        number = one.enrolment.id
        if number not in more:
            continue
        now = _standing_of(ctx, one, one.sums)
        then = _standing_of(ctx, one, _merged((*one.sums, *more[number])))
        if then != now:
            found.append((number not in about, now.standing.urgency, then))
    return tuple(then for *_, then in sorted(found, key=lambda each: each[:2]))


def _standing_of(ctx: MemberContext, one: _Counted, sums: Sequence[Sums]) -> SchemeStanding:
    return standing_of(
        one.enrolment,
        ctx.work.enrolments.of(ctx.member.id),
        sums=sums,
        rhythm=None,
        today=ctx.today,
        pack=one.pack,
        workplace=ctx.workplace,
        leaves=leaves_of(ctx.member.leaves),
    )


def _merged(sums: Iterable[Sums]) -> tuple[Sums, ...]:
    """The same with one row for each thing that is added up, without those of which nothing is
    left: less of something is no row of its own.
    """
    found: dict[tuple[object, ...], Sums] = {}
    for one in sums:
        key = (one.enrolment_id, one.cycle, one.year, one.state, one.subject)
        before = found.get(key)
        found[key] = one if before is None else _both(before, one)
    return tuple(one for one in found.values() if one.entries > 0 or one.minutes > 0)


def _both(one: Sums, other: Sums) -> Sums:
    return one._replace(
        weight=one.weight + other.weight,
        entries=one.entries + other.entries,
        minutes=one.minutes + other.minutes,
    )


def _counting(ctx: MemberContext) -> tuple[_Counted, ...]:
    """The member's enrolments in schemes that count amounts, or time by subject."""
    found = []
    for one in ctx.work.enrolments.of(ctx.member.id):
        pack = ctx.rules.get(one.pack)
        if pack is not None and (terms(pack, ctx.today).counts or terms(pack, ctx.today).framework):
            found.append((one, pack))
    sums = ctx.work.assessments.sums([one.id for one, _ in found]) if found else {}
    return tuple(_Counted(one, pack, sums.get(one.id, ())) for one, pack in found)


def _taken_away(
    ctx: MemberContext, entry: EntryRecord, counting: Sequence[_Counted]
) -> dict[int, list[Sums]]:
    by_subjects = {one.enrolment.id: terms(one.pack, ctx.today).framework for one in counting}
    found: dict[int, list[Sums]] = {}
    for one in ctx.work.assessments.of_entries([entry.id]).get(entry.id, ()):
        # Under no framework it is not known what it counts for; without it, that is known again.
        if one.enrolment_id not in by_subjects or (
            one.state == "outside" and not by_subjects[one.enrolment_id]
        ):
            continue
        less = Sums(
            one.enrolment_id,
            one.cycle,
            one.year,
            one.state,
            one.subject,
            -one.weight,
            -one.entries,
            -one.minutes,
        )
        found.setdefault(one.enrolment_id, []).append(less)
    return found


def _shares_of(
    ctx: MemberContext, change: Supposition, counting: Sequence[_Counted]
) -> dict[int, Shares]:
    """How the time would go to subjects, by enrolment: in equal parts to those that are named;
    where a category alone is, to what is short there, the nearest first.
    """
    if not change.minutes or not change.about:
        return {}
    by_subjects = [one for one in counting if terms(one.pack, ctx.today).framework]
    meant = categories_named(change.about, [one.enrolment.category for one in by_subjects])
    found: dict[int, Shares] = {}
    for one in by_subjects:
        names = names_of(ctx, one.enrolment, ctx.today)
        if named := find_subjects(change.about, names):
            of = [NamedSubject(each.name) for each in named]
            found[one.enrolment.id] = shares(of, change.minutes)
        elif one.enrolment.category in meant and names:
            found[one.enrolment.id] = _of_category(ctx, change, one, names[0])
    return found


def _of_category(ctx: MemberContext, change: Supposition, one: _Counted, first: str) -> Shares:
    now = _standing_of(ctx, one, one.sums).standing
    short_of = now.short_of if isinstance(now, FrameworkStanding) else ()
    rate = terms(one.pack, ctx.today).rate
    return filling(short_of, change.minutes, rate) or ((first, change.minutes),)


def _groups_named(
    ctx: MemberContext, change: Supposition, counting: Sequence[_Counted]
) -> frozenset[int]:
    """The enrolments in groups of schemes of hours that the change names."""
    by_hours = [one.enrolment for one in counting if terms(one.pack, ctx.today).by_hours]
    meant = categories_named(change.about, [one.category for one in by_hours])
    return frozenset(one.id for one in by_hours if one.category in meant)


def _added(
    ctx: MemberContext,
    change: Supposition,
    counting: Sequence[_Counted],
    by_subjects: Mapping[int, Shares],
) -> dict[int, list[Sums]]:
    """What it would add today, by the method and the rate of each scheme. Where the subject is a
    category that the member is in, other categories of its scheme are left as they are; a scheme
    that goes by subjects has none of what is of no subject of its own, and a group of a scheme of
    hours gets it by name, which shows in each of them.
    """
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    meant = categories_named(change.about, [one.category for one in enrolments])
    named = {(one.pack, one.category) for one in enrolments if one.category in meant}
    narrowed = {pack for pack, _ in named}
    groups = {one.pack: one.category for one in enrolments if (one.pack, one.category) in named}
    found: dict[int, list[Sums]] = {}
    for one in counting:
        enrolment, in_force = one.enrolment, terms(one.pack, ctx.today)
        place = totals_window(enrolment_facts(enrolment, enrolments), ctx.today, one.pack)
        if place is None:
            continue
        if in_force.framework:
            if (own := by_subjects.get(enrolment.id)) and place.cycle is not None:
                found[enrolment.id] = [
                    Sums(
                        enrolment.id,
                        place.cycle,
                        place.year,
                        "counted",
                        name,
                        weight(minutes, in_force.rate or 0),
                        int(not number),
                        minutes,
                    )
                    for number, (name, minutes) in enumerate(own)
                ]
            continue
        other = enrolment.pack in narrowed and (enrolment.pack, enrolment.category) not in named
        if other and not in_force.by_hours:
            continue
        rate = _MINUTES_AN_HOUR if in_force.by_hours else in_force.rate
        added = 0 if in_force.by_hours else change.credits * 60
        if change.minutes and rate is not None:
            added = weight(change.minutes, rate)
        if added:
            cycle, year = place.cycle, place.year
            group = groups.get(enrolment.pack, "") if in_force.by_hours else ""
            more = Sums(enrolment.id, cycle, year, "counted", group, added, 1, change.minutes)
            found[enrolment.id] = [more]
    return found
