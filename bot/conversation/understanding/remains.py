"""What is left once all else was cut off: an account, an activity, or neither."""

import re
from dataclasses import replace
from typing import Final

from bot.conversation.dialogue_questions import QuestionId
from bot.conversation.elements.blanks import is_empty
from bot.conversation.field import Span
from bot.conversation.parts import Account, Activity, KnownEntry, Part, Unclear
from bot.conversation.phrases.naming import title_words
from bot.conversation.phrases.others import is_pasted
from bot.conversation.reading import Reading
from bot.conversation.text import READ_LIMIT
from bot.conversation.understanding.accounts import (
    MEASURED,
    PLANNED,
    is_account,
    is_learning,
    is_name,
    no_name,
)
from bot.conversation.understanding.activities import (
    activities,
    done_in_other_words,
    stands_alone,
)
from bot.conversation.understanding.classified import (
    classified,
    is_likely_account,
    may_be_account,
    sounds_told,
    tells_of_activity,
)
from bot.conversation.understanding.going_on import goes_on
from bot.conversation.understanding.message import LEARNING, SENTENCE_ENDS, Message
from bot.conversation.understanding.of_another import of_another, tells_of_no_other
from bot.conversation.understanding.whole import whole

_REFERRED_TO: Final = re.compile(
    r"^(?:it was |that was |its |it's )?[^,.]{0,60}\b(?:that|which|who) (?:made|got|taught|showed|"
    r"told|helped|pushed|convinced|reminded)\b|^(?:just |even )?(?:reading|watching|doing|seeing"
    r"|hearing|listening to) (?:it|that|this|about it|him|her|them) "
    r"|^(?:after|since|because of|thanks to|from|in) "
    r"(?:the|that|this|my|last|every) "
)
_MY_OWN: Final = re.compile(
    r"(?:(?:i|i've|ive|we|just|finally|today|yesterday|also|and),? )*"
    r"(?:passed|did|done|completed|finished|attended|sat|went on|been on) (?:my|our)\b"
    r"|.{1,40}\b(?:made|sent|put|had|got|booked|signed) (?:me|us)(?: all)? (?:do|on|to|through"
    r"|up)\b"
)
_MADE: Final = re.compile(
    r"^(?:it was |that was |its |it's )[^,.]{0,60}\b(?:that|which|who) (?:made|got|taught|showed|"
    r"told|helped|pushed|convinced|reminded)\b"
)
"""What is only referred to: "it was Tuesday's toolbox talk that made me check"."""

_ANOTHER: Final = re.compile(
    r"^(?:new (?:entry|one)|another (?:one|entry)|next one"
    r"|(?:i |we )?also|and also|plus)\b"
    r"|\b(?:as ?well|too)\W*$|\bneeds (?:adding|logging)\b|\bforgot to (?:add|log|mention)\b"
)
_ONE_MORE: Final = re.compile(
    r"(?:(?:and|oh|also|plus|then|ps),? )*another (?:one|entry|course|webinar|video|session|module|"
    r"talk)"
)
"""With a length or a day of its own, one more that was done."""

_OF_THE_SAME: Final = re.compile(
    r"\b(?:read|watched|listened|went (?:over|through)|did|practised|studied)\b.*\b(?:again|once "
    r"more|twice|back over|over again)\b|\bre-?(?:read|watched|did)\b"
)
_ALSO: Final = re.compile(
    r"(?:[,;]\s*|\s+)(?:(?:and|oh|also|plus|then|ps) )+(?=(?:i |we )?(?:also )?(?:did|had|went|"
    r"watched|attended|sat|listened|done|booked|got|completed|\d|an? (?:\d|half|hour))\b|(?:i |we "
    r")(?:also )?read\b)"
)
_TOLD: Final = 0.7
_PERHAPS: Final = 0.3
"""How likely an account few words must be where a fact was asked for."""

_PLAINLY: Final = 0.85
"""How likely an activity must be that has no word of learning, while something else is asked."""

_WORDS_OF_A_FACT: Final = 6

_WORDS_OF_AN_ANSWER: Final = 2
"""Before what was done besides: "I also did a webinar" has no answer in front of it."""


