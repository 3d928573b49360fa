"""A member who is stuck has the administrators told, in words typed for them or in none."""

from bot.services.desk import Desk
from bot.services.refused import Refused
from storage.messages import calls_for_help_of
from storage.records import MemberRecord

WORDS_MOST = 1000
"""Characters that a member may write to the administrators."""

KIND = "member_stuck"
"""What the message to an administrator is queued as: its values name the `member`, and hold the
`words` until it is sent.
"""


def administrators(desk: Desk) -> tuple[MemberRecord, ...]:
    """Whom the desk's member can tell: every other administrator, by Slack's word, by role or by
    the operator's; one whom I have not met yet too.

    Raises Refused: no_administrator, only_administrator.
    """
    known = {one.slack_id: one for one in desk.work.members.administrators()}
    for slack_id in sorted(desk.admins - known.keys()):
        met = desk.work.members.by_slack(slack_id) or desk.work.members.meet(slack_id, desk.now)
        if not met.deactivated:
            known[slack_id] = met
    alone = known.pop(desk.member.slack_id, None) is not None
    if not known:
        raise Refused("only_administrator" if alone else "no_administrator")
    return tuple(known.values())


def call(desk: Desk, words: str) -> tuple[MemberRecord, ...]:
    """Tell each of them that the member is stuck, with these words where there are any; whom.

    Nothing of the member's record goes with it. Raises Refused as `administrators` does.
    """
    told = administrators(desk)
    said = words.strip()[:WORDS_MOST]
    values = {"member": desk.member.id, **({"words": said} if said else {})}
    for one in told:
        key = f"{calls_for_help_of(desk.member.id)}{desk.origin.key}:{one.id}"
        desk.work.messages.say(one.id, KIND, key, desk.real, values)
    return told
