"""Whether words can be an account at all, whatever was asked and in whatever language."""

import re
from typing import Final

from bot.conversation.elements.blanks import is_empty
from bot.conversation.field import Span
from bot.conversation.phrases.elsewhere import ELSEWHERE, HOME, JOBS, NOTICE, SARCASM
from bot.conversation.phrases.naming import title_words
from bot.conversation.text import folded
from bot.conversation.understanding.classified import (
    is_likelier_asked,
    may_be_account,
    tells_of_activity,
)
from bot.conversation.understanding.instructions import is_instruction
from bot.conversation.understanding.message import LEARNING, Message

_WORD: Final = re.compile(r"[^\W_]+")
_KEYS: Final = re.compile(r"qwert|asdfg|zxcvb|sdfgh|dfghj|fghjk|ghjkl|werty|uiop|hjkl|(.)\1{3,}")
_VOWELS: Final = re.compile(r"[aeiouyàâäéèêëíìîïóòôöúùûü]")
_NOISE: Final = re.compile(r"[£$€]\d|^\W*$")
_REGISTRATION: Final = re.compile(r"\b(?:[a-z]{2}\d{2} ?[a-z]{3}|[a-hj-npr-z0-9]{17})\b")
_PHONE: Final = re.compile(r"^[\d +()-]{7,}$")
_ASKED_BACK: Final = re.compile(
    r"^(?:\W*(?:so|and|but|ok|hey|hi|mate|sorry|wait|um) )*(?:who|whos|who's|what|whats|what's|"
    r"when|where|wheres|where's|why|how|is|are|does|do|did|can|could|will|would|should|has|have|"
    r"any|anyone)\b[^?]{2,80}\?"
)
_TURNED: Final = re.compile(
    r"^(?:so |and |but |hey |mate |ok )*(?:who'?s on\b|what'?s (?:for|on|up|happening)\b|(?:do|"
    r"have|are|is) (?:we|there) (?:have |got |any |a |some )+|(?:is|are|was|were|does|did|has|"
    r"have(?! the)|will|can) (?:the|my|your|our|that|this|it|he|she|they|there|you|we|anyone|"
    r"everyone|someone|any)\b|what(?:'s|s| is| are) (?:the|a|my|your|our|that|up)\b|how (?:long|"
    r"much|many|do you|do i|far) (?:do|does|is|are|did|the|you|i|will|for)\b|(?:what|when|where|"
    r"who|why|how) (?:do|does|did|can|should|would|will) (?:you|we|i|it|they)\b)"
)
PLANNED: Final = re.compile(r"(?:plan|planned|to ?do) ?:")
"""What heads a plan."""
_TO_BE_LOGGED: Final = re.compile(
    r"(?:(?:please|pls|can|could|would|you|u|kindly|just|hi|hey|i|want|need|to) )*(?:log|add|put "
    r"down|put|record|enter|pop in|stick)\b"
)
_AN_EVENT: Final = re.compile(
    r"\b(?:theory|strategy|update|away|team|skills|launch|study|product|development|safety|"
    r"planning|tech\w*|annual|practical|apprentice|branch|imi|cmi|irte|cpc|ata|saej?|dvsa|"
    r"camera) (?:day|days|week|night|evening|morning|"
    r"afternoon|call|review)\b|^(?:i |we |just |ive |have |today |yesterday )*(?:attended|"
    r"completed|visited|enrolled|signed up|passed|registered|presented|went (?:to|on)|booked "
    r"(?:on|onto|myself))\b|\b(?:shadow|study|learn|train|practi[cs]|revis|qualif|certif|accredit|"
    r"assess|demonstrat)\w*|\b(?:first aid|fire (?:marshal|safety)|manual handling|abrasive wheels|"
    r"fork ?lift|coshh|loler|puwer|asbestos|gdpr|f-?gas|cpc|adas|nebosh|iosh|ipaf|legionella)\b"
)
"""Marks of an activity where no word of learning is said, nor a length."""

