"""The page's GET routes: whole pages, their regions, files, and the event stream. They change
nothing but what counts as read. The POST routes are in `action_routes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import web
from markupsafe import Markup

from sandbox.forms import initial_state
from sandbox.model import Channel, Message, NotPossible, View
from sandbox.page.event_stream import EventStreams
from sandbox.page.guide_progress import GuideProgress
from sandbox.page.rendering import keyed, render
from sandbox.page.screen import Row, Screen, Unread
from sandbox.page.site import Site
from sandbox.people import Person

SHOWN_INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""File types that are shown in the stream; everything else is downloaded."""


def html(body: Markup | str, *, status: int = 200, **headers: str) -> web.Response:
    """An answer that no cache keeps."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return web.Response(
        text=str(body),
        status=status,
        content_type="text/html",
        headers={"Cache-Control": "no-store", **named},
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Who looks at which conversation, as the request says."""

    screen: Screen
    person: Person
    channel: Channel


class PageRoutes:
    """The routes that show something, and the pieces that acting shows again."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.streams = EventStreams()
        self.unread = Unread(since=site.workspace.next_ts())
        self.guide = GuideProgress(site)

    def routes(self) -> list[web.RouteDef]:
        """Everything one can look at."""
        at = "/as/{user}"
        return [
            web.get("/", self.index),
            web.get(at, self.own_messages),
            web.get(at + "/c/{channel}", self.conversation),
            web.get(at + "/home", self.home),
            web.get(at + "/step/{number:\\d+}", self.step),
            web.get(at + "/changes", self.events),
            web.get(at + "/region/people", self.people_region),
            web.get(at + "/region/clock", self.clock_region),
            web.get(at + "/region/guide", self.guide_region),
            web.get(at + "/region/sidebar", self.sidebar_region),
            web.get(at + "/region/home", self.home_region),
            web.get(at + "/region/modal", self.modal_region),
            web.get(at + "/region/stream/{channel}", self.stream_region),
            web.get(at + "/region/thread/{channel}/{ts}", self.thread_region),
            web.get(at + "/c/{channel}/m/{ts}", self.one_message),
            web.get(at + "/c/{channel}/m/{ts}/edit", self.edit_form),
            web.get(at + "/files/{file}", self.file),
        ]

    # Who and where

    def screen(self, request: web.Request) -> Screen:
        """The screen of the person in the address. 404 if there is nobody of that id."""
        user_id = request.match_info["user"]
        if all(user.id != user_id for user in self.site.workspace.people):
            raise web.HTTPNotFound(text="There is nobody of that id in this workspace.")
        return Screen(self.site, user_id, self.unread)

    def place(self, request: web.Request) -> Place:
        """Person and conversation in the address. 404 if the person is not in it."""
        screen = self.screen(request)
        channel = self.site.workspace.channels.get(request.match_info["channel"])
        if channel is None or screen.me.id not in channel.members:
            raise web.HTTPNotFound(text="There is no such conversation here.")
        return Place(screen, self.site.person(screen.me.id), channel)

    def message(self, request: web.Request) -> Message:
        """The message in the address, as it is now. NotPossible if it is gone."""
        place = self.place(request)
        message = self.site.workspace.message(place.channel.id, request.match_info["ts"])
        if message is None or message.visible_to not in (None, place.screen.me.id):
            raise NotPossible("This message is not there any more.")
        return message

    # Pages

    async def index(self, _request: web.Request) -> web.Response:
        """Begin as the guide's first person, or as the first one of all."""
        guide = self.site.guide
        people = [user for user in self.site.workspace.people if not user.deleted]
        if guide is not None:
            raise web.HTTPSeeOther(f"/as/{guide.personas[0].person}")
        if not people:
            return html("There is nobody in this workspace yet.")
        raise web.HTTPSeeOther(f"/as/{people[0].id}")

    async def own_messages(self, request: web.Request) -> web.Response:
        """The Messages tab of the app."""
        screen = self.screen(request)
        channel = screen.dm
        raise web.HTTPSeeOther(
            request.rel_url.with_path(f"/as/{screen.me.id}/c/{channel.id}").with_query(
                request.rel_url.query
            )
        )

    async def conversation(self, request: web.Request) -> web.Response:
        """A conversation, with a thread beside it where one is asked for."""
        place = self.place(request)
        if place.channel.kind == "im":
            await place.person.open_messages()
        thread_ts = request.query.get("thread", "")
        return self._page(
            place.screen,
            place.channel,
            tab="messages",
            thread_ts=thread_ts,
            stream=self.stream(place, everything="all" in request.query),
            thread=self.thread(place, thread_ts) if thread_ts else Markup(),
            say=request.query.get("say", ""),
        )

    async def home(self, request: web.Request) -> web.Response:
        """The app's Home tab. 404 if the app has none."""
        screen = self.screen(request)
        try:
            await self.site.person(screen.me.id).open_home()
        except NotPossible as why:
            raise web.HTTPNotFound(text=str(why)) from why
        return self._page(
            screen,
            screen.dm,
            tab="home",
            thread_ts="",
            stream=self.home_blocks(screen),
            thread=Markup(),
            say="",
        )

    def _page(self, screen: Screen, channel: Channel, **values: Any) -> web.Response:
        return html(
            render(
                "page",
                screen=screen,
                me=screen.me,
                channel=channel,
                room=screen.room(channel),
                guide=self.guide.region(screen),
                people=self.people(screen),
                clock=self.clock(screen),
                process=self.streams.process,
                can_wait=self.site.mover.can_wait,
                sidebar=self.sidebar(screen, channel.id),
                modal=self.modal(screen),
                **values,
            )
        )

    # Regions

    def people(self, screen: Screen) -> Markup:
        """Whom one can be, with what each has not read."""
        return keyed("people", "people-now", screen=screen, me=screen.me, who=self.guide.who)

    def clock(self, screen: Screen) -> Markup:
        """What the calendar shows."""
        return keyed("clock", "clock-now", now=screen.now)

    def sidebar(self, screen: Screen, here: str) -> Markup:
        """The conversations."""
        return keyed("sidebar", "rooms-now", screen=screen, me=screen.me, here=here)

    def stream(self, place: Place, *, everything: bool = False) -> Markup:
        """A conversation's messages, each keyed."""
        days, earlier = place.screen.days(place.channel, everything=everything)
        rendered = [(day, [self.entry(place.screen, row) for row in day.rows]) for day in days]
        return render(
            "stream",
            days=rendered,
            earlier=earlier,
            screen=place.screen,
            me=place.screen.me,
            channel=place.channel,
        )

    def thread(self, place: Place, root_ts: str) -> Markup:
        """A thread's messages, each keyed."""
        rows = place.screen.thread(place.channel, root_ts)
        return Markup("").join(self.entry(place.screen, row) for row in rows)

    def entry(self, screen: Screen, row: Row) -> Markup:
        """One message, keyed."""
        place = "t" if row.in_thread else "m"
        return keyed("message", f"{place}-{row.message.ts}", row=row, screen=screen, me=screen.me)

    def home_blocks(self, screen: Screen) -> Markup:
        """The published Home, keyed; a sentence where there is none."""
        view = self.site.workspace.homes.get(screen.me.id)
        state = self._state(view) if view else {}
        return keyed("home", "home-view", view=view, state=state, screen=screen, me=screen.me)

    def modal(self, screen: Screen) -> Markup:
        """The modal on top, keyed; empty if none is open."""
        stack = self.site.workspace.modals.get(screen.me.id, [])
        if not stack:
            return Markup()
        view = stack[-1]
        return keyed(
            "modal",
            f"view-{view.id}",
            view=view,
            state=self._state(view),
            depth=len(stack),
            screen=screen,
            me=screen.me,
        )

    @staticmethod
    def _state(view: View) -> dict[str, Any]:
        return {**initial_state(view.blocks), **view.state}

    async def people_region(self, request: web.Request) -> web.Response:
        """Who one can be, again."""
        return html(self.people(self.screen(request)))

    async def clock_region(self, request: web.Request) -> web.Response:
        """The calendar, again."""
        return html(self.clock(self.screen(request)))

    async def guide_region(self, request: web.Request) -> web.Response:
        """The guide, again."""
        return html(self.guide.region(self.screen(request)))

    async def step(self, request: web.Request) -> web.Response:
        """Begin a step of the guide, where it leads."""
        screen = self.screen(request)
        try:
            address = self.guide.take(screen.me.id, int(request.match_info["number"]))
        except NotPossible as why:
            raise web.HTTPNotFound(text=str(why)) from why
        raise web.HTTPSeeOther(address)

    async def sidebar_region(self, request: web.Request) -> web.Response:
        """The conversations, again."""
        return html(self.sidebar(self.screen(request), request.query.get("here", "")))

    async def home_region(self, request: web.Request) -> web.Response:
        """Home, again."""
        return html(self.home_blocks(self.screen(request)))

    async def modal_region(self, request: web.Request) -> web.Response:
        """The modal, again."""
        return html(self.modal(self.screen(request)))

    async def stream_region(self, request: web.Request) -> web.Response:
        """The messages, again."""
        return html(self.stream(self.place(request), everything="all" in request.query))

    async def thread_region(self, request: web.Request) -> web.Response:
        """The thread, again."""
        return html(self.thread(self.place(request), request.match_info["ts"]))

    async def one_message(self, request: web.Request) -> web.Response:
        """One message, again: what stands there once editing was given up."""
        in_thread = "thread" in request.query
        screen = self.screen(request)
        return html(self.entry(screen, screen.row(self.message(request), in_thread=in_thread)))

    async def edit_form(self, request: web.Request) -> web.Response:
        """The form in which one's own message is edited."""
        screen = self.screen(request)
        message = self.message(request)
        return html(
            render(
                "edit",
                me=screen.me,
                message=message,
                text=screen.typed(message),
                in_thread="thread" in request.query,
            )
        )

    # Files and events

    async def file(self, request: web.Request) -> web.Response:
        """A shared file's bytes; shown where that is safe, else downloaded."""
        self.screen(request)
        file = self.site.workspace.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        how = "inline" if file.mimetype in SHOWN_INLINE else "attachment"
        response = web.Response(
            body=self.site.workspace.file_contents[file.id],
            headers={
                "Content-Type": file.mimetype,
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "sandbox",
            },
        )
        response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(file.name)}"
        return response

    async def events(self, request: web.Request) -> web.StreamResponse:
        """The server-sent events of one person at one conversation."""
        screen = self.screen(request)
        return await self.streams.stream(
            request,
            self.site.workspace.feed.subscribe(),
            user_id=screen.me.id,
            channel_id=request.query.get("channel", ""),
        )
