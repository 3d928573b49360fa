"""Whether a nudge may go out now, and which one: budget, answers, snoozes, working time.

The causes and their order are in `causes`, words are the ui's, sending is delivery's. The rules are
told in `docs/rules.md`, "Nudges".
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Literal, Protocol

from bot.policy.causes import Cause, Repeated, causes
from bot.policy.facts import WorkplaceSettings
from bot.policy.nudge_facts import Nudge, NudgeFacts, SentNudge
from bot.policy.vocabulary import NudgeKind
from bot.policy.working_time import WorkingTime, is_working, local

Recheck = Literal["send", "later", "cancel"]


class Said(Protocol):
    """What of a nudge that was sent holds another back."""

    @property
    def kind(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def sent_at(self) -> datetime: ...
    @property
    def snoozed(self) -> bool: ...


BUDGET: Final = timedelta(days=7)
"""One counted nudge in this time."""


FOLLOW_UPS_AT_ONCE: Final = 11
"""What one message has room for, beside planned activities; the rest comes the next day."""


def day_at_work(now: datetime, working_time: WorkingTime) -> date | None:
    """The member's own today if they are at work at that moment: else nothing could go to them."""
    wall = local(now, working_time.tz)
    return wall.date() if is_working(wall, working_time) else None


def is_paused(until: date | None, today: date) -> bool:
    """Whether the member has asked for silence up to a later day."""
    return until is not None and today < until


def spent_since(now: datetime) -> datetime:
    """Whoever was told something that counts after this moment has spent the week's budget."""
    return now - BUDGET


def said_lately(said: Iterable[Said], kind: Repeated, enrolment_id: int, since: datetime) -> bool:
    """Whether a scheme's own cause of that kind was mentioned after a moment, and not snoozed."""
    subject = str(enrolment_id)
    return _rests(
        [one for one in said if one.kind == kind and _subject(one.period) == subject], since
    )


