"""Sentences about rounds and audits, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "cpd_leads_only": (
        "That is for CPD leads. An administrator names one: `/cpd admin lead @person`."
    ),
    "no_such_round": "There is no such round here.",
    "no_such_audit": "That is not yours to see.",
    "unknown_audit_command": (
        "I do not know “{word}”. There are `/cpd-team audit`, `new`, `auditor @person`, "
        "`witness @person` and `days`."
    ),
    "audit_wrong_state": "That does not fit where it is just now. Open it again to see.",
    "audit_not_the_lead": "Only whoever runs the round can do that.",
    "audit_not_an_auditor": "Only an auditor who was named for it can do that.",
    "audit_own_record": "It is your own record: somebody else has to do that.",
    "audit_own_report": "It is of somebody whom you manage: somebody else has to do that.",
    "audit_not_the_member": "Only the member can do that.",
    "audit_took_part": "They took part in the decision. Name somebody who did not.",
    "audit_of_their_own": (
        "It is their own record. Anybody may who took no part in it and does not manage them."
    ),
    "audit_of_their_report": (
        "They manage this member. Anybody may who took no part in it and does not manage them."
    ),
    "audit_nobody_to_read": (
        "No other auditor of the round may read it. Name one in the round first."
    ),
    "audit_committed": (
        "Committed. Keep your seed to yourself: you reveal it here once both have committed."
    ),
    "audit_both_committed": (
        "Committed, as the other has. The ids are being made; then both reveal their seeds."
    ),
    "audit_revealed": "Revealed. The draw is made once the other seed is there.",
    "audit_both_revealed": "Revealed, as the other is. The draw is being made.",
    "audit_cancelled": "The round is cancelled.",
    "audit_given_up": "The attempt is given up. Two people commit anew, with new seeds.",
    "audit_passed_on": "{member} runs it from now on, and is told.",
    "audit_reader_named": "{member} is named, and told.",
    "audit_day_given": "Given. The member is told.",
    "audit_decided": "Decided. The member is told, with your reasons.",
    "audit_nobody_in_it": "Nobody is in it, so there is nobody to draw. See who is out, and why.",
    "audit_sample_too_large": "You want more than are in it. Draft a smaller round.",
    "audit_sample_empty": "Draw one at least.",
    "audit_period": "The period ends before it begins.",
    "audit_no_such_share": "Give a number, such as 12, or a share, such as 5 %.",
    "audit_population_changed": "The population is not what was published. Cancel the round.",
    "audit_not_a_commitment": (
        "This wants the seed’s hash: 64 digits and letters from a to f, as `printf '%s' SEED | "
        "sha256sum` prints it. What you typed was not kept."
    ),
    "audit_same_person": "Two different people commit. You have already.",
    "audit_no_seed_asked": "Seeds come from the lead, an auditor or a witness of the round.",
    "audit_seed_used_before": "That seed’s hash was there before. Make a new seed.",
    "audit_seed_does_not_match": "That is not the seed of your commitment.",
    "audit_seed_line_feed": (
        "It was hashed with a line feed behind it, as `echo` adds. Give this attempt up, and use "
        "`printf '%s'`."
    ),
    "audit_not_a_seed": "A seed is one line, without spaces around it.",
    "audit_already_revealed": "You have revealed it already.",
    "audit_no_commitment": "You have committed to no seed here.",
    "audit_nothing_to_give_up": "Nobody has committed yet.",
    "audit_seed_too_short": (
        "That seed has fewer than 16 characters, and could have been guessed. The attempt is "
        "given up: both commit anew."
    ),
    "audit_already_submitted": "You have handed in already. What came first stays.",
    "audit_not_over_yet": "Its day is not over yet.",
    "audit_too_late": "The day is over. The round’s lead can give you another.",
    "audit_no_such_entry": "That was not handed in.",
    "audit_reason_missing": "Say why, in a sentence; and for “not met”, what it is.",
    "audit_question_missing": "Write your question.",
    "audit_open_questions": "A question is still open. Settle its test first.",
    "audit_no_such_question": "That question is settled already.",
    "audit_tests_open": "Tests are still open. “The rest is met” settles them.",
    "audit_nothing_to_second": "Nothing is not met, so there is nothing to agree with.",
    "audit_own_findings": "You found that yourself. Agreeing is for another auditor.",
    "audit_nothing_to_appeal": "There is nothing to appeal against.",
    "audit_appeal_late": "The time for an appeal is over. The round’s lead can still take it.",
    "audit_already_appealed": "You have appealed already. There is one appeal here.",
    "audit_not_all_answered": "Decide everything that the appeal is about.",
    "audit_unfinished": "Somebody’s audit is open, or an appeal may still come.",
    "audit_count_first": "I have not gone through everybody yet.",
    "audit_count_again": "It was counted on another day. Count again, then freeze it.",
    "audit_no_auditors": "Name an auditor first.",
    "audit_no_schemes": "Nobody here is in a scheme yet.",
    "audit_choose_reason": "Choose a reason.",
    "audit_no_lead": "Only another CPD lead, or an administrator, can run it.",
    "audit_not_drawn": "It is not drawn yet.",
    "audit_not_in_it": "You are not in that population.",
    "audit_chain_broken": (
        "Your record does not verify against its chain, so I hand nothing in. Tell your "
        "administrator."
    ),
    "audit_day_over": "That day is over.",
    "audit_days": "Give whole days: up to 3,650.",
    "audit_days_kept": "Kept, for what begins from now on.",
    "audit_second_administrator": "That takes an administrator who has no part in the round.",
    "audit_erased_now": "It is gone.",
    "audit_counting": "Drafted. I am going through everybody, and tell you here.",
    "audit_name_whom": "Whom? For example `/cpd-team audit auditor @person`, or a name.",
    "audit_round_by_command": "`/cpd-team audit` has the rounds, and *New round* begins one.",
    "audit_round_by_lead": (
        "`/cpd-team audit` has the rounds. CPD leads begin them: `/cpd admin lead @person` names "
        "one."
    ),
    "audit_which_round": "You run no round just now. `/cpd-team audit new` begins one.",
    "audit_named": "Named in round {number}: {slack_ids}.",
    "audit_named_in": (
        "Named in round {number}: {slack_ids}. In the population: {names}. Whoever is drawn is "
        "read by somebody else."
    ),
    "audit_stopped": "You audit in that round no more.",
    "audit_closed": "Closed. Its report stands in the round.",
    "audit_file_coming": "It comes into our conversation.",
    "audit_file_here": "Here it is.",
    "audit_file_failed": "I could not bring that file. Please ask for it again.",
    "audit_file_gone": "That file is gone, or not yours to see any more.",
    "audit_job_failed": "Something in your audit round did not work out. Open it, and “Go on”.",
    "audit_is_handed_in": "Handed in to round {number}, frozen as `{hash}`.",
    "audit_answer_kept": "Your answer stands beside what you handed in.",
    "audit_appeal_made": "Your appeal is made. Somebody who took no part decides it.",
    "audit_you_auditor": "You were named an auditor of audit round {number}.",
    "audit_you_witness": "You were asked to bring a seed to audit round {number}.",
    "audit_redrafted": "The draft is changed. Nobody is drawn before you freeze it.",
    "audit_you_are_out": "You have no part in audit round {number} any more.",
    "audit_you_no_more": "Audit round {number} was cancelled: nothing is left to do in it.",
    "audit_you_reveal": "The other seed of round {number} is revealed. The draw waits for yours.",
    "audit_you_lead": "You run audit round {number} from now on.",
    "audit_you_read": "Somebody drawn in audit round {number} is yours to read.",
    "audit_you_decide_appeal": "An appeal in audit round {number} is yours to decide.",
    "audit_handed_in": "Something was handed in to round {number} for you.",
    "audit_answered": "A question of audit round {number} was answered.",
    "audit_appealed": "Somebody has appealed in round {number}: name who decides.",
    "audit_auditor_left": "An auditor of round {number} has left: look who needs another.",
    "body_audit_no_scheme": "You are in no scheme yet. `/cpd settings` adds one.",
    "body_audit_none": "I know of no audit of your record, and you are in no scheme yet.",
    "body_audit_not_enrolled": (
        "You are in no scheme of theirs here. `/cpd settings` adds it; then tell me again."
    ),
    "body_audit_day_over": "That day is over. Leave it empty where you do not know it.",
    "body_audit_day_far": "That is more than three years ahead. Is the year right?",
    "body_audit_which_one": "Which one? Name the body, such as “sent it to IMI”.",
    "body_audit_or_round": (
        "You were drawn in round {number} of your workplace: Home has it. If a body asks for your "
        "record, name it: “IMI have selected me for audit”."
    ),
    "body_audit_gone": "No audit by {body} any more. Nothing else has changed.",
    "body_audit_put_back": "Taken back: the audit by {body} stands as it did before.",
    "audit_pack_coming": "It comes into our conversation.",
    "audit_pack_which_one": "Which one? Name the body, such as “audit pack for IMI”.",
    "body_audit_send": (
        "You send it to {body} yourself, as its letter says: *Bring me the pack*, then tell me "
        "“sent it”."
    ),
    "audit_not_picked": (
        "Not that I know of. If you hear, tell me: “IMI have selected me for audit by 12 January”."
    ),
    "audit_day_of_body": "Only {body} can move that day. Tell me the new one once you have it.",
    "audit_day_of_round": "That day is your workplace’s: ask whoever leads the round.",
    "audit_body_or_round": (
        "I handed in nothing. What {body} asks for goes in on {body}'s own form; round {number} is "
        "your workplace's, and “hand it in” shows it."
    ),
    "audit_nothing_to_hand_in": (
        "There is nothing to hand in: no audit of yours is on that I know of."
    ),
    "audit_not_decided_yet": (
        "Round {number} is not decided yet. Once it is, *Appeal* stands below the decision."
    ),
    "audit_none_decided": "I know of no decision about an audit of yours.",
    "audit_pack_tap": (
        "Your record holds what you gave privately. Tap *Bring me the pack*, and say whether it "
        "goes along."
    ),
    "audit_pack_here": "Your audit pack. README.txt says what is in it.",
    "audit_pack_private": (
        "Your audit pack. Its document holds {answers} that you gave privately, its archive all "
        "{whole}: ask for it anew to leave them out. README.txt says what is in it."
    ),
    "audit_pack_without_private": (
        "Your audit pack, without what you gave privately, and so without the archive. README.txt "
        "says what is in it."
    ),
    "audit_pack_failed": "I could not bring you the audit pack. Please ask for it again.",
}
