"""A new round: its form, and what was typed in it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.access import Permission
from bot.services.audits import redrafting, rounds
from bot.services.audits.rounds import Asked
from bot.services.audits.views import names_of
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Mistaken, Say, say


@dataclass(frozen=True)
class DraftForm(Form):
    """A new round; `schemes` by key with their titles."""

    schemes: tuple[tuple[str, str], ...]
    today: date


@action("audit_new")
class AskForRound(Action):
    """Open the form of a new round."""

    def do(self, ctx: MemberContext) -> DraftForm:
        ctx.must(Permission.RUN_ROUND, otherwise="cpd_leads_only")
        found = rounds.schemes(ctx)
        if not found:
            raise Refused("audit_no_schemes")
        return DraftForm(found, ctx.today)


@dataclass(frozen=True)
class RedraftForm(Form):
    """A draft as it stands: `size` as it was typed, and who is named in it, each by number with
    what they are called. `in_it`: how many were counted in, None while nobody has been; `drawn`:
    how many the size draws of them, None where it cannot.
    """

    round_id: int
    number: int
    size: str
    named: tuple[tuple[int, str], ...]
    in_it: int | None = None
    drawn: int | None = None


@action("audit_redraft")
class AskToRedraft(Action):
    """Open what of a draft can be changed."""

    round: int

    def do(self, ctx: MemberContext) -> RedraftForm:
        known = rounds.led(ctx, self.round)
        round_ = known.round
        if round_.state != "drafted":
            raise Refused("audit_wrong_state")
        wanted = round_.wanted
        size = f"{wanted.count}" if wanted.share is None else f"{wanted.share / 100:g} %"
        names = names_of(ctx, [*round_.auditors, *round_.witnesses])
        named = tuple(sorted(names.items()))
        if not known.counted_on:
            return RedraftForm(self.round, round_.number, size, named)
        in_it = ctx.work.audit_rounds.counts(known.id).in_it
        drawn = wanted.drawn_of(in_it)
        return RedraftForm(self.round, round_.number, size, named, in_it, drawn)


@action()
class Redraft(Action):
    """The same, submitted; `out` are the numbers of who is named no more."""

    round: int
    size: str
    out: frozenset[int]

    def do(self, ctx: MemberContext) -> Say:
        wanted = _size(self.size)
        try:
            redrafting.redraft(ctx, self.round, wanted, sorted(self.out))
        except Refused as refused:
            field = _FIELDS.get(refused.sentence)
            if field is None:
                raise
            raise Mistaken({field: refused}) from None
        return say("audit_redrafted")


@action()
class DraftRound(Action):
    """The same, submitted: how many as typed, "12" or "5 %"."""

    scheme: str
    first: date | None
    last: date | None
    size: str

    def do(self, ctx: MemberContext) -> Say:
        if not self.scheme:
            raise Mistaken({"audit_scheme": Refused("choose_one")})
        if self.first is None or self.last is None:
            raise Mistaken({"audit_first": Refused("choose_day")})
        count, share = _size(self.size)
        try:
            rounds.draft(ctx, Asked(self.scheme, self.first, self.last, count, share))
        except Refused as refused:
            field = _FIELDS.get(refused.sentence)
            if field is None:
                raise
            raise Mistaken({field: refused}) from None
        return say("audit_counting")


_FIELDS: Final = {
    "audit_period": "audit_last",
    "audit_sample_empty": "audit_size",
    "audit_no_such_share": "audit_size",
}


def _size(typed: str) -> tuple[int | None, int | None]:
    """A number, or hundredths of a per cent. Raises Mistaken."""
    words = typed.replace(" ", "").replace(",", ".")
    try:
        if words.endswith("%"):
            return None, round(float(words[:-1]) * 100)
        return int(words), None
    except (ValueError, OverflowError):
        raise Mistaken({"audit_size": Refused("audit_no_such_share")}) from None
