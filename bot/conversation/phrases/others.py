"""What is not one's own, what is said by reference, and what was pasted from somewhere."""

import re
from typing import Final, Literal

from bot.conversation.phrases.language import Families, Family

NOT_OWN: Final = Families[Literal["not_own"]](
    Family(
        "not_own",
        says=(
            "{somebody} [{word}] [{word}] {did} {text} [(while|when|as) i {text}]",
            "{somebody} {name} [{word}] {did} {text}",
            "[can you|could you|please|pls] (put|sign|mark|stick) {group} (down|in|up) [for "
            "{text}]",
            "{log} [me|in|down] [{text}] [down] for {group}",
            "{log} [{text}] [down] for {group} [too|as well|also|{text}]",
        ),
        examples=(
            "my mate did a 3 h Bosch course",
            "log 2 h for all my team",
            "log 2 h for all my team for the same webinar",
            "our apprentice Sam passed his Level 2 today",
            "the lads went on a forklift refresher yesterday",
            "put 1h manual handling down for everyone in the workshop please",
            "add 3h for my apprentice, he did the EV course",
            "my missus did a first aid course",
            "all the lads did the toolbox talk this morning apart from me",
            "two of my lads were on the hybrid course yesterday, 6 hours each",
        ),
        others=(
            "my course did 3 h on Bosch",
            "did a 2h course for team leaders",
            "did a 2h course for everyone in sales",
        ),
        bare=True,
    ),
    pieces={
        "name": "[{word}] [from|in] [the|our] [{word}] [{word}]",
        "did": (
            "did|done|went|attended|completed|passed|took|has done|has been|has passed|has just|"
            "is doing|is on|was on|finished|watched|read|has completed|have done|have completed|"
            "have been|sat|are doing|are on|got|wants|needs|were on|were at|was at|teaches|runs|"
            "had|have had|has had|just passed|just did|just done|is booked|are booked|was sent|"
            "were sent|are going|is going|will be|goes|spent"
        ),
        "log": (
            "log|add|put|record|book|save|enter|stick|bung|pop|can you log|please log|can you add|"
            "could you log|can you put|could you put|please put|please add|could you add|pls log|"
            "can u log|i need to log|i want to log|need to log|i need to record|kindly log|kindly "
            "add|can i log|may i log|id like to log"
        ),
        "group": (
            "(all|everyone|everybody|each|both|the whole|my|our|the|all the|all my|all our|both "
            "my|all of|each of|the rest of) [of] [the|my|our] [whole|entire|new|two|three|other] "
            "(team|lads|guys|technicians|techs|boys|apprentices|crew|workshop|staff|mechanics|"
            "apprentice|mate|colleague|everyone|them|department|reports|people|shop|bay|garage|"
            "trainee|trainees|lad|fitters|girls|office|depot|site|team members|others|brother|"
            "boss|manager|colleagues|advisors|branch)|(everyone|everybody|them|him|her|us all|"
            "them all|all of us|all of them|both of us) [in the {word}]"
        ),
        "somebody": (
            "[all] (my|our|a|the|one of my|one of the|one of our|some of the|some of my|two of "
            "the|two of my|two of our|three of my|three of the|both my|half the|most of the|all "
            "my|all our|another) [new|young|other|whole|rest of the] [{word}] (mate|mates|"
            "colleague|colleagues|friend|buddy|brother|sister|wife|husband|boss|manager|"
            "apprentice|apprentices|lads|lad|guys|team|supervisor|trainee|technician|technicians|"
            "tech|techs|fitter|fitters|oppo|workmate|partner|son|daughter|girls|boys|neighbour|"
            "foreman|service advisor|advisor|mechanic|mechanics|missus|gaffer|cousin|brother in "
            "law|sister in law|dad|mum|reports|staff|others|crew|painter|painters|trainees|"
            "advisors|valeter|driver|drivers|starter|starters)|(he|she|they|someone|somebody|"
            "everyone|everybody|another lad|another tech)"
        ),
    },
)
NAMED_OTHER: Final = re.compile(
    r"(?P<name>[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)?)(?: (?:from|in) (?:the |our )?\w+(?: "
    r"\w+)?)?(?:'s)? (?:also |just |already )?(?:been (?:on|at|to)|gone on|away on|did|done|went|"
    r"attended|completed|passed|took|has (?:just )?(?:done|been|passed|completed)|is doing|is on|"
    r"was on|was at|finished|watched|sat|had|is booked|was sent)\b"
)
OUR_NAMED: Final = re.compile(
    r"(?:(?:can you |could you |please |pls )*(?:put|stick|pop|get|sign|mark) "
    r"(?P<put>[A-Z][a-zà-ÿ]+)(?: and [A-Z][a-zà-ÿ]+)? (?:down|in|up) (?:for|as)\b|(?:[Oo]ur|[Mm]y|"
    r"[Yy]oung|[Ww]ee) (?P<our>[A-Z][a-zà-ÿ]+) (?:did|done|went|passed|attended|completed|has|was|"
    r"got|is)\b)"
)
"""Somebody named, to be put down for something: "put Danny down for 2 hours", "our Tom passed"."""

