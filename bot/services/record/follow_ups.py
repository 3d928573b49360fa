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
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.context.working_time import working_time_of
from bot.services.record.dialogue import state_of
from bot.services.record.entry_changes import content_changed, refresh_messages
from bot.services.schemes.closed_evaluations import CLOSED, FOLLOW_UP, is_closed
from storage.record.follow_ups import OPEN
from storage.row_types import EntryRecord, FollowUpRecord
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


def offer(ctx: MemberContext, entry: EntryRecord, thread_ts: str | None = None) -> None:
    """Offer to ask how a plan went; once for an entry, never about what is only planned itself."""
    if not entry.plan or entry.status not in ("draft", "logged"):
        return
    made = ctx.work.follow_ups.of_entry(entry.id, ctx.member.id)
    if any(one.kind == "plan" and one.state != "dropped" for one in made):
        return
    named = plan_day(entry.plan, ctx.now, ctx.zone, asked="next")
    day = named.day if named else None
    on = max(day or ctx.today + WITHOUT_A_DAY, ctx.today + timedelta(days=1))
    one = ctx.work.follow_ups.add(ctx.member.id, entry.id, "plan", _at_work(ctx, on), ctx.now)
    shown = {
        "sentence": "shall_i_ask" if day else "shall_i_ask_later",
        "key": _key(one),
        "day": one.day.isoformat(),
        "buttons": _OFFERED,
        "choices": _CHOICES,
    }
    number = ctx.reply("ask", shown, entry_id=entry.id, thread_ts=thread_ts)
    _hold_offer(ctx, one, number)
    _note(ctx, one, number)


def _hold_offer(ctx: MemberContext, one: FollowUpRecord, message: int | None) -> None:
    """It waits for an answer: a tap, or a word."""
    values = {
        "entry": one.entry_id,
        "follow_up": one.id,
        "labels": _OFFERED,
        "choices": _CHOICES,
        "message": message,
    }
    ctx.work.held.hold(ctx.member.id, _key(one), "", ctx.now, values=values)
    ctx.asked_besides.add(one.entry_id)


def settle_offer(ctx: MemberContext, number: int, *, agreed: bool) -> None:
    """The member has said whether they want to be asked. Raises Refused."""
    one = _found(ctx, number)
    entry = ctx.work.entries.get(one.entry_id, ctx.member.id)
    if one.state != "offered" or entry is None:
        raise Refused("settled_already")
    ctx.work.entries.remember(entry, ctx.now)
    ctx.left_unasked.add(entry.id)
    if state_of(ctx.work.entries.conversation(entry.id, ctx.member.id)).guide == "default":
        ctx.work.messages.show_entry(entry.id, ctx.real)  # its note asks what comes next
    if not agreed or entry.status not in ("draft", "logged"):
        _settle(ctx, one, "declined")
        ctx.reply("say", {"sentence": "all_right"})
        return
    day = one.day if one.day > ctx.today else next_working_day(ctx)  # said yes late
    _say_when(ctx, _changed(ctx, one, state="agreed", day=day))


