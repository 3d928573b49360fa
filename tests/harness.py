"""The whole product in a test: a Slack workspace with people in it, and the real bot beside it.

The bot runs in the test's own process here; as processes of their own in `tests/e2e`. What a test
may rely on without asking: Slack refused nothing that the bot sent, and the log tells of no error.
"""

import asyncio
import io
import json
import logging
import os
import sqlite3
import time as machine
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import psycopg
from sqlalchemy import text

from bot import logs
from bot.app import Runtime, build
from bot.app.evidence import evidence_store
from bot.clock import Clocks
from bot.conversation.activities import formality_of
from bot.delivery.pacing import Pacing
from bot.manifest import load_manifest
from bot.policy.schemes.pack_file import load_packs
from bot.services.context.member_context import Actor, ContextFactory, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.members import settings
from bot.services.record.revisions import chain_revision
from bot.services.schemes.assessment import assess_again
from sandbox import Channel, Message, Outcome, Person, Sandbox, Upload, User, View
from sandbox.forms import Placed, Value, options_of, placed
from sandbox.model import SLACKBOT_ID, Payload
from sandbox.transport import Answer, Kind, Retry, Transport
from storage.engine.database import Database
from storage.row_types import EntryRecord
from storage.tables import words
from storage.vocabulary import INBOX_OPEN, JOB_OPEN, OUTBOX_OPEN
from tests.checked_records import all_that_fails
from tests.patience import PATIENCE
from tests.running import settings_for
from tests.unit.ui.reading import texts, words_on_buttons

SATURDAY = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
"""When a harness begins: the day of the flagship conversation in docs/conversation.md."""

MONDAY = SATURDAY + timedelta(days=2, hours=5)
"""The first working day after it, at 15:00 in London: everybody's usual hour has come."""

ANA = User("U0ANA00000", "Ana", "Ana Ortiz")
BEN = User("U0BEN00000", "Ben", "Ben Okafor")
MAX = User("U0MAX00000", "Max", "Max Weber")
IDA = User("U0IDA00000", "Ida", "Ida Larsen", is_admin=True)
GIL = User("U0GIL00000", "Gil", "Gil Guest", is_restricted=True)
ROBOT = User("U0ROBOT000", "Robot", "Robot", is_bot=True)
EVERYBODY = (ANA, BEN, MAX, IDA, GIL, ROBOT)

SENTENCE = "2h high voltage isolation course at Bosch yesterday"
ANSWER = "proving dead before touching the pack, I do EV battery swaps now"

_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=10)
_WAITING = (
    f"SELECT (SELECT count(*) FROM inbox WHERE state IN ({words(INBOX_OPEN)}))"
    f" + (SELECT count(*) FROM outbox WHERE state IN ({words(OUTBOX_OPEN)}))"
    f" + (SELECT count(*) FROM job WHERE state IN ({words(JOB_OPEN)}))"
)

_WAITING_INBOX = f"SELECT count(*) FROM inbox WHERE state IN ({words(INBOX_OPEN)})"

_LEASED = (
    "SELECT (SELECT count(*) FROM inbox WHERE lease_until IS NOT NULL)"
    " + (SELECT count(*) FROM outbox WHERE lease_until IS NOT NULL)"
    " + (SELECT count(*) FROM job WHERE lease_until IS NOT NULL)"
)

_GIVEN = count(1)


def _given() -> str:
    """A key for what a test was given. A database that is copied may hold another process's."""
    return f"given:{os.getpid()}:{next(_GIVEN)}"


class RealTime:
    """The time of this machine, so far `ahead` that the harness begins when it is to begin."""

    def __init__(self, begins: datetime) -> None:
        self.ahead = begins - datetime.now(UTC)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(machine.time(), UTC) + self.ahead


