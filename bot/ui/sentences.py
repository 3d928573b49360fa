"""What a person is told when something cannot be done: every `Refused` name, worded once.

One or two sentences each: what is so, and what to do instead. Problems of a duration or a date
have theirs in `bot.conversation.problems`.
"""

from collections.abc import Mapping
from typing import Any

from bot.services.refused import Refused
from bot.ui.escape import escape

GENERIC: Mapping[str, str] = {
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
    "unknown_command": "I do not know “{word}”. Did you mean `/cpd {nearest}`?",
    "unknown_team_command": "I do not know “{word}”. Did you mean `/cpd-team {nearest}`?",
    "unclear": (
        "I kept that, and I am not sure what it is. "
        "If it is something you learnt, tell me what it was and how long it took."
    ),
    "file_for_later": "I cannot keep files yet. A link does as evidence, and I read your words.",
    "nothing_to_read": "I found no words in that. Tell me what you did, and how long it took.",
    "not_a_person": "That is not somebody who can keep a record here.",
    "expired": "That took too long for Slack. Please click once more.",
}
"""Said by handlers and delivery themselves."""

_ONE_ENTRY: Mapping[str, str] = {
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
    "not_your_entry": "That entry is not in your record, so nothing has changed.",
    "old_button": "That button is from an older message and does nothing now. Open Home instead.",
}

SENTENCES: Mapping[str, str] = {**GENERIC, **_ONE_ENTRY}


def refusal(refused: Refused) -> str:
    """The sentence for a refusal, escaped."""
    return sentence(refused.sentence, **refused.values)


def sentence(name: str, **values: Any) -> str:
    """A sentence by name. What people are called is escaped; whole numbers stand as they are."""
    return SENTENCES[name].format_map(
        {key: escape(value) if isinstance(value, str) else value for key, value in values.items()}
    )
