"""What nudges ask, answered in words: "When will you write one up?" with "Tuesday at 9", "another
time", "not now"; "Any news?" of a cycle that ended short with "they extended it", "nothing yet".

A message is an answer only while the nudge's question is the one that was asked last, and only if
it is nothing else.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from bot.conversation.news_named import denied, extended_until, more_named, news_named
from bot.conversation.text import clean, folded
from bot.conversation.times_named import TimeNamed, time_named
from bot.policy.schemes.standing import EndedCycle
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.nudges import write_ups
from bot.services.record import undo
from bot.services.record.follow_ups import next_working_day
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import let_go
from bot.services.record.incoming.interpretation import pending_until
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes import cycle_outcomes
from bot.services.schemes.standings import SchemeStanding, standings_of
from storage.member_snapshot import UnsettledNudge
from storage.row_types import NudgeRecord

ASKS: Final = "behind"
"""The kind of nudge that asks when."""

_UNCLEAR: Final = frozenset({"My answer", "New entry", "Forget it"})
"""What can be chosen where it is asked what a message is."""

_SAID: Final[Mapping[str, str]] = {
    "nothing": "cycle_nothing",
    "registered": "cycle_registered",
    "extended": "cycle_extended",
    "removed": "cycle_removed",
}
"""What is replied to each answer about a cycle that ended short."""

_PUT_RIGHT: Final = timedelta(days=7)
"""Within which another answer about it corrects the one before."""

_MORE: Final = frozenset({"more to add", "i have more to add", "more to log", "add more"})
_OPENS: Final = frozenset({"any news", "your last cycle"})
"""Buttons that open the question, by their names."""

_BY_FORM: Final = frozenset({"another time", "another day", "other time", "some other time"})
_LATER: Final = frozenset({"later", "later on", "ask me later", "remind me later", "maybe later"})
_NOT_NOW: Final = frozenset(
    {"not now", "skip", "skip it", "no", "no thanks", "never mind", "not today", "nope"}
)
_NOW: Final = frozenset({"now", "right now", "lets do it now", "do it now", "now please"})
_OTHERWISE: Final = re.compile(
    r"^(?:(?:no|actually|sorry|oops|wait|hang on|rather|instead|make (?:it|that)"
    r"|(?:change|move) (?:it|that) to)\b[\s,.:]*)+"
)
"""How somebody begins who puts right what they have just said."""


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Take a message as the answer to the open question, or as another time than the one that was
    planned last, and say what came of it; whether it was either. Raises Refused: time_has_passed,
    time_too_far.
    """
    if _moves(ctx, heard):
        return True
    asked = _asked(ctx, heard)
    said = folded(clean(heard.message.text).text).strip(" .!").replace("'", "").replace("’", "")
    if asked is None or asked.kind != ASKS:
        return _take_news(ctx, heard, asked, said)
    if said in _NOT_NOW or (said in _LATER and _answered(ctx, asked)):
        ctx.reply("say", {"sentence": "all_right"})
        return True
    if said in _BY_FORM:
        ctx.reply("say", {"sentence": "use_the_button", "button": "Another time"})
        return True
    if said in _NOW:
        ctx.reply("say", {"sentence": "tell_what_it_was"})
        return True
    named = time_named(heard.message.text, ctx.now, ctx.zone)
    if heard.held is not None and named is not None:
        let_go(ctx, heard.held.key)  # said anew, and clearly
    if said in _LATER:
        named = TimeNamed(next_working_day(ctx), None)
    nudge = ctx.work.nudges.get(asked.id) if named is not None else None
    if named is None or nudge is None:
        return _take_news(ctx, heard, asked, said)
    _plan(ctx, nudge, named)
    return True


def _moves(ctx: MemberContext, heard: Heard) -> bool:
    """ "Actually Thursday at 5pm", right after a time was planned: whether it was moved so."""
    line = folded(clean(heard.message.text).text)
    begun = _OTHERWISE.match(line)
    named = time_named(line[begun.end() :], ctx.now, ctx.zone) if begun else None
    planned = ctx.work.files.of(ctx.member.id).write_ups[-1:]
    if named is None or not planned or heard.context.thread is not None:
        return False
    since = [heard.asked_at, undo.last_turn_at(ctx)]
    if any(one is not None and one >= planned[0].made_at for one in since):
        return False
    one = ctx.work.write_ups.get(planned[0].id, ctx.member.id)
    nudge = ctx.work.nudges.get(one.nudge_id) if one and one.nudge_id is not None else None
    if nudge is None or ctx.now >= pending_until(ctx, planned[0].made_at):
        return False
    _plan(ctx, nudge, named)
    return True


