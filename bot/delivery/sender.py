"""The sender: takes messages from the outbox and brings each to Slack exactly once.

No transaction is open while Slack is asked. A message whose fate is unknown is looked for in the
conversation before it is sent again. What messages say is the renderer's business.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.clock import Clock
from bot.delivery.addresses import Address, Addresses
from bot.delivery.backoff import MESSAGE_DELAYS, delay_after
from bot.delivery.lookup import LookUp
from bot.delivery.loop import Loop
from bot.delivery.outgoing import Home, Nothing, Outgoing, Post, Renderer, Upload
from bot.delivery.pacing import EVERY_METHOD, Pacing
from bot.delivery.posting import (
    POST,
    PUBLISH,
    SHARE,
    UPDATE,
    Posting,
    message_id,
    unique_name,
)
from bot.delivery.slack import NotNow, Refused, SlackTrouble, TokenRefused, Unclear
from bot.metrics import Metrics
from bot.precedence import Precedence
from storage.database import Database
from storage.outbox import Outbox, OutboxItem

log = structlog.get_logger(__name__)

AT_ONCE = 8
HOME = "home"
"""The kind of a member's Home: it is never given up, as it shows whatever is true by then."""
ATTEMPTS = 6
"""How often our own mistakes are repeated; Slack's troubles are waited out for ever."""

