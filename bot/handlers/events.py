"""Events from the inbox: what each means, and having it done. The worker hands them over."""

import json
from asyncio import wrap_future
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final, Literal

from bot.handlers import profiles
from bot.handlers.messages_elsewhere import Elsewhere, Found, MessagesElsewhere
from bot.handlers.payloads import STEP, at, author_in, clean, profile_of, words_at
from bot.handlers.profiles import Clients
from bot.handlers.reactions import ADDED, REMOVED, reaction
from bot.handlers.workflow_steps import WorkflowSteps
from bot.services.context.member_context import Actor, ContextFactory, Origin
from bot.services.context.mentions import without_mentions
from bot.services.context.profiles import Profile
from bot.services.dispatch import Action, Dispatcher, ReadFirst, Strangers
from bot.services.members import actions as members
from bot.services.places.reactions import React
from bot.services.record.incoming.actions import Edit, Mention, Write
from bot.services.record.incoming.heard import Message
from bot.ui.kit.escape import unescape
from bot.ui.kit.slack_files import dropped_files
from storage.queues.inbox import InboxItem

Dealt = Literal["done", "nothing", "later", "unknown"]
"""See `bot.delivery.worker`."""

OURS: Final = "cpdbot."
"""What the types of our own events begin with: one that is not known is a newer release's."""

WAITED_FOR_LINK: Final = timedelta(minutes=1)
"""For so long it is tried to find out where a message stands (real time)."""

WRITTEN: Final = frozenset({"", "file_share", "me_message", "thread_broadcast"})
"""The subtypes of what a person writes, `/me …` among them; mostly there is none."""

Payload = Mapping[str, Any]


class Events:
    """One for a process."""

    def __init__(self, dispatcher: Dispatcher, clients: Clients) -> None:
        self._dispatcher = dispatcher
        self._clients = clients
        self._elsewhere = MessagesElsewhere(clients, dispatcher.contexts.clocks.real)
        self._steps = WorkflowSteps(dispatcher, clients)

    async def deal(self, item: InboxItem) -> Dealt:
        """Deals with an event, in the transaction that finishes it. Raises what goes wrong."""
        try:
            body = clean(json.loads(item.payload))
        except RecursionError:
            return "nothing"  # Slack nests nothing so deeply
        kind = words_at(body, "type")
        ours = self._dispatcher.own_events.get(kind)
        if ours is None and kind.startswith(OURS):
            return "unknown"
        if ours is None and words_at(body, "event", "type") == STEP:
            return await self._steps.deal(item, body["event"])
        action = meant(body) if ours is None else ours.means(body)
        slack_id = author_in(item.lane)
        if action is None or not slack_id:
            return "nothing"
        if isinstance(action, React):
            found = await self._found(item, action)
            if isinstance(found, str):
                return "nothing" if found == "gone" else "later"
            action = replace(action, link=found.link, words=found.words)
        actor = Actor(item.workspace_id, slack_id)
        thread_ts = _thread_of(body)
        known: dict[str, Profile | None] = {}
        looked = None
        while True:
            try:
                done = await self._run(
                    item, actor, action, known, looked=looked, thread_ts=thread_ts
                )
            except Strangers as strangers:
                client = self._clients.of(item.workspace_id)
                known |= await profiles.profiles(client, strangers.slack_ids)
            except ReadFirst as first:
                looked = await self._read(actor, first)
            else:
                return "done" if done else "nothing"

    async def _found(self, item: InboxItem, about: React) -> Found:
        """The message that was marked. Where Slack has not said for a while where it stands, the
        draft is made without: what its member does next does not wait any longer.
        """
        found = await self._elsewhere.find(item.workspace_id, about.channel, about.ts)
        waited = self._dispatcher.contexts.clocks.real() - item.received_at
        return Elsewhere("", "") if found == "later" and waited >= WAITED_FOR_LINK else found

    async def _run(
        self,
        item: InboxItem,
        actor: Actor,
        action: Action,
        known: Mapping[str, Profile | None],
        *,
        looked: Any,
        thread_ts: str | None,
    ) -> bool:
        return await wrap_future(
            self._dispatcher.contexts.database.write(
                lambda: self._dispatcher.run_event(
                    item, actor, action, profiles=known, looked=looked, thread_ts=thread_ts
                ),
                lane=actor.lane,
            )
        )

    async def _read(self, actor: Actor, first: ReadFirst) -> Any:
        """What takes long to read and locks nobody out."""
        return await wrap_future(
            self._dispatcher.contexts.database.read(lambda: self._dispatcher.read(actor, first))
        )