def _take_news(ctx: MemberContext, heard: Heard, asked: UnsettledNudge | None, said: str) -> bool:
    """Take it as the answer about a cycle that ended short, where it is one."""
    if not _is_of_another(heard) and _take_back(ctx, heard):
        return True
    more = said in _MORE or more_named(heard.message.text)
    news = None if more else news_named(heard.message.text)
    if _is_of_another(heard):
        return False
    if said.rstrip("? ") in _OPENS:
        return _show_question(ctx)
    if not (more or news):
        return False
    plain = news is None or (news.plain and (news.answer != "nothing" or asked is None))
    one = _ended(ctx, asked, plain=plain)
    if one is None or one.standing.ended is None:
        return False
    if news is not None and news.answer == "nothing" and not one.standing.ended.open:
        return False  # there was news: "no" is of something else
    if heard.held is not None:
        let_go(ctx, heard.held.key)
    if news is None:
        account = one.standing.account
        ctx.reply("say", {"sentence": "cycle_more_or_showed" if account else "cycle_more_to_add"})
        return True
    start = one.standing.ended.start.isoformat()
    until = None
    if news.answer == "extended":
        until = extended_until(heard.message.text, ctx.now.astimezone(ctx.zone))
    cycle_outcomes.answer(ctx, one.enrolment.id, start, news.answer, until=until)
    if until is not None:
        values = {"sentence": "registration_noted_until", "latest": until.isoformat()}
        ctx.reply("say", values)
    elif news.answer != "registered" or one.standing.account:
        ctx.reply("say", {"sentence": _SAID[news.answer]})
    else:  # no register of its own
        recognised = one.standing.ended.of_recognition
        ctx.reply("say", {"sentence": "cycle_recognised" if recognised else "cycle_settled"})
    return True


def _take_back(ctx: MemberContext, heard: Heard) -> bool:
    """ "No wait, I wasn't removed", within days of the answer: whether it was taken back so, and
    asked anew. Where no answer is named it is that of today, if there is one.
    """
    meant = denied(heard.message.text)
    if meant is None:
        return False
    for one in standings_of(ctx):
        ended = one.standing.ended
        if ended is None or ended.open or not _may_be_told(ended, ctx.today):
            continue
        if meant == ended.answer or (meant == "any" and ended.answered_on == ctx.today):
            cycle_outcomes.answer(ctx, one.enrolment.id, ended.start.isoformat(), "")
            return _show_question(ctx)
    return False


def _show_question(ctx: MemberContext) -> bool:
    """Where the member stands, with what is asked there of cycles that ended short."""
    standings = standings_of(ctx)
    if not any(one.standing.ended for one in standings):
        return False
    cycle_outcomes.were_told(ctx, standings)
    ctx.reply("status", {})
    return True


def _ended(
    ctx: MemberContext, asked: UnsettledNudge | None, *, plain: bool
) -> SchemeStanding | None:
    """The scheme whose cycle ended short and that is asked about; else, where the words can be of
    nothing else, the only one.
    """
    found = [one for one in standings_of(ctx) if _may_be_told(one.standing.ended, ctx.today)]
    if asked is not None and asked.kind == cycle_outcomes.NUDGE:
        return next((one for one in found if str(one.enrolment.id) == asked.about[1]), None)
    return found[0] if plain and len(found) == 1 else None


def _may_be_told(ended: EndedCycle | None, today: date) -> bool:
    """Whether there is no news of it yet, or so new that it may be a mistake; what was
    extended is not the end of it.
    """
    if ended is None or ended.open or ended.answer == "extended":
        return ended is not None
    return ended.answered_on is not None and today - ended.answered_on < _PUT_RIGHT


def _is_of_another(heard: Heard) -> bool:
    """Whether something else is asked that the message may be an answer to."""
    return heard.about is not None or _chooses(heard)


def _chooses(heard: Heard) -> bool:
    """Whether a choice stands open that is not just what a message is."""
    held = heard.held
    return held is not None and not _UNCLEAR.issuperset(held.values.get("labels", ("?",)))


def _asked(ctx: MemberContext, heard: Heard) -> UnsettledNudge | None:
    """The nudge whose question was asked last, as long as that waits."""
    if heard.context.thread is not None or heard.due is not None:
        return None  # when it was asked whether a plan has happened is not known
    if _chooses(heard):
        return None
    newest = next(iter(ctx.work.files.of(ctx.member.id).unsettled), None)
    if newest is None or newest.kind not in (ASKS, cycle_outcomes.NUDGE):
        return None
    if heard.asked_at is not None and (
        heard.asked_at >= newest.delivered_at or _answered(ctx, newest)
    ):
        return None
    return newest if ctx.now < pending_until(ctx, newest.delivered_at) else None


def _answered(ctx: MemberContext, nudge: UnsettledNudge) -> bool:
    """Whether a time was planned since it asked."""
    planned = ctx.work.files.of(ctx.member.id).write_ups
    return any(one.made_at >= nudge.delivered_at for one in planned)


def _plan(ctx: MemberContext, nudge: NudgeRecord, named: TimeNamed) -> None:
    minutes = named.minutes
    if minutes is None:
        minutes = _offered_on(ctx, nudge, named)
    try:
        made = write_ups.plan(ctx, named.day, minutes, nudge=nudge.id)
    except Refused as refused:
        ctx.say_refused(refused)
        return
    at: datetime = write_ups.on_clock(ctx, made.at)
    ctx.reply("say", {"sentence": "planned_for", "at": at.isoformat()})


def _offered_on(ctx: MemberContext, nudge: NudgeRecord, named: TimeNamed) -> int:
    """Of a day without a time: the time that the nudge offers then, else that of its first."""
    offered = write_ups.offered(ctx, nudge)
    at = next((one for one in offered if one.date() == named.day), next(iter(offered), None))
    return 9 * 60 if at is None else at.hour * 60 + at.minute


TYPED_ANSWERS: Final = (TypedAnswer("nudges", 20, _take),)
