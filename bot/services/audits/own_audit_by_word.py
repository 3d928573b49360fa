"""What a member asks of an audit of their own in words: to hand in, by when, to appeal. Of a
workplace's round and of a body's audit that they told of alike; a form opens behind its button.
"""

import re
from collections.abc import Sequence
from typing import Final

from bot.conversation.asking import Asked, Topic
from bot.conversation.own_audit_asked import OwnAuditAsked, own_audit_asked
from bot.policy.audits.body_audit import OPEN
from bot.services.audits import body_audits, message_kinds
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.pages import Told
from bot.services.dispatch.questions import explained
from bot.services.record.actions.viewing import AskBot
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import newest_open
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes.scheme_names import body_of
from storage.audits.body_audits import BodyAuditRecord
from storage.audits.records import SelectionRecord

_SENDS: Final = re.compile(r"\b(?:send|email|forward|upload)\b")

_UNKNOWN: Final = frozenset({"drawn", "erased", "left"})
"""States in which a member knows of no audit, or has none any more."""


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Answer it from the member's own audits, and where there is none from the rules; whether the
    message asks that. Words that may be about an entry are, unless an audit alone can be meant.
    """
    asked = own_audit_asked(heard.message.text)
    if asked is None:
        return False
    drawn = () if asked.body else _drawn(ctx)
    told = [one for one in _told(ctx) if body_audits.is_of(one.scheme, asked.body)]
    if asked.bare and (not (drawn or told) or _is_about_an_entry(ctx, heard)):
        return False
    match asked.what:
        case "due" | "picked" | "missing":
            _say_by_when(ctx, drawn, told, picked=asked.what == "picked")
        case "not_then":
            _say_who_moves_it(ctx, drawn, told)
        case "hand_in":
            return _hand_in(ctx, heard, asked, (drawn, told))
        case "appeal":
            _appeal(ctx, drawn, told)
    return True


def _is_about_an_entry(ctx: MemberContext, heard: Heard) -> bool:
    return heard.about is not None or heard.held is not None or newest_open(ctx) is not None


def _drawn(ctx: MemberContext) -> tuple[SelectionRecord, ...]:
    """The member's audits in rounds that were not cancelled, the oldest first; one look for whoever
    was never drawn.
    """
    if not ctx.work.files.of(ctx.member.id).drawn:
        return ()
    return tuple(
        one
        for one in ctx.work.selections.of_member(ctx.member.id)
        if one.selection.state not in _UNKNOWN and not one.cancelled
    )


def _told(ctx: MemberContext) -> tuple[BodyAuditRecord, ...]:
    """The bodies' audits that they told of, those that are over, too; in the same way."""
    if not ctx.work.files.of(ctx.member.id).body_audits:
        return ()
    return tuple(one for one in ctx.work.body_audits.of(ctx.member.id) if one.state != "dropped")


def _say_by_when(
    ctx: MemberContext,
    drawn: Sequence[SelectionRecord],
    told: Sequence[BodyAuditRecord],
    *,
    picked: bool = False,
) -> None:
    """Each audit that goes on, with its day and its buttons; `picked`: it was asked whether one
    does.
    """
    going_on = [one for one in drawn if one.parties.open]
    theirs = [one for one in told if one.state in OPEN]
    for one in going_on:
        _show_drawn(ctx, one)
    for each in theirs:
        _show_told(ctx, each)
    if not (going_on or theirs):
        if picked:
            ctx.reply("say", {"sentence": "audit_not_picked"})
        _explain(ctx, "audit")


def _say_who_moves_it(
    ctx: MemberContext, drawn: Sequence[SelectionRecord], told: Sequence[BodyAuditRecord]
) -> None:
    """The day of an audit is theirs who hold it; a new one is told here."""
    theirs = [one for one in told if one.state in OPEN]
    for one in theirs[:1]:
        ctx.reply("say", {"sentence": "audit_day_of_body", "body": body_of(ctx, one.scheme)})
    if not theirs and any(one.parties.open for one in drawn):
        ctx.reply("say", {"sentence": "audit_day_of_round"})
    _say_by_when(ctx, drawn, told)


