"""Reads what a member tells of a body's audit of their own record: "I've been selected for audit",
"CMI have asked for my record by 12 January", "sent it to IMI", "IMI passed me".

Only a message that is nothing else is one, so that no account is taken for it.
"""

import re
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from bot.conversation.audit_days import DAY, DUE, DaysTold, day_past, days_told
from bot.conversation.text import READ_LIMIT, clean, folded

AuditTold = Literal[
    "selected", "due", "sent", "passed", "not_passed", "questions", "not_heard", "off"
]
"""What of it: "due" is only by when, of an audit that was told before."""


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
    r"what (?:do|should|can) i (?:do|send|need)(?: now)?|what do (?:they|imi|cmi"
    r"|dvsa) (?:want|need|"
    r"ask for|look at|check|expect)(?: from me)?|what does (?:that|it) (?:mean"
    r"|involve)|what happens"
    r"(?: now| next)?|what now|whats next|what next|already|ffs|"
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
    ("off", rf"{_AUDIT}(?: is| was| has been|s been|s)? (?:off|cancelled|called off|a mistake)"),
    (
        "selected",
        rf"{_BEEN} {_SELECTED}(?: at random)?(?: by {_BODY})? (?:for|in|into|as part of|to be) "
        rf"{_AUDIT}(?: of {_MY})?{_FROM}",
    ),
    ("selected", rf"{_BEEN} (?:{_SELECTED} by {_BODY}|audited{_FROM})"),
    ("selected", rf"{_SELECTED}(?: at random)?(?: by {_BODY})? for {_AUDIT}(?: of {_MY})?{_FROM}"),
    ("selected", rf"(?:{_SELECTED}|audited) by {_BODY}"),
    ("selected", rf"{_BEEN} (?:up|down|due|in) for {_AUDIT}(?: of {_MY})?{_FROM}"),
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
        rf"{_I}(?:handed|turned|sent|given) (?:it|that|them|everything|the lot|{_MY}) (?:in|over)"
        rf"{_FROM}",
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
        rf"(?:{_BODY}|they|(?:the )?auditors?){_HAS} (?:passed|accepted|approved) (?:me|"
        rf"everything|it all|all of it|the lot|"
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
        rf"(?:{_BODY}|they|(?:the )?auditors?){_HAS} (?:failed|rejected|not passed|turned down|"
        rf"didnt pass|did not pass|havent passed|didnt accept|did not accept) (?:me|everything|"
        rf"{_MY}|"
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
_SELECTED_ALONE: Final = re.compile(
    rf"{_LEAD}(?:ive|i have|i was|weve)(?: just)?(?: been)? (?:just |randomly )?"
    rf"(?:selected|chosen|picked|drawn|sampled|randomly selected)(?: at random)?{_TAIL}"
)
"""What is said of an audit where nothing else is asked: "I've been selected"."""
_NAMES_IT: Final = re.compile(
    rf"\b(?:audit\w*|inspection|sampl\w+|record|records|cpd|portfolio|pack|{_BODY})\b"
)
_RECORD_NAMED: Final = re.compile(r"\b(?:audit\w*|records?|log|logbook|cpd)\b")

# --- By when ----------------------------------------------------------------------------------

_REPLY: Final = (
    r"(?:send|submit|reply|respond|answer|get|hand|give|upload|provide|return|produce|supply|sort|"
    r"do|have)"
)
_IT: Final = rf"(?:it|that|this|them|everything|the lot|all of it|it all|{_MY}|a reply|an answer)"
_WHERE: Final = rf"(?: (?:in|off|over|back|across|there|to|them|with|{_BODY}|all|sorted|done))*"