FOR_NAMED: Final = re.compile(
    r"(?:(?:can|could|please|pls|kindly|you|u|hi|hey|i|need|want|to) )*(?:log|add|put|record|book|"
    r"enter|stick|pop|save) .{0,60}?\b(?:for|to) (?P<name>(?!(?:[Mm]e|[Mm]yself|"
    r"[Uu]s)\b)[A-Z][a-zà-ÿ]+)(?: and [A-Z][a-zà-ÿ]+| [A-Z][a-zà-ÿ]+)?(?: (?:please|pls|too|as "
    r"well|thanks|ta))?(?:$|[,.;!?])",
)
"""Something to be logged for somebody who is named."""

NO_NAMES: Final = frozenset(
    {"i", "we", "just", "today", "yesterday", "this", "last", "the", "it", "also", "and", "then"}
    | {"have", "had", "did", "went", "been", "training", "course", "monday", "tuesday", "my"}
    | {"wednesday", "thursday", "friday", "saturday", "sunday", "our", "webinar", "morning"}
    | {"afternoon", "online", "lunch", "team", "day", "me", "us", "imi", "cmi", "cpd", "hybrid"}
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "bosch", "completed", "attended", "all", "everyone"}
    | {"teams", "zoom", "another", "so", "was", "ev", "hv", "adas", "mot", "yes", "no", "ok"}
    | {"level", "missed", "sorry", "hi", "hello", "christmas", "easter", "delphi", "thatcham"}
)

