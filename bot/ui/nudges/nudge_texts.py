"""Nudges: what each says and why, and the one button that opens exactly the missing thing.

When one comes is decided in `bot.policy`. A message holds at most 35 words with its buttons, 46 for
whom the minimum is at risk; what stands behind ⋯ is not counted. Causes that come often have
several wordings, of which the least recently seen is taken. The fallback text holds no title: it
shows on lock screens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.figures import capital, credits, day, several
from bot.policy.schemes.standing import (
    FrameworkStanding,
    HoursStanding,
    RhythmStanding,
    Standing,
    TargetStanding,
)
from bot.services.dispatch.action import Action
from bot.services.members import actions as members
from bot.services.nudges import actions as planning
from bot.services.nudges.sent_nudges import Became
from bot.services.nudges.write_ups import WriteUpView
from bot.services.record import actions as record
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, overflow, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import (
    bold,
    days,
    long_day,
    near_day,
    person,
    scheme_body,
    spoken_time,
    title_of,
)
from bot.ui.kit.ids import entry_block
from bot.ui.kit.manager_sees import what_is_never_seen_by
from bot.ui.record.card import planned_buttons
from bot.ui.record.entry_lines import head_line
from bot.ui.schemes.ended_cycle import ended_blocks
from bot.ui.schemes.standing import figures_line, hours_of, known, to_go
from bot.ui.schemes.subject_words import lacks_of, short_of_words
from storage.row_types import EntryRecord, FollowUpRecord, NudgeRecord

_PLAN_MOST = 120
_TITLE_MOST = 80
_SHORT_WORDS = 13
"""Words that may say of which subjects a cycle is short, their names apart."""

COME_BACK: Final = "You asked me to come back to this today."

WORDINGS: Final[Mapping[str, Sequence[str]]] = {
    "behind": (
        "{line}\nWhen will you write one up?",
        "{line}\nA small thing counts, too. When will you write it up?",
        "{line}\nLearnt something lately? When will you write it up?",
    ),
    "year_end": (
        "Your CPD year ends {year_left}: {year} of the recommended {recommended} so far.{at_risk}\n"
        "Anything you have done and not told me?",
        "{year} of the recommended {recommended} credits so far, and your CPD year ends "
        "{year_left}.{at_risk}\nIs something still missing?",
    ),
    "cycle_end": (
        "Your {body} {span} ends {cycle_left}, on {end}. {figures_first}.\n"
        "Anything not logged yet?",
        "{figures_first}. Your {body} {span} ends {cycle_left}, on {end}.\n"
        "Is something still missing?",
        "{cycle_left_first} your {body} {span} ends, on {end}: {figures}.\nWhat is still to log?",
    ),
    "rhythm": (
        "Have you learnt something lately?\n{line}",
        "{line}\nWhat did you get stuck on lately?",
        "{line}\nAny talk, article or tip lately?",
    ),
    "missing_evaluation": (
        "{title}, {on}: has it changed anything?{others}",
        "What has come of {title}, of {on}, since then?{others}",
    ),
    "waiting_entry": (
        "{title} is saved, and counts once you add {missing}.",
        "Add {missing}, and {title} counts.",
    ),
    "old_draft": (
        "{title} is still a draft. Save it, or shall it go?",
        "Your draft {title} is still open. I keep it either way.",
    ),
    "manager_reminder": (
        "{manager} asked me to remind you about your CPD.\n" + what_is_never_seen_by("{manager}"),
    ),
    "evidence_runs_out": (
        "The evidence for {title} runs out {last_day}.\nIs there a new one yet?",
        "{title}: its evidence runs out {last_day}.\nHave you renewed it?",
    ),
    "cycle_start_unknown": ("{line}",),
}
"""By kind: what is said, in turn."""

_OF_NO_ENTRY: Final = ("{line}\nHas one of them changed anything?",)
"""What is asked of several entries, where a release before 0.4 named none."""

_WITHOUT_A_STANDING: Final = frozenset(
    {"waiting_entry", "old_draft", "manager_reminder", "evidence_runs_out"}
)

_TEXTS: Final[Mapping[str, str]] = {
    "behind": "A word about your CPD pace.",
    "year_end": "Your CPD year ends soon.",
    "cycle_ended": "A word about your last CPD cycle.",
    "cycle_end": "Your CPD cycle ends soon, and something is still to go.",
    "rhythm": "Have you learnt something lately?",
    "missing_evaluation": "Some entries do not say yet what they changed.",
    "waiting_entry": "A saved entry waits for one line of yours.",
    "old_draft": "A draft is still open.",
    "manager_reminder": "Your manager asked me to remind you about your CPD.",
    "evidence_runs_out": "Some of your evidence runs out soon.",
    "cycle_start_unknown": "When did your CPD cycle begin?",
}
"""By kind: what a notification says."""

_MISSING: Final[Mapping[str, str]] = {
    "title": "a title",
    "date": "its day",
    "minutes": "how long it took",
    "evaluate": "a sentence of yours",
    "already_counted": "whether your account holds it already",
}


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What the member wanted to be asked about; `words` of a plan only where they may be shown.

    `put_off`: they were asked, and want to be asked once more on another day.
    """

    follow_up: FollowUpRecord
    title: str
    planned_on: date
    words: str = ""
    put_off: bool = False


