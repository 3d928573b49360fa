"""Socket Mode: connections that a bot opens, and envelopes it acknowledges over them.
`delivery` decides what is sent, and what happens when nobody acknowledges.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
from typing import Literal
from uuid import uuid4

from aiohttp import WSMsgType, web

from sandbox.feed import Feed
from sandbox.model import Payload
from sandbox.transport import Answer, Kind, Retry

CONNECTIONS_AT_MOST = 10
DisconnectReason = Literal["warning", "refresh_requested", "link_disabled"]


class _Connection:
    """One websocket, and the envelopes sent over it that wait for their acknowledgement."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None) -> None:
        self.socket = socket
        self.transport = transport
        self.leaving = False
        self._waiting: dict[str, asyncio.Future[Answer]] = {}

    async def deliver(self, envelope: Payload, seconds: float) -> Answer:
        acknowledged = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = acknowledged
        try:
            async with asyncio.timeout(seconds):
                await self.socket.send_json(envelope)
                answer: Answer = await acknowledged
        except TimeoutError:
            return Answer(failure="timeout")
        except ConnectionError:
            return Answer(failure="connection_failed")
        finally:
            del self._waiting[envelope["envelope_id"]]
        return answer

    def acknowledge(self, raw: str) -> None:
        """Match an acknowledgement; one that comes too late, or for nothing, is forgotten."""
        try:
            frame = json.loads(raw)
        except ValueError:
            return
        if not isinstance(frame, dict):
            return
        waiting = self._waiting.get(frame.get("envelope_id", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(payload=frame.get("payload")))

    def lost(self) -> None:
        """The connection is gone, and with it every acknowledgement still to come."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(Answer(failure="connection_failed"))


class Sockets:
    """The app's Socket Mode connections; a transport for `delivery`."""

    def __init__(self, app_id: str, feed: Feed, *, ack_seconds: float) -> None:
        self._app_id = app_id
        self._feed = feed
        self._ack_seconds = ack_seconds
        self._tickets: set[str] = set()
        self._connections: list[_Connection] = []
        self._turn = itertools.count()

    @property
    def count(self) -> int:
        """How many connections are open and were not told to go."""
        return sum(not connection.leaving for connection in self._connections)

    def issue_url(self, base_url: str) -> str:
        """The address for one new connection, good for one use."""
        ticket = secrets.token_urlsafe(16)
        self._tickets.add(ticket)
        root = base_url.replace("http://", "ws://", 1)
        return f"{root}/link/?ticket={ticket}&app_id={self._app_id}"

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        if len(self._connections) >= CONNECTIONS_AT_MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        connection = _Connection(socket, request.transport)
        self._connections.append(connection)
        try:
            await socket.send_json(self._hello())
            self._feed.changed("sockets")
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    connection.acknowledge(frame.data)
        except ConnectionError:
            # The bot went away while being greeted: the same as a connection that ended.
            await socket.close()
        finally:
            self._connections.remove(connection)
            connection.lost()
            self._feed.changed("sockets")
        return socket

    def _hello(self) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": self._app_id},
            "debug_info": {
                "host": "applink-sandbox",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Answer:
        """Send to any one connection; see `transport.Transport`."""
        candidates = [c for c in self._connections if not c.leaving] or self._connections
        if not candidates:
            return Answer(failure="connection_failed")
        connection = candidates[next(self._turn) % len(candidates)]
        answering = kind == "slash_commands" or payload.get("type") == "view_submission"
        envelope: Payload = {
            "envelope_id": str(uuid4()),
            "payload": payload,
            "type": kind,
            "accepts_response_payload": answering,
        }
        if kind == "events_api":
            envelope |= {
                "retry_attempt": retry.number if retry else 0,
                "retry_reason": retry.reason if retry else "",
            }
        answer = await connection.deliver(envelope, self._ack_seconds)
        return answer if answering or not answer.ok else Answer()

    async def disconnect(self, reason: DisconnectReason = "refresh_requested") -> None:
        """Tell every connection to go: it is the bot that closes it then and opens another.
        "link_disabled", Socket Mode switched off, closes it at once."""
        for connection in list(self._connections):
            connection.leaving = True
            await connection.socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-sandbox"}}
            )
            if reason == "link_disabled":
                await connection.socket.close()
        self._feed.changed("sockets")

    def cut(self) -> None:
        """Drop every connection without a word, as a network does."""
        for connection in list(self._connections):
            if connection.transport is not None:
                connection.transport.abort()
