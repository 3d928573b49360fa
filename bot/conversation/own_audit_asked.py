"""Reads what a member asks of an audit of their own: to hand in ("hand it in"), by when ("when is
my audit due"), and to appeal ("I want to appeal this").

Only a message that is nothing else is one.
"""

import re
from functools import cache
from typing import Final, Literal, NamedTuple

from bot.conversation.audit_requests import words_alone

OwnAsked = Literal["hand_in", "due", "appeal", "picked", "missing", "not_then"]


class OwnAuditAsked(NamedTuple):
    """`body` is a word by which the body is called, empty where none is. `named`: they name an
    audit, or the body. `bare`: the words may as well be said of something else ("submit it"), and
    are about an audit only where one is on.
    """

    what: OwnAsked
    body: str = ""
    bare: bool = False
    named: bool = False


_LONGEST: Final = 200
"""Characters: what is longer says something else, too."""

_MAY_BE: Final = re.compile(
    r"\b(?:hand|submit|send|turn|due|deadline|cut ?off|last day|appeal|contest|dispute|challenge|"
    r"give|upload|post|mail|forward|disagree|agree|picked|selected|chosen|drawn|sampled|missing|"
    r"lack|date|day|audit|imi|cmi|techsafe|dvsa)"
)
"""What stands in each of them, so that other messages are told apart at once."""

_BODY: Final = r"(?:the )?(?:imi techsafe|techsafe|imi|cmi|dvsa)"
_OWN: Final = (
    r"(?:(?:my|the|that|this|our|an) )?(?:(?:whole|full|cpd|imi|cmi|techsafe) )*"
    r"(?:audits?|record|records|entries|log|cpd|audit record)"
)
_IT: Final = (
    r"(?:it|that|this|it all|all of it|everything|the lot|the (?:imi|cmi|techsafe) (?:one|round)"
    rf"|{_OWN})"
)
_TO: Final = (
    rf"(?: (?:to|for|with|at) (?:{_BODY}|the auditors?|my auditor|them|(?:the|my) audit|"
    r"my workplace|the round|audit))?"
)
_WANT: Final = (
    r"(?:(?:id|i|im|ive|we|would|want|wanna|wish|like|need|have|got|to|ready|going|gonna|can|could|"
    r"how|do|does|where|should|let|me|lets|please|pls|may|you|just|now|and|so|ok|okay|hi|hello|hey|"
    r"well|yes|then|time|help|trying) )*"
)
_TAIL: Final = r"(?: (?:please|pls|now|today|again|thanks|thank you|cheers|for me|here|then|by))*"
_ASKING: Final = r"(?:(?:hi|hello|hey|ok|okay|so|and|but|well|oh|please|pls|remind me|tell me) )*"
_WHEN: Final = (
    r"(?:(?:(?:by|until|till) )?(?:when|what day|what date|which day|which date)|how long)"
)
_IS: Final = r"(?:s| is| are| was)"
_DUE: Final = r"(?:due|needed|wanted|expected|to be (?:in|there|handed in|sent|done))"
_MUST: Final = (
    r"(?:(?:do|must|should|have|need|can|shall) (?:i|we)(?: (?:have|need|got))?(?: to)?|"
    r"(?:am i|are we) (?:to|supposed to|meant to)|does (?:it|that|my audit|everything) "
    r"(?:have|need) to be)"
)
_GIVE_IN: Final = (
    rf"(?:hand(?:ed)?(?: {_IT})? (?:in|over)(?: {_IT})?|submit(?:ted)?(?: {_IT})?|"
    rf"sen[dt](?: {_IT})?(?: (?:in|off|over|away))?(?: {_IT})?)"
)
_DEADLINE: Final = r"(?:deadline|due date|last day|cut ?off)"
_DECISION: Final = (
    r"(?:the|this|that|my|their|a) (?:audit )?(?:decision|result|outcome|verdict|findings?)"
)
_APPEALED: Final = rf"(?:{_IT}|{_DECISION}|{_BODY}s?(?: (?:decision|audit))?)"