def remind(
    ctx: MemberContext,
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
    ctx.work.entries.remember(entry, ctx.now)
    one = ctx.work.follow_ups.add(
        ctx.member.id, entry.id, "reminder", _day_in(ctx, said, words), ctx.now, state="agreed"
    )
    _note(ctx, one)
    _say_when(ctx, one, thread_ts, title=entry.title if named else None)


def drop(ctx: MemberContext, number: int) -> None:
    """The member does not want to be asked after all. Raises Refused."""
    one = _still_open(ctx, number)
    _remember(ctx, one)
    _settle(ctx, one, "dropped")
    ctx.reply("say", {"sentence": "will_not_ask"})


def put_off(ctx: MemberContext, number: int) -> None:
    """Ask once more, on the member's next working day. Raises Refused."""
    one = _still_open(ctx, number)
    _remember(ctx, one)
    one = _changed(ctx, one, state="agreed", day=next_working_day(ctx))
    _show_anew(ctx, one)
    _say_when(ctx, one)


def nothing_changed(ctx: MemberContext, number: int) -> None:
    """Closes the circle as well: no words are kept for it. Raises Refused."""
    one = _still_open(ctx, number)
    _remember(ctx, one)
    _settle(ctx, one, "answered")
    ctx.reply("say", {"sentence": "nothing_changed_noted"})


def nothing_changed_in(ctx: MemberContext, entry: EntryRecord) -> None:
    """An entry has changed nothing: that is its evaluation, and it is asked about no more, whether
    a follow-up asked or a nudge about what is missing.
    """
    one = _open_plan(ctx, entry)
    if one is not None:
        nothing_changed(ctx, one.id)
    elif not is_closed(ctx.work.entries.conversation(entry.id, ctx.member.id).held):
        _close(ctx, entry, "answered")
        ctx.reply("say", {"sentence": "nothing_changed_noted"})
    else:
        raise Refused("settled_already")


def _close(ctx: MemberContext, entry: EntryRecord, state: Literal["answered", "declined"]) -> None:
    """Settle what a nudge asked about an entry: no follow-up had been made of it. A reminder that
    is declined says that the member does not want to be asked.
    """
    ctx.work.entries.remember(entry, ctx.now)
    one = ctx.work.follow_ups.add(
        ctx.member.id, entry.id, "reminder", ctx.today, ctx.now, state=state
    )
    on = ctx.today if state == "answered" else None
    _changed(ctx, one, answered_on=on)
    _show_without(ctx, entry)


def _show_without(ctx: MemberContext, entry: EntryRecord) -> None:
    """Whether its evaluation is missing has changed, and not a word of the entry."""
    if not entry.evaluate:
        ctx.worked_out.pop(entry.id, None)
        content_changed(ctx, entry, None)
    else:
        refresh_messages(ctx, entry)


def _open_plan(ctx: MemberContext, entry: EntryRecord) -> FollowUpRecord | None:
    made = ctx.work.follow_ups.of_entry(entry.id, ctx.member.id)
    return next((one for one in made if one.kind == "plan" and one.state in _STILL_OPEN), None)


def waiting(ctx: MemberContext, entry: EntryRecord) -> FollowUpRecord | None:
    """The plan of an entry that was asked about and has no answer yet."""
    made = ctx.work.follow_ups.of_entry(entry.id, ctx.member.id)
    return next((one for one in made if one.kind == "plan" and one.state == "asked"), None)


def answered(ctx: MemberContext, entry: EntryRecord) -> None:
    """What was asked about an entry's plan has its answer, today."""
    one = waiting(ctx, entry)
    if one is not None:
        _settle(ctx, one, "answered")


def not_told(ctx: MemberContext, entry: EntryRecord, words: str) -> bool:
    """An answer that tells nothing: it says that nothing changed, or is asked for once more. Only
    of a saved entry, or where a follow-up asked; whether it was.
    """
    one = waiting(ctx, entry)
    if one is None and entry.status != "logged":
        if says_nothing_changed(clean(words).text):
            _close(ctx, entry, "answered")
        return False
    if says_nothing_changed(clean(words).text):
        nothing_changed_in(ctx, entry)
        return True
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id).held
    before = any(held["kind"] == _ASIDE and held.get("question") == "changed" for held in kept)
    ctx.reply("say", {"sentence": "all_right" if before else "changed_even_little"})
    return True


def steer(ctx: MemberContext, entry: EntryRecord, *, later: bool) -> bool:
    """Put off what was asked about an entry's plan, or never ask it again; whether it was asked."""
    one = waiting(ctx, entry)
    if one is not None:
        (put_off if later else drop)(ctx, one.id)
        return True
    if entry.status != "logged" or _asks_itself(ctx, entry):
        return False
    if later:
        ctx.work.entries.remember(entry, ctx.now)
        day = next_working_day(ctx)
        one = ctx.work.follow_ups.add(ctx.member.id, entry.id, "plan", day, ctx.now, state="agreed")
        _note(ctx, one)
        _say_when(ctx, one)
    else:
        _close(ctx, entry, "declined")
        ctx.reply("say", {"sentence": "will_not_ask"})
    return True


def _asks_itself(ctx: MemberContext, entry: EntryRecord) -> bool:
    """Whether the dialogue about the entry has a question open, and no nudge asked."""
    return state_of(ctx.work.entries.conversation(entry.id, ctx.member.id)).open is not None


TakenBack = Literal["not_asked", "asked_again", "will_ask"]


def take_back(
    ctx: MemberContext, entry: EntryRecord, before: Sequence[Mapping[str, Any]]
) -> frozenset[TakenBack]:
    """A turn is undone: what it offered or agreed on of its own is dropped, what it settled or put
    off is as it was; what of that concerns a day to ask on.

    `before` is what the entry's dialogue held when the turn began.
    """
    done: set[TakenBack] = set()
    was = {one["number"]: one for one in before if one["kind"] == HELD}
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id).held
    if not was and not any(one["kind"] == HELD for one in kept):
        return frozenset()
    for one in ctx.work.follow_ups.of_entry(entry.id, ctx.member.id):
        mark = was.get(one.id)
        if mark is not None and mark["state"] in CLOSED:
            continue  # an earlier turn closed it
        if mark is not None:
            done |= _as_it_was(ctx, one, mark)
        elif one.kind == "reminder" and one.state in CLOSED:
            _settle(ctx, one, "dropped")
            done.add("asked_again")
        elif one.state in OPEN:
            done |= {"not_asked"} if one.state == "agreed" else set()
            _settle(ctx, one, "dropped")
    return frozenset(done)


