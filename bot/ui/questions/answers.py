"""Answers to questions, worded: a line or two, where the rule stands, and the buttons that help on.

At most 40 words with buttons and source. What the answer is, `bot.services.dispatch.questions`
finds.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from bot.figures import credits, day, duration, listed, number, several
from bot.policy.schemes.standing import (
    AT_RISK,
    BEHIND,
    ENDED_SHORT,
    NOT_KNOWN,
    SHORT_AND_NEAR,
    EndedCycle,
)
from bot.services.coaching import actions as coaching
from bot.services.dispatch.action import Action
from bot.services.dispatch.questions import Explained, Line, Offer
from bot.services.members import actions as members
from bot.services.members.access_log import Look
from bot.services.record import actions as record
from bot.services.teams import actions as teams
from bot.ui.coaching.settings import goes_to
from bot.ui.kit.blocks import Content, Element, actions, button, context, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, cut_title, days, near_day, person, scheme_body
from bot.ui.kit.manager_sees import what_is_seen_by, what_is_seen_in_short_by
from bot.ui.members.access_log import NOBODY_LOOKED, look_line
from bot.ui.schemes.standing import (
    PACES,
    amount_of,
    ended_in_short,
    extended_words,
    follows_words,
    known,
    not_said,
)
from bot.ui.schemes.subject_words import Lack, short_of_words

_LACKS_WORDS: Final = 12
"""Words that may say of which subjects something is short, their names apart."""

_MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

ANSWERS: Final[Mapping[str, str]] = {
    "no_scheme": "You are in no scheme yet, so I cannot say. Which one is yours?",
    "not_known": "Not known: the rules I hold{of} do not say.",
    "not_said": "Not known: the rules I hold{of} do not say {key}.",
    # cycle and days
    "cycle_end": "Your {body} cycle ends on {end}, {left}. It began on {start}.",
    "cycle_start": "Your {body} cycle began on {start}. You are in year {year} of it, since "
    "{year_start}.",
    "days_left": "{left} in your {body} cycle, to {end}; {year_left} in this CPD year.",
    "year_ends": "Your {body} year ends on {end}, {left}. It began on {start}.",
    "year_began": "Your {body} year began on {start}. Each year stands by itself.",
    "year_days_left": "{left} in your {body} year, to {end}.",
    "cycle_to_come": "Not known yet: the {body} cycle that you told me of begins on {start}.",
    "cycle_unknown": "Not known: tell me when your {body} cycle began. It runs {years}.",
    "no_cycle": "{body} has no cycle that I know of.",
    # credits
    "left": "{short} to go to the minimum of {minimum} by {end}; {below} to the recommended "
    "{recommended} this year.",
    "left_year_met": "{short} to go to the minimum of {minimum} by {end}; this year’s recommended "
    "{recommended} are reached.",
    "left_met": "None to the minimum of {minimum}, by my count; {body} goes by your {body} account."
    " {below} to the recommended {recommended} this year.",
    "left_met_year_met": "Nothing by my count: the minimum of {minimum} and this year’s "
    "{recommended} are reached. {body} goes by your {body} account.",
    "left_year_unknown": "{short} to go to the minimum of {minimum} by {end}. How far this year is "
    "from what is recommended I do not know.",
    "left_met_year_unknown": "None to the minimum of {minimum}, by my count; {body} goes by your "
    "{body} account.",
    "left_no_minimum": "Not known: the rules I hold{of} do not say the minimum. {cycle} in your "
    "cycle so far.",
    "left_unknown": "Not known until you tell me when your {body} cycle began. {credits} in {year}"
    " so far; the minimum is {minimum}.",
    "hours_left": "{to_go} to go to the {asked} that {body} asks for by {end}.",
    "hours_left_group": "{to_go} to go for {group}, to the {asked} of all your groups by {end}.",
    "group_hours": "{minutes} of {asked} for {group} this year{either}; together {in_all}, to "
    "{end}.",
    "group_hours_alone": "{minutes} of {asked} for {group} this year, to {end}.",
    "group_hours_unknown": "Which group you are in I do not know; {minutes} of {asked} this year, "
    "to {end}, whichever it is.",
    "not_in_group": "You are not in {group}, so nothing counts for it.",
    "hours_met": "Nothing by my count: the {asked} of this {body} year are reached.",
    "hours_no_minimum": "Not known: the rules I hold{of} do not say how much is asked for. "
    "{minutes} this year so far.",
    "left_removed": "You were removed from {body} on {on}, as I was told, so nothing is due there. "
    "What it takes to come back is not known to me.",
    "left_recognition_removed": "{title} was removed on {on}, as I was told, so nothing is due "
    "there. What it takes to come back is not known to me.",
    "no_target": "Nothing: {body} asks for no points, hours or number.",
    "logged_here": "Logged here: {plain} this year, {cycle} in the cycle. What is left depends on "
    "your {body} account.",
    "framework": "Not known: the subjects that {title} asks for, and their minimums, are not loaded"
    " here.",
    "by_subjects": "{title} counts time by subject; each has its own minimum in a cycle.",
    "subjects_short": "{met} of {asked_for} subjects met; {lacks}, to {end}.",
    "subjects_met": "All {asked_for} subjects are met by my count, to {end}.",
    "subjects_not_known": "{met} of {asked_for} subjects met by my count, to {end}; of the others "
    "it is not known.",
    "categories": "It comes in categories, such as {words}.",
    "categories_decided": "Its categories here: {words}.",
    # what was logged, what waits
    "nothing_logged": "Nothing logged{when} yet.",
    "logged": "{entries}{when}, {minutes} in all.",
    "logged_counted": "{entries}{when}, {minutes} in all: {credits} under {title}.",
    "logged_some_wait": "{entries}{when}, {minutes} in all: {credits} under {title}; {waits}.",
    "logged_hours": "{entries}{when}, {minutes} in all: {counted} under {title}.",
    "logged_hours_wait": "{entries}{when}, {minutes} in all: {counted} under {title}; {waits}.",
    "nothing_saved": "Nothing waits: you have saved nothing yet.",
    "nothing_waits": "Nothing waits: every saved entry has what it needs.",
    "waits": "One saved entry{on} waits: it still needs {missing}. Until then it counts for "
    "nothing.",
    "several_wait": "{count} saved entries wait. The latest{on} still needs {missing}. Until then "
    "they count for nothing.",
    "without_evaluation": "{count} not say yet what changed: {titles}.",
    "without_evidence": "{count} without evidence: {titles}.",
    "none_without_evaluation": "None: every saved entry of the last 12 months says what changed.",
    "none_without_evidence": "None: every saved entry has evidence.",
    "runs_out": "The evidence for {evidence_of} runs out on {on}, {in_days}.",
    "ran_out": "The evidence for {evidence_of} ran out on {on}.",
    "several_run_out": "{count} of your entries have evidence with a last day{during}: {dates}.",
    "nothing_runs_out": "Nothing of yours runs out{during}, of all the evidence whose last day I "
    "know.",
    "no_last_day": "I know of no last day of evidence by that name. It can be set with Add "
    "evidence.",
    # what comes next
    "next_after_cycle": "{ended} What follows, {body} decides; tell me once you hear. What you do "
    "now counts in your new cycle.",
    "next_draft": "Your draft waits for an answer to its question, or for “save”. Until it is saved"
    " it counts for nothing; I keep it.",
    "next_draft_ready": "Your draft is ready: write “save”. Until then it counts for nothing; I "
    "keep it.",
    "next_saved": "It is saved, and nothing more is needed of you. Tell me what you do next.",
    "next_saved_copy": "It is saved, and nothing more is needed here. {body} goes by your {body} "
    "account: copy it there, by ⋯ on the entry.",
    "next_plan": "You have planned something for {on}: I ask that day whether it happened.",
    "next_nothing": "Nothing is open just now. Tell me what you did, and I make the entry.",
    # rules
    "rules_credits": "{body} asks for {minimum} credits in {years}, and recommends {recommended} a "
    "year.",
    "rules_credits_alone": "{body} asks for {minimum} credits in {years}.",
    "rules_rhythm": "{body} asks for no points, hours or number.",
    "rules_qualities": "Your record should be {words}.",
    "rules_tests": "Each entry: {words}.",
    "rules_hours": "{body} asks for {asked} a year in each category.",
    "counts": "For {body}: any real activity that is current, authentic, relevant to your job and"
    " described.",
    "counts_freely": "For {body}: any learning, formal or informal.",
    "counts_qualities": "For {body}: any learning, formal or informal. Together it should be "
    "{words}.",
    "counts_record": "For {body}: any training whose record says {fields}.",
    "counts_anywhere": "Learning for your job that you did yourself: courses, reading, talks, "
    "shadowing. Your scheme may ask for more.",
    "worth_no_scheme": "Not known: that depends on your scheme. Which one is yours?",
    "worth_nothing_counted": "No credits: {body} counts none, so all of it may go in.",
    "worth_time": "It counts for as long as it took under {title}, once the record is whole.",
    "worth_hour": "An hour is {credits} under {title}, whatever the activity, once the tests are "
    "answered.",
    "worth_length": "{minutes} is {credits} under {title}, once the tests are answered.",
    "worth_this": "This one has {minutes}: {credits} under {title}, once saved with the tests "
    "answered.",
    "worth_large": "This one has {minutes} and began before this cycle: how much of it counts is "
    "not known. Its part in the cycle counts, logged by itself.",
    "worth_no_length": "I do not know how long it took. An hour is {credits} under {title}.",
    "reading_limit": "For reading, {body} has a limit; how much is not known.",
    "not_published": "Not published: {keys}.",
    "no_tests": "{body} has no such test. {whose} has:",
    "test_all": "Current: in your cycle. Authentic: you did it. Relevant: to your job. Sufficient: "
    "described. One missing, and it counts for nothing.",
    "test_current": "Current: done inside your cycle. An activity of an earlier one counts there.",
    "test_authentic": "Authentic: a real activity that you did yourself. Saving says so.",
    "test_relevant": "Relevant: it helps in your job; a line of yours says how.",
    "test_sufficient": "Sufficient: what, when, how long, and {own} on what it brought.",
    "stage_all": "Reflect: why, and what was hard. Plan: what next. Act: what you did. Evaluate: "
    "what it changed. Start anywhere; you may skip.",
    "stage_called": "Reflect: why, and what was hard. Plan: what next. Act: what you did. "
    "Evaluate: what it changed. Start anywhere; you may skip. {body} says: {words}.",
    "stage_reflect": "Reflect: looking back, why you did it and what was hard.",
    "stage_plan": "Plan: looking ahead, what you will do, or do differently.",
    "stage_act": "Act: that you did it, and your part in it.",
    "stage_evaluate": "Evaluate: what you know now, how it helps in your job, what it changed.",
    "rhythm": "{body} asks for no points, hours or number. When I remind you is a workplace "
    "setting, not a {body} rule.",
    "rhythm_target": "{body} sets no rhythm: {minimum} credits in {years}, {recommended} a year "
    "recommended. Little and often is easiest.",
    "rhythm_hours": "{body} asks for {asked} a year in each category, and sets no rhythm. Little "
    "and often is easiest.",
    "audit": "{body} audits: {value}.",
    "audit_sampled": "{body} draws a sample of Chartered Managers’ records. Whether yours is in "
    "it, {body} tells you.",
    "audit_not_published": "You told me that you are not Chartered; {body} publishes no other "
    "sample.",
    "appeal": "An appeal to {body} starts {value}. Its deadline is {deadline}.",
    "failure": "{body}’s policy: {value}.",
    "failure_minimum": "Under {minimum}, {body}’s policy is: {value}.",
    "decides": "{body} decides that, not I.",
    "carry_over": "Carried over to the next {body} cycle: {value}. An activity counts in the cycle "
    "in which it was done.",
    # what is at hand
    "open_now": "Open: {opened}.",
    "saved_ones": "Saved: {entries}.",
    "none_open": "Nothing is open.",
    "none_planned": "Nothing is planned. Tell me what and when: “first aid refresher next "
    "Tuesday”.",
    "entry_lacks": "{evidence_of} lacks {missing}.",
    "signed_none": "Nobody has been asked to sign anything off that I know of. Write “ask Helen to "
    "sign off the EV course”.",
    "signed_asked": "Not yet: {name} was asked on {on} to sign off {evidence_of}.",
    "signed_confirmed": "Yes: {name} signed off {evidence_of} on {on}.",
    "signed_declined": "No: {name} declined on {on} to sign off {evidence_of}.",
    "certificate_number": "There is no field for it: drop the certificate here, which holds it, or "
    "write it beside the title, under Edit.",
    "for_another": "Only they can log what they did. Did you learn something from it yourself? "
    "Tell me what.",
    "log_something": "Yes. Which one, when, and how long? “2h high voltage course "
    "yesterday” is enough.",
    "own_words": "I do not write for you: an auditor wants your own words. Plain ones will do, in "
    "any language.",
    "travel": "No: the time on the road is no learning. Leave it out of the length. What you "
    "learnt there counts.",
    "list_them": "Yes: one on a line, each with its day and length. I make a draft of each.",
    "log_while_off": "Yes, at any time, and it counts as ever. A pause only keeps me quiet.",
    "cancel_plan": "Yes. “Drop it” and “New date” stand on its card; or tell me: “it moved to the "
    "10th”, “it is off”.",
    "will_ask": "Only if you want it: say yes where I offer it, or write “ask me on Friday”.",
    "another_entry": "Log it as an entry of its own: tell me what it was, when and for how long.",
    "who_for": "For whoever keeps a CPD record. Whether your job asks for one I do not know: your "
    "employer or body does. No scheme is needed to log here.",
    "share_how": "To somebody here: “share my record with Helen for a week”. For anybody else "
    "`/cpd document` makes a PDF, `/cpd export` the files: send these yourself.",
    "shared_with_now": "Shared now with {names}.",
    "send_to_boss": "I send nothing to anybody. Share it with them here (“share my record with "
    "Helen for a week”), or send them what `/cpd document` makes.",
    "send_to_body": "I send {body} nothing. Copy each entry into your account there by ⋯ on it; "
    "what `/cpd document` makes you can send yourself.",
    "sign_off_how": "By somebody here, for a saved entry: write “ask Helen to sign off the EV "
    "course”. Their line stands beside it; it changes no credit.",
    "tampering": "Each change of a saved entry is chained by hashes to the one before. "
    "`/cpd export` holds the chain; anybody can check it offline with `cpdbot verify`.",
    "figures_here": "I count what is logged here: {entries}{since_then}.",
    "figures_account": "Your {body} account may show more. Tell me what it shows, or log what is "
    "missing.",
    "credits_stay": "No: what is saved stays counted under {title}, in the cycle in which it was "
    "done.",
    "leave_rules": "Of leave the rules I hold say nothing: your pace leaves it out, the minimum "
    "and the end stay.",
    # the bot itself
    "often_light": "At most one in seven days, and the same thing every four weeks.",
    "often_standard": "At most one in seven days, and the same thing every two weeks.",
    "often_cycle_end": "Only when a cycle is about to end, and at most one in seven days.",
    "nudges_stopped": "You have stopped them. `/cpd resume` starts them again.",
    "who_sees": "Only you see what you write. No manager sees anything of yours here. The "
    "workspace’s owners may be able to export messages; settings keep reflections out.",
    "who_sees_manager": f"{what_is_seen_by('{name}')} Each look stands in Home.",
    "sent_none": "No language model reads it.",
    "sent_on": "Your coach sends what you write of the entry at hand to {goes}.",
    "model_none": "I am a program that goes by rules. Nothing you write goes to a language model.",
    "model_off": "I go by rules. There is a coach that asks a language model; it is off for you, so"
    " nothing goes to one.",
    "model_on": "I go by rules. Your coach asks a language model: what you write of an entry goes "
    "to {goes}.",
    "seen_by": what_is_seen_in_short_by("{name}"),
    "seen_by_nobody": "Only you see your words; workspace owners may be able to export messages.",
    "nobody_looked": NOBODY_LOOKED,
    "looked": "{look}.",
    "looked_before": "Earlier looks stand in Home.",
    "what_to_answer": (
        "One thing you know now, and where you meet it: “prove dead before touching the pack, I do "
        "battery swaps”. Your own words are fine, and six of them will do."
    ),
    "why_no_question": "No question of mine is open. I ask only what an entry would miss.",
    "why_tests": "Because your own words settle “relevant” and “sufficient”. Without them {title} "
    "counts the entry for nothing.",
    "why_minutes": "Because credits come from the time it took.",
    "why_stage": "Because it helps you get something out of it. You may skip it.",
    "why_title": "Because an entry needs a name by which you, or an auditor, can tell it.",
    "why_date": "Because the day decides the cycle in which it counts.",
    "why_other": "Because the entry would miss it. You may skip it.",
    "why_no_nudge": "I have not nudged you yet. At most one comes in seven days, in your hours.",
    "why_nudge": "It came on {on} because {kind}.",
    "why_behind": "It came on {on}: you were about {gap} behind {pace} pace. From {from_credits} "
    "behind, after {from_days}, I say so; that is a workplace setting.",
    "why_cycle_end": "It came on {on}: your {body} {span} had {days} left, with {short} to go. I "
    "say so 90, 30, 14, 7 and 2 days before.",
    "why_cycle_ended": "It came on {on}: your {body} {span} ended on {end}, {short} short by "
    "my count. I ask monthly until there is news.",
    "why_year_end": "It came on {on}: your CPD year had {days} left, {short} below what is "
    "recommended. I say so 30 and 7 days before.",
    "why_evidence_runs_out": "It came on {on}: evidence of an entry had {days} left, and nothing "
    "newer was there. I say so 90 and 30 days before.",
    "why_cycle_start_unknown": "It came on {on}: I did not know when your {body} cycle began. I "
    "ask after a week, then every 90 days.",
    "why_rhythm": "It came on {on}: nothing had been saved for {days}. This workplace has me ask "
    "after {from_days}; {body} sets no rhythm.",
    "why_missing_evaluation": "It came on {on}: {entries} did not say yet what changed. That I ask "
    "is a workplace setting, not a {body} rule.",
    "why_manager_reminder": "It came on {on}: {name} pressed Remind. They do not see whether or "
    "when you read it.",
    "last_of_its_kind": "Unless you answer, it was the last for now.",
    "same_again": "If it lasts, the same comes again after {days}.",
    "one_in_seven": "At most one such message comes in seven days.",
    "outside_the_seven": "It came besides the one in seven days.",
    "help": "Tell me what you did, when and for how long: I make the entry. Or ask: “when does my "
    "cycle end?”, “what counts?”",
    "courses": "I don’t recommend courses. What did you get stuck on lately? That is usually the "
    "best one.",
    "correct": "Write the change: “no, 3 hours”, “it was Tuesday”. Or tap Edit on the entry; a "
    "saved one keeps its history.",
    "attach": "Drop the file or paste its link here or in the entry’s thread; Edit takes both.",
    "attach_wanted": "Drop the file or paste its link here or in the entry’s thread; Edit takes "
    "both. An entry counts without it, too.",
    "export": "`/cpd export` brings you the whole record as files, in this conversation.",
    "erase": "`/cpd erase` removes every word of yours, for good. It first says what goes and asks "
    "you to confirm.",
    "remove": "A draft: write “discard”. A saved entry: Withdraw, behind ⋯ on it. Both can be "
    "brought back.",
    "pause": "`/cpd pause 2 weeks`, or `/cpd pause until 3 Jan`. `/cpd resume` ends it.",
    "paused": "You are paused until {until}. `/cpd resume` ends it.",
    "undo": "Write “undo”: it takes back your last change. Once more, the one before, for 30 days.",
    "save": "Write “save”, or tap Save on the card. Saving says that you did it yourself.",
    "settings": "Schemes, cycle, job, manager, hours, nudges and privacy all stand in your "
    "settings.",
    # other people
    "no_team": "Nobody here has you as their manager, so I can only speak of your own record.",
    "team_asking": "Nobody is in your team yet, but somebody asks you to be their manager.",
    "team_evidence": "Your team shows how many entries of this cycle have no evidence, person by "
    "person. What the evidence is, and of which entry, stays theirs.",
    "team_fine": "Nobody of your {people} needs a look just now.",
    "team_look": "{need} of {people} {looks} a look: {names}.",
    "not_in_team": "I find nobody of that name in your team.",
    "which_person": "There are {names}. Write the full name, or mention them.",
    "person": "{name}: {state}. {figures}",
    "person_at_stake": "At stake, {title}: {follows}, by {end}.",
    "person_ended_short": "At stake, {title}, which ended short on {end}: {follows}.",
    "theirs": "That is theirs; only they can share it.",
    "more": "{more} more in Home.",
}
"""By name: what is said. Values are worded by `_worded`."""

_OF_SEVERAL: Final[Mapping[str, str]] = {
    "cycle_end": "to {end}, {left}.",
    "cycle_start": "from {start}; year {year} since {year_start}.",
    "days_left": "{left}, to {end}.",
    "cycle_to_come": "its cycle begins on {start}.",
    "cycle_unknown": "cycle start not known.",
    "left": "{short} to go of {minimum} by {end}; {below} to the recommended {recommended}.",
    "left_year_met": "{short} to go of {minimum} by {end}; {recommended} for the year reached.",
    "left_met": "minimum of {minimum} met by my count; {below} to the recommended {recommended}.",
    "left_met_year_met": "nothing, by my count; your account decides.",
    "left_year_unknown": "{short} to go of {minimum} by {end}.",
    "left_met_year_unknown": "minimum of {minimum} met by my count.",
    "left_no_minimum": "{cycle} in the cycle; the minimum is not known.",
    "left_unknown": "not known without your cycle’s start.",
    "year_ends": "to {end}, {left}.",
    "year_began": "from {start}.",
    "year_days_left": "{left}, to {end}.",
    "hours_left": "{to_go} to go of {asked} by {end}.",
    "hours_left_group": "{to_go} to go for {group} by {end}.",
    "hours_met": "{asked} of this year reached.",
    "hours_no_minimum": "{minutes} this year; how much is asked for is not known.",
    "no_target": "no points, hours or number.",
    "left_removed": "removed on {on}, as I was told.",
    "left_recognition_removed": "removed on {on}, as I was told.",
    "subjects_short": "{lack}, to {end}.",
    "subjects_met": "all {asked_for} subjects met by my count, to {end}.",
    "subjects_not_known": "{met} of {asked_for} subjects met; the others not known.",
    "logged_here": "{plain} this year, {cycle} in the cycle, logged here.",
    "framework": "not known; its subjects are not loaded.",
}
"""The same where several schemes are spoken of, each after its name; others as they are."""

_MISSING: Final[Mapping[str, str]] = {
    "title": "a title",
    "date": "its day",
    "minutes": "how long it took",
    "evaluate": "a sentence of your own",
    "certificate": "its certificate",
    "already_counted": "a yes or no, whether your account’s figure holds it already",
}

_NUDGED: Final[Mapping[str, str]] = {
    "cycle_end": "your cycle ends soon and is short of its minimum",
    "manager_reminder": "your manager asked me to remind you",
    "waiting_entry": "a saved entry had waited a day for something only you can add",
    "old_draft": "a draft had been open for more than a day. It keeps either way",
    "cycle_ended": "your last cycle ended short, by my count",
    "behind": "you were behind the recommended pace, by a workplace setting",
    "year_end": "your CPD year ends soon, below what is recommended",
    "evidence_runs_out": "evidence of one of your entries runs out soon",
    "cycle_start_unknown": "I do not know when your cycle began",
    "rhythm": "nothing was logged for a while, by a workplace setting",
    "missing_evaluation": "an entry did not say yet what it changed",
    "planned": "you had planned something for that day, or asked me to come back to it",
}

_FIELDS: Final[Mapping[str, str]] = {
    "date": "when",
    "length": "how long",
    "topics": "on which topics",
    "what": "what you did",
    "how": "how",
    "learnt": "what you learnt",
}

_NOT_PUBLISHED: Final[Mapping[str, str]] = {
    "credit.assessed_factor": "what assessment adds",
    "credit.impact_extra": "what impact adds",
    "limit.reading": "the limit on reading",
    "mix.assessed": "the assessed share",
}

_BUTTONS: Final[Mapping[str, Callable[[Any], tuple[str, Action]]]] = {
    "standing": lambda _: ("My standing", record.ShowStanding()),
    "list": lambda _: ("Show them", record.ShowEntries()),
    "set_date": lambda pack: ("Set date", members.AskForCycle(pack)),
    "cycle_news": lambda number: ("Any news?", members.AskCycleNews(int(number))),
    "opening": lambda pack: ("Tell me what it shows", members.AskForOpening(pack)),
    "scheme": lambda _: ("Add a scheme", members.AskForScheme()),
    "settings": lambda _: ("Settings", members.ShowSettings()),
    "help": lambda _: ("More", members.ShowHelp()),
    "team": lambda _: ("Show all", teams.ShowTeam()),
    "add": lambda entry: ("Add it", record.AddWhatIsMissing(entry)),
    "coach": lambda _: ("Coach", coaching.ShowCoach()),
    "entry": lambda entry: ("Open", record.ShowDetails(entry)),
    "lacking": lambda what: ("Show them", record.ShowEntries(only=what)),
}


def told(answer: Explained) -> Content:
    """The answer as a message."""
    words = "\n".join(_line(line) for line in answer.lines)
    sources = dict.fromkeys(line.source for line in answer.lines if line.source)
    return Content(
        words,
        [
            section(words, "told:answer"),
            *([context(escape("; ".join(sources)), "told:source")] if sources else []),
            *actions("told:actions", [_button(offer) for offer in answer.offers]),
        ],
    )


def _button(offer: Offer) -> Element:
    words, action = _BUTTONS[offer.name](offer.about)
    return button(words, action)


def _line(line: Line) -> str:
    name = line.name
    if name == "person":
        return _of_person(line.values)
    worded = _worded(name, line.values)
    if line.values.get("named"):
        said = _OF_SEVERAL.get(name, ANSWERS[name]).format_map(worded)
        return f"*{worded['title']}*: {said}"
    return ANSWERS[name].format_map(worded)


def _worded(name: str, values: Mapping[str, Any]) -> dict[str, str]:
    """Every value of a line as it is written, by its name."""
    worded = {key: _WORDS[key](value) for key, value in values.items() if key in _WORDS}
    title = values.get("title")
    if title is not None:
        worded |= {"title": escape(title), "body": escape(scheme_body(title))}
        worded["of"] = f" of {escape(title)}" if title else ""
    worded |= _short(values)
    if "credits" in values:
        worded["plain"] = known(values["credits"])
    if "left" in values:
        worded["left"] = (
            _in_days(values["left"])
            if name in ("cycle_end", "year_ends")
            else _left(values["left"])
        )
    if name == "several_wait":
        worded["count"] = f"{values['count']:,}"
    if "first" in values:
        worded["when"] = _when(values)
    if name == "team_look":
        names = values["names"]
        others = values["need"] - len(names)
        more = [f"{others} more"] if others else []
        worded["names"] = listed([*map(person, names), *more])
        worded["looks"] = "needs" if values["need"] == 1 else "need"
    if name in ("without_evaluation", "without_evidence"):
        worded["count"] = _without(name, values["count"])
        others = values["count"] - len(values["titles"])
        more = [f"{others:,} more"] if others else []
        worded["titles"] = listed([*(bold(cut_title(one)) for one in values["titles"]), *more])
    if name == "several_run_out":
        others = values["count"] - len(values["dates"])
        more = [f"{others:,} more"] if others else []
        worded["dates"] = listed([*map(_with_day, values["dates"]), *more])
        worded["count"] = f"{values['count']:,}"
    if name == "next_after_cycle":
        worded["ended"] = ended_in_short(_ended(values["ended"]), worded["body"])
    if name == "looked":
        worded["look"] = _look(values)
    if name in ("waits", "several_wait"):
        worded["on"] = f", of {_day(values['on'])}," if values["on"] else ""
    if name == "cycle_start":
        worded["year"] = str(values["year"])
    return worded


def _short(values: Mapping[str, Any]) -> dict[str, str]:
    """What is short, in the measure of the scheme that it is said of."""
    worded = {"span": "cycle"}
    if "short_minutes" in values:
        worded |= {"short": duration(values["short_minutes"]), "span": "year"}
    if "short_subjects" in values:
        worded["short"] = several(values["short_subjects"], "subject")
    if "lacks" in values:
        worded["lack"] = short_of_words([Lack(*one) for one in values["lacks"]], words=0)
    return worded


def _without(name: str, count: int) -> str:
    """ "3 entries do", "1 entry is"."""
    one, many = ("does", "do") if name == "without_evaluation" else ("is", "are")
    return f"{several(count, 'entry', 'entries')} {one if count == 1 else many}"


def _opened(values: Mapping[str, Any]) -> str:
    """Each by its title, with what it is: "*X* (draft)", "*Y* (planned for 3 Dec 2026)"."""
    found, count = values["named"], values["count"]
    named = [
        f"{bold(cut_title(title))} ({_planned_for(iso) if status == 'planned' else 'draft'})"
        for title, status, iso in found
    ]
    more = [f"{count - len(found):,} more"] if count > len(found) else []
    return listed([*named, *more])


def _planned_for(iso: str) -> str:
    return f"planned for {_day(iso)}" if iso else "planned, day open"


def _with_day(pair: Sequence[str]) -> str:
    """An entry, and the last day of its evidence; that it has passed, where it has."""
    title, iso, *passed = pair
    return f"{bold(cut_title(title))} ({'ran out ' if passed else ''}{_day(iso)})"


def _ended(values: Mapping[str, Any]) -> EndedCycle:
    ends = {key: date.fromisoformat(values[key]) for key in ("start", "last_day")}
    return EndedCycle(**{**values, **ends})


def _look(values: Mapping[str, Any]) -> str:
    who, what, at, *times = values["look"]
    look = Look(who, what, datetime.fromisoformat(at), *times)
    return look_line(look, values["zone"], date.fromisoformat(values["today"]))


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso)) if iso else ""


def _in_days(left: int) -> str:
    if left <= 0:
        return "today"
    return "tomorrow" if left == 1 else f"in {several(left, 'day')}"


def _left(left: int) -> str:
    verb = "is" if left == 1 else "are"
    return f"{several(left, 'day')} {verb} left"


def _when(values: Mapping[str, Any]) -> str:
    """ " in October 2026", " in 2026", " since 1 Jun 2026"; empty for all there is."""
    if values.get("cycle_of"):
        return " in this cycle"
    if values.get("year_of"):
        return f" in this CPD year, since {_day(values['first'])}"
    if not values["first"]:
        return ""
    begin, end = date.fromisoformat(values["first"]), date.fromisoformat(values["last"])
    if begin == end:
        return f" on {day(begin)}"
    whole_month = begin.day == 1 and (begin.year, begin.month) == (end.year, end.month)
    if whole_month:
        return f" in {_MONTHS[begin.month - 1]} {begin.year}"
    if (begin.month, begin.day) == (1, 1) and begin.year == end.year:
        return f" in {begin.year}"
    if values["last"] == values["today"]:
        return f" since {day(begin)}"
    return f" ({days(begin, end)})"


def _of_person(values: Mapping[str, Any]) -> str:
    """Somebody's state and figures, as a manager's list has them."""
    state, figures = "not known", "In no scheme yet."
    match values["kind"]:
        case "target":
            state = _state(values)
            if values.get("declined"):
                year, cycle = number(values["year"] or 0), number(values["cycle"] or 0)
                figures = f"Logged here: {year} this year, {cycle} in the cycle."
            else:
                figures = (
                    f"{amount_of(values['year'], values['recommended'])} this year, "
                    f"{amount_of(values['cycle'], values['minimum'])} in the cycle to "
                    f"{_day(values['end'])}."
                )
        case "hours":
            state = _state_of_hours(values)
            of = "not known" if values["asked"] is None else duration(values["asked"])
            done = duration(values["minutes"])
            figures = f"{done} of {of} this year, to {_day(values['end'])}."
        case "framework":
            met, asked = values["met_of"]
            state = _state_of_subjects(values)
            figures = f"{met} of {several(asked, 'subject')} met, to {_day(values['end'])}."
        case "provisional":
            earned = credits(values["year"] or 0)
            figures = f"{earned} in {values['calendar_year']}; cycle start not known."
        case "rhythm":
            state = several(values["entries"] or 0, "entry", "entries") + " in 12 months"
            figures = "No points are asked for."
            if values["last"]:
                today = date.fromisoformat(values["today"])
                last = near_day(date.fromisoformat(values["last"]), today)
                figures = f"The last on {last}."
        case "not_known":
            figures = "No figures yet."
    return ANSWERS["person"].format(name=person(values["name"]), state=state, figures=figures)


def _extended(values: Mapping[str, Any]) -> str:
    """That they say that it was extended; else empty."""
    if not values.get("extended"):
        return ""
    until = values.get("until")
    return f", {extended_words(until and date.fromisoformat(until))}, they say"


def _state_of_hours(values: Mapping[str, Any]) -> str:
    if values["rank"] == ENDED_SHORT and values.get("ended"):
        return f"the year that ended on {_day(values['ended'])} was short{_extended(values)}"
    if values["met"]:
        return "minimum met by my count"
    if values["rank"] == SHORT_AND_NEAR:
        return f"short, the year ends {_in_days(values['days_left'] or 0)}"
    return "not known" if values["met"] is None else "year under way"


def _state_of_subjects(values: Mapping[str, Any]) -> str:
    if values["rank"] == ENDED_SHORT and values.get("ended"):
        return f"the cycle that ended on {_day(values['ended'])} was short{_extended(values)}"
    if values["met"]:
        return "all subjects met by my count"
    if values["rank"] == SHORT_AND_NEAR:
        return f"short, the cycle ends {_in_days(values['days_left'] or 0)}"
    return "not known" if values["met"] is None else "cycle under way"


def _state(values: Mapping[str, Any]) -> str:
    if values["rank"] == ENDED_SHORT and values.get("ended"):
        return f"the cycle that ended on {_day(values['ended'])} was short{_extended(values)}"
    if values["met"]:
        return "minimum met by my count"
    match values["rank"]:
        case rank if rank == SHORT_AND_NEAR:
            return f"short, the cycle ends {_in_days(values['days_left'] or 0)}"
        case rank if rank == AT_RISK:
            return "at risk"
        case rank if rank == BEHIND:
            return "behind"
        case rank if rank == NOT_KNOWN:
            return "not known"
        case _:
            return PACES[values.get("pace", "on pace")]


_WORDS: Final[Mapping[str, Callable[[Any], str]]] = {
    "start": _day,
    "end": _day,
    "year_start": _day,
    "until": _day,
    "on": _day,
    "year": str,
    "years": lambda count: several(count or 0, "year"),
    "year_left": lambda left: several(left, "day"),
    "minimum": known,
    "recommended": known,
    "short": lambda amount: credits(amount or 0),
    "below": known,
    "cycle": lambda amount: number(amount or 0),
    "credits": lambda amount: credits(amount or 0),
    "gap": str,
    "minutes": duration,
    "asked": lambda minutes: "not known" if minutes is None else duration(minutes),
    "to_go": lambda minutes: duration(minutes or 0),
    "met": str,
    "asked_for": str,
    "lacks": lambda said: short_of_words([Lack(*one) for one in said], words=_LACKS_WORDS),
    "group": lambda name: brief(name, 60),
    "either": lambda minutes: f", {duration(minutes)} for any" if minutes else "",
    "in_all": lambda two: f"{duration(two[0])} of {duration(two[1])}",
    "counted": duration,
    "entries": lambda count: several(count or 0, "entry", "entries"),
    "waits": lambda count: f"{count} {'waits' if count == 1 else 'wait'}",
    "missing": lambda name: _MISSING.get(name, "one more thing"),
    "value": escape,
    "follows": follows_words,
    "key": not_said,
    "words": lambda words: escape(listed(words)),
    "fields": lambda names: listed([_FIELDS[name] for name in names]),
    "keys": lambda keys: listed([_NOT_PUBLISHED[key] for key in keys]),
    "deadline": lambda days: "not known" if days is None else several(days, "day"),
    "own": lambda count: (
        "words of yours, how many is not known,"
        if count is None
        else f"{count} words of yours or more"
    ),
    "days": lambda count: several(count, "day"),
    "from_days": lambda count: several(count, "day"),
    "from_credits": number,
    "pace": lambda which: "this year’s" if which == "this year" else "the cycle’s",
    "whose": lambda title: escape(scheme_body(title)),
    "kind": lambda kind: _NUDGED.get(kind, "something was open"),
    "evidence_of": lambda title: bold(cut_title(title)),
    "in_days": _in_days,
    "opened": _opened,
    "since_then": lambda iso: f" since {_day(iso)}" if iso else "",
    "during": lambda words: f" {words}" if words else "",
    "goes": lambda where: goes_to(**where),
    "name": person,
    "names": lambda names: listed([person(one) for one in names]),
    "need": str,
    "more": str,
    "people": str,
}
"""How a value is written, by its name."""
