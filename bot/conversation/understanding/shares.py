"""One activity that shares out its time over subjects: "2h ADAS course, 1h cameras, 1h radar"."""

from dataclasses import replace

from bot.conversation.field import Confidence, Field, Span
from bot.conversation.reading import Reading
from bot.conversation.subject_shares import Breakdown
from bot.conversation.understanding.message import Message


def facts_of(message: Message, span: Span) -> Reading:
    """The facts of a span, in which what it says of subjects is no activity of its own."""
    told = shares_in(message, span)
    if told is None:
        return message.read(span)
    rest = _without_shares(message, span, told)
    reading, base = message.read_words(rest), message.read(span)
    alone = reading.minutes.span is None and base.minutes.value == told.stated is not None
    if alone and not base.problems:
        return base  # the one length there is: its subjects are words of what it was
    minutes, title = reading.minutes, reading.title
    problems = reading.problems
    if minutes.span is None and told.stated is not None:
        minutes = Field(told.stated, told.span, Confidence.LIKELY)
    if title.value is None:
        title = Field(_title(message, told), told.span, Confidence.LIKELY)
    return replace(
        reading,
        text=message.words(span),
        intent=base.intent if reading.intent == "other" else reading.intent,
        minutes=minutes,
        title=title,
        problems=problems,
    )


def shares_in(message: Message, span: Span) -> Breakdown | None:
    """The shares of one activity that a span tells of; None where it tells of none."""
    inside = [
        one for one in message.breakdowns if span[0] <= one.span[0] and one.span[1] <= span[1]
    ]
    if len(inside) != 1:
        return None
    [told] = inside
    whole = message.read_words(_without_shares(message, span, told)).minutes
    vague = whole.span is not None and whole.value is None
    return told if vague or told.is_of(whole.value) else None


def parts_shares(message: Message, start: int, gap: Span) -> bool:
    """Whether what would part two activities, of which the first begins at `start`, but stands
    within the shares of one.
    """
    return any(
        one.span[0] <= gap[0]
        and gap[1] <= one.span[1]
        and start <= one.span[0]
        and shares_in(message, (start, one.span[1])) is not None
        for one in message.breakdowns
    )


def _without_shares(message: Message, span: Span, told: Breakdown) -> str:
    before, after = (span[0], told.span[0]), (told.span[1], span[1])
    return " ".join(filter(None, (message.words(one).strip() for one in (before, after))))


def _title(message: Message, told: Breakdown) -> str:
    """The subjects as they were typed: "Cameras and radar"."""
    words = [message.words(one) for one in told.named]
    said = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    return said[:1].upper() + said[1:]
