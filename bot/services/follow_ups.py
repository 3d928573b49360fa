"""What members want to be asked about on a day: how a plan went, or an entry to come back to.

An offer is made once for an entry. On its day a nudge asks (`evaluation`); the answer closes the
circle, with its own date. No member's words are kept here: they stand in the entry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from bot.conversation.dates import read_date
from bot.conversation.elements.no_change import says_nothing_changed
from bot.conversation.elements.plans import named_day, plan_day
from bot.conversation.problems import Problem
from bot.conversation.text import clean
from bot.services.changes import changed, touched
from bot.services.closing import CLOSED, FOLLOW_UP, is_closed
from bot.services.desk import Desk
from bot.services.dialogue import state_of
from bot.services.refused import Refused
from bot.services.settings import working_time_of
from storage.follow_ups import OPEN
from storage.records import EntryRecord, FollowUpRecord
from storage.vocabulary import FollowUpState

WITHOUT_A_DAY: Final = timedelta(weeks=4)
"""After so long a plan that names no day is asked about."""

HELD: Final = FOLLOW_UP
"""What an entry's dialogue holds while one is open: how it stood, for an undo to go back to."""

_STILL_OPEN: Final = ("agreed", "asked")
_OFFERED: Final = ["Yes", "No"]
_CHOICES: Final = ["agree", "decline"]
_WORKING_DAYS_AHEAD: Final = 14
_ASIDE: Final = "aside"


def offer(desk: Desk, entry: EntryRecord, thread_ts: str | None = None) -> None:
    """Offer to ask how a plan went; once for an entry, never about what is only planned itself."""
    if not entry.plan or entry.status not in ("draft", "logged"):
        return
    made = desk.work.follow_ups.of_entry(entry.id, desk.member.id)
    if any(one.kind == "plan" and one.state != "dropped" for one in made):
        return
    named = plan_day(entry.plan, desk.now, desk.zone, asked="next")
    day = named.day if named else None
    on = max(day or desk.today + WITHOUT_A_DAY, desk.today + timedelta(days=1))
    one = desk.work.follow_ups.add(desk.member.id, entry.id, "plan", _at_work(desk, on), desk.now)
    shown = {
        "sentence": "shall_i_ask" if day else "shall_i_ask_later",
        "key": _key(one),
        "day": one.day.isoformat(),
        "buttons": _OFFERED,
        "choices": _CHOICES,
    }
    number = desk.reply("ask", shown, entry_id=entry.id, thread_ts=thread_ts)
    _hold_offer(desk, one, number)
    _note(desk, one, number)


def _hold_offer(desk: Desk, one: FollowUpRecord, message: int | None) -> None:
    """It waits for an answer: a tap, or a word."""
    values = {
        "entry": one.entry_id,
        "follow_up": one.id,
        "labels": _OFFERED,
        "choices": _CHOICES,
        "message": message,
    }
    desk.work.held.hold(desk.member.id, _key(one), "", desk.now, values=values)
    desk.asked_besides.add(one.entry_id)


def settle_offer(desk: Desk, number: int, *, agreed: bool) -> None:
    """The member has said whether they want to be asked. Raises Refused."""
    one = _found(desk, number)
    entry = desk.work.entries.get(one.entry_id, desk.member.id)
    if one.state != "offered" or entry is None:
        raise Refused("settled_already")
    desk.work.entries.remember(entry, desk.now)
    desk.left_unasked.add(entry.id)
    if state_of(desk.work.entries.conversation(entry.id, desk.member.id)).guide == "default":
        desk.work.messages.show_entry(entry.id, desk.real)  # its note asks what comes next
    if not agreed or entry.status not in ("draft", "logged"):
        _settle(desk, one, "declined")
        desk.reply("say", {"sentence": "all_right"})
        return
    day = one.day if one.day > desk.today else next_working_day(desk)  # said yes late
    _say_when(desk, _changed(desk, one, state="agreed", day=day))


