"""What a unit of work says: messages queued with the change that caused them, and shown anew.

What is to be shown anew is collected, and noted in one statement at the commit. The queue that
messages stand in, and its sender's side, is `storage.queues.outbox`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, case, func, select, union_all
from sqlmodel import Session

from storage.engine.database import wakes
from storage.engine.id_lists import in_ids, in_words
from storage.engine.prepared import prepared
from storage.engine.statements import run
from storage.queues import outbox
from storage.queues.outbox import HOME
from storage.repository import Repository, Unit, given, table_of
from storage.tables import Outbox
from storage.vocabulary import OUTBOX_OPEN

OLD_ANSWERS: Final = "old_answers"
"""The kind of the message about a member's old answers, which shows words of several entries."""
KEPT_WHOLE: Final = "kept_whole"
"""The kind of the message that tells what goes on counting whole, however long."""

_row = table_of(Outbox).c
_NEWEST_NOTE = prepared(
    select(func.max(_row.id)).where(
        _row.workspace_id == given("workspace"),
        _row.entry_id == given("entry", _row.entry_id),
        _row.kind == "note",
    )
)
_ABOUT = select(_row.entry_id).where(
    _row.workspace_id == given("workspace"),
    _row.channel == given("channel"),
    _row.ts == given("ts"),
)


def home_of(member_id: int) -> str:
    """What a member's Home is known by."""
    return f"home:{member_id}"


def old_answers_of(member_id: int) -> str:
    """What the message about a member's old answers is known by."""
    return f"{OLD_ANSWERS}:{member_id}"


def kept_whole_of(entry_id: int) -> str:
    """What the message that an entry goes on counting whole is known by."""
    return f"{KEPT_WHOLE}:{entry_id}"


def calls_for_help_of(member_id: int) -> str:
    """What the keys of a member's messages to administrators begin with."""
    return f"member_stuck:{member_id}:"


class Messages(Repository):
    """The bot's messages to the members of one workspace. Moments are real time."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(unit)
        self._now: datetime | None = None
        self._home_due: datetime | None = None
        self._cards: set[int] = set()  # of these entries
        self._questions: set[int] = set()  # about these entries
        self._asking: tuple[str, ...] = ()  # by messages of these kinds
        self._notes: set[int] = set()  # the newest of each of these entries
        self._messages: set[int] = set()  # by number
        self._said: set[str] = set()  # by what they are known by
        unit.writes(self._write, last=True)

    def say(
        self,
        member_id: int,
        kind: str,
        dedupe_key: str,
        now: datetime,
        values: Mapping[str, Any] | None = None,
        *,
        entry_id: int | None = None,
        thread_ts: str | None = None,
    ) -> int | None:
        """Queue a message into a member's DM; None where this key has been said.

        It is sent once the unit is committed, rendered as things are then.
        """
        return outbox.add(
            self._unit.session,
            workspace_id=self._workspace_id,
            member_id=member_id,
            lane=outbox.lane_of(member_id),
            dedupe_key=dedupe_key,
            kind=kind,
            values=dict(values or {}),
            entry_id=entry_id,
            thread_ts=thread_ts,
            now=now,
        )

    def show_entry(self, entry_id: int, now: datetime) -> None:
        """Have an entry's card and its live note rendered anew, from the state as it is once this
        unit is committed.
        """
        self._now = now
        self._cards.add(entry_id)
        self._notes.add(entry_id)

    def show_questions(self, entry_id: int, now: datetime, kinds: tuple[str, ...]) -> None:
        """Have the questions about what was meant, beside an entry, rendered anew: messages of
        these kinds.
        """
        self._now = now
        self._asking = kinds
        self._questions.add(entry_id)

    def show_message(self, message_id: int, now: datetime) -> None:
        """Have one message rendered anew."""
        self._now = now
        self._messages.add(message_id)

    def show_said(self, dedupe_key: str, now: datetime) -> None:
        """Have the message that was said under this key rendered anew, if it was said."""
        self._now = now
        self._said.add(dedupe_key)

    def show_home(self, member_id: int, now: datetime, due: datetime) -> None:
        """Have the member's Home shown anew once it is `due`, if they have ever opened it."""
        self._now = now
        self._home_due = min(due, self._home_due or due)
        self._said.add(home_of(member_id))

    def open_home(self, member_id: int, now: datetime) -> None:
        """Have the member's Home shown from now on, and at once: they look at it."""
        if self.say(member_id, HOME, home_of(member_id), now) is None:
            self.show_home(member_id, now, now)

    def newest_note(self, entry_id: int) -> int | None:
        """The note about an entry that was queued last: the only one whose buttons are live."""
        number: int | None = self._run(_NEWEST_NOTE, entry=entry_id).scalar_one()
        return number

    def newest_said(self, dedupe_keys: Sequence[str]) -> str | None:
        """Which of these was said last; None where none was."""
        query = (
            select(_row.dedupe_key)
            .where(_row.workspace_id == self._workspace_id, _row.dedupe_key.in_(dedupe_keys))
            .order_by(_row.id.desc())
            .limit(1)
        )
        newest: str | None = self._session.execute(query).scalar_one_or_none()
        return newest

    def offered_last(self, member_id: int, sentence: str) -> int | None:
        """The entry of the offer with this sentence, if that is what the member was told last."""
        last = self._last(member_id)
        if last is None or last[1] != "offer" or last[2].get("sentence") != sentence:
            return None
        entry_id: int | None = last[3]
        return entry_id

    def offered_lately(self, member_id: int, sentence: str, most: int) -> Mapping[str, Any] | None:
        """The values of the newest offer with this sentence, if it is among so many messages that
        the member was told last; None where it is not.
        """
        query = (
            select(_row.kind, _row["values"])
            .where(
                _row.workspace_id == self._workspace_id,
                _row.member_id == member_id,
                _row.kind != HOME,
            )
            .order_by(_row.id.desc())
            .limit(most)
        )
        told = self._session.execute(query).all()
        offered = (values for kind, values in told if kind == "offer")
        return next((one for one in offered if one.get("sentence") == sentence), None)

    def said_last(self, member_id: int) -> int | None:
        """The number of the message that the member was told last; None where there is none."""
        last = self._last(member_id)
        return None if last is None else last[0]

    def _last(self, member_id: int) -> Any:
        query = (
            select(_row.id, _row.kind, _row["values"], _row.entry_id)
            .where(
                _row.workspace_id == self._workspace_id,
                _row.member_id == member_id,
                _row.kind != HOME,
            )
            .order_by(_row.id.desc())
            .limit(1)
        )
        return self._session.execute(query).first()

    def newest_of(self, member_id: int, kind: str, most: int) -> tuple[int, ...]:
        """The messages of a kind that were queued last for a member, the newest first."""
        query = (
            select(_row.id)
            .where(
                _row.workspace_id == self._workspace_id,
                _row.member_id == member_id,
                _row.kind == kind,
            )
            .order_by(_row.id.desc())
            .limit(most)
        )
        return tuple(self._session.execute(query).scalars())

    def about_entry(self, channel: str, ts: str) -> int | None:
        """The entry that a message of ours, or the thread on it, is about."""
        entry_id: int | None = self._run(_ABOUT, channel=channel, ts=ts).scalars().first()
        return entry_id

    def said_as(self, channel: str, ts: str) -> tuple[str, Mapping[str, Any]] | None:
        """The kind of the message that stands there, and the values that are kept of it."""
        query = select(_row.kind, _row["values"]).where(
            _row.workspace_id == self._workspace_id, _row.channel == channel, _row.ts == ts
        )
        row = self._session.execute(query).first()
        return None if row is None else (row[0], row[1])

    def _write(self) -> None:
        if self._now is None:
            return
        shown = (
            ("cards", self._cards),
            ("questions", self._questions),
            ("notes", self._notes),
            ("messages", self._messages),
            ("said", self._said),
        )
        noted = self._run(
            _showing(tuple(name for name, what in shown if what), self._asking),
            now=self._now,
            home_due=self._home_due or self._now,
            **{name: sorted(what) for name, what in shown if what},
        )
        if noted.rowcount:
            wakes(self._unit.session, "outbox")
        for _, what in shown:
            what.clear()
        self._now = None


