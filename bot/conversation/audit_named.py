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
    neither a body nor an audit nor the record ("sent it"), and is one only where one is on.
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
    r"\b(?P<techsafe>techsafe)\b|\b(?P<cmi>cmi|chartered management institute)\b"
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
    r"(?:my|the) (?:whole |full |entire |complete )?(?:cpd|imi|cmi|training|learning|professional)?"
    r" ?(?:records?|log|cpd|portfolio|file|logbook|evidence|credits|account|submission|stuff)"
)
_ME: Final = rf"(?:me|{_MY})"
_BEEN: Final = (
    r"(?:ive|i have|im|i am|weve|i was|i got|ive got|got|been|i|have)(?: just| now| all)?"
    r"(?: been| being| getting| getting myself)?(?: just| randomly)?"
)
_SELECTED: Final = (
    r"(?:selected|chosen|picked|picked out|called up|called in|called|drawn|sampled|randomly "
    r"selected|singled out|nominated)"
)
_AUDIT: Final = (
    rf"(?:an?|the|their|its|this years?|random|annual|{_BODY}s?|cpd| )*"
    r"(?:audit|audited|auditing|audits|inspection|sample|sampling|cpd check)"
)
_SELF: Final[tuple[tuple[AuditTold, str], ...]] = (
    (
        "off",
        rf"(?:im|i am|ive|i have|{_BODY}(?: have| has|s|ve)?|they|the audit|it)(?: is|s| was| have|"
        r" has)?(?: been)? ?(?:not (?:being )?(?:audited|selected)(?: after all| any ?more)?|"
        rf"(?:cancelled|called off|dropped|withdrawn)(?: {_AUDIT})?)(?: after all)?",
    ),
    ("off", rf"(?:the |my )?(?:{_BODY} )?audit (?:is|was|has been|s)? ?(?:off|cancelled|called off|"
     r"a mistake)"),
    (
        "selected",
        rf"{_BEEN} {_SELECTED}(?: at random)?(?: by {_BODY})?(?: (?:for|in|into|as part of|to be) "
        rf"{_AUDIT})(?: of {_MY})?(?: (?:by|from|with|at) {_BODY})?",
    ),
    ("selected", rf"{_BEEN} {_SELECTED} by {_BODY}"),
    ("selected", rf"{_BEEN} audited(?: (?:by|at) {_BODY})?"),
    ("selected", rf"{_MY} (?:is|has|s|was)(?: being| been)? (?:audited|called (?:for|in|up)|"
     rf"sampled|{_SELECTED} for {_AUDIT}|requested)(?: by {_BODY})?"),
    (
        "selected",
        rf"(?:{_BODY}|they)(?: have| has|ve|s| are| is|re| now| just)*(?: (?:want|wants|wanting|"
        r"need|needs|like|wish|going|asked|decided|choosing))?(?: to)? "
        rf"(?:audit|audits|auditing|audited|inspect|check|look at|see|sample|review|have) {_ME}"
        rf"(?: for {_AUDIT})?",
    ),
    (
        "selected",
        rf"{_BODY}(?: have| has|ve|s| are| just| now)*(?: (?:asked|asking|asks|called|calling|"
        rf"calls|want|wants|requested|requesting))(?: me)?(?: for| in)? {_MY}(?: for {_AUDIT})?",
    ),
    (
        "selected",
        rf"{_BODY}(?: have| has|ve|s| just)* {_SELECTED} {_ME}(?: (?:for|in|to be) {_AUDIT})?",
    ),
    (
        "selected",
        r"(?:ive|i have|i|got|just)*(?: got| had| received| just)*(?: an?| the| my)? ?"
        rf"(?:{_BODY} )?(?:cpd )?audit (?:letter|e ?mail|notice|request|notification)"
        rf"(?: (?:from|by) {_BODY})?",
    ),
    (
        "selected",
        r"(?:ive|i have|i|got|just)*(?: got| had| received| just)* ?(?:an? |the )?(?:letter|e ?mail)"
        rf" from {_BODY} (?:about|for|saying|announcing|re|regarding) {_AUDIT}(?: of {_MY})?",
    ),
    (
        "selected",
        rf"(?:i|ive|i have)(?: got| have)? to (?:send|submit|hand in|give|show) {_MY} (?:in )?(?:to )?"
        rf"{_BODY}(?: for {_AUDIT})?",
    ),
    (
        "sent",
        r"(?:ive|i have|i|weve|just|now|all)*(?: just| now| all| have)* ?(?:sent|submitted|handed in|"
        rf"uploaded|posted|emailed|e mailed|handed over) (?:it|that|them|everything|the lot|{_MY}|"
        rf"the (?:audit )?pack|the (?:{_BODY} )?audit)(?: (?:all|off|in|over|across))*"
        rf"(?: (?:to|with|at) {_BODY})?(?: for {_AUDIT})?",
    ),
    ("sent", r"(?:its|it is|thats|alls|everythings|everything is)(?: all)? (?:done|sent|sent off|"
     rf"gone|gone off|submitted|in|with {_BODY})(?: (?:to|with) {_BODY})?"),
    ("sent", rf"(?:the )?(?:{_BODY} )?audit(?: pack)? (?:is|has been|s)? ?(?:done|sent|sent off|"
     r"submitted|handed in)"),
    (
        "passed",
        rf"(?:ive|i have|i|we)?(?: just| have)? ?(?:passed|got through|came through|survived|cleared)"
        rf" (?:the|my|{_AUDIT}|{_BODY})+(?: ?(?:{_BODY} )?(?:cpd )?audit)?",
    ),
    ("passed", rf"{_BODY}(?: have| has|ve|s| just)* (?:passed|accepted|approved) (?:me|everything|it"
     rf"(?: all)?|all of it|the lot|{_MY}|the audit|my audit)"),
    ("passed", rf"(?:the |my )?(?:{_BODY} )?audit (?:is |was |has |s )?(?:passed|fine|ok|okay|all "
     r"fine|successful|went (?:well|fine|ok|okay))"),
    (
        "not_passed",
        r"(?:ive|i have|i|we)?(?: just| have)? ?(?:failed|(?:did not|didnt|havent|have not) pass(?:ed"
        rf")?) (?:the|my|{_AUDIT}|{_BODY})+(?: ?(?:{_BODY} )?(?:cpd )?audit)?",
    ),
    ("not_passed", rf"{_BODY}(?: have| has|ve|s| just)* (?:failed|rejected|not passed|turned down) "
     rf"(?:me|everything|it|{_MY}|the audit|my audit)"),
    ("questions", rf"{_BODY}(?: have| has|ve|s| just| came back| come back| are back)*(?: with)? "
     r"(?:a |some |more |got )*(?:questions?|queries)(?: about (?:it|my record|my cpd|the audit))?"),
    ("questions", rf"{_BODY} (?:want|wants|need|needs|asked for|ask for) (?:some )?more (?:evidence|"
     r"information|info|details?)"),
    ("not_heard", rf"(?:ive|i have|i|we)?(?: still)? ?(?:havent|have not|not|nothing|heard nothing|"
     rf"no news|no word|no answer)(?: heard)?(?: anything| a thing)?(?: back)?(?: yet)? from {_BODY}"),
)
_SAID: Final = tuple(
    (told, re.compile(f"{_LEAD}{pattern}{_TAIL}")) for told, pattern in _SELF
)
_NAMES_IT: Final = re.compile(
    rf"\b(?:audit\w*|inspection|record|records|cpd|portfolio|pack|{_BODY})\b"
)
_BY: Final = re.compile(
    r"[,.;:–-]?\s*\b(?:and )?(?:they (?:want|need) it |it(?:s| is) due |(?:which is )?due |to be "
    r"(?:in|there) |deadline(?: is)? |they gave me )?(?:by|before|until|till|for|on|is|due)?(?: the)?"
    r"(?: latest)?\s*\x1f+"
)


