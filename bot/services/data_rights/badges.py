"""Badges for complete cycles that met their minimum, as the bot's figures say: which there can be,
and which were issued. What a badge says, and its signature, are `bot.badges`'s.
"""

import secrets
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from bot.badges.claim import Claim
from bot.policy.access import Permission, Subject
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import EarlierCycle
from bot.policy.schemes.terms import terms
from bot.services.audits.populations import (
    minimum_met,
    own_cycles_over,
    was_brought_in,
    was_cut_short,
)
from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.schemes.scheme_names import body_of, days_word, title_of
from storage.badges.issued import BadgeRecord
from storage.row_types import EnrolmentRecord

KIND: Final = "badge"
"""The kind of the job that signs a badge and brings it."""

WhyNot = Literal["", "not_met", "not_known", "no_minimum", "cut_short"]
"""Why there is no badge for a cycle: it fell short; what the body's account shows is not known; no
minimum is known of; another start took its place. Empty where there is one.
"""

WhyNone = Literal["no_cycle", "no_minimum"]
"""Why there is none under a scheme: no complete cycle is known; it has no minimum."""


@dataclass(frozen=True, slots=True)
class BadgeCycle:
    """A cycle that is over; `amount` and `minimum` are hundredths of a credit, or subjects where
    `in_subjects`. `told`: they rest on what the member told of the body's account. `issued` is the
    last badge for it, and `outdated` says whether the figures are others by now.
    """

    scheme: str
    title: str
    body: str
    first: date
    last: date
    amount: int
    minimum: int | None
    why_not: WhyNot
    in_subjects: bool = False
    told: bool = False
    issued: BadgeRecord | None = None

    @property
    def which(self) -> str:
        """The cycle as one word, as a form carries it."""
        return days_word(self.scheme, self.first, self.last)

    @property
    def outdated(self) -> bool:
        one = self.issued
        if one is None:
            return False
        return bool(self.why_not) or (one.amount, one.minimum) != (self.amount, self.minimum)


@dataclass(frozen=True, slots=True)
class BadgeView:
    """The member's cycles, the latest first; `none` are schemes without, and why; `gone` are badges
    for cycles that stand in the record no more. `issuer` is who signs.
    """

    issuer: str
    cycles: tuple[BadgeCycle, ...]
    none: tuple[tuple[str, WhyNone], ...] = ()
    gone: tuple[BadgeRecord, ...] = ()

    @property
    def offered(self) -> tuple[BadgeCycle, ...]:
        """Those for which there is a badge."""
        return tuple(one for one in self.cycles if not one.why_not)


@dataclass(frozen=True, slots=True)
class Brought:
    """A badge to be brought: plain values."""

    token: str
    file_name: str
    slack_id: str
    im_channel: str | None


def badge_view(ctx: MemberContext) -> BadgeView:
    """What there is to be had. Raises Refused("badges_off")."""
    if ctx.badges is None:
        raise Refused("badges_off")
    issued = ctx.work.issued_badges.of(ctx.member.id)
    cycles: list[BadgeCycle] = []
    none: list[tuple[str, WhyNone]] = []
    for enrolment in ctx.work.enrolments.of(ctx.member.id):
        pack = ctx.rules.get(enrolment.pack)
        if pack is None:
            continue
        found = _cycles(ctx, enrolment, pack, issued)
        cycles += found
        if not found:
            title = title_of(ctx, enrolment.scheme)
            none.append((title, "no_cycle" if _has_minimum(ctx, pack) else "no_minimum"))
    cycles.sort(key=lambda one: (-one.last.toordinal(), one.title))
    known = {(one.scheme, one.first, one.last) for one in cycles}
    gone = tuple(one for one in issued if (one.scheme, one.first, one.last) not in known)
    return BadgeView(ctx.badges.name, tuple(cycles), tuple(none), gone)


def ask(ctx: MemberContext, which: str, *, named: bool) -> None:
    """Have the badge for a cycle signed and brought to the member's DM; `named`: with their name.

    Raises Refused: badges_off, choose_one, badge_not_met, badge_not_known, badge_outdated,
    badge_under_way.
    """
    ctx.must(Permission.CHANGE_RECORD, Subject(ctx.member.id))
    one = next((one for one in badge_view(ctx).cycles if one.which == which), None)
    if one is None:
        raise Refused("choose_one")
    if one.why_not:
        if one.issued is not None:
            raise Refused("badge_outdated")
        raise Refused("badge_not_met" if one.why_not == "not_met" else "badge_not_known")
    if jobs.under_way(ctx, KIND):
        raise Refused("badge_under_way")
    jobs.ask(ctx, KIND, {"which": which, "named": named})


