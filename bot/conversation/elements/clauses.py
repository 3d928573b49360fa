"""Cuts a text into clauses, dictated run-ons too; what a clause holds is `finding`'s."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.conversation.field import Span
from bot.conversation.text import READ_LIMIT, folded

_JOINT: Final = r"(?:and|so|but|then|plus|n|&)"
_SUBJECT: Final = (
    r"(?:i|we|you|u|he|she|they|it|its|this|that|there|im|ill|ive|everyone|everybody|nobody"
    r"|no one|customers?)(?:'\w{1,2})?"
)
_REASON: Final = r"(?:because|becuase|becasue|cause|cos|coz|cuz|cus|bcos|bcoz|'cause|seeing as)"
_AS_WE: Final = (
    r"as (?:i|we|it|my|our|no one|nobody)(?:'\w+| (?:now|are|am|have|had|was|were|is|need|do"
    r"|don'?t|will|can'?t|\w+ (?:was|is|are)))\b"
)
_VERB: Final = (
    r"(?:learn(?:t|ed)|lernt|realis\w+|realiz\w+|found|discovered|understood|turns out|will|going"
    r"|gonna|got|never|always|use|using|used|helps?|helpful|will|saves?|means|useful|handy|must"
    r"|relevant|relevent|need(?:ed)?|had|have|should|was|is|are|made|surprised|struggled|handy)"
)
_ALSO_OPENS: Final = (
    r"(?:now|next|from now on|which|where|if|when|as|since|to be honest|tbh|fitting|doing|mainly"
    r"|mostly|especially|first thing|been|bread and butter|day in|(?:bay|ramp|lift|unit|site) \w+"
    r" is|(?:sure )?half (?:my|our)|[\w-]+(?: [\w-]+){0,2} (?:is|are) (?:half|most|all) (?:of "
    r")?(?:my|our)|front"
    r" desk|every day|daily|ich|wir|je|j'ai|nous"
    r"|(?:all|any|every|most)(?: \w+){1,4} (?:i|we)|(?:\d+|two|three|ten|a few|a couple|loads)"
    r"(?: (?:or|to) \w+)?(?: of \w+)? (?:a|every|each) (?:day|week|month|year)|not (?:lost|had)"
    r"|haven'?t|good for|great for|ideal|perfect for|didn'?t|hadn'?t|took|sent|asked|not"
    r"|no|(?:for|on|in|at|with)"
    r" (?:my|our|the|all|every))"
)
_THING_AND_VERB: Final = (
    r"(?:the|my|our|that|this) \w+(?: \w+)? (?:is|are|was|were|has|have|can|needs?)"
)
_OBJECT: Final = r"(?:it|them|this|these|those|the|an?|my|our|loads|lots|\d+|same|about)"

_WORDS_THAT_GO_ON_LISTED: Final = (
    "when what that if before until till how than because cos coz as while where which who once"
    " think thought know knew say says said and so but why whenever whatever after since though"
    " although unless do did does can could should would will have had am are was wish sure hope"
    " guess suppose reckon realised realise realized learnt learned found mean means one ones like"
    " whether all everything anything something thing things stuff bit bits way time times or feel"
    " felt everywhere see wherever then now maybe perhaps also plus believe told n therefore"
    " honest tbh basically doubt the a my our to of for on in at with by"
)
"""After these a subject goes on with what was begun: "when I", "the thing I", "I think we"."""

_TIMES: Final = frozenset(
    {"today", "tonight", "yesterday", "yest", "yday", "morning", "afternoon", "evening", "night"}
    | {"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "week"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend"}
    | {"h", "hr", "hrs", "hour", "hours", "min", "mins", "minutes", "month", "ago", "lunchtime"}
)
"""With these a clause of facts often ends."""

_WORDS_THAT_GO_ON: Final = frozenset(_WORDS_THAT_GO_ON_LISTED.split())


@dataclass(frozen=True, slots=True)
class Cut:
    """One kind of place where a clause ends.

    `pattern` matches folded text up to where the next clause begins. `tight`: none is cut after
    one of the words that go on; `behind`: only after one of these. `examples` show a bar at every
    cut that is made.
    """

    name: str
    pattern: str
    examples: tuple[str, ...]
    tight: bool = False
    behind: frozenset[str] = frozenset()


CUTS: Final[tuple[Cut, ...]] = (
    Cut(
        "end of a sentence",
        r"[.!?…]+[\"')\]]*(?= |$)",
        ("prove dead first.|then unplug it.|easy", "it is 1.5 m away, e.g. here"),
    ),
    Cut(
        "semicolon, or a dash that stands alone",
        r" ?; ?| [-–—]+ (?=\D)| ?[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f? (?=\w)",
        ("prove dead;|I do EVs", "prove dead -|I do EVs", "fit the re-made one, 2 - 3 h"),
    ),
    Cut(
        "comma before what begins a clause",
        rf" ?, ?(?=(?:{_JOINT} )*(?:{_SUBJECT}|{_VERB}|{_ALSO_OPENS}|{_REASON}|{_THING_AND_VERB})"
        r"(?![\w']))| ?, ?(?=(?:but|so) \w)"
        r"| ?, ?(?=[^,.;!?]{3,50} (?:for (?:me|us)|is mine|are ours|is ours)(?:\W|$))",
        (
            "prove dead,|I do EVs",
            "prove dead,|useful on EVs",
            "always check it,|and we write it down",
            "gloves, mats, signs",
        ),
    ),
    Cut(
        "joint before a subject, or before a verb that does without",
        rf" (?={_JOINT} (?:(?:now|then|also|just|and|so) )*(?:{_SUBJECT}|{_THING_AND_VERB}|will"
        r"|learn(?:t|ed)|realis\w+|found out|helps?|means|saves?|going to|gonna|from now on"
        r"|next (?:time|one)|useful|handy|once|when|what|if)(?![\w']))",
        (
            "you plan it first|and I use it in reviews",
            "the bracket cracks|so I will check it",
            "it is odd|but once you trace it it helps",
            "fuses and relays",
            "it was so hard",
        ),
    ),
    Cut(
        "reason",
        rf" (?={_REASON} (?!of\b))| (?={_AS_WE})",
        ("did it|because a van came in", "did it|as we now sell them", "same as the rest"),
    ),
    Cut(
        "what follows from it",
        r" (?=(?:which|that|it|this)(?:'ll|'s|s|ll| will| would| is| should| can)*"
        r"(?: also| really| always)* (?:helps?|means?|saves?|useful|handy|good for|makes|speeds?"
        r"|matters?|lets|keeps)\b)"
        r"| (?=its (?:useful|handy|good for|for (?:my|our|the))\b)"
        r"| (?=(?:saves|helps) (?:me|us|on|with|when|in)\b)",
        (
            "order by vin|which saves time",
            "it is a torque stick|it will help on tyres",
            "learnt what helps us",
        ),
        tight=True,
    ),
    Cut(
        "run-on: what came of it behind when it was",
        r" (?=(?:learn(?:t|ed)|realis\w+|realiz\w+|found (?:out|that|it)|discovered|turns out|will|"
        r"gonna|going to|now (?:i|we)|(?:it |that )?(?:helps|helped|means)|useful|handy|good for|"
        r"because|cos|as|was (?:hard|tricky|surprised)|surprised|struggled|didn'?t|never|always|"
        r"been) \w)",
        (
            "3h course at Delphi on Monday|learnt you wait for the discharge",
            "talk on lifts this morning|will check the pads every week",
            "a podcast on the train yesterday|realised I never ask",
        ),
        behind=_TIMES,
    ),
    Cut(
        "plan",
        r" (?=(?:from now on|next time|going forwards?|in future) (?:i|we|im|ill)\b)",
        ("meter it twice|next time I'll do it", "I'll meter it from now on"),
    ),
    Cut(
        "run-on: a subject, its verb and an object",
        rf" (?=(?:i|we)(?:'\w+)? (?:(?:now|also|always|mostly|usually) )?\w+ {_OBJECT}\b)"
        r"| (?=(?:i|we)'\w+ \w+ \w+)| (?=(?:im|ive|ill) \w+ \w+)"
        r"| (?=(?:i|we) (?:will|am|are|now|never|always|need|dey|shall) \w+ \w+)"
        r"| (?=turns out\b)",
        (
            "tyres have a load rating|i sell them every day",
            "helps on every job I do",
            "it is the thing I will always remember",
            "it cracks|i'm checking them now",
            "since the course I've had none come back|and we like it",
            "on Friday I'm going to try it",
        ),
        tight=True,
    ),
)
"""Where clauses are cut. Each row's examples are cut as shown, by all rows together."""

