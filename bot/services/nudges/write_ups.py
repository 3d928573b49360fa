"""One tap to plan: when a member wants to write an activity up, said once more at that time.

The plan is made where a nudge asks; at its time a message of its own says it again. Words that were
typed with it are private: they stand in the form that the message opens, and nowhere else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlmodel import Session

from bot.conversation.text import clean
from bot.policy.access import Permission, Subject
from bot.policy.nudges.write_up_times import moment_of, offered_times, whether_due
from bot.policy.working_time import local
from bot.services.context.leaves import quiet
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.refused import Refused
from bot.services.context.working_time import working_time, working_time_of
from bot.services.dispatch.pages import Say, say
from bot.services.record.entry_events import OnEntry
from bot.services.record.undo_steps import UndoStep
from storage.nudges import write_ups as rows
from storage.nudges.write_ups import DueWriteUp
from storage.row_types import EntryRecord, NudgeRecord, WriteUpRecord
from storage.vocabulary import WriteUpState

FURTHEST: Final = timedelta(days=366)
WORDS_MOST: Final = 500

KIND: Final = rows.KIND
"""What the message is queued as that comes at such a time."""

PAGE: Final = 200
"""Write-ups in one transaction: acks wait for it."""


_MOVED: Final = "moved"
"""In a nudge's values: by the number of a write-up, that of the one whose time it moved."""

_QUIET: Final = "quiet_before"
"""In a nudge's values: how its member's days of quiet were, and `of` which write-up that was kept.
"""


@dataclass(frozen=True, slots=True)
class WriteUpView:
    """One as its message shows it: when it was planned, and for when, on the member's clock.

    `moved_to` is the time for which another is agreed on since. `private`: words were typed with
    it.
    """

    one: WriteUpRecord
    planned_on: datetime
    at: datetime
    private: bool
    moved_to: datetime | None


@dataclass(frozen=True, slots=True)
class PutBack:
    """What an undo has put back, as the name of its sentence and its values."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)


def offered(ctx: MemberContext, nudge: NudgeRecord) -> tuple[datetime, ...]:
    """The times that a nudge offers, on the member's clock: the same however late it is shown."""
    sent_on = nudge.at.astimezone(ctx.zone).date()
    return offered_times(sent_on, working_time_of(ctx.member))


def plan(
    ctx: MemberContext,
    day: date,
    minutes: int,
    *,
    nudge: int | None,
    instead: int | None = None,
    words: str = "",
) -> WriteUpRecord:
    """Come back to it on a day, so many minutes after midnight on the member's clock. What was
    agreed on before is given up, and so is the one that this is made `instead` of; what was typed
    with it is kept, unless there are other `words`.

    Raises Refused: not_your_nudge, time_has_passed, time_too_far.
    """
    at = moment_of(day, minutes, working_time_of(ctx.member))
    if at <= ctx.now:
        raise Refused("time_has_passed")
    if at - ctx.now > FURTHEST:
        raise Refused("time_too_far")
    before = _instead_of(ctx, instead)
    number = before.nudge_id if before else nudge
    about = None if number is None else _nudge(ctx, number)
    open_ones = _open_ones(ctx)
    if open_ones:
        _settle(ctx, [one.id for one in open_ones], "dropped")
    typed = (one.words for one in (before, *reversed(open_ones)) if one is not None and one.words)
    kept = clean(words).text.strip()[:WORDS_MOST] or next(typed, None)
    made = ctx.work.write_ups.add(ctx.member.id, at, ctx.now, nudge_id=number, words=kept)
    if about is not None and open_ones:
        moved = {**about.values.get(_MOVED, {}), str(made.id): open_ones[-1].id}
        ctx.work.nudges.note(about, **{_MOVED: moved})
    for one in (made, *open_ones):
        _show(ctx, one)
    ctx.show_home()
    return made


def drop(ctx: MemberContext, *, nudge: int | None, write_up: int | None = None) -> None:
    """The member does not want to be told at that time. Raises Refused("settled_already")."""
    one = (
        ctx.work.write_ups.get(write_up, ctx.member.id)
        if write_up is not None
        else ctx.work.write_ups.of_nudge(nudge or 0, ctx.member.id)
    )
    if one is None or one.state not in ("agreed", "asked"):
        raise Refused("settled_already")
    _settle(ctx, [one.id], "dropped")
    _show(ctx, one)
    ctx.show_home()