_PLEASE: Final = re.compile(r"^.{0,40}\b(?:please|pls|plz)\W*$")
_SPOKEN: Final = re.compile(r"[\x00-\x7f’‘“”–—…£€🙂-🙏😀-🙏]*")
"""Text that can be English; an account in any other script is one."""
_EITHER: Final = re.compile(r"\bor was (?:it|that)\b")
_KINDS_ALONE: Final = frozenset(
    {"course", "a course", "the course", "webinar", "a webinar", "the webinar", "training", "talk"}
    | {"toolbox talk", "podcast", "reading", "seminar", "conference", "workshop", "e-learning"}
    | {"cpd", "class", "video", "article", "meeting", "exam", "event"}
)
"""A kind and no more names no activity."""
_ANSWERED: Final = 4
"""Words behind a question of one's own that can answer it."""
_LAUGHS: Final = re.compile(r"[😂🤣😆]|\blol\b|\bhaha")
_LEAST, _LEAST_OF_A_CHANGE = 0.3, 0.1
"""How likely an account must be, for words to be kept as one."""

MEASURED: Final = re.compile(
    r"(?<![\w.])\d+(?:[.,]\d+)? ?(?:k?ohms?|m?v|volts?|milli ?volts?|nm|newton met(?:re|er)s?"
    r"|bar|psi|"
    r"k?pa|m?a|amps?|mm|microns?|thou|ml|degrees?|deg|rpm|kw|kwh|%|per ?cent|newtons?|grams?|"
    r"lit(?:re|er)s?)(?!\w)"
)
"""A value of what was learnt about: "60 ohms"."""

_OPEN_ENDED: Final = frozenset({"evaluate", "known", "more", None})
_OF_ENGLISH: Final = frozenset(
    {"i", "im", "i'm", "me", "you", "u", "your", "it", "this", "that", "up", "yet", "not", "love"}
    | {"lol", "much", "https", "gimme", "or", "and", "hi", "hey", "mate", "pal", "there", "here"}
    | {"he", "she", "we", "us", "them", "they", "is", "are", "was", "am", "be", "what", "who"}
    | {"maybe", "oh", "ah", "eh", "now", "later", "please", "the", "a", "an", "to", "of", "in"}
    | {"on", "at", "for", "with", "my", "his", "her", "no", "so", "get", "got", "do", "did"}
    | {"done", "had", "has", "have", "can", "will", "just", "some", "one", "that's", "it's"}
    | {"don't", "can't", "what's", "who's", "aren't", "isn't", "again", "back", "need", "want"}
    | {"forgot", "call", "bit", "bad", "good", "day", "today", "out", "off", "those"}
)
"""Small words of which English has one in almost any three words."""
_FEW: Final = 2
_LONG_CODE: Final = 8
_MOST_ASKED: Final = 14


def is_account(message: Message, span: Span) -> bool:
    """Whether a span may be kept as the member's own account; an empty answer counts as one."""
    low = message.folded(span) or folded(message.words(span))
    if is_empty(low) and any(map(str.isalnum, low)) and not low.rstrip().endswith("?"):
        return True
    if is_noise(low) or _is_asked(low) or NOTICE.search(low) or is_instruction(message, span):
        return False
    if _OF_THE_FORM.match(low) and "," not in low and len(low.split()) <= _WORDS_OF_A_FORM:
        return False
    if _OPENS_AS_QUESTION.match(low) and is_likelier_asked(message, span):
        return False
    if message.account_starts(span):
        return True
    if _PLEASE.search(low) is not None:
        return False
    return _tells(message, span, low) and not _is_for_others(message, span, low)


_WORDS_OF_A_FORM: Final = 8
_OPENS_AS_QUESTION: Final = re.compile(
    r"(?:\W*(?:so|and|but|ok|hey|mate|sorry|wait) )*(?:which|whats?|whens?|wheres?|whos?|whose|"
    r"whys?|hows?|is|isnt|are|do|does|did|can|could|should|shouldnt|will|would|has)\b"
)
HOLDS: Final = r"(?:it'?s|it is|that'?s|i have|i'?ve got|i got|got|have)"
A_FILE: Final = r"photo|picture|pdf|scan|screenshot|certificate|cert|attachment|jpe?g|word doc"
"""Patterns of how somebody says that they have a file, and what they call it."""

