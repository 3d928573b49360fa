"""The causes for a nudge, kind by kind and in their order. Whether one may go out is `nudges`'s."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from bot.policy.facts import WorkplaceSettings
from bot.policy.nudge_facts import (
    ManagerReminder,
    NudgeFacts,
    OpenEntry,
    SchemeFacts,
    SentNudge,
    Why,
)
from bot.policy.periods import subject_of
from bot.policy.standing import END_IS_NEAR, START_SLACK, Standing
from bot.policy.vocabulary import Cadence, NudgeKind
from bot.policy.working_time import local

CYCLE_ENDED_EVERY: Final = 30
"""Days after which a cycle that ended short is asked about again while there is no news."""

CYCLE_END_DAYS: Final = (2, 7, 14, 30, 90)
YEAR_END_DAYS: Final = (7, 30)
EXEMPT_WITHIN: Final = 14
"""Days to the cycle's last day within which its message is outside the weekly budget."""

START_UNKNOWN_AFTER: Final = 7
START_UNKNOWN_EVERY: Final = 90
REMINDER_KEEPS: Final = timedelta(days=30)
"""A manager's reminder that could not be passed on for that long is no longer news. Days on which
its member wanted quiet are not counted.
"""

LONGEST_SNOOZE: Final = timedelta(days=31)
LONGEST_PAUSE: Final = timedelta(days=366)

ONE_DAY: Final = timedelta(days=1)
BACK_OFF: Final[dict[Cadence, tuple[int, ...]]] = {"light": (28, 56), "standard": (14, 28, 56)}
"""Days after which a kind that was not answered comes again, the first time, the second …, by the
member's cadence; then it goes quiet. The first of them is also the interval at which a cause that
lasts is mentioned to somebody who answers.
"""

Repeated = Literal["cycle_ended", "behind", "cycle_start_unknown", "rhythm", "missing_evaluation"]
"""Kinds of which one alone can be found for a scheme at a time, and that come again and again."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A reason to nudge. `subject` names it within its kind, the same at every look.

    `repeat_days` 0: said once per subject; else again after that many days while it stands.
    `state`: how the subject stands; what was left unanswered while it stood otherwise is forgotten.
    `insists`: it comes though the one before was not answered, and ends a snooze when it is new.
    `due_from`: the day on which a deadline's message falls due, the member's usual hour then; on a
    later day it was missed, and comes at the first working moment. `rests_until`: the first day on
    which it may be said, since the member has answered it for now.
    """

    kind: NudgeKind
    subject: str
    counted: bool = True
    repeat_days: int = 0
    state: str = ""
    insists: bool = False
    due_from: date | None = None
    rests_until: date | None = None
    enrolment_id: int | None = None
    entry_ids: tuple[int, ...] = ()
    deadline: date | None = None
    rank: int = 0
    oldest: datetime | date | None = None
    why: Why = field(default_factory=dict)


