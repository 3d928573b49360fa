"""Has actions done, each in a unit of work of its actor's; a front end hands them over.

Who somebody is, is Slack's to say: where it has not said yet, the front end is asked to find out.
"""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager, suppress
from typing import Any, Final

from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know, seen
from bot.services.context.profiles import Named, Profile, profile_of
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, ReadFirst, named
from bot.services.dispatch.after_action import after_action
from bot.services.dispatch.command_parser import commands
from bot.services.dispatch.own_events import own_events
from bot.services.dispatch.pages import Message, Page
from bot.services.dispatch.questions import answers
from storage.queues.inbox import InboxItem


class Strangers(Exception):  # noqa: N818 - a question to the front end
    """These people have to be known first, by Slack id; nothing was done."""

    def __init__(self, slack_ids: Collection[str]) -> None:
        super().__init__(f"{len(slack_ids)} people are not known yet.")
        self.slack_ids = tuple(slack_ids)


class Dispatcher:
    """One for a process. Its methods are run on a unit's thread.

    Which actions, words, events and answers there are, and what follows from every action, the
    rooms of the contexts say. They are read when it is made. Raises DeclaredTwice, and LookupError.
    """

    def __init__(self, contexts: ContextFactory) -> None:
        self.contexts = contexts
        rooms = contexts.rooms
        self.actions: Final = named(*rooms)
        self.commands: Final = commands(*rooms)
        self.own_events: Final = own_events(*rooms)
        self.answers: Final = answers(*rooms)
        self._after_action: Final = after_action(*rooms)

    def look(self, actor: Actor, action: Action) -> Any:
        """What the action reads before it is done, without locking anybody out."""
        with self.contexts.read_as(actor) as ctx:
            return None if ctx is None else action.look(ctx)

    def show_again(self, actor: Actor, action: Action) -> Page | None:
        """What an action that `shows_a_page` shows now, locking nobody out; None where that is no
        more.
        """
        with self.contexts.read_as(actor) as ctx, suppress(Refused):
            return None if ctx is None else action.do(ctx)
        return None

    def read(self, actor: Actor, first: ReadFirst) -> Any:
        """What has to be read first, in the same way."""
        looked = self.look(actor, first.action)
        return first.otherwise if looked is None else looked

    def run(
        self,
        actor: Actor,
        origin: Origin,
        action: Action,
        *,
        profiles: Mapping[str, Profile | None] | None = None,
        looked: Any = None,
    ) -> Page | None:
        """Does the action and keeps what it changed; what is shown at once.

        `profiles` are what Slack has said in answer to `Strangers`: None where it said nothing.
        Raises `Strangers`, `ReadFirst`, `Refused` and `Mistaken`; nothing was changed then.
        """
        profiles = profiles or {}
        with self._context(actor, origin, action) as ctx:
            if ctx is None:
                return None
            if action.by_member:
                _introduce(ctx, action, profiles)
            ctx.looked = looked
            page = action.do(ctx)
            self._then(ctx, action)
            ctx.commit()
        return page

    def run_event(
        self,
        item: InboxItem,
        actor: Actor,
        action: Action,
        *,
        profiles: Mapping[str, Profile | None] | None = None,
        looked: Any = None,
        thread_ts: str | None = None,
    ) -> bool:
        """The same for an event from the inbox, which is finished with it; a refusal is answered
        in the conversation. False where it caused nothing, and is still to be finished.

        Raises `Strangers` and `ReadFirst`.
        """
        origin = Origin(f"event:{item.id}", item, item.calendar_at)
        try:
            with self._context(actor, origin, action) as ctx:
                if ctx is None:
                    return False
                if action.by_member:
                    _introduce(ctx, action, profiles or {})
                ctx.looked = looked
                page = action.do(ctx)
                if page is not None:
                    answer(ctx, page, thread_ts)
                self._then(ctx, action)
                ctx.commit()
        except Refused as refused:
            self._refuse(actor, origin, refused, thread_ts)
        return True

    def _context(
        self, actor: Actor, origin: Origin, action: Action
    ) -> AbstractContextManager[MemberContext | None]:
        if action.members_only:
            return self.contexts.open_for_member(actor, origin)
        return self.contexts.open(actor, origin)

    def _then(self, ctx: MemberContext, action: Action) -> None:
        """What follows from whatever was done."""
        for one in self._after_action:
            if action.by_member or not one.by_member:
                one.do(ctx)

    def _refuse(
        self, actor: Actor, origin: Origin, refused: Refused, thread_ts: str | None
    ) -> None:
        with self.contexts.open(actor, origin) as ctx:
            ctx.say_refused(refused, thread_ts=thread_ts)
            ctx.commit()


def answer(ctx: MemberContext, page: Page, thread_ts: str | None = None) -> None:
    """Say a page in the conversation, for good; a form is nothing that can be said there."""
    if isinstance(page, Message) and page.kind:
        ctx.reply(page.kind, page.queued(), thread_ts=thread_ts)


def _introduce(ctx: MemberContext, action: Action, profiles: Mapping[str, Profile | None]) -> None:
    """Have whoever acts, and everybody they name, be known. Raises `Strangers`."""
    known: dict[str, Profile | None] = {}
    strangers = []
    for slack_id in (ctx.member.slack_id, *action.people):
        if slack_id in profiles:
            known[slack_id] = profiles[slack_id]
            continue
        member = ctx.member if slack_id == ctx.member.slack_id else None
        member = member or ctx.work.members.by_slack(slack_id)
        known[slack_id] = profile_of(member) if member else None
        if known[slack_id] is None:
            strangers.append(slack_id)
    if strangers:
        raise Strangers(strangers)
    own = profiles.get(ctx.member.slack_id)
    if own is not None:
        know(ctx, own)
    if action.answers:
        seen(ctx)
    ctx.people = {
        slack_id: Named(slack_id, profile)
        for slack_id in action.people
        if (profile := known[slack_id]) is not None
    }
    if len(ctx.people) < len(action.people):
        raise Refused("not_told_who")
