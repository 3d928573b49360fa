"""A registration told in words: "IMI removed me from the register on 3 March"."""

from typing import Final

from bot.conversation.registration_named import RegistrationNamed, registration_named
from bot.policy.schemes.registration import answer_for, words_of
from bot.policy.schemes.standing import END_IS_NEAR
from bot.policy.vocabulary import RegistrationWord
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import let_go
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes import registrations
from bot.services.schemes.registrations import Told
from bot.services.schemes.standings import SchemeStanding, standings_of


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Keep it where the message tells nothing else, and say so; whether it was one."""
    named = registration_named(heard.message.text, ctx.now.astimezone(ctx.zone))
    if named is None:
        return False
    theirs = [
        one
        for one in standings_of(ctx)
        if words_of(ctx.rules[one.enrolment.pack], ctx.today)
        and ("recognition removed" in words_of(ctx.rules[one.enrolment.pack], ctx.today))
        == named.recognition
    ]
    if not named.names_it:
        if heard.about is not None:
            return False
        theirs = [one for one in theirs if _may_be_extended(one)]
    if not theirs or _answers_what_is_open(named, theirs):
        return False
    if heard.held is not None:
        let_go(ctx, heard.held.key)
    if len(theirs) > 1:
        ctx.reply("say", {"sentence": "registration_which"})
        return True
    try:
        _keep(ctx, theirs[0], named)
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _may_be_extended(one: SchemeStanding) -> bool:
    """Whether "it" may be this scheme's cycle: it ended short, or it is near its end."""
    deadline = one.standing.deadline
    near = deadline is not None and deadline.days_left <= END_IS_NEAR
    return near or one.standing.ended is not None


def _answers_what_is_open(named: RegistrationNamed, theirs: list[SchemeStanding]) -> bool:
    """Whether it names no day, and a cycle that ended short waits for such an answer: whoever has
    asked for that takes it.
    """
    undated = named.on is None and named.until is None
    answers = answer_for(named.state) is not None
    return undated and answers and any(one.standing.ended is not None for one in theirs)


def _keep(ctx: MemberContext, one: SchemeStanding, named: RegistrationNamed) -> None:
    state: RegistrationWord = named.state
    if named.recognition and state == "removed":
        state = "recognition removed"
    since = named.on or ctx.today
    registrations.tell(ctx, one.enrolment.id, Told(state, since, named.until))
    if named.until is not None:
        values = {"sentence": "registration_noted_until", "latest": named.until.isoformat()}
    elif named.state == "removed":
        values = {"sentence": "registration_noted_removed", "day": since.isoformat()}
    else:
        values = {"sentence": "registration_noted", "word": state, "day": since.isoformat()}
    ctx.reply("say", values)


TYPED_ANSWERS: Final = (TypedAnswer("registration", 15, _take),)