def due(facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> Nudge | None:
    """The one nudge, planned activities apart, that the member is due at this moment.

    Depends on its arguments alone: two tickers with the same facts choose the same nudge, and with
    facts of the same week at most one of theirs fits into `budget_week`.
    """
    if not _reachable(facts):
        return None
    wall: datetime | None = None
    for cause in causes(facts, now, settings):
        if wall is None:
            wall = local(now, facts.working_time.tz)
            if not _may_speak(facts, wall) or _spoke_today(facts.sent, wall, facts.working_time.tz):
                return None
        nudge = _admitted(cause, facts, now, wall)
        if nudge is not None:
            return nudge
    return None


def planned_prompt(facts: NudgeFacts, now: datetime) -> Nudge | None:
    """One prompt a day for everything that the member wants to be asked about and whose day has
    come: activities that they planned, how a plan went, an entry to come back to.

    Outside the weekly budget and beyond a snooze, since the member asked for it. Planned activities
    alone are held while the prompt before is unanswered, and then asked together; what a day was
    agreed on for comes on its day.
    """
    if not (facts.planned or facts.follow_ups) or not _reachable(facts):
        return None
    wall = local(now, facts.working_time.tz)
    today = wall.date()
    ripe = [activity for activity in facts.planned if activity.on <= today and not activity.asked]
    asked_for = sorted(
        (one for one in facts.follow_ups if one.on <= today), key=lambda one: (one.on, one.id)
    )
    if (
        not (ripe or asked_for)
        or is_paused(facts.paused_until, today)
        or not is_working(wall, facts.working_time)
    ):
        return None
    last = _last_of(facts.sent, "planned")
    if last is not None and (
        last.period == today.isoformat() or not (asked_for or _answered(last, facts))
    ):
        return None
    ripe.sort(key=lambda activity: (activity.on, activity.entry_id))
    return Nudge(
        member_id=facts.member_id,
        kind="planned",
        period=today.isoformat(),
        counted=False,
        budget_week=None,
        entry_ids=tuple(activity.entry_id for activity in ripe),
        follow_ups=tuple(asked_for[:FOLLOW_UPS_AT_ONCE]),
        why={"activities": len(ripe)},
    )


def still_due(
    nudge: Nudge, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings
) -> Recheck:
    """Asked once more before sending: "send", "later" (outside working time) or "cancel".

    `facts` are fresh; the nudge's own row may stand in `facts.sent`.
    """
    wall = local(now, facts.working_time.tz)
    if not _reachable(facts) or is_paused(facts.paused_until, wall.date()):
        return "cancel"
    if nudge.kind == "planned":
        planned = {activity.entry_id for activity in facts.planned}
        wanted = {one.id for one in facts.follow_ups}
        stands = bool(
            planned & set(nudge.entry_ids) or wanted & {one.id for one in nudge.follow_ups}
        )
    else:
        subject = _subject(nudge.period)
        stands = not _snoozed(facts, wall.date()) and any(
            cause.kind == nudge.kind and cause.subject == subject
            for cause in causes(facts, now, settings)
        )
    if not stands:
        return "cancel"
    return "send" if is_working(wall, facts.working_time) else "later"


def budget_week(sent: Iterable[SentNudge], today: date) -> str:
    """The key of the week that a counted nudge sent today would spend.

    Weeks are counted from the last counted nudge, so that all who know of it agree on the key.
    """
    last = max((nudge.sent_at for nudge in sent if nudge.counted), default=None)
    if last is None:
        return f"first+{today.toordinal() // 7}"
    return f"{last.date().isoformat()}+{(today - last.date()).days // 7}"


def _reachable(facts: NudgeFacts) -> bool:
    return not (facts.is_bot or facts.deactivated or (facts.is_guest and not facts.has_entry))


def _may_speak(facts: NudgeFacts, wall: datetime) -> bool:
    today = wall.date()
    return (
        not is_paused(facts.paused_until, today)
        and not _snoozed(facts, today)
        and is_working(wall, facts.working_time)
    )


def _snoozed(facts: NudgeFacts, today: date) -> bool:
    return facts.snoozed_until is not None and today < facts.snoozed_until


def _spoke_today(sent: tuple[SentNudge, ...], wall: datetime, tz: str) -> bool:
    """One nudge a day at most, counted or not: two in one morning would be nagging."""
    last = max((nudge.sent_at for nudge in sent if nudge.kind != "planned"), default=None)
    return last is not None and local(last, tz).date() >= wall.date()


def _admitted(cause: Cause, facts: NudgeFacts, now: datetime, wall: datetime) -> Nudge | None:
    """The cause as a nudge, unless it was said, is unanswered, or the week's budget is spent."""
    week = budget_week(facts.sent, wall.date()) if cause.counted else None
    period = _fresh_period(cause, facts.sent, now, week or wall.date().isoformat())
    if period is None or (cause.counted and not _budget_left(facts.sent, now)):
        return None
    last = _last_of(facts.sent, cause.kind)
    asks_on = cause.kind in ("cycle_ended", "cycle_end")
    if not asks_on and last is not None and not _answered(last, facts):
        return None
    return Nudge(
        member_id=facts.member_id,
        kind=cause.kind,
        period=period,
        counted=cause.counted,
        budget_week=week,
        enrolment_id=cause.enrolment_id,
        entry_ids=cause.entry_ids,
        deadline=cause.deadline,
        why=cause.why,
    )


def _fresh_period(
    cause: Cause, sent: tuple[SentNudge, ...], now: datetime, when: str
) -> str | None:
    """The dedupe key's last part; None where this was already said and is not to be said again.

    `when` is the budget week of a cause that is counted, the day of another.
    """
    said = [n for n in sent if n.kind == cause.kind and _subject(n.period) == cause.subject]
    if cause.repeat_days:
        since = now - timedelta(days=cause.repeat_days)
        return None if _rests(said, since) else f"{cause.subject}@{when}"
    if not said:
        return cause.subject
    if max(said, key=lambda nudge: nudge.sent_at).snoozed:
        return f"{cause.subject}~{len(said) + 1}"
    return None


def _subject(period: str) -> str:
    return period.partition("~")[0].partition("@")[0]


def _rests(said: Sequence[Said], since: datetime) -> bool:
    """Whether the last of them went after that moment and was not snoozed: it is not said again."""
    last = max(said, key=lambda nudge: nudge.sent_at, default=None)
    return last is not None and not last.snoozed and last.sent_at > since


def _budget_left(sent: tuple[SentNudge, ...], now: datetime) -> bool:
    return not any(nudge.counted and nudge.sent_at > spent_since(now) for nudge in sent)


def _last_of(sent: tuple[SentNudge, ...], kind: NudgeKind) -> SentNudge | None:
    return max((n for n in sent if n.kind == kind), key=lambda n: n.sent_at, default=None)


def _answered(nudge: SentNudge, facts: NudgeFacts) -> bool:
    return facts.last_interaction_at is not None and facts.last_interaction_at > nudge.sent_at
