"""A body's audit told in words: "CMI have asked for my record by 12 January", "sent it". In any
flow, so that it is taken for no account and no draft.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.conversation.audit_named import AuditNamed, audit_named, day_alone
from bot.policy.audits.body_audit import BodyAuditOutcome
from bot.services.audits import body_audits, message_kinds, reading_views
from bot.services.audits.body_audits import Offered
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW, recent_of
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes.scheme_names import body_of
from storage.audits.body_audits import BodyAuditRecord

_OUTCOMES: Final[dict[str, BodyAuditOutcome]] = {
    "passed": "passed",
    "not_passed": "not_passed",
    "questions": "questions",
    "not_heard": "not_heard",
}

_DECISIONS: Final = frozenset({"passed", "not_passed", "off"})
"""What ends an audit, and is said of no other."""

_JUST_OVER: Final = timedelta(days=180)
"""For so long what came of an audit that is over may be told anew."""


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Do what the message tells of an audit; whether it tells of one."""
    named = audit_named(heard.message.text, ctx.now.astimezone(ctx.zone))
    if named is None:
        return False
    try:
        if named.told == "selected":
            otherwise = named.bare and _is_asked_otherwise(ctx, heard)
            return _selected(ctx, named, otherwise=otherwise)
        if named.told == "due":
            return _due(ctx, heard, named)
        return _of_one(ctx, heard, named)
    except Refused as refused:
        ctx.say_refused(refused)
        return True


def _take_day(ctx: MemberContext, heard: Heard) -> bool:
    """Whether a message that is a day and nothing else says by when the record is to be there that
    was told of right before, without a day: then it is no entry's.
    """
    known = [one for one in body_audits.open_ones(ctx) if one.state == "preparing"]
    newest = max(known, key=lambda one: (one.changed_at, one.id), default=None)
    if newest is None or newest.due_on is not None or not _waits_for_day(ctx, heard, newest):
        return False
    day = day_alone(heard.message.text, ctx.now.astimezone(ctx.zone))
    if day is None:
        return False
    try:
        body_audits.change(ctx, newest.id, newest.scheme, (newest.first, newest.last), day)
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _waits_for_day(ctx: MemberContext, heard: Heard, known: BodyAuditRecord) -> bool:
    """Whether a day is that of this audit: in its thread, or where it was told last of all."""
    if heard.message.in_thread:
        return _in_thread(ctx, heard) == known.id
    told = known.changed_at
    if ctx.now - told > JUST_NOW or any(one.changed_at > told for one in recent_of(ctx)):
        return False
    asked = (heard.asked_at, None if heard.held is None else heard.held.held_at)
    return all(at is None or at <= told for at in asked)


def _selected(ctx: MemberContext, named: AuditNamed, *, otherwise: bool = False) -> bool:
    """Begin the audit that is told of. `otherwise`: something else is asked, which these words do
    not answer either: whether it is an audit is asked, and begun by a tap alone.
    """
    if not named.body and _drawn_here(ctx):
        return True
    due_on = named.on if named.on is not None and named.on >= ctx.today else None
    usual = [one for one in body_audits.offered(ctx) if one.usual]
    theirs = [one for one in usual if body_audits.is_of(one.scheme, named.body)]
    if len(theirs) == 1 and not otherwise:
        _begin(ctx, theirs[0], due_on)
        return True
    if not usual and otherwise:
        return False
    if not usual:
        raise Refused("body_audit_no_scheme")
    if named.body and not theirs:
        raise Refused("body_audit_not_enrolled")
    values = {"due_on": "" if due_on is None else due_on.isoformat()}
    ctx.reply(message_kinds.WHICH_BODY.name, values)
    return True


def _due(ctx: MemberContext, heard: Heard, named: AuditNamed) -> bool:
    """By when, of the audit that is prepared for; where there is none, what asks for the record
    tells of one.
    """
    theirs = _meant(ctx, heard, [one for one in body_audits.open_ones(ctx) if _fits(one, named)])
    theirs = [one for one in theirs if one.state == "preparing"]
    if not theirs:
        return not named.bare and _selected(ctx, named)
    if named.bare and _is_asked_otherwise(ctx, heard):
        return False
    if len(theirs) > 1:
        raise Refused("body_audit_which_one")
    [one] = theirs
    due_on = named.on if named.on is not None and named.on >= ctx.today else one.due_on
    body_audits.change(ctx, one.id, one.scheme, (one.first, one.last), due_on)
    return True