def _as_it_was(ctx: MemberContext, one: FollowUpRecord, mark: Mapping[str, Any]) -> set[TakenBack]:
    """One that a turn settled, agreed on or put off is offered, agreed on or asked about again."""
    day = date.fromisoformat(mark["day"])
    if mark["state"] == "offered":
        if one.state == "offered":
            return set()
        _offer_again(ctx, one, day, mark.get("message"))
        return {"not_asked"} if one.state in ("agreed", "asked") else {"asked_again"}
    if one.state in ("agreed", "asked") and one.day == day:
        return set()
    state: FollowUpState = "asked" if _was_asked(ctx, one, day) else "agreed"
    _show_anew(ctx, _changed(ctx, one, state=state, day=day, answered_on=None))
    return {"asked_again" if state == "asked" else "will_ask"}


def _offer_again(ctx: MemberContext, one: FollowUpRecord, day: date, message: int | None) -> None:
    """The question stands where it stood, with its buttons."""
    _changed(ctx, one, state="offered", day=day)
    _hold_offer(ctx, one, message)
    _note(ctx, one, message)
    if message is not None:
        ctx.work.messages.show_message(message, ctx.real)


def _was_asked(ctx: MemberContext, one: FollowUpRecord, day: date) -> bool:
    """Whether a nudge asked about one that was due on a day."""
    return any(
        asked.number == one.id and asked.at.astimezone(ctx.zone).date() >= day
        for asked in ctx.work.files.of(ctx.member.id).asked
    )


def _remember(ctx: MemberContext, one: FollowUpRecord) -> None:
    """What becomes of one can be taken back."""
    entry = ctx.work.entries.get(one.entry_id, ctx.member.id)
    if entry is not None:
        ctx.work.entries.remember(entry, ctx.now)


def next_working_day(ctx: MemberContext) -> date:
    """The member's next, after today."""
    return _at_work(ctx, ctx.today + timedelta(days=1))


def _at_work(ctx: MemberContext, first: date) -> date:
    """The first day from this one on on which the member works."""
    working = working_time_of(ctx.member)
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


def _changed(ctx: MemberContext, one: FollowUpRecord, **columns: Any) -> FollowUpRecord:
    ctx.work.follow_ups.change(one, **columns)
    one = replace(one, **columns)
    _note(ctx, one)
    return one


def _settle(ctx: MemberContext, one: FollowUpRecord, state: FollowUpState) -> None:
    """Nothing more is to be said about one: wherever it is asked about, that is shown."""
    on = ctx.today if state == "answered" else None
    _changed(ctx, one, state=state, answered_on=on)
    held = ctx.work.held.get(ctx.member.id, _key(one))
    if held is not None:
        ctx.work.held.let_go(ctx.member.id, held.key)
        ctx.work.messages.show_message(int(held.values["message"]), ctx.real)
    _show_anew(ctx, one)
    entry = ctx.work.entries.get(one.entry_id, ctx.member.id)
    if entry is not None and state == "answered":
        _show_without(ctx, entry)


def _note(ctx: MemberContext, one: FollowUpRecord, message: int | None = None) -> None:
    """How one stands, with the dialogue, which is read with every message and kept by an undo;
    `message` is the number of that which offers it.
    """
    entry = ctx.work.entries.get(one.entry_id, ctx.member.id)
    if entry is None:
        return
    kept = ctx.work.entries.conversation(entry.id, ctx.member.id)
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
    ctx.work.entries.keep_conversation(entry, replace(kept, held=held))


def _is_not_asked(one: FollowUpRecord) -> bool:
    """Whether it says that its member does not want to be asked what the entry changed."""
    return one.kind == "reminder" and one.state == "declined"


def _show_anew(ctx: MemberContext, one: FollowUpRecord) -> None:
    for asked in ctx.work.files.of(ctx.member.id).asked:
        if asked.number == one.id:
            ctx.work.messages.show_said(f"nudge:{asked.nudge_id}", ctx.real)


def _say_when(
    ctx: MemberContext,
    one: FollowUpRecord,
    thread_ts: str | None = None,
    *,
    title: str | None = None,
) -> None:
    said = {"sentence": "will_ask_on"} if one.kind == "plan" else {"sentence": "will_remind_on"}
    if title:
        said = {"sentence": "will_remind_of", "title": title}
    values = {**said, "day": one.day.isoformat(), "follow_up": one.id}
    ctx.reply("offer", values, entry_id=one.entry_id, thread_ts=thread_ts)


def _found(ctx: MemberContext, number: int) -> FollowUpRecord:
    one = ctx.work.follow_ups.get(number, ctx.member.id)
    if one is None:
        raise Refused("settled_already")
    return one


def _still_open(ctx: MemberContext, number: int) -> FollowUpRecord:
    one = _found(ctx, number)
    if one.state not in _STILL_OPEN:
        raise Refused("settled_already")
    return one


def _day_in(ctx: MemberContext, said: str, words: str) -> date:
    read = read_date(words, ctx.now, ctx.zone, planned=True) if words else None
    if read is None or isinstance(read, Problem):
        read = named_day(clean(said).text, ctx.now, ctx.zone)
    if read is None or read <= ctx.today:
        return next_working_day(ctx)
    return _at_work(ctx, read)
