"""Events of a calendar that hold a word the member chose, gone through one by one: each kept one is
a draft like any other, and the next is offered once that is saved or dropped.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from bot.conversation.text import folded
from bot.conversation.titles import TITLE_LIMIT
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.importing.arrivals import calendar_key
from bot.services.importing.taking import ask_to_tidy, must_be
from bot.services.record import entries
from bot.services.record.entries import Source
from bot.services.record.entry_changes import OPEN
from bot.services.record.entry_events import OnEntry
from bot.services.schemes.account_facts import told_by
from storage.importing.records import ImportRecord, RowReading, RowRecord
from storage.row_types import EntryRecord

EVENTS_MOST: Final = 2_000
"""Events that are looked at."""

FROM_CALENDAR: Final = "your calendar"
"""By what a draft of an event says where it comes from."""

EVENT: Final = "calendar_event"
"""The kind of the message that offers an event."""

WORD_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it is offered: civil days, whole minutes where it has times."""

    title: str
    start: date
    end: date
    minutes: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "title": self.title,
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "minutes": self.minutes,
        }

    @staticmethod
    def from_dict(kept: Any) -> "Event":
        """What `to_dict` kept."""
        return Event(
            kept["title"],
            date.fromisoformat(kept["start"]),
            date.fromisoformat(kept["end"]),
            kept["minutes"],
        )


@dataclass(frozen=True, slots=True)
class Offered:
    """An event in its message: what became of it, and how many come after it."""

    import_id: int
    row: int
    event: Event | None
    verdict: str
    left: int


def event_of(cells: Any) -> Event | None:
    """An event from what a reader of calendars wrote of it: None where it has no name or no day."""
    told = cells[0] if isinstance(cells, list) and cells else cells
    if not isinstance(told, dict):
        return None
    title = " ".join(str(told.get("title") or "").split())[:TITLE_LIMIT].strip()
    start, end = _day(told.get("start")), _day(told.get("end"))
    if not title or start is None:
        return None
    minutes = told.get("minutes")
    usable = isinstance(minutes, int) and not isinstance(minutes, bool) and minutes > 0
    whole_day = bool(told.get("all_day"))
    return Event(
        title,
        start,
        max(start, end or start),
        minutes if usable and not whole_day else None,
    )


def choose_word(ctx: MemberContext, import_id: int, word: str) -> None:
    """The member says which word marks what they learnt in their calendar: events that are over and
    hold it are offered, the latest first, one at a time. Raises Refused: import_over, which_word,
    no_such_events.
    """
    known = must_be(ctx, import_id, "preview")
    wanted = " ".join(folded(word).split())[:WORD_MOST]
    if not wanted:
        raise Refused("which_word")
    pattern = re.compile(rf"(?<!\w){re.escape(wanted)}")
    found = [
        RowReading(
            row.number,
            replace(event, title=without_word(event.title, wanted)).to_dict(),
            "doubtful",
            "",
            None,
        )
        for row in ctx.work.imports.rows(known, 0, EVENTS_MOST)
        if (event := event_of(row.cells)) is not None
        and event.end <= ctx.today
        and pattern.search(folded(event.title))
    ]
    if not found:
        raise Refused("no_such_events", word=word)
    ctx.work.imports.keep_readings(known, found, known.rows, {"offered": len(found)})
    ctx.work.imports.change(known, state="choosing")
    ctx.work.messages.show_said(calendar_key(import_id), ctx.real)
    _offer_next(ctx, import_id)


def without_word(title: str, word: str) -> str:
    """A title without the word by which its event was found, where that only marks it: "CPD: ADAS",
    "[CPD] ADAS" and "ADAS (CPD)" are "ADAS", and "CPD braking" is as it is.
    """
    marked = rf"[\[({{<#*]+ *{re.escape(word)} *[\])}}>:*]*|#{re.escape(word)}\b"
    before = re.compile(rf"(?:{marked}|{re.escape(word)}(?= *[:|/•·–—]| +- )) *[:|/•·–—-]* *", re.I)
    after = re.compile(rf" *(?:{marked}|[:|/•·–—-] *{re.escape(word)}) *", re.I)
    if found := before.match(title):
        title = title[found.end() :] or title
    tail = next((one for one in after.finditer(title) if one.end() == len(title)), None)
    return (title[: tail.start()].strip() if tail else "") or title.strip()


