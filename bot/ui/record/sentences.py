"""Sentences about entries, and in the conversation about them, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "only_saved_ones": "That is for saved entries. Save it first.",
    "no_account_there": "{title} keeps no account of yours that could refuse it.",
    "no_such_reason": "I do not know that reason. Choose one of them.",
    "disallowed_ahead": "That day is still to come. Choose the day on which they said so.",
    "disallowed_before_it": "It was done on {day}: they cannot have refused it before.",
    "hello": (
        "Hello. Tell me what you did, when and for how long, and I draft the entry: "
        "“2h high voltage isolation course at Bosch yesterday”. `help` shows the rest."
    ),
    "welcome": "You are welcome.",
    "mentioned": (
        "You named me in a channel. Write to me here, where only you and I read it: what you "
        "learnt, or a question about your record."
    ),
    "no_worry": "No worries.",
    "kept_but_in_slack": "Kept. It stands in Slack until you delete your message.",
    "goodbye": "See you.",
    "not_your_own": (
        "Only they can log what they did. Did you learn something from it yourself? Tell me what."
    ),
    "no_link_found": "There is no link in that. Paste its whole address, with https:// before it.",
    "i_answer_in_english": "I answer in English, and what you write counts in your language.",
    "sorry_to_hear": "Sorry to hear that. Shall I pause nudges?",
    "sorry_pause_until": "Sorry to hear that. Shall I pause until {on_day}?",
    "shall_i_pause": "All right. Shall I pause nudges for a week?",
    "shall_i_pause_until": "All right. Shall I pause until {on_day}?",
    "which_entry": "Which one? Name it, or tap the button on its card.",
    "which_was_done": "Which one? Tap “Did it” beside it, or name it.",
    "withdraw_it": "*{title}* is saved. Shall I withdraw it from your record?",
    "withdraw_that": "That is saved. Shall I withdraw it from your record?",
    "discard_it": "Shall I discard *{title}*? I keep it for 30 days.",
    "discard_that": "Shall I discard that? I keep it for 30 days.",
    "moved_or_off": "All right. Was it moved, or is it off?",
    "never_mind_missed": "Never mind. Nothing is logged for it.",
    "groups_alike": (
        "That changes nothing here: what you are in counts its time whole, whichever group it was."
    ),
    "credits_from_time": "Credits come from the time: 2 h is 2. Tell me how long it took.",
    "nothing_to_correct": "There is no entry to change just now. Tell me what you did first.",
    "discarded_already": "That one was discarded. Shall I bring it back?",
    "facts_alone_taken": (
        "I took title, date and length. What did you take from it, in your own words?"
    ),
    "ask_either": "Is that your answer, or a new entry?",
    "ask_words": "Is that your answer, a new entry, or something else?",
    "shall_i_ask": "Shall I ask you on {on_day} how it went?",
    "shall_i_ask_later": "Shall I ask you in four weeks, on {on_day}, how it went?",
    "will_ask_on": "I will ask you on {on_day}.",
    "will_remind_on": "I will come back to this on {on_day}.",
    "will_remind_of": "I will come back to *{title}* on {on_day}.",
    "will_not_ask": "I will not ask.",
    "changed_even_little": "Anything at all, however small? “Nothing changed” is an answer, too.",
    "no_part_to_log": "All of it was done in the cycle, or I do not know when that began.",
    "nothing_to_split": (
        "There is nothing to split: as far as I know, it lies within one cycle and year."
    ),
    "too_long_to_split": (
        "It is too long to split: its dates do not say when its hours were done. Log the part done "
        "in this cycle by itself, with “Log its parts”."
    ),
    "part_open_already": "Its part is in a draft already. Finish that one first.",
    "parts_count_now": "*{title}* as a whole counts no more: its part does.",
    "whole_counts_again": "*{title}* counts as a whole again.",
    "nothing_changed_noted": "Noted, and closed. Thank you.",
    "nothing_to_repeat": "I have nothing before that. Tell me what it was, when and for how long.",
    "it_is_with": "It is with *{title}*.",
    "moves_what_was_told_last": (
        "I can only move words right after you wrote them. *Edit* changes what stands in an entry."
    ),
    "ask_lapsed": "For *{title}*, or a new entry?",
    "ask_several_held": "{count} messages of yours still wait: for *{title}*, or a new entry?",
    "ask_still_held": "Your words before still wait: for *{title}*, or a new entry?",
    "ask_as_above": "Shall I change the one before, or is it another?",
    "ask_link": "What does that link belong to?",
    "ask_new": "I am not sure what that is. Is it something you did?",
    "ask_beside": "I keep what you wrote beside it. Is it something you did?",
    "ask_again": "You wrote that a moment ago. Again, or the same?",
    "read_again": "You edited that. Read it again?",
    "update_saved": "You edited the message behind a saved entry. Update it?",
    "discard_which": "That message made several. Which shall I discard?",
    "discard_those": "Open, and not saved: {names}. Discard?",
    "discard_those_aloud": "Shall I discard what is open?",
    "nothing_open_to_discard": "Nothing is open to discard. A saved entry goes by *Withdraw*, "
    "under ⋯ on its card or in its Details.",
    "use_the_button": "Please use the “{button}” button: it opens a form.",
    "shall_i_save": "Shall I save it?",
    "stop_nudges": "Shall I stop nudging you? What you tell me I go on answering.",
    "stop_nudges_too": "Shall I stop nudging you, too?",
    "sorry_what_went_wrong": "Sorry. What went wrong?",
    "sorry_ask_less": ("Sorry. “skip” and “save” always work; “stop” ends my nudges."),
    "set_your_job": "Then I had better know your job. Set it here.",
    "keep_balance": "Your {body} account shows {cycle}: shall I go by that? This year’s part, if "
    "you know: “12 this year”.",
    "keep_balance_of_year": "Your {body} account shows {cycle}, {year} of them this year: shall I "
    "go by that?",
    "which_in_balance": "{count} entries are of before that. Are they in the {cycle}? Until you "
    "say, they wait.",
    "all_in_balance": "Noted: all {count} are in it, and add nothing. `undo` takes that back.",
    "none_in_balance": "Noted: none of the {count} is in it: they count. `undo` takes that back.",
    "balance_taken_back": "What your account shows is put back as it was.",
    "balance_kept": "Noted: {cycle}, {year} of them this year, brought in and not checked by me. "
    "`undo` takes that back.",
    "balance_kept_year_unknown": "Noted: {cycle}, brought in and not checked by me. How many of "
    "them are this year’s is not known: say “12 this year” once you know.",
    "balance_needs_cycle": "When did your cycle begin? What your account shows belongs to it, so I "
    "need that first.",
    "balance_which": "Which scheme’s account shows that? Settings has *Enter credits* for each.",
    "ask_job": "{title} since {since}?",
    "ask_job_from": "{title} from {since}?",
    "ask_about_job": "Shall I set your job?",
    "job_set": "Set: {job}, from {day}.",
    "job_set_after": "Set: {job}, from {day}; until then {before}.",
    "job_already": "I have you as {job} already.",
    "nothing_to_remind_of": (
        "I can remind you of a plan or an open entry. Tell me what you plan, and its day."
    ),
    "erase_by_command": "`/cpd erase` does that; it shows what goes, and asks you first.",
    "not_accepted": "When was *{title}* not accepted, and why?",
    "not_accepted_that": "When was it not accepted, and why?",
    "not_accepted_which": "Of which entry? `/cpd list` has them: Details is where you tell me.",
    "accepted_again": "Shall *{title}* count again from today?",
    "accepted_again_that": "Shall it count again from today?",
    "accepted_again_which": "I know of no entry that was not accepted. `/cpd list` has them all.",
    "tell_which_ones": (
        "Tell me them, one by one or together: what it was, which day, and how long."
    ),
    "only_draft_open": "That was the only draft open.",
    "change_unasked": "All right: it stays as it is saved.",
    "cycle_in_settings": "When your cycle began is set here.",
    "leave_or_pause": "All right. Tell me its days, or shall I pause nudges for a week?",
    "settings_by_command": "`/cpd settings` has all of it, and so has my Home.",
    "how_often_in_settings": ("At most one a week; the same thing every two or four weeks. Which?"),
    "how_often_after_quiet": ("I am quiet just now; started again, at most one a week."),
    "list_by_command": "`/cpd list` shows your entries, and so does my Home.",
    "changed_since": ("Something else has changed since. `undo` takes back the last change first."),
    "already_saved": "Already saved.",
    "already_discarded": "Already discarded. Undo brings it back.",
    "discarded_meanwhile": "This draft was discarded. Undo brings it back, then you can save it.",
    "withdrawn_meanwhile": "This entry was withdrawn. Restore brings it back.",
    "planned_not_done": "It is still a plan. Tap “Did it” once you have done it.",
    "no_title_yet": "Before it can be saved, tell me in a few words what it was.",
    "still_to_come": "Its day is still to come. Save it once it is done, or change the date.",
    "not_discarded": "It was not discarded, so nothing has changed.",
    "not_saved": "It is not saved, so there is nothing to withdraw.",
    "not_withdrawn": "It was not withdrawn, so nothing has changed.",
    "not_planned": "It is not a plan any more, so nothing has changed.",
    "entered_at": "Noted: *{title}* stands in your {body} account. `undo` takes that back.",
    "entered_which": "Which? {count} are not entered at {body} yet, by your word.",
    "entered_all": "Noted as entered at {body}: {count}. `undo` takes that back.",
    "entered_taken_back": "Taken back: {count} not entered at {body} after all.",
    "all_entered": "Everything of this cycle is entered at {body} already, by your word.",
    "no_mark_there": "I marked nothing: you are in no scheme of {title}'s that has an account.",
    "no_account_anywhere": "None of your schemes keeps an account to enter things into.",
    "balance_holds_entered": (
        "What you had entered there before today is in that figure, and counts no more beside it: "
        "{count}. Details of each has it."
    ),
    "nothing_to_undo": "There is nothing to take back.",
    "no_question": "There is no open question just now.",
    "nothing_left_to_ask": "That was all I wanted to ask. You can add more with Edit.",
    "nothing_before": "That was the first question.",
    "no_open_draft": "There is no open draft just now.",
    "settled_already": "You have told me already, so nothing has changed.",
    "not_your_entry": "That entry is not in your record, so nothing has changed.",
    "edit_your_words": (
        "Your words are yours to change: press Edit on the card. “discard” drops the whole entry."
    ),
    "discarded": "Discarded. Write “undo” to bring it back.",
    "discarded_several": "Discarded, every one. Write “undo” to bring them back.",
    "file_comes": "It comes into our conversation in a moment.",
    "file_returned": "Here is your file.",
    "file_gone": "That file is not kept any more, so nothing has changed.",
    "file_not_kept": (
        "I do not find that file any more, and I am sorry. The entry still names it: please drop "
        "it here again. Your administrator can see why."
    ),
    "hand_back_failed": (
        "I could not bring you that file, and I am sorry. It is kept. Your administrator can see "
        "why; then ask again in Details."
    ),
    "file_too_large": (
        "That file has {size}, and I keep files of up to {file_most}. A link to it does as "
        "evidence, too."
    ),
    "files_full": (
        "I keep {kept} of files for you, and {member_most} is the most. A link does, too. A file "
        "taken out with Edit makes room a month later."
    ),
    "files_full_here": (
        "There is no room for more files in this workspace. A link does as evidence, too; your "
        "administrator can make room."
    ),
    "no_file_there": "I see no file with that. Drop it here, or paste a link to it.",
    "nothing_to_read": "I found no words in that. Tell me what you did, and how long it took.",
    "which_year_to_list": "Which year? For example `/cpd list 2026`, or `/cpd list no evidence`.",
    "no_words_found": "I found no words in that.",
    "say_what_it_was": "Say in a few words what it was.",
    "tell_what_it_was": "Tell me in a few words what it was.",
    "choose_day": "Choose a day.",
    "choose_day_or_first": "Choose the day, or the first of several.",
    "subjects_of_no_length": "Tell me first how long it took in all.",
    "subjects_beyond": "Together that is more than the whole took.",
    "before_first_day": "That is before the first day.",
}