_ANY_CUT: Final = re.compile("|".join(f"(?P<_{n}>{cut.pattern})" for n, cut in enumerate(CUTS)))
_LAST_WORD: Final = re.compile(r"([\w']+)\W*\Z")
_ABBREVIATED: Final = frozenset(("e.g", "i.e", "approx", "vs", "etc", "st", "dr", "mr", "mrs"))
_LAST_TOKEN: Final = re.compile(r"[\w.]+\Z")
_HEAD: Final = re.compile(r"(?:[\s,;–—-]+|(?:and|but|n|so(?! that\b)|plus)(?= )|&)+")
_TAIL: Final = re.compile(r"[\s,;–—-]+\Z")


_UNFINISHED: Final = re.compile(
    r"(?:[\s,;–—-]|(?:and|but|so) )*(?:(?:since|when|whenever|if|once|after|while)(?: [^,;.!?]*)?"
    r"|(?:on|in|by|at|next|this|over|during|within|starting|from)(?: [\w']+){0,3}|tomorrow|daily"
    r"|weekly|monthly"
    r"|(?:every|each|most|some|half the) [\w ]{1,20}"
    r"|the (?:bit|part|section|stuff) (?:on|about|with|for)(?: [\w'-]+){1,4})"
)
"""What waits for its main clause, and is not cut from it: "since the course", "on Friday"."""


