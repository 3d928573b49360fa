"""Answers about nudges: why one came, which is what was stored with it, and how they are paused."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.conversation.asking import Asked
from bot.policy.schemes.categories import scheme_title
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, Offer, explained
from bot.services.nudges.pausing import NEVER_AGAIN
from storage.row_types import NudgeRecord

Inputs = Mapping[str, Any]


def why_nudge(ctx: MemberContext, _asked: Asked) -> Explained:
    """What the last nudge came for."""
    newest = ctx.work.nudges.newest(ctx.member.id)
    if newest is None:
        return explained("why_no_nudge", Offer("settings"))
    return why_this(ctx, newest)


def pause(ctx: MemberContext, _asked: Asked) -> Explained:
    """How nudges are paused; until when they are."""
    until = ctx.member.paused_until
    if until is not None and until > ctx.today:
        return Explained((_quiet_line(until),), (Offer("settings"),))
    return explained("pause", Offer("settings"))


def nudge_often(ctx: MemberContext, _asked: Asked) -> Explained:
    """How often one comes at most, by the member's own cadence; and that there is quiet."""
    until = ctx.member.paused_until
    lines = [Line(f"often_{ctx.member.cadence}")]
    if until is not None and until > ctx.today:
        lines.append(_quiet_line(until))
    return Explained(tuple(lines), (Offer("settings"),))


def _quiet_line(until: date) -> Line:
    if until == NEVER_AGAIN:
        return Line("nudges_stopped")
    return Line("paused", {"until": until.isoformat()})


def why_this(ctx: MemberContext, nudge: NudgeRecord) -> Explained:
    """What one of the member's nudges was decided by, and how often such come."""
    on = (nudge.delivered_at or nudge.at).astimezone(ctx.zone).date()
    stored: Inputs = nudge.values.get("why", {})
    values = _INPUTS.get(nudge.kind, _nothing)(ctx, nudge, stored)
    name = f"why_{nudge.kind}" if values is not None else "why_nudge"
    said: list[Line] = [Line(name, {"on": on.isoformat(), "kind": nudge.kind, **(values or {})})]
    said.append(_how_often(nudge, stored))
    return Explained(tuple(said), (Offer("settings"),))


def _how_often(nudge: NudgeRecord, stored: Inputs) -> Line:
    """What follows it: quiet, the same once more, or nothing that is known of."""
    if nudge.budget_week is None:
        return Line("outside_the_seven")
    if stored.get("last"):
        return Line("last_of_its_kind")
    if stored.get("again_after") and nudge.kind != "cycle_start_unknown":
        return Line("same_again", {"days": stored["again_after"]})
    return Line("one_in_seven")


def _nothing(_context: MemberContext, _nudge: NudgeRecord, _stored: Inputs) -> None:
    """Its kind says all."""


def _behind(ctx: MemberContext, _nudge: NudgeRecord, stored: Inputs) -> dict[str, Any] | None:
    """None where a release before this one stored less."""
    which = stored.get("behind_in")
    gap = stored.get("year_gap" if which == "this year" else "cycle_gap")
    if which not in ("this year", "earlier years") or gap is None:
        return None
    return {
        "pace": which,
        "gap": max(1, (int(gap) + 50) // 100),
        "from_credits": ctx.workplace.behind_credits,
        "from_days": ctx.workplace.behind_days,
    }


def _cycle_end(ctx: MemberContext, nudge: NudgeRecord, stored: Inputs) -> dict[str, Any] | None:
    short = _short(stored)
    if "days_left" not in stored or not short:
        return None
    return {"days": stored["days_left"], **short, **_scheme(ctx, nudge)}


def _cycle_ended(ctx: MemberContext, nudge: NudgeRecord, stored: Inputs) -> dict[str, Any] | None:
    short = _short(stored)
    if "ended_on" not in stored or not short:
        return None
    return {"end": stored["ended_on"], **short, **_scheme(ctx, nudge)}


def _short(stored: Inputs) -> dict[str, Any]:
    """What was missing, in credits, minutes or subjects; empty where an earlier release stored
    none of them.
    """
    return {
        key: stored[key] for key in ("short", "short_minutes", "short_subjects") if key in stored
    }


def _year_end(
    _context: MemberContext, _nudge: NudgeRecord, stored: Inputs
) -> dict[str, Any] | None:
    if not {"days_left", "below_recommendation"} <= stored.keys():
        return None
    return {"days": stored["days_left"], "short": stored["below_recommendation"]}


def _evidence_runs_out(
    _context: MemberContext, _nudge: NudgeRecord, stored: Inputs
) -> dict[str, Any] | None:
    return {"days": stored["days_left"]} if "days_left" in stored else None


def _scheme(
    ctx: MemberContext, nudge: NudgeRecord, _stored: Inputs | None = None
) -> dict[str, Any]:
    """The name of the scheme that it was about."""
    for one in ctx.work.enrolments.of(ctx.member.id):
        if one.id == nudge.enrolment_id and one.pack in ctx.rules:
            return {"title": scheme_title(ctx.rules[one.pack].title, one.category)}
    return {"title": "scheme"}


def _rhythm(ctx: MemberContext, nudge: NudgeRecord, stored: Inputs) -> dict[str, Any] | None:
    if "quiet_days" not in stored:
        return None
    limit = ctx.workplace.rhythm_days
    return {"days": stored["quiet_days"], "from_days": limit, **_scheme(ctx, nudge)}


def _missing_evaluation(
    ctx: MemberContext, nudge: NudgeRecord, stored: Inputs
) -> dict[str, Any] | None:
    if "without_evaluation" not in stored:
        return None
    return {"entries": stored["without_evaluation"], **_scheme(ctx, nudge)}


def _manager(ctx: MemberContext, _nudge: NudgeRecord, stored: Inputs) -> dict[str, Any]:
    manager = ctx.work.members.get(int(stored.get("manager_id", 0)))
    return {"name": (manager.name or manager.slack_id) if manager else "Your manager"}


_INPUTS: Final[
    Mapping[str, Callable[[MemberContext, NudgeRecord, Inputs], dict[str, Any] | None]]
] = {
    "behind": _behind,
    "cycle_end": _cycle_end,
    "cycle_ended": _cycle_ended,
    "year_end": _year_end,
    "evidence_runs_out": _evidence_runs_out,
    "cycle_start_unknown": _scheme,
    "rhythm": _rhythm,
    "missing_evaluation": _missing_evaluation,
    "manager_reminder": _manager,
}
"""By kind: what goes into the answer; None where too little was stored with it."""

ANSWERS: Final = (
    Answer("why_nudge", why_nudge),
    Answer("pause", pause),
    Answer("nudge_often", nudge_often),
)
