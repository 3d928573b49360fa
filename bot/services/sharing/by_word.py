"""Sharing, and taking it back, in a sentence: "share the HV entry with Helen for a week", "stop
sharing with Helen".
"""

from bot.conversation.shared_until import is_record, shared_until
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Say, say
from bot.services.record.incoming.requests import Requested, RequestMeaning
from bot.services.sharing import shares
from bot.services.sharing.actions import share_or_ask
from bot.services.sharing.shares import Wanted


@action()
class ShareByWord(Action):
    """Share the entry that a message speaks of, or the record, with whom it names, until when it
    says; a week where it does not, which is said back.
    """

    whom: str
    said: str
    entry: int | None

    def do(self, ctx: MemberContext) -> None:
        if not self.whom:
            raise Refused("share_with_whom")
        named = naming.here(ctx, self.whom)
        until = shared_until(self.said, now=ctx.now, tz=ctx.zone)
        if until is None:
            raise Refused("share_until_when")
        if not is_record(self.said) and self.entry is None:
            raise Refused("share_which")
        entry = None if is_record(self.said) else self.entry
        share_or_ask(ctx, named, Wanted(entry, until))


@action()
class StopByWord(Action):
    """Take back what is shared with somebody, or everything where nobody is named."""

    whom: str

    def do(self, ctx: MemberContext) -> Say:
        if not self.whom:
            names = shares.stop_everything(ctx)
            if not names:
                raise Refused("nothing_shared")
            return say("sharing_stopped", names=list(names))
        people = shares.with_whom(ctx)
        viewer = next((one for one in people if one.slack_id == self.whom), None)
        if viewer is None:
            found = naming.called(self.whom, people)
            if len(found) > 1:
                raise Refused("several_called", names=[naming.name_of(one) for one in found[:3]])
            viewer = found[0] if found else None
        if viewer is None:
            raise Refused("nothing_shared_with", name=_known_as(ctx, self.whom))
        return say("sharing_stopped", names=list(shares.stop_with(ctx, viewer)))


def _known_as(ctx: MemberContext, whom: str) -> str:
    """The name behind a Slack id, where it is known."""
    named = ctx.people.get(whom)
    return named.profile.name if named is not None else whom


def _share(asked: Requested) -> Action:
    return ShareByWord(asked.words, asked.said, asked.entry)


REQUESTS = (
    RequestMeaning("share", _share),
    RequestMeaning("unshare", lambda asked: StopByWord(asked.words)),
)
