"""Sentences about exports and erasing, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "export_under_way": "Your export is on its way, to our conversation.",
    "document_under_way": "Your document is on its way, in our conversation.",
    "document_brought": (
        "Your record as a document. It holds what you wrote, so think before you forward it."
    ),
    "document_private": (
        "Your record as a document. It holds {answers} that you gave privately, so think before "
        "you forward it."
    ),
    "document_without_private": (
        "Your record as a document, without {answers} that you gave privately. It holds what else "
        "you wrote, so think before you forward it."
    ),
    "document_failed": (
        "I could not make your document, and I am sorry. Your record is untouched. Your "
        "administrator can see why; then ask with `/cpd document` again."
    ),
    "documents_under_way": "Three of your documents are still on their way. Ask again after them.",
    "badges_off": "This workplace issues no badges. Whoever runs me can set that up.",
    "badge_none": "None of your complete cycles has a badge. `/cpd badge` says why.",
    "badge_not_met": "That cycle fell short of the minimum, so there is no badge for it.",
    "badge_not_known": "What came of that cycle is not known, so there is no badge for it.",
    "badge_outdated": (
        "Your badge for that cycle is outdated: what counts has changed since, and there is no new "
        "one."
    ),
    "badge_under_way": "A badge is on its way already. Ask again once it is here.",
    "badge_brought": "Your badge: a picture that holds it, for sites that take Open Badges 3.",
    "badge_brought_alone": "The same as text, for whoever wants to check the signature.",
    "badge_failed": (
        "I could not make your badge, and I am sorry. Your administrator can see why; then ask "
        "with `/cpd badge` again."
    ),
    "badge_gone": "What counts in that cycle has changed, so I made no badge. See `/cpd badge`.",
    "cycle_not_known": "I don’t know when your cycle began. Choose other days, or all of it.",
    "no_cycle_before": "I know of none before this one. Choose other days, or all of it.",
    "period_days": "Choose the first and the last day.",
    "period_turned": "It ends before it begins.",
    "file_under_way": "A file of yours is still on its way. Erase once it has arrived.",
    "exported": (
        "Your whole record with its evidence, yours to keep. "
        "It holds everything you wrote, so think before you forward it. "
        "README.txt in it says how anybody can check it."
    ),
    "exported_alone": (
        "Your record, yours to keep wherever you like. "
        "It holds everything you wrote, so think before you forward it."
    ),
    "export_failed": (
        "I could not bring you your export, and I am sorry. Your record is untouched. "
        "Your administrator can see why; then ask with `/cpd export` again."
    ),
    "erase_failed": (
        "Your record is erased, but I could not delete every file that I brought you here. "
        "Please delete them yourself."
    ),
    "files_left": (
        "Slack did not let me delete the files that I brought you here. "
        "Please delete them yourself."
    ),
    "type_the_words": "Type the words above to go on.",
    "not_confirmed": "Nothing was erased. Type “{confirmation}” to go on.",
}