def remains(message: Message, span: Span) -> list[Part]:
    """What a span is that is no whole thing of its own."""
    low = message.folded(span)
    if is_pasted(message.words(span).lower() if len(message.text) > READ_LIMIT else low):
        return [_pasted(message, span)]
    asked, thread = message.context.question, message.context.thread
    if asked is not None and (both := _answer_then_activities(message, span, asked)):
        return both
    told = activities(message, span) if is_learning(message, span) else []
    if asked is None and told and _only_tells(message, span, told):
        told = []
    if asked is None and thread is None and (more := _more_of(message, span, told)):
        return [more]
    mine = told and _MY_OWN.match(low) is not None
    if not mine and (by_words := classified(message, span, told=bool(told))):
        return by_words
    if asked is not None:
        return _while_asked(message, span, asked, told)
    if thread is not None and asked is None:
        return [_answer(message, span, "more")]
    if not told and (done := done_in_other_words(message, span)) is not None:
        return [done]
    return told or [message.part("unclear", span, Unclear("words"))]


def _more_of(message: Message, span: Span, told: list[Part]) -> Part | None:
    """What belongs to the draft that was just spoken of, or may; None where it does not."""
    intends = _intends_after(message, span, told)
    if (not told or intends) and (meant := goes_on(message, span)) is not None:
        return message.part("answer", span, Account("more"), entry=meant.id)
    return message.part("unclear", span, Unclear("words")) if intends else None


def _intends_after(message: Message, span: Span, told: list[Part]) -> bool:
    """Whether what reads as a plan may be what is to follow from the draft that was just spoken of:
    "need to let Marek run it", with no word of learning and no length.
    """
    last = message.context.entry(message.context.last)
    if last is None or last.status != "draft" or len(told) != 1:
        return False
    content, low = told[0].content, message.folded(span)
    plans = isinstance(content, Activity) and content.reading.intent == "plan"
    return plans and not _TO_LEARN.search(low) and not message.has_length(span)


_TO_LEARN: Final = re.compile(
    r"\b(?:book\w*|attend\w*|courses?|training|webinars?|refreshers?|seminars?|conferences?|"
    r"workshops?|exams?|modules?|class|e-?learning|talks?|toolbox|qualif\w*|read\w*|watch\w*|"
    r"stud(?:y|ying)|level \d|visit\w*|go(?:ing)? (?:to|on) (?:a|an|the|my)|expo|exhibition)\b"
)
"""What is learnt by, ahead: in a meeting one also does one's work."""


def _only_tells(message: Message, span: Span, told: list[Part]) -> bool:
    """Whether what reads as an activity is but an account: how something went, with no length."""
    first = told[0].content
    if _MADE.search(message.folded(span)) and not message.has_length(span):
        return True
    if message.links or len(told) > 1 or not isinstance(first, Activity):
        return False
    return first.reading.minutes.span is None and is_likely_account(message, span)


def _while_asked(message: Message, span: Span, asked: QuestionId, told: list[Part]) -> list[Part]:
    """An answer, unless something else was plainly done, or it could honestly be both."""
    if told and _says_it_again(message, told):
        return [message.part("unclear", span, Unclear("either"))]
    if not told or not _is_another(message, span, told):
        return [_answer(message, span, asked)]
    if _may_be_of_the_same(message, span, told):
        return [message.part("unclear", span, Unclear("either"))]
    if asked == "title":
        return [message.part("answer", span, Account(asked))]
    first = told[0].content
    titled = isinstance(first, Activity) and first.reading.title.value is not None
    both = titled and message.opens_with_account(span)
    plainly = _ANOTHER.search(message.folded(span)) is not None
    if (message.context.thread is not None and not plainly) or both:
        return [message.part("unclear", span, Unclear("either"))]
    return told


def _answer(message: Message, span: Span, asked: QuestionId) -> Part:
    """An account, of the entry that is named; unless it is none."""
    low = message.folded(span)
    names = asked == "title" and is_name(message, span)
    if names and no_name(message, span):
        if not is_account(message, span):
            return message.part("unclear", span, Unclear("words"))
        names, asked = False, "evaluate"  # told before it has a name: what it was stays asked
    if not names and not is_account(message, span):
        return message.part("unclear", span, Unclear("words"))
    if not names and _may_be_of_the_record(message, span, low):
        return message.part("unclear", span, Unclear("either"))
    if tells_of_no_other(message, span):
        return message.part("unclear", span, Unclear("either"))
    other = of_another(message, span)
    if other is not None:
        return message.part("answer", other.rest, Account("evaluate"), entry=other.entry.id)
    if asked in ("minutes", "date") and _tells_no_fact(message, span, low):
        asked = "evaluate"  # an account, though a fact was asked for: that stays open
    return message.part("answer", span, Account(asked))


