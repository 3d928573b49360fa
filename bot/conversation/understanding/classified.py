"""What a short message is by the classifier, where no phrase is the whole of it."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final, cast, get_args

from bot.conversation import asking
from bot.conversation.classifier import known_models
from bot.conversation.employment import NOUNS
from bot.conversation.field import Span
from bot.conversation.parts import Aside, Asked, Chosen, Part, Questioned, Steered
from bot.conversation.phrases.coach import CoachRequest
from bot.conversation.phrases.nearest import COURTEOUS, REQUESTED, STEERED, nearest
from bot.conversation.phrases.requests import Request
from bot.conversation.phrases.steering import Steer
from bot.conversation.understanding.correcting import likely
from bot.conversation.understanding.message import Message

MOST_WORDS: Final = 18
"""Longer messages are not classified: they are accounts or activities."""

_NOT: Final = re.compile(r"\b(?:not|never|don'?t|isn'?t|unsure)\b")
_DENIED: Final[Mapping[str, re.Pattern[str]]] = {
    "yes": _NOT,
    "discard": re.compile(r"(?:\bnot|n'?t|\bnever)(?: been)? removed\b"),
}
"""By what is steered: the words beside which it is no such thing."""

_LIKELY: Final = 0.4
_SURE: Final = 0.75
"""How likely a kind must be where the member tells something besides, or states facts."""

_PLAIN: Final = 0.7
"""How likely a clause must be of a kind, to be cut off."""

_AHEAD: Final = 0.2
"""By how much a kind must be likelier than that a message is none of them."""

_OF_ONE_THING: Final = 11
_ONE_THING: Final = 0.85
"""So few words, and so likely of a kind, that they are not cut."""

_PERHAPS: Final = 0.1
_DOUBT: Final = 0.25
"""Words that are as likely as that an account are not taken for anything else."""

_VERY_LIKELY, _HARDLY = 0.6, 0.15
"""How likely an account is, and an activity, where facts are but part of an account."""

_ASKS: Final = re.compile(
    r"\W*(?:(?:so|and|but|hey|hi|ok) )*(?:what|whats|wat|wats|wot|wots|how|"
    r"hows|when|whens|where|who|why|which|can|could|should|would|is|are|does|do|am|will|may|has)\b"
)
_REFERS: Final = re.compile(r"(?:it|that|this) (?:was|is|took)\b|took (?:me|us)\b")
_OF_A_RECORD: Final = re.compile(
    r"\b(?:counts?|counted|saved?|gone? (?:in|through|thru)|logged|registered?|recorded|accepted|"
    r"expired?|worth|credits?)\W*$"
)
"""What is asked of a record: "did my 2h course save"."""

_TOLD: Final = 0.55
"""How likely an account must be, to be none of what a few of its words could mean."""

_PLAINLY, _BARELY = 0.6, 0.3
"""How likely a meaning must be where words of a table say another, and where none says any."""

_NEAREST: Final[dict[str, Callable[[str], str | None]]] = {
    "steering": partial(nearest, STEERED),
    "request": partial(nearest, REQUESTED),
    "courtesy": partial(nearest, COURTEOUS),
}

_FEWEST: Final = 2
"""One word by itself says too little."""

_ASKS_TO: Final = re.compile(r"(?:\w+,? ){0,2}(?:can|could|will|would|shall|may|any|got)\b")
"""What is to be done may be told with a question mark: "can you bin that?"."""

_NOT_ASKED: Final = frozenset({"courtesy", "steering"})
_NONE_OF_THESE: Final = frozenset({"account", "empty", "activity", "noise"})


def kinds(message: Message, span: Span) -> Mapping[str, float] | None:
    """How likely each kind is; None for what is too long to be classified, or has no words."""
    classifiable = 0 < _count(message, span) <= MOST_WORDS
    return message.kinds(span) if classifiable else None


def _count(message: Message, span: Span) -> int:
    return len(message.plain(span).words.split())


def _most_likely(found: Mapping[str, float]) -> str:
    return max(found, key=lambda one: found[one])


def classified(message: Message, span: Span, *, told: bool) -> list[Part]:
    """What a message is if it is plainly no account and no activity; nothing where that is not
    plain. `told`: facts of an activity can be read in it.
    """
    found = kinds(message, span)
    if found is None or _count(message, span) < _FEWEST:
        return []
    kind = _most_likely(found)
    tells = (told and found["activity"] > _PERHAPS) or (
        bool(message.account_starts(span)) and found["account"] > _PERHAPS
    )
    if kind in _NONE_OF_THESE or found[kind] < (_SURE if tells else _LIKELY):
        return []
    if kind in _NOT_ASKED and _is_asked_back(message, span, kind):
        return []
    if found[kind] - found["noise"] < _AHEAD:
        return []
    if message.context.question is not None and found["account"] > _DOUBT:
        return []
    if kind == "correction" and not message.context.entries:
        return []
    return _parts(message, span, kind)


def tells_of_activity(message: Message, span: Span, least: float = _LIKELY) -> bool:
    """Whether words that open like a question tell of an activity: "did my first aid, took 6h"."""
    low = message.folded(span).rstrip()
    if low.endswith("?") or _ASKS.match(low) or _REFERS.match(low) or _OF_A_RECORD.search(low):
        return False
    if not message.has_length(span) or message.read(span).title.value is None:
        return False
    found = kinds(message, span)
    if found is None:
        return least <= _LIKELY
    return found["activity"] >= least


def is_likely_account(message: Message, span: Span) -> bool:
    """Whether words are very likely an account, or one that says nothing."""
    found = kinds(message, span)
    if found is None or found["activity"] > _HARDLY:
        return False
    return found["account"] + found["empty"] >= _VERY_LIKELY


def one_thing(message: Message, span: Span) -> list[Part]:
    """What a short message of several clauses plainly is as a whole: "I've changed jobs, I'm in
    parts now".
    """
    found = kinds(message, span)
    many = _count(message, span) > _OF_ONE_THING
    if found is None or many or "?" in message.words(span):
        return []
    kind = _most_likely(found)
    if kind not in ("request", "correction", "courtesy") or found[kind] < _ONE_THING:
        return []
    return classified(message, span, told=False)


def corrects(message: Message, clause: Span) -> list[Part]:
    """The corrections that a clause among others plainly is."""
    found = kinds(message, clause)
    if found is None or not message.context.entries or found["correction"] < _PLAIN:
        return []
    of_all = kinds(message, message.all)
    if of_all is not None and of_all["activity"] > _DOUBT:
        return []
    return [] if message.account_starts(clause) else likely(message, clause)


def _is_asked_back(message: Message, span: Span, kind: str) -> bool:
    """Whether it is a question of somebody else, or back: "nothing else needed?"."""
    asks = message.words(span).rstrip().endswith("?")
    return asks and (kind == "courtesy" or not _ASKS_TO.match(message.folded(span)))


def may_be_account(message: Message, span: Span, least: float) -> bool:
    """Whether words are as likely as that an account, or one that says nothing; what is not
    classified is.
    """
    found = kinds(message, span)
    if found is None:
        return True
    # what no correction could be read in is none, whatever its words are like
    return found["account"] + found["empty"] >= least * (1 - found["correction"])


def is_likelier_asked(message: Message, span: Span) -> bool:
    """Whether words that open like a question are likelier one than an account."""
    found = kinds(message, span)
    return found is not None and found["question"] > found["account"] + found["empty"]


def sounds_told(message: Message, span: Span, least: float = _TOLD) -> bool:
    """Whether words are at least so likely an account, while one is asked for."""
    found = kinds(message, span) if message.context.question is not None else None
    return found is not None and found["account"] >= least


def can_be(message: Message, span: Span, kind: str) -> bool:
    """Whether words can be of a kind at all; what is not classified can be anything."""
    found = kinds(message, span)
    return found is None or found[kind] >= _PERHAPS


def only_steers(message: Message, span: Span) -> bool:
    """Whether words beside what is to be done are but of a piece with it: "reads fine that"."""
    found = kinds(message, span)
    steers = found is not None and found["steering"] + found["courtesy"] >= _PLAINLY
    return steers and not message.states(span) and not message.account_starts(span)


def sounds_asked_of_the_bot(message: Message, span: Span) -> bool:
    """Whether words plainly steer or ask for something, and can hardly be an answer."""
    found = kinds(message, span)
    if found is None or found["account"] + found["empty"] >= _PERHAPS:
        return False
    return max(found["steering"], found["request"]) >= _PLAINLY


_LEAST_TO: Final[Mapping[str, float]] = {
    **dict.fromkeys(("discard", "discard_all"), _SURE),
    **dict.fromkeys(("save", "save_all"), 0.5),
}
"""How likely words must steer, where that is not to be done by mistake."""

_OF_A_SCHEME: Final = re.compile(
    r"\b(?:cycle|schemes?|register|registered|registration|recognition|techsafe)\b"
)

_BY_PHRASE: Final = frozenset({"manager", "remind_them", *get_args(CoachRequest)})
"""Requests that a phrase alone tells: whom they name, or that the bot's own coach is meant."""


