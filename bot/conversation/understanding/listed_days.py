"""Days in a list of activities: "ABS 8 Sept, tyres on the 15th" are both of September."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from bot.conversation.date_words import DateWords, date_words
from bot.conversation.field import Span
from bot.conversation.parts import Activity
from bot.conversation.understanding.message import Message

_Found: TypeAlias = list[tuple[Span, Activity]]


def of_the_same_month(message: Message, found: _Found) -> _Found:
    """The same, with a day that is said without a month taken of the month named before it, where
    it is later in it: a list goes on in time.
    """
    dated: list[tuple[Span, Activity]] = []
    month: date | None = None
    for piece, activity in found:
        words = list(date_words(message.folded(piece)))
        one = activity
        if month is not None and _is_bare(words):
            one = _moved(activity, words[0], month, message.today)
            month = one.reading.start.value or month
        elif len(words) == 1 and words[0].kind == "day" and words[0].month is not None:
            month = activity.reading.start.value or month
        elif any(word.kind != "loose" for word in words):
            month = None  # another way to say a day: what follows may be of another month
        dated.append((piece, one))
    return dated


def _is_bare(words: Sequence[DateWords]) -> bool:
    """Whether the one day that is said is a number of a month that is not."""
    if len(words) != 1 or words[0].kind != "day":
        return False
    return words[0].month is None and words[0].month_step is None and words[0].weekday is None


def _moved(activity: Activity, said: DateWords, month: date, today: date) -> Activity:
    """An activity on its day of that month, if there is one and it can have been then."""
    reading = activity.reading
    try:
        end = month.replace(day=said.day)
        start = end if said.first_day is None else month.replace(day=said.first_day)
    except ValueError:
        return activity
    over = reading.start.value, reading.end.value
    if None in over or end < start or start < month or (end > today) != (reading.intent == "plan"):
        return activity
    if said.first_day is None and over[0] != over[1]:
        return activity  # it is said how many days it took: their month is theirs
    return replace(
        activity,
        reading=replace(
            reading,
            start=replace(reading.start, value=start),
            end=replace(reading.end, value=end),
        ),
    )
