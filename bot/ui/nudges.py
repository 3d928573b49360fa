"""Nudges: what each says, why it came, and the button that opens exactly the missing thing.

When one comes is decided in `bot.policy`. The fallback text holds no title: it shows on lock
screens.
"""

from collections.abc import Sequence
from datetime import date

from bot.services.standings import SchemeStanding
from bot.ui.blocks import Block, Content, Element, actions, button, context, menu, option, section
from bot.ui.card import planned_buttons
from bot.ui.entry_lines import head_line
from bot.ui.escape import escape
from bot.ui.ids import Act, Meta, entry_block
from bot.ui.standing import assumption_line, standing_line
from bot.ui.words import (
    bold,
    credits,
    day,
    days,
    number,
    person,
    scheme_body,
    several,
    title_of,
)
from storage.records import EntryRecord, NudgeRecord

_SETTING = "That is a workplace setting, not a rule of {body}."
_CADENCE = "How often I nudge stands in your settings."


def nudge(
    record: NudgeRecord,
    *,
    today: date,
    standing: SchemeStanding | None = None,
    entries: Sequence[EntryRecord] = (),
    manager_name: str = "",
) -> Content:
    """One nudge as it is sent, from the state at that moment.

    `standing` is that of the enrolment it is about, `entries` those that it names, `today` the
    member's date.
    """
    match record.kind:
        case "planned":
            return planned(entries, today)
        case "manager_reminder":
            return _from_manager(record, manager_name)
        case "waiting_entry":
            return _waiting(record, entries)
        case "old_draft":
            return _draft(record, entries)
        case _ if standing is not None:
            return _about_standing(record, standing, today)
        case _:
            words = "There is something open in your CPD record."
            return _content(record, words, _CADENCE, [_standing_button()])


def planned(entries: Sequence[EntryRecord], today: date) -> Content:
    """What was planned and whose day has come, asked about together; what is settled says so."""
    blocks: list[Block] = [section("You planned this. Did it happen?", "planned:asked")]
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
                button("Drop it", Act.DROP_IT, Meta(entry=entry.id)),
            ],
        )
    if len(entries) > 12:
        blocks.append(context(f"and {len(entries) - 12} more in Home", "planned:more"))
    blocks.append(context("I ask because you planned it. I ask once a day.", "planned:why"))
    return Content("You planned something for today. Did it happen?", blocks)


def snoozed(until: date) -> Content:
    """After Snooze: until when, and that nothing else has changed."""
    words = f"I will not nudge you before {day(until)}. How often I nudge stays as it was."
    return Content(words, [section(words, "snoozed")])


def _about_standing(record: NudgeRecord, one: SchemeStanding, today: date) -> Content:
    body, line = escape(scheme_body(one.title)), standing_line(one)
    meta = Meta(enrolment=one.enrolment.id, pack=one.enrolment.pack)
    log, mine = _log_button(), _standing_button()
    match record.kind:
        case "cycle_end":
            said = _cycle_end(one, today)
            why = "I say this 90, 30, 14, 7 and 2 days before a cycle ends below its minimum."
            shows = None
            if one.standing.opening_pending:
                shows = button(
                    f"What my {scheme_body(one.title)} account shows", Act.SET_OPENING, meta
                )
            text = "Your CPD cycle ends soon, and something is still to go."
            return _content(record, said, why, [log, shows, mine], text=text, rests_on=[one])
        case "behind":
            why = f"You are behind the recommended pace. {_SETTING.format(body=body)} {_CADENCE}"
            text = "A word about your CPD pace."
            return _content(record, line, why, [log, mine], text=text, rests_on=[one])
        case "year_end":
            said = f"Your CPD year ends {_in_days(one.standing.year_days_left)}. {line}"
            why = (
                f"I say this 30 and 7 days before a year ends below what {body} recommends. "
                "It is a recommendation, not a minimum."
            )
            return _content(
                record, said, why, [log, mine], text="Your CPD year ends soon.", rests_on=[one]
            )
        case "cycle_start_unknown":
            why = "I ask this after a week, then every 90 days."
            set_date = button("Set date", Act.SET_CYCLE, meta, style="primary")
            text = "When did your CPD cycle begin?"
            return _content(record, line, why, [set_date, mine], text=text, rests_on=[one])
        case "missing_evaluation":
            why = (
                f"{body} asks what a piece of learning changed. When I mention it is a workplace "
                f"setting, not a rule of {body}."
            )
            show = button("Show them", Act.LIST, style="primary")
            text = "Some entries have no evaluation yet."
            return _content(record, line, why, [show, log], text=text)
        case _:
            why = f"Nothing was logged for a while. {_SETTING.format(body=body)} {_CADENCE}"
            text = "Have you learnt something lately?"
            return _content(
                record, f"Have you learnt something lately? {line}", why, [log], text=text
            )


