"""Has actions done, each in a unit of work of its actor's; a front end hands them over.

Who somebody is, is Slack's to say: where it has not said yet, the front end is asked to find out.
"""

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from typing import Any, Final

from bot.services import in_line, large, mending
from bot.services.desk import Actor, Desk, Office, Origin
from bot.services.dispatch.action import Action, ReadFirst, named
from bot.services.dispatch.commands import commands
from bot.services.dispatch.own_events import own_events
from bot.services.dispatch.pages import Message, Page
from bot.services.people import know, seen
from bot.services.profiles import Named, Profile, profile_of
from bot.services.refused import Refused
from storage.inbox import InboxItem


class Strangers(Exception):  # noqa: N818 - a question to the front end
    """These people have to be known first, by Slack id; nothing was done."""

    def __init__(self, slack_ids: Collection[str]) -> None:
        super().__init__(f"{len(slack_ids)} people are not known yet.")
        self.slack_ids = tuple(slack_ids)


class Dispatcher:
    """One for a process. Its methods are run on a unit's thread.

    Which actions, words and events there are, the `rooms` say: packages, ours where none is given.
    They are read when it is made. Raises DeclaredTwice, and LookupError.
    """

    def __init__(self, office: Office, *rooms: str) -> None:
        self.office = office
        self.actions: Final = named(*rooms)
        self.commands: Final = commands(*rooms)
        self.own_events: Final = own_events(*rooms)

    def look(self, actor: Actor, action: Action) -> Any:
        """What the action reads before it is done, without locking anybody out."""
        with self.office.looking_desk(actor) as desk:
            return None if desk is None else action.look(desk)

    def show_again(self, actor: Actor, action: Action) -> Page | None:
        """What an action that `shows_a_page` shows now, locking nobody out."""
        with self.office.looking_desk(actor) as desk:
            return None if desk is None else action.do(desk)

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
        with self._desk(actor, origin, action) as desk:
            if desk is None:
                return None
            if action.by_member:
                _introduce(desk, action, profiles)
            desk.looked = looked
            page = action.do(desk)
            _then(desk, action)
            desk.commit()
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
            with self._desk(actor, origin, action) as desk:
                if desk is None:
                    return False
                if action.by_member:
                    _introduce(desk, action, profiles or {})
                desk.looked = looked
                page = action.do(desk)
                if page is not None:
                    answer(desk, page, thread_ts)
                _then(desk, action)
                desk.commit()
        except Refused as refused:
            self._refuse(actor, origin, refused, thread_ts)
        return True

    def _desk(
        self, actor: Actor, origin: Origin, action: Action
    ) -> AbstractContextManager[Desk | None]:
        if action.members_only:
            return self.office.members_desk(actor, origin)
        return self.office.desk(actor, origin)

    def _refuse(
        self, actor: Actor, origin: Origin, refused: Refused, thread_ts: str | None
    ) -> None:
        with self.office.desk(actor, origin) as desk:
            values = {"sentence": refused.sentence, **refused.values}
            desk.reply("say", values, thread_ts=thread_ts)
            desk.commit()


def answer(desk: Desk, page: Page, thread_ts: str | None = None) -> None:
    """Say a page in the conversation, for good; a form is nothing that can be said there."""
    if isinstance(page, Message) and page.kind:
        desk.reply(page.kind, page.queued(), thread_ts=thread_ts)


def _then(desk: Desk, action: Action) -> None:
    """What follows from whatever was done."""
    in_line.go_on(desk)
    if action.by_member:
        mending.offer(desk)
        large.tell_once(desk)


def _introduce(desk: Desk, action: Action, profiles: Mapping[str, Profile | None]) -> None:
    """Have whoever acts, and everybody they name, be known. Raises `Strangers`."""
    known: dict[str, Profile | None] = {}
    strangers = []
    for slack_id in (desk.member.slack_id, *action.people):
        if slack_id in profiles:
            known[slack_id] = profiles[slack_id]
            continue
        member = desk.member if slack_id == desk.member.slack_id else None
        member = member or desk.work.members.by_slack(slack_id)
        known[slack_id] = profile_of(member) if member else None
        if known[slack_id] is None:
            strangers.append(slack_id)
    if strangers:
        raise Strangers(strangers)
    own = profiles.get(desk.member.slack_id)
    if own is not None:
        know(desk, own)
    if action.answers:
        seen(desk)
    desk.people = {
        slack_id: Named(slack_id, profile)
        for slack_id in action.people
        if (profile := known[slack_id]) is not None
    }
    if len(desk.people) < len(action.people):
        raise Refused("not_told_who")
