"""Mends what reading letters off a picture commonly gets wrong: digits, and lost blanks."""

import re
from typing import Final

_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_DIGITS: Final = str.maketrans("OoQlI|", "000111")
_FIGURE: Final = re.compile(
    r"(?<![\w/.-])(?=[OolI|\d./:-]{0,10}\d)[\dOolI|]{1,4}(?:[./:-][\dOolI|]{1,4}){0,2}"
    r"(?=(?:st|nd|rd|th)?(?![\w/-]))"
)
_NOUGHT_IN_WORD: Final = re.compile(
    r"(?<![\w/.-])(?:[A-Za-z]{1,20}(?:0[a-z]{1,20}){1,3}(?![\w/-]|\.\w)|0ct(?:ober)?(?![a-z]))"
)
_BEFORE_MONTH: Final = re.compile(rf"(?<=\d)(st|nd|rd|th)?(?=(?:{_MONTHS})(?![a-z]))")
_AFTER_MONTH: Final = re.compile(rf"(?<![A-Za-z])({_MONTHS})(?=\d)")
_BEHIND_YEAR: Final = re.compile(r"(?<=[ /.-](?:19|20)\d\d)(?=[A-Z][a-z]{3})")
_ON_DAY: Final = re.compile(r"(?<![A-Za-z])([Oo]n)(?:(the)(?=\d)|(?=\d))")
_JOINED_NAME: Final = re.compile(r"(?<=[a-zß-ÿ]{2})(?=[A-Z][a-z])")
_PARTICLES: Final = re.compile(r"(?:\b(?:Mac|Mc|De|Le|La|Du|Van|Fitz|Di|Del|Della|El|Al))$")
_PUNCTUATED: Final = re.compile(r"(?<=[A-Za-z]{2}),(?=[A-Z])|(?<=[a-z]):(?=[A-Za-z0-9][^/]|[A-Z]$)")
_WORDS: Final = re.compile(
    r"(?i)(?<![a-z])(this)(is)(to)(certify|confirm)(that)?|(awarded|presented|issued)(to)(?![a-z])"
    r"|(?<![a-z])(has|have)(successfully)(completed|passed)?"
    r"|(?<![a-z])(certify|certifies|confirms|confirm)(that)(?![a-z])"
    r"|(?<![a-z])(date)(of)(completion|issue|birth|course)"
    r"|(?<![a-z])(valid)(until|to)(?![a-z])"
)


def _with_letters(word: re.Match[str]) -> str:
    told = word[0]
    return told.replace("0", "O", 1) if told.startswith("0") else told.replace("0", "o")


def mended(text: str) -> str:
    """The text with what is surely wrong put right; a line that is right stays as it is."""
    text = _NOUGHT_IN_WORD.sub(_with_letters, text)
    text = _FIGURE.sub(lambda found: found[0].translate(_DIGITS), text)
    text = _BEFORE_MONTH.sub(lambda found: (found[1] or "") + " ", text)
    text = _AFTER_MONTH.sub(r"\1 ", text)
    text = _BEHIND_YEAR.sub(" ", text)
    text = _ON_DAY.sub(lambda found: f"{found[1]} the " if found[2] else f"{found[1]} ", text)
    text = _WORDS.sub(lambda found: " ".join(one for one in found.groups() if one), text)
    text = _PUNCTUATED.sub(lambda found: found[0] + " ", text)
    pieces = _JOINED_NAME.split(text)
    told = pieces[0]
    for piece in pieces[1:]:
        told += ("" if _PARTICLES.search(told) else " ") + piece
    return re.sub(r" {2}(?! )", " ", told) if "  " not in text else told
