"""Sentences about what is shared and signed off, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "no_longer_shared": "That is not shared with you any more.",
    "choose_somebody": "Choose somebody.",
    "share_with_whom": "With whom? Write their name, or mention them with @; or `/cpd share`.",
    "share_with_oneself": "It is yours already. Choose somebody else.",
    "share_with_a_bot": "A bot reads nothing here. Choose a person.",
    "share_with_who_left": "That person’s account is switched off.",
    "share_day_over": "That day is over. Choose one from today on.",
    "share_day_too_far": "At most a year ahead. You can share it again then.",
    "share_which": (
        "Which entry? Open it in `/cpd list`, then Details and *Share*. Your whole record: "
        "“share my record with” and a name."
    ),
    "share_until_when": "Until when? For example “for a week”, or “until 5 December”.",
    "share_one_at_a_time": "I share with one person at a time: name one, then the next.",
    "shared_now": (
        "Nothing new is shared. You share with {names} just now; “stop sharing with” and a name "
        "ends it."
    ),
    "share_taken_back": "Taken back: it is not shared with {names} any more.",
    "shared_again": "Shared with {names} again, as it was.",
    "sharing_stopped": "Stopped: {names} can read nothing of yours through a share any more.",
    "nothing_shared_with": "You share nothing with {name} just now.",
    "nothing_shared": "You share nothing just now.",
    "not_shared_with_them": "Share it with them first, then ask.",
    "sign_off_share_first": (
        "{name} can sign off what they can read: share it, then tap *Ask for a sign-off*."
    ),
    "sign_off_asked": "I have asked {name} to sign it off. Their answer comes here.",
    "sign_off_answered": "That has been answered already, so nothing has changed.",
    "sign_off_needs_line": "Write a line of your own: what did you see?",
    "sign_off_too_long": "That is too long: at most 500 characters.",
    "changed_since_opened": "It has changed since you opened it. Open it again and read it first.",
    "signed_off": "Signed off. {name} is told, and your line stands in their record.",
    "sign_off_declined": "Declined. {name} is told; nothing else of it is kept with the entry.",
}
