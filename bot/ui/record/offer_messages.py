"""Questions about a message, and offers: a sentence with buttons. No words of the member's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from bot.services.dispatch.action import Action
from bot.services.members import actions as members
from bot.services.nudges import actions as planning
from bot.services.record import actions as record
from bot.services.record.incoming.held_words import choices_of
from bot.ui.coaching.sense import with_sense
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.kit.escape import shorten
from bot.ui.kit.formatting import near_day, scheme_body
from bot.ui.kit.sentences import sentence
from bot.ui.record.entry_diff import would_change
from storage.row_types import CoachSuggestionRecord

Values = Mapping[str, Any]

_TITLE_MOST = 80


def ask(
    values: Mapping[str, Any], *, settled: bool, coach: CoachSuggestionRecord | None = None
) -> Content:
    """What a message is, or whether a saved entry is to be changed: asked until it is said.
    `coach` says what it takes the message for.
    """
    if settled:
        return Content("Thank you.", [context("Thank you.", "ask:settled")])
    key: str = values["key"]
    if "change" in values:
        yes, no = record.ChangeSaved(key, yes=True), record.ChangeSaved(key)
        buttons = [button("Yes", yes, number=0), button("No", no, number=1)]
        change, name = values["change"], str(values.get("title", ""))
        lost = values.get("lost")
        blocks = _with_buttons(would_change(change, name, lost), "ask", buttons).blocks
        return Content(would_change(change, lost=lost), blocks)
    title = str(values.get("title", ""))
    names = {"names": values["names"]} if "names" in values else {}
    counted = {"count": values["count"]} if "count" in values else {}
    figures = {one: values[one] for one in ("cycle", "year") if values.get(one) is not None}
    figures |= {"body": scheme_body(values["body"])} if "body" in values else {}
    about = {"title": shorten(title, _TITLE_MOST), **names, **counted, **figures, **_when(values)}
    words = sentence(values["sentence"], **about)
    choices = choices_of(values)
    buttons = [
        button(label, _chosen(key, choice, values), number=n)
        for n, (label, choice) in enumerate(choices.items())
    ]
    said = _with_buttons(words, "ask", buttons)
    if coach is not None:
        said = with_sense(said, coach, list(choices.values()), about=title)
    if names:
        return replace(said, text=sentence("discard_those_aloud"))
    if not title:
        return said
    aloud = sentence("ask_about_job") if "since" in values else sentence("ask_words")
    return replace(said, text=aloud)


def _when(values: Mapping[str, Any]) -> dict[str, str]:
    if "since" in values:
        since, today = (date.fromisoformat(values[name]) for name in ("since", "today"))
        return {"since": near_day(since, today)}
    return {"on_day": values["day"]} if "day" in values else {}


def _chosen(key: str, choice: str, values: Values) -> Action:
    """What a choice's button does: a form is opened, everything else is settled at once."""
    match choice:
        case "job_form":
            return members.AskForJob(key)
        case "balance_form":
            return members.AskForOpening(values["pack"], key)
    return record.SettleMessage(key, choice)


def offer(values: Mapping[str, Any]) -> Content:
    """A sentence with what can be done about it."""
    name: str = values["sentence"]
    offered = [(label, act(values)) for label, act in OFFERS[name]]
    buttons = [
        button(label, act, number=n) for n, (label, act) in enumerate(offered) if act is not None
    ]
    said_of = {one: values[one] for one in ("body", "count", "cycle") if one in values}
    if "title" not in values:
        words = sentence(name, **said_of, **_when(values))
        return _with_buttons(words, "offer", buttons)
    title = shorten(values["title"], _TITLE_MOST)
    said = _with_buttons(sentence(name, title=title, **said_of, **_when(values)), "offer", buttons)
    return Content(sentence(_UNTITLED.get(name, name), **said_of, **_when(values)), said.blocks)


_UNTITLED: Final = {
    "will_remind_of": "will_remind_on",
    "withdraw_it": "withdraw_that",
    "discard_it": "discard_that",
    "not_accepted": "not_accepted_that",
    "accepted_again": "accepted_again_that",
}
"""What a notification says of it, which names no entry."""