@dataclass(frozen=True, slots=True)
class NudgeView:
    """What a nudge is shown from, as things are at that moment.

    `standing` is that of the enrolment it is about, `named` where the member has several; `entries`
    those that it names, `missing` what the first of them waits for; `turn` how many of its kind
    came before; `times` what may be planned, on the member's clock; `today` the member's date.
    """

    today: date
    standing: SchemeStanding | None = None
    named: bool = False
    entries: Sequence[EntryRecord] = ()
    missing: str = ""
    follow_ups: Sequence[FollowUpView] = ()
    manager_name: str = ""
    turn: int = 0
    times: Sequence[datetime] = ()
    became: Became | None = None


def nudge(sent: NudgeRecord, view: NudgeView) -> Content:
    """One nudge, with what has become of it in place of its buttons."""
    if sent.kind == "planned":
        return planned(view.entries, view.today, view.follow_ups)
    text = _TEXTS.get(sent.kind, "There is something open in your CPD record.")
    if view.standing is not None and isinstance(view.standing.standing, HoursStanding):
        text = text.replace("CPD cycle", "CPD year")
    place = f"nudge:{sent.id}"
    one = view.standing
    ended = one.standing.ended if one is not None and sent.kind == "cycle_ended" else None
    if one is not None and ended is not None and view.became is None:
        sent_at = sent.delivered_at or sent.at
        blocks = ended_blocks(
            one,
            ended,
            place,
            _more(sent),
            sent_on=sent_at.date(),
            asks=ended.asked_since(sent_at),
            named=view.named,
        )
        return Content(text, blocks)
    if view.became is not None:
        said = _what_became(sent, view, view.became)
        menu = _after(sent, view.became)
        return Content(text, [section(said, f"{place}:said"), *actions(f"{place}:more", [menu])])
    return Content(
        text,
        [
            section(_said(sent, view, text), f"{place}:said"),
            *actions(f"{place}:actions", [*_buttons(sent, view), _more(sent)]),
        ],
    )


def _said(sent: NudgeRecord, view: NudgeView, text: str) -> str:
    wordings = WORDINGS.get(sent.kind)
    if sent.kind == "missing_evaluation" and not view.entries:
        wordings = _OF_NO_ENTRY
    if wordings is None or (view.standing is None and sent.kind not in _WITHOUT_A_STANDING):
        return text
    values = {"title": _title(view), "manager": _manager(view), **_of_entry(view)}
    values["last_day"] = _last_day(sent, view)
    values["missing"] = _MISSING.get(view.missing, "what is missing")
    if view.standing is not None:
        values |= _figures(view.standing, view)
    return wordings[view.turn % len(wordings)].format_map(values)


