"""Answers to a manager about their people: the view and the access log of `/cpd-team`.

What anybody wrote is theirs: it is neither read nor said here.
"""

from typing import Any, Final

from bot.conversation.asking import Asked
from bot.policy.schemes.standing import (
    FrameworkStanding,
    HoursStanding,
    NotKnownStanding,
    ProvisionalStanding,
    RhythmStanding,
    TargetStanding,
)
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, Offer, explained
from bot.services.teams import team_view as team
from bot.services.teams.at_stake import Stake
from bot.services.teams.team_view import TeamRow
from storage.row_types import MemberRecord

NAMES = 3
"""People whom the first line names."""
STAKES = 4
"""Schemes of somebody's of which it is said what is at stake."""


def whole_team(ctx: MemberContext, _asked: Asked) -> Explained:
    """How many of the team need a look, and who."""
    glance = team.glance(ctx, ctx.looked)
    if not glance.people:
        return explained("team_asking", Offer("team")) if glance.asking else explained("no_team")
    if not glance.need_a_look:
        return explained("team_fine", Offer("team"), people=glance.people)
    return explained(
        "team_look",
        Offer("team"),
        need=len(glance.need_a_look),
        people=glance.people,
        names=list(glance.need_a_look[:NAMES]),
    )


def person(ctx: MemberContext, asked: Asked) -> Explained:
    """How somebody of the team stands; the same for whoever is in none of the asker's as for
    whoever is not there at all.
    """
    found = team.named(ctx, asked.words, asked.mentions)
    if found is None:
        return explained("no_team")
    if not found:
        return explained("not_in_team", Offer("team"))
    if len(found) > 1:
        return explained("which_person", names=[_name(one) for one in found[:NAMES]])
    row = team.look_at(ctx, found[0])
    lines = Line("person", _values(row)), *map(_stake_line, row.stakes[:STAKES])
    return Explained(lines, (Offer("team"),))


def evidence(ctx: MemberContext, _asked: Asked) -> Explained:
    """What a manager may see of evidence, and what not: no person's figure is read for it."""
    glance = team.glance(ctx, ctx.looked)
    if not glance.people:
        return explained("team_asking", Offer("team")) if glance.asking else explained("no_team")
    return explained("team_evidence", Offer("team"))


def wrote(_context: MemberContext, _asked: Asked) -> Explained:
    return explained("theirs")


def _stake_line(one: Stake) -> Line:
    """What is at stake in one of somebody's schemes."""
    name = "person_ended_short" if one.of.ended else "person_at_stake"
    end = one.of.last_day.isoformat()
    return Line(name, {"title": one.title, "follows": one.of.follows, "end": end})


def _values(row: TeamRow) -> dict[str, Any]:
    """The figures of somebody's most urgent scheme."""
    values: dict[str, Any] = {"name": row.name, "kind": "none"}
    if not row.standings:
        return values
    first = row.standings[0].scheme
    now = first.standing
    values |= {"kind": now.kind, "title": first.title, "rank": now.manager_rank}
    if now.ended is not None and now.ended.answer == "extended":
        until = now.ended.until
        values |= {"extended": True, "until": None if until is None else until.isoformat()}
    match now:
        case TargetStanding():
            return values | _against_target(now)
        case HoursStanding():
            return values | _of_hours(now)
        case FrameworkStanding():
            return values | _of_subjects(now)
        case ProvisionalStanding():
            return values | {"year": now.year_credits, "calendar_year": now.year}
        case RhythmStanding():
            last = None if now.last_entry is None else now.last_entry.isoformat()
            entries = now.entries_12_months
            return values | {"entries": entries, "last": last, "today": now.today.isoformat()}
        case NotKnownStanding():
            return values


def _against_target(now: TargetStanding) -> dict[str, Any]:
    return {
        "pace": now.pace,
        "declined": now.declined,
        "ended": None if now.ended is None else now.ended.last_day.isoformat(),
        "met": now.minimum_met,
        "days_left": now.cycle_days_left,
        "year": now.year_credits,
        "recommended": now.recommended,
        "cycle": now.cycle_credits,
        "minimum": now.minimum,
        "end": now.last_day.isoformat(),
    }


def _of_subjects(now: FrameworkStanding) -> dict[str, Any]:
    return {
        "met_of": [sum(one.met is True for one in now.asked), len(now.asked)],
        "ended": None if now.ended is None else now.ended.last_day.isoformat(),
        "met": now.met,
        "days_left": now.days_left,
        "end": now.last_day.isoformat(),
    }


def _of_hours(now: HoursStanding) -> dict[str, Any]:
    return {
        "minutes": now.minutes,
        "asked": now.minimum,
        "ended": None if now.ended is None else now.ended.last_day.isoformat(),
        "met": None if now.short is None else not now.short,
        "days_left": now.days_left,
        "end": now.last_day.isoformat(),
    }


def _name(member: MemberRecord) -> str:
    return member.name or member.slack_id


ANSWERS: Final = (
    Answer("team", whole_team),
    Answer("person", person),
    Answer("team_evidence", evidence),
    Answer("wrote", wrote),
)