def audit_named(text: str, now: datetime) -> AuditNamed | None:
    """What a message tells of an audit of the member's record, if it tells nothing else. `now` is
    in the member's zone; the day of a letter lies ahead, others behind.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    shown = folded(cleaned)
    for ahead in (True, False):
        on, without = _day(shown, cleaned, now, ahead=ahead)
        line = _line(_BY.sub(" ", without))
        if not 0 < len(line.split()) <= _WORDS_MOST:
            return None
        told = next((told for told, said in _SAID if said.fullmatch(line)), None)
        if told is None or (told != "selected" and ahead and on is not None):
            continue
        found = _WHICH.search(line)
        body = "" if found is None or found.lastgroup is None else found.lastgroup
        return AuditNamed(told, body, on, _NAMES_IT.search(line) is None)
    return None


def _day(shown: str, cleaned: str, now: datetime, *, ahead: bool) -> tuple[date | None, str]:
    """The day that it names, None where it names none that is plain; and the text with a mark where
    days stood.
    """
    tenses: tuple[Tense, Tense] = ("future", "past") if ahead else ("past", "future")
    for tense in tenses:
        read = find_dates(shown, cleaned, now=now, tense=tense, settled=True)
        if read.problem is None and read.spans:
            break
    without = "".join(
        "\x1f" if any(first <= place < last for first, last in read.spans) else letter
        for place, letter in enumerate(shown)
    )
    if read.problem is not None or read.start.value != read.end.value:
        return None, without
    return read.start.value, without


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space."""
    return " ".join(re.sub(r"[^\w ]+", " ", shown.replace("'", "")).split())