def _last_day(sent: NudgeRecord, view: NudgeView) -> str:
    """ "in 30 days, on 3 May 2027", of what helps up to a day."""
    deadline = sent.values.get("deadline")
    if deadline is None:
        return "soon"
    last_day = date.fromisoformat(deadline)
    return f"{_in_days((last_day - view.today).days)}, on {day(last_day)}"


def _of_entry(view: NudgeView) -> dict[str, str]:
    """The day of the entry that is asked about, and how many others do not say what changed."""
    entry = view.entries[0] if view.entries else None
    on = "" if entry is None or entry.start_date is None else near_day(entry.start_date, view.today)
    standing = view.standing.standing if view.standing else None
    without = standing.without_evaluation if isinstance(standing, RhythmStanding) else 0
    others = max(0, without - 1)
    more = "" if not others else f"\n{others:,} other entries have no answer yet."
    return {"on": on, "others": "\nOne other entry has no answer yet." if others == 1 else more}


def _figures(one: SchemeStanding, view: NudgeView) -> dict[str, str]:
    """Every figure of a standing as the wordings name it."""
    standing = one.standing
    found = {
        "line": _line(one, named=view.named),
        "body": escape(scheme_body(one.title)),
        **_of_its_kind(standing, view),
    }
    return found | {"figures_first": capital(found["figures"])}


def _of_its_kind(standing: Standing, view: NudgeView) -> Mapping[str, str]:
    match standing:
        case TargetStanding():
            return _of_target(standing, view)
        case HoursStanding():
            return _of_hours(standing, view)
        case FrameworkStanding():
            return _of_subjects(standing, view)
        case _:
            return _NO_TARGET


_NO_TARGET: Final[Mapping[str, str]] = {
    "year": "not known",
    "recommended": "not known",
    "end": "",
    "span": "cycle",
    "figures": "not known of not known by my count, 0 credits to go",
    "at_risk": "",
    "cycle_left": "soon",
    "cycle_left_first": "Soon",
    "year_left": "soon",
}
"""Figures of a standing without a target; by then a nudge about them is shown as settled."""


def _of_target(standing: TargetStanding, view: NudgeView) -> dict[str, str]:
    end, minimum = day(standing.last_day), known(standing.minimum)
    figures = (
        f"{known(standing.cycle_credits)} of {minimum} by my count, "
        f"{credits(standing.short or 0)} to go"
    )
    if standing.declined:
        figures = f"Logged here: {known(standing.cycle_credits)} of {minimum}"
    at_risk = ""
    if standing.at_risk and standing.forecast_about:
        at_risk = f" At this rate about {standing.forecast_about} of {minimum} by {end}."
    cycle_left = _in_days((standing.last_day - view.today).days)
    return {
        "year": known(standing.year_credits),
        "recommended": known(standing.recommended),
        "end": end,
        "span": "cycle",
        "figures": figures,
        "at_risk": at_risk,
        "cycle_left": cycle_left,
        "cycle_left_first": capital(cycle_left),
        "year_left": _in_days((standing.year_end - view.today).days - 1),
    }


def _of_hours(standing: HoursStanding, view: NudgeView) -> Mapping[str, str]:
    left = _in_days((standing.last_day - view.today).days)
    of_all = {} if standing.categories == 1 else {"body": _without_category(view.standing)}
    return {
        **_NO_TARGET,
        **of_all,
        "end": day(standing.last_day),
        "span": "year",
        "figures": f"{hours_of(standing)} by my count, {to_go(standing)}",
        "cycle_left": left,
        "cycle_left_first": capital(left),
        "year_left": left,
    }


