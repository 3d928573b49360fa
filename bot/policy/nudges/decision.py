"""Whether a nudge may go out now, and which one: budget, answers, snoozes, working time.

What there is to say is found by `triggers`, words are the ui's, sending is delivery's. The rules
are told in `docs/rules.md`, "Nudges".
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from bot.policy.nudges.nudge_facts import Nudge, NudgeFacts, SentNudge
from bot.policy.nudges.nudge_keys import once_more, subject_of, written
from bot.policy.nudges.repetition import MemberCalendar, back_off, latest, rests, unanswered
from bot.policy.nudges.suppression import Held
from bot.policy.nudges.trigger import PromptTrigger, Reason, ReasonTrigger, Trigger
from bot.policy.nudges.triggers import TRIGGERS
from bot.policy.nudges.usual_hour import has_come, is_its_day, shift_day
from bot.policy.scheme_facts import WorkplaceSettings
from bot.policy.working_time import is_working, local

Recheck = Literal["send", "later", "cancel"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What goes to a member at a moment, or why nothing does.

    `silence` holds back everything; `held` are the reasons that there are, each with what holds it
    back, in their order; `beside` is what goes with the nudge, see `due_together`. No reason, no
    silence and no nudge: there is nothing to say.
    """

    nudge: Nudge | None
    silence: Held | None
    held: tuple[tuple[Reason, Held], ...]
    beside: tuple[Nudge, ...] = ()


BUDGET: Final = 7
"""One counted nudge in so many days. Days are the member's own, here as in every interval: what is
due on a day comes at its hour, whatever the hour was the last time.
"""


def is_paused(until: date | None, today: date) -> bool:
    """Whether the member has asked for silence up to a later day."""
    return until is not None and today < until


def spent_since(now: datetime) -> datetime:
    """Whoever was told something that counts after this moment has spent the week's budget, in
    whatever zone they live; of what was said in the day before it, their own calendar decides.
    """
    return now - timedelta(days=BUDGET - 1)


def reasons(
    facts: NudgeFacts,
    now: datetime,
    settings: WorkplaceSettings,
    triggers: tuple[Trigger, ...] = TRIGGERS,
) -> Iterator[Reason]:
    """All reasons to nudge, the most urgent kind first; within a kind by deadline, then the oldest.

    The cadence "cycle_end" leaves those of the triggers that are essential.
    """
    for trigger in _reasoning(triggers):
        if facts.cadence == "cycle_end" and not trigger.essential:
            continue
        found = trigger.check(facts, now, settings)
        if len(found) > 1:
            found.sort(key=_urgency)
        yield from found


def due(
    facts: NudgeFacts,
    now: datetime,
    settings: WorkplaceSettings,
    triggers: tuple[Trigger, ...] = TRIGGERS,
) -> Nudge | None:
    """The one nudge, prompts apart, that the member is due at this moment.

    Depends on its arguments alone: two tickers with the same facts choose the same nudge, and with
    facts of the same week at most one of theirs fits into `budget_week`.
    """
    return next(iter(due_together(facts, now, settings, triggers)), None)


def due_together(
    facts: NudgeFacts,
    now: datetime,
    settings: WorkplaceSettings,
    triggers: tuple[Trigger, ...] = TRIGGERS,
) -> tuple[Nudge, ...]:
    """The same with what goes beside it: reasons of one kind that are told together, such as cycles
    of several schemes that ended short, each in a message with its own answers.
    """
    if _unreachable(facts) is not None:
        return ()
    wall: datetime | None = None
    together: list[Nudge] = []
    for reason in reasons(facts, now, settings, triggers):
        if wall is None:
            wall = local(now, facts.working_time.tz)
            if _silence(facts, wall, triggers) is not None:
                return ()
        if together and not _goes_with(reason, together[0]):
            break
        found = _considered(reason, facts, wall)
        if isinstance(found, Nudge):
            together.append(found)
    return tuple(together)