class Harness:
    """A sandbox, the bot against it, and what stands in its database."""

    def __init__(
        self,
        sandbox: Sandbox,
        runtime: Runtime,
        contexts: ContextFactory,
        *,
        transport: "Counted",
        real: RealTime,
        log: io.StringIO,
    ) -> None:
        self.sandbox = sandbox
        self.runtime = runtime
        self.contexts = contexts
        self._transport = transport
        self._real = real
        self._log = log
        self._refusals_expected: set[str] = set()
        self._errors_expected: set[str] = set()
        self._slackbot_expected = False
        self._asking: sqlite3.Connection | psycopg.Connection | None = None

    # People

    def member(self, user: User) -> "Member":
        """Somebody, at their screen."""
        return Member(self, self.sandbox.person(user.id))

    def join(self, user: User) -> "Member":
        """Somebody new in the workspace."""
        self.sandbox.workspace.users[user.id] = user
        return self.member(user)

    def channel(self, *members: User, with_bot: bool = True) -> Channel:
        """A public channel."""
        ids = [one.id for one in members]
        return self.sandbox.workspace.add_channel("workshop", ids, with_bot=with_bot)

    # What was so before the test begins

    @contextmanager
    def open(self, user: User) -> Iterator[MemberContext]:
        """A member context of somebody's, as if they had been here before; kept at the end."""
        actor = Actor(self.sandbox.workspace.team.id, user.id)
        with self.contexts.open(actor, Origin(_given())) as ctx:
            ctx.work.undo.be_silent()
            if ctx.member.profile_at is None:
                guest = user.is_restricted or user.is_ultra_restricted
                know(
                    ctx,
                    Profile(
                        name=user.name,
                        tz=user.tz,
                        kind="guest" if guest else "person",
                        deactivated=user.deleted,
                        is_admin=user.is_admin,
                    ),
                )
            yield ctx
            ctx.commit()

    async def enrolled(
        self,
        user: User,
        pack: str = "imi-register",
        *,
        cycle_start: date | None = date(2025, 6, 1),
        opening: tuple[int, int] | None = (0, 0),
        job: str | None = "vehicle technician",
        onboarding: str = "done",
    ) -> None:
        """Somebody in a scheme; `opening` is what their account shows, cycle and year, in whole
        credits, None where they have nothing to bring in."""
        with self.open(user) as ctx:
            settings.enrol(ctx, pack)
            if cycle_start is not None:
                settings.set_cycle_start(ctx, pack, cycle_start)
            if pack != "cmi":
                if opening is None:
                    settings.decline_opening(ctx, pack)
                else:
                    cycle, year = opening
                    settings.set_opening(ctx, pack, cycle=cycle * 100, year=year * 100)
            if job is not None:
                settings.set_job(ctx, job, date(2020, 1, 1))
            ctx.change_member(onboarding=onboarding)
        await self.quiet()

    async def logged(
        self,
        user: User,
        title: str = "Brake overhaul",
        *,
        days_ago: int = 30,
        minutes: int = 120,
        over_days: int = 1,
        line: str | None = "I now check the pads before I bleed the system",
    ) -> EntryRecord:
        """An entry that somebody saved before the test begins, done `over_days` days up to then."""
        with self.open(user) as ctx:
            last = ctx.today - timedelta(days=days_ago)
            entry = ctx.work.entries.add(
                ctx.member.id,
                "logged",
                ctx.now - timedelta(days=days_ago),
                source_key=_given(),
                title=title,
                start_date=last - timedelta(days=over_days - 1),
                end_date=last,
                minutes=minutes,
                type="short course",
                formality=formality_of("short course"),
                evaluate=line,
                logged_at=ctx.now - timedelta(days=days_ago),
            )
            assert entry is not None
            chain_revision(ctx, entry, "saved")
            assess_again(ctx, [entry])
        return entry

    # Time

    async def quiet(self) -> None:
        """Returns once everything that came was dealt with, and everything due was said."""
        await self._until(self._is_quiet)

    async def _until(self, condition: Callable[[], bool]) -> None:
        with self.sandbox.workspace.feed.subscribe() as changes:
            async with asyncio.timeout(PATIENCE):
                while not condition():
                    # What the bot writes down after Slack's last answer shows in no feed.
                    with suppress(TimeoutError):
                        async with asyncio.timeout(0.02):
                            await anext(changes)

    async def answered(self) -> None:
        """Returns once what came over Slack was dealt with; jobs and messages may be under way."""
        await self._until(self._is_answered)

    async def quiet_in_the_end(self) -> None:
        """The same, while the minutes pass at once for which something has to wait."""
        step = _SHORTEST_WAIT
        with self.sandbox.workspace.feed.subscribe() as changes:
            async with asyncio.timeout(PATIENCE):
                while not self._is_quiet():
                    if self.sandbox.delivery.is_idle and self._asked(_LEASED) == 0:
                        self._real.ahead += step
                        step = min(2 * step, _LONGEST_WAIT)
                    else:
                        step = _SHORTEST_WAIT
                    with suppress(TimeoutError):
                        async with asyncio.timeout(0.02):
                            await anext(changes)

    def pass_by(self, time: timedelta) -> None:
        """Has so much real time pass at once, whatever is under way."""
        self._real.ahead += time

    async def move_to(self, moment: datetime) -> None:
        """Moves the calendar forward; returns once what is due then has been said."""
        self.sandbox.calendar.move_to(moment)
        await self.runtime.tick_now()
        await self.quiet()

    # What can be found out from outside

    async def query(self, statement: str) -> list[tuple[Any, ...]]:
        """What the database answers to a plain statement."""
        with self.contexts.database.snapshot() as session:
            rows = session.connection().execute(text(statement)).all()
        return [tuple(row) for row in rows]

    @property
    def log(self) -> str:
        """Everything that the bot has logged, down to the finest level."""
        return self._log.getvalue()

    @property
    def errors(self) -> list[str]:
        """What the log calls an error, by what it says happened."""
        lines = [json.loads(line) for line in self.log.splitlines()]
        return [line["event"] for line in lines if line["level"] in ("error", "critical")]

    @property
    def refusals(self) -> list[str]:
        """What Slack refused: method and code."""
        calls = [
            f"{call.method}: {call.answer['error']}"
            for call in self.sandbox.calls
            if call.answer is not None and not call.ok
        ]
        return [*calls, *(f"response_url: {code}" for code in self.sandbox.response_urls.refused)]

    def expect_refusal(self, *codes: str) -> None:
        """The test has Slack refuse something with these codes."""
        self._refusals_expected |= set(codes)

    def expect_error(self, *events: str) -> None:
        """The test makes something go wrong that an operator has to hear of."""
        self._errors_expected |= set(events)

    def expect_slackbot(self) -> None:
        """The test has Slack itself tell somebody that something failed."""
        self._slackbot_expected = True

    def check(self) -> None:
        """Nothing was refused and nothing went wrong but for what the test asked for."""
        unasked = [
            one for one in self.refusals if one.partition(": ")[2] not in self._refusals_expected
        ]
        assert unasked == []
        assert [one for one in self.errors if one not in self._errors_expected] == [], self.log
        workspace = self.sandbox.workspace
        failures = [
            message.text
            for user in workspace.people
            for channel in workspace.channels_of(user.id)
            for message in workspace.messages_for(user.id, channel.id)
            if message.user_id == SLACKBOT_ID and not self._slackbot_expected
        ]
        assert failures == []

    def _all_answered(self) -> bool:
        """Whether nothing is shown or done any more in answer to a click, a form or a command."""
        answered = self.runtime.metrics.counted("interactions", "answered")
        return answered >= self._transport.acknowledged

    def _is_answered(self) -> bool:
        return self.sandbox.delivery.is_idle and self._asked(_WAITING_INBOX) == 0

    def _is_quiet(self) -> bool:
        return self.sandbox.delivery.is_idle and self._all_answered() and self._asked(_WAITING) == 0

    def _asked(self, statement: str) -> int:
        # By the driver alone, and on one connection: this is asked several times for each thing
        # that a person does.
        for attempt in (1, 2):
            if self._asking is None:
                self._asking = _connected(self.contexts.database)
            try:
                with closing(self._asking.cursor()) as cursor:
                    [(found,)] = cursor.execute(statement).fetchall()
            except psycopg.OperationalError:  # the server went away, as some tests have it
                self.close()
                if attempt == 2:
                    raise
            else:
                break
        return int(found)

    def close(self) -> None:
        """Lets its own connection go."""
        if self._asking is not None:
            self._asking.close()
            self._asking = None