def _may_be_of_the_record(message: Message, span: Span, low: str) -> bool:
    """Whether it is said what else is to be logged, or that the entry is of something else."""
    if message.account_starts(span) or "," in low:
        return False
    if _TO_LOG.fullmatch(low) and not _IN_THE_TRADE.search(low):
        return True
    known = message.context.entry(message.context.about)
    denied = _WAS_NOT.fullmatch(low)
    if known is None or denied is None:
        return False
    return bool(title_words(denied["not"]) & title_words(known.title))


_TO_LOG: Final = re.compile(
    r"(?:(?:please|can you|pls|just|ok|then|and|so|well) )*log (?:the|my|that|this|it|an|a|"
    r"another)\b.{0,40}"
)
_IN_THE_TRADE: Final = re.compile(
    r"\b(?:before|after|first|every|always|each|when|until|on|in|readings?|values?|data|codes?|"
    r"torques?|temps?|temperatures?|results?|insulation|serial|mileage|figures?|fault|voltages?)\b"
)
"""What is logged in the trade: "log the codes before you clear them"."""

_WAS_NOT: Final = re.compile(
    r"(?:(?:oh|and|no|sorry|actually|wait) )*(?:(?:one|it|that|this|two|some|half|most|part|the "
    r"\w+)(?: of (?:it|them|those))?) (?:was|were|is|are) (?:really |actually |all |more )?"
    r"(?:about|on|for) .{2,40} not (?:about |on |for |the )*(?P<not>[\w-]+(?: [\w-]+)?)\W*"
)
"""It was of something else: "one was about adblue not dpf"."""


def _tells_no_fact(message: Message, span: Span, low: str) -> bool:
    """Whether words that a day or a length was asked for are an account instead: many, or with
    something of one; few words only where nothing in them could be meant for a day or a length.
    """
    if len(low.split()) > _WORDS_OF_A_FACT or message.account_starts(span):
        return True
    if is_empty(low) or _LIKE_A_FACT.search(MEASURED.sub("", low)):
        return False
    return MEASURED.search(low) is not None or may_be_account(message, span, _PERHAPS)


_LIKE_A_FACT: Final = re.compile(
    r"(?<![a-z])\d|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|"
    r"sep|oct|nov|dec)[a-z]*\b|\b(?:day|days|week\w*|wk|wks|month\w*|year\w*|yr|hours?|hrs?|mins?|"
    r"minutes?|half|quarter|noon|lunch\w*|morning|afternoon|evening|night|tonight|ago|last|same|"
    r"date|time|tod\w*|tom\w*|yes\w*|one|two|three|four|five|six|seven|eight|nine|ten|couple|few|"
    r"later|then|before|after|when|spring|summer|autumn|winter|xmas|christmas|easter)\b"
)
"""What may have been meant for a day or a length, however it is spelt."""


def _answer_then_activities(message: Message, span: Span, asked: QuestionId) -> list[Part]:
    """An answer, and in the sentences behind it something else that was done."""
    last = min(span[1], READ_LIMIT)
    ends = [*SENTENCE_ENDS.finditer(message.text, span[0], last)]
    ends += _ALSO.finditer(message.low, span[0], last)
    for found in sorted(ends, key=lambda one: one.start()):
        left, right = (span[0], found.start()), message.trimmed((found.end(), span[1]))
        if len(message.folded(left).split()) < _WORDS_OF_AN_ANSWER:
            continue
        if stands_alone(message, right) and not stands_alone(message, left):
            first = whole(message, message.trimmed(left))
            if not first and len(message.words(left).split()) > 1:  # "wait also did 1h on belts"
                first = [_answer(message, left, asked)]
            return [*first, *activities(message, right)]
    return []


