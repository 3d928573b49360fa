"""A choice among buttons, the answer to a question of fact, what becomes of the entry, and answers
that say nothing.
"""

import re
from functools import cache, lru_cache
from typing import Final

from bot.conversation.dialogue_questions import QuestionId
from bot.conversation.elements.blanks import denies, does_not_know, is_empty
from bot.conversation.field import Span
from bot.conversation.parts import Account, Chosen, Kind, Part, Steered, Unclear
from bot.conversation.phrases.corrections import AROUND
from bot.conversation.phrases.courtesy import COURTESIES
from bot.conversation.phrases.language import Plain, words_alone
from bot.conversation.phrases.steering import HAPPENED, NAMED, STEERING
from bot.conversation.text import folded
from bot.conversation.understanding.correcting import corrections
from bot.conversation.understanding.entries import named
from bot.conversation.understanding.message import Message

_BESIDE_A_LABEL: Final = re.compile(r"\A(?:thats|ok) |(?: (?:for now|now|please|thanks))+\Z")
"""What may stand around the name of a button: "that's enough for now"."""
_YES: Final = re.compile(
    r"(?:(?:yes|yep|yeah|yup|yea|aye|yessir|yes yes|y|ya|haan|si|(?P<weak>sure|ok|okay|please|do|"
    r"correct|right))(?: (?:please|pls|thanks|ta|mate|sir|thats right|thats it|thats correct|"
    r"correct|it is|it was|all good|do|go on|go ahead|do it|right|exactly|sure|of course|"
    r"definitely|make it so))*|thats (?:right|correct|it)|correct|exactly|looks (?:good|right|"
    r"fine|spot on)(?: to me)?|(?:im )?happy with (?:that|it)|spot on|go ahead|do it|go for it|"
    r"yes that is right)"
)
_NO: Final = re.compile(
    r"(?:no|nope|nah|n|naw|no no)(?: (?:thanks|thank you|ta|mate|leave it|dont|please))*"
)
_ASK_ME: Final = re.compile(
    r"(?:(?:yes|yep|yeah|yup|aye|ok|okay|sure|please|go on) )+(?:(?:do|please|can you|you can|and) "
    r")*(?:ask|remind|nudge|check with|chase|message|ping) me(?: (?:then|about (?:it|that)|again|"
    r"please|how it (?:went|goes)|thanks))*"
)
_DONT_ASK: Final = re.compile(
    r"(?:(?:no|nope|nah|please|thanks) )*(?:(?:you )?(?:dont|do not|neednt|need not|no need to|"
    r"dont need to)|no) (?:ask|remind|nudge|chase|ping)(?: me)?(?: (?:then|about (?:it|that|this)|"
    r"please|thanks|again|how it (?:went|goes)))*"
    r"|(?:no )?(?:no need|not needed|dont bother)(?: thanks| mate)*"
)
"""What is said to "Shall I ask you on Friday how it went?"."""
_ENOUGH: Final = re.compile(
    r"(?:(?:no|nope|nah|naw|thanks|thank you|no thanks|ok|yeah|yes|i think) )*(?:(?:that|thats|"
    r"thatll|its|ill|that is|this is|im) )?(?:enough|all|it|fine|good|done|do|plenty|skip|later|"
    r"leave it|leave it there|leave it at that)(?: (?:for (?:now|today|me)|now|thanks|thank you|"
    r"ta|cheers|mate|there|i think|do))*"
)
"""What declines "Enough, or one more?"."""
_THUMBS: Final = re.compile(r"^[\s]*(?:👍[🏻-🏿]?|👌[🏻-🏿]?|✅|:\+1:|:thumbsup:|:ok_hand:)+[\s]*$")
_THUMBS_DOWN: Final = re.compile(r"^[\s]*(?:👎[🏻-🏿]?|:-1:|:thumbsdown:)+[\s]*$")
_LENGTH_ASKED: Final = (
    rf"(?: (?:about|around|roughly|it was|was|maybe|just|approx|no|sorry|like|it took|took|say|"
    rf"say about|oh|er|hmm|only|must have been|mustve been|probably|call it|ran for|lasted)"
    rf"|{AROUND})*"
    f" [\ue000\ue002](?: (?:or so|in total|total|hours|mins|ish|all in|long|give or take"
    f"|altogether|"
    rf"at most|at least|max|tops|there or thereabouts|please|thanks|mate)|{AROUND})*"
)
_DAY_ASKED: Final = (
    rf"(?: (?:on|it was|was|about|maybe|it is|its|sorry|no|from|that was|say|oh|er|hmm|must have "
    rf"been|mustve been|probably|i did it|i went)|{AROUND})* \ue001(?: (?:please|thanks|mate|it "
    rf"was|"
    rf"was it)|{AROUND})*"
)
_NOT_THEN: Final = re.compile("(?:\\w+ )*not \ue001(?: \\w+)*")
_NOT_NOW: Final = re.compile(r"\W*(?:\w+\W+)?not (?:today|tonight|this|right)\b")
_AND_ANOTHER: Final = re.compile(
    r"(?:\b(?:and|then|but)|,) (?:save|log|keep|discard|delete|scrap|bin|drop|remove|cancel|"
    r"get rid)\b"
)
"""Something else is to be done, with another entry."""
_APOSTROPHES: Final = re.compile(r"['’\"“”]")
_NO_ANSWER: Final = frozenset({"agreed", "praise"})
_THANKS: Final = re.compile(r"\b(?:thanks?|thx|cheers|ta)\b")
_OF_THE_BOT: Final = re.compile(r"\b(?:you|you're|your|this is|bot|app)\b")


