"""What a member can set, as it stands, each with the button that opens its modal."""

from bot.figures import credits, day, listed
from bot.services.coaching import actions as coaching
from bot.services.context.leaves import leaves_of
from bot.services.data_rights import actions as data_rights
from bot.services.members import actions as members
from bot.services.members.manager import ManagerView
from bot.services.members.settings import SchemeSettings, SettingsView
from bot.services.nudges import actions as planning
from bot.services.nudges.pausing import NEVER_AGAIN
from bot.ui.kit.blocks import Block, Content, Element, actions, asking_back, button, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, clock, person, scheme_body
from bot.ui.kit.manager_sees import what_is_seen_by
from bot.ui.members.leave import leave_blocks
from bot.ui.members.settings_forms import CADENCE_WORDS, EARLY_AFTERNOON, hour_words
from bot.ui.schemes.registration import registration_line
from storage.row_types import MemberRecord
from storage.vocabulary import CoachChoice, LinkState

SCHEMES_MOST = 6

_LINKS: dict[LinkState, str] = {
    "asked": "asked, and has not answered yet",
    "notifying": "assigned; you are being told first",
    "suspended": "sees nothing: you said that it is wrong",
    "declined": "declined",
    "ended": "no longer",
}
_COACH: dict[CoachChoice, str] = {"never": "Off.", "off": "Off.", "on": "On."}
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def settings(view: SettingsView) -> Content:
    """`/cpd settings`."""
    return Content("Your settings.", settings_blocks(view))


def settings_blocks(view: SettingsView) -> list[Block]:
    """Every setting with its button."""
    member = view.member
    blocks: list[Block] = []
    for scheme in view.schemes[:SCHEMES_MOST]:
        blocks += _scheme(scheme)
    if not view.schemes:
        blocks.append(section("*Schemes*\nNone yet.", "settings:no-scheme"))
    blocks += actions("settings:schemes", [button("Add a scheme", members.AskForScheme())])
    blocks += [
        _row("Job", _job(view), "job", button("Change", members.AskForJob(), spoken="Change job")),
        _row(
            "Manager",
            manager_words(view.manager),
            "manager",
            button("Change", members.AskForManager(), spoken="Change manager"),
        ),
        _row(
            "Working time",
            _working_time(member, view.country),
            "working-time",
            button("Change", members.AskForWorkingTime(), spoken="Change working time"),
        ),
        _row(
            "Nudges",
            nudges_words(view),
            "nudges",
            button("Change", members.AskForNudges(), spoken="Change nudges"),
        ),
        _row(
            "Privacy",
            _privacy(member),
            "privacy",
            button("Change", members.AskForPrivacy(), spoken="Change privacy"),
        ),
    ]
    blocks += leave_blocks(leaves_of(member.leaves), view.today)
    if view.coach is not None:
        change = button("Change", coaching.ShowCoach(), spoken="Change coach")
        blocks.append(_row("Coach", _COACH[view.coach], "coach", change))
    return [
        *blocks,
        *actions(
            "settings:record",
            [
                button("Resume nudges", planning.Resume()) if view.paused_until else None,
                button("Export my record", data_rights.Export()),
                button("My record as a document", data_rights.AskForDocument()),
                button("Erase my record", data_rights.AskToErase(), style="danger"),
            ],
        ),
    ]


def manager_words(manager: ManagerView | None) -> str:
    """Who the manager is, and what they see at the moment."""
    if manager is None:
        return "Nobody. Nobody sees how you stand."
    if manager.link.state == "active":
        return what_is_seen_by(person(manager.name))
    return f"{person(manager.name)}: {_LINKS[manager.link.state]}."