_FORMS: Final[tuple[tuple[OwnAsked, str], ...]] = (
    ("due", rf"{_ASKING}{_WHEN}{_IS} {_IT}(?: {_DUE})?{_TO}"),
    ("due", rf"{_ASKING}{_WHEN} {_MUST} {_GIVE_IN}{_TO}"),
    (
        "due",
        rf"{_ASKING}how (?:long|many days|much time)(?: (?:do|have|is|are|i|we|there|got|left))*"
        rf" (?:for {_OWN}|to {_GIVE_IN}|(?:un)?till? {_OWN}{_IS} {_DUE})(?: left)?",
    ),
    (
        "due",
        rf"{_ASKING}(?:{_WHEN}|what){_IS} (?:(?:the|my) )?{_DEADLINE}(?: (?:for|of|to) "
        rf"(?:{_OWN}|{_GIVE_IN}))?",
    ),
    (
        "due",
        rf"{_ASKING}(?:(?:the|my) )?"
        rf"(?:audit (?:{_DEADLINE}|due|day)|{_DEADLINE} (?:for|of) {_OWN})",
    ),
    ("due", rf"{_ASKING}{_WHEN} do(?:es)? {_BODY} (?:want|need|expect)s? {_IT}"),
    (
        "picked",
        rf"{_ASKING}(?:have|was|am|did|will) i (?:(?:been|be|get|got|being) )?(?:picked|selected|"
        rf"chosen|drawn|sampled|audited)(?: (?:for|in|into) (?:an? |the |my )?(?:cpd )?"
        rf"(?:{_BODY} )?(?:audit|check|sample|round))?(?: by {_BODY})?(?: (?:yet|this year|now))?",
    ),
    (
        "missing",
        rf"{_ASKING}what(?:s| is| am i| do i)?(?: still)? (?:missing|lack|lacking|need|left)"
        r"(?: (?:for|in) (?:the|my|this) audit)?",
    ),
    (
        "not_then",
        rf"{_ASKING}(?:i |ill |we )?(?:cant|cannot|can not|wont|will not|not able to|unable to) "
        r"(?:make|do|manage|meet|be ready by|be ready on)(?: (?:that|the|this))? "
        r"(?:date|day|deadline|time)",
    ),
    ("hand_in", rf"{_WANT}(?:hand|turn|send)(?: {_IT})? in(?: {_IT})?{_TO}"),
    ("hand_in", rf"{_WANT}(?:hand|turn)(?: {_IT})? over{_TO}"),
    ("hand_in", rf"{_WANT}handing(?: {_IT})? in(?: {_IT})?{_TO}"),
    ("hand_in", rf"{_WANT}(?:submit|send off|send)(?: {_IT})?{_TO}"),
    ("hand_in", rf"{_WANT}(?:give|upload|post|e ?mail|forward)(?: {_IT})? (?:to|at|with) {_BODY}"),
    (
        "appeal",
        rf"{_WANT}(?:(?:make|start|lodge|file|raise|put in|an?) )*"
        rf"(?:appeal|appealing|contest|dispute|challenge)(?: (?:against )?{_APPEALED})?"
        rf"(?: (?:to|of|by|with|from|against) (?:{_BODY}|{_OWN}|the auditors?|my auditor))?",
    ),
    (
        "appeal",
        r"(?:(?:i|we|really|totally|strongly|do|not|dont) )+(?:dis)?agree with "
        rf"(?:{_DECISION}|(?:the|this|that|my) audit|(?:the|my) auditors? decision)",
    ),
)


def own_audit_asked(text: str) -> OwnAuditAsked | None:
    """What a message asks of an audit of the member's own, if it asks nothing else."""
    if len(text) > _LONGEST or _MAY_BE.search(text.lower()) is None:
        return None
    line = words_alone(text)
    what = next((one for one, form in _forms() if form.fullmatch(line)), None)
    if what is None or (what == "appeal" and "agree" in line and not _DENIES.search(line)):
        return None
    body = _NAMED.search(line)
    named = body is not None or "audit" in line
    bare = not named and _SAYS_IT.search(line) is None
    return OwnAuditAsked(what, "" if body is None else body[0], bare, named)


_DENIES: Final = re.compile(r"\b(?:disagree|dont|not)\b")
_NAMED: Final = re.compile(r"\b(?:techsafe|imi|cmi|dvsa)\b")
_SAYS_IT: Final = re.compile(
    r"\b(?:hand(?:ed|ing)? (?:\w+ ){0,3}?in|in\Z|appeal\w*|decision|picked|selected|"
    r"chosen|drawn|sampled)\b"
)
"""What makes it one of an audit, and of nothing else."""


@cache
def _forms() -> tuple[tuple[OwnAsked, re.Pattern[str]], ...]:
    return tuple((what, re.compile(form + _TAIL)) for what, form in _FORMS)
