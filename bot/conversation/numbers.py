"""Numbers as people write them in a sentence, in figures and in words; no units."""

import re
from fractions import Fraction

_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_WORDS: dict[str, int] = {word: n for n, word in enumerate(_TWENTY.split(), start=1)} | {
    "a": 1,
    "an": 1,
    "another": 1,
    "zero": 0,
    "couple": 2,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "ninety": 90,
}
_PARTS = {
    "½": Fraction(1, 2),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
}

# Written short, since larger patterns hold it several times over.
_WORD = (
    r"(?:twenty|thirty|fou?rty|fifty|sixty|seventy|ninety)(?:[ -]five)?|one|two|three|five|ten"
    r"|(?:four|six|seven|eigh|nine)teen|four|six|seven|eight|nine|eleven|twelve|thirteen|fifteen"
    r"|eighteen|zero|(?:a )?couple of|another|an?"
)

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+"  # 3,600
    r"|\d{1,6}(?:\.\d{1,3}|,\d{1,2})?(?![\d/])"  # 2, 2.5, 2,5
    r"|(?:\d{1,3}[ -])?[1-3]/[2-4]"  # 1 1/2
    r"|(?:\d{1,3} ?)?[½¼¾]"  # 1½
    rf"|(?:{_WORD})\b)"
    r"(?:[ -]and[ -](?:a[ -])?(?:half|quarter)\b)?"  # two and a half
)
"""Matches one number in folded text. It has no groups; guard its left side where it is used."""

_SPLIT_PART = re.compile(r"[ -]and[ -](?:a[ -])?(?=half|quarter)")


def value(number: str) -> Fraction:
    """What a match of `NUMBER` is worth."""
    number, *part = _SPLIT_PART.split(number)
    return _whole(number) + (_PARTS[part[0]] if part else 0)


def _whole(number: str) -> Fraction:
    words = [word for word in re.split("[ -]", number) if word in _WORDS]
    if "couple" in words:
        return Fraction(2)
    if words:
        return Fraction(sum(_WORDS[word] for word in words))
    if number[-1] in _PARTS:
        return Fraction(int(number[:-1] or 0)) + _PARTS[number[-1]]
    if "/" in number:
        return sum(map(Fraction, re.split("[ -]", number)), Fraction(0))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", number):
        return Fraction(int(number.replace(",", "")))
    return Fraction(number.replace(",", "."))