def _of_subjects(standing: FrameworkStanding, view: NudgeView) -> Mapping[str, str]:
    lacks = lacks_of(standing.deadline.short_of)
    left = _in_days((standing.last_day - view.today).days)
    return {
        **_NO_TARGET,
        "end": day(standing.last_day),
        "figures": f"still {short_of_words(lacks, words=_SHORT_WORDS)}",
        "cycle_left": left,
        "cycle_left_first": capital(left),
    }


def _without_category(one: SchemeStanding | None) -> str:
    """The scheme's name, where what is said is of all categories that the member is in."""
    if one is None:
        return ""
    return escape(scheme_body(one.title.removesuffix(f": {one.enrolment.category}")))


def _line(one: SchemeStanding, *, named: bool, forecast: bool = True) -> str:
    """The standing without what has a nudge of its own: what waits, a cycle that has ended."""
    name = f"{escape(scheme_body(one.title))}: " if named else ""
    return f"{name}{figures_line(one, forecast=forecast)}"


def _buttons(sent: NudgeRecord, view: NudgeView) -> list[Element | None]:
    """What opens exactly the missing thing."""
    log = button("Log something", record.AskToLog(), style="primary")
    entry = view.entries[0] if view.entries else None
    scheme = view.standing.enrolment.scheme if view.standing else ""
    match sent.kind:
        case "behind":
            return _times(sent, view.times)
        case "cycle_end" if view.standing is not None and _not_told(view.standing):
            return [log, button("Tell me what your account shows", members.AskForOpening(scheme))]
        case "cycle_start_unknown":
            return [button("Set date", members.AskForCycle(scheme), style="primary")]
        case "missing_evaluation" if entry is not None:
            return [
                button("Answer privately", record.AskToFollowUp(entry.id), style="primary"),
                button("Nothing changed", record.NothingChangedIn(entry.id)),
            ]
        case "missing_evaluation":
            return [button("Show them", record.ShowEntries(only="evaluation"), style="primary")]
        case "waiting_entry" if entry is not None:
            return [button("Add it", record.AddWhatIsMissing(entry.id), style="primary")]
        case "evidence_runs_out" if entry is not None:
            new_one = record.AskForEvidence(entry.id)
            return [button("Add the new one", new_one, style="primary")]
        case "old_draft" if entry is not None:
            return [
                button("Save", record.Save(entry.id), style="primary"),
                button("Edit", record.AskToEdit(entry.id)),
                button("Discard", record.Discard(entry.id)),
            ]
        case _:
            return [log]


def _not_told(one: SchemeStanding) -> bool:
    return one.standing.opening_pending or one.standing.declined


def _times(sent: NudgeRecord, times: Sequence[datetime]) -> list[Element | None]:
    """ "When will you write one up?": now, at one of two times, or at another."""
    planned_for = [
        button(
            short_time(at),
            planning.PlanWriteUp(sent.id, at.date().isoformat(), at.hour * 60 + at.minute),
            number=n,
            spoken=f"Write it up on {spoken_time(at)}",
        )
        for n, at in enumerate(times)
    ]
    return [
        button("Now", record.AskToLog(), style="primary", spoken="Write it up now"),
        *planned_for,
        button("Another time", planning.AskWhenToWriteUp(sent.id)),
    ]


def _more(sent: NudgeRecord) -> Element | None:
    """A week or a month of quiet, once; when in the day; why it came."""
    return overflow(
        [
            ("Snooze for a week", planning.Snooze(sent.id, "week")),
            ("Snooze for a month", planning.Snooze(sent.id, "month")),
            ("Another time of day", members.AskForTimeOfDay()),
            ("Why did I get this?", planning.WhyNudge(sent.id)),
            ("My standing", record.ShowStanding()),
        ]
    )


