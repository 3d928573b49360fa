"""Quiet for a while: pausing every nudge, and snoozing one of them. The cadence is `settings`'s.

Both end on their first day of speaking again, so that "until 3 Jan" means from 3 January on.
"""

import re
from datetime import date, datetime, timedelta
from typing import Final, Literal

from bot.conversation.dates import read_date
from bot.conversation.problems import Problem
from bot.policy.access import Permission, Subject
from bot.policy.months import later_by
from bot.policy.nudges.triggers.cycle_end import snooze_ends
from bot.services.context.leaves import leaves_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.pages import Say, say
from bot.services.nudges import write_ups
from bot.services.record.undo_steps import UndoStep
from bot.services.schemes.standings import standings_of

LONGEST: Final = timedelta(days=366)

NEVER_AGAIN: Final = date(9999, 12, 31)
"""The day until which nudges are stopped where no day was named."""

Snooze = Literal["week", "month"]

_LATELY: Final = 4
"""Messages to the member, among which an offer still is what "then" means."""

_BEFORE: Final = "quiet"
"""Under which name it is kept how the days of quiet were."""

_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        ["a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
    for word in words.split()
}
_SENTENCES: Final = {"past_plan": "pause_has_passed", "too_far": "pause_too_long"}
_SPAN = re.compile(r"(?:for )?(?P<number>\d{1,3}|[a-z]+) ?(?P<unit>day|week|month|year)s?")
_AWAY_UNTIL: Final = re.compile(r"\b(?:until|till|til|back(?: on| at work on)?) (?P<day>[^.,!;]+)")
_AWAY_FOR: Final = re.compile(
    r"\b(?:off|away|out|leave|holidays?|hols)(?: work| sick| on holiday)? for (?:the next )?"
    r"(?P<number>\d{1,2}|[a-z]+) (?P<unit>day|week|month)s?(?: from (?P<start>[^.,!;]+))?"
)
_HAS_BEEN: Final = re.compile(r"\b(?:been|was|were|had|back)\b")
_UNTIL = re.compile(r"(?:until|till|til|to) (?P<day>.+)")


def pause(ctx: MemberContext, text: str) -> date:
    """Say nothing of one's own accord for as long as the text says; the first day after it.

    The text is what follows "pause": "2 weeks", "for a month", "until 3 Jan". Raises Refused:
    pause_how_long, pause_until_when, pause_has_passed, pause_too_long.
    """
    return pause_until(ctx, _until(ctx, " ".join(text.casefold().split())))


def pause_until(ctx: MemberContext, day: date) -> date:
    """The same up to a given day. Raises Refused: pause_has_passed, pause_too_long."""
    if day <= ctx.today:
        raise Refused("pause_has_passed")
    if day - ctx.today > LONGEST:
        raise Refused("pause_too_long")
    _quiet(ctx, paused_until=day)
    return day


def day_named(ctx: MemberContext, text: str) -> date | None:
    """The day until which words say that somebody is away, "on holiday until april"; None where
    they say none, or one that nudges cannot be paused to.
    """
    low = " ".join(text.casefold().split())
    found = _AWAY_UNTIL.search(low)
    if found is None:
        return _end_of(ctx, low)
    day = read_date(found["day"], ctx.now, ctx.zone, planned=True)
    if isinstance(day, Problem):  # "until april" is until its first
        day = read_date(f"1 {found['day']}", ctx.now, ctx.zone, planned=True)
    if isinstance(day, Problem) or not ctx.today < day <= ctx.today + LONGEST:
        return None
    return day


def _end_of(ctx: MemberContext, low: str) -> date | None:
    """The first day after an absence that is told by its length: "off for 3 weeks from monday"."""
    found = _AWAY_FOR.search(low)
    if found is None or _HAS_BEEN.search(low):
        return None
    number = _NUMBERS.get(found["number"]) or int("0" + re.sub(r"\D", "", found["number"]))
    begins = read_date(found["start"], ctx.now, ctx.zone, planned=True) if found["start"] else None
    if number == 0 or isinstance(begins, Problem):
        return None
    day = later_by(begins or ctx.today, number, found["unit"])
    return day if ctx.today < day <= ctx.today + LONGEST else None


