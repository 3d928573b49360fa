"""Why a nudge would go to somebody, or why none would, for whoever runs the bot.

In plain words, and without a word of the member's: one line of `cpdbot nudges --dry-run`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.figures import credits, day, duration, listed, several
from bot.policy.nudges.decision import Decision
from bot.policy.nudges.nudge_facts import Nudge, Why
from bot.policy.nudges.suppression import Because, Held
from bot.policy.vocabulary import NudgeKind

KIND_WORDS: Final[Mapping[NudgeKind, str]] = {
    "cycle_ended": "a cycle ended short",
    "cycle_end": "the cycle ends and is short",
    "manager_reminder": "a manager’s reminder",
    "waiting_entry": "an entry that waits",
    "old_draft": "a draft older than a day",
    "behind": "behind its pace",
    "year_end": "the year ends below the recommendation",
    "evidence_runs_out": "evidence that runs out",
    "cycle_start_unknown": "the cycle’s start is not known",
    "rhythm": "nothing kept for long",
    "missing_evaluation": "an evaluation missing",
    "planned": "what the member planned or asked for",
}

CHOSEN: Final = "the time that the member chose to write something up"
"""Why the message comes that no nudge is."""

_HELD: Final[Mapping[Because, str]] = {
    "bot": "a bot",
    "left": "deactivated",
    "guest": "a guest without an entry",
    "paused": "paused",
    "not at work": "not at work",
    "spoken to today": "has heard one today",
    "snoozed": "snoozed",
    "cadence": "wants to hear of a cycle’s end alone",
    "said": "said already",
    "unanswered": "the last was not answered",
    "quiet": "quiet, since too many were not answered",
    "budget": "has heard one within 7 days",
    "usual hour": "not the usual hour",
    "another": "something more urgent goes first",
}


def why_sent(nudge: Nudge) -> str:
    """What a nudge would be sent for, and what else was weighed."""
    parts = [_reason(nudge.kind, nudge.why)]
    if nudge.kind != "planned":
        parts.append("counts" if nudge.counted else "outside the week’s budget")
        last = nudge.why.get("last_said")
        if isinstance(last, str):
            parts.append(f"said last on {day(date.fromisoformat(last))}")
        unanswered = nudge.why.get("unanswered")
        if unanswered:
            parts.append(f"{several(int(unanswered), 'time')} in a row not answered")
        if nudge.why.get("snoozed"):
            parts.append("its snooze has ended")
    return "; ".join(parts)


def why_not(decision: Decision) -> str:
    """Why somebody is left alone: what silences them, or each reason with what holds it back."""
    silence = "" if decision.silence is None else _held(decision.silence)
    reasons = [
        f"{_reason(reason.kind, reason.why)} ({_held(held)})"
        if held != decision.silence
        # What silences the member is said once, and not of each reason.
        else _reason(reason.kind, reason.why)
        for reason, held in decision.held
    ]
    if not reasons:
        return silence or "nothing to say"
    return f"{silence}: {'; '.join(reasons)}" if silence else "; ".join(reasons)


def why_not_in_short(decision: Decision) -> str:
    """The same for somebody who watches: what silences them, else the first reason."""
    if decision.silence is not None:
        return _held(decision.silence)
    if not decision.held:
        return "nothing to say"
    [(reason, held), *more] = decision.held
    others = f", and {several(len(more), 'other')}" if more else ""
    return f"{KIND_WORDS.get(reason.kind, reason.kind)} ({_held(held)}){others}"


def _held(held: Held) -> str:
    words = _HELD[held.because]
    if held.until is None or held.until == date.max:
        return words
    if held.because in ("paused", "snoozed"):
        return f"{words} until {day(held.until)}"
    return f"{words}, again from {day(held.until)}"


def _reason(kind: NudgeKind, why: Why) -> str:
    words = KIND_WORDS.get(kind, kind)
    figures = [_figure(name, value) for name, value in why.items()]
    said = [one for one in figures if one]
    return f"{words} ({listed(said)})" if said else words


def _figure(name: str, value: int | str | bool) -> str:
    match name, value:
        case "days_left", int():
            return f"{several(value, 'day')} left"
        case "short" | "below_recommendation", int():
            return f"{credits(value)} to go"
        case "short_minutes", int():
            return f"{duration(value)} to go"
        case "short_subjects", int():
            return f"{several(value, 'subject')} to go"
        case "year_gap" | "cycle_gap", int():
            return f"{credits(value)} behind in the {name[: -len('_gap')]}" if value > 0 else ""
        case "quiet_days", int():
            return several(value, "day")
        case "without_evaluation", int():
            return several(value, "entry", "entries")
        case "at_risk", True:
            return "at risk"
        case _:
            return ""
