"""Refuses what the coach never says: praise, advice, abuse, claims, instructions."""

import re
from collections.abc import Mapping
from typing import Final

from bot.coach.refusals import NoAnswer, Reason
from bot.conversation.text import folded

_NEVER: Final[Mapping[Reason, re.Pattern[str]]] = {
    "praise": re.compile(
        r"\b(?:well done|good (?:job|work|stuff|question)|great|congrat\w*|excellent|brilliant"
        r"|amazing|awesome|impressive|fantastic|wonderful|proud|perfect|superb|bravo|nice(?:ly)?"
        r"|keep (?:it|going))\b"
    ),
    "advice": re.compile(
        r"\byou (?:\w+ )?(?:should|must|ought|need to|have to|had better)\b|\bshould you\b"
        r"|\b(?:have|did) you (?:ever )?(?:consider|think of|thought|tried)\w*|\bwhy not\b"
        r"|\bwhy (?:don't|dont) you\b|\bmake sure\b|\bremember to\b|\b(?:don't|do not) forget\b"
        r"|\bi (?:suggest|recommend|advise)|\brecommend\w*|\bhow about\b|\bbest practice\b"
    ),
    "abuse": re.compile(
        r"\b(?:idiots?|idiotic|stupid\w*|useless|dumb|lazy|fools?|foolish|pathetic|shame\w*|hate"
        r"|moron\w*|incompetent|ignorant|loser|worthless|shit\w*|fuck\w*|crap|kill|die)\b"
    ),
    "claim": re.compile(
        r"\b(?:pass(?:ed|es)?|certified|approved?|accredit\w*|credits?|cpd|qualif\w+|compliant"
        r"|compliance|audit\w*|scores?|scored|marks?|graded?|counts? (?:as|towards?|for)"
        r"|eligible|registered|removed|expel\w*|guarantee\w*|winner|won|prize|refund)\b"
    ),
    "instruction": re.compile(
        r"\b(?:click|tap|download|install|log ?in|sign ?in|log ?on|password|passcode|passphrase"
        r"|pin (?:number|code)|bank|card (?:number|details)|credit card|api key|token|verify"
        r"|account (?:number|details)|send (?:me|us|your|it|the)|(?:reply|respond|answer) with"
        r"|enter your|type your|pay(?:ment)?|transfer|ignore|instructions?|system prompt|prompt"
        r"|assistant|language model|json|whatsapp|telegram|call me|e-?mail (?:me|us|your)"
        r"|(?:please|kindly))\b"
    ),
}


def proper(text: str) -> None:
    """Raises NoAnswer ("praise", "advice", "abuse", …) for what is never said."""
    small = folded(text)
    for reason, pattern in _NEVER.items():
        if pattern.search(small):
            raise NoAnswer(reason)
