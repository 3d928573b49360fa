"""One tap to plan: when a member wants to write an activity up, said once more at that time.

The plan is made where a nudge asks; at its time a message of its own says it again. Words that were
typed with it are private: they stand in the form that the message opens, and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlmodel import Session

from bot.conversation.text import clean
from bot.policy.working_time import local
from bot.policy.write_up_times import moment_of, offered_times, whether_due
from bot.services.desk import Desk, Office
from bot.services.refused import Refused
from bot.services.settings import working_time, working_time_of
from storage import write_ups as rows
from storage.records import EntryRecord, NudgeRecord, WriteUpRecord
from storage.vocabulary import WriteUpState
from storage.write_ups import DueWriteUp

FURTHEST: Final = timedelta(days=366)
WORDS_MOST: Final = 500

KIND: Final = rows.KIND
"""What the message is queued as that comes at such a time."""

PAGE: Final = 200
"""Write-ups in one transaction: acks wait for it."""


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


def offered(desk: Desk, nudge: NudgeRecord) -> tuple[datetime, ...]:
    """The times that a nudge offers, on the member's clock: the same however late it is shown."""
    sent_on = nudge.at.astimezone(desk.zone).date()
    return offered_times(sent_on, working_time_of(desk.member))


def plan(
    desk: Desk,
    day: date,
    minutes: int,
    *,
    nudge: int | None,
    instead: int | None = None,
    words: str = "",
) -> WriteUpRecord:
    """Come back to it on a day, so many minutes after midnight on the member's clock. What was
    agreed on before is given up, and so is the one that this is made `instead` of.

    Raises Refused: not_your_nudge, time_has_passed, time_too_far.
    """
    at = moment_of(day, minutes, working_time_of(desk.member))
    if at <= desk.now:
        raise Refused("time_has_passed")
    if at - desk.now > FURTHEST:
        raise Refused("time_too_far")
    before = _instead_of(desk, instead)
    about = before.nudge_id if before else nudge
    if about is not None:
        _nudge(desk, about)
    open_ones = {one.id for one in desk.work.files.of(desk.member.id).write_ups}
    if open_ones:
        _settle(desk, sorted(open_ones), "dropped")
    kept = clean(words).text.strip()[:WORDS_MOST] or (before.words if before else None)
    made = desk.work.write_ups.add(desk.member.id, at, desk.now, nudge_id=about, words=kept)
    _show(desk, made)
    return made


def drop(desk: Desk, *, nudge: int | None, write_up: int | None = None) -> None:
    """The member does not want to be told at that time. Raises Refused("settled_already")."""
    one = (
        desk.work.write_ups.get(write_up, desk.member.id)
        if write_up is not None
        else desk.work.write_ups.of_nudge(nudge or 0, desk.member.id)
    )
    if one is None or one.state not in ("agreed", "asked"):
        raise Refused("settled_already")
    _settle(desk, [one.id], "dropped")
    _show(desk, one)


def taken_back(desk: Desk, since: datetime | None) -> bool:
    """Give up a time that was agreed on after a moment, whatever came before it; whether there was
    one.
    """
    for open_one in desk.work.files.of(desk.member.id).write_ups:
        if open_one.state == "agreed" and (since is None or open_one.made_at > since):
            drop(desk, nudge=None, write_up=open_one.id)
            return True
    return False


def logged(desk: Desk, entry: EntryRecord) -> None:
    """Something was written up: whatever was planned before is done."""
    done = [
        one.id
        for one in desk.work.files.of(desk.member.id).write_ups
        if entry.logged_at is not None and entry.logged_at > one.made_at
    ]
    if done:
        _settle(desk, done, "done")


def view(desk: Desk, number: int) -> WriteUpView | None:
    """One as it stands; None where it is gone."""
    one = desk.work.write_ups.get(number, desk.member.id)
    if one is None:
        return None
    later = [
        found
        for other in desk.work.files.of(desk.member.id).write_ups
        if other.id > one.id and other.state == "agreed"
        if (found := desk.work.write_ups.get(other.id, desk.member.id)) is not None
    ]
    return WriteUpView(
        one,
        planned_on=on_clock(desk, one.made_at),
        at=on_clock(desk, one.at),
        private=bool(one.words),
        moved_to=on_clock(desk, later[-1].at) if later else None,
    )


def on_clock(desk: Desk, moment: datetime) -> datetime:
    """A moment on the member's clock."""
    return local(moment.astimezone(UTC), desk.member.zone)


def words_of(desk: Desk, number: int) -> str:
    """What was typed with one, for the form that its message opens. Raises Refused."""
    one = desk.work.write_ups.get(number, desk.member.id)
    if one is None:
        raise Refused("settled_already")
    return one.words or ""


def chosen_times(desk: Desk) -> list[datetime]:
    """Those of the desk's member that are agreed on (UTC)."""
    found = (
        desk.work.write_ups.get(one.id, desk.member.id)
        for one in desk.work.files.of(desk.member.id).write_ups
        if one.state == "agreed"
    )
    return [one.at.astimezone(UTC) for one in found if one is not None]


def ask_page(office: Office, after: int, limit: int) -> tuple[int, int | None]:
    """Have the messages of a page of write-ups, numbered above `after`, queued whose time has come;
    how many, and the page's last number where there may be more.
    """
    now = office.clocks.calendar()
    with office.database.transaction() as session:
        found = rows.due_page(session, now, after, limit)
        if not found:
            return 0, None
        asked = _ask(office, session, found, now)
        session.commit()
    return asked, found[-1].id if len(found) == limit else None


def ask(office: Office, member_id: int) -> int:
    """The same for one member alone; how many."""
    now = office.clocks.calendar()
    with office.database.transaction() as session:
        found = rows.due_to(session, now, member_id)
        asked = _ask(office, session, found, now) if found else 0
        session.commit()
    return asked


def _ask(office: Office, session: Session, found: Sequence[DueWriteUp], now: datetime) -> int:
    asked = rows.ask(session, _those(found, now, "ask"), office.clocks.real())
    rows.lapse(session, _those(found, now, "lapse"))
    return asked


def to_ask(office: Office, now: datetime) -> list[DueWriteUp]:
    """What would be asked about at a moment, without asking; of very many the first."""
    with office.database.snapshot() as session:
        return _those(rows.due_page(session, now, 0, PAGE), now, "ask")


def _those(found: Sequence[DueWriteUp], now: datetime, what: str) -> list[DueWriteUp]:
    return [one for one in found if _whether(one, now) == what]


def _whether(one: DueWriteUp, now: datetime) -> str:
    if one.away:
        return "lapse"
    working = working_time(one.zone, one.work_start, one.work_end, one.work_days, one.country)
    return whether_due(one.at, now, working, one.paused_until)


def _instead_of(desk: Desk, number: int | None) -> WriteUpRecord | None:
    return None if number is None else desk.work.write_ups.get(number, desk.member.id)


def _nudge(desk: Desk, nudge_id: int) -> NudgeRecord:
    found = desk.work.nudges.get(nudge_id)
    if found is None or found.member_id != desk.member.id:
        raise Refused("not_your_nudge")
    return found


def _settle(desk: Desk, numbers: Sequence[int], state: WriteUpState) -> None:
    desk.work.write_ups.settle(numbers, desk.member.id, state)
    for number in numbers:
        desk.work.messages.show_said(f"{KIND}:{number}", desk.real)


def _show(desk: Desk, one: WriteUpRecord) -> None:
    """Where it was chosen."""
    if one.nudge_id is not None:
        desk.work.messages.show_said(f"nudge:{one.nudge_id}", desk.real)