def decide(
    facts: NudgeFacts,
    now: datetime,
    settings: WorkplaceSettings,
    triggers: tuple[Trigger, ...] = TRIGGERS,
) -> Decision:
    """The same with its reasons: what holds back each reason, and the member as a whole."""
    wall = local(now, facts.working_time.tz)
    nobody = _unreachable(facts)
    silence = nobody or _silence(facts, wall, triggers)
    nudge, beside, held = None, [], []
    for reason in () if nobody else reasons(facts, now, settings, triggers):
        found = _considered(reason, facts, wall)
        if isinstance(found, Held):
            held.append((reason, found))
        elif silence is not None:
            held.append((reason, silence))
        elif nudge is None:
            nudge = found
        elif _goes_with(reason, nudge):
            beside.append(found)
        else:
            held.append((reason, Held("another")))
    if facts.cadence == "cycle_end" and nobody is None:
        wished = {reason.kind for reason in reasons(facts, now, settings, triggers)}
        others = reasons(replace(facts, cadence="light"), now, settings, triggers)
        held += [(reason, Held("cadence")) for reason in others if reason.kind not in wished]
    return Decision(nudge, silence, tuple(held), tuple(beside))


def goes_quiet(nudge: Nudge) -> bool:
    """Whether its kind goes quiet behind it: it was left unanswered as often as it is said."""
    return bool(nudge.why.get("last"))


def prompts(
    facts: NudgeFacts, now: datetime, triggers: tuple[Trigger, ...] = TRIGGERS
) -> tuple[Nudge, ...]:
    """The messages that the member asked for and that are due now, beside the one nudge: outside
    the weekly budget and beyond a snooze.
    """
    wall = local(now, facts.working_time.tz)
    if (
        _unreachable(facts)
        or is_paused(facts.paused_until, wall.date())
        or not is_working(wall, facts.working_time)
    ):
        return ()
    found = (one.prompt(facts, now) for one in _prompting(triggers))
    return tuple(one for one in found if one is not None)


