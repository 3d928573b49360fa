"""What is asked of the bot: questions, requests and stops; and what is told by reference."""

import re
from typing import Final

from bot.conversation import asking
from bot.conversation.field import Span
from bot.conversation.intents import DID_MY
from bot.conversation.parts import Account, Asked, Kind, Part, Questioned, Referred, Unclear
from bot.conversation.phrases.language import Plain, Said
from bot.conversation.phrases.others import REFERENCES
from bot.conversation.phrases.requests import ANGER, PESTERED, REQUESTS, STOPS, Request
from bot.conversation.shared_until import is_record
from bot.conversation.text import folded
from bot.conversation.text_speak import spelt_out
from bot.conversation.understanding import classified
from bot.conversation.understanding.accounts import A_FILE, HOLDS
from bot.conversation.understanding.choosing import steering
from bot.conversation.understanding.classified import sounds_told, tells_of_activity
from bot.conversation.understanding.correcting import corrections, stated_days, stated_minutes
from bot.conversation.understanding.entries import named, target
from bot.conversation.understanding.message import LEARNING, SENTENCE_ENDS, Message

_AN_ACCOUNT: Final = 0.7
_SHORT_OUTBURST: Final = 16
_NO_QUESTION: Final = re.compile(
    r"\W*(?:so )?(?:what (?:did|have) i (?:learnt?|learned|get|take|gain)|where will i use|"
    r"(?:don'?t|do not|(?:will|would|have|has|do|did|should|could|can) (?:do|be|try|use|check|"
    r"make|get|keep|start|ask|add|log|show|look|go|take|tell|write|put|find|not|never|always|help|"
    r"need|definitely|explain|teach|see|stop|wear|now|also|only|just|even|have|been|learnt|seen|"
    r"done))(?!.*\?))\b"
)
"""A question to oneself, and what is told not to be done."""

_CALL_FOR_HELP: Final = re.compile(
    r"(?!.*\?)(?:\W*(?:please|can you|can u|i need|hi|hey) )*(?:help|commands|menu|instructions|"
    r"options)\b"
)
_WANTS_TO_LOG: Final = re.compile(
    r"(?:(?:please|hi|hey|i|want|need|wanna|like|to|lets|can|could|would) )*(?:log|record|add|"
    r"enter)(?: (?:some|my|a|an|the|new))* (?:cpd|entry|entries|something|activity|stuff)\W*"
    r"|(?:i )?(?:did|have|got|ve done|have done)(?: (?:some|my))* cpd\W*"
)
"""Somebody wants to begin, and has not said with what."""

_HAS_A_FILE: Final = re.compile(
    rf"(?:{HOLDS}|there'?s|there is)(?: just)? (?:an? |the |my )(?:{A_FILE})\b"
    r"(?: (?:for|of|from) (?:it|that|this|the \w+))?\W*"
)
"""Somebody has evidence, and has not dropped it."""

_SEES_NO_POINT: Final = re.compile(
    r"(?:(?:sorry|but|i|honestly|mate|really),? )*(?:(?:don'?t|do not|can'?t|cannot) (?:really )?"
    r"(?:see|get|understand) (?:the (?:point|purpose|need) (?:of|in|for) (?:this|that|the|your|"
    r"these)(?: \w+)? ?(?:questions?|asking|ask)|why (?:you|u|the bot) (?:ask|asks|asked|"
    r"need|needs|want|wants|have to ask)\b.{0,40})|what'?s the point of (?:this|the|your|that) "
    r"questions?|(?:pointless|silly|daft|stupid) question)\W*"
)
"""Somebody wants to know why something is asked."""

_OF_THE_COURSE: Final = re.compile(
    r"(?:(?:it|that|this|the (?:course|training|webinar|day|session|talk)) was |was |honestly |tbh "
    r"|just |mostly )*(?:a |an )?(?:(?:total|complete|utter|bit of a|right|absolute|pretty|bit) )*"
    r"(?:waste of (?:time|a day|a morning|an afternoon|an hour|everyones time|money)|pointless|"
    r"boring|rubbish|useless|dull)(?: (?:tbh|honestly|really|to be honest|if im honest))*"
)
"""Said of what was learnt, where that is what is asked: it denies that anything was."""

