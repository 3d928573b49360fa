"""A draft of a round is changed: how many are wanted, and who is named in it."""

from collections.abc import Sequence

from bot.policy.audits import rounds as steps
from bot.policy.audits.population import SampleSize
from bot.services.audits.refusals import stepping
from bot.services.audits.rounds import led, tell_person
from bot.services.context.member_context import MemberContext


def redraft(
    ctx: MemberContext, round_id: int, wanted: tuple[int | None, int | None], out: Sequence[int]
) -> None:
    """Change a draft: how many (a count, or a share in hundredths of a per cent), and who is named
    in it no more; they are told. Raises Refused as `led`, and what the rules refuse.
    """
    known = led(ctx, round_id)
    with stepping():
        round_ = steps.redraft(known.round, SampleSize(*wanted), out, ctx.member.id, ctx.now)
    if round_ is known.round:
        return
    ctx.work.audit_rounds.save(known.id, round_)
    gone = (known.round.auditors | known.round.witnesses) - round_.seed_holders
    for one in sorted(gone):
        key = f"{known.id}:out:{ctx.origin.key}"
        tell_person(ctx, one, "audit_you_are_out", key, known)
