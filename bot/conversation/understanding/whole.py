"""What a message, or a clause of one, is as a whole: a choice, steering, a question …"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from bot.conversation import asking
from bot.conversation.elements.blanks import denies, is_empty
from bot.conversation.field import Span
from bot.conversation.parts import (
    Account,
    Aside,
    Asked,
    Chosen,
    Kind,
    Part,
    Questioned,
    Referred,
    Steered,
    Unclear,
)
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING, SMALL_TALK
from bot.conversation.phrases.elsewhere import ELSEWHERE, HOME
from bot.conversation.phrases.hints import ABOUT_WORK, HINTS, Means
from bot.conversation.phrases.language import Plain, Said, plain
from bot.conversation.phrases.others import (
    FOR_NAMED,
    NAMED_OTHER,
    NO_NAMES,
    NOT_OWN,
    OUR_NAMED,
    REFERENCES,
)
from bot.conversation.phrases.requests import ANGER, REQUESTS, STOPS, Request
from bot.conversation.phrases.steering import NAMED, STEERING
from bot.conversation.understanding.correcting import corrections, stated_days, stated_minutes
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import LEARNING, SENTENCE_ENDS, Message

_NO_ANSWER: Final = frozenset({"agreed", "praise"})
_THANKS: Final = re.compile(r"\b(?:thanks?|thx|cheers|ta)\b")
_OF_THE_BOT: Final = re.compile(r"\b(?:you|you're|your|this is|bot|app)\b")
_THE_SAME: Final = re.compile(r"\b(?:that one|this one|it|the same)(?: as well| too| also)?\W*$")
_MOST_TALK: Final = 12
_HINTS: Final = tuple((hint, re.compile(hint.pattern)) for hint in HINTS)
_MARKS: Final = {0xE000: "LENGTH", 0xE001: "DAY", 0xE002: "NUMBER"}
_MISSED_PART: Final = re.compile(
    r"\bmissed (?:the|a|an|my|that) (?:point|bit|part|first|last|end|start|step|leak|crack|fault)\b"
)
_MOST_HINTED: Final = 18
_TRAVEL: Final = re.compile(r"\b(?:dr[oi]v\w+|travel\w*|traffic|on the road)\b")
_OPEN_QUESTION: Final = re.compile(
    r"(?:(?:so|and|ok|hey|hi|but|mate|sir|please) )*(?:(?:what|whats|when|whens|where|wheres|why|"
    r"whys|who|whos|how|hows"
    r"|which)\b(?! (?:a|an|we|to|lads)\b).*\b(?:i|im|ive|my|me|mine|you|your|it|this|that|these|"
    r"they|here|there|target)\b"
    r"|whats the (?:target|minimum|deadline|point)|(?:is|are|am|do|does|did|can|could|will|would|"
    r"should|have|has|may) "
    r"(?:i|my|you|your|it|this|that|these|they|there|others|anyone|anybody|everyone|the bot)\b|"
    r"(?:is|are|do|does|can) "
    r"(?:\S+ ){1,4}(?:allowed|ok|okay|count|counted|valid|enough|expire|good|too (?:late|short|"
    r"old))$|(?:has|did|is|does) "
    r"\w+ (?:done|logged|finished|behind|ok|have|need|last)\b|when did \w+ )"
)
_NOT_THEN: Final = re.compile("(?:\\w+ )*not \ue001(?: \\w+)*")
_NOT_NOW: Final = re.compile(r"\W*(?:\w+\W+)?not (?:today|tonight|this|right)\b")
_SHORT_TALK: Final = 8
_SHORT_OUTBURST: Final = 16
_SIGNS: Final = re.compile(r"[^\x00-\x7f“”‘’…]|[:;]-?[)(DPp]")
_BARE_NUMBER: Final = re.compile("\ue002(?: (?:to|till|til|until) \ue002)?")
_BARE_VALUE: Final = re.compile("(?:(?:on|about|around|the|for|half|just) )*[\ue000\ue001\ue002]")
_YES: Final = re.compile(
    r"(?:(?:yes|yep|yeah|yup|yea|aye|yessir|yes yes|y|ya|haan|si|(?P<weak>sure|ok|okay|please|do|"
    r"correct"
    r"|right))"
    r"(?: (?:please|pls|thanks|ta|mate|sir|thats right|thats it|thats correct|correct|it is|it "
    r"was|all "
    r"good|do|go on|go ahead|do it|right|exactly|sure|of course|definitely|make it so))*"
    r"|thats (?:right|correct|it)|correct|exactly|looks (?:good|right|fine|spot on)(?: to me)?|"
    r"(?:im )?happy with (?:that|it)|spot on|go ahead|do it|go for it|yes that is right)"
)
_NO: Final = re.compile(
    r"(?:no|nope|nah|n|naw|no no)(?: (?:thanks|thank you|ta|mate|leave it|dont|please))*"
)
_THUMBS: Final = re.compile(r"^[\s]*(?:👍[🏻-🏿]?|👌[🏻-🏿]?|✅|:\+1:|:thumbsup:|:ok_hand:)+[\s]*$")
_THUMBS_DOWN: Final = re.compile(r"^[\s]*(?:👎[🏻-🏿]?|:-1:|:thumbsdown:)+[\s]*$")
_NO_QUESTION: Final = re.compile(
    r"\W*(?:so )?(?:what (?:did|have) i (?:learnt?|learned|get|take|gain)|where will i use"
    r"|(?:don'?t|do not|(?:will|would|have|has|do|did|should|could|can) (?:do|be|try|use|check|make"
    r"|get|keep|start|ask|add|log|show|look|go|take|tell|write|put|find|not|never|always|help|need"
    r"|definitely|explain|teach|see|stop|wear|now|also|only|just|even|have|been|learnt|seen|done))"
    r"(?!.*\?))\b"
)
"""A question to oneself, and what is told not to be done."""

_CALL_FOR_HELP: Final = re.compile(
    r"(?!.*\?)(?:\W*(?:please|can you|can u|i need|hi|hey) )*"
    r"(?:help|commands|menu|instructions|options)\b"
)
_LENGTH_ASKED: Final = re.compile(
    "(?:(?:about|around|roughly|it was|was|maybe|just|approx|no|sorry|like|it took|took) )*"
    "[\ue000\ue002](?: (?:or so|in total|total|hours|mins|i think|ish))*"
)
_DAY_ASKED: Final = re.compile(
    "(?:(?:on|it was|was|i think|about|maybe|it is|its|sorry|no|from) )*\ue001(?: (?:i think))*"
)


_BESIDE_A_LABEL: Final = re.compile(r"\A(?:thats|ok) |(?: (?:for now|now|please|thanks))+\Z")
"""What may stand around the name of a button: "that's enough for now"."""


def whole(message: Message, span: Span) -> list[Part]:
    """What a message, or a clause of it, is as a whole; nothing where it is none of these."""
    seen = message.plain(span)
    for may_be in _BEFORE_CORRECTIONS:
        part = may_be(message, span, seen)
        if part is not None:
            return [part]
    if found := corrections(message, span, seen):
        return found
    for may_be in _AFTER_CORRECTIONS:
        part = may_be(message, span, seen)
        if part is not None:
            return [part]
    return []


def choice(message: Message, span: Span, seen: Plain) -> Part | None:
    """A button in sight by its words, yes or no, or a thumb."""
    words = message.words(span)
    if _THUMBS.match(words):
        return message.part("steering", span, Chosen("yes"))
    if _THUMBS_DOWN.match(words):
        return message.part("steering", span, Chosen("no"))
    context, said = message.context, seen.words
    for label in context.labels:
        if _BESIDE_A_LABEL.sub("", said) == _words_of(label):
            kind: Kind = "steering"
            if label == "My answer":
                kind = "answer"
            elif label == "New entry":
                kind = "activity"
            return message.part(kind, span, Chosen(label))
    agrees = _YES.fullmatch(said)
    if agrees is not None and (agrees["weak"] is None or "Yes" in context.labels):
        return message.part("steering", span, Chosen("yes"))
    if _NO.fullmatch(said) and ("No" in context.labels or not context.question):
        return message.part("steering", span, Chosen("no"))
    return None


@lru_cache(maxsize=64)
def _words_of(label: str) -> str:
    return plain(label).words


def fact(message: Message, span: Span, seen: Plain) -> Part | None:
    """The answer to a question of fact: a length, a number, a day."""
    asked = message.context.question
    if asked not in ("minutes", "date"):
        return None
    form = _LENGTH_ASKED if asked == "minutes" else _DAY_ASKED
    if not seen.words or form.fullmatch(seen.words):
        return message.part("answer", span, Account(asked))
    return None


def steering(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is to be done with an entry or its question."""
    said = STEERING.said(seen)
    if said is not None and _NOT_THEN.fullmatch(seen.words):
        said = said if _NOT_NOW.match(message.folded(span)) else None
    if said is not None:
        return message.part("steering", span, Steered(said.means))
    of_named = NAMED.said(seen)
    meant = named(seen, message.context) if of_named else None
    if of_named is None or meant is None:
        return None
    return message.part("steering", span, Steered(of_named.means), entry=meant.id)