def apologise(contexts: ContextFactory, item: InboxItem, error_id: str) -> None:
    """Tell an event's author that it could not be dealt with; within a unit's thread."""
    slack_id = author_in(item.lane)
    if not slack_id:
        return
    with contexts.open(Actor(item.workspace_id, slack_id), Origin(f"apology:{item.id}")) as ctx:
        ctx.reply("say", {"sentence": "not_worked_off", "id": error_id})
        ctx.commit()


def meant(body: Payload) -> Action | None:
    """What an event of Slack's means; None where it means nothing to us."""
    event = at(body, "event")
    if not isinstance(event, Mapping):
        return None
    means = _SLACKS.get(words_at(event, "type"))
    return means(event, words_at(body, "event_id")) if means else None


def _message(event: Payload, key: str) -> Action | None:
    """A message in the conversation between one person and the bot: the only one we read."""
    if not _is_direct(event):
        return None
    subtype = words_at(event, "subtype")
    if subtype in WRITTEN:
        return Write(_read(event, event, key))
    written = at(event, "message")
    if subtype == "message_changed" and isinstance(written, Mapping) and not _is_gone(event):
        return Edit(_read(written, event, key))
    return None  # a deleted message changes nothing: the draft holds its own words


def _mentioned(event: Payload, _key: str) -> Action | None:
    """The bot is named in a channel that it is in. In the DM the message itself comes, too."""
    if _is_direct(event):
        return None
    return Mention(without_mentions(unescape(words_at(event, "text"))))


def _thread_of(body: Payload) -> str | None:
    """The thread in the DM that is answered in; what is named in a channel is answered below."""
    event = at(body, "event")
    direct = isinstance(event, Mapping) and _is_direct(event)
    return (words_at(event, "thread_ts") or None) if direct else None


def _home(event: Payload, _key: str) -> Action | None:
    """Slack tells of every visit, and of both tabs."""
    return members.OpenHome() if event.get("tab") == "home" else None


def _changed(event: Payload, _key: str) -> Action | None:
    user = at(event, "user")
    return members.ProfileChanged(profile_of(user)) if isinstance(user, Mapping) else None


_SLACKS: Final[Mapping[str, Callable[[Payload, str], Action | None]]] = {
    "message": _message,
    "app_mention": _mentioned,
    "app_home_opened": _home,
    "user_change": _changed,
    ADDED: reaction,
    REMOVED: reaction,
}
"""By the event's type, as app.yaml subscribes to it."""

SUBSCRIBED: Final = frozenset(_SLACKS)
"""The types of events that mean something here."""


def _is_direct(event: Payload) -> bool:
    kind = event.get("channel_type")
    return kind == "im" or (kind is None and words_at(event, "channel").startswith("D"))


def _read(written: Payload, event: Payload, key: str) -> Message:
    return Message(
        key=key,
        text=unescape(words_at(written, "text")),
        channel=words_at(event, "channel"),
        ts=words_at(written, "ts"),
        thread_ts=words_at(written, "thread_ts") or None,
        files=dropped_files(written.get("files")),
    )


def _is_gone(event: Payload) -> bool:
    """Slack tells of a deleted thread root, and of an unfurled link, as of a change."""
    now, before = at(event, "message"), at(event, "previous_message")
    return bool(at(now, "subtype") == "tombstone" or at(now, "text") == at(before, "text"))
