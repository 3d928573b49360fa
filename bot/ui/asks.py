"""Questions about a message, and offers: a sentence with buttons. No words of the member's."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bot.services.acting import choices_of
from bot.services.dispatch import members, record
from bot.services.dispatch.action import Action
from bot.ui.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.changed import would_change
from bot.ui.escape import shorten
from bot.ui.sentences import sentence

_TITLE_MOST = 80


def ask(values: Mapping[str, Any], *, settled: bool) -> Content:
    """What a message is, or whether a saved entry is to be changed: asked until it is said."""
    if settled:
        return Content("Thank you.", [context("Thank you.", "ask:settled")])
    key: str = values["key"]
    if "change" in values:
        yes, no = record.ChangeSaved(key, yes=True), record.ChangeSaved(key)
        buttons = [button("Yes", yes, number=0), button("No", no, number=1)]
        return _with_buttons(would_change(values["change"]), "ask", buttons)
    title = str(values.get("title", ""))
    words = sentence(
        values["sentence"],
        title=shorten(title, _TITLE_MOST),
        **({"on_day": values["day"]} if "day" in values else {}),
    )
    buttons = [
        button(label, record.SettleMessage(key, choice), number=n)
        for n, (label, choice) in enumerate(choices_of(values).items())
    ]
    said = _with_buttons(words, "ask", buttons)
    return Content(sentence("ask_words"), said.blocks) if title else said


def offer(values: Mapping[str, Any]) -> Content:
    """A sentence with what can be done about it."""
    name: str = values["sentence"]
    about = values.get("follow_up", values.get("entry", 0))
    buttons = [button(label, act(about), number=n) for n, (label, act) in enumerate(OFFERS[name])]
    when = {"on_day": values["day"]} if "day" in values else {}
    return _with_buttons(sentence(name, **when), "offer", buttons)


OFFERS: Final[Mapping[str, Sequence[tuple[str, Callable[[int], Action]]]]] = {
    "sorry_to_hear": [("Pause nudges", lambda _: members.PauseAWeek())],
    "discarded_already": [("Bring it back", record.BringBack)],
    "discard_which": [("All of them", record.DiscardAll), ("Only the last", record.Discard)],
    "moved_or_off": [("New date", record.AskForNewDate), ("Drop it", record.DropIt)],
    "shall_i_save": [("Save", record.Save)],
    "stopped": [("Start again", lambda _: members.Resume())],
    "sorry_what_went_wrong": [("Fewer nudges", lambda _: members.AskForNudges())],
    "will_ask_on": [("Undo", record.DropFollowUp)],
    "will_remind_on": [("Undo", record.DropFollowUp)],
    "set_your_job": [("Set job", lambda _: members.AskForJob())],
}
"""By the sentence that is said: the buttons, each with its action, of the entry it is about."""


def _with_buttons(words: str, block: str, buttons: list[Element]) -> Content:
    blocks: list[Block] = [section(words, f"{block}:said")]
    blocks += actions(f"{block}:buttons", buttons)
    return Content(words, blocks)
