"""What stands in the way of a value, and the one sentence for each; no finding of problems."""

from dataclasses import dataclass
from typing import Literal, get_args

ProblemKind = Literal[
    "zero_duration",
    "negative_duration",
    "absurd_duration",
    "vague_duration",
    "day_length",
    "several_durations",
    "unreadable_duration",
    "impossible_date",
    "month_first",
    "weekday_mismatch",
    "which_day",
    "which_year",
    "several_dates",
    "reversed_dates",
    "future_done",
    "past_plan",
    "too_old",
    "too_far",
    "unreadable_date",
    "unknown_date",
    "unknown_duration",
]

SAY_NOTHING: tuple[ProblemKind, ...] = (
    "unreadable_duration",
    "unreadable_date",
    "unknown_date",
    "unknown_duration",
)
"""Those of which nothing is left to be said once nobody asks for the value any more."""

PROBLEM_KINDS: tuple[ProblemKind, ...] = get_args(ProblemKind)

ProblemField = Literal["minutes", "start"]

_SENTENCES: dict[ProblemKind, str] = {
    "zero_duration": "That comes to no time at all. How long did it take?",
    "negative_duration": "“{words}” is less than nothing. How long did it take?",
    "absurd_duration": "“{words}” is more than those days hold. How long was it?",
    "vague_duration": "“{words}” could mean several lengths. How long was it in all?",
    "day_length": "How many hours do you count for “{words}”?",
    "several_durations": "I found more than one length: {words}. How long was it in all?",
    "unreadable_duration": "I could not read that as a length. Try “90 min” or “1.5 h”.",
    "impossible_date": "{words} does not exist. Which day did you mean?",
    "month_first": "I read dates day first, and {words} has no such month. Which day?",
    "weekday_mismatch": "{words} falls on another weekday. Which day did you mean?",
    "which_day": "“{words}” leaves the day open. Which day was it?",
    "which_year": "Which year do you mean by {words}?",
    "several_dates": "I found more than one date: {words}. Which day, or from when to when?",
    "reversed_dates": "“{words}” ends before it begins. From when to when was it?",
    "future_done": "{words} is still to come. Which day was it, or is it a plan?",
    "past_plan": "{words} has passed. Which day is it planned for, or is it done already?",
    "too_old": "{words} is too long ago for a CPD record. Which day did you mean?",
    "too_far": "{words} is too far ahead to plan for. Which day did you mean?",
    "unreadable_date": "I could not read that as a date. Try “20 Nov” or “yesterday”.",
    "unknown_date": "Try a guess, or “skip” leaves it open.",
    "unknown_duration": "Try a guess, or “skip” leaves it open.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field stays empty although something was said about it.

    `field` is "minutes" or "start" (which stands for both ends of a date); `words` are the
    member's own, or the cleaned reply where nothing in it could be read.
    """

    kind: ProblemKind
    field: ProblemField
    words: str

    @property
    def sentence(self) -> str:
        """What to say about it: one sentence or two, in plain text and not escaped."""
        return _SENTENCES[self.kind].format(words=self.words)
