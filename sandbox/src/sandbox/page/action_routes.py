"""The page's POST routes: messages, reactions, clicks, choices, submissions, edits, workflows, and
moves of the calendar.

Each calls a method of `sandbox.people.Person`; what Slack would show instead of a result comes back
as a notice. The GET routes are in `page_routes`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import web

from sandbox.clock import CalendarMovesForward
from sandbox.forms import find, is_field, placed
from sandbox.model import Clip, Message, NotPossible, Outcome, Upload, View
from sandbox.moving import Move
from sandbox.page.dates import moment
from sandbox.page.fields import came_back, filled_in, uploads_in
from sandbox.page.page_routes import PageRoutes, Place, html
from sandbox.page.rendering import render
from sandbox.page.screen import Screen

TRANSCRIBED_AFTER_SECONDS = 2.0
"""How long Slack takes to write down what was said."""
NO_SOUND = b"\x1aE\xdf\xa3"
"""How a WebM file begins: nothing was recorded."""
INPUT = "input:"
"""What the names of a workflow's inputs begin with in its form."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ActionRoutes:
    """The routes that change something."""

    def __init__(self, pages: PageRoutes) -> None:
        self.pages = pages
        self.site = pages.site

    def routes(self) -> list[web.RouteDef]:
        """Everything one can do."""
        at = "/as/{user}"
        message = at + "/c/{channel}/m/{ts}"
        acts: dict[str, Handler] = {
            at + "/c/{channel}/say": self.say,
            at + "/c/{channel}/clip": self.record,
            message + "/act": self.act_on_message,
            message + "/edit": self.edit,
            message + "/delete": self.delete,
            message + "/shortcut": self.message_shortcut,
            message + "/react": self.react,
            at + "/v/{view}/act": self.act_in_view,
            at + "/v/{view}/submit": self.submit,
            at + "/v/{view}/close": self.close,
            at + "/shortcut": self.global_shortcut,
            at + "/workflow": self.run_workflow,
            at + "/calendar": self.move_calendar,
            at + "/step/{number:\\d+}": self.do_step,
        }
        return [web.post(path, self._guarded(handler)) for path, handler in acts.items()]

    def _guarded(self, handler: Handler) -> Handler:
        """An act from this page alone, with Slack's words where Slack would not allow it."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            origin = request.headers.get("Origin")
            if origin is not None and origin.partition("://")[2] != request.host:
                raise web.HTTPForbidden(text="Only the sandbox's own page may act here.")
            try:
                return await handler(request)
            except NotPossible as why:
                return self._notice(str(why))

        return guarded

    def _notice(self, words: str) -> web.Response:
        """A notice in place of whatever the request asked to be shown."""
        return html(
            render("notice", words=words),
            HX_Retarget="#notices",
            HX_Reswap="innerHTML",
        )

    def _result(self, outcome: Outcome) -> web.Response:
        """Nothing to show, or Slack's words."""
        return self._notice(outcome.error) if outcome.error else web.Response(status=204)

    # Writing

    async def say(self, request: web.Request) -> web.Response:
        """What the composer holds: a message, or a slash command."""
        place = self.pages.place(request)
        form = await request.post()
        text = str(form.get("text", "")).replace("\r\n", "\n").strip()
        thread_ts = str(form.get("thread", "")) or None
        if text.startswith("/"):
            return await self._command(place, text, thread_ts)
        await place.person.say(text, place.channel.id, thread_ts, uploads_in(form, "files"))
        self.pages.guide.spoke(place.screen.me.id)
        return web.Response(status=204, headers={"HX-Trigger": "said"})

    async def _command(self, place: Place, text: str, thread_ts: str | None) -> web.Response:
        command, _, rest = text.partition(" ")
        if thread_ts is not None:
            raise NotPossible(f"{command} is not supported in threads. Sorry!")
        # Where the app fails, Slackbot has told the person in the stream already.
        await place.person.command(command, rest.strip(), place.channel.id)
        self.pages.guide.spoke(place.screen.me.id)
        return web.Response(status=204, headers={"HX-Trigger": "said"})

    async def record(self, request: web.Request) -> web.Response:
        """A voice clip, of which the words are typed; Slack has its transcript a moment later."""
        place = self.pages.place(request)
        form = await request.post()
        words = str(form.get("text", "")).strip()
        clip = Upload(
            "audio_message.webm",
            NO_SOUND,
            "audio/webm",
            clip=Clip(words or None, seconds=max(1.0, len(words.split()) / 2.5)),
        )
        thread_ts = str(form.get("thread", "")) or None
        message = await place.person.say("", place.channel.id, thread_ts, [clip])
        postings = self.site.context.postings
        for file_id in message.file_ids:
            loop = asyncio.get_running_loop()
            loop.call_later(TRANSCRIBED_AFTER_SECONDS, postings.transcribe, file_id)
        return web.Response(status=204)

    async def react(self, request: web.Request) -> web.Response:
        """Put an emoji on a message, or take it off where it is one's own."""
        place = self.pages.place(request)
        message = self.pages.message(request)
        form = await request.post()
        name = str(form.get("name", "")).strip().strip(":")
        mine = [one.name for one in message.reactions if place.person.user_id in one.user_ids]
        act = place.person.take_reaction_off if name in mine else place.person.react
        await act(message, name)
        return web.Response(status=204)

    async def edit(self, request: web.Request) -> web.Response:
        """Save one's own message; it takes the form's place."""
        message = self.pages.message(request)
        form = await request.post()
        place = self.pages.place(request)
        changed = await place.person.edit(message, str(form.get("text", "")).strip())
        row = place.screen.row(changed, in_thread="thread" in form)
        return html(self.pages.entry(place.screen, row))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete one's own message."""
        await self.pages.place(request).person.delete(self.pages.message(request))
        return web.Response(status=204)

    # Clicking

    async def act_on_message(self, request: web.Request) -> web.Response:
        """A click or a choice in a message."""
        return await self._act(request, self.pages.message(request))

    async def act_in_view(self, request: web.Request) -> web.Response:
        """A click or a choice in a modal or in Home."""
        return await self._act(request, self._view(request))

    async def _act(self, request: web.Request, where: Message | View) -> web.Response:
        form = await request.post()
        block_id, action_id = str(form["block"]), str(form["action"])
        person = self.site.person(self.pages.screen(request).me.id)
        # Slack sends what was typed into the other fields along with every click.
        for typed in placed(where.blocks):
            if is_field(typed) and not typed.acts_at_once and typed.type != "file_input":
                value = came_back(form, typed)
                await person.choose(where, typed.action_id, value, typed.block_id)
        value = came_back(form, find(where.blocks, action_id, block_id))
        return self._result(await person.click(where, action_id, block_id, value))

    def _view(self, request: web.Request) -> View:
        screen = self.pages.screen(request)
        view = self.site.workspace.find_view(request.match_info["view"])
        if view is None or view.user_id != screen.me.id:
            raise NotPossible("This window has been closed.")
        return view

    async def submit(self, request: web.Request) -> web.Response:
        """Submit the modal on top; what stands there afterwards takes its place."""
        view = self._view(request)
        screen = self.pages.screen(request)
        form = await request.post()
        person = self.site.person(screen.me.id)
        await person.submit(filled_in(form, view.blocks))
        return html(self.pages.modal(screen))

    async def close(self, request: web.Request) -> web.Response:
        """Close the modal on top; the one below, if any, takes its place."""
        self._view(request)
        screen = self.pages.screen(request)
        await self.site.person(screen.me.id).close()
        return html(self.pages.modal(screen))

    # Shortcuts

    async def global_shortcut(self, request: web.Request) -> web.Response:
        """Run one of the app's global shortcuts."""
        form = await request.post()
        person = self.site.person(self.pages.screen(request).me.id)
        return self._result(await person.global_shortcut(str(form["callback_id"])))

    async def message_shortcut(self, request: web.Request) -> web.Response:
        """Run one of the app's shortcuts on a message."""
        form = await request.post()
        message = self.pages.message(request)
        person = self.pages.place(request).person
        return self._result(await person.message_shortcut(str(form["callback_id"]), message))

    async def run_workflow(self, request: web.Request) -> web.Response:
        """Run a workflow of one of the app's steps, with what was typed into it."""
        form = await request.post()
        person = self.site.person(self.pages.screen(request).me.id)
        inputs = {
            name.removeprefix(INPUT): str(value)
            for name, value in form.items()
            if name.startswith(INPUT)
        }
        await person.run_workflow(str(form["callback_id"]), inputs)
        return web.Response(status=204)

    # The guide and the calendar

    async def do_step(self, request: web.Request) -> web.Response:
        """Do a step of the guide that calls something; what it says is shown."""
        screen, number = self.pages.screen(request), int(request.match_info["number"])
        _, step = self.pages.guide.step(screen.me.id, number)
        if step.action != "do" or step.value not in self.site.deeds:
            raise NotPossible("There is nothing to be done.")
        words = await self.site.deeds[step.value]()
        self.pages.guide.did(screen.me.id, number)
        return self._notice(words) if words else web.Response(status=204)

    async def move_calendar(self, request: web.Request) -> web.Response:
        """Move the calendar by days, to a moment (of the person's zone if it names none), or
        until the app writes. `step` is the guide's step that asked for it."""
        screen = self.pages.screen(request)
        form = await request.post()
        try:
            requested = _requested(form, screen)
            words = await self.site.mover.move(requested)
        except CalendarMovesForward:
            return self._notice(
                f"The calendar only moves forward, and it is already {moment(screen.now)}."
            )
        except (ValueError, OverflowError):
            return self._notice("That is not a date and a time that the calendar knows.")
        if "step" in form:
            self.pages.guide.did(screen.me.id, int(str(form["step"])))
        if words:
            return self._notice(words)
        where = request.headers.get("HX-Current-URL", "").partition("?")[0]
        if requested.until_written_to and not where.endswith(f"/c/{screen.dm.id}"):
            return web.Response(status=204, headers={"HX-Redirect": f"/as/{screen.me.id}"})
        return web.Response(status=204)


def _requested(form: Any, screen: Screen) -> Move:
    """What a form asks for. ValueError if it is no move."""
    if "days" in form:
        days = int(form["days"])
        if days < 1:
            raise ValueError("The calendar only moves forward.")
        return Move(screen.me.id, days=days)
    if "next" in form:
        return Move(screen.me.id)
    requested = datetime.fromisoformat(str(form["moment"]))
    zone = screen.now.tzinfo or ZoneInfo("UTC")
    return Move(screen.me.id, to=requested if requested.tzinfo else requested.replace(tzinfo=zone))