def _clause(who: str) -> str:
    """What may be said around the day, of them who ask for it."""
    return (
        rf"(?:(?:{who})(?: (?:have|ve|do|ll|will|would|d|s|are|is))* (?:want|wants|"
        r"need|needs|expect|expects|require|requires|like|asked for|asking for|ask for|must "
        r"have|has to "
        rf"have|have to have)(?: (?:me )?to (?:have|see|get|{_REPLY}))?(?: {_IT})?{_WHERE}"
        rf"|(?:need|needs|want|wants) {_IT}{_WHERE}"
        rf"|(?:{who}|the letter)(?: (?:have|has|ve|only|just))* (?:gave|give|gives|given|giving|"
        r"allow|allowed|says?|said)(?: me)?(?: only| just)?"
        rf"|(?:which|{_IT}|its|everythings|thats|theyre|reply|a reply|response|submission|answer)"
        r"(?: (?:is|are|s|has|have|needs?|wants?|must|should|to|be|got|going))*(?: (?:due|"
        r"wanted|needed|"
        rf"required|sent|submitted|returned|handed|uploaded|expected|there|in|with))*{_WHERE}"
        r"|(?:(?:i|ive|we|weve|im)(?: (?:have|ve|only|just|got|been|was|am))* )?(?:given|got|have|"
        rf"must|need|should|supposed|meant|had)?(?: only| just)?(?: ?to {_REPLY}(?: {_IT})?{_WHERE}"
        rf"| {_REPLY} {_IT}{_WHERE})?"
        r"|(?:the |my |a )?(?:(?<=the )audit |(?<=my )audit |^audit )?"
        r"(?:deadline|cut ?off|due date|closing date|last day|latest)"
        r"(?: (?:is|for it|for that|for (?:the|my|this) audit|s|of))*|must "
        r"(?:reply|respond|answer))"
    )


_AT: Final = (
    r"(?:\d{1,2}(?: \d\d)?(?: ?(?:am|pm))?|noon|midnight|close of play|cop|eod|end of play)"
)
_LEAD_DUE: Final = (
    rf"(?:by|before|until|till|til|untill|for|on|is|due|in|within|at|no later than|not later than|"
    rf"about|only|just|the|next|latest|{_AT}|of)"
)
_BEHIND_DUE: Final = (
    rf"(?:at the latest|latest|(?:is|as) the (?:deadline|latest|cut ?off)|deadline|"
    rf"(?:in which )?to {_REPLY}(?: {_IT})?{_WHERE}|from them|max|tops|left|only)"
)
_AND: Final = r"(?:\b(?:and|so|but|now|also|says|saying) )*"
_DAY_OF: Final = rf"(?:\b(?:dated|of|from|on|in|at|since) )*{DAY}\b"
_OTHER: Final = (
    rf"(?:\b(?:and|the|a) )*(?:\b(?:letter|e ?mail|notice|it) (?:is |was |came |arrived |has |"
    rf"come |in |through )*)?{_DAY_OF}"
)
_DAYS: Final = tuple(
    re.compile(rf"{_AND}\b{clause}(?:{_LEAD_DUE} )*{DUE}\b(?: {_BEHIND_DUE})*|{other}")
    for clause, other in (
        ("", _DAY_OF),
        (f"(?:{_clause('they')} )?", _OTHER),
        (f"(?:{_clause(f'they|{_BODY}|the auditors?')} )?", _OTHER),
    )
)
"""The day by which it is to be there, and others, such as that of the letter: alone with the words
that lead to them, and with the clause that says no more.
"""

_THEY_WANT: Final = re.compile(
    rf"{_LEAD}(?:they|(?:the )?auditors?){_HAS} (?:want|wants|need|needs|asked for|ask for|asking "
    rf"for|expect)(?: to (?:see|have|get))? {_MY}\b.*"
)
_SHORT_OF_IT: Final = re.compile(
    rf"{_LEAD}(?:(?:i have|ive got|i got|got|have|theres|its) )?(?:(?:an?|the|my) )?(?:"
    rf"{_BODY} (?:cpd )?(?:audit|inspection|sampling|{_SELECTED})"
    rf"|(?:cpd )?(?:audit|inspection)(?: (?:by|from|with|for|of|at))? {_BODY}"
    rf"|{_SELECTED}(?: (?:by|for))? {_BODY}(?: audit)?){_TAIL}"
)
"""A body and an audit in so few words that it is one that is told only where its day is named with
them: "IMI audit, due 12 January", "audit by IMI 12 Jan".
"""

_AHEAD_LEAST: Final = timedelta(days=7)
"""A day that nothing calls the last one is it from here on: letters leave weeks, and what is said
of a day of this week ("IMI audit Tuesday") may have been.
"""

_DAY_ALONE: Final = re.compile(
    rf"{_LEAD}(?:(?:its|it is|thats|that is|by|on|before|within|until|till|til|for|the|due|"
    r"deadline|is|in|say|says|they want it|they need it|i think|think|maybe|no later than|sorry|"
    r"letter|and) )*"
    rf"(?:{DUE}|{DAY})(?: (?:at the latest|latest|i think|think|deadline))*{_TAIL}"
)


