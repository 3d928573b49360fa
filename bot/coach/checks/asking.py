"""Tells which elements of an account a question asks for, by its words.

To add a way of asking, put its words into the row of its element with an example in the tests.
"""

import re
from collections.abc import Mapping
from typing import Final

from bot.conversation.elements.cues import ELEMENTS, ElementId
from bot.conversation.text import folded

_THIS: Final = r"(?:this|that|it|the|these|those|your|an?)"
_DO: Final = r"(?:do|did|have|had|were|are|was|would|will|could|can|might|may)"

_ASKS: Final[Mapping[ElementId, str]] = {
    "why": (
        r"\bwhy (?:did|do|have|were|are|had) you (?:\w+ )?(?:choose|pick|do|doing|go|take|book"
        r"|attend|need|want|sign|decide|join|read|watch|come|go)\w*"
        r"|\bwhy (?:did|was|is) (?:\w+ ){1,5}(?:matter|worth|needed|important)"
        r"|\bwhy (?:this|that|it|now)\b|\bmade (?:you |[\w' -]{1,60}?\bworth\b)|\bworth (?:doing"
        r"|your|the|it)\b|\bwhat (?:led|brought|prompted|pushed|drove) "
        r"|\breasons? (?:for|you|behind)"
        r"|\b(?:choose|chose|pick|picked) (?:this|that|it|the)\b"
    ),
    "hard": (
        r"\b(?:hard|harder|hardest|difficult|trick(?:y|ier|iest)|tough(?:er|est)?|fiddl(?:y|ier"
        r"|iest)|confus\w+|struggl\w+|surpris\w+|unsure|stuck|challeng\w+|trouble|awkward)\b"
        r"|\b(?:catch|caught|throw|threw) you\b|\b(?:go|went|get|got) wrong\b"
        r"|\bless (?:easy|clear|obvious)\b"
    ),
    "learnt": (
        r"\blearn(?:t|ed|ing)?\b|\bknow\b(?=.*\b(?:now|before|not|did|didn't)\b)|\bnow know\b"
        r"|\b(?:find|found) out\b|\bdiscover(?:ed)?\b|\b(?:take|took|taken|pick|picked) (?:away"
        r"|from|up)\b|\btell (?:an?|the|your|another|somebody|someone) ?(?:next |new )?(?:colleague"
        r"|person|mate|apprentice|team|technician|else)?|\brealis(?:e|ed)\b|\brealiz(?:e|ed)\b"
        r"|\bunderst(?:and|ood)\b(?=.*\b(?:now|before|better)\b)|\bnew to you\b"
    ),
    "helps": (
        rf"\b{_DO} (?:you|it|this|that|they|[\w' -]{{1,40}}?) (?:\w+ )?(?:use|apply|need|help"
        r"|come in|be (?:of use|useful|used|handy)|make a difference)\b(?=.*\b(?:job|work|bay"
        r"|ramp|workshop|desk|site|counter|garage|shop|customers?|team|next|on|in|with|at|for)\b)"
        r"|\b(?:which|what) (?:\w+ ){0,2}(?:jobs?|cars?|vans?|vehicles?|customers?)\b.{0,40}"
        r"\b(?:use|apply|help|need)\b"
        r"|\b(?:where|when)\b.{0,60}\b(?:use|apply|using|applying|help|need|useful|handy)\b"
        r"|\bhow\b.{0,40}\b(?:help|helps|use|apply)\b.{0,60}\b(?:job|work|role|day)\b"
        r"|\b(?:in|on|for|to|of) (?:your|the) (?:own |day-to-day |daily |everyday )*(?:jobs?|work"
        r"|role)\b|\bat work\b|\bback at (?:work|the|your)\b|\bwhat did you do\b"
    ),
    "next": (
        r"\bdifferently\b|\bnext time\b|\bfrom now on\b|\bable to do\b|\b(?:plan|planning|going"
        r"|intend|aim) to (?:do|change|try|check|start|stop|use)\b|\bwill you (?:now |then |be )?"
        r"(?:do|doing|change|changing|try|trying|start|stop|check|add)\b|\bdo next\b"
        r"|\bnext steps?\b"
    ),
    "changed": (
        r"\b(?:has|have|did|what|how|anything|is|are)\b.{0,60}\b(?:changed|change (?:anything"
        r"|since|for you|how you)|different (?:now|since))\b|\bsince then\b|\bmade (?:a|any|the)"
        r" difference\b|\bdifferent (?:now|since)\b"
    ),
}  # fmt: skip
_PATTERNS: Final = {element: re.compile(words) for element, words in _ASKS.items()}


def asked_in(question: str) -> tuple[ElementId, ...]:
    """The elements that a question asks for, by its words; never fails."""
    small = folded(question)
    return tuple(element for element in ELEMENTS if _PATTERNS[element].search(small))
