"""Reads what a member tells of a body's audit of their own record: "I've been selected for audit",
"CMI have asked for my record by 12 January", "sent it to IMI", "IMI passed me".

Only a message that is nothing else is one, so that no account is taken for it.
"""

import re
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from bot.conversation.dates import Tense, find_dates
from bot.conversation.text import READ_LIMIT, clean, folded

AuditTold = Literal["selected", "sent", "passed", "not_passed", "questions", "not_heard", "off"]


class AuditNamed(NamedTuple):
    """What a message tells: `body` is a word by which the body is called, empty where none is; `on`
    the day that it names, None where it names none, or none that can be read. `bare`: it names
    neither a body nor an audit nor the record ("sent it"), and is one only where one is on. Of who
    was selected `on` is the day by which it is to be there, never the one on which they heard.
    """

    told: AuditTold
    body: str = ""
    on: date | None = None
    bare: bool = False


_WORDS_MOST: Final = 26
_BODY: Final = (
    r"(?:(?:the )?(?:imi register|imi techsafe|techsafe|imi|cmi|dvsa|institute(?: of the motor "
    r"industry)?|chartered management institute|institute of motor industry))"
)
_WHICH: Final = re.compile(
    r"\b(?P<techsafe>(?:imi )?techsafe)\b|\b(?P<cmi>cmi|chartered management institute)\b"
    r"|\b(?P<imi>imi|institute of the motor industry|institute of motor industry)\b"
    r"|\b(?P<dvsa>dvsa)\b"
)
_LEAD: Final = (
    r"(?:(?:hi|hello|hey|ok|okay|so|well|oh|no|oh no|help|hm+|ah|argh|damn|shit|crap|bugger|fuck|"
    r"eek|ugh|bad news|good news|great|news|apparently|unfortunately|sadly|it seems|looks like|"
    r"just|fyi|heads up|update|today|yesterday|this morning|and|guess what|typical|yes|yep|done|"
    r"finally|phew|turns out) )*"
)
_TAIL: Final = (
    r"(?: (?:today|yesterday|now|again|help|please|pls|this (?:year|time|morning|week)|mate|"
    r"what (?:do|should|can) i (?:do|send)(?: now)?|what now|whats next|what next|already|ffs|"
    r"panic|panicking|im panicking|argh|sorry|thanks|thank you|cheers|too|as well|just now|"
    r"in the post|by (?:e ?mail|post|letter)|at random|randomly|yet|at last|in the end|first))*"
)
_MY: Final = (
    r"(?:my|the) (?:(?:whole|full|entire|complete) )?(?:(?:cpd|imi|cmi|training|learning|"
    r"professional) )?(?:records?|log|cpd|portfolio|file|logbook|evidence|credits|account|"
    r"submission|stuff)"
)
_ME: Final = rf"(?:me|{_MY})"
_AUDIT: Final = (
    rf"(?:(?:an?|the|my|their|its|this years?|random|annual|cpd|{_BODY}s?) )*"
    r"(?:audit|audited|auditing|audits|inspection|sample|sampling|cpd check)"
)
_BEEN: Final = (
    r"(?:ive|i have|im|i am|weve|i was|i got|ive got|got|been)(?: just| now| all)?"
    r"(?: been| being| getting)?(?: just| randomly)?"
)
_SELECTED: Final = (
    r"(?:selected|chosen|picked|picked out|called up|called in|called|drawn|sampled|randomly "
    r"selected|singled out|nominated)"
)
_I: Final = r"(?:(?:ive|i have|i|we have|weve|we|just|now|all|still|have) )*"
_HAS: Final = r"(?: (?:have|has|ve|s|are|is|re|now|just|also))*"
_GOT: Final = rf"{_I}(?:(?:got|had|received|have) )?(?:(?:an?|the|my) )?"
_FROM: Final = rf"(?: (?:from|by|to|with|at) {_BODY})?"
_FOR: Final = rf"(?: (?:for|in|into|as part of|to be) {_AUDIT})?"
_MAIL: Final = "(?:letter|e ?mail|notice|request|notification)"
_SELF: Final[tuple[tuple[AuditTold, str], ...]] = (
    (
        "off",
        r"(?:im|i am) not (?:being )?(?:audited|selected|sampled)(?: any ?more)?(?: after all)?"
        rf"{_FROM}",
    ),
    ("off", rf"(?:{_BODY}|they){_HAS} (?:cancelled|called off|dropped|withdrawn) {_AUDIT}"),
    ("off", rf"{_AUDIT}(?: is| was| has been|s)? (?:off|cancelled|called off|a mistake)"),
    (
        "selected",
        rf"{_BEEN} {_SELECTED}(?: at random)?(?: by {_BODY})? (?:for|in|into|as part of|to be) "
        rf"{_AUDIT}(?: of {_MY})?{_FROM}",
    ),
    ("selected", rf"{_BEEN} (?:{_SELECTED} by {_BODY}|audited{_FROM})"),
    (
        "selected",
        rf"{_MY} (?:is|has|was)(?: being| been)? (?:audited|called (?:for|in|up)|sampled|requested"
        rf"|{_SELECTED} for {_AUDIT}){_FROM}",
    ),
    (
        "selected",
        rf"(?:{_BODY}|they){_HAS}(?: (?:want|wants|wanting|need|needs|like|wish|going|asked|"
        r"decided|choosing))?(?: to)? (?:audit|audits|auditing|audited|inspect|check|see|sample) "
        rf"{_ME}{_FOR}",
    ),
    (
        "selected",
        rf"{_BODY}{_HAS} (?:asked|asking|asks|called|calling|calls|want|wants|requested|"
        rf"requesting|need|needs)(?: me)?(?: for| in)? {_MY}{_FOR}",
    ),
    ("selected", rf"{_BODY}{_HAS} {_SELECTED} {_ME}{_FOR}"),
    ("selected", rf"{_GOT}(?:{_BODY} )?(?:cpd )?audit {_MAIL}{_FROM}"),
    (
        "selected",
        rf"{_GOT}{_MAIL} from {_BODY} (?:about|for|saying|announcing|re|regarding) {_AUDIT}"
        rf"(?: of {_MY})?",
    ),
    (
        "selected",
        rf"{_I}(?:got )?to (?:send|submit|hand in|give|show) {_MY} (?:in )?(?:to )?{_BODY}{_FOR}",
    ),
    (
        "sent",
        rf"{_I}(?:sent|submitted|handed in|uploaded|posted|emailed|e mailed|handed over) "
        rf"(?:it|that|them|everything|the lot|{_MY}|the (?:audit )?pack|{_AUDIT})"
        rf"(?: (?:all|off|in|over|across))*{_FROM}{_FOR}",
    ),
    (
        "sent",
        r"(?:its|it is|thats|alls|everythings|everything is)(?: all)? (?:done|sent|sent off|gone|"
        rf"gone off|submitted|in|with {_BODY}){_FROM}",
    ),
    (
        "sent",
        rf"{_AUDIT}(?: pack)?(?: is| has been|s)? (?:done|sent|sent off|submitted|handed in)",
    ),
    (
        "passed",
        rf"{_I}(?:passed|got through|came through|survived|cleared) (?:{_AUDIT}|{_BODY})",
    ),
    (
        "passed",
        rf"{_BODY}{_HAS} (?:passed|accepted|approved) (?:me|everything|it|it all|all of it|the lot|"
        rf"{_MY}|{_AUDIT})",
    ),
    (
        "passed",
        rf"{_AUDIT}(?: is| was| has|s)? (?:passed|fine|ok|okay|all fine|successful|went (?:well|"
        r"fine|ok|okay))",
    ),
    (
        "not_passed",
        rf"{_I}(?:failed|did not pass|didnt pass|havent passed|not passed) (?:{_AUDIT}|{_BODY})",
    ),
    (
        "not_passed",
        rf"{_BODY}{_HAS} (?:failed|rejected|not passed|turned down) (?:me|everything|{_MY}|"
        rf"{_AUDIT})",
    ),
    (
        "questions",
        rf"{_BODY}{_HAS}(?: (?:came|come|got|are|back|with|a|some|more|few))* (?:question|"
        r"questions|queries)(?: about (?:it|my record|my cpd|the audit))?",
    ),
    (
        "questions",
        rf"{_BODY}{_HAS} (?:want|wants|need|needs|asked for|ask for) (?:some )?more (?:evidence|"
        r"information|info|details?)",
    ),
    (
        "not_heard",
        rf"{_I}(?:(?:havent|have not|not) heard(?: anything| a thing)?|heard nothing|nothing|"
        rf"no news|no word|no answer)(?: back)?(?: yet)? from {_BODY}",
    ),
)
_SAID: Final = tuple((told, re.compile(f"{_LEAD}{pattern}{_TAIL}")) for told, pattern in _SELF)
_NAMES_IT: Final = re.compile(
    rf"\b(?:audit\w*|inspection|sampl\w+|record|records|cpd|portfolio|pack|{_BODY})\b"
)
_LEADS: Final = re.compile(r"\b(?:by|before|until|till|til)\b")
"""Words that would make a stretch of time of the one day that is meant."""

