"""Who takes part in a conversation: the member, enrolled and known, and the people they manage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import uuid4

from bot.cli.chat.asked import Report, Somebody, StandingName
from bot.policy.months import months_on
from bot.policy.schemes.categories import pack_and_category
from bot.policy.schemes.cycles import add_years
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.record.revisions import chain_revision
from bot.services.schemes.assessment import assess_again

MEMBER: Final = "U0MEMBER"
NAME: Final = "Alex Taylor"
CHANNEL: Final = "D0CHAT"
"""The conversation between the member and the bot."""

IMI, CMI = "imi-register", "cmi"


def new_workspace() -> str:
    """The id of a workspace that nobody has met."""
    return f"T{uuid4().hex[:24].upper()}"


def cycle_start(today: date) -> date:
    """The first of the month 18 months before: when everybody's cycle begins."""
    return months_on(today.replace(day=1), -18)


def begin(contexts: ContextFactory, actor: Actor, who: Somebody) -> int:
    """Makes the member, with nothing to bring in; their number. In no scheme they are somebody new,
    else past the first questions.
    """
    with contexts.open(actor, Origin(f"chat:{uuid4().hex}")) as ctx:
        ctx.work.undo.be_silent()
        _introduce(ctx, NAME, who.tz, onboarding="done" if who.schemes else "new")
        start = cycle_start(ctx.today)
        begun, ended = who.hours
        ctx.change_member(work_start=begun, work_end=ended)
        for scheme in who.schemes:
            _enrol(ctx, scheme, start, _Balance(start, 0, 0))
        if who.job is not None:
            ctx.work.members.start_job(ctx.member.id, who.job, start)
        member_id = ctx.member.id
        ctx.commit()
    for number, report in enumerate(who.team, 1):
        about = Actor(actor.workspace_id, f"U0TEAM{number:03d}")
        _make_report(contexts, about, report, member_id, who.tz)
    return member_id


@dataclass(frozen=True, slots=True)
class _Balance:
    """What a body's account showed on a day, in whole credits of the cycle and of the year."""

    on: date
    cycle: int
    year: int


def _introduce(ctx: MemberContext, name: str, tz: str, onboarding: str = "done") -> None:
    know(ctx, Profile(name=name, tz=tz, kind="person", deactivated=False, is_admin=False))
    ctx.change_member(onboarding=onboarding, im_channel=CHANNEL)


def _enrol(ctx: MemberContext, scheme: str, start: date | None, balance: _Balance | None) -> None:
    pack, category = pack_and_category(scheme)
    enrolment = ctx.work.enrolments.enrol(ctx.member.id, pack, category, start or ctx.today)
    known: dict[str, object] = {}
    in_force = terms(ctx.rules[pack], ctx.today)
    if in_force.length is not None:
        known["cycle_start"] = start
    if in_force.has_target and balance is not None:
        known |= {
            "opening_on": balance.on,
            "opening_cycle": balance.cycle * 100,
            "opening_year": balance.year * 100,
        }
    if known:
        ctx.work.enrolments.change(enrolment, **known)


def _make_report(
    contexts: ContextFactory, actor: Actor, report: Report, manager_id: int, tz: str
) -> None:
    with contexts.open(actor, Origin(f"chat:{uuid4().hex}")) as ctx:
        ctx.work.undo.be_silent()
        _introduce(ctx, report.name, tz)
        _RECORDS[report.standing](ctx)
        ctx.work.teams.link(ctx.member.id, manager_id, "active", source="member", now=ctx.now)
        ctx.commit()


def _with_credits(
    start: Callable[[date], date], cycle: int, year: int
) -> Callable[[MemberContext], None]:
    """A record at IMI: a cycle that began then, and what the account shows of it today."""

    def make(ctx: MemberContext) -> None:
        _enrol(ctx, IMI, start(ctx.today), _Balance(ctx.today, cycle, year))

    return make


def _ended_short(ctx: MemberContext) -> None:
    """The cycle ended three weeks ago; three weeks before that, the account showed 79 of 90."""
    start = add_years(ctx.today - timedelta(days=21), -3)
    _enrol(ctx, IMI, start, _Balance(ctx.today - timedelta(days=42), 79, 20))


def _not_known(ctx: MemberContext) -> None:
    _enrol(ctx, IMI, None, None)


def _by_rhythm(ctx: MemberContext) -> None:
    """Three entries in twelve months, at CMI alone."""
    _enrol(ctx, CMI, cycle_start(ctx.today), None)
    for days_ago, title in ((200, "Coaching skills"), (90, "Budget review"), (20, "Team charter")):
        _log(ctx, title, ctx.today - timedelta(days=days_ago))


def _log(ctx: MemberContext, title: str, day: date) -> None:
    entry = ctx.work.entries.add(
        ctx.member.id,
        "logged",
        ctx.now,
        source_key=None,
        title=title,
        start_date=day,
        end_date=day,
        minutes=60,
        evaluate="I now agree on the next step before the meeting ends",
        logged_at=ctx.now,
    )
    assert entry is not None  # noqa: S101 - without a key it is made each time
    chain_revision(ctx, entry, "saved")
    assess_again(ctx, [entry])


_RECORDS: Final[Mapping[StandingName, Callable[[MemberContext], None]]] = {
    "ended short": _ended_short,
    "short": _with_credits(lambda today: add_years(today + timedelta(days=61), -3), 70, 20),
    "at risk": _with_credits(cycle_start, 20, 5),
    "behind": _with_credits(cycle_start, 54, 6),
    "not known": _not_known,
    "on pace": _with_credits(cycle_start, 60, 25),
    "rhythm": _by_rhythm,
}
"""Half-way through a cycle the pace is about 45 in all, and about 15 in its second year."""