def clauses(text: str) -> tuple[Span, ...]:
    """The clauses of a cleaned text, in its order and apart, each with a letter or digit in it.

    A sentence's mark stays with its clause; the commas and the "and", "so", "but" that part two
    clauses belong to neither. What lies beyond `READ_LIMIT` belongs to the last clause.
    """
    head = text[:READ_LIMIT]
    plain = folded(head)
    edges, waited = [0], -1
    for found in _ANY_CUT.finditer(plain):
        if not _parts(found, plain):
            continue
        if (
            waited != edges[-1]
            and not _ends_a_sentence(found)
            and _UNFINISHED.fullmatch(plain, edges[-1], found.start())
        ):
            waited = edges[-1]
            continue
        edges.append(found.end())
    lines = {at + 1 for at, mark in enumerate(head) if mark == "\n"}
    edges = sorted({*edges, *lines, len(head)})
    spans = [_trimmed(plain, start, end) for start, end in pairwise(edges)]
    spans = [span for span in spans if any(map(str.isalnum, plain[slice(*span)]))]
    if spans and len(text) > READ_LIMIT:
        spans[-1] = (spans[-1][0], len(text.rstrip()))
    return tuple(spans)


def _ends_a_sentence(found: re.Match[str]) -> bool:
    return found.lastgroup in ("_0", "_1")


def _parts(found: re.Match[str], plain: str) -> bool:
    """Whether a place that looks like a cut is one."""
    cut = CUTS[int((found.lastgroup or "_0")[1:])]
    if cut is CUTS[0] and found[0] == ".":
        token = _LAST_TOKEN.search(plain[max(0, found.start() - 8) : found.start()])
        return token is None or token[0] not in _ABBREVIATED
    if not cut.tight and not cut.behind:
        return True
    word = _LAST_WORD.search(plain[max(0, found.start() - 24) : found.start()])
    if word is not None and cut.behind:
        return word[1].lstrip("0123456789") in cut.behind
    return word is not None and word[1] not in _WORDS_THAT_GO_ON


def _trimmed(plain: str, start: int, end: int) -> Span:
    """Without what parts it from its neighbours; the text's own first word stays."""
    head = _HEAD.match(plain, start, end) if start else None
    start = head.end() if head else start
    tail = _TAIL.search(plain[:end], start)
    return start, max(start, tail.start() if tail else end)