def _is_another(message: Message, span: Span, told: list[Part]) -> bool:
    """A learning word, and a length or a day other than the pending entry's."""
    low = message.folded(span)
    if _says_why(message, span, low):
        return False
    if PLANNED.match(low) or (_ONE_MORE.match(low) and message.has_length(span)):
        return True
    learns = LEARNING.search(low) or tells_of_activity(message, span, least=_PLAINLY)
    if not learns or _REFERRED_TO.search(low):
        return False
    if sounds_told(message, _facts_first(message, span), _TOLD) and not _ANOTHER.search(low):
        return False
    known = message.context.entry(message.context.about)
    if _ANOTHER.search(low) or _names_another(message, span, told[0], known):
        return True
    return any(
        isinstance(part.content, Activity) and _differs(part.content.reading, known)
        for part in told
    )


def _facts_first(message: Message, span: Span) -> Span:
    """The first sentence of a span where it has all of an activity and its own length and day, and
    what came of it follows: "3h glow plug course on Monday. Never heat the plug"; else all of it.
    """
    ends = SENTENCE_ENDS.search(message.text, *span)
    if ends is None:
        return span
    first = message.trimmed((span[0], ends.start()))
    if not message.has_length(first) or not message.days_in(first):
        return span
    told_of = _OF_WHAT_WAS_TOLD.match(message.folded(first))
    return first if told_of is None and stands_alone(message, first) else span


_OF_WHAT_WAS_TOLD: Final = re.compile(r"(?:it|that|this|the|they|he|she|its|it's|was|which)\b")


_WANTS: Final = re.compile(
    r"(?:(?:well|because|cos|just|so|mainly|really),? )*(?:(?:i|we) (?:really |just"
    r" )?(?:want(?:ed)?|"
    r"need(?:ed)?|hope|would like|'?d like|have always wanted)|so (?:that )?i can|to) (?:to )?"
    r"(?:learn|get|be|know|understand|see|find out|improve|brush up|refresh|keep up|do)\b"
)


def _says_why(message: Message, span: Span, low: str) -> bool:
    """Whether it is what somebody wants of the plan that is asked about, and no second plan: "I
    want to learn to balance SUs".
    """
    known = message.context.entry(message.context.about)
    planned = known is not None and known.status == "planned"
    return planned and _WANTS.match(low) is not None and not message.states(span)


def _names_another(message: Message, span: Span, told: Part, known: KnownEntry | None) -> bool:
    """Whether nothing but facts is told, and of something that is called otherwise: "1h webinar on
    pumps yesterday", after one on valves.
    """
    if known is None or not isinstance(told.content, Activity) or not message.states(span):
        return False
    called = title_words(told.content.reading.title.value or "")
    of_its_own = {word for word in called if not LEARNING.fullmatch(word)}
    if not of_its_own or of_its_own & title_words(known.title):
        return False
    facts = told.content.accounts[0][0] if told.content.accounts else span[1]
    return tells_of_activity(message, (span[0], facts), least=_PLAINLY)


def _says_it_again(message: Message, told: list[Part]) -> bool:
    """Whether it is but the pending entry's own facts once more, by title and by length or day:
    no account, and perhaps a second one of the kind.
    """
    known, content = message.context.entry(message.context.about), told[0].content
    if known is None or len(told) > 1 or not isinstance(content, Activity) or content.accounts:
        return False
    called = title_words(content.reading.title.value or "")
    if not called or called != title_words(known.title) or not message.states(told[0].span):
        return False
    return not _differs(content.reading, known)


def _may_be_of_the_same(message: Message, span: Span, told: list[Part]) -> bool:
    """Whether it is but more of what the pending entry was: no kind is named, nor a day."""
    content = told[0].content
    if len(told) > 1 or not isinstance(content, Activity) or content.reading.start.value:
        return False
    return _OF_THE_SAME.search(message.folded(span)) is not None


def _differs(reading: Reading, known: KnownEntry | None) -> bool:
    minutes, start = reading.minutes.value, reading.start.value
    if minutes is not None and (known is None or minutes != known.minutes):
        return True
    return start is not None and (known is None or start != known.start)


def _pasted(message: Message, span: Span) -> Part:
    reading = replace(message.read(span), links=message.links)
    open_ = message.context.entry(message.context.thread or message.context.about)
    content = Activity(reading, pasted=True)
    if open_ is not None and open_.status == "draft" and _can_be_of(reading, open_):
        return message.part("correction", span, content, entry=open_.id)
    return message.part("activity", span, content)


def _can_be_of(reading: Reading, entry: KnownEntry) -> bool:
    """Whether pasted text can be of an open entry: their titles share a word, or it lacks one."""
    return not entry.title or bool(title_words(reading.text) & title_words(entry.title))
