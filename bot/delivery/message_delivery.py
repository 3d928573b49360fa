"""Brings one message to Slack, and says what came of it. Nothing is written down here.

Each method returns an outcome whatever happens: Slack's troubles and our own mistakes included.
Only `StorageUnavailable` is raised.
"""

from asyncio import wrap_future
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog

from bot.clock import Clock
from bot.delivery.backoff import MESSAGE_DELAYS, delay_after
from bot.delivery.clients import Clients, SlackClient
from bot.delivery.content import Failed, Home, Letter, Nothing, Outgoing, Post, Removal
from bot.delivery.content import Unknown as UnknownKind
from bot.delivery.dm_channels import OPEN, Addresses
from bot.delivery.lookup import HISTORY, LookUp, Wanted
from bot.delivery.outcomes import Aside, Back, Cancelled, LeftAsItStands, Outcome, Sent, Unknown
from bot.delivery.pacing import EVERY_METHOD
from bot.delivery.slack import MethodRefused, NotNow, Refused, SlackTrouble, TokenRefused, Unclear
from bot.delivery.slack_posts import DELETE, POST, PUBLISH, UPDATE, Posting, message_id
from bot.delivery.timeouts import Patience
from bot.metrics import Metrics
from bot.services.context.refused_blocks import BLOCKS_REFUSED, remember_refused
from storage.engine.database import Database
from storage.engine.errors import StorageUnavailable
from storage.queues.outbox import OutboxItem

log = structlog.get_logger(__name__)

ATTEMPTS: Final = 6
"""How often updates and our own mistakes are tried; posts wait out Slack's troubles for ever, and
so does what has to replace a member's words.
"""

LOOKS: Final = 2
"""Look-ups that find nothing before that is believed: history lags behind posts."""

_BARRED: Final = timedelta(minutes=1)
_LEFT: Final = timedelta(minutes=1)
_ID_USED: Final = frozenset(
    {"duplicate_message", "duplicate_message_not_found", "duplicate_channel_not_found"}
)
_MOVED: Final = frozenset({"channel_not_found", "is_archived", "not_in_channel"})
_FIXED: Final = frozenset({"cant_update_message", "edit_window_closed"})
_GONE: Final = _FIXED | {"channel_not_found", "message_not_found"}