def taken_back(ctx: MemberContext, since: datetime | None) -> PutBack | None:
    """Take back the time that was agreed on after a moment: the one before it holds again, if it
    was moved, else it is given up. Where the member has changed their quiet since, and it is kept
    with it, that alone is taken back. None where nothing was agreed on.
    """
    for open_one in reversed(ctx.work.files.of(ctx.member.id).write_ups):
        if open_one.state == "agreed" and (since is None or open_one.made_at > since):
            one = ctx.work.write_ups.get(open_one.id, ctx.member.id)
            return None if one is None else _taken_back(ctx, one)
    return None


def _agreed_at(ctx: MemberContext) -> datetime | None:
    """When a time was agreed on last that has not come yet."""
    made = reversed(ctx.work.files.of(ctx.member.id).write_ups)
    return next((one.made_at for one in made if one.state == "agreed"), None)


def _take_back(ctx: MemberContext) -> Say | None:
    put_back = taken_back(ctx, None)
    return None if put_back is None else say(put_back.sentence, **put_back.values)


def _taken_back(ctx: MemberContext, one: WriteUpRecord) -> PutBack:
    nudge = None if one.nudge_id is None else ctx.work.nudges.get(one.nudge_id)
    values = {} if nudge is None else nudge.values
    quiet = values.get(_QUIET, {})
    if nudge is not None and quiet.get("of") == one.id:
        days = {name: day and date.fromisoformat(day) for name, day in quiet["before"].items()}
        ctx.work.nudges.note(nudge, **{_QUIET: {}})
        ctx.change_member(**days)
        ctx.show_home()
        return PutBack("quiet_taken_back")
    drop(ctx, nudge=None, write_up=one.id)
    number = values.get(_MOVED, {}).get(str(one.id), 0)
    earlier = ctx.work.write_ups.get(number, ctx.member.id)
    if earlier is None or earlier.state != "dropped":
        return PutBack("will_not_come_back")
    ahead = earlier.at > ctx.now
    ctx.work.write_ups.change(earlier, state="agreed" if ahead else "asked", words=one.words)
    ctx.work.messages.show_said(f"{KIND}:{earlier.id}", ctx.real)
    _show(ctx, earlier)
    if not ahead:
        return PutBack("will_not_come_back")
    return PutBack("planned_for", {"at": on_clock(ctx, earlier.at).isoformat()})


def note_quiet(ctx: MemberContext, before: Mapping[str, date | None]) -> bool:
    """Keep how a member's days of quiet were with their plan, for an undo; whether there is one. An
    undo keeps it with an entry; this is for who has none.
    """
    one = next(reversed(_open_ones(ctx)), None)
    if one is None or one.nudge_id is None:
        return False
    days = {name: day and day.isoformat() for name, day in before.items()}
    ctx.work.nudges.note(_nudge(ctx, one.nudge_id), **{_QUIET: {"of": one.id, "before": days}})
    return True


def logged(ctx: MemberContext, entry: EntryRecord) -> None:
    """Something was written up: whatever was planned before is done."""
    if entry.status != "logged":
        return
    done = [
        one.id
        for one in ctx.work.files.of(ctx.member.id).write_ups
        if entry.logged_at is not None and entry.logged_at > one.made_at
    ]
    if done:
        _settle(ctx, done, "done")


def view(ctx: MemberContext, number: int) -> WriteUpView | None:
    """One as it stands; None where it is gone."""
    one = ctx.work.write_ups.get(number, ctx.member.id)
    if one is None:
        return None
    later = [
        found
        for other in ctx.work.files.of(ctx.member.id).write_ups
        if other.id > one.id and other.state == "agreed"
        if (found := ctx.work.write_ups.get(other.id, ctx.member.id)) is not None
    ]
    return WriteUpView(
        one,
        planned_on=on_clock(ctx, one.made_at),
        at=on_clock(ctx, one.at),
        private=bool(one.words),
        moved_to=on_clock(ctx, later[-1].at) if later else None,
    )


