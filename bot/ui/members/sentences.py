"""Sentences about members’ settings, and help, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "welcome_new": (
        "Hello. Tell me in a sentence what you learnt or did, and I make it a CPD record that "
        "stands up to an audit: “2h high voltage isolation course at Bosch yesterday”. "
        "Only you see what you write."
    ),
    "all_i_need": (
        "Thank you, that is all I need; it can be changed in Home. Now tell me in a sentence what "
        "you learnt last."
    ),
    "no_such_leave": "I know of no leave that begins on that day any more.",
    "no_such_leave_kind": "I do not know that kind of leave. Choose one of them.",
    "leave_since_when": "From which day on? Choose the first day.",
    "leave_ends_first": "That ends before it begins. Which day is its last?",
    "leave_too_early": "That is too long ago. The earliest day I take is {earliest}.",
    "leave_too_far": "I keep a leave that begins within two years and lasts ten at most.",
    "leave_overlaps": "You have leave from {day} to {latest} already, and days count once. Change "
    "that one in `/cpd settings`.",
    "leave_overlaps_open": "You have leave since {day}, without an end yet. Give that one its end "
    "first, in `/cpd settings`.",
    "too_many_leaves": "That is more leave than I can keep. Remove one that is over.",
    "leave_noted": "Noted: leave ({word}), {day} to {latest}. Your pace leaves it out, and I am "
    "quiet in it. “undo” takes it back.",
    "leave_noted_open": "Noted: leave ({word}) since {day}, no end yet. Your pace leaves it out, "
    "and I am quiet in it. “undo” takes it back.",
    "leave_is_all_of_it": "That covers all of your {title} cycle: there is no pace left to keep. "
    "The minimum stays, so ask what they make of it.",
    "leave_taken_back": "Your leave is as it was before that.",
    "stopped": "I have stopped nudging you.",
    "stopped_coach_on": (
        "I have stopped nudging you. The coach is on still: “coach off” turns it off."
    ),
    "job_needs_a_title": "Say in a few words what your job is.",
    "category_too_long": "That is a long category. Keep it within {limit} characters.",
    "job_title_too_long": "That is a long title. Keep it within {limit} characters.",
    "job_date_out_of_range": "That day cannot be right. Choose the day you began, roughly is fine.",
    "hours_reversed": "The end has to be later than the beginning.",
    "no_working_days": "Choose at least one day.",
    "no_such_country": "I do not know that country. Try its English name, or two letters like GB.",
    "no_such_zone": "I do not know that time zone. Try a city, such as London or Berlin.",
    "no_such_cadence": "Nudges come light, standard, or only at a cycle’s end.",
    "no_such_hour": "Choose one of the times in the list.",
    "weekly_review_on": "A weekly review comes from next week on, at your usual hour. “Stop the "
    "weekly review” ends it.",
    "weekly_review_off": "No more weekly reviews. “Send me a weekly review” brings them back.",
    "resumed": "I am back, and nudge you as your settings say.",
    "choose_day_roughly": "Choose the day, roughly is fine.",
    "choose_a_day": "Choose at least one day.",
    "choose_a_later_time": "Choose a time after the first one.",
    "choose_one": "Choose one of them.",
    "administrators_told": "Thank you. I have told {slack_ids}.",
    "no_administrator": (
        "I know no administrator here whom I could tell. Whoever runs me can make somebody one."
    ),
    "only_administrator": (
        "You are the only administrator here that I know, so there is nobody else to tell."
    ),
}
