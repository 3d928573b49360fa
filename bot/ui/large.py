"""What is long and began before the cycle: what is said of it, and the button for its part."""

from bot.policy.entry_tests import LARGE
from bot.services.cards import CardView
from bot.services.dispatch import record
from bot.services.large import is_large
from bot.ui.blocks import Content, Element, actions, button, context, section
from bot.ui.ids import entry_block
from bot.ui.words import bold, credits, title_of
from storage.records import EntryRecord


def parts_button(view: CardView) -> Element | None:
    """On what is saved, where at most parts of it count."""
    entry = view.entry
    if entry.status != "logged" or entry.kept_whole or not is_large(view.worth):
        return None
    return _button(entry)


def nothing_counts(view: CardView) -> str:
    """What is said of it once it is saved, if at most parts of it count."""
    if parts_button(view) is None:
        return ""
    findings = (finding for one in view.worth for finding in one.assessment.findings)
    return next(finding.sentence for finding in findings if finding.rule == LARGE)


def kept_whole(entry: EntryRecord, counted: int | None) -> Content:
    """Told once of what goes on counting; `counted` are its credits (hundredths)."""
    name = bold(title_of(entry.title))
    if counted is None:
        words = f"{name}: it is no longer counted whole."
        return Content("An entry is counted anew.", [context(words, f"large:{entry.id}:done")])
    said = (
        f"{name} began before your cycle. How much of it counts is not known; its "
        f"{credits(counted)} stay until you change it or log its parts."
    )
    return Content(
        "Something about a long entry of yours.",
        [
            section(said, entry_block(entry.id, "said", "large")),
            *actions(entry_block(entry.id, "actions", "large"), [_button(entry)]),
        ],
    )


def _button(entry: EntryRecord) -> Element:
    return button("Log its parts", record.LogParts(entry.id))