def _parts(message: Message, span: Span, kind: str) -> list[Part]:
    if kind == "correction":
        return likely(message, span)
    if kind == "question":
        return [message.part("question", span, Questioned(_about(message, span)))]
    match kind, _means(message, span, kind):
        case _, None:
            return []
        case "steering", "yes" | "discard" as said if _DENIED[said].search(message.folded(span)):
            return []  # "not sure" agrees to nothing, and "I wasn't removed" drops nothing
        case "steering", "yes" | "no" as said:
            return [message.part("steering", span, Chosen(said))]
        case "steering", word if message.kinds(span)["steering"] < _LEAST_TO.get(word, 0):
            return []  # "that's wrong" is to be put right, "lads keep at it" saves nothing
        case "steering", "pick":
            return []  # a choice among what nothing offers
        case "steering", means:
            return [message.part("steering", span, Steered(cast("Steer", means)))]
        case "request", means:
            return _request(message, span, means)
        case _, "talk" if message.states(span) and message.context.question is None:
            return []  # what has its day may be meant to be kept
        case _, means if _is_of_nobody(message, span, means):
            return []
        case _, means:
            return [message.part("courtesy", span, Aside(means))]


def _is_of_nobody(message: Message, span: Span, means: str) -> bool:
    """Whether nobody is away, as in "my mentee wants to leave", or nobody else is named, as in "log
    5 hours".
    """
    low = message.folded(span)
    if means == "away":
        return _GOES_FOR_GOOD.search(low) is not None
    return means == "not_own" and _TO_BE_LOGGED.match(low) is not None