_TOKEN_PAUSE: Final = timedelta(minutes=1)
_MOVED: Final = frozenset({"channel_not_found", "is_archived", "not_in_channel"})
_GONE: Final = frozenset(
    {"cant_update_message", "channel_not_found", "edit_window_closed", "message_not_found"}
)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take.

    `lease` is how long a message is ours, `look_up` how long after an unclear answer we look.
    Asking and waiting for a turn end well within the lease: whoever comes after us finds what we
    posted.
    """

    lease: timedelta
    look_up: timedelta

    @property
    def call(self) -> float:
        """Seconds for one call to Slack."""
        return min(10.0, self.lease.total_seconds() / 4)

    @property
    def turn(self) -> float:
        """Seconds for our turn to post."""
        return self.lease.total_seconds() / 4

    @property
    def start(self) -> timedelta:
        """How late in the lease a post may still begin."""
        return self.lease / 2


class Sender:
    """`run` until `stop`."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        *,
        renderer: Renderer,
        addresses: Addresses,
        posting: Posting,
        look_up: LookUp,
        pacing: Pacing,
        real_time: Clock,
        precedence: Precedence,
        metrics: Metrics,
        patience: Patience,
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._renderer = renderer
        self._addresses = addresses
        self._posting = posting
        self._look_up = look_up
        self._pacing = pacing
        self._real_time = real_time
        self._precedence = precedence
        self._metrics = metrics
        self._patience = patience
        self._loop: Loop[OutboxItem] = Loop(
            claim=self._claim,
            work=self._send,
            failed=self._failed,
            signal=database.signals.outbox,
            at_once=AT_ONCE,
        )

    async def run(self) -> None:
        """Sends messages as they come."""
        await self._loop.run()

    async def stop(self, patience: float) -> None:
        """Takes no more messages, and waits so many seconds for those on their way."""
        await self._loop.stop(patience)

    async def _claim(self, free: int) -> Sequence[OutboxItem]:
        await self._precedence.stand_back()
        return await self._outbox.claim(self._real_time(), free, self._patience.lease)

    async def _send(self, item: OutboxItem) -> None:
        claimed_at = self._real_time()
        outgoing = await self._renderer.render(item)
        barred_until = self._pacing.barred_until(item.workspace_id, _method(item, outgoing))
        if barred_until is not None:
            await self._outbox.retry(item, barred_until, "barred")
            return
        try:
            await self._bring(item, outgoing, claimed_at)
        except NotNow as trouble:
            await self._wait(item, trouble)
        except TokenRefused as trouble:
            await self._stand_still(item, trouble)
        except Unclear as trouble:  # of a call that may be repeated: reading, or changing
            await self._retry(item, trouble)
        except Refused as trouble:
            await self._give_up(item, trouble.code, trouble)

    async def _bring(self, item: OutboxItem, outgoing: Outgoing, claimed_at: datetime) -> None:
        if isinstance(outgoing, Home):
            user_id = await self._addresses.user_id(item)
            view_id = await self._posting.publish(user_id, outgoing)
            await self._note(item, user_id, view_id, "published", outgoing.keep)
        elif item.ts is not None:
            await self._change(item, item.ts, outgoing)
        else:
            await self._post(item, outgoing, claimed_at)

    async def _change(self, item: OutboxItem, ts: str, outgoing: Outgoing) -> None:
        if not isinstance(outgoing, Post):
            await self._cancel(item, outgoing.reason if isinstance(outgoing, Nothing) else "file")
            return
        channel = item.channel or ""
        try:
            await self._posting.update(channel, ts, outgoing)
        except Refused as refused:
            if refused.code not in _GONE:
                raise
            await self._cancel(item, refused.code)
            return
        await self._note(item, channel, ts, "updated", outgoing.keep)

    async def _post(
        self, item: OutboxItem, outgoing: Post | Upload | Nothing, claimed_at: datetime
    ) -> None:
        if item.uncertain and await self._found(item, outgoing):
            return
        if isinstance(outgoing, Nothing):
            await self._cancel(item, outgoing.reason)
            return
        address = await self._addresses.of(item)
        if not await self._our_turn(item, address, claimed_at):
            return
        try:
            sent = await self._posted(item, address, outgoing)
        except Unclear as trouble:
            self._metrics.count("sent", "unclear")
            log.warning("a message may have been sent or not", **_about(item, trouble))
            await self._outbox.mark_unknown(item, self._real_time() + self._patience.look_up)
            return
        if sent is None:
            # A post with this id stands there, though reading may not show it yet.
            if not await self._found(item, outgoing):
                await self._outbox.mark_unknown(item, self._real_time() + self._patience.look_up)
            return
        keep = outgoing.keep if isinstance(outgoing, Post) else ()
        waited = self._real_time() - item.created_at
        self._metrics.time("reply", waited.total_seconds())
        await self._note(item, sent[0], sent[1], "posted", keep)

    async def _posted(
        self, item: OutboxItem, address: Address, outgoing: Post | Upload
    ) -> tuple[str, str] | None:
        """Channel and ts of the new message; None where Slack says that it has it already."""
        thread_ts = None
        if isinstance(outgoing, Post):
            thread_ts = outgoing.thread_ts or item.thread_ts
        try:
            return await self._once(item, address.channel, outgoing, thread_ts)
        except Refused as refused:
            if refused.code == "duplicate_message":
                return None
            if refused.code == "thread_not_found" and thread_ts is not None:
                return await self._once(item, address.channel, outgoing, None)
            if refused.code in _MOVED and address.remembered:
                fresh = await self._addresses.opened(item, address.user_id)
                return await self._once(item, fresh.channel, outgoing, thread_ts)
            raise

    async def _once(
        self, item: OutboxItem, channel: str, outgoing: Post | Upload, thread_ts: str | None
    ) -> tuple[str, str]:
        if isinstance(outgoing, Upload):
            return channel, await self._posting.share(channel, message_id(item), outgoing)
        return channel, await self._posting.post(channel, message_id(item), outgoing, thread_ts)

    async def _our_turn(self, item: OutboxItem, address: Address, claimed_at: datetime) -> bool:
        """Waits for it; False where that took so long that the message was given back."""
        paced = await self._pacing.turn(item.workspace_id, address.channel, self._patience.turn)
        now = self._real_time()
        if paced and now - claimed_at < self._patience.start:
            return True
        await self._outbox.retry(item, now, "paced")
        return False

    async def _found(self, item: OutboxItem, outgoing: Post | Upload | Nothing) -> bool:
        """Looks for a message that may have been sent before, and notes it where it stands."""
        channel = (await self._addresses.of(item)).channel
        if isinstance(outgoing, Upload):
            name = unique_name(outgoing.filename, message_id(item))
            ts = await self._look_up.file(channel, name, item.created_at)
        else:
            thread_ts = (isinstance(outgoing, Post) and outgoing.thread_ts) or item.thread_ts
            known_as = message_id(item)
            ts = await self._look_up.message(channel, thread_ts, known_as, item.created_at)
        if ts is None:
            return False
        # Where the reason for it is gone meanwhile, what it may be shown anew from is not known.
        known = item.values if isinstance(outgoing, Nothing) else ()
        keep = outgoing.keep if isinstance(outgoing, Post) else known
        await self._note(item, channel, ts, "found", keep)
        return True

    async def _note(
        self, item: OutboxItem, channel: str, ts: str, outcome: str, keep: Collection[str]
    ) -> None:
        """Marks it sent, in one transaction with what follows from that."""
        async with self._database.transaction() as session:
            await self._renderer.sent(session, item, channel, ts)
            await self._outbox.mark_sent(
                item, channel, ts, self._real_time(), keep=keep, session=session
            )
            await session.commit()
        self._metrics.count("sent", outcome)

    async def _cancel(self, item: OutboxItem, reason: str) -> None:
        log.info("a message was cancelled", kind=item.kind, row=item.id, reason=reason)
        self._metrics.count("sent", "cancelled")
        async with self._database.transaction() as session:
            if item.ts is None:
                await self._renderer.taken_back(session, item)
            await self._outbox.cancel(item, session=session)
            await session.commit()

    async def _wait(self, item: OutboxItem, trouble: NotNow) -> None:
        if trouble.pause is None:
            await self._retry(item, trouble)
            return
        self._metrics.count("sent", "limited")
        log.warning("Slack asks us to wait", **_about(item, trouble))
        self._pacing.bar(item.workspace_id, trouble.method, trouble.pause)
        await self._outbox.retry(item, self._real_time() + trouble.pause, trouble.code)

    async def _stand_still(self, item: OutboxItem, trouble: TokenRefused) -> None:
        self._metrics.count("sent", "token_refused")
        log.error(
            "Slack refuses our token: nothing is sent until it is put right; see cpdbot doctor",
            **_about(item, trouble),
        )
        self._pacing.bar(item.workspace_id, EVERY_METHOD, _TOKEN_PAUSE)
        await self._outbox.retry(item, self._real_time() + _TOKEN_PAUSE, trouble.code)

    async def _retry(self, item: OutboxItem, trouble: SlackTrouble) -> None:
        self._metrics.count("sent", "again")
        log.warning("a message has to wait", **_about(item, trouble))
        due_at = self._real_time() + delay_after(item.attempts, MESSAGE_DELAYS)
        await self._outbox.retry(item, due_at, trouble.code)

    async def _failed(self, item: OutboxItem, error: BaseException) -> None:
        """Our own mistake. How far it came is not known: so it is looked for before it is sent."""
        if item.attempts >= ATTEMPTS:
            await self._give_up(item, type(error).__name__, error)
            return
        self._metrics.count("sent", "again")
        log.error("a message could not be sent", row=item.id, kind=item.kind, exc_info=error)
        due_at = self._real_time() + delay_after(item.attempts, MESSAGE_DELAYS)
        if item.ts is None:
            await self._outbox.mark_unknown(item, due_at)
        else:
            await self._outbox.retry(item, due_at, type(error).__name__)

    async def _give_up(self, item: OutboxItem, code: str, error: BaseException) -> None:
        """For good; but what stands in Slack already can be changed again another time."""
        self._metrics.count("sent", "refused")
        log.error(
            "a message cannot be sent", row=item.id, kind=item.kind, code=code, exc_info=error
        )
        if item.ts is None and item.kind != HOME:
            await self._outbox.set_aside(item, code)
            return
        stands, now = item.ts or "", self._real_time()
        await self._outbox.mark_sent(item, item.channel or "", stands, now, keep=item.values)


def _method(item: OutboxItem, outgoing: Outgoing) -> str:
    if isinstance(outgoing, Home):
        return PUBLISH
    if isinstance(outgoing, Upload):
        return SHARE
    return POST if item.ts is None else UPDATE


def _about(item: OutboxItem, trouble: SlackTrouble) -> dict[str, object]:
    return {
        "row": item.id,
        "kind": item.kind,
        "attempt": item.attempts,
        "method": trouble.method,
        "code": trouble.code,
    }
