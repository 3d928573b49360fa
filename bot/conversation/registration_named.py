"""Reads what a member tells of a registration: "IMI removed me from the register on 3 March", "I'm
back on the register", "they extended my cycle to 30 June".

Only a message that is nothing else is one: a word that belongs to none of them makes it none.
"""

import re
from datetime import date, datetime
from typing import Final, Literal, NamedTuple

from bot.conversation.dates import Tense, find_dates
from bot.conversation.employment import period_begun
from bot.conversation.text import READ_LIMIT, clean, folded


class RegistrationNamed(NamedTuple):
    """What a message tells. `on`: since when, None where it names no day; `until`: the last day of
    an extension; `recognition`: it is of one that rests on the register. `names_it`: it says of
    what; "they extended it to 30 June" does not.
    """

    state: Literal["removed", "restored", "extended"]
    on: date | None = None
    until: date | None = None
    recognition: bool = False
    names_it: bool = True


_WORDS_MOST: Final = 18
_KEYS: Final[tuple[tuple[Literal["removed", "restored", "extended"], re.Pattern[str]], ...]] = (
    (
        "restored",
        re.compile(
            r"\b(?:restored|reinstated|(?:back|put back|let back|taken back) on(?:to)?"
            r"|registered again|recognised again)\b"
        ),
    ),
    (
        "removed",
        re.compile(
            r"\b(?:removed|withdrawn|withdrew|downgraded"
            r"|(?:taken|took|struck|kicked|thrown|threw) (?:me )?off"
            r"|no longer (?:registered|recognised|on)|off the register)\b"
        ),
    ),
    ("extended", re.compile(r"\b(?:extended|prolonged)\b")),
)
_NAMES: Final = re.compile(r"\b(?:register|registered|registration|affiliate)\b")
_BY_ITS_BODY: Final = re.compile(
    r"\b(?:imi|(?:the )?institute)(?: have| has| had|s|ve)? (?:just |now |also )?"
    r"(?:removed|downgraded|reinstated|restored|(?:took|taken|struck|kicked|thrown|threw)) me\b"
)
"""What is of the register though it does not name it: "IMI removed me"."""

_OF_EXTENSION: Final = re.compile(r"\b(?:cycle|registration|membership|deadline)\b")
_RECOGNITION: Final = re.compile(r"\b(?:techsafe|recognition|recognised)\b")
_BY_ME: Final = re.compile(
    r"\b(?:i|ive|we|weve|i have|we have) (?:just |also |then )?"
    r"(?:removed|took|withdrew|extended|prolonged|restored|reinstated)\b"
)
"""A deed of the member's own: "I removed the register", whatever that is."""

_BEGINS_OR_ENDS: Final = re.compile(r"\b(?:since|until|till|til)\b")
"""Words that would make a stretch of time of the one day that is meant."""

_AROUND: Final = re.compile(
    r"\b(?:a|an|the|it|its|my|me|i|im|ive|am|is|was|were|has|have|had|been|got|that|thats|so|and"
    r"|they|theyve|theyd|you|imi|imis|institute|register|registered|registration|professional"
    r"|membership|cycle|deadline|techsafe|recognition|affiliate|status|on|off|of|to|from|for|as|by"
    r"|since|until|till|til|ok|okay|well|yes|hi|hello|actually|oh|now|just|already|again|today"
    r"|kindly|finally|luckily|sadly|unfortunately|fortunately|thankfully|good|bad|news)\b"
)


def registration_named(text: str, now: datetime) -> RegistrationNamed | None:
    """What a message tells of a registration, if it tells nothing else. `now` is in the member's
    zone: days without a year lie behind it, but for the last day of an extension.
    """
    cleaned = clean(text[:READ_LIMIT]).text
    shown = folded(cleaned)
    if "?" in shown:
        return None
    line = _line(shown)
    if not line or len(line.split()) > _WORDS_MOST or _BY_ME.search(line):
        return None
    state, key = next(((one, key) for one, key in _KEYS if key.search(line)), (None, None))
    if state is None or key is None:
        return None
    recognition = _RECOGNITION.search(line) is not None
    names = _OF_EXTENSION if state == "extended" else _NAMES
    names_it = recognition or names.search(line) is not None
    if not (names_it or state == "extended" or _BY_ITS_BODY.search(line)):
        return None
    days = _day(shown, cleaned, now, ahead=state == "extended")
    if days is None:
        return None
    named, without = days
    if _AROUND.sub("", key.sub("", _line(without))).strip():
        return None
    if state == "extended":
        if not names_it and named is None:
            return None
        return RegistrationNamed(state, None, named, recognition, names_it)
    return RegistrationNamed(state, named, None, recognition)


def _day(shown: str, cleaned: str, now: datetime, *, ahead: bool) -> tuple[date | None, str] | None:
    """The day that it names, None where it names none, and what stands there besides; None where
    that is not plain. A day that it names with its year may lie on the other side of today.
    """
    begun = None if ahead else period_begun(shown, now.date())
    if begun is not None:
        day, (first, last) = begun
        return day, f"{shown[:first]} {shown[last:]}"
    dated = _BEGINS_OR_ENDS.sub(lambda one: "on".ljust(len(one[0])), shown)
    tenses: tuple[Tense, Tense] = ("future", "past") if ahead else ("past", "future")
    read = (find_dates(dated, cleaned, now=now, tense=one, settled=True) for one in tenses)
    found = next((one for one in read if one.problem is None), None)
    if found is None or found.start.value != found.end.value:
        return None
    without = "".join(
        " " if any(first <= place < last for first, last in found.spans) else letter
        for place, letter in enumerate(shown)
    )
    return found.start.value, without


def _line(shown: str) -> str:
    """Words alone, each apart from the next by a space."""
    return " ".join(re.sub(r"[^\w ]+", " ", shown.replace("'", "")).split())
