"""Where a member would stand with more time or credits, or without one entry: nothing is kept.

What SQL added up is changed by the amount, and the rules decide on it as on any other sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.policy.schemes.credits import weight
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import totals_window
from bot.policy.schemes.terms import terms
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.assessment import enrolment_facts
from bot.services.schemes.standings import SchemeStanding, standing_of, standings_of
from storage.aggregates import Sums
from storage.row_types import EnrolmentRecord, EntryRecord

MINUTES_MOST: Final = 60 * 1000
HUNDREDTHS_MOST: Final = 100 * 1000
_MINUTES_AN_HOUR: Final = 60


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
    """Where the member would stand. `schemes`: those whose sums the change touches, the most urgent
    first; none where it touches none. `title` is that of the entry that is left out.
    """

    change: Supposition
    schemes: tuple[SchemeStanding, ...]
    title: str | None = None


def what_if(ctx: MemberContext, change: Supposition) -> WhatIf:
    """Where the context's member would stand; what is there already is read, and nothing written.

    Raises Refused: what_if_too_much, not_your_entry, what_if_not_saved.
    """
    title = None
    if change.without is not None:
        entry = _saved(ctx, change.without)
        title, more = entry.title, _taken_away(ctx, entry)
    elif not (0 <= change.minutes <= MINUTES_MOST and 0 <= change.credits <= HUNDREDTHS_MOST):
        raise Refused("what_if_too_much")
    else:
        more = _added(ctx, change)
    return WhatIf(change, _supposed(ctx, more), title)


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


def _supposed(ctx: MemberContext, more: Mapping[int, Sequence[Sums]]) -> tuple[SchemeStanding, ...]:
    if not more:
        return ()
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    sums = ctx.work.assessments.sums([*more])
    found = []
    for now in standings_of(ctx):
        number = now.enrolment.id
        if number not in more:
            continue
        then = standing_of(
            now.enrolment,
            enrolments,
            sums=(*sums.get(number, ()), *more[number]),
            rhythm=None,
            today=ctx.today,
            pack=ctx.rules[now.enrolment.pack],
            workplace=ctx.workplace,
            leaves=leaves_of(ctx.member.leaves),
        )
        found.append(then)
    return tuple(found)


def _counting(ctx: MemberContext) -> Iterator[tuple[EnrolmentRecord, Pack]]:
    """The member's enrolments in schemes that count amounts."""
    for one in ctx.work.enrolments.of(ctx.member.id):
        pack = ctx.rules.get(one.pack)
        if pack is not None and terms(pack, ctx.today).counts:
            yield one, pack


def _taken_away(ctx: MemberContext, entry: EntryRecord) -> dict[int, list[Sums]]:
    counting = {one.id for one, _ in _counting(ctx)}
    found: dict[int, list[Sums]] = {}
    for one in ctx.work.assessments.of_entries([entry.id]).get(entry.id, ()):
        if one.enrolment_id in counting and one.state != "outside":
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


def _added(ctx: MemberContext, change: Supposition) -> dict[int, list[Sums]]:
    """What it would add today, by the method and the rate of each scheme. Where the subject is a
    category that the member is in, other categories of its scheme are left as they are; a group of
    a scheme of hours gets it by name, and that shows in each of them.
    """
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    about = change.about.casefold()
    named = {
        (one.pack, one.category)
        for one in enrolments
        if one.category and about and about in one.category.casefold()
    }
    narrowed = {pack for pack, _ in named}
    groups = {one.pack: one.category for one in enrolments if (one.pack, one.category) in named}
    found: dict[int, list[Sums]] = {}
    for one, pack in _counting(ctx):
        in_force = terms(pack, ctx.today)
        other = one.pack in narrowed and (one.pack, one.category) not in named
        if other and not in_force.by_hours:
            continue
        place = totals_window(enrolment_facts(one, enrolments), ctx.today, pack)
        rate = _MINUTES_AN_HOUR if in_force.by_hours else in_force.rate
        added = 0 if in_force.by_hours else change.credits * 60
        if change.minutes and rate is not None:
            added = weight(change.minutes, rate)
        if place is not None and added:
            cycle, year = place.cycle, place.year
            group = groups.get(one.pack, "") if in_force.by_hours else ""
            found[one.id] = [Sums(one.id, cycle, year, "counted", group, added, 1, change.minutes)]
    return found
