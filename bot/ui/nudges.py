"""Nudges: what each says, why it came, and the button that opens exactly the missing thing.

When one comes is decided in `bot.policy`. The fallback text holds no title: it shows on lock
screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.services.dispatch import members, record
from bot.services.standings import SchemeStanding
from bot.ui.blocks import Block, Content, Element, actions, button, context, menu, option, section
from bot.ui.card import planned_buttons
from bot.ui.ended_cycle import ended_blocks
from bot.ui.entry_lines import head_line
from bot.ui.escape import brief, escape
from bot.ui.ids import entry_block, option_value
from bot.ui.standing import assumption_line, standing_line
from bot.ui.words import (
    bold,
    credits,
    day,
    days,
    near_day,
    number,
    person,
    scheme_body,
    several,
    title_of,
)
from storage.records import EntryRecord, FollowUpRecord, NudgeRecord

_SETTING = "That is a workplace setting, not a rule of {body}."
_PLAN_MOST = 120
_CADENCE = "How often I nudge stands in your settings."


def nudge(
    sent: NudgeRecord,
    *,
    today: date,
    standing: SchemeStanding | None = None,
    entries: Sequence[EntryRecord] = (),
    follow_ups: Sequence["FollowUpView"] = (),
    manager_name: str = "",
) -> Content:
    """One nudge as it is sent, from the state at that moment.

    `standing` is that of the enrolment it is about, `entries` those that it names, `today` the
    member's date.
    """
    match sent.kind:
        case "planned":
            return planned(entries, today, follow_ups)
        case "manager_reminder":
            return _from_manager(sent, manager_name)
        case "waiting_entry":
            return _waiting(sent, entries)
        case "old_draft":
            return _draft(sent, entries)
        case _ if standing is not None:
            return _about_standing(sent, standing, today)
        case _:
            words = "There is something open in your CPD record."
            return _content(sent, words, _CADENCE, [_standing_button()])


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


def planned(
    entries: Sequence[EntryRecord], today: date, follow_ups: Sequence[FollowUpView] = ()
) -> Content:
    """What was planned and whose day has come, asked about together; what is settled says so."""
    blocks: list[Block] = []
    if entries:
        blocks.append(section("You planned this. Did it happen?", "planned:asked"))
    for entry in entries[:12]:
        place = entry_block(entry.id, "entry", "planned")
        if entry.status != "planned":
            blocks.append(section(head_line(entry), place))
            continue
        when = days(entry.start_date, entry.end_date) if entry.start_date else "date to come"
        if entry.start_date == today:
            when = f"{when} (today)"
        blocks.append(section(f"{bold(title_of(entry.title))}\n{when}", place))
        blocks += actions(
            entry_block(entry.id, "actions", "planned"),
            [
                *planned_buttons(entry.id),
                button("Drop it", record.DropIt(entry.id)),
            ],
        )
    if len(entries) > 12:
        blocks.append(context(f"and {len(entries) - 12} more in Home", "planned:more"))
    for one in follow_ups[:12]:
        blocks += _follow_up(one, today)
    why = "I ask because you wanted me to." if follow_ups else "I ask because you planned it."
    blocks.append(context(f"{why} I ask once a day.", "planned:why"))
    if not entries:
        return Content("You asked me to come back to something today.", blocks)
    return Content("You planned something for today. Did it happen?", blocks)


def _follow_up(view: FollowUpView, today: date) -> list[Block]:
    one = view.follow_up
    place = f"follow-up:{one.id}"
    title = bold(title_of(view.title))
    if view.put_off and one.state in ("agreed", "asked"):
        return [section(f"{title}\nI will ask you on {near_day(one.day, today)}.", place)]
    if one.state not in ("agreed", "asked"):
        said = "Thank you." if one.state == "answered" else "I will not ask again."
        return [section(f"{title}\n{said}", place)]
    if one.kind == "reminder":
        said = f"{title}\nYou asked me to come back to this today."
        first = button("Open", record.AskToEdit(one.entry_id))
        return [section(said, place), *actions(f"{place}:actions", [first, _later(one)])]
    said = f"{title}\nYou asked me to come back to this today. Has it changed anything?"
    if view.words:
        planned_words = brief(view.words, _PLAN_MOST)
        planned_on = near_day(view.planned_on, today)
        said = f"{title}\nOn {planned_on} you planned: “{planned_words}”. How did it go?"
    buttons = [
        button("Nothing changed", record.NothingChanged(one.id)),
        button("Answer privately", record.AskToFollowUp(one.entry_id)),
        _later(one),
    ]
    return [section(said, place), *actions(f"{place}:actions", buttons)]


def _later(one: FollowUpRecord) -> Element:
    return button("Later", record.FollowUpLater(one.id))


def snoozed(until: date) -> Content:
    """After Snooze: until when, and that nothing else has changed."""
    words = f"I will not nudge you before {day(until)}. How often I nudge stays as it was."
    return Content(words, [section(words, "snoozed")])


def _about_standing(sent: NudgeRecord, one: SchemeStanding, today: date) -> Content:
    body, line = escape(scheme_body(one.title)), standing_line(one)
    pack = one.enrolment.pack
    log, mine = _log_button(), _standing_button()
    match sent.kind:
        case "cycle_ended":
            return _cycle_ended(sent, one)
        case "cycle_end":
            said = _cycle_end(one, today)
            why = "I say this 90, 30, 14, 7 and 2 days before a cycle ends below its minimum."
            shows = None
            if one.standing.opening_pending or one.standing.declined:
                shows = button("Tell me what your account shows", members.AskForOpening(pack))
            text = "Your CPD cycle ends soon, and something is still to go."
            return _content(sent, said, why, [log, shows, mine], text=text, rests_on=[one])
        case "behind":
            why = f"You are behind the recommended pace. {_SETTING.format(body=body)} {_CADENCE}"
            text = "A word about your CPD pace."
            return _content(sent, line, why, [log, mine], text=text, rests_on=[one])
        case "year_end":
            said = f"Your CPD year ends {_in_days(one.standing.year_days_left)}. {line}"
            why = (
                f"I say this 30 and 7 days before a year ends below what {body} recommends. "
                "It is a recommendation, not a minimum."
            )
            return _content(
                sent, said, why, [log, mine], text="Your CPD year ends soon.", rests_on=[one]
            )
        case "cycle_start_unknown":
            why = "I ask this after a week, then every 90 days."
            set_date = button("Set date", members.AskForCycle(pack), style="primary")
            text = "When did your CPD cycle begin?"
            return _content(sent, line, why, [set_date, mine], text=text, rests_on=[one])
        case "missing_evaluation":
            why = (
                f"{body} asks what a piece of learning changed. When I mention it is a workplace "
                f"setting, not a rule of {body}."
            )
            show = button("Show them", record.ShowEntries(), style="primary")
            text = "Some entries have no evaluation yet."
            return _content(sent, line, why, [show, log], text=text)
        case _:
            why = f"Nothing was logged for a while. {_SETTING.format(body=body)} {_CADENCE}"
            text = "Have you learnt something lately?"
            return _content(
                sent, f"Have you learnt something lately? {line}", why, [log], text=text
            )


def _cycle_ended(sent: NudgeRecord, one: SchemeStanding) -> Content:
    ended = one.standing.ended
    text = "A word about your last CPD cycle."
    place = f"nudge:{sent.id}"
    start = sent.values.get("why", {}).get("start")
    if ended is None or start not in (None, ended.start.isoformat()):
        return Content(text, [section("Nothing is open about that cycle any more.", place)])
    why = context("Why now: it ended short by my count. I ask once a month.", f"{place}:why")
    return Content(text, [*ended_blocks(one, ended, place, _snooze(sent)), why])


def _cycle_end(one: SchemeStanding, today: date) -> str:
    standing = one.standing
    end = day(standing.last_day) if standing.last_day else "soon"
    left = (standing.last_day - today).days if standing.last_day else None
    minimum = number(standing.minimum or 0)
    so_far = f"{credits(standing.short or 0)} to go to the minimum of {minimum}."
    if standing.declined:
        so_far = f"logged here: {number(standing.cycle_credits or 0)} of {minimum}."
    return (
        f"Your {escape(scheme_body(one.title))} cycle ends on {end}, {_in_days(left)}: {so_far} "
        "Log what you have done and not told me."
    )


def _from_manager(sent: NudgeRecord, manager_name: str) -> Content:
    manager = person(manager_name) if manager_name else "Your manager"
    return _content(
        sent,
        f"{manager} asked me to remind you about your CPD. {manager} sees totals and dates, "
        "never what you write.",
        f"{manager} pressed Remind. They do not see whether or when you read this.",
        [_log_button(), _standing_button()],
        text="Your manager asked me to remind you about your CPD.",
    )


def _waiting(sent: NudgeRecord, entries: Sequence[EntryRecord]) -> Content:
    entry = entries[0] if entries else None
    which = f": {bold(title_of(entry.title))}" if entry else ""
    add = None
    if entry is not None:
        add = button("Add it", record.AddWhatIsMissing(entry.id), style="primary")
    return _content(
        sent,
        f"A saved entry waits for something only you can add{which}.",
        "It was saved more than a day ago and does not count yet. I say this once.",
        [add],
        text="A saved entry waits for one line of yours.",
    )


def _draft(sent: NudgeRecord, entries: Sequence[EntryRecord]) -> Content:
    entry = entries[0] if entries else None
    which = f": {bold(title_of(entry.title))}" if entry else ""
    buttons: list[Element | None] = []
    if entry is not None:
        buttons = [
            button("Save", record.Save(entry.id), style="primary"),
            button("Edit", record.AskToEdit(entry.id)),
            button("Discard", record.Discard(entry.id)),
        ]
    return _content(
        sent,
        f"A draft is still open{which}.",
        "It has been open for more than a day. I say this once, and keep it either way.",
        buttons,
        text="A draft is still open.",
    )


def _content(
    sent: NudgeRecord,
    said: str,
    why: str,
    buttons: Sequence[Element | None],
    *,
    text: str = "",
    rests_on: Sequence[SchemeStanding] = (),
) -> Content:
    place = f"nudge:{sent.id}"
    small = "\n".join(filter(None, (f"Why now: {why}", assumption_line(rests_on))))
    return Content(
        text or said,
        [
            section(said, f"{place}:said"),
            *actions(f"{place}:actions", [*buttons, _snooze(sent)]),
            context(small, f"{place}:why"),
        ],
    )


def _in_days(left: int | None) -> str:
    if left is None:
        return "soon"
    if left <= 0:
        return "today"
    return "tomorrow" if left == 1 else f"in {several(left, 'day')}"


def _log_button() -> Element:
    return button("Log something", record.AskToLog(), style="primary")


def _standing_button() -> Element:
    return button("My standing", record.ShowStanding())


def _snooze(sent: NudgeRecord) -> Element:
    """One widget, two clicks: a week or a month, once; the cadence stays as it was."""
    week, month = members.Snooze(sent.id, "week"), members.Snooze(sent.id, "month")
    return menu(
        members.Snooze.name,
        "Snooze",
        [option("A week", option_value(week)), option("A month", option_value(month))],
    )
