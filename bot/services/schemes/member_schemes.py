"""A member's schemes as answers speak of them: where the member stands, with today's rules.

Answers of other rooms about them begin here: `of_schemes`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.asking import Asked
from bot.policy.schemes.cycles import Window
from bot.policy.schemes.dated_cycles import place_of
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.standing import NotKnownStanding, Standing
from bot.policy.schemes.terms import Terms, terms
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answering, Explained, Line, Offer, explained
from bot.services.schemes.assessment import cycles_of
from bot.services.schemes.standings import SchemeStanding, standings_of

LINES: Final = 2
"""Schemes that an answer speaks of: the most urgent; more stand in Home."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One of the member's schemes, with what today's rules of it are."""

    one: SchemeStanding
    pack: Pack
    terms: Terms
    window: Window | None
    """Today's cycle and year; provisional while the start is not known."""

    @property
    def standing(self) -> Standing:
        return self.one.standing

    @property
    def title(self) -> str:
        return self.one.title

    @property
    def account_not_told(self) -> bool:
        """Whether the scheme keeps an account that decides, and the member has not said (or would
        not say) what it shows: then nothing is known of pace or of what is short.
        """
        return self.one.enrolment.opening_on is None and self.terms.account and self.terms.counts

    def source(self, key: str) -> str:
        """Where a rule of the scheme stands."""
        rule = self.pack.rule(key, self.standing.today)
        return "" if rule is None else rule.source


def schemes_of(ctx: MemberContext) -> tuple[Scheme, ...]:
    """The context's member's schemes, the most urgent first."""
    found = []
    for one in standings_of(ctx):
        pack = ctx.rules[one.enrolment.pack]
        in_force = terms(pack, ctx.today)
        place = place_of(pack, cycles_of(one.enrolment), ctx.today)
        found.append(Scheme(one, pack, in_force, place))
    return tuple(found)


def of_schemes(
    answer: Callable[[MemberContext, Asked, Sequence[Scheme]], Explained],
) -> Answering:
    """An answer for which the asker's own schemes are read first: those that the question names,
    else all.
    """

    def read_first(ctx: MemberContext, asked: Asked) -> Explained:
        theirs = schemes_of(ctx)
        named = [one for one in theirs if _is_called(one.pack, asked.bodies)]
        return answer(ctx, asked, named or theirs)

    return read_first


def _is_called(pack: Pack, bodies: Sequence[str]) -> bool:
    return not frozenset(bodies).isdisjoint(one.lower() for one in pack.called)


def no_scheme() -> Explained:
    """Nothing is known of somebody who is in no scheme."""
    return explained("no_scheme", Offer("scheme"))


def not_known_line(scheme: Scheme) -> Line:
    """What stands in the way of an answer about a scheme."""
    if scheme.terms.framework and not scheme.standing.lacks_start:
        return Line("framework", {"title": scheme.title}, scheme.source("framework.subjects"))
    start = scheme.one.enrolment.cycle_start
    if unknown := unknown_rule(scheme):
        return Line("not_said", {"title": scheme.title, "key": unknown})
    if start is not None and start > scheme.standing.today:
        values = {"title": scheme.title, "start": start.isoformat()}
        return Line("cycle_to_come", values, scheme.source("cycle.start"))
    return Line("not_known", {"title": scheme.title})


def unknown_rule(scheme: Scheme) -> str:
    """The rule without a value that stands in the way of a standing; empty where none does."""
    now = scheme.standing
    return now.unknown if isinstance(now, NotKnownStanding) else ""