def _request(message: Message, span: Span, means: str) -> list[Part]:
    if means == "evidence" and not message.links:
        return [message.part("question", span, Questioned(asking.Asked("attach")))]
    if means in _BY_PHRASE:
        return []
    if not _is_plain(message, span, means):
        return []
    return [requested(message, span, cast("Request", means))]


_FAR_REACHING: Final[Mapping[str, float]] = {
    **dict.fromkeys(("stop", "erase", "export", "pause"), 0.8),
    "anger": 0.6,
    "role": 0.7,
}
"""What nobody should set going who has not plainly asked for it: how likely a request must be."""

_PESTERS: Final = (
    r"(?:remind|nudg|ping|messag|pester|bother|bug|contact|text|chas|hassl|annoy|prod|pok|ask|"
    r"nag|spam|buzz|tell|prompt|notif|email|writ|shout|disturb)\w*"
)
_SAYS_SO: Final[Mapping[str, re.Pattern[str]]] = {
    "quiet_until": re.compile(
        rf"\b{_PESTERS} (?:me|us)\b|\b(?:stop|quiet\w*|silence|peace|alone|mute|pause|snooze|hush|"
        r"shh|shush|wake|easy on me|(?:leave|give) me|(?:hold|lay|ease|back) off|messages?|"
        r"nudg\w+|remind\w*|"
        r"pings?|notifications?|texts|emails?|alerts?|no more|back (?:on|in|at))\b"
    ),
    "remind": re.compile(
        rf"\b(?<!you )(?<!u ){_PESTERS} (?:me|us)\b|\bremind\b|"
        r"\bcome back to (?:me|us|this|that|it)\b|\b(?:set|put|need|want|have|get|another|with|send"
        r"|give|make|add|like|do|schedule|create)\b[^,.;]{0,20}\b(?:reminder|reminding|nudge|"
        r"prompt|"
        r"alarm|shout|ping)\b|^(?:a |another )?(?:nudge|prompt|ping|reminder)\b|\breminder "
        r"(?:for|on|to|about|in|please|pls|tomorrow)\b|\b(?:dont|"
        r"don't) let me\b|\bmake (?:me|sure i)\b"
    ),
}
"""What quiets the bot, or sets it a day, says so: "only till 1pm on the Friday" is a correction,
and "you sent me a reminder at 7am" asks for none.
"""