def choice(message: Message, span: Span, seen: Plain) -> Part | None:
    """A button in sight by its words, yes or no, or a thumb."""
    words = message.words(span)
    if _THUMBS.match(words):
        return message.part("steering", span, Chosen("yes"))
    if _THUMBS_DOWN.match(words):
        return message.part("steering", span, Chosen("no"))
    context, said = message.context, seen.words
    if asks_me := _whether_to_ask(said, context.labels):
        return message.part("steering", span, Chosen(asks_me))
    offered = "Yes" in context.labels and (_YES.fullmatch(said) or _NO.fullmatch(said))
    if _one_more(message) and not offered and _declines(said, message.folded(span)):
        return message.part("steering", span, Chosen("Enough"))
    if "Answer privately" in context.labels and _PRIVATELY.fullmatch(said):
        return message.part("steering", span, Chosen("Answer privately"))
    spelt = {_BESIDE_A_LABEL.sub("", said), _BESIDE_A_LABEL.sub("", _spelt(words))}
    for label in context.labels:
        if spelt & {_words_of(label), _spelt(label)}:
            kind: Kind = "steering"
            if label == "My answer":
                kind = "answer"
            elif label == "New entry":
                kind = "activity"
            return message.part(kind, span, Chosen(label))
    if context.question == "changed" and not context.labels & {"Yes", "No"}:
        return None  # "Has it changed anything?" is answered by yes and no
    agrees = _YES.fullmatch(said)
    if agrees is not None and (agrees["weak"] is None or "Yes" in context.labels):
        return message.part("steering", span, Chosen("yes"))
    if _NO.fullmatch(said) and ("No" in context.labels or not context.question):
        return message.part("steering", span, Chosen("no"))
    return None


def _whether_to_ask(said: str, labels: frozenset[str]) -> str:
    """Yes or no to whether somebody is to be asked on a day; nothing where it is neither."""
    if not {"Yes", "No"} <= labels:
        return ""
    return "yes" if _ASK_ME.fullmatch(said) else "no" if _DONT_ASK.fullmatch(said) else ""


_PRIVATELY: Final = re.compile(
    r"(?:(?:can|could|may) i |(?:i )?(?:want to|would like to|id like to|id rather|rather) |"
    r"please |ill )*(?:(?:keep|make|answer|say|do|write|type|tell you|have) )?"
    r"(?:(?:it|this|that|them) )?(?:in )?private(?:ly)?(?: (?:please|pls|thanks|one|answer))*"
)
"""What asks for the form instead of the conversation."""


def _one_more(message: Message) -> bool:
    """Whether "Enough, or one more?" is what was asked last."""
    return message.context.question == "more" and "Enough" in message.context.labels