_OPEN_QUESTION: Final = re.compile(
    r"(?:(?:so|and|ok|hey|hi|but|mate|sir|please) )*(?:(?:what|whats|when|whens|where|wheres|why|"
    r"whys|who|whos|how|hows|which)\b(?! (?:a|an|we|to|lads)\b).*\b(?:i|im|ive|my|me|mine|you|"
    r"your|it|this|that|these|they|here|there|target)\b|whats the (?:target|minimum|deadline|"
    r"point)|" + DID_MY + r"\b|(?!did my\b)(?:is|are|am|do|does|did|can|could|will|would|should|"
    r"have|has|may) (?:i|my|you|your|it|this|that|these|they|there|others|anyone|anybody|"
    r"everyone|the bot)\b|(?:is|are|do|does|can) (?:\S+ ){1,4}(?:allowed|ok|okay|count|counted|"
    r"valid|enough|expire|good|too (?:late|"
    r"short|old))$|(?:has|did|is|does) \w+ (?:done|logged|finished|behind|ok|have|need|last)\b|"
    r"when did \w+ )"
)
_ASKED_FOR: Final = frozenset({"coach_on", "coach_wording", "coach_missing", "coach_sent"})
"""Requests that are questions by their words, and nothing else."""

_OF_A_WHOLE_MESSAGE: Final = frozenset(
    {"coach", "coach_wording", "coach_missing", "coach_take", "coach_leave", "coach_sent", "it_on"}
)
"""Requests in whose words a clause of an account may be told, too."""

_OF_A_WORDING: Final = frozenset({"coach_wording", "coach_take", "coach_leave", "coach_sent"})
"""Of these, what no title is: "take it"."""

_LIKE_ACCOUNTS: Final = frozenset({"erase", "export", "settings", "role", "pause", "list"})
"""Requests in whose words the trade is told too: "delete the word 'just' from my emails"."""

_HEADING: Final = re.compile(r"(?!(?:what|how|when|where|who|why|which)\b)[^:?,.;]{0,40}: ")
_AT_THE_BOT: Final = re.compile(
    r"\b(?:you|your|you're|youre|this|these|bot|bloody|stupid|damn|fucking)\b"
)
_BARE_NUMBER: Final = re.compile("\ue002(?: (?:to|till|til|until) \ue002)?")
_BARE_VALUE: Final = re.compile("(?:(?:on|about|around|the|for|half|just) )*[\ue000\ue001\ue002]")


def stop(message: Message, span: Span, seen: Plain) -> Part | None:
    """No more messages, or anger at the bot."""
    said = STOPS.said(seen)
    asked = message.context.question
    if asked is not None and asked != "changed" and _OF_THE_COURSE.fullmatch(seen.words):
        return message.part("answer", span, Account(asked))
    if said is not None:
        return message.part("request", span, _asked(message, span, said))
    short = len(seen.words.split()) <= _SHORT_OUTBURST
    told = message.account_starts(span) or message.states(span)
    low = message.folded(span)
    if short and PESTERED.search(low):
        return message.part("request", span, Asked("anger"))
    if not short or told or not ANGER.search(low) or _likelier_a_question(message, span):
        return None
    if _AT_THE_BOT.search(low) or not sounds_told(message, span):
        return message.part("request", span, Asked("anger"))
    return None


def _likelier_a_question(message: Message, span: Span) -> bool:
    """Whether it is asked what something is for, and nobody is angry yet."""
    found = classified.kinds(message, span)
    return found is not None and found["question"] > max(found["request"], found["account"])


def told_to(message: Message, span: Span, seen: Plain) -> Part | None:
    """A request that is none of the questions that are put in the same words."""
    told = request(message, span, seen)
    if told is None or not isinstance(told.content, Asked):
        return None
    if told.content.what in _LIKE_ACCOUNTS and sounds_told(message, span):
        return None
    asks = message.words(span).rstrip().endswith("?") and told.content.what not in _ASKED_FOR
    if told.content.what == "list" or asks:
        return question(message, span, seen) or told
    return told


