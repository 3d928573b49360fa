"""A member who is stuck has the administrators told, in words typed for them or in none."""

from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from storage.queues.message_requests import calls_for_help_of
from storage.row_types import MemberRecord

WORDS_MOST = 1000
"""Characters that a member may write to the administrators."""

KIND = "member_stuck"
"""What the message to an administrator is queued as: its values name the `member`, and hold the
`words` until it is sent.
"""


def administrators(ctx: MemberContext) -> tuple[MemberRecord, ...]:
    """Whom the member can tell: every other administrator, by Slack's word, by role or by
    the operator's; one whom I have not met yet too.

    Raises Refused: no_administrator, only_administrator.
    """
    known = {one.slack_id: one for one in ctx.work.members.administrators()}
    for slack_id in sorted(ctx.admins - known.keys()):
        met = ctx.work.members.by_slack(slack_id) or ctx.work.members.meet(slack_id, ctx.now)
        if not met.deactivated:
            known[slack_id] = met
    alone = known.pop(ctx.member.slack_id, None) is not None
    if not known:
        raise Refused("only_administrator" if alone else "no_administrator")
    return tuple(known.values())


def call(ctx: MemberContext, words: str) -> tuple[MemberRecord, ...]:
    """Tell each of them that the member is stuck, with these words where there are any; whom.

    Nothing of the member's record goes with it. Raises Refused as `administrators` does.
    """
    told = administrators(ctx)
    said = words.strip()[:WORDS_MOST]
    values = {"member": ctx.member.id, **({"words": said} if said else {})}
    for one in told:
        key = f"{calls_for_help_of(ctx.member.id)}{ctx.origin.key}:{one.id}"
        ctx.work.messages.say(one.id, KIND, key, ctx.real, values)
    return told