def _declines(said: str, low: str) -> bool:
    nothing = any(map(str.isalnum, low)) and "?" not in low and is_empty(low)
    return nothing or any(form.fullmatch(said) for form in (_NO, _ENOUGH))


@lru_cache(maxsize=64)
def _spelt(words: str) -> str:
    """Words with their numbers, which stand for themselves in a label: "Change it to 3 h" and
    "change it to 3h" are the same.
    """
    parted = re.sub(r"[^\w.:/&+-]+", " ", _APOSTROPHES.sub("", folded(words)))
    return re.sub(r"(?<=\d) (?=[a-z])", "", parted).strip(" .:-")


@lru_cache(maxsize=64)
def _words_of(label: str) -> str:
    return words_alone(label)


def happened(message: Message, span: Span, seen: Plain) -> Part | None:
    """Whether what was planned was done."""
    said = HAPPENED.said(seen) if message.context.due else None
    if said is None:
        return None
    meant = named(seen, message.context)
    if said.texts and meant is None:
        return None
    entry = meant.id if meant else None
    return message.part("steering", span, Steered(said.means), entry=entry)


@cache
def _form(asked: QuestionId) -> re.Pattern[str]:
    """What the answer to a question of fact looks like; made when one is first looked for."""
    return re.compile(_LENGTH_ASKED if asked == "minutes" else _DAY_ASKED)


def fact(message: Message, span: Span, seen: Plain) -> Part | None:
    """The answer to a question of fact: a length, a number, a day."""
    asked = message.context.question
    if asked not in ("minutes", "date"):
        return None
    if "No" not in message.context.labels and _NO.fullmatch(seen.words):
        return message.part("steering", span, Steered("skip"))  # nothing else is asked
    if does_not_know(message.folded(span)):
        return message.part("answer", span, Account(asked))
    form = _form(asked)
    if not seen.words or form.fullmatch(f" {seen.words}"):
        return message.part("answer", _value(seen) or span, Account(asked))
    if asked == "minutes" and (began := _spent(seen)) is not None:
        return message.part("answer", began, Account(asked))
    return None


_SPENT: Final = re.compile(
    r"(?:(?:well|erm?|um|oh|probably|maybe|about|around|roughly|took me|it took|took|spent|i spent|"
    r"just|only|only about|say|like|must have been|i suppose|i guess) )*(?P<length>\ue000) "
    r"(?:(?:of|just|me|all in|or so|ish|mainly|mostly) )*(?:reading|watching|listening|practising|"
    r"practicing|going (?:through|over)|looking (?:at|through|into)|messing|talking|chatting|sat|"
    r"sitting|trying|playing|googling|studying)\b(?! .*\b(?:course|webinar|training|seminar)\b)"
    "(?: [^\\s\ue000-\ue002]+){0,4}"
)
"""How long it took, and with what: "about half an hour reading the site"."""


def _spent(seen: Plain) -> Span | None:
    """The length that words begin with which tell what it went on."""
    found = _SPENT.fullmatch(seen.words)
    if found is None:
        return None
    return seen.span(found.start("length"), found.start("length") + 1)


def _value(seen: Plain) -> Span | None:
    """The last value that is stated, without what stands around it."""
    stated = [place for place, mark in enumerate(seen.words) if "\ue000" <= mark <= "\ue002"]
    return seen.span(stated[-1], stated[-1] + 1) if stated else None


def steering(message: Message, span: Span, seen: Plain) -> Part | None:
    """What is to be done with an entry or its question."""
    said = STEERING.said(seen)
    if said is not None and _NOT_THEN.fullmatch(seen.words):
        said = said if _NOT_NOW.match(message.folded(span)) else None
    if said is not None:
        # "save the webinar" names what "save the entry" does not.
        meant = named(seen, message.context) if said.means == "save" else None
        entry = meant.id if meant else None
        return message.part("steering", span, Steered(said.means), entry=entry)
    of_named = NAMED.said(seen)
    meant = named(seen, message.context) if of_named else None
    if of_named is None or meant is None or _AND_ANOTHER.search(message.folded(span)):
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
        if asked == "title":
            return message.part("unclear", span, Unclear("words"))  # nothing is called "not sure"
        return message.part("answer", span, Account(asked))
    return None