def request(message: Message, span: Span, seen: Plain) -> Part | None:
    """Something for the bot to do."""
    said = REQUESTS.said(seen)
    if said is None or (said.means == "evidence" and not message.links):
        return None
    whole = span == message.all and (
        message.context.question != "title" or said.means in _OF_A_WORDING
    )
    if said.means in _OF_A_WHOLE_MESSAGE and not whole:
        return None  # "coach and bus electrics": it may be what was learnt
    if said.means in ("manager", "remind_them"):
        return _of_somebody(message, span, seen, said)
    if said.means in ("share", "unshare"):
        return _shared(message, span, seen, said)
    if said.means == "entered_there":
        about = named(seen, message.context)
        part = Asked("entered_there")
        return message.part("request", span, part, entry=about.id if about else None)
    meant = named(seen, message.context) if said.means == "evidence" else None
    entry = meant.id if meant else None
    return message.part("request", span, _asked(message, span, said), entry=entry)


_MENTIONED: Final = re.compile(r"<@([A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>")
_CHANGES: Final = re.compile(r"(?:^| )(?:change|set|switch|update|make|changed|now)(?: |$)")


def _of_somebody(message: Message, span: Span, seen: Plain, said: Said[Request]) -> Part | None:
    """A request that names somebody: by mention, else as names are written. In small letters a name
    is one where no question is open that the words could answer.
    """
    means = said.means
    mentioned = _MENTIONED.findall(message.raw) if span == message.all else []
    if len(mentioned) == 1 and not said.texts:
        return message.part("request", span, Asked(means, mentioned[0]))
    words = " ".join(message.words(one) for one in said.texts.values())
    may_be_small = message.context.question is None and means == "remind_them"
    as_written = all(word[0].isupper() for word in words.split())
    changes = means == "manager" and _CHANGES.search(seen.words) is not None
    named_so = as_written or may_be_small or changes
    if words and named_so and asking.is_a_name(folded(words).split()):
        return message.part("request", span, Asked(means, words))
    return message.part("request", span, Asked("settings")) if changes else None


def _shared(message: Message, span: Span, seen: Plain, said: Said[Request]) -> Part | None:
    """What is to be shared, or no more, names somebody: by mention, or as names are written; in
    small letters where no question is open that the words could answer.
    """
    mentioned = _MENTIONED.findall(message.raw) if span == message.all else []
    words = " ".join(message.words(one) for one in said.texts.values())
    if len(mentioned) == 1 and not _OF_THEIRS.search(message.raw):
        words = mentioned[0]
    elif words or mentioned:
        as_written = not mentioned and all(word[0].isupper() for word in words.split())
        may_be_small = not mentioned and message.context.question is None
        if not (as_written or may_be_small) or not asking.is_a_name(folded(words).split()):
            # Whom they mean is asked where it is the record: that is never exported instead.
            whole = span == message.all and is_record(message.words(span))
            return message.part("request", span, Asked(said.means, "")) if whole else None
    elif said.means == "share" and not is_record(message.words(span)):
        return None
    about = named(seen, message.context)
    if about is None and _THIS.search(seen.words) is not None:
        about = target(seen, message.context)
    entry = about.id if about is not None else None
    return message.part("request", span, Asked(said.means, words), entry=entry)


_OF_THEIRS: Final = re.compile(r"<@[^<>]+>['\N{RIGHT SINGLE QUOTATION MARK}]s\b")
"""Not they, but somebody or something of theirs."""

_THIS: Final = re.compile(
    r"(?:^| )share (?:it|this|that|the last one)\b|(?:see|read) (?:this|that)\b"
)


_FOR_SO_LONG: Final = re.compile(r"\b(?:a|an|\d{1,3}|[a-z]+) (?:day|week|month|year)s?\b")


