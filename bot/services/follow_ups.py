"""What members want to be asked about on a day: how a plan went, or an entry to come back to.

An offer is made once for an entry. On its day a nudge asks (`nudging`); the answer closes the
circle, with its own date. No member's words are kept here: they stand in the entry.
"""

from datetime import date, timedelta
from typing import Any, Final

from bot.conversation.dates import read_date
from bot.conversation.elements.plans import plan_day
from bot.conversation.problems import Problem
from bot.services.desk import Desk
from bot.services.dialogue import dialogue_about, hold, let_go
from bot.services.refused import Refused
from bot.services.settings import working_time_of
from storage.records import EntryRecord, FollowUpRecord

WITHOUT_A_DAY: Final = timedelta(weeks=4)
"""After so long a plan that names no day is asked about."""

_WORKING_DAYS_AHEAD: Final = 14
_HELD: Final = "follow_up"


def offer(desk: Desk, entry: EntryRecord, thread_ts: str | None = None) -> None:
    """Offer to ask how a plan went; once for an entry, never about what is only planned itself."""
    if not entry.plan or entry.status not in ("draft", "logged"):
        return
    if desk.work.follow_ups.of_entry(entry.id, desk.member.id):
        return
    named = plan_day(entry.plan, desk.now, desk.zone, asked="next")
    day = named.day if named else None
    on = max(day or desk.today + WITHOUT_A_DAY, desk.today + timedelta(days=1))
    on = _at_work(desk, on)
    made = desk.work.follow_ups.add(desk.member.id, entry.id, "plan", on, desk.now)
    key = f"{_HELD}:{made.id}"
    shown = {
        "sentence": "shall_i_ask" if day else "shall_i_ask_later",
        "key": key,
        "day": on.isoformat(),
        "buttons": ["Yes", "No"],
        "choices": ["agree", "decline"],
    }
    number = desk.reply("ask", shown, entry_id=entry.id, thread_ts=thread_ts)
    values = {
        "entry": entry.id,
        "follow_up": made.id,
        "labels": shown["buttons"],
        "choices": shown["choices"],
        "message": number,
    }
    desk.work.held.hold(desk.member.id, key, "", desk.now, values=values)


def settle_offer(desk: Desk, number: int, *, agreed: bool) -> None:
    """The member has said whether they want to be asked. Raises Refused."""
    one = _found(desk, number)
    if one.state != "offered":
        raise Refused("settled_already")
    desk.work.follow_ups.change(one, state="agreed" if agreed else "declined")
    if not agreed:
        desk.reply("say", {"sentence": "all_right"})
        return
    _remember(desk, one)
    _say_when(desk, one)


def remind(desk: Desk, entry: EntryRecord, words: str, thread_ts: str | None = None) -> None:
    """Come back to an entry on the day that is named, else on the member's next working day."""
    day = _day_in(desk, words)
    one = desk.work.follow_ups.add(
        desk.member.id, entry.id, "reminder", day, desk.now, state="agreed"
    )
    _say_when(desk, one, thread_ts)


def drop(desk: Desk, number: int) -> None:
    """The member does not want to be asked after all. Raises Refused."""
    one = _found(desk, number)
    if one.state != "agreed":
        raise Refused("settled_already")
    desk.work.follow_ups.change(one, state="declined")
    _forget(desk, one)
    desk.reply("say", {"sentence": "will_not_ask"})


def put_off(desk: Desk, number: int) -> None:
    """Ask once more, on the member's next working day. Raises Refused."""
    one = _found(desk, number)
    if one.state != "agreed":
        raise Refused("settled_already")
    desk.work.follow_ups.change(one, day=next_working_day(desk))
    _say_when(desk, _found(desk, number))


def close(desk: Desk, entry: EntryRecord) -> None:
    """What was asked about an entry's plan has its answer, today."""
    for one in desk.work.follow_ups.of_entry(entry.id, desk.member.id):
        if one.kind == "plan" and one.state == "agreed":
            desk.work.follow_ups.change(one, state="answered", answered_on=desk.today)
            _forget(desk, one)


def nothing_changed(desk: Desk, number: int) -> None:
    """Closes the circle as well: no words are kept for it. Raises Refused."""
    one = _found(desk, number)
    if one.state != "agreed":
        raise Refused("settled_already")
    desk.work.follow_ups.change(one, state="answered", answered_on=desk.today)
    _forget(desk, one)
    desk.reply("say", {"sentence": "nothing_changed_noted"})


def next_working_day(desk: Desk) -> date:
    """The member's next, after today."""
    return _at_work(desk, desk.today + timedelta(days=1))


def _at_work(desk: Desk, first: date) -> date:
    """The first day from this one on on which the member works."""
    working = working_time_of(desk.member)
    days = (first + timedelta(days=ahead) for ahead in range(_WORKING_DAYS_AHEAD))
    return next((day for day in days if working.works_on(day)), first)


def is_open(held: tuple[Any, ...], number: int) -> bool:
    """Whether what is held of an entry's dialogue says that this one waits for its answer."""
    return any(one["kind"] == _HELD and one["number"] == number for one in held)


def _remember(desk: Desk, one: FollowUpRecord) -> None:
    """Noted with the dialogue, which is read with every message."""
    entry = desk.work.entries.get(one.entry_id, desk.member.id)
    if entry is not None:
        hold(desk, dialogue_about(desk, entry), _HELD, key=f"{_HELD}:{one.id}", number=one.id)


def _forget(desk: Desk, one: FollowUpRecord) -> None:
    entry = desk.work.entries.get(one.entry_id, desk.member.id)
    if entry is not None:
        let_go(desk, dialogue_about(desk, entry), key=f"{_HELD}:{one.id}")
        for nudge_id, number in _asked_in(desk):
            if number == one.id:
                desk.work.messages.show_said(f"nudge:{nudge_id}", desk.real)


def _asked_in(desk: Desk) -> list[tuple[int, int]]:
    file = desk.work.files.of(desk.member.id)
    return [(one.nudge_id, one.number) for one in file.asked]


def _say_when(desk: Desk, one: FollowUpRecord, thread_ts: str | None = None) -> None:
    said = {"sentence": "will_ask_on"} if one.kind == "plan" else {"sentence": "will_remind_on"}
    values = {**said, "day": one.day.isoformat(), "follow_up": one.id}
    desk.reply("offer", values, entry_id=one.entry_id, thread_ts=thread_ts)


def _found(desk: Desk, number: int) -> FollowUpRecord:
    one = desk.work.follow_ups.get(number, desk.member.id)
    if one is None:
        raise Refused("settled_already")
    return one


def _day_in(desk: Desk, words: str) -> date:
    read = read_date(words, desk.now, desk.zone, planned=True) if words else None
    if isinstance(read, Problem) or read is None or read <= desk.today:
        return next_working_day(desk)
    return _at_work(desk, read)