def keep(ctx: MemberContext, import_id: int, row: int) -> EntryRecord:
    """A draft of an event: nothing of it counts before its member has said why in their own words.

    Raises Refused("import_over") where it was kept or passed over before.
    """
    known, event = _open_event(ctx, import_id, row)
    source = Source(key=f"calendar:{import_id}:{row}", text=event.title)
    told = {
        "title": event.title,
        "start_date": event.start,
        "end_date": event.end,
        "minutes": event.minutes,
    }
    entry = entries.begin_told(ctx, told, source, FROM_CALENDAR)
    ctx.work.imports.settle(known, row, "taken", entry.id)
    _show(ctx, import_id, row)
    return entry


def skip(ctx: MemberContext, import_id: int, row: int) -> None:
    """Pass over an event. Raises Refused("import_over")."""
    known, _ = _open_event(ctx, import_id, row)
    ctx.work.imports.settle(known, row, "skipped", None)
    _show(ctx, import_id, row)
    _offer_next(ctx, import_id)


def stop(ctx: MemberContext, import_id: int) -> None:
    """Leave the rest of a calendar: what was kept stays. Raises Refused("import_over")."""
    known = ctx.work.imports.get(import_id, ctx.member.id)
    if known is None or known.state not in ("preview", "choosing"):
        raise Refused("import_over")
    offered = _next(ctx, known)
    _end(ctx, known)
    if offered is not None:
        _show(ctx, import_id, offered.number)


def offered_in(ctx: MemberContext, import_id: int, row: int) -> Offered | None:
    """What a message about an event shows; None where it is gone."""
    known = ctx.work.imports.get(import_id, ctx.member.id)
    found = ctx.work.imports.row(known, row) if known is not None else None
    if known is None or found is None:
        return None
    verdict = found.verdict or "skipped"
    if known.state != "choosing" and verdict == "doubtful":
        verdict = "skipped"
    event = Event.from_dict(found.reading) if found.reading else None
    left = ctx.work.imports.count_rows(known).get("doubtful", 0)
    return Offered(import_id, row, event, verdict, left)


def _open_event(ctx: MemberContext, import_id: int, row: int) -> tuple[ImportRecord, Event]:
    known = must_be(ctx, import_id, "choosing")
    found = ctx.work.imports.row(known, row)
    if found is None or found.verdict != "doubtful" or not found.reading:
        raise Refused("import_over")
    return known, Event.from_dict(found.reading)


def _offer_next(ctx: MemberContext, import_id: int) -> None:
    known = ctx.work.imports.get(import_id, ctx.member.id)
    if known is None or known.state != "choosing":
        return
    row = _next(ctx, known)
    if row is None:
        _end(ctx, known)
        ctx.reply("say", {"sentence": "calendar_done"})
        return
    values = {"import_id": import_id, "row": row.number}
    ctx.work.messages.say(ctx.member.id, EVENT, event_key(import_id, row.number), ctx.real, values)


def _next(ctx: MemberContext, known: ImportRecord) -> RowRecord | None:
    found = ctx.work.imports.of_verdict(known, "doubtful", 1, 0)
    return found[0] if found else None


def _end(ctx: MemberContext, known: ImportRecord) -> None:
    ctx.work.imports.change(known, state="done", ended_at=ctx.now)
    ctx.work.messages.show_said(calendar_key(known.id), ctx.real)
    ask_to_tidy(ctx, known, "done")


def event_key(import_id: int, row: int) -> str:
    """What the message that offers an event is known by."""
    return f"calendar:{import_id}:{row}"


def _show(ctx: MemberContext, import_id: int, row: int) -> None:
    ctx.work.messages.show_said(event_key(import_id, row), ctx.real)


def go_on(ctx: MemberContext, entry: EntryRecord) -> None:
    """A draft of an event is no draft any more: the next event is offered."""
    if told_by(entry) != FROM_CALENDAR or entry.status in OPEN:
        return
    import_id = ctx.work.imports.choosing_by(entry.id, ctx.member.id)
    if import_id is not None:
        _offer_next(ctx, import_id)


ON_ENTRY_CHANGED: Final = (OnEntry("next_calendar_event", go_on),)


def _day(value: Any) -> date | None:
    """The civil day of a day or a moment in ISO form; None for what is neither."""
    try:
        return datetime.fromisoformat(value).date() if isinstance(value, str) else None
    except ValueError:
        return None
