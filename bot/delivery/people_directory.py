"""What the people of each workspace are called, as Slack lists them: held in memory for some hours,
so that no request to the coach leaves with a name that is not known. Nothing of it is stored or
logged.

Source: https://docs.slack.dev/reference/methods/users.list.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog

from bot.clock import Clock
from bot.conversation.identifiers import People
from bot.delivery.clients import SECONDS, Clients
from bot.delivery.slack import NotNow, SlackTrouble, Unclear, ask

log = structlog.get_logger(__name__)

METHOD: Final = "users.list"
PAGE: Final = 200
"""People in one answer: as many as Slack recommends at most."""

FRESH: Final = timedelta(hours=6)
"""After this a list is asked for anew, while the old one is still used."""

KEPT: Final = timedelta(hours=12)
"""After this a list is not used any more."""

PAUSE: Final = timedelta(minutes=1)
"""After a list could not be had, before it is asked for again."""

MOST: Final = 50_000
"""People of one workspace: a longer list is not held, and nothing leaves from there."""

MOST_IN_ALL: Final = 4 * MOST
"""People of all workspaces together: of those above, the list that was used longest ago goes."""

WAITING_MOST: Final = 2
"""Requests that wait for lists at once: those above come again, and leave their place to others."""


_NOT_HAD: Final = "the list of a workspace's people could not be had"


class PeopleUnknown(Exception):  # noqa: N818 - a state, and no fault of ours
    """There is no list of a workspace's people just now: nothing may leave that might name one.

    `comes`: it is being fetched, and too many wait already.
    """

    def __init__(self, *, comes: bool = False) -> None:
        super().__init__()
        self.comes = comes


class _TooMany(Exception):  # noqa: N818 - likewise
    """There are more people than are held."""


@dataclass(slots=True)
class _List:
    """Of one workspace: the people, how many, since when; what fetches them just now."""

    people: People | None = None
    size: int = 0
    fetched_at: datetime | None = None
    fetching: asyncio.Task[None] | None = None
    again_at: datetime | None = None


class PeopleDirectory:
    """One for a process. `most` and `in_all` are people held of one workspace, and of all."""

    def __init__(
        self,
        clients: Clients,
        real_time: Clock,
        *,
        most: int = MOST,
        in_all: int = MOST_IN_ALL,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clients = clients
        self._real_time = real_time
        self._most = most
        self._in_all = in_all
        self._sleep = sleep
        self._lists: OrderedDict[str, _List] = OrderedDict()
        self._waiting = 0

    async def of(self, workspace_id: str, seconds: float) -> People:
        """The workspace's people. Where they are not known yet, they are waited for so long.

        Raises PeopleUnknown; the list goes on being fetched for the next who asks.
        """
        held = self._lists.setdefault(workspace_id, _List())
        self._lists.move_to_end(workspace_id)
        if self._age(held) >= FRESH:
            self._fetch(workspace_id, held)
        if self._age(held) >= KEPT and held.fetching is not None:
            await self._wait(held.fetching, seconds)
        if held.people is None or self._age(held) >= KEPT:
            raise PeopleUnknown
        return held.people

    async def close(self) -> None:
        """Fetches nothing any more."""
        tasks = [one.fetching for one in self._lists.values() if one.fetching is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _age(self, held: _List) -> timedelta:
        return timedelta.max if held.fetched_at is None else self._real_time() - held.fetched_at

    async def _wait(self, fetching: asyncio.Task[None], seconds: float) -> None:
        if self._waiting >= WAITING_MOST:
            raise PeopleUnknown(comes=True)
        self._waiting += 1
        try:
            await asyncio.wait({fetching}, timeout=seconds)
        finally:
            self._waiting -= 1

    def _fetch(self, workspace_id: str, held: _List) -> None:
        """Has a list fetched, unless it is being, or could not be had a moment ago."""
        paused = held.again_at is not None and self._real_time() < held.again_at
        if held.fetching is None and not paused:
            held.fetching = asyncio.create_task(self._fetched(workspace_id, held))

    async def _fetched(self, workspace_id: str, held: _List) -> None:
        """A new list takes the old one's place; where there is none, the old one stays."""
        try:
            names, size = await self._names(workspace_id)
            held.people = await asyncio.to_thread(People, names)
            held.size, held.fetched_at = size, self._real_time()
            self._forget_oldest()
        except SlackTrouble as trouble:
            log.warning(_NOT_HAD, workspace=workspace_id, reason=trouble.code)
        except _TooMany:
            log.warning(_NOT_HAD, workspace=workspace_id, reason="too many people")
        finally:
            held.fetching = None
            held.again_at = self._real_time() + PAUSE

    async def _names(self, workspace_id: str) -> tuple[set[str], int]:
        """Every name of everybody, and of how many people. Raises SlackTrouble and _TooMany."""
        names: set[str] = set()
        size, cursor, read = 0, "", set[str]()
        while cursor not in read:
            read.add(cursor)
            page = await self._page(workspace_id, cursor)
            for user in _people_in(page):
                size += 1
                names.update(_names_of(user))
            if size > self._most or len(read) > self._most:
                raise _TooMany
            cursor = _text(_mapping(page.get("response_metadata")).get("next_cursor"))
            if not cursor:
                return names, size
        raise Unclear(METHOD, "invalid_cursor")

    async def _page(self, workspace_id: str, cursor: str) -> Mapping[str, Any]:
        """One answer, once Slack lets us ask. Raises SlackTrouble."""
        client = self._clients.of(workspace_id)
        while True:
            barred_until = client.pacing.barred_until(METHOD)
            if barred_until is not None:
                await self._sleep((barred_until - self._real_time()).total_seconds())
            try:
                return await ask(
                    METHOD, client.web.users_list(limit=PAGE, cursor=cursor or None), SECONDS
                )
            except NotNow as trouble:
                if trouble.pause is None:
                    raise
                client.pacing.bar(METHOD, trouble.pause)

    def _forget_oldest(self) -> None:
        held = [key for key, one in self._lists.items() if one.people is not None]
        for key in held[:-1]:
            if sum(one.size for one in self._lists.values()) <= self._in_all:
                return
            if self._lists[key].fetching is None:
                del self._lists[key]


def _people_in(page: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The accounts in an answer that are people's, whether or not they are still used. Raises
    SlackTrouble where it is no list of accounts.
    """
    members = page.get("members")
    if not isinstance(members, list):
        raise Unclear(METHOD, "no_members")
    for user in map(_mapping, members):
        if user.get("is_bot") is not True and user.get("id") != "USLACKBOT":
            yield user


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names_of(user: Mapping[str, Any]) -> Iterator[str]:
    """What somebody is called; a deactivated account has its names in the profile alone."""
    profile = _mapping(user.get("profile"))
    yield _text(user.get("real_name"))
    for field in ("real_name", "display_name", "first_name", "last_name"):
        yield _text(profile.get(field))
