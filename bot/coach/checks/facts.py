"""Numbers with their units, days, names and negations in a text, to compare with the member's."""

import re
from collections.abc import Iterator
from typing import Final

from bot.coach.checks.words import stem
from bot.coach.refusals import NoAnswer
from bot.coach.screening import Screen
from bot.conversation.identifiers import identifiers
from bot.conversation.text import folded

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
VALUES: Final = {
    **{word: str(n) for n, word in enumerate(_ONES)},
    **{word: str(n * 10) for n, word in enumerate(_TENS, start=2)},
    "fourty": "40", "hundred": "100", "hundreds": "100s", "thousand": "1000",
    "thousands": "1000s", "million": "1000000", "millions": "1000000s", "dozen": "12",
    "dozens": "12s", "couple": "2", "half": "1/2", "quarter": "1/4", "twice": "x2",
    "thrice": "x3", "double": "x2", "triple": "x3", "third": "3rd", "fourth": "4th",
    "fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th",
    "tenth": "10th", "second": "2nd", "several": "several",
}  # fmt: skip
UNITS: Final = {
    form: unit
    for unit, forms in {
        "h": "h hr hrs hour hours", "min": "m min mins minute minutes", "s": "sec secs seconds",
        "day": "d day days", "week": "week weeks wk wks", "month": "month months",
        "year": "year years yr yrs", "credit": "credit credits", "point": "point points pts",
        "mm": "mm millimetre millimetres millimeters", "m": "metre metres meters", "km": "km kms",
        "mile": "mile miles", "kg": "kg kilo kilos", "g": "gram grams", "v": "v volt volts",
        "a": "amp amps", "bar": "bar", "nm": "nm", "l": "l litre litres liters", "%": "% percent",
        "kw": "kw", "kv": "kv", "pound": "pound pounds quid", "degree": "degree degrees °",
    }.items()
    for form in forms.split()
}  # fmt: skip
_TIMES: Final = frozenset({"h", "min", "s", "day", "week", "month", "year"})
_UNIT: Final = "|".join(re.escape(form) for form in sorted(UNITS, key=len, reverse=True))
_NUMBER: Final = re.compile(
    r"(?P<code>(?=\w*[^\W\d_])(?=\w*\d)\w+)|(?P<figures>\d+(?:[.,:/]\d+)*)|(?P<part>[½¼¾⅓⅔])"
    rf"|(?<!\w)(?P<word>{'|'.join(sorted(VALUES, key=len, reverse=True))}|an?)(?!\w)"
)
_GLUED: Final = re.compile(rf"(\d+)({_UNIT})")
_BEHIND: Final = re.compile(rf"[ -]?({_UNIT})(?!\w)")

_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH: Final = (
    r"january|february|april|june|july|august|september|october|november|december"
    r"|(?:jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?= \d|\b(?<=\d ...))"
)
_PERIOD: Final = rf"(?:day|week|weekend|fortnight|month|year|quarter|term|{_DAY})"
_DATE: Final = re.compile(
    rf"(?<!\w)(?:(?:last|next|this|past|previous|coming|every|each|that) (?:\w+ )?"
    rf"(?:{_PERIOD}|morning|afternoon|evening|night|spring|summer|autumn|winter)s?"
    rf"|{_DAY}|{_MONTH}|yesterday|today|tomorrow|tonight|ago|fortnight|christmas|easter|weekend"
    r"|midday|noon|midnight|mornings?|afternoons?|evenings?"
    r"|spring|summer|autumn|winter)(?!\w)"
)
_CAPITAL_MONTH: Final = re.compile(r"(?<!\w)(?:May|March)(?!\w)")

