"""Showing something to a person at once, on the surface where they are. Words are not made here."""

from collections.abc import Sequence
from typing import Final

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncRespond
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.handlers.error_responses import said
from bot.handlers.payloads import Body, at, reason_of, refusal_in, words_at
from bot.services.context.refused_blocks import BLOCKS_REFUSED
from bot.ui.kit.blocks import Block, Content, View
from bot.ui.kit.ids import (
    Callback,
    kept_over,
    read_kept_over,
    read_kind,
    shows_itself,
)
from bot.ui.kit.info_modal import aside

log = structlog.get_logger(__name__)

_TOO_LATE: Final = frozenset(
    {"exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id", "trigger_exchanged"}
)

_UNREACHED: Final = (SlackClientError, ClientError, OSError, TimeoutError, AttributeError)

_STACK_MOST: Final = 3
"""Modals that Slack keeps one upon the other: docs.slack.dev/surfaces/modals."""

_ONLY_SHOWN: Final = frozenset({Callback.PAGE.value, Callback.ASIDE.value})
"""Modals in which nothing is typed: another may take their place."""


class Surface:
    """Where a person is who has clicked, commanded or used a shortcut.

    A click in a message or a command can be answered beside it. Over Home or a modal, whose
    payloads carry no `response_url`, there is room for a modal alone; it is told what it stands
    over, so that a page below can be shown anew. Each method returns whether the person was shown
    it, or at least told why not.

    Source: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
    """

    def __init__(self, body: Body, web: AsyncWebClient, respond: AsyncRespond | None) -> None:
        self._web = web
        self._respond = respond if words_at(body, "response_url") else None
        self._trigger_id = words_at(body, "trigger_id")
        self._in_modal = at(body, "view", "type") == "modal"
        self._view_id = words_at(body, "view", "id")
        self._below = words_at(body, "view", "previous_view_id")
        self._known_as = words_at(body, "view", "callback_id")
        self._depth = _depth_of(body) if self._in_modal else 0
        metadata = at(body, "view", "private_metadata")
        self._is_page = self._known_as == Callback.PAGE or shows_itself(metadata)
        self._kind = read_kind(metadata)
        self.page, over_home = read_kept_over(metadata)
        """The page that the person looks at, or that lies below what they look at."""
        self.refused: frozenset[str] = frozenset()
        """Types of blocks that Slack has turned out not to take here yet."""
        self.by_home = at(body, "view", "type") == "home" or (self._in_modal and over_home)

    @property
    def has_room_for_messages(self) -> bool:
        """Whether something can be said beside what the person did."""
        return self._respond is not None

    @property
    def is_full(self) -> bool:
        """Whether Slack takes no further modal on top of the one that is there."""
        return self._depth >= _STACK_MOST

    async def say(self, content: Content, *, instead: bool = False) -> bool:
        """Something that only this person reads; `instead` of the message that they clicked in."""
        if self._respond is None:
            return await self.open(aside(content))
        why = await self._answered(self._respond, content.text, content.blocks, instead=instead)
        if why == BLOCKS_REFUSED and content.plain is not None:
            why = await self._answered(self._respond, content.text, content.plain, instead=instead)
            if not why:
                self.refused |= content.new_blocks
        return not why or _untold(why)

    async def _answered(
        self, respond: AsyncRespond, text: str, blocks: Sequence[Block], *, instead: bool
    ) -> str:
        """Why it could not be said; empty where it was."""
        try:
            answer = await respond(
                text=text,
                blocks=list(blocks),
                response_type="ephemeral",
                replace_original=instead,
            )
        except (SlackClientError, ClientError, OSError, TimeoutError, ValueError) as failed:
            return reason_of(failed)
        return refusal_in(answer.status_code, answer.body)

    async def open(self, view: View) -> bool:
        """A modal: on top of the one that is there, or in its place where it is turned like a page
        or Slack takes no more of them.
        """
        view = self.standing_over(view)
        try:
            if not self._in_modal:
                await self._web.views_open(trigger_id=self._trigger_id, view=view)
            elif self._gives_way_to(view):
                await self._web.views_update(view_id=self._view_id, view=view)
            else:
                await self._web.views_push(trigger_id=self._trigger_id, view=view)
        except _UNREACHED as failed:
            reason = reason_of(failed)
            log.warning("a modal could not be opened", reason=reason)
            if self._respond is None:
                return False
            return await self.say(said("expired" if reason in _TOO_LATE else "not_shown"))
        return True

    def standing_over(self, view: View) -> View:
        """The view, knowing what it stands over."""
        carried = view.get("private_metadata")
        itself = view["callback_id"] == Callback.PAGE or shows_itself(carried)
        page = None if itself else self.page
        carries = kept_over(carried or "{}", page=page, by_home=self.by_home)
        return {**view, "private_metadata": carries}

    async def show_anew(self, view: View) -> None:
        """The page, as it is now: the one that is looked at, or that came to light again."""
        view_id = self._view_id if self._is_page else self._below
        if not view_id:
            return
        try:
            await self._web.views_update(view_id=view_id, view=self.standing_over(view))
        except _UNREACHED as failed:
            # Closed in the meantime, most likely; what stands there is only older.
            log.info("a page could not be shown anew", reason=reason_of(failed))

    def _gives_way_to(self, view: View) -> bool:
        """A page is turned in its own place; another goes on top as long as a form still fits on
        top of that.
        """
        if self._known_as not in _ONLY_SHOWN or self.is_full:
            return self._known_as in _ONLY_SHOWN
        if self._known_as == view["callback_id"] == Callback.PAGE and self._depth > 1:
            return True
        return self._kind != "" and self._kind == read_kind(view["private_metadata"])


def _depth_of(body: Body) -> int:
    """How many modals there are, one upon the other, up to the one in the payload."""
    view_id, root = words_at(body, "view", "id"), words_at(body, "view", "root_view_id")
    below = words_at(body, "view", "previous_view_id")
    if not below or root == view_id:
        return 1
    return 2 if below == root else _STACK_MOST


def _untold(reason: str) -> bool:
    log.warning("nobody could be told beside what they did", reason=reason)
    return False