def causes(facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> Iterator[Cause]:
    """All causes, the most urgent kind first; within a kind by deadline, then the oldest.

    The cadence "cycle_end" leaves the cycle's end and what a manager asks.
    """
    if not (facts.waiting or facts.drafts or facts.reminders) and all(
        _at_ease(scheme.standing) for scheme in facts.schemes
    ):
        return
    kinds = _ALWAYS if facts.cadence == "cycle_end" else _IN_ORDER
    for find in kinds:
        found = find(facts, now, settings)
        if len(found) > 1:
            found.sort(key=_urgency)
        yield from found


def something_due(standing: Standing, settings: WorkplaceSettings) -> bool:
    """Whether a reminder would help: something is short, behind, waiting or untold.

    A framework that is not loaded is nothing that the member could mend.
    """
    if standing.kind == "rhythm":
        return bool(standing.without_evaluation) or _quiet_days(standing) >= settings.rhythm_days
    near_and_short = bool(standing.short) and (standing.cycle_days_left or 0) <= END_IS_NEAR
    ended = standing.ended_without_news
    return (
        standing.kind == "provisional"
        or (ended is not None and ended.shown_to_managers)
        or near_and_short
        or standing.behind
        or bool(standing.at_risk)
        or standing.waiting_count > 0
    )


def snooze_ends(until: date, standings: Iterable[Standing]) -> date:
    """The first day of speaking again of a snooze that lasts until a day, but ends in time for the
    next message about the end of a cycle that is short, or for its end.
    """
    found = [until]
    for standing in standings:
        last_day = standing.last_day
        if standing.short and last_day is not None:
            days = [last_day + ONE_DAY, *(last_day - timedelta(days=n) for n in CYCLE_END_DAYS)]
            found += [day for day in days if standing.today < day]
    return min(found)


def threshold(days_left: int | None, steps: tuple[int, ...]) -> int | None:
    """The step in which a deadline stands: missed steps collapse into the latest one."""
    if days_left is None:
        return None
    return next((step for step in steps if days_left <= step), None)


def deadline_near(cycle_days_left: int, year_days_left: int) -> bool:
    """Whether an end is so near that it may be a cause by itself. Of those for whom none is, who
    are not behind have no cause (the usual case), and who are behind have that one alone.
    """
    return cycle_days_left <= CYCLE_END_DAYS[-1] or year_days_left <= YEAR_END_DAYS[-1]


def rhythm_kept(
    last_entry: date | None, without_evaluation: int, today: date, settings: WorkplaceSettings
) -> bool:
    """Something was kept lately, and evaluated: a scheme without a target gives no cause."""
    return (
        not without_evaluation
        and last_entry is not None
        and (today - last_entry).days < settings.rhythm_days
    )


def outside_budget(cycle_days_left: int) -> bool:
    """Whether its end is so near that a nudge about it may come though the week's was spent."""
    return cycle_days_left <= EXEMPT_WITHIN


def repeat_days(kind: Repeated, cadence: Cadence, settings: WorkplaceSettings) -> int:
    """How many days apart a scheme's own cause of that kind is mentioned again."""
    if kind == "cycle_start_unknown":
        return START_UNKNOWN_EVERY
    if kind == "cycle_ended":
        return CYCLE_ENDED_EVERY
    if kind == "rhythm":
        return max(settings.rhythm_days, back_off(cadence)[0])
    return back_off(cadence)[0]


def back_off(cadence: Cadence) -> tuple[int, ...]:
    """Days after which what was not answered comes again, one after the other; then no more."""
    return BACK_OFF.get(cadence, BACK_OFF["light"])


def behind_state(cycle: int | None, year: int | None) -> str:
    """The state of being behind: in a new year, or a new cycle, that is another matter."""
    return f"{cycle}.{year}"


def _at_ease(standing: Standing) -> bool:
    return (
        standing.kind == "target"
        and standing.ended_without_news is None
        and not standing.behind
        and not deadline_near(standing.cycle_days_left or 0, standing.year_days_left or 0)
    )


def _urgency(cause: Cause) -> tuple[date, int, str]:
    return (
        cause.deadline or date.max,
        cause.rank,
        "" if cause.oldest is None else cause.oldest.isoformat(),
    )


def _cycle_ended(facts: NudgeFacts, _now: datetime, settings: WorkplaceSettings) -> list[Cause]:
    """A cycle that ended short: told at the first working moment after its last day, then monthly
    while there is no news, from when it was asked or answered last.
    """
    found = []
    every = repeat_days("cycle_ended", facts.cadence, settings)
    for scheme in facts.schemes:
        ended = scheme.standing.ended_without_news
        if ended is None:
            continue
        told = any(
            one.kind == "cycle_ended"
            and subject_of(one.period) == str(scheme.enrolment_id)
            and local(one.sent_at, facts.working_time.tz).date() > ended.last_day
            for one in facts.sent
        )
        found.append(
            _for_scheme(
                "cycle_ended",
                scheme,
                str(scheme.enrolment_id),
                counted=False,
                insists=True,
                due_from=None if told else ended.last_day,
                repeat_days=every,
                rests_until=ended.answered_on and ended.answered_on + timedelta(days=every),
                oldest=ended.last_day,
                why={
                    "start": ended.start.isoformat(),
                    "ended_on": ended.last_day.isoformat(),
                    "short": ended.minimum - ended.credits,
                },
            )
        )
    return found


def _cycle_end(facts: NudgeFacts, _now: datetime, _settings: WorkplaceSettings) -> list[Cause]:
    found = []
    for scheme in facts.schemes:
        standing = scheme.standing
        days_left = _days_to(standing.last_day, standing.today)
        step = threshold(days_left, CYCLE_END_DAYS)
        if step is None or days_left is None or not standing.short:
            continue
        found.append(
            _for_scheme(
                "cycle_end",
                scheme,
                _end_subject(facts.sent, scheme, step),
                counted=days_left > EXEMPT_WITHIN,
                insists=True,
                due_from=_due_from(standing.last_day, step),
                deadline=standing.last_day,
                why={
                    "threshold": step,
                    "days_left": days_left,
                    "short": standing.short,
                    "opening_pending": standing.opening_pending or standing.declined,
                },
            )
        )
    return found


def _end_subject(sent: Iterable[SentNudge], scheme: SchemeFacts, step: int) -> str:
    """The subject of a step before the cycle's end: the one under which it was said before the
    start was corrected by a few days, else the end's own.
    """
    end = scheme.standing.cycle_end
    own = f"{scheme.enrolment_id}:{end}:{step}"
    said = {subject_of(one.period) for one in sent if one.kind == "cycle_end"}
    if end is None or own in said:
        return own
    for subject in sorted(said):
        first, last = f"{scheme.enrolment_id}:", f":{step}"
        if subject.startswith(first) and subject.endswith(last):
            with suppress(ValueError):
                then = date.fromisoformat(subject.removeprefix(first).removesuffix(last))
                if abs(then - end) <= START_SLACK:
                    return subject
    return own


def _manager_reminder(facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> list[Cause]:
    if not facts.reminders or not (
        facts.drafts
        or facts.waiting
        or any(something_due(scheme.standing, settings) for scheme in facts.schemes)
    ):
        return []
    return [
        Cause(
            kind="manager_reminder",
            subject=str(reminder.reminder_id),
            oldest=reminder.asked_at,
            why={"manager_id": reminder.manager_id},
        )
        for reminder in facts.reminders
        if _is_news(reminder, facts, now)
    ]


def _is_news(reminder: ManagerReminder, facts: NudgeFacts, now: datetime) -> bool:
    """Whether it was asked for lately, or during a snooze or a pause that has ended lately: the
    manager was told that it will go.
    """
    if now - reminder.asked_at <= REMINDER_KEEPS:
        return True
    zone = facts.working_time.tz
    today, asked_on = local(now, zone).date(), local(reminder.asked_at, zone).date()
    quiet = (facts.snoozed_until, LONGEST_SNOOZE), (facts.paused_until, LONGEST_PAUSE)
    return any(
        asked_on < until <= today and until - asked_on <= longest and today - until < REMINDER_KEEPS
        for until, longest in quiet
        if until is not None
    )


def _waiting(facts: NudgeFacts, now: datetime, _settings: WorkplaceSettings) -> list[Cause]:
    return _open_entries("waiting_entry", facts.waiting, facts, now)


def _drafts(facts: NudgeFacts, now: datetime, _settings: WorkplaceSettings) -> list[Cause]:
    return _open_entries("old_draft", facts.drafts, facts, now)


def _open_entries(
    kind: NudgeKind, entries: tuple[OpenEntry, ...], facts: NudgeFacts, now: datetime
) -> list[Cause]:
    """Each entry a day after it was last touched; untouched, again at the intervals at which what
    was not answered comes again, and then it is let be.

    Those that were mentioned least often come first, then the oldest.
    """
    steps = back_off(facts.cadence)
    found = []
    for entry in entries:
        if now - entry.since < ONE_DAY:
            continue
        times = _times_said(kind, str(entry.entry_id), entry.since, facts.sent)
        found.append(
            Cause(
                kind=kind,
                subject=str(entry.entry_id),
                repeat_days=steps[max(0, times - 1)] if times <= len(steps) else 0,
                entry_ids=(entry.entry_id,),
                rank=times,
                oldest=entry.since,
                why={"open": len(entries)},
            )
        )
    return found


def _times_said(kind: NudgeKind, subject: str, since: datetime, sent: tuple[SentNudge, ...]) -> int:
    """How often that was said since a moment, beyond those times that the member put off."""
    return sum(
        one.kind == kind
        and one.sent_at >= since
        and not one.snoozed
        and subject_of(one.period) == subject
        for one in sent
    )


def _behind(facts: NudgeFacts, _now: datetime, settings: WorkplaceSettings) -> list[Cause]:
    """Behind the recommended pace; close to the cycle's end its own message says it instead."""
    return [
        _for_scheme(
            "behind",
            scheme,
            str(scheme.enrolment_id),
            repeat_days=repeat_days("behind", facts.cadence, settings),
            state=behind_state(scheme.standing.cycle, scheme.standing.year),
            deadline=scheme.standing.last_day,
            why={
                "behind_in": scheme.standing.behind_in,
                "year_gap": scheme.standing.year_gap or 0,
                "cycle_gap": scheme.standing.cycle_gap or 0,
                "at_risk": bool(scheme.standing.at_risk),
            },
        )
        for scheme in facts.schemes
        if scheme.standing.behind
        and not scheme.standing.opening_pending
        and (scheme.standing.cycle_days_left or 0) > END_IS_NEAR
    ]


def _year_end(facts: NudgeFacts, _now: datetime, _settings: WorkplaceSettings) -> list[Cause]:
    found = []
    for scheme in facts.schemes:
        standing = scheme.standing
        last_day = None if standing.year_end is None else standing.year_end - ONE_DAY
        days_left = _days_to(last_day, standing.today)
        step = threshold(days_left, YEAR_END_DAYS)
        if (
            step is None
            or days_left is None
            or not standing.below_recommendation
            or standing.opening_pending
            or standing.declined
            or standing.year_end == standing.cycle_end
        ):
            continue
        found.append(
            _for_scheme(
                "year_end",
                scheme,
                f"{scheme.enrolment_id}:{standing.year_end}:{step}",
                due_from=_due_from(last_day, step),
                deadline=last_day,
                why={
                    "threshold": step,
                    "days_left": days_left,
                    "below_recommendation": standing.below_recommendation,
                },
            )
        )
    return found


def _start_unknown(facts: NudgeFacts, _now: datetime, settings: WorkplaceSettings) -> list[Cause]:
    return [
        _for_scheme(
            "cycle_start_unknown",
            scheme,
            str(scheme.enrolment_id),
            repeat_days=repeat_days("cycle_start_unknown", facts.cadence, settings),
            oldest=scheme.enrolment.enrolled_on,
            why={"year_credits": scheme.standing.year_credits or 0},
        )
        for scheme in facts.schemes
        if scheme.standing.kind == "provisional"
        and (scheme.standing.today - scheme.enrolment.enrolled_on).days >= START_UNKNOWN_AFTER
    ]


def _rhythm(facts: NudgeFacts, _now: datetime, settings: WorkplaceSettings) -> list[Cause]:
    """Nothing kept for long, by the workplace's measure: the scheme itself sets none."""
    found = []
    for scheme in facts.schemes:
        if scheme.standing.kind != "rhythm":
            continue
        since = scheme.standing.last_entry or scheme.enrolment.enrolled_on
        quiet = (scheme.standing.today - max(since, scheme.enrolment.enrolled_on)).days
        if quiet >= settings.rhythm_days:
            found.append(
                _for_scheme(
                    "rhythm",
                    scheme,
                    str(scheme.enrolment_id),
                    repeat_days=repeat_days("rhythm", facts.cadence, settings),
                    oldest=since,
                    why={"quiet_days": quiet, "last_entry": since.isoformat()},
                )
            )
    return found


def _missing_evaluation(
    facts: NudgeFacts, _now: datetime, settings: WorkplaceSettings
) -> list[Cause]:
    """The oldest entry of 12 months without an evaluation, once it is old enough, whatever came
    after it: somebody who logs every week is asked as well.
    """
    found = []
    for scheme in facts.schemes:
        standing = scheme.standing
        # Where the oldest is not known, it is at least as old as the last of all.
        since = standing.unevaluated_since or standing.last_entry
        if not standing.without_evaluation or standing.may_be_asked == 0 or since is None:
            continue
        if (standing.today - since).days < settings.evaluation_days:
            continue
        entry = standing.unevaluated_entry
        found.append(
            _for_scheme(
                "missing_evaluation",
                scheme,
                str(scheme.enrolment_id),
                repeat_days=repeat_days("missing_evaluation", facts.cadence, settings),
                entry_ids=() if entry is None else (entry,),
                oldest=since,
                why={
                    "without_evaluation": standing.without_evaluation,
                    "since": since.isoformat(),
                },
            )
        )
    return found


_ALWAYS = (_cycle_ended, _cycle_end, _manager_reminder)
_IN_ORDER: tuple[Callable[[NudgeFacts, datetime, WorkplaceSettings], list[Cause]], ...] = (
    *_ALWAYS,
    _waiting,
    _drafts,
    _behind,
    _year_end,
    _start_unknown,
    _rhythm,
    _missing_evaluation,
)


def _for_scheme(
    kind: NudgeKind,
    scheme: SchemeFacts,
    subject: str,
    *,
    why: Why,
    oldest: date | None = None,
    **more: Any,
) -> Cause:
    return Cause(
        kind=kind,
        subject=subject,
        enrolment_id=scheme.enrolment_id,
        oldest=oldest or scheme.enrolment.enrolled_on,
        why=why,
        **more,
    )


def _days_to(last_day: date | None, today: date) -> int | None:
    return None if last_day is None else (last_day - today).days


def _due_from(last_day: date | None, step: int) -> date | None:
    """The day that lies so many days before a deadline's last day."""
    return None if last_day is None else last_day - timedelta(days=step)


def _quiet_days(standing: Standing) -> int:
    """Days since the last entry; many where there is none."""
    last = standing.last_entry
    return 10_000 if last is None else (standing.today - last).days