_NEGATION: Final = re.compile(
    r"(?<!\w)(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|without|cannot|hardly|barely"
    r"|[a-z]+n't|(?:do|did|does|ca|wo|is|are|was|were|has|have|had|would|could|should|ai)nt)(?!\w)"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OUTCOME: Final = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|fail(?:ed|s|ing|ure)?|succe(?:ed|ss)\w*|won|winning|los(?:t|ing)"
    r"|improv\w+|worsen\w*|promot(?:ed|ion)|resit\w*|mastered|achiev\w+|qualif\w+)\b"
)
_CAPITAL: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[\w'’-]*\w)?")
_STARTS: Final = re.compile(r"(?:\A|[.!?:;\n…]|[\"“(])\s*[\"“(]?\Z")

Number = tuple[str, str]
"""A value and its unit, "" without one. A word of letters and figures is a value."""


def numbers(text: str, *, strict: bool) -> list[Number]:
    """The numbers in a text, in its order. `strict`: "one", "second" and "first" alone count too;
    otherwise only before a unit of time ("one hour", "an hour").
    """
    small = folded(text)
    return [found for match in _NUMBER.finditer(small) if (found := _number(match, small, strict))]


def _number(match: re.Match[str], text: str, strict: bool) -> Number | None:
    if code := match["code"]:
        glued = _GLUED.fullmatch(code)
        return (str(int(glued[1])), UNITS[glued[2]]) if glued else (code, "")
    behind = _BEHIND.match(text, match.end())
    unit = UNITS[behind[1]] if behind else ""
    word = match["word"]
    if word in ("a", "an"):
        return ("1", unit) if unit in _TIMES else None
    if word in ("one", "second") and not strict and unit not in _TIMES:
        return None
    if word:
        return (VALUES[word], unit)
    if match["part"]:
        return ({"½": "1/2", "¼": "1/4"}.get(match["part"], match["part"]), unit)
    figures = match["figures"]
    return (str(int(figures)) if figures.isdigit() else figures, unit)


def dates(text: str) -> list[str]:
    """The words in a text that say when: days, months, "last week"."""
    said = [found[0] for found in _DATE.finditer(folded(text))]
    return [*said, *(found[0].lower() for found in _CAPITAL_MONTH.finditer(text))]


def names(text: str) -> list[str]:
    """The words that begin with or hold a capital letter and do not begin a sentence; not "I"."""
    return [
        folded(found[0]).removesuffix("'s")
        for found in _CAPITAL.finditer(text)
        if _is_name(found, text)
    ]


def _is_name(found: re.Match[str], text: str) -> bool:
    word = found[0]
    if word == "I" or word[:2] in ("I'", "I’"):
        return False
    if any(one.isupper() for one in word[1:]):
        return True
    return word[0].isupper() and _STARTS.search(text[: found.start()]) is None


def negations(text: str) -> Iterator[tuple[str, str]]:
    """Each negation in a text ("not" for all forms of it), and the folded text that follows it."""
    small = folded(text)
    for found in _NEGATION.finditer(small):
        yield "not" if is_not(found[0]) else found[0], small[found.end() :]


def is_not(word: str) -> bool:
    """Whether a folded word is "not" or ends in it, such as "didn't"."""
    if word in ("not", "cannot"):
        return True
    return word.endswith(("n't", "nt")) and _NEGATION.fullmatch(word) is not None


def only_theirs(text: str, written: str, screen: Screen) -> None:
    """Raises NoAnswer where `text` states a number, day, name, outcome or identifier that `written`
    has not: "number", "date", "name", "assertion", "identifier". Names of the workplace's people,
    which `screen` knows, count in small letters too.
    """
    theirs = numbers(written, strict=True)
    values = {value for value, _ in theirs}
    for value, unit in numbers(text, strict=False):
        if (value, unit) not in theirs and (unit or value not in values):
            raise NoAnswer("number")
    said = set(dates(written))
    if any(one not in said for one in dates(text)):
        raise NoAnswer("date")
    small = folded(written)
    their_words = set(re.findall(r"\w+(?:['-]\w+)*", small)) | set(re.findall(r"\w+", small))
    if any(one not in their_words for one in names(text)):
        raise NoAnswer("name")
    for start, end in screen.people.named(text):
        if any(one not in their_words for one in _LETTERS.findall(folded(text[start:end]))):
            raise NoAnswer("name")
    _same_outcome(text, small)
    for one in identifiers(text, region=screen.region):
        told = re.escape(folded(text[one.start : one.end]))
        if not re.search(rf"(?<!\w){told}(?!\w)", small):
            raise NoAnswer("identifier")


def _same_outcome(text: str, written: str) -> None:
    """Nobody is said to have passed, failed, won or lost who did not say so."""
    theirs = {stem(found[0]) for found in _OUTCOME.finditer(written)}
    if any(stem(found[0]) not in theirs for found in _OUTCOME.finditer(folded(text))):
        raise NoAnswer("assertion")
