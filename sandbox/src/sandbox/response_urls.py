"""response_url: the app's messages after an interaction, without a token and without membership.

Source: https://docs.slack.dev/interactivity/handling-user-interaction (five uses, 30 minutes,
ephemeral unless it says in_channel; a command's address always makes a new message).
"""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from sandbox.fault_responses import drop_connection, faulty_response
from sandbox.faults import RESPONSE_URL, Dropped, Faults, FaultyAnswer
from sandbox.model import Message, Payload, Refused
from sandbox.postings import Postings
from sandbox.refusals import check_message
from sandbox.state import RESPONSE_URL_SECONDS, RESPONSE_URL_USES, ResponseUrl, Workspace


class ResponseUrls:
    """Answers `/response/<key>`, and carries out what an acknowledgement says in the same form."""

    def __init__(self, workspace: Workspace, postings: Postings, faults: Faults) -> None:
        self._workspace = workspace
        self._postings = postings
        self._faults = faults
        self.refused: list[str] = []
        """The codes of the posts that were refused, in their order."""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Serve one post to a response_url."""
        raw = await request.text()
        try:
            given = _decoded(raw)
            await self._faults.apply(RESPONSE_URL, given, after=False)
            response = self._respond(request.match_info["key"], given)
            await self._faults.apply(RESPONSE_URL, given, after=True)
        except Refused as refused:
            response = self._refusal(refused.code, 400)
        except FaultyAnswer as fault:
            return faulty_response(fault)
        except Dropped:
            return drop_connection(request)
        return response

    def _respond(self, key: str, given: Payload) -> web.Response:
        url = self._workspace.response_urls.get(key)
        if url is None:
            return self._refusal("invalid_url", 404)
        if self._workspace.real_time() - url.issued > RESPONSE_URL_SECONDS:
            return self._refusal("expired_url", 404)
        if url.uses >= RESPONSE_URL_USES:
            return self._refusal("used_url", 404)
        self.say(url, given)
        url.uses += 1
        return web.Response(text="ok") if url.message is None else web.json_response({"ok": True})

    def say(self, url: ResponseUrl, given: Payload) -> Message | None:
        """Post, replace or delete as `given` says; None if the original is gone.

        Raises Refused for what Slack refuses in a message.
        """
        original = self._original(url)
        if _is_true(given, "delete_original"):
            if original is not None:
                self._postings.remove(original)
            return None
        refusal = check_message(given, not_here=self._faults.blocks_refused)
        if refusal is not None:
            raise Refused(refusal.code, refusal.messages)
        text, blocks = given.get("text") or "", given.get("blocks") or ()
        if _is_true(given, "replace_original") and url.message is not None:
            return original and self._postings.change(
                original, text=text, blocks=blocks, metadata=original.metadata, edited_by=None
            )
        return self._new(url, given, text, blocks)

    def _new(self, url: ResponseUrl, given: Payload, text: str, blocks: Any) -> Message:
        thread_ts = given.get("thread_ts")
        if thread_ts is None and url.message is not None and not url.message.is_root:
            thread_ts = url.message.thread_ts
        if given.get("response_type") == "in_channel":
            return self._postings.post(
                url.channel_id,
                user_id=self._workspace.bot.id,
                bot_id=self._workspace.bot_id,
                text=text,
                blocks=blocks,
                thread_ts=thread_ts,
            )
        return self._postings.post_ephemeral(
            url.channel_id, to=url.user_id, text=text, blocks=blocks, thread_ts=thread_ts
        )

    def _refusal(self, code: str, status: int) -> web.Response:
        self.refused.append(code)
        return web.json_response({"ok": False, "error": code}, status=status)

    def _original(self, url: ResponseUrl) -> Message | None:
        if url.message is None:
            return None
        return self._workspace.message(url.message.channel_id, url.message.ts)


def _is_true(given: Payload, name: str) -> bool:
    return str(given.get(name, "")).lower() == "true"


def _decoded(raw: str) -> Payload:
    try:
        given = json.loads(raw)
    except ValueError as error:
        raise Refused("invalid_payload") from error
    if not isinstance(given, dict):
        raise Refused("invalid_payload")
    return given
