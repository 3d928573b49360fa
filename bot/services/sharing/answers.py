"""Answers about showing a record to somebody, and about sign-offs."""

from typing import Final

from bot.conversation.asking import Asked
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, always
from bot.services.record.shared_with import open_shares

_NAMED: Final = 3


def share_how(ctx: MemberContext, _asked: Asked) -> Explained:
    """How something is shown to somebody; with whom something is shared already."""
    lines = [Line("share_how")]
    names = [*dict.fromkeys(one.viewer for one in open_shares(ctx))]
    if names:
        lines.append(Line("shared_with_now", {"names": names[:_NAMED]}))
    return Explained(tuple(lines))


ANSWERS: Final = (
    Answer("share_how", share_how),
    Answer("send_to_boss", always("send_to_boss")),
    Answer("sign_off_how", always("sign_off_how")),
)