def on_clock(ctx: MemberContext, moment: datetime) -> datetime:
    """A moment on the member's clock."""
    return local(moment.astimezone(UTC), ctx.member.zone)


def words_of(ctx: MemberContext, number: int) -> str:
    """What was typed with one, for the form that its message opens. Raises Refused."""
    one = ctx.work.write_ups.get(number, ctx.member.id)
    if one is None:
        raise Refused("settled_already")
    return one.words or ""


def chosen_times(ctx: MemberContext) -> list[datetime]:
    """Those of the member's that are agreed on (UTC)."""
    return [one.at.astimezone(UTC) for one in _open_ones(ctx) if one.state == "agreed"]


def ask_page(contexts: ContextFactory, after: int, limit: int) -> tuple[int, int | None]:
    """Have the messages of a page of write-ups, numbered above `after`, queued whose time has come;
    how many, and the page's last number where there may be more.
    """
    now = contexts.clocks.calendar()
    with contexts.database.transaction() as session:
        found = rows.due_page(session, now, after, limit)
        if not found:
            return 0, None
        asked = _ask(contexts, session, found, now)
        session.commit()
    return asked, found[-1].id if len(found) == limit else None


def ask(contexts: ContextFactory, member_id: int) -> int:
    """The same for one member alone; how many."""
    now = contexts.clocks.calendar()
    with contexts.database.transaction() as session:
        found = rows.due_to(session, now, member_id)
        asked = _ask(contexts, session, found, now) if found else 0
        session.commit()
    return asked


def _ask(
    contexts: ContextFactory, session: Session, found: Sequence[DueWriteUp], now: datetime
) -> int:
    asked = rows.ask(session, _those(found, now, "ask"), contexts.clocks.real())
    rows.lapse(session, _those(found, now, "lapse"), contexts.clocks.real())
    return asked


def to_ask(contexts: ContextFactory, now: datetime) -> list[DueWriteUp]:
    """What would be asked about at a moment, without asking."""
    due: list[DueWriteUp] = []
    after: int | None = 0
    with contexts.database.snapshot() as session:
        while after is not None:
            found = rows.due_page(session, now, after, PAGE)
            due += _those(found, now, "ask")
            after = found[-1].id if len(found) == PAGE else None
    return due


def _those(found: Sequence[DueWriteUp], now: datetime, what: str) -> list[DueWriteUp]:
    return [one for one in found if _whether(one, now) == what]


def _whether(one: DueWriteUp, now: datetime) -> str:
    if one.away:
        return "lapse"
    working = working_time(one.zone, one.work_start, one.work_end, one.work_days, one.country)
    paused = quiet(one.paused_until, one.leaves, local(now, one.zone).date())
    return whether_due(one.at, now, working, paused)


def _instead_of(ctx: MemberContext, number: int | None) -> WriteUpRecord | None:
    return None if number is None else ctx.work.write_ups.get(number, ctx.member.id)


def _open_ones(ctx: MemberContext) -> list[WriteUpRecord]:
    """Agreed on or asked about, the oldest first."""
    numbers = [one.id for one in ctx.work.files.of(ctx.member.id).write_ups]
    found = (ctx.work.write_ups.get(number, ctx.member.id) for number in numbers)
    return [one for one in found if one is not None]


def _nudge(ctx: MemberContext, nudge_id: int) -> NudgeRecord:
    found = ctx.work.nudges.get(nudge_id)
    if found is None:
        raise Refused("not_your_nudge")
    ctx.must(Permission.CHANGE_RECORD, Subject(found.member_id), otherwise="not_your_nudge")
    return found


def _settle(ctx: MemberContext, numbers: Sequence[int], state: WriteUpState) -> None:
    ctx.work.write_ups.settle(numbers, ctx.member.id, state)
    for number in numbers:
        ctx.work.messages.show_said(f"{KIND}:{number}", ctx.real)


def _show(ctx: MemberContext, one: WriteUpRecord) -> None:
    """Where it was chosen."""
    if one.nudge_id is not None:
        ctx.work.messages.show_said(f"nudge:{one.nudge_id}", ctx.real)


ON_ENTRY_CHANGED: Final = (OnEntry("close_write_ups", logged),)

UNDO_STEPS: Final = (UndoStep("write_up", 30, _agreed_at, _take_back),)