def bring(
    ctx: MemberContext,
    values: Mapping[str, Any],
    keys: Collection[str],
    sign: Callable[[Claim], tuple[str, str]],
) -> Brought | None:
    """The badge that a job was asked for: the one that was issued, or a new one where there is
    none, the figures are others, or the key that signed it is not among `keys` any more. None where
    there is none by now. `sign` says by which key, and the credential.
    """
    if ctx.badges is None:
        return None
    named, view = bool(values["named"]), badge_view(ctx)
    one = next((one for one in view.offered if one.which == values["which"]), None)
    if one is None or one.minimum is None:
        return None
    same = (one.scheme, one.first, one.last, one.amount, one.minimum, named, ctx.badges.address)
    known = next(
        (
            each
            for each in reversed(ctx.work.issued_badges.of(ctx.member.id))
            if each.key in keys
            and same == (*_cycle_of(each), each.amount, each.minimum, each.named, each.issuer)
        ),
        None,
    )
    token = _issue(ctx, one, sign, named=named) if known is None else known.token
    scheme = "".join(letter if letter.isalnum() else "-" for letter in one.scheme)
    name = f"cpd-badge-{scheme}-{one.last.isoformat()}"
    return Brought(token, name, ctx.member.slack_id, ctx.member.im_channel)


def _issue(
    ctx: MemberContext,
    one: BadgeCycle,
    sign: Callable[[Claim], tuple[str, str]],
    *,
    named: bool,
) -> str:
    claim = Claim(
        id=f"urn:uuid:{uuid.uuid4()}",
        workspace=ctx.work.workspace_id,
        slack_id=ctx.member.slack_id,
        salt=secrets.token_hex(16),
        scheme=one.scheme,
        title=one.title,
        body=one.body,
        first=one.first,
        last=one.last,
        amount=one.amount,
        minimum=one.minimum or 0,
        issued_at=ctx.real.replace(microsecond=0),
        in_subjects=one.in_subjects,
        told=one.told,
        name=ctx.member.name if named else "",
    )
    key, token = sign(claim)
    ctx.work.issued_badges.add(
        ctx.member.id,
        BadgeRecord(
            badge=claim.id,
            scheme=one.scheme,
            first=one.first,
            last=one.last,
            amount=one.amount,
            minimum=claim.minimum,
            named=named,
            issuer="" if ctx.badges is None else ctx.badges.address,
            key=key,
            issued_at=claim.issued_at,
            token=token,
        ),
    )
    return token


def _cycles(
    ctx: MemberContext, enrolment: EnrolmentRecord, pack: Pack, issued: tuple[BadgeRecord, ...]
) -> list[BadgeCycle]:
    """The cycles of a scheme that are over."""
    facts, over = own_cycles_over(ctx, enrolment, pack)
    title = title_of(ctx, enrolment.scheme)
    body = body_of(ctx, enrolment.scheme)
    found = []
    for one in over:
        mine = (enrolment.scheme, one.start, one.last_day)
        last = next((each for each in reversed(issued) if _cycle_of(each) == mine), None)
        found.append(
            BadgeCycle(
                *(enrolment.scheme, title, body, one.start, one.last_day),
                amount=one.credits,
                minimum=one.minimum,
                why_not=_obstacle(one, cut_short=was_cut_short(one, facts, pack)),
                in_subjects=one.in_subjects,
                told=was_brought_in(one, facts),
                issued=last,
            )
        )
    return found


def _obstacle(one: EarlierCycle, *, cut_short: bool) -> WhyNot:
    if cut_short:
        return "cut_short"
    if one.minimum is None:
        return "no_minimum"
    met = minimum_met(one)
    if met is None:
        return "not_known"
    return "" if met else "not_met"


def _has_minimum(ctx: MemberContext, pack: Pack) -> bool:
    rule = pack.rule("cycle.minimum", ctx.today)
    return bool(terms(pack, ctx.today).framework) or (rule is not None and rule.value is not None)


def _cycle_of(one: BadgeRecord) -> tuple[str, date, date]:
    return one.scheme, one.first, one.last