def pause_till_then(ctx: MemberContext) -> date:
    """The same up to the day that was spoken of: that of the pause that was offered lately, else
    the end of a leave. Raises Refused: pause_how_long where there is none.
    """
    for sentence in ("shall_i_pause_until", "sorry_pause_until"):
        offered = ctx.work.messages.offered_lately(ctx.member.id, sentence, _LATELY)
        if offered is not None:
            return pause_until(ctx, date.fromisoformat(offered["day"]))
    ends = [one.end for one in leaves_of(ctx.member.leaves) if one.end and one.end >= ctx.today]
    if not ends:
        raise Refused("pause_how_long")
    return pause_until(ctx, min(ends) + timedelta(days=1))


def stop(ctx: MemberContext) -> None:
    """Say nothing of one's own accord any more, until the member wants it again."""
    _quiet(ctx, paused_until=NEVER_AGAIN)


def resume(ctx: MemberContext) -> None:
    """Speak again from now on, of what was snoozed too. Harmless where nothing was paused."""
    _quiet(ctx, paused_until=None, snoozed_until=None)


def snooze(ctx: MemberContext, nudge_id: int, span: Snooze) -> date:
    """Put one nudge off; the first day on which it may come again. The cadence stays as it was.

    Until then no other comes either: that is what a week's rest means. It ends in time for the next
    message about the end of a cycle that is short. Raises Refused:
    not_your_nudge, already_snoozed (once it has come again).
    """
    nudge = ctx.work.nudges.get(nudge_id)
    if nudge is None:
        raise Refused("not_your_nudge")
    ctx.must(Permission.CHANGE_RECORD, Subject(nudge.member_id), otherwise="not_your_nudge")
    resting = ctx.member.snoozed_until
    if nudge.snoozed and (resting is None or resting <= ctx.today):
        raise Refused("already_snoozed")
    wished = later_by(ctx.today, 1, span)
    day = snooze_ends(wished, (one.standing for one in standings_of(ctx)))
    ctx.work.nudges.snooze(nudge, day)
    ctx.work.messages.show_said(f"nudge:{nudge_id}", ctx.real)
    ctx.change_member(snoozed_until=day)
    ctx.show_home()
    return day


def _quiet(ctx: MemberContext, **days: date | None) -> None:
    """Set days of quiet; an undo takes that back, and not the turn before it."""
    before = {name: getattr(ctx.member, name) for name in days}
    if before != days:
        ctx.work.undo.note_quiet(before)
        newest = ctx.work.entries.recent(ctx.member.id, 1)
        for entry in newest:
            ctx.work.entries.remember(entry, ctx.now)
        if not (newest or write_ups.note_quiet(ctx, before)):
            kept = {name: day and day.isoformat() for name, day in before.items()}
            ctx.work.held.put_aside(ctx.member.id, _BEFORE, ctx.now, kept)
    ctx.change_member(**days)
    ctx.show_home()


def _changed_at(ctx: MemberContext) -> datetime | None:
    """When somebody with neither entry nor plan changed their days of quiet last, as far as an undo
    takes it back: with whoever has one of these, that is kept there.
    """
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    return None if kept is None else kept.held_at


def _take_back(ctx: MemberContext) -> Say | None:
    """Their days of quiet are as they were before that."""
    kept = ctx.work.held.aside(ctx.member.id, _BEFORE)
    if kept is None:
        return None
    ctx.work.held.drop_aside(ctx.member.id, _BEFORE)
    ctx.change_member(
        **{name: day and date.fromisoformat(day) for name, day in kept.values.items()}
    )
    ctx.show_home()
    return say("quiet_taken_back")


def _until(ctx: MemberContext, text: str) -> date:
    span = _SPAN.fullmatch(text)
    if span is not None:
        number = _NUMBERS.get(span["number"]) or _whole(span["number"])
        return later_by(ctx.today, number, span["unit"])
    until = _UNTIL.fullmatch(text)
    if until is None:
        raise Refused("pause_how_long")
    day = read_date(until["day"], ctx.now, ctx.zone, planned=True)
    if isinstance(day, Problem):
        raise Refused(_SENTENCES.get(day.kind, "pause_until_when"))
    return day


def _whole(digits: str) -> int:
    if not digits.isdecimal() or int(digits) == 0:
        raise Refused("pause_how_long")
    return int(digits)


UNDO_STEPS: Final = (UndoStep("quiet", 20, _changed_at, _take_back),)
