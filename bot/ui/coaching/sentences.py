"""Sentences about the coach, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "no_coach": "There is no coach here. Everything works without one.",
    "coach_not_allowed": (
        "Your administrators have not allowed a coach here. Everything works without one."
    ),
    "coach_is_off": "The coach is off. `/cpd coach` says what it does, and turns it on.",
    "coach_in_windows": (
        "You keep your words out of this conversation. Press ⋯ on the card: a window opens."
    ),
    "coach_is_off_now": "The coach is off. Nothing is sent any more; `/cpd coach` turns it on.",
    "coach_was_off": "The coach is off already. `/cpd coach` turns it on.",
    "coach_spent": "That was enough of the coach for today. Everything else works as always.",
    "coach_rated": "Thank you, noted.",
    "nothing_to_tidy": (
        "There is not enough text of yours yet. Write a sentence about it first, and ask again."
    ),
    "suggestion_gone": "That is kept for 30 days, and is gone.",
    "no_wording": "There is no wording to take or leave just now. Your words stand as they are.",
    "put_away": "That entry is put away. Press Undo or Restore on its card first.",
    "which_on": (
        "What shall I turn on? “Start again” brings nudges back; `/cpd coach` is the coach."
    ),
    "wording_left": "Left: your own words stand in *{title}*.",
    "wording_taken_now": "Taken for *{title}*. Write “undo” for your own words again.",
    "wording_taken": "That is taken. Write “undo” for your own words again.",
    "wording_outdated": "Your words have changed since. Ask for a wording once more.",
    "wording_says_more": (
        "That wording says more than yours did, so I did not take it. If it is true, write it "
        "yourself with Edit."
    ),
}
