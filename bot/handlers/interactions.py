"""Commands, clicks, shortcuts and submissions: each is translated into an action, which is done.

What was done is committed first, then acknowledged, then shown: Slack waits three seconds for the
acknowledgement, and nothing that waits for Slack comes before it. Only who somebody is, is asked
for before, and briefly. What a submission is answered *is* its acknowledgement.
"""

import asyncio
import json
import re
from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any, Final

import structlog
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackClientError

from bot.handlers import profiles
from bot.handlers.error_responses import words_for
from bot.handlers.payloads import Body, actor_of, at, words_at, workspace_of
from bot.handlers.profiles import Client, Clients
from bot.handlers.showing import Surface
from bot.services.context.member_context import Actor, Origin
from bot.services.context.mentions import mentioned_in
from bot.services.context.profiles import Profile
from bot.services.context.refused import Refused
from bot.services.context.refused_blocks import remember_refused
from bot.services.dispatch import (
    Action,
    Dispatcher,
    Form,
    Message,
    Mistaken,
    Page,
    Strangers,
    decode,
)
from bot.services.dispatch.command_parser import Behind
from bot.services.members import actions as members
from bot.services.record import actions as record
from bot.ui.kit import pages
from bot.ui.kit.blocks import Content, View
from bot.ui.kit.escape import unescape
from bot.ui.kit.ids import read_click
from bot.ui.kit.info_modal import aside
from bot.ui.kit.pages import submitted
from bot.ui.kit.sentences import refusal, sentence

log = structlog.get_logger(__name__)

ANY: Final = re.compile("", re.DOTALL)

_LONGEST_TRIGGER: Final = 64

Listener = Callable[[AsyncAck, Body, AsyncBoltContext], Awaitable[None]]

ANSWER_SECONDS: Final = 2.0
"""Slack waits three for an answer, and shows nothing of one that comes later."""

SHORTCUTS: Final = ("log_cpd", "log_message")
"""The callback_ids of app.yaml's shortcuts."""