def show_anew(
    session: Session, workspace_id: str, dedupe_keys: Sequence[str], now: datetime
) -> None:
    """Have what was said under these keys rendered anew, outside a unit of work; `now` is real."""
    values = {"workspace": workspace_id, "said": sorted(dedupe_keys), "now": now, "home_due": now}
    if run(session, _showing(("said",)), values).rowcount:
        wakes(session, "outbox")


@cache
def _showing(what: tuple[str, ...], asking: tuple[str, ...] = ()) -> Any:
    cards = and_(in_ids(_row.entry_id, "cards"), _row.kind == "card")
    questions = and_(in_ids(_row.entry_id, "questions"), _row.kind.in_(asking))
    notes = and_(in_ids(_row.entry_id, "notes"), _row.kind == "note")
    said = and_(_row.workspace_id == given("workspace"), in_words(_row.dedupe_key, "said"))
    found = {
        "cards": select(_row.id).where(cards),
        "questions": select(_row.id).where(questions),
        "notes": select(func.max(_row.id)).where(notes).group_by(_row.entry_id),
        "messages": select(_row.id).where(in_ids(_row.id, "messages")),
        "said": select(_row.id).where(said),
    }
    return showing_anew([found[name] for name in what])


def showing_anew(found: Sequence[Select[Any]]) -> Any:
    """A statement, to be built once, that notes that what some messages show has changed: those
    whose numbers any of these finds, each by an index of its own.

    It is given `workspace`, and `now` and `home_due` in real time. A sent message turns stale, one
    being sent is remembered as changed, and one still to be sent keeps its state, as it is rendered
    when it goes. Home is held back until `home_due`, so that several changes become one publish.
    """
    sent = _row.state == "sent"
    moment = bindparam("now", type_=_row.due_at.type)
    home_due = bindparam("home_due", type_=_row.due_at.type)
    # One statement, and rows still to be sent are written to as well: a sender who claims one
    # meanwhile waits for our commit, instead of rendering what stood there before.
    return prepared(
        table_of(Outbox)
        .update()
        .where(
            # Not the column itself: SQLite would go through the whole workspace by its index.
            _row.workspace_id.concat("") == bindparam("workspace", type_=_row.workspace_id.type),
            _row.state.in_(("sent", *OUTBOX_OPEN)),
            _row.id.in_(union_all(*found) if len(found) > 1 else found[0]),
        )
        .values(
            state=case((sent, "stale"), else_=_row.state),
            due_at=case(
                (and_(sent, _row.kind == HOME), home_due),
                (sent, moment),
                (and_(_row.kind == HOME, _row.attempts == 0, _row.due_at > home_due), home_due),
                else_=_row.due_at,
            ),
            changed=case((sent, False), else_=True),
        )
    )
