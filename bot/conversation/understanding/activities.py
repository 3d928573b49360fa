"""The activities that a span tells of, told apart, each with what is said of it besides."""

import re
from dataclasses import replace
from typing import Final

from bot.conversation.field import Span
from bot.conversation.parts import Activity, Part
from bot.conversation.phrases.courtesy import NO_LEARNING
from bot.conversation.phrases.others import NOT_OWN
from bot.conversation.reading import Reading
from bot.conversation.series import find_series
from bot.conversation.text import READ_LIMIT
from bot.conversation.understanding import causes
from bot.conversation.understanding.classified import sounds_told
from bot.conversation.understanding.listed_days import of_the_same_month
from bot.conversation.understanding.message import LEARNING, SENTENCE_ENDS, SHORTEST_FACTS, Message
from bot.conversation.understanding.paired import paired
from bot.conversation.understanding.shares import facts_of, parts_shares

_NEXT_ACTIVITY: Final = re.compile(
    r"(?:[,;]\s*(?:and |then |also |plus )?|\s+(?:and|then|plus|also|&|\+)\s+(?:then |also )?|"
    r"\.\s+|\n+)",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(r"(?:,|\s)+(?:and|so|but|which|where|it|that|i|we|also|really)$")
_CLAUSES: Final = re.compile(r"[,;.]\s+|\n+|\s+-+\s+")
_BUT: Final = re.compile(
    r"[,;.]?\s+(?:but\s+|and\s+|so\s+)?(?=(?:i|we|did|got|had|went|managed)\b)", re.I
)
_SHORTEST_NEXT: Final = 8
_PLAINLY_TOLD: Final = 0.7
_SMALL_LEAD: Final = 3
"""Characters before a length that it may still be said to begin with: "a 2 h talk"."""

_PART_OF_A_DAY: Final = re.compile(r"(?:the )?(?:morning|afternoon|evening) was ")
"""Before what was done then: "morning was theory 3h, afternoon was practical 2h"."""

_LISTED: Final = re.compile(r"\s*[.;\n]|\s+(?:and|plus|also|&|\+)\s", re.IGNORECASE)
_LONGEST_LISTED: Final = 12
_CLAUSE: Final = re.compile(
    r"\b(?:i|we|he|she|it|they|you|spent|took|was|were|is|had|got|made|needs?|will|if|when)\b"
)
"""In what is a sentence of its own, and no item of a list."""

_BEFORE_ITS_LENGTH: Final = re.compile(
    r"[~ -]*(?:(?:also|then|did|had|attended|went to|watched|read) )*(?:an? )?"
)
_OF_THE_FIRST: Final = re.compile(
    r"\b(?:of (?:it|which|that|them|those|each)|each|theory|practical|practice|travel|driv(?:e"
    r"|ing)|"
    r"(?<!after )(?<!before )lunch|break|q ?& ?a|questions|late|early|total|in all|altogether|on"
    r" the (?:road|train)|there|"
    r"longer|shorter|more|less|instead)\b"
)
"""What is said of a part of the first, and is no second."""

_HEADING: Final = re.compile(
    r"[^:\d]{0,12}\b(?:two|three|four|five|couple of|few|both"
    r"|[2-6] [a-z]+s)\b[^:]{0,24}: "
)
_ALL_ON: Final = re.compile(r"\b(?:both|all)\b[^.]{0,30}$")
"""Before a day that is that of all of them: "both yesterday"."""


def activities(message: Message, span: Span) -> list[Part]:
    """The activities of a span; none where what it begins with is none."""
    if both := paired(message, span):
        return both
    cause, span = causes.parted(message, _after_what_was_not(message, span))
    found: list[tuple[Span, Activity]] = []
    day: Reading | None = None
    for piece in _split(message, span):
        facts, accounts = _parted(message, piece)
        reading = facts_of(message, facts)
        if not reading.is_activity:
            if not found:
                return []
            (start, _), last = found[-1]
            told = (*last.accounts, message.trimmed(piece))
            found[-1] = (start, piece[1]), Activity(last.reading, told)
            continue
        if day is not None and reading.start.value is None and not reading.start.is_partial:
            reading = replace(reading, start=day.start, end=day.end)
        if reading.start.value is not None and not _is_series(message, facts):
            day = reading
        if not found:
            reading = replace(reading, links=message.links)
        found.append((piece, Activity(reading, accounts)))
    found = of_the_same_month(message, _all_on(message, found))
    if len(found) > 1:
        found[0] = _without_heading(message, *found[0])
    if cause is not None and found:
        (_, end), first = found[0]
        found[0] = (cause[0], end), replace(first, cause=cause)
    return [message.part("activity", piece, activity) for piece, activity in found]


def done_in_other_words(message: Message, span: Span) -> Part | None:
    """What was plainly done on a day that is named, in no words of learning that we know: "chaired
    a disciplinary on Tuesday, shook afterwards". None where it need not be an activity.
    """
    facts, told = span, list[Span]()
    end = SENTENCE_ENDS.search(message.text, *span)
    if end is not None and end.end() < span[1]:
        facts = message.trimmed((span[0], end.start()))
        told = [message.trimmed((end.end(), span[1]))]
    likely = max(message.kinds(one)["activity"] for one in (span, facts))
    if likely < _PLAINLY_TOLD or message.words(span).rstrip().endswith("?"):
        return None
    reading = message.read_as_done(facts)
    day = reading.start.value
    today = message.context.now.astimezone(message.context.tz).date()
    if day is None or day > today or reading.start.span is None or reading.title.value is None:
        return None
    return message.part("activity", span, Activity(reading, tuple(told)))


def _without_heading(message: Message, piece: Span, first: Activity) -> tuple[Span, Activity]:
    """The first of several without what says how many there are: "Two webinars: 1h on tyres …"."""
    heading = _HEADING.match(message.low, piece[0])
    if heading is None or heading.end() >= piece[1]:
        return piece, first
    rest = message.trimmed((heading.end(), piece[1]))
    reading = message.read(rest)
    if reading.title.value is None or reading.minutes.value != first.reading.minutes.value:
        return piece, first
    named = replace(first.reading, title=reading.title, provider=reading.provider)
    if first.reading.start.value is None:
        named = replace(named, start=reading.start, end=reading.end, problems=reading.problems)
    return piece, Activity(named, first.accounts)


def _all_on(message: Message, found: list[tuple[Span, Activity]]) -> list[tuple[Span, Activity]]:
    """The same, where the last says the day of all: "30 min on valves, 1h on belts, both today"."""
    if len(found) < 2:
        return found
    piece, last = found[-1]
    start = last.reading.start
    if start.span is None or start.value is None:
        return found
    if _ALL_ON.search(message.folded((piece[0], piece[0] + start.span[0]))) is None:
        return found
    end = last.reading.end
    return [
        (
            span,
            one
            if one.reading.start.span
            else replace(one, reading=replace(one.reading, start=start, end=end)),
        )
        for span, one in found
    ]


def stands_alone(message: Message, span: Span) -> bool:
    """Whether a span tells of an activity without the rest of the message: a kind and a length
    or a day, and a title.
    """
    return not message.opens_with_account(span) and _names_one(message, span)


def _names_one(message: Message, span: Span) -> bool:
    if not LEARNING.search(message.folded(span)) or not message.states(span):
        return False
    return message.read(span).title.value is not None


def _split(message: Message, span: Span) -> list[Span]:
    """Where one activity ends and the next begins: both have a kind and a length or a day."""
    if lines := _lines(message, span):
        return lines
    pieces: list[Span] = []
    start = span[0]
    for found in _NEXT_ACTIVITY.finditer(message.text, span[0], min(span[1], READ_LIMIT)):
        if parts_shares(message, start, found.span()):
            continue
        left, right = (start, found.start()), (found.end(), span[1])
        following = _up_to_next(message, right)
        if _are_two(message, left, following):
            pieces.append(message.trimmed(left))
            start = found.end()
    pieces.append(message.trimmed((start, span[1])))
    return pieces


def _lines(message: Message, span: Span) -> list[Span]:
    """The lines of a list, each of which stands alone; none where it is no list."""
    ends = [found.span() for found in re.finditer(r"\n+", message.text[: span[1]])]
    starts = [span[0], *(end for _, end in ends if end > span[0])]
    stops = [*(start for start, _ in ends if start > span[0]), span[1]]
    lines = [message.trimmed(one) for one in zip(starts, stops, strict=False)]
    is_list = len(lines) > 1 and all(stands_alone(message, one) for one in lines)
    return lines if is_list else []


def _are_two(message: Message, left: Span, right: Span) -> bool:
    """Whether both are activities: one may have no word of learning, where it says all the rest."""
    if not message.has_length(left) and _opens_with_a_length_alone(message, right):
        return False  # "my mentor meeting yesterday, 1 h, planned my level 4 route"
    alone = [stands_alone(message, one) for one in (left, right)]
    if all(alone) or _begins_with_its_length(message, left, right):
        return True
    if _is_beside_a_series(message, left, right):
        return True
    listed = _LISTED.match(message.text, left[1]) or (
        _ends_with_facts(message, left) and _ends_with_facts(message, right)
    )
    if listed and _has_its_own(message, left, right):
        return True
    other = right if alone[0] else left
    return any(alone) and _is_complete(message, other)


def _is_beside_a_series(message: Message, left: Span, right: Span) -> bool:
    """Whether one of two is a series, and the other something else that was done besides, of no
    length or day: "read Dare to Lead, and every Tuesday in October 1 h toolbox talk".
    """
    series = [_is_series(message, one) for one in (left, right)]
    if sum(series) != 1 or not stands_alone(message, left if series[0] else right):
        return False
    other = right if series[0] else left
    low = message.folded(other)
    if message.states(other) or message.opens_with_account(other) or _OF_THE_FIRST.search(low):
        return False
    reading = message.read(other)
    return bool(LEARNING.search(low)) and reading.is_activity and reading.title.value is not None


def _is_series(message: Message, span: Span) -> bool:
    """Whether a span says on which days something was done again and again."""
    return find_series(message.folded(span), message.today, None) is not None


def _has_its_own(message: Message, left: Span, right: Span) -> bool:
    """Whether both of two in a list have a name and a length: "air con, 2h. brakes, 1h."."""
    low = _PART_OF_A_DAY.sub("", message.folded(right), count=1)
    if _OF_THE_FIRST.search(low) or _CLAUSE.search(low) or message.account_starts(right):
        return False
    if message.opens_with_account(left) or len(low.split()) > _LONGEST_LISTED:
        return False
    readings = [message.read(one) for one in (left, right)]
    return all(one.title.value and one.minutes.value for one in readings)


def _opens_with_a_length_alone(message: Message, span: Span) -> bool:
    """Whether nothing but a length stands in the first clause of a span."""
    ends = _CLAUSES.search(message.text, *span)
    if ends is None:
        return False
    clause = message.trimmed((span[0], ends.start()))
    return clause in message.lengths


def _ends_with_facts(message: Message, span: Span) -> bool:
    """Whether a span ends with a length or a day, as an item of a list does."""
    end = message.trimmed(span)[1]
    return any(one[1] == end for one in (*message.lengths, *message.days))


def _begins_with_its_length(message: Message, left: Span, right: Span) -> bool:
    """Whether the second of two begins with its own length: "30 min on PCV valves, 1h on belts"."""
    low = message.folded(right)
    if _OF_THE_FIRST.search(low) or message.opens_with_account(right):
        return False
    lead = _BEFORE_ITS_LENGTH.match(low)
    opening = right[0] + (lead.end() if lead else 0)
    if all(one[0] > opening + _SMALL_LEAD for one in message.lengths if one[0] >= right[0]):
        return False
    if message.opens_with_account(left):
        return False
    readings = [message.read(one) for one in (left, right)]
    return all(one.title.value and one.minutes.value for one in readings)


def _is_complete(message: Message, span: Span) -> bool:
    if message.opens_with_account(span):
        return False
    reading = message.read(span)
    return None not in (reading.title.value, reading.minutes.value, reading.start.value)


def _up_to_next(message: Message, span: Span) -> Span:
    """The first clause of a span: up to where the next might begin, but not to nothing."""
    for found in _NEXT_ACTIVITY.finditer(message.text, span[0], min(span[1], READ_LIMIT)):
        if found.start() - span[0] > _SHORTEST_NEXT:
            return span[0], found.start()
    return span


def _parted(message: Message, span: Span) -> tuple[Span, tuple[Span, ...]]:
    """The clauses with the facts, and those with an account behind them."""
    for cue in message.account_starts(span):
        at = _begins_to_tell(message, span, cue)
        head = _without_joint(message, message.trimmed((span[0], at)))
        if head[1] - head[0] < SHORTEST_FACTS:
            continue
        reading = message.read(head)
        if reading.title.value is not None and (
            reading.minutes.span or reading.start.span or reading.type.value
        ):
            return head, (message.trimmed((at, span[1])),)
    if not message.read(span).is_activity:
        return _before_a_denial(message, span)
    return span, ()


def _begins_to_tell(message: Message, span: Span, cue: int) -> int:
    """Where an account begins: at its cue, or with the sentence before, where that plainly tells
    and all the facts stand before it: "3h course on Monday. Never heat the plug, I use it daily".
    """
    ends = SENTENCE_ENDS.search(message.text, span[0], cue)
    if ends is None:
        return cue
    facts = message.trimmed((span[0], ends.start()))
    between = message.trimmed((ends.end(), cue))
    if between[0] >= between[1] or message.states(between):
        return cue
    if not message.has_length(facts) or not message.days_in(facts):
        return cue
    tells = _names_one(message, facts) and sounds_told(message, between, _PLAINLY_TOLD)
    return between[0] if tells else cue


def _before_a_denial(message: Message, span: Span) -> tuple[Span, tuple[Span, ...]]:
    """The clauses with the facts where what is said behind them denies something else: "2h course
    on wheels, you can't straighten a cracked one".
    """
    for found in reversed(list(_CLAUSES.finditer(message.text, *span))):
        head, rest = (span[0], found.start()), message.trimmed((found.end(), span[1]))
        if rest[0] < rest[1] and _names_one(message, head) and message.read(head).is_activity:
            return message.trimmed(head), (rest,)
    return span, ()


def _after_what_was_not(message: Message, span: Span) -> Span:
    """A span without what it says first of a missed activity, or of somebody else's."""
    for found in _BUT.finditer(message.text, *span):
        left, right = message.trimmed((span[0], found.start())), (found.end(), span[1])
        seen = message.plain(left)
        if NO_LEARNING.said(seen) is None and NOT_OWN.said(seen) is None:
            continue
        if message.states(right) and LEARNING.search(message.folded(span)):
            return message.trimmed(right)
    return span


def _without_joint(message: Message, span: Span) -> Span:
    """A clause without the "and" or "so" that led over to the next."""
    joint = _JOINT.search(message.folded(span))
    return message.trimmed((span[0], span[0] + joint.start())) if joint else span
