"""Sentences about schemes, cycles and an account’s figures, by the names that services give."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from bot.figures import day

SENTENCES: Final[Mapping[str, str]] = {
    "no_such_scheme": "I do not know that scheme.",
    "what_if_too_much": "That is more than I work out. Name a smaller amount.",
    "what_if_not_saved": "There is no saved entry to leave out.",
    "names_no_qualities": "None of your schemes names qualities to look at.",
    "no_such_answer": "I do not know that answer. Use one of the buttons.",
    "not_enrolled": "You are not in that scheme any more.",
    "scheme_has_no_cycle": "{title} has no cycle, so there is no start to set.",
    "scheme_has_no_credits": "{title} counts no points or hours, so there is nothing to bring in.",
    "cycle_start_too_early": "That is too long ago. The earliest day I take is {earliest}.",
    "joining_does_not_matter": "{title} asks the same of everybody, whenever they joined.",
    "joined_too_early": "That is too long ago. The earliest day I take is {earliest}.",
    "joined_ahead": "That day is still to come. Choose the day on which you joined.",
    "start_ended_short": "From {begun}, your {title} cycle ended {latest}, short by my count: "
    "{stood} of {most}. Today’s is reckoned from {day}, with {cycle}. “undo” takes it back.",
    "start_ended_short_of_subjects": "Counted from {begun}, your cycle under {title} ended on "
    "{latest}, short by my count. Today’s began on {day}, as reckoned. “undo” takes it back.",
    "start_moved_over_credits": "Your cycle under {title} now begins on {day}: of the {stood} that "
    "it had, {cycle} are left. It all stays in your record. “undo” takes it back.",
    "start_moved_over_entries": "Your cycle under {title} now begins on {day}. What you did before "
    "counts in it no more, and stays in your record. “undo” takes it back.",
    "start_reckoned_over_credits": "Counted from {begun}, today’s cycle under {title} began on "
    "{day}, as I reckon it: of the {stood} that it had, {cycle} are left. “undo” takes it back.",
    "start_reckoned_over_entries": "Counted from {begun}, today’s cycle under {title} began on "
    "{day}, as I reckon it. What came before counts no more. “undo” takes it back.",
    "start_taken_back": "The start of your cycle is put back as it was.",
    "cycle_start_to_come": "That day is still to come. When did the cycle you are in now begin?",
    "credits_unreadable": "Give it as a number, such as 31 or 31.5.",
    "credits_out_of_range": "That is more than I can keep. The most is {most}.",
    "year_or_not_sure": "How many of them are this year’s? Tick “Not sure” if you cannot say.",
    "year_above_cycle": "This year’s {year} are part of the cycle’s, and those are {cycle}.",
    "cycle_nothing": "All right. I will ask again in a month.",
    "cycle_registered": "Noted: still registered. “undo” takes it back.",
    "cycle_recognised": "Noted: still recognised. “undo” takes it back.",
    "cycle_settled": "Noted: settled. “undo” takes it back.",
    "cycle_extended": "Noted: extended. To which day? Write “they extended it to …”. "
    "“undo” takes it back.",
    "cycle_removed": "I am sorry. Noted: removed. “undo” takes it back.",
    "cycle_more_to_add": "Write me a sentence about what you did, with its day.",
    "cycle_more_or_showed": "Write me a sentence about what you did, with its day. What your "
    "account shows for that cycle goes under “More to add”.",
    "cycle_showed": "Noted: {cycle} for that cycle, where I had {stood}. “undo” takes it back.",
    "cycle_not_open": "Nothing is open about that cycle any more.",
    "cycle_news_taken_back": "What you told me about your last cycle is taken back.",
    "no_registration": "Nobody is registered in {title}, so there is nothing to keep of that.",
    "registration_choose": "Choose how it stands.",
    "registration_since_when": "Since when? Choose the day.",
    "registration_too_early": "I keep days from {earliest} on, and none that is far ahead.",
    "registration_ahead": "That day is still to come. Tell me once it is so.",
    "registration_before_end": "That cycle ran to {day}: what followed from it came later.",
    "registration_until_alone": "A last day belongs to “extended” alone. Leave it out.",
    "registration_ends_first": "That ends before it begins. Which day is its last?",
    "registration_not_removed": "I know of no removal before that day. Tell me of it first.",
    "registration_noted": "Noted: {word} since {day}. “undo” takes it back.",
    "registration_noted_removed": "I am sorry. Noted: removed since {day}, so I no longer nudge "
    "you about its credits. “undo” takes it back.",
    "registration_noted_until": "Noted: extended to {latest}. “undo” takes it back.",
    "registration_which": "Of which one? You can tell me in `/cpd settings`, at Registration.",
    "registration_told_here": "An administrator has told me of {title}: {word} since {day}. If "
    "that is wrong, tell me in `/cpd settings`, at Registration.",
    "registration_taken_back": "What you told me about your registration is taken back.",
    "choose_scheme": "Choose a scheme.",
    "choose_joined": "Choose the day, or tick that you were there when your cycle began.",
    "choose_cycle_start": "Choose the day, or tick “I don’t know yet”.",
}

VALUES: Final[Mapping[str, Callable[[Any], str]]] = {
    "begun": lambda value: day(date.fromisoformat(value)),
}