def _is_asked_otherwise(ctx: MemberContext, heard: Heard) -> bool:
    """Whether something else is asked, so that words that name no audit answer that."""
    if _in_thread(ctx, heard) is not None:
        return False
    return heard.about is not None or heard.held is not None


def _begin(ctx: MemberContext, one: Offered, due_on: date | None) -> None:
    """As the usual days are; one that goes on keeps its own."""
    same = [known for known in body_audits.open_ones(ctx) if known.scheme == one.scheme]
    days = (same[-1].first, same[-1].last) if same else (one.cycle.first, one.cycle.last)
    body_audits.begin(ctx, one.scheme, days, due_on)


def _drawn_here(ctx: MemberContext) -> bool:
    """Whether it is the workplace's own round that is meant; it is said then."""
    if not ctx.work.files.of(ctx.member.id).drawn:
        return False
    told = [one for one in reading_views.own_audits(ctx) if one.selection.state == "told"]
    if not told:
        return False
    ctx.reply("say", {"sentence": "body_audit_or_round", "number": told[-1].number})
    return True


def _of_one(ctx: MemberContext, heard: Heard, named: AuditNamed) -> bool:
    """What is said of an audit that goes on. Where there is none, what came of one is said to be of
    none that is known here; anything else is no message about one.
    """
    otherwise = named.bare and _is_asked_otherwise(ctx, heard)
    if otherwise and named.told not in _DECISIONS:
        return False
    theirs: Sequence[BodyAuditRecord] = [
        one for one in body_audits.open_ones(ctx) if _fits(one, named)
    ]
    if not theirs and named.told in _DECISIONS and not otherwise:
        theirs = _just_over(ctx, named)
        if not theirs:
            if named.body or not _drawn_here(ctx):
                body_audits.say_none_is_known(ctx)
            return True
    theirs = _meant(ctx, heard, theirs)
    if not theirs:
        return False
    if len(theirs) > 1:
        raise Refused("body_audit_which_one")
    [one] = theirs
    if named.told == "sent":
        body_audits.sent(ctx, one.id, named.on)
    elif named.told == "off":
        body_audits.drop(ctx, one.id)
        ctx.reply(
            "say",
            {"sentence": "body_audit_gone", "body": body_of(ctx, one.scheme)},
        )
    else:
        body_audits.came_of_it(ctx, one.id, _OUTCOMES[named.told], named.on)
    return True


def _meant(
    ctx: MemberContext, heard: Heard, known: Sequence[BodyAuditRecord]
) -> Sequence[BodyAuditRecord]:
    """The one in whose thread it was written, else all of them."""
    about = _in_thread(ctx, heard)
    return [one for one in known if one.id == about] or known


def _just_over(ctx: MemberContext, named: AuditNamed) -> list[BodyAuditRecord]:
    """The audit that was decided last, not long ago: said again, or decided anew on appeal."""
    if named.told == "off" or not ctx.work.files.of(ctx.member.id).body_audits:
        return []
    over = [
        one
        for one in ctx.work.body_audits.of(ctx.member.id)
        if one.state == "over" and _fits(one, named) and ctx.now - one.changed_at < _JUST_OVER
    ]
    return over[-1:]


def _fits(one: BodyAuditRecord, named: AuditNamed) -> bool:
    if not body_audits.is_of(one.scheme, named.body):
        return False
    return named.told != "sent" or one.state == "preparing"


def _in_thread(ctx: MemberContext, heard: Heard) -> int | None:
    """The audit in whose message's thread it was written."""
    message = heard.message
    if not message.in_thread or message.thread_ts is None:
        return None
    said = ctx.work.messages.said_as(message.channel, message.thread_ts)
    if said is None or said[0] not in message_kinds.OF_BODY_AUDIT:
        return None
    return int(said[1]["audit"])


TYPED_ANSWERS: Final = (
    TypedAnswer("body_audit_day", 4, _take_day),
    TypedAnswer("body_audit", 6, _take),
)