def day_alone(text: str, now: datetime) -> date | None:
    """The day that a message names, and nothing else, as the one by which a record is to be there:
    today, or one to come. None where it says anything else, or names none that can be read. `now`
    is in the member's zone.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    days = days_told(folded(cleaned), cleaned, now)
    line = _line(days.words)
    if len(line.split()) > _WORDS_MOST or _DAY_ALONE.fullmatch(line) is None:
        return None
    day = days.ahead if days.due is None else days.due
    return None if day is None or day < now.date() else day


def audit_named(text: str, now: datetime) -> AuditNamed | None:
    """What a message tells of an audit of the member's record, if it tells nothing else. `now` is
    in the member's zone; the day of a letter lies ahead, others behind.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    shown = folded(cleaned)
    days = days_told(shown, cleaned, now)
    whole = _line(days.words)
    if not 0 < len(whole.split()) <= _WORDS_MOST:
        return None
    told = _told_in(whole, days, now.date())
    if told is None and (mended := _mended(whole)) != whole:
        told = _told_in(mended, days, now.date())
    if told is None or told.told in ("selected", "due"):
        return told
    return told._replace(on=day_past(shown, cleaned, now))


def _told_in(line: str, days: DaysTold, today: date) -> AuditNamed | None:
    """What a line of words tells, with the day of an audit that is to come."""
    rests = [" ".join(days_said.sub(" ", line).split()) for days_said in _DAYS]
    rest = rests[-1]
    told = next((told for one in rests for told, said in _SAID if said.fullmatch(one)), None)
    found = _WHICH.search(line)
    body = "" if found is None or found.lastgroup is None else found.lastgroup
    is_due = DUE in line.split()
    if told is None and any(_SELECTED_ALONE.fullmatch(one) for one in rests):
        return AuditNamed("selected", body, days.due, bare=True)
    if told is None:
        by = days.due if is_due else _far_ahead(days, today)
        if (is_due or by) and any(_SHORT_OF_IT.fullmatch(one) for one in rests):
            return AuditNamed("selected", body, by)
        if not is_due:
            return None
        if re.fullmatch(_LEAD + _TAIL, f"{rest} ".lstrip()) is None:
            return None
        names_record = _RECORD_NAMED.search(line) is not None
        wants = names_record and _THEY_WANT.fullmatch(line) is not None
        if names_record and not wants and "audit" not in line.split():
            return None  # "my CPD is due by 31 May": that is the cycle's end
        return AuditNamed("due", body, days.due, bare=not wants)
    bare = _NAMES_IT.search(line) is None
    if told != "selected":
        return AuditNamed(told, body, bare=bare)
    return None if bare else AuditNamed(told, body, days.due, bare)  # "they want to see me"


def _far_ahead(days: DaysTold, today: date) -> date | None:
    day = days.ahead
    return None if day is None or day - today < _AHEAD_LEAST else day


def _line(words: str) -> str:
    """Words alone, each apart from the next by a space."""
    told = _SHORTENED.sub(r"\1 ", words).replace("'", "")
    return " ".join(re.sub(r"[^\w ]+", " ", told).split())


_SHORTENED: Final = re.compile(r"\b(they|imi|cmi|dvsa)'(?=(?:ve|re|d|ll)\b)")
"""Of these the verb is a word of its own, as it is where it is written out."""

_MENDED: Final = (
    *("selected", "audit", "audited", "record", "passed", "failed", "accepted", "rejected"),
    *("chosen", "picked", "deadline", "everything", "evidence", "institute"),
)
_AS_THEY_ARE: Final = frozenset(
    {"audio", "records", "recorded", "audits", "passes", "parsed", "accepts"}
)
_LIKE: Final = 0.8
"""How much of a word's letters stand as in the one that was meant."""


def _mended(line: str) -> str:
    """The words with slips of the pen in those that matter set right."""
    return " ".join(map(_meant, line.split()))


@lru_cache(maxsize=2048)
def _meant(word: str) -> str:
    if len(word) < 4 or word in _AS_THEY_ARE or word.isupper():
        return word
    return next(iter(get_close_matches(word, _MENDED, 1, _LIKE)), word)
