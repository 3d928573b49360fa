"""Whether a nudge may go out now, and which one: budget, answers, snoozes, working time.

The causes and their order are in `causes`, words are the ui's, sending is delivery's. The rules are
told in `docs/rules.md`, "Nudges".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal, Protocol, TypeVar

from bot.policy.causes import Cause, Repeated, back_off, causes, repeat_days
from bot.policy.facts import WorkplaceSettings
from bot.policy.nudge_facts import FollowUp, Nudge, NudgeFacts, PlannedActivity, SentNudge
from bot.policy.periods import once_more, state_of, subject_of, written
from bot.policy.usual_hour import has_come, is_its_day, is_last_hour, shift_day
from bot.policy.vocabulary import Cadence, NudgeKind
from bot.policy.working_time import WorkingTime, is_working, local

Recheck = Literal["send", "later", "cancel"]

Because = Literal[
    "bot",
    "left",
    "guest",
    "paused",
    "not at work",
    "spoken to today",
    "snoozed",
    "cadence",
    "said",
    "unanswered",
    "quiet",
    "budget",
    "usual hour",
    "another",
]
"""Why something is not said at a moment: the member is a bot, is deactivated ("left"), or is a
guest without an entry; asked for silence; is not at work; heard something today; put it off; wants
to hear of a cycle's end alone ("cadence"); was told of it already, or lately; left it unanswered,
lately or too often; heard something else this week; hears at another hour; or something more urgent
is said ("another").
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Why something is not said at a moment. `until`: the first day on which that reason ends,
    where it does so by itself.
    """

    because: Because
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What goes to a member at a moment, or why nothing does.

    `silence` holds back everything; `held` are the causes that there are, each with what holds it
    back, in their order; `beside` is what goes with the nudge, see `due_together`. No cause, no
    silence and no nudge: there is nothing to say.
    """

    nudge: Nudge | None
    silence: Held | None
    held: tuple[tuple[Cause, Held], ...]
    beside: tuple[Nudge, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The member's own days: where they live, and what day it is there."""

    zone: str
    today: date

    def ends(self, said: Said, days: int) -> date:
        """The first day on which so many days have passed since something was said."""
        return local(said.sent_at, self.zone).date() + timedelta(days=days)

    def passed(self, said: Said, days: int) -> bool:
        return self.ends(said, days) <= self.today


SaidT = TypeVar("SaidT", bound=Said)

BUDGET: Final = 7
"""One counted nudge in so many days. Days are the member's own, here as in every interval: what is
due on a day comes at its hour, whatever the hour was the last time.
"""

PROMPT_HELD: Final = 28
"""For so many days a question about planned activities waits while the one before is unanswered."""

FOLLOW_UPS_AT_ONCE: Final = 11
"""What one message has room for, beside planned activities; the rest comes the next day."""


def is_paused(until: date | None, today: date) -> bool:
    """Whether the member has asked for silence up to a later day."""
    return until is not None and today < until


def spent_since(now: datetime) -> datetime:
    """Whoever was told something that counts after this moment has spent the week's budget, in
    whatever zone they live; of what was said in the day before it, their own calendar decides.
    """
    return now - timedelta(days=BUDGET - 1)


def said_enough(
    said: Iterable[Said],
    kind: Repeated,
    enrolment_id: int,
    state: str,
    *,
    answered_at: datetime | None,
    cadence: Cadence,
    zone: str,
    today: date,
    settings: WorkplaceSettings,
) -> bool:
    """Whether a scheme's own cause of that kind rests, by what was said of it and left unanswered:
    what `due` would find, where it is the only one of its kind.
    """
    cause = Cause(
        kind,
        str(enrolment_id),
        repeat_days=repeat_days(kind, cadence, settings),
        state=state,
        insists=kind == "cycle_ended",
    )
    of_kind = [one for one in said if one.kind == kind]
    calendar = _Calendar(zone, today)
    return _rests(cause, of_kind, answered_at, cadence, calendar) is not None


def due(facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> Nudge | None:
    """The one nudge, planned activities apart, that the member is due at this moment.

    Depends on its arguments alone: two tickers with the same facts choose the same nudge, and with
    facts of the same week at most one of theirs fits into `budget_week`.
    """
    return next(iter(due_together(facts, now, settings)), None)


def due_together(
    facts: NudgeFacts, now: datetime, settings: WorkplaceSettings
) -> tuple[Nudge, ...]:
    """The same with what goes beside it: cycles of several schemes that ended short are told at
    one moment, each in a message with its own answers.
    """
    if _unreachable(facts) is not None:
        return ()
    wall: datetime | None = None
    together: list[Nudge] = []
    for cause in causes(facts, now, settings):
        if wall is None:
            wall = local(now, facts.working_time.tz)
            if _silence(facts, wall) is not None:
                return ()
        if together and cause.kind != "cycle_ended":
            break
        found = _considered(cause, facts, wall)
        if isinstance(found, Nudge):
            together.append(found)
            if found.kind != "cycle_ended":
                break
    return tuple(together)


def decide(facts: NudgeFacts, now: datetime, settings: WorkplaceSettings) -> Decision:
    """The same with its reasons: what holds back each cause, and the member as a whole."""
    wall = local(now, facts.working_time.tz)
    nobody = _unreachable(facts)
    silence = nobody or _silence(facts, wall)
    nudge, beside, held = None, [], []
    for cause in () if nobody else causes(facts, now, settings):
        found = _considered(cause, facts, wall)
        if isinstance(found, Held):
            held.append((cause, found))
        elif silence is not None:
            held.append((cause, silence))
        elif nudge is None:
            nudge = found
        elif nudge.kind == found.kind == "cycle_ended":
            beside.append(found)
        else:
            held.append((cause, Held("another")))
    if facts.cadence == "cycle_end" and nobody is None:
        wished = {cause.kind for cause in causes(facts, now, settings)}
        others = causes(replace(facts, cadence="light"), now, settings)
        held += [(cause, Held("cadence")) for cause in others if cause.kind not in wished]
    return Decision(nudge, silence, tuple(held), tuple(beside))


def goes_quiet(nudge: Nudge) -> bool:
    """Whether its kind goes quiet behind it: it was left unanswered as often as it is said."""
    return bool(nudge.why.get("last"))


def planned_prompt(facts: NudgeFacts, now: datetime) -> Nudge | None:
    """One prompt a day for everything that the member wants to be asked about and whose day has
    come: activities that they planned, how a plan went, an entry to come back to.

    Outside the weekly budget and beyond a snooze, since the member asked for it. Planned activities
    alone are held while the prompt before is unanswered, for four weeks at most, and then asked
    together; what a day was agreed on for comes on its day. How something of today went is asked in
    the last hour at work, since it may take place until then, and whatever else is due with it.
    """
    if not (facts.planned or facts.follow_ups) or _unreachable(facts):
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
        or (_of_today(ripe, asked_for, today) and not _day_is_done(wall, facts.working_time))
    ):
        return None
    last = _last_of(facts.sent, "planned")
    calendar = _Calendar(facts.working_time.tz, today)
    if last is not None and (
        last.period == today.isoformat()
        or not (asked_for or _answered(last, facts) or calendar.passed(last, PROMPT_HELD))
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


def _of_today(
    planned: Iterable[PlannedActivity], asked_for: Iterable[FollowUp], today: date
) -> bool:
    """Whether something may still take place today of which it is asked how it went."""
    return any(activity.on == today for activity in planned) or any(
        one.on == today and one.how_it_went for one in asked_for
    )


def _day_is_done(wall: datetime, working: WorkingTime) -> bool:
    """Whether the shift that began on the wall clock's day is in its last hour."""
    return shift_day(wall, working) == wall.date() and is_last_hour(wall, working)


def still_due(
    nudge: Nudge, facts: NudgeFacts, now: datetime, settings: WorkplaceSettings
) -> Recheck:
    """Asked once more before sending: "send", "later" (outside working time) or "cancel".

    `facts` are fresh; the nudge's own row may stand in `facts.sent`.
    """
    wall = local(now, facts.working_time.tz)
    if _unreachable(facts) or is_paused(facts.paused_until, wall.date()):
        return "cancel"
    if nudge.kind == "planned":
        planned = {activity.entry_id for activity in facts.planned}
        wanted = {one.id for one in facts.follow_ups}
        stands = bool(
            planned & set(nudge.entry_ids) or wanted & {one.id for one in nudge.follow_ups}
        )
    else:
        subject = subject_of(nudge.period)
        stands = any(
            (cause.kind, cause.subject, cause.entry_ids) == (nudge.kind, subject, nudge.entry_ids)
            for cause in causes(facts, now, settings)
            if cause.insists or not _is_snoozed(facts, wall.date())
            if cause.rests_until is None or cause.rests_until <= wall.date()
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


def _unreachable(facts: NudgeFacts) -> Held | None:
    if facts.is_bot:
        return Held("bot")
    if facts.deactivated:
        return Held("left")
    return Held("guest") if facts.is_guest and not facts.has_entry else None


def _silence(facts: NudgeFacts, wall: datetime) -> Held | None:
    """What holds back everything, planned activities apart. One nudge a day at most, counted or
    not: two in one morning would be nagging.
    """
    today = wall.date()
    if is_paused(facts.paused_until, today):
        return Held("paused", facts.paused_until)
    if not is_working(wall, facts.working_time):
        return Held("not at work")
    last = max((one.sent_at for one in facts.sent if one.kind != "planned"), default=None)
    spoken = last is not None and local(last, facts.working_time.tz).date() >= today
    if spoken or facts.reviewed_on == today:
        return Held("spoken to today")
    return None


def _is_snoozed(facts: NudgeFacts, today: date) -> bool:
    return facts.snoozed_until is not None and today < facts.snoozed_until


def _considered(cause: Cause, facts: NudgeFacts, wall: datetime) -> Nudge | Held:
    """The cause as a nudge, or why it is not one at this moment."""
    of_kind = [one for one in facts.sent if one.kind == cause.kind]
    said = [one for one in of_kind if subject_of(one.period) == cause.subject]
    if _is_snoozed(facts, wall.date()) and (said or not cause.insists):
        return Held("snoozed", facts.snoozed_until)
    if cause.rests_until is not None and wall.date() < cause.rests_until:
        return Held("said", cause.rests_until)
    calendar = _Calendar(facts.working_time.tz, wall.date())
    held = _rests(cause, of_kind, facts.last_interaction_at, facts.cadence, calendar)
    if held is not None:
        return held
    last = _last([one for one in facts.sent if one.counted])
    if cause.counted and last is not None and not calendar.passed(last, BUDGET):
        return Held("budget", calendar.ends(last, BUDGET))
    if not _its_time(cause, facts, wall):
        return Held("usual hour")
    week = budget_week(facts.sent, wall.date()) if cause.counted else None
    return Nudge(
        member_id=facts.member_id,
        kind=cause.kind,
        period=_period(cause, len(said), week or wall.date().isoformat()),
        counted=cause.counted,
        budget_week=week,
        enrolment_id=cause.enrolment_id,
        entry_ids=cause.entry_ids,
        deadline=cause.deadline,
        why={**cause.why, **_decided_on(cause, of_kind, said, facts)},
    )


def _rests(
    cause: Cause,
    of_kind: Sequence[Said],
    answered_at: datetime | None,
    cadence: Cadence,
    calendar: _Calendar,
) -> Held | None:
    """Whether it was said already, or so lately that it is not said again, or whether its kind was
    left unanswered so lately, or so often.
    """
    last = _last([one for one in of_kind if subject_of(one.period) == cause.subject])
    if last is not None and not last.snoozed:
        if not cause.repeat_days:
            return Held("said")
        if not calendar.passed(last, cause.repeat_days):
            return Held("said", calendar.ends(last, cause.repeat_days))
    open_ones = [] if cause.insists else _unanswered(cause, of_kind, answered_at)
    last = _last(open_ones)
    if last is None:
        return None
    steps = back_off(cadence)
    if len(open_ones) > len(steps):
        return Held("quiet")
    step = steps[len(open_ones) - 1]
    return None if calendar.passed(last, step) else Held("unanswered", calendar.ends(last, step))


def _unanswered(cause: Cause, of_kind: Sequence[Said], answered_at: datetime | None) -> list[Said]:
    """Those of its kind since which the member did nothing, but for those that told of its subject
    when that stood otherwise.
    """
    return [
        one
        for one in of_kind
        if (answered_at is None or answered_at <= one.sent_at)
        and not one.snoozed
        and (subject_of(one.period) != cause.subject or state_of(one.period) in (None, cause.state))
    ]


def _its_time(cause: Cause, facts: NudgeFacts, wall: datetime) -> bool:
    """Whether the member's usual hour has come. A deadline's message that was missed comes at the
    first working moment, and one outside the budget on any working day.
    """
    usual, working = facts.usual, facts.working_time
    if usual is None:
        return True
    if cause.due_from is not None and cause.due_from < shift_day(wall, working):
        return True
    on_its_day = not cause.counted or is_its_day(wall, usual, working)
    return on_its_day and has_come(wall, usual, working)


def _period(cause: Cause, times: int, when: str) -> str:
    """The dedupe key's last part."""
    if cause.repeat_days:
        return written(cause.subject, when, cause.state)
    return once_more(cause.subject, times + 1) if times else cause.subject


def _decided_on(
    cause: Cause, of_kind: Sequence[SentNudge], said: Sequence[SentNudge], facts: NudgeFacts
) -> dict[str, int | str | bool]:
    """What the words may have to explain, as `nudge_facts.Why` says."""
    steps = back_off(facts.cadence)
    unanswered = len(_unanswered(cause, of_kind, facts.last_interaction_at))
    again = 0
    if cause.repeat_days and (cause.insists or unanswered < len(steps)):
        again = cause.repeat_days if cause.insists else max(cause.repeat_days, steps[unanswered])
    found: dict[str, int | str | bool] = {
        "cadence": facts.cadence,
        "unanswered": unanswered,
        "again_after": again,
    }
    if not cause.insists and unanswered >= len(steps):
        found["last"] = True
    last = _last(said)
    if last is not None:
        found["last_said"] = local(last.sent_at, facts.working_time.tz).date().isoformat()
        if last.snoozed:
            found["snoozed"] = True
    return found


def _last(said: Sequence[SaidT]) -> SaidT | None:
    return max(said, key=lambda one: one.sent_at, default=None)


def _last_of(sent: tuple[SentNudge, ...], kind: NudgeKind) -> SentNudge | None:
    return _last([one for one in sent if one.kind == kind])


def _answered(nudge: SentNudge, facts: NudgeFacts) -> bool:
    return facts.last_interaction_at is not None and facts.last_interaction_at > nudge.sent_at
