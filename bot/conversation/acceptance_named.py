"""Reads what a member tells of a body's word on an entry: "IMI did not accept the webinar", "IMI
accepts it again".

Only a message that begins and ends with it is one; a reason may stand behind it.
"""

import re
from typing import Final, NamedTuple

from bot.conversation.text import READ_LIMIT, clean, folded


class AcceptanceNamed(NamedTuple):
    """What a message tells. `body` is a word by which the body is called, and `what` the entry, in
    the member's words, folded; empty where only "it" is said.
    """

    body: str
    accepted: bool
    what: str = ""


_WORDS_MOST: Final = 24
_BODY: Final = r"(?:the )?(?P<body>imi techsafe|techsafe|imi|cmi)"
_WHAT: Final = r"(?: (?P<what>[^,.;:?]{1,60}?))?"
_WHY: Final = r"(?:[,.;:]? (?:because|since|as|cos|for being|saying|they say|they said)\b.*)?"
_LEAD: Final = r"(?:(?:so|well|ok|hi|hello|sorry|oh|just|now|unfortunately|apparently|today),? )*"
_TAIL: Final = r"(?: (?:either|though|today|yesterday|now|sorry))?"
_REFUSED: Final = "(?:rejected|refused|declined|disallowed|turned down|threw out|knocked back)"
_SAID: Final = (
    re.compile(
        rf"{_LEAD}{_BODY} (?:(?:did|do|does|will|would|has|have) ?(?:not|nt)|wont|would not) "
        rf"(?:accept(?:ed)?|count(?:ed)?|allow(?:ed)?|approved?|take|taken){_WHAT}{_TAIL}{_WHY}"
    ),
    re.compile(rf"{_LEAD}{_BODY}(?: has| have)? (?:just )?{_REFUSED}{_WHAT}{_TAIL}{_WHY}"),
    re.compile(
        rf"{_LEAD}(?P<what>[^,.;:?]{{1,60}}?) (?:was|is|got|has been|were) (?:{_REFUSED}|(?:not "
        rf"|nt )(?:accepted|counted|allowed|approved)) by {_BODY}{_TAIL}{_WHY}"
    ),
)
_AGAIN: Final = re.compile(
    rf"{_LEAD}{_BODY}(?: has| have| does| do)?(?: now| just)? (?:accept|count|allow|approve|take)"
    rf"(?:s|d|ed)?{_WHAT} (?:again|after all)"
)
_IT: Final = frozenset({"it", "that", "this", "that one", "this one", "mine"})


def acceptance_named(text: str) -> AcceptanceNamed | None:
    """What a message tells of a body's word on an entry, if it tells nothing else."""
    shown = folded(clean(text[:READ_LIMIT]).text)
    line = " ".join(shown.replace("'", "").split()).strip(" .!")
    if "?" in line or not 0 < len(line.split()) <= _WORDS_MOST:
        return None
    if found := _AGAIN.fullmatch(line):
        return _named(found, accepted=True)
    found = next((one for said in _SAID if (one := said.fullmatch(line))), None)
    return None if found is None else _named(found, accepted=False)


def _named(found: re.Match[str], *, accepted: bool) -> AcceptanceNamed:
    what = found["what"] or ""
    return AcceptanceNamed(found["body"], accepted, "" if what in _IT else what)
