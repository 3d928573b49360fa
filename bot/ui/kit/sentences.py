"""What a person is told when something cannot be done: every `Refused` name, worded once.

One or two sentences each: what is so, and what to do instead. Problems of a duration or a date
have theirs in `bot.conversation.problems`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from bot.conversation.problems import Problem
from bot.services.context.refused import Refused
from bot.ui.admin.lists import rule_name
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.words import day, listed, long_day, number
from bot.ui.teams.manager_sees import WHAT_YOU_SEE

WORD_MOST: Final = 40
"""Characters of a typed word or name that are said back: somebody may have pasted a page."""

OWN: Mapping[str, str] = {
    "unexpected": (
        "Something went wrong on my side, and I am sorry. What you wrote is kept. "
        "If it happens again, give your administrator this number: {id}."
    ),
    "not_worked_off": (
        "I am sorry: I could not deal with something you sent me. "
        "Please send it again, or give your administrator this number: {id}."
    ),
    "database_down": (
        "I cannot reach my records just now, so nothing was changed. Please try again in a minute."
    ),
    "expired": "That took too long for Slack. Please click once more.",
    "not_shown": "Slack did not let me show that just now. Please try again in a moment.",
    "shortcut_expired": (
        "The form took too long for Slack to open. Please try again, or write me a sentence here."
    ),
    "no_such_command": "I don’t know this command. `/cpd help` says what I can do.",
    "outdated": "This comes from an earlier version of me. `/cpd help` says what I can do now.",
    "form_outdated": (
        "This form comes from an earlier version of me. Copy your words and open it again."
    ),
    "unknown_command": "I do not know “{word}”. Did you mean `/cpd {nearest}`?",
    "unknown_team_command": "I do not know “{word}”. Did you mean `/cpd-team {nearest}`?",
    "unknown_command_at_all": "I do not know “{word}”. `/cpd help` says what I can do.",
    "unknown_team_command_at_all": "I do not know “{word}”. `/cpd-team help` says what there is.",
    "message_failed": (
        "I wanted to show you something here, and Slack did not take it. Nothing of yours is lost: "
        "it stands in your Home."
    ),
    "unclear": "I kept that, and am not sure what it is.",
}
"""Said by handlers and delivery of their own accord, whatever services raise."""

_ENTRIES: Mapping[str, str] = {
    "hello": (
        "Hello. Tell me what you did, when and for how long, and I draft the entry: "
        "“2h high voltage isolation course at Bosch yesterday”. `help` shows the rest."
    ),
    "welcome_new": (
        "Hello. Tell me in a sentence what you learnt or did, and I make it a CPD record that "
        "stands up to an audit: “2h high voltage isolation course at Bosch yesterday”. "
        "Only you see what you write."
    ),
    "all_i_need": (
        "Thank you, that is all I need; it can be changed in Home. Now tell me in a sentence what "
        "you learnt last."
    ),
    "welcome": "You are welcome.",
    "mentioned": (
        "You named me in a channel. Write to me here, where only you and I read it: what you "
        "learnt, or a question about your record."
    ),
    "no_worry": "No worries.",
    "kept_but_in_slack": "Kept. It stands in Slack until you delete your message.",
    "all_right": "All right.",
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
    "part_open_already": "Its part is in a draft already. Finish that one first.",
    "parts_count_now": "*{title}* as a whole counts no more: its part does.",
    "whole_counts_again": "*{title}* counts as a whole again.",
    "nothing_changed_noted": "Noted, and closed. Thank you.",
    "ask_lapsed": "For *{title}*, or a new entry?",
    "ask_still_held": "Your words before still wait: for *{title}*, or a new entry?",
    "ask_as_above": "Shall I change the one before, or is it another?",
    "ask_link": "What does that link belong to?",
    "ask_new": "I am not sure what that is. Is it something you did?",
    "ask_again": "You wrote that a moment ago. Again, or the same?",
    "read_again": "You edited that. Read it again?",
    "update_saved": "You edited the message behind a saved entry. Update it?",
    "discard_which": "That message made several. Which shall I discard?",
    "use_the_button": "Please use the “{button}” button: it opens a form.",
    "shall_i_save": "Shall I save it?",
    "stop_nudges_too": "Shall I stop nudging you, too?",
    "stopped": "I have stopped nudging you.",
    "sorry_what_went_wrong": "Sorry. What went wrong?",
    "set_your_job": "Then I had better know your job. Set it here.",
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
    "settings_by_command": "`/cpd settings` has all of it, and so has my Home.",
    "list_by_command": "`/cpd list` shows your entries, and so does my Home.",
    "changed_since": ("Something else has changed since. `undo` takes back the last change first."),
    "already_saved": "Already saved.",
    "already_discarded": "Already discarded. Undo brings it back.",
    "discarded_meanwhile": "This draft was discarded. Undo brings it back, then you can save it.",
    "withdrawn_meanwhile": "This entry was withdrawn. Restore brings it back.",
    "planned_not_done": "It is still a plan. Tap “Did it” once you have done it.",
    "no_title_yet": "Before it can be saved, tell me in a few words what it was.",
    "no_date_yet": "Before it can be saved, tell me which day it was.",
    "still_to_come": "Its day is still to come. Save it once it is done, or change the date.",
    "not_discarded": "It was not discarded, so nothing has changed.",
    "not_saved": "It is not saved, so there is nothing to withdraw.",
    "not_withdrawn": "It was not withdrawn, so nothing has changed.",
    "not_planned": "It is not a plan any more, so nothing has changed.",
    "nothing_to_undo": "There is nothing to take back.",
    "no_question": "There is no open question just now.",
    "nothing_left_to_ask": "That was all I wanted to ask. You can add more with Edit.",
    "nothing_before": "That was the first question.",
    "no_open_draft": "There is no open draft just now.",
    "settled_already": "You have told me already, so nothing has changed.",
    "not_your_entry": "That entry is not in your record, so nothing has changed.",
    "old_button": "That button is from an older message and does nothing now. Open Home instead.",
    "discarded": "Discarded. Write “undo” to bring it back.",
    "discarded_several": "Discarded, every one. Write “undo” to bring them back.",
    "file_for_later": "I cannot keep files yet. A link does as evidence, and I read your words.",
    "nothing_to_read": "I found no words in that. Tell me what you did, and how long it took.",
    "which_year_to_list": "Which year? For example `/cpd list 2026`.",
}
_SETTINGS: Mapping[str, str] = {
    "no_such_scheme": "I do not know that scheme.",
    "no_such_answer": "I do not know that answer. Use one of the buttons.",
    "not_enrolled": "You are not in that scheme any more.",
    "scheme_has_no_cycle": "{title} has no cycle, so there is no start to set.",
    "scheme_has_no_credits": "{title} counts no points or hours, so there is nothing to bring in.",
    "cycle_start_too_early": "That is too long ago. The earliest day I take is {earliest}.",
    "joining_does_not_matter": "{title} asks the same of everybody, whenever they joined.",
    "joined_too_early": "That is too long ago. The earliest day I take is {earliest}.",
    "joined_ahead": "That day is still to come. Choose the day on which you joined.",
    "cycle_start_to_come": "That day is still to come. When did the cycle you are in now begin?",
    "credits_unreadable": "Give it as a number, such as 31 or 31.5.",
    "credits_out_of_range": "That is more than I can keep. The most is {most}.",
    "year_or_not_sure": "How many of them are this year’s? Tick “Not sure” if you cannot say.",
    "year_above_cycle": "This year’s {year} are part of the cycle’s, and those are {cycle}.",
    "job_needs_a_title": "Say in a few words what your job is.",
    "job_title_too_long": "That is a long title. Keep it within {limit} characters.",
    "job_date_out_of_range": "That day cannot be right. Choose the day you began, roughly is fine.",
    "hours_reversed": "The end has to be later than the beginning.",
    "no_working_days": "Choose at least one day.",
    "no_such_country": "I do not know that country. Try its English name, or two letters like GB.",
    "no_such_zone": "I do not know that time zone. Try a city, such as London or Berlin.",
    "no_such_cadence": "Nudges come light, standard, or only at a cycle’s end.",
    "no_such_hour": "Choose one of the times in the list.",
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
    "cycle_nothing": "All right. I will ask again in a month.",
    "cycle_registered": "Noted: still registered. “undo” takes it back.",
    "cycle_settled": "Noted: settled. “undo” takes it back.",
    "cycle_extended": "Noted: extended. “undo” takes it back.",
    "cycle_removed": "I am sorry. Noted: removed. “undo” takes it back.",
    "cycle_more_to_add": "Write me a sentence about what you did, with its day.",
    "cycle_more_or_showed": "Write me a sentence about what you did, with its day. What your "
    "account shows for that cycle goes under “More to add”.",
    "cycle_showed": "Noted: {cycle} for that cycle, where I had {stood}. “undo” takes it back.",
    "cycle_not_open": "Nothing is open about that cycle any more.",
    "cycle_news_taken_back": "What you told me about your last cycle is taken back.",
    "will_not_come_back": "All right. I will not come back to it then.",
    "already_snoozed": "That one was snoozed once already.",
    "paused": "I stay quiet until {day}. `/cpd resume` ends that whenever you like.",
    "weekly_review_on": "A weekly review comes from next week on, at your usual hour. “Stop the "
    "weekly review” ends it.",
    "weekly_review_off": "No more weekly reviews. “Send me a weekly review” brings them back.",
    "resumed": "I am back, and nudge you as your settings say.",
    "export_under_way": "Your export is on its way: two files, in our conversation.",
    "exported": (
        "Your whole record, yours to keep wherever you like. "
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
    "no_words_found": "I found no words in that.",
    "say_what_it_was": "Say in a few words what it was.",
    "tell_what_it_was": "Tell me in a few words what it was.",
    "choose_day": "Choose a day.",
    "choose_day_or_first": "Choose the day, or the first of several.",
    "before_first_day": "That is before the first day.",
    "choose_scheme": "Choose a scheme.",
    "choose_joined": "Choose the day, or tick that you were there when your cycle began.",
    "choose_cycle_start": "Choose the day, or tick “I don’t know yet”.",
    "choose_day_roughly": "Choose the day, roughly is fine.",
    "choose_a_day": "Choose at least one day.",
    "choose_a_time": "Choose a time.",
    "choose_a_later_time": "Choose a time after the first one.",
    "choose_one": "Choose one of them.",
    "type_the_words": "Type the words above to go on.",
    "not_confirmed": "Nothing was erased. Type “{confirmation}” to go on.",
}
_TEAM: Mapping[str, str] = {
    "no_reports": (
        "Nobody here has you as their manager yet. They can name you in their Home, "
        "or an administrator assigns them: `/cpd-team assign @member to @manager`."
    ),
    "team_help": (
        "`/cpd-team` shows your people, with a name one of them. `remind` sends them a reminder, "
        "`release` gives them up; `accept` and `decline` answer who named you."
    ),
    "remind_whom": "Whom? For example `/cpd-team remind @person`.",
    "assign_whom": "Whom to whom? For example `/cpd-team assign @member to @manager`.",
    "unassign_whom": "Whom? For example `/cpd-team unassign @member`.",
    "release_whom": "Whom? For example `/cpd-team release @person`.",
    "assigned": (
        "{member} is told first, and reads what {manager} will see and never sees. Until that has "
        "reached them, {manager} sees nothing."
    ),
    "unassigned": "{member} has no manager here any more.",
    "released": "You no longer see how {member} stands.",
    "accepted": f"Accepted: {{name}}. `/cpd-team` shows how they stand.\n{WHAT_YOU_SEE}",
    "declined": "Declined: {name}. You see nothing of theirs.",
    "nobody_waits": "Nobody of that name waits for your answer. `/cpd-team` shows who does.",
    "nobody_in_team": (
        "I find nobody called “{name}” in your team. Write the full name, or mention them with @."
    ),
    "nobody_here": "I know nobody called “{name}” here yet. Mention them with @.",
    "several_called": "There are {names}. Write the full name, or mention them with @.",
    "disputed": "Thank you. They see nothing from now on, and your administrator is told.",
    "not_in_your_team": "That person is not in your team here.",
    "will_be_reminded": "I will remind {name}. It will go in their working hours.",
    "manager_asked": "I have asked {name} to be your manager here. Until they accept, they see "
    "nothing.",
    "manager_is": "{name} is your manager here already.",
    "nothing_due": "Nothing is due for {name} just now, so I send nothing.",
    "own_manager": "You cannot be your own manager here.",
    "each_others_manager": "Two people cannot be each other’s manager here.",
    "manager_is_a_bot": "A bot cannot be anybody’s manager.",
    "manager_is_a_guest": "A guest cannot be a manager here.",
    "manager_has_left": "That person’s account is switched off.",
    "member_is_a_bot": "A bot keeps no record, so it needs no manager.",
    "member_has_left": "That person’s account is switched off.",
    "nothing_asked": "Nobody has asked you to be their manager just now.",
    "several_asked": "Several people asked: {slack_ids}. Name the one you mean.",
    "answered_already": "That has been answered already, so nothing has changed.",
    "not_your_link": "That is no longer so, and nothing has changed.",
    "not_told_who": (
        "Slack did not tell me who that is, so nothing has changed. Try again in a minute."
    ),
    "not_a_person": "That is not somebody who can do this here.",
}
_ADMIN: Mapping[str, str] = {
    "administrators_only": "That is for administrators. Ask one of yours to do it.",
    "administrators_told": "Thank you. I have told {slack_ids}.",
    "no_administrator": (
        "I know no administrator here whom I could tell. Whoever runs me can make somebody one."
    ),
    "only_administrator": (
        "You are the only administrator here that I know, so there is nobody else to tell."
    ),
    "administrator_by_operator": (
        "Whoever runs me made them an administrator, so only they can take it back."
    ),
    "administrator_by_slack": "They are an administrator in Slack, so they are one here too.",
    "last_administrator": "They are the last administrator. Give somebody else the role first.",
    "unknown_admin_command": (
        "I do not know “{word}”. There are `/cpd admin rules`, `members`, `roles`, `give` and "
        "`take`."
    ),
    "role_for_whom": "Whom? For example `/cpd admin give @person`.",
    "role_given": "{member} is an administrator here now.",
    "role_given_before": "{member} was an administrator here already.",
    "role_taken": "{member} is no longer an administrator here.",
    "role_not_held": "{member} had no administrator’s role to take.",
    "no_such_rule": "I do not know that rule.",
    "nothing_to_confirm": "“{key}” has no value to confirm. You can change it and give it one.",
    "decided_already": "“{key}” is decided already. You can change it.",
    "rule_date_out_of_range": "That day is too far away for a rule to begin.",
    "give_a_value": "Give it a value.",
    "choose_first_day": "Choose the first day on which it holds.",
    "rule_value": "That value does not fit: “{key}” {reason}.",
}

RAISED: Mapping[str, str] = {**_ENTRIES, **_SETTINGS, **_TEAM, **_ADMIN}
"""What services and handlers raise, or say by its name."""

SENTENCES: Mapping[str, str] = {**OWN, **RAISED}


def _iso_day(value: str) -> str:
    return day(date.fromisoformat(value))


def _weekday(value: str) -> str:
    """ "Fri 20 Nov": a day that is near."""
    return long_day(date.fromisoformat(value))[:-5]


def _clock_time(value: str) -> str:
    """ "Tue 24 Nov, 9:00"."""
    at = datetime.fromisoformat(value)
    return f"{long_day(at.date())[:-5]}, {at.hour}:{at.minute:02d}"


def _mention(slack_id: str) -> str:
    return f"<@{slack_id}>"


def _names(names: list[str]) -> str:
    return listed([escape(one) for one in names])


def _cut(word: str) -> str:
    return brief(word, WORD_MOST)


def _mentions(slack_ids: list[str]) -> str:
    return listed([_mention(one) for one in slack_ids])


_WORDED: Mapping[str, Callable[[Any], str]] = {
    "day": _iso_day,
    "on_day": _weekday,
    "at": _clock_time,
    "earliest": _iso_day,
    "latest": _iso_day,
    "most": number,
    "cycle": number,
    "year": number,
    "stood": number,
    "slack_ids": _mentions,
    "member": _mention,
    "manager": _mention,
    "key": rule_name,
    "word": _cut,
    "name": _cut,
    "names": _names,
}
"""How a value is written, by its name: ISO days, hundredths of a credit, people, rules."""


def refusal(refused: Refused) -> str:
    """The sentence for a refusal, as mrkdwn."""
    return sentence(refused.sentence, **refused.values)


def objection(problem: Problem) -> str:
    """What stands in a value's way, as plain text; a day in it as people write it."""
    try:
        named = day(date.fromisoformat(problem.words))
    except ValueError:
        return problem.sentence
    return replace(problem, words=named).sentence


def sentence(name: str, /, **values: Any) -> str:
    """A sentence by its name, as mrkdwn: what people are called or have typed is escaped."""
    worded = {
        key: _WORDED[key](value) if key in _WORDED else escape(str(value))
        for key, value in values.items()
    }
    return SENTENCES[name].format_map(worded)