def empty_answer(message: Message, span: Span, seen: Plain) -> Part | None:
    """An answer that says nothing, or that there was nothing; it is one all the same."""
    asked, low = message.context.question, message.folded(span)
    if asked is None or not any(map(str.isalnum, low)) or low.rstrip().endswith("?"):
        return None
    said = COURTESIES.said(seen)
    if said is not None and said.means not in _NO_ANSWER:
        return None
    if corrections(message, span, seen) or _THANKS.search(low):
        return None
    if is_empty(low) or (denies(low) and _OF_THE_BOT.search(low) is None):
        return message.part("answer", span, Account(asked))
    return None


def stop(message: Message, span: Span, seen: Plain) -> Part | None:
    """No more messages, or anger at the bot."""
    said = STOPS.said(seen)
    if said is not None:
        return message.part("request", span, _asked(message, said))
    short = len(seen.words.split()) <= _SHORT_OUTBURST
    told = message.account_starts(span) or message.states(span)
    if short and ANGER.search(message.folded(span)) and not told:
        return message.part("request", span, Asked("anger"))
    return None


def aside(message: Message, span: Span, seen: Plain) -> Part | None:
    """No learning, or somebody else's."""
    if message.words(span).rstrip().endswith("?"):
        return None
    of_others = NOT_OWN.said(seen) is not None and _is_of_learning(message, span)
    if of_others or _is_of_somebody_named(message, span):
        return message.part("courtesy", span, Aside("not_own"))
    if _MISSED_PART.search(message.folded(span)):
        return None
    no_learning = NO_LEARNING.said(seen)
    if no_learning is not None and not message.account_starts(span):
        return message.part("courtesy", span, Aside(no_learning.means))
    return None