_OF_THE_FORM: Final = re.compile(
    r"(?:no,? |sorry,? |actually,? )*(?:(?:the )?(?:subject|topic|provider|title|venue|kind|type|"
    r"category|job role)s? (?:is|was|are|should be)\b"
    rf"|{HOLDS} (?:just )?(?:an? |the |my )(?:{A_FILE}|link|file)"
    r"\b(?:(?: (?:for|of|from) (?:it|that|this))?\W*$)"
    r"|(?:please |can you |pls )*(?:remove|delete|take out|get rid of|cross out|change|edit|reword|"
    r"rewrite) (?:the|that|this|what|my|where i)\b(?: (?:bit|thing|part|line|sentence|word|words|"
    r"phrase|answer|reflection|text|last bit|i (?:wrote|said|put))\b|.*\bi (?:wrote|said|put)\b))"
)
"""What is said of a field, of a file, or of the words as they stand, and not of what was learnt."""


def _tells(message: Message, span: Span, low: str) -> bool:
    """Whether a few words have something of an account in them; more words need nothing."""
    words = {word.strip(".,!?;:") for word in low.split()}
    if not _SPOKEN.fullmatch(low) or (len(words) > _FEW and _OF_ENGLISH.isdisjoint(words)):
        return True  # an account in any language is one
    if MEASURED.search(low):
        return True
    known = message.context.entry(message.context.about)
    if known is not None and title_words(known.title) & words:
        return True
    # "Has it changed anything?" is answered by what happened: "no sparks since"
    # and "What made it worth doing?" by whatever led to it: "insurance said so"
    least = _LEAST if message.context.question in _OPEN_ENDED else _LEAST_OF_A_CHANGE
    return may_be_account(message, span, least)


def is_name(message: Message, span: Span) -> bool:
    """Whether a span may be what an activity is called: whatever has a letter and asks nothing."""
    low = message.folded(span)
    return any(map(str.isalpha, low)) and not _is_asked(low) and not NOTICE.search(low)


def no_name(message: Message, span: Span) -> bool:
    """Whether what could be a name declines or tells instead: "no its not in there", "every service
    really, we test it now"; "we went through the new manual" says what it was.
    """
    low = message.folded(span)
    if _DECLINES.match(low):
        return True
    if len(low.split()) < _WORDS_OF_A_SENTENCE or _IS_WHAT.match(low):
        return False
    starts = message.account_starts(span)
    return bool(starts) or _A_CLAUSE.search(low) is not None


_DECLINES: Final = re.compile(
    r"(?:no|nope|nah)(?:,? (?:its|it's|it|that|thats|that's|they|i|but|not|there)\b|\W*$)"
    r"|(?:its|it's|it is|thats|that's) (?:not|already)\b|not (?:in|yet|there|really|sure)\b"
)
_WORDS_OF_A_SENTENCE: Final = 6
_IS_WHAT: Final = re.compile(r"(?:what|how|when|where|why|which)\b")
_A_CLAUSE: Final = re.compile(
    r"(?<![\w'])(?:(?:i|we|you|they)(?:'?d|'?ll|'?ve)?|(?:he|she)) "
    r"(?:now |always |never |only |just |all |both |still |used to )*"
    r"(?!(?:did|done|went|had|talked|covered|looked|watched|sat|attended|was|were|discussed|practised|"
    r"visited|met|ran|got|been|took|worked|spoke|chatted|showed|taught|gave|read|learnt|learned|"
    r"studied|completed|finished|started|joined|walked|led|are|do)\b)[a-z]+\b"
)
"""A clause that says what somebody does or ought to have done, and not what an activity was."""


