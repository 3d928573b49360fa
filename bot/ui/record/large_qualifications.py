"""What is long and began before the cycle: what is said of it, and the button for its part."""

from bot.figures import credits
from bot.policy.schemes.entry_tests import LARGE
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.record.large_qualifications import is_large
from bot.ui.kit.blocks import Content, Element, actions, button, context, section
from bot.ui.kit.formatting import bold, title_of
from bot.ui.kit.ids import entry_block
from storage.row_types import EntryRecord


def parts_button(view: CardView) -> Element | None:
    """On what is saved, where at most parts of it count and it is known which these are."""
    known = any(is_large([one]) and not one.assessment.provisional for one in view.worth)
    return _button(view.entry) if known and _in_parts_alone(view) else None


def _in_parts_alone(view: CardView) -> bool:
    entry = view.entry
    return entry.status == "logged" and not entry.kept_whole and is_large(view.worth)


def nothing_counts(view: CardView) -> str:
    """What is said of it once it is saved, if at most parts of it count."""
    if not _in_parts_alone(view):
        return ""
    findings = (finding for one in view.worth for finding in one.assessment.findings)
    return next(finding.sentence for finding in findings if finding.rule == LARGE)


def kept_whole(entry: EntryRecord, counted: int | None, *, parts: bool = True) -> Content:
    """Told once of what goes on counting; `counted` are its credits (hundredths); without `parts`
    it is not known which days of it lie in the cycle.
    """
    name = bold(title_of(entry.title))
    if counted is None:
        words = f"{name}: it is no longer counted whole."
        return Content("An entry is counted anew.", [context(words, f"large:{entry.id}:done")])
    began, changed = "may have begun", "change its dates or length"
    if parts:
        began, changed = "began", f"{changed}, or log its parts"
    said = (
        f"{name} {began} before your cycle. How much of it counts is not known; its "
        f"{credits(counted)} stay until you {changed}."
    )
    return Content(
        "Something about a long entry of yours.",
        [
            section(said, entry_block(entry.id, "said", "large")),
            *actions(
                entry_block(entry.id, "actions", "large"), [_button(entry) if parts else None]
            ),
        ],
    )


def _button(entry: EntryRecord) -> Element:
    return button("Log its parts", record.LogParts(entry.id))