_GOES_FOR_GOOD: Final = re.compile(
    r"\b(?:to|might|may|he|she|they|who|could|is|are|was|were|hes|shes|he's|she's|theyre|they're) "
    r"(?:\w+ )?leav(?:e|es|ing)\b(?! (?:on|from|for)\b)"
)

_TO_BE_LOGGED: Final = re.compile(
    r"(?:(?:please|pls|can you|just|i (?:want|need) to) )*(?:log|add|record|put down|enter) "
    r"(?:\d|an? |half|one|two|three|four|five|six|seven|eight|some )(?!.*\b(?:for|to) (?:him|her|"
    r"them|everyone|all|my|the|our)\b)"
)


def _is_plain(message: Message, span: Span, means: str) -> bool:
    """Whether words can hardly be anything else than this request."""
    says = _SAYS_SO.get(means)
    if says is not None and not says.search(message.folded(span)):
        return False
    least = _FAR_REACHING.get(means)
    if least is None:
        return True
    found = known_models()["request"].probabilities(message.features(span))
    return found[means] >= _PLAINLY and message.kinds(span)["request"] >= least


def requested(message: Message, span: Span, what: Request) -> Part:
    """A request, with the days that are said in it. What names a cycle or a register and no job
    title tells of no job.
    """
    low = message.folded(span)
    if what == "role" and _OF_A_SCHEME.search(low) and NOUNS.isdisjoint(low.split()):
        what = "settings"
    words = " ".join(message.words(one) for one in message.days_in(span))
    return message.part("request", span, Asked(what, words))


def _about(message: Message, span: Span) -> asking.Asked:
    """What is asked, mark or no mark; help with asking where that is not plain."""
    now, tz = message.context.now, message.context.tz
    words = f"{message.words(span).rstrip(' ?.!')}?"
    found = asking.asked(words, now=now, tz=tz) or asking.nearest(words, now=now, tz=tz)
    return found or asking.Asked("help")


def _means(message: Message, span: Span, kind: str) -> str | None:
    """Which of its kind it is: what the classifier is plain about, else what its words come
    nearest to, else what is at least likely; None where nothing is. A courtesy is then talk.
    """
    model = known_models().get(kind)
    if model is None:
        return None
    found = model.probabilities(message.features(span))
    best = _most_likely(found)
    if found[best] >= _PLAINLY:
        return best
    near = _NEAREST[kind](message.plain(span).words)
    if near is not None or found[best] >= _BARELY:
        return near or best
    return "talk" if kind == "courtesy" else None
