"""Sentences about nudges, pauses and write-ups, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "asked_again": "All right. I will speak of it again when it is due.",
    "pause_how_long": "For how long? For example `/cpd pause 2 weeks` or `until 3 Jan`.",
    "pause_until_when": "Until when? For example `/cpd pause until 3 Jan`.",
    "pause_has_passed": "That day has passed. Until when shall I be quiet?",
    "pause_too_long": "A year is the longest. You can pause again then.",
    "not_your_nudge": "That reminder is not for you, so nothing has changed.",
    "time_has_passed": "That time has passed. Choose a later one.",
    "time_too_far": "That is more than a year ahead. Choose an earlier time.",
    "planned_for": "Planned for {at}. I will come back to you then.",
    "quiet_taken_back": "Taken back: nudges are as they were.",
    "will_not_come_back": "All right. I will not come back to it then.",
    "already_snoozed": "That one was snoozed once already.",
    "paused": "I stay quiet until {day}. `/cpd resume` ends that whenever you like.",
    "choose_a_time": "Choose a time.",
}