def _is_of_learning(message: Message, span: Span) -> bool:
    """Whether it is of somebody's course, and not what somebody did that one learnt from."""
    low = message.folded(span)
    if message.context.question is not None and message.account_starts(span):
        return False
    if LEARNING.search(low) or _THE_SAME.search(low):
        return True
    return _lengths_in(message, span)


def _is_of_somebody_named(message: Message, span: Span) -> bool:
    words = message.words(span)
    if message.text.isupper():
        return False
    found = OUR_NAMED.match(words)
    if found is not None and (found["put"] or found["our"]).lower() not in NO_NAMES:
        return True
    found = FOR_NAMED.match(words)
    if found is not None and found["name"].lower() not in NO_NAMES:
        return True
    found = NAMED_OTHER.match(words)
    if found is None or any(word.lower() in NO_NAMES for word in found["name"].split()):
        return False
    if LEARNING.search(found["name"].lower()):
        return False
    low = message.folded(span)
    if LEARNING.search(low) or _THE_SAME.search(low):
        return True
    return message.states(span) and not message.account_starts(span)


def reference(message: Message, span: Span, seen: Plain) -> Part | None:
    """An activity that is told by another."""
    said = REFERENCES.said(seen)
    if said is None:
        return None
    start, end = stated_days(message, said)
    kind: Kind = "activity" if said.means == "same" else "unclear"
    content = Referred(said.means, stated_minutes(message, said), start, end)
    return message.part(kind, span, content)


def question(message: Message, span: Span, _seen: Plain) -> Part | None:
    """A question to the bot; a call for help is a request."""
    words = message.raw if span == message.all else message.words(span)
    now, tz = message.context.now, message.context.tz
    if _NO_QUESTION.match(message.folded(span)):
        return None
    asked = asking.asked(words, now=now, tz=tz)
    if asked is None and not SENTENCE_ENDS.search(message.text, *span):
        asked = asking.nearest(words, now=now, tz=tz)
    if asked is None:
        return None
    calls = asked.topic == "help" and _CALL_FOR_HELP.match(message.folded(span)) is not None
    return message.part("request" if calls else "question", span, Questioned(asked))


def told_to(message: Message, span: Span, seen: Plain) -> Part | None:
    """A request that is none of the questions that are put in the same words."""
    told = request(message, span, seen)
    if told is None or not isinstance(told.content, Asked):
        return None
    if told.content.what == "list" or message.words(span).rstrip().endswith("?"):
        return question(message, span, seen) or told
    return told