OFFERS: Final[Mapping[str, Sequence[tuple[str, Callable[[Values], Action | None]]]]] = {
    "sorry_to_hear": [("Pause nudges", lambda _: planning.PauseAWeek())],
    "sorry_pause_until": [("Pause", lambda it: planning.PauseAWeek(until=it["day"]))],
    "shall_i_pause": [("Pause nudges", lambda _: planning.PauseAWeek())],
    "shall_i_pause_until": [("Pause", lambda it: planning.PauseAWeek(until=it["day"]))],
    "discarded_already": [("Bring it back", lambda it: record.BringBack(it["entry"]))],
    "withdraw_it": [("Withdraw", lambda it: record.Withdraw(it["entry"]))],
    "discard_it": [("Discard", lambda it: record.Discard(it["entry"]))],
    "moved_or_off": [
        ("New date", lambda it: record.AskForNewDate(it["entry"])),
        ("Drop it", lambda it: record.DropIt(it["entry"])),
    ],
    "shall_i_save": [("Save", lambda it: record.Save(it["entry"]))],
    "stop_nudges": [("Stop nudging me", lambda _: planning.StopNudges())],
    "stop_nudges_too": [("Stop nudging me", lambda _: planning.StopNudges())],
    "stopped": [("Start again", lambda _: planning.Resume())],
    "stopped_coach_on": [("Start again", lambda _: planning.Resume())],
    "sorry_what_went_wrong": [
        ("Undo that", lambda it: record.UndoTurn(it["turn"]) if "turn" in it else None),
        ("Fewer nudges", lambda _: members.AskForNudges()),
        ("Tell the administrator", lambda _: members.AskToTellAdministrator()),
    ],
    "sorry_ask_less": [
        ("Fewer nudges", lambda _: members.AskForNudges()),
        ("Tell the administrator", lambda _: members.AskToTellAdministrator()),
    ],
    "will_ask_on": [("Undo", lambda it: record.DropFollowUp(it["follow_up"]))],
    "will_remind_on": [("Undo", lambda it: record.DropFollowUp(it["follow_up"]))],
    "will_remind_of": [("Undo", lambda it: record.DropFollowUp(it["follow_up"]))],
    "settings_by_command": [("Settings", lambda _: members.ShowSettings())],
    "how_often_in_settings": [("How often", lambda _: members.AskForNudges())],
    "how_often_after_quiet": [
        ("Start again", lambda _: planning.Resume()),
        ("How often", lambda _: members.AskForNudges()),
    ],
    "cycle_in_settings": [("Set cycle start", lambda it: members.AskForCycle(it["pack"]))],
    "not_accepted": [
        ("It was not accepted", lambda it: record.AskForDisallowed(it["entry"], it["pack"]))
    ],
    "accepted_again": [
        ("It is accepted again", lambda it: record.AllowAgain(it["entry"], it["pack"]))
    ],
    "leave_or_pause": [
        ("Add leave", lambda _: members.AskForLeave()),
        ("Pause nudges", lambda _: planning.PauseAWeek()),
    ],
    "entered_which": [
        ("Show them", lambda it: record.ShowNotEntered(it["body"])),
        ("All of them", lambda it: record.EnterAll(it["body"])),
    ],
    "balance_needs_cycle": [("Set cycle start", lambda it: members.AskForCycle(it["pack"]))],
    "which_in_balance": [
        ("All", lambda it: members.AllInOpening(it["pack"])),
        ("None", lambda it: members.NoneInOpening(it["pack"])),
        ("Choose", lambda _: record.ShowEntries(only="waiting")),
    ],
    "balance_which": [("Settings", lambda _: members.ShowSettings())],
    "set_your_job": [("Set job", lambda _: members.AskForJob())],
}
"""By the sentence that is said: the buttons, each with its action by what the offer is about; no
button where there is none.
"""


def _with_buttons(words: str, block: str, buttons: list[Element]) -> Content:
    blocks: list[Block] = [section(words, f"{block}:said")]
    blocks += actions(f"{block}:buttons", buttons)
    return Content(words, blocks)