def remind(
    desk: Desk,
    entry: EntryRecord,
    said: str,
    words: str,
    thread_ts: str | None,
    *,
    named: bool = False,
) -> None:
    """Come back to an entry on the day that is named, else on the member's next working day.

    `said` is the whole request, `words` what of it tells of when or what of. `named`: the answer
    says which entry it is.
    """
    desk.work.entries.remember(entry, desk.now)
    one = desk.work.follow_ups.add(
        desk.member.id, entry.id, "reminder", _day_in(desk, said, words), desk.now, state="agreed"
    )
    _note(desk, one)
    _say_when(desk, one, thread_ts, title=entry.title if named else None)


def drop(desk: Desk, number: int) -> None:
    """The member does not want to be asked after all. Raises Refused."""
    one = _still_open(desk, number)
    _remember(desk, one)
    _settle(desk, one, "dropped")
    desk.reply("say", {"sentence": "will_not_ask"})


def put_off(desk: Desk, number: int) -> None:
    """Ask once more, on the member's next working day. Raises Refused."""
    one = _still_open(desk, number)
    _remember(desk, one)
    one = _changed(desk, one, state="agreed", day=next_working_day(desk))
    _show_anew(desk, one)
    _say_when(desk, one)


def nothing_changed(desk: Desk, number: int) -> None:
    """Closes the circle as well: no words are kept for it. Raises Refused."""
    one = _still_open(desk, number)
    _remember(desk, one)
    _settle(desk, one, "answered")
    desk.reply("say", {"sentence": "nothing_changed_noted"})


def nothing_changed_in(desk: Desk, entry: EntryRecord) -> None:
    """An entry has changed nothing: that is its evaluation, and it is asked about no more, whether
    a follow-up asked or a nudge about what is missing.
    """
    one = _open_plan(desk, entry)
    if one is not None:
        nothing_changed(desk, one.id)
    elif not is_closed(desk.work.entries.conversation(entry.id, desk.member.id).held):
        _close(desk, entry, "answered")
        desk.reply("say", {"sentence": "nothing_changed_noted"})
    else:
        raise Refused("settled_already")


def _close(desk: Desk, entry: EntryRecord, state: Literal["answered", "declined"]) -> None:
    """Settle what a nudge asked about an entry: no follow-up had been made of it. A reminder that
    is declined says that the member does not want to be asked.
    """
    desk.work.entries.remember(entry, desk.now)
    one = desk.work.follow_ups.add(
        desk.member.id, entry.id, "reminder", desk.today, desk.now, state=state
    )
    on = desk.today if state == "answered" else None
    _changed(desk, one, answered_on=on)
    _show_without(desk, entry)


def _show_without(desk: Desk, entry: EntryRecord) -> None:
    """Whether its evaluation is missing has changed, and not a word of the entry."""
    if not entry.evaluate:
        desk.worked_out.pop(entry.id, None)
        changed(desk, entry, None)
    else:
        touched(desk, entry)


def _open_plan(desk: Desk, entry: EntryRecord) -> FollowUpRecord | None:
    made = desk.work.follow_ups.of_entry(entry.id, desk.member.id)
    return next((one for one in made if one.kind == "plan" and one.state in _STILL_OPEN), None)


def waiting(desk: Desk, entry: EntryRecord) -> FollowUpRecord | None:
    """The plan of an entry that was asked about and has no answer yet."""
    made = desk.work.follow_ups.of_entry(entry.id, desk.member.id)
    return next((one for one in made if one.kind == "plan" and one.state == "asked"), None)


def answered(desk: Desk, entry: EntryRecord) -> None:
    """What was asked about an entry's plan has its answer, today."""
    one = waiting(desk, entry)
    if one is not None:
        _settle(desk, one, "answered")


def not_told(desk: Desk, entry: EntryRecord, words: str) -> bool:
    """An answer that tells nothing: it says that nothing changed, or is asked for once more. Only
    of a saved entry, or where a follow-up asked; whether it was.
    """
    one = waiting(desk, entry)
    if one is None and entry.status != "logged":
        if says_nothing_changed(clean(words).text):
            _close(desk, entry, "answered")
        return False
    if says_nothing_changed(clean(words).text):
        nothing_changed_in(desk, entry)
        return True
    kept = desk.work.entries.conversation(entry.id, desk.member.id).held
    before = any(held["kind"] == _ASIDE and held.get("question") == "changed" for held in kept)
    desk.reply("say", {"sentence": "all_right" if before else "changed_even_little"})
    return True