class Postman:
    """Belongs to one process's sender."""

    def __init__(
        self,
        database: Database,
        clients: Clients,
        real_time: Clock,
        metrics: Metrics,
        patience: Patience,
    ) -> None:
        self._database = database
        self._clients = clients
        self._addresses = Addresses(database, clients, patience.call)
        self._posting = Posting(clients, patience.call)
        self._look_up = LookUp(clients, patience.call, real_time)
        self._real_time = real_time
        self._metrics = metrics
        self._patience = patience

    async def post(self, letter: Letter, claimed_at: datetime) -> Outcome:
        """Posts a message that does not stand yet, or may do."""
        methods = [POST]
        if letter.item.uncertain:
            methods.append(HISTORY)
        if not (letter.item.channel or letter.channel):
            methods.append(OPEN)
        return await self._outcome(letter, methods, lambda: self._post(letter, claimed_at))

    async def change(self, letter: Letter) -> Outcome:
        """Changes a message that stands, or publishes the member's Home."""
        if isinstance(letter.outgoing, Home):
            return await self._outcome(letter, [PUBLISH], lambda: self._publish(letter))
        method = DELETE if isinstance(letter.outgoing, Removal) else UPDATE
        return await self._outcome(letter, [method], lambda: self._update(letter))

    async def _outcome(
        self, letter: Letter, methods: Sequence[str], bring: Callable[[], Awaitable[Outcome]]
    ) -> Outcome:
        """What came of bringing it; not tried while one of the methods that it takes is barred."""
        item, outgoing = letter.item, letter.outgoing
        if isinstance(outgoing, UnknownKind):
            log.warning("a message of a kind that is not known here is left", kind=item.kind)
            return Back(self._real_time() + _LEFT, "unknown kind", "left", counted=False)
        if isinstance(outgoing, Failed):
            return self.mistake(item, outgoing.error)
        barred_until = self._client(item).pacing.barred_until(*methods)
        if barred_until is not None:
            return Back(barred_until, "barred", "barred", counted=False)
        try:
            return await bring()
        except SlackTrouble as trouble:
            return self._trouble(letter, trouble)
        except StorageUnavailable:
            raise  # an outcome could not be written down now: it is left to its lease
        except Exception as error:  # noqa: BLE001 - told, and tried again
            return self.mistake(item, error)

    # Posts

    async def _post(self, letter: Letter, claimed_at: datetime) -> Outcome:
        item, outgoing = letter.item, letter.outgoing
        if item.uncertain:
            found = await self._found(letter)
            if found is not None:
                return found
        if not isinstance(outgoing, Post):
            return Cancelled(_why(outgoing))
        channel = item.channel or letter.channel
        remembered = channel is not None
        if channel is None:
            channel = await self._opened(letter)
        paced = await self._client(item).pacing.turn(channel, self._patience.turn)
        now = self._real_time()
        if not paced or now - claimed_at >= self._patience.start:
            return Back(now, "paced", "paced", counted=False)
        try:
            ts = await self._posted(letter, channel, outgoing, remembered=remembered)
        except Unclear as trouble:
            log.warning("a message may have been sent or not", **_about(item, trouble))
            return Unknown(self._real_time() + self._patience.look_up)
        except Refused as refused:
            if refused.code not in _ID_USED:
                raise
            return await self._look(letter, looked=0, id_used=True)
        self._metrics.time("reply", (self._real_time() - item.created_at).total_seconds())
        return Sent(*ts, "posted", outgoing.keep)

    async def _posted(
        self, letter: Letter, channel: str, post: Post, *, remembered: bool
    ) -> tuple[str, str]:
        """Channel and ts of the new message."""
        item = letter.item
        thread_ts = post.thread_ts or item.thread_ts
        try:
            return channel, await self._posting.post(item, channel, post, thread_ts)
        except Refused as refused:
            if refused.code == BLOCKS_REFUSED and post.plain is not None:
                plain = replace(post, blocks=post.plain, plain=None)
                sent = await self._posted(letter, channel, plain, remembered=remembered)
                await self._remember_refused(item, post)  # it was these blocks, and nothing else
                return sent
            if refused.code == "thread_not_found" and thread_ts is not None:
                return channel, await self._posting.post(item, channel, post, None)
            if refused.code in _MOVED and remembered:
                fresh = await self._opened(letter)
                return fresh, await self._posting.post(item, fresh, post, thread_ts)
            raise

    async def _remember_refused(self, item: OutboxItem, post: Post) -> None:
        """That Slack does not take these blocks in this workspace yet: the next message goes
        without at once.
        """
        types, now = post.new_blocks, self._real_time()
        log.info("Slack does not take a block yet", kind=item.kind, blocks=sorted(types))
        note = partial(remember_refused, self._database, item.workspace_id, types, now)
        await wrap_future(self._database.write(note))

    async def _found(self, letter: Letter) -> Outcome | None:
        """What looking for an uncertain message tells; None where it was certainly not posted."""
        item = letter.item
        looking = await self._look(letter, looked=item.looked, id_used=item.id_used)
        if isinstance(looking, Unknown) and looking.looked >= LOOKS:
            return Cancelled("deleted in Slack", was_sent=True) if looking.id_used else None
        return looking

    async def _look(self, letter: Letter, *, looked: int, id_used: bool) -> Outcome:
        """Looks once. Found, it is sent; else it is looked for again before that is believed.

        `looked` counts the times before, `id_used` says whether Slack knew the message's id.
        """
        item, outgoing = letter.item, letter.outgoing
        channel = item.channel or letter.channel
        if channel is None:
            channel = await self._opened(letter)
        thread_ts = (isinstance(outgoing, Post) and outgoing.thread_ts) or item.thread_ts
        wanted = Wanted(channel, thread_ts, item.created_at)
        ts = await self._look_up.message(item.workspace_id, wanted, message_id(item))
        if ts is None:
            look_at = self._real_time() + self._patience.look_up
            return Unknown(look_at, looked + 1, id_used)
        # Where the reason for it is gone meanwhile, what it may be shown anew from is not known.
        keep = outgoing.keep if isinstance(outgoing, Post) else item.values
        return Sent(channel, ts, "found", keep)

    async def _opened(self, letter: Letter) -> str:
        item = letter.item
        return await self._addresses.opened(item.workspace_id, item.member_id, letter.user_id)

    # What stands already

    async def _update(self, letter: Letter) -> Outcome:
        item, outgoing = letter.item, letter.outgoing
        channel, ts = item.channel or "", item.ts or ""
        if isinstance(outgoing, Removal):
            return await self._deleted(item, channel, ts, outgoing)
        if not isinstance(outgoing, Post):
            return Cancelled(_why(outgoing))
        try:
            await self._posting.update(item, channel, ts, outgoing)
        except Refused as refused:
            if refused.code in _FIXED and outgoing.must_come:
                await self._posting.delete(item, channel, ts)
                return Cancelled("deleted")
            if refused.code in _GONE:
                return Cancelled(refused.code)
            raise
        return Sent(channel, ts, "updated", outgoing.keep)

    async def _deleted(self, item: OutboxItem, channel: str, ts: str, removal: Removal) -> Outcome:
        """Takes a message out; whoever may not, or finds it gone, leaves it at that."""
        try:
            await self._posting.delete(item, channel, ts)
        except Refused as refused:
            return Cancelled(refused.code)
        return Cancelled(removal.reason)

    async def _publish(self, letter: Letter) -> Outcome:
        assert isinstance(letter.outgoing, Home)  # noqa: S101 - chosen by its caller
        view_id = await self._posting.publish(letter.item, letter.user_id, letter.outgoing)
        return Sent(letter.user_id, view_id, "published")

    # What went wrong

    def _trouble(self, letter: Letter, trouble: SlackTrouble) -> Outcome:
        item = letter.item
        pacing = self._client(item).pacing
        about = _about(item, trouble)
        match trouble:
            case NotNow(pause=timedelta() as pause):
                log.warning("Slack asks us to wait", **about)
                pacing.bar(trouble.method, pause)
                return Back(self._real_time() + pause, trouble.code, "limited", counted=False)
            case TokenRefused():
                log.error(
                    "Slack refuses our token: nothing is sent until it is put right; see cpdbot "
                    "doctor",
                    **about,
                )
                pacing.bar(EVERY_METHOD, _BARRED)
                until = self._real_time() + _BARRED
                return Back(until, trouble.code, "token_refused", counted=False)
            case MethodRefused():
                log.error("Slack does not let us use a method; see cpdbot doctor", **about)
                pacing.bar(trouble.method, _BARRED)
                return self._again_or(letter, trouble.code, "method_refused", _BARRED)
            case Refused():
                return self._give_up(item, trouble.code, trouble)
            case _:
                log.warning("a message has to wait", **about)
                if item.is_post:  # Slack's troubles are waited out
                    return Back(self._later(item), trouble.code, "again")
                return self._again_or(letter, trouble.code, "again", None)

    def mistake(self, item: OutboxItem, error: Exception) -> Outcome:
        """Our own. How far it came is not known: so it is looked for before it is sent."""
        if item.attempts >= ATTEMPTS:
            return self._give_up(item, type(error).__name__, error)
        log.error("a message could not be sent", row=item.id, kind=item.kind, exc_info=error)
        if item.is_post:
            return Unknown(self._later(item), item.looked, item.id_used)
        return Back(self._later(item), type(error).__name__, "again")

    def _again_or(self, letter: Letter, code: str, how: str, pause: timedelta | None) -> Outcome:
        """Another attempt, unless there were enough."""
        item, outgoing = letter.item, letter.outgoing
        replaces = not item.is_post and isinstance(outgoing, Post | Home) and outgoing.must_come
        if item.attempts >= ATTEMPTS and not replaces:
            return self._give_up(item, code, None)
        due_at = self._real_time() + pause if pause else self._later(item)
        return Back(due_at, code, how)

    def _give_up(self, item: OutboxItem, code: str, error: BaseException | None) -> Outcome:
        """For good; but what stands in Slack already can be changed again another time."""
        log.error(
            "a message cannot be sent", row=item.id, kind=item.kind, code=code, exc_info=error
        )
        return Aside(code) if item.is_post else LeftAsItStands(code)

    def _later(self, item: OutboxItem) -> datetime:
        return self._real_time() + delay_after(item.attempts, MESSAGE_DELAYS)

    def _client(self, item: OutboxItem) -> SlackClient:
        return self._clients.of(item.workspace_id)


def _why(outgoing: Outgoing) -> str:
    """Why nothing is sent, for the log."""
    return outgoing.reason if isinstance(outgoing, Nothing | Removal) else "no message"


def _about(item: OutboxItem, trouble: SlackTrouble) -> dict[str, object]:
    return {
        "row": item.id,
        "kind": item.kind,
        "attempt": item.attempts,
        "method": trouble.method,
        "code": trouble.code,
    }