def _after(sent: NudgeRecord, became: Became) -> Element | None:
    if became.what == "again":
        return None
    why: tuple[str, Action] = ("Why did I get this?", planning.WhyNudge(sent.id))
    if became.what != "planned":
        return overflow([why])
    return overflow(
        [
            ("Another time", planning.AskWhenToWriteUp(sent.id)),
            ("Do not come back to it", planning.DropWriteUp(sent.id)),
            why,
        ]
    )


def _what_became(sent: NudgeRecord, view: NudgeView, became: Became) -> str:
    line = ""
    if view.standing is not None:
        line = f" {_line(view.standing, named=view.named, forecast=False)}"
    match became.what:
        case "planned" if became.at is not None:
            return f"Planned for {spoken_time(became.at)}. I will come back to you then."
        case "snoozed":
            until = "a while" if became.until is None else near_day(became.until, view.today)
            return f"Snoozed until {until}."
        case "logged":
            return f"You have logged something since.{line}"
        case "over":
            return "That day has passed."
        case "again":
            return "This came again later, see below."
        case _:
            return _gone(sent, view, line)


def _gone(sent: NudgeRecord, view: NudgeView, line: str) -> str:
    status = view.entries[0].status if view.entries else "discarded"
    match sent.kind:
        case "waiting_entry" if status == "logged":
            return f"{_title(view)} has what it needs. Thank you."
        case "waiting_entry" | "old_draft":
            return f"{_title(view)} is {'saved' if status == 'logged' else status}."
        case "missing_evaluation" | "evidence_runs_out" if view.entries:
            return f"{_title(view)}: thank you." if status == "logged" else "That is settled."
        case "missing_evaluation":
            return "Every entry says what it changed. Thank you."
        case "cycle_ended":
            return "Nothing is open about that cycle any more."
        case "behind" | "year_end" | "cycle_end" if view.standing and not _not_told(view.standing):
            return f"Caught up.{line}"
        case _:
            return f"That is settled.{line}"


def _title(view: NudgeView) -> str:
    entry = view.entries[0] if view.entries else None
    return bold(title_of(entry.title, _TITLE_MOST)) if entry else "An entry"


def _manager(view: NudgeView) -> str:
    return person(view.manager_name) if view.manager_name else "Your manager"


def _in_days(left: int) -> str:
    if left <= 0:
        return "today"
    return "tomorrow" if left == 1 else f"in {several(left, 'day')}"


def short_time(at: datetime) -> str:
    """ "Tue 9:00": a time in the days to come."""
    return f"{long_day(at.date())[:3]} {at.hour}:{at.minute:02d}"


# --- What was planned, and what the member asked for -----------------------------------------


def planned(
    entries: Sequence[EntryRecord], today: date, follow_ups: Sequence[FollowUpView] = ()
) -> Content:
    """What was planned and whose day has come, asked about together; what is settled says so."""
    blocks: list[Block] = []
    open_ones = [entry for entry in entries if entry.status == "planned"]
    for entry in entries[:12]:
        blocks += _activity(entry, today, alone=len(open_ones) == 1)
    if len(open_ones) > 1:
        blocks.insert(0, section("Did these happen?", "planned:asked"))
    if len(entries) > 12:
        blocks.append(context(f"and {len(entries) - 12} more in Home", "planned:more"))
    for one in follow_ups[:12]:
        blocks += _follow_up(one, today)
    if not entries:
        return Content("You asked me to come back to something today.", blocks)
    day_of = {entry.end_date or entry.start_date for entry in open_ones} or {None}
    on = day_of.pop()
    when = "" if day_of or on is None else f" for {_that_day(on, today)}"
    return Content(f"You planned something{when}. Did it happen?", blocks)