def steer(desk: Desk, entry: EntryRecord, *, later: bool) -> bool:
    """Put off what was asked about an entry's plan, or never ask it again; whether it was asked."""
    one = waiting(desk, entry)
    if one is not None:
        (put_off if later else drop)(desk, one.id)
        return True
    if entry.status != "logged" or _asks_itself(desk, entry):
        return False
    if later:
        desk.work.entries.remember(entry, desk.now)
        day = next_working_day(desk)
        one = desk.work.follow_ups.add(
            desk.member.id, entry.id, "plan", day, desk.now, state="agreed"
        )
        _note(desk, one)
        _say_when(desk, one)
    else:
        _close(desk, entry, "declined")
        desk.reply("say", {"sentence": "will_not_ask"})
    return True


def _asks_itself(desk: Desk, entry: EntryRecord) -> bool:
    """Whether the dialogue about the entry has a question open, and no nudge asked."""
    return state_of(desk.work.entries.conversation(entry.id, desk.member.id)).open is not None


TakenBack = Literal["not_asked", "asked_again", "will_ask"]


def take_back(
    desk: Desk, entry: EntryRecord, before: Sequence[Mapping[str, Any]]
) -> frozenset[TakenBack]:
    """A turn is undone: what it offered or agreed on of its own is dropped, what it settled or put
    off is as it was; what of that concerns a day to ask on.

    `before` is what the entry's dialogue held when the turn began.
    """
    done: set[TakenBack] = set()
    was = {one["number"]: one for one in before if one["kind"] == HELD}
    kept = desk.work.entries.conversation(entry.id, desk.member.id).held
    if not was and not any(one["kind"] == HELD for one in kept):
        return frozenset()
    for one in desk.work.follow_ups.of_entry(entry.id, desk.member.id):
        mark = was.get(one.id)
        if mark is not None and mark["state"] in CLOSED:
            continue  # an earlier turn closed it
        if mark is not None:
            done |= _as_it_was(desk, one, mark)
        elif one.kind == "reminder" and one.state in CLOSED:
            _settle(desk, one, "dropped")
            done.add("asked_again")
        elif one.state in OPEN:
            done |= {"not_asked"} if one.state == "agreed" else set()
            _settle(desk, one, "dropped")
    return frozenset(done)


def _as_it_was(desk: Desk, one: FollowUpRecord, mark: Mapping[str, Any]) -> set[TakenBack]:
    """One that a turn settled, agreed on or put off is offered, agreed on or asked about again."""
    day = date.fromisoformat(mark["day"])
    if mark["state"] == "offered":
        if one.state == "offered":
            return set()
        _offer_again(desk, one, day, mark.get("message"))
        return {"not_asked"} if one.state in ("agreed", "asked") else {"asked_again"}
    if one.state in ("agreed", "asked") and one.day == day:
        return set()
    state: FollowUpState = "asked" if _was_asked(desk, one, day) else "agreed"
    _show_anew(desk, _changed(desk, one, state=state, day=day, answered_on=None))
    return {"asked_again" if state == "asked" else "will_ask"}


def _offer_again(desk: Desk, one: FollowUpRecord, day: date, message: int | None) -> None:
    """The question stands where it stood, with its buttons."""
    _changed(desk, one, state="offered", day=day)
    _hold_offer(desk, one, message)
    _note(desk, one, message)
    if message is not None:
        desk.work.messages.show_message(message, desk.real)


def _was_asked(desk: Desk, one: FollowUpRecord, day: date) -> bool:
    """Whether a nudge asked about one that was due on a day."""
    return any(
        asked.number == one.id and asked.at.astimezone(desk.zone).date() >= day
        for asked in desk.work.files.of(desk.member.id).asked
    )


def _remember(desk: Desk, one: FollowUpRecord) -> None:
    """What becomes of one can be taken back."""
    entry = desk.work.entries.get(one.entry_id, desk.member.id)
    if entry is not None:
        desk.work.entries.remember(entry, desk.now)


def next_working_day(desk: Desk) -> date:
    """The member's next, after today."""
    return _at_work(desk, desk.today + timedelta(days=1))


