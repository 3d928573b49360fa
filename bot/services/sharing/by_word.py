"""Sharing, and taking it back, in a sentence: "share the HV entry with Helen for a week", "stop
sharing with Helen", "never share my record with Helen".
"""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from bot.conversation.parts import Asked
from bot.conversation.phrases.naming import title_words
from bot.conversation.shared_until import is_record, shared_until
from bot.conversation.sharing_named import SharingNamed, mentioned, sharing_named
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Say, say
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.requests import Requested, RequestMeaning
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.record.shared_with import open_shares
from bot.services.sharing import message_kinds, shares
from bot.services.sharing.actions import share_or_ask
from bot.services.sharing.shares import Wanted
from storage.row_types import EntryRecord

_OFFERED_MOST: Final = 4
_LIKE: Final = 0.8
"""How much of a word's letters stand as in the title's."""

_OF_NO_TITLE: Final = frozenset({"entry", "record", "log", "course", "training", "cpd"})
"""What an entry is called, whatever its title."""


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


# --- Words that are about sharing, and no plain request to share ------------------------------


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Offer what is to be shared, or say what is shared where nothing is to be; whether the message
    was about that. What asks plainly to share, or to stop, is a request.
    """
    named = sharing_named(heard.message.text) or _no_export(heard)
    if named is None or _is_plain(heard, named):
        return False
    try:
        return _answered(ctx, heard, named)
    except Refused as refused:
        ctx.say_refused(refused, thread_ts=heard.message.thread_ts)
        return True


def _asked(heard: Heard) -> Asked | None:
    """The one request that the message is understood as."""
    parts = heard.understanding.parts
    content = parts[0].content if len(parts) == 1 else None
    return content if isinstance(content, Asked) else None


def _no_export(heard: Heard) -> SharingNamed | None:
    """A message that would bring the member an export, and mentions somebody else."""
    asked, people = _asked(heard), mentioned(heard.message.text)
    if asked is None or asked.what != "export" or not people:
        return None
    return SharingNamed("wanted", " ".join(people))


def _is_plain(heard: Heard, named: SharingNamed) -> bool:
    asked = _asked(heard)
    if asked is None or not asked.words:
        return False
    if named.told == "never":
        return asked.what == "unshare"
    of_entry = heard.understanding.parts[0].entry is not None
    return named.told == "share" and asked.what == "share" and of_entry == bool(named.what)


def _answered(ctx: MemberContext, heard: Heard, named: SharingNamed) -> bool:
    if named.told == "never":
        _say_what_is_shared(ctx, heard)
        return True
    entries = called(ctx, named.what)
    if not named.noun and not entries:
        return False  # "share the load with Ben"
    whom = _whom(ctx, heard, named)
    until = shared_until(f"share with {named.until}", now=ctx.now, tz=ctx.zone)
    if until is None:
        raise Refused("share_until_when")
    if named.what and not entries:
        raise Refused("share_which")
    wanted = Wanted(entries[0].id if entries else None, until)
    is_guest = whom.profile.kind == "guest" and len(entries) < 2
    if is_guest or (named.told == "share" and not named.what):
        share_or_ask(ctx, whom, wanted)
        return True
    shares.check(ctx, whom, wanted)
    values = {
        "slack_id": whom.slack_id,
        "name": whom.profile.name,
        "entries": [one.id for one in entries],
        "last_day": until.isoformat(),
    }
    ctx.reply(message_kinds.OFFER.name, values, thread_ts=heard.message.thread_ts)
    return True


def _say_what_is_shared(ctx: MemberContext, heard: Heard) -> None:
    names = dict.fromkeys(one.viewer for one in open_shares(ctx))
    said = (
        {"sentence": "shared_now", "names": [*names]} if names else {"sentence": "nothing_shared"}
    )
    ctx.reply("say", said, thread_ts=heard.message.thread_ts)


def _whom(ctx: MemberContext, heard: Heard, named: SharingNamed) -> Named:
    """Raises Refused where it is nobody, or are several."""
    of_slack = mentioned(heard.message.text)
    if len(named.whom.split()) > 1 and named.whom.split()[0] in of_slack:
        raise Refused("share_one_at_a_time")
    if not named.whom or (named.whom in of_slack and named.whom not in ctx.people):
        raise Refused("share_with_whom")
    return naming.here(ctx, named.whom)


def called(ctx: MemberContext, what: str) -> Sequence[EntryRecord]:
    """The saved entries whose titles have all these words, slips of the pen among them, the latest
    first; a few at most.
    """
    words = title_words(what) - _OF_NO_TITLE
    if not words:
        return ()
    saved = ctx.work.entries.list(ctx.member.id, ["logged"])
    found = [
        one for one in saved if all(_is_in(word, title_words(one.title or "")) for word in words)
    ]
    return found[:_OFFERED_MOST]


def _is_in(word: str, title: frozenset[str]) -> bool:
    return word in title or (len(word) > 3 and bool(get_close_matches(word, [*title], 1, _LIKE)))


TYPED_ANSWERS: Final = (TypedAnswer("sharing", 7, _take),)

REQUESTS = (
    RequestMeaning("share", _share),
    RequestMeaning("unshare", lambda asked: StopByWord(asked.words)),
)
