"""What a body's account shows, told in words: "my IMI account says 41, 12 of them this year"."""

from collections.abc import Sequence
from typing import Final

from bot.conversation.balance_named import BalanceNamed, all_or_none, balance_named
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.members import balances, onboarding
from bot.services.members.actions.balance import AllInOpening, NoneInOpening
from bot.services.members.settings import SchemeSettings, read_credits, schemes_of
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import Choices, HeldChoice, ask_by_choice, let_go
from bot.services.record.incoming.interpretation import JUST_NOW
from bot.services.record.incoming.typed_answers import TypedAnswer
from storage.record.held_messages import Held

_KEEP: Final = "keep_balance"


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Ask whether to keep it, where the message tells nothing else; whether it was one."""
    named = balance_named(heard.message.text)
    if named is None:
        return _settle_entries(ctx, heard)
    if named.cycle is None:
        return _take_year(ctx, heard, named)
    theirs = _of_body([one for one in schemes_of(ctx) if one.has_balance], named.body)
    if not theirs:
        return False
    if heard.held is not None:
        let_go(ctx, heard.held.key)
    if len(theirs) > 1 or theirs[0].began is None:
        said = {"sentence": "balance_which" if len(theirs) > 1 else "balance_needs_cycle"}
        ctx.reply("offer", said | {"pack": theirs[0].enrolment.scheme})
        return True
    try:
        _ask(ctx, heard, theirs[0], named)
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _settle_entries(ctx: MemberContext, heard: Heard) -> bool:
    """Which entries it holds, right after that was asked."""
    said = all_or_none(heard.message.text)
    if said is None:
        return False
    asked = ctx.work.messages.offered_lately(ctx.member.id, balances.WHICH, 2)
    if asked is None:
        return False
    try:
        answer = AllInOpening if said == "all" else NoneInOpening
        ctx.reply("say", answer(asked["pack"]).do(ctx).queued())
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _take_year(ctx: MemberContext, heard: Heard, named: BalanceNamed) -> bool:
    """How much of it is this year's, right after the rest was told."""
    known = _told_before(ctx, heard)
    if known is None:
        return False
    try:
        _keep(ctx, onboarding.AccountShows(*known, read_credits(named.year or "")))
    except Refused as refused:
        ctx.say_refused(refused)
    return True


def _told_before(ctx: MemberContext, heard: Heard) -> tuple[str, int] | None:
    """The scheme and its cycle's credits, as they were told before their year's part was: asked
    about still, or kept today with the year left open.
    """
    held = heard.held
    if held is not None and held.values.get("choices", [""])[0] == _KEEP:
        let_go(ctx, held.key)
        return held.values["scheme"], held.values["cycle"]
    if heard.about is not None and not _was_told_just_now(ctx):
        return None
    of_today = [
        (one.enrolment.scheme, one.enrolment.opening_cycle or 0)
        for one in schemes_of(ctx)
        if one.has_balance
        and one.enrolment.opening_on == ctx.today
        and one.enrolment.opening_year is None
    ]
    return of_today[0] if len(of_today) == 1 else None


def _was_told_just_now(ctx: MemberContext) -> bool:
    told = balances.last_changed_at(ctx)
    return told is not None and ctx.now - told <= JUST_NOW


def _of_body(schemes: Sequence[SchemeSettings], body: str) -> list[SchemeSettings]:
    """Those whose account it may be, by the word that names it."""
    if body in ("", "institute"):
        return list(schemes)
    return [one for one in schemes if body in f"{one.body} {one.title}".casefold().split()]


def _ask(ctx: MemberContext, heard: Heard, scheme: SchemeSettings, named: BalanceNamed) -> None:
    cycle = read_credits(named.cycle or "")
    year = cycle if scheme.in_first_year else None
    if named.year is not None:
        year = read_credits(named.year)
    shown = {
        "sentence": "keep_balance" if year is None else "keep_balance_of_year",
        "body": scheme.title,
        "cycle": cycle,
        "year": year,
        "pack": scheme.enrolment.scheme,
    }
    values = {"scheme": scheme.enrolment.scheme, "cycle": cycle, "year": year}
    choices = {"Keep it": _KEEP, "Enter credits": "balance_form"}
    asked = Choices(choices, shown, values, None, yes=_KEEP, no="forget")
    ask_by_choice(ctx, heard, heard.message.text, asked)


def _settle(ctx: MemberContext, held: Held) -> None:
    told = held.values
    _keep(ctx, onboarding.AccountShows(told["scheme"], told["cycle"], told["year"]))


def _keep(ctx: MemberContext, told: onboarding.AccountShows) -> None:
    asked = ctx.member.onboarding
    balances.remember(ctx, told.scheme)
    onboarding.answer(ctx, told)
    if told.year is None:
        ctx.reply("say", {"sentence": "balance_kept_year_unknown", "cycle": told.cycle})
    else:
        ctx.reply("say", {"sentence": "balance_kept", "cycle": told.cycle, "year": told.year})
    balances.ask_about_entries(ctx, told.scheme)
    if asked.startswith("opening"):  # of the first questions: the next stands below
        onboarding.ask_below(ctx)


CHOICES: Final = (HeldChoice(_KEEP, _settle), HeldChoice("balance_form", opens_a_form=True))

TYPED_ANSWERS: Final = (TypedAnswer("balance", 17, _take),)
