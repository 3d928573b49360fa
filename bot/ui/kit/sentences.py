"""What a person is told when something cannot be done, or in one sentence: each name worded once.

One or two sentences each: what is so, and what to do instead. Each room has its own in a mapping
`SENTENCES` of its module `sentences`; which there are is found by discovery. `VALUES` says how
values in them are written. Problems of a duration or a date have their words in
`bot.conversation.problems`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from bot.conversation.problems import Problem
from bot.discovery import tables
from bot.figures import day, listed, number
from bot.services.context.refused import Refused
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import long_day, spoken_time

PACKAGE: Final = "bot.ui"
"""Where our own rooms have their sentences."""

WORD_MOST: Final = 40
"""Characters of a typed word or name that are said back: somebody may have pasted a page."""

SENTENCES: Final[Mapping[str, str]] = {
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
    "all_right": "All right.",
    "old_button": "That button is from an older message and does nothing now. Open Home instead.",
    "nobody_here": "I know nobody called “{name}” here yet. Mention them with @.",
    "several_called": "There are {names}. Write the full name, or mention them with @.",
    "not_told_who": (
        "Slack did not tell me who that is, so nothing has changed. Try again in a minute."
    ),
}
"""Said by handlers and delivery of their own accord, and by more than one room."""


def _iso_day(value: str) -> str:
    return day(date.fromisoformat(value))


def _weekday(value: str) -> str:
    """ "Fri 20 Nov": a day that is near."""
    return long_day(date.fromisoformat(value))[:-5]


def _clock_time(value: str) -> str:
    """ "Tue 24 Nov, 9:00"."""
    return spoken_time(datetime.fromisoformat(value))


def _mention(slack_id: str) -> str:
    return f"<@{slack_id}>"


def _names(names: list[str]) -> str:
    return listed([escape(one) for one in names])


def _cut(word: str) -> str:
    return brief(word, WORD_MOST)


def _mentions(slack_ids: list[str]) -> str:
    return listed([_mention(one) for one in slack_ids])


VALUES: Final[Mapping[str, Callable[[Any], str]]] = {
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
    "word": _cut,
    "name": _cut,
    "names": _names,
}
"""How a value is written, by its name: ISO days, hundredths of a credit, people."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """Every sentence by its name, and how the values in them are written, by theirs."""

    words: Mapping[str, str]
    values: Mapping[str, Callable[[Any], str]]

    def sentence(self, name: str, /, **values: Any) -> str:
        """A sentence by its name, as mrkdwn: what people are called or have typed is escaped."""
        worded = {
            key: self.values[key](value) if key in self.values else escape(str(value))
            for key, value in values.items()
        }
        return self.words[name].format_map(worded)


@cache
def sentences(*packages: str) -> Sentences:
    """What these packages' rooms declare, or ours where none is given; read once.

    Raises DeclaredTwice.
    """
    found = packages or (PACKAGE,)
    words = tables("SENTENCES", str, *found)
    values: dict[str, Any] = tables("VALUES", object, *found)
    return Sentences(words, values)


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
    """One of our sentences by its name, as mrkdwn."""
    return sentences().sentence(name, **values)