def _connected(database: Database) -> "sqlite3.Connection | psycopg.Connection":
    """Outside a transaction: each statement sees what was committed last, and locks nothing."""
    if database.dialect == "sqlite":
        return sqlite3.connect(str(database.url.database), isolation_level=None)
    address = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)


class Counted:
    """A way of reaching the bot that counts what it has acknowledged but for events."""

    def __init__(self, transport: Transport) -> None:
        self.acknowledged = 0
        self._transport = transport

    async def send(self, kind: Kind, payload: Payload, retry: Retry | None) -> Answer:
        """See `sandbox.transport`."""
        answer = await self._transport.send(kind, payload, retry)
        if answer.ok and kind != "events_api":
            self.acknowledged += 1
        return answer


_PICKERS = ("datepicker", "users_select")


class Member:
    """A person in words: what they write and click, and what they read."""

    def __init__(self, harness: Harness, person: Person) -> None:
        self.harness = harness
        self.person = person

    # What they do; each returns once the bot has nothing more to say about it.

    async def write(
        self,
        words: str,
        *,
        thread: Message | None = None,
        files: Sequence[Upload] = (),
    ) -> Message:
        """A message to the bot, in a thread where one is given."""
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        message = await self.person.say(words, thread_ts=thread_ts, files=files)
        await self.harness.quiet()
        return message

    async def edit(self, message: Message, words: str) -> None:
        """Another text for one of their own messages."""
        await self.person.edit(message, words)
        await self.harness.quiet()

    async def click(self, words: str, where: Message | View | None = None) -> None:
        """The button, or the choice in a menu, that bears these words: the newest one in sight."""
        await self._went_through(await self.begin_to_click(words, where))

    async def begin_to_click(self, words: str, where: Message | View | None = None) -> Outcome:
        """The same; returns once that is acknowledged."""
        where, place, value = self._in_sight(words, where)
        return await self.person.click(where, place.action_id, place.block_id, value)

    async def press(self, where: Message | View, action_id: str, block_id: str = "") -> None:
        """The element of this action, where others bear the same words."""
        outcome = await self.person.click(where, action_id, block_id or None)
        await self._went_through(outcome)

    async def pick(self, what: str, where: Message | View) -> None:
        """A day in a message's or a view's calendar, or somebody in its menu of people."""
        [place] = [each for each in placed(where.blocks) if each.type in _PICKERS]
        outcome = await self.person.click(where, place.action_id, place.block_id, what)
        await self._went_through(outcome)

    async def submit(self, values: Mapping[str, Value] | None = None) -> Mapping[str, str]:
        """The modal on top; what it objects to, by field."""
        outcome = await self.person.submit(values)
        await self._went_through(outcome)
        return outcome.errors

    async def command(
        self, words: str = "", channel: Channel | None = None, name: str = "/cpd"
    ) -> str:
        """A slash command; what they read in answer to it, which nobody else does."""
        before = len(self.whispers(channel))
        outcome = await self.person.command(name, words, channel.id if channel else None)
        await self._went_through(outcome)
        return "\n".join(reads(one) for one in self.whispers(channel)[before:])

    async def open_home(self) -> View:
        """Their App Home, up to date."""
        await self.person.open_home()
        await self.harness.quiet()
        return self.home

    # What they see

    @property
    def home(self) -> View:
        """The App Home as it stands."""
        assert self.person.home is not None
        return self.person.home

    @property
    def modal(self) -> View:
        """The modal on top."""
        assert self.person.modal is not None
        return self.person.modal

    @property
    def heard(self) -> list[Message]:
        """What the bot said in their DM for good, oldest first."""
        bot = self.harness.sandbox.workspace.bot.id
        return [one for one in self._in_dm if one.user_id == bot and one.visible_to is None]

    def whispers(self, channel: Channel | None = None) -> list[Message]:
        """What the bot said to them alone, in the DM or in a channel."""
        room = channel.id if channel else None
        return [one for one in self.person.messages(room) if one.visible_to is not None]

    @property
    def last(self) -> str:
        """All that the bot's newest message says now, its buttons in square brackets."""
        return reads(self.heard[-1])

    @property
    def last_whisper(self) -> str:
        """The newest of what the bot said to them alone in the DM."""
        return reads(self.whispers()[-1])

    def message(self, words: str) -> Message:
        """The newest message of the bot's in which these words stand."""
        return next(one for one in reversed(self.heard) if words in reads(one))

    @property
    def card(self) -> Message:
        """The newest card."""
        return next(one for one in reversed(self.heard) if _is_about(one, "card"))

    @property
    def note(self) -> Message:
        """The newest note below a card."""
        return next(one for one in reversed(self.heard) if _is_about(one, "note"))

    @property
    def _in_dm(self) -> list[Message]:
        return self.person.messages()

    def _in_sight(
        self, words: str, where: Message | View | None
    ) -> tuple[Message | View, Placed, str | None]:
        candidates: list[Message | View] = [where] if where is not None else []
        if where is None:
            candidates = [*reversed(self._in_dm)]
        for candidate in candidates:
            for place, value in _marked(candidate.blocks, words):
                return candidate, place, value
        raise AssertionError(f"Nothing to click that says {words!r} in: {self.last}")

    async def _went_through(self, outcome: Outcome) -> None:
        assert outcome.error is None, f"{outcome.error}\n{self.harness.log}"
        await self.harness.quiet()