def _scheme(scheme: SchemeSettings) -> list[Block]:
    enrolment, body = scheme.enrolment, scheme_body(scheme.title)
    place = f"settings:scheme-{enrolment.id}"
    buttons: list[Element | None] = []
    lines = []
    if scheme.asks_category:
        lines.append("Your category is not known yet.")
        choose = members.AskForScheme(enrolment.pack)
        buttons.append(button("Choose category", choose, spoken=f"Choose {body} category"))
    if scheme.has_cycle:
        start = "Cycle start not known yet."
        if enrolment.cycle_start is not None:
            start = f"Cycle from {day(scheme.began or enrolment.cycle_start)}"
            start += f" to {day(scheme.last_day)}." if scheme.last_day else "."
        lines.append(start)
        buttons.append(button("Set cycle start", members.AskForCycle(enrolment.scheme)))
    elif scheme.began is not None and scheme.last_day is not None:
        lines.append(f"This year runs from {day(scheme.began)} to {day(scheme.last_day)}.")
    if scheme.has_joining:
        lines += _joined(scheme)
        buttons.append(button("Joined on", members.AskForJoined(enrolment.scheme)))
    if scheme.has_balance:
        lines.append(_brought_in(scheme))
        buttons.append(button("Enter credits", members.AskForOpening(enrolment.scheme)))
    if scheme.has_earlier_cycles:
        earlier = members.ShowEarlierCycles(enrolment.id)
        buttons.append(button("Earlier cycles", earlier, spoken=f"Earlier {body} cycles"))
    if scheme.registration_words:
        recognition = "recognition removed" in scheme.registration_words
        lines.append(registration_line(scheme.registered, recognition=recognition))
        name = "Recognition" if recognition else "Registration"
        change = members.AskForRegistration(enrolment.scheme)
        buttons.append(button(name, change, spoken=f"Change {body} {name.lower()}"))
    buttons.append(
        button(
            "Leave",
            members.LeaveScheme(enrolment.scheme),
            spoken=f"Leave {body}",
            confirm=asking_back(
                f"Leave {scheme.title}?",
                "Your entries stay. I no longer say what they are worth there.",
                "Leave",
                "Stay",
            ),
        )
    )
    words = "\n".join([bold(escape(scheme.title)), *lines])
    return [section(words, place), *actions(f"{place}-actions", buttons)]


def _joined(scheme: SchemeSettings) -> list[str]:
    """When the member joined; that it is not known, once it matters."""
    if scheme.joined_late_on is not None:
        return [f"Joined on {day(scheme.joined_late_on)}."]
    if scheme.enrolment.joined_on is not None:
        return ["There when the cycle began."]
    if scheme.joining_counts:
        return ["I do not know yet when you joined. Who joined late needs less."]
    return []


def _brought_in(scheme: SchemeSettings) -> str:
    enrolment = scheme.enrolment
    if enrolment.opening_on is not None:
        amount = credits(enrolment.opening_cycle or 0)
        return f"Brought in on {day(enrolment.opening_on)}: {amount}, not checked by me."
    if enrolment.opening_declined:
        return f"What your {escape(scheme_body(scheme.title))} account shows is left out."
    return f"I do not know yet what your {escape(scheme_body(scheme.title))} account shows."


def _row(name: str, words: str, part: str, accessory: Element) -> Block:
    return section(f"{bold(name)}\n{words}", f"settings:{part}", accessory)


def _job(view: SettingsView) -> str:
    if view.job is None:
        return "Not known yet. CPD has to be relevant to it."
    return f"{brief(view.job.title, 100)}, since {day(view.job.from_date)}."


def _working_time(member: MemberRecord, country: str | None) -> str:
    days = listed([_WEEKDAYS[int(number)] for number in member.work_days])
    if member.work_days == "01234":
        days = "Mon to Fri"
    hours = f"{clock(member.work_start)} to {clock(member.work_end)}"
    zone = escape(member.zone) + ("" if member.tz else " (as in Slack)")
    holidays = f"public holidays of {brief(country, 60)}" if country else "no public holidays"
    return f"{days}, {hours}, {zone}; {holidays}."


def nudges_words(view: SettingsView) -> str:
    """How often and when the bot may speak by itself, and until when it does not."""
    hour = view.member.usual_hour
    when = EARLY_AFTERNOON if hour is None else hour_words(hour)
    words = f"{CADENCE_WORDS[view.member.cadence]}. {when}."
    if view.member.weekly_review:
        words += " A weekly review."
    if view.paused_until is not None:
        until = "you want it again"
        if view.paused_until != NEVER_AGAIN:
            until = day(view.paused_until)
        words += f" Paused until {until}."
    elif view.snoozed_until is not None:
        words += f" Snoozed until {day(view.snoozed_until)}."
    return words


def _privacy(member: MemberRecord) -> str:
    if member.private_reflections:
        return "I ask in a window, so that your answers stay out of the conversation."
    return "You answer in the conversation, or privately where you choose to."
