"""A sign-off asked for in a sentence: "ask Helen to sign off the EV course". As its button does,
and where the entry is not shared with them yet, sharing it is offered first.
"""

from typing import Final

from bot.conversation.phrases.naming import title_words
from bot.conversation.shared_until import shared_until
from bot.conversation.sign_off_named import SignOffNamed, sign_off_named
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.record.entry_changes import OPEN
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import newest_open
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.record.shared_with import shares_of_entry
from bot.services.sharing import message_kinds, shares, sign_offs
from bot.services.sharing.by_word import called
from bot.services.sharing.shares import Wanted
from storage.row_types import EntryRecord

_A_WEEK: Final = "share with"
"""Words that say nothing of how long: a week, as where sharing is asked for in words."""

_OF_NOTHING_HERE: Final = frozenset({"nobody_here", "share_which"})


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Ask for it, or say what is needed first; whether the message was about that. Where no title
    has the words, and nobody is called so, it is about something else.
    """
    named = sign_off_named(heard.message.text)
    if named is None:
        return False
    try:
        whom = naming.here(ctx, named.whom)
        _ask(ctx, heard, named, whom)
    except Refused as refused:
        asked = heard.about is not None or heard.held is not None
        if asked and refused.sentence in _OF_NOTHING_HERE:
            return False  # an answer may tell of what somebody has to sign
        ctx.say_refused(refused, thread_ts=heard.message.thread_ts)
    return True


def _ask(ctx: MemberContext, heard: Heard, named: SignOffNamed, whom: Named) -> None:
    entries = _meant(ctx, heard, named)
    viewer = ctx.work.members.by_slack(whom.slack_id)
    if len(entries) == 1 and viewer is not None:
        lines = shares_of_entry(ctx, entries[0].id)
        if any(one.viewer_id == viewer.id for one in lines):
            name = sign_offs.ask(ctx, entries[0].id, viewer.id)
            ctx.reply("say", {"sentence": "sign_off_asked", "name": name})
            return
    until = shared_until(_A_WEEK, now=ctx.now, tz=ctx.zone)
    assert until is not None  # noqa: S101 - without a day it is a week
    for one in entries:
        shares.check(ctx, whom, Wanted(one.id, until))
    ctx.reply("say", {"sentence": "sign_off_share_first", "name": whom.profile.name})
    values = {
        "slack_id": whom.slack_id,
        "name": whom.profile.name,
        "entries": [one.id for one in entries],
        "last_day": until.isoformat(),
    }
    ctx.reply(message_kinds.OFFER.name, values, thread_ts=heard.message.thread_ts)


def _meant(ctx: MemberContext, heard: Heard, named: SignOffNamed) -> list[EntryRecord]:
    """The saved entries that are meant, one unless words fit several. Raises Refused: share_which,
    only_saved_ones.
    """
    if named.what:
        found = list(called(ctx, named.what))
        if found:
            return found
        draft = newest_open(ctx)
        if draft is not None and title_words(named.what) & title_words(draft.title or ""):
            raise Refused("only_saved_ones")
        raise Refused("share_which")
    if not named.last and heard.about is not None and heard.context.thread:
        if heard.about.status != "logged":
            raise Refused("only_saved_ones")
        return [heard.about]
    if not named.last and heard.about is not None and heard.about.status in OPEN:
        raise Refused("only_saved_ones")  # what is spoken of is not saved yet
    saved = ctx.work.entries.list(ctx.member.id, ["logged"])
    newest = max(saved, key=lambda one: (one.logged_at or one.changed_at, one.id), default=None)
    if newest is None:
        raise Refused("only_saved_ones")
    return [newest]


TYPED_ANSWERS: Final = (TypedAnswer("sign_off", 7, _take),)