def _asked(message: Message, span: Span, said: Said[Request]) -> Asked:
    words = " ".join(message.words(one) for one in said.texts.values())
    if not words:
        stated = [one for name in ("day", "length") for one in said.values.get(name, ())]
        words = " ".join(message.words(one) for one in stated)
    if not words and said.means in ("pause", "quiet_until"):
        stretch = _FOR_SO_LONG.search(message.folded(span))
        words = stretch[0] if stretch else ""
    return Asked(said.means, words)


def plainly_asked(message: Message, span: Span, _seen: Plain) -> Part | None:
    """A question about what is at hand, in words that are nothing else."""
    asked = asking.plainly_asked(message.raw) if span == message.all else None
    return None if asked is None else message.part("question", span, Questioned(asked))


def question(message: Message, span: Span, _seen: Plain) -> Part | None:
    """A question to the bot; a call for help is a request."""
    if _WANTS_TO_LOG.fullmatch(message.folded(span)):
        return message.part("request", span, Questioned(asking.Asked("help")))
    if _HAS_A_FILE.fullmatch(message.folded(span)) and not message.links:
        return message.part("question", span, Questioned(asking.Asked("attach")))
    if _SEES_NO_POINT.fullmatch(message.folded(span)):
        return message.part("question", span, Questioned(asking.Asked("why_question")))
    words = message.raw if span == message.all else message.words(span)
    now, tz = message.context.now, message.context.tz
    if _NO_QUESTION.match(message.folded(span)) or _begins_otherwise(message, span):
        return None
    if tells_of_activity(message, span) or _heads_activities(message, span):
        return None
    words = spelt_out(message.folded(span)) or words
    asked = asking.asked(words, now=now, tz=tz)
    marked = words.rstrip().endswith("?")
    if asked is None and not marked and sounds_told(message, span):
        return None
    if asked is None and not SENTENCE_ENDS.search(message.text, *span):
        asked = asking.nearest(words, now=now, tz=tz)
    if asked is None:
        return None
    calls = asked.topic == "help" and _CALL_FOR_HELP.match(message.folded(span)) is not None
    return message.part("request" if calls else "question", span, Questioned(asked))


def _begins_otherwise(message: Message, span: Span) -> bool:
    """Whether an activity, or another thing to do, stands before what is asked."""
    for found in SENTENCE_ENDS.finditer(message.text, *span):
        begins = message.trimmed((span[0], found.start()))
        seen = message.plain(begins)
        if steering(message, begins, seen) or corrections(message, begins, seen):
            return True
        if _is_account_before(message, begins):
            return True
    comma = message.text.find(", ", *span)
    facts = (span[0], comma)
    if comma > 0 and corrections(message, facts, message.plain(facts)):
        return True
    if comma < 0 or not message.states(facts) or not LEARNING.search(message.folded(facts)):
        return False
    return not is_turned(message.plain(facts)) and message.read(facts).is_activity


def _is_account_before(message: Message, begins: Span) -> bool:
    """Whether what stands before the question is by itself an answer to the one that is open."""
    if message.context.question is None or is_turned(message.plain(begins)):
        return False
    found = classified.kinds(message, begins)
    return found is not None and found["account"] >= _AN_ACCOUNT


def _heads_activities(message: Message, span: Span) -> bool:
    """Whether words are but the heading of what was done: "my CPD this week: 1h webinar on …"."""
    heading = _HEADING.match(message.low, span[0])
    return heading is not None and message.has_length((heading.end(), len(message.low)))


def is_turned(seen: Plain) -> bool:
    """Whether a message has the form of a question of I, you or this."""
    return _OPEN_QUESTION.match(seen.words) is not None


def is_no_question(low: str) -> bool:
    """Whether folded words ask oneself, or tell not to do something."""
    return _NO_QUESTION.match(low) is not None


def reference(message: Message, span: Span, seen: Plain) -> Part | None:
    """An activity that is told by another."""
    said = REFERENCES.said(seen)
    if said is None:
        return None
    start, end = stated_days(message, said)
    kind: Kind = "activity" if said.means == "same" else "unclear"
    content = Referred(said.means, stated_minutes(message, said), start, end)
    return message.part(kind, span, content)


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