def _cycle_end(one: SchemeStanding, today: date) -> str:
    standing = one.standing
    end = day(standing.last_day) if standing.last_day else "soon"
    left = (standing.last_day - today).days if standing.last_day else None
    return (
        f"Your {escape(scheme_body(one.title))} cycle ends on {end}, {_in_days(left)}: "
        f"{credits(standing.short or 0)} to go to the minimum of {number(standing.minimum or 0)}. "
        "Log what you have done and not told me."
    )


def _from_manager(record: NudgeRecord, manager_name: str) -> Content:
    manager = person(manager_name) if manager_name else "Your manager"
    return _content(
        record,
        f"{manager} asked me to remind you about your CPD. {manager} sees totals and dates, "
        "never what you write.",
        f"{manager} pressed Remind. They do not see whether or when you read this.",
        [_log_button(), _standing_button()],
        text="Your manager asked me to remind you about your CPD.",
    )


def _waiting(record: NudgeRecord, entries: Sequence[EntryRecord]) -> Content:
    entry = entries[0] if entries else None
    which = f": {bold(title_of(entry.title))}" if entry else ""
    add = None
    if entry is not None:
        add = button("Add it", Act.ADD_IT, Meta(entry=entry.id), style="primary")
    return _content(
        record,
        f"A saved entry waits for something only you can add{which}.",
        "It was saved more than a day ago and does not count yet. I say this once.",
        [add],
        text="A saved entry waits for one line of yours.",
    )


def _draft(record: NudgeRecord, entries: Sequence[EntryRecord]) -> Content:
    entry = entries[0] if entries else None
    which = f": {bold(title_of(entry.title))}" if entry else ""
    buttons: list[Element | None] = []
    if entry is not None:
        meta = Meta(entry=entry.id)
        buttons = [
            button("Save", Act.SAVE, meta, style="primary"),
            button("Edit", Act.EDIT, meta),
            button("Discard", Act.DISCARD, meta),
        ]
    return _content(
        record,
        f"A draft is still open{which}.",
        "It has been open for more than a day. I say this once, and keep it either way.",
        buttons,
        text="A draft is still open.",
    )


def _content(
    record: NudgeRecord,
    said: str,
    why: str,
    buttons: Sequence[Element | None],
    *,
    text: str = "",
    rests_on: Sequence[SchemeStanding] = (),
) -> Content:
    place = f"nudge:{record.id}"
    small = "\n".join(filter(None, (f"Why now: {why}", assumption_line(rests_on))))
    return Content(
        text or said,
        [
            section(said, f"{place}:said"),
            *actions(f"{place}:actions", [*buttons, _snooze(record)]),
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
    return button("Log something", Act.LOG, style="primary")


def _standing_button() -> Element:
    return button("My standing", Act.STANDING)


def _snooze(record: NudgeRecord) -> Element:
    """One widget, two clicks: a week or a month, once; the cadence stays as it was."""
    spans = [("A week", "week"), ("A month", "month")]
    return menu(
        Act.SNOOZE,
        "Snooze",
        [
            option(words, Meta(do=Act.SNOOZE, nudge=record.id, answer=span).to_json())
            for words, span in spans
        ],
    )
