"""Sentences about dropped files, by the names that services and jobs give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "file_is_empty": "There is nothing in that file. Save it again, and drop it once more.",
    "file_is_broken": (
        "That file is broken: I cannot open it. Save or scan it again, and drop that."
    ),
    "file_is_locked": "That file needs a password. Save it without one, and drop that.",
    "file_is_too_much": (
        "That file unpacks to more than I can take. Save it as a PDF, and drop that."
    ),
    "table_not_read": "I cannot read that table. Save it as CSV or XLSX, and drop that.",
    "calendar_not_read": "I cannot read that calendar. Export it again as .ics, and drop that.",
    "file_of_other_kind": (
        "I do not keep files of that kind. A PDF, a photo, Word, PowerPoint, an e-mail or plain "
        "text will do."
    ),
    "file_over_limit": (
        "That file has more than {file_most}, which is the most. A link to it does as evidence."
    ),
    "file_gone_first": (
        "That file was deleted, or hidden, before I could fetch it. Drop it again if you want it "
        "kept."
    ),
    "file_no_access": (
        "Slack does not let me read that file. Your administrator can install me again with "
        "`files:read`; then drop it once more."
    ),
    "file_is_elsewhere": (
        "That file lies outside Slack, and I only see a link. Download it and drop it here, or "
        "paste the link."
    ),
    "file_not_given": "Slack did not give me that file. Drop it once more, or paste a link to it.",
    "file_is_infected": (
        "Your workplace's scanner warns of that file, so I kept nothing of it. Please tell your "
        "administrator."
    ),
    "file_not_scanned": (
        "I could not have that file scanned, so I did not keep it. It stays in Slack; your "
        "administrator can have me try again."
    ),
    "files_wait_in_vain": (
        "I could not keep that file, and I am sorry. It stays in Slack; your administrator can "
        "have me try again."
    ),
    "file_not_done": (
        "I could not deal with that file, and I am sorry. It stays in Slack; your administrator "
        "can have me try again."
    ),
    "file_there_already": "That file is evidence of it already.",
    "file_forgotten": "All right. It is nobody's evidence.",
    "file_taken_away": "Taken away. Undo brings it back.",
    "file_and_draft_gone": "Taken away, and its draft with it. Undo brings both back.",
    "documents_are_administrators": (
        "That is a document of rules, which only an administrator can load. I kept nothing of it."
    ),
    "document_too_long": (
        "That document is too long for my form. Whoever runs me can load it: `cpdbot policy load`."
    ),
    "document_gone": "I do not have that document any more. Drop it again.",
}
