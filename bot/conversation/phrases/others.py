"""What is not one's own, what is said by reference, and what was pasted from somewhere."""

import re
from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

NOT_OWN: Final = Families[Literal["not_own"]](
    Family(
        "not_own",
        says=(
            "{somebody} [{word}] [{word}] (did|done|went|attended|completed|passed|took|has done|"
            "has been|has passed|"
            "is doing|is on|was on|finished|watched|read|has completed|have done|have completed|"
            "have been|sat|are doing|are on|got|wants|needs|were on|were at|was at|teaches|runs) "
            "{text}",
            "{log} [me|in|down] [{text}] for (all|everyone|everybody|each|both|the whole|my|our|"
            "the) "
            "[of] [the|my|our] [whole|entire] (team|lads|guys|technicians|techs|boys|apprentices|"
            "crew|workshop|staff|mechanics|apprentice|mate|colleague|everyone|them|department|"
            "reports|people|shop|bay)",
            "{log} [{text}] for (everyone|everybody|them|him|her|us all|the team|my team)",
        ),
        examples=(
            "my mate did a 3 h Bosch course",
            "log 2 h for all my team",
            "our apprentice Sam passed his Level 2 today",
            "the lads went on a forklift refresher yesterday",
        ),
        others=("my course did 3 h on Bosch", "did a 2h course for team leaders"),
        bare=True,
    ),
    pieces={
        "log": "log|add|put|record|book|save|enter|can you log|please log|can you add|"
        "could you log",
        "somebody": (
            "(my|our|a|the|one of my|one of the|one of our|some of the|two of the|two of my) "
            "[{word}] "
            "(mate|mates|colleague|colleagues|friend|buddy|brother|sister|wife|husband|boss|"
            "manager|"
            "apprentice|apprentices|lads|lad|guys|team|supervisor|trainee|technician|technicians|"
            "tech|techs|fitter|oppo|workmate|partner|son|daughter|girls|boys|neighbour|foreman|"
            "service advisor|advisor|mechanic|mechanics)|"
            "(he|she|they|someone|somebody|everyone|everybody|another lad|another tech)"
        ),
    },
)
NAMED_OTHER: Final = re.compile(
    r"(?P<name>[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?) (?:did|done|went|attended|completed|passed|"
    r"took|has"
    r" done|has been|has passed|is doing|is on|was on|finished|watched|has completed|sat)\b"
)
NO_NAMES: Final = frozenset(
    [
        "i",
        "we",
        "just",
        "today",
        "yesterday",
        "this",
        "last",
        "the",
        "it",
        "also",
        "and",
        "then",
        "have",
        "had",
        "did",
        "went",
        "been",
        "training",
        "course",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "my",
        "our",
        "webinar",
        "morning",
        "afternoon",
        "online",
        "lunch",
        "team",
        "day",
    ]
)

Reference = Literal["same", "as_above"]

REFERENCES: Final = Families[Reference](
    Family(
        "same",
        says=(
            "[the] same [course|thing|one|webinar|talk|session|again] [again] [as|like] "
            "(last time|last week|before|yesterday|{day}|the last one|previous|the other day)",
            "same [again|thing again|one again|course again|as usual] [{day}] [today|yesterday]",
            "[{log}] (another|repeat) of (the same|those|that|it) [{day}]",
            "(another one|one more) (of those|like that|the same) [{day}]",
            "[did] the usual [{length}] [{day}]",
        ),
        examples=(
            "same as last week",
            "same again today",
            "another of those yesterday",
            "same again",
        ),
        others=("same fault as last week, now I check the earth",),
    ),
    Family(
        "as_above",
        says=(
            "(as above|same as above|same|same as that|same one|as before|ditto|same again) "
            "(but|except|only|this time) [for|it was|was|with] ({length}|{day}) [{length}] "
            "[{day}] [long]",
            "(as above|ditto)",
        ),
        examples=("as above but 2 hours", "same but 2h yesterday"),
    ),
    pieces={"log": "log|add|did"},
)

_PASTED: Final = re.compile(
    r"\bthis is to certify|\bhas (?:successfully )?completed\b|\bcertificate of\b|learning "
    r"outcomes?:?"
    r"|^(?:from|to|subject|sent|cc|date): |\bdear (?:all|colleague|delegate|member|sir|mr|ms|mrs)\b"
    r"|\bcourse (?:content|code|overview|objectives|ref)\b|\bby the end of (?:this|the) (?:course|"
    r"session)"
    r"|\bdelegates will\b|\bparticipants will\b|\bkind regards\b|\bunsubscribe from\b|\bis "
    r"awarded to\b"
    r"|\bawarded to\b|\byou(?:'ve| have) been (?:enrolled|booked|registered)|\bjoining "
    r"instructions\b"
    r"|\bbooking (?:ref|confirmation|number)\b|\bcpd hours:|\bcpd points:|\bno[- ]reply\b",
    re.MULTILINE,
)
_OF_ONES_OWN: Final = re.compile(r"(?<![\w'])(?:i|i'm|i've|i'll|im|ive|my|me|we|our)(?![\w'])")
_MANY_WORDS: Final = 120


def is_pasted(plain: str) -> bool:
    """Whether folded text was written by somebody else: a certificate, an e-mail, a programme."""
    if _OF_ONES_OWN.search(plain) and not plain.startswith(("from:", "subject:", "dear ")):
        return False
    return _PASTED.search(plain) is not None or len(plain.split()) > _MANY_WORDS