def _show_drawn(ctx: MemberContext, one: SelectionRecord) -> None:
    waits = one.selection.state == "told"
    kind = message_kinds.REMINDER if waits else message_kinds.TOLD
    ctx.reply(kind.name, {"selection": one.id})


def _show_told(ctx: MemberContext, one: BodyAuditRecord) -> None:
    sent = one.state == "sent"
    kind = message_kinds.BODY_AUDIT_SENT if sent else message_kinds.BODY_AUDIT
    ctx.reply(kind.name, {"audit": one.id})


def _hand_in(
    ctx: MemberContext,
    heard: Heard,
    asked: OwnAuditAsked,
    known: tuple[Sequence[SelectionRecord], Sequence[BodyAuditRecord]],
) -> bool:
    """What waits to be handed in, with its button; a body's audit is sent by the member. Where
    nothing does, "hand it in" is about the draft that is open.
    """
    drawn, told = known
    waits = [one for one in drawn if one.parties.open and one.selection.state == "told"]
    theirs = [one for one in told if one.state == "preparing"]
    if asked.bare and not (waits or theirs):
        return False
    for one in waits:
        _show_drawn(ctx, one)
    if waits:
        return True
    for each in theirs:
        ctx.reply("say", {"sentence": "body_audit_send", "body": body_of(ctx, each.scheme)})
        _show_told(ctx, each)
    if theirs:
        return True
    others = [one for one in _drawn(ctx) if one.parties.open and one.selection.state == "told"]
    if asked.body and others:
        values = {"body": _CALLED[asked.body], "number": str(others[-1].number)}
        ctx.reply("say", {"sentence": "audit_body_or_round", **values})
        return True
    if not asked.named and _is_about_an_entry(ctx, heard):
        return False
    handed_in = [one for one in drawn if one.parties.open and one.selection.snapshot is not None]
    if handed_in:
        ctx.reply("say", {"sentence": "audit_already_submitted"})
        return True
    if _SENDS.search(heard.message.text.lower()) and asked.body:
        page = Told(explained("send_to_body", title=_CALLED[asked.body]))
        ctx.reply(page.kind, page.queued())
        return True
    ctx.reply("say", {"sentence": "audit_nothing_to_hand_in"})
    return True


def _appeal(
    ctx: MemberContext, drawn: Sequence[SelectionRecord], told: Sequence[BodyAuditRecord]
) -> None:
    """The decision with its button, and why there is none where one cannot appeal; of a body's
    audit, and of none at all, what its rules say.
    """
    decided = [one for one in drawn if one.selection.decision is not None]
    open_ones = [one for one in decided if one.selection.state == "decided"]
    if decided:
        newest = (open_ones or decided)[-1]
        ctx.reply(message_kinds.DECISION.name, {"selection": newest.id})
        if not newest.selection.appealable and newest.selection.appeal is None:
            ctx.reply("say", {"sentence": "audit_nothing_to_appeal"})
        return
    refused = [one for one in told if one.outcome == "not_passed"]
    if refused:
        ctx.reply(message_kinds.BODY_AUDIT_OUTCOME.name, {"audit": refused[-1].id})
        return
    if drawn:
        number = str(drawn[-1].number)
        ctx.reply("say", {"sentence": "audit_not_decided_yet", "number": number})
        return
    ctx.reply("say", {"sentence": "audit_none_decided"})
    _explain(ctx, "appeal")


_CALLED: Final = {"imi": "IMI", "cmi": "CMI", "techsafe": "IMI", "dvsa": "DVSA"}
"""A body by the word that it is called by."""


def _explain(ctx: MemberContext, topic: Topic) -> None:
    page = AskBot(Asked(topic)).do(ctx)
    ctx.reply(page.kind, page.queued())


TYPED_ANSWERS: Final = (TypedAnswer("own_audit", 10, _take),)
