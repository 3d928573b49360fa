"""Reads a typed answer to "Any news?" about a cycle that ended short: "they extended it", "got an
extension", "I'm still registered", "nothing yet".

Only a message that is nothing else is one: a word that belongs to no answer makes it none.
"""

import re
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from bot.conversation.dates import find_dates
from bot.conversation.text import READ_LIMIT, clean, folded
from bot.policy.vocabulary import OutcomeAnswer


class NewsNamed(NamedTuple):
    """What a message says followed. `plain`: it is of nothing but a register or a deadline,
    whatever was asked last.
    """

    answer: OutcomeAnswer
    plain: bool = False


_WORDS_MOST: Final = 14

_KEYS: Final[tuple[tuple[OutcomeAnswer, re.Pattern[str]], ...]] = (
    (
        "removed",
        re.compile(
            r"\b(?:removed|downgraded|(?:took|taken|struck|kicked|thrown|threw) (?:me )?"
            r"(?:off|from)"
            r"|(?:moved|demoted) (?:me )?to|no longer (?:registered|recogni[sz]ed|on)"
            r"|off the register|(?:lost|withdrew|withdrawn) (?:my |the )?recognition)\b"
        ),
    ),
    (
        "extended",
        re.compile(
            r"\b(?:extended|prolonged|extension|(?:given|gave|granted|allowed|got) (?:me )?"
            r"(?:until|till|til|more time|extra time|longer|another (?:month|year))"
            r"|(?:more|extra) time)\b"
        ),
    ),
    (
        "registered",
        re.compile(
            r"\b(?:still (?:registered|recogni[sz]ed|on the register|a member)|kept me on"
            r"|(?:kept|keep|still have) (?:my |the )?recognition"
            r"|(?:stayed|remained|remain|stay) (?:registered|recogni[sz]ed|on the register))\b"
        ),
    ),
    ("registered", re.compile(r"\b(?:settled|sorted)\b")),
    (
        "nothing",
        re.compile(
            r"\b(?:nothing (?:yet|so far|new)|no (?:news|word)|not yet|still waiting"
            r"|(?:havent|not) heard|heard nothing)\b"
        ),
    ),
)
"""What says so, the clearest first."""

_UNTIL: Final = re.compile(
    r"\b(?:until|till|til|to|by|for) (?:the )?"
    r"(?:(?:end|start) of |(?:early|mid|late|next|another) )*"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:a|one|two|three|four|six|twelve|\d+)? ?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|month|year|week|spring|summer|autumn"
    r"|winter|christmas|easter)[a-z]*(?: \d{1,2})?(?: \d{4})?\b"
)
_AROUND: Final = re.compile(
    r"\b(?:a|an|the|it|its|my|me|i|im|ive|am|is|was|were|has|have|had|been|got|that|thats|so|and"
    r"|they|theyve|theyd|we|weve|you|imi|institute|register|membership|registration|cycle|deadline"
    r"|last|on|of|to|from|affiliate|ok|okay|well|yes|yeah|yep|hi|hello|actually|oh|now|just|already"
    r"|kindly|finally|luckily|sadly|unfortunately|fortunately|thankfully|good|bad|news|all|thanks"
    r"|thank|yet|so far|far|anything|back|any|more|out|hear|there|registered|in|then"
    r"|techsafe|recognition|recogni[sz]ed)\b"
)
_NAMES: Final = re.compile(
    r"\b(?:registered|register|recogni[sz]ed|recognition|extension|affiliate|membership|deadline|cycle)\b"
    r"|^(?:extended|removed|nothing yet|no news|no news yet)$"
    r"|\b(?:removed|downgraded|kept) me\b|\bi (?:was|have been) (?:removed|downgraded)\b"
)

_BEGINS_OR_ENDS: Final = re.compile(r"\b(?:since|until|till|til)\b")
"""Words that would make a stretch of time of the one day that is meant."""