def reads(shown: Message | View) -> str:
    """All that a person reads of a message or a view, its buttons in square brackets."""
    words = texts(shown.blocks)
    if isinstance(shown, Message) and not shown.blocks:
        words = [shown.text]
    return "\n".join([*words, *(f"[{each}]" for each in words_on_buttons(shown.blocks))])


def buttons(shown: Message | View) -> list[str]:
    """The words on everything that can be clicked."""
    return words_on_buttons(shown.blocks)


def _marked(blocks: Sequence[Any], words: str) -> Iterator[tuple[Placed, str | None]]:
    for place in placed(blocks):
        if place.type == "button" and place.element["text"]["text"] == words:
            yield place, None
        for option in options_of(place.element):
            if option["text"]["text"] == words:
                yield place, option["value"]


def _is_about(message: Message, surface: str) -> bool:
    return any(str(block["block_id"]).startswith(f"{surface}:") for block in message.blocks)


@asynccontextmanager
async def harness_at(
    database_url: str,
    *,
    now: datetime = SATURDAY,
    mode: str = "http",
    admins: frozenset[str] = frozenset(),
    people: Sequence[User] = EVERYBODY,
    manifest: Mapping[str, Any] | None = None,
    before: Callable[[Sandbox], None] = lambda _: None,
    **changes: Any,
) -> AsyncIterator[Harness]:
    """A harness that begins at `now`; time goes on in it as on this machine. Checked at the end.

    `before` is told of the sandbox before the bot starts; `manifest` is another one of the app's.
    """
    real = RealTime(now)
    with _captured_log() as log:
        async with Sandbox(
            manifest or load_manifest().source,
            people,
            real_time=lambda: real().timestamp(),
            retry_delays=(0.0, 0.05),
            trigger_seconds=PATIENCE,  # how busy the machine is just now is no finding
        ) as sandbox:
            before(sandbox)
            clocks = Clocks(calendar=sandbox.calendar.now, real=real)
            given = settings_for(sandbox, database_url, mode=mode, admins=admins, **changes)
            runtime = build(given, clocks, pacing=lambda: Pacing(real, burst=1000))
            process = asyncio.create_task(runtime.run())
            await _ready(runtime, process)
            if mode == "http":
                sandbox.deliver_to(f"http://127.0.0.1:{runtime.port}/slack/events")
            transport = sandbox.delivery.transport = Counted(sandbox.delivery.transport)
            database = Database(database_url)
            contexts = ContextFactory(
                database, clocks, load_packs(), admins, evidence=evidence_store(given)
            )
            harness = Harness(sandbox, runtime, contexts, transport=transport, real=real, log=log)
            try:
                yield harness
            finally:
                runtime.stop()
                await process
                harness.close()
                unverified = await asyncio.to_thread(all_that_fails, contexts)
                database.close()
            harness.check()
            assert unverified == []


async def _ready(runtime: Runtime, process: "asyncio.Task[None]") -> None:
    ready = asyncio.create_task(runtime.ready.wait())
    await asyncio.wait({process, ready}, return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
    if process.done():
        process.result()


@contextmanager
def _captured_log() -> Iterator[io.StringIO]:
    """What the bot logs, as an operator would read it; the test runner's own handlers come back."""
    root, log = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.configure("debug", log)
    try:
        yield log
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


def deactivated(user: User) -> User:
    """The same person, their account switched off."""
    return replace(user, deleted=True)