_IS_DUE: Final = re.compile(
    r"\b(?:by|before|until|till|til|due|deadline|latest|wants?|needs?|gave me|to be (?:in|there))"
    r"(?:\W+\w+){0,3}\W*"
)
"""What stands before the day by which it is to be there; any other is that of the letter."""

_BY: Final = re.compile(
    r"[,.;:–-]?\s*\b(?:and )?(?:they (?:want|need) it |it(?:s| is) |which is |to be (?:in|there) |"
    r"deadline(?: is)? |they gave me )?(?:due )?(?:by|before|until|till|til|for|on|is|due)?"
    r"(?: the)?(?: latest)?\s*\x1f+"
)
"""A day, as a mark, with the words that lead to it."""


def audit_named(text: str, now: datetime) -> AuditNamed | None:
    """What a message tells of an audit of the member's record, if it tells nothing else. `now` is
    in the member's zone; the day of a letter lies ahead, others behind.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    shown = folded(cleaned)
    for ahead in (True, False):
        on, without = _day(shown, cleaned, now, ahead=ahead)
        until = without.partition("\x1f")[0]
        line = _line(_BY.sub(" ", without))
        if not 0 < len(line.split()) <= _WORDS_MOST:
            return None
        told = next((told for told, said in _SAID if said.fullmatch(line)), None)
        if told is None or (told != "selected" and ahead and on is not None):
            continue
        found = _WHICH.search(line)
        body = "" if found is None or found.lastgroup is None else found.lastgroup
        bare = _NAMES_IT.search(line) is None
        if told == "selected":
            if bare:
                return None  # "they want to see me"
            on = on if _ends_with(_IS_DUE, until) else None
        return AuditNamed(told, body, on, bare)
    return None


def _day(shown: str, cleaned: str, now: datetime, *, ahead: bool) -> tuple[date | None, str]:
    """The day that it names, None where it names none that is plain; and the text with a mark where
    days stood.
    """
    dated = _LEADS.sub(lambda one: "on".ljust(len(one[0])), shown)
    tenses: tuple[Tense, Tense] = ("future", "past") if ahead else ("past", "future")
    for tense in tenses:
        read = find_dates(dated, cleaned, now=now, tense=tense, settled=True)
        if read.problem is None and read.spans:
            break
    without = "".join(
        "\x1f" if any(first <= place < last for first, last in read.spans) else letter
        for place, letter in enumerate(shown)
    )
    if read.problem is not None or read.start.value != read.end.value:
        return None, without
    return read.start.value, without


def _ends_with(pattern: re.Pattern[str], text: str) -> bool:
    return any(pattern.fullmatch(text, one.start()) for one in pattern.finditer(text))


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space."""
    return " ".join(re.sub(r"[^\w ]+", " ", shown.replace("'", "")).split())