def still_due(
    nudge: Nudge,
    facts: NudgeFacts,
    now: datetime,
    settings: WorkplaceSettings,
    triggers: tuple[Trigger, ...] = TRIGGERS,
) -> Recheck:
    """Asked once more before sending: "send", "later" (outside working time) or "cancel".

    `facts` are fresh; the nudge's own row may stand in `facts.sent`.
    """
    wall = local(now, facts.working_time.tz)
    if _unreachable(facts) or is_paused(facts.paused_until, wall.date()):
        return "cancel"
    prompting = next((one for one in _prompting(triggers) if one.kind == nudge.kind), None)
    if prompting is not None:
        stands = prompting.stands(nudge, facts)
    else:
        subject = subject_of(nudge.period)
        stands = any(
            (reason.kind, reason.subject, reason.entry_ids)
            == (nudge.kind, subject, nudge.entry_ids)
            for reason in reasons(facts, now, settings, triggers)
            if reason.repetition.insists or not _is_snoozed(facts, wall.date())
            if reason.rests_until is None or reason.rests_until <= wall.date()
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


def _silence(facts: NudgeFacts, wall: datetime, triggers: tuple[Trigger, ...]) -> Held | None:
    """What holds back everything but prompts. One nudge a day at most, counted or not: two in one
    morning would be nagging.
    """
    today = wall.date()
    if is_paused(facts.paused_until, today):
        return Held("paused", facts.paused_until)
    if not is_working(wall, facts.working_time):
        return Held("not at work")
    asked_for = {one.kind for one in _prompting(triggers)}
    last = max((one.sent_at for one in facts.sent if one.kind not in asked_for), default=None)
    spoken = last is not None and local(last, facts.working_time.tz).date() >= today
    if spoken or facts.reviewed_on == today:
        return Held("spoken to today")
    return None


def _is_snoozed(facts: NudgeFacts, today: date) -> bool:
    return facts.snoozed_until is not None and today < facts.snoozed_until


def _considered(reason: Reason, facts: NudgeFacts, wall: datetime) -> Nudge | Held:
    """The reason as a nudge, or why it is not one at this moment."""
    again = reason.repetition
    of_kind = [one for one in facts.sent if one.kind == reason.kind]
    sent = [one for one in of_kind if subject_of(one.period) == again.subject]
    if _is_snoozed(facts, wall.date()) and (sent or not again.insists):
        return Held("snoozed", facts.snoozed_until)
    if reason.rests_until is not None and wall.date() < reason.rests_until:
        return Held("said", reason.rests_until)
    calendar = MemberCalendar(facts.working_time.tz, wall.date())
    held = rests(again, of_kind, facts.last_interaction_at, facts.cadence, calendar)
    if held is not None:
        return held
    last = latest([one for one in facts.sent if one.counted])
    if reason.counted and last is not None and not calendar.passed(last, BUDGET):
        return Held("budget", calendar.ends(last, BUDGET))
    if not _its_time(reason, facts, wall):
        return Held("usual hour")
    week = budget_week(facts.sent, wall.date()) if reason.counted else None
    return Nudge(
        member_id=facts.member_id,
        kind=reason.kind,
        period=_period(reason, len(sent), week or wall.date().isoformat()),
        counted=reason.counted,
        budget_week=week,
        enrolment_id=reason.enrolment_id,
        entry_ids=reason.entry_ids,
        deadline=reason.deadline,
        why={**reason.why, **_decided_on(reason, of_kind, sent, facts)},
    )


def _its_time(reason: Reason, facts: NudgeFacts, wall: datetime) -> bool:
    """Whether the member's usual hour has come. A deadline's message that was missed comes at the
    first working moment, and one outside the budget on any working day.
    """
    usual, working = facts.usual, facts.working_time
    if usual is None:
        return True
    if reason.due_from is not None and reason.due_from < shift_day(wall, working):
        return True
    on_its_day = not reason.counted or is_its_day(wall, usual, working)
    return on_its_day and has_come(wall, usual, working)


def _period(reason: Reason, times: int, when: str) -> str:
    """The dedupe key's last part."""
    again = reason.repetition
    if again.days:
        return written(again.subject, when, again.state)
    return once_more(again.subject, times + 1) if times else again.subject


def _decided_on(
    reason: Reason, of_kind: Sequence[SentNudge], sent: Sequence[SentNudge], facts: NudgeFacts
) -> dict[str, int | str | bool]:
    """What the words may have to explain, as `nudge_facts.Why` says."""
    repetition, steps = reason.repetition, back_off(facts.cadence)
    times = len(unanswered(repetition, of_kind, facts.last_interaction_at))
    again = 0
    if repetition.days and (repetition.insists or times < len(steps)):
        again = repetition.days if repetition.insists else max(repetition.days, steps[times])
    found: dict[str, int | str | bool] = {
        "cadence": facts.cadence,
        "unanswered": times,
        "again_after": again,
    }
    if not repetition.insists and times >= len(steps):
        found["last"] = True
    last = latest(sent)
    if last is not None:
        found["last_said"] = local(last.sent_at, facts.working_time.tz).date().isoformat()
        if last.snoozed:
            found["snoozed"] = True
    return found


def _goes_with(reason: Reason, nudge: Nudge) -> bool:
    """Whether it is told at the same moment as a nudge that goes out."""
    return reason.together and reason.kind == nudge.kind


def _urgency(reason: Reason) -> tuple[date, int, str]:
    return (
        reason.deadline or date.max,
        reason.rank,
        "" if reason.oldest is None else reason.oldest.isoformat(),
    )


@lru_cache(maxsize=8)  # asked for each member who is evaluated
def _reasoning(triggers: tuple[Trigger, ...]) -> tuple[ReasonTrigger, ...]:
    return tuple(one for one in triggers if isinstance(one, ReasonTrigger))


@lru_cache(maxsize=8)
def _prompting(triggers: tuple[Trigger, ...]) -> tuple[PromptTrigger, ...]:
    return tuple(one for one in triggers if isinstance(one, PromptTrigger))