class Interactions:
    """One for a process that Slack talks to."""

    def __init__(
        self, dispatcher: Dispatcher, clients: Clients, answer_within: float = ANSWER_SECONDS
    ) -> None:
        self._dispatcher = dispatcher
        self._clients = clients
        self._answer_within = answer_within

    def register(self, app: AsyncApp) -> None:
        """Gives an app its listeners, one for each way in; none raises."""
        app.command(ANY)(_acked(self.on_command))
        app.action(ANY)(_acked(self.on_click))
        app.view_submission(ANY)(_acked(self.on_submit))
        app.shortcut(ANY)(_acked(self.on_shortcut))
        app.options(ANY)(_no_options)
        app.view_closed(ANY)(_unheard)
        app.event(ANY)(_unheard)
        app.error(_on_error)

    async def on_command(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """What it says comes with the acknowledgement: only who typed it sees that. What takes
        longer than Slack waits for one is said after it.
        """
        command, text = words_at(body, "command"), words_at(body, "text")
        commands = self._dispatcher.commands
        if command not in commands.names:
            log.warning("a command that nobody listens to")
            await ack(text=sentence("no_such_command"), response_type="ephemeral")
            return
        request = self._request(body, context)
        late = False
        try:
            action = commands.means(command, Behind(unescape(text), mentioned_in(text)))
            working = asyncio.ensure_future(request.run(action))
            late = not (await asyncio.wait({working}, timeout=self._answer_within))[0]
            if late:
                await ack()
            page = await working
        except Exception as error:  # noqa: BLE001 - told
            if late:
                await request.say(words_for(error))
            else:
                await ack(text=words_for(error).text, response_type="ephemeral")
            return
        if late:
            await request.show(page, action)
            return
        if isinstance(page, Message):
            content = pages.message(page, request.client.bot_user_id)
            if content.plain is None:
                await ack(text=content.text, blocks=list(content.blocks), response_type="ephemeral")
                return
            # Nobody is told whether Slack takes the blocks of an acknowledgement.
        await ack()
        await request.show(page, action)

    async def on_click(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """A button, a menu or a calendar, wherever it stands."""
        request = self._request(body, context)
        try:
            action = decode(read_click(_element(body)), self._dispatcher.actions)
            page = await request.run(action)
        except Exception as error:  # noqa: BLE001 - told
            await ack()
            await request.say(words_for(error))
            return
        await ack()
        await request.show(page, action)

    async def on_submit(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """What cannot be taken stays in the form, with the reason beside it."""
        request, fields = self._request(body, context), _fields(body)
        late: Action | None = None
        try:
            action = _submitted(body, fields)
            try:
                page = await request.run(action, ask=False)
            except Strangers:
                # Whom the form names has to be asked for: the form is closed, and told by message.
                late, page = action, None
        except Mistaken as mistaken:
            await ack(response_action="errors", errors=pages.mistakes(mistaken))
        except Exception as error:  # noqa: BLE001 - told
            words = refusal(error) if isinstance(error, Refused) else words_for(error).text
            await _keep_open(ack, fields, words)
        else:
            await request.close(ack, page, action)
            if late is not None:
                await request.run_late(late)
            if not isinstance(page, Form):
                await request.show_anew()
            await request.learn()

    async def on_shortcut(self, ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        """ "Log CPD" from anywhere, and "Log this as CPD" on somebody's message."""
        request = self._request(body, context)
        match words_at(body, "callback_id"):
            case "log_cpd":
                await ack()
                shown = await request.surface.open(pages.form(record.LogForm()))
                if not shown:
                    await request.run_late(record.SayExpired())
                await request.learn()
            case "log_message":
                await self._log_message(ack, request, body)
            case _:
                log.warning("a shortcut that nobody listens to")
                await ack()
                await request.say(Content(sentence("outdated"), ()))

    async def _log_message(self, ack: AsyncAck, request: "_Request", body: Body) -> None:
        """The message's words and link go into the draft; who wrote it does not."""
        try:
            action = record.LogMessage(unescape(words_at(body, "message", "text")))
            page = await request.run(action)
        except Exception as error:  # noqa: BLE001 - told
            await ack()
            await request.say(words_for(error))
            return
        await ack()
        await request.show(page, action)
        link = await _permalink(request.client, body)
        if link is not None:
            await request.run_late(record.LinkMessage(link))

    def _request(self, body: Body, context: AsyncBoltContext) -> "_Request":
        workspace_id = workspace_of(body)
        client = self._clients.of(workspace_id)
        surface = Surface(body, client.web, context.respond)
        return _Request(
            self._dispatcher,
            client,
            Actor(workspace_id, actor_of(body)),
            Origin(f"click:{_what_it_is_known_by(body)}", by_home=surface.by_home),
            surface,
        )


class _Request:
    """One interaction: who it is, where they are, and doing what they ask for."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        client: Client,
        actor: Actor,
        origin: Origin,
        surface: Surface,
    ) -> None:
        self.client = client
        self.surface = surface
        self._dispatcher = dispatcher
        self._actor = actor
        self._origin = origin
        self._unknown = False

    async def run(self, action: Action, *, ask: bool = True) -> Page | None:
        """Does the action, as one whose actor waits for the acknowledgement.

        Who they are, and whom they name, is asked for briefly; not at all unless `ask`: then the
        actor's own profile is `learn`ed later, and others are left to be known. Raises Strangers
        for those.
        """
        if not self._is_somebody:
            raise Refused("old_button")
        known: dict[str, Profile | None] = {}
        looked = await self._look(action)
        while True:
            try:
                return await self._run(action, known, looked)
            except Strangers as strangers:
                known |= await self._introduced(strangers, ask=ask)

    @property
    def _is_somebody(self) -> bool:
        return bool(self._actor.workspace_id and self._actor.slack_id)

    async def _introduced(self, strangers: Strangers, *, ask: bool) -> Mapping[str, Profile | None]:
        if ask:
            return await profiles.profiles(self.client, strangers.slack_ids, profiles.BRIEFLY)
        if set(strangers.slack_ids) != {self._actor.slack_id}:
            raise strangers
        self._unknown = True
        return {self._actor.slack_id: None}

    async def run_late(self, action: Action) -> None:
        """Does something after the acknowledgement; what goes wrong is said in the conversation."""
        if not self._is_somebody:
            return
        known: dict[str, Profile | None] = {}
        try:
            while True:
                try:
                    await self._run(action, known, None)
                except Strangers as strangers:
                    known |= await profiles.profiles(self.client, strangers.slack_ids)
                else:
                    return
        except Refused as refused:
            await self._run(members.Hear(refused.sentence, refused.values), known, None)
        except Exception as error:  # noqa: BLE001 - told
            await self.surface.say(words_for(error))

    async def learn(self) -> None:
        """Find out who the actor is, where that could wait until now."""
        if self._unknown:
            found = await profiles.profiles(self.client, [self._actor.slack_id])
            await self._run(members.Introduce(), found, None)

    async def show(self, page: Page | None, action: Action) -> None:
        """What the action had to show; where it had nothing, the page on which it was clicked."""
        match page:
            case Form():
                await self._open(pages.form(page))
            case Message() if self.surface.has_room_for_messages:
                content = pages.message(page, self.client.bot_user_id)
                await self.say(content, instead=page.instead)
            case Message():
                await self._open(pages.over(page, self.client.bot_user_id, action))
            case None:
                await self.show_anew()

    async def close(self, ack: AsyncAck, page: Page | None, action: Action) -> None:
        """Acknowledge a form that was taken: it gives way to what there is to show."""
        match page:
            case Form():
                way = "update" if page.instead or self.surface.is_full else "push"
                view = self.surface.standing_over(pages.form(page))
                await ack(response_action=way, view=view)
            case Message():
                view = pages.over(page, self.client.bot_user_id, action)
                await ack(response_action="update", view=self.surface.standing_over(view))
            case None:
                await ack()

    async def show_anew(self) -> None:
        """The page that is looked at, or that lies below, with what has become of it."""
        shown_by = self.surface.page
        if shown_by is None or not self._is_somebody:
            return
        database = self._dispatcher.contexts.database
        page = await wrap_future(
            database.read(lambda: self._dispatcher.show_again(self._actor, shown_by), first=True)
        )
        match page:
            case Message():
                view = pages.over(page, self.client.bot_user_id, shown_by)
            case Form():
                view = pages.form(page)
            case None:
                return
        await self.surface.show_anew(view)

    async def _open(self, view: View) -> None:
        if not await self.surface.open(view):
            await self._say_not_shown()

    async def say(self, content: Content, *, instead: bool = False) -> None:
        """Words for this person alone; where not even they can be shown, that is said for good."""
        if not await self.surface.say(content, instead=instead):
            await self._say_not_shown()
        if self.surface.refused:
            await self._remember_refused(self.surface.refused)

    async def _remember_refused(self, types: frozenset[str]) -> None:
        contexts, workspace_id = self._dispatcher.contexts, self._actor.workspace_id
        note = partial(
            remember_refused, contexts.database, workspace_id, types, contexts.clocks.real()
        )
        await wrap_future(contexts.database.write(note))

    async def _say_not_shown(self) -> None:
        await self.run_late(members.Hear("not_shown", {}))

    async def _look(self, action: Action) -> Any:
        if type(action).look is Action.look:
            return None
        database = self._dispatcher.contexts.database
        return await wrap_future(
            database.read(lambda: self._dispatcher.look(self._actor, action), first=True)
        )

    async def _run(
        self, action: Action, known: Mapping[str, Profile | None], looked: Any
    ) -> Page | None:
        return await wrap_future(
            self._dispatcher.contexts.database.write(
                lambda: self._dispatcher.run(
                    self._actor, self._origin, action, profiles=known, looked=looked
                ),
                lane=self._actor.lane,
                first=True,
            )
        )


def _element(body: Body) -> Mapping[str, Any]:
    listed = body.get("actions")
    if not isinstance(listed, list) or not listed or not isinstance(listed[0], Mapping):
        raise Refused("old_button")
    return listed[0]


def _fields(body: Body) -> Mapping[str, Any]:
    values = at(body, "view", "state", "values")
    return values if isinstance(values, Mapping) else {}


def _submitted(body: Body, fields: Mapping[str, Any]) -> Action:
    """What a form means. One that nobody reads stays open: what was typed stands nowhere else."""
    known_as = words_at(body, "view", "callback_id")
    try:
        return submitted(known_as, at(body, "view", "private_metadata"), fields)
    except Refused as refused:
        if refused.sentence == "form_outdated":
            log.warning("a form that nobody listens to")
        raise


async def _keep_open(ack: AsyncAck, fields: Mapping[str, Any], words: str) -> None:
    if fields:
        await ack(response_action="errors", errors={next(iter(fields)): words})
    else:
        await ack(response_action="update", view=aside(Content(words, ())))


async def _permalink(client: Client, body: Body) -> str | None:
    """A link to a message; none where the bot may not see it."""
    channel, ts = words_at(body, "channel", "id"), words_at(body, "message", "ts")
    try:
        answer = await client.web.chat_getPermalink(channel=channel, message_ts=ts)
    except (SlackClientError, OSError, TimeoutError) as error:
        log.info("a message has no link for us", reason=type(error).__name__)
        return None
    return words_at(answer.data, "permalink") or None


def _what_it_is_known_by(body: Body) -> str:
    """Its trigger id; a digest where that is missing, or longer than what Slack sends."""
    trigger = words_at(body, "trigger_id")
    if trigger and len(trigger) <= _LONGEST_TRIGGER:
        return trigger
    return sha256((trigger or json.dumps(body, sort_keys=True, default=str)).encode()).hexdigest()


async def _no_options(ack: AsyncAck) -> None:
    await ack(options=[])


async def _unheard(ack: AsyncAck) -> None:
    await ack()


def _acked(listener: Listener) -> Listener:
    """The listener, acknowledged even where we trip: Bolt takes an acknowledgement back that it has
    not yet sent when the listener raises behind it.
    """

    async def run(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        try:
            await listener(ack, body, context)
        except Exception:
            log.exception("a request was not answered")
            if ack.response is None:
                await ack()

    return run


async def _on_error(error: Exception, response: BoltResponse | None) -> BoltResponse | None:
    """Bolt's own trouble, before a listener or after it: nobody is left to be told.

    Where it was acknowledged already there is no `response`, and Bolt takes none.
    """
    log.error("a request was not answered", exc_info=error)
    return None if response is None else BoltResponse(status=200)