def _at_work(desk: Desk, first: date) -> date:
    """The first day from this one on on which the member works."""
    working = working_time_of(desk.member)
    days = (first + timedelta(days=ahead) for ahead in range(_WORKING_DAYS_AHEAD))
    return next((day for day in days if working.works_on(day)), first)


def is_open(held: Sequence[Mapping[str, Any]], number: int, asked_on: date) -> bool:
    """Whether what is held of an entry's dialogue says that this plan, which was asked about on a
    day, waits for its answer: it may have been put off since.
    """
    return any(
        one["kind"] == HELD
        and one["state"] in OPEN
        and (one["number"], one["about"]) == (number, "plan")
        and one["day"] <= asked_on.isoformat()
        for one in held
    )


def _key(one: FollowUpRecord) -> str:
    return f"{HELD}:{one.id}"


def _changed(desk: Desk, one: FollowUpRecord, **columns: Any) -> FollowUpRecord:
    desk.work.follow_ups.change(one, **columns)
    one = replace(one, **columns)
    _note(desk, one)
    return one


def _settle(desk: Desk, one: FollowUpRecord, state: FollowUpState) -> None:
    """Nothing more is to be said about one: wherever it is asked about, that is shown."""
    on = desk.today if state == "answered" else None
    _changed(desk, one, state=state, answered_on=on)
    held = desk.work.held.get(desk.member.id, _key(one))
    if held is not None:
        desk.work.held.let_go(desk.member.id, held.key)
        desk.work.messages.show_message(int(held.values["message"]), desk.real)
    _show_anew(desk, one)
    entry = desk.work.entries.get(one.entry_id, desk.member.id)
    if entry is not None and state == "answered":
        _show_without(desk, entry)


def _note(desk: Desk, one: FollowUpRecord, message: int | None = None) -> None:
    """How one stands, with the dialogue, which is read with every message and kept by an undo;
    `message` is the number of that which offers it.
    """
    entry = desk.work.entries.get(one.entry_id, desk.member.id)
    if entry is None:
        return
    kept = desk.work.entries.conversation(entry.id, desk.member.id)
    others = tuple(held for held in kept.held if held.get("key") != _key(one))
    mark: dict[str, Any] = {
        "kind": HELD,
        "key": _key(one),
        "number": one.id,
        "about": one.kind,
        "state": one.state,
        "day": one.day.isoformat(),
        "message": message,
    }
    stands = one.state in OPEN or one.state == "answered" or _is_not_asked(one)
    held = (*others, mark) if stands else others
    desk.work.entries.keep_conversation(entry, replace(kept, held=held))


def _is_not_asked(one: FollowUpRecord) -> bool:
    """Whether it says that its member does not want to be asked what the entry changed."""
    return one.kind == "reminder" and one.state == "declined"


def _show_anew(desk: Desk, one: FollowUpRecord) -> None:
    for asked in desk.work.files.of(desk.member.id).asked:
        if asked.number == one.id:
            desk.work.messages.show_said(f"nudge:{asked.nudge_id}", desk.real)


def _say_when(
    desk: Desk, one: FollowUpRecord, thread_ts: str | None = None, *, title: str | None = None
) -> None:
    said = {"sentence": "will_ask_on"} if one.kind == "plan" else {"sentence": "will_remind_on"}
    if title:
        said = {"sentence": "will_remind_of", "title": title}
    values = {**said, "day": one.day.isoformat(), "follow_up": one.id}
    desk.reply("offer", values, entry_id=one.entry_id, thread_ts=thread_ts)


def _found(desk: Desk, number: int) -> FollowUpRecord:
    one = desk.work.follow_ups.get(number, desk.member.id)
    if one is None:
        raise Refused("settled_already")
    return one


def _still_open(desk: Desk, number: int) -> FollowUpRecord:
    one = _found(desk, number)
    if one.state not in _STILL_OPEN:
        raise Refused("settled_already")
    return one


def _day_in(desk: Desk, said: str, words: str) -> date:
    read = read_date(words, desk.now, desk.zone, planned=True) if words else None
    if read is None or isinstance(read, Problem):
        read = named_day(clean(said).text, desk.now, desk.zone)
    if read is None or read <= desk.today:
        return next_working_day(desk)
    return _at_work(desk, read)