_OF_TIME: Final = (
    r"(?:the|last|this|these|past|few|couple|of|weeks?|months?|years?|days?|summer|spring|autumn"
    r"|winter|christmas|easter|weekend|holidays?|lockdown|start|beginning|end|middle|early|late"
    r"|mid|my|time|then|since|and|or|on|in|two|three|four|\d{1,4}|(?:mon|tues|wednes|thurs|fri"
    r"|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
"""When several things were done, and nothing of what they were."""

_NOT_TOLD: Final = re.compile(
    r"(?:(?:i|ive|i've|we|so|also|oh|and|have|had|just|btw|hi|hey),? )*(?:did|done|went on|been on|"
    r"had|attended|sat|completed|got|do|did do) (?:about |like |at least |another )?(?:\d{1,2}|two|"
    r"three|four|five|six|a (?:few|couple|couple of|load of|lot of|bunch of)|few|some|several"
    r"|loads|"
    r"loads of|lots of|many|couple of|tons of|plenty of|all sorts of) (?:more |other |of |small |"
    r"little |online |training |cpd |different )*(?:courses?|webinars?|things|bits|talks"
    r"|trainings?|"
    r"sessions|modules|cpd|videos|stuff)"
    r"(?: (?:in|last|this|over|since|during|back in|earlier|from|for|early|late|the|my)"
    rf"(?: {_OF_TIME}){{1,5}}"
    r"|,? (?:back in the summer|a while (?:ago|back)|ages ago|recently|lately))?"
    r"(?:,?(?: and| but| that| which| tho| though)* (?:i |we |ive |i've |they |are |all"
    r" )*(?:never|not|"
    r"havent|haven't|didnt|didn't|did not|forgot|still need|need|want|have to|should|would like|"
    r"wanna|gotta|arent|aren't|aint) .{2,40})?[.! ]*"
)
"""Somebody has done several, and has not said which: "I did 3 courses in September but never
logged them".
"""


def tells_not_which(low: str) -> bool:
    """Whether folded words say that several things were done, and none of them."""
    return _NOT_TOLD.fullmatch(low) is not None


Reference = Literal["same", "as_above"]

REFERENCES: Final = Families[Reference](
    Family(
        "same",
        says=(
            "[the] same [course|thing|one|webinar|talk|session|again] [again] [as|like] (last "
            "time|last week|before|yesterday|{day}|the last one|previous|the other day) [(this|"
            "it) (was|is)] [on] [{day}] [{length}] [at {text}]",
            "[{log}] [the|that] same (one|course|thing|webinar|talk) [again] [{day}]"
            " [too|as well|again]",
            "[the] same as (that|that one|it) [again] [{day}]",
            "same [again|thing again|one again|course again|as usual] [{day}] [today|yesterday]",
            "[{log}] (another|repeat) of (the same|those|that|it) [{day}]",
            "(another one|one more) (of those|like that|the same) [{day}]",
            "[did] the usual [{length}] [{day}]",
        ),
        examples=(
            "same as last week",
            "same again today",
            "another of those yesterday",
            "same as last week, this was friday",
            "same again",
        ),
        others=("same fault as last week, now I check the earth",),
    ),
    Family(
        "as_above",
        says=(
            "(as above|same as above|same|same as that|same one|as before|ditto|same again) (but|"
            "except|only|this time) [for|it was|was|with] ({length}|{day}) [{length}] [{day}] "
            "[long]",
            "(as above|ditto)",
        ),
        examples=("as above but 2 hours", "same but 2h yesterday"),
    ),
    pieces={"log": "log|add|did"},
)

_PASTED: Final = re.compile(
    r"\bthis is to certify|\bhas (?:successfully )?completed\b|\bcertificate of\b|learning "
    r"outcomes?:?|^(?:from|to|subject|sent|cc|date): |\bdear (?:all|colleague|delegate|member|sir|"
    r"mr|ms|mrs)\b|\bcourse (?:content|code|overview|objectives|ref)\b|\bby the end of (?:this|"
    r"the) (?:course|session)|\bdelegates will\b|\bparticipants will\b|\bkind regards\b|"
    r"\bunsubscribe from\b|\bis awarded to\b|\bawarded to\b|\byou(?:'ve| have) been (?:enrolled|"
    r"booked|registered)|\bjoining instructions\b|\bbooking (?:ref|confirmation|number)\b|\bcpd "
    r"hours:|\bcpd points:|\bno[- ]reply\b",
    re.MULTILINE,
)
_OF_ONES_OWN: Final = re.compile(r"(?<![\w'])(?:i|i'm|i've|i'll|im|ive|my|me|we|our)(?![\w'])")
_MANY_WORDS: Final = 120


def is_pasted(plain: str) -> bool:
    """Whether folded text was written by somebody else: a certificate, an e-mail, a programme."""
    if _OF_ONES_OWN.search(plain) and not plain.startswith(("from:", "subject:", "dear ")):
        return False
    return _PASTED.search(plain) is not None or len(plain.split()) > _MANY_WORDS