def request(message: Message, span: Span, seen: Plain) -> Part | None:
    """Something for the bot to do."""
    said = REQUESTS.said(seen)
    if said is None or (said.means == "evidence" and not message.links):
        return None
    return message.part("request", span, _asked(message, said))


def value(message: Message, span: Span, seen: Plain) -> Part | None:
    """A bare length or day where there is no entry that it can be of."""
    if message.context.entries or not _BARE_VALUE.fullmatch(seen.words):
        return None
    return message.part("unclear", span, Unclear("number"))


def number(message: Message, span: Span, seen: Plain) -> Part | None:
    """A bare number that no open question asks for: it is asked about."""
    if _BARE_NUMBER.fullmatch(seen.words) and message.context.question is not None:
        return message.part("unclear", span, Unclear("number"))
    return None


def courtesy(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is said for company."""
    said = COURTESIES.said(seen)
    many = len(seen.words.split()) > _MOST_TALK
    if said is not None and not (many and said.means == "talk"):
        return message.part("courtesy", span, Aside(said.means))
    short = len(seen.words.split()) <= _SHORT_TALK and not LEARNING.search(message.folded(span))
    if short and SMALL_TALK.search(seen.words) and not message.account_starts(span):
        return message.part("courtesy", span, Aside("talk"))
    if not seen.words and _SIGNS.search(message.words(span)) is None:
        return message.part("unclear", span, Unclear("words"))
    if not seen.words:  # an emoji and no more
        return message.part("courtesy", span, Aside("emoji"))
    return None


def _asked(message: Message, said: Said[Request]) -> Asked:
    words = " ".join(message.words(one) for one in said.texts.values())
    if not words:
        stated = [one for name in ("day", "length") for one in said.values.get(name, ())]
        words = " ".join(message.words(one) for one in stated)
    return Asked(said.means, words)


def hinted(message: Message, span: Span, seen: Plain) -> Part | None:
    """What the words of a short message hint at, where no phrase is the whole of it."""
    low, said = message.folded(span), seen.words.translate(_MARKS)
    count = len(said.split())
    if not 0 < count <= _MOST_HINTED:
        return None
    if message.context.question is not None and ABOUT_WORK.search(low):
        return None
    tells = bool(message.account_starts(span))
    learns = LEARNING.search(low) is not None
    pending = message.context.question is not None
    for hint, pattern in _HINTS:
        fits = count <= hint.most and (hint.pending or not pending)
        if tells and (pending or hint.means not in ("missed", "away")):
            continue
        if not fits or (learns and not hint.of_learning) or not pattern.search(said):
            continue
        if hint.of_learning and learns and _lengths_in(message, span) and not _TRAVEL.search(low):
            continue
        return _of_hint(message, span, hint.means)
    return _open_question(message, span, seen) if not pending else None


def _of_hint(message: Message, span: Span, means: Means) -> Part:
    match means:
        case "thanks" | "greeting" | "talk" | "missed" | "away" | "not_own":
            return message.part("courtesy", span, Aside(means))
        case "later" | "discard" | "save" | "skip":
            return message.part("steering", span, Steered(means))
        case _:
            days = [one for one in message.days if span[0] <= one[0] and one[1] <= span[1]]
            words = " ".join(message.words(one) for one in days)
            return message.part("request", span, Asked(means, words))


def _open_question(message: Message, span: Span, seen: Plain) -> Part | None:
    """A question of I, you or this, put to the bot while nothing else is asked."""
    low = message.folded(span)
    of_another = ELSEWHERE.said(seen) is not None or ABOUT_WORK.search(low) or HOME.search(low)
    if of_another or not _OPEN_QUESTION.match(seen.words) or _NO_QUESTION.match(low):
        return None
    if _lengths_in(message, span) and LEARNING.search(low) and not low.rstrip().endswith("?"):
        return None
    return message.part("question", span, Questioned(asking.Asked("help")))


def _lengths_in(message: Message, span: Span) -> bool:
    return any(span[0] <= one[0] and one[1] <= span[1] for one in message.lengths)


_MayBe = Callable[[Message, Span, Plain], Part | None]

_BEFORE_CORRECTIONS: Final[tuple[_MayBe, ...]] = (
    choice,
    fact,
    steering,
    empty_answer,
    stop,
    told_to,
    aside,
    reference,
    value,
)
"""What a whole message may be; the first that it is wins."""

_AFTER_CORRECTIONS: Final[tuple[_MayBe, ...]] = (question, number, courtesy, hinted)
