"""Sentences about dropped files, by the names that services and jobs give."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bot.figures import listed
from bot.ui.kit.escape import brief
from bot.ui.kit.formatting import bold

NAME_MOST: Final = 40
"""Characters of a file's name that are said."""
NAMES_MOST: Final = 2
"""Files that are named of several."""

SENTENCES: Final[Mapping[str, str]] = {
    "file_being_read": (
        "Your file is still being read: *Forget it* stops that. I took nothing back."
    ),
    "files_being_read": (
        "Your files are still being read: *Forget it* stops that. I took nothing back."
    ),
    "file_read_already": "That is read already, and stands below.",
    "file_left_unread": "Left unread: nothing of it is in your record.",
    "file_is_empty": "There is nothing in {that}. Save it again, and drop it once more.",
    "file_is_broken": ("{That} is broken: I cannot open it. Save or scan it again, and drop that."),
    "file_is_locked": "{That} needs a password. Save it without one, and drop that.",
    "file_is_too_much": (
        "{That} unpacks to more than I can take. Save it as a PDF, and drop that."
    ),
    "table_not_read": "I cannot read {that} as a table. Save it as CSV or XLSX, and drop that.",
    "calendar_not_read": (
        "I cannot read {that} as a calendar. Export it again as .ics, and drop that."
    ),
    "file_of_other_kind": (
        "{That} is of a kind that I do not keep. A PDF, a photo, Word, PowerPoint, an e-mail or "
        "plain text will do."
    ),
    "archive_refused": "{why} I take nothing of {that}.",
    "archive_not_read": (
        "I cannot verify {that}, and take nothing of it: it is damaged, or too much for me."
    ),
    "file_over_limit": (
        "{That} has more than {file_most}, which is the most. A link to it does as evidence."
    ),
    "file_gone_first": (
        "{That} was deleted, or hidden, before I could fetch it. Drop it again if you want it kept."
    ),
    "file_no_access": (
        "Slack does not let me read {that}. Your administrator can install me again with "
        "`files:read`; then drop it once more."
    ),
    "file_is_elsewhere": (
        "{That} lies outside Slack, and I only see a link. Download it and drop it here, or "
        "paste the link."
    ),
    "file_not_given": "Slack did not give me {that}. Drop it once more, or paste a link to it.",
    "file_is_infected": (
        "Your workplace's scanner warns of {that}, so I kept nothing of it. Please tell your "
        "administrator."
    ),
    "file_not_scanned": (
        "I could not have {that} scanned, so I did not keep it. It stays in Slack; your "
        "administrator can have me try again."
    ),
    "files_wait_in_vain": (
        "I could not keep {that}, and I am sorry. It stays in Slack; your administrator can "
        "have me try again."
    ),
    "file_not_done": (
        "I could not deal with {that}, and I am sorry. It stays in Slack; your administrator "
        "can have me try again."
    ),
    "file_there_already": "{That} is evidence of it already.",
    "file_forgotten": "All right. {That} is nobody's evidence.",
    "file_and_facts_gone": (
        "{That} is taken away, and what came from it: {facts}. Undo brings it back."
    ),
    "file_kept_aside": "All right. I keep {that} until {day}: `/cpd files`.",
    "file_stays": "All right. {That} stays where it is.",
    "file_not_placed_yet": (
        "I took nothing back: your file came last, and is evidence of nothing yet. Say undo once "
        "more for what was before."
    ),
    "file_was_not_kept": (
        "Your file came last, and I kept nothing of it. Say undo once more for what was before."
    ),
    "file_holds_table": (
        "Is {that} a log? I read logs from CSV, XLSX, XLS or ODS: copy its table into a "
        "spreadsheet, save it as one, and drop that."
    ),
    "file_asked_again": "Taken back.",
    "file_taken_away": "{That} is taken away. Undo brings it back.",
    "file_and_draft_gone": "{That} is taken away, and its draft with it. Undo brings both back.",
    "documents_are_administrators": (
        "{That} holds rules, which only an administrator can load. I kept nothing of it."
    ),
    "document_too_long": (
        "That document is too long for my form. Whoever runs me can load it: `cpdbot policy load`."
    ),
    "document_gone": "I do not have that document any more. Drop it again.",
}


FACTS: Final[Mapping[str, str]] = {
    "title": "title",
    "start_date": "date",
    "minutes": "length",
    "provider": "provider",
}
"""What columns are called that a certificate fills in; the last day goes with the first."""


def facts_named(columns: Sequence[str]) -> str:
    """ "title, date and length"."""
    return listed([FACTS[one] for one in FACTS if one in columns])


def files_named(names: Sequence[str]) -> str:
    """Files by their names, escaped and cut: "*cert.pdf*, *a.jpg* and 2 more"."""
    shown = [bold(brief(one, NAME_MOST)) for one in names[:NAMES_MOST]]
    rest = len(names) - len(shown)
    return f"{', '.join(shown)} and {rest} more" if rest else listed(shown)


WHY_MOST: Final = 250
"""Characters of why an archive does not hold."""


def _that(names: Sequence[str]) -> str:
    return files_named(names) or "that file"


def _at_first(names: Sequence[str]) -> str:
    return files_named(names) or "That file"


def _why(told: str) -> str:
    """Why an archive does not hold, in the words in which that was found."""
    return brief(told, WHY_MOST)


VALUES: Final[Mapping[str, Callable[[Any], str]]] = {
    "that": _that,
    "That": _at_first,
    "facts": facts_named,
    "why": _why,
}
