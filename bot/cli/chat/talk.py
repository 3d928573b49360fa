"""A conversation with the bot: what the member does, and what they are shown because of it.

Everything passes the dispatcher, as from Slack. What the bot says by itself stands in the outbox:
it is rendered by the sender's own renderer, and shown instead of sent.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

import structlog

from bot.cli.chat import forms
from bot.cli.chat.asked import Span
from bot.cli.chat.elements import NotPossible, StateValues, complaints
from bot.cli.chat.people import CHANNEL
from bot.cli.chat.screen import Control, Post, Screen, Shown
from bot.cli.chat.world import World
from bot.delivery.content import Failed, Letter
from bot.delivery.content import Post as Posting
from bot.delivery.outcomes import Aside, Cancelled, Outcome, Sent
from bot.handlers.error_responses import words_for
from bot.handlers.payloads import clean
from bot.policy.working_time import WorkingTime, next_working_moment
from bot.services.context.member_context import Actor, Origin
from bot.services.context.mentions import mentioned_in
from bot.services.context.profiles import Profile
from bot.services.context.refused import Refused
from bot.services.context.working_time import working_time_of
from bot.services.dispatch import (
    Action,
    Form,
    Message,
    Mistaken,
    Page,
    ReadFirst,
    Strangers,
    decode,
)
from bot.services.dispatch.command_parser import Behind
from bot.services.dispatch.pages import Heard
from bot.services.members import actions as members
from bot.services.nudges import due_nudges, weekly_review, write_ups
from bot.services.nudges.candidates import WorkspaceRules
from bot.services.record.incoming.actions import Edit, Write
from bot.services.record.incoming.heard import Message as Written
from bot.ui.kit import pages
from bot.ui.kit.blocks import Content, View
from bot.ui.kit.ids import read_click
from storage.queues.outbox import PartName

log = structlog.get_logger(__name__)

BOT: Final = "U0CPDBOT"

_LEASE: Final = timedelta(minutes=1)
_AT_A_TIME: Final = 100
_MINUTE: Final = timedelta(minutes=1)
_HOUR_BY_HOUR: Final = timedelta(days=7)


class DeadLabel(Exception):  # noqa: N818 - it is told, and nothing has changed
    """There is no such button, entry or field in sight; the text says so."""


@dataclass(slots=True)
class Turn:
    """What came of one thing that the member did.

    `form` is one that was opened; `mistakes` are what it does not take, by field.
    """

    posts: list[Post] = field(default_factory=list)
    heard: Heard | None = None
    form: View | None = None
    mistakes: Mapping[str, str] = field(default_factory=dict)


class Talk:
    """One member's. `faults` counts what went wrong on the bot's side."""

    def __init__(self, world: World, actor: Actor, member_id: int) -> None:
        self.screen = Screen()
        self.faults = 0
        self._world = world
        self._actor = actor
        self._member_id = member_id
        self._said = 0
        self._last: Written | None = None
        self._turn = Turn()

    # What the member does

    def write(self, text: str, below_entry: int | None = None) -> Turn:
        """A message, in the thread of an entry's card where one is given. Raises `DeadLabel`."""
        self._turn = Turn()
        thread_ts = None if below_entry is None else self._card(below_entry)
        text = clean(text)
        command, _, behind = text.partition(" ")
        commands = self._world.dispatcher.commands
        if command in commands.names and thread_ts is None:
            typed = Behind(behind.strip(), mentioned_in(behind))
            self._do_and_show(lambda: commands.means(command, typed))
            return self._turn
        self._said += 1
        return self._hear(Write(self._written(text, self._ts(900_000 + self._said), thread_ts)))

    def edit(self, text: str) -> Turn:
        """Another text for the last message. Raises `DeadLabel` where there is none."""
        self._turn = Turn()
        if self._last is None:
            raise DeadLabel("You have written nothing yet.")
        before = self._last
        return self._hear(Edit(self._written(clean(text), before.ts, before.thread_ts)))

    def press(self, control: Control, picked: str | None = None) -> Turn:
        """A button, a menu's choice, or a day in a calendar."""
        self._turn = Turn()
        element = control.pressed(picked)
        self._do_and_show(lambda: decode(read_click(element)))
        return self._turn

    def tap(self, label: str, entry_id: int | None = None) -> Turn:
        """What bears a label; about an entry, where one is given. Raises `DeadLabel`."""
        return self.press(self._control(label, entry_id))

    def submit(self, of: str, fields: Mapping[str, Any], entry_id: int | None = None) -> Turn:
        """The form behind a label, sent with some fields changed.

        Raises `DeadLabel` for a label without one, and where a field cannot be filled in so.
        """
        control = self._control(of, entry_id)
        self._rehearse(control, fields)
        opened = self.press(control)
        return opened if opened.form is None else self.send(opened.form, fields, opened)

    def send(self, view: View, fields: Mapping[str, Any], opened: Turn | None = None) -> Turn:
        """A form, with some fields changed; what `opened` it is part of what is shown.

        Raises `DeadLabel` where a field cannot be filled in so.
        """
        self._turn = Turn(list(opened.posts) if opened else [])
        state = self._filled(view, fields)
        self._turn.mistakes = complaints(view["blocks"], state)
        if self._turn.mistakes:  # Slack does not even send it
            self._show_mistakes()
        else:
            self._do_and_show(lambda: forms.meaning(view, state))
        return self._turn

    def wait(self, span: Span) -> Turn:
        """The calendar moves on, and what becomes due meanwhile is said when it is due."""
        self._turn = Turn()
        clock, working = self._world.clock, self._working_time()
        end = span.after(clock.now, ZoneInfo(working.tz))
        workspaces: dict[str, WorkspaceRules] = {}
        chosen = self._chosen_times(clock.now, end)
        for moment in sorted({*working_moments(clock.now, end, working), *chosen, end}):
            clock.now = moment
            if self._sweep(workspaces):
                self._deliver("post", "update")
        self._deliver("post", "update")
        return self._turn

    def look_again(self, entry_ids: list[int]) -> Turn:
        """Has the cards of these entries shown as they stand: of a conversation taken up again."""
        self._turn = Turn()
        with self._world.contexts.open(self._actor, self._origin()) as ctx:
            for entry_id in entry_ids:
                ctx.work.messages.show_entry(entry_id, ctx.real)
            ctx.commit()
        self._deliver("post", "update")
        return self._turn

    # Having it done

    def _written(self, text: str, ts: str, thread_ts: str | None) -> Written:
        self._last = Written(f"chat:{uuid4().hex}", text, CHANNEL, ts, thread_ts)
        return self._last

    def _hear(self, action: Action) -> Turn:
        page: Page | None = None
        try:
            page = self._do(action)
        except Refused as refused:  # from Slack, that is an event: it is answered for good
            self._do(members.Hear(refused.sentence, refused.values))
        except Exception as error:  # noqa: BLE001 - told
            self._tell(error)
        self._deliver("post")
        self._show_page(page)
        self._deliver("update")
        return self._turn

    def _do_and_show(self, meaning: Callable[[], Action]) -> None:
        """As from a click: what it shows at once comes first."""
        try:
            page = self._do(meaning())
        except Mistaken as mistaken:
            self._turn.mistakes = pages.mistakes(mistaken)
            self._show_mistakes()
        except Exception as error:  # noqa: BLE001 - told
            self._tell(error)
        else:
            self._show_page(page)
        self._deliver("post", "update")

    def _do(self, action: Action) -> Page | None:
        origin, known = self._origin(), dict[str, Profile | None]()
        dispatcher = self._world.dispatcher
        looked = None
        if type(action).look is not Action.look:
            looked = dispatcher.look(self._actor, action)
        while True:
            try:
                page = dispatcher.run(self._actor, origin, action, profiles=known, looked=looked)
            except Strangers as strangers:
                known |= dict.fromkeys(strangers.slack_ids)  # nobody else is here to be asked
            except ReadFirst as first:
                looked = dispatcher.read(self._actor, first)
            else:
                return page

    def _rehearse(self, control: Control, fields: Mapping[str, Any]) -> None:
        """Raises `DeadLabel` where no form stands behind it that could be filled in so: found out
        in a unit of work that is taken back, so that nothing has changed then.
        """
        try:
            with self._world.contexts.open(self._actor, self._origin()) as ctx:
                page = decode(read_click(control.pressed())).do(ctx)
        except Refused:
            return  # it is told when it is really pressed
        if not isinstance(page, Form):
            raise DeadLabel(f"There is no form behind {control.label!r}.")
        self._filled(pages.form(page), fields)

    def _filled(self, view: View, fields: Mapping[str, Any]) -> StateValues:
        try:
            return forms.fill(view, clean(fields))
        except NotPossible as error:
            raise DeadLabel(str(error)) from None

    def _show_mistakes(self) -> None:
        """Beside the form's fields: they are no message."""
        told = Shown("", None, "\n".join(self._turn.mistakes.values()), ())
        self._note(Post(told, new=True))

    def _origin(self) -> Origin:
        return Origin(f"chat:{uuid4().hex}")

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self.faults += 1
        self._show(words_for(error))

    def _show_page(self, page: Page | None) -> None:
        match page:
            case Heard():
                self._turn.heard = page
            case Message():
                self._show(pages.message(page, BOT))
            case Form():
                self._turn.form = pages.form(page)

    def _show(self, content: Content) -> None:
        self._note(self.screen.show("", None, content))

    def _note(self, post: Post | None) -> None:
        if post is not None:
            self._turn.posts.append(post)

    # What the bot says by itself

    def _deliver(self, *parts: PartName) -> None:
        for part in parts:
            while self._deliver_some(part):
                pass

    def _deliver_some(self, part: PartName) -> int:
        world = self._world
        with world.database.transaction() as session:
            items = world.outbox.claim(
                session,
                part,
                now=world.clock(),
                limit=_AT_A_TIME,
                lease=_LEASE,
                member_id=self._member_id,
            )
            for letter in world.rendering.render(session, items):
                world.settling.settle(session, letter.item, self._delivered(letter))
            session.commit()
        return len(items)

    def _delivered(self, letter: Letter) -> Outcome:
        item, outgoing = letter.item, letter.outgoing
        match outgoing:
            case Posting():
                ts = item.ts or self._ts(item.id)
                blocks = outgoing.blocks if outgoing.plain is None else outgoing.plain
                content = Content(outgoing.text, [dict(block) for block in blocks])
                self._note(self.screen.show(ts, item.entry_id, content))
                return Sent(CHANNEL, ts, "posted", outgoing.keep)
            case Failed(error):
                self.faults += 1
                log.error("a message could not be rendered", kind=item.kind, exc_info=error)
                return Aside(type(error).__name__)
            case _:
                return Cancelled(type(outgoing).__name__)

    def _ts(self, number: int) -> str:
        """The ts of a message that is posted now."""
        return f"{self._world.clock().timestamp():.0f}.{number % 1_000_000:06d}"

    # What is in sight

    def _control(self, label: str, entry_id: int | None) -> Control:
        control = self.screen.find(label, entry_id)
        if control is None:
            raise DeadLabel(f"There is no live {label!r} in sight.")
        return control

    def _card(self, entry_id: int) -> str:
        card = self.screen.first_about(entry_id)
        if card is None:
            raise DeadLabel("There is no message about that entry.")
        return card.ts

    # Time

    def _working_time(self) -> WorkingTime:
        world = self._world
        with world.contexts.read_by_id(self._actor.workspace_id, self._member_id) as ctx:
            assert ctx is not None  # noqa: S101 - a member is never removed
            return working_time_of(ctx.member)

    def _chosen_times(self, begin: datetime, end: datetime) -> list[datetime]:
        """The times in between at which the member wants to write something up."""
        world = self._world
        with world.contexts.read_by_id(self._actor.workspace_id, self._member_id) as ctx:
            assert ctx is not None  # noqa: S101 - as above
            return [at for at in write_ups.chosen_times(ctx) if begin < at < end]

    def _sweep(self, workspaces: dict[str, WorkspaceRules]) -> int:
        """Queues what is due to the member at this moment, as the ticker's sweeps do for all."""
        contexts, now = self._world.contexts, self._world.clock()
        due = due_nudges.due_on_page(contexts, self._member_id, workspaces, now)
        mine = [one for one in due if one.member_id == self._member_id]
        asked = write_ups.ask(contexts, self._member_id)
        queued = due_nudges.queue(contexts, mine) if mine else 0
        turn, _ = weekly_review.whose_turn(contexts, self._member_id - 1)
        for one in turn:
            if one.member_id == self._member_id:
                queued += weekly_review.think_of(contexts, one)
        return asked + queued


def working_moments(begin: datetime, end: datetime, working: WorkingTime) -> Iterator[datetime]:
    """When it is looked who is due, after `begin` and before `end`: in the member's working time,
    hour by hour and in each shift's last minute; a week later, only as a shift begins and ends.
    """
    moment = next_working_moment(begin + _MINUTE, working)
    while moment is not None and moment < end:
        yield moment
        last = _last_minute(moment, working)
        after = moment + timedelta(hours=1)
        if moment < last and (after > last or moment - begin > _HOUR_BY_HOUR):
            after = last
        moment = next_working_moment(after, working)


def _last_minute(moment: datetime, working: WorkingTime) -> datetime:
    """Of the shift that the moment lies in."""
    wall = moment.astimezone(ZoneInfo(working.tz))
    over = datetime.combine(wall.date(), working.end, wall.tzinfo)
    if over <= wall:
        over += timedelta(days=1)
    return over.astimezone(UTC) - _MINUTE