def _activity(entry: EntryRecord, today: date, *, alone: bool) -> list[Block]:
    """One that was planned, with the day that it was planned for."""
    place = entry_block(entry.id, "entry", "planned")
    if entry.status != "planned":
        return [section(head_line(entry), place)]
    when = "a day to come"
    if entry.start_date is not None:
        several_days = entry.end_date not in (None, entry.start_date)
        when = (
            days(entry.start_date, entry.end_date)
            if several_days
            else _that_day(entry.start_date, today)
        )
    asked = f"You planned this for {when}. Did it happen?" if alone else f"Planned for {when}."
    buttons = [*planned_buttons(entry.id), button("Drop it", record.DropIt(entry.id))]
    return [
        section(f"{bold(title_of(entry.title, _TITLE_MOST))}\n{asked}", place),
        *actions(entry_block(entry.id, "actions", "planned"), buttons),
    ]


def _that_day(on: date, today: date) -> str:
    """ "Fri 20 Nov", "today, Sat 21 Nov"."""
    named = long_day(on) if on.year != today.year else long_day(on)[:-5]
    return f"today, {named}" if on == today else named


def _follow_up(view: FollowUpView, today: date) -> list[Block]:
    one = view.follow_up
    place = f"follow-up:{one.id}"
    title = bold(title_of(view.title, _TITLE_MOST))
    if view.put_off and one.state in ("agreed", "asked"):
        return [section(f"{title}\nI will ask you on {near_day(one.day, today)}.", place)]
    if one.state not in ("agreed", "asked"):
        said = "Thank you." if one.state == "answered" else "I will not ask again."
        return [section(f"{title}\n{said}", place)]
    later: tuple[str, Action] = ("Later", record.FollowUpLater(one.id))
    if one.kind == "reminder":
        said = f"{title}\n{COME_BACK}"
        return _asked(said, place, [button("Open", record.AskToEdit(one.entry_id))], [later])
    nothing = record.NothingChanged(one.id)
    if not view.words:
        first = button("Open", record.AskToFollowUp(one.entry_id))
        return _asked(COME_BACK, place, [first], [("Nothing changed", nothing), later])
    planned_words = brief(view.words, _PLAN_MOST)
    planned_on = near_day(view.planned_on, today)
    said = f"{title}\nOn {planned_on} you planned: “{planned_words}”. How did it go?"
    buttons = [
        button("Nothing changed", nothing),
        button("Answer privately", record.AskToFollowUp(one.entry_id)),
    ]
    return _asked(said, place, buttons, [later])


def _asked(
    said: str, place: str, buttons: Sequence[Element], more: Sequence[tuple[str, Action]]
) -> list[Block]:
    return [section(said, place), *actions(f"{place}:actions", [*buttons, overflow(more)])]


def write_up(view: WriteUpView) -> Content:
    """At a time that was chosen: the plan once more, unless words were typed with it."""
    one, place = view.one, f"write-up:{view.one.id}"
    if view.moved_to is not None:
        said = f"I will come back to this on {spoken_time(view.moved_to)}."
        return Content(COME_BACK, [section(said, f"{place}:said")])
    if one.state not in ("agreed", "asked"):
        said = (
            "You have written something up since. Thank you."
            if one.state == "done"
            else "All right. I will not come back to this."
        )
        return Content(COME_BACK, [section(said, f"{place}:said")])
    words = "Open" if view.private else "Write it up"
    said = COME_BACK
    if not view.private:
        said = f"You planned to write one up now: {spoken_time(view.at)}.\nWhat will it be?"
    more: list[tuple[str, Action]] = [
        ("Another time", planning.AskWhenToWriteUp(write_up=one.id)),
        ("Do not come back to it", planning.DropWriteUp(write_up=one.id)),
    ]
    first = button(words, planning.AskToWriteUp(one.id), style="primary")
    return Content(
        COME_BACK,
        [section(said, f"{place}:said"), *actions(f"{place}:actions", [first, overflow(more)])],
    )


def snoozed(until: date) -> Content:
    """After Snooze: until when, and that nothing else has changed."""
    words = f"I will not nudge you before {day(until)}. How often I nudge stays as it was."
    return Content(words, [section(words, "snoozed")])