def is_learning(message: Message, span: Span) -> bool:
    """Whether facts in a span can be an activity's: they are not those of a job, or of lunch."""
    low = message.folded(span)
    if NOTICE.search(low) or _EITHER.search(low) or low.strip(" .!?") in _KINDS_ALONE:
        return False
    if _RUNS_OUT.search(low) or _MEANT.match(low):
        return False
    if (
        LEARNING.search(low)
        or message.account_starts(span)
        or _TO_BE_LOGGED.match(low)
        or PLANNED.match(low)
    ):
        return True
    if tells_of_activity(message, span) and not JOBS.search(low):
        return True
    if ELSEWHERE.said(message.plain(span)) or HOME.search(low) or JOBS.search(low):
        return False
    reading = message.read(span)
    stated = reading.minutes.span or reading.provider.value or reading.type.value
    return bool(stated or message.links or _AN_EVENT.search(low))


_RUNS_OUT: Final = re.compile(
    r"^(?:my |the |it |that |this )?(?:\w+ ){0,3}(?:runs? out|expires?|is valid (?:until|till|to)|"
    r"valid (?:until|till|to))\b"
)
"""Until when a certificate holds is nothing that is planned."""


_MEANT: Final = re.compile(r"(?:(?:no|sorry|oh|wait),? )*(?:i )?(?:meant|mean)\b")
"""What puts right what was understood."""


def asks_more(low: str) -> bool:
    """Whether folded words have the form of a question, with its mark or without."""
    return low.rstrip().endswith("?") or _TURNED.match(low) is not None


def _is_asked(low: str) -> bool:
    """Whether it is a question, and not one that the member answers at once."""
    asked = _ASKED_BACK.match(low)
    if asked is not None:
        rest = low[asked.end() :]
        return len(_WORD.findall(rest)) < _ANSWERED or _LAUGHS.search(rest) is not None
    if low.rstrip(" !.").endswith("?"):
        return True
    words = low.split()
    return len(words) <= _MOST_ASKED and _TURNED.match(low) is not None and "," not in low


def _is_for_others(message: Message, span: Span, low: str) -> bool:
    seen = message.plain(span)
    if ELSEWHERE.said(seen) is not None or SARCASM.match(low):
        return True
    first = re.split(r"[,.!?]\s", low, maxsplit=1)[0]
    if first != low:
        begins = message.plain((span[0], span[0] + len(first)))
        if len(begins.words.split()) > _FEW and ELSEWHERE.said(begins) is not None:
            return True
    return HOME.search(low) is not None and not _OF_WORK.search(low)


_OF_WORK: Final = re.compile(
    r"\b(?:i|we|my|our|customers?|apprentices?|lads|workshop|job|jobs|car|cars|van|vans|battery|"
    r"pack|brakes?|tyres?|wheels?|engine|current|voltage|fault|codes?|hv|ev|team|people|plan|"
    r"site)\b"
)


def is_noise(low: str) -> bool:
    """Whether folded text is no sentence: codes, prices, keys that were hit at random."""
    words = _WORD.findall(low)
    if any(_KEYS.search(word) for word in words) and len(words) <= _FEW:
        return True
    told = [word for word in words if len(word) > 1 and word.isalpha()]
    if not told or _NOISE.match(low) or _PHONE.match(low):
        return True
    if not low.isascii():
        return False
    coded = sum(len(word) > 1 and any(map(str.isdigit, word)) for word in words)
    if coded > _FEW and coded * 5 >= len(words) * 2:
        return True
    if _REGISTRATION.search(low) and len(told) <= _FEW:
        return True
    codes = [word for word in words if len(word) > _FEW and any(map(str.isdigit, word))]
    if codes and len(told) <= _FEW and len(codes) >= len(told):
        return True
    if any(len(code) >= _LONG_CODE for code in codes) and len(told) <= _FEW:
        return True
    return len(told) <= _FEW and not any(map(_is_word, told))


def _is_word(word: str) -> bool:
    """Whether it can be said: it has a vowel, and no run of consonants that no language has."""
    return _VOWELS.search(word) is not None and _UNSAID.search(word) is None


_UNSAID: Final = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