_PUTS_RIGHT: Final = r"(?:no|nope|sorry|wait|oops|actually|hang on|hold on)"
_NO_BUT: Final = re.compile(
    rf"^\s*{_PUTS_RIGHT}(?:[\s,.;:-]+{_PUTS_RIGHT}\b)*\s*[,.;:-]+\s*(?=\w)"
    rf"|^\s*{_PUTS_RIGHT}(?:[\s,.;:-]+{_PUTS_RIGHT}\b)+\s+(?=\w)"
)
"""Puts right what was said before: "no, still registered"; "no extension" says something else."""

_SUPPOSES: Final = re.compile(
    r"(?:^| )(?:i (?:think|believe|reckon|suppose|guess)|as far as i know|afaik)$"
)
"""How sure somebody is of it, which is taken as it is said."""

_DENIES: Final = re.compile(
    rf"(?P<led>(?:{_PUTS_RIGHT} )*)(?:i (?:wasnt|was not|havent been|have not been)|im not|they "
    r"(?:didnt|did not|havent|have not)|it (?:wasnt|was not))(?: (?P<what>removed?|extend(?:ed)?"
    r"|downgraded?)(?: (?:me|it|from|the|register|my|cycle|registration))*)?"
    r"(?: (?:after all|actually|sorry|yet|at all))*"
)
_MORE: Final = re.compile(
    r"(?:there (?:are|is) |i (?:have )?(?:still )?(?:got |had |have )?|ive (?:still )?(?:got )?)?"
    r"(?:\d{1,3} |some |a few |a couple |lots )?(?:more |of )*(?:credits?|points?|hours?|things)"
    r"(?: more)?(?: (?:that|which|i))*(?: (?:is|are|were|was))?(?: (?:still|yet))?"
    r" (?:not|never|havent|have not|didnt)(?: yet)? (?:log|add|put|enter|record)\w*(?: in)?"
    r"(?: yet)?"
)


def news_named(text: str) -> NewsNamed | None:
    """What a message says followed, if it says nothing else."""
    shown = folded(clean(text[:READ_LIMIT]).text)
    if "?" in shown:
        return None
    shown = _NO_BUT.sub("", shown.replace("'", ""))
    line = _SUPPOSES.sub("", _line(shown))
    if not line or len(line.split()) > _WORDS_MOST:
        return None
    for answer, key in _KEYS:
        if not key.search(line):
            continue
        rest = _AROUND.sub("", key.sub("", _UNTIL.sub("", _keeping(line))))
        if rest.strip():
            return None
        return NewsNamed(answer, plain=_NAMES.search(line) is not None)
    return NewsNamed("nothing") if line in ("no", "nope", "none", "nothing") else None


def denied(text: str) -> OutcomeAnswer | Literal["any"] | None:
    """Which answer a message takes back, if it does nothing else: "no wait, I wasn't removed";
    "any" where it says no more than that it was not so.
    """
    found = _DENIES.fullmatch(_words(text))
    if found is None:
        return None
    if not found["what"]:
        return "any" if found["led"] else None
    return "extended" if found["what"].startswith("extend") else "removed"


def more_named(text: str) -> bool:
    """Whether a message says that something was not logged yet, and nothing of what that is."""
    return _MORE.fullmatch(_words(text)) is not None


def _words(text: str) -> str:
    """A message's words alone, without apostrophes."""
    return _line(folded(clean(text[:READ_LIMIT]).text).replace("'", ""))


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space."""
    return " ".join(re.sub(r"[^\w ]+", " ", shown).split())


def extended_until(text: str, now: datetime) -> date | None:
    """The last day of an extension, as far as the message names one day; `now` is in the member's
    zone.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    dated = _BEGINS_OR_ENDS.sub(lambda one: "on".ljust(len(one[0])), folded(cleaned))
    found = find_dates(dated, cleaned, now=now, tense="future", settled=True)
    same = found.problem is None and found.start.value == found.end.value
    return found.start.value if same else None


def _keeping(line: str) -> str:
    """A day that is named with the word before it: "given me until june" stays one phrase."""
    return re.sub(
        r"\b(given|gave|granted|allowed|got) (me )?(until|till|til)\b", r"extended \3", line
    )
