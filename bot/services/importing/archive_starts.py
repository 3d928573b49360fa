"""When cycles began, as an archive tells it: never taken over by itself, and offered where nobody
has told it here.
"""

from dataclasses import dataclass
from datetime import date

from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.importing import taking
from bot.services.importing.archives import ArchiveAbout, about_of
from bot.services.schemes.cycle_starts import record_start


@dataclass(frozen=True, slots=True)
class CycleBegan:
    """When a cycle began under a scheme of the member's, and what that is called."""

    scheme: str
    title: str
    start: date


def starts_to_offer(ctx: MemberContext, about: ArchiveAbout) -> tuple[CycleBegan, ...]:
    """Those of schemes that the member is under here, and whose start nobody has told."""
    told = dict(about.starts)
    return tuple(
        CycleBegan(
            one.scheme, scheme_title(ctx.rules[one.pack].title, one.category), told[one.scheme]
        )
        for one in ctx.work.enrolments.of(ctx.member.id)
        if one.cycle_start is None
        and one.pack in ctx.rules
        and one.scheme in told
        and told[one.scheme] <= ctx.today
        and terms(ctx.rules[one.pack], ctx.today).has_cycle
    )


def take_start(ctx: MemberContext, import_id: int, scheme: str) -> None:
    """The member takes one of them over. Raises Refused: import_over, no_such_start."""
    known = taking.must_be(ctx, import_id, "done")
    about = about_of(ctx, known)
    offered = starts_to_offer(ctx, about) if about is not None else ()
    start = next((one.start for one in offered if one.scheme == scheme), None)
    enrolments = ctx.work.enrolments.of(ctx.member.id)
    enrolment = next((one for one in enrolments if one.scheme == scheme), None)
    if start is None or enrolment is None:
        raise Refused("no_such_start")
    record_start(ctx, enrolment, ctx.rules[enrolment.pack], start)
    taking.show_taken(ctx, known)
    ctx.show_home()
